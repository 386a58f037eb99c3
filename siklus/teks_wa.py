"""Share texts for WhatsApp: what is missing, an invitation, the week of a team. Pure functions, no queries.

Plain lines with sparing *bold*, as people write there; no names of residents, no poverty status.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inti.formats import hari_tanggal, tanggal
from inti.registry import Kekurangan
from siklus.models import Langkah, Pertemuan

BUTIR_MAKS = 20


def teks_kekurangan(langkah: Langkah, temuan: Sequence[Kekurangan]) -> str:
    """What is still missing for the next move of a stage, as a list to send around."""
    kurang = [k for k in temuan if not k.terpenuhi and k.mode != "info"]
    kepala = _("*%(langkah)s, %(wilayah)s*") % {"langkah": langkah.nama, "wilayah": langkah.wilayah.nama}
    if not kurang:
        return "\n".join([kepala, _("Semua syarat sudah lengkap.")])
    baris = [f"{i}. {_item(k)}" for i, k in enumerate(kurang[:BUTIR_MAKS], start=1)]
    tenggat = (
        [_("Rencana selesai: %(t)s.") % {"t": tanggal(langkah.rencana_selesai)}] if langkah.rencana_selesai else []
    )
    return "\n".join([kepala, _("Yang masih kurang:"), *baris, *tenggat])


def teks_undangan(pertemuan: Pertemuan) -> str:
    """An invitation to a planned meeting."""
    hari = pertemuan.rencana_tanggal or pertemuan.tanggal
    jam = pertemuan.jam_mulai.strftime("%H.%M") if pertemuan.jam_mulai else ""
    tempat = pertemuan.basis.label_lengkap if pertemuan.basis else pertemuan.wilayah.nama
    baris = [
        _("*Undangan: %(nama)s*") % {"nama": pertemuan.nama},
        _("Hari: %(hari)s") % {"hari": hari_tanggal(hari)},
        _("Jam: %(jam)s") % {"jam": jam} if jam else "",
        _("Tempat: %(tempat)s") % {"tempat": pertemuan.tempat} if pertemuan.tempat else "",
        _("Wilayah: %(tempat)s") % {"tempat": tempat},
        str(pertemuan.langkah.aturan_main.ambil_pertemuan(pertemuan.jenis).peserta),
        _("Kehadiran Bapak/Ibu sangat kami harapkan."),
    ]
    return "\n".join(b for b in baris if b)


def teks_mingguan(judul: str, langkah: Iterable[Langkah]) -> str:
    """The week of a team: where each area stands, the late ones first. Rows carry lateness (`with_lateness`)."""
    baris = sorted(langkah, key=lambda x: (-getattr(x, "hari_lewat", 0), x.wilayah_id, x.urutan))
    isi = [f"- {x.wilayah.nama}: {x.nama}, {_state(x)}" for x in baris[: BUTIR_MAKS * 2]]
    return "\n".join([f"*{judul}*", *(isi or [_("Tidak ada langkah yang berjalan.")])])


def share_url(teks: str) -> str:
    """Address that opens WhatsApp with this text, to whomever the person picks."""
    return f"https://wa.me/?text={quote(teks)}"


def _item(k: Kekurangan) -> str:
    return f"{k.pesan} {k.rincian}".strip()


def _state(x: Langkah) -> str:
    lewat = getattr(x, "hari_lewat", 0)
    if lewat:
        return ngettext("lewat %(n)d hari", "lewat %(n)d hari", lewat) % {"n": lewat}
    return str(x.get_status_display()).lower()
