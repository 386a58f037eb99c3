"""The payment file: papers checked twice, five signatures in order, money booked once, and the gate of the next tranche."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.pelaku import SISTEM
from keuangan import actions, gerbang_blm, parameter_blm
from keuangan.actions import Dana
from keuangan.gerbang_blm import gate_of_tranche, used_of
from keuangan.models import BarisJurnal, BerkasPencairan, Jurnal, LangkahBerkas, PeristiwaJurnal
from keuangan.models.berkas_pencairan import LANGKAH
from keuangan.periksa import wrong_rows
from keuangan.queries_lpj import blocked_groups, late_accounts
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories import siklus as pabrik_siklus
from tests.factories.akun import officer
from tests.factories.blm import (
    HARI,
    PJOK,
    TAHUN,
    composed,
    five,
    ledger,
    paid,
    passed,
    photo,
    right,
    signed,
    tranche,
)
from tests.factories.ksm import KSMFactory
from tests.factories.siklus import hold
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred
from tests.keuangan.test_blm_aturan import change, refused
from wilayah.actions import load_parameters

pytestmark = pytest.mark.django_db
JUTA = 1_000_000


@pytest.fixture
def sppb(register: Any) -> Any:
    """Signed, Rp 250 million of APBN in 60 and 40 percent."""
    return signed()


@pytest.fixture
def sekretaris(sppb: Any) -> Any:
    """Secretary of the BKM."""
    return officer("sekretaris", "sekretaris_bkm", KELURAHAN, badan=sppb.bkm.badan, nama="Wiwin Sekretaris")


@pytest.fixture
def lima(sppb: Any) -> dict[str, Any]:
    """One officer of each of the five."""
    return five()


# -- worked example: the file of Kab. Cirebon, 2013 ---------------------------------------------------------------------


def test_file_of_2013_end_to_end(sppb, sekretaris, lima):
    """BLM-20 to BLM-28: drawn up, checked twice, passed by the five in their order by login, paid, booked; Tahap I and II."""
    ledger(sppb.bkm)
    berkas = composed(sppb, oleh=sekretaris)
    assert [k.kode for k in berkas.kertas.all()] == [
        "sppb",
        "bappd",
        "kwitansi",
        "resume_pjm",
        "buku_rekening",
        "lampiran",
    ]
    right(berkas, oleh=lima["faskel"])
    for kode, user in lima.items():
        berkas = actions.pass_berkas(
            berkas, kode, oleh=user, tanggal=HARI, catatan="Sesuai.", **(PJOK if kode == "pjok" else {})
        )
    assert berkas.status == "disetujui_satker"
    urut = list(LangkahBerkas.objects.order_by("dibuat_pada").values_list("langkah", "nama", "cara"))
    assert urut == [(k, lima[k].nama, "login") for k in ("faskel", "korkot", "pjok", "ppk", "satker")]
    # What the PP-BLM says.
    assert (berkas.nomor_pp, berkas.tanggal_pp, berkas.pjok_nama, berkas.pjok_sk) == (
        PJOK["nomor"], HARI, lima["pjok"].nama, PJOK["sk"],
    )  # fmt: skip
    actions.note_surat(
        berkas, oleh=lima["satker"], nomor_spp="01/SPP", tanggal_spp=HARI, nomor_spm="01/SPM", tanggal_spm=HARI,
        nomor_sp2d="0117", tanggal_sp2d=date(2026, 3, 9),
    )  # fmt: skip
    cair = actions.receive_blm(berkas, oleh=sekretaris, tanggal=date(2026, 3, 10))

    check_deferred()
    assert (cair.status, cair.diterima_pada, int(cair.jumlah)) == ("cair", date(2026, 3, 10), 150 * JUTA)
    jurnal = cair.jurnal
    assert (jurnal.peristiwa, int(jurnal.jumlah), jurnal.jenis, jurnal.bukti) == (
        "blm_masuk",
        150 * JUTA,
        "bkm",
        "SP2D 0117",
    )
    baris = {(b.akun.kode, int(b.debit), int(b.kredit), b.sumber_dana_id, b.tahun_dana, b.termin)
             for b in BarisJurnal.objects.filter(jurnal=jurnal).select_related("akun")}  # fmt: skip
    assert baris == {("11021", 150 * JUTA, 0, "blm_apbn", TAHUN, 1), ("21110", 0, 150 * JUTA, "blm_apbn", TAHUN, 1)}

    dua = paid(composed(sppb, 2, oleh=sekretaris, hari=date(2026, 6, 1)), hari=date(2026, 6, 20), nomor="0208")
    check_deferred()
    assert int(dua.jumlah) == 100 * JUTA and "rekap_lpj" in {k.kode for k in dua.kertas.all()}
    assert Jurnal.objects.filter(peristiwa="blm_masuk").count() == 2 and wrong_rows() == []


# -- papers -------------------------------------------------------------------------------------------------------------


def test_papers_are_checked_twice(sppb, sekretaris, lima):
    """BLM-22: the BKM says what is there, the Tim Faskel what is right; a wrong one is named; both before it goes on."""
    berkas = actions.compose_berkas(tranche(sppb), oleh=sekretaris, sumber="apbn", tanggal=HARI)
    kode = [k.kode for k in berkas.kertas.all() if k.wajib]
    with pytest.raises(AturanDilanggar) as galat:
        actions.hand_over(berkas, oleh=sekretaris, tanggal=HARI)
    assert galat.value.aturan == "BLM-22"
    actions.check_kertas(berkas, oleh=sekretaris, kertas={k: {"ada": True} for k in kode})
    berkas = actions.hand_over(berkas, oleh=sekretaris, tanggal=HARI)

    with pytest.raises(GerbangTertutup) as belum:
        actions.pass_berkas(berkas, "faskel", oleh=lima["faskel"], tanggal=HARI)
    assert {k.aturan for k in belum.value.kekurangan if k.menahan} == {"BLM-22"}
    with pytest.raises(IsianSalah):
        actions.check_kertas(berkas, oleh=lima["faskel"], kertas={"bappd": {"ada": True, "benar": False}})
    salah = {"bappd": {"ada": True, "benar": False, "catatan": "Tanggal belum diisi"}}
    actions.check_kertas(
        berkas, oleh=lima["faskel"], kertas={**{k: {"ada": True, "benar": True} for k in kode}, **salah}
    )
    with pytest.raises(GerbangTertutup, match="Belum dapat"):
        actions.pass_berkas(berkas, "faskel", oleh=lima["faskel"], tanggal=HARI)
    right(berkas, oleh=lima["faskel"])
    berkas = actions.pass_berkas(berkas, "faskel", oleh=lima["faskel"], tanggal=HARI)
    assert berkas.status == "diperiksa_faskel"
    with pytest.raises(AturanDilanggar):
        actions.check_kertas(berkas, oleh=lima["faskel"], kertas={"bappd": {"ada": False}})
    with refused("periksa_kertas_terkunci"):
        change("UPDATE keuangan_periksakertas SET ada = false, benar = NULL")


def test_who_says_right(sppb, petugas_kota, petugas_kota_lain):
    """BLM-22: who only draws up may not say that a paper is right; out of scope the file does not exist."""
    berkas = composed(sppb)
    with pytest.raises(TidakBerwenang):
        actions.check_kertas(berkas, oleh=petugas_kota, kertas={"bappd": {"ada": True}})
    with pytest.raises(BerkasPencairan.DoesNotExist):
        actions.check_kertas(berkas, oleh=petugas_kota_lain, kertas={})


# -- the five -----------------------------------------------------------------------------------------------------------


def test_nobody_is_skipped(sppb, lima):
    """BLM-23: each passes only what the one before has passed, in the action and in the database."""
    berkas = right(composed(sppb))
    for kode in ("korkot", "pjok", "ppk", "satker"):
        with pytest.raises(TransisiDitolak):
            actions.pass_berkas(berkas, kode, oleh=lima[kode], tanggal=HARI, **(PJOK if kode == "pjok" else {}))
    for status in ("diverifikasi_korkot", "diminta_pjok", "cair"):
        with refused("transisi|berkas_pencairan"):
            change("UPDATE keuangan_berkaspencairan SET status = %s", status)
    with refused("berkas_pencairan_bertanda_tangan"):
        change("UPDATE keuangan_berkaspencairan SET status = 'diperiksa_faskel'")
    berkas = passed(berkas, "korkot")
    with refused("langkah_berkas_giliran"):
        LangkahBerkas(
            berkas=berkas, wilayah_id=KELURAHAN, putaran=1, langkah="satker", hasil="lolos", tanggal=HARI, nama="X",
            cara="login", pelaku_id=lima["satker"].pk, dibuat_oleh_id=lima["satker"].pk,
        ).save(force_insert=True)  # fmt: skip
    with refused("langkah_berkas_hanya_tambah|hanya|tambah"):
        change("DELETE FROM keuangan_langkahberkas")


def test_a_step_moves_its_file(sppb, lima):
    """BLM-23: a signature without its change of state is refused at commit."""
    berkas = right(composed(sppb))
    with refused("langkah_berkas_meneruskan"):
        LangkahBerkas(
            berkas=berkas, wilayah_id=KELURAHAN, putaran=1, langkah="faskel", hasil="lolos", tanggal=HARI, nama="X",
            cara="login", pelaku_id=lima["faskel"].pk, dibuat_oleh_id=lima["faskel"].pk,
        ).save(force_insert=True)  # fmt: skip
        check_deferred()


def test_one_person_never_passes_two(sppb, sekretaris):
    """BLM-23: not by login, even with two roles; nor who drew the file up; the signed sheet of others may be noted."""
    from tests.factories.akun import PenugasanFactory

    dua = officer("dua", "ppk", "32.73")
    PenugasanFactory(pengguna=dua, peran="satker", wilayah_id="32.73")
    berkas = passed(composed(sppb), "pjok")
    berkas = actions.pass_berkas(berkas, "ppk", oleh=dua, tanggal=HARI)
    with pytest.raises(AturanDilanggar) as galat:
        actions.pass_berkas(berkas, "satker", oleh=dua, tanggal=HARI)
    assert galat.value.aturan == "BLM-23"
    berkas = actions.pass_berkas(berkas, "satker", oleh=sekretaris, tanggal=HARI, nama="Ir. Rekaan", foto=photo())
    langkah = LangkahBerkas.objects.get(langkah="satker")
    assert (langkah.cara, langkah.nama, langkah.pelaku_id, langkah.dibuat_oleh_id) == (
        "kertas",
        "Ir. Rekaan",
        None,
        sekretaris.pk,
    )


def test_who_drew_it_up_does_not_check_it(sppb, sekretaris):
    """BLM-23: a facilitator who is also secretary draws up or checks, not both."""
    from tests.factories.akun import PenugasanFactory

    PenugasanFactory(pengguna=sekretaris, peran="faskel_cd", wilayah_id=KELURAHAN)
    orang = type(sekretaris)._base_manager.get(pk=sekretaris.pk)
    berkas = right(composed(sppb, oleh=orang))
    with pytest.raises(AturanDilanggar) as galat:
        actions.pass_berkas(berkas, "faskel", oleh=orang, tanggal=HARI)
    assert galat.value.aturan == "BLM-23"


def test_paper_needs_its_photo_and_right(sppb, lima, sekretaris):
    """BLM-23: only by its role, or from a sheet with photo and name by secretary or facilitator."""
    berkas = passed(composed(sppb), "faskel")
    with pytest.raises(TidakBerwenang):
        actions.pass_berkas(berkas, "korkot", oleh=lima["ppk"], tanggal=HARI)
    with pytest.raises(TidakBerwenang):
        actions.pass_berkas(berkas, "korkot", oleh=sekretaris, tanggal=HARI)
    with pytest.raises(TidakBerwenang):
        actions.pass_berkas(berkas, "korkot", oleh=lima["ppk"], tanggal=HARI, nama="K", foto=photo())
    with pytest.raises(IsianSalah):
        actions.pass_berkas(berkas, "korkot", oleh=sekretaris, tanggal=HARI, foto=photo())
    assert (
        actions.pass_berkas(berkas, "korkot", oleh=sekretaris, tanggal=HARI, nama="Kusuma", foto=photo()).sejak == HARI
    )


def test_steps_go_forward_in_time(sppb, lima):
    """BLM-23: a step is not dated before the one before it, nor tomorrow."""
    berkas = passed(composed(sppb), "faskel")
    for hari in (HARI - timedelta(days=1), date(2999, 1, 1)):
        with pytest.raises(IsianSalah) as galat:
            actions.pass_berkas(berkas, "korkot", oleh=lima["korkot"], tanggal=hari)
        assert "tanggal" in galat.value.galat


def test_pp_blm_has_number_and_decree(sppb, lima):
    """BLM-25: PJOK asks by number, acting under a decree; the database asks the same."""
    berkas = passed(composed(sppb), "korkot")
    with pytest.raises(IsianSalah) as galat:
        actions.pass_berkas(berkas, "pjok", oleh=lima["pjok"], tanggal=HARI, nomor="", sk="1")
    assert "nomor" in galat.value.galat
    berkas = passed(berkas, "pjok")
    with refused("berkas_pencairan_ber_pp|berkas_pencairan_surat_bertanggal"):
        change("UPDATE keuangan_berkaspencairan SET pjok_sk = ''")


@pytest.mark.parametrize("sampai", [None, "faskel", "korkot", "pjok", "ppk", "satker"])
def test_sent_back_goes_round_again(sppb, sekretaris, lima, sampai):
    """BLM-27: whose turn it is sends it back with what to mend; then every paper and signature anew."""
    berkas = composed(sppb, oleh=sekretaris)
    berkas = passed(berkas, sampai) if sampai else right(berkas)
    giliran = {
        None: "faskel",
        "faskel": "korkot",
        "korkot": "pjok",
        "pjok": "ppk",
        "ppk": "satker",
        "satker": "satker",
    }[sampai]
    bukan = lima["pjok" if giliran != "pjok" else "ppk"]
    with pytest.raises(TidakBerwenang):
        actions.return_berkas(berkas, oleh=bukan, tanggal=HARI, alasan="Salah")
    with pytest.raises(IsianSalah):
        actions.return_berkas(berkas, oleh=lima[giliran], tanggal=HARI, alasan=" ")
    kembali = actions.return_berkas(berkas, oleh=lima[giliran], tanggal=HARI, alasan="Kwitansi belum bermeterai")
    assert (kembali.status, kembali.alasan, kembali.diserahkan) == ("dikembalikan", "Kwitansi belum bermeterai", None)

    lagi = actions.take_up_again(kembali, oleh=sekretaris, tanggal=HARI)

    assert (lagi.status, lagi.putaran, lagi.nomor_pp) == ("disusun", 2, "")
    assert not lagi.kertas.exclude(benar__isnull=True).exists()
    lagi = passed(actions.hand_over(lagi, oleh=sekretaris, tanggal=HARI))
    check_deferred()
    assert lagi.status == "disetujui_satker" and LangkahBerkas.objects.filter(putaran=2).count() == 5


# -- money --------------------------------------------------------------------------------------------------------------


def test_received_once(sppb, sekretaris):
    """BLM-26, BLM-28: a second press books nothing; the amount is the file's; nobody books the grant beside its file."""
    buku = ledger(sppb.bkm)
    berkas = passed(composed(sppb))
    with pytest.raises(AturanDilanggar, match="SP2D"):
        actions.receive_blm(berkas, oleh=sekretaris, tanggal=date(2026, 3, 10))
    actions.note_surat(berkas, oleh=sekretaris, nomor_sp2d="0117", tanggal_sp2d=date(2026, 3, 9))
    with pytest.raises(IsianSalah):
        actions.receive_blm(berkas, oleh=sekretaris, tanggal=date(2026, 3, 8))
    satu = actions.receive_blm(berkas, oleh=sekretaris, tanggal=date(2026, 3, 10))
    dua = actions.receive_blm(berkas, oleh=sekretaris, tanggal=date(2026, 3, 10))
    check_deferred()
    assert satu.jurnal_id == dua.jurnal_id and Jurnal.objects.filter(peristiwa="blm_masuk").count() == 1
    with pytest.raises(TransisiDitolak):
        actions.receive_blm(berkas, oleh=sekretaris, tanggal=date(2026, 3, 11))
    with pytest.raises(AturanDilanggar) as galat:
        actions.record_peristiwa(
            buku,
            "blm_masuk",
            oleh=sekretaris,
            tanggal=date(2026, 3, 12),
            jumlah=1000,
            dana=Dana("blm_apbn", TAHUN, 1),
            lewat="bank",
        )
    assert galat.value.aturan == "KEU-199"
    with refused("jurnal_blm_dari_berkas"):
        Jurnal(
            buku=buku, wilayah_id=KELURAHAN, periode=satu.jurnal.periode, jenis="bkm", tahun=TAHUN, nomor=2, uraian="BLM",
            tanggal=date(2026, 3, 12), peristiwa="blm_masuk", jumlah=1000, jumlah_baris=2, objek_jenis="keuangan.jurnal",
            objek_id="x", dibuat_oleh_id=sekretaris.pk,
        ).save(force_insert=True)  # fmt: skip


