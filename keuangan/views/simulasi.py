"""The loan calculator of a UPK: schedule, share of each member, ability to pay, text for WhatsApp, paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar
from inti.formats import angka, rupiah, tanggal
from inti.tabel import Kolom
from keuangan.forms.simulasi import BULAT_ANGGOTA, SimulasiForm
from keuangan.hitung.jadwal import (
    Jadwal,
    Ketentuan,
    Metode,
    Pembulatan,
    ability_to_pay,
    build_jadwal,
    build_member_jadwal,
    equal_parts,
    require_affordable,
    split_jadwal,
)
from keuangan.views.kalkulator import CetakMixin, KalkulatorView

KOLOM_JADWAL = (
    Kolom("ke", gettext_lazy("Ke"), "angka"),
    Kolom("jatuh_tempo", gettext_lazy("Jatuh tempo"), "tanggal"),
    Kolom("pokok", gettext_lazy("Pokok"), "rupiah"),
    Kolom("jasa", gettext_lazy("Jasa"), "rupiah"),
    Kolom("angsuran", gettext_lazy("Angsuran"), "rupiah"),
    Kolom("sisa_pokok", gettext_lazy("Sisa pokok"), "rupiah"),
)
KOLOM_ANGGOTA = (
    Kolom("nomor", gettext_lazy("Anggota ke"), "angka"),
    Kolom("pokok", gettext_lazy("Bagian pinjaman"), "rupiah"),
    Kolom("pertama", gettext_lazy("Angsuran pertama"), "rupiah"),
    Kolom("terakhir", gettext_lazy("Angsuran terakhir"), "rupiah"),
    Kolom("jasa", gettext_lazy("Jumlah jasa"), "rupiah"),
    Kolom("total", gettext_lazy("Jumlah dibayar"), "rupiah"),
)


@dataclass(frozen=True)
class BarisAnggota:
    """One member's share, in rupiah."""

    nomor: int
    pokok: Decimal
    pertama: Decimal
    terakhir: Decimal
    jasa: Decimal
    total: Decimal


@dataclass(frozen=True)
class Kemampuan:
    """Ability to pay in rupiah a month against the largest instalment; `pesan` says what to do when it is not enough."""

    kemampuan: Decimal
    angsuran: Decimal
    pesan: str = ""

    @property
    def cukup(self) -> bool:
        """Whether the instalment can be borne."""
        return not self.pesan


@dataclass(frozen=True)
class Simulasi:
    """One simulated loan."""

    ketentuan: Ketentuan
    jadwal: Jadwal
    anggota: tuple[BarisAnggota, ...]
    kemampuan: Kemampuan | None

    @property
    def jumlah_jadwal(self) -> list[Any]:
        """Foot of the schedule."""
        j = self.jadwal
        return [_("Jumlah"), "", rupiah(j.total_pokok), rupiah(j.total_jasa), rupiah(j.total), ""]

    @property
    def jumlah_anggota(self) -> list[Any]:
        """Foot of the members' table: it equals the group's schedule."""
        kolom = ("pokok", "pertama", "terakhir", "jasa", "total")
        return [_("Jumlah"), *(rupiah(sum(getattr(a, k) for a in self.anggota)) for k in kolom)]

    @property
    def pertama(self) -> Decimal:
        """First instalment in rupiah."""
        return self.jadwal.baris[0].angsuran

    @property
    def terakhir(self) -> Decimal:
        """Last instalment in rupiah."""
        return self.jadwal.baris[-1].angsuran

    @property
    def syarat(self) -> list[tuple[str, str]]:
        """The terms in words."""
        k = self.ketentuan
        return [
            (_("Pokok pinjaman"), rupiah(k.pokok)),
            (_("Jasa"), _("%(persen)s %% per bulan") % {"persen": percent_text(k.jasa_persen_per_bulan)}),
            (_("Cara menghitung jasa"), str(Metode(k.metode).label)),
            (_("Jangka waktu"), _("%(n)d bulan") % {"n": k.tenor_bulan}),
            (_("Tanggal cair"), tanggal(k.tanggal_cair)),
            (_("Pembulatan"), str(Pembulatan(k.pembulatan).label)),
        ]


