"""What guards the steps of the grant, and the answers to the gates of stages S7 and S8. Source: BLM-05, BLM-22, BLM-30."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Max, Prefetch
from django.utils.translation import gettext as _

from inti import registry
from inti.formats import persen_pas, rupiah
from inti.formats import tanggal as tulis_tanggal
from inti.registry import Kekurangan
from keuangan import tautan_blm
from keuangan.gerbang_blm import gate_of_tranche, open_meetings, waits_for
from keuangan.hitung.blm import SERATUS
from keuangan.models import SPPB, BerkasPencairan, PaguBLM, PaguSPPB, PeriksaKertas, RekeningBKM, TahapBLM
from keuangan.models.blm import ROMAWI, Bidang
from keuangan.parameter_blm import PERTEMUAN, PORSI, rules_for
from keuangan.queries_blm import plan_for_year
from keuangan.queries_lpj import LPJTerbuka, late_accounts_many
from siklus import tautan as tautan_siklus
from siklus.gerbang import Jawaban, as_missing, listing
from siklus.konteks import Bahan, Konteks
from siklus.models import Pertemuan
from wilayah.parameter import NilaiParameter, values_for_areas
from wilayah.waktu import today_in

NOL = Decimal(0)
DEKAT = Decimal("0.01")  # percent: shares of a share seldom end after two decimals


def register() -> None:
    """Enter every function of this module into `inti.registry.syarat`."""
    fungsi_fungsi: dict[str, Callable[..., Any]] = {
        "keuangan.pagu_bebas": pagu_free,
        "keuangan.sppb_siap": sppb_ready,
        "keuangan.sppb_bebas": sppb_free,
        "keuangan.berkas_faskel": faskel_findings,
        "keuangan.gerbang_tahap": gate_of_file,
        "keuangan.rekening_bkm": account_known,
        "keuangan.tahap_lalu_dipertanggungjawabkan": earlier_accounted,
        "keuangan.pertemuan_terbuka_tahap_lalu": met_openly,
        "keuangan.berkas_pencairan_lengkap": file_complete,
        "keuangan.tahap_blm_diterima": tranche_received,
        "keuangan.lpj_ksm_lengkap": groups_accounted,
    }
    for kode, fungsi in fungsi_fungsi.items():
        registry.syarat.daftar(kode, fungsi)
    registry.kabar_langkah.daftar("S7", received_news)


# -- guards of transitions -----------------------------------------------------------------------------------------


def pagu_free(pagu: PaguBLM) -> list[Kekurangan]:
    """No living agreement rests on an allocation that is taken back. One query. Source: BLM-03."""
    sppb = PaguSPPB._base_manager.filter(pagu=pagu).exclude(sppb__status="batal").select_related("sppb").first()
    return [_find("BLM-03", sppb is None, _("Tidak ada SPPB yang memakai pagu ini."),
                  tautan_blm.sppb(sppb.sppb_id) if sppb else "")]  # fmt: skip


def sppb_free(sppb: SPPB) -> list[Kekurangan]:
    """No file of an agreement lives when it is cancelled. One query. Source: BLM-09."""
    hidup = BerkasPencairan._base_manager.filter(tahap__sppb=sppb).exclude(status="batal").first()
    return [_find("BLM-09", hidup is None, _("Tidak ada berkas pencairan SPPB ini yang masih berjalan."),
                  tautan_blm.berkas(hidup.pk) if hidup else "")]  # fmt: skip


def sppb_ready(sppb: SPPB) -> list[Kekurangan]:
    """What an agreement rests on when it is signed. Six queries. Source: BLM-02, BLM-07, BLM-08, BLM-24."""
    bagian = list(sppb.pagu.select_related("pagu"))
    kode, tahun = sppb.wilayah_id, sppb.tahun_anggaran
    rekening = RekeningBKM._base_manager.filter(bkm=sppb.bkm_id, ditutup__isnull=True).exists()
    umum = all(b.pagu.diumumkan for b in bagian)
    berlaku = PaguBLM._base_manager.filter(wilayah=kode, tahun_anggaran=tahun, status="berlaku").values_list(
        "pk", flat=True
    )
    sama = {b.pagu_id for b in bagian} == set(berlaku)
    temuan = [
        _find("BLM-05", sama, _("SPPB memuat semua pagu yang berlaku."), tautan_blm.sppb(sppb.pk, "ubah")),
        _find("BLM-30", plan_for_year(kode, tahun) is not None,
              _("PJM Pronangkis untuk tahun ini sudah disahkan warga."), tautan_siklus.kelurahan(kode, "pjm")),
        _find("BLM-24", rekening, _("Rekening BKM sudah tercatat."), tautan_blm.kelurahan(kode, "rekening"), mode="warn"),
        _find("BLM-02", umum, _("Pagu sudah diumumkan kepada warga."), tautan_blm.kelurahan(kode), mode="warn"),
    ]  # fmt: skip
    return [as_missing(t) for t in temuan] + _usual(sppb)


def _usual(sppb: SPPB) -> list[Kekurangan]:
    """Where an area agreed on usual shares, another division is told. Source: BLM-07."""
    aturan = rules_for(sppb.wilayah_id, sppb.tahun_anggaran)
    biasa = aturan.usual_shares()
    if not biasa:
        return []
    nyata = {p.bidang: p.persen for p in sppb.porsi.all()}
    # Three shares that make a hundred by themselves are shares of what is left beside the running cost of the BKM.
    sisa = SERATUS - nyata.get(Bidang.BOP, NOL) if sum(biasa.values()) == SERATUS else SERATUS
    lain = []
    for b, bagian in biasa.items():
        harap, ada = bagian * sisa / SERATUS, nyata.get(b, NOL)
        if abs(ada - harap) >= DEKAT:
            lain.append(f"{Bidang(b).label} {persen_pas(ada)} ({persen_pas(round(harap, 2))})")
    n = aturan[PORSI]
    pesan = _("Porsi sama dengan kesepakatan setempat.") if not lain else _("Porsi berbeda dari kesepakatan setempat.")
    return [Kekurangan("BLM-07", n.mode, not lain, pesan, "", n.sumber, listing(lain) if lain else "", "porsi")]


def faskel_findings(berkas: BerkasPencairan) -> list[Kekurangan]:
    """Handed over, every required paper there and right, and the gate of its tranche open. Source: BLM-22, BLM-30."""
    kertas = list(PeriksaKertas._base_manager.filter(berkas=berkas).order_by("urut"))
    alamat = tautan_blm.berkas(berkas.pk, "kertas")
    tiada = [k.nama for k in kertas if k.wajib and not k.ada]
    ragu = [k.nama for k in kertas if k.wajib and k.ada and k.benar is None]
    salah = [f"{k.nama} ({k.catatan})" for k in kertas if k.benar is False]
    return [
        as_missing(_find("BLM-22", berkas.diserahkan is not None, _("Berkas sudah diserahkan kepada Tim Faskel."),
                         tautan_blm.berkas(berkas.pk, "serahkan"), _("Menunggu Sekretaris BKM."))),
        _find("BLM-22", not tiada, _("Semua kertas wajib ada.") if not tiada else _("Kertas wajib belum semuanya ada."), alamat,
              listing(tiada) if tiada else ""),
        _find("BLM-22", not ragu, _("Semua kertas yang ada sudah diperiksa.") if not ragu
              else _("Benar atau salahnya belum diperiksa."), alamat, listing(ragu) if ragu else ""),
        _find("BLM-22", not salah, _("Tidak ada kertas yang salah.") if not salah else _("Ada kertas yang salah."), alamat,
              listing(salah) if salah else ""),
        *gate_of_file(berkas),
    ]  # fmt: skip


def gate_of_file(berkas: BerkasPencairan) -> list[Kekurangan]:
    """The gate of its tranche, for its own source. Source: BLM-30."""
    tahap = TahapBLM._base_manager.select_related("sppb__bkm").get(pk=berkas.tahap_id)
    return gate_of_tranche(tahap, sumber=berkas.sumber)


def _find(
    aturan: str, terpenuhi: bool, pesan: str, alamat: str = "", rincian: str = "", *, mode: Any = "block"
) -> Kekurangan:
    return Kekurangan(
        aturan=aturan, mode=mode, terpenuhi=terpenuhi, pesan=pesan, tautan="" if terpenuhi else alamat, sumber="C6, K5",
        rincian="" if terpenuhi else rincian,
    )  # fmt: skip


# -- answers to gates and conditions of the stages: one bulk lookup for all stages in question -------------------------


class BahanBLM:
    """What the answers read of the grant, fetched once for every Langkah of a Bahan. At most eleven queries."""

    def __init__(self, bahan: Bahan) -> None:
        self.kode = {x.wilayah_id for x in bahan.langkah}
        self.program = {(x.definisi.partition("@")[0], x.wilayah_id) for x in bahan.langkah}

    @cached_property
    def rekening(self) -> dict[str, RekeningBKM]:
        """The account in use by kelurahan."""
        baris = RekeningBKM._base_manager.filter(wilayah__in=self.kode, bkm__status="aktif", ditutup__isnull=True)
        return {r.wilayah_id: r for r in baris}

    @cached_property
    def tahap(self) -> dict[tuple[str, int, int], TahapBLM]:
        """Tranches of signed agreements by kelurahan, fiscal year and number, with their files."""
        berkas = BerkasPencairan._base_manager.exclude(status="batal").order_by("-sumber")
        baris = TahapBLM._base_manager.filter(wilayah__in=self.kode, sppb__status="ditandatangani")
        baris = baris.select_related("sppb").prefetch_related("dana", Prefetch("berkas", berkas))
        return {(t.wilayah_id, t.sppb.tahun_anggaran, t.ke): t for t in baris}

    @cached_property
    def terlambat(self) -> dict[Any, list[LPJTerbuka]]:
        """KSM that owe an account by agreement."""
        return late_accounts_many({t.sppb_id: t.sppb for t in self.tahap.values()}.values())

    @cached_property
    def diterima(self) -> dict[str, datetime.date]:
        """The day of the last money by kelurahan."""
        baris = BerkasPencairan._base_manager.filter(wilayah__in=self.kode, status="cair").order_by()
        return dict(baris.values_list("wilayah_id").annotate(h=Max("diterima_pada")))

    @cached_property
    def pertemuan(self) -> dict[str, Pertemuan]:
        """The first meeting after the last money in which it is reported, by kelurahan."""
        hasil: dict[str, Pertemuan] = {}
        if self.diterima:
            for p in open_meetings(self.diterima, min(self.diterima.values())):
                if p.tanggal is not None and p.tanggal > self.diterima[p.wilayah_id]:
                    hasil.setdefault(p.wilayah_id, p)
        return hasil

    @cached_property
    def nilai(self) -> dict[tuple[str, str], NilaiParameter]:
        """How strictly the open meeting holds, by programme and kelurahan."""
        kini = {k: today_in(k) for k in self.kode}
        semua = values_for_areas([PERTEMUAN], [(program, kode, kini[kode]) for program, kode in self.program])
        return {(program, kode): isi[PERTEMUAN] for (program, kode, _hari), isi in semua.items()}


def _facts(k: Konteks) -> BahanBLM:
    ada = getattr(k.bahan, "blm", None)
    if ada is None:
        ada = k.bahan.blm = BahanBLM(k.bahan)  # type: ignore[attr-defined]
    hasil: BahanBLM = ada
    return hasil


def tranche_of(k: Konteks) -> TahapBLM | None:
    """The tranche that a stage is about: as many as its putaran, of its calendar year or else of the next."""
    semua = _facts(k).tahap
    return next((t for kunci in keys_of(k.langkah) if (t := semua.get(kunci))), None)


def keys_of(langkah: Any) -> list[tuple[str, int, int]]:
    """Kelurahan, fiscal year and number of the tranche that a stage is about: of its calendar year or else of the next."""
    mulai = langkah.siklus.tahun_mulai if langkah.siklus is not None else langkah.tahun
    tahun = mulai + langkah.tahun_siklus - 1
    return [(langkah.wilayah_id, t, langkah.putaran) for t in (tahun, tahun + 1)]


def received_news(langkah: Sequence[Any]) -> dict[Any, str]:
    """Of stages S7 that nobody has opened, the last tranche on the account: that of the stage or a later one of its year.

    One query. Source: SIK-145, BLM-26.
    """
    baris = BerkasPencairan._base_manager.filter(wilayah__in={x.wilayah_id for x in langkah}, status="cair").order_by()
    ada: dict[tuple[str, int], int] = {}
    for kode, tahun, ke in baris.values_list("wilayah_id", "tahap__sppb__tahun_anggaran", "tahap__ke"):
        ada[kode, tahun] = max(ke, ada.get((kode, tahun), 0))
    terakhir = {x.pk: next((ada[k, t] for k, t, _ke in keys_of(x) if (k, t) in ada), 0) for x in langkah}
    return {
        x.pk: _("tahap %(ke)s diterima") % {"ke": ROMAWI[terakhir[x.pk]]}
        for x in langkah
        if terakhir[x.pk] >= x.putaran
    }


def _unsigned(k: Konteks) -> Jawaban:
    return Jawaban(False, _("SPPB tahun ini belum ditandatangani."), tautan_blm.kelurahan(k.langkah.wilayah_id))


def _late(k: Konteks, butir: Any, tahap: TahapBLM, sampai_ke: int) -> list[LPJTerbuka]:
    """Open accounts up to a tranche that no letter lets pass."""
    boleh = bool(k.parameter(butir.parameter).nilai) if butir.parameter else False
    semua = _facts(k).terlambat.get(tahap.sppb_id, [])
    return [x for x in semua if x.ke <= sampai_ke and not (boleh and x.dispensasi)]


def _named(lama: list[LPJTerbuka]) -> str:
    return _("%(n)d KSM: %(nama)s.") % {"n": len(lama), "nama": listing([x.ksm for x in lama])} if lama else ""


def account_known(k: Konteks, butir: Any) -> Jawaban:
    """The account of the BKM is entered. Source: SIK-141, BLM-24."""
    r = _facts(k).rekening.get(k.langkah.wilayah_id)
    return Jawaban(
        r is not None, r.bank if r else "", "" if r else tautan_blm.kelurahan(k.langkah.wilayah_id, "rekening")
    )


def earlier_accounted(k: Konteks, butir: Any) -> Jawaban:
    """Accounts of the tranches before this one; the first has none before it. Source: SIK-142, BLM-32, BLM-33."""
    if k.langkah.putaran == 1:
        return Jawaban(True, _("Tahap pertama tahun ini."))
    tahap = tranche_of(k)
    if tahap is None:
        return _unsigned(k)
    lama = _late(k, butir, tahap, tahap.ke - 1)
    return Jawaban(not lama, _named(lama), tautan_blm.tahap(tahap.pk) if lama else "")


def met_openly(k: Konteks, butir: Any) -> Jawaban:
    """Residents were told of the last money after it came; how strictly, the area says. Source: SIK-143, BLM-34."""
    if k.langkah.putaran == 1:
        return Jawaban(True, _("Tahap pertama tahun ini."))
    kode, fakta = k.langkah.wilayah_id, _facts(k)
    terakhir = fakta.diterima.get(kode)
    n = fakta.nilai[k.langkah.definisi.partition("@")[0], kode]
    mode = n.mode if n.diatur else None
    if terakhir is None:
        return Jawaban(False, _("Dana tahap sebelumnya belum diterima."), tautan_blm.kelurahan(kode), mode=mode)
    rapat = fakta.pertemuan.get(kode)
    rincian = str(rapat) if rapat else _("Sesudah dana diterima %(h)s.") % {"h": tulis_tanggal(terakhir)}
    return Jawaban(rapat is not None, rincian, "" if rapat else tautan_siklus.daftar_pertemuan(kode), mode=mode)


def file_complete(k: Konteks, butir: Any) -> Jawaban:
    """Every source of this tranche has a file that the Tim Faskel found complete and right. Source: SIK-144, BLM-22."""
    tahap = tranche_of(k)
    if tahap is None:
        return _unsigned(k)
    milik = {b.sumber: b for b in tahap.berkas.all()}
    belum = []
    for d in tahap.dana.all():
        b = milik.get(d.sumber)
        if b is None or b.status in {"disusun", "dikembalikan"}:
            belum.append(f"{d.get_sumber_display()}: {waits_for(b) if b else _('berkas belum disusun.')}")
    return Jawaban(not belum, " ".join(belum), tautan_blm.tahap(tahap.pk))


def tranche_received(k: Konteks, butir: Any) -> Jawaban:
    """Money of this tranche is on the account of the BKM. Source: SIK-145, BLM-26."""
    tahap = tranche_of(k)
    if tahap is None:
        return _unsigned(k)
    cair = [b for b in tahap.berkas.all() if b.status == "cair"]
    rincian = ", ".join(f"{b.get_sumber_display()} {rupiah(b.jumlah)} {tulis_tanggal(b.diterima_pada)}" for b in cair)
    return Jawaban(bool(cair), rincian, tautan_blm.tahap(tahap.pk))


def groups_accounted(k: Konteks, butir: Any) -> Jawaban:
    """Every KSM has accounted for what it got of this tranche, or a letter lets it pass. Source: SIK-147, BLM-32."""
    tahap = tranche_of(k)
    if tahap is None:
        return _unsigned(k)
    lama = _late(k, butir, tahap, tahap.ke)
    return Jawaban(not lama, _named(lama), lama[0].alamat if lama else "")