def test_receipt_is_what_its_voucher_says(sppb):
    """BLM-26, BLM-28: file and voucher agree in the database: amount, day, fund and file; neither goes alone."""
    berkas = paid(composed(sppb))
    check_deferred()
    for sql, aturan in (
        ("UPDATE keuangan_berkaspencairan SET diterima_pada = diterima_pada + 1", "berkas_pencairan_tetap"),
        ("UPDATE keuangan_berkaspencairan SET jurnal_id = NULL", "berkas_pencairan_tetap"),
        ("UPDATE keuangan_berkaspencairan SET jumlah = jumlah + 1", "berkas_pencairan_tetap"),
    ):
        with refused(aturan):
            change(sql)
    asal, baris = berkas.jurnal, {"wilayah_id": KELURAHAN, "dibuat_oleh_id": SISTEM.pk}
    with refused("jurnal_blm_dibalik_bersama"):
        balik = Jurnal.objects.create(
            buku=asal.buku, periode=asal.periode, jenis="bpb", tahun=TAHUN, nomor=1, uraian="Balik", tanggal=asal.tanggal,
            peristiwa="pembalikan", jumlah=asal.jumlah, jumlah_baris=2, membalik=asal, alasan="Keliru",
            perlu_persetujuan=True, objek_jenis="keuangan.jurnal", objek_id=str(asal.pk), **baris,
        )  # fmt: skip
        for b in BarisJurnal.objects.filter(jurnal=asal):
            b.pk, b.jurnal, (b.debit, b.kredit) = None, balik, (b.kredit, b.debit)
            b.save(force_insert=True)
        check_deferred()


