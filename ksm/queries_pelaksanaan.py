"""What is asked of works, upkeep and aid: totals counted, never typed; each question a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DecimalField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inti.formats import persen, share
from inti.izin import may
from inti.registry import Kekurangan
from ksm import izin
from ksm import tautan_pelaksanaan as tautan
from ksm.models import (
    BadanPemelihara,
    BahanUsulan,
    FotoPekerjaan,
    JanjiSwadaya,
    KasPemelihara,
    KemajuanUsulan,
    PemanfaatUsulan,
    PemeriksaanAset,
    PemeriksaanMutu,
    PenerimaanBantuan,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
)
from ksm.queries_usulan import agreement_of
from laporan.models import Berkas

RUPIAH: Any = DecimalField(max_digits=18, decimal_places=2)
NOL = Value(Decimal(0), output_field=RUPIAH)
# A spot is photographed at these stages of the work (persen).
TAHAP = (0, 50, 100)


def is_work(usulan: Usulan) -> bool:
    """Whether something is built: infrastructure, and houses repaired under the UPL."""
    return usulan.unit == Usulan.Unit.UPL


def gives_aid(usulan: Usulan) -> bool:
    """Whether named people receive something of it."""
    return usulan.bernama and usulan.jenis != Usulan.Jenis.EKONOMI


# -- works ---------------------------------------------------------------------------------------------------------


def progress_of(usulan: Usulan) -> list[KemajuanUsulan]:
    """Valid progress, oldest first. One query."""
    return list(KemajuanUsulan.objects.filter(usulan=usulan, status="sah").order_by("tanggal"))


@dataclass
class TitikFoto:
    """One spot with its photos by stage (None: not taken yet)."""

    titik: str
    foto: dict[int, FotoPekerjaan | None] = field(default_factory=lambda: dict.fromkeys(TAHAP))

    @property
    def sel(self) -> list[tuple[int, FotoPekerjaan | None]]:
        """Stage and photo, in the order of the work."""
        return [(t, self.foto[t]) for t in TAHAP]

    @property
    def selesai(self) -> bool:
        """Whether the finished work was photographed here."""
        return self.foto[100] is not None


def photos_of(usulan: Usulan) -> list[TitikFoto]:
    """Spots in the order in which they were first photographed. One query."""
    titik: dict[str, TitikFoto] = {}
    for f in FotoPekerjaan.objects.filter(usulan=usulan, status="sah").select_related("berkas").order_by("dibuat_pada"):
        titik.setdefault(f.titik, TitikFoto(f.titik)).foto[f.tahap] = f
    return list(titik.values())


def materials_of(usulan: Usulan) -> list[BahanUsulan]:
    """Valid materials, newest first. One query."""
    return list(BahanUsulan.objects.filter(usulan=usulan, status="sah").order_by("-tanggal", "-dibuat_pada"))


def checks_of(usulan: Usulan) -> list[PemeriksaanMutu]:
    """Valid quality checks, newest first. One query."""
    return list(PemeriksaanMutu.objects.filter(usulan=usulan, status="sah").order_by("-tanggal", "-dibuat_pada"))


def handover_of(usulan: Usulan) -> SerahTerima | None:
    """The hand-over that stands. One query."""
    return SerahTerima.objects.filter(usulan=usulan, status="sah").select_related("berkas").first()


@dataclass(frozen=True)
class BarisSwadaya:
    """One kind of swadaya: promised, realised and left to come (rupiah); `lebih` where more came than was promised."""

    bentuk: str
    nama: Any
    janji: Decimal
    nyata: Decimal

    @property
    def sisa(self) -> Decimal:
        """What is still to come (rupiah)."""
        return max(self.janji - self.nyata, Decimal(0))

    @property
    def lebih(self) -> Decimal:
        """What came beyond the promise (rupiah)."""
        return max(self.nyata - self.janji, Decimal(0))


@dataclass
class RekapSwadaya:
    """Swadaya of one proposal by kind, and what people gave in hours. Source: KRJ-04."""

    baris: list[BarisSwadaya]
    jam_orang: Decimal = Decimal(0)

    @property
    def janji(self) -> Decimal:
        """Promised (rupiah)."""
        return sum((b.janji for b in self.baris), Decimal(0))

    @property
    def nyata(self) -> Decimal:
        """Realised (rupiah)."""
        return sum((b.nyata for b in self.baris), Decimal(0))

    @property
    def sisa(self) -> Decimal:
        """Still to come (rupiah), kind by kind: more of one does not make up for another."""
        return sum((b.sisa for b in self.baris), Decimal(0))

    @property
    def bagian(self) -> Decimal | None:
        """Realised of promised (persen); None without a promise."""
        return share(self.nyata, self.janji)


def swadaya_of(usulan: Usulan) -> RekapSwadaya:
    """Promised beside realised, by kind. Two queries. Source: KRJ-04."""
    janji = JanjiSwadaya.objects.filter(usulan=usulan, ke=usulan.rab_ke).order_by().values("bentuk")
    nyata = SwadayaUsulan.objects.filter(usulan=usulan, status="sah").order_by().values("bentuk")
    jam = Sum(F("jam") * Coalesce(F("orang"), 1), output_field=RUPIAH)
    d_janji = {b["bentuk"]: b["n"] for b in janji.annotate(n=Sum("nilai"))}
    d_nyata = {b["bentuk"]: (b["n"], b["jam"] or Decimal(0)) for b in nyata.annotate(n=Sum("nilai"), jam=jam)}
    baris = [
        BarisSwadaya(kode, nama, d_janji.get(kode, Decimal(0)), d_nyata.get(kode, (Decimal(0), 0))[0])
        for kode, nama in JanjiSwadaya.Bentuk.choices
        if kode in d_janji or kode in d_nyata
    ]
    return RekapSwadaya(baris, sum((j for _n, j in d_nyata.values()), Decimal(0)))


def contributions_of(usulan: Usulan) -> list[SwadayaUsulan]:
    """Valid contributions, newest first. One query."""
    return list(SwadayaUsulan.objects.filter(usulan=usulan, status="sah").order_by("-tanggal", "-dibuat_pada"))


def handover_findings(usulan: Usulan) -> list[Kekurangan]:
    """What a hand-over still lacks, and what it may pass over with a reason. Five queries. Source: KRJ-06."""
    terakhir = KemajuanUsulan.objects.filter(usulan=usulan, status="sah").order_by("-tanggal").first()
    nilai = terakhir.persen if terakhir else Decimal(0)
    titik = photos_of(usulan)
    belum = [t.titik for t in titik if not t.selesai]
    mutu = next(iter(checks_of(usulan)), None)
    swadaya = swadaya_of(usulan)
    halaman = tautan.karya(usulan.pk, "pekerjaan")
    foto = tautan.karya(usulan.pk, "foto")
    periksa = tautan.karya(usulan.pk, "pekerjaan", "mutu")

    def satu(mode: Any, baik: bool, pesan: str, url: str, kode: str, rincian: str = "") -> Kekurangan:
        return Kekurangan("KRJ-06", mode, baik, pesan, tautan=url, sumber="A1, R", rincian=rincian, kode=kode)

    hasil = [
        satu("block", is_work(usulan), _("Yang diserahterimakan adalah hasil pekerjaan."), halaman, "pekerjaan"),
        satu("block", nilai >= 100, _("Kemajuan terakhir %(n)s, harus 100 %%.") % {"n": persen(nilai)},
             tautan.karya(usulan.pk, "pekerjaan", "kemajuan"), "kemajuan"),
        satu("block", bool(titik) and not belum, _("Setiap titik difoto pada 100 %."), foto, "foto", ", ".join(belum)),
    ]  # fmt: skip
    if mutu is None:
        hasil.append(satu("warn", False, _("Mutu pekerjaan belum diperiksa UPL."), periksa, "mutu"))
    else:
        kata = _("Pemeriksaan mutu terakhir: %(hasil)s.") % {"hasil": mutu.get_hasil_display().lower()}
        hasil.append(satu("block", mutu.hasil != "kurang", kata, periksa, "mutu", mutu.catatan))
    if swadaya.baris:
        kata = _("Swadaya yang terwujud %(n)s dari yang dijanjikan.") % {"n": persen(swadaya.bagian)}
        hasil.append(satu("info", not swadaya.sisa, kata, tautan.karya(usulan.pk, "swadaya"), "swadaya"))
    return hasil


def with_progress(qs: QuerySet[Usulan]) -> QuerySet[Usulan]:
    """Proposals with `kemajuan` (persen, None before the first entry). No query of its own."""
    sah = KemajuanUsulan.objects.filter(usulan=OuterRef("pk"), status="sah").order_by("-tanggal")
    return qs.annotate(kemajuan=Subquery(sah.values("persen")[:1]))


# -- upkeep --------------------------------------------------------------------------------------------------------


def keeper_of(usulan: Usulan) -> BadanPemelihara | None:
    """The body that maintains it now. One query."""
    return BadanPemelihara.objects.filter(usulan=usulan, status="sah").first()


def upkeep_book(usulan: Usulan) -> list[KasPemelihara]:
    """The body's cash book with `saldo` after each line (rupiah), newest first. One query."""
    saldo, hasil = Decimal(0), []
    for k in KasPemelihara.objects.filter(usulan=usulan, status="sah").order_by("tanggal", "dibuat_pada"):
        saldo += k.jumlah if k.arah == KasPemelihara.Arah.MASUK else -k.jumlah
        k.saldo = saldo  # type: ignore[attr-defined]
        hasil.append(k)
    return hasil[::-1]


