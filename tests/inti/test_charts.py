"""Charts: one SVG for page and paper, safe, readable without colour, with its figures. Source: UMU (SVG charts)."""

import re
from xml.etree import ElementTree as ET

import pytest

from inti import charts

SVG = "{http://www.w3.org/2000/svg}"


def bars(grafik):
    """Widths of the value bars, in drawing units (every second rect of a bar chart is the track)."""
    kotak = ET.fromstring(grafik.svg).findall(f"{SVG}rect")
    return [float(k.get("width")) for k in kotak if k.get("fill") in {charts.AKSEN, charts.AWAS}]


CONTOH = {
    "bar": lambda label: charts.bar(label, [(label, 3), ("B", 4)], sasaran=2),
    "stacked_bar": lambda label: charts.stacked_bar(label, [label, "Swadaya"], [(label, [1, 2])]),
    "line": lambda label: charts.line(label, [label, "Feb"], {label: [1, None], "B": [2, 3]}, sasaran=1),
    "heat_map": lambda label: charts.heat_map(label, [label], [(label, [("terlambat", label)])]),
    "progress": lambda label: charts.progress(label, 30, sasaran=40),
}


@pytest.mark.parametrize("buat", CONTOH.values(), ids=CONTOH)
def test_chart_is_safe_named_picture_with_figures(buat):
    """UMU-29: every chart is well-formed, named, escapes what people typed, and brings the table of its figures."""
    jahat = '<script>alert("1")</script>&'

    grafik = buat(jahat)

    akar = ET.fromstring(grafik.svg)
    assert akar.get("role") == "img"
    assert akar.find(f"{SVG}title").text == jahat
    assert "<script" not in grafik.svg
    assert grafik.kepala and grafik.baris
    assert all(len(b) == len(grafik.kepala) for b in grafik.baris)
    # Presentation attributes only: holds under the CSP, and the PDF engine draws the same.
    assert not re.search(r"\sstyle=|class=|var\(", str(grafik))


def test_bar_lengths_are_proportional():
    """UMU-29: a bar's length is its value; no figure is a dash, not a zero; below the target it changes shade."""
    grafik = charts.bar("Hadir", [("A", 50), ("B", 25), ("C", None)], sasaran=40, maks=100, lebar=400)

    assert bars(grafik) == [200.0, 100.0, 0.0]
    warna = [k.get("fill") for k in ET.fromstring(grafik.svg).findall(f"{SVG}rect")][1::2]
    assert warna == [charts.AKSEN, charts.AWAS, charts.AKSEN]
    assert grafik.baris == [["A", "50"], ["B", "25"], ["C", "–"]]


def test_bar_refuses_negative():
    """UMU-29: a bar starts at zero; a negative value is refused instead of drawn as a lie."""
    charts.bar("Laba", [("A", 0)])

    with pytest.raises(ValueError, match="nol"):
        charts.bar("Laba", [("A", -1)])


def test_stacked_bar_parts_sum_to_total():
    """UMU-29: parts share one scale and add up to the longest bar; a row of another length is refused."""
    grafik = charts.stacked_bar("Dana", ["BLM", "Swadaya"], [("I", [60, 40]), ("II", [30, 20])], lebar=400)

    batang = [k for k in ET.fromstring(grafik.svg).findall(f"{SVG}rect") if k.get("height") == "16"]
    assert [float(k.get("width")) for k in batang] == [240.0, 160.0, 120.0, 80.0]
    assert len({k.get("fill") for k in batang}) == 2
    assert grafik.baris[0] == ["I", "60", "40", "100"]

    with pytest.raises(ValueError, match="2 nilai untuk 3 seri"):
        charts.stacked_bar("Dana", ["a", "b", "c"], [("I", [1, 2])])


def test_line_breaks_at_gap():
    """UMU-29: a month without a figure breaks the line, it is never drawn as zero; series differ without colour."""
    grafik = charts.line("Tepat", ["J", "F", "M", "A"], {"X": [1, 2, None, 4], "Y": [1, 1, 2, 2]})

    garis = [p for p in ET.fromstring(grafik.svg).findall(f"{SVG}polyline")]
    titik = [len(p.get("points").split()) for p in garis]
    assert titik[2:] == [2, 4]  # after the two of the legend: X keeps Jan-Feb only, its April stands alone; Y is whole
    assert garis[2].get("stroke-dasharray") != garis[3].get("stroke-dasharray")
    assert grafik.baris[2] == ["M", "–", "2"]

    with pytest.raises(ValueError, match="waktu"):
        charts.line("Tepat", ["J"], {"X": [1, 2]})


@pytest.mark.parametrize(
    ("bawah", "atas", "harap"),
    [
        (0, 66, [0, 20, 40, 60, 80]),
        (0, 1, [0, 0.5, 1]),
        (-30, 90, [-50, 0, 50, 100]),
        (0, 0.03, [0, 0.01, 0.02, 0.03]),
        (0, 0, [0, 0.5, 1]),
    ],
)
def test_ticks_are_round_and_enclose(bawah, atas, harap):
    """UMU-29: scale values are round and enclose the data."""
    hasil = charts.ticks(bawah, atas)

    assert hasil[0] <= bawah and hasil[-1] >= atas
    assert hasil == harap


def test_progress_needs_a_whole():
    """UMU-29: a share of nothing is refused; above the whole the bar is full, not longer."""
    assert bars(charts.progress("Hadir", 150, 100, lebar=400)) == [400.0]

    with pytest.raises(ValueError, match="nol"):
        charts.progress("Hadir", 1, 0)


def test_same_chart_same_svg():
    """UMU-29: charts are pure: the page and the PDF get the same picture."""
    assert str(CONTOH["stacked_bar"]("x")) == str(CONTOH["stacked_bar"]("x"))
    assert charts._id("a") != charts._id("b")
