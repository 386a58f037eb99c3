"""A request sent twice makes one record."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connection

from inti.errors import AturanDilanggar, IsianSalah, KunciDipakaiUlang
from inti.idempotensi import Hasil, Kunci, digest, parse_key, run_once
from inti.models import Jejak, KunciIdempotensi
from inti.pelaku import SISTEM
from inti.unit_kerja import catat


def make_key(**ubah):
    return Kunci(**{"nilai": uuid.uuid4(), "rute": "POST /uji/", "objek": "a", "sidik": digest({"x": 1}), **ubah})


def record() -> Hasil:
    catat("uji.sekali", None)
    return Hasil(201, isi={"nomor": 7}, lokasi="/uji/7/")


@pytest.mark.django_db
def test_resend_gets_the_stored_answer():
    """UMU-05: the same key and body runs once; the second answer is the first one's."""
    kunci = make_key()

    pertama = run_once(record, oleh=SISTEM, kunci=kunci)
    kedua = run_once(record, oleh=SISTEM, kunci=kunci)

    assert not pertama.ulangan and kedua.ulangan
    assert (kedua.status, kedua.isi, kedua.lokasi) == (201, {"nomor": 7}, "/uji/7/")
    assert Jejak.objects.filter(peristiwa="uji.sekali").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("ubah", [{"sidik": digest({"x": 2})}, {"objek": "b"}, {"rute": "POST /lain/"}])
def test_key_with_other_content_is_refused(ubah):
    """UMU-06: a key that comes back with another body, object or route is refused."""
    kunci = make_key()
    run_once(record, oleh=SISTEM, kunci=kunci)

    with pytest.raises(KunciDipakaiUlang):
        run_once(record, oleh=SISTEM, kunci=make_key(nilai=kunci.nilai, **ubah))


@pytest.mark.django_db
def test_refused_request_gives_its_key_back():
    """UMU-07: after a refusal the corrected form may be sent with the same key."""
    kunci = make_key()

    def refuse() -> Hasil:
        raise AturanDilanggar("Belum.", aturan="UMU-07")

    with pytest.raises(AturanDilanggar):
        run_once(refuse, oleh=SISTEM, kunci=kunci)

    assert not KunciIdempotensi.objects.exists()
    assert not run_once(record, oleh=SISTEM, kunci=kunci).ulangan


@pytest.mark.parametrize("teks", ["", "bukan-uuid", "x" * 65, None])
def test_bad_key_is_a_clear_error(teks):
    """UMU-05: a key that is no UUID is refused with a sentence, not with a 500."""
    with pytest.raises(IsianSalah):
        parse_key(teks)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_one():
    """UMU-05: ten simultaneous sends of one form make one record, and all ten get its answer."""
    kunci, jawaban, galat = make_key(), [], []

    def kirim():
        try:
            jawaban.append(run_once(record, oleh=SISTEM, kunci=kunci))
        except Exception as e:
            galat.append(e)
        finally:
            connection.close()

    benang = [threading.Thread(target=kirim) for _ in range(10)]
    for b in benang:
        b.start()
    for b in benang:
        b.join()

    assert not galat
    assert sum(not j.ulangan for j in jawaban) == 1
    assert {j.isi["nomor"] for j in jawaban} == {7}
    assert Jejak.objects.filter(peristiwa="uji.sekali").count() == 1
