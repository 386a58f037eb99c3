"""Papers of proposals: the form, the judgement, BAPPUK, the agreement, the change; filled, and blank for the field.

Names of recipients stand on a list of their own, which only those may print who may see them.
Source: DOK-07, DOK-08, USL-04 to USL-11.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm.queries import signers
from inti.formats import KOSONG as STRIP
from inti.formats import angka, bilangan, rupiah, tanggal
from inti.registry import jenis_dokumen
from inti.unit_kerja import catat
from ksm import izin
from ksm.ceklis_usulan import PENILAIAN, newest_for
from ksm.models import BAPPUK, KSM, BarisRAB, PemanfaatUsulan, Perjanjian, PerubahanUsulan, Usulan, VerifikasiUsulan
from ksm.queries import officer_names
from ksm.queries_usulan import (
    JUDUL,
    JUDUL_BAWAAN,
    JUDUL_PINJAMAN,
    JumlahRAB,
    agreement_of,
    beneficiaries_of,
    beneficiary_counts,
    judgements_of,
    promises_of,
    rab_of,
    rab_sums,
    rows_of,
)
from ksm.reports import companion, issuer, officers
from laporan.izin import izin_objek
from laporan.models import Berkas, Dokumen, NomorSurat
from laporan.nomor import take_number
from laporan.registry import Bagian, JenisDokumen, penerima_kertas
from siklus.reports.data import body_letterhead, place_data
from wilayah.sebutan import words_for

USULAN, PENERIMA, PENILAIAN_UP, BAPPUK_KERTAS, PERJANJIAN, PERUBAHAN, BLANKO = (
    "usulan_ksm", "penerima_usulan", "penilaian_usulan", "bappuk", "perjanjian_usulan", "ba_perubahan_usulan",
    "blanko_usulan",
)  # fmt: skip
TEMPLAT = "dokumen/usulan.html"
KOSONG = 6
Isi = dict[str, Any]


def _fact(label: str, nilai: Any = "") -> dict[str, str]:
    return {"label": label, "nilai": str(nilai or "")}


def _table(
    kepala: Sequence[str], baris: Sequence[Sequence[Any]], n: set[int], *, jumlah: Sequence[Any] | None = None,
    kosong: int = 0,
) -> Isi:  # fmt: skip
    """A table as the template prints it; `n` are the columns of figures, `kosong` ruled lines to write on."""

    def sel(satu: Sequence[Any]) -> list[dict[str, Any]]:
        return [{"teks": str(x), "n": i in n} for i, x in enumerate(satu)]

    return {
        "kepala": sel(kepala), "baris": [sel(b) for b in baris], "jumlah": sel(jumlah) if jumlah else None,
        "kosong": [sel([""] * len(kepala)) for _ke in range(kosong)],
    }  # fmt: skip


def _section(judul: str, *, paragraf: Sequence[str] = (), tabel: Isi | None = None, garis: int = 0) -> Isi:
    return {"judul": judul, "paragraf": [p for p in paragraf if p], "tabel": tabel, "garis": list(range(garis))}


def _lines(teks: str) -> list[str]:
    return [x for x in teks.splitlines() if x.strip()]


def _signer(jabatan: str, nama: str = "", pengantar: str = "") -> dict[str, str]:
    return {"pengantar": pengantar, "jabatan": jabatan, "nama": nama}


def _sheet(
    judul: str, fakta: Sequence[dict[str, str]], bagian: Sequence[Isi], tanda: Sequence[dict[str, str]], **lain: Any
) -> Isi:
    return {"judul": judul, "fakta": list(fakta), "bagian": list(bagian), "penanda_tangan": list(tanda), **lain}


# -- the proposal --------------------------------------------------------------------------------------------------


def proposal_sheet(u: Usulan | None) -> Isi:
    """The form that the group signs: what, where, why, RAB, swadaya, beneficiaries, land, upkeep. Source: USL-04."""
    ksm = u.ksm if u else None
    rab = rab_of(u) if u else []
    jumlah = rab_sums(u) if u else None
    janji = promises_of(u) if u else []
    unit = u.unit.upper() if u else "Unit pengelola"
    tanda = [
        *officers(ksm), _signer("Relawan pendamping", companion(ksm)),
        _signer(unit, signers(u.wilayah_id).get(u.unit, "") if u else "", "Diterima,"),
    ]  # fmt: skip
    return _sheet(
        "Usulan kegiatan KSM", proposal_facts(u),
        [
            _section("Masalah yang dijawab", paragraf=_lines(u.latar) if u else (), garis=0 if u and u.latar else 3),
            _section("Rencana anggaran biaya (RAB)", tabel=_rab_table(rab, jumlah)),
            _section("Swadaya yang dijanjikan warga", tabel=_promise_table(janji, u)),
            _section("Pemanfaat", tabel=_beneficiary_table(u), paragraf=_beneficiary_text(u)),
            *_works_sections(u),
            _section("Pernyataan", paragraf=[
                "Kami mengusulkan kegiatan ini atas keputusan rapat KSM. Kami sanggup menyediakan swadaya di atas, "
                "melaksanakan dan mempertanggungjawabkannya secara terbuka, dan memelihara hasilnya.",
            ]),
        ],
        tanda, tempat_tanggal=_place_and_day(u, u.diajukan) if u and u.diajukan else "",
    )  # fmt: skip


def proposal_facts(u: Usulan | None) -> list[dict[str, str]]:
    """What identifies a proposal; empty texts are dotted lines."""
    if u is None:
        label = ("Nama KSM", "Kegiatan", "Jenis", "Kegiatan Renta", "Lokasi", "Volume", "Jadwal")
        return [_fact(x, "prasarana / sosial / pinjaman bergulir *)" if x == "Jenis" else "") for x in label]
    line = u.kegiatan_renta
    jadwal = f"{tanggal(u.mulai_rencana)} s.d. {tanggal(u.selesai_rencana)}" if u.mulai_rencana else ""
    tempat = ", ".join(x for x in (u.lokasi, u.basis.label_lengkap if u.basis else "") if x)
    return [
        _fact("Nomor usulan", u.nomor_usulan), _fact("Nama KSM", u.ksm.nama), _fact("Kegiatan", u.judul),
        _fact("Jenis", u.get_jenis_display()), _fact("Kegiatan Renta", f"{line.renta}: {line.kegiatan.nama}"),
        _fact("Lokasi", tempat), _fact("Volume", f"{bilangan(u.volume)} {u.satuan}"), _fact("Jadwal", jadwal),
        *([_fact("Sebab beda volume", u.selisih_alasan)] if u.selisih_alasan else []),
    ]  # fmt: skip


def _rab_table(rab: Sequence[Any], jumlah: Any) -> Isi:
    kepala = ["Uraian", "Volume", "Satuan", "Harga satuan", "Jumlah", "BLM", "Swadaya", "Lain"]
    baris = [
        [r.uraian, bilangan(r.volume), r.satuan,
         *(_part(getattr(r, x)) for x in ("harga_satuan", "jumlah", "blm", "swadaya", "lain"))]
        for r in rab
    ]  # fmt: skip
    total = None
    if rab:
        total = ["Jumlah", "", "", "", *(_part(x) for x in (jumlah.jumlah, jumlah.blm, jumlah.swadaya, jumlah.lain))]
    return _table(kepala, baris, {1, 3, 4, 5, 6, 7}, jumlah=total, kosong=0 if rab else 12)


def _part(nilai: Decimal) -> str:
    """What one source gives, rupiah without the sign; a dash where it gives nothing."""
    return rupiah(nilai, lambang=False) if nilai else STRIP


def _promise_table(janji: Sequence[Any], u: Usulan | None) -> Isi:
    baris = [
        [str(j.get_bentuk_display()), j.uraian, f"{bilangan(j.volume)} {j.satuan}", rupiah(j.harga_satuan, lambang=False),
         rupiah(j.nilai, lambang=False)]
        for j in janji
    ]  # fmt: skip
    total = ["Jumlah", "", "", "", rupiah(sum(j.nilai for j in janji), lambang=False)] if janji else None
    kepala = ["Bentuk", "Uraian", "Jumlah", "Harga yang disepakati", "Nilai"]
    return _table(kepala, baris, {2, 3, 4}, jumlah=total, kosong=0 if janji else (3 if u is None else 2))


def _beneficiary_table(u: Usulan | None) -> Isi | None:
    """KK of each RT; names stand on a list of their own. A blank form has room for either."""
    if u is None:
        return _table(
            ["RT, atau nama penerima (PS-2)", "KK", "KK miskin", "Nilai bantuan"], [], {1, 2, 3}, kosong=KOSONG
        )
    if u.bernama:
        return None
    p = beneficiaries_of(u)
    baris = [[b.basis.label_lengkap, angka(b.kk), angka(b.kk_miskin)] for b in p if b.basis]
    total = ["Jumlah", *(angka(sum(getattr(b, k) or 0 for b in p)) for k in ("kk", "kk_miskin"))] if p else None
    return _table(["RT", "KK", "KK miskin"], baris, {1, 2}, jumlah=total, kosong=0 if p else 4)


def _beneficiary_text(u: Usulan | None) -> list[str]:
    if u is None or not u.bernama:
        return []
    h = beneficiary_counts(u)
    return [f"{angka(h.kk)} keluarga penerima; namanya tercantum pada daftar penerima yang ditandatangani tersendiri."]


def _works_sections(u: Usulan | None) -> list[Isi]:
    """Land and upkeep, for works and for the blank form."""
    if u is not None and u.jenis != Usulan.Jenis.PRASARANA:
        return []
    lahan = [f"{u.get_lahan_display()}. {u.lahan_keterangan}".strip()] if u and u.lahan else []
    pelihara = [f"Calon badan pemelihara: {u.pemelihara}.", *_lines(u.pemeliharaan)] if u and u.pemelihara else []
    return [
        _section("Lahan", paragraf=lahan, garis=0 if lahan else 2),
        _section("Rencana pemeliharaan", paragraf=pelihara, garis=0 if pelihara else 3),
    ]


def recipients_sheet(u: Usulan) -> Isi:
    """The list of recipients by name, with room to sign. Personal data. Source: USL-05."""
    baris = [
        [i, p.penerima, p.keluarga.basis.label_lengkap if p.keluarga else "",
         rupiah(p.nilai, lambang=False) if p.nilai else "", ""]
        for i, p in enumerate(beneficiaries_of(u), 1)
    ]  # fmt: skip
    tabel = _table(["No", "Nama", "RT/RW", "Nilai bantuan (Rp)", "Tanda tangan"], baris, {3}, kosong=2)
    return _sheet(
        "Daftar penerima manfaat", proposal_facts(u)[:4], [_section("Penerima", tabel=tabel)], officers(u.ksm)
    )


# -- judgement -----------------------------------------------------------------------------------------------------


def judgement_sheet(unit: str, u: Usulan | None) -> Isi:
    """The unit's checklist, with its newest valid answers or with boxes to tick. Source: USL-06."""
    v = next((x for x in judgements_of(u) if x.status == "sah"), None) if u else None
    d = PENILAIAN[v.unit][v.edisi] if v else newest_for(unit)
    jawab = v.jawaban if v else {}
    return _sheet(
        str(d.nama), [*proposal_facts(u)[:3], _fact("Tanggal", tanggal(v.tanggal) if v else "")],
        [_section("Hasil", paragraf=_judgement_text(v), garis=0 if v else 3)],
        [_signer(f"Petugas {unit.upper()}", v.pemeriksa if v else ""), _signer("Ketua KSM", _chair(u), "Mengetahui,")],
        ceklis=[
            {"teks": str(b.teks), "ya": j.get("ya"), "catatan": " ".join(x for x in (j.get("hitung"), j.get("catatan")) if x)}
            for b in d.butir
            for j in [jawab.get(b.kode, {})]
        ],
    )  # fmt: skip


