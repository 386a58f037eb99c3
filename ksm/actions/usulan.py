"""Writes of a proposal while it is open: begin, change, its lines, hand it in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from inti.api import check_version
from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import may, require
from inti.money import whole_rupiah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from ksm import izin
from ksm.models import KSM, BarisRAB, JanjiSwadaya, PemanfaatUsulan, Usulan
from ksm.queries_usulan import JENIS_MENURUT_BIDANG, line_of, rab_of
from pronangkis.isi import place_of
from pronangkis.models import KegiatanRenta
from siklus.actions.umum import author, client_id, field_date, needed, plan_date, save_changes, take
from siklus.izin import LIHAT_PS2
from siklus.models import Keluarga
from siklus.queries_ps2 import on_ps2_among
from wilayah.actions.umum import constraint_says
from wilayah.models import Basis, Wilayah

BARIS_MAKS = 200
BIDANG = frozenset(
    {"judul", "latar", "lokasi", "basis", "volume", "satuan", "selisih_alasan", "mulai_rencana", "selesai_rencana", "lahan",
     "lahan_keterangan", "pemelihara", "pemeliharaan", "jenis", "unit", "bernama", "sifat"}
)  # fmt: skip
# What a change that waits for its decision may touch besides the lines; the volume stands with the change itself.
BIDANG_UBAH = frozenset({"latar", "selisih_alasan", "mulai_rencana", "selesai_rencana"})
TEKS = {
    "judul": 200, "latar": 5000, "lokasi": 200, "satuan": 30, "selisih_alasan": 300, "lahan_keterangan": 300,
    "pemelihara": 120, "pemeliharaan": 5000,
}  # fmt: skip
DUA_ANGKA = Decimal("0.01")


@aksi
def create_usulan(
    ksm: KSM,
    *,
    oleh: Any,
    kegiatan_renta: KegiatanRenta,
    judul: str = "",
    volume: Decimal | None = None,
    satuan: str = "",
    jenis: str = "",
    bernama: bool | None = None,
    sifat: str = "",
    id: Any = None,
    **isi: Any,
) -> Usulan:
    """Begin the proposal of a group for one line of the ratified Renta; what is left out is taken over from the plan.

    It gets the next number of its kelurahan and year. Raises: KSM.DoesNotExist, TidakBerwenang, IsianSalah,
    AturanDilanggar (USL-01). Source: USL-01, USL-15.
    """
    induk = take(KSM, ksm.pk, oleh=oleh)
    require(oleh, izin.SUSUN_USULAN, induk)
    if induk.status != KSM.Status.AKTIF:
        raise _group_ended()
    line = line_of(kegiatan_renta.pk)
    if line.wilayah_id != induk.wilayah_id or line.renta.status != "disahkan":
        raise IsianSalah({"kegiatan_renta": [_("Pilih kegiatan dari Renta kelurahan ini yang sudah disahkan.")]})
    macam = _kind(line, jenis, bernama, sifat)
    rencana = line.kegiatan.volume_of(line.renta.tahun_ke)
    data = _clean(
        {
            "judul": judul or line.kegiatan.nama, "volume": volume or rencana or 1,
            "satuan": satuan or line.kegiatan.satuan or "paket",
            "lokasi": place_of(line.kegiatan)[: TEKS["lokasi"]], **isi,
        },
        induk.wilayah_id,
    )  # fmt: skip
    usulan = Usulan(
        ksm=induk, wilayah_id=induk.wilayah_id, kegiatan_renta=line, tahun=line.renta.tahun,
        nomor=_next_number(induk.wilayah_id, line.renta.tahun), **macam, **data, **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says({"usulan_ksm_aktif": _group_ended()}):
        usulan.save(force_insert=True)
    catat("ksm.usulan.disusun", usulan, rincian={"jenis": usulan.jenis, "renta": str(line.renta)})
    return usulan


@aksi
def change_usulan(usulan: Usulan, *, oleh: Any, versi: int | None = None, **isi: Any) -> Usulan:
    """Change what a proposal says, while it is a draft; while a change waits, only what the change may touch.

    Raises: Usulan.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah, AturanDilanggar (USL-02). Source: USL-02.
    """
    baris = take_open(usulan, oleh=oleh)
    if versi is not None:
        check_version(baris, versi, isi)
    if {"jenis", "bernama", "sifat"} & set(isi):
        line = line_of(baris.kegiatan_renta_id)
        macam = _kind(
            line, isi.get("jenis", baris.jenis), isi.get("bernama", baris.bernama), isi.get("sifat", baris.sifat)
        )
        if macam["bernama"] != baris.bernama and PemanfaatUsulan.objects.filter(usulan=baris).exists():
            raise IsianSalah({"bernama": [_("Kosongkan dulu daftar pemanfaatnya, baru ganti cara menulisnya.")]})
        isi |= macam
    boleh = BIDANG if baris.status == Usulan.Status.DRAF else BIDANG_UBAH
    ubah = save_changes(baris, _clean(isi, baris.wilayah_id, lama=baris), boleh)
    if ubah:
        catat("ksm.usulan.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def write_isi(
    usulan: Usulan,
    *,
    oleh: Any,
    rab: Sequence[Mapping[str, Any]] | None = None,
    janji: Sequence[Mapping[str, Any]] | None = None,
    pemanfaat: Sequence[Mapping[str, Any]] | None = None,
    versi: int | None = None,
) -> Usulan:
    """Write the lists of a proposal as they stand now, each whole; None leaves a list as it is.

    rab: kelompok, uraian, volume, satuan, harga_satuan, blm, swadaya, lain (rupiah). janji: bentuk, uraian, volume, satuan,
    harga_satuan. pemanfaat: keluarga, penerima, nilai by name; else basis, kk, kk_miskin, jiwa_l, jiwa_p. Nothing has to
    add up yet. Raises: Usulan.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah (`rab_uraian_0`), AturanDilanggar
    (USL-02, USL-05). Source: USL-03, USL-05.
    """
    baris = take_open(usulan, oleh=oleh)
    if versi is not None:
        check_version(baris, versi, {})
    ubah: dict[str, int] = {}
    if rab is not None:
        ubah["rab"] = _write_rows(BarisRAB, baris, [_rab_row(r, i) for i, r in enumerate(_some(rab, "rab"))], oleh)
    if janji is not None:
        baru = [_janji_row(j, i) for i, j in enumerate(_some(janji, "janji"))]
        ubah["janji"] = _write_rows(JanjiSwadaya, baris, baru, oleh)
    if pemanfaat is not None:
        ubah["pemanfaat"] = _write_beneficiaries(baris, _some(pemanfaat, "pemanfaat"), oleh)
    if any(ubah.values()):
        baris.versi += 1
        baris.save(update_fields=["versi", "diubah_pada"])
        catat("ksm.usulan.isi_ditulis", baris, rincian={k: n for k, n in ubah.items() if n})
    return baris


@aksi
def submit_usulan(usulan: Usulan, *, oleh: Any, tanggal: datetime.date | None = None, alasan: str = "") -> Usulan:
    """Hand the proposal in to the unit; `tanggal` is the day on the signed form. Warnings are passed with `alasan`.

    Raises: Usulan.DoesNotExist, TidakBerwenang, TransisiDitolak, GerbangTertutup, IsianSalah. Source: USL-04.
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    hari = field_date(tanggal, baris.wilayah_id)
    return advance(baris, "ajukan", oleh=oleh, alasan=alasan, tanggal=hari)


