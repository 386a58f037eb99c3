"""Files that no row knows are found, and only those."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from laporan import actions
from tests.factories.laporan import photo_upload

pytestmark = pytest.mark.django_db


def test_orphans_are_named_then_removed(kelurahan, petugas_kelurahan, capsys):
    """UMU-01: what a refused upload left is removed after a day; known and young files stay."""
    b = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)
    yatim = default_storage.save("berkas/2026/11/yatim.jpg", ContentFile(b"x"))
    baru = default_storage.save("berkas/2026/11/baru.jpg", ContentFile(b"x"))
    lama = time.time() - 2 * 86400
    for nama in (yatim, b.file.name, b.kecil.name):
        os.utime(Path(default_storage.path(nama)), (lama, lama))

    call_command("rapikan_berkas")
    assert yatim in capsys.readouterr().out and default_storage.exists(yatim)
    call_command("rapikan_berkas", "--hapus")

    assert not default_storage.exists(yatim)
    assert all(default_storage.exists(n) for n in (b.file.name, b.kecil.name, baru))