def _judgement_text(v: VerifikasiUsulan | None) -> list[str]:
    if v is None:
        return ["Layak / perlu diperbaiki / tidak layak *). Catatan:"]
    return [f"{v.get_hasil_display()} ({v.ya} dari {v.butir}).", *_lines(v.catatan)]


def _chair(u: Usulan | None) -> str:
    return officer_names(u.ksm).get("ketua", "") if u else ""


# -- the meeting ---------------------------------------------------------------------------------------------------


def bappuk_sheet(b: BAPPUK | None) -> Isi:
    """The berita acara that ranks proposals against the money left. Source: USL-07."""
    baris = rows_of(b) if b else []
    isi = [
        [x.peringkat, x.usulan.judul, x.usulan.ksm.nama, rupiah(x.usulan.rab_blm, lambang=False),  # type: ignore[attr-defined]
         str(x.get_putusan_display()), rupiah(x.disetujui, lambang=False) if x.disetujui else "", x.alasan]
        for x in baris
    ]  # fmt: skip
    disetujui = sum((x.disetujui for x in baris), 0)
    total = ["", "Jumlah", "", "", "", rupiah(disetujui, lambang=False), ""] if baris else None
    kepala = ["No", "Kegiatan", "KSM", "BLM diusulkan", "Putusan", "BLM disetujui", "Alasan"]
    pimpin = b.rapat.pemimpin if b else ""
    return _sheet(
        "Berita acara penetapan prioritas usulan kegiatan (BAPPUK)",
        [
            _fact("Rapat anggota BKM", tanggal(b.rapat.tanggal) if b else ""), _fact("Tempat", b.rapat.tempat if b else ""),
            _fact("Renta", b.renta if b else ""),
            _fact("Dana tersisa", rupiah(b.tersedia) if b and b.tersedia is not None else ""),
        ],
        [
            _section("Putusan", paragraf=["Rapat menyusun peringkat usulan KSM yang dinyatakan layak oleh unit pengelola, "
                     "dan menetapkan pembiayaannya sebatas dana yang tersisa:"],
                     tabel=_table(kepala, isi, {3, 5}, jumlah=total, kosong=0 if baris else 8)),
            _section("Catatan rapat", paragraf=_lines(b.catatan) if b else (), garis=0 if b and b.catatan else 2),
        ],
        [_signer("Pemimpin rapat", pimpin), _signer("Notulis", b.rapat.notulis if b else ""),
         _signer("Koordinator BKM", _of_bkm(b)), _signer("Wakil KSM")],
        lebar=True, milik_bkm=True,
    )  # fmt: skip


