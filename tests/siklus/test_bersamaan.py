"""Two officers at once, on real connections: one verification, no record that slips past a submission."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from inti.errors import AturanDilanggar, GalatAplikasi, TransisiDitolak
from inti.models import Jejak
from siklus import actions
from siklus.models import Langkah, Pertemuan, Siklus
from tests.factories import siklus as pabrik
from tests.factories.akun import officer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*kerja: Callable[[], Any]) -> list[Any]:
    """Run each in a thread of its own, started together; results and refusals in order."""
    hasil: list[Any] = [None] * len(kerja)
    mulai = threading.Barrier(len(kerja))

    def jalankan(i: int) -> None:
        try:
            mulai.wait(10)
            hasil[i] = kerja[i]()
        except GalatAplikasi as galat:
            hasil[i] = galat
        finally:
            connections.close_all()

    utas = [threading.Thread(target=jalankan, args=(i,)) for i in range(len(kerja))]
    for u in utas:
        u.start()
    for u in utas:
        u.join(30)
    return hasil


def test_two_verifications_are_one(s0: Langkah, petugas_kota: Any) -> None:
    """SIK-01, UMU-01: of two verifiers at the same moment one verifies and the other is told so; one event is kept."""
    langkah = pabrik.move(s0, "diajukan")
    kedua = officer("korkot.dua", "askot_mandiri", "32.73")

    hasil = at_once(
        lambda: actions.verify_langkah(langkah, oleh=petugas_kota), lambda: actions.verify_langkah(langkah, oleh=kedua)
    )

    assert sorted(type(h).__name__ for h in hasil) == ["Langkah", "TransisiDitolak"]
    assert Langkah.objects.get(pk=langkah.pk).status == "terverifikasi"
    assert Jejak.objects.filter(peristiwa="siklus.langkah.verifikasi", objek_id=str(langkah.pk)).count() == 1


def test_record_and_submission_do_not_pass_each_other(
    siklus: Siklus, basis: Any, petugas_kelurahan: Any, petugas_kota: Any
) -> None:
    """SIK-04: a meeting recorded while the stage is submitted is either among its findings or refused, never after."""
    s0 = pabrik.socialise(siklus, basis, oleh=petugas_kelurahan, korkot=petugas_kota)
    sebelum = Pertemuan.objects.filter(langkah=s0).count()

    rapat, diajukan = at_once(
        lambda: pabrik.hold(s0, "S0-KEL", oleh=petugas_kelurahan),
        lambda: actions.submit_langkah(s0, oleh=petugas_kelurahan),
    )

    assert diajukan.status == "diajukan"
    kel = next(k for k in diajukan.temuan_beku[0]["temuan"] if k["kode"] == "S0-KEL" and k["aturan"] == "SIK-42")
    if isinstance(rapat, AturanDilanggar):
        assert (rapat.aturan, Pertemuan.objects.filter(langkah=s0).count()) == ("SIK-04", sebelum)
    else:
        assert "Tercatat 2" in kel["rincian"]


def test_raw_insert_waits_for_the_submission(s0: Langkah, petugas_kelurahan: Any) -> None:
    """SIK-04: even raw SQL in another connection waits for a running submission, then meets the lock."""
    from django.db import IntegrityError, transaction

    langkah = pabrik.move(s0, "berjalan")
    rapat = pabrik.hold(langkah, "S0-KEL", oleh=petugas_kelurahan)
    terkunci, lanjut = threading.Event(), threading.Event()

    def ajukan() -> str:
        with transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(f"UPDATE siklus_langkah SET status = 'diajukan', {pabrik.ISI} WHERE id = %s", [langkah.pk])
            terkunci.set()
            lanjut.wait(0.3)
        return "diajukan"

    def ubah() -> str:
        terkunci.wait(5)
        try:
            with connection.cursor() as kursor:
                kursor.execute("UPDATE siklus_pertemuan SET tempat = 'Pindah' WHERE id = %s", [rapat.pk])
        except IntegrityError as galat:
            return str(galat)
        return "lolos"

    assert at_once(ajukan, ubah)[0] == "diajukan"
    assert Pertemuan.objects.get(pk=rapat.pk).tempat == "Balai RW"


def test_two_openings_are_one(lokasi: Any, kelurahan: Any, petugas_kota: Any) -> None:
    """SIK-20, SIK-22: two openings of the same area make one cycle and one stage of the kota."""

    def buka() -> Any:
        return actions.create_siklus(kelurahan, oleh=petugas_kota, tahun=lokasi.tahun_anggaran)

    hasil = at_once(buka, buka)

    assert sorted(type(h).__name__ for h in hasil) == ["AturanDilanggar", "Siklus"]
    assert Siklus.objects.count() == 1
    assert Langkah.objects.filter(siklus__isnull=True).count() == 2


def test_loser_is_told_the_state(s0: Langkah, petugas_kota: Any) -> None:
    """SIK-01: return and verify at once: exactly one holds, and the stage is in its state."""
    langkah = pabrik.move(s0, "diajukan")
    kedua = officer("korkot.dua", "askot_mandiri", "32.73")

    hasil = at_once(
        lambda: actions.return_langkah(langkah, oleh=petugas_kota, alasan="Foto buram."),
        lambda: actions.verify_langkah(langkah, oleh=kedua),
    )

    menang = next(h for h in hasil if isinstance(h, Langkah))
    assert sum(isinstance(h, TransisiDitolak) for h in hasil) == 1
    assert Langkah.objects.get(pk=langkah.pk).status == menang.status