def test_receipt_is_taken_back_with_its_voucher(sppb, sekretaris):
    """BLM-28: a wrong day is taken back by reversal and noted again; the event is free for the right one."""
    berkas = paid(composed(sppb))
    lama = berkas.jurnal_id
    with pytest.raises(IsianSalah):
        actions.withdraw_receipt(berkas, oleh=sekretaris, alasan="")
    tarik = actions.withdraw_receipt(berkas, oleh=sekretaris, alasan="Salah tanggal", tanggal=date(2026, 3, 20))
    check_deferred()
    assert (tarik.status, tarik.jurnal_id, tarik.diterima_pada) == ("disetujui_satker", None, None)
    assert PeristiwaJurnal.objects.get(jurnal=lama).dibalik
    lagi = actions.receive_blm(tarik, oleh=sekretaris, tanggal=date(2026, 3, 12))
    check_deferred()
    assert lagi.status == "cair" and lagi.jurnal_id != lama and wrong_rows() == []


def test_receipt_stays_once_the_next_is_asked_for(sppb, sekretaris):
    """BLM-28, BLM-30: the first tranche is not taken back under the second."""
    satu = paid(composed(sppb))
    passed(composed(sppb, 2, hari=date(2026, 6, 1)), "pjok", hari=date(2026, 6, 2))
    with pytest.raises(AturanDilanggar) as galat:
        actions.withdraw_receipt(satu, oleh=sekretaris, alasan="Salah", tanggal=date(2026, 6, 3))
    assert galat.value.aturan == "BLM-28"


