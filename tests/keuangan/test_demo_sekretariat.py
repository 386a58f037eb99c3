"""The demo's Sekretariat: one round of the grant, by our own actions, that every report can be read from."""

from __future__ import annotations

from datetime import date

import pytest

from keuangan.demo_sekretariat import MODAL_UPK, TAHAP_1, keep
from keuangan.demo_upk import Meja
from keuangan.models import Periode
from keuangan.periksa import wrong_rows
from keuangan.queries import balance_of
from tests.conftest import KELURAHAN
from tests.factories.akun import officer
from tests.factories.keuangan import BukuFactory
from tests.factories.ksm import KSMFactory
from tests.helpers import check_deferred
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


def test_two_months_of_a_sekretariat(bagan, badan, manajer, kasir, pembuku, koordinator, sekretaris):
    """KEU-14, KEU-16, KEU-90: one tranche, capital to the UPK in both books, one LPJ in and one awaited, one month closed."""
    meja = Meja(badan, manajer, kasir, pembuku, koordinator)
    meja.buku = BukuFactory(badan=badan, mulai=date(2026, 1, 1))
    for nama in ("Bina Karya", "Panitia Drainase"):
        KSMFactory(nama=nama, jenis="lingkungan")

    buku = keep(meja, sekretaris)

    check_deferred()
    hari = today_in(buku.wilayah_id)
    saldo = {k: balance_of(buku, k, hari) for k in ("11040", "21110", "21130", "41010", "11010")}
    # The first tranche, less capital for the UPK, the BOP share and what the first group accounted for.
    assert saldo["21110"] == TAHAP_1 - MODAL_UPK - 1_800_000 - 11_640_000
    assert (saldo["11040"], saldo["21130"], saldo["41010"]) == (9_500_000, 1_500_000, 1_800_000)
    assert balance_of(meja.buku, "31020", hari) == balance_of(meja.buku, "11021", hari) == MODAL_UPK
    assert list(Periode.objects.filter(buku=buku).order_by("tahun", "bulan").values_list("status", flat=True)) == [
        "ditutup",
        "terbuka",
    ]
    assert wrong_rows() == [] and saldo["11010"] == 1_500_000 - 350_000 - 275_000


def test_grant_through_its_file(bagan, petugas_kota, petugas_kelurahan):
    """UMU-34, BLM-26, BLM-30: with an agreement the demo's money comes through the file; the second tranche waits, and why."""
    from bkm.models import BKM
    from keuangan.gerbang_blm import gate_of_tranche
    from keuangan.models import BerkasPencairan
    from laporan.models import Berkas
    from tests.factories.bkm_lembaga import living
    from tests.factories.blm import ratified
    from tests.keuangan.test_blm_berkas import load_numbers

    load_numbers()
    living()
    ratified()
    bkm = BKM.objects.get()
    nama = {"pjok": "32.73.01", "ppk": "32.73", "satker": "32.73"}
    for peran, kode in nama.items():
        officer(peran, peran, kode)
    orang = [
        officer(n, p, KELURAHAN, badan=bkm.badan)
        for n, p in (
            ("m", "manajer_upk"),
            ("k", "kasir_upk"),
            ("p", "pembuku_upk"),
            ("b", "koordinator_bkm"),
            ("s", "sekretaris_bkm"),
        )
    ]
    meja = Meja(bkm.badan, *orang[:4])
    meja.buku = BukuFactory(badan=bkm.badan, mulai=date(2026, 1, 1))
    for n in ("Bina Karya", "Panitia Drainase"):
        KSMFactory(nama=n, jenis="lingkungan")

    buku = keep(meja, orang[4])

    check_deferred()
    satu, dua = BerkasPencairan.objects.order_by("tahap__ke")
    assert (satu.status, int(satu.jumlah), satu.diterima_pada) == ("cair", TAHAP_1, date(2026, 1, 5))
    assert (dua.status, int(dua.jumlah)) == ("disusun", 40_000_000)
    assert {k.kode for k in gate_of_tranche(dua.tahap) if not k.terpenuhi} >= {"lpj", "terpakai"}
    lembar = Berkas.objects.filter(keterangan__startswith="Contoh ")  # every sheet has its place
    assert lembar.exists() and not lembar.filter(objek_jenis="").exists()
    assert wrong_rows() == [] and balance_of(buku, "11040", today_in(buku.wilayah_id)) == 9_500_000
