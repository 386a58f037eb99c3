"""What a loan must satisfy before each step, as findings that a kasir understands. Source: KEU-127 to KEU-149.

Findings travel into the trail, so they name nobody: members are called by their number on the sheet.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from inti.formats import persen, rupiah, share
from inti.registry import Kekurangan, Mode, Registri, syarat
from keuangan import tautan_pinjaman
from keuangan.models import BagianAnggota, KetentuanProduk, Pinjaman
from keuangan.models.pinjaman import AKTIF
from keuangan.queries_pembayaran import opening_closed, paid_here
from keuangan.queries_pinjaman import (
    BarisBagian,
    Orang,
    arrears_on,
    cash_for,
    loans_of_people,
    member_limit,
    newest_proposal,
    next_loan_number,
    paid_out,
    share_rows,
    shares_of,
)
from ksm import tautan as tautan_ksm
from siklus.gerbang import listing
from siklus.queries_ps2 import on_ps2_among
from wilayah import parameter
from wilayah.parameter import NilaiParameter
from wilayah.waktu import today_in

NOL = Decimal(0)
# Rules whose strictness nobody states in writing, or that changed between branches: dated Parameters, and what counts
# when none is set.
KEMAMPUAN, KELUARGA, PS2, LEMBAGA, GERBANG = (
    "keuangan.pinjaman_kemampuan", "keuangan.pinjaman_pemutus_keluarga", "keuangan.pinjaman_ps2",
    "keuangan.pinjaman_lembaga_lain", "keuangan.gerbang_pinjaman",
)  # fmt: skip
BAWAAN: dict[str, Mode] = {KEMAMPUAN: "block", KELUARGA: "block", PS2: "block", LEMBAGA: "warn", GERBANG: "block"}

# "dana" -> fn(buku, tanggal): why the UPK may not lend now, one sentence each; empty where it may. Filled by the part
# that computes collectibility. Source: KEU-147.
gerbang_dana: Registri[Callable[[Any, datetime.date], list[str]]] = Registri("keuangan.gerbang_dana")


@dataclass
class Berkas:
    """A loan with everything its findings ask for, fetched once."""

    pinjaman: Pinjaman
    hari: datetime.date

    @cached_property
    def ketentuan(self) -> KetentuanProduk:
        """The terms it is asked under."""
        return self.pinjaman.ketentuan

    @cached_property
    def bagian(self) -> list[BagianAnggota]:
        """Shares in their order."""
        return shares_of(self.pinjaman)

    @cached_property
    def baris(self) -> list[BarisBagian]:
        """Shares that borrow something, with amount and instalment."""
        semua = share_rows(self.pinjaman, self.bagian, tanggal=self.hari)
        return [b for b in semua if b.jumlah > 0]

    @property
    def jumlah(self) -> Decimal:
        """What the group borrows, rupiah."""
        return sum((b.jumlah for b in self.baris), NOL)

    @cached_property
    def orang(self) -> dict[Any, Orang]:
        """What its borrowers have borrowed elsewhere and before."""
        return loans_of_people([b.bagian.anggota for b in self.baris], selain=self.pinjaman)

    @cached_property
    def nilai(self) -> dict[str, NilaiParameter]:
        """The programme's numbers on the day."""
        return parameter.values_for(BAWAAN, kode_wilayah=self.pinjaman.wilayah_id, tanggal=self.hari)

    @cached_property
    def ke(self) -> int:
        """Its number among the programme loans of the group, as things stand."""
        return next_loan_number(self.pinjaman.ksm, self.pinjaman.produk)

    def mode(self, kode: str) -> Mode | None:
        """How strict a rule is here and now; None where it was switched off."""
        n = self.nilai[kode]
        if not n.diatur:
            return BAWAAN[kode]
        return n.mode if n.nilai else None

    def url(self, bagian: str = "") -> str:
        """A page of this loan."""
        return tautan_pinjaman.pinjaman(self.pinjaman.pk, bagian)

    def visit(self, pilih: Callable[[BarisBagian], bool]) -> str:
        """The visit of the first member to whom something applies; the members' table for nobody."""
        satu = next((b for b in self.baris if pilih(b)), None)
        return tautan_pinjaman.bagian_anggota(satu.bagian.pk) if satu else self.url() + "#anggota"

    def numbers(self, pilih: Callable[[BarisBagian], bool]) -> str:
        """The members to whom something applies, by their number: "No. 2 dan 5"; "" for nobody."""
        nomor = [str(b.bagian.urut) for b in self.baris if pilih(b)]
        return _("No. %(daftar)s") % {"daftar": listing(nomor)} if nomor else ""


