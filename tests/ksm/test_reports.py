"""Papers of groups, sections for other papers, measures for the dashboards, and the demo helper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti import registry
from inti.pelaku import SISTEM
from ksm import actions
from ksm.demo_ksm import form_groups
from ksm.models import KSM, AturanMain
from ksm.ringkasan import UKURAN, count
from laporan.actions import request_dokumen
from laporan.models import Dokumen
from laporan.registry import kinds_for, penerima_kertas
from siklus.models import Keluaran
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories.ksm import AnggotaKSMFactory, AturanMainFactory, CeklisKSMFactory, KSMFactory
from tests.factories.laporan import BerkasFactory
from tests.factories.siklus import hold, move, open_siklus, put_on_list, stage, tree
from tests.helpers import masuk
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def s5(kelurahan: Any) -> Any:
    """A running stage S5."""
    put_on_list()
    return move(stage(open_siklus(kelurahan), "S5"), "berjalan")


def contents(kode: str, objek: Any) -> Any:
    """The frozen content of a paper that was asked for."""
    request_dokumen(kode, objek, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.get(jenis=kode, objek_id=str(objek.pk)).isi


def test_papers_of_a_group(ksm):
    """KSM-20, KSM-21, DOK-07: filled where something is recorded, ruled where not."""
    kosong = contents("aturan_main_ksm", ksm)["lembar"][0]
    assert all(b["garis"] and not b["teks"] for b in kosong["butir"])
    AnggotaKSMFactory(ksm=ksm, nama="Euis Kartini", jabatan="ketua")
    AturanMainFactory(ksm=ksm, simpanan_wajib=5000)
    CeklisKSMFactory(ksm=ksm)

    anggota = contents("anggota_ksm", ksm)["lembar"][0]
    assert anggota["jumlah"] == {"l": "0", "p": "1", "semua": "1"}
    assert anggota["penanda_tangan"][0] == {"pengantar": "", "jabatan": "Ketua", "nama": "Euis Kartini"}
    from ksm.reports import rules_part

    aturan = rules_part(KSM.objects.get(pk=ksm.pk))
    assert "Rp 5.000" in aturan["butir"][1]["teks"][0].replace("\u00a0", " ") and not aturan["butir"][1]["garis"]
    ceklis = contents("ceklis_ksm", ksm)["lembar"]
    assert [len(x["butir"]) for x in ceklis] == [10, 9, 11] and ceklis[0]["hasil"].startswith("10 dari 10")


def test_blank_set_belongs_to_s5(s5, petugas_kelurahan):
    """DOK-07: the blank sheets are printed from S5 only, and offered on the tab while it runs."""
    assert [j.kode for j in kinds_for(s5) if j.kode == "blanko_ksm"] == ["blanko_ksm"]
    assert "blanko_ksm" not in [j.kode for j in kinds_for(stage(s5.siklus, "S4"))]
    assert len(contents("blanko_ksm", s5)["lembar"]) == 5
    assert "Lembar kosong KSM" in masuk(petugas_kelurahan).get(f"/kelurahan/{KELURAHAN}/ksm/").content.decode()


def test_signed_rules_come_back(s5, petugas_kelurahan):
    """KSM-20, SIK-51: the photo of the signed sheet is kept with the rules and proves S5-ATURAN while S5 is open."""
    ksm = actions.register_ksm(
        KELURAHAN, oleh=petugas_kelurahan, nama="Melati", jenis="ekonomi", asal="baru", terbentuk=date(2024, 1, 1), langkah=s5
    )  # fmt: skip
    AturanMainFactory(ksm=ksm, disepakati=date(2024, 2, 1))
    request_dokumen("aturan_main_ksm", ksm, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    terima = penerima_kertas.ambil("aturan_main_ksm")
    from inti.unit_kerja import unit_kerja

    unit_kerja(
        lambda: terima(Dokumen.objects.get(), BerkasFactory(wilayah_id=KELURAHAN), petugas_kelurahan),
        oleh=petugas_kelurahan,
    )

    assert AturanMain.objects.get().berkas_id is not None
    assert Keluaran.objects.get(kode="S5-ATURAN").langkah_id == s5.pk


def test_sections(s5, ksm, petugas_kelurahan):
    """KSM-15, KSM-22: records of S5 meetings and the plan get the groups; of an RT only its own."""
    basis = tree()
    lain = KSMFactory(nama="Mawar", basis=basis["rt1"])
    AnggotaKSMFactory(ksm=lain)
    CeklisKSMFactory(ksm=lain)
    rapat = hold(s5, "S5-TINJAU", oleh=petugas_kelurahan, basis=basis["rt1"])

    tinjau = registry.bagian_dokumen.ambil("ba:S5-TINJAU")(rapat)[0]
    assert tinjau["tabel"]["baris"] == [["Mawar", "10 dari 10", "belum diisi", "belum diisi"]] and tinjau["kosong"] == 0
    rapat.basis = None
    jelas = registry.bagian_dokumen.ambil("ba:S5-JELAS")(rapat)[1]["tabel"]
    assert [b[0] for b in jelas["baris"]] == ["Mawar", "Melati"] and jelas["jumlah"][-2] == "1"
    pjm = registry.bagian_dokumen.ambil("pjm:ksm")(KELURAHAN)
    assert pjm["jumlah"]["ksm"] == 2 and pjm["ksm"][0]["p"] == 1
    assert registry.bagian_dokumen.ambil("ba:S5-DINAMIKA")(rapat)[0]["tabel"]["baris"][0][0] == "Mawar"


def test_measures(register, ksm, petugas_kelurahan):
    """KSM-15: as it stood on a day; dissolved and mistaken groups, and members who left, drop out; cost does not grow."""
    AnggotaKSMFactory.create_batch(2, ksm=ksm)
    keluar = AnggotaKSMFactory(ksm=ksm, jenis_kelamin="L")
    actions.dismiss_anggota(keluar, oleh=petugas_kelurahan, tanggal=date(2023, 1, 1), alasan="Pindah.")
    actions.cancel_ksm(KSMFactory(nama="Salah"), oleh=petugas_kelurahan, alasan="Dua kali.")
    kini = today_in(KELURAHAN)

    ini = count([KELURAHAN, KELURAHAN_TETANGGA], kini)

    assert set(ini[KELURAHAN]) == {u.kode for u in UKURAN}
    assert (ini[KELURAHAN]["ksm"], ini[KELURAHAN]["ksm_anggota_l"], ini[KELURAHAN]["ksm_anggota_p"]) == (1, 0, 2)
    assert ini[KELURAHAN_TETANGGA]["ksm"] == 0
    assert count([KELURAHAN], date(2022, 12, 31))[KELURAHAN]["ksm_anggota_l"] == 1
    assert count([KELURAHAN], date(2019, 1, 1))[KELURAHAN]["ksm"] == 0
    actions.dissolve_ksm(ksm, oleh=petugas_kelurahan, tanggal=kini - timedelta(days=1), alasan="Usai.")
    assert count([KELURAHAN], kini)[KELURAHAN]["ksm"] == 0
    assert count([KELURAHAN], kini - timedelta(days=2))[KELURAHAN]["ksm"] == 1
    KSMFactory(wilayah_id=KELURAHAN)
    with CaptureQueriesContext(connection) as satu:
        count([KELURAHAN], kini)
    KSMFactory(wilayah_id=KELURAHAN_TETANGGA)
    with CaptureQueriesContext(connection) as dua:
        count([KELURAHAN, KELURAHAN_TETANGGA], kini)
    assert len(dua) == len(satu)


def test_demo_forms_groups(s5, petugas_kelurahan):
    """UMU-34: the demo helper uses our own actions; the last of many groups shows what is lacking."""
    tree()
    from types import SimpleNamespace

    ksm = form_groups(SimpleNamespace(wilayah=s5.wilayah, faskel=petugas_kelurahan), 4)

    assert len(ksm) == 4 and KSM.objects.filter(langkah=s5).count() == 4
    assert ksm[-1].anggota.count() == 2 and not ksm[-1].aturanmain.exists() and ksm[0].ceklisksm.count() == 2