def take_open(usulan: Usulan, *, oleh: Any) -> Usulan:
    """A proposal under its lock whose content may be written by this officer.

    Raises: Usulan.DoesNotExist, TidakBerwenang, AturanDilanggar (USL-02).
    """
    baris = take(Usulan, usulan.pk, oleh=oleh)
    require(oleh, izin.SUSUN_USULAN, baris)
    if not baris.terbuka:
        raise AturanDilanggar(
            _("Usulan ini %(status)s, jadi isinya terkunci. Sesudah perjanjian, usulkan perubahan.")
            % {"status": baris.get_status_display().lower()},
            aturan="USL-02",
        )
    return baris


def _group_ended() -> AturanDilanggar:
    return AturanDilanggar(_("KSM ini sudah berakhir, jadi tidak dapat mengajukan usulan."), aturan="USL-01")


def _next_number(kode: str, tahun: int) -> int:
    """The next number of a kelurahan and year; the area's row is held so that no number is skipped or used twice. USL-15."""
    Wilayah.objects.select_for_update(no_key=True).get(pk=kode)
    terakhir = Usulan._base_manager.filter(wilayah=kode, tahun=tahun).aggregate(n=Max("nomor"))["n"]
    return (terakhir or 0) + 1


def _kind(line: KegiatanRenta, jenis: str, bernama: bool | None, sifat: str) -> dict[str, Any]:
    """Kind, judging unit, and how beneficiaries are written, as the field of the line allows. Raises IsianSalah. USL-01."""
    bidang = line.kegiatan.program.bidang
    boleh = JENIS_MENURUT_BIDANG.get(bidang)
    if boleh is None:
        raise IsianSalah({"kegiatan_renta": [_("Biaya operasional BKM tidak diusulkan oleh KSM.")]})
    jenis = jenis or boleh[0]
    if jenis not in boleh:
        raise IsianSalah({"jenis": [_("Kegiatan bidang ini tidak dapat diusulkan dengan jenis itu.")]})
    if jenis == Usulan.Jenis.SOSIAL:
        if sifat not in Usulan.Sifat.values:
            raise IsianSalah({"sifat": [_("Pilih: sekali diberikan, atau produktif.")]})
        unit = Usulan.Unit.UPL if line.kegiatan.unit == "upl" else Usulan.Unit.UPS
        return {"jenis": jenis, "unit": unit, "bernama": True, "sifat": sifat}
    if jenis == Usulan.Jenis.EKONOMI:
        return {"jenis": jenis, "unit": Usulan.Unit.UPK, "bernama": True, "sifat": ""}
    return {"jenis": jenis, "unit": Usulan.Unit.UPL, "bernama": bool(bernama), "sifat": ""}


