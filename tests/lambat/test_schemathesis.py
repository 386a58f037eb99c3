"""Every operation of the API against generated input, by each of the four officers: never a 5xx, never off the schema.

Slow: `./test -m lambat tests/lambat`. At least 50 examples an operation and officer.
"""

from __future__ import annotations

import json
import urllib.request

import pytest

from tests.browser.conftest import lingkungan, server  # noqa: F401  (the running server)

pytestmark = pytest.mark.lambat
CONTOH = 50
# The four officers of the house: own kelurahan, own kota, another kota, and one without a task.
PETUGAS = ["faskel", "korkot", "korkot.cimahi", "tanpa.tugas"]


def token_of(alamat: str, nama: str, sandi: str) -> str:
    isi = json.dumps({"username": nama, "password": sandi}).encode()
    minta = urllib.request.Request(
        f"{alamat}/api/v1/auth/token/", data=isi, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(minta, timeout=20) as jawaban:
        return json.load(jawaban)["token"]


@pytest.mark.parametrize("nama", PETUGAS)
def test_api_withstands_generated_input(server, lingkungan, nama):  # noqa: F811
    """UMU-14, UMU-23: whatever is sent, the answer is one the schema names, and none is a server error."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, settings

    token = token_of(server, nama, lingkungan["P2KP_DEMO_PASSWORD"])
    skema = schemathesis.openapi.from_url(f"{server}/api/v1/skema/?format=json")
    gagal: list[str] = []
    kali = 0

    for hasil in skema.get_all_operations():
        operasi = hasil.ok()
        if operasi.path.endswith("/auth/token/"):  # throttled on purpose; tested on its own
            continue

        @settings(
            max_examples=CONTOH,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @_given(operasi)
        def coba(case):
            nonlocal kali
            kali += 1
            jawaban = case.call(headers={"Authorization": f"Token {token}"}, timeout=30)
            assert jawaban.status_code < 500, f"{case.method} {case.path}: {jawaban.status_code}"

        try:
            coba()
        except Exception as galat:
            gagal.append(f"{operasi.method.upper()} {operasi.path}: {str(galat)[:300]}")

    print(f"{nama}: {kali} permintaan")
    assert not gagal, "\n".join(gagal)
    assert kali >= CONTOH


def _given(operasi):
    from hypothesis import given

    return given(case=operasi.as_strategy())
