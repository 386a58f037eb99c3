"""Tests about the whole house: nothing new comes in without login, scope, a permission and a tested refusal.

They walk the URLconf, the API router, the FSM graphs and the source itself. Each list of exceptions below is kept by
hand, with a reason; a reason that no longer applies fails too. Source: AKN-20, UMU-11, UMU-30.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django_fsm import FSMField
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

from akun.peran import SEMUA
from inti.data_pribadi import APLIKASI_KITA
from inti.errors import TidakBerwenang, TransisiDitolak
from inti.models import TransisiSah
from inti.pelaku import SISTEM
from inti.queries import ScopedQuerySet
from inti.transitions import advance, declared, graph
from inti.unit_kerja import unit_kerja
from inti.views import HalamanMixin
from tests.conftest import KELURAHAN, KOTA
from tests.factories.siklus_rapat import rkm_held
from tests.helpers import api, masuk

AKAR = Path(settings.BASE_DIR)

# -- exceptions, each with its reason --------------------------------------------------------------------------------

# Open to everybody.
PUBLIK = {
    "hidup": "sehat: proses menjawab, tanpa rincian",
    "siap": "sehat: rincian hanya untuk yang masuk",
    "account_login": "pintu masuk",
    "account_inactive": "memberi tahu bahwa akun tidak aktif",
    "account_logout": "pintu keluar",
    "mfa_authenticate": "langkah kedua, sesudah sandi benar; tanpa itu kembali ke pintu masuk",
    "kode": "sandi baru dengan kode sekali pakai",
    "account_reset_password": "lupa sandi",
    "account_reset_password_done": "lupa sandi",
    "account_reset_password_from_key": "lupa sandi: tautan sekali pakai",
    "account_reset_password_from_key_done": "lupa sandi",
    "token": "program meminta token dengan sandi",
    "skema": "uraian API tanpa data",
    "dok-api": "uraian API tanpa data",
    "set_language": "pilihan bahasa",
    "periksa": "siapa pun memeriksa keaslian kertas",
    "verifikasi": "siapa pun memeriksa keaslian kertas, tanpa data pribadi",
    "gaya": "halaman komponen, hanya di pengembangan dan uji",
    "kertas": "halaman komponen, hanya di pengembangan dan uji",
}
# Signed in is enough: the own account, or a page that shows each officer only what their scope holds.
TANPA_IZIN = {
    "latihan-selesai": "hanya kembali ke pekerjaan sebenarnya",
    "akun": "akun sendiri",
    "sandi": "akun sendiri",
    "sesi": "sesi sendiri",
    "akhiri-sesi": "sesi sendiri",
    "cabut-token": "token sendiri",
    "beranda": "isinya sudah menurut cakupan; yang tanpa tugas melihat apa yang harus dilakukan",
    "cari": "register wilayah terbuka; hasil lain menurut cakupan",
    "wilayah": "register wilayah terbuka bagi petugas",
    "impor": "izinnya ditentukan jenis impornya",
    "impor-templat": "berkas kosong, tanpa data",
    "impor-pratinjau": "pekerjaan milik sendiri",
    "impor-simpan": "pekerjaan milik sendiri; izin diperiksa aksi",
}
# Pages of an area that everybody signed in may open.
WILAYAH_TERBUKA = {"wilayah": "register wilayah terbuka bagi petugas"}
# Viewsets that are no ScopedViewSet.
API_TANPA_CAKUPAN: dict[str, str] = {
    "wilayah": "register wilayah terbuka bagi petugas",
    "program": "definisi program adalah kode, tanpa data wilayah",
}
# Lists that name poor households: for the kelurahan and its team, nobody above. Source: PS2-11.
API_TANPA_KOTA = {"rumah", "keluarga", "entri-ps2", "keberatan-ps2", "penerimaan-bantuan"}
# Where people and programs come in: here rows are asked for through `visible_to`, or through a row that was.
PINTU = re.compile(r"(^|/)(views|api|forms|filters|templatetags)(/|\.py$)")
# "file:Model" -> why asking it directly is safe.
TANYA_LANGSUNG = {
    "akun/forms.py:Badan": "disaring dengan wilayah tempat peran itu boleh diberikan",
    "akun/views.py:Penugasan": "tugas petugas yang sudah diambil lewat cakupan",
    "keuangan/filters.py:Jurnal": "jurnal balik dari jurnal yang sudah diambil lewat cakupan",
    "siklus/views/catatan.py:Basis": "tempat di kelurahan milik langkah yang sudah diambil lewat cakupan",
    "siklus/views/catatan.py:Pertemuan": "rapat milik langkah yang sudah diambil lewat cakupan",
    "siklus/views/paket.py:Pertemuan": "rapat milik langkah yang sudah diambil lewat cakupan",
    "siklus/views/jadwal.py:JadwalInduk": "jadwal kota yang sudah diambil lewat cakupan",
    "siklus/views/pertemuan.py:Basis": "pilihan formulir sudah dibatasi pada langkah yang diambil lewat cakupan",
    "wilayah/api.py:Basis": "ScopedRelatedField menyaring dengan cakupan pemanggil",
    "wilayah/forms.py:Basis": "tempat di kelurahan yang sudah diambil lewat cakupan",
    "wilayah/views/basis.py:Basis": "tempat di kelurahan yang sudah diambil lewat cakupan",
    "wilayah/views/parameter.py:Parameter": "hanya nama definisi yang ada, tanpa nilai",
    "wilayah/views/warga.py:Basis": "tempat di kelurahan yang sudah diambil lewat cakupan",
    "wilayah/views/warga.py:PenggabunganWarga": "riwayat warga yang sudah diambil lewat cakupan",
}
CARA_TANYA = {"all", "filter", "get", "exclude", "first", "last", "values", "values_list", "count", "aggregate", "annotate",
              "in_bulk", "select_related", "prefetch_related", "order_by", "exists", "latest", "earliest"}  # fmt: skip


# -- what there is ---------------------------------------------------------------------------------------------------


@cache
def routes() -> dict[str, tuple[str, Any]]:
    """Every route of the house: a readable id -> (path pattern, view). API suffix routes (.json) repeat and are left out."""
    hasil: dict[str, tuple[str, Any]] = {}
    for pola, tampilan, nama in _walk(get_resolver(), ""):
        if "(?P<format>" in pola:
            continue
        hasil[f"{nama or pola}" if nama not in hasil else f"{nama} {pola}"] = (pola, tampilan)
    return hasil


def _walk(penyelesai: URLResolver, awal: str) -> Iterator[tuple[str, Any, str]]:
    for p in penyelesai.url_patterns:
        if isinstance(p, URLResolver):
            yield from _walk(p, awal + str(p.pattern))
        elif isinstance(p, URLPattern):
            yield awal + str(p.pattern), p.callback, p.name or ""


def view_class(tampilan: Any) -> Any:
    """The class behind a view function, or the function."""
    return getattr(tampilan, "view_class", None) or getattr(tampilan, "cls", None) or tampilan


# Sample values for the parameters of a path, the first that fits; rows get random ids.
CALON = (KELURAHAN, KOTA, "ajukan", "1", "x", "p2kp@1")
CONTOH_RUTE = {
    "impor": {"kode": "basis"},
    "impor-templat": {"kode": "basis"},
    "bantuan-langkah": {"program": "p2kp", "langkah": "S1"},
}
POLA_JENIS = {"int": r"[0-9]+", "slug": r"[-a-zA-Z0-9_]+", "str": r"[^/]+", "": r"[^/]+", "kode_wilayah": r"[0-9.]+"}


def address(rute: str) -> str:
    """A path that the route matches: sample values for its parameters, random ids for rows."""
    isi = CONTOH_RUTE.get(rute.split(" ")[0], {})
    pola, hasil, i = routes()[rute][0], "", 0
    while i < len(pola):
        nama, uji, j = _parameter(pola, i)
        if nama:
            hasil += isi.get(nama) or _sample(nama, uji)
        elif pola.startswith("(?:", i):  # an optional tail: left out
            j = pola.index(")", i) + 2
        elif pola[i] not in "^$\\":
            hasil += pola[i]
        i = j
    return "/" + hasil


def _parameter(pola: str, i: int) -> tuple[str, str, int]:
    """Name, test and end of the parameter that begins at `i`; an empty name when there is none."""
    if cocok := re.compile(r"<(?:(\w+):)?(\w+)>").match(pola, i):
        return cocok[2], "uuid" if cocok[1] == "uuid" else POLA_JENIS[cocok[1] or ""], cocok.end()
    if not pola.startswith("(?P<", i):
        return "", "", i + 1
    nama, j, dalam = pola[i + 4 : pola.index(">", i)], pola.index(">", i) + 1, 1
    mulai = j
    while dalam:
        dalam += {"(": 1, ")": -1}.get(pola[j], 0)
        j += 1
    return nama, pola[mulai : j - 1], j


def _sample(nama: str, uji: str) -> str:
    if uji == "uuid" or (nama == "pk" and re.fullmatch(uji, str(uuid.uuid4()))):
        return str(uuid.uuid4())
    return next(c for c in (*CALON, *uji.strip("()").split("|")) if re.fullmatch(uji, c))


def fsm_models() -> list[Any]:
    """Every model with a protected state."""
    return [m for m in apps.get_models() if any(isinstance(f, FSMField) for f in m._meta.get_fields())]


def transitions() -> dict[str, Any]:
    """Every declared transition: "app.model.name" -> declaration."""
    return {f"{m._meta.label_lower}.{nama}": t for m in fsm_models() for nama, t in declared(m).items()}


def source_files() -> list[Path]:
    """Our Python source, tests and migrations left out."""
    return [
        p
        for app in APLIKASI_KITA
        if (AKAR / app).is_dir()
        for p in sorted((AKAR / app).rglob("*.py"))
        if "/migrations/" not in str(p)
    ]


RUTE = sorted(routes())
TERTUTUP = [r for r in RUTE if r.split(" ")[0] not in PUBLIK]
BERUUID = [r for r in TERTUTUP if "uuid:" in routes()[r][0] and "/api/" not in f"/{routes()[r][0]}"]
BERWILAYAH = [
    r for r in TERTUTUP
    if re.search(r"kode_wilayah|P<kode>", routes()[r][0]) and "uuid" not in routes()[r][0] and r not in WILAYAH_TERBUKA
]  # fmt: skip


# -- login and permission --------------------------------------------------------------------------------------------


def test_lists_of_exceptions_are_not_stale():
    """AKN-20: an exception for a route that is gone is removed, so the lists stay short enough to be read."""
    nama = {r.split(" ")[0] for r in RUTE}

    assert set(PUBLIK) - nama == set()
    assert {n for n in TANPA_IZIN if n in nama} - nama == set()


@pytest.mark.parametrize("rute", RUTE)
def test_every_view_needs_login_or_a_reason(rute):
    """AKN-20: a page stands on HalamanMixin, an API view on HarusMasuk; what is open says so here."""
    nama, kelas = rute.split(" ")[0], view_class(routes()[rute][1])
    terbuka = getattr(kelas, "publik", False) or AllowAny in (getattr(kelas, "permission_classes", None) or [])

    if nama in PUBLIK:
        return
    assert not terbuka, f"{rute} terbuka tanpa alasan di PUBLIK"
    if kelas.__module__.startswith("allauth."):
        return  # proved by the anonymous visitor below
    assert isinstance(kelas, type) and issubclass(kelas, HalamanMixin | APIView), f"{rute}: {kelas}"


@pytest.mark.parametrize("rute", TERTUTUP)
@pytest.mark.parametrize("cara", ["get", "post"])
def test_anonymous_is_sent_to_login(db, rute, cara):
    """AKN-20, UMU-12: a stranger is sent to login (401 for programs) before anything is looked up."""
    alamat = address(rute)

    jawaban = getattr(Client(), cara)(alamat)

    if alamat.startswith("/api/"):
        assert jawaban.status_code in {401, 405}, alamat
    elif jawaban.status_code != 405:
        assert jawaban.status_code == 302 and jawaban.headers["Location"].startswith("/masuk/"), (
            alamat,
            jawaban.status_code,
        )


@pytest.mark.parametrize("rute", TERTUTUP)
def test_every_page_names_its_permission(rute):
    """AKN-20: a page names the izin it needs; where being signed in is enough, the reason stands in TANPA_IZIN."""
    kelas = view_class(routes()[rute][1])
    if not (isinstance(kelas, type) and issubclass(kelas, HalamanMixin)):
        return

    if rute.split(" ")[0] in TANPA_IZIN:
        return
    izin = kelas.izin or getattr(kelas, "izin_baca", "")  # the second is asked of the area when it is fetched
    assert izin, f"{rute}: {kelas.__name__} tanpa izin"
    assert any(izin in p.izin for p in SEMUA), f"{izin} tidak dipegang peran mana pun"


# -- scope -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rute", BERWILAYAH)
def test_area_pages_by_four_officers(empat_petugas, rute):
    """UMU-11, UMU-12: the own area answers; another kota's officer gets 404, one without a task 403 or 404; never a 500."""
    alamat = address(rute)
    rkm_held()  # the kelurahan takes part in the programme

    status = {nama: masuk(orang).get(alamat).status_code for nama, orang in empat_petugas.items()}

    assert status["kota"] in {200, 302, 403, 405}, (alamat, status)
    assert status["kelurahan"] in {200, 302, 403, 404, 405}, (alamat, status)  # 404: an area above the own one
    assert status["kota_lain"] in {403, 404, 405}, (alamat, status)
    assert status["tanpa_tugas"] in {403, 404, 405}, (alamat, status)


