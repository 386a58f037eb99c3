"""The dashboards: their figures, the lists behind them, who may see them, what they cost."""

from __future__ import annotations

import gzip
import io
import re
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from dasbor import sajian
from dasbor.models import NilaiIndikator, RingkasanKelurahan
from dasbor.queries import Saring, listed, total
from dasbor.segarkan import refresh
from inti.registry import indikator
from siklus.queries_halaman import filter_siklus, latest_siklus
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.dasbor.conftest import Tiga, plan
from tests.factories import siklus as pabrik
from tests.factories.akun import officer
from wilayah.models import Wilayah
from wilayah.waktu import today_in

JALUR = "/dasbor/?kota=32.73"


def build(user: Any, kode: str = "32.73", **isi: Any) -> sajian.Dasbor:
    """The dashboard of an area as that officer sees it."""
    wilayah = Wilayah.objects.filter(kode=kode).first()
    return sajian.build(user, wilayah, Saring(kode, today_in(kode).replace(day=1), **isi))


# -- figures and their lists -------------------------------------------------------------------------------------------


def test_heat_map_agrees_with_the_lists(dihitung: Tiga, petugas_kota: Any) -> None:
    """SIK-13, SIK-30: every count of a column is the length of the list it opens, late ones computed the same way."""
    peta = build(petugas_kota).peta

    s0, s1 = (next(i for i, k in enumerate(peta.kolom) if k.kode == kode) for kode in ("S0", "S1"))
    assert dict(peta.jumlah[s0]) == {"terverifikasi": 1, "dikembalikan": 1}
    assert dict(peta.jumlah[s1]) == {"diajukan": 1, "terlambat": 1}
    for kolom, hitung in zip(peta.kolom, peta.jumlah, strict=True):
        for keadaan, n in hitung.items():
            if keadaan != "terkunci":
                daftar = filter_siklus(
                    latest_siklus(petugas_kota), area="32.73", langkah=kolom.kode, keadaan=keadaan, tahun=peta.tahun
                )
                assert daftar.count() == n, (kolom.kode, keadaan)


def test_tiles_are_counted(dihitung: Tiga, petugas_kota: Any) -> None:
    """SIK-13, DAS-05: late and on time add up to all kelurahan; every part of a figure is named."""
    d = build(petugas_kota)

    assert (d.angka["siklus.terlambat"].pembilang, d.angka["siklus.tepat"].pembilang) == (1, 1)
    assert d.angka["siklus.tepat"].nilai == 50
    perempuan = d.angka["partisipasi.perempuan"]
    assert (perempuan.pembilang, perempuan.penyebut, perempuan.teks) == (34, 74, "45,9 %")
    assert perempuan.sasaran == 40 and not perempuan.kurang and perempuan.satuan == "orang"
    assert (perempuan.melapor, perempuan.wajib, perempuan.arah, perempuan.langkah) == (2, 2, "naik", "S0")


