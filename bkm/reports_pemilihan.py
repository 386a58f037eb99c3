"""Papers of the election beside the berita acara: tally sheets, tata tertib, utusan, the result for the board.

The result of a tier leaves only after its last TPS has closed. Source: BKM-24, DOK-06.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bkm.berita_acara import BARIS_KOSONG, Bab, rules_as_rows, section
from bkm.models import TPS, Pemilihan
from bkm.models.pemilihan import Tingkat
from bkm.queries_pemilihan import delegates, may_publish, places, tatib_of, top_tier, totals, winners
from inti.errors import AturanDilanggar
from inti.formats import angka, persen, tanggal
from inti.registry import jenis_dokumen
from laporan.registry import JenisDokumen
from siklus.reports import data

Isi = dict[str, Any]


def _common(pemilihan: Pemilihan, judul: str) -> Isi:
    tempat = data.place_data(pemilihan.wilayah)
    return {"tempat": tempat, "judul": judul, "sub": tempat["lengkap"]}


def tally_sheets(pemilihan: Pemilihan) -> Isi:
    """One blank sheet for each RT: roll, voters, ballots, and room for tally marks."""
    t = tatib_of(pemilihan.langkah_id)
    lembar = []
    for b in places(pemilihan):
        if b.tps.tingkat != Tingkat.BASIS or b.tps.basis is None:
            continue
        lembar.append(
            {
                "judul": b.tps.basis.label_lengkap,
                "daftar_l": _number(b.tps.daftar_l), "daftar_p": _number(b.tps.daftar_p), "daftar": _number(b.tps.daftar),
                "baris": list(range(1, BARIS_KOSONG + 1)),
            }
        )  # fmt: skip
    nama = f"{t.nama_basis} nama berbeda, semuanya warga RT ini" if t else ""
    return {**_common(pemilihan, "Formulir Penghitungan Suara"), "lembar": lembar, "aturan": nama, "bab": []}


def _number(n: int | None) -> str:
    return "" if n is None else angka(n)


def rules_document(pemilihan: Pemilihan) -> Isi:
    """The tata tertib as a document to be signed by the panitia."""
    t = tatib_of(pemilihan.langkah_id)
    bab: list[Bab] = [
        section("Ketentuan", kepala=["Hal", "Ketentuan"], baris=rules_as_rows(t) if t else [], kosong=0 if t else 8)
    ]
    if t and t.kriteria:
        bab.append(section("Kriteria Pemimpin", paragraf=t.kriteria.splitlines()))
    if t and t.aturan_lain:
        bab.append(section("Aturan Lain", paragraf=t.aturan_lain.splitlines()))
    tanda = [{"pengantar": "", "jabatan": j, "nama": "", "nip": ""} for j in ("Ketua panitia", "Sekretaris panitia")]
    return {
        **_common(pemilihan, "Tata Tertib Pemilihan Anggota BKM"),
        "bab": bab,
        "lembar": [],
        "penanda_tangan": tanda,
    }


def _require_closed(pemilihan: Pemilihan, tingkat: str) -> None:
    """BKM-24. Raises: AturanDilanggar."""
    if not may_publish(places(pemilihan), tingkat):
        raise AturanDilanggar(
            gettext(
                "Hasil dicetak sesudah TPS terakhir di tingkat itu selesai, agar tidak memengaruhi yang masih memilih."
            ),
            aturan="BKM-24",
        )


def delegate_list(pemilihan: Pemilihan) -> Isi:
    """Utusan by place, with their sums. Raises: AturanDilanggar (BKM-24)."""
    tingkat = top_tier(pemilihan)
    _require_closed(pemilihan, tingkat)
    utusan = delegates(pemilihan, tingkat)
    laki = sum(u.jenis_kelamin == "L" for u in utusan)
    baris = [[str(i), u.nama, u.jenis_kelamin, u.basis.label_lengkap, angka(u.suara)] for i, u in enumerate(utusan, 1)]
    teks = [f"Utusan {len(utusan)} orang: {laki} laki-laki dan {len(utusan) - laki} perempuan."]
    bab = section(
        "Daftar Utusan", kepala=["No", "Nama", "L/P", "RT/RW", "Suara"], kanan=[0, 4], baris=baris, paragraf=teks
    )
    return {**_common(pemilihan, "Daftar Utusan"), "bab": [bab], "lembar": []}


def result_sheet(pemilihan: Pemilihan) -> Isi:
    """The result for the notice board. Raises: AturanDilanggar (BKM-24)."""
    _require_closed(pemilihan, Tingkat.KELURAHAN)
    j = totals([pemilihan.pk])[pemilihan.pk]
    tps = [b for b in places(pemilihan) if b.tps.tingkat == Tingkat.BASIS]
    hasil = winners(pemilihan)
    anggota = [
        [str(h.peringkat), h.utusan.nama, h.utusan.jenis_kelamin, h.utusan.basis.label_lengkap, angka(h.suara)]
        for h in hasil
        if h.terpilih
    ]
    per_rt = [
        [b.tps.basis.label_lengkap if b.tps.basis else "", angka(b.daftar or 0), angka(b.pemilih or 0), persen(b.persen),
         str(b.tps.get_status_display())]
        for b in tps
    ]  # fmt: skip
    kalimat = (
        f"Dari {angka(j.dewasa)} warga dewasa, {angka(j.pemilih)} orang memilih ({persen(j.persen, 2)}): "
        f"{angka(j.pemilih_l)} laki-laki dan {angka(j.pemilih_p)} perempuan."
    )
    kepala = ["No", "Nama", "L/P", "RT/RW", "Suara"]
    jumlah = ["Jumlah", angka(j.dewasa), angka(j.pemilih), persen(j.persen), ""]
    bab = [
        section("Anggota BKM Terpilih", kepala=kepala, kanan=[0, 4], baris=anggota, paragraf=[kalimat]),
        section(
            "Pemilih Setiap RT", kepala=["RT", "Dewasa", "Pemilih", "Keterlibatan", "Hasil"], kanan=[1, 2, 3],
            baris=per_rt, jumlah=jumlah,
        ),
    ]  # fmt: skip
    return {**_common(pemilihan, "Hasil Pemilihan Anggota BKM"), "bab": bab, "lembar": []}


def issuer(pemilihan: Pemilihan) -> str:
    """Who issues it, as the public reads."""
    return f"Panitia Pemilihan BKM {data.place_data(pemilihan.wilayah)['lengkap']}"


def titled(judul: Any) -> Any:
    """The title in the archive."""
    return lambda pemilihan: f"{judul}, {pemilihan.wilayah.nama_lengkap}, {tanggal(pemilihan.tanggal_daftar)}"


def _always(pemilihan: Pemilihan) -> bool:
    return True


def _agreed(pemilihan: Pemilihan) -> bool:
    t = tatib_of(pemilihan.langkah_id)
    return t is not None and t.disepakati is not None


def _fits(tingkat: str | None) -> Callable[[Pemilihan], bool]:
    """Offered once the tier (None: the one whose utusan go to the kelurahan) has closed. Source: BKM-24."""

    def cocok(pemilihan: Pemilihan) -> bool:
        return may_publish(list(TPS.objects.filter(pemilihan=pemilihan)), tingkat or top_tier(pemilihan))

    return cocok


def register() -> None:
    """Enter the kinds."""
    semua = [
        ("formulir_penghitungan", _("Formulir penghitungan suara"), tally_sheets, _always, _always),
        ("tata_tertib_pemilihan", _("Tata tertib pemilihan"), rules_document, _agreed, _always),
        ("daftar_utusan", _("Daftar utusan"), delegate_list, _always, _fits(None)),
        (
            "hasil_pemilihan",
            _("Hasil pemilihan untuk papan informasi"),
            result_sheet,
            _always,
            _fits(Tingkat.KELURAHAN),
        ),
    ]
    for kode, judul, susun, final, cocok in semua:
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=judul, model="bkm.pemilihan", templat="dokumen/pemilihan.html", build=susun, penerbit=issuer,
                final=final, nama=titled(judul), cocok=cocok,
            ),
        )  # fmt: skip
