"""The trail in plain sentences: what happened, to what, with which reason. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.models import Jejak

# Event -> sentence ("%(objek)s" is the row's own name) and colour. Events nobody listed get a plain sentence.
KALIMAT: dict[str, tuple[Any, str]] = {
    "siklus.siklus.dibuka": (gettext_lazy("%(objek)s dibuka"), "ok"),
    "siklus.siklus.tolak": (gettext_lazy("Warga menolak; siklus berhenti dan semua langkah lain terkunci"), "buruk"),
    "siklus.siklus.pulihkan": (gettext_lazy("Siklus dipulihkan sesudah berita acara diperbaiki"), "awas"),
    "siklus.siklus.jadwalkan_rkm_ulang": (gettext_lazy("RKM ulang dijadwalkan"), "ok"),
    "siklus.siklus.keluarkan": (gettext_lazy("Lokasi dikeluarkan dari program"), "buruk"),
    "siklus.siklus.selesaikan": (gettext_lazy("Siklus ditutup"), "ok"),
    "siklus.langkah.mulai": (gettext_lazy("%(objek)s dimulai"), ""),
    "siklus.langkah.ajukan": (gettext_lazy("%(objek)s diajukan untuk diverifikasi"), ""),
    "siklus.langkah.kembalikan": (gettext_lazy("%(objek)s dikembalikan untuk dilengkapi"), "buruk"),
    "siklus.langkah.verifikasi": (gettext_lazy("%(objek)s terverifikasi"), "ok"),
    "siklus.langkah.buka_kembali": (gettext_lazy("%(objek)s dibuka kembali"), "awas"),
    "siklus.langkah.lewati": (gettext_lazy("%(objek)s dilewati"), "awas"),
    "siklus.langkah.buka_awal": (gettext_lazy("%(objek)s dicatat sebagai keadaan awal"), "ok"),
    "siklus.langkah.rencana_diubah": (gettext_lazy("Rencana %(objek)s diubah"), ""),
    "siklus.langkah.dijadwalkan": (gettext_lazy("%(objek)s dijadwalkan"), ""),
    "siklus.langkah_atas.dibuka": (gettext_lazy("Langkah tahun ini dibuka"), "ok"),
    "siklus.pertemuan.dijadwalkan": (gettext_lazy("Dijadwalkan: %(objek)s"), ""),
    "siklus.pertemuan.laksanakan": (gettext_lazy("Pertemuan terlaksana: %(objek)s"), "ok"),
    "siklus.pertemuan.diubah": (gettext_lazy("Catatan pertemuan diubah: %(objek)s"), ""),
    "siklus.pertemuan.batalkan": (gettext_lazy("Pertemuan dibatalkan: %(objek)s"), "awas"),
    "siklus.keputusan.dicatat": (gettext_lazy("Keputusan warga: %(objek)s"), "ok"),
    "siklus.keputusan.usul_keluar": (gettext_lazy("Diusulkan keluar dari program"), "buruk"),
    "siklus.keputusan.batalkan": (gettext_lazy("Keputusan dikoreksi: %(objek)s"), "awas"),
    "siklus.keluaran.disimpan": (gettext_lazy("Bukti disimpan: %(objek)s"), "ok"),
    "siklus.keluaran.diubah": (gettext_lazy("Bukti diubah: %(objek)s"), ""),
    "siklus.keluaran.batalkan": (gettext_lazy("Bukti dibatalkan: %(objek)s"), "awas"),
    "siklus.pelatihan.dicatat": (gettext_lazy("Pelatihan dicatat: %(objek)s"), "ok"),
    "siklus.pelatihan.batalkan": (gettext_lazy("Pelatihan dibatalkan: %(objek)s"), "awas"),
    "siklus.relawan.terdaftar": (gettext_lazy("Relawan terdaftar"), ""),
    "siklus.relawan.keaktifan": (gettext_lazy("Keaktifan relawan dicatat"), ""),
    "siklus.relawan.batalkan": (gettext_lazy("Relawan dicoret dari daftar"), "awas"),
    "siklus.refleksibutir.dicatat": (gettext_lazy("Hasil refleksi dicatat: %(objek)s"), ""),
    "siklus.refleksibutir.diubah": (gettext_lazy("Hasil refleksi diubah: %(objek)s"), ""),
    "siklus.refleksibutir.disatukan": (gettext_lazy("Disepakati kelurahan: %(objek)s"), "ok"),
    "siklus.refleksibutir.diurutkan": (gettext_lazy("Daftar kelurahan diurutkan: %(objek)s"), ""),
    "siklus.refleksibutir.batalkan": (gettext_lazy("Hasil refleksi dibatalkan: %(objek)s"), "awas"),
    "siklus.masalah.dicatat": (gettext_lazy("Masalah dicatat: %(objek)s"), ""),
    "siklus.masalah.diubah": (gettext_lazy("Masalah diubah: %(objek)s"), ""),
    "siklus.masalah.disepakati": (gettext_lazy("Masalah dan urutannya disepakati: %(objek)s"), "ok"),
    "siklus.masalah.batalkan": (gettext_lazy("Masalah dibatalkan: %(objek)s"), "awas"),
    "siklus.bidangnihil.dicatat": (gettext_lazy("%(objek)s"), ""),
    "siklus.bidangnihil.batalkan": (gettext_lazy("Pernyataan dicabut: %(objek)s"), "awas"),
    "siklus.potensi.dicatat": (gettext_lazy("Potensi dicatat: %(objek)s"), ""),
    "siklus.potensi.diubah": (gettext_lazy("Potensi diubah: %(objek)s"), ""),
    "siklus.potensi.batalkan": (gettext_lazy("Potensi dibatalkan: %(objek)s"), "awas"),
    "siklus.peta.disimpan": (gettext_lazy("Peta disimpan: %(objek)s"), "ok"),
    "siklus.peta.batalkan": (gettext_lazy("Peta dibatalkan: %(objek)s"), "awas"),
    "siklus.rumah.dicatat": (gettext_lazy("Rumah dicatat"), ""),
    "siklus.rumah.diubah": (gettext_lazy("Data rumah diubah"), ""),
    "siklus.keluarga.dicatat": (gettext_lazy("Keluarga dicatat"), ""),
    "siklus.keluarga.diubah": (gettext_lazy("Data keluarga diubah"), ""),
    "siklus.keluarga.batalkan": (gettext_lazy("Keluarga dibatalkan"), "awas"),
    "siklus.entrips2.diusulkan": (gettext_lazy("Keluarga diusulkan masuk PS-2"), ""),
    "siklus.entrips2.diubah": (gettext_lazy("Usulan PS-2 diubah"), ""),
    "siklus.entrips2.tabel": (gettext_lazy("Keluarga dan usulan PS-2 disimpan sekaligus"), ""),
    "siklus.entrips2.umumkan": (gettext_lazy("Usulan tambahan masuk lembar pengumuman PS-2"), ""),
    "siklus.entrips2.ditetapkan": (gettext_lazy("Daftar PS-2 ditetapkan lokakarya"), "ok"),
    "siklus.entrips2.masukkan": (gettext_lazy("Satu keluarga masuk PS-2 dengan keputusan"), "ok"),
    "siklus.entrips2.keluarkan": (gettext_lazy("Satu keluarga keluar dari PS-2 dengan keputusan"), "awas"),
    "siklus.entrips2.batalkan": (gettext_lazy("Usulan PS-2 dicoret"), "awas"),
    "siklus.entrips2.coret": (gettext_lazy("Satu nama dicoret dari lembar PS-2 karena keberatan"), "awas"),
    "siklus.pengumumanps2.dipasang": (gettext_lazy("Dipasang: %(objek)s"), "ok"),
    "siklus.pengumumanps2.difoto": (gettext_lazy("Foto lembar tersimpan: %(objek)s"), "ok"),
    "siklus.pengumumanps2.batalkan": (gettext_lazy("Pengumuman PS-2 dibatalkan: %(objek)s"), "awas"),
    "siklus.keberatanps2.dicatat": (gettext_lazy("Keberatan atau usulan PS-2 dicatat"), ""),
    "siklus.keberatanps2.terima": (gettext_lazy("Keberatan atau usulan PS-2 diterima warga"), "ok"),
    "siklus.keberatanps2.tolak": (gettext_lazy("Keberatan atau usulan PS-2 ditolak warga"), "awas"),
    "siklus.keberatanps2.cabut": (gettext_lazy("Keberatan atau usulan PS-2 dicabut"), ""),
    "pronangkis.pjm.dibuka": (gettext_lazy("%(objek)s mulai disusun"), "ok"),
    "pronangkis.pjm.diubah": (gettext_lazy("Visi, misi, atau tahun rencana diubah: %(objek)s"), ""),
    "pronangkis.pjm.versi_baru": (gettext_lazy("Versi baru disusun: %(objek)s"), ""),
    "pronangkis.pjm.ajukan": (gettext_lazy("%(objek)s diajukan ke uji publik"), ""),
    "pronangkis.pjm.tarik": (gettext_lazy("%(objek)s ditarik kembali untuk diperbaiki"), "awas"),
    "pronangkis.pjm.sahkan": (gettext_lazy("%(objek)s disahkan rembug warga"), "ok"),
    "pronangkis.pjm.gantikan": (gettext_lazy("%(objek)s digantikan versi yang lebih baru"), ""),
    "pronangkis.pjm.batalkan": (gettext_lazy("%(objek)s dibatalkan"), "awas"),
    "pronangkis.bab.disunting": (gettext_lazy("Narasi disunting: %(objek)s"), ""),
    "pronangkis.bab.dikembalikan": (gettext_lazy("Narasi disusun lagi dari data: %(objek)s"), ""),
    "pronangkis.program.ditambahkan": (gettext_lazy("Program ditambahkan: %(objek)s"), ""),
    "pronangkis.program.diubah": (gettext_lazy("Program diubah: %(objek)s"), ""),
    "pronangkis.program.dihapus": (gettext_lazy("Program dihapus: %(objek)s"), "awas"),
    "pronangkis.kegiatan.ditambahkan": (gettext_lazy("Kegiatan ditambahkan: %(objek)s"), ""),
    "pronangkis.kegiatan.ditambahkan_banyak": (gettext_lazy("Beberapa kegiatan ditambahkan sekaligus: %(objek)s"), ""),
    "pronangkis.kegiatan.diubah": (gettext_lazy("Kegiatan diubah: %(objek)s"), ""),
    "pronangkis.kegiatan.dihapus": (gettext_lazy("Kegiatan dihapus: %(objek)s"), "awas"),
    "pronangkis.prioritas.disepakati": (gettext_lazy("Urutan prioritas disepakati: %(objek)s"), "ok"),
    "pronangkis.renta.dibuka": (gettext_lazy("%(objek)s mulai disusun"), "ok"),
    "pronangkis.renta.diubah": (gettext_lazy("Jadwal dan pelaksana diubah: %(objek)s"), ""),
    "pronangkis.renta.ajukan": (gettext_lazy("%(objek)s diajukan"), ""),
    "pronangkis.renta.tarik": (gettext_lazy("%(objek)s ditarik kembali untuk diperbaiki"), "awas"),
    "pronangkis.renta.sahkan": (gettext_lazy("%(objek)s disahkan rembug warga"), "ok"),
    "pronangkis.renta.gantikan": (gettext_lazy("%(objek)s digantikan Renta yang lebih baru"), ""),
    "pronangkis.tanggapan.dicatat": (gettext_lazy("Tanggapan uji publik dicatat: %(objek)s"), ""),
    "pronangkis.tanggapan.ditindaklanjuti": (gettext_lazy("Tanggapan uji publik ditindaklanjuti: %(objek)s"), "ok"),
    "pronangkis.tanggapanuji.batalkan": (gettext_lazy("Tanggapan uji publik dibatalkan: %(objek)s"), "awas"),
    "pronangkis.tim.dicatat": (gettext_lazy("Anggota tim penyusun dicatat"), ""),
    "pronangkis.tim.dihapus": (gettext_lazy("Anggota tim penyusun dihapus"), "awas"),
    "pronangkis.monografi.disimpan": (gettext_lazy("Angka kelurahan disimpan: %(objek)s"), ""),
    "siklus.pelajaran.ditulis": (gettext_lazy("Pelajaran ditulis"), ""),
    "siklus.percakapan.ditulis": (gettext_lazy("Catatan percakapan verifikasi"), ""),
    "siklus.kehadiran.dicatat": (gettext_lazy("Nama ditambahkan ke daftar hadir: %(objek)s"), ""),
    "siklus.kehadiran.dihapus": (gettext_lazy("Nama dihapus dari daftar hadir: %(objek)s"), "awas"),
    "siklus.peserta.dicatat": (gettext_lazy("Peserta pelatihan dicatat"), ""),
    "siklus.peserta.dihapus": (gettext_lazy("Peserta pelatihan dihapus"), "awas"),
    "siklus.jadwal.disimpan": (gettext_lazy("Jadwal induk disimpan"), ""),
    "siklus.lokasi.dicabut": (gettext_lazy("Dicabut dari daftar lokasi sasaran"), "awas"),
    "inti.impor.disimpan": (gettext_lazy("Data diimpor dari lembar kerja"), ""),
    "laporan.berkas.diunggah": (gettext_lazy("Berkas diunggah: %(objek)s"), ""),
    "laporan.berkas.ditempatkan": (gettext_lazy("Foto kertas ditempatkan: %(objek)s"), "ok"),
    "laporan.berkas.dibatalkan": (gettext_lazy("Berkas dibatalkan: %(objek)s"), "awas"),
    "laporan.dokumen.diminta": (gettext_lazy("Dokumen diminta: %(objek)s"), ""),
    "laporan.dokumen.siap": (gettext_lazy("Dokumen siap: %(objek)s"), "ok"),
    "laporan.dokumen.dibatalkan": (gettext_lazy("Dokumen dibatalkan: %(objek)s"), "awas"),
    "bkm.evaluasikesiapan.ditulis": (gettext_lazy("Evaluasi kesiapan membentuk BKM ditulis"), ""),
    "bkm.evaluasikesiapan.batalkan": (gettext_lazy("Evaluasi kesiapan dibatalkan"), "awas"),
    "bkm.panitia.dibentuk": (gettext_lazy("Panitia pemilihan dibentuk"), "ok"),
    "bkm.panitia.diubah": (gettext_lazy("Panitia pemilihan diubah"), ""),
    "bkm.anggotapanitia.dicatat": (gettext_lazy("Anggota panitia dicatat"), ""),
    "bkm.anggotapanitia.batalkan": (gettext_lazy("Anggota panitia dikeluarkan"), "awas"),
    "bkm.tatatertib.disimpan": (gettext_lazy("Tata tertib pemilihan disepakati"), "ok"),
    "bkm.tatatertib.diubah": (gettext_lazy("Tata tertib pemilihan diubah"), ""),
    "bkm.pemilihan.disiapkan": (gettext_lazy("Pemilihan anggota BKM disiapkan"), ""),
    "bkm.pemilihan.daftar_diganti": (gettext_lazy("Daftar pemilih diganti"), "awas"),
    "bkm.tps.buka": (gettext_lazy("Pemungutan suara dibuka: %(objek)s"), ""),
    "bkm.tps.tutup": (gettext_lazy("Pemungutan suara ditutup: %(objek)s"), ""),
    "bkm.tps.sahkan": (gettext_lazy("Hasil pemungutan suara disahkan: %(objek)s"), "ok"),
    "bkm.tps.bukti_disimpan": (gettext_lazy("Foto kertas hitungan disimpan: %(objek)s"), ""),
    "bkm.hitungan.dicatat": (gettext_lazy("Suara dihitung: %(objek)s"), ""),
    "bkm.hitungan.dikoreksi": (gettext_lazy("Hitungan suara dikoreksi: %(objek)s"), "awas"),
    "bkm.hitungan.ulang_dicatat": (gettext_lazy("Pemungutan ulang dicatat: %(objek)s"), ""),
    "bkm.penyatuannama.dicabut": (gettext_lazy("Jawaban tentang nama dicabut"), "awas"),
    "bkm.utusan.ditetapkan": (gettext_lazy("Utusan terpilih"), "ok"),
    "bkm.utusan.digantikan": (gettext_lazy("Utusan diganti nama berikutnya"), "awas"),
    "bkm.utusan.batalkan": (gettext_lazy("Utusan dibatalkan"), "awas"),
    "bkm.hasilanggota.ditetapkan": (gettext_lazy("Anggota BKM terpilih"), "ok"),
    "bkm.pengumumanhasil.dicatat": (gettext_lazy("Hasil pemilihan diumumkan"), "ok"),
    "bkm.anggarandasar.ditulis": (gettext_lazy("Rancangan Anggaran Dasar ditulis"), ""),
    "bkm.anggarandasar.diubah": (gettext_lazy("Rancangan Anggaran Dasar diubah"), ""),
    "bkm.anggarandasar.sahkan": (gettext_lazy("Anggaran Dasar disahkan rembug"), "ok"),
    "bkm.anggarandasar.buka_lagi": (gettext_lazy("Anggaran Dasar dibuka lagi"), "awas"),
    "bkm.bkm.dibentuk": (gettext_lazy("%(objek)s dibentuk"), "ok"),
    "bkm.bkm.bubarkan": (gettext_lazy("%(objek)s dibubarkan"), "buruk"),
    "bkm.bkm.petugas_diangkat": (gettext_lazy("Petugas %(objek)s diangkat rapat anggota"), "ok"),
    "bkm.kepengurusan.kukuhkan": (gettext_lazy("%(objek)s dikukuhkan"), "ok"),
    "bkm.kepengurusan.akhiri": (gettext_lazy("%(objek)s berakhir"), "awas"),
    "bkm.kepengurusan.batalkan": (gettext_lazy("%(objek)s dibatalkan"), "awas"),
    "bkm.anggotabkm.koordinator": (gettext_lazy("Koordinator BKM dipilih"), "ok"),
    "bkm.anggotabkm.berhentikan": (gettext_lazy("Anggota BKM berhenti"), "awas"),
    "bkm.anggotabkm.menggantikan": (gettext_lazy("Anggota BKM pengganti masuk"), "ok"),
    "bkm.anggotabkm.diubah": (gettext_lazy("Catatan anggota BKM diubah"), ""),
    "bkm.anggotabkm.batalkan": (gettext_lazy("Anggota BKM dibatalkan"), "awas"),
    "bkm.rapatbkm.dicatat": (gettext_lazy("%(objek)s dicatat"), ""),
    "bkm.rapatbkm.batalkan": (gettext_lazy("%(objek)s dibatalkan"), "awas"),
    "bkm.keputusanrapat.dicatat": (gettext_lazy("Keputusan dicatat: %(objek)s"), ""),
    "bkm.aktabkm.dicatat": (gettext_lazy("%(objek)s dicatat"), "ok"),
    "bkm.aktabkm.batalkan": (gettext_lazy("%(objek)s dibatalkan"), "awas"),
    "bkm.unitpengelola.dibentuk": (gettext_lazy("%(objek)s dibentuk"), "ok"),
    "bkm.sekretariat.dibentuk": (gettext_lazy("Sekretariat BKM dibentuk"), "ok"),
    "bkm.sekretariat.diubah": (gettext_lazy("Alamat sekretariat BKM diubah"), ""),
    "bkm.petugasup.berhentikan": (gettext_lazy("Petugas unit pengelola berhenti"), "awas"),
    "bkm.pengawasupk.berhentikan": (gettext_lazy("Pengawas UPK berhenti"), "awas"),
    "bkm.petugassekretariat.berhentikan": (gettext_lazy("Petugas sekretariat berhenti"), "awas"),
    "bkm.penasehat.berhentikan": (gettext_lazy("Penasehat BKM berhenti"), "awas"),
    "bkm.petugasup.batalkan": (gettext_lazy("Catatan petugas unit pengelola dibatalkan"), "awas"),
    "bkm.pengawasupk.batalkan": (gettext_lazy("Catatan Pengawas UPK dibatalkan"), "awas"),
    "bkm.petugassekretariat.batalkan": (gettext_lazy("Catatan petugas sekretariat dibatalkan"), "awas"),
    "bkm.penasehat.batalkan": (gettext_lazy("Catatan penasehat BKM dibatalkan"), "awas"),
}
# Row names that are personal data do not appear in the timeline.
TANPA_NAMA = ("siklus.relawan.", "siklus.peserta.", "pronangkis.tim.", "wilayah.warga.")
HALAMAN = {"siklus.langkah": "siklus:langkah", "siklus.pertemuan": "siklus:pertemuan"}


def build_history(jejak: Iterable[Jejak]) -> list[dict[str, Any]]:
    """Events as the timeline component reads them."""
    return [_line(j) for j in jejak]


def _line(j: Jejak) -> dict[str, Any]:
    kalimat, keadaan = KALIMAT.get(j.peristiwa, ("", ""))
    return {
        "pada": j.waktu,
        "oleh": ", ".join(b for b in (j.pelaku_nama, j.pelaku_peran.partition(",")[0].partition(";")[0]) if b),
        "judul": (str(kalimat) % {"objek": j.objek_nama}) if kalimat else _plain(j),
        "catatan": j.alasan,
        "keadaan": keadaan,
        "url": _address(j),
    }


def _plain(j: Jejak) -> str:
    """A sentence for an event nobody wrote one for: what kind of thing, what was done to it."""
    if j.peristiwa.startswith(TANPA_NAMA):
        return _("Catatan perorangan diubah")
    kerja = j.peristiwa.rpartition(".")[2].replace("_", " ")
    return _("%(objek)s: %(kerja)s") % {"objek": j.objek_nama or j.objek_jenis.rpartition(".")[2], "kerja": kerja}


def _address(j: Jejak) -> str:
    nama = HALAMAN.get(j.objek_jenis)
    return reverse(nama, args=[j.objek_id]) if nama and j.objek_id else ""
