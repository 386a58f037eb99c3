"""Which action stands behind each transition; pages and the API run these. Source: arsitektur, one door to a state."""

from __future__ import annotations

from inti.registry import AksiTransisi, aksi_transisi
from siklus import actions as a
from siklus.formulir_ps2 import KeluarForm, MasukForm, PasangForm, PutusanForm, TetapkanForm
from siklus.formulir_transisi import AjukanForm, AlasanForm, JadwalUlangForm, KeadaanAwalForm, LaksanakanForm, MulaiForm


def register() -> None:
    """Enter every transition of this app."""
    for kode, aksi in {
        "siklus.siklus.tolak": AksiTransisi(a.refuse_siklus),
        "siklus.siklus.pulihkan": AksiTransisi(a.restore_siklus),
        "siklus.siklus.jadwalkan_rkm_ulang": AksiTransisi(a.schedule_ulang, JadwalUlangForm),
        "siklus.siklus.keluarkan": AksiTransisi(a.remove_siklus, AlasanForm),
        "siklus.siklus.selesaikan": AksiTransisi(a.close_siklus),
        "siklus.langkah.mulai": AksiTransisi(a.start_langkah, MulaiForm),
        "siklus.langkah.ajukan": AksiTransisi(a.submit_langkah, AjukanForm),
        "siklus.langkah.kembalikan": AksiTransisi(a.return_langkah, AlasanForm),
        "siklus.langkah.verifikasi": AksiTransisi(a.verify_langkah),
        "siklus.langkah.buka_kembali": AksiTransisi(a.reopen_langkah, AlasanForm),
        "siklus.langkah.lewati": AksiTransisi(a.skip_langkah, AlasanForm),
        "siklus.langkah.buka_awal": AksiTransisi(a.adopt_langkah, KeadaanAwalForm),
        "siklus.pertemuan.laksanakan": AksiTransisi(a.hold_pertemuan, LaksanakanForm),
        "siklus.pertemuan.batalkan": AksiTransisi(a.cancel_pertemuan, AlasanForm),
        "siklus.keputusan.batalkan": AksiTransisi(a.cancel_keputusan, AlasanForm),
        "siklus.keluaran.batalkan": AksiTransisi(a.cancel_keluaran, AlasanForm),
        "siklus.pelatihan.batalkan": AksiTransisi(a.cancel_pelatihan, AlasanForm),
        "siklus.relawan.batalkan": AksiTransisi(a.cancel_relawan, AlasanForm),
        "siklus.refleksibutir.batalkan": AksiTransisi(a.cancel_butir, AlasanForm),
        "siklus.masalah.batalkan": AksiTransisi(a.cancel_masalah, AlasanForm),
        "siklus.bidangnihil.batalkan": AksiTransisi(a.cancel_nihil, AlasanForm),
        "siklus.potensi.batalkan": AksiTransisi(a.cancel_potensi, AlasanForm),
        "siklus.peta.batalkan": AksiTransisi(a.cancel_peta, AlasanForm),
        "siklus.keluarga.batalkan": AksiTransisi(a.cancel_keluarga, AlasanForm),
        "siklus.pengumumanps2.batalkan": AksiTransisi(a.cancel_pengumuman, AlasanForm),
        "siklus.entrips2.umumkan": AksiTransisi(a.announce_of, PasangForm),
        "siklus.entrips2.tarik": AksiTransisi(a.withdraw_of, AlasanForm),
        "siklus.entrips2.tetapkan": AksiTransisi(a.determine_of, TetapkanForm),
        "siklus.entrips2.masukkan": AksiTransisi(a.admit_entri, MasukForm),
        "siklus.entrips2.keluarkan": AksiTransisi(a.leave_ps2, KeluarForm),
        "siklus.entrips2.batalkan": AksiTransisi(a.cancel_entri, AlasanForm),
        "siklus.entrips2.coret": AksiTransisi(a.strike_entri, AlasanForm),
        "siklus.keberatanps2.terima": AksiTransisi(a.accept_keberatan, PutusanForm),
        "siklus.keberatanps2.tolak": AksiTransisi(a.reject_keberatan, PutusanForm),
        "siklus.keberatanps2.cabut": AksiTransisi(a.withdraw_keberatan, AlasanForm),
    }.items():
        aksi_transisi.daftar(kode, aksi)
