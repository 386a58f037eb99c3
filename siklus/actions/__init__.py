"""Every write of the cycle, one file per noun. All are `@aksi`: the acting user is `oleh`, the rest keyword-only."""

from siklus.actions.acuan import load_sumber_dana
from siklus.actions.catatan import say, write_pelajaran
from siklus.actions.jadwal import (
    BarisJadwal,
    BarisLokasi,
    HasilSimpan,
    plan_langkah,
    save_jadwal,
    save_lokasi,
    withdraw_lokasi,
)
from siklus.actions.keluaran import cancel_keluaran, file_keluaran, update_keluaran
from siklus.actions.keputusan import cancel_keputusan, record_archived_keputusan, record_keputusan
from siklus.actions.langkah import (
    adopt_langkah,
    reopen_langkah,
    return_langkah,
    skip_langkah,
    start_langkah,
    submit_langkah,
    verify_langkah,
)
from siklus.actions.latihan import open_latihan, verify_practice
from siklus.actions.pelatihan import add_peserta, cancel_pelatihan, record_pelatihan, remove_peserta
from siklus.actions.pertemuan import (
    add_kehadiran,
    cancel_pertemuan,
    hold_pertemuan,
    record_pertemuan,
    remove_kehadiran,
    schedule_pertemuan,
    update_pertemuan,
)
from siklus.actions.relawan import cancel_relawan, mark_relawan, register_relawan
from siklus.actions.siklus import (
    close_siklus,
    create_siklus,
    open_langkah_atas,
    propose_keluar,
    refuse_siklus,
    remove_siklus,
    restore_siklus,
    schedule_putaran,
    schedule_ulang,
)

__all__ = [
    "BarisJadwal",
    "BarisLokasi",
    "HasilSimpan",
    "add_kehadiran",
    "add_peserta",
    "adopt_langkah",
    "cancel_keluaran",
    "cancel_keputusan",
    "cancel_pelatihan",
    "cancel_pertemuan",
    "cancel_relawan",
    "close_siklus",
    "create_siklus",
    "file_keluaran",
    "hold_pertemuan",
    "load_sumber_dana",
    "mark_relawan",
    "open_langkah_atas",
    "open_latihan",
    "plan_langkah",
    "propose_keluar",
    "record_archived_keputusan",
    "record_keputusan",
    "record_pelatihan",
    "record_pertemuan",
    "refuse_siklus",
    "register_relawan",
    "remove_kehadiran",
    "remove_peserta",
    "remove_siklus",
    "reopen_langkah",
    "restore_siklus",
    "return_langkah",
    "save_jadwal",
    "save_lokasi",
    "say",
    "schedule_pertemuan",
    "schedule_putaran",
    "schedule_ulang",
    "skip_langkah",
    "start_langkah",
    "submit_langkah",
    "update_keluaran",
    "update_pertemuan",
    "verify_langkah",
    "verify_practice",
    "withdraw_lokasi",
    "write_pelajaran",
]
