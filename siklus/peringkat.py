"""The rank that the number of criteria met suggests; residents decide. Source: PS2-05."""

from __future__ import annotations

from decimal import Decimal

from inti.formats import share
from siklus.models import EntriPS2, Langkah, RefleksiButir
from wilayah.parameter import values_for
from wilayah.waktu import today_in

SANGAT_MISKIN, MISKIN = "ps2.sangat_miskin_min", "ps2.miskin_min"
BAWAAN = {SANGAT_MISKIN: Decimal(67), MISKIN: Decimal(34)}


def suggest_rank(terpenuhi: int, semua: int, *, sangat_miskin: Decimal, miskin: Decimal) -> str:
    """Rank by the share of criteria met, in percent of all agreed ones; "" while there are none. Source: PS2-05."""
    bagian = share(terpenuhi, semua)
    if bagian is None or terpenuhi == 0:
        return ""
    if bagian >= sangat_miskin:
        return EntriPS2.Peringkat.SANGAT_MISKIN
    return EntriPS2.Peringkat.MISKIN if bagian >= miskin else EntriPS2.Peringkat.RENTAN


def thresholds(langkah: Langkah) -> dict[str, Decimal]:
    """The two thresholds (percent) of an area today, as `suggest_rank` takes them. One query."""
    nilai = values_for(
        BAWAAN, definisi=langkah.definisi.partition("@")[0], kode_wilayah=langkah.wilayah_id,
        tanggal=today_in(langkah.wilayah_id),
    )  # fmt: skip
    angka = {k: BAWAAN[k] if (n := nilai[k].angka) is None else Decimal(n) for k in BAWAAN}
    return {"sangat_miskin": angka[SANGAT_MISKIN], "miskin": angka[MISKIN]}


def suggest_for(langkah: Langkah, terpenuhi: int) -> str:
    """The suggestion for a household of this stage's kelurahan that meets so many criteria. Two queries."""
    semua = RefleksiButir.objects.filter(
        wilayah_id=langkah.wilayah_id, langkah__siklus=langkah.siklus_id, jenis="kriteria_kemiskinan",
        cakupan="rumah_tangga", disepakati=True, status="sah",
    ).count()  # fmt: skip
    return suggest_rank(terpenuhi, semua, **thresholds(langkah))