@pytest.mark.parametrize("rute", BERUUID)
def test_unknown_row_is_404(petugas_kota, petugas_tanpa_tugas, rute):
    """UMU-12: an id that does not exist is 404 (403 without the permission), on reading and writing; never a 500."""
    alamat = address(rute)

    for orang in (petugas_kota, petugas_tanpa_tugas):
        klien = masuk(orang)
        assert klien.get(alamat).status_code in {403, 404, 405}, alamat
        assert klien.post(alamat, {"kunci": str(uuid.uuid4())}).status_code in {400, 403, 404, 405}, alamat


def api_lists() -> list[tuple[str, Any]]:
    """Every registered viewset."""
    from p2kp.api import router

    return [(awalan, viewset) for awalan, viewset, _nama in router.registry]


VIEWSET = api_lists()


@pytest.mark.parametrize(("awalan", "viewset"), VIEWSET, ids=[a for a, _v in VIEWSET])
def test_viewsets_are_scoped(awalan, viewset):
    """UMU-11: a resource stands on ScopedViewSet over a queryset that knows `visible_to`."""
    from inti.api import ScopedViewSet

    if awalan in API_TANPA_CAKUPAN:
        return
    assert issubclass(viewset, ScopedViewSet), awalan
    assert hasattr(viewset.queryset, "visible_to"), awalan