# -- agreement and change ------------------------------------------------------------------------------------------


def agreement_sheet(u: Usulan | None, *, pinjaman: bool = False) -> Isi:
    """The agreement between BKM and KSM, with the amounts of the RAB. Source: USL-09."""
    p = agreement_of(u) if u else None
    bkm, ksm = (p.pihak_bkm, p.pihak_ksm) if p else _who_signs(u)
    loan = u.jenis == Usulan.Jenis.EKONOMI if u else pinjaman
    kepala = words_for(u.wilayah).kepala if u else "Lurah/kepala desa"
    judul = p.judul if p else JUDUL_BAWAAN[JUDUL_PINJAMAN if loan else JUDUL]
    return _sheet(
        judul,
        [
            _fact("Nomor", p.nomor if p else ""), _fact("Tanggal", tanggal(p.tanggal) if p else ""),
            _fact("Pihak pertama (BKM)", bkm), _fact("Pihak kedua (KSM)", ksm),
            *proposal_facts(u)[:3],
        ],
        [
            _section("Nilai", tabel=_agreement_table(p or (rab_sums(u, u.rab_ke) if u else None))),
            _section("Waktu", paragraf=[f"Mulai {tanggal(p.mulai)}, selesai paling lambat {tanggal(p.selesai)}."] if p else (),
                     garis=0 if p else 1),
            _section("Kesepakatan", paragraf=_clauses(loan)),
        ],
        [_signer("Koordinator BKM", bkm, "Pihak pertama,"),
         _signer("Ketua KSM", ksm, "Pihak kedua,"), _signer(kepala, p.saksi if p else "", "Mengetahui,")],
        milik_bkm=True, tempat_tanggal=_place_and_day(p, p.tanggal) if p else "",
    )  # fmt: skip


