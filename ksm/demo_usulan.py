"""Demo helper: proposals of the groups of one kelurahan in every state up to the agreement, by our own actions.

All people are invented. They are judged here; `decide` lets the BKM meet once the demo of `keuangan` has brought the agreement
on the grant, so that the meeting divides the money that there is.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from akun.models import Pengguna
from bkm.actions import record_rapat
from bkm.models import AnggotaBKM
from bkm.queries import kepengurusan_aktif, signers
from inti.peragaan import Tulis, chance, person
from inti.unggah import check_upload
from inti.unit_kerja import unit_kerja
from ksm import actions
from ksm.ceklis_usulan import newest_for
from ksm.models import BAPPUK, KSM, Usulan
from ksm.queries import officer_names
from ksm.queries_usulan import lines_of_area, planned_blm
from ksm.syarat_usulan import SLOT_GAMBAR
from laporan.actions import save_berkas
from pronangkis.demo import village_head
from pronangkis.models import KegiatanRenta, Renta
from siklus.demo.desa import sheet_picture
from siklus.models import Keluarga
from siklus.queries_ps2 import standing
from wilayah.models import Basis
from wilayah.waktu import today_in

# Field of the line, and how far the proposal comes.
RENCANA = (
    ("lingkungan", "berjalan"), ("lingkungan", "kontrak"), ("sosial", "kontrak"), ("ekonomi", "kontrak"),
    ("lingkungan", "rapat_bkm"), ("sosial", "verifikasi_up"), ("lingkungan", "diajukan"), ("sosial", "draf"),
)  # fmt: skip
PUTUS = ("rapat_bkm", "kontrak", "berjalan")  # what the meeting approves
# Days ago: handed in, judged, decided, agreed on.
DIAJUKAN, DINILAI, RAPAT, JANJI = 30, 23, 16, 12
HARGA, SERIBU = Decimal(50_000), Decimal(1_000)
ALASAN = "Diketahui rapat KSM; selisihnya kecil."


def load_usulan(kode: str, *, tulis: Tulis) -> int:
    """Proposals of the groups of a kelurahan, once: needs a ratified Renta, groups, a BKM and its secretary. Returns how many."""
    sekretaris = Pengguna.objects.filter(username="sekretaris").first()
    masa = kepengurusan_aktif(kode)
    baris = lines_of_area(kode)
    sudah = Usulan._base_manager.filter(wilayah=kode).exists()
    if sekretaris is None or masa is None or not baris or sudah:
        return 0
    kelompok = list(
        KSM._base_manager.filter(wilayah=kode, status="aktif").order_by("dibuat_pada", "id")[: len(RENCANA)]
    )
    dibuat: list[tuple[Usulan, str]] = []
    for bidang, sampai in RENCANA:
        line = _line_for(baris, bidang, len(dibuat))
        ksm = _group_for(kelompok, bidang)
        if line is not None and ksm is not None:
            dibuat.append((unit_kerja(lambda k=ksm, b=line: _write(k, b, sekretaris), oleh=sekretaris), sampai))  # type: ignore[misc]
    for u, sampai in dibuat:
        _walk(u, sampai, sekretaris)
    tulis(f"  ksm: {len(dibuat)} usulan")
    return len(dibuat)


def decide(kode: str) -> int:
    """The members' meeting about what was judged, and the agreements that follow, once. Returns how many were approved."""
    sekretaris = Pengguna.objects.filter(username="sekretaris").first()
    masa = kepengurusan_aktif(kode)
    if sekretaris is None or masa is None or BAPPUK._base_manager.filter(wilayah=kode).exists():
        return 0
    menunggu = Usulan._base_manager.filter(wilayah=kode, status=Usulan.Status.VERIFIKASI_UP)
    jauh = dict(zip(range(1, len(RENCANA) + 1), (s for _bidang, s in RENCANA), strict=True))  # by their number
    semua = [(u, jauh.get(u.nomor, "")) for u in menunggu.order_by("nomor")]
    _meet(kode, masa, [(u, s) for u, s in semua if s in PUTUS], sekretaris)
    return len([s for _u, s in semua if s in PUTUS])


