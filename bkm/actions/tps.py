"""Writes of polling places: opening, closing, visits, what counts, who is elected, what is put up on the board."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from bkm.actions.umum import take_s4, take_tps
from bkm.models import TPS, AnggotaPanitia, HasilAnggota, Pemilihan, PengumumanHasil, TataTertib, Utusan
from bkm.models.pemilihan import FINAL, Tingkat
from bkm.peringkat import Baris, key_of
from bkm.queries_pemilihan import adults_at, counted, electors, numbers
from inti.errors import AturanDilanggar, IsianSalah
from inti.latihan import is_latihan
from inti.pelaku import PELATIH
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from laporan.models import Berkas
from siklus.actions.umum import author, field_date, sex, take, take_record
from siklus.models import Keluaran
from wilayah.models import Basis, Warga


@aksi
def open_tps(tps: TPS, *, oleh: Any, tanggal: datetime.date | None = None, tempat: str = "", alasan: str = "") -> TPS:
    """Open the vote: roll, names per ballot, seats and threshold are frozen.

    Raises: TPS.DoesNotExist, TransisiDitolak, TidakBerwenang, GerbangTertutup (BKM-11, BKM-12), IsianSalah.
    """
    baris = take_tps(tps, oleh=oleh)
    hari = field_date(tanggal or baris.tanggal, baris.wilayah_id)
    beku = _frozen(baris)
    return advance(
        baris, "buka", oleh=oleh, alasan=alasan, tanggal=hari, tempat=(tempat or baris.tempat).strip()[:150], beku=beku
    )


def _frozen(tps: TPS) -> dict[str, Any]:
    """What holds from the opening on. Source: BKM-11, BKM-12."""
    tatib = TataTertib.objects.filter(langkah=tps.langkah_id).first()
    if tatib is None:
        raise AturanDilanggar(_("Tulis dulu tata tertib pemilihan."), aturan="BKM-03")
    if tps.tingkat == Tingkat.BASIS:
        dewasa = adults_at(tps.wilayah_id, tps.basis_id, tps.pemilihan.tanggal_daftar)
        batas = numbers(tps.langkah)["pemilu.partisipasi_min_basis"]
        return {
            "daftar_l": dewasa.l if dewasa else tps.daftar_l, "daftar_p": dewasa.p if dewasa else tps.daftar_p,
            "nama_per_suara": tatib.nama_basis, "kursi": tatib.utusan_per_basis, "ambang": batas.angka,
            "mengikat": batas.mode == "block",
        }  # fmt: skip
    pemilih = electors(tps)
    rw = tps.tingkat == Tingkat.RW
    return {
        "daftar_l": sum(u.jenis_kelamin == "L" for u in pemilih), "daftar_p": sum(u.jenis_kelamin == "P" for u in pemilih),
        "nama_per_suara": tatib.nama_rw if rw else tatib.nama_kelurahan,
        "kursi": tatib.utusan_per_rw if rw else tatib.jumlah_anggota, "ambang": None, "mengikat": False,
    }  # fmt: skip


@aksi
def undo_open_tps(tps: TPS, *, oleh: Any, alasan: str) -> TPS:
    """An opening by mistake. Raises: as `open_tps`."""
    return advance(take_tps(tps, oleh=oleh), "urungkan", oleh=oleh, alasan=alasan)


@aksi
def close_tps(tps: TPS, *, oleh: Any) -> TPS:
    """Voting is over; counting may begin. Raises: as `open_tps`. Source: BKM-13."""
    return advance(take_tps(tps, oleh=oleh), "tutup", oleh=oleh)


@aksi
def visit_tps(tps: TPS, *, oleh: Any) -> TPS:
    """Too few came: collect votes house to house. Raises: as `open_tps`. Source: BKM-16."""
    return advance(take_tps(tps, oleh=oleh), "kunjungi", oleh=oleh)


@aksi
def skip_tps(tps: TPS, *, oleh: Any, alasan: str) -> TPS:
    """No vote here; it sends no utusan. Raises: as `open_tps`. Source: BKM-17."""
    return advance(take_tps(tps, oleh=oleh), "tiadakan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def restore_tps(tps: TPS, *, oleh: Any, alasan: str) -> TPS:
    """It votes after all. Raises: as `open_tps`. Source: BKM-17."""
    return advance(take_tps(tps, oleh=oleh), "jadwalkan_lagi", oleh=oleh, alasan=alasan)


@aksi
def void_tps(tps: TPS, *, oleh: Any, alasan: str) -> TPS:
    """Not valid: it sends no utusan. Raises: as `open_tps`. Source: BKM-16, BKM-17."""
    return advance(take_tps(tps, oleh=oleh), "gugurkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def recheck_tps(tps: TPS, *, oleh: Any, alasan: str) -> TPS:
    """Open a count again because of a mistake: its utusan and winners are taken back, the figures stay.

    Raises: as `open_tps`; GerbangTertutup when the next tier has begun. Source: BKM-20.
    """
    baris = take_tps(tps, oleh=oleh)
    sebab = alasan.strip()[:300]
    baris = advance(baris, "periksa_ulang", oleh=oleh, alasan=alasan)
    for utusan in Utusan.objects.select_for_update(no_key=True).filter(tps=baris, status="sah"):
        advance(utusan, "batalkan", oleh=oleh, alasan=alasan, sebab=sebab)
    for hasil in HasilAnggota.objects.select_for_update(no_key=True).filter(tps=baris, status="sah"):
        advance(hasil, "batalkan", oleh=oleh, alasan=alasan, sebab=sebab)
    return baris


@aksi
def attach_bukti(tps: TPS, *, oleh: Any, berkas: Berkas) -> TPS:
    """Keep the photo of the signed tally sheet. Raises: TPS.DoesNotExist, Berkas.DoesNotExist, IsianSalah. BKM-18."""
    baris = take_tps(tps, oleh=oleh)
    foto = Berkas.objects.visible_to(oleh).get(pk=berkas.pk)
    if not foto.berlaku or foto.wilayah_id != baris.wilayah_id:
        raise IsianSalah({"berkas": [_("Berkas ini sudah dibatalkan atau milik wilayah lain.")]})
    baris.bukti = foto
    baris.versi += 1
    baris.save()
    catat("bkm.tps.bukti_disimpan", baris, rincian={"berkas": str(foto.pk)})
    return baris


def filed_paper(tps: TPS) -> Berkas | None:
    """The photo of the signed paper: attached here, or filed as evidence of this place's meeting."""
    if tps.bukti is not None:
        return tps.bukti
    if tps.basis_id is None:
        return None
    ada = Keluaran.objects.filter(
        langkah=tps.langkah_id, kode="S4-BA-BASIS", basis=tps.basis_id, status="sah", berkas__isnull=False
    ).select_related("berkas")
    keluaran = ada.order_by("-dibuat_pada").first()
    return keluaran.berkas if keluaran else None


