"""Writes of a BKM and its terms: installing, koordinator, replacement during the term, end."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bkm import izin
from bkm.actions.rapat import record_keputusan, record_rapat, take_installed, take_rapat
from bkm.models import BKM, AnggotaBKM, HasilAnggota, Kepengurusan, KeputusanRapat, RapatBKM, TataTertib
from bkm.queries import reserves_of, statutes_of, winners_of
from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, field_date, needed, save_changes, sex, take, take_langkah
from siklus.models import Langkah, Pertemuan
from wilayah.actions.umum import area_in_scope, constraint_says
from wilayah.models import Badan
from wilayah.parameter import value
from wilayah.sebutan import words_for

LANGKAH = "S4"
REMBUG = "S4-REMBUG"
MASA_BAKTI = "bkm.masa_bakti_tahun"
# Until the parameter is set: three years [C2, D1, D6, D7].
MASA_BAKTI_LAZIM = 3
TANDA = frozenset({"warga", "telepon", "miskin", "pengurus_partai", "pejabat", "pekerjaan", "basis"})


@aksi
def install_bkm(
    langkah: Langkah, *, oleh: Any, pertemuan: Pertemuan, nama: str = "", sebutan: str = "", alamat: str = ""
) -> Kepengurusan:
    """Turn the valid result of the election into a BKM and install its members, in the rembug that elected them.

    A kelurahan whose BKM lives (pemilu ulang) keeps it: the running term ends on that day and a new one begins.
    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04, BKM-52, BKM-54).
    Source: BKM-51 to BKM-55.
    """
    baris = take_langkah(langkah, oleh=oleh, perlu=izin.CATAT)
    pemenang = winners_of(baris.pk)
    if baris.kode != LANGKAH or not pemenang:
        raise AturanDilanggar(_("Hasil pemilihan anggota di tingkat kelurahan belum sah."), aturan="BKM-54")
    hari = _rembug_day(pertemuan, baris)
    if Kepengurusan.objects.filter(langkah=baris).exclude(status="batal").exists():
        raise AturanDilanggar(_("BKM hasil pemilihan ini sudah dikukuhkan."), aturan="BKM-54")
    bkm = (
        BKM.objects.select_for_update(of=("self",), no_key=True)
        .filter(wilayah=baris.wilayah_id, status="aktif")
        .first()
    )
    if bkm is None:
        bkm = _found(baris.wilayah, nama=nama, sebutan=sebutan, alamat=alamat, hari=hari, oleh=oleh)
    else:
        _end_running(bkm, hari, oleh=oleh)
    kepengurusan = _new_term(
        bkm, oleh=oleh, langkah=baris, jumlah=_number_of_members(baris, len(pemenang)), tahun=_term_years(baris, hari)
    )
    for ke, h in enumerate(pemenang, 1):
        _member_from(h, kepengurusan, urutan=ke, mulai=hari, oleh=oleh)
    return install_kepengurusan(kepengurusan, oleh=oleh, tanggal=hari, pertemuan=pertemuan)


@aksi
def install_kepengurusan(
    kepengurusan: Kepengurusan, *, oleh: Any, tanggal: datetime.date, pertemuan: Pertemuan | None = None
) -> Kepengurusan:
    """Record the installing (pengukuhan) of an elected term; its planned end is computed from the years of the term.

    Raises: Kepengurusan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: BKM-54.
    """
    baris = take(Kepengurusan, kepengurusan.pk, oleh=oleh)
    hari = field_date(tanggal, baris.wilayah_id)
    sampai = add_years(hari, baris.masa_bakti)
    return advance(baris, "kukuhkan", oleh=oleh, tanggal=hari, sampai=sampai, pertemuan=pertemuan)


@aksi
def enter_bkm(
    kode_wilayah: str,
    *,
    oleh: Any,
    nama: str,
    berkas: Any,
    dikukuhkan_pada: datetime.date,
    anggota: Iterable[Mapping[str, Any]],
    koordinator: int = 0,
    masa_bakti: int = MASA_BAKTI_LAZIM,
    jumlah_ditetapkan: int | None = None,
    sebutan: str = "",
    alamat: str = "",
) -> Kepengurusan:
    """Enter a BKM that lived before the programme came, from its papers, without replaying its election.

    `anggota` rows in order (nama, jenis_kelamin, and what is known); `koordinator` is the number of that row, 0 for none.
    Raises: Wilayah.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BKM-52). Source: BKM-59 (K21).
    """
    wilayah = area_in_scope(kode_wilayah, oleh=oleh, baca=izin.LIHAT, izin=izin.CATAT, tingkat="kelurahan")
    hari = field_date(dikukuhkan_pada, kode_wilayah, bidang="dikukuhkan_pada")
    if berkas is None:
        raise IsianSalah({"berkas": [_("Lampirkan berita acara, surat keputusan, atau akta BKM ini.")]})
    if not 1 <= masa_bakti <= 10:
        raise IsianSalah({"masa_bakti": [_("Isi masa bakti, 1 sampai 10 tahun.")]})
    daftar = [dict(a) for a in anggota]
    if len(daftar) < 3:
        raise IsianSalah({"anggota": [_("Isi paling sedikit tiga anggota.")]})
    if BKM.objects.filter(wilayah=kode_wilayah, status="aktif").exists():
        raise AturanDilanggar(_("Kelurahan ini sudah mempunyai BKM yang aktif."), aturan="BKM-52")
    bkm = _found(wilayah, nama=nama, sebutan=sebutan, alamat=alamat, hari=hari, oleh=oleh, berkas=berkas)
    kepengurusan = _new_term(
        bkm, oleh=oleh, langkah=None, jumlah=max(jumlah_ditetapkan or 0, len(daftar)), tahun=masa_bakti
    )
    baris = [_member(kepengurusan, urutan=ke, mulai=hari, oleh=oleh, **isi) for ke, isi in enumerate(daftar, 1)]
    kepengurusan = install_kepengurusan(kepengurusan, oleh=oleh, tanggal=hari)
    if koordinator:
        if not 1 <= koordinator <= len(baris):
            raise IsianSalah({"koordinator": [_("Pilih salah satu anggota.")]})
        rapat = record_rapat(kepengurusan, oleh=oleh, tanggal=hari, pokok=_("Keadaan awal"), berkas=berkas, arsip=True)
        choose_koordinator(
            baris[koordinator - 1], oleh=oleh, rapat=rapat, isi=_("Koordinator menurut berkas keadaan awal.")
        )
    return kepengurusan


@aksi
def choose_koordinator(
    anggota: AnggotaBKM, *, oleh: Any, rapat: RapatBKM, isi: str = "", cara: str = "mufakat"
) -> AnggotaBKM:
    """The members' meeting chose its koordinator; the one before, if any, goes on as a member.

    Raises: AnggotaBKM.DoesNotExist, TidakBerwenang, AturanDilanggar (BKM-58, BKM-60). Source: BKM-58.
    """
    sidang = take_rapat(rapat, oleh=oleh)
    kepengurusan = take_installed(sidang.kepengurusan, oleh=oleh)
    baris = take(AnggotaBKM, anggota.pk, oleh=oleh)
    if baris.kepengurusan_id != kepengurusan.pk or baris.status != "aktif":
        raise AturanDilanggar(_("Koordinator dipilih dari anggota BKM yang aktif."), aturan="BKM-58")
    keputusan = record_keputusan(
        sidang, oleh=oleh, jenis=KeputusanRapat.Jenis.KOORDINATOR, cara=cara,
        isi=isi.strip() or _("Rapat anggota memilih koordinator BKM."),
    )  # fmt: skip
    for lama in AnggotaBKM.objects.filter(kepengurusan=kepengurusan, koordinator=True, status="aktif").exclude(
        pk=baris.pk
    ):
        save_changes(lama, {"koordinator": False, "dipilih": None}, frozenset({"koordinator", "dipilih"}))
    save_changes(baris, {"koordinator": True, "dipilih": keputusan}, frozenset({"koordinator", "dipilih"}))
    catat("bkm.anggotabkm.koordinator", baris)
    return baris


@aksi
def dismiss_anggota(
    anggota: AnggotaBKM,
    *,
    oleh: Any,
    rapat: Any,
    sebab: str,
    alasan: str,
    tanggal: datetime.date | None = None,
    pengganti: HasilAnggota | None = None,
    isi: str = "",
) -> AnggotaBKM:
    """A member left during the term; with `pengganti` the next of the reserve list takes the place (PAW).

    `rapat` is the members' meeting (row or key) that noted it. Returns the member who left.
    Raises: AnggotaBKM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (BKM-57). Source: BKM-57.
    """
    baris = take(AnggotaBKM, anggota.pk, oleh=oleh)
    sidang = take_rapat(find_rapat(rapat, oleh=oleh), oleh=oleh)
    kepengurusan = take_installed(baris.kepengurusan, oleh=oleh)
    if sebab not in AnggotaBKM.Sebab.values or sebab == AnggotaBKM.Sebab.MASA_BAKTI:
        raise IsianSalah({"sebab": [_("Pilih sebabnya.")]})
    if sidang.kepengurusan_id != kepengurusan.pk:
        raise IsianSalah({"rapat": [_("Pilih rapat anggota masa bakti ini.")]})
    hari = field_date(tanggal or sidang.tanggal, baris.wilayah_id)
    if hari < baris.mulai:
        raise IsianSalah({"tanggal": [_("Anggota ini belum menjabat pada tanggal itu.")]})
    if pengganti is not None:
        _require_next(pengganti, kepengurusan, alasan=isi)
    keputusan = record_keputusan(
        sidang,
        oleh=oleh,
        jenis=KeputusanRapat.Jenis.PENGGANTIAN,
        isi=isi.strip() or _leaving_sentence(sebab, pengganti),
    )
    baris = _leave(baris, oleh=oleh, hari=hari, sebab=sebab, alasan=alasan, keputusan=keputusan)
    if pengganti is not None:
        urutan = 1 + max(AnggotaBKM.objects.filter(kepengurusan=kepengurusan).values_list("urutan", flat=True))
        masuk = _member_from(
            pengganti, kepengurusan, urutan=urutan, mulai=hari, oleh=oleh, menggantikan=baris, diangkat=keputusan
        )
        catat("bkm.anggotabkm.menggantikan", masuk)
    return baris


@aksi
def mark_anggota(anggota: AnggotaBKM, *, oleh: Any, **isi: Any) -> AnggotaBKM:
    """Correct what is known of a member: resident, telephone, poverty, office in party or government (a warning only).

    Raises: AnggotaBKM.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar. Source: BKM-65.
    """
    baris = take(AnggotaBKM, anggota.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    if baris.status != "aktif":
        raise AturanDilanggar(_("Anggota ini sudah berhenti; catatannya terkunci."), aturan="BKM-64")
    ubah = save_changes(baris, isi, TANDA)
    if ubah:
        catat("bkm.anggotabkm.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def cancel_anggota(anggota: AnggotaBKM, *, oleh: Any, alasan: str) -> AnggotaBKM:
    """Take back a member entered by mistake (wrong name from the papers). Raises: as `dismiss_anggota`. Source: UMU-32."""
    baris = take(AnggotaBKM, anggota.pk, oleh=oleh)
    langkah = baris.kepengurusan.langkah
    if langkah is not None:
        take_langkah(langkah, oleh=oleh, perlu=izin.CATAT)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def end_kepengurusan(kepengurusan: Kepengurusan, *, oleh: Any, tanggal: datetime.date, alasan: str) -> Kepengurusan:
    """A term is over: every member's date is closed, then the term's.

    Raises: Kepengurusan.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: BKM-53.
    """
    baris = take(Kepengurusan, kepengurusan.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.dikukuhkan_pada is not None and hari < baris.dikukuhkan_pada:
        raise IsianSalah({"tanggal": [_("Masa bakti belum mulai pada tanggal itu.")]})
    if not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan alasannya agar yang lain mengerti.")]})
    for a in AnggotaBKM.objects.filter(kepengurusan=baris, status="aktif"):
        _leave(
            a, oleh=oleh, hari=max(hari, a.mulai), sebab=AnggotaBKM.Sebab.MASA_BAKTI, alasan=_("Masa bakti berakhir."),
            keputusan=None,
        )  # fmt: skip
    return advance(baris, "akhiri", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan.strip()[:300])


@aksi
def cancel_kepengurusan(kepengurusan: Kepengurusan, *, oleh: Any, alasan: str) -> Kepengurusan:
    """Take back a term that was not installed. Raises: as `end_kepengurusan`. Source: UMU-32."""
    baris = take(Kepengurusan, kepengurusan.pk, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def dissolve_bkm(bkm: BKM, *, oleh: Any, tanggal: datetime.date, alasan: str) -> BKM:
    """Residents dissolved the BKM in a rembug; the running term ends with it, everything stays readable.

    Raises: BKM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah. Source: BKM-52.
    """
    baris = take(BKM, bkm.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    hari = field_date(tanggal, baris.wilayah_id)
    berjalan = Kepengurusan.objects.filter(bkm=baris, status="dikukuhkan").first()
    if berjalan is not None:
        end_kepengurusan(berjalan, oleh=oleh, tanggal=hari, alasan=alasan)
    baris = advance(baris, "bubarkan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=alasan.strip()[:300])
    badan = Badan.objects.select_for_update(of=("self",), no_key=True).get(pk=baris.badan_id)
    tutup = {"aktif": False, "ditutup_pada": hari, "ditutup_alasan": alasan.strip()[:200]}
    save_changes(badan, tutup, frozenset(tutup))
    catat("wilayah.badan.ditutup", badan, alasan=alasan, rincian={"tanggal": str(hari)})
    return baris


def add_years(hari: datetime.date, tahun: int) -> datetime.date:
    """The same day `tahun` years later (28 February where the day does not exist)."""
    try:
        return hari.replace(year=hari.year + tahun)
    except ValueError:
        return hari.replace(year=hari.year + tahun, day=28)


def find_rapat(rapat: Any, *, oleh: Any) -> RapatBKM:
    """A meeting given as row or key, in scope. Raises: IsianSalah."""
    if isinstance(rapat, RapatBKM):
        return rapat
    baris = RapatBKM.objects.visible_to(oleh).filter(pk=rapat).first()
    if baris is None:
        raise IsianSalah({"rapat": [_("Pilih rapat anggota yang memutuskannya.")]})
    return baris


def _rembug_day(pertemuan: Pertemuan, langkah: Langkah) -> datetime.date:
    """The day of the rembug that elected: the installing happens in it (K2). Raises IsianSalah."""
    if pertemuan.langkah_id != langkah.pk or pertemuan.jenis != REMBUG or pertemuan.status != "terlaksana":
        raise IsianSalah(
            {"pertemuan": [_("Pengukuhan berlangsung dalam rembug warga pemilihan anggota; catat dulu rembugnya.")]}
        )
    return field_date(pertemuan.tanggal, langkah.wilayah_id)


def _found(
    wilayah: Any, *, nama: str, sebutan: str, alamat: str, hari: datetime.date, oleh: Any, berkas: Any = None
) -> BKM:
    """A new BKM on its Badan; a body of that name that nobody has claimed becomes its body."""
    bersih = needed(" ".join(nama.split()), bidang="nama", pesan=_("Beri nama BKM yang disepakati rembug."))[:120]
    kata = sebutan.strip()[:20] or words_for(wilayah).badan
    badan = Badan.objects.filter(
        wilayah=wilayah, jenis="bkm", aktif=True, nama__iexact=bersih, bkm__isnull=True
    ).first()
    if badan is None:
        # The last line of a letterhead is the name; the address stands below it by itself.
        kop = [wilayah.nama_lengkap, f"{kata} “{bersih}”"]
        badan = Badan(
            wilayah=wilayah, jenis="bkm", nama=bersih, sebutan=kata, kop=[b[:100] for b in kop], alamat=alamat.strip()[:200],
            berdiri_pada=hari, **author(oleh),
        )  # fmt: skip
        pesan: dict[str, GalatAplikasi] = {
            "badan_aktif_nama_unik": IsianSalah({"nama": [_("BKM dengan nama ini sudah ada di kelurahan ini.")]})
        }
        with constraint_says(pesan):
            badan.save(force_insert=True)
        catat("wilayah.badan.ditambah", badan, rincian={"jenis": "bkm"})
    elif not badan.sebutan:
        save_changes(
            badan, {"sebutan": kata, "berdiri_pada": badan.berdiri_pada or hari}, frozenset({"sebutan", "berdiri_pada"})
        )
    asal = BKM.Asal.KEADAAN_AWAL if berkas is not None else BKM.Asal.PEMILIHAN
    bkm = BKM(wilayah=wilayah, badan=badan, asal=asal, berkas_awal=berkas, **author(oleh))
    with constraint_says(
        {
            "bkm_satu_aktif_per_kelurahan": AturanDilanggar(
                _("Kelurahan ini sudah mempunyai BKM yang aktif."), aturan="BKM-52"
            )
        }
    ):
        bkm.save(force_insert=True)
    catat("bkm.bkm.dibentuk", bkm, rincian={"asal": asal})
    return bkm


def _end_running(bkm: BKM, hari: datetime.date, *, oleh: Any) -> None:
    lama = Kepengurusan.objects.filter(bkm=bkm, status="dikukuhkan").first()
    if lama is not None:
        end_kepengurusan(lama, oleh=oleh, tanggal=hari, alasan=_("Pemilu ulang: kepengurusan baru dikukuhkan."))


def _new_term(bkm: BKM, *, oleh: Any, langkah: Langkah | None, jumlah: int, tahun: int) -> Kepengurusan:
    akhir = Kepengurusan.objects.filter(bkm=bkm).order_by("-periode").values_list("periode", flat=True).first() or 0
    kepengurusan = Kepengurusan(
        wilayah_id=bkm.wilayah_id, bkm=bkm, langkah=langkah, periode=akhir + 1, jumlah_ditetapkan=jumlah, masa_bakti=tahun,
        **author(oleh),
    )  # fmt: skip
    kepengurusan.save(force_insert=True)
    return kepengurusan


def _number_of_members(langkah: Langkah, terpilih: int) -> int:
    """As many as the statutes or the local rules say, at least those elected (ties are settled by the election)."""
    ad, tatib = statutes_of(langkah.pk), TataTertib.objects.filter(langkah=langkah).first()
    sumber = ad.jumlah_anggota if ad is not None else tatib.jumlah_anggota if tatib is not None else terpilih
    return max(sumber, terpilih, 3)


def _term_years(langkah: Langkah, hari: datetime.date) -> int:
    ad = statutes_of(langkah.pk)
    if ad is not None:
        return int(ad.masa_bakti)
    nilai = value(
        MASA_BAKTI, definisi=langkah.definisi.partition("@")[0], kode_wilayah=langkah.wilayah_id, tanggal=hari
    )
    return int(nilai.angka or MASA_BAKTI_LAZIM)


def _member_from(h: HasilAnggota, kepengurusan: Kepengurusan, **isi: Any) -> AnggotaBKM:
    u = h.utusan
    return _member(
        kepengurusan, utusan=u, nama=u.nama, jenis_kelamin=u.jenis_kelamin, warga=u.warga, miskin=u.miskin, basis=u.basis,
        suara=h.suara, **isi,
    )  # fmt: skip


def _member(kepengurusan: Kepengurusan, *, oleh: Any, nama: str, jenis_kelamin: str, **isi: Any) -> AnggotaBKM:
    basis = isi.get("basis")
    if basis is not None and basis.wilayah_id != kepengurusan.wilayah_id:
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari kelurahan ini.")]})
    anggota = AnggotaBKM(
        wilayah_id=kepengurusan.wilayah_id, kepengurusan=kepengurusan, nama=needed(nama, bidang="nama")[:150],
        jenis_kelamin=sex(jenis_kelamin), **isi, **author(oleh),
    )  # fmt: skip
    with constraint_says({"bkm_tanpa_rangkap": _double(nama)}):
        anggota.save(force_insert=True)
    return anggota


def _double(nama: str) -> AturanDilanggar:
    return AturanDilanggar(
        _("%(nama)s masih petugas Sekretariat; berhentikan dulu sebelum menjadi anggota BKM.") % {"nama": nama},
        aturan="BKM-66",
    )


def _leave(
    a: AnggotaBKM, *, oleh: Any, hari: datetime.date, sebab: str, alasan: str, keputusan: KeputusanRapat | None
) -> AnggotaBKM:
    """`advance` takes the reason of the trail under the name `alasan`; the row keeps it under the same name."""
    if not alasan.strip():
        raise IsianSalah({"alasan": [_("Tuliskan alasannya agar yang lain mengerti.")]})
    return advance(
        a, "berhentikan", oleh=oleh, alasan=alasan, tanggal=hari, sebab=sebab, catatan=alasan.strip()[:300],
        keputusan=keputusan,
    )  # fmt: skip


def _require_next(h: HasilAnggota, kepengurusan: Kepengurusan, *, alasan: str) -> None:
    """The next name of the reserve list; passing over somebody needs the decision in words. Source: BKM-57."""
    cadangan = reserves_of(kepengurusan)
    if h.pk not in {c.pk for c in cadangan}:
        raise IsianSalah({"pengganti": [_("Pilih pengganti dari daftar cadangan pemilihan.")]})
    if cadangan[0].pk != h.pk and not alasan.strip():
        raise IsianSalah(
            {"isi": [_("Yang dipilih bukan urutan berikutnya. Tuliskan keputusan rapat dan sebab urutan dilewati.")]}
        )


def _leaving_sentence(sebab: str, pengganti: HasilAnggota | None) -> str:
    kata = str(AnggotaBKM.Sebab(sebab).label).lower()
    if pengganti is None:
        return _("Anggota berhenti (%(sebab)s); belum ada pengganti.") % {"sebab": kata}
    return _("Penggantian antarwaktu (%(sebab)s) oleh utusan urutan berikutnya.") % {"sebab": kata}