def _group_for(kelompok: list[KSM], bidang: str) -> KSM | None:
    """The next group of that kind, else any; each proposes once. Takes it off the list."""
    pilih = next((k for k in kelompok if k.jenis == bidang), kelompok[0] if kelompok else None)
    if pilih is not None:
        kelompok.remove(pilih)
    return pilih


def _line_for(baris: list[KegiatanRenta], bidang: str, ke: int) -> KegiatanRenta | None:
    """A line of the field, another one for each proposal while there are some."""
    cocok = [b for b in baris if b.kegiatan.program.bidang == bidang and b.kegiatan.volume_of(b.renta.tahun_ke)]
    cocok = [b for b in cocok if planned_blm(b) > 0] or cocok
    return cocok[ke % len(cocok)] if cocok else None


def _write(ksm: KSM, line: KegiatanRenta, oleh: Any) -> Usulan:
    """A complete draft."""
    hari = today_in(ksm.wilayah_id) - timedelta(days=JANJI)
    u = actions.create_usulan(
        ksm, oleh=oleh, kegiatan_renta=line, sifat="produktif" if line.kegiatan.program.bidang == "sosial" else "",
        latar="Warga menyampaikannya dalam rembug RT; sudah dilihat bersama relawan.",
        mulai_rencana=hari, selesai_rencana=hari + timedelta(days=75), selisih_alasan=ALASAN,
    )  # fmt: skip
    if u.jenis == Usulan.Jenis.PRASARANA:
        actions.change_usulan(
            u, oleh=oleh, lahan="milik_umum", pemelihara="Kelompok pemelihara RT",
            pemeliharaan="Kerja bakti dan pemeriksaan sebulan sekali; iuran Rp 2.000 per KK.",
        )  # fmt: skip
        unggahan = check_upload(SimpleUploadedFile("gambar.jpg", sheet_picture(line.kegiatan.nama[:30]), "image/jpeg"))
        save_berkas(
            unggahan, oleh=oleh, wilayah=u.wilayah, objek=u, slot=SLOT_GAMBAR, keterangan="Gambar lokasi",
            badan_id=ksm.badan_id,
        )  # fmt: skip
    rab, janji = _costs(u, line)
    blm = sum((b.get("blm", Decimal(0)) for b in rab), Decimal(0))
    actions.write_isi(u, oleh=oleh, rab=rab, janji=janji, pemanfaat=_beneficiaries(u, blm, oleh))
    return u


