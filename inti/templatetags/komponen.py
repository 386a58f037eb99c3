"""The parts every screen is made of: `{% load komponen %}`. Each is shown in every state on the style guide (/gaya/).

A tag prepares plain values; the markup lives in templates/components/. Meaning is always shape, word and colour together:
the table KEADAAN is the one place that says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti import formats
from inti.charts import Grafik
from inti.tabel import Kolom, build_table, lookup

register = template.Library()


class Keadaan(NamedTuple):
    """How one state looks: CSS class, icon of the sprite, the word, and the sign that fits a heat map cell."""

    kelas: str
    ikon: str
    label: Any
    isyarat: str = "·"


KEADAAN: dict[str, Keadaan] = {
    "belum": Keadaan("", "", _("belum")),
    "terkunci": Keadaan("kunci", "gembok", _("terkunci")),
    "berjalan": Keadaan("jalan", "jalan", _("berjalan"), "●"),
    "diajukan": Keadaan("jalan", "kirim", _("menunggu verifikasi"), "↑"),
    "terverifikasi": Keadaan("ok", "cek", _("terverifikasi"), "✓"),
    "dikembalikan": Keadaan("buruk", "kembali", _("dikembalikan"), "↩"),
    "dibuka_kembali": Keadaan("awas", "buka", _("dibuka kembali"), "↻"),
    "dilewati": Keadaan("", "lewat", _("dilewati"), "»"),
    "terlambat": Keadaan("awas", "jam", _("terlambat"), "!"),
    "menolak": Keadaan("buruk", "tolak", _("menolak"), "✕"),
    "dikeluarkan": Keadaan("buruk", "tolak", _("keluar dari program"), "✕"),
    "selesai": Keadaan("ok", "cek", _("selesai"), "✓"),
    "tidak_perlu": Keadaan("", "lewat", _("tidak perlu"), "–"),
    "terlewat": Keadaan("awas", "lewat", _("terlewat"), "!"),
    "aktif": Keadaan("ok", "cek", _("aktif"), "✓"),
    "final": Keadaan("ok", "cek", _("final"), "✓"),
    "berlaku": Keadaan("ok", "cek", _("berlaku"), "✓"),
    "diterima": Keadaan("ok", "cek", _("diterima"), "✓"),
    "dibayar": Keadaan("ok", "cek", _("dibayar"), "✓"),
    "draf": Keadaan("", "ubah", _("draf")),
    "latihan": Keadaan("awas", "info", _("latihan")),
    "menunggu": Keadaan("", "jam", _("menunggu")),
    "antre": Keadaan("", "jam", _("antre")),
    "diproses": Keadaan("jalan", "jalan", _("sedang dibuat"), "●"),
    "gagal": Keadaan("buruk", "silang", _("gagal"), "✕"),
    "dibatalkan": Keadaan("buruk", "silang", _("dibatalkan"), "✕"),
    "nonaktif": Keadaan("", "lewat", _("tidak aktif")),
    "digantikan": Keadaan("awas", "buka", _("digantikan"), "↻"),
    "memuaskan": Keadaan("ok", "cek", _("memuaskan"), "✓"),
    "minimum": Keadaan("awas", "awas", _("minimum"), "!"),
    "penundaan": Keadaan("buruk", "tolak", _("penundaan"), "✕"),
}
BIASA = Keadaan("", "", "")
# Under the rail there is room for one short word; the long one stays in the title and for screen readers.
PENDEK = {
    "terverifikasi": _("selesai"),
    "diajukan": _("diajukan"),
    "dibuka_kembali": _("dibuka lagi"),
    "dikeluarkan": _("keluar"),
}

# English names that registrations below us may use for the same picture.
ALIAS = {
    "check": "cek", "half": "jalan", "clock": "jam", "back": "kembali", "lock": "gembok", "x": "silang", "warn": "awas",
    "home": "beranda", "map": "peta", "doc": "dokumen", "chart": "grafik", "cam": "kamera", "camera": "kamera",
    "plus": "tambah", "chat": "pesan", "cloud": "awan", "phone": "telepon", "user": "orang", "users": "kelompok",
    "search": "cari", "filter": "saring", "copy": "salin", "share": "bagi", "print": "cetak", "calendar": "kalender",
    "edit": "ubah", "trash": "hapus", "money": "uang", "settings": "atur", "shield": "aman", "upload": "unggah",
    "download": "unduh", "image": "foto", "photo": "foto", "list": "saring", "returned": "kembali", "verify": "kirim",
    "late": "jam",
}  # fmt: skip


@register.simple_tag
def ikon(nama: str, kelas: str = "") -> SafeString:
    """One picture of the sprite; decorative, so the word stands beside it."""
    alamat = f"{static('img/ikon.svg')}#{ALIAS.get(nama, nama)}"
    return format_html('<svg class="ikon {}" aria-hidden="true"><use href="{}"/></svg>', kelas, alamat)


@register.filter
def umur(sejak: datetime | None) -> str:
    """How long something has waited, in days as people say it: "hari ini", "4 hari"."""
    return formats.lama((timezone.localdate() - timezone.localdate(sejak)).days) if sejak else ""


@register.inclusion_tag("components/tanda.html")
def tanda(keadaan: str, label: Any = "", kelas: str = "") -> dict[str, Any]:
    """A mark: `{% tanda "terlambat" %}`, or with its own word: `{% tanda "berjalan" label="Pemetaan 70 %" %}`."""
    k = KEADAAN.get(keadaan, BIASA)
    return {"kelas": kelas or k.kelas, "ikon": k.ikon, "label": label or k.label or keadaan}


@register.inclusion_tag("components/rel.html")
def rel(langkah: Iterable[Any], mini: bool = False, label: Any = "") -> dict[str, Any]:
    """The cycle rail. Each item (object or dict): nama, keadaan, and optionally url, kini, keterangan, kode."""
    titik = [_titik(item) for item in langkah]
    kini = next((t for t in titik if t["kini"]), None)
    ringkas = gettext("%(selesai)d dari %(semua)d langkah terverifikasi") % {
        "selesai": sum(t["keadaan"] == "terverifikasi" for t in titik), "semua": len(titik),
    }  # fmt: skip
    if kini:
        ringkas = f"{ringkas}; {kini['nama']}: {kini['kata']}"
    return {
        "titik": titik,
        "mini": mini,
        "panjang": len(titik) > 10,
        "label": label or gettext("Langkah siklus"),
        "ringkas": ringkas,
    }


def _titik(item: Any) -> dict[str, Any]:
    keadaan = str(lookup(item, "keadaan", "belum"))
    k = KEADAAN.get(keadaan, BIASA)
    return {
        "nama": lookup(item, "nama"), "keadaan": keadaan, "kelas": k.kelas, "ikon": k.ikon, "kata": k.label or keadaan,
        "pendek": PENDEK.get(keadaan, k.label or keadaan), "url": lookup(item, "url"),
        "kini": bool(lookup(item, "kini", False)), "keterangan": lookup(item, "keterangan"),
    }  # fmt: skip


@register.inclusion_tag("components/kekurangan.html", takes_context=True)
def yang_kurang(
    context: dict[str, Any],
    kekurangan: Iterable[Any],
    judul: Any = "",
    teks_wa: str = "",
    telepon: str = "",
    boleh: bool = True,
    beralasan: bool = True,
) -> dict[str, Any]:
    """The findings of a gate as a checklist: what is missing first, then warnings, then what is met.

    `boleh` says whether the reader may mend them: only then each leads to the page where that is done, unless that is
    the page they are on. `beralasan` says whether a warning is passed with a written reason.
    """
    semua = list(kekurangan)
    kurang = [k for k in semua if not k.terpenuhi]
    urutan = {"block": 0, "warn": 1, "info": 2}
    kurang.sort(key=lambda k: urutan.get(k.mode, 3))
    menahan = sum(k.mode == "block" for k in kurang)
    jumlah = sum(k.mode != "info" for k in kurang)  # what only informs is not missing
    return {
        "kurang": kurang, "penuh": [k for k in semua if k.terpenuhi], "jumlah": jumlah, "semua": len(semua),
        "kelas": "buruk" if menahan else "awas" if jumlah else "ok", "judul": judul or gettext("Yang masih kurang"),
        "teks_wa": teks_wa, "telepon": telepon, "boleh": boleh, "beralasan": beralasan,
        "di_sini": getattr(context.get("request"), "path", ""),
    }  # fmt: skip


@register.inclusion_tag("components/kehadiran.html")
def kehadiran(
    form: Any, baris: str = "hadir,miskin", daftar_dewasa: int | None = None, sasaran_perempuan: Any = None,
    sasaran_miskin: Any = None, sasaran_dewasa: Any = None,
) -> dict[str, Any]:  # fmt: skip
    """Attendance as on the paper: rows x (laki-laki, perempuan), totals and shares (percent) live while typing.

    The form has fields `<row>_l` and `<row>_p` for every row of `baris`. `daftar_dewasa` is the adult roll of the
    Basis (persons); a target (percent) left out is not compared. Without script the figures are those last saved.
    """
    label = {"hadir": _("Hadir"), "miskin": _("Miskin")}
    kode = [k.strip() for k in baris.split(",")]
    isi = [_baris_hadir(form, k, label.get(k, k)) for k in kode if f"{k}_l" in form.fields]
    jumlah = {b["kode"]: b["jumlah"] for b in isi}
    hadir = jumlah.get("hadir", 0)
    perempuan = next((b["p_nilai"] for b in isi if b["kode"] == "hadir"), 0)
    ukuran = [_bagian("perempuan", _("Perempuan"), perempuan, hadir, sasaran_perempuan)]
    if "miskin" in jumlah:
        ukuran.append(_bagian("miskin", _("Warga miskin"), jumlah["miskin"], hadir, sasaran_miskin))
    if daftar_dewasa:
        ukuran.append(_bagian("dewasa", _("Dari daftar dewasa"), hadir, daftar_dewasa, sasaran_dewasa, tetap=True))
    return {"baris": isi, "ukuran": ukuran}


def _baris_hadir(form: Any, kode: str, label: Any) -> dict[str, Any]:
    l_nilai, p_nilai = (_bilangan(form[f"{kode}_{sisi}"].value()) for sisi in "lp")
    sisi = [
        form[f"{kode}_{s}"].as_widget(
            attrs={
                "data-hadir": f"{kode}_{s}",
                "inputmode": "numeric",
                "autocomplete": "off",
                "aria-label": f"{label}, {nama}",
            }
        )
        for s, nama in (("l", gettext("laki-laki")), ("p", gettext("perempuan")))
    ]
    galat = [pesan for s in "lp" for pesan in form[f"{kode}_{s}"].errors]
    return {
        "kode": kode,
        "label": label,
        "l": sisi[0],
        "p": sisi[1],
        "p_nilai": p_nilai,
        "jumlah": l_nilai + p_nilai,
        "galat": galat,
    }


def _bilangan(nilai: Any) -> int:
    """What stands in a field, as a whole number; nothing or nonsense counts as nothing (the form says what is wrong)."""
    try:
        return max(0, int(str(nilai).strip()))
    except ValueError:
        return 0


def _bagian(kode: str, label: Any, nilai: int, dari: int, sasaran: Any, tetap: bool = False) -> dict[str, Any]:
    persen = formats.share(nilai, dari)
    return {
        "kode": kode, "label": label, "nilai": nilai, "dari": dari, "persen": persen, "sasaran": sasaran,
        "penyebut": dari if tetap else "", "kurang": persen is not None and sasaran is not None and persen < sasaran,
    }  # fmt: skip


@register.inclusion_tag("components/tabel.html", takes_context=True)
def tabel(
    context: dict[str, Any], kolom: Sequence[Kolom], baris: Iterable[Any], judul: Any = "", kosong: Any = "",
    tumpuk: bool = True, jumlah: Sequence[Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A data table. `tumpuk` turns rows into cards on a phone (else it scrolls); `jumlah` is a row of sums for the foot."""
    kepala, isi = build_table(kolom, baris, kueri=getattr(context.get("request"), "GET", None))
    kaki = list(zip(kolom, jumlah, strict=True)) if jumlah else []
    return {"kepala": kepala, "baris": isi, "judul": judul, "kosong": kosong, "tumpuk": tumpuk, "kaki": kaki}


