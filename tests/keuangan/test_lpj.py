"""The group's book and its account: written once, handed in, checked, accepted; what is left goes back. And misuse."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.halaman_usulan import holds, money_to_divide, shares_to_divide
from keuangan.models import LPJKSM, BelanjaKSM, Jurnal, PemulihanDana, Penyelewengan, UpahKSM
from keuangan.queries_lpj import late_accounts, leakage, tranche_account
from keuangan.queries_rpd import advances_of, book_of, owed_accounts, realised, swadaya_of
from ksm import actions as ksm_actions
from ksm.actions import cancel_catatan, receive_bantuan
from ksm.models import SwadayaUsulan, Usulan
from tests.conftest import KELURAHAN
from tests.factories import bkm_lembaga as pabrik_bkm
from tests.factories import blm
from tests.factories import lpj as pabrik
from tests.factories.lpj import JUTA, accepted, bought, contracted, crew, day, granted, handed_in, paid, photo
from tests.factories.usulan_jadi import meeting, ratified, usulan_in
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred, masuk
from tests.keuangan.test_rpd import gate, now, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def usulan(register: Any) -> Usulan:
    """Works under contract: 6 million BLM."""
    return contracted()


@pytest.fixture
def orang(usulan: Usulan) -> dict[str, Any]:
    """Who handles its money."""
    return crew(usulan)


@pytest.fixture
def rpd(usulan: Usulan, orang: dict[str, Any]) -> Any:
    """3 million paid for cement."""
    return paid(usulan, orang)


def work_days(usulan: Usulan, nilai: int = 500_000) -> SwadayaUsulan:
    """Swadaya as realised."""
    return SwadayaUsulan.objects.create(
        usulan=usulan, wilayah_id=usulan.wilayah_id, tanggal=day(12), bentuk="tenaga", uraian="Kerja bakti", volume=1,
        satuan="HOK", harga_satuan=nilai, janji=usulan.janjiswadaya.first(),
    )  # fmt: skip


def test_book_on_the_phone(rpd, usulan, orang):
    """LPJ-01, LPJ-02, RPD-12: purchases and wages join the RPD by themselves; what is left is computed."""
    bendahara = orang["bendahara"]
    semen = bought(usulan, 2 * JUTA, oleh=bendahara)
    upah = actions.record_upah(
        usulan, oleh=bendahara, minggu=day(13), pekerja_l=3, pekerja_p=2, hok="12,5", jumlah="400.000", lembar=photo()
    )
    assert semen.rpd_id == upah.rpd_id == rpd.pk and upah.minggu.isoweekday() == 1 and upah.hok == Decimal("12.5")
    buku = book_of(usulan)
    assert (buku.diterima, buku.terpakai, buku.sisa, buku.tanpa_bukti) == (3 * JUTA, 2_400_000, 600_000, 0)
    semua = realised(usulan, buku)
    assert {str(r.rab or "-"): (r.rencana, r.belanja) for r in semua} == {
        "Semen": (3_500_000, 2 * JUTA), "Pasir": (2_500_000, 0), "-": (0, 400_000),
    }  # fmt: skip
    work_days(usulan)
    janji, nyata = swadaya_of(usulan)
    assert nyata == 500_000 and [(j.janji.uraian, j.kurang) for j in janji] == [
        ("Kerja bakti", 1_000_000), ("Iuran warga", 500_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"jumlah": 0}, "jumlah"), ({"jumlah": "12,5"}, "jumlah"), ({"jumlah": "seribu"}, "jumlah"),
        ({"uraian": "  "}, "uraian"), ({"tanggal": day(-2) if False else None}, "tanggal"),
    ],
)  # fmt: skip
def test_bad_purchase(rpd, usulan, orang, isi, bidang):
    """LPJ-01: what is wrong is said at its field."""
    bawaan = {"tanggal": day(3), "uraian": "Paku", "jumlah": 5000}
    with pytest.raises(IsianSalah) as galat:
        actions.record_belanja(usulan, oleh=orang["bendahara"], **(bawaan | isi))
    assert bidang in galat.value.galat


def test_bad_wages(rpd, usulan, orang):
    """LPJ-02: nobody works more than seven days a week; the same week of the same line is written once."""
    dasar = {"minggu": day(13), "pekerja_l": 2, "pekerja_p": 0, "jumlah": 100_000}
    with pytest.raises(IsianSalah):
        actions.record_upah(usulan, oleh=orang["bendahara"], hok=15, **dasar)
    with pytest.raises(IsianSalah):
        actions.record_upah(usulan, oleh=orang["bendahara"], hok=1, **(dasar | {"pekerja_l": 0}))
    actions.record_upah(usulan, oleh=orang["bendahara"], hok=10, **dasar)
    with pytest.raises(AturanDilanggar) as galat:
        actions.record_upah(usulan, oleh=orang["bendahara"], hok=10, **dasar)
    assert galat.value.aturan == "LPJ-02"


def test_wrong_entry_is_cancelled_not_changed(rpd, usulan, orang):
    """UMU-32, LPJ-01: an entry stays as it was written; a wrong one is cancelled with a reason."""
    b = bought(usulan, oleh=orang["bendahara"], nota=False)
    with refused("belanja_ksm_tetap"):
        BelanjaKSM.objects.filter(pk=b.pk).update(jumlah=1)
    with refused("belanja_ksm_tetap"):
        BelanjaKSM.objects.filter(pk=b.pk).delete()
    b = actions.add_proof(b, oleh=orang["bendahara"], berkas=photo())
    with pytest.raises(AturanDilanggar):
        actions.add_proof(b, oleh=orang["bendahara"], berkas=photo())
    with pytest.raises(IsianSalah):
        actions.cancel_entry(b, oleh=orang["bendahara"], alasan="")
    assert actions.cancel_entry(b, oleh=orang["bendahara"], alasan="Nota ganda").status == "batal"
    assert book_of(usulan).terpakai == 0


def test_the_whole_way_of_an_account(rpd, usulan, orang):
    """LPJ-03, LPJ-05, LPJ-07, LPJ-08: drawn from the book, handed in, checked, the rest returned, accepted and booked once."""
    bought(usulan, 2 * JUTA, oleh=orang["bendahara"])
    work_days(usulan)
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], tanggal=day(10), kk=40, kk_miskin=12)
    assert (lpj.belanja, lpj.swadaya, lpj.sisa) == (2 * JUTA, 500_000, JUTA)
    lpj = actions.submit_lpj(lpj, oleh=orang["bendahara"], tanggal=day(9))
    assert now(usulan).status == "cair"
    with pytest.raises(AturanDilanggar) as galat:
        bought(usulan, 5, oleh=orang["bendahara"], rpd=rpd)
    assert galat.value.aturan == "LPJ-05"
    with refused("belanja_ksm_terkunci"):
        BelanjaKSM.objects.update(status="batal", alasan_batal="x")
    lpj = actions.check_lpj(lpj, oleh=orang["upl"], tanggal=day(8))
    with gate("LPJ-08"):
        actions.accept_lpj(lpj, oleh=orang["koordinator"])
    lpj = actions.return_rest(lpj, oleh=orang["sekretaris"], tanggal=day(7), lewat="bank")
    assert actions.return_rest(lpj, oleh=orang["sekretaris"]).jurnal_sisa_id == lpj.jurnal_sisa_id
    lpj = actions.accept_lpj(lpj, oleh=orang["koordinator"], tanggal=day(6))
    actions.accept_lpj(lpj, oleh=orang["koordinator"], tanggal=day(6))
    check_deferred()
    assert lpj.jurnal.jumlah == 2 * JUTA and lpj.jurnal_sisa.jumlah == JUTA
    assert Jurnal.objects.filter(peristiwa__in=["lpj_diterima", "sisa_ksm"]).count() == 2
    assert set(advances_of(rpd.jurnal.buku, [usulan.ksm_id]).values()) == {Decimal(0)}
    assert not late_accounts(rpd.berkas_pencairan.tahap.sppb, 2) and not owed_accounts(usulan.ksm_id, hari=day(-400))


def test_last_account_finishes_the_proposal(rpd, usulan, orang):
    """LPJ-10, USL-12: with the last account the proposal is handed in, given back, and finished."""
    lpj = handed_in(rpd, orang, akhir=True)
    assert now(usulan).status == "lpj"
    lpj = actions.return_lpj(lpj, oleh=orang["upl"], alasan="Nota kurang")
    assert now(usulan).status == "berjalan" and lpj.status == "dikembalikan"
    lpj = actions.revise_lpj(lpj, oleh=orang["bendahara"], akhir=True, kk=38, kk_miskin=12)
    lpj = actions.submit_lpj(lpj, oleh=orang["bendahara"])
    lpj = actions.check_lpj(lpj, oleh=orang["upl"])
    lpj = actions.accept_lpj(lpj, oleh=orang["koordinator"])
    assert now(usulan).status == "selesai"
    with gate("LPJ-09"):
        actions.withdraw_acceptance(lpj, oleh=orang["koordinator"], alasan="Keliru")
    with refused("lpj_ksm_akhir_tetap|status"):
        LPJKSM.objects.filter(pk=lpj.pk).update(
            status="diperiksa_up", diterima_pada=None, diterima_oleh_nama="", jurnal=None
        )


def test_last_account_waits_for_the_others(rpd, usulan, orang):
    """LPJ-10: it is not the last while another RPD is open or its account is not accepted."""
    pabrik.asked(now(usulan), jumlah={"Pasir": JUTA})
    bought(usulan, 3 * JUTA, oleh=orang["bendahara"])
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], akhir=True)
    with gate("LPJ-10"):
        actions.submit_lpj(lpj, oleh=orang["bendahara"])
    with refused("lpj_ksm_akhir_terakhir"):
        LPJKSM.objects.filter(pk=lpj.pk).update(status="diajukan", diajukan_pada=day(0))


def test_more_than_received_is_explained(rpd, usulan, orang):
    """LPJ-04: spent above money and swadaya needs words; the database holds it."""
    work_days(usulan, 100_000)
    bought(usulan, 3_200_000, oleh=orang["bendahara"])
    with pytest.raises(IsianSalah) as galat:
        actions.draft_lpj(rpd, oleh=orang["bendahara"])
    assert "penjelasan" in galat.value.galat
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"], penjelasan="Harga semen naik, ditutup iuran.")
    assert lpj.dipertanggungjawabkan == 3 * JUTA and not lpj.sisa
    with refused("lpj_ksm_lebih_berpenjelasan"):
        LPJKSM.objects.filter(pk=lpj.pk).update(penjelasan="")
    with refused("lpj_ksm_seperti_buku"):
        LPJKSM.objects.filter(pk=lpj.pk).update(belanja=1, status="diajukan", diajukan_pada=day(0))
    with refused("lpj_ksm_swadaya_tercatat"):
        LPJKSM.objects.filter(pk=lpj.pk).update(swadaya=JUTA, status="diajukan", diajukan_pada=day(0))


def test_proof_is_asked_for(rpd, usulan, orang):
    """LPJ-13: entries without a photo are told; with a reason they pass, unless the area made it binding."""
    bought(usulan, 3 * JUTA, oleh=orang["bendahara"], nota=False)
    lpj = actions.draft_lpj(rpd, oleh=orang["bendahara"])
    with pytest.raises(Exception, match="."):
        actions.submit_lpj(lpj, oleh=orang["bendahara"])
    ParameterFactory(
        kode="lpj.nota_wajib", nama="Foto nota", nilai=True, jenis="ya_tidak", satuan="", mode="block",
        berlaku_mulai=day(100), wilayah_id="32.73",
    )  # fmt: skip
    with gate("LPJ-13"):
        actions.submit_lpj(lpj, oleh=orang["bendahara"], alasan="Menyusul")


def test_checked_by_another(rpd, usulan, orang):
    """LPJ-06: who drew it does not check it; rights are those of the unit and the BKM."""
    lpj = handed_in(rpd, orang)
    for siapa in ("bendahara", "koordinator", "faskel"):
        with pytest.raises(TidakBerwenang):
            actions.check_lpj(lpj, oleh=orang[siapa])
    with refused("lpj_ksm_diperiksa_orang_lain"):
        LPJKSM.objects.filter(pk=lpj.pk).update(
            status="diperiksa_up",
            diperiksa_pada=day(0),
            diperiksa_oleh_id=orang["sekretaris"].pk,
            diperiksa_oleh_nama="S",
        )
    lpj = actions.check_lpj(lpj, oleh=orang["upl"])
    with pytest.raises(TidakBerwenang):
        actions.accept_lpj(lpj, oleh=orang["upl"])
    lpj = actions.return_lpj_bkm(lpj, oleh=orang["koordinator"], alasan="Lampiran kurang")
    assert lpj.status == "dikembalikan" and lpj.diperiksa_oleh_id is None
    with pytest.raises(TransisiDitolak):
        actions.accept_lpj(lpj, oleh=orang["koordinator"])


def test_acceptance_taken_back(rpd, usulan, orang):
    """LPJ-09: an acceptance is taken back with its voucher, and may follow again."""
    lpj = accepted(rpd, orang, belanja=2 * JUTA)
    with pytest.raises(AturanDilanggar) as galat:
        actions.reverse_jurnal(lpj.jurnal, oleh=orang["sekretaris"], alasan="Keliru")
    assert galat.value.aturan == "RPD-08"
    lpj = actions.withdraw_acceptance(lpj, oleh=orang["koordinator"], alasan="Nota palsu")
    check_deferred()
    assert lpj.status == "diperiksa_up" and lpj.jurnal is None
    lpj = actions.withdraw_rest(lpj, oleh=orang["sekretaris"], alasan="Salah hitung")
    check_deferred()
    assert lpj.jurnal_sisa is None
    lpj = actions.return_rest(lpj, oleh=orang["sekretaris"], lewat="bank")
    assert actions.accept_lpj(lpj, oleh=orang["koordinator"]).status == "diterima"
    check_deferred()
    assert set(advances_of(rpd.jurnal.buku, [usulan.ksm_id]).values()) == {Decimal(0)}


def test_gate_of_the_next_tranche(rpd, usulan, orang):
    """LPJ-14, BLM-32: the gate names the group, how far its account is, and where to go on."""
    sppb = rpd.berkas_pencairan.tahap.sppb
    satu = late_accounts(sppb, 2)
    assert [(x.ksm_id, x.ke, x.jumlah) for x in satu] == [(usulan.ksm_id, 1, 3 * JUTA)]
    assert "belum menyusun LPJ" in satu[0].status and str(rpd.pk) in satu[0].alamat
    assert not late_accounts(sppb, 1)
    lpj = handed_in(rpd, orang)
    satu = late_accounts(sppb, 2)
    assert "diajukan" in satu[0].status and str(lpj.pk) in satu[0].alamat


def test_account_of_the_bkm(rpd, usulan, orang):
    """LPJ-11: computed from the ledger, determined once, kept as it was."""
    accepted(rpd, orang, belanja=2 * JUTA)
    tahap = rpd.berkas_pencairan.tahap
    hitung = tranche_account(tahap)
    assert (hitung.dibayar, hitung.kembali, hitung.dipertanggungjawabkan) == (3 * JUTA, JUTA, 2 * JUTA)
    lpj = actions.determine_lpj_bkm(tahap, oleh=orang["koordinator"])
    assert lpj.saldo == granted().jumlah - 2 * JUTA and lpj.isi[0]["ksm"] == usulan.ksm.nama
    with pytest.raises(AturanDilanggar) as galat:
        actions.determine_lpj_bkm(tahap, oleh=orang["koordinator"])
    assert galat.value.aturan == "LPJ-11"
    with refused("lpj_bkm_tetap|lpj_bkm_saldo"):
        type(lpj).objects.filter(pk=lpj.pk).update(saldo=1)
    with pytest.raises(TidakBerwenang):
        actions.determine_lpj_bkm(tahap, oleh=orang["upl"])
    actions.cancel_lpj_bkm(lpj, oleh=orang["koordinator"], alasan="Terlalu awal")
    actions.determine_lpj_bkm(tahap, oleh=orang["koordinator"])


def test_misuse_to_its_end(usulan, orang):
    """SLW-01, SLW-02, SLW-03: reported, proven, part of it back, all of it back; never more than went."""
    kasus = pabrik.reported(ksm=usulan.ksm, oleh=orang["faskel"])
    with pytest.raises(AturanDilanggar) as galat:
        actions.recover_money(kasus, oleh=orang["faskel"], tanggal=day(1), jumlah=1, keterangan="x")
    assert galat.value.aturan == "SLW-03"
    kasus = actions.prove_case(kasus, oleh=orang["koordinator"], alasan="Rapat BKM")
    actions.recover_money(kasus, oleh=orang["faskel"], tanggal=day(1), jumlah=200_000, keterangan="Setor tunai")
    with pytest.raises(IsianSalah):
        actions.recover_money(kasus, oleh=orang["faskel"], tanggal=day(1), jumlah=300_001, keterangan="x")
    with refused("pemulihan_dana_sebatas_kasus"):
        PemulihanDana.objects.create(
            kasus=kasus, wilayah_id=kasus.wilayah_id, tanggal=day(0), jumlah=300_001, keterangan="x",
            dibuat_oleh_id=SISTEM.pk,
        )  # fmt: skip
    with refused("penyelewengan_selesai_lunas"):
        Penyelewengan.objects.filter(pk=kasus.pk).update(status="selesai", ditutup_pada=day(0))
    actions.recover_money(kasus, oleh=orang["faskel"], tanggal=day(0), jumlah="300.000", keterangan="Setor bank")
    kasus = Penyelewengan.objects.get(pk=kasus.pk)
    assert kasus.status == "selesai" and not kasus.tertahan
    with refused("penyelewengan_tetap"):
        Penyelewengan.objects.filter(pk=kasus.pk).update(jumlah=1)


def test_misuse_cleared_or_written_off(usulan, orang):
    """SLW-02, SLW-05: not proven needs a reason; only the BKM writes off."""
    kasus = pabrik.reported(oleh=orang["faskel"])
    with pytest.raises(IsianSalah):
        actions.clear_case(kasus, oleh=orang["faskel"], alasan="")
    assert actions.clear_case(kasus, oleh=orang["faskel"], alasan="Salah paham").status == "tidak_terbukti"
    lain = actions.prove_case(pabrik.reported(oleh=orang["faskel"]), oleh=orang["faskel"], alasan="Mengaku")
    with pytest.raises(TidakBerwenang):
        actions.write_off_case(lain, oleh=orang["faskel"], alasan="Pindah")
    assert actions.write_off_case(lain, oleh=orang["koordinator"], alasan="Rapat BKM").status == "dihapus"


def test_leakage_by_role(usulan, orang):
    """SLW-06: cases and rupiah over the money received, by role; what was cleared does not count."""
    pabrik.reported(ksm=usulan.ksm)
    pabrik.reported(tempat="upk", pelaku="petugas_upk", jumlah=2 * JUTA)
    actions.clear_case(pabrik.reported(), oleh=SISTEM, alasan="Tidak benar")
    hasil = leakage(Penyelewengan.objects.all(), Decimal(150 * JUTA))
    assert [(k.pelaku, k.kasus, k.jumlah, k.persen) for k in hasil] == [
        ("Petugas UPK", 1, 2 * JUTA, Decimal("1.33")), ("Pengurus KSM", 1, 500_000, Decimal("0.33")),
    ]  # fmt: skip


def test_misuse_four_officers(usulan, orang, petugas_kota, petugas_kota_lain):
    """UMU-06, SLW-01: who may not record cannot report; another kota sees none; a treasurer sees none."""
    kasus = pabrik.reported(ksm=usulan.ksm, oleh=petugas_kota)
    with pytest.raises(TidakBerwenang):
        pabrik.reported(ksm=usulan.ksm, oleh=orang["upl"])
    with pytest.raises(TidakBerwenang):
        pabrik.reported(ksm=usulan.ksm, oleh=petugas_kota_lain)
    with pytest.raises(Penyelewengan.DoesNotExist):
        actions.prove_case(kasus, oleh=petugas_kota_lain, alasan="x")
    assert not Penyelewengan.objects.visible_to(orang["bendahara"]).exists()
    with pytest.raises(IsianSalah):
        pabrik.reported(tempat="upk", ksm=usulan.ksm)


def test_book_four_officers(rpd, usulan, orang, petugas_kota_lain):
    """UMU-06, LPJ-01: only the own group's treasurer and the secretary write; nobody of another kota sees it."""
    for siapa in ("upl", "koordinator", "faskel"):
        with pytest.raises(TidakBerwenang):
            bought(usulan, 5, oleh=orang[siapa])
    with pytest.raises(Usulan.DoesNotExist):
        bought(usulan, 5, oleh=petugas_kota_lain)
    lain = contracted()
    with pytest.raises(Usulan.DoesNotExist):
        bought(lain, 5, oleh=orang["bendahara"])
    bought(usulan, 5, oleh=orang["sekretaris"])
    assert BelanjaKSM.objects.visible_to(orang["bendahara"]).count() == 1
    assert not UpahKSM.objects.visible_to(petugas_kota_lain).exists()


