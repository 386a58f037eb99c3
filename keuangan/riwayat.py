"""The trail of ledgers, vouchers and loans in plain sentences. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from inti.models import Jejak

# Event -> sentence and colour. A test finds an event of this app that has none.
KALIMAT: dict[str, tuple[Any, str]] = {
    "keuangan.buku.dibuka": (gettext_lazy("Buku dibuka"), "ok"),
    "keuangan.buku.hari_ditutup": (gettext_lazy("Hari ditutup"), "ok"),
    "keuangan.buku.hari_dibuka": (gettext_lazy("Hari dibuka lagi"), "awas"),
    "keuangan.periode.tutup": (gettext_lazy("Bulan ditutup"), "ok"),
    "keuangan.periode.buka_kembali": (gettext_lazy("Bulan dibuka kembali"), "awas"),
    "keuangan.akun_buku.dimuat": (gettext_lazy("Bagan akun dimuat"), ""),
    "keuangan.akun_buku.ditambah": (gettext_lazy("Akun ditambah"), ""),
    "keuangan.pemilik_dana.ditambah": (gettext_lazy("Pemilik dana ditambah"), ""),
    "keuangan.jurnal.dibukukan": (gettext_lazy("Bukti dibukukan"), ""),
    "keuangan.jurnal.disetujui": (gettext_lazy("Bukti disetujui"), "ok"),
    "keuangan.jurnal.dibalik": (gettext_lazy("Bukti dibalik"), "awas"),
    "keuangan.rekening_koran.dicatat": (gettext_lazy("Rekening koran dicatat"), ""),
    "keuangan.rekening_koran.dibatalkan": (gettext_lazy("Rekening koran dibatalkan"), "awas"),
    "keuangan.bank.dicocokkan": (gettext_lazy("Bank dicocokkan"), "ok"),
    "keuangan.bank.dilepas": (gettext_lazy("Pencocokan bank dilepas"), "awas"),
    "keuangan.buku.diperiksa": (gettext_lazy("Buku diperiksa"), "ok"),
    "keuangan.bulan.diumumkan": (gettext_lazy("Keadaan bulan diumumkan kepada warga"), "ok"),
    "keuangan.kunjungan_pengawas.dicatat": (gettext_lazy("Kunjungan Pengawas dicatat"), ""),
    "keuangan.audit.dicatat": (gettext_lazy("Audit dicatat"), ""),
    "keuangan.audit.diumumkan": (gettext_lazy("Audit diumumkan kepada warga"), "ok"),
    "keuangan.temuan.dicatat": (gettext_lazy("Temuan dicatat"), "awas"),
    "keuangan.temuan.ditindaklanjuti": (gettext_lazy("Ditindaklanjuti"), ""),
    "keuangan.temuanpemeriksaan.tindaklanjuti": (gettext_lazy("Menunggu penilaian"), ""),
    "keuangan.temuanpemeriksaan.kembalikan": (gettext_lazy("Dinilai belum cukup"), "awas"),
    "keuangan.temuanpemeriksaan.selesaikan": (gettext_lazy("Dinyatakan selesai"), "ok"),
    "keuangan.temuanpemeriksaan.gantikan": (gettext_lazy("Digantikan temuan kunjungan baru"), ""),
    "keuangan.hitung_kas.dicatat": (gettext_lazy("Kas dihitung"), ""),
    "keuangan.cadangan.dibukukan": (gettext_lazy("Cadangan risiko sebulan dibukukan"), "ok"),
    "keuangan.gerbang_dana.dikecualikan": (gettext_lazy("Pengecualian gerbang dana dicatat"), "awas"),
    "keuangan.laba.dibagi": (gettext_lazy("Laba dibagi menurut RWT"), "ok"),
    "keuangan.inventaris.dibeli": (gettext_lazy("Barang dibeli"), ""),
    "keuangan.inventaris.didaftar": (gettext_lazy("Barang lama didaftar"), ""),
    "keuangan.inventaris.diubah": (gettext_lazy("Catatan barang diubah"), ""),
    "keuangan.inventaris.dilepas": (gettext_lazy("Barang dilepas"), "awas"),
    "keuangan.produkpinjaman.dibuka": (gettext_lazy("Produk pinjaman dibuka"), ""),
    "keuangan.ketentuanproduk.ditetapkan": (gettext_lazy("Ketentuan produk ditetapkan"), ""),
    "keuangan.kumpulan.dicatat": (gettext_lazy("Lembar kumpulan dicatat"), "ok"),
    "keuangan.pinjaman.diajukan": (gettext_lazy("Permohonan diterima"), ""),
    "keuangan.pinjaman.diperbaiki": (gettext_lazy("Permohonan diperbaiki"), ""),
    "keuangan.bagiananggota.diperiksa": (gettext_lazy("Kunjungan anggota dicatat"), ""),
    "keuangan.pinjaman.berkas_diperiksa": (gettext_lazy("Berkas KSM diperiksa"), ""),
    "keuangan.pinjaman.periksa": (gettext_lazy("Pemeriksaan selesai"), "ok"),
    "keuangan.usulanputusan.diusulkan": (gettext_lazy("Manajer UPK mengusulkan putusan"), ""),
    "keuangan.putusanpinjaman.diputus": (gettext_lazy("Diputus bersama koordinator BKM"), ""),
    "keuangan.pinjaman.setujui": (gettext_lazy("Pinjaman disetujui"), "ok"),
    "keuangan.pinjaman.ulangi": (gettext_lazy("Diminta periksa ulang"), "awas"),
    "keuangan.pinjaman.tolak": (gettext_lazy("Permohonan ditolak"), "buruk"),
    "keuangan.pinjaman.akadkan": (gettext_lazy("Akad ditandatangani"), "ok"),
    "keuangan.pinjaman.cairkan": (gettext_lazy("Pinjaman dicairkan"), "ok"),
    "keuangan.pinjaman.batalkan": (gettext_lazy("Permohonan dibatalkan"), "awas"),
    "keuangan.pinjaman.cabut": (gettext_lazy("Pinjaman bawaan dibatalkan"), "awas"),
    "keuangan.pinjaman.lunasi": (gettext_lazy("Pinjaman lunas"), "ok"),
    "keuangan.pinjaman.hidupkan": (gettext_lazy("Pembayaran terakhir dibalik"), "awas"),
    "keuangan.pinjaman.jadwalkan_ulang": (gettext_lazy("Dijadwal ulang"), "awas"),
    "keuangan.pinjaman.hapuskan": (gettext_lazy("Dihapus buku"), "buruk"),
    "keuangan.pinjaman.dibawa": (gettext_lazy("Dibawa dari buku lama"), ""),
    "keuangan.pembayaran.diterima": (gettext_lazy("Pembayaran diterima"), "ok"),
    "keuangan.pembayaran.dibalik": (gettext_lazy("Pembayaran dibalik"), "awas"),
    "keuangan.pinjaman.dijadwal_ulang": (gettext_lazy("Jadwal baru dibuat"), "awas"),
    "keuangan.tagihan.dicatat": (gettext_lazy("Penagihan dicatat"), ""),
    "keuangan.buktipinjaman.disimpan": (gettext_lazy("Foto kertas disimpan"), ""),
    "keuangan.pagublm.dicatat": (gettext_lazy("Pagu dicatat"), "ok"),
    "keuangan.pagublm.diumumkan": (gettext_lazy("Pagu diumumkan kepada warga"), "ok"),
    "keuangan.pagublm.gantikan": (gettext_lazy("Pagu diganti"), "awas"),
    "keuangan.pagublm.batalkan": (gettext_lazy("Pagu dibatalkan"), "awas"),
    "keuangan.rekeningbkm.dicatat": (gettext_lazy("Rekening BKM dicatat"), "ok"),
    "keuangan.sppb.disusun": (gettext_lazy("SPPB disusun"), ""),
    "keuangan.sppb.diperbaiki": (gettext_lazy("SPPB disusun ulang"), ""),
    "keuangan.sppb.tandatangani": (gettext_lazy("SPPB ditandatangani"), "ok"),
    "keuangan.sppb.batalkan": (gettext_lazy("SPPB dibatalkan"), "awas"),
    "keuangan.syaratkertas.ditetapkan": (gettext_lazy("Daftar kertas ditetapkan"), ""),
    "keuangan.dispensasilpj.dicatat": (gettext_lazy("Dispensasi LPJ dicatat"), "awas"),
    "keuangan.dispensasilpj.dicabut": (gettext_lazy("Dispensasi LPJ dicabut"), ""),
    "keuangan.berkaspencairan.disusun": (gettext_lazy("Berkas disusun"), ""),
    "keuangan.berkaspencairan.kertas_diperiksa": (gettext_lazy("Kertas diperiksa"), ""),
    "keuangan.berkaspencairan.diserahkan": (gettext_lazy("Diserahkan kepada Tim Faskel"), ""),
    "keuangan.berkaspencairan.periksa": (gettext_lazy("Tim Faskel: lengkap dan benar"), "ok"),
    "keuangan.berkaspencairan.verifikasi": (gettext_lazy("Diverifikasi Korkot atau Askot"), "ok"),
    "keuangan.berkaspencairan.minta": (gettext_lazy("PJOK menerbitkan PP-BLM"), "ok"),
    "keuangan.berkaspencairan.setujui_ppk": (gettext_lazy("Disetujui PPK"), "ok"),
    "keuangan.berkaspencairan.setujui_satker": (gettext_lazy("Disetujui Satker"), "ok"),
    "keuangan.berkaspencairan.surat_dicatat": (gettext_lazy("SPP, SPM, atau SP2D dicatat"), ""),
    "keuangan.berkaspencairan.terima": (gettext_lazy("Dana diterima di rekening BKM"), "ok"),
    "keuangan.berkaspencairan.tarik_terima": (gettext_lazy("Catatan penerimaan ditarik"), "awas"),
    "keuangan.berkaspencairan.kembalikan": (gettext_lazy("Dikembalikan ke BKM"), "awas"),
    "keuangan.berkaspencairan.susun_kembali": (gettext_lazy("Disusun kembali"), ""),
    "keuangan.berkaspencairan.batalkan": (gettext_lazy("Berkas dibatalkan"), "awas"),
    "keuangan.rpd.disusun": (gettext_lazy("RPD disusun"), ""),
    "keuangan.rpd.diubah": (gettext_lazy("RPD diubah"), ""),
    "keuangan.rpd.ajukan": (gettext_lazy("RPD diajukan"), ""),
    "keuangan.rpd.setujui": (gettext_lazy("RPD disetujui"), "ok"),
    "keuangan.rpd.kembalikan": (gettext_lazy("RPD dikembalikan"), "awas"),
    "keuangan.rpd.dari_lembar": (gettext_lazy("Dicatat dari lembar RPD yang ditandatangani"), ""),
    "keuangan.rpd.bayarkan": (gettext_lazy("RPD dibayar"), "ok"),
    "keuangan.rpd.urungkan_bayar": (gettext_lazy("Catatan pembayaran ditarik"), "awas"),
    "keuangan.rpd.batalkan": (gettext_lazy("RPD dibatalkan"), "awas"),
    "keuangan.belanjaksm.dicatat": (gettext_lazy("Belanja dicatat"), ""),
    "keuangan.belanjaksm.berbukti": (gettext_lazy("Foto nota ditambah"), ""),
    "keuangan.belanjaksm.batalkan": (gettext_lazy("Belanja dibatalkan"), "awas"),
    "keuangan.upahksm.dicatat": (gettext_lazy("Upah seminggu dicatat"), ""),
    "keuangan.upahksm.berbukti": (gettext_lazy("Foto daftar upah ditambah"), ""),
    "keuangan.upahksm.batalkan": (gettext_lazy("Upah dibatalkan"), "awas"),
    "keuangan.lpjksm.disusun": (gettext_lazy("LPJ disusun dari buku"), ""),
    "keuangan.lpjksm.ajukan": (gettext_lazy("LPJ diajukan"), ""),
    "keuangan.lpjksm.periksa": (gettext_lazy("LPJ diperiksa unit pengelola"), "ok"),
    "keuangan.lpjksm.kembalikan": (gettext_lazy("LPJ dikembalikan unit pengelola"), "awas"),
    "keuangan.lpjksm.kembalikan_bkm": (gettext_lazy("LPJ dikembalikan BKM"), "awas"),
    "keuangan.lpjksm.terima": (gettext_lazy("LPJ diterima BKM"), "ok"),
    "keuangan.lpjksm.dari_lembar": (gettext_lazy("Dicatat dari lembar LPJ yang ditandatangani"), ""),
    "keuangan.lpjksm.tarik_terima": (gettext_lazy("Penerimaan LPJ ditarik"), "awas"),
    "keuangan.lpjksm.batalkan": (gettext_lazy("LPJ dibatalkan"), "awas"),
    "keuangan.lpjksm.sisa_kembali": (gettext_lazy("Sisa dana dikembalikan"), "ok"),
    "keuangan.lpjksm.sisa_ditarik": (gettext_lazy("Pengembalian sisa ditarik"), "awas"),
    "keuangan.lpjbkm.ditetapkan": (gettext_lazy("LPJ BKM ditetapkan"), "ok"),
    "keuangan.lpjbkm.batalkan": (gettext_lazy("Penetapan LPJ BKM dibatalkan"), "awas"),
    "keuangan.penyelewengan.dilaporkan": (gettext_lazy("Penyelewengan dilaporkan"), "awas"),
    "keuangan.penyelewengan.buktikan": (gettext_lazy("Dinyatakan terbukti"), "buruk"),
    "keuangan.penyelewengan.bersihkan": (gettext_lazy("Dinyatakan tidak terbukti"), "ok"),
    "keuangan.penyelewengan.kembalikan_sebagian": (gettext_lazy("Sebagian dana kembali"), ""),
    "keuangan.penyelewengan.selesaikan": (gettext_lazy("Seluruh dana kembali"), "ok"),
    "keuangan.penyelewengan.hapuskan": (gettext_lazy("Dihapus menurut keputusan BKM"), "buruk"),
    "keuangan.penyelewengan.dana_dilepas": (gettext_lazy("Dana yang tertahan dilepas"), "awas"),
    "keuangan.pemulihandana.dicatat": (gettext_lazy("Pengembalian dana dicatat"), "ok"),
    "keuangan.pemulihandana.batalkan": (gettext_lazy("Catatan pengembalian dibatalkan"), "awas"),
    "laporan.dokumen.diminta": (gettext_lazy("Dokumen diminta"), ""),
    "laporan.dokumen.siap": (gettext_lazy("Dokumen siap"), ""),
    "laporan.dokumen.dibatalkan": (gettext_lazy("Dokumen dibatalkan"), "awas"),
    "laporan.berkas.diunggah": (gettext_lazy("Berkas diunggah"), ""),
}


def history(jejak: Iterable[Jejak]) -> list[dict[str, Any]]:
    """Events of a ledger, a voucher or a loan as the timeline component reads them."""
    hasil = []
    for j in jejak:
        kalimat, keadaan = KALIMAT.get(j.peristiwa, (_("Catatan diubah"), ""))
        hasil.append(
            {"pada": j.waktu, "oleh": j.pelaku_nama, "judul": str(kalimat), "catatan": j.alasan or revised(j), "keadaan": keadaan}
        )  # fmt: skip
    return hasil


def revised(j: Jejak) -> str:
    """What a correction of an application changed, both values; "" for any other event. Members by their number. KEU-196."""
    if j.peristiwa != "keuangan.pinjaman.diperbaiki":
        return ""
    nama = {"keperluan": _("Keperluan"), "tenor_diminta": _("Jangka waktu (bulan)")}
    isian = j.rincian.get("ubah", {}).items()
    ubah: list[tuple[str, Any, Any]] = [(str(nama.get(k, k)), lama, baru) for k, (lama, baru) in isian]
    for urut, (lama, baru) in j.rincian.get("anggota", {}).items():
        uang = [rupiah(Decimal(n)) if n else _("tidak ikut") for n in (lama, baru)]
        ubah.append((_("Anggota no. %(n)s") % {"n": urut}, uang[0], uang[1]))
    return "; ".join(_("%(apa)s: %(lama)s menjadi %(baru)s") % {"apa": a, "lama": x, "baru": y} for a, x, y in ubah)