def upkeep_balance(usulan: Usulan) -> Decimal:
    """What the body has (rupiah). One query."""
    bertanda = Case(When(arah="masuk", then=F("jumlah")), default=-F("jumlah"), output_field=RUPIAH)
    return KasPemelihara.objects.filter(usulan=usulan, status="sah").aggregate(n=Sum(bertanda))["n"] or Decimal(0)


def asset_checks(usulan: Usulan) -> list[PemeriksaanAset]:
    """Yearly checks, newest first. One query."""
    return list(PemeriksaanAset.objects.filter(usulan=usulan, status="sah").select_related("berkas").order_by("-tahun"))


def assets(qs: QuerySet[Usulan], hari: date) -> QuerySet[Any]:
    """Works that were handed over, with what upkeep asks of them on a day. No query of its own. Source: PLH-03, PLH-04.

    `serah` (date), `pemelihara`, `umur` (tahun) and `umur_sampai`, `diperiksa` (date of the last check), `keadaan`,
    `jatuh_tempo` (a year after the last check, or after the hand-over), `saldo` (rupiah), `terlambat`: a check is due, the
    asset is in use and its design life not over.
    """
    serah = SerahTerima.objects.filter(usulan=OuterRef("pk"), status="sah")
    badan = BadanPemelihara.objects.filter(usulan=OuterRef("pk"), status="sah")
    periksa = PemeriksaanAset.objects.filter(usulan=OuterRef("pk"), status="sah", tanggal__lte=hari).order_by(
        "-tanggal"
    )
    bertanda = Sum(Case(When(arah="masuk", then=F("jumlah")), default=-F("jumlah"), output_field=RUPIAH))
    kas = KasPemelihara.objects.filter(usulan=OuterRef("pk"), status="sah").order_by().values("usulan")
    return (
        qs.filter(Exists(serah.filter(tanggal__lte=hari)))
        .annotate(
            serah=Subquery(serah.values("tanggal")[:1], output_field=DateField()),
            volume_jadi=Subquery(serah.values("volume")[:1]),
            pemelihara_kini=Coalesce(Subquery(badan.values("nama")[:1]), F("pemelihara")),
            umur=Subquery(badan.values("umur_tahun")[:1], output_field=IntegerField()),
            diperiksa=Subquery(periksa.values("tanggal")[:1], output_field=DateField()),
            keadaan=Subquery(periksa.values("keadaan")[:1]),
            saldo=Coalesce(Subquery(kas.annotate(n=bertanda).values("n"), output_field=RUPIAH), NOL),
        )
        .annotate(
            jatuh_tempo=_years(Coalesce(F("diperiksa"), F("serah")), Value(1)),
            umur_sampai=_years(F("serah"), F("umur")),
        )
        .annotate(
            terlambat=Case(
                When(
                    Q(jatuh_tempo__lte=hari) & (Q(umur_sampai__isnull=True) | Q(umur_sampai__gt=hari))
                    & (Q(keadaan__isnull=True) | ~Q(keadaan="tidak_dipakai")),
                    then=Value(True),
                ),
                default=Value(False),
            )
        )
    )  # fmt: skip