def _finding(
    kode: str,
    aturan: str,
    ok: bool,
    penuh: str,
    kurang: str,
    *,
    mode: Mode = "block",
    tautan: str = "",
    sumber: str = "",
) -> Kekurangan:
    """One finding: what holds, or what to do."""
    return Kekurangan(aturan, mode, ok, penuh if ok else kurang, tautan if not ok else "", sumber, kode=kode)


def _each(
    b: Berkas, kode: str, aturan: str, penuh: str, kurang: str, pilih: Callable[[BarisBagian], bool], **lain: Any
) -> Kekurangan:
    """A finding about members: `kurang` holds %(siapa)s, and it leads to the first of them."""
    siapa = b.numbers(pilih)
    lain = {"tautan": b.visit(pilih), **lain}
    return _finding(kode, aturan, not siapa, penuh, kurang % {"siapa": siapa}, **lain)


# -- the check is complete -----------------------------------------------------------------------------------------


def completeness(b: Berkas) -> list[Kekurangan]:
    """Every member is visited and counted through, and the file was looked into. Source: KEU-127, KEU-128."""
    p = b.pinjaman
    return [
        _each(
            b, "dikunjungi", "KEU-127", _("Rumah dan usaha semua anggota sudah dikunjungi."),
            _("%(siapa)s belum dikunjungi. Isi hari kunjungan pada bagian anggotanya."),
            lambda x: x.bagian.dikunjungi is None, sumber="G-S1",
        ),
        _each(
            b, "bagian_b", "KEU-128", _("Penghasilan, biaya, dan usulan semua anggota sudah diisi (bagian B)."),
            _("%(siapa)s belum lengkap. Isi penghasilan, biaya, dan pinjaman yang diusulkan (bagian B)."),
            lambda x: x.kemampuan is None or x.bagian.diusulkan is None, sumber="G-S8",
        ),
        _finding(
            "berkas", "KEU-127", p.menabung_bulan is not None, _("Berkas KSM sudah diperiksa."),
            _("Berkas KSM belum diperiksa: pernyataan tanggung renteng, pelatihan, dan riwayat menabung."),
            tautan=b.url("berkas"), sumber="G-S2",
        ),
        _finding(
            "peminjam", "KEU-124", bool(b.baris), _("Ada anggota yang meminjam."),
            _("Tidak seorang pun diusulkan meminjam. Usulkan sedikitnya satu anggota, atau batalkan permohonannya."),
            tautan=b.visit(lambda x: False),
        ),
    ]  # fmt: skip


# -- may this group and these people borrow ------------------------------------------------------------------------


def eligibility(b: Berkas) -> list[Kekurangan]:
    """The refusals of the programme's guide on group, members, amounts and earlier loans."""
    return [*_group(b), *_papers(b), *_people(b), *_earlier_loans(b), *_amounts(b), *institution_gate(b)]


def _group(b: Berkas) -> list[Kekurangan]:
    """A loan goes to a living group, with enough members and enough women. Source: KEU-140."""
    k, n = b.ketentuan, len(b.baris)
    perempuan = share(sum(x.bagian.anggota.jenis_kelamin == "P" for x in b.baris), n)
    keluar = b.numbers(lambda x: x.bagian.anggota.status != "aktif")
    hasil = [
        _finding(
            "ksm_aktif", "KEU-140", b.pinjaman.ksm.status == "aktif" and not keluar, _("KSM dan anggotanya aktif."),
            _("%(siapa)s bukan anggota aktif lagi. Beri usulan nol, atau batalkan permohonannya.") % {"siapa": keluar or "KSM"},
        ),
        _finding(
            "anggota_min", "KEU-140", n >= k.anggota_min, _("Anggota yang meminjam %(n)d orang.") % {"n": n},
            _("Anggota yang meminjam %(n)d orang, paling sedikit %(min)d. Pinjaman bergulir tidak untuk perorangan.")
            % {"n": n, "min": k.anggota_min}, sumber="G-S2, G-S15",
        ),
        _finding(
            "perempuan", "KEU-140", perempuan is not None and perempuan >= k.perempuan_min,
            _("Perempuan %(p)s dari yang meminjam.") % {"p": persen(perempuan or NOL)},
            _("Perempuan %(p)s dari yang meminjam, paling sedikit %(min)s.")
            % {"p": persen(perempuan or NOL), "min": persen(k.perempuan_min)}, sumber="G-S2",
        ),
    ]  # fmt: skip
    if k.anggota_maks is not None:
        hasil.append(
            _finding(
                "anggota_maks", "KEU-140", n <= k.anggota_maks, 
                _("Anggota tidak lebih dari %(m)d orang.") % {"m": k.anggota_maks},
                _("Anggota yang meminjam %(n)d orang, paling banyak %(m)d menurut ketentuan produk.")
                % {"n": n, "m": k.anggota_maks}, sumber="G-S17",
            )
        )  # fmt: skip
    return hasil