def test_without_a_ledger(sppb, sekretaris):
    """BLM-26: money is noted where a ledger of the Sekretariat is kept."""
    berkas = passed(composed(sppb))
    actions.note_surat(berkas, oleh=sekretaris, nomor_sp2d="1", tanggal_sp2d=HARI)
    with pytest.raises(AturanDilanggar, match="Buku Sekretariat"):
        actions.receive_blm(berkas, oleh=sekretaris, tanggal=HARI)


def test_letters_in_their_order(sppb, sekretaris, lima):
    """BLM-26: SPP, SPM, SP2D: number with day, in order, not before the PPK agreed."""
    berkas = passed(composed(sppb), "pjok")
    with pytest.raises(AturanDilanggar):
        actions.note_surat(berkas, oleh=lima["ppk"], nomor_spp="1", tanggal_spp=HARI)
    berkas = passed(berkas)
    with pytest.raises(IsianSalah) as galat:
        actions.note_surat(berkas, oleh=sekretaris, nomor_sp2d="1")
    assert "nomor_sp2d" in galat.value.galat
    with pytest.raises(IsianSalah) as galat:
        actions.note_surat(
            berkas,
            oleh=sekretaris,
            nomor_spp="1",
            tanggal_spp=date(2026, 3, 9),
            nomor_spm="1",
            tanggal_spm=date(2026, 3, 8),
        )
    assert galat.value.galat["tanggal_spm"] == ["SPP bertanggal 9 Maret 2026; SPM tidak boleh lebih awal."]
    with pytest.raises(IsianSalah) as galat:
        actions.note_surat(berkas, oleh=sekretaris, nomor_sp2d="1", tanggal_sp2d=date(2026, 1, 5))
    assert galat.value.galat["tanggal_sp2d"][0].startswith("PP-BLM bertanggal 2 Maret 2026; SP2D")
    with pytest.raises(TidakBerwenang):
        actions.note_surat(berkas, oleh=lima["pjok"], nomor_sp2d="1", tanggal_sp2d=HARI)


