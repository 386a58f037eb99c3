"""The three calculators by API: nothing is read from or written to the database, so no key is needed. Source: KEU-78."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from inti.errors import AturanDilanggar, IsianSalah
from keuangan.hitung.alokasi import replay
from keuangan.hitung.jadwal import JASA_MAKS, TENOR_MAKS, Ketentuan, Metode, Pembulatan, build_jadwal
from keuangan.hitung.kinerja import Bahan, Kategori, measure
from keuangan.hitung.kolektibilitas import Kelas, Penilaian, assess, recap

PINJAMAN_MAKS = 500
BAYAR_MAKS = 240
BAYAR_SEMUA_MAKS = 6_000
T = TypeVar("T")


def money(**kwargs: Any) -> serializers.DecimalField:
    """An amount in rupiah that comes in: text with at most two decimals."""
    return serializers.DecimalField(max_digits=18, decimal_places=2, **kwargs)


def amount(**kwargs: Any) -> serializers.DecimalField:
    """A figure that goes out, rupiah or percent: text with two decimals, half up."""
    return serializers.DecimalField(max_digits=None, decimal_places=2, rounding=ROUND_HALF_UP, **kwargs)


# -- the schedule of a loan ------------------------------------------------------------------------------------------


class KetentuanSerializer(serializers.Serializer):
    """The terms of one loan."""

    pokok = money(help_text="Rupiah utuh.")
    jasa_persen_per_bulan = serializers.DecimalField(
        max_digits=7, decimal_places=4, min_value=0, max_value=JASA_MAKS, help_text="Persen per bulan, misalnya 1.5."
    )
    metode = serializers.ChoiceField(choices=Metode.choices, default=Metode.FLAT)
    tenor_bulan = serializers.IntegerField(min_value=1, max_value=TENOR_MAKS)
    tanggal_cair = serializers.DateField()
    pembulatan = serializers.ChoiceField(choices=Pembulatan.choices, default=Pembulatan.RUPIAH)


class AngsuranSerializer(serializers.Serializer):
    """One instalment; `sisa_pokok` is what remains after it."""

    ke = serializers.IntegerField()
    jatuh_tempo = serializers.DateField()
    pokok = amount()
    jasa = amount()
    angsuran = amount()
    sisa_pokok = amount()


class SimulasiSerializer(serializers.Serializer):
    """The schedule with its sums."""

    jadwal = AngsuranSerializer(many=True, source="baris")
    total_pokok = amount()
    total_jasa = amount()
    total = amount()


class SimulasiView(APIView):
    """POST pinjaman/simulasi/: the schedule of a loan that does not exist yet."""

    @extend_schema(
        request=KetentuanSerializer,
        responses={200: SimulasiSerializer},
        description="Jadwal angsuran dari ketentuan pinjaman; tidak ada yang disimpan.",
    )
    def post(self, request: Request) -> Response:
        isi = checked(KetentuanSerializer, request)
        return Response(SimulasiSerializer(build_jadwal(Ketentuan(**isi))).data)


# -- collectibility of a portfolio -----------------------------------------------------------------------------------


class BayarSerializer(serializers.Serializer):
    """One payment received."""

    tanggal = serializers.DateField()
    jumlah = money(help_text="Rupiah utuh.")


class PinjamanHitungSerializer(KetentuanSerializer):
    """One loan with what was paid on it; `ref` comes back unchanged."""

    ref = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    pembayaran = BayarSerializer(many=True, max_length=BAYAR_MAKS, required=False, default=list)  # type: ignore[call-arg]


class PortofolioSerializer(serializers.Serializer):
    """Loans and the day on which they are judged."""

    pinjaman = PinjamanHitungSerializer(many=True, min_length=1, max_length=PINJAMAN_MAKS)  # type: ignore[call-arg]
    per_tanggal = serializers.DateField()

    def validate_pinjaman(self, nilai: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Not more payments at once than one answer can carry."""
        if sum(len(p["pembayaran"]) for p in nilai) > BAYAR_SEMUA_MAKS:
            raise serializers.ValidationError(
                _("Paling banyak %(n)d pembayaran sekali hitung. Kirim pinjamannya dalam beberapa bagian.")
                % {"n": BAYAR_SEMUA_MAKS}
            )
        return nilai


class PenilaianSerializer(serializers.Serializer):
    """One loan judged: balance, arrears in rupiah, in instalments and by age, class, reserve."""

    ref = serializers.CharField()
    saldo_pokok = amount()
    tunggakan_pokok = amount(source="tunggakan.pokok")
    tunggakan_jasa = amount(source="tunggakan.jasa")
    kali = amount(source="tunggakan.kali")
    umur = amount(source="tunggakan.umur")
    menunggak_sejak = serializers.DateField(source="tunggakan.sejak", allow_null=True)
    kelas = serializers.ChoiceField(choices=Kelas.choices)
    nomor_kelas = serializers.IntegerField(source="kelas.nomor")
    cadangan_persen = amount()
    cadangan = amount()
    lunas = serializers.BooleanField()


class BarisKelasSerializer(serializers.Serializer):
    """The loans of one class together."""

    kelas = serializers.ChoiceField(choices=Kelas.choices)
    nomor_kelas = serializers.IntegerField(source="kelas.nomor")
    jumlah = serializers.IntegerField()
    saldo_pokok = amount()
    cadangan_persen = amount()
    cadangan = amount()


