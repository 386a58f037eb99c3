"""One kind of document about a Basis, registered for the test only, and a media folder of its own."""

from __future__ import annotations

from typing import Any

import pytest

from inti.registry import jenis_dokumen
from laporan import actions
from laporan.models import Dokumen
from tests.factories.laporan import JENIS_UJI, letter_kind
from wilayah.models import Basis


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> Any:
    """Files of a test die with it."""
    settings.MEDIA_ROOT = tmp_path / "berkas"
    return settings.MEDIA_ROOT


@pytest.fixture
def basis(register: dict[str, Any]) -> Basis:
    """One RT of the kelurahan."""
    return Basis.objects.create(wilayah_id="32.73.01.1001", jenis="rt", nomor="01")


@pytest.fixture
def jenis(monkeypatch: Any) -> Any:
    """`jenis(**ubah)` registers the test kind, changed as told."""

    def daftar(**ubah: Any) -> Any:
        kind = letter_kind(**ubah)
        monkeypatch.setitem(jenis_dokumen._isi, JENIS_UJI, kind)
        return kind

    daftar()
    return daftar


@pytest.fixture
def minta(jenis: Any, basis: Basis, petugas_kelurahan: Any) -> Any:
    """`minta()`: the officer of the kelurahan asks for the test document; nothing is printed yet."""

    def ask(oleh: Any = None, objek: Any = None) -> Dokumen:
        return actions.request_dokumen(
            JENIS_UJI, objek or basis, oleh=oleh or petugas_kelurahan, alamat_dasar="https://p2kp.contoh.id"
        )

    return ask


@pytest.fixture
def cetak_palsu(monkeypatch: Any) -> list[str]:
    """A printer that is fast and counts: the real one has tests of its own."""
    from inti import pdf

    dicetak: list[str] = []

    def cetak(html: str, **_kabar: Any) -> pdf.Cetakan:
        dicetak.append(html)
        return pdf.Cetakan(pdf=b"%PDF-1.7 uji %%EOF", halaman=1)

    monkeypatch.setattr(pdf, "print_html", cetak)
    return dicetak


@pytest.fixture
def siap(minta: Any, cetak_palsu: list[str]) -> Any:
    """`siap()`: asked for and printed."""
    from inti import pekerjaan

    def jalankan(**kw: Any) -> Dokumen:
        d = minta(**kw)
        pekerjaan.run(str(d.pekerjaan_id))
        return Dokumen.objects.select_related("pekerjaan", "nomor").get(pk=d.pk)

    return jalankan
