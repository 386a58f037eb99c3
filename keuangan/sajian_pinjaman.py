"""How loans are shown: the trail in sentences, the step that is next, the foot of a schedule. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from inti.models import Jejak
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
KALIMAT: dict[str, tuple[Any, str]] = {
    "keuangan.pinjaman.diajukan": (gettext_lazy("Permohonan diterima"), ""),
    "keuangan.pinjaman.diperbaiki": (gettext_lazy("Permohonan diperbaiki"), ""),
    "keuangan.bagiananggota.diperiksa": (gettext_lazy("Kunjungan anggota dicatat"), ""),
    "keuangan.pinjaman.berkas_diperiksa": (gettext_lazy("Berkas KSM diperiksa"), ""),
    "keuangan.pinjaman.periksa": (gettext_lazy("Pemeriksaan selesai"), "ok"),
    "keuangan.usulanputusan.diusulkan": (gettext_lazy("Manajer UPK mengusulkan putusan"), ""),
    "keuangan.putusanpinjaman.diputus": (gettext_lazy("Diputus bersama koordinator BKM"), ""),
    "keuangan.pinjaman.setujui": (gettext_lazy("Pinjaman disetujui"), "ok"),
    "keuangan.pinjaman.ulangi": (gettext_lazy("Diminta periksa ulang"), "awas"),
    "keuangan.pinjaman.tolak": (gettext_lazy("Permohonan ditolak"), "buruk"),
    "keuangan.pinjaman.akadkan": (gettext_lazy("Akad ditandatangani"), "ok"),
    "keuangan.pinjaman.cairkan": (gettext_lazy("Pinjaman dicairkan"), "ok"),
    "keuangan.pinjaman.batalkan": (gettext_lazy("Permohonan dibatalkan"), "awas"),
    "keuangan.pinjaman.cabut": (gettext_lazy("Pinjaman bawaan dibatalkan"), "awas"),
    "keuangan.pinjaman.lunasi": (gettext_lazy("Pinjaman lunas"), "ok"),
    "keuangan.pinjaman.hidupkan": (gettext_lazy("Pembayaran terakhir dibalik"), "awas"),
    "keuangan.pinjaman.jadwalkan_ulang": (gettext_lazy("Dijadwal ulang"), "awas"),
    "keuangan.pinjaman.hapuskan": (gettext_lazy("Dihapus buku"), "buruk"),
    "keuangan.pinjaman.dibawa": (gettext_lazy("Dibawa dari buku lama"), ""),
    "keuangan.pembayaran.diterima": (gettext_lazy("Pembayaran diterima"), "ok"),
    "keuangan.pembayaran.dibalik": (gettext_lazy("Pembayaran dibalik"), "awas"),
    "keuangan.pinjaman.dijadwal_ulang": (gettext_lazy("Jadwal baru dibuat"), "awas"),
    "keuangan.tagihan.dicatat": (gettext_lazy("Penagihan dicatat"), ""),
    "keuangan.buktipinjaman.disimpan": (gettext_lazy("Foto kertas disimpan"), ""),
    "laporan.dokumen.diminta": (gettext_lazy("Dokumen diminta"), ""),
    "laporan.dokumen.siap": (gettext_lazy("Dokumen siap"), ""),
    "laporan.berkas.diunggah": (gettext_lazy("Berkas diunggah"), ""),
}


def history(jejak: Iterable[Jejak]) -> list[dict[str, Any]]:
    """Events of a loan as the timeline component reads them."""
    hasil = []
    for j in jejak:
        kalimat, keadaan = KALIMAT.get(j.peristiwa, (_("Catatan diubah"), ""))
        hasil.append(
            {"pada": j.waktu, "oleh": j.pelaku_nama, "judul": str(kalimat), "catatan": j.alasan or revised(j), "keadaan": keadaan}
        )  # fmt: skip
    return hasil


def revised(j: Jejak) -> str:
    """What a correction of an application changed, both values; "" for any other event. Members by their number. KEU-196."""
    if j.peristiwa != "keuangan.pinjaman.diperbaiki":
        return ""
    nama = {"keperluan": _("Keperluan"), "tenor_diminta": _("Jangka waktu (bulan)")}
    isian = j.rincian.get("ubah", {}).items()
    ubah: list[tuple[str, Any, Any]] = [(str(nama.get(k, k)), lama, baru) for k, (lama, baru) in isian]
    for urut, (lama, baru) in j.rincian.get("anggota", {}).items():
        uang = [rupiah(Decimal(n)) if n else _("tidak ikut") for n in (lama, baru)]
        ubah.append((_("Anggota no. %(n)s") % {"n": urut}, uang[0], uang[1]))
    return "; ".join(_("%(apa)s: %(lama)s menjadi %(baru)s") % {"apa": a, "lama": x, "baru": y} for a, x, y in ubah)


def next_step(p: Pinjaman, usulan: Any) -> str:
    """What happens next and who does it, in one sentence; "" once the loan is over."""
    kata = {
        "diajukan": _("Berikutnya: kasir atau pembuku mengunjungi setiap anggota dan memeriksa berkasnya."),
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