def _clean(isi: Mapping[str, Any], kode: str, *, lama: Usulan | None = None) -> dict[str, Any]:
    """The fields as they may be stored. Raises IsianSalah."""
    bersih = dict(isi)
    for bidang, maks in TEKS.items():
        if bidang in bersih:
            bersih[bidang] = str(bersih[bidang] or "").strip()[:maks]
    for bidang, pesan in (("judul", _("Isi kegiatan yang diusulkan.")), ("satuan", _("Isi satuannya, misalnya m."))):
        if bidang in bersih:
            needed(bersih[bidang], bidang=bidang, pesan=pesan)
    if "volume" in bersih:
        bersih["volume"] = _figure(bersih["volume"], "volume")
    if "lahan" in bersih and bersih["lahan"] not in ("", *Usulan.Lahan.values):
        raise IsianSalah({"lahan": [_("Pilih salah satu.")]})
    if bersih.get("basis") is not None and bersih["basis"].wilayah_id != kode:
        raise IsianSalah({"basis": [_("RT/RW ini bukan bagian dari kelurahan KSM.")]})
    for bidang in ("mulai_rencana", "selesai_rencana"):
        if bersih.get(bidang) is not None:
            plan_date(bersih[bidang], bidang=bidang)
    awal = bersih.get("mulai_rencana", lama.mulai_rencana if lama else None)
    akhir = bersih.get("selesai_rencana", lama.selesai_rencana if lama else None)
    if awal and akhir and akhir < awal:
        raise IsianSalah({"selesai_rencana": [_("Rencana selesai tidak boleh sebelum rencana mulai.")]})
    return bersih


def _figure(nilai: Any, bidang: str) -> Decimal:
    """A positive figure with two decimals. Raises IsianSalah."""
    if nilai is None or isinstance(nilai, bool):
        raise IsianSalah({bidang: [_("Isi angka lebih dari nol.")]})
    angka = Decimal(nilai).quantize(DUA_ANGKA, rounding=ROUND_HALF_UP)
    if not angka.is_finite() or not 0 < angka < Decimal(10) ** 10:
        raise IsianSalah({bidang: [_("Isi angka lebih dari nol.")]})
    return angka


def _some(baris: Sequence[Mapping[str, Any]], daftar: str) -> Sequence[Mapping[str, Any]]:
    if len(baris) > BARIS_MAKS:
        raise IsianSalah({daftar: [_("Paling banyak %(n)d baris.") % {"n": BARIS_MAKS}]})
    return baris


def _priced(r: Mapping[str, Any], daftar: str, i: int) -> dict[str, Any]:
    """What a line of cost and a promise share: text, volume, unit, price. Raises IsianSalah."""

    def nama(bidang: str) -> str:
        return f"{daftar}_{bidang}_{i}"

    return {
        "uraian": needed(str(r.get("uraian") or ""), bidang=nama("uraian"), pesan=_("Isi uraiannya."))[:150],
        "volume": _figure(r.get("volume"), nama("volume")),
        "satuan": needed(str(r.get("satuan") or ""), bidang=nama("satuan"), pesan=_("Isi satuannya."))[:30],
        "harga_satuan": whole_rupiah(r.get("harga_satuan") or 0, bidang=nama("harga_satuan"), positif=True),
    }