def test_a_meeting_sees_the_share_of_each_field(register):
    """USL-20: what the rows take of each field's share of the SPPB; a field over its share is passed with a reason only."""
    renta = ratified()
    sekretaris = crew()["sekretaris"]
    assert shares_to_divide(renta) == {}
    porsi = {"lingkungan": "90", "ekonomi": "6.6", "sosial": "0.4", "bop": "3"}
    actions.sign_sppb(blm.drafted(porsi=porsi), oleh=SISTEM, tanggal=blm.HARI, berkas=blm.photo(), **blm.TANDA)
    usulan_in("kontrak")
    assert shares_to_divide(renta) == {"lingkungan": 219 * JUTA, "ekonomi": 16_500_000, "sosial": JUTA}
    usulan_in("verifikasi_up"), usulan_in("verifikasi_up", jenis="sosial")
    rapat = pabrik_bkm.gathered(meeting().kepengurusan, pokok="Usulan berikutnya")

    b = ksm_actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)

    halaman = masuk(sekretaris).get(f"/bappuk/{b.pk}/")
    assert [(s.nama, s.dibagi, s.lebih) for s in halaman.context["bidang"]] == [
        ("Lingkungan", 6 * JUTA, 0), ("Ekonomi", 0, 0), ("Sosial", 1_500_000, 500_000),
    ]  # fmt: skip
    assert "Sosial Rp 1.500.000 melebihi bagiannya yang tersisa Rp 1.000.000." in halaman.content.decode()
    with pytest.raises(GerbangTertutup):
        ksm_actions.determine_bappuk(b, oleh=SISTEM)
    assert ksm_actions.determine_bappuk(b, oleh=SISTEM, alasan="Lansia didahulukan warga.").status == "ditetapkan"