def _costs(u: Usulan, line: KegiatanRenta) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A RAB within the plan: material and wages from BLM, work days from residents."""
    blm = max(planned_blm(line) * 4 // 10 // HARGA * HARGA, HARGA * 20)
    swadaya = max(blm * 15 // 100 // HARGA * HARGA, HARGA * 2)
    if u.jenis == Usulan.Jenis.EKONOMI:
        baris = [{"kelompok": "bantuan", "uraian": "Modal usaha anggota", "volume": Decimal(1), "satuan": "paket",
                  "harga_satuan": blm, "blm": blm}]  # fmt: skip
        return baris, []
    bahan = blm * 7 // 10 // HARGA * HARGA
    return [
        {"kelompok": "bahan", "uraian": "Bahan", "volume": Decimal(1), "satuan": "paket", "harga_satuan": bahan, "blm": bahan},
        {"kelompok": "upah", "uraian": "Upah tenaga", "volume": (blm - bahan) / HARGA, "satuan": "HOK", "harga_satuan": HARGA,
         "blm": blm - bahan},
        {"kelompok": "upah", "uraian": "Kerja bakti warga", "volume": swadaya / HARGA, "satuan": "HOK", "harga_satuan": HARGA,
         "swadaya": swadaya},
    ], [
        {"bentuk": "tenaga", "uraian": "Kerja bakti setiap Minggu", "volume": swadaya / HARGA, "satuan": "HOK",
         "harga_satuan": HARGA},
    ]  # fmt: skip


def _beneficiaries(u: Usulan, blm: Decimal, oleh: Any) -> list[dict[str, Any]]:
    """Poor households with their equal part of the BLM (rupiah), or the RT that works serve."""
    if u.bernama:
        miskin = Keluarga.objects.visible_to(oleh).filter(
            wilayah=u.wilayah_id, status="sah", pk__in=standing().values("keluarga")
        )
        terima = list(miskin.order_by("nama_cari", "id")[u.nomor : u.nomor + 6])
        if u.jenis == Usulan.Jenis.EKONOMI:
            return [{"keluarga": k} for k in terima]
        return [{"keluarga": k, "nilai": blm // len(terima) // SERIBU * SERIBU} for k in terima]
    rt = Basis.objects.filter(wilayah=u.wilayah_id, jenis="rt", aktif=True).order_by("urutan", "id")[:3]
    return [{"basis": b, "kk": 30 + 5 * i, "kk_miskin": 12 + i} for i, b in enumerate(rt)]


def _walk(u: Usulan, sampai: str, oleh: Any) -> None:
    """Handed in and judged, as far as it comes before the meeting."""
    hari = today_in(u.wilayah_id)
    if sampai == "draf":
        return
    u = actions.submit_usulan(u, oleh=oleh, tanggal=hari - timedelta(days=DIAJUKAN), alasan=ALASAN)
    if sampai == "diajukan":
        return
    butir = newest_for(u.unit).butir
    actions.judge_usulan(
        u, oleh=oleh, tanggal=hari - timedelta(days=DINILAI), hasil="layak", pemeriksa=_judge(u),
        jawaban={b.kode: {"ya": True} for b in butir}, alasan=ALASAN,
    )  # fmt: skip


def _judge(u: Usulan) -> str:
    """Who judged for the unit: its head, else somebody invented."""
    return signers(u.wilayah_id).get(u.unit) or person(chance(f"{u.unit}-{u.wilayah_id}"), "P")


def _meet(kode: str, masa: Any, semua: list[tuple[Usulan, str]], oleh: Any) -> None:
    """A members' meeting decides on all that wait; agreements follow."""
    if not semua:
        return
    hari = today_in(kode) - timedelta(days=RAPAT)
    hadir = list(AnggotaBKM.objects.filter(kepengurusan=masa, status="aktif"))
    nama = signers(kode)
    rapat = record_rapat(
        masa, oleh=oleh, tanggal=hari, tempat="Sekretariat BKM", hadir=hadir, pemimpin=nama.get("koordinator", ""),
        notulis=nama.get("sekretaris", ""),
    )  # fmt: skip
    kenal = {u.pk for u, _s in semua}
    for pk in dict.fromkeys(u.kegiatan_renta.renta_id for u, _s in semua):
        b = actions.open_bappuk(Renta._base_manager.get(pk=pk), oleh=oleh, rapat=rapat)
        putusan = [
            {"usulan": x.usulan, "peringkat": x.peringkat, "putusan": "disetujui" if x.usulan_id in kenal else "ditunda",
             "alasan": "" if x.usulan_id in kenal else "Menunggu tahap berikutnya."}
            for x in b.baris.select_related("usulan")
        ]  # fmt: skip
        actions.arrange_bappuk(b, oleh=oleh, baris=putusan)
        actions.determine_bappuk(b, oleh=oleh)
    for u, sampai in semua:
        if sampai != "rapat_bkm":
            _sign(Usulan._base_manager.get(pk=u.pk), sampai, oleh)


def _sign(u: Usulan, sampai: str, oleh: Any) -> None:
    hari = today_in(u.wilayah_id) - timedelta(days=JANJI)
    actions.sign_perjanjian(
        u, oleh=oleh, tanggal=hari, mulai=hari, selesai=hari + timedelta(days=75),
        pihak_bkm=signers(u.wilayah_id).get("koordinator", "Koordinator BKM"),
        pihak_ksm=officer_names(u.ksm).get("ketua", "Ketua KSM"), saksi=village_head(u.wilayah_id),
    )  # fmt: skip
    if sampai == "berjalan":
        actions.start_usulan(Usulan._base_manager.get(pk=u.pk), oleh=_worker(u) or oleh)


def _worker(u: Usulan) -> Any:
    """Who may record work: the UPL of the demo."""
    return Pengguna.objects.filter(username="upl").first()