def _papers(b: Berkas) -> list[Kekurangan]:
    """Written joint liability, training, saving before borrowing. Source: KEU-141."""
    p, k, tautan = b.pinjaman, b.ketentuan, b.url("berkas")
    menabung = p.menabung_bulan or 0
    return [
        _finding(
            "tanggung_renteng", "KEU-141", p.tanggung_renteng is not None, _("Pernyataan tanggung renteng ditandatangani."),
            _("Pernyataan tanggung renteng belum ditandatangani semua anggota. Cetak lembarnya, lalu isi tanggalnya."),
            tautan=tautan, sumber="G-S1, G-S2",
        ),
        _finding(
            "pelatihan", "KEU-141", p.dilatih is not None, _("Anggota sudah dilatih pinjaman bergulir."),
            _("Anggota belum dilatih pinjaman bergulir dan pembukuan KSM. Isi tanggal pelatihannya."),
            tautan=tautan, sumber="G-S2, G-S3",
        ),
        _finding(
            "menabung", "KEU-141", menabung >= k.menabung_bulan,
            _("KSM sudah menabung %(n)d bulan berturut-turut.") % {"n": menabung},
            _("KSM baru menabung %(n)d bulan berturut-turut, paling sedikit %(min)d sebelum meminjam.")
            % {"n": menabung, "min": k.menabung_bulan}, tautan=tautan, sumber="G-S2",
        ),
    ]  # fmt: skip


def _people(b: Berkas) -> list[Kekurangan]:
    """Identity, consent of the family, PS-2, other lenders. Source: KEU-142."""
    hasil = [
        _each(
            b, "ktp", "KEU-142", _("Salinan KTP semua anggota ada dan cocok."),
            _("%(siapa)s: salinan KTP belum ada atau belum dicocokkan."), lambda x: not x.bagian.ktp_ada,
            sumber="G-S5, G-S8",
        ),
        _each(
            b, "keluarga", "KEU-142", _("Keluarga semua anggota menyetujui."),
            _("%(siapa)s: keluarganya belum menyetujui pinjaman ini."), lambda x: not x.bagian.keluarga_setuju,
            sumber="G-S1, G-S2",
        ),
    ]  # fmt: skip
    mode = b.mode(LEMBAGA)
    if mode is not None:
        hasil.append(
            _each(
                b, "lembaga_lain", "KEU-142", _("Tidak ada yang masih meminjam di lembaga lain."),
                _("%(siapa)s masih meminjam di lembaga lain. Timbang lagi kemampuan bayarnya."),
                lambda x: x.bagian.lembaga_lain, mode=mode, sumber="G-S1, G-S15",
            )
        )  # fmt: skip
    mode = b.mode(PS2)
    if mode is not None:
        hasil.append(_on_ps2(b, mode))
    return hasil


def _on_ps2(b: Berkas, mode: Mode) -> Kekurangan:
    """Borrowers belong to households of PS-2; only their count is told, as everywhere outside the team. KEU-142, KSM-17."""
    keluarga = [x.bagian.anggota.keluarga_id for x in b.baris]
    miskin = on_ps2_among({k for k in keluarga if k is not None})
    di_luar = sum(k not in miskin for k in keluarga)
    return _finding(
        "ps2", "KEU-142", not di_luar, _("Semua yang meminjam dari keluarga PS-2."),
        _(
            "%(n)d dari %(semua)d yang meminjam tidak dikenal sebagai keluarga PS-2. Minta sekretaris BKM mengaitkan "
            "keluarganya di halaman KSM."
        )
        % {"n": di_luar, "semua": len(keluarga)},
        mode=mode, tautan=tautan_ksm.ksm(b.pinjaman.ksm_id, "anggota"), sumber="G-S1, G-S2, G-S3",
    )  # fmt: skip


