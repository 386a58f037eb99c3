from django.apps import AppConfig


class SiklusConfig(AppConfig):
    """The cycle engine: programmes as data, their stages in every area, what is missing, who decided what."""

    name = "siklus"
    verbose_name = "Siklus"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.jejak import register_sentences
        from inti.registry import Tab, bagian_alur, bagian_langkah, cari, demo, impor, menunggu, tab_kelurahan
        from laporan.registry import berkas_terjaga
        from siklus import data_pribadi, izin, menu, reports, ringkasan_ps2, ringkasan_ukuran, syarat, tautan, transisi
        from siklus.bantuan import search_help
        from siklus.cari import search_lessons, search_pertemuan
        from siklus.definisi import semua_definisi
        from siklus.definisi.diagram import bagian_alur as gambar
        from siklus.demo import load
        from siklus.gabung import follow_household_head
        from siklus.impor import IMPOR_JADWAL, IMPOR_LOKASI
        from siklus.impor_ps2 import IMPOR_PS2
        from siklus.kartu_hasil import result_cards
        from siklus.menunggu import waiting_for
        from siklus.models import Kehadiran, PesertaPelatihan, Relawan
        from siklus.queries_hasil import guarded_maps
        from siklus.riwayat import KALIMAT
        from wilayah.registry import GrupCari, gabung_warga, repoint_foreign_key

        data_pribadi.register()
        syarat.register()
        demo.daftar("siklus", load)
        bagian_alur.daftar("siklus", lambda: gambar(semua_definisi()))
        transisi.register()
        reports.register()
        menu.register()
        ringkasan_ukuran.register()
        bagian_langkah.daftar("siklus.hasil", result_cards)
        menunggu.daftar("siklus", waiting_for)
        register_sentences(KALIMAT, "siklus", "pronangkis", "bkm")
        ringkasan_ps2.register()
        tab_kelurahan.daftar("ps2", Tab(_("PS-2"), 25, lambda kode: tautan.kelurahan(kode, "ps2"), izin.LIHAT))
        impor.daftar("siklus.keluarga", IMPOR_PS2)
        berkas_terjaga.daftar("siklus.peta", guarded_maps)
        tab_kelurahan.daftar("siklus", Tab(_("Siklus"), 10, tautan.kelurahan, izin.LIHAT))
        tab_kelurahan.daftar("warga-peta", Tab(_("Warga & peta"), 28, tautan.warga_peta, izin.LIHAT))
        cari.daftar("pertemuan", GrupCari(_("Pertemuan"), search_pertemuan))
        cari.daftar("pelajaran", GrupCari(_("Pelajaran"), search_lessons))
        cari.daftar("bantuan", GrupCari(_("Bantuan"), search_help))
        impor.daftar("siklus.jadwal", IMPOR_JADWAL)
        impor.daftar("siklus.lokasi", IMPOR_LOKASI)
        gabung_warga.daftar("siklus.keluarga", follow_household_head())
        for model in (Kehadiran, PesertaPelatihan, Relawan):
            gabung_warga.daftar(f"siklus.{model._meta.model_name}", repoint_foreign_key(model, "warga"))
