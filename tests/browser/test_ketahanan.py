"""Double clicks, the back button, a session that ended, a reload, a refusal, no mouse: nothing lost, nothing twice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.bantu import open_kelurahan
from tests.browser.conftest import SANDI

pytestmark = [pytest.mark.peramban, pytest.mark.slow]


@pytest.fixture
def halaman(masuk):
    """The facilitator on the phone, at a stage that runs; nothing may end in the console but what a test allows."""
    h = masuk("faskel")
    open_kelurahan(h, "Cibuntu")
    h.get_by_role("link", name="Buka Sosialisasi awal").click()
    h.wait_for_url(re.compile("/langkah/"))
    h.langkah = h.url.partition("#")[0]
    return h


def planned(halaman: Any, tempat: str) -> int:
    """How many meetings of this place the server has."""
    langkah = halaman.langkah.rstrip("/").rsplit("/", 1)[-1]
    isi = halaman.request.get(f"/api/v1/pertemuan/?langkah={langkah}&limit=200").json()["results"]
    return sum(p["tempat"] == tempat for p in isi)


def fill_plan(halaman: Any, tempat: str) -> Any:
    """Open the form that plans a meeting and fill it. Returns its button."""
    halaman.goto(f"{halaman.langkah}pertemuan/jadwal/?jenis=S0-KEL")
    halaman.get_by_label("Rencana tanggal").fill("2026-12-05")
    halaman.locator("main [name=tempat]").fill(tempat)
    return halaman.get_by_role("button", name="Simpan rencana")


def test_two_clicks_make_one_record(halaman):
    """UMU-05: a double click, and the same form sent twice past the page's own guard, are one meeting."""
    fill_plan(halaman, "Klik ganda").dblclick()
    halaman.wait_for_url(f"{halaman.langkah}#pertemuan")
    assert planned(halaman, "Klik ganda") == 1

    fill_plan(halaman, "Kirim ganda")
    isi = halaman.evaluate("Object.fromEntries(new FormData(document.querySelector('main form')))")
    jawab = [
        halaman.request.post(halaman.url, form=isi, max_redirects=0, headers={"Referer": halaman.url}) for _ in "12"
    ]
    assert [j.status for j in jawab] == [302, 302] and jawab[0].headers["location"] == jawab[1].headers["location"]
    assert planned(halaman, "Kirim ganda") == 1
    assert halaman.galat == []


def test_back_and_send_again_makes_one_record(halaman):
    """UMU-05, UMU-23: going back to a form that was sent and sending it again records nothing new."""
    fill_plan(halaman, "Kembali kirim").click()
    halaman.wait_for_url(f"{halaman.langkah}#pertemuan")
    halaman.go_back()
    halaman.get_by_label("Rencana tanggal").wait_for()
    assert halaman.locator("main [name=tempat]").input_value() == "Kembali kirim"  # the browser restores it
    halaman.get_by_role("button", name="Simpan rencana").click()
    halaman.wait_for_url(f"{halaman.langkah}#pertemuan")
    assert planned(halaman, "Kembali kirim") == 1

    halaman.go_back()  # changed content is meant as another one
    halaman.locator("main [name=tempat]").fill("Kembali ubah")
    halaman.get_by_role("button", name="Simpan rencana").click()
    halaman.wait_for_url(f"{halaman.langkah}#pertemuan")
    assert planned(halaman, "Kembali kirim") == planned(halaman, "Kembali ubah") == 1
    assert halaman.galat == []


def test_session_that_ended_asks_over_the_form(halaman):
    """UMU-23, AKN-05: login opens over the filled form; after it the form is sent as it stood."""
    kartu = halaman.locator("#catat-pertemuan")
    kartu.get_by_label("Tempat", exact=True).fill("Sesi habis")
    for isian, nilai in (("hadir_l", "11"), ("hadir_p", "12")):
        kartu.locator(f"[data-hadir={isian}]").fill(nilai)
    halaman.context.clear_cookies(name=re.compile("sesi|session", re.I))
    kartu.get_by_role("button", name="Simpan", exact=True).click()
    sign_in_again(halaman)
    halaman.get_by_text("23 orang", exact=True).wait_for()
    assert planned(halaman, "Sesi habis") == 1
    expect_only(halaman, "401")


def test_session_that_ended_long_ago_asks_before_a_page_form_is_sent(masuk):
    """UMU-23: a form left open over lunch is not lost by sending it."""
    h = masuk("faskel")
    h.clock.install()
    open_kelurahan(h, "Cibuntu")
    h.get_by_role("link", name="Buka Sosialisasi awal").click()
    h.wait_for_url(re.compile("/langkah/"))
    h.langkah = h.url.partition("#")[0]
    tombol = fill_plan(h, "Makan siang")
    h.context.clear_cookies(name=re.compile("sesi|session", re.I))
    h.clock.fast_forward("20:00")
    tombol.click()
    sign_in_again(h)
    h.wait_for_url(f"{h.langkah}#pertemuan")
    assert planned(h, "Makan siang") == 1
    assert h.galat == []


