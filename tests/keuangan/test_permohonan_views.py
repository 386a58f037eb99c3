"""Pages of products and loans, by those who may and those who may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akun.models import Penugasan
from keuangan import actions
from keuangan.actions.produk import ISI
from keuangan.forms.produk import KetentuanForm
from keuangan.menunggu_pinjaman import waiting_for
from keuangan.models import BuktiPinjaman, KetentuanProduk, Pinjaman, ProdukPinjaman
from ksm.models import PemanfaatUsulan, Usulan
from tests.conftest import KELURAHAN, KELURAHAN_LAIN
from tests.factories.akun import officer
from tests.factories.laporan import photo_file
from tests.factories.permohonan import (
    AKAD,
    CAIR,
    MINTA,
    PERIKSA,
    PUTUS,
    applied,
    checked,
    fill_cash,
    group,
    members,
    product,
    proposed,
)
from tests.factories.usulan_jadi import UsulanFactory, usulan_in
from tests.helpers import fresh, kunci, masuk
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def produk(buku, manajer) -> Any:
    """Flat 1.5 %, Rp 1.000, 24 months."""
    return product(buku, oleh=manajer)


@pytest.fixture
def pinjaman(buku, produk, kasir) -> Pinjaman:
    """The application of KSM Melati."""
    return applied(buku, produk, group(), oleh=kasir)


@pytest.fixture
def bendahara(pinjaman) -> Any:
    """Treasurer of KSM Melati."""
    return officer("bendahara", "bendahara_ksm", KELURAHAN, badan=pinjaman.ksm.badan, nama="Cucu")


def agreed(ksm: Any) -> Usulan:
    """An agreed loan proposal of a group, 1.5 million, naming the households of its first two members; the sheet is in time."""
    u = UsulanFactory(jenis="ekonomi", ksm=ksm, judul="Modal warung")
    for urut, (a, n) in enumerate(zip(members(ksm)[:2], (900_000, 600_000), strict=True), 4):
        PemanfaatUsulan.objects.create(
            usulan=u, wilayah_id=u.wilayah_id, ke=0, urut=urut, keluarga=a.keluarga, penerima=a.nama, nilai=n
        )
    return usulan_in("kontrak", usulan=u)


def test_application_continues_the_proposal(buku, produk, kasir, pembuku, manajer):
    """USL-17: who serves loans hears of an agreed proposal until the group applies; the form is filled from it, and stays open."""
    ksm = group()
    satu, dua, tiga, *_lain = members(ksm)
    alamat = f"/keuangan/buku/{buku.pk}/pinjaman/baru/?ksm={ksm.pk}"
    kosong = masuk(kasir).get(alamat).context["form"]
    assert kosong["keperluan"].value() is None and waiting_for(fresh(kasir)) == []

    u = agreed(ksm)

    (m,) = waiting_for(fresh(kasir))
    assert m.judul == "Terima permohonan pinjaman Melati" and "Rp 1.500.000" in m.keterangan and m.tautan == alamat
    assert waiting_for(fresh(manajer)) == []
    jawab = masuk(kasir).get(alamat)
    isi = {b.name: b.value() for b in jawab.context["form"]}
    assert isi["keperluan"] == "Modal warung" and isi["jumlah"] == "1.500.000"
    assert (isi[f"diminta_{satu.pk}"], isi[f"diminta_{dua.pk}"], isi[f"diminta_{tiga.pk}"]) == (
        "900.000",
        "600.000",
        None,
    )
    assert str(u) in jawab.content.decode() and "1.500.000" in jawab.content.decode()

    kirim = kunci(
        produk=str(produk.pk), diajukan=today_in(KELURAHAN).isoformat(), tenor_bulan="12", keperluan="Modal ternak",
        **{f"diminta_{satu.pk}": "800.000"},
    )  # fmt: skip
    assert masuk(kasir).post(alamat, kirim).status_code == 302
    assert Pinjaman.objects.get().keperluan == "Modal ternak"
    assert [m.judul for m in waiting_for(fresh(kasir))] == ["Kunjungi anggota, pinjaman PJ 0001"]


def test_agreed_proposals_at_home_cost_the_same(buku, produk, kasir, django_assert_num_queries):
    """USL-17: one proposal or three, the same queries."""
    agreed(group())
    user = fresh(kasir)
    waiting_for(user)
    with CaptureQueriesContext(connection) as satu:
        assert len(waiting_for(user)) == 1
    agreed(group("Mawar")), agreed(group("Anggrek"))
    with django_assert_num_queries(len(satu)):
        assert len(waiting_for(user)) == 3


def test_pages_by_everybody(
    buku, produk, pinjaman, bendahara, kasir, manajer, pembuku, koordinator, sekretaris, empat_petugas
):
    """UMU-11, KEU-123, KEU-120: who sees the list, the loan, its shares, the products; a treasurer only the own group."""
    lain = applied(buku, produk, group("Mawar"), oleh=kasir)
    satu = pinjaman.bagian.order_by("urut").first()
    daftar, produknya = f"/keuangan/buku/{buku.pk}/pinjaman/", f"/keuangan/buku/{buku.pk}/produk/"
    orang = {
        **empat_petugas, "kasir": kasir, "manajer": manajer, "pembuku": pembuku, "koordinator": koordinator,
        "sekretaris": sekretaris, "bendahara": bendahara,
    }  # fmt: skip
    for nama, user in orang.items():
        klien = masuk(user)
        harap = {"kota_lain": 404, "tanpa_tugas": 403}.get(nama, 200)
        rinci = nama not in {"kota"}
        halaman = klien.get(f"/keuangan/pinjaman/{pinjaman.pk}/")
        assert halaman.status_code == harap, nama
        assert klien.get(f"/keuangan/pinjaman/{lain.pk}/").status_code == (404 if nama == "bendahara" else harap), nama
        for alamat in (daftar, produknya):
            assert klien.get(alamat).status_code == (
                (404 if alamat == daftar else 403) if nama == "bendahara" else harap
            ), (nama, alamat)
        if harap == 200:
            periksa = nama in {"kasir", "pembuku"}  # "Lengkapi" leads to nobody's 403
            for bagian in (f"/keuangan/pinjaman/{pinjaman.pk}/berkas/", f"/keuangan/pinjaman/bagian/{satu.pk}/"):
                assert (f'"{bagian}">Lengkapi' in halaman.content.decode()) == periksa, (nama, bagian)
            assert "Cetak kartu" not in klien.get(f"/keuangan/pinjaman/{pinjaman.pk}/kartu/").content.decode()
            assert ("Anggota Melati 1" in halaman.content.decode()) == rinci, nama


@pytest.mark.parametrize(
    ("bagian", "boleh"),
    [
        ("berkas", {"kasir", "pembuku"}), ("ubah", {"kasir", "pembuku"}), ("putus", {"manajer"}), ("bukti", {"kasir", "pembuku", "manajer"}),
        ("baru", {"kasir", "pembuku"}), ("produk-baru", {"manajer"}), ("ketentuan", {"manajer"}), ("bagian", {"kasir", "pembuku"}),
        ("transisi/batalkan", {"kasir", "pembuku", "manajer", "koordinator", "sekretaris", "kelurahan", "kota", "bendahara"}),
    ],
)  # fmt: skip
def test_forms_by_everybody(
    bagian, boleh, buku, produk, pinjaman, bendahara, kasir, manajer, pembuku, koordinator, sekretaris, empat_petugas
):
    """UMU-12, KEU-120 to KEU-129: each form opens for its officers only; out of scope it does not exist."""
    satu = pinjaman.bagian.first()
    alamat = {
        "baru": f"/keuangan/buku/{buku.pk}/pinjaman/baru/?ksm={pinjaman.ksm_id}", "produk-baru": f"/keuangan/buku/{buku.pk}/produk/baru/",
        "ketentuan": f"/keuangan/produk/{produk.pk}/ketentuan/", "bagian": f"/keuangan/pinjaman/bagian/{satu.pk}/",
    }.get(bagian, f"/keuangan/pinjaman/{pinjaman.pk}/{bagian}/")  # fmt: skip
    orang = {
        **empat_petugas, "kasir": kasir, "manajer": manajer, "pembuku": pembuku, "koordinator": koordinator,
        "sekretaris": sekretaris, "bendahara": bendahara,
    }  # fmt: skip
    for nama, user in orang.items():
        status = masuk(user).get(alamat).status_code
        if nama in boleh:
            assert status == 200, nama
        elif nama == "kota_lain" and bagian != "baru":
            assert status == 404, nama
        else:
            assert status in {403, 404}, (nama, status)


def test_a_product_and_its_terms_by_page(buku, manajer, bagan):
    """KEU-120 to KEU-122: opened, given terms; a wrong term keeps what was typed; the next form starts from these terms."""
    klien = masuk(manajer)
    jawab = klien.post(
        f"/keuangan/buku/{buku.pk}/produk/baru/", kunci(nama="Bergulir", sumber_dana="perguliran", pemilik="")
    )
    produk = ProdukPinjaman.objects.get()
    alamat = f"/keuangan/produk/{produk.pk}/ketentuan/"
    assert jawab.headers["Location"] == alamat

    form = KetentuanForm()
    isi = {n: form[n].value() for n in form.fields}
    isi = {n: "" if v is None else str(v).replace(".", ",") for n, v in isi.items()}
    isi |= {
        "berlaku_mulai": "2026-01-01",
        "jasa_persen": "1,45",
        "bop_persen": "0,05",
        "dasar": "Rapat BKM",
        "tangga_1": "500.000",
    }
    salah = klien.post(alamat, kunci(**{**isi, "tenor_min": "12", "tenor_maks": "6"}))
    assert salah.status_code == 400 and "1,45" in salah.content.decode() and not KetentuanProduk.objects.exists()
    jawab = klien.post(alamat, kunci(**isi))
    assert jawab.status_code == 302, dict(jawab.context["form"].errors)

    k = KetentuanProduk.objects.get()
    assert (str(k.jasa_persen), str(k.bop_persen), k.tangga.get().maks_per_anggota) == ("1.4500", "0.0500", 500_000)
    lagi = klien.get(alamat).content.decode()
    assert 'value="1,45"' in lagi and 'value="500.000"' in lagi
    halaman = klien.get(f"/keuangan/buku/{buku.pk}/produk/").content.decode()
    assert "Bergulir" in halaman and "pinjaman ke-1" in halaman and len(ISI) == 19


def test_application_to_money_by_page(buku, produk, kasir, pembuku, manajer, koordinator):
    """KEU-123 to KEU-131, KEU-196: what each officer does on the own screen, from the letter to the money, once for a key."""
    ksm = group()
    fill_cash(buku, oleh=pembuku)
    anggota = members(ksm)
    baru = f"/keuangan/buku/{buku.pk}/pinjaman/baru/?ksm={ksm.pk}"
    isi = {
        "produk": produk.pk,
        "diajukan": MINTA,
        "tenor_bulan": 24,
        "keperluan": "Modal warung",
        "jumlah": "25.000.000",
    }
    isi |= {f"diminta_{a.pk}": "5.000.000" for a in anggota}

    salah = masuk(kasir).post(baru, kunci(**{**isi, "jumlah": "24.000.000"}))
    assert (
        salah.status_code == 409
        and "tidak sama dengan surat" in salah.content.decode()
        and "5.000.000" in salah.content.decode()
    )
    kiriman = kunci(**isi)
    masuk(kasir).post(baru, kiriman)
    masuk(kasir).post(baru, kiriman)
    p = Pinjaman.objects.get()
    alamat = f"/keuangan/pinjaman/{p.pk}/"

    ubah = {k: isi[k] for k in ("tenor_bulan", "jumlah", *(f"diminta_{a.pk}" for a in anggota))}
    ubah |= {"versi": p.versi, "keperluan": "Modal ternak"}
    salah = masuk(kasir).post(f"{alamat}ubah/", kunci(**{**ubah, "jumlah": "24.000.000"}))
    assert salah.status_code == 409 and "Modal ternak" in salah.content.decode()
    assert masuk(kasir).post(f"{alamat}ubah/", kunci(**ubah)).status_code == 302
    assert "Modal warung menjadi Modal ternak" in masuk(kasir).get(alamat).content.decode()
    basi = masuk(pembuku).post(f"{alamat}ubah/", kunci(**{**ubah, "keperluan": "Modal jahit"}))
    assert basi.status_code == 409 and "Modal jahit" in basi.content.decode()

    klien = masuk(pembuku)
    for ke, b in enumerate(p.bagian.order_by("urut")):
        jawab = klien.post(
            f"/keuangan/pinjaman/bagian/{b.pk}/",
            kunci(dikunjungi=PERIKSA, penghasilan="2.000.000", biaya="1.000.000", diusulkan="5.000.000", ktp_ada="on",
                  keluarga_setuju="on", usaha="Warung", catatan="", lanjut="ya"),
        )  # fmt: skip
        assert jawab.status_code == 302 and ("bagian" in jawab.headers["Location"]) == (ke < 4)
    berkas = kunci(tanggung_renteng=PERIKSA, dilatih=PERIKSA, menabung_bulan="3", catatan_periksa="")
    assert klien.post(f"{alamat}berkas/", berkas).status_code == 302
    foto = klien.post(
        f"{alamat}bukti/",
        {**kunci(jenis="ktp", bagian=str(p.bagian.first().pk), keterangan=""), "berkas": photo_file()},
    )
    assert foto.status_code == 302 and BuktiPinjaman.objects.get().jenis == "ktp"
    assert "tekan Selesai diperiksa" in klien.get(alamat).content.decode()
    assert 'name="alasan"' not in klien.get(f"{alamat}transisi/periksa/").content.decode()
    assert klien.post(f"{alamat}transisi/periksa/", kunci(tanggal=PERIKSA, alasan="")).status_code == 302

    putus = kunci(hasil="setuju", tanggal=PUTUS, tenor_bulan="24", alasan="Layak.", koordinator_nama="")
    putus |= {f"disetujui_{b.pk}": "5.000.000" for b in p.bagian.all()}
    assert masuk(manajer).post(f"{alamat}putus/", putus).status_code == 302
    assert "Usulan manajer UPK" in masuk(koordinator).get(alamat).content.decode()
    assert f"{alamat}transisi/setujui/" not in masuk(manajer).get(alamat).content.decode()
    setuju = kunci(tanggal=PUTUS, alasan="Setuju.")
    assert masuk(manajer).post(f"{alamat}transisi/setujui/", setuju).status_code == 403
    assert (
        masuk(koordinator).post(f"{alamat}transisi/setujui/", kunci(tanggal=PUTUS, alasan="Setuju.")).status_code == 302
    )
    assert masuk(manajer).post(f"{alamat}transisi/akadkan/", kunci(tanggal=AKAD, alasan="")).status_code == 302
    assert (
        "Rp 25.000.000" in masuk(kasir).get(f"{alamat}transisi/cairkan/").content.decode()
        and masuk(kasir).post(f"{alamat}transisi/cairkan/", kunci(tanggal=CAIR, lewat="kas", alasan="")).status_code
        == 302
    )

    pilih = masuk(kasir).get(baru.partition("?")[0]).content.decode()
    assert f"({ksm.get_jenis_display()}): {p} berjalan" in pilih  # known before the letter is typed in
    halaman = masuk(kasir).get(alamat).content.decode()
    assert (
        Pinjaman.objects.get().status == "berjalan" and "BKK" in halaman and "1.420.000" in halaman.replace("\xa0", " ")
    )


def test_coordinator_is_told(buku, pinjaman, pembuku, manajer, koordinator):
    """KEU-129: what the manager proposed waits in "Menunggu saya" of the coordinator until it is decided."""
    from inti.registry import menunggu

    tanya = menunggu.ambil("keuangan.pinjaman")
    checked(pinjaman, oleh=pembuku)
    assert [m.tautan for m in tanya(manajer)] == [f"/keuangan/pinjaman/{pinjaman.pk}/putus/"] and tanya(
        koordinator
    ) == []
    proposed(pinjaman, oleh=manajer)
    butir = tanya(koordinator)
    assert [m.tautan for m in butir] == [f"/keuangan/pinjaman/{pinjaman.pk}/"] and tanya(manajer) == []
    assert "Anggota" not in butir[0].judul
    actions.approve_pinjaman(pinjaman, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")
    assert tanya(koordinator) == []


def test_everyone_is_told_the_next_step_of_a_loan(buku, pinjaman, kasir, pembuku, manajer, koordinator):
    """KEU-127, KEU-130, KEU-131: visits wait for kasir and pembuku, the akad for the manager, the money for who did not decide."""
    from inti.registry import menunggu

    def told() -> dict[str, list[str]]:
        tanya = menunggu.ambil("keuangan.pinjaman")
        orang = {"kasir": kasir, "pembuku": pembuku, "manajer": manajer, "koordinator": koordinator}
        return {n: [m.judul.removesuffix(f" {pinjaman}") for m in tanya(fresh(o))] for n, o in orang.items()}

    kosong: dict[str, list[str]] = {"kasir": [], "pembuku": [], "manajer": [], "koordinator": []}
    kunjungi = ["Kunjungi anggota, pinjaman"]
    assert told() == kosong | {"kasir": kunjungi, "pembuku": kunjungi}
    (butir,) = menunggu.ambil("keuangan.pinjaman")(kasir)
    assert f"{pinjaman.bagian.count()} anggota belum dikunjungi." in butir.keterangan
    pinjaman.bagian.update(dikunjungi=PERIKSA)
    assert told()["pembuku"] == ["Selesaikan pemeriksaan pinjaman"]
    pinjaman.bagian.update(dikunjungi=None)
    checked(pinjaman, oleh=pembuku)
    proposed(pinjaman, oleh=manajer)
    actions.approve_pinjaman(pinjaman, oleh=koordinator, tanggal=PUTUS, alasan="Setuju.")
    assert told() == kosong | {"manajer": ["Catat akad pinjaman"]}
    actions.sign_akad(pinjaman, oleh=manajer, tanggal=AKAD)
    assert told() == kosong | {"kasir": ["Cairkan pinjaman"], "pembuku": ["Cairkan pinjaman"]}
    Penugasan.objects.filter(pengguna=koordinator).update(
        peran="kasir_upk", badan=buku.badan
    )  # who decided does not pay
    assert told()["koordinator"] == [] and told()["kasir"] == ["Cairkan pinjaman"]


def test_lists_cost_the_same_for_many(buku, produk, kasir, petugas_kelurahan):
    """UMU-15: ten loans cost what one does, on the page, in the workbook and by API; a loan costs what its page needs."""
    klien = masuk(petugas_kelurahan)
    alamat = (
        f"/keuangan/buku/{buku.pk}/pinjaman/",
        f"/keuangan/buku/{buku.pk}/pinjaman/?format=xlsx",
        "/api/v1/pinjaman/",
    )

    def cost() -> list[int]:
        hasil = []
        for a in alamat:
            klien.get(a)
            with CaptureQueriesContext(connection) as tangkap:
                assert klien.get(a).status_code == 200
            hasil.append(len(tangkap))
        return hasil

    applied(buku, produk, group("A"), oleh=kasir)
    satu = cost()
    for ke in range(9):
        applied(buku, produk, group(f"B{ke}"), oleh=kasir)
    assert cost() == satu


def test_detail_costs_the_same_for_many_members(buku, produk, kasir):
    """UMU-15: fifteen members cost what five do."""
    klien, hitung = masuk(kasir), []
    for nama, orang in (("A", 5), ("B", 15)):
        p = applied(buku, produk, group(nama, orang=orang), oleh=kasir)
        klien.get(f"/keuangan/pinjaman/{p.pk}/")
        with CaptureQueriesContext(connection) as tangkap:
            assert klien.get(f"/keuangan/pinjaman/{p.pk}/").status_code == 200
        hitung.append(len(tangkap))
    assert hitung[0] == hitung[1] <= 45


def test_queue_is_shown_oldest_first(buku, produk, kasir, manajer):
    """KEU-123: the list filters by state, product, group; the queue reads first in, first served; the same as XLSX."""
    semua = [applied(buku, produk, group(n), oleh=kasir) for n in ("Anggrek", "Bakung")]
    klien, alamat = masuk(kasir), f"/keuangan/buku/{buku.pk}/pinjaman/"

    def order(tanya: str) -> list[int]:
        isi = klien.get(f"{alamat}?{tanya}").content.decode()
        return sorted(
            (isi.index(str(p.pk)), p.nomor)[1] * (1 if str(p.pk) in isi else 0) for p in semua if str(p.pk) in isi
        )

    antre, biasa = (klien.get(f"{alamat}?{t}").content.decode() for t in ("antrean=true", ""))
    assert antre.index(str(semua[0].pk)) < antre.index(str(semua[1].pk))
    assert biasa.index(str(semua[0].pk)) > biasa.index(str(semua[1].pk))
    assert order("q=bak") == [2] and order("status=lunas") == [] and order(f"produk={produk.pk}") == [1, 2]
    assert klien.get(f"{alamat}?format=xlsx").headers["Content-Type"].startswith("application/vnd.openxml")


def test_page_of_the_group_shows_its_loans(buku, pinjaman, bendahara, kasir, petugas_kota_lain):
    """KEU-123: the loans of a group stand on its page, with the way to a new application for who serves loans."""
    halaman = masuk(bendahara).get(f"/ksm/{pinjaman.ksm_id}/").content.decode()
    assert f"/keuangan/pinjaman/{pinjaman.pk}/" in halaman and "pinjaman/baru/" not in halaman
    assert "pinjaman/baru/?ksm=" in masuk(kasir).get(f"/ksm/{pinjaman.ksm_id}/").content.decode()


def test_papers_are_guarded(buku, pinjaman, kasir, petugas_kota):
    """KEU-126: photographed papers open only for those who may see shares."""
    alamat = f"/keuangan/pinjaman/{pinjaman.pk}/bukti/"
    assert (
        masuk(kasir).post(alamat, {**kunci(jenis="ktp", bagian="", keterangan=""), "berkas": photo_file()}).status_code
        == 302
    )
    bukti = BuktiPinjaman.objects.get()

    assert masuk(kasir).get(f"/berkas/{bukti.berkas_id}/").status_code == 200
    assert masuk(petugas_kota).get(f"/berkas/{bukti.berkas_id}/").status_code == 404
    assert KELURAHAN_LAIN
