"""Whole copies of the database: a file of SQLite's own, or every table of PostgreSQL in its binary form."""

from __future__ import annotations

import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from exeat.audit import queries as audit

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# Triggers of other tables write here while those are filled: what the copy holds is put there after them.
LAST = frozenset({"register_edition"})
SEQUENCES = """
SELECT s.relname, t.relname, a.attname FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S' ORDER BY s.relname
"""


def kind() -> str:
    """Which database this installation uses: sqlite or postgresql."""
    return connection.vendor


def dump(place: Path) -> Path:
    """Copy the database as it is at one moment into a file; others may go on reading and writing."""
    target = place / "database"
    if kind() == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return target
    with tarfile.open(target, "w") as archive, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            path = place / f"{table}.copy"
            columns = _columns(table)
            with (
                path.open("wb") as file,
                cursor.copy(f"COPY {_q(table)} ({columns}) TO STDOUT (FORMAT binary)") as rows,
            ):
                for row in rows:
                    file.write(row)
            (place / "columns").write_text(columns, encoding="utf-8")
            archive.add(place / "columns", f"{table}.columns")
            archive.add(path, f"{table}.copy")
            path.unlink()
    return target


def load(source: Path) -> None:
    """Replace the whole database by a copy."""
    if kind() == "sqlite":
        _make_way()
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection)
        connection.close()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    call_command("migrate", verbosity=0, interactive=False)
    with tarfile.open(source) as archive, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        names = [member.name.removesuffix(".copy") for member in archive if member.name.endswith(".copy")]
        for table in sorted(names, key=LAST.__contains__):
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {_q(table)})")  # noqa: S608  # our own table
            if cursor.fetchone()[0]:
                cursor.execute(f"DELETE FROM {_q(table)}")  # noqa: S608  # our own table
            columns, rows = archive.extractfile(f"{table}.columns"), archive.extractfile(f"{table}.copy")
            assert columns is not None
            assert rows is not None
            with cursor.copy(f"COPY {_q(table)} ({columns.read().decode()}) FROM STDIN (FORMAT binary)") as out:
                while piece := rows.read(1 << 20):
                    out.write(piece)
        _set_sequences()


def _make_way() -> None:
    """Open the database to write over it; one that cannot be read any more is put aside."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        connection.close()
        path = Path(str(connection.settings_dict["NAME"]))
        for end in ("", "-wal", "-shm"):
            broken = path.with_name(path.name + end)
            if broken.exists():
                broken.replace(path.with_name(path.name + ".broken" + end))
        connection.ensure_connection()


def erased_here() -> list[str]:
    """The keys that the database at hand knows as destroyed; none when it cannot be read any more."""
    try:
        return audit.destroyed_keys()
    except DatabaseError:
        return []
    finally:
        connection.close()


def _columns(table: str) -> str:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return ", ".join(_q(column.name) for column in described)


def _set_sequences() -> None:
    """Go on counting after the highest number of each table."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for sequence, table, column in cursor.fetchall():
            cursor.execute(
                # our own table and column
                f"SELECT setval(%s, coalesce((SELECT max({_q(column)}) FROM {_q(table)}), 0) + 1, false)",  # noqa: S608 -- quoted names of our own tables
                [_q(sequence)],
            )


def _q(name: str) -> str:
    return str(connection.ops.quote_name(name))