# -- the gate of the next tranche ---------------------------------------------------------------------------------------


def shut(sppb: Any, ke: int = 2) -> dict[str, str]:
    """Rules that are not met -> mode."""
    tahap = tranche(sppb, ke)
    return {k.kode: k.mode for k in gate_of_tranche(tahap) if not k.terpenuhi}


def test_first_tranche_asks_the_plan(register):
    """BLM-30: ratified plan, account, signed agreement, installed BKM; each says whom it waits for."""
    from tests.factories.blm import drafted

    sppb = drafted()
    temuan = {k.kode: k for k in gate_of_tranche(tranche(sppb)) if not k.terpenuhi}
    assert set(temuan) == {"sppb", "pjm"} and all(k.rincian and k.tautan for k in temuan.values())
    change("UPDATE keuangan_rekeningbkm SET ditutup = dibuka, alasan_tutup = 'x'")
    assert set(shut(sppb, 1)) == {"sppb", "pjm", "rekening"}


def test_later_tranche_waits_for_the_earlier(sppb, lima):
    """BLM-30, BLM-31, BLM-34: received, used, met; the transition is refused with the list (409 gerbang)."""
    load_numbers()
    assert shut(sppb) == {"diterima_apbn": "block", "terpakai": "warn", "pertemuan": "warn"}
    paid(composed(sppb))
    assert shut(sppb) == {"terpakai": "warn", "pertemuan": "warn"}
    berkas = right(composed(sppb, 2, hari=date(2026, 6, 1)))
    with pytest.raises(GerbangTertutup) as galat:
        actions.pass_berkas(berkas, "faskel", oleh=lima["faskel"], tanggal=date(2026, 6, 1))
    assert {k.kode for k in galat.value.kekurangan if not k.terpenuhi} == {"terpakai", "pertemuan"}
    maju = actions.pass_berkas(berkas, "faskel", oleh=lima["faskel"], tanggal=date(2026, 6, 1), alasan="Mendesak")
    assert maju.status == "diperiksa_faskel"