def _who_signs(u: Usulan | None) -> tuple[str, str]:
    """Who is to sign a paper that is not recorded yet."""
    return _of_bkm(u), _chair(u)


def _of_bkm(objek: Any) -> str:
    """The koordinator of the BKM where something stands; "" on a blank form."""
    return signers(objek.wilayah_id).get("koordinator", "") if objek else ""


def _place_and_day(objek: Any, hari: date) -> str:
    return f"{objek.wilayah.nama}, {tanggal(hari)}"


def _agreement_table(p: Perjanjian | JumlahRAB | None) -> Isi:
    if p is None:
        return _table(["Sumber", "Nilai (Rp)"], [["BLM", ""], ["Swadaya", ""], ["Dana lain", ""], ["Jumlah", ""]], {1})
    baris = [[n, rupiah(x)] for n, x in (("BLM", p.blm), ("Swadaya", p.swadaya), ("Dana lain", p.lain)) if x]
    return _table(["Sumber", "Nilai"], baris, {1}, jumlah=["Jumlah", rupiah(p.blm + p.swadaya + p.lain)])


def _clauses(loan: bool) -> list[str]:
    """What both sides promise; the house's own words, no form was found (docs/aturan.md, USL-09)."""
    if loan:
        return [
            "1. KSM memakai pinjaman untuk usaha anggota yang diusulkan, dan bertanggung renteng atas pengembaliannya.",
            "2. Jumlah, jangka waktu, jasa, dan angsuran mengikuti akad pinjaman di UPK.",
            "3. Perubahan hanya berlaku bila disepakati kedua pihak secara tertulis.",
        ]
    return [
        "1. BKM menyalurkan dana menurut nilai di atas, sesudah syarat pencairannya terpenuhi.",
        "2. KSM melaksanakan kegiatan menurut usulan dan RAB yang disetujui, dan menyediakan swadaya yang dijanjikan.",
        "3. KSM mencatat pemakaian dana secara terbuka, dan menyerahkan laporan pertanggungjawaban (LPJ).",
        "4. Perubahan volume, penggunaan, atau pemanfaat hanya dengan berita acara rapat KSM dan pengesahan rapat anggota BKM.",
        "5. Hasil kegiatan dipelihara menurut rencana pemeliharaan pada usulan.",
    ]