def test_bappuk_leads_to_the_form_of_a_meeting(register, petugas_kota):
    """USL-07: where the meeting is not in the list, who may record it is led to its form."""
    ratified(), meeting()
    sekretaris, alamat = crew()["sekretaris"], f"/kelurahan/{KELURAHAN}/bkm/rapat/"
    for user, ada in ((sekretaris, True), (petugas_kota, False)):
        isi = masuk(user).get(f"/kelurahan/{KELURAHAN}/bappuk/").content.decode()
        assert (f'href="{alamat}">Rapatnya belum tercatat?' in isi) == ada
    assert masuk(sekretaris).get(alamat).status_code == 200


def test_money_that_a_meeting_may_divide(register):
    """USL-07, USL-08: the SPPB's shares but its running costs, less what is bound, loans too; unknown before an SPPB is signed."""
    renta = ratified()
    assert money_to_divide(renta) is None
    granted()
    porsi = money_to_divide(renta)
    assert porsi == Decimal(250 * JUTA) * 97 / 100
    terikat = contracted(kegiatan_renta=renta.kegiatan.get(kegiatan__program__bidang="lingkungan"))
    assert money_to_divide(renta) == porsi - 6 * JUTA
    contracted(jenis="ekonomi")
    assert money_to_divide(renta) == porsi - 6 * JUTA - 1_500_000
    assert holds(terikat) == []
    assert holds(pabrik.asked(terikat).usulan)[0].startswith("RPD 1")