def _years(tanggal: Any, tahun: Any) -> Any:
    """A date so many years later; None where either is unknown."""
    return Func(
        tanggal,
        tahun,
        template="((%(expressions)s))::date",
        arg_joiner=" + interval '1 year' * ",
        output_field=DateField(),
    )


def due_assets(user: Any, hari: date) -> QuerySet[Any]:
    """Assets whose yearly check this officer has to see to, longest due first."""
    qs = Usulan.objects.visible_to(user, izin=izin.CATAT_PEMELIHARAAN).exclude(jenis="ekonomi")
    return assets(qs, hari).filter(terlambat=True).select_related("ksm", "wilayah").order_by("jatuh_tempo", "id")


# -- aid -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Penerima:
    """One recipient of a proposal as the page shows it: the right (rupiah), and the receipt where there is one."""

    pemanfaat: PemanfaatUsulan
    terima: PenerimaanBantuan | None
    batal: bool

    @property
    def sisa(self) -> Decimal | None:
        """Of the right not received (rupiah); None where the right has no figure or nothing was received."""
        if self.terima is None or self.pemanfaat.nilai is None:
            return None
        return self.pemanfaat.nilai - self.terima.jumlah


def received_by(usulan: Usulan) -> set[Any]:
    """Keys of the recipients who received. One query."""
    return set(PenerimaanBantuan.objects.filter(usulan=usulan, status="sah").values_list("pemanfaat_id", flat=True))