def percent_text(persen: Decimal) -> str:
    """A rate as people say it: 1,5 and not 1,50."""
    return angka(persen.normalize()) if persen != persen.to_integral_value() else angka(persen, 0)


def simulate(data: dict[str, Any]) -> Simulasi:
    """The loan of a well filled form. Raises IsianSalah, AturanDilanggar. Source: KEU-41 to KEU-48."""
    nama = ("pokok", "jasa_persen_per_bulan", "tenor_bulan", "tanggal_cair", "metode", "pembulatan")
    ketentuan = Ketentuan(**{n: data[n] for n in nama})
    anggota: Sequence[Jadwal] = ()
    if not data["anggota"]:
        jadwal = build_jadwal(ketentuan)
    elif data["dibulatkan"] == BULAT_ANGGOTA:
        jadwal, anggota = build_member_jadwal(ketentuan, equal_parts(ketentuan.pokok, data["anggota"]))
    else:
        jadwal = build_jadwal(ketentuan)
        anggota = split_jadwal(jadwal, equal_parts(ketentuan.pokok, data["anggota"]))
    terbesar = max((a.angsuran_terbesar for a in anggota), default=jadwal.angsuran_terbesar)
    return Simulasi(
        ketentuan,
        jadwal,
        tuple(
            BarisAnggota(i, a.total_pokok, a.baris[0].angsuran, a.baris[-1].angsuran, a.total_jasa, a.total)
            for i, a in enumerate(anggota, start=1)
        ),
        check_ability(terbesar, data["penghasilan"], data["biaya"]),
    )


def check_ability(angsuran: Decimal, penghasilan: Decimal | None, biaya: Decimal | None) -> Kemampuan | None:
    """The check of KEU-47 for the screen; None where income is not given."""
    if penghasilan is None:
        return None
    kemampuan = ability_to_pay(penghasilan, biaya or Decimal(0))
    try:
        require_affordable(angsuran, kemampuan)
    except AturanDilanggar as galat:
        return Kemampuan(kemampuan, angsuran, galat.pesan)
    return Kemampuan(kemampuan, angsuran)


def share_text(s: Simulasi) -> str:
    """The result as a message for WhatsApp: asterisks are bold there."""
    akhir = s.jadwal.baris[-1]
    baris = [
        _("*Simulasi pinjaman KSM*"),
        *(f"{label}: {isi}" for label, isi in s.syarat),
        "",
        _("Angsuran pertama %(jumlah)s, jatuh tempo %(hari)s")
        % {"jumlah": rupiah(s.pertama), "hari": tanggal(s.jadwal.baris[0].jatuh_tempo)},
        _("Angsuran terakhir %(jumlah)s, jatuh tempo %(hari)s")
        % {"jumlah": rupiah(akhir.angsuran), "hari": tanggal(akhir.jatuh_tempo)},
        _("Jumlah jasa %(jasa)s, seluruhnya dibayar %(total)s")
        % {"jasa": rupiah(s.jadwal.total_jasa), "total": rupiah(s.jadwal.total)},
    ]
    if s.anggota:
        baris.append(
            _("Tiap anggota (%(n)d orang): angsuran pertama %(jumlah)s")
            % {"n": len(s.anggota), "jumlah": rupiah(s.anggota[0].pertama)}
        )
    return "\n".join([*baris, "", _("Ini simulasi, belum perjanjian.")])


class SimulasiView(KalkulatorView):
    """The calculator on the screen."""

    template_name = "keuangan/simulasi.html"
    form_class = SimulasiForm
    wajib = "pokok"
    cetak_url = "keuangan:simulasi-cetak"

    def compute(self, data: dict[str, Any]) -> Simulasi:
        return simulate(data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        s = kwargs.get("hasil")
        return super().get_context_data(
            judul=_("Simulasi pinjaman"),
            kolom_jadwal=KOLOM_JADWAL,
            kolom_anggota=KOLOM_ANGGOTA,
            teks_wa=share_text(s) if s else "",
            **kwargs,
        )


class SimulasiCetakView(CetakMixin, SimulasiView):
    """The calculator on paper."""

    templat, layar = "keuangan/simulasi_cetak.html", "keuangan:simulasi"

    def paper(self, hasil: Simulasi) -> dict[str, Any]:
        return {"judul": "Simulasi pinjaman KSM", "s": hasil}