@aksi
def certify_tps(tps: TPS, *, oleh: Any, orang: Sequence[dict[str, Any]] = (), alasan: str = "") -> TPS:
    """Let a count stand, and write down who is elected.

    `orang` tells of each elected name: {nama, jenis_kelamin, miskin, warga}; above the basis it is known already. At the
    basis the photo of the signed paper is enough, else and above a second person confirms.
    Raises: as `open_tps`; GerbangTertutup (BKM-15, BKM-16, BKM-19, BKM-21); AturanDilanggar (BKM-18, BKM-05); IsianSalah.
    Source: BKM-15 .. BKM-23.
    """
    baris = take_tps(tps, oleh=oleh)
    if baris.bukti is None:
        baris.bukti = filed_paper(baris)
        if baris.bukti is not None:
            baris.save()
    _require_second(baris, oleh)
    hitung = counted(baris)
    terpilih = hitung.peringkat.terpilih
    sah = advance(baris, "sahkan", oleh=oleh, alasan=alasan, pengesah=oleh, kini=timezone.now())
    sah.langkah = baris.langkah
    if sah.tingkat == Tingkat.KELURAHAN:
        _write_result(sah, hitung.peringkat.baris, oleh)
    else:
        data = _described(terpilih, orang) if sah.tingkat == Tingkat.BASIS else {}
        _write_utusan(sah, terpilih, data, oleh)
    return sah


@aksi
def certify_practice(tps: TPS, *, oleh: Any, alasan: str = "") -> TPS:
    """Let the trainer be the second person of a practice kelurahan, so that one person can practise on alone.

    Raises: as `certify_tps`; AturanDilanggar (BKM-18) outside practice. Source: BKM-18, LAT-04.
    """
    baris = take_tps(tps, oleh=oleh)
    if not is_latihan(baris.wilayah_id):
        raise AturanDilanggar(
            _("Pelatih hanya mengesahkan di kelurahan latihan. Di sini orang kedua yang mencocokkan hitungannya."),
            aturan="BKM-18",
        )
    return certify_tps(baris, oleh=PELATIH, alasan=alasan)