def change_sheet(p: PerubahanUsulan | None) -> Isi:
    """The berita acara of the group's meeting about a change, and what the BKM's meeting decided on it. Source: USL-11."""
    u = p.usulan if p else None
    terbuka = p is None or p.status == PerubahanUsulan.Status.DIUSULKAN
    tahu = "Mengetahui," if p and p.status == PerubahanUsulan.Status.DITOLAK else "Mengesahkan,"
    baris = _changed_lines(p) if p and _kept(p) else []
    rab = _table(["Uraian", "Semula", "Menjadi"], baris, {1, 2}) if p else None
    memutuskan = f"Rapat KSM {tanggal(p.rapat_ksm)} memutuskan:" if p else ""
    return _sheet(
        "Berita acara perubahan usulan",
        [_fact("Nomor", p.berita_acara if p else ""), _fact("Rapat KSM", tanggal(p.rapat_ksm) if p else ""),
         *proposal_facts(u)[: 3 if u else 2]],
        [
            _section("Sebab perubahan", paragraf=[p.sebab] if p else (), garis=0 if p else 2),
            _section("Yang berubah", paragraf=[memutuskan],
                     tabel=_table(["", "Semula", "Menjadi"], _change_rows(p), {1, 2})),
            *([_section("Baris RAB yang berubah", tabel=rab, garis=0 if p else 2)] if baris or p is None else []),
            _section("Pengesahan BKM", paragraf=_ratified(p), garis=1 if terbuka else 0),
        ],
        [*officers(u.ksm if u else None), _signer("Koordinator BKM", _of_bkm(u), tahu)],
        kaki="*) Coret yang tidak perlu." if terbuka else "",
    )  # fmt: skip


def _ratified(p: PerubahanUsulan | None) -> list[str]:
    """What the members' meeting of the BKM decided, or what it has to cross out."""
    if p is not None and p.status == PerubahanUsulan.Status.DITOLAK:
        return ["Perubahan ini tidak disahkan; usulan tetap seperti semula.", p.catatan]
    if p is None or p.rapat_bkm is None:
        return ["Disahkan / tidak disahkan *) dalam rapat anggota BKM tanggal:"]
    addendum = agreement_of(p.usulan) if p.usulan.rab_ke == p.ke else None
    berlaku = f"Perjanjian mengikuti: {addendum.judul}, nomor {addendum.nomor}." if addendum else ""
    return [f"Rapat anggota BKM {tanggal(p.rapat_bkm.tanggal)} mengesahkan perubahan ini.", berlaku, p.catatan]