def _rab_row(r: Mapping[str, Any], i: int) -> dict[str, Any]:
    kelompok = r.get("kelompok") or BarisRAB.Kelompok.BAHAN
    if kelompok not in BarisRAB.Kelompok.values:
        raise IsianSalah({f"rab_kelompok_{i}": [_("Pilih salah satu.")]})
    bagian = {b: whole_rupiah(r.get(b) or 0, bidang=f"rab_{b}_{i}") for b in ("blm", "swadaya", "lain")}
    return {"kelompok": kelompok, **_priced(r, "rab", i), **bagian}


def _janji_row(j: Mapping[str, Any], i: int) -> dict[str, Any]:
    bentuk = j.get("bentuk") or ""
    if bentuk not in JanjiSwadaya.Bentuk.values:
        raise IsianSalah({f"janji_bentuk_{i}": [_("Pilih salah satu.")]})
    return {"bentuk": bentuk, **_priced(j, "janji", i)}


def _write_rows(model: Any, usulan: Usulan, baru: list[dict[str, Any]], oleh: Any) -> int:
    """Make the stored lines equal to these, line by line, so that the trail shows what changed. Returns changed lines."""
    ke = usulan.rab_tulis
    ada = list(model.objects.filter(usulan=usulan, ke=ke).order_by("urut"))
    n = 0
    for i, isi in enumerate(baru):
        if i < len(ada):
            beda = [b for b, v in isi.items() if getattr(ada[i], b) != v]
            if beda:
                for b in beda:
                    setattr(ada[i], b, isi[b])
                ada[i].versi += 1
                ada[i].save()
                n += 1
            continue
        urut = (ada[-1].urut if ada else 0) + 1 + i - len(ada)
        model(usulan=usulan, wilayah_id=usulan.wilayah_id, ke=ke, urut=urut, **isi, **author(oleh)).save(
            force_insert=True
        )
        n += 1
    for lebih in ada[len(baru) :]:
        lebih.delete()
        n += 1
    return n


def _write_beneficiaries(usulan: Usulan, pemanfaat: Sequence[Mapping[str, Any]], oleh: Any) -> int:
    """Replace the list of who benefits, where it differs. Raises IsianSalah, AturanDilanggar (USL-05)."""
    baru = [_named(usulan, p, i, oleh) if usulan.bernama else _counted(usulan, p, i) for i, p in enumerate(pemanfaat)]
    _each_once(baru, usulan.bernama)
    if usulan.bernama and usulan.jenis != Usulan.Jenis.EKONOMI:
        _require_poor(baru)
    bidang = ("keluarga_id", "penerima", "nilai", "basis_id", "kk", "kk_miskin", "jiwa_l", "jiwa_p")
    ke = usulan.rab_tulis
    ada = list(PemanfaatUsulan.objects.filter(usulan=usulan, ke=ke).order_by("urut"))
    rakit = [
        PemanfaatUsulan(usulan=usulan, wilayah_id=usulan.wilayah_id, ke=ke, urut=i, **p, **author(oleh))
        for i, p in enumerate(baru, 1)
    ]
    if [[getattr(a, b) for b in bidang] for a in ada] == [[getattr(r, b) for b in bidang] for r in rakit]:
        return 0
    for a in ada:
        a.delete()
    dilarang = {
        "pemanfaat_pada_ps2": AturanDilanggar(
            _("Ada keluarga yang baru saja keluar dari daftar PS-2. Muat ulang halamannya."), aturan="USL-05"
        )
    }
    with constraint_says(dilarang):
        for r in rakit:
            r.save(force_insert=True)
    return max(len(ada), len(rakit))


def _named(usulan: Usulan, p: Mapping[str, Any], i: int, oleh: Any) -> dict[str, Any]:
    """One household by name. Raises IsianSalah. Source: USL-05."""
    k = p.get("keluarga")
    if k is None:
        raise IsianSalah({f"pemanfaat_keluarga_{i}": [_("Pilih keluarganya.")]})
    if k.wilayah_id != usulan.wilayah_id or k.status != "sah" or not _may_name(usulan, k, oleh):
        raise IsianSalah({f"pemanfaat_keluarga_{i}": [_("Pilih keluarga dari kelurahan ini.")]})
    nilai = whole_rupiah(p.get("nilai") or 0, bidang=f"pemanfaat_nilai_{i}") or None
    return {
        "keluarga": k, "penerima": (str(p.get("penerima") or "").strip() or k.nama_kk)[:150], "nilai": nilai,
        "jiwa_l": k.jiwa_l, "jiwa_p": k.jiwa_p,
    }  # fmt: skip


