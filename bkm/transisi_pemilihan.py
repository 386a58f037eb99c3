"""Which action stands behind each transition of the election; pages and the API run these."""

from __future__ import annotations

from typing import Any

from bkm import actions as a
from bkm.formulir_transisi import AlasanForm, BukaForm, HitungForm, SahkanForm
from bkm.models import TPS
from inti.registry import AksiTransisi, aksi_transisi


def count_tps(tps: TPS, *, oleh: Any, **data: Any) -> TPS:
    """`hitung` by its name: the tally is recorded and the place is `dihitung`."""
    a.record_hitungan(tps, oleh=oleh, **data)
    return tps


def register() -> None:
    """Enter every transition of the election."""
    for kode, aksi in {
        "bkm.anggotapanitia.batalkan": AksiTransisi(a.cancel_anggota_panitia, AlasanForm),
        "bkm.tps.buka": AksiTransisi(a.open_tps, BukaForm),
        "bkm.tps.urungkan": AksiTransisi(a.undo_open_tps, AlasanForm),
        "bkm.tps.tutup": AksiTransisi(a.close_tps),
        "bkm.tps.hitung": AksiTransisi(count_tps, HitungForm),
        "bkm.tps.kunjungi": AksiTransisi(a.visit_tps),
        "bkm.tps.sahkan": AksiTransisi(a.certify_tps, SahkanForm),
        "bkm.tps.gugurkan": AksiTransisi(a.void_tps, AlasanForm),
        "bkm.tps.periksa_ulang": AksiTransisi(a.recheck_tps, AlasanForm),
        "bkm.tps.tiadakan": AksiTransisi(a.skip_tps, AlasanForm),
        "bkm.tps.jadwalkan_lagi": AksiTransisi(a.restore_tps, AlasanForm),
        "bkm.utusan.batalkan": AksiTransisi(a.cancel_utusan, AlasanForm),
        "bkm.hasilanggota.batalkan": AksiTransisi(a.cancel_hasil, AlasanForm),
    }.items():
        aksi_transisi.daftar(kode, aksi)
