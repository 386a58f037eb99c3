"""State diagrams from the FSM graph, as Mermaid, so that docs/alur.md cannot say something else than the code."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.utils import translation
from django_fsm import FSMField

from inti.transitions import declared, methods_of, start_of


def stateful_models() -> list[type[models.Model]]:
    """Every model with an FSM status, in the order of the apps."""
    return [m for m in apps.get_models() if any(isinstance(f, FSMField) for f in m._meta.get_fields())]


def mermaid_of(model: type[models.Model]) -> str:
    """One state diagram: start state, transitions with their label."""
    baris = ["stateDiagram-v2", f"    [*] --> {start_of(model)}"]
    for semua in methods_of(model).values():
        baris += [f"    {asal} --> {semua[asal].target}: {semua[asal].custom['label']}" for asal in sorted(semua)]
    return "\n".join(baris)


def document() -> str:
    """The whole of docs/alur.md."""
    with translation.override("id"):
        bagian = [
            "# Alur status\n\nDibuat oleh `manage.py tulis_alur` dari graf FSM di kode; jangan disunting dengan tangan.\n"
            "Tabel `inti_transisisah` di basis data memuat graf yang sama (UMU-30).\n"
        ]
        for model in stateful_models():
            judul = f"{model._meta.app_label} · {model._meta.object_name}"
            bagian.append(f"## {judul}\n\n```mermaid\n{mermaid_of(model)}\n```\n")
            bagian.append(_table(model))
    return "\n".join(bagian)


def _table(model: type[models.Model]) -> str:
    kepala = "| Transisi | Label | Ke | Izin | Syarat | Alasan |\n|---|---|---|---|---|---|\n"
    baris = [
        f"| `{nama}` | {t.custom['label']} | {t.target} | `{t.permission}` | {t.custom.get('syarat', '')} | "
        f"{'wajib' if t.custom.get('perlu_alasan') else ''} |"
        for nama, t in declared(model).items()
    ]
    return kepala + "\n".join(baris) + "\n"
