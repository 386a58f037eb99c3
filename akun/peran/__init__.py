"""Every role of the programme, by code. A role is a readable class in one of the files beside this one."""

from __future__ import annotations

from akun.peran import kota, lapangan, pusat, warga
from akun.peran.dasar import PANJANG_KODE, Peran, Tingkat

SEMUA: tuple[type[Peran], ...] = (
    pusat.PMU,
    pusat.KMP,
    pusat.KMW,
    kota.Korkot,
    kota.AskotMandiri,
    kota.Askot,
    kota.Satker,
    kota.PPK,
    kota.PJOK,
    kota.Camat,
    lapangan.SF,
    lapangan.FaskelCD,
    lapangan.FaskelEkonomi,
    lapangan.FaskelTeknik,
    warga.Lurah,
    warga.Relawan,
    warga.Panitia,
    warga.Pemantau,
    warga.KoordinatorBKM,
    warga.AnggotaBKM,
    warga.SekretarisBKM,
    warga.PengawasUPK,
    warga.ManajerUPK,
    warga.KasirUPK,
    warga.PembukuUPK,
    warga.UPL,
    warga.UPS,
    warga.BendaharaKSM,
    pusat.Bappeda,
    pusat.Auditor,
    pusat.PetugasDataPribadi,
    pusat.Admin,
)
PERAN: dict[str, type[Peran]] = {p.kode: p for p in SEMUA}

# The admin of the system gives every role but its own; another admin is made on the server. Source: AKN-11.
pusat.Admin.boleh_menugaskan = frozenset(PERAN) - {"admin"}


def role_choices() -> list[tuple[str, object]]:
    """Pairs for select lists, in the order of the programme."""
    return [(p.kode, p.nama) for p in SEMUA]


__all__ = ["PANJANG_KODE", "PERAN", "SEMUA", "Peran", "Tingkat", "role_choices"]