@register.inclusion_tag("components/peta_panas.html")
def peta_panas(kolom: Sequence[Any], baris: Iterable[Any], judul: Any = "", sudut: Any = "") -> dict[str, Any]:
    """Rows x stages. kolom: nama, judul, url; baris: nama, url, sel; sel: keadaan, and optionally teks, url, judul."""
    isi = [
        {"nama": lookup(b, "nama"), "url": lookup(b, "url"), "sel": [_sel_panas(s) for s in lookup(b, "sel", [])]}
        for b in baris
    ]
    kepala = [{"nama": lookup(k, "nama"), "judul": lookup(k, "judul"), "url": lookup(k, "url")} for k in kolom]
    return {"kolom": kepala, "baris": isi, "judul": judul, "sudut": sudut}


def _sel_panas(sel: Any) -> dict[str, Any]:
    keadaan = str(lookup(sel, "keadaan", "belum"))
    k = KEADAAN.get(keadaan, BIASA)
    return {
        "kelas": "tunggu" if keadaan == "diajukan" else k.kelas, "teks": lookup(sel, "teks") or k.isyarat,
        "kata": k.label, "url": lookup(sel, "url"), "judul": lookup(sel, "judul"),
    }  # fmt: skip


@register.inclusion_tag("components/ubin.html")
def ubin(
    label: Any, nilai: Any, pembilang: Any = None, penyebut: Any = None, satuan: Any = "", sasaran: Any = None,
    perubahan: Any = None, url: str = "", keterangan: Any = "", persen: Any = None,
) -> dict[str, Any]:  # fmt: skip
    """A figure that explains itself: value, numerator of denominator, target (percent), change against last month.

    `persen` (the value as a number) draws the bar and decides whether the target is met.
    """
    kurang = persen is not None and sasaran is not None and persen < sasaran
    arah = "" if not perubahan else "naik" if perubahan > 0 else "turun"
    return {
        "label": label, "nilai": nilai, "pembilang": pembilang, "penyebut": penyebut, "satuan": satuan, "sasaran": sasaran,
        "perubahan": abs(perubahan) if perubahan else None, "arah": arah, "url": url, "keterangan": keterangan,
        "persen": persen, "kurang": kurang,
    }  # fmt: skip


