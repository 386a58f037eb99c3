"""Counting the cash: what lies in the box, by denomination, beside what the book says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.formats import rupiah
from inti.izin import may
from inti.unit_kerja import aksi, catat
from keuangan import izin
from keuangan.actions.umum import BUKUKAN, SETUJUI, take_buku
from keuangan.models import Buku, HitungKas
from keuangan.pecahan import LEMBAR_MAKS, PECAHAN, worth
from keuangan.queries import balance_of, chart_by_code
from siklus.actions.umum import author, client_id, field_date, needed
from wilayah.actions.umum import constraint_says

KAS_UTAMA = "11010"


def may_count(buku: Buku, oleh: Any) -> bool:
    """Whoever holds the cash, books or approves in that unit may count it. Source: KEU-84."""
    boleh = [BUKUKAN[buku.unit], SETUJUI[buku.unit], *([izin.CATAT_KAS_UPK] if buku.unit == "upk" else [])]
    return any(may(oleh, i, buku) for i in boleh)


@aksi
def count_kas(
    buku: Buku,
    *,
    oleh: Any,
    tanggal: datetime.date,
    lembar: Mapping[str, int],
    penghitung: str,
    saksi: str,
    penjelasan: str = "",
    akun: str = KAS_UTAMA,
    id: Any = None,
) -> HitungKas:
    """Record one cash count: pieces per denomination, two names; the book balance of that moment is computed with it.

    Raises: Buku.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (KEU-81, KEU-82). Source: KEU-80 to KEU-84.
    """
    milik = take_buku(buku, oleh=oleh, perlu=izin.LIHAT_BUKU)
    if not may_count(milik, oleh):
        raise TidakBerwenang
    hari = field_date(tanggal, milik.wilayah_id)
    if hari < milik.mulai:
        raise IsianSalah({"tanggal": [_("Hari ini sebelum buku mulai.")]})
    pilih = chart_by_code(milik).get(akun)
    if pilih is None or pilih.kas_bank != "kas":
        raise IsianSalah({"akun": [_("Pilih akun kas yang dihitung.")]})
    isi = _pieces(lembar)
    nama = _two_people(penghitung, saksi)
    selisih = worth(isi) - balance_of(milik, pilih.kode, hari)
    penjelasan = " ".join(penjelasan.split())[:300]
    if selisih and not penjelasan:
        raise AturanDilanggar(_unexplained(selisih), aturan="KEU-81")
    hitung = HitungKas(
        buku=milik, wilayah_id=milik.wilayah_id, akun=pilih, tanggal=hari, lembar=isi, penjelasan=penjelasan,
        penghitung=nama[0], saksi=nama[1], **author(oleh), **client_id(id),
    )  # fmt: skip
    with constraint_says({"hitung_kas_selisih_dijelaskan": AturanDilanggar(_unexplained(selisih), aturan="KEU-81")}):
        hitung.save(force_insert=True)
    hasil = HitungKas.objects.get(pk=hitung.pk)  # jumlah, saldo_buku and selisih come from the trigger
    rincian = {"jumlah": str(hasil.jumlah), "saldo_buku": str(hasil.saldo_buku), "tanggal": str(hari)}
    catat("keuangan.hitung_kas.dicatat", hasil, alasan=penjelasan, rincian=rincian)
    return hasil


def _pieces(lembar: Mapping[str, int]) -> dict[str, int]:
    """Counted pieces without the empty rows. Raises: IsianSalah naming the denomination."""
    for kode, n in lembar.items():
        if kode not in PECAHAN:
            raise IsianSalah({"lembar": [_("Pecahan %(kode)s tidak dikenal.") % {"kode": kode}]})
        if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n <= LEMBAR_MAKS:
            raise IsianSalah({kode: [_("Isi banyak lembar atau keping, bilangan bulat.")]})
    return {kode: n for kode, n in lembar.items() if n}


def _two_people(penghitung: str, saksi: str) -> tuple[str, str]:
    """Raises: IsianSalah, AturanDilanggar (KEU-82)."""
    satu = needed(" ".join(penghitung.split()), bidang="penghitung", pesan=_("Isi nama yang menghitung."))[:150]
    dua = needed(" ".join(saksi.split()), bidang="saksi", pesan=_("Isi nama yang menyaksikan."))[:150]
    if satu.lower() == dua.lower():
        raise AturanDilanggar(_("Kas dihitung dua orang: isi saksi dengan nama orang lain."), aturan="KEU-82")
    return satu, dua


def _unexplained(selisih: Any) -> str:
    kata = _("lebih") if selisih > 0 else _("kurang")
    return _("Uang %(kata)s %(n)s dari buku. Hitung sekali lagi, atau jelaskan selisihnya.") % {
        "kata": kata, "n": rupiah(abs(selisih)),
    }  # fmt: skip
