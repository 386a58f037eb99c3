"""Writes of the plan: lines, versions, priorities, ratification."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang
from pronangkis import actions
from pronangkis.isi import fingerprint, plan_content
from pronangkis.models import PJM, BiayaKegiatan, KegiatanPJM, Renta
from siklus.models import Langkah
from tests.factories import pronangkis as pabrik
from tests.factories import siklus as pabrik_siklus

JUTA = Decimal(1_000_000)
MENYUSUL = "Jadwal bulan menyusul."


def test_line_costs_and_renta(pjm, petugas_kelurahan, petugas_kota_lain, basis):
    """PJM-06, PJM-13: the cost lines are the cost, and Renta 1 holds what year 1 holds; another kota finds nothing."""
    program = actions.add_program(pjm, oleh=petugas_kelurahan, bidang="lingkungan", nama="Perbaikan saluran")
    isi = {"program": program, "nama": "Saluran RT 01", "volume": 120, "satuan": "m", "volume_1": 80, "volume_2": 40}

    with pytest.raises(PJM.DoesNotExist):
        actions.add_kegiatan(pjm, oleh=petugas_kota_lain, **isi)
    with pytest.raises(IsianSalah):
        actions.add_kegiatan(pjm, oleh=petugas_kelurahan, biaya={("blm_apbn", 1): Decimal("0.5")}, **isi)
    k = actions.add_kegiatan(
        pjm, oleh=petugas_kelurahan, basis=[basis["rt1"]], biaya={("blm_apbn", 1): 8 * JUTA}, **isi
    )

    assert pjm.renta.get().kegiatan.get().kegiatan_id == k.pk
    actions.update_kegiatan(k, oleh=petugas_kelurahan, sumber_total={"blm_apbn": 9 * JUTA, "swadaya": 3 * JUTA})
    baris = {(b.sumber_id, b.tahun_ke): b.jumlah for b in k.biaya.all()}
    assert baris == {
        ("blm_apbn", 1): 6 * JUTA, ("blm_apbn", 2): 3 * JUTA, ("swadaya", 1): 2 * JUTA, ("swadaya", 2): 1 * JUTA,
    }  # fmt: skip
    actions.update_kegiatan(k, oleh=petugas_kelurahan, volume_1=0, volume_2=120, biaya={("blm_apbn", 2): 9 * JUTA})
    assert not pjm.renta.get().kegiatan.exists()


def filled(pjm, oleh, basis):
    """A draft that may be handed in: one activity of each Tridaya field, and BOP."""
    for ke, bidang in enumerate(("lingkungan", "sosial", "ekonomi", "bop"), 1):
        program = actions.add_program(pjm, oleh=oleh, bidang=bidang, nama=f"Program {bidang}")
        actions.add_kegiatan(
            pjm, oleh=oleh, program=program, nama=f"Kegiatan {bidang}", volume=3, satuan="paket", volume_1=1, volume_2=2,
            kk_miskin=None if bidang == "bop" else 10, basis=[basis["rt1"]],
            masalah=[] if bidang == "bop" else [pabrik.problem(pjm.siklus, bidang)],
            biaya={("blm_apbn", 1): ke * JUTA, ("swadaya", 2): JUTA},
        )  # fmt: skip
    actions.update_pjm(pjm, oleh=oleh, visi="Warga yang mandiri", misi="Air bersih\nUsaha tumbuh")
    return PJM.objects.get(pk=pjm.pk)


def test_handed_in_never_changes(pjm, petugas_kelurahan, basis):
    """PJM-09, PJM-15: lines, chapters and head of a version are closed once residents have it before them."""
    with pytest.raises(GerbangTertutup):
        actions.submit_pjm(pjm, oleh=petugas_kelurahan, alasan=MENYUSUL)
    filled(pjm, petugas_kelurahan, basis)
    hasil = actions.submit_pjm(pjm, oleh=petugas_kelurahan, alasan=MENYUSUL)

    assert hasil.status == "uji_publik" and hasil.renta.get().status == "diajukan"
    assert all(b.isi and not b.disunting for b in hasil.bab.all())
    with pytest.raises(AturanDilanggar):
        actions.update_pjm(pjm, oleh=petugas_kelurahan, visi="Lain")
    k = hasil.kegiatan.first()
    for perintah in (
        lambda: KegiatanPJM.objects.filter(pk=k.pk).update(nama="Lain"),
        lambda: BiayaKegiatan.objects.filter(kegiatan=k).update(jumlah=1),
        lambda: BiayaKegiatan.objects.filter(kegiatan=k).delete(),
        lambda: PJM.objects.filter(pk=pjm.pk).update(visi="Lain"),
        lambda: k.basis.clear(),
        lambda: hasil.bab.update(isi="Lain"),
        lambda: hasil.renta.get().kegiatan.update(ksm="Lain"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            perintah()
    KegiatanPJM.objects.filter(pk=k.pk).update(prioritas=1)  # the rembug itself agrees on the order


@pytest.mark.parametrize(
    ("aturan", "ubah"),
    [
        ("PJM-07", "UPDATE pronangkis_kegiatanpjm SET volume = 5"),
        ("PJM-08", "UPDATE pronangkis_kegiatanpjm SET kk_miskin = 0"),
        ("PJM-05", "DELETE FROM pronangkis_kegiatanpjm_masalah"),
        ("PJM-06", "DELETE FROM pronangkis_biayakegiatan WHERE sumber_id = 'swadaya' OR jumlah = 1000000"),
    ],
)
def test_database_asks_at_submission(pjm, petugas_kelurahan, basis, aturan, ubah):
    """PJM-05, PJM-06, PJM-07, PJM-08: what the finding asks, the trigger asks too; while typing nobody asks."""
    filled(pjm, petugas_kelurahan, basis)
    with connection.cursor() as kursor:
        kursor.execute(ubah)

    with pytest.raises(GerbangTertutup) as galat:
        actions.submit_pjm(pjm, oleh=petugas_kelurahan, alasan=MENYUSUL)
    assert aturan in {x.aturan for x in galat.value.kekurangan if not x.terpenuhi}
    with pytest.raises(IntegrityError), transaction.atomic():
        PJM.objects.filter(pk=pjm.pk).update(status="uji_publik")


def ratify(pjm, oleh):
    """Everything up to the signed paper."""
    langkah = Langkah.objects.get(pk=pjm.langkah_id)
    rembug = pabrik_siklus.hold(langkah, "S6-REMBUG", oleh=oleh)
    actions.save_order(pjm, oleh=oleh, urut=[k.pk for k in pjm.kegiatan.order_by("-urutan")])
    tanda = {"koordinator_nama": "Dedi Kurnia", "lurah_nama": "Asep Hidayat", "rembug": rembug}
    return lambda oleh=oleh: actions.ratify_pjm(pjm, oleh=oleh, **tanda)


def test_ratified_by_the_rembug(pjm, petugas_kelurahan, petugas_kota, basis):
    """PJM-11, PJM-12, PJM-13: residents ratify; plan and Renta 1 stand with meeting, day and fingerprint; nobody above."""
    filled(pjm, petugas_kelurahan, basis)
    actions.submit_pjm(pjm, oleh=petugas_kelurahan, alasan=MENYUSUL)
    sahkan = ratify(pjm, petugas_kelurahan)

    with pytest.raises(TidakBerwenang):
        sahkan(petugas_kota)
    hasil = sahkan()

    assert hasil.status == "disahkan" and Renta.objects.get(pjm=hasil).status == "disahkan"
    isi = plan_content(PJM.objects.get(pk=pjm.pk))
    assert fingerprint(isi) == hasil.pengesahan.sidik
    assert isi["prioritas"]["urutan"][0]["nama"] == "Kegiatan bop"
    assert isi["rekap"]["total"] == 14_000_000 and len(isi["bab"]) == 9
    with pytest.raises(IntegrityError), transaction.atomic():
        PJM.objects.filter(pk=pjm.pk).update(status="digantikan", pengesahan=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(hasil.pengesahan).objects.filter(pk=hasil.pengesahan.pk).update(sidik="0" * 64)


def test_next_version_keeps_its_lines(pjm, petugas_kelurahan, basis):
    """PJM-10: a new version copies every line with its garis_id; ratifying it replaces the old one."""
    filled(pjm, petugas_kelurahan, basis)
    with pytest.raises(AturanDilanggar):
        actions.new_version(pjm, oleh=petugas_kelurahan, alasan="Usul RW 01")
    actions.submit_pjm(pjm, oleh=petugas_kelurahan, alasan=MENYUSUL)
    baru = actions.new_version(pjm, oleh=petugas_kelurahan, alasan="Usul RW 01")

    lama = PJM.objects.get(pk=pjm.pk)
    garis = lambda p: set(p.kegiatan.values_list("garis_id", flat=True))  # noqa: E731
    assert garis(baru) == garis(lama) and baru.versi_ke == 2
    assert baru.renta.get().kegiatan.count() == lama.renta.get().kegiatan.count() == 4
    actions.submit_pjm(baru, oleh=petugas_kelurahan, alasan=MENYUSUL)
    assert PJM.objects.get(pk=lama.pk).status == "digantikan"
    assert ratify(baru, petugas_kelurahan)().status == "disahkan"
    lagi = actions.new_version(baru, oleh=petugas_kelurahan, alasan="Hasil tinjauan")
    actions.submit_pjm(lagi, oleh=petugas_kelurahan, alasan=MENYUSUL)
    assert ratify(lagi, petugas_kelurahan)().status == "disahkan"
    assert PJM.objects.filter(siklus=baru.siklus_id, status="disahkan").get() == lagi
    assert Renta.objects.filter(siklus=baru.siklus_id, status="disahkan").count() == 1
