"""What a stage's page says of the Refleksi and the Pemetaan Swadaya: one line per part."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inti.registry import KartuBagian
from siklus.models import Bidang, Langkah
from siklus.queries_hasil import cards_data


def result_cards(langkah: Langkah, user: Any) -> list[KartuBagian]:
    """Cards of S2 and S3; nothing for other stages."""
    fungsi = {s.fungsi for s in langkah.aturan_main.syarat}
    if "siklus.refleksi_terisi" in fungsi:
        n = cards_data(langkah)
        return [
            KartuBagian(
                _("Hasil refleksi"),
                reverse("siklus:refleksi", args=[langkah.pk]),
                _("%(n)d butir diskusi menunggu disatukan.") % {"n": n["menunggu"]} if n["menunggu"] else "",
                _("%(n)d disepakati") % {"n": n["sepakat"]},
                n["sepakat"] > 0 and not n["menunggu"],
            )
        ]
    if "siklus.pemetaan_terisi" not in fungsi:
        return []
    n = cards_data(langkah)
    return [
        KartuBagian(
            _("Masalah"),
            reverse("siklus:masalah", args=[langkah.pk]),
            _("%(n)d dari lima bidang sudah disepakati atau dinyatakan tanpa masalah.") % {"n": n["bidang"]},
            str(n["masalah"]),
            n["bidang"] == len(Bidang.values),
        ),
        KartuBagian(
            _("Potensi"), reverse("siklus:potensi", args=[langkah.pk]), "", str(n["potensi"]), n["potensi"] > 0
        ),
        KartuBagian(_("Peta"), reverse("siklus:peta", args=[langkah.pk]), "", str(n["peta"]), n["peta"] > 0, "peta"),
    ]