def load_numbers() -> None:
    """The parameters of the grant as shipped."""
    import json
    from pathlib import Path

    from django.conf import settings

    isi = json.loads((Path(settings.BASE_DIR) / "data" / "parameter.json").read_text(encoding="utf-8"))["parameter"]
    load_parameters([b for b in isi if b["kode"].startswith("blm.")], oleh=SISTEM)


def test_used_share_follows_the_ledger(sppb, sekretaris):
    """BLM-31: what has left cash and bank of that tranche; a reversed payment counts no more."""
    load_numbers()
    paid(composed(sppb))
    buku, dana = ledger(sppb.bkm), Dana("blm_apbn", TAHUN, 1, ksm=KSMFactory(jenis="lingkungan"))
    assert used_of(sppb, 1) == (150 * JUTA, 0)
    bayar = actions.record_peristiwa(
        buku, "bayar_ksm", oleh=sekretaris, tanggal=date(2026, 3, 12), jumlah=140 * JUTA, dana=dana, lewat="bank"
    )
    assert used_of(sppb, 1) == (150 * JUTA, 140 * JUTA) and "terpakai" not in shut(sppb)
    actions.reverse_jurnal(bayar, oleh=sekretaris, alasan="Salah", tanggal=date(2026, 3, 13))
    assert used_of(sppb, 1) == (150 * JUTA, 0) and shut(sppb)["terpakai"] == "warn"


def test_open_meeting(sppb, monkeypatch):
    """BLM-34: residents were told of the money after it came, in a meeting for that; Perdesaan makes it a condition."""
    from siklus.models import Langkah

    load_numbers()
    paid(composed(sppb))
    assert shut(sppb)["pertemuan"] == "warn"
    s6, s7 = (Langkah.objects.get(siklus__wilayah=KELURAHAN, kode=k, tahun_siklus=1) for k in ("S6", "S7"))
    hold(s6, "S6-REMBUG", oleh=SISTEM, tanggal=date(2026, 4, 2))  # ratifies a plan: says nothing of the money
    pabrik_siklus.move(s7, "berjalan")
    hold(s7, "S7-UMUM", oleh=SISTEM, tanggal=date(2026, 3, 10))  # on the day itself
    assert shut(sppb)["pertemuan"] == "warn"
    hold(s7, "S7-UMUM", oleh=SISTEM, tanggal=date(2026, 3, 11))
    assert "pertemuan" not in shut(sppb)
    monkeypatch.setattr(parameter_blm, "program_of", lambda _kode: "pnpm_perdesaan")
    assert "pertemuan" not in shut(sppb)
    monkeypatch.setattr(gerbang_blm, "open_meeting_since", lambda *_: None)
    assert shut(sppb)["pertemuan"] == "block"