def _may_name(usulan: Usulan, k: Keluarga, oleh: Any) -> bool:
    """Who sees PS-2 may name any household; a treasurer those of the own members. Source: USL-05, KSM-17."""
    if may(oleh, LIHAT_PS2, kode=usulan.wilayah_id):
        return True
    sendiri = usulan.ksm.anggota.filter(status="aktif", keluarga=k).exists()
    return sendiri or PemanfaatUsulan.objects.filter(usulan=usulan, keluarga=k).exists()


def _counted(usulan: Usulan, p: Mapping[str, Any], i: int) -> dict[str, Any]:
    """KK of one RT, with how many of them are poor. Raises IsianSalah. Source: USL-05."""
    b: Basis | None = p.get("basis")
    if b is None or b.wilayah_id != usulan.wilayah_id:
        raise IsianSalah({f"pemanfaat_basis_{i}": [_("Pilih RT-nya.")]})
    kk, miskin = p.get("kk") or 0, p.get("kk_miskin") or 0
    if not 0 < kk <= 1_000_000:
        raise IsianSalah({f"pemanfaat_kk_{i}": [_("Isi jumlah KK, lebih dari nol.")]})
    if not 0 <= miskin <= kk:
        raise IsianSalah({f"pemanfaat_kk_miskin_{i}": [_("KK miskin paling banyak sama dengan seluruh KK.")]})
    jiwa = {j: p.get(j) for j in ("jiwa_l", "jiwa_p")}
    for j, n in jiwa.items():
        if n is not None and not 0 <= n <= 1_000_000:
            raise IsianSalah({f"pemanfaat_{j}_{i}": [_("Isi bilangan bulat.")]})
    return {"basis": b, "kk": kk, "kk_miskin": miskin, **jiwa}


def _each_once(baru: list[dict[str, Any]], bernama: bool) -> None:
    bidang = "keluarga" if bernama else "basis"
    sudah: set[Any] = set()
    for i, p in enumerate(baru):
        if p[bidang].pk in sudah:
            raise IsianSalah({f"pemanfaat_{bidang}_{i}": [_("Sudah ada pada baris lain.")]})
        sudah.add(p[bidang].pk)


def _require_poor(baru: list[dict[str, Any]]) -> None:
    """Households on PS-2 only. Raises IsianSalah. Source: USL-05, B10."""
    miskin = on_ps2_among(p["keluarga"].pk for p in baru)
    galat = {
        f"pemanfaat_keluarga_{i}": [_("Keluarga ini tidak ada pada daftar PS-2 sekarang.")]
        for i, p in enumerate(baru)
        if p["keluarga"].pk not in miskin
    }
    if galat:
        raise IsianSalah(galat)


def copy_lines(usulan: Usulan, *, oleh: Any) -> int:
    """Begin the RAB of a change with the lines that count now; stale lines of a refused change go. Inside a unit.

    Households that left PS-2 meanwhile are not taken over; returns how many. Source: USL-11.
    """
    lama, baru = usulan.rab_ke, usulan.rab_ke + 1
    for model in (BarisRAB, JanjiSwadaya, PemanfaatUsulan):
        for sisa in model.objects.filter(usulan=usulan, ke=baru):  # type: ignore[attr-defined]
            sisa.delete()
    pemanfaat = list(PemanfaatUsulan.objects.filter(usulan=usulan, ke=lama).order_by("urut"))
    tetap = pemanfaat
    if usulan.bernama and usulan.jenis != Usulan.Jenis.EKONOMI:
        miskin = on_ps2_among(p.keluarga_id for p in pemanfaat)
        tetap = [p for p in pemanfaat if p.keluarga_id in miskin]
    janji = JanjiSwadaya.objects.filter(usulan=usulan, ke=lama).order_by("urut")
    for baris in [*rab_of(usulan, lama), *janji, *tetap]:
        bidang = {
            f.attname: getattr(baris, f.attname)
            for f in baris._meta.concrete_fields
            if not f.primary_key and not f.generated and f.attname not in SALINAN_BEDA
        }
        type(baris)(**bidang | {"ke": baru, **author(oleh)}).save(force_insert=True)
    return len(pemanfaat) - len(tetap)


SALINAN_BEDA = frozenset(
    {"ke", "versi", "dibuat_pada", "diubah_pada", "dibuat_oleh_id", "dibuat_oleh_nama", "kode_provinsi", "kode_kota",
     "kode_kecamatan"}
)  # fmt: skip