def _earlier_loans(b: Berkas) -> list[Kekurangan]:
    """One loan at a time, nothing overdue, four programme loans at most. Source: KEU-125, KEU-143, KEU-144."""
    p, k = b.pinjaman, b.ketentuan
    lain = list(Pinjaman.objects.filter(ksm=p.ksm_id, status__in=[*AKTIF, "dihapus_buku"]).exclude(pk=p.pk))
    jalan = [x for x in lain if x.status in AKTIF]
    terikat = [x for o in b.orang.values() for x in o.berjalan]
    tunggak = arrears_on({*jalan, *terikat}, b.hari) if jalan or terikat else {}
    hapus = [x for x in lain if x.status == "dihapus_buku"]
    hasil = [
        _finding(
            "ksm_satu", "KEU-125", not jalan, _("KSM tidak punya pinjaman lain yang berjalan."),
            _("KSM masih punya pinjaman %(nomor)s yang berjalan. Lunasi dulu.") % {"nomor": listing([str(x) for x in jalan])},
            sumber="G-S5",
        ),
        _each(
            b, "anggota_satu", "KEU-125", _("Tidak ada anggota yang terikat pinjaman KSM lain."),
            _("%(siapa)s masih terikat pinjaman yang berjalan, di KSM ini atau KSM lain. Satu orang satu pinjaman."),
            lambda x: bool(b.orang[x.bagian.anggota_id].berjalan), tautan="", sumber="G-S5",
        ),
        _finding(
            "tunggakan", "KEU-143",
            not tunggak and not hapus and not any(o.dihapus for o in b.orang.values()), _("Tidak ada tunggakan."),
            _("KSM atau anggotanya masih menunggak: %(nomor)s. Tunggakan dilunasi sebelum meminjam lagi.")
            % {"nomor": listing(sorted({str(x) for x in [*jalan, *terikat] if x.pk in tunggak}
                                        | {str(x) for o in b.orang.values() for x in o.dihapus} | {str(x) for x in hapus}))},
            sumber="G-S1, G-S13",
        ),
    ]  # fmt: skip
    if k.pinjaman_maks is not None and not p.produk.channelling:
        hasil.append(_loan_count(b, k.pinjaman_maks))
    return hasil


def _loan_count(b: Berkas, maks: int) -> Kekurangan:
    """The programme lends so many times, then refers to a bank or cooperative; channelled loans do not count. KEU-144."""
    siapa = b.numbers(lambda x: b.orang[x.bagian.anggota_id].kali >= maks)
    lewat = b.ke > maks
    kata = _("Ini pinjaman ke-%(ke)d KSM") % {"ke": b.ke} if lewat else siapa
    return _finding(
        "kali", "KEU-144", not lewat and not siapa, _("Pinjaman ke-%(ke)d dari paling banyak %(m)d.") % {"ke": b.ke, "m": maks},
        _("%(kata)s: dana program dipinjamkan paling banyak %(m)d kali. Rujuk ke bank, koperasi, atau dana channelling.")
        % {"kata": kata, "m": maks}, sumber="G-S1, G-S3",
    )  # fmt: skip


def _amounts(b: Berkas) -> list[Kekurangan]:
    """Ladder, ceilings, months, and what each member can bear. Source: KEU-122, KEU-145, KEU-149, KEU-47."""
    k, p = b.ketentuan, b.pinjaman
    tenor = p.tenor_bulan or p.tenor_diminta
    batas = member_limit(k, b.ke)
    hasil = []
    if batas is not None:
        hasil.append(
            _each(
                b, "tangga", "KEU-122", _("Semua bagian anggota dalam batas %(n)s.") % {"n": rupiah(batas)},
                "%(siapa)s " + _("melebihi %(n)s, batas per anggota pada pinjaman ke-%(ke)d.")
                % {"n": rupiah(batas), "ke": max(b.ke, 1)}, lambda x: x.jumlah > batas, sumber="G-S1, G-S2, G-S3, G-S20",
            )
        )  # fmt: skip
    if k.maks_per_ksm is not None:
        hasil.append(
            _finding(
                "plafon_ksm", "KEU-145", b.jumlah <= k.maks_per_ksm,
                _("Pinjaman KSM dalam batas %(n)s.") % {"n": rupiah(k.maks_per_ksm)},
                _("Pinjaman KSM %(n)s melebihi batas %(m)s.") % {"n": rupiah(b.jumlah), "m": rupiah(k.maks_per_ksm)},
                sumber="G-S17",
            )
        )  # fmt: skip
    hasil.append(
        _finding(
            "tenor", "KEU-149", k.tenor_min <= tenor <= k.tenor_maks, _("Jangka waktu %(n)d bulan.") % {"n": tenor},
            _("Jangka waktu %(n)d bulan; menurut ketentuan produk %(a)d sampai %(z)d bulan.")
            % {"n": tenor, "a": k.tenor_min, "z": k.tenor_maks}, sumber="G-S1, G-S15",
        )
    )  # fmt: skip
    hasil += [_scheduled(b), *_affordable(b)]
    return hasil


