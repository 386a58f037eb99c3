from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    """Where every rupiah is: ledgers, grants, the revolving fund."""

    name = "keuangan"
    verbose_name = "Keuangan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.registry import Butir, Tab, demo, impor, menunggu, navigasi, tab_kelurahan
        from keuangan import (
            data_pribadi,
            gerbang_dana,
            halaman_ksm,
            izin,
            menunggu_bulan,
            menunggu_pinjaman,
            paket_pinjaman,
            queries_pengawasan,
            reports,
            reports_bank,
            reports_kolektibilitas,
            reports_pembayaran,
            reports_pengawasan,
            ringkasan_upk,
            syarat_pinjaman,
            tab,
            tautan,
            transisi,
        )
        from keuangan.demo import load
        from keuangan.impor import IMPOR_UPK
        from keuangan.laporan import dokumen
        from keuangan.queries_meja import waiting_for
        from ksm.registry import bagian_ksm, bagian_usulan

        for bagian in (
            data_pribadi,
            transisi,
            syarat_pinjaman,
            gerbang_dana,
            paket_pinjaman,
            reports,
            reports_bank,
            reports_pembayaran,
            reports_kolektibilitas,
            reports_pengawasan,
            dokumen,
            ringkasan_upk,
            tab,
        ):
            bagian.register()
        impor.daftar("keuangan.upk", IMPOR_UPK)
        demo.daftar("keuangan", load)
        menunggu.daftar("keuangan", waiting_for)
        menunggu.daftar("keuangan.bulan", menunggu_bulan.waiting_for)
        menunggu.daftar("keuangan.pinjaman", menunggu_pinjaman.waiting_for)
        menunggu.daftar("keuangan.temuan", queries_pengawasan.waiting_for)
        bagian_ksm.daftar("keuangan.pinjaman", halaman_ksm.loans_part)
        bagian_usulan.daftar("keuangan.pinjaman", halaman_ksm.proposal_part)
        tab_kelurahan.daftar("keuangan", Tab(_("Keuangan"), 70, tautan.kelurahan, izin.LIHAT_BUKU))
        navigasi.daftar(
            "keuangan",
            Butir(
                _("Keuangan"), "keuangan:beranda", "uang", 57, izin.LIHAT_BUKU,
                (
                    "/keuangan/buku/", "/keuangan/bukti/", "/keuangan/hitung-kas/", "/keuangan/rekening-koran/",
                    "/keuangan/periode/", "/keuangan/pengumuman/", "/keuangan/pinjaman/", "/keuangan/temuan/",
                    "/keuangan/audit/", "/keuangan/kunjungan-pengawas/",
                ),
            ),
        )  # fmt: skip
        navigasi.daftar(
            "kinerja-upk",
            Butir(
                _("Kinerja UPK"), "keuangan:kinerja-upk", "grafik", 57, izin.LIHAT_PINJAMAN, ("/keuangan/kinerja-upk/",)
            ),
        )
        navigasi.daftar(
            "hitung",
            Butir(
                _("Hitung pinjaman"), "keuangan:simulasi", "uang", 58, izin.HITUNG,
                ("/keuangan/simulasi/", "/keuangan/kinerja/"),
            ),
        )  # fmt: skip
