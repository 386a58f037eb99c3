"""Components: what a screen is made of says the same by shape, word and colour, and works without script."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from inti.registry import Kekurangan
from inti.tabel import Kolom, build_table
from inti.templatetags import komponen

AKAR = Path(__file__).resolve().parents[2]


def render(isi, **konteks):
    """A template text with our tags loaded."""
    permintaan = konteks.pop("request", RequestFactory().get("/"))
    permintaan.user = SimpleNamespace(is_authenticated=False)
    return engines["django"].from_string("{% load komponen inti %}" + isi).render(konteks, permintaan)


class HadirForm(forms.Form):
    hadir_l = forms.IntegerField(min_value=0)
    hadir_p = forms.IntegerField(min_value=0)
    miskin_l = forms.IntegerField(min_value=0)
    miskin_p = forms.IntegerField(min_value=0)


def test_every_icon_exists():
    """UMU: every picture that a template, a state or an alias names is in the sprite; none is drawn as nothing."""
    ada = set(re.findall(r'<symbol id="([\w-]+)"', (AKAR / "static/img/ikon.svg").read_text()))
    templat = "".join(f.read_text() for f in (AKAR / "templates").rglob("*.html"))
    dipakai = set(re.findall(r'{% ikon "([\w-]+)"', templat)) | set(re.findall(r'ikon="([\w-]+)"', templat))
    dipakai |= {k.ikon for k in komponen.KEADAAN.values() if k.ikon}

    assert len(dipakai) > 20
    assert {komponen.ALIAS.get(n, n) for n in dipakai} - ada == set()
    assert set(komponen.ALIAS.values()) - ada == set()


def test_states_differ_without_colour():
    """UMU: a state that has a colour also has a picture and a word, so that grey paper and a screen reader say the same."""
    for kode, keadaan in komponen.KEADAAN.items():
        assert str(keadaan.label), kode
        if keadaan.kelas:
            assert keadaan.ikon, kode
    utama = [
        "berjalan",
        "diajukan",
        "terverifikasi",
        "dikembalikan",
        "dibuka_kembali",
        "dilewati",
        "terlambat",
        "menolak",
    ]
    assert len({komponen.KEADAAN[k].isyarat for k in utama}) == len(utama)


def test_findings_block_first_and_escape():
    """SIK: what holds the step comes first, then warnings; what only informs is not missing; nothing people wrote becomes markup."""
    semua = [
        Kekurangan("A", "info", False, "Info"),
        Kekurangan("B", "block", True, "Sudah"),
        Kekurangan("C", "warn", False, "Peringatan <b>"),
        Kekurangan("D", "block", False, "Wajib", tautan="/isi/"),
    ]

    html = render("{% yang_kurang k teks_wa='x' %}", k=semua)

    urut = [html.index(f"{p}</") for p in ("Wajib", "Peringatan &lt;b&gt;", "Info", "Sudah")]
    assert urut == sorted(urut)
    assert "2 dari 4" in html and 'href="/isi/"' in html and "Teks siap WA" in html

    lengkap = render("{% yang_kurang k teks_wa='x' %}", k=semua[1:2])
    assert "lengkap" in lengkap and "Teks siap WA" not in lengkap


def test_findings_do_not_lead_to_the_page_they_are_on():
    """SIK: a finding that is mended on this very page has no link; elsewhere it has one."""
    k = [Kekurangan("A", "block", False, "Kertas belum ada", tautan="/berkas/1/")]
    for alamat, ada in (("/berkas/1/", False), ("/berkas/2/", True)):
        html = render("{% yang_kurang k %}", k=k, request=RequestFactory().get(alamat))
        assert ('href="/berkas/1/"' in html) == ada, alamat


@pytest.mark.parametrize(
    ("isi", "jumlah", "persen"),
    [
        ({"hadir_l": 38, "hadir_p": 31, "miskin_l": 14, "miskin_p": 12}, ["69", "26"], ["44,9 %", "37,7 %", "8,1 %"]),
        ({"hadir_l": "", "hadir_p": "x", "miskin_l": "", "miskin_p": ""}, ["0", "0"], ["–", "–", "0,0 %"]),
    ],
)
def test_attendance_totals_without_script(isi, jumlah, persen):
    """SIK: totals and shares stand on the page before any script runs; nothing to divide by is a dash, never 0 %."""
    html = render("{% kehadiran form daftar_dewasa=849 sasaran_miskin=40 %}", form=HadirForm(isi))

    assert re.findall(r"<output[^>]*>([^<]*)<", html) == jumlah
    assert re.findall(r"data-persen>([^<]*)<", html) == persen
    assert 'data-hadir="miskin_p"' in html and "sasaran 40 %" in html


def test_table_formats_sorts_and_escapes():
    """UMU: figures are aligned and formatted, sorting keeps the filter and starts at the first page, text is escaped."""
    kolom = [
        Kolom("nama", "Nama", urut="nama"),
        Kolom("dana.blm", "BLM", "rupiah", urut="blm"),
        Kolom("n", "Hadir", "angka"),
    ]
    baris = [{"nama": "<i>", "dana": {"blm": 1500000}, "n": None}]

    kepala, isi = build_table(kolom, baris, kueri=QueryDict("q=ci&urut=nama&sesudah=abc"))

    assert [s.isi for s in isi[0]] == ["<i>", "Rp 1.500.000", "–"]
    assert kepala[0].arah == "naik"
    assert QueryDict(kepala[0].tautan[1:]).dict() == {"q": "ci", "urut": "-nama"}
    assert QueryDict(kepala[1].tautan[1:]).dict() == {"q": "ci", "urut": "blm"}
    assert kepala[2].tautan == ""
    html = render("{% tabel kolom baris judul='Daftar' %}", kolom=kolom, baris=baris)
    assert "&lt;i&gt;" in html and "<i>" not in html
    assert 'class="num"' in html and 'data-label="BLM"' in html

    kosong = render("{% tabel kolom baris kosong='Belum ada kelurahan' %}", kolom=kolom, baris=[])
    assert "Belum ada kelurahan" in kosong and "<table" not in kosong


def test_transition_asks_for_reason_and_carries_key():
    """SIK: every transition button posts with CSRF and its own key; where a reason is due, it is asked first."""
    dasar = {"mungkin": True, "berwenang": True, "gaya": "", "perlu_alasan": False, "peringatan": []}
    buka = SimpleNamespace(**dasar, nama="ajukan", label="Ajukan", boleh=True)
    alasan = SimpleNamespace(**{**dasar, "perlu_alasan": True}, nama="kembalikan", label="Kembalikan", boleh=True)
    tutup = SimpleNamespace(**dasar, nama="verifikasi", label="Verifikasi", boleh=False)
    orang_lain = SimpleNamespace(**{**dasar, "berwenang": False}, nama="buka", label="Buka kembali", boleh=False)

    html = render("{% tombol_transisi t '/langkah/1/transisi/' %}", t=[buka, alasan, tutup, orang_lain])

    assert re.findall(r'action="([^"]+)"', html) == ["/langkah/1/transisi/ajukan/", "/langkah/1/transisi/kembalikan/"]
    kunci = re.findall(r'name="kunci" value="([\w-]+)"', html)
    assert len(kunci) == len(set(kunci)) == 2
    assert html.count('name="alasan"') == 1
    assert "disabled" in html and "Verifikasi" in html
    assert "Buka kembali" not in html


def test_style_guide_shows_everything(client, db):
    """UMU: the style guide opens, names every state, and a form that comes back keeps what was typed."""
    halaman = client.get("/gaya/")

    assert halaman.status_code == 200
    isi = halaman.content.decode()
    for keadaan in komponen.KEADAAN.values():
        assert str(keadaan.label) in isi

    kembali = client.post("/gaya/", {"tempat": "Masjid <Al-Ikhlas>", "hadir_l": "12"})
    assert kembali.status_code == 400
    isi = kembali.content.decode()
    assert "Masjid &lt;Al-Ikhlas&gt;" in isi and 'value="12"' in isi
    assert 'aria-invalid="true"' in isi


def test_page_frame_refuses_inline_code(client, db):
    """UMU: the page that the browser gets holds no inline script, style or handler (CSP), and htmx may not evaluate."""
    isi = client.get("/gaya/").content.decode()

    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", isi)
    assert '"allowEval":false' in isi and '"includeIndicatorStyles":false' in isi
