"""The steps of `./run` between an empty database and a system with data, as a list: what, as whom, redone when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.common import ROOT, hash_files
from scripts.environment import LOCK_RUN


@dataclass(frozen=True)
class Step:
    """One call of manage.py. It is skipped while the files matched by `inputs` are the same as last time."""

    name: str
    label: str
    argv: tuple[str, ...]
    inputs: tuple[str, ...]
    watches: tuple[str, ...] = ()  # environment variables whose value matters too
    role: str = "app"
    mode: str = ""  # "demo" or "kosong"; empty: both
    once: bool = False  # never again on the same database
    makes: str = ""  # suffix of what it makes beside each input; a missing one is made again
    in_database: bool = True  # False: the result lies in files, so the stamp does not belong to the database
    loud: bool = False  # its output is for the person at the keyboard

    def digest(self, env: Mapping[str, str]) -> str:
        """Return the hash that decides whether the step is done again."""
        if self.once:
            return "sekali"
        return hash_files(matching(self.inputs), *self.argv, *(env.get(name, "") for name in self.watches))

    def is_whole(self) -> bool:
        """True when what the step makes beside its inputs is there (a fresh clone has none of it)."""
        return not self.makes or all(path.with_suffix(self.makes).exists() for path in matching(self.inputs))


#: Ordered. Every command is idempotent: a stamp only saves its time.
STEPS = (
    Step("migrasi", "tabel dan aturan basis data", ("migrate", "--noinput"),
         ("*/migrations/*.py", "*/sql/*.sql", LOCK_RUN.name), role="pemilik"),
    Step("wilayah", "register wilayah (91.599 baris)", ("muat_wilayah",),
         ("data/wilayah/*", "wilayah/management/commands/muat_wilayah.py")),
    Step("parameter", "register parameter", ("muat_parameter",),
         ("data/parameter.json", "wilayah/management/commands/muat_parameter.py")),
    Step("sumber_dana", "daftar sumber dana", ("muat_sumber_dana",),
         ("data/sumber_dana.json", "siklus/management/commands/muat_sumber_dana.py")),
    Step("akun_buku", "bagan akun baku", ("muat_akun_buku",),
         ("data/akun_buku.json", "keuangan/management/commands/muat_akun_buku.py")),
    Step("bahasa", "terjemahan", ("kompilasi_bahasa",), ("locale/**/*.po", "*/locale/**/*.po"),
         makes=".mo", in_database=False),
    Step("statis", "berkas tampilan", ("collectstatic", "--noinput", "--clear"),
         ("static/**/*", "*/static/**/*", LOCK_RUN.name), in_database=False),
    Step("demo", "data contoh: satu kota, 151 kelurahan (lima sampai enam menit)", ("muat_demo",),
         ("*/demo.py", "*/demo_*.py", "*/demo/**/*.py", "inti/management/commands/muat_demo.py"),
         watches=("P2KP_DEMO_PASSWORD",), mode="demo", loud=True),
    Step("admin", "admin pertama", ("buat_admin",), (), mode="kosong", once=True, loud=True),
)  # fmt: skip


#: The test database is made anew when one of these changes; otherwise it is kept, which saves half a minute.
TEST_DATABASE_INPUTS = ("*/migrations/*.py", "*/sql/*.sql", "data/**/*", "tests/conftest.py", LOCK_RUN.name)
LANGUAGE = next(step for step in STEPS if step.name == "bahasa")


def matching(patterns: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files of the project that the patterns name, generated ones left out."""
    for pattern in patterns:
        for path in ROOT.glob(pattern):
            if not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(ROOT).parts):
                yield path


def steps_for(mode: str) -> list[Step]:
    """Return the steps of `./run` (mode "demo") or `./run --empty` (mode "kosong")."""
    return [step for step in STEPS if step.mode in ("", mode)]