def test_late_accounts_and_dispensation(sppb, sekretaris, petugas_kota):
    """BLM-32, BLM-33: an open account holds the next tranche; a letter lets it pass where allowed; the KSM stays blocked."""

    load_numbers()
    paid(composed(sppb))
    ksm = KSMFactory(nama="Bina Karya", jenis="lingkungan")
    dana = Dana("blm_apbn", TAHUN, 1, ksm=ksm)
    buku = ledger(sppb.bkm)
    actions.record_peristiwa(
        buku, "bayar_ksm", oleh=sekretaris, tanggal=date(2026, 3, 12), jumlah=9 * JUTA, dana=dana, lewat="bank"
    )
    (satu,) = late_accounts(sppb, 2)
    assert (satu.ksm, satu.ke, int(satu.jumlah), late_accounts(sppb, 1)) == ("Bina Karya", 1, 9 * JUTA, [])
    assert shut(sppb)["lpj"] == "block" and blocked_groups([ksm.pk]) == {ksm.pk}

    isi = {
        "ksm": ksm,
        "nomor_surat": "7/2026",
        "tanggal_surat": date(2026, 5, 2),
        "alasan": "Banjir",
        "berkas": photo(),
    }
    with pytest.raises(AturanDilanggar) as galat:
        actions.dispense_lpj(tranche(sppb), oleh=petugas_kota, **isi)
    assert galat.value.aturan == "BLM-33"
    ParameterFactory(kode="blm.dispensasi_lpj", nilai=True, jenis="ya_tidak", mode="block", wilayah_id="32.73")
    with pytest.raises(TidakBerwenang):
        actions.dispense_lpj(tranche(sppb), oleh=sekretaris, **isi)
    surat = actions.dispense_lpj(tranche(sppb), oleh=petugas_kota, **isi)
    assert "lpj" not in shut(sppb) and blocked_groups([ksm.pk]) == {ksm.pk}
    actions.withdraw_dispensasi(surat, oleh=petugas_kota, alasan="Keliru")
    assert shut(sppb)["lpj"] == "block"

    actions.record_peristiwa(
        buku, "lpj_diterima", oleh=sekretaris, tanggal=date(2026, 5, 3), jumlah=8 * JUTA, dana=dana, akun="21110"
    )
    actions.record_peristiwa(
        buku, "sisa_ksm", oleh=sekretaris, tanggal=date(2026, 5, 3), jumlah=JUTA, dana=dana, lewat="bank"
    )
    assert "lpj" not in shut(sppb) and blocked_groups([ksm.pk]) == set()


def test_two_sources_go_apart(register):
    """BLM-20, BLM-30: a file each; the second tranche of one source waits for the first of that source only."""
    sppb = signed(apbn=150 * JUTA, apbd=100 * JUTA)
    apbn, apbd = composed(sppb), composed(sppb, sumber="apbd")
    paid(apbn)
    assert (int(apbn.jumlah), int(apbd.jumlah)) == (90 * JUTA, 60 * JUTA)
    with pytest.raises(AturanDilanggar):
        composed(sppb)
    maju = passed(composed(sppb, 2, hari=date(2026, 6, 1)), "pjok", hari=date(2026, 6, 1))
    assert maju.status == "diminta_pjok"
    tahan = composed(sppb, 2, sumber="apbd", hari=date(2026, 6, 1))
    with pytest.raises(GerbangTertutup) as galat:
        passed(tahan, hari=date(2026, 6, 1))
    assert {k.kode for k in galat.value.kekurangan if k.menahan} == {"diterima_apbd"}


def test_second_tranche_in_the_database(sppb):
    """BLM-30: past the gate, PJOK's request for a later tranche is refused while the earlier has not come."""
    berkas = right(composed(sppb, 2))
    for d in list(LANGKAH.values())[:2]:
        _past_the_gate(berkas, d)
    with refused("berkas_pencairan_tahap_urut"):
        _past_the_gate(berkas, LANGKAH["pjok"])


def _past_the_gate(berkas: Any, d: Any) -> None:
    LangkahBerkas(
        berkas=berkas, wilayah_id=KELURAHAN, putaran=1, langkah=d.kode, hasil="lolos", tanggal=HARI, nama="X", cara="kertas",
        foto=photo(), dibuat_oleh_id=berkas.dibuat_oleh_id,
    ).save(force_insert=True)  # fmt: skip
    pp = ", nomor_pp = '1', tanggal_pp = '2026-03-02', pjok_nama = 'x', pjok_sk = 'y'" if d.kode == "pjok" else ""
    change(f"UPDATE keuangan_berkaspencairan SET status = '{d.ke}'{pp}")


def test_file_lies_in_its_area(sppb):
    """BLM-04: composite keys keep files, papers and steps in the area of the tranche."""
    passed(composed(sppb), "faskel")
    with refused("sewilayah|tetap"):
        change("UPDATE keuangan_berkaspencairan SET kode_wilayah = %s", KELURAHAN_TETANGGA)
    with refused("sewilayah|terkunci"):
        change("UPDATE keuangan_periksakertas SET kode_wilayah = %s", KELURAHAN_TETANGGA)