def test_cash_aid_stands_in_the_book(register):
    """LPJ-16: what recipients signed for is spent, typed once; taken back with its receipt, and by nothing else; goods are not."""
    usulan = contracted(jenis="sosial")
    orang = crew(usulan)
    rpd = pabrik.paid(usulan, orang, jumlah={"Santunan": 1_000_000})
    usulan = rpd.usulan
    satu, dua, tiga = usulan.pemanfaatusulan.order_by("urut")

    def give(p: Any, bentuk: str) -> Any:
        isi = {"tanggal": pabrik.day(15), "bentuk": bentuk, "bukti": "tanda_tangan", "berkas": pabrik.photo()}
        return receive_bantuan(p, oleh=orang["sekretaris"], **isi)

    tunai = [give(satu, "uang"), give(dua, "uang")]
    give(tiga, "barang")
    buku = book_of(usulan)
    assert [(b.jumlah, b.penerimaan, b.rpd, b.berbukti) for b in reversed(buku.belanja)] == [
        (500_000, t, rpd, True) for t in tunai
    ]
    assert buku.belanja[0].baris_rab.uraian == "Santunan" and satu.penerima not in buku.belanja[1].uraian
    with pytest.raises(AturanDilanggar, match="halaman Bantuan"):
        actions.cancel_entry(buku.belanja[0], oleh=orang["sekretaris"], alasan="Keliru.")

    cancel_catatan(tunai[1], oleh=orang["sekretaris"], alasan="Belum datang.")
    assert [b.penerimaan for b in book_of(usulan).belanja] == tunai[:1]
    lpj = actions.submit_lpj(
        actions.draft_lpj(rpd, oleh=orang["sekretaris"], tanggal=pabrik.day(10), kk=3, kk_miskin=3),
        oleh=orang["sekretaris"],
    )
    assert (lpj.belanja, lpj.sisa) == (500_000, 500_000)
    with pytest.raises(AturanDilanggar, match="LPJ untuk dana ini sudah diajukan"):
        cancel_catatan(tunai[0], oleh=orang["sekretaris"], alasan="Keliru.")
