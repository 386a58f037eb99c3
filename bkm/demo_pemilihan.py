"""A whole election of one kelurahan by our own actions, quick enough for a demo of many. Source: BKM-01 .. BKM-24.

The caller opens the unit of work and has started S4; names come from the demo's own people.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from bkm import actions
from bkm.models import TPS, Panitia, Pemilihan
from bkm.models.pemilihan import FINAL, Tingkat
from bkm.queries_pemilihan import counted, electors, lowest_places
from inti.peragaan import person
from laporan.models import Berkas
from siklus.models import Langkah, Pertemuan
from wilayah.models import Basis

POKJA = ("perumus_ad", "pemilihan", "pemantau")


def elect(
    langkah: Langkah,
    *,
    oleh: Any,
    kedua: Any,
    rng: Random,
    mulai: date,
    berkas: Berkas | None = None,
    sampai: str = "selesai",
    rembug_panitia: Pertemuan | None = None,
    utusan: int = 3,
    anggota: int = 11,
    sisakan: int = 0,
) -> Pemilihan | None:
    """Panitia, tata tertib, every RT and the rembug of a running S4, from the day `mulai` on.

    `kedua` is the second person who confirms; `berkas` the photo of signed papers (without it `kedua` confirms the RT
    too). `sampai`: panitia | tatib | basis | selesai, where to stop; `sisakan` RT that have not voted yet at `basis`.
    """
    tempat = lowest_places(langkah.wilayah_id, mulai)
    _committee(langkah, [b for b, _d in tempat], oleh=oleh, rng=rng, mulai=mulai, pertemuan=rembug_panitia)
    if sampai == "panitia":
        return None
    kursi = min(anggota, max(3, len(tempat) * utusan))
    actions.save_tatib(
        langkah, oleh=oleh, nama_basis=3, utusan_per_basis=utusan, nama_kelurahan=3, jumlah_anggota=kursi,
        disepakati=mulai + timedelta(days=2),
        kriteria="Dapat dipercaya\nIkhlas bekerja untuk warga\nJujur\nAdil\nMenganggap semua orang setara\nBekerja bersama",
    )  # fmt: skip
    pemilihan: Pemilihan = actions.prepare_pemilihan(langkah, oleh=oleh, tanggal_daftar=mulai + timedelta(days=3))
    if sampai == "tatib":
        return pemilihan
    rt = list(TPS.objects.filter(pemilihan=pemilihan, tingkat=Tingkat.BASIS).select_related("basis").order_by("urutan"))
    for i, tps in enumerate(rt[: len(rt) - sisakan]):
        vote_basis(tps, oleh=oleh, kedua=kedua, rng=rng, tanggal=mulai + timedelta(days=4 + i % 3), berkas=berkas)
    if sampai == "selesai":
        vote_kelurahan(pemilihan, oleh=oleh, kedua=kedua, rng=rng, tanggal=mulai + timedelta(days=9), berkas=berkas)
    return pemilihan


def _committee(
    langkah: Langkah, basis: list[Basis], *, oleh: Any, rng: Random, mulai: date, pertemuan: Pertemuan | None
) -> Panitia:
    panitia: Panitia = actions.form_panitia(langkah, oleh=oleh, dibentuk=mulai, pertemuan=pertemuan)
    tugas = [("", "ketua"), ("", "sekretaris"), ("", "bendahara")]
    tugas += [(p, j) for p in POKJA for j in ("koordinator", "anggota", "anggota")]
    rw = {b.induk_id or b.pk for b in basis}
    tugas += [("pemilihan", "anggota")] * max(0, 3 * len(rw) - len(tugas))
    sudah: set[str] = set()
    for i, (pokja, jabatan) in enumerate(tugas):
        nama, jk = _somebody(rng, sudah)
        actions.add_anggota_panitia(
            panitia, oleh=oleh, nama=nama, jenis_kelamin=jk, pokja=pokja, jabatan=jabatan, miskin=rng.random() < 0.4,
            basis=basis[i % len(basis)] if basis else None,
        )  # fmt: skip
    return panitia


def _somebody(rng: Random, sudah: set[str]) -> tuple[str, str]:
    """A made-up person whose name nobody else of this list has."""
    while True:
        jk = "P" if rng.random() < 0.45 else "L"
        nama = person(rng, jk)
        if nama.lower() not in sudah:
            sudah.add(nama.lower())
            return nama, jk


def vote_basis(
    tps: TPS, *, oleh: Any, kedua: Any, rng: Random, tanggal: date, berkas: Berkas | None = None, kurang: bool = False
) -> TPS:
    """One RT votes, is counted and stands; `kurang`: too few come first, and officers visit the rest at home."""
    tps = actions.open_tps(tps, oleh=oleh, tanggal=tanggal, tempat="Pos RT")
    tps = actions.close_tps(tps, oleh=oleh)
    kursi, per_surat = tps.kursi or 1, tps.nama_per_suara or 1
    bagian = 0.18 if kurang else 0.38 + rng.random() * 0.3
    pria, wanita = int((tps.daftar_l or 0) * bagian), int((tps.daftar_p or 0) * min(bagian + 0.06, 0.95))
    suara = _tally(pria + wanita, per_surat, kursi, rng)
    jk = {n: k for n, k, _s in suara}
    isi: dict[str, Any] = {
        "pemilih_l": pria, "pemilih_p": wanita, "surat_sah": pria + wanita - 1 if pria + wanita > 3 else pria + wanita,
        "surat_rusak": 1 if pria + wanita > 3 else 0, "cara": "lengkap",
    }  # fmt: skip
    actions.record_hitungan(tps, oleh=oleh, perolehan=[{"nama": n, "suara": s} for n, _k, s in suara], **isi)
    if kurang:
        tps = actions.visit_tps(tps, oleh=oleh)
        tambah = int((tps.daftar or 0) * 0.2)
        actions.record_hitungan(
            tps, oleh=oleh, kunjungan_l=tambah // 2, kunjungan_p=tambah - tambah // 2, kunjungan_sah=tambah,
            perolehan=[{"nama": n, "suara": s, "kunjungan": tambah if i == 0 else 0} for i, (n, _k, s) in enumerate(suara)],
            **isi,
        )  # fmt: skip
    hasil = counted(TPS.objects.get(pk=tps.pk))
    while hasil.pertanyaan:
        for a, b in hasil.pertanyaan:
            actions.separate_names(tps, oleh=oleh, nama=a.nama, dengan=b.nama)
        hasil = counted(hasil.tps)
    if berkas is not None:
        actions.attach_bukti(tps, oleh=oleh, berkas=berkas)
    orang = [
        {"nama": b.nama, "jenis_kelamin": jk[b.nama], "miskin": rng.random() < 0.25} for b in hasil.peringkat.terpilih
    ]
    return actions.certify_tps(tps, oleh=oleh if berkas is not None else kedua, orang=orang)


def _tally(pemilih: int, per_surat: int, kursi: int, rng: Random) -> list[tuple[str, str, int]]:
    """(name, sex, votes), each fewer than the one before, so that no border is tied."""
    sah = max(1, pemilih - 1)
    hasil, sisa, suara, sudah = [], sah * per_surat, min(sah, max(1, int(sah * 0.8))), set[str]()
    for _i in range(kursi + 3):
        if suara < 1 or sisa < suara:
            break
        nama, jk = _somebody(rng, sudah)
        hasil.append((nama, jk, suara))
        sisa -= suara
        suara -= max(1, suara // 4)
    return hasil


def vote_kelurahan(
    pemilihan: Pemilihan, *, oleh: Any, kedua: Any, rng: Random, tanggal: date, berkas: Berkas | None = None
) -> TPS:
    """The rembug: utusan elect the members, a second person confirms, the result goes up on the board."""
    rembug = TPS.objects.get(pemilihan=pemilihan, tingkat=Tingkat.KELURAHAN)
    rembug = actions.open_tps(rembug, oleh=oleh, tanggal=tanggal, tempat="Aula kelurahan")
    rembug = actions.close_tps(rembug, oleh=oleh)
    utusan = electors(rembug)
    hadir = len(utusan)
    urut = sorted(utusan, key=lambda u: (-u.suara + rng.randint(-6, 6), str(u.pk)))
    kursi, per_surat = rembug.kursi or 1, rembug.nama_per_suara or 1
    calon = urut[: min(len(urut), kursi + 6)]
    # Descending by one where ballots allow it, so that the order and the border are clear.
    puncak = min(hadir, len(calon) + max(0, (hadir * per_surat - len(calon) * (len(calon) + 1) // 2) // len(calon)))
    suara = [max(0, puncak - i) for i in range(len(calon))]
    while sum(suara) > hadir * per_surat:
        suara = [max(0, s - 1) for s in suara]
    actions.record_hitungan(
        rembug, oleh=oleh, cara="lengkap", pemilih_l=sum(u.jenis_kelamin == "L" for u in utusan),
        pemilih_p=sum(u.jenis_kelamin == "P" for u in utusan), surat_sah=hadir, surat_rusak=0,
        perolehan=[{"utusan": u.pk, "suara": s} for u, s in zip(calon, suara, strict=True) if s],
    )  # fmt: skip
    if berkas is not None:
        actions.attach_bukti(rembug, oleh=oleh, berkas=berkas)
    rembug = TPS.objects.get(pk=rembug.pk)
    seri = counted(rembug).peringkat.seri
    if seri:
        _second_ballot(rembug, seri, utusan, oleh)
    rembug = actions.certify_tps(rembug, oleh=kedua)
    for tingkat in (Tingkat.BASIS, Tingkat.KELURAHAN):
        if all(t.status in FINAL for t in TPS.objects.filter(pemilihan=pemilihan, tingkat=tingkat)):
            actions.announce_hasil(pemilihan, oleh=oleh, tingkat=tingkat, tanggal=tanggal, tempat="Papan kelurahan")
    return rembug


def _second_ballot(rembug: TPS, seri: list[Any], utusan: list[Any], oleh: Any) -> None:
    hadir = len(utusan)
    suara = [max(0, hadir // len(seri) + len(seri) - 2 * i) for i in range(len(seri))]
    while sum(suara) > hadir:
        suara = [max(0, s - 1) for s in suara]
    actions.record_ulang(
        rembug, oleh=oleh, pemilih_l=sum(u.jenis_kelamin == "L" for u in utusan),
        pemilih_p=sum(u.jenis_kelamin == "P" for u in utusan), surat_sah=hadir, surat_rusak=0,
        perolehan=[{"utusan": b.utusan.pk, "suara": s} for b, s in zip(seri, suara, strict=True)],
    )  # fmt: skip
