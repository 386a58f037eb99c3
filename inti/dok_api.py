"""A readable page of the API, rendered on the server from our own OpenAPI schema: no CDN, no script."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from drf_spectacular.generators import SchemaGenerator


@dataclass(frozen=True)
class Operasi:
    """One operation as the page shows it."""

    metode: str
    jalur: str
    keterangan: str
    parameter: list[dict[str, Any]] = field(default_factory=list)
    isi: list[dict[str, Any]] = field(default_factory=list)
    jawaban: list[tuple[str, str]] = field(default_factory=list)


@lru_cache(maxsize=1)
def build_schema() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the whole API."""
    return SchemaGenerator(api_version="1.0.0").get_schema(request=None, public=True)


def operations() -> dict[str, list[Operasi]]:
    """Operations by resource (the first part of the path), in the order of the schema."""
    skema = build_schema()
    hasil: dict[str, list[Operasi]] = {}
    for jalur, metode in skema["paths"].items():
        kelompok = jalur.removeprefix("/api/v1/").split("/")[0]
        for nama, isi in metode.items():
            hasil.setdefault(kelompok, []).append(_operation(skema, nama, jalur, isi))
    return hasil


def _operation(skema: dict[str, Any], metode: str, jalur: str, isi: dict[str, Any]) -> Operasi:
    return Operasi(
        metode=metode.upper(),
        jalur=jalur,
        keterangan=isi.get("description", ""),
        parameter=[
            {"nama": p["name"], "di": p["in"], "wajib": p.get("required", False), "arti": p.get("description", "")}
            for p in isi.get("parameters", [])
        ],
        isi=_fields(skema, isi.get("requestBody", {})),
        jawaban=[(kode, j.get("description", "")) for kode, j in sorted(isi.get("responses", {}).items())],
    )


def _fields(skema: dict[str, Any], badan: dict[str, Any]) -> list[dict[str, Any]]:
    """Fields of a JSON body, one level deep."""
    for jenis in ("application/json", "multipart/form-data"):
        bentuk = badan.get("content", {}).get(jenis, {}).get("schema")
        if bentuk:
            break
    else:
        return []
    if "$ref" in bentuk:
        bentuk = skema["components"]["schemas"][bentuk["$ref"].rsplit("/", 1)[1]]
    wajib = set(bentuk.get("required", []))
    return [
        {"nama": nama, "jenis": _kind(b), "wajib": nama in wajib, "arti": b.get("description", "")}
        for nama, b in bentuk.get("properties", {}).items()
    ]


def _kind(bentuk: dict[str, Any]) -> str:
    if "$ref" in bentuk:
        return bentuk["$ref"].rsplit("/", 1)[1]
    jenis = bentuk.get("type", "")
    jenis = " | ".join(jenis) if isinstance(jenis, list) else jenis
    return f"{jenis} ({bentuk['format']})" if bentuk.get("format") else jenis


class DokApiView(View):
    """/api/v1/dok/: every operation, its parameters, body and answers. Public: it holds no data."""

    publik = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "inti/dok_api.html", {"kelompok": operations()})