class RekapSerializer(serializers.Serializer):
    """The portfolio: by class, and the figures that the KPI ask for."""

    kelas = BarisKelasSerializer(many=True)
    saldo_pokok = amount()
    tunggakan_pokok = amount()
    tunggakan_jasa = amount()
    cadangan = amount()
    ksm_berpinjaman = serializers.IntegerField()
    ksm_menunggak_3 = serializers.IntegerField()
    saldo_menunggak_3 = amount()
    tunggakan_3 = amount()


class KolektibilitasSerializer(serializers.Serializer):
    """Every loan in the order it was sent, and their sums."""

    per_tanggal = serializers.DateField()
    pinjaman = PenilaianSerializer(many=True)
    total = RekapSerializer()


class KolektibilitasView(APIView):
    """POST kolektibilitas/hitung/: class, arrears, age and reserve of loans on a day."""

    @extend_schema(
        request=PortofolioSerializer,
        responses={200: KolektibilitasSerializer},
        description="Kolektibilitas dan cadangan risiko per tanggal; pembayaran sesudah tanggal itu tidak dihitung. "
        "Tidak ada yang disimpan.",
    )
    def post(self, request: Request) -> Response:
        isi = checked(PortofolioSerializer, request)
        hari = isi["per_tanggal"]
        hasil = [located(i, lambda p=p: _judge(p, hari)) for i, p in enumerate(isi["pinjaman"])]  # type: ignore[misc]
        baris = [{"ref": p["ref"], **vars(h)} for p, h in zip(isi["pinjaman"], hasil, strict=True)]
        return Response(KolektibilitasSerializer({"per_tanggal": hari, "pinjaman": baris, "total": recap(hasil)}).data)


def _judge(isi: dict[str, Any], hari: Any) -> Penilaian:
    """One loan of the request on that day. Raises IsianSalah, AturanDilanggar."""
    ketentuan = Ketentuan(**{k: v for k, v in isi.items() if k not in {"ref", "pembayaran"}})
    if hari < ketentuan.tanggal_cair:
        raise IsianSalah({"tanggal_cair": [_("Pinjaman ini belum cair pada tanggal penilaian. Periksa tanggalnya.")]})
    bayar = [(b["tanggal"], b["jumlah"]) for b in isi["pembayaran"]]
    tagihan = replay(build_jadwal(ketentuan), bayar, tanggal_cair=ketentuan.tanggal_cair, per_tanggal=hari)
    return assess(tagihan, hari)


def located(nomor: int, hitung: Callable[[], T]) -> T:
    """Run a calculation about one loan of a list; a refusal says which loan it is about."""
    try:
        return hitung()
    except IsianSalah as galat:
        raise IsianSalah({f"pinjaman.{nomor}.{bidang}": pesan for bidang, pesan in galat.galat.items()}) from galat
    except AturanDilanggar as galat:
        rincian = {**galat.rincian, "pinjaman": nomor}
        raise AturanDilanggar(galat.pesan, aturan=galat.aturan, rincian=rincian) from galat


# -- performance of a UPK --------------------------------------------------------------------------------------------


class BahanSerializer(serializers.Serializer):
    """What the KPI of a month are made of."""

    ksm_berpinjaman = serializers.IntegerField(min_value=0, max_value=1_000_000)
    ksm_menunggak_3 = serializers.IntegerField(
        min_value=0, max_value=1_000_000, help_text="KSM dengan tunggakan tiga angsuran atau lebih."
    )
    saldo_pinjaman = money()
    saldo_menunggak_3 = money(help_text="Seluruh saldo pinjaman KSM yang menunggak tiga angsuran atau lebih.")
    tunggakan_3 = money(help_text="Bagian yang sudah lewat jatuh tempo dari pinjaman itu.")
    pendapatan = money(help_text="Sejak Januari.")
    biaya = money(help_text="Sejak Januari.")
    laba = money(help_text="Laba bersih sejak Januari; boleh negatif.")
    modal = money(help_text="Seluruh modal.")
    bulan = serializers.IntegerField(min_value=1, max_value=12)


class NilaiSerializer(serializers.Serializer):
    """One figure in percent with its band; both null where there is nothing to divide by."""

    nilai = amount(allow_null=True)
    kategori = serializers.ChoiceField(choices=Kategori.choices, allow_null=True)


class KinerjaSerializer(serializers.Serializer):
    """The five figures."""

    lar = NilaiSerializer()
    par = NilaiSerializer()
    rr = NilaiSerializer()
    ccr = NilaiSerializer()
    roi = NilaiSerializer()


class KinerjaView(APIView):
    """POST kinerja-upk/hitung/: LAR, PAR, RR, CCr and ROI of a month with their bands."""

    @extend_schema(
        request=BahanSerializer,
        responses={200: KinerjaSerializer},
        description="Kinerja UPK satu bulan; kategori dinilai dari angka yang belum dibulatkan. Tidak ada yang disimpan.",
    )
    def post(self, request: Request) -> Response:
        return Response(KinerjaSerializer(measure(Bahan(**checked(BahanSerializer, request)))).data)


def checked(serializer: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    """The body as the calculator takes it. Raises ValidationError (400)."""
    masuk = serializer(data=request.data)
    masuk.is_valid(raise_exception=True)
    return dict(masuk.validated_data)
