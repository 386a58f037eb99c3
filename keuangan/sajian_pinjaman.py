"""How loans are shown: the step that is next, the foot of a schedule. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from inti.tabel import Kolom
from keuangan.models import AngsuranPinjaman, Pinjaman

KEADAAN = {
    "diajukan": "diajukan", "diperiksa": "berjalan", "disetujui": "berjalan", "ditolak": "menolak", "akad": "berjalan",
    "berjalan": "aktif", "dijadwal_ulang": "dikembalikan", "lunas": "selesai", "dihapus_buku": "dikeluarkan",
    "batal": "dibatalkan",
}  # fmt: skip
KOLOM_JADWAL = (
    Kolom("ke", gettext_lazy("Ke"), "angka"),
    Kolom("jatuh_tempo", gettext_lazy("Jatuh tempo"), "tanggal"),
    Kolom("pokok", gettext_lazy("Pokok"), "rupiah"),
    Kolom("jasa", gettext_lazy("Jasa"), "rupiah"),
    Kolom("bop", gettext_lazy("Titipan BOP"), "rupiah"),
    Kolom("jumlah", gettext_lazy("Angsuran"), "rupiah", ambil=lambda a: a.pokok + a.jasa + a.bop),
)


def next_step(p: Pinjaman, usulan: Any, *, siap: bool = False) -> str:
    """What happens next and who does it, in one sentence; "" once the loan is over. `siap`: the check may be finished."""
    kata = {
        "diajukan": _("Berikutnya: tekan Selesai diperiksa; sesudah itu manajer UPK yang memutus.")
        if siap
        else _("Berikutnya: kasir atau pembuku mengunjungi setiap anggota dan memeriksa berkasnya."),
        "diperiksa": _("Berikutnya: koordinator BKM menyetujui usulan manajer UPK.")
        if usulan
        else _("Berikutnya: manajer UPK mengisi putusan untuk setiap anggota."),
        "disetujui": _("Berikutnya: KSM menandatangani Surat Perjanjian Pinjaman, lalu manajer UPK mencatat akadnya."),
        "akad": _("Berikutnya: kasir mencairkan pinjaman dan mencetak kwitansinya."),
    }
    return str(kata.get(p.status, ""))


def schedule_columns(jadwal: Sequence[AngsuranPinjaman]) -> list[Kolom]:
    """The columns of a schedule; the deposit for the group's own costs only where there is one."""
    ada = any(a.bop for a in jadwal)
    return [k for k in KOLOM_JADWAL if ada or k.kode != "bop"]


def schedule_foot(jadwal: Sequence[AngsuranPinjaman]) -> list[str]:
    """Sums of a schedule, for the foot of its table, one cell a column."""
    pokok, jasa, bop = (sum(getattr(a, k) for a in jadwal) for k in ("pokok", "jasa", "bop"))
    return [_("Jumlah"), "", rupiah(pokok), rupiah(jasa), *([rupiah(bop)] if bop else []), rupiah(pokok + jasa + bop)]