def recipients_of(usulan: Usulan) -> list[Penerima]:
    """The list that counts with what each received, in its order. Two queries; the caller has judged who may see names."""
    terima = {
        t.pemanfaat_id: t
        for t in PenerimaanBantuan.objects.filter(usulan=usulan, status="sah").select_related("berkas")
    }
    baris = PemanfaatUsulan.objects.filter(usulan=usulan, ke=usulan.rab_ke, keluarga__isnull=False)
    return [
        Penerima(p, terima.get(p.pk), p.keluarga.status != "sah" if p.keluarga else False)
        for p in baris.select_related("keluarga__basis__induk").order_by("urut")
    ]


@dataclass(frozen=True)
class RekapBantuan:
    """How far the aid of a proposal has come: recipients (orang) and rupiah."""

    penerima: int
    sudah: int
    hak: Decimal
    diterima: Decimal

    @property
    def belum(self) -> int:
        """Who is still to receive (orang)."""
        return self.penerima - self.sudah


def aid_sums(usulan: Usulan) -> RekapBantuan:
    """Counted without names, for everybody who sees the proposal. Two queries."""
    hak = PemanfaatUsulan.objects.filter(usulan=usulan, ke=usulan.rab_ke, keluarga__isnull=False)
    dapat = PenerimaanBantuan.objects.filter(usulan=usulan, status="sah")
    nilai = list(hak.values_list("pk", "nilai"))
    jumlah = list(dapat.values_list("pemanfaat_id", "jumlah"))
    kini = {pk for pk, _n in nilai}
    return RekapBantuan(
        len(nilai), len({p for p, _n in jumlah} & kini), sum((n or Decimal(0) for _pk, n in nilai), Decimal(0)),
        sum((n for _p, n in jumlah), Decimal(0)),
    )  # fmt: skip


@dataclass(frozen=True)
class SisaBantuan:
    """What the agreement of a proposal brings together, and what of it recipients have received (rupiah). Source: SOS-09."""

    dana: Decimal
    diterima: Decimal

    @property
    def sisa(self) -> Decimal:
        """What may still be handed out (rupiah)."""
        return max(self.dana - self.diterima, Decimal(0))


def aid_left(usulan: Usulan) -> SisaBantuan:
    """How much all recipients together may still receive. Two queries. Source: SOS-09."""
    p = agreement_of(usulan)
    diterima = PenerimaanBantuan._base_manager.filter(usulan=usulan, status="sah").aggregate(n=Sum("jumlah"))["n"]
    return SisaBantuan(p.jumlah if p else Decimal(0), diterima or Decimal(0))


def may_see_names(user: Any, usulan: Usulan) -> bool:
    """Whether this officer may see who receives. Source: SOS-06."""
    return may(user, izin.LIHAT_PEMANFAAT, usulan)


def guarded_proofs(pelaku: Any) -> Q:
    """Uploads that prove who received, where this person may not see recipients. Source: SOS-06."""
    semua = PenerimaanBantuan._base_manager.filter(berkas=OuterRef("pk"))
    boleh = PenerimaanBantuan.objects.visible_to(pelaku).filter(berkas=OuterRef("pk"))
    return Q(Exists(semua)) & ~Q(Exists(boleh))


def sheets_of(user: Any, pemanfaat: PemanfaatUsulan) -> list[Berkas]:
    """Signed sheets and photos that lie with the list of recipients, newest first, in scope. One query."""
    return list(Berkas.objects.visible_to(user).for_object(pemanfaat).valid().order_by("-dibuat_pada")[:20])