def rows_for(model: Any) -> list[Any]:
    """At least one row of a model in the kelurahan of the first officer: by its factory, or as a part of a held RKM."""
    berwilayah = any(f.name == "wilayah" for f in model._meta.get_fields())
    if pabrik := _factory_of(model):
        return [pabrik(**({"wilayah_id": KELURAHAN} if berwilayah else {}))]
    _rkm_with_everything()
    baris = list(model._default_manager.filter(wilayah_id=KELURAHAN))
    assert baris, f"belum ada contoh baris {model.__name__}: tambahkan factory di tests/factories/"
    return baris


def _factory_of(model: Any) -> Any:
    import tests.factories as paket

    for modul in pkgutil.iter_modules(paket.__path__):
        for kelas in vars(importlib.import_module(f"tests.factories.{modul.name}")).values():
            if getattr(getattr(kelas, "_meta", None), "model", None) is model and hasattr(kelas, "create"):
                return kelas
    return None


def _rkm_with_everything() -> None:
    """One RKM with decision, volunteers, a training, an output and its requested paper."""
    from laporan.actions import request_dokumen
    from siklus.models import Keluaran, Pelatihan

    rapat = rkm_held()
    anak = {"langkah": rapat.langkah, "wilayah_id": rapat.wilayah_id}
    Keluaran.objects.create(kode="S1-BA", **anak)
    Pelatihan.objects.create(
        kode="uji", judul="Pelatihan uji", tanggal=rapat.tanggal, penyelenggara="Korkot", peserta_l=3, peserta_p=4, **anak
    )  # fmt: skip
    request_dokumen("paket_rkm", rapat, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")


@pytest.mark.parametrize(("awalan", "viewset"), VIEWSET, ids=[a for a, _v in VIEWSET])
def test_api_lists_by_four_officers(register, empat_petugas, awalan, viewset):
    """UMU-11, UMU-12: own area sees the row; other kota and no task see nothing, in list and detail; strangers 401."""
    if awalan in API_TANPA_CAKUPAN:
        return
    alamat = f"/api/v1/{awalan}/"
    assert Client().get(alamat).status_code == 401
    baris = {str(b.pk) for b in rows_for(viewset.queryset.model)}
    satu = min(baris)

    def seen(orang: Any) -> tuple[set[str], int]:
        daftar, rinci = api(orang).get(alamat), api(orang).get(f"{alamat}{satu}/")
        return ({b["id"] for b in daftar.json()["results"]} if daftar.status_code == 200 else set(), rinci.status_code)

    atas = awalan in API_TANPA_KOTA
    for nama in ("kelurahan",) if atas else ("kota", "kelurahan"):
        assert seen(empat_petugas[nama]) == (baris, 200), nama
    for nama in ("kota_lain", "tanpa_tugas", *(("kota",) if atas else ())):
        ada, rinci = seen(empat_petugas[nama])
        assert not ada and rinci in {403, 404}, nama


# -- states ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", sorted(transitions()))
def test_every_transition_is_somebodys_task(nama):
    """AKN-20: the permission of a transition is held by at least one role."""
    izin = transitions()[nama].permission

    assert any(izin in p.izin for p in SEMUA), f"{nama}: {izin} tidak dipegang peran mana pun"


@pytest.mark.parametrize("model", fsm_models(), ids=lambda m: m._meta.label_lower)
def test_trigger_table_equals_the_graph(db, model):
    """UMU-30: what the database allows is exactly what the code declares."""
    tabel = set(TransisiSah.objects.filter(tabel=model._meta.db_table).values_list("dari", "ke"))

    assert tabel == graph(model)


def states_of(model: Any) -> set[str]:
    """Every state that appears in the graph of a model."""
    return {s for pasangan in graph(model) for s in pasangan if s}


@pytest.mark.parametrize("nama", sorted(transitions()))
def test_every_transition_is_refused(empat_petugas, monkeypatch, nama):
    """UMU-13, UMU-30: from a wrong state nobody passes, not even the system; from the right one nobody without task,
    and no officer of another kota. The row is made in memory, so a new transition is tried without further ado."""
    label, _titik, metode = nama.rpartition(".")
    model = apps.get_model(label)
    asal = {a for a, _b in _sources(model, metode)}
    asli = QuerySet.get
    monkeypatch.setattr(model, "__str__", lambda self: "baris uji")

    def attempt(status: str, oleh: Any) -> None:
        baris = model()
        baris.__dict__["status"] = status  # past the guard that makes `advance` the only door
        if any(f.name == "wilayah" for f in model._meta.get_fields()):
            baris.wilayah_id = KELURAHAN
        monkeypatch.setattr(
            QuerySet, "get", lambda self, *a, **k: baris if self.model is model else asli(self, *a, **k)
        )
        unit_kerja(lambda: advance(baris, metode, oleh=oleh, alasan="uji"), oleh=oleh)

    for status in states_of(model) - asal:
        with pytest.raises(TransisiDitolak):
            attempt(status, SISTEM)
    for status in asal:
        for orang in ("tanpa_tugas", "kota_lain"):
            with pytest.raises(TidakBerwenang):
                attempt(status, empat_petugas[orang])


def _sources(model: Any, metode: str) -> set[tuple[str, str]]:
    """The (source, target) pairs of one transition."""
    meta = getattr(model, metode)._django_fsm
    return {(str(t.source), str(t.target)) for t in meta.transitions.values()}


# -- the source itself -----------------------------------------------------------------------------------------------


def direct_questions() -> Iterator[str]:
    """ "file:Model" wherever a scoped model is asked without `visible_to` at the doors of the house."""
    scoped = {m.__name__ for m in apps.get_models() if hasattr(m._default_manager, "visible_to")} - {"Wilayah"}
    for berkas in source_files():
        relatif = str(berkas.relative_to(AKAR))
        if not PINTU.search(relatif):
            continue
        pohon = ast.parse(berkas.read_text(encoding="utf-8"))
        dasar = {id(m) for k in ast.walk(pohon) if isinstance(k, ast.ClassDef) for m in _base_querysets(k)}
        for n in ast.walk(pohon):
            if (
                isinstance(n, ast.Attribute) and n.attr in CARA_TANYA and isinstance(n.value, ast.Attribute)
                and n.value.attr in {"objects", "_base_manager", "_default_manager"} and isinstance(n.value.value, ast.Name)
                and id(n) not in dasar and n.value.value.id in scoped
            ):  # fmt: skip
                yield f"{relatif}:{n.value.value.id}"


def _base_querysets(kelas: ast.ClassDef) -> Iterator[ast.AST]:
    """The class attribute `queryset = Model.objects...` of a viewset, which `get_queryset` narrows by `visible_to`."""
    for isi in kelas.body:
        if isinstance(isi, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "queryset" for t in isi.targets):
            yield from ast.walk(isi)


def test_models_are_asked_through_their_scope():
    """UMU-11: pages, forms and API ask `visible_to`; a direct question stands in TANYA_LANGSUNG with its reason."""
    ada = set(direct_questions())

    assert ada - set(TANYA_LANGSUNG) == set(), "lewat visible_to, atau pindahkan ke queries.py"
    assert {k for k in TANYA_LANGSUNG if (AKAR / k.split(":")[0]).exists()} - ada == set(), (
        "alasan yang sudah tidak perlu"
    )


def test_scoped_models_name_their_permission():
    """UMU-11: every scoped model says which permission reading it needs, and somebody holds it."""
    for m in apps.get_models():
        if isinstance(m._default_manager.all(), ScopedQuerySet):
            assert any(m.IZIN_BACA in p.izin for p in SEMUA), m._meta.label


def test_no_refresh_from_db_on_our_rows():
    """UMU-30: refresh_from_db skips protected states; rows are fetched again instead."""
    salah = [str(p.relative_to(AKAR)) for p in source_files() if ".refresh_from_db(" in p.read_text(encoding="utf-8")]

    assert salah == []


def test_flags_of_power_do_not_exist():
    """AKN-19: there is no staff, superuser or group flag to write, and no serializer of ours offers all fields."""
    from akun.models import Pengguna

    assert not {"is_staff", "is_superuser", "groups", "user_permissions"} & {
        f.name for f in Pengguna._meta.get_fields()
    }
    semua = [p for p in source_files() if re.search(r"fields\s*=\s*[\"']__all__", p.read_text(encoding="utf-8"))]
    assert semua == []
