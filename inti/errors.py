"""The refusals of the house. A rule raises one of these; a page shows an alert, the API problem+json.

`kode` is stable and machine-readable, `pesan` is one Indonesian sentence that says what to do next, `rincian`
is JSON. A row out of scope is not an error of ours: it is `DoesNotExist`, shown as 404, so existence never leaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from inti.konteks import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inti.registry import Kekurangan


JENIS_MASALAH = "application/problem+json"


class GalatAplikasi(Exception):
    """Base of every expected refusal: HTTP status, stable code, Indonesian sentence, JSON details."""

    status = 409
    kode = "aturan"

    def __init__(self, pesan: str, *, rincian: Any = None) -> None:
        super().__init__(str(pesan))
        self.pesan = str(pesan)
        self.rincian = rincian if rincian is not None else {}


class AturanDilanggar(GalatAplikasi):
    """A rule of the programme refuses. `aturan` is its id in docs/aturan.md."""

    def __init__(self, pesan: str, *, aturan: str, rincian: Any = None) -> None:
        super().__init__(pesan, rincian={"aturan": aturan, **(rincian or {})})
        self.aturan = aturan


class GerbangTertutup(GalatAplikasi):
    """A stage may not start or be submitted yet; carries the findings that are not met."""

    kode = "gerbang"

    def __init__(self, kekurangan: Sequence[Kekurangan]) -> None:
        kurang = [k for k in kekurangan if not k.terpenuhi]
        if kurang and all(k.mode == "warn" for k in kurang):
            pesan = _("Ada %(jumlah)d peringatan. Tulis alasan melewatinya, atau perbaiki dulu yang diperingatkan.")
        else:
            pesan = _(
                "Belum dapat dilanjutkan: %(jumlah)d hal masih kurang. Lengkapi dulu yang tercantum di halaman ini."
            )
        super().__init__(
            pesan % {"jumlah": len(kurang)},
            rincian={"kekurangan": [k.as_dict() for k in kurang]},
        )
        self.kekurangan = kurang


class TransisiDitolak(GalatAplikasi):
    """The row is in a state from which this step is not possible."""

    kode = "transisi"

    def __init__(self, pesan: str, *, asal: str = "") -> None:
        super().__init__(pesan, rincian={"asal": asal})
        self.asal = asal


class VersiBerbeda(GalatAplikasi):
    """Somebody else saved the row meanwhile; both values are given back so nothing typed is lost."""

    kode = "versi"

    def __init__(self, *, tersimpan: dict[str, Any], dikirim: dict[str, Any]) -> None:
        super().__init__(
            _("Data ini baru saja diubah orang lain. Bandingkan kedua isian, lalu simpan lagi."),
            rincian={"tersimpan": tersimpan, "dikirim": dikirim},
        )


class IdTerpakai(GalatAplikasi):
    """The client's id already belongs to another content."""

    kode = "id_terpakai"

    def __init__(self) -> None:
        super().__init__(
            _("Nomor catatan ini sudah dipakai untuk isi yang berbeda. Muat ulang halaman lalu kirim lagi.")
        )


class SedangDiproses(GalatAplikasi):
    """The same request, or the same row, is still being worked on."""

    kode = "sedang_diproses"

    def __init__(self) -> None:
        super().__init__(
            _("Permintaan yang sama masih diproses. Tunggu sebentar lalu kirim lagi; tidak akan tercatat dua kali.")
        )


class TidakBerwenang(GalatAplikasi):
    """In scope, but this officer may not do this."""

    status = 403
    kode = "tidak_berwenang"

    def __init__(self, pesan: str = "") -> None:
        super().__init__(
            pesan
            or _("Anda tidak berwenang melakukan langkah ini. Hubungi atasan Anda bila ini seharusnya tugas Anda.")
        )


class PerluKonfirmasi(TidakBerwenang):
    """Fresh proof of identity is asked before a weighty step."""

    kode = "perlu_konfirmasi"

    def __init__(self) -> None:
        super().__init__(_("Demi keamanan, masukkan kata sandi Anda sekali lagi untuk langkah ini."))


class IsianSalah(GalatAplikasi):
    """The shape of the input is wrong: field name -> list of sentences."""

    status = 400
    kode = "isian"

    def __init__(self, galat: dict[str, list[str]]) -> None:
        super().__init__(_("Ada isian yang perlu diperbaiki."), rincian=galat)
        self.galat = galat


class KunciDipakaiUlang(GalatAplikasi):
    """An idempotency key came back with another body, route or object."""

    status = 422
    kode = "kunci_dipakai_ulang"

    def __init__(self) -> None:
        super().__init__(
            _("Formulir ini sudah pernah dikirim dengan isi lain. Kirim sekali lagi bila ini memang catatan baru.")
        )


class TerlaluBesar(GalatAplikasi):
    """An upload or body is larger than allowed."""

    status = 413
    kode = "terlalu_besar"


class LayananTidakTersedia(GalatAplikasi):
    """A part of the system that this needs is not available now (PDF libraries, broker)."""

    status = 503
    kode = "tidak_tersedia"


def problem(galat: GalatAplikasi) -> dict[str, Any]:
    """Body of problem+json for a refusal: kode, pesan, rincian, permintaan."""
    return problem_body(galat.status, galat.kode, galat.pesan, galat.rincian)


def problem_body(status: int, kode: str, pesan: str, rincian: Any) -> dict[str, Any]:
    """The one shape of an error answer."""
    return {
        "type": "about:blank",
        "status": status,
        "kode": kode,
        "pesan": pesan,
        "rincian": plain(rincian),
        "permintaan": current().id,
    }


def plain(nilai: Any) -> Any:
    """JSON-safe copy of details: UUIDs, dates and decimals as text, rows as their key."""
    if isinstance(nilai, dict):
        return {str(k): plain(v) for k, v in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [plain(v) for v in nilai]
    if nilai is None or isinstance(nilai, bool | int):
        return nilai
    return str(getattr(nilai, "pk", nilai))
