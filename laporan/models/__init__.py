"""Rows of paper, one file per noun."""

from laporan.models.berkas import Berkas
from laporan.models.dokumen import Dokumen
from laporan.models.nomor import NomorSurat, Penomoran

__all__ = ["Berkas", "Dokumen", "NomorSurat", "Penomoran"]