def _kept(p: PerubahanUsulan) -> bool:
    """Whether the RAB of a change is still its own: that of a refused one gives way to the next change. One query."""
    return not PerubahanUsulan.objects.filter(usulan=p.usulan_id, ke=p.ke, dibuat_pada__gt=p.dibuat_pada).exists()


def _change_rows(p: PerubahanUsulan | None) -> list[list[str]]:
    """Volume, RAB by who pays, and who benefits (KK), before and after; what neither has is left out."""
    if p is None:
        return [[n, "", ""] for n in ("Volume", "Jumlah RAB", "BLM", "Swadaya", "Dana lain", "Pemanfaat")]
    s = p.sebelum
    baris = [["Volume", f"{_figure(s['volume'])} {s['satuan']}", f"{bilangan(p.volume)} {s['satuan']}"]]
    if not _kept(p):
        return baris
    rab = rab_sums(p.usulan, p.ke)
    for nama, kunci in (("Jumlah RAB", "jumlah"), ("BLM", "blm"), ("Swadaya", "swadaya"), ("Dana lain", "lain")):
        lama, baru = Decimal(s[kunci]), getattr(rab, kunci)
        if lama or baru:
            baris.append([nama, rupiah(lama), rupiah(baru)])
    return [*baris, ["Pemanfaat", *(_benefit_words(p.usulan, ke) for ke in (p.ke - 1, p.ke))]]


def _benefit_words(u: Usulan, ke: int) -> str:
    """How many benefit by one RAB: "40 KK, 12 KK miskin". No names."""
    h = beneficiary_counts(u, ke)
    return f"{angka(h.kk)} KK, {angka(h.kk_miskin)} KK miskin"


def _changed_lines(p: PerubahanUsulan) -> list[list[str]]:
    """Lines of the RAB that a change writes otherwise, adds or drops, before and after: volume and rupiah. Two queries."""
    lama, baru = (_by_name(rab_of(p.usulan, ke)) for ke in (p.ke - 1, p.ke))
    return [
        [
            (baru.get(k) or lama[k])[0],
            *(STRIP if x is None else f"{bilangan(x[1])} {x[2]}, {rupiah(x[3])}" for x in (a, b)),
        ]
        for k in dict.fromkeys([*lama, *baru])
        for a, b in [(lama.get(k), baru.get(k))]
        if a is None or b is None or a[1:] != b[1:]
    ]


def _by_name(rab: Sequence[BarisRAB]) -> dict[tuple[str, ...], tuple[str, Decimal, str, Decimal]]:
    """Lines of a RAB by what they are, added up where one stands twice: words, volume, unit, rupiah."""
    hasil: dict[tuple[str, ...], tuple[str, Decimal, str, Decimal]] = {}
    for b in rab:
        kunci = (str(b.kelompok), b.uraian.casefold(), b.satuan.casefold())
        _kata, volume, _satuan, jumlah = hasil.get(kunci, ("", Decimal(0), "", Decimal(0)))
        hasil[kunci] = (b.uraian, volume + b.volume, b.satuan, jumlah + b.jumlah)
    return hasil


def _figure(nilai: str) -> str:
    return bilangan(Decimal(nilai))


def blank_sheets(_ksm: KSM) -> list[Isi]:
    """The whole set, to be written on by hand."""
    lembar = [
        proposal_sheet(None), *(judgement_sheet(unit, None) for unit in PENILAIAN), bappuk_sheet(None),
        agreement_sheet(None), agreement_sheet(None, pinjaman=True), change_sheet(None),
    ]  # fmt: skip
    return [{**x, "kaki": "*) Coret yang tidak perlu."} for x in lembar]


# -- numbers and signed sheets -------------------------------------------------------------------------------------


