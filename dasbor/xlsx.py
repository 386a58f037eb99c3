"""The dashboard as a workbook: matrix, indicators with their parts, lateness with whom to call. Source: DAS-10."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dasbor import sajian
from dasbor.langkah import funnel_codes
from dasbor.sajian import AngkaSajian, BarisPanas, Dasbor, Kunjungan
from inti.formats import jam, tanggal
from inti.tabel import Kolom
from inti.templatetags.komponen import KEADAAN
from inti.xlsx import Lembar, export_sheets


def workbook(d: Dasbor) -> bytes:
    """All sheets; the first is the matrix of kelurahan by stages, or the areas below a province."""
    judul = _("Dasbor %(nama)s, %(bulan)s") % {"nama": d.nama, "bulan": tanggal(d.saring.bulan, "bulan")}
    lembar = [_matrix(d) if len(d.saring.kode) > 2 else _areas(d), _indicators(d)]
    if d.baris:
        lembar.append(_lateness(d))
    waktu = f"{tanggal(d.dihitung_pada)} {jam(d.dihitung_pada)}" if d.dihitung_pada else ""
    return export_sheets(judul, lembar, keterangan=[(_("Data per"), waktu), (_("Kelurahan"), d.jumlah.kelurahan)])


def _matrix(d: Dasbor) -> Lembar:
    kolom = [
        Kolom("kode", _("Kode")),
        Kolom("nama", _("Kelurahan")),
        *(Kolom(k.kode, k.nama, ambil=_state(i)) for i, k in enumerate(d.peta.kolom)),
        Kolom("hari_lewat", _("Lewat (hari)"), "angka"),
    ]
    return Lembar(_("Kelurahan x langkah"), kolom, d.peta.baris)


def _state(i: int) -> Any:
    def ambil(baris: BarisPanas) -> str:
        sel = baris.sel[i]
        return f"{KEADAAN[sel.keadaan].label} {sel.teks}".strip()

    return ambil


def _areas(d: Dasbor) -> Lembar:
    kolom = [
        Kolom("kode", _("Kode")),
        Kolom("nama", _("Wilayah")),
        Kolom("kelurahan", _("Kelurahan"), "angka", ambil="jumlah.kelurahan"),
        Kolom("terlambat", _("Terlambat"), "angka", ambil="jumlah.terlambat"),
        *(Kolom(kode, nama, "angka", ambil=_passed(kode)) for kode, nama in funnel_codes()),
    ]
    return Lembar(_("Wilayah"), kolom, d.bawah)


def _passed(kode: str) -> Any:
    return lambda b: int(b.jumlah.ukuran.get(f"langkah.{kode}.lulus", 0))


def _indicators(d: Dasbor) -> Lembar:
    judul = {k: nama for k, nama, _isi in d.groups()}

    def number(a: AngkaSajian) -> Any:
        return round(a.nilai, 2) if a.berpenyebut and a.nilai is not None else sajian.whole(a.nilai)

    kolom = [
        Kolom("kelompok", _("Kelompok"), ambil=lambda a: judul[a.kelompok.lower()]),
        Kolom("kode", _("Kode")),
        Kolom("nama", _("Indikator")),
        Kolom("nilai", _("Nilai"), ambil=number),
        Kolom("satuan", _("Satuan"), ambil=lambda a: "%" if a.berpenyebut else a.satuan),
        Kolom("pembilang", _("Pembilang"), "angka", ambil=lambda a: sajian.whole(a.pembilang)),
        Kolom("penyebut", _("Penyebut"), "angka", ambil=lambda a: sajian.whole(a.penyebut)),
        Kolom("sasaran", _("Sasaran"), "angka"),
        Kolom("arah", _("Lebih baik bila")),
        Kolom("langkah", _("Langkah asal")),
        Kolom("melapor", _("Kelurahan melapor"), "angka"),
        Kolom("wajib", _("Kelurahan wajib"), "angka"),
        Kolom("kelengkapan", _("Kelengkapan (%)"), "persen"),
    ]
    return Lembar(_("Indikator"), kolom, [a for _k, _n, isi in d.groups() for a in isi])


def _lateness(d: Dasbor) -> Lembar:
    def phone(i: int) -> Any:
        def ambil(k: Kunjungan) -> str:
            return f"{k.kontak[i].singkat} {k.kontak[i].nama}, {k.kontak[i].telepon}" if len(k.kontak) > i else ""

        return ambil

    kolom = [
        Kolom("kode", _("Kode")),
        Kolom("nama", _("Kelurahan")),
        Kolom("langkah", _("Langkah")),
        Kolom("keadaan", _("Keadaan"), ambil=_visit_word),
        Kolom("hari_lewat", _("Lewat (hari)"), "angka"),
        Kolom("sebab", _("Yang pertama kurang")),
        Kolom("hubungi1", _("Hubungi"), ambil=phone(0)),
        Kolom("hubungi2", _("Hubungi juga"), ambil=phone(1)),
    ]
    return Lembar(_("Keterlambatan"), kolom, sajian.visits(d.baris))


def _visit_word(k: Kunjungan) -> str:
    return _("lama tanpa kegiatan") if k.keadaan == "menunggu" else str(KEADAAN[k.keadaan].label)
