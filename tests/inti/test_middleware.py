"""Around every request: an id, cleaned text, and refusals in the form that the caller reads."""

from __future__ import annotations

import gzip
import io
import json
import re

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse
from django.middleware.gzip import GZipMiddleware
from django.test import RequestFactory

from inti.errors import AturanDilanggar, GerbangTertutup
from inti.middleware import TanpaIsiMiddleware, problem_page
from inti.registry import Kekurangan

pytestmark = pytest.mark.django_db


def words(jawaban) -> str:
    """What a reader sees: no tags, no attributes, no request id."""
    return " ".join(re.sub(r"<[^>]*>", " ", jawaban.content.decode()).replace(jawaban["X-Permintaan"], "").split())


def test_every_answer_carries_its_request_id(client):
    """UMU-23: the number on an error page is found again in the logs."""
    sendiri = client.get("/sehat/hidup")
    dikirim = client.get("/sehat/hidup", headers={"X-Permintaan": "abcdef-123456"})

    assert len(sendiri["X-Permintaan"]) == 16
    assert dikirim["X-Permintaan"] == "abcdef-123456"
    assert client.get("/sehat/hidup", headers={"X-Permintaan": "<script>"})["X-Permintaan"] != "<script>"


def test_health_tells_strangers_nothing(client):
    """UMU-21: ready or not, and no more."""
    jawaban = client.get("/sehat/siap")

    assert jawaban.status_code == 200
    assert jawaban.json() == {"status": "siap"}


def test_health_tells_officers_what_it_checked(client, petugas_kota):
    """UMU-21: an officer sees which part is not well."""
    client.force_login(petugas_kota)

    assert client.get("/sehat/siap").json()["rincian"] == {"basis_data": True, "migrasi": True, "pekerja": True}


@pytest.mark.parametrize("alamat", ["/kelurahan/?teks=%00", "/cari/?q=a%1bb", "/masuk/?next=%00"])
def test_control_characters_in_an_address_are_a_sentence(client, petugas_kelurahan, alamat):
    """UMU-14: never a 500."""
    client.force_login(petugas_kelurahan)

    jawaban = client.get(alamat)

    assert jawaban.status_code == 400
    assert "tidak dapat disimpan" in jawaban.content.decode()


def test_api_refuses_control_characters_as_problem(klien_api, petugas_kelurahan):
    """UMU-14: the same under /api/, as problem+json."""
    jawaban = klien_api(petugas_kelurahan).get("/api/v1/wilayah/?cari=%00")

    assert jawaban.status_code == 400
    assert jawaban["Content-Type"] == "application/problem+json"
    assert jawaban.json()["kode"] == "isian"


def test_refusal_has_the_form_of_its_caller():
    """UMU-23: problem+json under /api/ with code, sentence, details and request id; a page elsewhere."""
    pabrik = RequestFactory()
    kurang = Kekurangan(aturan="SIK-104", mode="block", terpenuhi=False, pesan="Sosialisasi belum selesai.")

    api = problem_page(pabrik.get("/api/v1/langkah/"), GerbangTertutup([kurang]))
    halaman = problem_page(pabrik.get("/langkah/"), AturanDilanggar("Langkah ini terkunci.", aturan="SIK-04"))

    isi = json.loads(api.content)
    assert (api.status_code, isi["kode"]) == (409, "gerbang")
    assert isi["rincian"]["kekurangan"][0]["aturan"] == "SIK-104"
    assert halaman.status_code == 409
    # What is only warned of asks for a reason, and does not say that something is missing.
    awas = Kekurangan(aturan="SIK-105", mode="warn", terpenuhi=False, pesan="Undangan terlambat.")
    assert "1 hal masih kurang" in isi["pesan" if "pesan" in isi else "detail"]
    assert "Tulis alasan melewatinya" in GerbangTertutup([awas]).pesan
    assert "Langkah ini terkunci." in halaman.content.decode()


def test_missing_and_out_of_scope_read_the_same(client, petugas_kota_lain, kelurahan):
    """UMU-12: nobody learns from a 404 whether something exists elsewhere."""
    client.force_login(petugas_kota_lain)

    luar = client.get(f"/kelurahan/{kelurahan.kode}/")
    tidak_ada = client.get("/kelurahan/99.99.99.9999/")

    assert luar.status_code == tidak_ada.status_code == 404
    assert words(luar) == words(tidak_ada)
    assert "Tidak ditemukan" in words(luar) or "tidak ditemukan" in words(luar)


def test_security_headers(client):
    """UMU-27: no inline style or script may run, and nobody may frame us."""
    jawaban = client.get("/masuk/")
    kebijakan = jawaban["Content-Security-Policy"]

    assert "unsafe" not in kebijakan
    for aturan in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert aturan in kebijakan
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert jawaban["Referrer-Policy"] == "same-origin"


def sent(environ: dict) -> tuple[str, dict[str, str], bytes]:
    """What really goes to the web server: the test client would throw the body of a HEAD away by itself."""
    kepala: list = []
    isi = WSGIHandler()(environ, lambda status, headers, exc_info=None: kepala.extend([status, dict(headers)]))
    try:
        return kepala[0], kepala[1], b"".join(isi)
    finally:
        isi.close()


def test_nothing_follows_the_headers_of_head():
    """UMU-23: a probe by HEAD reads the headers of the page and no body, so the web server has nothing to warn of."""
    dapat = sent(RequestFactory().get("/masuk/").environ)
    tanya = sent(RequestFactory().head("/masuk/").environ)

    assert dapat[0] == tanya[0] == "200 OK"
    assert len(dapat[2]) > 1000
    assert tanya[2] == b""
    assert tanya[1]["Content-Type"] == dapat[1]["Content-Type"]


@pytest.mark.parametrize("status", [204, 304])
def test_compression_adds_nothing_to_an_answer_without_body(status):
    """UMU-23: an unchanged style sheet is 304 and nothing else, also for a browser that reads gzip."""
    tanya = RequestFactory().get("/static/css/app.css", headers={"Accept-Encoding": "gzip"})
    padat = GZipMiddleware(lambda _r: FileResponse((), status=status))
    padat_utuh = GZipMiddleware(lambda _r: FileResponse(io.BytesIO(b"a" * 500)))

    jawaban = TanpaIsiMiddleware(padat)(tanya)

    assert b"".join(padat(tanya)) != b""  # what compression makes of nothing
    assert b"".join(jawaban) == b""
    assert "Content-Encoding" not in jawaban.headers
    assert gzip.decompress(b"".join(TanpaIsiMiddleware(padat_utuh)(tanya))) == b"a" * 500
