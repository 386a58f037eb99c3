"""What the page of S5 shows of groups: one line each for groups, members, rules and reviews. Source: SIK-131, KSM-11."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inti.izin import may
from inti.registry import KartuBagian
from ksm import izin, tautan
from ksm.models import CeklisKSM
from ksm.queries import measures, states_of
from siklus.gerbang import listing


def cards(langkah: Any, user: Any) -> list[KartuBagian]:
    """The parts of S5; none for other stages. Three queries."""
    if langkah.kode != "S5" or not may(user, izin.LIHAT, langkah):
        return []
    kode = langkah.wilayah_id
    keadaan = states_of([kode])[kode]
    ukuran = measures(kode, langkah.tanggal_mulai)
    ksm, alamat = keadaan.ksm, tautan.kelurahan(kode)
    if not ksm:
        return [
            KartuBagian(
                _("KSM"), tautan.kelurahan(kode, "baru"), _("Belum ada KSM yang terdaftar."), lengkap=False,
                ikon="kelompok", tombol=_("Daftarkan"),
            )
        ]  # fmt: skip
    kecil, tanpa = keadaan.too_small(ukuran.anggota_min), keadaan.without_rules()
    ditinjau = set(CeklisKSM.objects.filter(ksm__in=ksm, status="sah").values_list("ksm", flat=True).distinct())
    belum = [k for k in ksm if k.pk not in ditinjau]
    laki, perempuan = keadaan.total("l"), keadaan.total("p")
    lama = sum(k.asal == "sudah_ada" for k in ksm)
    return [
        KartuBagian(
            _("KSM"), alamat, _("%(lama)d kelompok yang sudah ada, %(baru)d kelompok baru.") % {
                "lama": lama, "baru": len(ksm) - lama,
            }, str(len(ksm)), True, "kelompok",
        ),
        KartuBagian(
            _("Anggota"), _first(kecil, alamat, "anggota"),
            _("Anggotanya kurang dari %(n)d orang: %(nama)s.") % {
                "n": ukuran.anggota_min, "nama": listing([k.nama for k in kecil]),
            } if kecil else "",
            _("%(l)d L, %(p)d P") % {"l": laki, "p": perempuan}, not kecil, "orang",
        ),
        KartuBagian(
            _("Aturan main"), _first(tanpa, alamat, "aturan"),
            _("Belum: %(nama)s.") % {"nama": listing([k.nama for k in tanpa])} if tanpa else "",
            _("%(n)d dari %(semua)d") % {"n": len(ksm) - len(tanpa), "semua": len(ksm)}, not tanpa,
        ),
        KartuBagian(
            _("Tinjauan kelompok"), _first(belum, alamat, ""),
            _("Belum ditinjau: %(nama)s.") % {"nama": listing([k.nama for k in belum])} if belum else "",
            _("%(n)d dari %(semua)d") % {"n": len(ksm) - len(belum), "semua": len(ksm)}, not belum,
        ),
    ]  # fmt: skip


def _first(kurang: list[Any], alamat: str, bagian: str) -> str:
    """Where the lacking thing is entered: in the one group that lacks it, else in the list."""
    return tautan.ksm(kurang[0].pk, bagian) if len(kurang) == 1 else alamat
