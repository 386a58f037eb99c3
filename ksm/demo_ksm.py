"""Demo helper: groups of a kelurahan with members, rules and checklists, by our own actions. All people are invented."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from inti.peragaan import chance, person
from ksm import actions
from ksm.ceklis import newest
from ksm.models import KSM
from ksm.queries import stage_to_count_for
from siklus.models import Keluarga, Relawan
from siklus.queries_ps2 import standing
from wilayah.models import Basis
from wilayah.waktu import today_in

# Name, kind, where it came from, what binds it.
KELOMPOK = [
    ("Melati", "ekonomi", "sudah_ada", "arisan ibu-ibu"),
    ("Bina Karya", "lingkungan", "baru", "tetangga satu gang"),
    ("Mekar Sari", "ekonomi", "sudah_ada", "pedagang pasar pagi"),
    ("Al-Hidayah", "sosial", "sudah_ada", "pengajian malam Jumat"),
    ("Sauyunan", "lingkungan", "baru", "tetangga di bantaran"),
    ("Kenanga", "ekonomi", "baru", "perajin rumahan"),
    ("Posyandu Cempaka", "sosial", "sudah_ada", "kader posyandu"),
    ("Panitia Drainase", "panitia", "baru", "warga sepanjang saluran"),
]
JABATAN = ["ketua", "sekretaris", "bendahara"]


def form_groups(desa: Any, jumlah: int = 6, *, lengkap: bool = False) -> list[KSM]:
    """Register `jumlah` groups of one kelurahan (5 to 9 members each), as its faskel does.

    `desa` is a `siklus.demo.Desa` (needs `wilayah` and `faskel`). Rules and two checklists follow; unless `lengkap`, the
    last group has neither, so that what is lacking shows too. Registered for S5 while it is open.
    """
    kode, oleh = desa.wilayah.kode, desa.faskel
    rng = chance(f"ksm-{kode}")
    langkah = stage_to_count_for(oleh, kode)
    tempat = list(Basis.objects.filter(wilayah=kode, aktif=True, jenis="rt").order_by("urutan", "id"))
    relawan = list(Relawan.objects.filter(wilayah=kode, status="sah").order_by("nama", "id")[:20])
    mulai = (langkah.tanggal_mulai if langkah else None) or today_in(kode) - timedelta(days=30)
    miskin = _poor_households(kode, oleh)
    hasil = []
    for i in range(jumlah):
        kurang = not lengkap and i == jumlah - 1
        nama, jenis, asal, ikatan = KELOMPOK[i % len(KELOMPOK)]
        nama = nama if i < len(KELOMPOK) else f"{nama} {i // len(KELOMPOK) + 1}"
        hari = mulai if asal == "baru" else mulai - timedelta(days=rng.randint(400, 3000))
        ksm = actions.register_ksm(
            kode, oleh=oleh, nama=nama, jenis=jenis, asal=asal, terbentuk=hari, ikatan=ikatan,
            basis=rng.choice(tempat) if tempat else None, relawan_pendamping=rng.choice(relawan) if relawan else None,
            langkah=langkah, tujuan="Menambah penghasilan anggota." if jenis == "ekonomi" else "Memperbaiki lingkungan bersama.",
        )  # fmt: skip
        _members(ksm, rng, oleh, 2 if kurang else rng.randint(5, 9), tempat, miskin)
        if not kurang:
            _agree(ksm, rng, oleh, mulai)
        hasil.append(ksm)
    return hasil


def _poor_households(kode: str, oleh: Any) -> list[Keluarga]:
    """Households on PS-2 now, in a fixed order; each joins one group at most."""
    daftar = Keluarga.objects.visible_to(oleh).filter(wilayah=kode, status="sah", pk__in=standing().values("keluarga"))
    return list(daftar.select_related("basis").order_by("basis__urutan", "nama_cari", "id"))


def _members(ksm: KSM, rng: Random, oleh: Any, jumlah: int, tempat: list[Basis], miskin: list[Keluarga]) -> None:
    """Members of a group that borrows are poor by PS-2, as the programme asks; of the others every second one."""
    terpakai: set[tuple[str, str]] = set()
    while len(terpakai) < jumlah:
        rumah = miskin.pop(0) if miskin and (ksm.jenis == "ekonomi" or rng.random() < 0.5) else None
        jk = "P" if ksm.jenis in {"ekonomi", "sosial"} and rng.random() < 0.75 else rng.choice("LP")
        nama = person(rng, jk)
        if rumah is not None and rumah.jenis_kelamin_kk == jk:
            nama = rumah.nama_kk
        if (nama, jk) in terpakai:
            continue
        jabatan = JABATAN[len(terpakai)] if len(terpakai) < len(JABATAN) else "anggota"
        terpakai.add((nama, jk))
        actions.add_anggota(
            ksm, oleh=oleh, nama=nama, jenis_kelamin=jk, jabatan=jabatan, keluarga=rumah,
            basis=rumah.basis if rumah is not None else (rng.choice(tempat) if tempat else None),
        )  # fmt: skip


def _agree(ksm: KSM, rng: Random, oleh: Any, mulai: date) -> None:
    kini = today_in(ksm.wilayah_id)
    sepakat = min(mulai + timedelta(days=rng.randint(3, 20)), kini)
    actions.record_aturan_main(
        ksm, oleh=oleh, disepakati=sepakat, irama=rng.choice(["mingguan", "dua_mingguan", "bulanan"]),
        pertemuan="Minggu sore di rumah ketua", simpanan_pokok=Decimal(10_000), simpanan_wajib=Decimal(5_000),
        tabungan="Dicatat bendahara dan dibacakan setiap pertemuan.",
        pembagian_tugas="Ketua memimpin pertemuan. Sekretaris mencatat. Bendahara menyimpan uang dan buku.",
        keputusan="Musyawarah; bila buntu, ditanyakan kepada semua anggota.", lain="Yang dua kali tidak hadir ditengok.",
    )  # fmt: skip
    for jenis, tunda in (("keadaan", 5), ("aturan", 8)):
        butir = newest(jenis).butir
        belum = {b.kode for b in rng.sample(butir, rng.randint(0, 3))}
        actions.fill_ceklis(
            ksm, oleh=oleh, jenis=jenis, tanggal=min(sepakat + timedelta(days=tunda), kini),
            jawaban={b.kode: {"ya": b.kode not in belum} for b in butir}, catatan="Ditinjau lagi bulan depan.",
        )  # fmt: skip
