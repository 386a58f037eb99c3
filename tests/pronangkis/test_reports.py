"""Papers of a plan: what they print, how they add up, when DRAF goes, what their signed copy means."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal

import pytest
from django.urls import reverse

from inti import pdf, pekerjaan
from inti.pelaku import SISTEM
from laporan import actions as kertas
from laporan.kertas import paper_context
from laporan.models import Berkas, Dokumen
from laporan.registry import kind_of
from pronangkis import actions
from pronangkis.models import PJM, Renta
from pronangkis.reports import bab, dokumen, gambar, kolom, matriks
from pronangkis.reports.keadaan import papers_of
from siklus.models import Keluaran
from tests.factories.laporan import photo_upload
from tests.helpers import kunci, masuk
from tests.laporan.conftest import cetak_palsu, media  # noqa: F401
from tests.pronangkis import contoh
from tests.pronangkis.test_actions import MENYUSUL, filled, ratify

JENIS = ("pjm", "resume_pjm", "daftar_prioritas", "renta")
RUPA = {"contoh": contoh.example, "ekstrem": contoh.extreme, "kosong": contoh.bare, "besar": lambda: contoh.grown(120)}


@pytest.fixture(autouse=True)
def paper_is_indonesian():
    """As request_dokumen has it."""
    from django.utils import translation

    with translation.override("id"):
        yield


def paper(jenis: str, plan: dict, sekitar: dict) -> dict:
    """The data of one paper, as it comes back from the database."""
    if jenis == "renta":
        isi = dokumen.renta_paper(plan, sekitar, plan["renta"][0])
    else:
        susun = {
            "pjm": dokumen.pjm_paper,
            "resume_pjm": dokumen.resume_paper,
            "daftar_prioritas": dokumen.priority_paper,
        }
        isi = susun[jenis](plan, sekitar)
    return json.loads(json.dumps(isi))


def page(jenis: str, isi: dict, *, draf: bool = False) -> str:
    """The HTML of one paper."""
    return pdf.render_html(
        kind_of(jenis).templat,
        {"isi": isi, "gambar": gambar.pictures(isi), "judul": "PJM Pronangkis", "nomor": "001/PJM/32.73.01.1001/XI/2026",
         "draf": draf, "kode": "7K4Q-92MD-XT3A", "sidik": "5f2c 91ab", "alamat_periksa": "p2kp.contoh.id/verifikasi", "qr": {}},
    )  # fmt: skip


def number(teks: str) -> int:
    """A figure of a cell: 1.037.600 -> 1037600, a dash is nothing."""
    return int(teks.replace(".", "")) if teks != "–" else 0


def tables(isi: dict) -> list[dict]:
    """Every table of a paper."""
    blok = [b for x in isi.get("bab", []) for b in x["blok"]] + isi.get("blok", []) + isi.get("depan", [])
    return [b for b in blok if b["jenis"] == "tabel"]


@pytest.mark.parametrize("rupa", ["contoh", "besar", "ekstrem"])
def test_matrix_adds_up(rupa):
    """DOK-16: each activity stands once in M1, and bands and last line are the sums of the plan, column by column."""
    plan, _sekitar = RUPA[rupa]()
    tabel = matriks.m1(plan)
    kegiatan = matriks.activities(plan)
    kali = 1000 if "(ribu rupiah)" in json.dumps(tabel["kepala"]) else 1

    baris = [b["sel"] for b in tabel["baris"] if not b["rupa"]]
    assert [(int(b[0]), b[1]) for b in baris] == [(g["nomor"], g["nama"]) for g in kegiatan]
    assert [number(b[9]) * kali for b in baris] == [g["biaya_total"] for g in kegiatan]
    tahun = slice(-2 - plan["pjm"]["tahun"], -2)
    assert all(sum(number(x) for x in b[10:][: len(b[10 : tahun.start])]) == number(b[9]) for b in baris)
    pita = {b["sel"][0]: b["sel"] for b in tabel["baris"] if b["rupa"] == "bidang"}
    assert {n: number(s[4]) * kali for n, s in pita.items()} == {b["nama"]: b["total"] for b in plan["rekap"]["baris"]}
    jumlah = tabel["baris"][-1]["sel"]
    assert number(jumlah[4]) * kali == plan["rekap"]["total"] == sum(g["biaya_total"] for g in kegiatan)
    assert number(jumlah[3]) == sum(g["kk_miskin"] for g in kegiatan)
    assert sum(number(x) for x in jumlah[5:-5]) == number(jumlah[4])


def test_volumes_of_the_years_stand_in_the_matrix():
    """DOK-16: what is planned in a year is printed in its column, and the years sum to the volume."""
    plan, _sekitar = contoh.example()
    for b, g in zip([x for x in matriks.m1(plan)["baris"] if not x["rupa"]], matriks.activities(plan), strict=True):
        assert b["sel"][4] == kolom.volume(g["volume"])
        assert b["sel"][-5:-2] == [kolom.volume(v) for v in g["volume_tahun"]]


@pytest.mark.parametrize("rupa", ["contoh", "besar", "ekstrem", "kosong"])
def test_shares_sum_to_hundred(rupa):
    """DOK-17: shares by field and by source each sum to exactly 100, as printed."""
    plan, _sekitar = RUPA[rupa]()
    *bidang, jumlah, bagian = matriks.m3(plan)["baris"]

    def percent(teks: str) -> Decimal:
        return Decimal(teks.removesuffix(" %").replace(",", "."))

    assert sum(percent(b["sel"][-1]) for b in bidang) == 100 == percent(jumlah["sel"][-1])
    assert sum(percent(x) for x in bagian["sel"][1:-2]) == 100 == percent(bagian["sel"][-2])
    assert "Biaya operasional BKM" in [b["sel"][0] for b in bidang]


def test_renta_sums_and_months():
    """DOK-16: M2 holds the lines of its year, their sums, other sources by name, and months as a bar read aloud."""
    plan, sekitar = contoh.example()
    isi = paper("renta", plan, sekitar)
    tabel = next(t for t in tables(isi) if t["rupa"] == "matriks")
    renta = plan["renta"][0]

    baris = [b["sel"] for b in tabel["baris"] if not b["rupa"]]
    assert [int(b[0]) for b in baris] == [g["nomor"] for g in renta["kegiatan"]]
    assert number(tabel["baris"][-1]["sel"][1]) * 1000 == renta["total"]
    html = page("renta", isi)
    assert "<title>Maret, April, Mei</title>" in html or "<title>Februari, Maret</title>" in html
    assert "APBD kota" in baris[0][9] and "Rp 847.300.000" in html


@pytest.mark.parametrize("rupa", sorted(RUPA))
@pytest.mark.parametrize("jenis", ["pjm", "daftar_prioritas", "resume_pjm"])
def test_every_table_fits_its_sheet(jenis, rupa):
    """DOK-16: widths fill the sheet exactly, no figure is wider than its column, words keep at least 8 mm."""
    for t in tables(paper(jenis, *RUPA[rupa]())):
        ruang = kolom.LEBAR if t["rupa"] == "matriks" else kolom.TEGAK
        pt = matriks.PT_M1 if t["rupa"] == "matriks" else 8.2
        assert sum(x["l"] for x in t["kolom"]) == ruang, t["judul"]
        assert all(3 <= x["l"] <= 165 for x in t["kolom"]), t["judul"]
        for b in t["baris"]:
            kolom_isi = t["kolom"][b["span"] - 1 :] if b["span"] > 1 else t["kolom"]
            for x, teks in list(zip(kolom_isi, b["sel"], strict=False))[1:]:
                if x["k"] == "n":
                    assert kolom.text_width(teks, pt, tebal=b["rupa"] == "jumlah") < x["l"], (t["judul"], teks)


def test_example_in_words():
    """DOK-16: cover, ratification, contents with anchors, nine chapters, annexes, rosters, meetings."""
    plan, sekitar = contoh.example()
    html = page("pjm", paper("pjm", plan, sekitar))
    teks = " ".join(re.sub(r"<[^>]+>", " ", html).split())

    for kata in (
        "Tempel foto rembug warga", "Disahkan dalam rembug warga, 14 November 2026", "126 orang (61 laki-laki dan 65 perempuan)",
        "Rp 2.641.300.000", "dua miliar enam ratus empat puluh satu juta tiga ratus ribu rupiah", "Dra. Hj. Ratna Komalasari, M.Si.",
        "281", "Hj. Euis Kartini", "Unit Pengelola Keuangan (UPK)", "Balai RW 03", "Disepakati melalui musyawarah mufakat",
        "54,0 % di antaranya perempuan", "16,7 %", "44,1 %",
    ):  # fmt: skip
        assert kata in teks, kata
    kunci = [b["kunci"] for b in paper("pjm", plan, sekitar)["bab"]]
    assert len(kunci) == 11 and all(f'href="#{k}"' in html and f'id="{k}"' in html for k in kunci)
    anker = re.findall(r'href="#([^"]+)"', html)
    assert all(n == 1 for n in Counter(re.findall(r' id="([^"]+)"', html)).values())
    assert set(anker) <= set(re.findall(r' id="([^"]+)"', html))
    assert not re.search(r"\bstyle=", html)  # the page is read on screen too, under the content policy


def test_bare_plan_says_kindly_what_is_missing():
    """DOK-16: what nobody recorded is said or left out; a field without activities says so."""
    plan, sekitar = contoh.bare()
    teks = page("pjm", paper("pjm", plan, sekitar), draf=True)

    for kata in ("Angka monografi kelurahan belum diisi.", "Visi dan misi belum disepakati.", "Renta belum disusun.",
                 matriks.TANPA_KEGIATAN, "Urutan kegiatan belum disepakati.", "DRAF", "Rancangan, belum disahkan"):  # fmt: skip
        assert kata in teks, kata
    assert "None" not in teks


def test_composed_vision_is_not_printed_twice():
    """PJM-15: the composed chapter repeats vision and mission; on paper they stand once, above the goals."""
    cerita = "Visi X dibahas kembali:\n\nWarga mandiri\n\nMisi untuk mencapainya:\n1. Air bersih\n2. Usaha tumbuh\n\nTujuannya satu."

    sisa = bab.without(cerita, "Warga mandiri", ["Air bersih", "Usaha tumbuh"])

    assert [p for p in sisa.split("\n\n") if p] == ["Visi X dibahas kembali.", "Tujuannya satu."]


def test_lists_in_a_narrative_become_lists():
    """DOK-16: numbered lines that people type are printed as a list."""
    blok = bab.text("Pembuka:\n1. satu\n2. dua\n\n- lepas\nPenutup")

    assert [(b["jenis"], b["isi"]) for b in blok] == [
        ("paragraf", ["Pembuka:"]), ("butir", ["satu", "dua"]), ("butir", ["lepas"]), ("paragraf", ["Penutup"]),
    ]  # fmt: skip


# -- from rows --------------------------------------------------------------------------------------------------------


@pytest.fixture
def terisi(pjm, petugas_kelurahan, basis):
    """A filled draft."""
    return filled(pjm, petugas_kelurahan, basis)


@pytest.fixture
def disahkan(terisi, petugas_kelurahan):
    """The same, ratified in its rembug."""
    actions.submit_pjm(terisi, oleh=petugas_kelurahan, alasan=MENYUSUL)
    ratify(terisi, petugas_kelurahan)()
    return PJM.objects.get(pk=terisi.pk)


def ask(jenis: str, objek) -> Dokumen:
    """The row as stored."""
    d = kertas.request_dokumen(jenis, objek, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.select_related("nomor", "wilayah", "pekerjaan").get(pk=d.pk)


def of_kind(jenis: str, pjm: PJM):
    """The row that a kind is about."""
    return Renta.objects.get(pjm=pjm, tahun_ke=1) if jenis == "renta" else pjm


@pytest.mark.parametrize("jenis", JENIS)
def test_draft_until_ratified(jenis, terisi, petugas_kelurahan):
    """DOK-07, PJM-11: DRAF on every paper until the rembug ratified; then the number stays and the watermark goes."""
    draf = ask(jenis, of_kind(jenis, terisi))
    actions.submit_pjm(terisi, oleh=petugas_kelurahan, alasan=MENYUSUL)
    ratify(terisi, petugas_kelurahan)()
    akhir = ask(jenis, of_kind(jenis, PJM.objects.get(pk=terisi.pk)))

    lembar = [pdf.render_html(kind_of(jenis).templat, paper_context(d)) for d in (draf, akhir)]
    assert ["DRAF" in x and "cetak-draf.css" in x for x in lembar] == [True, False]
    assert (draf.final, akhir.final, akhir.nomor_id) == (False, True, draf.nomor_id)
    assert "Dedi Kurnia" in lembar[1] and "Dedi Kurnia" not in lembar[0]


def test_same_plan_is_the_same_paper(disahkan):
    """DOK-08: asked twice without a change, the plan is one document."""
    assert ask("pjm", disahkan).pk == ask("pjm", disahkan).pk


@pytest.mark.parametrize(
    ("jenis", "kode", "rembug"),
    [("pjm", "S6-PJM", False), ("renta", "S6-RENTA", False), ("daftar_prioritas", "S6-PRIORITAS", True)],
)
def test_signed_sheet_becomes_evidence(disahkan, petugas_kelurahan, cetak_palsu, jenis, kode, rembug):  # noqa: F811
    """DOK-19: the photo of the signed sheet lies under the output of S6 that asks for it, with who signed."""
    d = ask(jenis, of_kind(jenis, disahkan))
    pekerjaan.run(str(d.pekerjaan_id))
    d = Dokumen.objects.get(pk=d.pk)

    berkas = kertas.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=d, slot=jenis)

    k = Keluaran.objects.get(langkah=disahkan.langkah_id, kode=kode)
    assert (k.berkas_id, k.dokumen_id, k.pertemuan_id is not None) == (berkas.pk, d.pk, rembug)
    if not rembug:
        assert [t["nama"] for t in k.penanda_tangan] == ["Dedi Kurnia", "Asep Hidayat"]


def test_resume_photo_lies_with_its_document(disahkan, petugas_kelurahan, cetak_palsu):  # noqa: F811
    """DOK-19: no output of S6 asks for the resume; its photo stays with the document."""
    d = ask("resume_pjm", disahkan)
    pekerjaan.run(str(d.pekerjaan_id))

    kertas.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=Dokumen.objects.get(pk=d.pk), slot="resume_pjm")

    assert Berkas.objects.filter(dokumen=d).exists() and not Keluaran.objects.filter(dokumen=d).exists()


def test_papers_by_four_officers(disahkan, empat_petugas, django_assert_num_queries):
    """UMU-11: each kind with its newest print in two queries; who has no task there sees no print and may ask for none."""
    d = ask("pjm", disahkan)
    with django_assert_num_queries(2):
        daftar = papers_of(SISTEM, disahkan)
    assert [k.jenis.kode for k in daftar] == ["pjm", "resume_pjm", "daftar_prioritas"]
    assert daftar[0].dokumen == d and daftar[0].disusun and daftar[1].dokumen is None

    lihat = {nama: papers_of(p, disahkan)[0] for nama, p in empat_petugas.items()}
    assert {n for n, k in lihat.items() if k.dokumen} == {"kelurahan", "kota"}
    assert (
        not lihat["kota_lain"].boleh_minta and not lihat["tanpa_tugas"].boleh_minta and lihat["kelurahan"].boleh_minta
    )


def test_papers_are_asked_and_fetched_on_the_pages(disahkan, empat_petugas, cetak_palsu):  # noqa: F811
    """DOK-16, UMU-11: plan, tab, Renta and stage offer the papers; the team asks, lurah and kota fetch, others see nothing."""
    from tests.factories.akun import officer

    orang = {**empat_petugas, "lurah": officer("lurah", "lurah", disahkan.wilayah_id, nama="Lurah Rekaan")}
    klien = {nama: masuk(p) for nama, p in orang.items()}
    renta = disahkan.renta.get()
    alamat = reverse("laporan:dokumen-minta", args=["pjm", disahkan.pk])
    halaman = f"/pjm/{disahkan.pk}/"

    for tempat in (halaman, f"/kelurahan/{disahkan.wilayah_id}/pjm/"):
        isi = klien["kelurahan"].get(tempat).content.decode()
        for kode, objek in (
            ("pjm", disahkan),
            ("resume_pjm", disahkan),
            ("daftar_prioritas", disahkan),
            ("renta", renta),
        ):
            assert reverse("laporan:dokumen-minta", args=[kode, objek.pk]) in isi, (tempat, kode)
    assert (
        reverse("laporan:dokumen-minta", args=["renta", renta.pk])
        in klien["kelurahan"].get(f"/renta/{renta.pk}/").content.decode()
    )
    assert f"{halaman}#kertas-rencana" in klien["kelurahan"].get(f"/langkah/{disahkan.langkah_id}/").content.decode()

    status = {nama: k.post(alamat, kunci()).status_code for nama, k in klien.items()}
    assert status == {"kelurahan": 302, "kota": 403, "kota_lain": 404, "tanpa_tugas": 403, "lurah": 403}
    d = Dokumen.objects.get(jenis="pjm")
    kemajuan, unduh = reverse("laporan:dokumen-kemajuan", args=[d.pk]), reverse("laporan:dokumen-unduh", args=[d.pk])
    for nama in ("kelurahan", "lurah", "kelurahan"):  # a reload follows it again
        assert kemajuan in klien[nama].get(halaman).content.decode()
    pekerjaan.run(str(d.pekerjaan_id))
    for nama in ("kelurahan", "lurah", "kota"):
        isi = klien[nama].get(halaman).content.decode()
        assert unduh in isi and kemajuan not in isi and (alamat in isi) == (nama == "kelurahan")
        assert klien[nama].get(unduh).status_code == 200
    assert klien["kota_lain"].get(unduh).status_code == 404


def test_signers_are_filled_in(terisi, petugas_kelurahan):
    """SIK-137: the lurah with an account stands under the paper and in the form before anybody typed the name."""
    from pronangkis.reports.sumber import surroundings
    from tests.factories.akun import officer

    sebelum = dokumen.signatures(surroundings(terisi))
    officer("lurah", "lurah", terisi.wilayah_id, nama="Lurah Rekaan")

    assert sebelum[1]["nama"] == "" and dokumen.signatures(surroundings(terisi))[1]["nama"] == "Lurah Rekaan"
    actions.submit_pjm(terisi, oleh=petugas_kelurahan, alasan=MENYUSUL)
    ratify(terisi, petugas_kelurahan)  # the rembug is held, nothing recorded yet
    assert "Lurah Rekaan" in masuk(petugas_kelurahan).get(f"/pjm/{terisi.pk}/transisi/sahkan/").content.decode()


def test_older_draft_is_told(terisi, petugas_kelurahan, cetak_palsu):  # noqa: F811
    """DOK-07: a draft print of a plan ratified since says that it is old."""
    d = ask("pjm", terisi)
    pekerjaan.run(str(d.pekerjaan_id))
    actions.submit_pjm(terisi, oleh=petugas_kelurahan, alasan=MENYUSUL)
    ratify(terisi, petugas_kelurahan)()

    satu = papers_of(petugas_kelurahan, PJM.objects.get(pk=terisi.pk))[0]

    assert satu.lama and not satu.disusun and not satu.difoto


def test_findings_are_printed_and_poor_only_as_sums(pjm, petugas_kelurahan, basis, monkeypatch):
    """DOK-18: problems, potentials, criteria and maps of the mapping are printed; of PS-2 the sums by RT, never a name."""
    from pronangkis.reports import sumber
    from siklus.queries_ps2 import poor_counts_by_basis
    from tests.factories import ps2, refleksi

    filled(pjm, petugas_kelurahan, basis)
    ps2.criteria(ps2.mapping())
    refleksi.MasalahFactory(uraian="Saluran tersumbat setiap hujan", disepakati=True, lokasi="tepi kali")
    refleksi.MasalahFactory(uraian="Usul yang belum disepakati", disepakati=False)
    refleksi.PotensiFactory(uraian="Dua puluh tukang batu")
    for nama in ("Icih Rekaan", "Unang Rekaan"):
        keluarga = ps2.KeluargaFactory(nama_kk=nama, basis=basis["rt1"], jiwa_l=2, jiwa_p=3)
        ps2.EntriPS2Factory(keluarga=keluarga, peringkat="sangat_miskin")
    # How a list is determined is tried in tests/siklus; here proposed entries count.
    monkeypatch.setattr(sumber, "poor_counts_by_basis", lambda kode: poor_counts_by_basis(kode, status=("diusulkan",)))

    d = ask("pjm", pjm)

    html = pdf.render_html(kind_of("pjm").templat, paper_context(d))
    for kata in ("Saluran tersumbat setiap hujan", "tepi kali", "Dua puluh tukang batu", "Rumah tidak layak huni"):
        assert kata in html, kata
    assert "Usul yang belum disepakati" not in html
    assert "Icih" not in json.dumps(d.isi) and "Unang" not in json.dumps(d.isi)
    sekitar = sumber.surroundings(PJM.objects.get(pk=pjm.pk))
    assert [(b["sangat_miskin"], b["jiwa_l"], b["jiwa_p"]) for b in sekitar["ps2"]] == [(2, 4, 6)]
    assert ">10</dd><dt>jiwa (4 L, 6 P)" in html


def test_groups_are_listed_by_the_app_above(pjm, petugas_kelurahan, basis):
    """DOK-16: the register of KSM tells its groups through the registry; the plan prints them with their sums."""
    from inti.registry import bagian_dokumen

    assert bab.KSM in bagian_dokumen
    blok = bab.groups_blocks(contoh.example()[1]["ksm"])
    assert blok[1]["baris"][-1]["sel"] == ["Jumlah 3 KSM", "12", "18", "30"]
    assert bab.groups_blocks(bab.groups(pjm.wilayah_id)) == []


# -- real PDF ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_printed_plan_is_tagged_with_bookmarks():
    """DOK-13, DOK-16: the real PDF is tagged, Indonesian, has a bookmark per chapter, and about two dozen pages."""
    from tests.inti.test_pdf import opened

    plan, sekitar = contoh.example()
    hasil = pdf.print_html(page("pjm", paper("pjm", plan, sekitar)))
    isi = opened(hasil.pdf)

    assert 18 <= hasil.halaman <= 28
    assert b"/MarkInfo" in isi and b"/Lang (id)" in isi
    for bab_ in ("Program jangka menengah", "Ringkasan berita acara", "Kata pengantar"):
        assert bab_.encode() in isi or bab_.encode("utf-16-be") in isi, bab_


@pytest.mark.slow
@pytest.mark.parametrize("jenis", ["pjm", "renta", "resume_pjm", "daftar_prioritas"])
def test_extremes_stay_on_the_sheet(jenis):
    """DOK-16: names of sixty letters, words without end, eleven sources, odd rupiah: no text runs off its sheet."""
    from weasyprint import HTML

    plan, sekitar = contoh.extreme()
    for p in plan["program"]:
        p["kegiatan"] = p["kegiatan"][:1]
    contoh.recount(plan)
    html = page(jenis, paper(jenis, plan, sekitar), draf=True)
    lembar = HTML(string=html, base_url=f"{pdf.ASSET_ROOT.as_uri()}/", url_fetcher=pdf._fetcher_class()()).render()

    for no, halaman in enumerate(lembar.pages, 1):
        kotak = halaman._page_box
        for teks in texts_of(kotak):
            assert teks.position_x >= -0.5, (no, teks.text)
            assert teks.position_x + teks.width <= kotak.margin_width() - 8, (no, teks.text)
            assert teks.position_y + teks.height <= kotak.margin_height(), (no, teks.text)


def texts_of(kotak):
    """Every piece of text laid out in a box."""
    if hasattr(kotak, "text"):
        yield kotak
    for anak in getattr(kotak, "children", ()):
        yield from texts_of(anak)