def test_draft_survives_a_reload(halaman):
    """UMU-23: what was typed and not sent is there again after a reload, and can be thrown away."""
    kartu = halaman.locator("#catat-pertemuan")
    kartu.get_by_label("Tempat", exact=True).press_sequentially("Rumah Bu Euis")
    kartu.locator("[data-hadir=hadir_p]").press_sequentially("17")
    kartu.locator("[data-draf-tanda]", has_text=re.compile(r"\d")).wait_for()
    halaman.reload()
    assert kartu.get_by_label("Tempat", exact=True).input_value() == "Rumah Bu Euis"
    assert kartu.locator("[data-jumlah=hadir]").inner_text() == "17"
    kartu.get_by_role("button", name=re.compile("Buang|Hapus")).click()
    halaman.wait_for_load_state()
    expect(kartu.locator("[data-hadir=hadir_p]")).to_have_value("", timeout=20_000)
    assert halaman.galat == []


def test_refused_form_comes_back_filled(halaman):
    """UMU-23: the message stands beside its field, the field has the focus, and nothing typed is gone."""
    kartu = halaman.locator("#catat-pertemuan")
    kartu.get_by_label("Tempat", exact=True).fill("Balai RW")
    for isian, nilai in (("hadir_l", "5"), ("hadir_p", "6"), ("miskin_l", "9"), ("miskin_p", "2")):
        kartu.locator(f"[data-hadir={isian}]").fill(nilai)
    kartu.get_by_role("button", name="Simpan", exact=True).click()
    galat = halaman.locator("#catat-pertemuan .errorlist")
    galat.first.wait_for()
    assert "miskin" in galat.first.inner_text().lower()
    assert kartu.get_by_label("Tempat", exact=True).input_value() == "Balai RW"
    isi = [kartu.locator(f"[data-hadir={n}]").input_value() for n in ("hadir_l", "hadir_p", "miskin_l", "miskin_p")]
    assert isi == ["5", "6", "9", "2"]
    assert halaman.evaluate("document.activeElement.name").startswith("miskin")
    assert planned(halaman, "Balai RW") == 0
    expect_only(halaman, "400")


def test_slow_link_keeps_what_is_typed_while_a_part_travels(halaman):
    """UMU-23: choosing another kind fetches the form again; counts typed until it arrives stay."""
    halaman.route(re.compile("/pertemuan/baru/"), lambda rute: (halaman.wait_for_timeout(400), rute.continue_()))
    kartu = halaman.locator("#catat-pertemuan")
    with halaman.expect_response(re.compile("/pertemuan/baru/")):
        kartu.get_by_label("Jenis pertemuan").select_option(label="Sosialisasi tingkat RW")
        kartu.get_by_label("Tempat", exact=True).fill("Balai RW 05")
        kartu.locator("[data-hadir=hadir_l]").fill("13")
    halaman.wait_for_function(
        "document.querySelector('#catat-pertemuan [name=basis]').selectedOptions[0].text.startsWith('RW')"
    )
    assert kartu.get_by_label("Tempat", exact=True).input_value() == "Balai RW 05"
    assert kartu.locator("[data-jumlah=hadir]").inner_text() == "13"
    assert halaman.galat == []


def test_everything_by_keyboard(browser, browser_context_args):
    """UMU-24: sign in, skip to the content, open and close a dialog, without a mouse; the focus is where one left it."""
    with browser.new_context(**browser_context_args) as ctx:
        ctx.set_default_timeout(10_000)
        h = ctx.new_page()
        h.goto("/masuk/")
        until_focused(h, "input[name=login]")
        h.keyboard.type("faskel")
        h.keyboard.press("Tab")
        until_focused(h, "input[name=password]")
        h.keyboard.type(SANDI)
        h.keyboard.press("Enter")
        h.wait_for_url(lambda u: "/masuk/" not in u)
        h.keyboard.press("Tab")
        assert h.evaluate("document.activeElement.className").startswith("loncat")
        assert h.locator(".loncat").bounding_box()["y"] >= 0  # seen while it has the focus
        h.keyboard.press("Enter")
        h.keyboard.press("Tab")
        assert h.evaluate("document.querySelector('main').contains(document.activeElement)")
        h.goto("/kelurahan/32.73.15.1003/")
        h.get_by_role("link", name=re.compile("^RKM")).first.press("Enter")
        h.wait_for_url(re.compile("/langkah/"))
        tombol = h.get_by_role("link", name="Tulis pelajaran")
        tombol.press("Enter")
        kotak = h.locator("dialog[open]")
        kotak.get_by_label("Apa yang berhasil?").wait_for()
        assert h.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")
        h.keyboard.press("Escape")
        kotak.wait_for(state="hidden")
        assert tombol.evaluate("e => e === document.activeElement")


def until_focused(halaman: Any, pilih: str, kali: int = 15) -> None:
    """Press Tab until this element has the focus."""
    for _ in range(kali):
        if halaman.evaluate("p => document.activeElement.matches(p)", pilih):
            return
        halaman.keyboard.press("Tab")
    pytest.fail(f"{pilih} tidak tercapai dengan Tab")


def sign_in_again(halaman: Any) -> None:
    """Answer the login that opened over the page."""
    kotak = halaman.locator("dialog[open]")
    kotak.locator("input[name=login]").fill("faskel")
    kotak.locator("input[name=password]").fill(SANDI)
    kotak.get_by_role("button", name="Masuk").click()
    kotak.wait_for(state="hidden")


def expect_only(halaman: Any, status: str) -> None:
    """Browser and htmx write a line of their own for a refused request; nothing else may stand there."""
    biasa = (f"status of {status}", f"Response Status Error Code {status}")
    assert [g for g in halaman.galat if not any(b in g for b in biasa)] == []
