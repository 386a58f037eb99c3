"""OpenAPI 3.1 of the API: every operation also declares the errors it may answer, as problem+json."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

KETERANGAN = {
    "400": "Isian salah, atau kunci pengiriman tidak ada.",
    "401": "Belum masuk.",
    "403": "Tidak berwenang.",
    "404": "Tidak ditemukan, atau di luar wilayah tugas.",
    "409": "Ditolak aturan, gerbang, versi, atau status.",
    "413": "Kiriman terlalu besar.",
    "415": "Jenis isi tidak dikenal.",
    "422": "Kunci dipakai ulang dengan isi lain.",
    "429": "Terlalu sering.",
}


class GalatApi(serializers.Serializer):
    """Shape of every error body."""

    type = serializers.CharField()
    status = serializers.IntegerField()
    kode = serializers.CharField()
    pesan = serializers.CharField()
    rincian = serializers.JSONField()
    permintaan = serializers.CharField()


class SkemaOtomatis(AutoSchema):
    """Adds the error answers of the house to every operation."""

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        isi = super()._get_response_bodies(direction)
        kode = ["400", "401", "403", "404", "429"]
        if self.method in {"POST", "PATCH", "PUT"}:
            kode += ["409", "413", "415", "422"]
        for k in kode:
            if k not in isi:
                isi[k] = self._get_response_for_code(
                    OpenApiResponse(GalatApi, description=KETERANGAN[k]), k, ["application/problem+json"]
                )
        return isi
