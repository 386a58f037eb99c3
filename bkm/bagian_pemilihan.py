"""The lines of the election on the page of S4. Source: arsitektur, parts of a stage's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bkm import izin
from bkm import tautan_pemilihan as tautan
from bkm.models.pemilihan import FINAL, Tingkat
from bkm.queries_pemilihan import committee, panitia_of, pemilihan_of, places, tatib_of
from inti.formats import angka, persen
from inti.registry import KartuBagian
from siklus.models import Langkah


def parts(langkah: Langkah, user: Any) -> list[KartuBagian]:
    """Panitia, tata tertib and election; nothing on other stages."""
    if langkah.kode != "S4" or not user.may(izin.LIHAT, langkah):
        return []
    return [_committee(langkah), _rules(langkah), _election(langkah)]


def _committee(langkah: Langkah) -> KartuBagian:
    anggota = [a for a in committee(panitia_of(langkah.pk)) if a.status == "sah"]
    perempuan = sum(a.jenis_kelamin == "P" for a in anggota)
    teks = _("%(p)d perempuan, %(m)d warga miskin") % {"p": perempuan, "m": sum(a.miskin for a in anggota)}
    return KartuBagian(
        judul=_("Panitia"),
        url=tautan.panitia(langkah.pk),
        keterangan=teks if anggota else _("Ketua, sekretaris, bendahara, dan tiga pokja yang dipilih warga."),
        angka=_("%(n)d orang") % {"n": len(anggota)} if anggota else "",
        lengkap=bool(anggota),
        ikon="kelompok",
    )


def _rules(langkah: Langkah) -> KartuBagian:
    t = tatib_of(langkah.pk)
    teks = _("Nama pada surat suara, utusan setiap RT, dan jumlah anggota BKM.")
    if t is not None:
        teks = _("%(nama)d nama pada surat suara RT, %(utusan)d utusan setiap RT, %(anggota)d anggota BKM") % {
            "nama": t.nama_basis, "utusan": t.utusan_per_basis, "anggota": t.jumlah_anggota,
        }  # fmt: skip
    return KartuBagian(
        judul=_("Tata tertib pemilihan"),
        url=tautan.tatib(langkah.pk),
        keterangan=teks,
        lengkap=t is not None and t.disepakati is not None,
        ikon="dokumen",
    )


def _election(langkah: Langkah) -> KartuBagian:
    pemilihan = pemilihan_of(langkah.pk)
    if pemilihan is None:
        return KartuBagian(
            judul=_("Meja pemilihan"),
            url=tautan.meja(langkah.pk),
            keterangan=_("TPS setiap RT, hitungan suara, utusan, dan anggota BKM."),
            lengkap=False,
            ikon="orang",
        )
    baris = places(pemilihan)
    rt = [b for b in baris if b.tps.tingkat == Tingkat.BASIS]
    selesai = sum(b.tps.status in FINAL for b in rt)
    pemilih, dewasa = sum(b.pemilih or 0 for b in rt), sum(b.daftar or 0 for b in rt)
    teks = _("%(pemilih)s pemilih dari %(dewasa)s warga dewasa (%(persen)s)") % {
        "pemilih": angka(pemilih), "dewasa": angka(dewasa), "persen": persen(pemilih * 100 / dewasa if dewasa else None),
    }  # fmt: skip
    return KartuBagian(
        judul=_("Meja pemilihan"),
        url=tautan.meja(langkah.pk),
        keterangan=teks,
        angka=_("%(a)d dari %(b)d TPS") % {"a": selesai, "b": len(rt)},
        lengkap=all(b.tps.status in FINAL for b in baris),
        ikon="orang",
    )