def _bappuk_number(b: BAPPUK) -> NomorSurat | None:
    if b.status != BAPPUK.Status.DITETAPKAN:
        return None
    return take_number(
        BAPPUK_KERTAS, b, pemilik=b.wilayah_id, singkatan="BAPPUK", lingkup=b.wilayah_id, tanggal=b.rapat.tanggal
    )


def receive_agreement(dokumen: Dokumen, berkas: Berkas, oleh: Any) -> Any:
    """The signed agreement came back as a photo: it is filed with the agreement in force. Source: USL-09, DOK-11."""
    ada = agreement_of(Usulan.objects.get(pk=dokumen.objek_id))
    if ada is not None and ada.berkas_id is None:
        ada.berkas = berkas
        ada.versi += 1
        ada.save(update_fields=["berkas", "versi", "diubah_pada"])
        catat("ksm.perjanjian.lembar_disimpan", ada)
    return ada


def register() -> None:
    """Tell laporan which papers proposals print."""

    def satu(kode: str, judul: Any, model: str, susun: Callable[[Any], list[Isi]], **ubah: Any) -> None:
        def isi(objek: Any) -> Isi:
            return {
                "tempat": place_data(objek.wilayah), "kop": body_letterhead(objek.wilayah), "kode_bagian": kode,
                "lembar": susun(objek),
            }  # fmt: skip

        kembali = ubah.pop("kembali", True)
        bawaan: dict[str, Any] = {
            "final": lambda objek: True,
            "nama": lambda o: f"{judul} {o}, {o.wilayah.nama_lengkap}",
        }
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=judul, model=model, templat=TEMPLAT, build=isi, penerbit=issuer,
                bagian=(Bagian(kode, judul, kembali),), **{**bawaan, **ubah},
            ),
        )  # fmt: skip

    usulan = "ksm.usulan"
    satu(USULAN, _("Lembar usulan KSM"), usulan, lambda u: [proposal_sheet(u)], final=lambda u: u.status != "draf")
    satu(PENILAIAN_UP, _("Lembar penilaian UP"), usulan, lambda u: [judgement_sheet(u.unit, u)])
    satu(
        PERJANJIAN, _("Surat perjanjian"), usulan, lambda u: [agreement_sheet(u)],
        cocok=lambda u: u.status not in {"draf", "diajukan", "verifikasi_up", "batal"},
        final=lambda u: agreement_of(u) is not None,
    )  # fmt: skip
    satu(
        PERUBAHAN, _("Berita acara perubahan usulan"), "ksm.perubahanusulan", lambda p: [change_sheet(p)],
        nama=lambda p: f"Berita acara perubahan {p.usulan}, {p.wilayah.nama_lengkap}",
    )  # fmt: skip
    satu(
        BAPPUK_KERTAS, _("BAPPUK"), "ksm.bappuk", lambda b: [bappuk_sheet(b)],
        final=lambda b: b.status == BAPPUK.Status.DITETAPKAN, nomor=_bappuk_number,
        nama=lambda b: f"{b}, {b.renta}, {b.wilayah.nama_lengkap}",
    )  # fmt: skip
    # Asked for from any of its rows; a row of names is seen by those only who may see names.
    satu(
        PENERIMA, _("Daftar penerima manfaat"), "ksm.pemanfaatusulan", lambda p: [recipients_sheet(p.usulan)],
        cocok=lambda p: p.keluarga_id is not None, nama=lambda p: f"Daftar penerima manfaat {p.usulan}",
    )  # fmt: skip
    satu(
        BLANKO, _("Lembar kosong usulan"), "ksm.ksm", blank_sheets, kembali=False,
        nama=lambda k: f"Lembar kosong usulan {k.nama}, {k.wilayah.nama_lengkap}",
    )  # fmt: skip
    izin_objek.daftar("ksm.pemanfaatusulan", izin.LIHAT_PEMANFAAT)
    penerima_kertas.daftar(PERJANJIAN, receive_agreement)


def recipients_paper(pemanfaat: Sequence[PemanfaatUsulan]) -> PemanfaatUsulan | None:
    """The row from which the list of recipients is asked for; None for works that count KK."""
    return next((p for p in pemanfaat if p.keluarga_id is not None), None)