def _require_second(tps: TPS, oleh: Any) -> None:
    """BKM-18: the one who entered the count does not confirm it, except at the basis with the signed paper's photo."""
    if tps.dihitung_oleh_id != oleh.pk:
        return
    if tps.tingkat == Tingkat.KELURAHAN:
        raise AturanDilanggar(
            _("Anda sendiri yang mencatat hitungan ini; mintalah orang kedua mencocokkan dan mengesahkannya."),
            aturan="BKM-18",
        )
    if tps.bukti_id is None:
        raise AturanDilanggar(
            _("Lampirkan foto kertas hitungan yang ditandatangani, atau mintalah orang kedua mengesahkannya."),
            aturan="BKM-18",
        )


def _described(terpilih: Sequence[Baris], orang: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Sex and the rest of each elected name. Raises: IsianSalah naming who is missing. Source: BKM-22."""
    data = {key_of(str(o.get("nama", ""))): o for o in orang}
    for b in terpilih:
        isi = data.get(key_of(b.nama))
        if isi is None or isi.get("jenis_kelamin") not in {"L", "P"}:
            raise IsianSalah({"orang": [_("Pilih L atau P untuk %(nama)s.") % {"nama": b.nama}]})
    return data


def _write_utusan(tps: TPS, terpilih: Sequence[Baris], data: dict[str, dict[str, Any]], oleh: Any) -> None:
    if tps.tingkat == Tingkat.BASIS:
        _refuse_committee(tps, terpilih, data)
    for i, b in enumerate(terpilih, start=1):
        _add_utusan(tps, b, i, data.get(key_of(b.nama), {}), oleh)
    catat("bkm.utusan.ditetapkan", tps, rincian={"utusan": len(terpilih)})


def _add_utusan(tps: TPS, b: Baris, peringkat: int, isi: dict[str, Any], oleh: Any) -> Utusan:
    dari: Utusan | None = b.utusan
    warga: Warga | None = dari.warga if dari else isi.get("warga")
    if warga is not None and warga.wilayah_id != tps.wilayah_id:
        raise IsianSalah({"orang": [_("%(nama)s tercatat di kelurahan lain.") % {"nama": b.nama}]})
    return Utusan.objects.create(
        pemilihan_id=tps.pemilihan_id, tps=tps, langkah_id=tps.langkah_id, wilayah_id=tps.wilayah_id, tingkat=tps.tingkat,
        basis=cast("Basis", dari.basis if dari else tps.basis), dari=dari, nama=b.nama, suara=b.suara, peringkat=peringkat,
        jenis_kelamin=dari.jenis_kelamin if dari else sex(str(isi.get("jenis_kelamin"))),
        miskin=dari.miskin if dari else bool(isi.get("miskin")), warga=warga, **author(oleh),
    )  # fmt: skip


def _refuse_committee(tps: TPS, terpilih: Sequence[Baris], data: dict[str, dict[str, Any]]) -> None:
    """BKM-05: where the tata tertib keeps the panitia out, none of them becomes utusan."""
    tatib = TataTertib.objects.get(langkah=tps.langkah_id)
    if tatib.panitia_boleh_dipilih:
        return
    panitia = list(AnggotaPanitia.objects.filter(langkah=tps.langkah_id, status="sah"))
    nama = {key_of(p.nama) for p in panitia if p.basis_id in {None, tps.basis_id}}
    warga = {p.warga_id for p in panitia if p.warga_id}
    for b in terpilih:
        w = data.get(key_of(b.nama), {}).get("warga")
        if key_of(b.nama) in nama or (w is not None and w.pk in warga):
            raise AturanDilanggar(
                _("%(nama)s anggota panitia; menurut tata tertib panitia tidak dapat dipilih.") % {"nama": b.nama},
                aturan="BKM-05",
            )


def _write_result(tps: TPS, urutan: Sequence[Baris], oleh: Any) -> None:
    HasilAnggota.objects.bulk_create(
        HasilAnggota(
            pemilihan_id=tps.pemilihan_id, tps=tps, langkah_id=tps.langkah_id, wilayah_id=tps.wilayah_id, utusan=b.utusan,
            suara=b.suara, peringkat=b.peringkat, terpilih=b.terpilih, **author(oleh),
        )
        for b in urutan
    )  # fmt: skip
    catat("bkm.hasilanggota.ditetapkan", tps, rincian={"terpilih": sum(b.terpilih for b in urutan)})


@aksi
def cancel_utusan(utusan: Utusan, *, oleh: Any, alasan: str) -> Utusan:
    """An utusan withdraws or was written wrongly. Raises: Utusan.DoesNotExist, as `take_s4`, AturanDilanggar (BKM-20)."""
    terlihat = Utusan.objects.visible_to(oleh).select_related("langkah").get(pk=utusan.pk)
    take_s4(terlihat.langkah, oleh=oleh)
    _refuse_late(terlihat)
    return advance(take(Utusan, utusan.pk, oleh=oleh), "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _refuse_late(utusan: Utusan) -> None:
    berikut = TPS.objects.filter(pemilihan=utusan.pemilihan_id).exclude(status__in=["belum", "tidak_memilih"])
    di_atas = ["kelurahan"] if utusan.tingkat == Tingkat.RW else ["rw", "kelurahan"]
    if berikut.filter(tingkat__in=di_atas).exists():
        raise AturanDilanggar(
            _("Pemilihan tingkat berikutnya sudah dibuka; susunan utusan tidak dapat diganti lagi."), aturan="BKM-20"
        )


@aksi
def replace_utusan(
    tps: TPS, *, oleh: Any, jenis_kelamin: str, miskin: bool = False, warga: Warga | None = None
) -> Utusan:
    """Fill an empty seat with the next name of the tally. Raises: as `take_s4`, AturanDilanggar (BKM-22), IsianSalah."""
    baris = take_tps(tps, oleh=oleh)
    ada = list(Utusan.objects.filter(tps=baris))
    hidup = [u for u in ada if u.status == "sah"]
    if baris.status != TPS.Status.SAH or len(hidup) >= (baris.kursi or 0):
        raise AturanDilanggar(_("Tidak ada tempat utusan yang kosong di sini."), aturan="BKM-22")
    if ada:
        _refuse_late(ada[0])
    sudah = {key_of(u.nama) for u in ada}
    hasil = counted(baris)
    calon = next((b for b in hasil.peringkat.baris if key_of(b.nama) not in sudah), None)
    if calon is None:
        raise AturanDilanggar(_("Tidak ada lagi nama berikutnya dalam hitungan ini."), aturan="BKM-22")
    utusan = _add_utusan(
        baris, calon, calon.peringkat if calon.peringkat not in {u.peringkat for u in hidup} else len(ada) + 1,
        {"jenis_kelamin": jenis_kelamin, "miskin": miskin, "warga": warga}, oleh,
    )  # fmt: skip
    catat("bkm.utusan.digantikan", baris)
    return utusan


@aksi
def cancel_hasil(hasil: HasilAnggota, *, oleh: Any, alasan: str) -> HasilAnggota:
    """Take back one line of the result; the whole count is opened with `recheck_tps`. Raises: as `take_s4`."""
    baris = take_record(hasil, oleh=oleh, ambil=take_s4)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def announce_hasil(
    pemilihan: Pemilihan,
    *,
    oleh: Any,
    tingkat: str,
    tanggal: datetime.date,
    tempat: str = "",
    berkas: Berkas | None = None,
) -> PengumumanHasil:
    """Record that the result of a tier was put up. Raises: Pemilihan.DoesNotExist, AturanDilanggar (BKM-24), IsianSalah."""
    terlihat = Pemilihan.objects.visible_to(oleh).select_related("langkah").get(pk=pemilihan.pk)
    langkah = take_s4(terlihat.langkah, oleh=oleh)
    if tingkat not in Tingkat.values:
        raise IsianSalah({"tingkat": [_("Pilih tingkat yang ada.")]})
    belum = [t for t in TPS.objects.filter(pemilihan=terlihat, tingkat=tingkat) if t.status not in FINAL]
    if belum:
        raise AturanDilanggar(
            _("Hasil diumumkan sesudah TPS terakhir selesai; masih ada %(n)d TPS.") % {"n": len(belum)}, aturan="BKM-24"
        )
    hari = field_date(tanggal, langkah.wilayah_id)
    if PengumumanHasil.objects.filter(pemilihan=terlihat, tingkat=tingkat, tanggal=hari).exists():
        raise IsianSalah({"tanggal": [_("Pengumuman hari itu sudah dicatat.")]})
    if berkas is not None:
        berkas = Berkas.objects.visible_to(oleh).get(pk=berkas.pk)
    baris = PengumumanHasil.objects.create(
        pemilihan=terlihat, langkah=langkah, wilayah_id=langkah.wilayah_id, tingkat=tingkat, tanggal=hari,
        tempat=tempat.strip()[:150], berkas=berkas, **author(oleh),
    )  # fmt: skip
    catat("bkm.pengumumanhasil.dicatat", baris, rincian={"tingkat": tingkat})
    return baris
