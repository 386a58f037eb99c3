from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    """Where every rupiah is: ledgers, grants, the revolving fund."""

    name = "keuangan"
    verbose_name = "Keuangan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.jejak import register_sentences
        from inti.registry import Butir, Tab, demo, impor, menunggu, navigasi, tab_kelurahan
        from keuangan import (
            data_pribadi,
            gerbang_dana,
            halaman_ksm,
            halaman_usulan,
            izin,
            menunggu_blm,
            menunggu_bulan,
            menunggu_lpj,
            menunggu_pinjaman,
            paket_pinjaman,
            pipa_blm,
            queries_pengawasan,
            reports,
            reports_bank,
            reports_blm,
            reports_kolektibilitas,
            reports_lpj,
            reports_pembayaran,
            reports_pengawasan,
            reports_sasaran,
            ringkasan_lpj,
            ringkasan_sasaran,
            ringkasan_upk,
            syarat_blm,
            syarat_pinjaman,
            syarat_rpd,
            tab,
            tautan,
            transisi,
            transisi_blm,
            transisi_lpj,
        )
        from keuangan.demo import load
        from keuangan.impor import IMPOR_UPK
        from keuangan.impor_pagu import IMPOR_PAGU
        from keuangan.laporan import bundel, dokumen
        from keuangan.queries_meja import waiting_for
        from keuangan.riwayat import KALIMAT
        from ksm.registry import bagian_ksm, bagian_usulan

        for bagian in (
            data_pribadi,
            transisi,
            transisi_blm,
            transisi_lpj,
            syarat_pinjaman,
            syarat_blm,
            syarat_rpd,
            gerbang_dana,
            paket_pinjaman,
            reports,
            reports_bank,
            reports_pembayaran,
            reports_kolektibilitas,
            reports_pengawasan,
            reports_blm,
            reports_lpj,
            reports_sasaran,
            dokumen,
            bundel,
            ringkasan_upk,
            ringkasan_sasaran,
            pipa_blm,
            ringkasan_lpj,
            halaman_usulan,
            tab,
        ):
            bagian.register()
        register_sentences(KALIMAT, "keuangan")
        impor.daftar("keuangan.upk", IMPOR_UPK)
        demo.daftar("keuangan", load)
        menunggu.daftar("keuangan", waiting_for)
        impor.daftar("keuangan.pagu", IMPOR_PAGU)
        menunggu.daftar("keuangan.blm", menunggu_blm.waiting_for)
        menunggu.daftar("keuangan.lpj", menunggu_lpj.waiting_for)
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
                    "/keuangan/audit/", "/keuangan/kunjungan-pengawas/", "/keuangan/pagu/", "/keuangan/sppb/",
                    "/keuangan/tahap-blm/",
                ),
            ),
        )  # fmt: skip
        navigasi.daftar(
            "berkas-blm",
            Butir(
                _("Pencairan BLM"), "keuangan:berkas-pencairan-daftar", "dokumen", 58, izin.LANJUTKAN_BERKAS,
                ("/keuangan/berkas-pencairan/",),
            ),
        )  # fmt: skip
        navigasi.daftar(
            "buku-ksm",
            Butir(
                _("Buku KSM"), "keuangan:buku-ksm-daftar", "uang", 54, izin.CATAT_BELANJA,
                ("/keuangan/buku-ksm/", "/keuangan/rpd/", "/keuangan/lpj-ksm/", "/keuangan/catatan-ksm/"),
            ),
        )  # fmt: skip
        navigasi.daftar(
            "penyelewengan",
            Butir(
                _("Penyelewengan"), "keuangan:penyelewengan-daftar", "aman", 59, izin.LIHAT_PENYELEWENGAN,
                ("/keuangan/penyelewengan/",),
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
