"""What guards RPD and accounts, in kind sentences; sql/rpd.sql and sql/lpj.sql hold the same for good."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti import registry
from inti.formats import rupiah
from inti.formats import tanggal as tulis_tanggal
from inti.registry import Kekurangan
from keuangan import tautan_rpd
from keuangan.models import LPJKSM, RPD
from keuangan.parameter_lpj import BARIS_RAB, NOTA, mode_of, numbers_for
from keuangan.queries_rpd import (
    NOL,
    book_of,
    holding_cases,
    left_of_agreement,
    left_of_file,
    left_of_share,
    lines_over,
    old_advance,
    owed_accounts,
)
from ksm import tautan as tautan_ksm
from wilayah.waktu import today_in

BOLEH = ("kontrak", "cair", "berjalan")


def register() -> None:
    """Enter every function of this module into `inti.registry.syarat`."""
    fungsi_fungsi: dict[str, Callable[..., Any]] = {
        "rpd.boleh_cair": money_may_go,
        "rpd.belum_lpj": not_accounted,
        "lpj.ajukan": account_ready,
        "lpj.terima": account_settled,
        "lpj.tarik": account_open,
    }
    for kode, fungsi in fungsi_fungsi.items():
        registry.syarat.daftar(kode, fungsi)


def money_may_go(rpd: RPD) -> list[Kekurangan]:
    """What new money for a group waits for. A constant number of queries. Source: RPD-03, RPD-05, RPD-06, RPD-09, RPD-13,
    SLW-04.
    """
    usulan, hari = rpd.usulan, today_in(rpd.wilayah_id)
    telat = owed_accounts(usulan.ksm_id, kecuali=rpd.pk, hari=hari)
    kasus = holding_cases(usulan.ksm_id)
    kontrak = left_of_agreement(usulan, kecuali=rpd.pk)
    berkas = rpd.berkas_pencairan
    file = left_of_file(berkas, kecuali=rpd.pk)
    porsi = left_of_share(berkas.tahap.sppb, kecuali=rpd.pk)
    ubah = tautan_rpd.rpd(rpd.pk, "ubah") if rpd.terbuka else ""
    caranya = _("Kurangi barisnya.") if rpd.terbuka else _("Kembalikan RPD ini supaya KSM menguranginya.")

    def within(aturan: str, sisa: Decimal, nama: str) -> Kekurangan:
        isi = {"n": rupiah(rpd.jumlah), "nama": nama, "sisa": rupiah(max(sisa, NOL)), "caranya": caranya}
        return _find(aturan, rpd.jumlah <= sisa, _("RPD %(n)s, %(nama)s %(sisa)s.") % isi,
                     _("RPD %(n)s lebih besar dari %(nama)s %(sisa)s. %(caranya)s") % isi, ubah)  # fmt: skip

    temuan = [
        _find("RPD-03", usulan.status in BOLEH, _("Usulan berjalan menurut perjanjian."),
              _("Usulan ini %(s)s; dana menunggu sampai selesai diputuskan.") % {"s": usulan.get_status_display().lower()},
              tautan_ksm.usulan(usulan.pk)),
        within("RPD-05", kontrak, _("sisa BLM perjanjian")),
        within("RPD-06", file, _("sisa dana %(dana)s yang sudah diterima") % {"dana": berkas}),
        within("RPD-06", porsi, _("sisa porsi lingkungan dan sosial dalam SPPB")),
        _find("RPD-09", not telat, _("KSM ini tidak punya LPJ yang terlambat."),
              _("LPJ %(apa)s belum diterima, tenggatnya %(hari)s. Selesaikan dulu LPJ itu.")
              % {"apa": f"{telat[0].usulan} {telat[0]}", "hari": tulis_tanggal(telat[0].tenggat)} if telat else "",
              tautan_rpd.rpd(telat[0].pk) if telat else ""),
    ]  # fmt: skip
    lama = old_advance(rpd)
    if lama > 0:
        pesan = _(
            "Uang muka lama KSM ini %(n)s belum dipertanggungjawabkan. Bukukan dulu LPJ atau sisanya di buku Sekretariat:"
            " sesudah RPD pertama dibayar, ia tidak dapat dibukukan sendiri lagi."
        )
        temuan.append(_find("RPD-15", False, "", pesan % {"n": rupiah(lama)}, tautan_rpd.kelurahan(rpd.wilayah_id)))
    temuan += _lines(rpd)
    if kasus:
        pesan = _(
            "Dana untuk KSM ini tertahan oleh kasus penyelewengan. Menunggu pengembalian dana, atau keputusan rapat BKM."
        )
        temuan.append(_find("SLW-04", False, "", pesan))
    return temuan


def _lines(rpd: RPD) -> list[Kekurangan]:
    """All RPD together stay within each line of the RAB; how strictly says a Parameter. Source: RPD-13."""
    batas = numbers_for(rpd.wilayah_id, today_in(rpd.wilayah_id))[BARIS_RAB]
    mode = mode_of(batas)
    if mode is None:
        return []
    lebih = lines_over(rpd)
    if not lebih:
        return [Kekurangan("RPD-13", mode, True, _("Setiap baris masih sebatas BLM dalam RAB."), sumber=batas.sumber)]
    isi = [
        _("%(apa)s: semua RPD meminta %(n)s, dalam RAB %(rab)s")
        % {"apa": b.uraian, "n": rupiah(b.diminta), "rab": rupiah(b.rab)}
        for b in lebih
    ]
    return [
        Kekurangan("RPD-13", mode, False, _("Yang diminta melebihi RAB pada %(n)d baris.") % {"n": len(lebih)},
                   tautan_rpd.rpd(rpd.pk), batas.sumber, rincian="; ".join(isi))
    ]  # fmt: skip


def not_accounted(rpd: RPD) -> list[Kekurangan]:
    """A payment with an account is not taken back. One query. Source: RPD-08."""
    lpj = LPJKSM._base_manager.filter(rpd=rpd).exclude(status="batal").first()
    sudah = _("Pembayaran ini sudah punya LPJ (%(s)s). Batalkan dulu LPJ-nya.") % {
        "s": lpj.get_status_display().lower() if lpj else ""
    }
    alamat = tautan_rpd.lpj(lpj.pk) if lpj else ""
    return [_find("RPD-08", lpj is None, _("Belum ada LPJ untuk pembayaran ini."), sudah, alamat)]


def account_ready(lpj: LPJKSM) -> list[Kekurangan]:
    """Drawn from the book, explained where more was spent, proved by photos. Source: LPJ-03, LPJ-04, LPJ-10, LPJ-13."""
    buku = book_of(lpj.usulan, rpd=lpj.rpd)
    wajib = numbers_for(lpj.wilayah_id, today_in(lpj.wilayah_id))[NOTA]
    mode = mode_of(wajib)
    alamat = tautan_rpd.buku(lpj.usulan_id)
    temuan = [
        _find("LPJ-03", buku.terpakai == lpj.belanja, _("Isi LPJ sama dengan buku belanja."),
              _("Buku belanja berubah; susun ulang LPJ dari bukunya."), tautan_rpd.lpj(lpj.pk, "ubah")),
    ]  # fmt: skip
    if mode is not None and buku.tanpa_bukti:
        pesan = _("%(n)d catatan belanja belum punya foto nota.") % {"n": buku.tanpa_bukti}
        temuan.append(Kekurangan("LPJ-13", mode, False, pesan, alamat, wajib.sumber))
    if lpj.akhir:
        lain = (
            RPD._base_manager.filter(usulan=lpj.usulan)
            .exclude(pk=lpj.rpd_id)
            .exclude(status="batal")
            .exclude(status="dibayar", lpj__status="diterima")
            .first()
        )
        belum = _(
            "%(rpd)s belum selesai (%(s)s). LPJ akhir menunggu sampai dibayar dan LPJ-nya diterima, atau dibatalkan."
        )
        temuan.append(
            _find("LPJ-10", lain is None, _("Semua RPD lain sudah dibayar dan LPJ-nya diterima."),
                  belum % {"rpd": lain, "s": lain.get_status_display().lower()} if lain else "",
                  tautan_rpd.rpd(lain.pk) if lain else "")
        )  # fmt: skip
    return temuan


def account_settled(lpj: LPJKSM) -> list[Kekurangan]:
    """Unspent money is back before the account is accepted. No queries. Source: LPJ-08."""
    lunas = not lpj.sisa or lpj.jurnal_sisa_id is not None
    belum = _("Sisa dana %(n)s belum kembali. KSM menyerahkannya ke BKM, Sekretaris BKM mencatatnya.")
    return [
        _find("LPJ-08", lunas, _("Tidak ada sisa dana yang harus dikembalikan."), belum % {"n": rupiah(lpj.sisa)})
    ]  # fmt: skip


def account_open(lpj: LPJKSM) -> list[Kekurangan]:
    """The last account closed its proposal; it stays. No queries. Source: LPJ-09."""
    return [_find("LPJ-09", not lpj.akhir, _("Usulannya masih terbuka."), _("LPJ akhir menutup usulannya dan tetap."))]


def _find(aturan: str, terpenuhi: bool, penuh: str, kurang: str, tautan: str = "") -> Kekurangan:
    """What holds, or what is missing and where that is done."""
    return Kekurangan(aturan, "block", terpenuhi, penuh if terpenuhi else kurang, "" if terpenuhi else tautan)
