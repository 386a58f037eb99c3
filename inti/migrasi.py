"""Operations for migrations: the rules of the house as plain PL/pgSQL, each with its reverse.

Triggers, not Python: they also see `QuerySet.update()`, the admin and raw SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import migrations

SQL = Path(__file__).parent / "sql"


def run_file(berkas: Path, *, balik: str) -> migrations.RunSQL:
    """Run one .sql file; `balik` is the reverse."""
    return migrations.RunSQL(berkas.read_text(encoding="utf-8"), balik)


def audit(tabel: str, *, samarkan: Sequence[str] = (), kunci: str = "id") -> migrations.RunSQL:
    """Keep old and new values of every change of `tabel`; `samarkan` names columns of personal data. Source: UMU-04."""
    argumen = ", ".join(f"'{k}'" for k in [kunci, *samarkan])
    return migrations.RunSQL(
        f"CREATE TRIGGER {tabel}_audit AFTER INSERT OR UPDATE OR DELETE ON {tabel} "
        f"FOR EACH ROW EXECUTE FUNCTION inti_audit_baris({argumen})",
        f"DROP TRIGGER IF EXISTS {tabel}_audit ON {tabel}",
    )


def append_only(tabel: str) -> migrations.RunSQL:
    """Refuse UPDATE and DELETE on `tabel`, by trigger and by privilege."""
    peran = settings.PERAN_DB_APLIKASI
    return migrations.RunSQL(
        f"CREATE TRIGGER {tabel}_hanya_tambah BEFORE UPDATE OR DELETE ON {tabel} "
        f"FOR EACH ROW EXECUTE FUNCTION inti_hanya_tambah(); "
        + _bila_peran(f"REVOKE UPDATE, DELETE, TRUNCATE ON {tabel} FROM {peran}"),
        f"DROP TRIGGER IF EXISTS {tabel}_hanya_tambah ON {tabel}",
    )


def read_only(tabel: str) -> migrations.RunSQL:
    """Leave the application only SELECT on `tabel`: its rows are written by triggers that run as the owner."""
    peran = settings.PERAN_DB_APLIKASI
    return migrations.RunSQL(
        _bila_peran(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {tabel} FROM {peran}"), migrations.RunSQL.noop
    )


def revoke_change(tabel: str) -> migrations.RunSQL:
    """Leave the application SELECT and INSERT on `tabel`."""
    peran = settings.PERAN_DB_APLIKASI
    return migrations.RunSQL(
        _bila_peran(f"REVOKE UPDATE, DELETE, TRUNCATE ON {tabel} FROM {peran}"), migrations.RunSQL.noop
    )


def transisi(tabel: str, pasangan: Iterable[tuple[str, str]]) -> migrations.RunSQL:
    """Write the legal changes of state of `tabel` ("" -> start state) and guard them by a trigger."""
    baris = ", ".join(f"('{tabel}', '{dari}', '{ke}')" for dari, ke in pasangan)
    return migrations.RunSQL(
        f"DELETE FROM inti_transisisah WHERE tabel = '{tabel}'; "
        f"INSERT INTO inti_transisisah (tabel, dari, ke) VALUES {baris}; "
        f"DROP TRIGGER IF EXISTS {tabel}_transisi ON {tabel}; "
        f"CREATE TRIGGER {tabel}_transisi BEFORE INSERT OR UPDATE OF status ON {tabel} "
        f"FOR EACH ROW EXECUTE FUNCTION inti_cek_transisi()",
        f"DROP TRIGGER IF EXISTS {tabel}_transisi ON {tabel}; DELETE FROM inti_transisisah WHERE tabel = '{tabel}'",
    )


def grants() -> migrations.RunSQL:
    """Give the application role its tables, now and later; never TRUNCATE, never ownership. Source: UMU-28."""
    peran = settings.PERAN_DB_APLIKASI
    return migrations.RunSQL(
        _bila_peran(
            f"GRANT USAGE ON SCHEMA public TO {peran}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {peran}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {peran}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {peran}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {peran}",
        ),
        migrations.RunSQL.noop,
    )


def _bila_peran(*perintah: str) -> str:
    """SQL that runs only where the application role exists (a single-role development database has none)."""
    isi = " ".join(f"EXECUTE '{p}';" for p in perintah)
    peran = settings.PERAN_DB_APLIKASI
    return f"DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{peran}') THEN {isi} END IF; END $$;"
