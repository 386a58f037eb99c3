"""Every write of this app, one file per noun."""

from wilayah.actions.badan import add_badan, change_badan, close_badan, closed_elsewhere
from wilayah.actions.basis import add_basis, change_basis, clean_number, close_basis, record_adults, reopen_basis
from wilayah.actions.impor import BarisBasis, Tempat, import_basis
from wilayah.actions.latihan import make_practice_area
from wilayah.actions.parameter import HasilParameter, cancel_parameter, clean_value, load_parameters, set_parameter
from wilayah.actions.register import HasilMuat, close_wilayah, load_register, reopen_wilayah
from wilayah.actions.warga import add_warga, change_warga, log_people_export, merge_warga, reveal_nik, unmerge_warga

__all__ = [
    "BarisBasis",
    "HasilMuat",
    "HasilParameter",
    "Tempat",
    "add_badan",
    "add_basis",
    "add_warga",
    "cancel_parameter",
    "change_badan",
    "change_basis",
    "change_warga",
    "clean_number",
    "clean_value",
    "close_badan",
    "closed_elsewhere",
    "close_basis",
    "close_wilayah",
    "import_basis",
    "load_parameters",
    "load_register",
    "log_people_export",
    "make_practice_area",
    "merge_warga",
    "record_adults",
    "reopen_basis",
    "reopen_wilayah",
    "reveal_nik",
    "set_parameter",
    "unmerge_warga",
]