@register.inclusion_tag("components/kemajuan.html")
def kemajuan(nilai: Any, maks: Any = 100, teks: Any = "", kelas: str = "", pas: bool = False) -> dict[str, Any]:
    """A progress bar that also says its figure in words: whole percent, or with `pas` exactly what was agreed on."""
    bagian = formats.share(nilai, maks)
    kata = formats.persen_pas(bagian) if pas else formats.persen(bagian, 0)
    return {"nilai": nilai, "maks": maks, "teks": teks, "kelas": kelas, "persen": kata}


@register.inclusion_tag("components/grafik.html")
def grafik(gambar: Grafik, cetak: bool = False, judul: bool = True) -> dict[str, Any]:
    """A chart of inti.charts with its figures: folded on screen, printed under it on paper (`cetak=True`)."""
    return {"g": gambar, "cetak": cetak, "judul": judul}


@register.inclusion_tag("components/transisi.html", takes_context=True)
def tombol_transisi(context: dict[str, Any], transisi: Iterable[Any], url: str, kecil: bool = False) -> dict[str, Any]:
    """Buttons for the transitions open to this user; each posts to `<url><nama>/` and asks for a reason where one is due.

    What may not run now is shown disabled with the reason why, but only to those whose work it is (`berwenang`).
    """
    return {
        "transisi": [t for t in transisi if t.boleh or (t.mungkin and t.berwenang)], "url": url, "kecil": kecil,
        "request": context.get("request"), "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.simple_block_tag(takes_context=True)
def kartu(
    context: dict[str, Any],
    content: str,
    judul: Any = "",
    catatan: Any = "",
    id: str = "",
    kelas: str = "",
    rapat: bool = False,
    tingkat: int = 2,
) -> SafeString:
    """A card: `{% kartu judul=_("Kelurahan saya") catatan="9" %}…{% endkartu %}`; `rapat` drops the padding (lists, tables).

    `tingkat` 1 where the card's title is the title of the page.
    """
    isi = {
        "isi": content, "judul": judul, "catatan": catatan, "id": id, "kelas": kelas, "rapat": rapat, "tingkat": tingkat,
    }  # fmt: skip
    return render_to_string("components/kartu.html", isi)


@register.simple_block_tag
def kotak(content: str, jenis: str = "", judul: Any = "") -> SafeString:
    """An alert with free content: `{% kotak "awas" %}…{% endkotak %}`; jenis ok, jalan (info), awas, buruk."""
    gambar = {"ok": "cek", "awas": "awas", "buruk": "awas"}.get(jenis, "info")
    return render_to_string("components/kotak.html", {"isi": content, "jenis": jenis, "judul": judul, "ikon": gambar})


@register.simple_block_tag
def dialog(content: str, id: str, judul: Any, buka: bool = False, teguh: bool = False) -> SafeString:
    """A native dialog, opened by `data-dialog="<id>"` on a link whose href does the same on a page of its own.

    `buka` opens it at once (a form inside came back wrong); `teguh` keeps it open on a click beside it.
    """
    return render_to_string(
        "components/dialog.html", {"isi": content, "id": id, "judul": judul, "buka": buka, "teguh": teguh}
    )