def _scheduled(b: Berkas) -> Kekurangan:
    """The amounts can be paid in so many instalments under the product's rounding. Source: KEU-44."""
    return _finding(
        "jadwal", "KEU-44", all(x.angsuran is not None for x in b.baris), _("Jadwal angsuran dapat disusun."),
        _("Jadwal tidak dapat disusun: bagian anggota terlalu kecil untuk jangka waktu dan pembulatannya. Pendekkan waktunya."),
    )  # fmt: skip


def _affordable(b: Berkas) -> list[Kekurangan]:
    """No member pays more a month than income minus cost. Source: KEU-47."""
    mode = b.mode(KEMAMPUAN)
    if mode is None:
        return []
    lebih = [x for x in b.baris if x.melebihi]
    contoh = "; ".join(
        _("No. %(no)d angsuran %(a)s, kemampuan bayar %(k)s")
        % {"no": x.bagian.urut, "a": rupiah(x.angsuran), "k": rupiah(x.kemampuan)}
        for x in lebih
    )
    return [
        _finding(
            "kemampuan", "KEU-47", not lebih, _("Angsuran semua anggota dalam kemampuan bayarnya."),
            _("Angsuran melebihi kemampuan bayar: %(contoh)s. Kecilkan pinjamannya atau perpanjang waktunya.")
            % {"contoh": contoh},
            mode=mode, tautan=b.visit(lambda x: x.melebihi), sumber="G-S8",
        )
    ]  # fmt: skip


def institution_gate(b: Berkas) -> list[Kekurangan]:
    """Whether the UPK may lend at all now; until that can be computed the strictness of the Parameter says so. KEU-147."""
    mode = b.mode(GERBANG)
    if mode is None:
        return []
    hitung = gerbang_dana.ambil("dana")
    if hitung is None:
        sebab = [_("Kinerja UPK belum dapat dihitung oleh aplikasi ini.")]
    else:
        sebab = [str(s) for s in hitung(b.pinjaman.buku, b.hari)]
    return [
        _finding(
            "gerbang", "KEU-147", not sebab, _("Kinerja UPK mengizinkan pinjaman baru."),
            _("Kinerja UPK belum mengizinkan pinjaman baru: %(sebab)s") % {"sebab": " ".join(sebab)},
            mode=mode, sumber="G-S1, G-S13, G-S17",
        )
    ]  # fmt: skip


# -- who decides, and the money ------------------------------------------------------------------------------------


def conflict_of(pinjaman: Pinjaman, oleh: Any) -> list[Kekurangan]:
    """Whether an officer would decide about the own group or household. Two queries. Source: KEU-146."""
    b = Berkas(pinjaman, today_in(pinjaman.wilayah_id))
    mode = b.mode(KELUARGA)
    if mode is None:
        return []
    nama = " ".join(str(getattr(oleh, "nama", "")).lower().split())
    anggota = pinjaman.ksm.anggota.filter(status="aktif").select_related("keluarga")
    dikenal = {n for a in anggota for n in (a.nama, a.keluarga.nama_kk if a.keluarga else "")}
    tugas = getattr(oleh, "penugasan_berjalan", ())
    terlibat = nama in {" ".join(n.lower().split()) for n in dikenal if n} or any(
        t.badan_id == pinjaman.ksm.badan_id for t in tugas
    )
    return [
        _finding(
            "pemutus", "KEU-146", not terlibat, _("Yang memutus bukan peminjam atau keluarganya."),
            _("Anda tercatat sebagai anggota KSM ini atau sekeluarga dengannya. Mintalah orang lain yang memutus."), mode=mode,
        )
    ]  # fmt: skip