def test_every_figure_and_its_list_agree(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """DAS-09: the list behind each half of each figure adds up to it; one that counts kelurahan has as many rows."""
    halaman, saring = klien(petugas_kota), Saring("32.73", today_in("32.73").replace(day=1))

    for kode, a in build(petugas_kota).angka.items():
        i = indikator.ambil(kode)
        assert i is not None
        for alamat, angka, ukuran in ((a.url, a.pembilang, i.pembilang), (a.url_penyebut, a.penyebut, i.penyebut)):
            if not alamat:
                continue
            baris = listed(petugas_kota, saring, ukuran)
            assert total(baris) == (angka or 0), (kode, ukuran)
            isi = halaman.get(alamat).content.decode()
            assert isi.count('<th scope="row"') == baris.count(), (kode, ukuran)
            if ukuran.startswith(("siklus.", "langkah.")):
                assert isi.count('<th scope="row"') == (angka or 0), (kode, ukuran)


def test_list_of_nothing_known_is_404(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """DAS-09: a figure that does not exist has no list."""
    assert klien(petugas_kota).get("/dasbor/rincian/?area=32.73&indikator=tidak.ada").status_code == 404


def test_visits_say_why_and_whom_to_call(dihitung: Tiga, petugas_kota: Any, petugas_kelurahan: Any, klien: Any) -> None:
    """DAS-08: the longest late first, with the first missing finding and the number of the facilitator."""
    dewi = officer("faskel.dua", "faskel_cd", KELURAHAN_TETANGGA, nama="Dewi Faskel")
    type(dewi)._base_manager.filter(pk=dewi.pk).update(telepon="081234567890")

    kunjungan = sajian.visits(build(petugas_kota).baris)
    isi = klien(petugas_kota).get(JALUR).content.decode()

    assert [k.kode for k in kunjungan] == [KELURAHAN_TETANGGA]
    assert kunjungan[0].hari_lewat == (today_in(KELURAHAN) - date(2020, 2, 1)).days
    assert [o.nama for o in kunjungan[0].kontak][:1] == ["Dewi Faskel"]
    assert 'href="tel:081234567890"' in isi and kunjungan[0].sebab[:20] in isi
    semua = klien(petugas_kota).get("/dasbor/kunjungan/?area=32.73").content.decode()
    assert "Sukarasa" in semua and "Sarijadi" not in semua


def test_click_is_seen_before_the_refresh(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """DAS-02: a stage that was just verified shows so at once, the figures of the summary follow."""
    from siklus.actions import verify_langkah

    verify_langkah(pabrik.stage(dihitung.sarijadi, "S1"), oleh=petugas_kota)

    baris = next(b for b in build(petugas_kota).peta.baris if b.kode == KELURAHAN)

    assert baris.sel[1].keadaan == "terverifikasi"


def test_first_look_needs_no_refresh(tiga: Tiga, petugas_kota: Any) -> None:
    """DAS-02: before the task has run once, a few kelurahan are computed for the eye and nothing is written."""
    d = build(petugas_kota)

    assert d.jumlah.kelurahan == 2 and d.angka["siklus.terlambat"].pembilang == 1
    assert not RingkasanKelurahan.objects.exists()


# -- narrowing ---------------------------------------------------------------------------------------------------------


def test_filters_narrow_figures_and_lists(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """DAS-09: wave and kecamatan narrow the figure and its list alike; nonsense is ignored."""
    plan(dihitung.sarijadi, "S0", "2020-01-31")
    plan(dihitung.sukarasa, "S0", "2020-01-31")
    dihitung.sukarasa.langkah.filter(kode="S0").update(rencana_mulai="2020-01-15")
    dihitung.sukarasa.langkah.filter(kode="S1").update(rencana_mulai="2020-01-20")
    RingkasanKelurahan.objects.update(versi_sumber="lama")
    refresh()

    gelombang = klien(petugas_kota).get(f"{JALUR}&gelombang=2020-01-15")
    assert gelombang.context["d"].jumlah.kelurahan == 1
    a = gelombang.context["d"].angka["partisipasi.perempuan"]
    assert (a.pembilang, a.penyebut) == (12, 22) and "gelombang=2020-01-15" in a.url
    assert klien(petugas_kota).get(a.url).content.decode().count('<th scope="row"') == 1
    for salah in ("gelombang=kemarin", "bulan=2026-13", "angkatan=x", "kecamatan=32.77.01", "tahun=9999", "urut=apa"):
        jawab = klien(petugas_kota).get(f"{JALUR}&{salah}")
        assert jawab.status_code == 200 and jawab.context["d"].jumlah.kelurahan == 2, salah


# -- levels and officers -----------------------------------------------------------------------------------------------


def test_dashboard_by_four_officers(dihitung: Tiga, empat_petugas: dict[str, Any], klien: Any) -> None:
    """UMU-11, UMU-12: the kota's officer sees both kelurahan, the kelurahan's its own, another kota a 404, on every page."""
    alamat = [
        JALUR, "/dasbor.xlsx?kota=32.73", "/dasbor/rincian/?area=32.73&indikator=siklus.tepat", "/dasbor/kunjungan/?area=32.73",
    ]  # fmt: skip
    for jalur in alamat:
        jawab = {n: klien(p).get(jalur) for n, p in empat_petugas.items()}
        assert jawab["kota"].status_code == jawab["kelurahan"].status_code == 200, jalur
        assert jawab["kota_lain"].status_code == 404, jalur
        assert jawab["tanpa_tugas"].status_code == 403, jalur
    assert "Sukarasa" in klien(empat_petugas["kota"]).get(JALUR).content.decode()
    assert "Sukarasa" not in klien(empat_petugas["kelurahan"]).get(JALUR).content.decode()
    assert klien(empat_petugas["kelurahan"]).get(JALUR).context["d"].jumlah.kelurahan == 1


def test_plain_address_opens_the_own_area(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """DAS-05: without any filter the officer's kota opens, with the filters of what there is to choose."""
    jawab = klien(petugas_kota).get("/dasbor/")

    assert jawab.status_code == 200 and jawab.context["d"].nama == "Kota Bandung"
    assert not jawab.context["saring"].aktif
    pusat = klien(officer("pmu", "pmu", "", nama="Puspa")).get("/dasbor/")
    assert pusat.context["d"].nama == "Nasional" and set(pusat.context["saring"].fields) == {"area"}


def test_province_and_nation_roll_up(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """DAS-04: the same page by level, kota rows below a province, provinces below the nation; sums are those of the rows."""
    kmw, pusat = officer("kmw", "kmw", "32", nama="Kirana"), officer("pmu", "pmu", "", nama="Puspa")

    provinsi, nasional = klien(kmw).get("/dasbor/?area=32"), klien(pusat).get("/dasbor/?area=nasional")

    assert [b.nama for b in provinsi.context["d"].bawah] == ["Kota Bandung", "Kota Cimahi"]
    assert [b.nama for b in nasional.context["d"].bawah] == ["Jawa Barat"]
    for jawab in (provinsi, nasional):
        d = jawab.context["d"]
        assert d.jumlah.kelurahan == 3 and d.angka["partisipasi.perempuan"].penyebut == 74
        rincian = klien(kmw if jawab is provinsi else pusat).get(d.angka["siklus.tepat"].url)
        assert rincian.content.decode().count('<th scope="row"') == 2
    assert klien(petugas_kota).get("/dasbor/?area=32").status_code == 404
    assert klien(petugas_kota).get("/dasbor/?area=nasional").status_code == 404


def test_cells_open_their_stage(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """SIK-30: the cell of a stage leads to its page, the head of a column to its list; a quiet cell leads nowhere."""
    isi = klien(petugas_kota).get(JALUR).content.decode()

    assert f'href="/langkah/{pabrik.stage(dihitung.sukarasa, "S0").pk}/"' in isi
    assert f'href="/langkah/{pabrik.stage(dihitung.sukarasa, "S6").pk}/"' not in isi
    assert "/langkah/?langkah=S0&amp;area=32.73" in isi
    assert re.search(r"Data per \d\d\.\d\d, ", isi)


def test_dashboard_without_a_kota_says_what_to_do(petugas_tanpa_tugas: Any, register: Any, klien: Any) -> None:
    """UMU-13: nothing to show is a sentence, not an empty table."""
    korkot = officer("korkot.baru", "korkot", "32.77", nama="Kirana")

    assert "Belum ada siklus di kota ini" in klien(korkot).get("/dasbor/").content.decode()


# -- what leaves -------------------------------------------------------------------------------------------------------


def sheets(isi: bytes) -> dict[str, list[list[Any]]]:
    """Sheets of a workbook by name."""
    from python_calamine import CalamineWorkbook

    buku = CalamineWorkbook.from_filelike(io.BytesIO(isi))
    return {nama: buku.get_sheet_by_name(nama).to_python() for nama in buku.sheet_names}


def test_workbook_says_the_same_in_words(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """UMU-24, DAS-10: matrix, indicators and lateness; every figure is that of the page."""
    d = build(petugas_kota)

    isi = sheets(klien(petugas_kota).get("/dasbor.xlsx?kota=32.73").content)

    matriks = isi["Kelurahan x langkah"]
    assert matriks[0][:4] == ["Kode", "Kelurahan", "Sosialisasi", "RKM"]
    per_kode = {b[0]: b for b in matriks[1:]}
    assert per_kode[KELURAHAN][2:4] == ["terverifikasi", "menunggu verifikasi"]
    assert per_kode[KELURAHAN_TETANGGA][2] == "dikembalikan"
    angka = {b[1]: b for b in isi["Indikator"][1:]}
    assert set(angka) == set(d.angka)
    for kode, a in d.angka.items():
        pembilang = angka[kode][5]
        assert (pembilang if pembilang != "" else None) == (float(a.pembilang) if a.pembilang is not None else None), (
            kode
        )
        assert (angka[kode][10], angka[kode][11]) == (a.melapor, a.wajib)
    assert [b[0] for b in isi["Keterlambatan"][1:]] == [KELURAHAN_TETANGGA]


def test_page_equals_the_stored_figures(dihitung: Tiga, petugas_kota: Any) -> None:
    """DAS-10: what the page adds up from kelurahan is what is stored for the kota, and so what the API gives."""
    for kode, a in build(petugas_kota).angka.items():
        n = NilaiIndikator.objects.get(wilayah="32.73", kode_indikator=kode)
        assert (n.pembilang, n.penyebut, n.melapor, n.wajib) == (a.pembilang, a.penyebut, a.melapor, a.wajib), kode


# -- cost --------------------------------------------------------------------------------------------------------------


def test_cost_does_not_grow(dihitung: Tiga, petugas_kota: Any, register: Any, klien: Any) -> None:
    """UMU-15: another kelurahan costs no further query."""
    peramban = klien(petugas_kota)
    peramban.get(JALUR)

    def cost() -> int:
        with CaptureQueriesContext(connection) as q:
            peramban.get(JALUR)
        return len(q)

    dua = cost()
    for i in range(3, 8):
        kode = f"32.73.01.{1000 + i}"
        Wilayah.objects.create(
            kode=kode, nama=f"Rekaan {i}", nama_cari=f"rekaan {i}", tingkat="kelurahan", jenis="kelurahan",
            induk_id="32.73.01", zona="Asia/Jakarta",
        )  # fmt: skip
        pabrik.put_on_list(kode)
        pabrik.open_siklus(Wilayah.objects.get(pk=kode))
    refresh()

    assert peramban.get(JALUR).context["d"].jumlah.kelurahan == 7
    assert cost() <= dua


def test_page_of_a_kota_is_light(dihitung: Tiga, petugas_kota: Any, klien: Any) -> None:
    """DAS-10: a row of the heat map costs so little that 151 kelurahan stay under 60 kB compressed."""
    isi = klien(petugas_kota).get(JALUR).content
    satu = re.search(rb"<tr><th scope=\"row\">.*?</tr>", isi, re.S)

    assert satu is not None
    assert len(gzip.compress(isi)) + 151 * 140 < 60_000
