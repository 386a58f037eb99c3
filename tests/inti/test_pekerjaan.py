"""Background work: nothing lost when the broker or a worker dies, nothing done twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from inti import pekerjaan as pk
from inti.errors import AturanDilanggar
from inti.models import Denyut, Pekerjaan
from inti.pelaku import SISTEM
from inti.registry import tugas

pytestmark = pytest.mark.django_db
Status = Pekerjaan.Status


@pytest.fixture
def kerja(monkeypatch):
    """A registered kind of work that counts its runs; `galat` makes it fail."""
    catatan = {"kali": 0, "galat": None}

    def fungsi(pekerjaan):
        catatan["kali"] += 1
        if catatan["galat"]:
            raise catatan["galat"]
        return {"isi": pekerjaan.argumen["x"]}

    monkeypatch.setitem(tugas._isi, "uji", fungsi)
    return catatan


def make(**ubah):
    p = pk.enqueue("uji", oleh=SISTEM, kode_wilayah="32.73", kunci="k1", argumen={"x": 5})
    Pekerjaan.objects.filter(pk=p.pk).update(**ubah)
    return Pekerjaan.objects.get(pk=p.pk)


def test_work_is_done_once_however_often_it_is_delivered(kerja):
    """UMU-20: a second delivery finds it done."""
    p = make()

    pk.run(str(p.pk))
    pk.run(str(p.pk))

    p = Pekerjaan.objects.get(pk=p.pk)
    assert (p.status, p.hasil, p.kemajuan, kerja["kali"]) == (Status.SELESAI, {"isi": 5}, 100, 1)


def test_same_key_is_the_same_work(kerja):
    """UMU-18: asking twice makes one row."""
    assert make().pk == make().pk


def test_row_held_by_a_living_worker_is_left_alone(kerja):
    """UMU-19: a lease that still runs keeps others away."""
    p = make(status=Status.BERJALAN, sewa_sampai=timezone.now() + timedelta(minutes=5))

    pk.run(str(p.pk))

    assert kerja["kali"] == 0


def test_killed_worker_loses_nothing(kerja):
    """UMU-20: a lease that ran out goes back to the queue and is done by the next worker."""
    p = make(status=Status.BERJALAN, percobaan=1, sewa_sampai=timezone.now() - timedelta(seconds=1))

    pk.sweep()
    p = Pekerjaan.objects.get(pk=p.pk)
    assert p.status == Status.ANTRI
    pk.run(str(p.pk))

    assert Pekerjaan.objects.get(pk=p.pk).status == Status.SELESAI
    assert kerja["kali"] == 1


def test_fifth_silent_death_is_shown_as_failed(kerja):
    """UMU-19: after five tries it fails with a reason; a button runs it again."""
    p = make(status=Status.BERJALAN, percobaan=5, sewa_sampai=timezone.now() - timedelta(seconds=1))

    pk.sweep()
    gagal = Pekerjaan.objects.get(pk=p.pk)
    assert gagal.status == Status.GAGAL and gagal.galat

    pk.retry(gagal)
    pk.run(str(p.pk))
    assert Pekerjaan.objects.get(pk=p.pk).status == Status.SELESAI


def test_refusal_of_a_rule_is_told_at_once(kerja):
    """UMU-19: trying again cannot help against a rule, so the officer reads its sentence now."""
    kerja["galat"] = AturanDilanggar("Belum ada berita acara.", aturan="DOK-10")
    p = make()

    pk.run(str(p.pk))

    p = Pekerjaan.objects.get(pk=p.pk)
    assert (p.status, p.galat) == (Status.GAGAL, "Belum ada berita acara.")


def test_unexpected_error_is_tried_again(kerja, caplog):
    """UMU-19: the unexpected is logged and waits for another try."""
    kerja["galat"] = RuntimeError("cakram penuh")
    p = make()

    pk.run(str(p.pk))

    p = Pekerjaan.objects.get(pk=p.pk)
    assert p.status == Status.ANTRI and "cakram" not in p.galat
    assert "cakram penuh" in caplog.text


def test_dead_broker_loses_nothing(kerja, settings, django_capture_on_commit_callbacks):
    """UMU-18: the row is written although nobody answers at the broker, and the sweep finds it later."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    from p2kp.celery import app

    app.conf.task_always_eager = False
    try:
        with django_capture_on_commit_callbacks(execute=True):
            p = make()
    finally:
        app.conf.task_always_eager = True
    assert Pekerjaan.objects.get(pk=p.pk).status == Status.ANTRI

    Pekerjaan.objects.update(dibuat_pada=timezone.now() - timedelta(minutes=2))
    assert pk.sweep() == 1
    assert Pekerjaan.objects.get(pk=p.pk).status == Status.SELESAI


def test_heartbeat():
    """UMU-21: the heartbeat is written by work, not by being alive."""
    pk.beat("cepat")
    assert (timezone.now() - Denyut.objects.get().terakhir).total_seconds() < 5