def decided(b: Berkas) -> list[Kekurangan]:
    """The proposal of the manager stands, and was made with the present shares. Source: KEU-129."""
    usulan = newest_proposal(b.pinjaman)
    putusan = getattr(usulan, "putusan", None)
    ada = usulan is not None and (putusan is None or putusan.hasil == "setuju")
    return [
        _finding(
            "usulan", "KEU-129", ada, _("Manajer UPK sudah mengusulkan putusan."),
            _("Manajer UPK belum mengusulkan putusan: jumlah dan jangka waktu setiap anggota (bagian C)."),
            tautan=b.url("putus"), sumber="G-S1, G-S8",
        )
    ]  # fmt: skip


def money_at_hand(b: Berkas) -> list[Kekurangan]:
    """Cash or bank of the ledger holds the loan; the voucher may be drawn on either. Source: KEU-148."""
    ada = {lewat: cash_for(b.pinjaman.produk, lewat, b.hari) for lewat in ("kas", "bank")}
    # Inside the disbursement the voucher is written already; it was refused there if the account did not hold it.
    cukup = max(ada.values()) >= b.jumlah or paid_out(b.pinjaman)
    return [
        _finding(
            "uang", "KEU-148", cukup, _("Uang perguliran cukup."),
            _("Uang perguliran tidak cukup: kas %(kas)s, bank %(bank)s, pinjaman %(n)s. Setor, tarik, atau tunggu angsuran.")
            % {"kas": rupiah(ada["kas"]), "bank": rupiah(ada["bank"]), "n": rupiah(b.jumlah)}, sumber="G-S1",
        )
    ]  # fmt: skip


def _softened(temuan: Sequence[Kekurangan]) -> list[Kekurangan]:
    """Warnings that were passed with a reason at the decision only inform afterwards."""
    return [replace(k, mode="info") if k.mode == "warn" else k for k in temuan]


def _file(p: Any) -> Berkas:
    return Berkas(p, today_in(p.wilayah_id))


def before_check(p: Any) -> list[Kekurangan]:
    """What ends the check. Source: KEU-127."""
    return completeness(_file(p))


def before_approval(p: Any) -> list[Kekurangan]:
    """What an approval asks for. Source: KEU-129."""
    b = _file(p)
    return [*completeness(b), *eligibility(b), *decided(b)]


def before_akad(p: Any) -> list[Kekurangan]:
    """What still holds when the group signs. Source: KEU-130."""
    return _softened(eligibility(_file(p)))


def before_disbursement(p: Any) -> list[Kekurangan]:
    """What holds when the money goes out. Source: KEU-131."""
    b = _file(p)
    return [*money_at_hand(b), *_softened(institution_gate(b))]


def before_withdrawal(p: Any) -> list[Kekurangan]:
    """What lets a brought-in loan be struck; no query for any other loan. Source: KEU-195."""
    if not p.bawaan:
        kata = _("Pinjaman ini dicairkan di buku ini; pembayarannya yang dapat dibalik.")
        return [_finding("bawaan", "KEU-195", False, "", kata)]
    tutup = opening_closed(p.buku)
    return [
        _finding(
            "belum_dibayar", "KEU-195", not paid_here(p), _("Belum ada pembayaran di buku ini."),
            _("Sudah ada pembayaran di buku ini. Balik dulu pembayarannya."), tautan=tautan_pinjaman.pinjaman(p.pk, "kartu"),
        ),
        _finding(
            "bulan_pembuka", "KEU-195", tutup is None, _("Bulan pembuka buku masih terbuka."),
            _("Bulan pembuka %(bulan)s sudah ditutup. Minta koordinator BKM membukanya kembali.") % {"bulan": tutup},
        ),
    ]  # fmt: skip


def findings_for(p: Pinjaman) -> list[Kekurangan]:
    """What a loan's page shows as still missing, whatever the officer may do. Source: KEU-127 to KEU-131."""
    b = _file(p)
    if p.status == Pinjaman.Status.DIAJUKAN:
        return [*completeness(b), *eligibility(b)]
    if p.status == Pinjaman.Status.DIPERIKSA:
        return [*eligibility(b), *decided(b)]
    if p.status == Pinjaman.Status.DISETUJUI:
        return _softened(eligibility(b))
    if p.status == Pinjaman.Status.AKAD:
        return [*money_at_hand(b), *_softened(institution_gate(b))]
    return []


def register() -> None:
    """Enter the gates of the loan's steps."""
    for langkah, fungsi in {
        "periksa": before_check, "setujui": before_approval, "akadkan": before_akad, "cairkan": before_disbursement,
        "cabut": before_withdrawal,
    }.items():  # fmt: skip
        syarat.daftar(f"pinjaman.{langkah}", fungsi)