# -- the stages of the cycle ---------------------------------------------------------------------------------------------


def answers(kode: str, putaran: int = 1) -> dict[str, Any]:
    """What the grant answers to the gates and conditions of a stage, by function."""
    from siklus.gerbang import periksa_banyak
    from siklus.models import Langkah

    langkah = Langkah.objects.get(siklus__wilayah=KELURAHAN, kode=kode, tahun_siklus=1, putaran=putaran)
    return {t.kode: t for t in periksa_banyak([langkah])[langkah.pk] if t.kode.startswith("keuangan.")}


def test_stages_of_the_grant(sppb, sekretaris):
    """SIK-141, SIK-144, SIK-145, SIK-147: S7 and S8 are answered from account, file, receipt and accounts; nothing is left open."""
    from siklus.models import Langkah
    from tests.factories import siklus as pabrik

    load_numbers()
    s7 = Langkah.objects.get(siklus__wilayah=KELURAHAN, kode="S7", tahun_siklus=1)
    mulai = answers("S7")
    assert {k: t.terpenuhi for k, t in mulai.items()} == {
        "keuangan.rekening_bkm": True, "keuangan.tahap_lalu_dipertanggungjawabkan": True,
        "keuangan.pertemuan_terbuka_tahap_lalu": True,
    }  # fmt: skip
    assert not answers("S8")["keuangan.tahap_blm_diterima"].terpenuhi
    pabrik.move(s7, "berjalan")
    assert "belum disusun" in answers("S7")["keuangan.berkas_pencairan_lengkap"].rincian
    berkas = composed(sppb)
    assert not answers("S7")["keuangan.berkas_pencairan_lengkap"].terpenuhi
    paid(berkas)
    assert answers("S7")["keuangan.berkas_pencairan_lengkap"].terpenuhi
    assert "Rp 150.000.000" in answers("S8")["keuangan.tahap_blm_diterima"].rincian
    pabrik.move(Langkah.objects.get(siklus__wilayah=KELURAHAN, kode="S8", tahun_siklus=1), "berjalan")
    assert answers("S8")["keuangan.lpj_ksm_lengkap"].terpenuhi
    dana = Dana("blm_apbn", TAHUN, 1, ksm=KSMFactory(nama="Bina Karya", jenis="lingkungan"))
    actions.record_peristiwa(
        ledger(sppb.bkm), "bayar_ksm", oleh=sekretaris, tanggal=date(2026, 3, 12), jumlah=JUTA, dana=dana, lewat="bank"
    )
    assert "Bina Karya" in answers("S8")["keuangan.lpj_ksm_lengkap"].rincian


def test_second_round_of_the_stage(sppb, sekretaris):
    """SIK-142, SIK-143: the second tranche asks for the accounts of the first and an open meeting since."""
    from siklus.models import Langkah

    load_numbers()
    s7 = Langkah.objects.get(siklus__wilayah=KELURAHAN, kode="S7", tahun_siklus=1)
    Langkah.objects.create(
        siklus=s7.siklus, wilayah_id=KELURAHAN, definisi=s7.definisi, tahun=s7.tahun, kode="S7", tingkat=s7.tingkat,
        tahun_siklus=1, putaran=2, urutan=s7.urutan,
    )  # fmt: skip
    paid(composed(sppb))
    dana = Dana("blm_apbn", TAHUN, 1, ksm=KSMFactory(nama="Bina Karya", jenis="lingkungan"))
    actions.record_peristiwa(
        ledger(sppb.bkm), "bayar_ksm", oleh=sekretaris, tanggal=date(2026, 3, 12), jumlah=JUTA, dana=dana, lewat="bank"
    )
    kurang = answers("S7", 2)
    assert "Bina Karya" in kurang["keuangan.tahap_lalu_dipertanggungjawabkan"].rincian
    rapat = kurang["keuangan.pertemuan_terbuka_tahap_lalu"]
    assert (rapat.terpenuhi, rapat.mode) == (False, "warn")
    pabrik_siklus.move(s7, "berjalan")
    hold(Langkah.objects.get(pk=s7.pk), "S7-UMUM", oleh=SISTEM, tanggal=date(2026, 3, 10))
    assert not answers("S7", 2)["keuangan.pertemuan_terbuka_tahap_lalu"].terpenuhi
    hold(Langkah.objects.get(pk=s7.pk), "S7-UMUM", oleh=SISTEM, tanggal=date(2026, 4, 2))
    assert answers("S7", 2)["keuangan.pertemuan_terbuka_tahap_lalu"].terpenuhi
