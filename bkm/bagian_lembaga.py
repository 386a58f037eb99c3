"""The lines of the residents' body on the pages of S4 and S4b."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bkm import izin
from bkm import tautan_lembaga as tautan
from bkm.queries import bkm_aktif, evaluation_of, roster, statutes_of, winners_of
from inti.registry import KartuBagian
from siklus.models import Langkah


def parts(langkah: Langkah, user: Any) -> list[KartuBagian]:
    """Readiness, statutes, installing and koordinator on S4; units and secretariat on S4b; nothing elsewhere."""
    if langkah.kode not in {"S4", "S4b"} or not user.may(izin.LIHAT, langkah):
        return []
    return _of_s4(langkah) if langkah.kode == "S4" else _of_s4b(langkah)


def _of_s4(langkah: Langkah) -> list[KartuBagian]:
    e, ad = evaluation_of(langkah.pk), statutes_of(langkah.pk)
    bkm = bkm_aktif(langkah.wilayah_id)
    s = roster(bkm) if bkm is not None else None
    dari_sini = s is not None and s.kepengurusan is not None and s.kepengurusan.langkah_id == langkah.pk
    hasil = [
        KartuBagian(
            judul=_("Evaluasi kesiapan"),
            url=tautan.kesiapan(langkah.pk),
            keterangan=(_("Siap membentuk BKM") if e.siap else _("Belum siap"))
            if e
            else _("Ditulis sebelum langkah dimulai."),
            lengkap=e is not None and e.siap,
            ikon="cek",
        ),
        KartuBagian(
            judul=_("Anggaran Dasar"),
            url=tautan.ad(langkah.pk),
            keterangan=ad.get_status_display() if ad else _("Disusun pokja perumus AD, disahkan rembug."),
            lengkap=ad is not None and ad.status == "disahkan",
            ikon="dokumen",
        ),
    ]
    if dari_sini and s is not None:
        teks = (
            _("%(bkm)s; koordinator sudah dipilih") % {"bkm": s.bkm}
            if s.koordinator
            else _("%(bkm)s; koordinator belum dipilih") % {"bkm": s.bkm}
        )
        url = tautan.bkm(langkah.wilayah_id) if s.koordinator else tautan.rapat_koordinator(langkah.pk)
        lengkap, angka = s.koordinator is not None, _("%(n)d anggota") % {"n": len(s.anggota)}
    else:
        terpilih = len(winners_of(langkah.pk))
        teks = (
            _("%(n)d anggota terpilih; beri nama dan kukuhkan.") % {"n": terpilih}
            if terpilih
            else _("Sesudah hasil pemilihan kelurahan sah.")
        )
        url, lengkap, angka = tautan.pengukuhan(langkah.pk), False, ""
    hasil.append(
        KartuBagian(judul=_("Pengukuhan BKM"), url=url, keterangan=teks, angka=angka, lengkap=lengkap, ikon="kelompok")
    )
    return hasil


def _of_s4b(langkah: Langkah) -> list[KartuBagian]:
    bkm = bkm_aktif(langkah.wilayah_id)
    s = roster(bkm) if bkm is not None else None
    petugas: list[Any] = [p for u in s.unit.values() for p in u.petugas_aktif] if s else []  # type: ignore[attr-defined]
    up = len(petugas)
    berisi = {j for j, u in s.unit.items() if u.petugas_aktif} if s else set()  # type: ignore[attr-defined]
    staf = len(s.petugas) if s else 0
    return [
        KartuBagian(
            judul=_("Susunan UP dan Sekretariat"),
            url=tautan.susunan(langkah.pk),
            keterangan=_("%(up)d petugas UP, %(staf)d petugas Sekretariat") % {"up": up, "staf": staf}
            if s
            else _("Kukuhkan BKM lebih dulu."),
            lengkap=berisi == {"upk", "upl", "ups"} and staf > 0,
            ikon="kelompok",
        )
    ]
