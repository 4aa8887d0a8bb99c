"""Rows as lines of JSON: out of one database, and into an empty one."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from lla.keys import encryption

# Every other table is written. Whoever adds one that is not says here why.
LEFT_OUT = {
    "cache": "It holds what can be worked out again.",
    "django_migrations": "The manifest names the last change of the schema of each app.",
    "django_session": "Everybody signs in again.",
    "account_emailconfirmation": "Not used: a code proves an address, and leaves nothing.",
    "mfa_authenticator": "A second factor is a secret between a person and a site: it is set up again.",
    "django_tasks_database_dbtaskresult": "Background tasks. The rows they are about are here.",
    "lla_limit": "It counts tries under a keyed hash and forgets them within days.",
    "lla_run": "It says when the jobs of one site last ran.",
    "lla_paper": "Drawn papers are drawn again from the rows; the public ones are in the folder papers.",
}
_COLUMNS = """
    SELECT tables.tablename, array_agg(columns.column_name::text ORDER BY columns.ordinal_position)
    FROM pg_tables AS tables JOIN information_schema.columns AS columns
        ON columns.table_schema = tables.schemaname AND columns.table_name = tables.tablename
    WHERE tables.schemaname = 'public' AND columns.is_generated = 'NEVER'
    GROUP BY tables.tablename ORDER BY tables.tablename
"""
_KEYS = """
    SELECT indrelid::regclass::text, attname::text
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
    WHERE indisprimary
"""
_AT_ONCE = 500  # rows in one statement


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns but those that the database computes, its key's, and the one that is encrypted."""

    name: str
    columns: tuple[str, ...]
    key: str
    encrypted: str


def tables(database: BaseDatabaseWrapper) -> list[Table]:
    with database.cursor() as cursor:
        cursor.execute(_KEYS)
        keys = dict(cursor.fetchall())
        cursor.execute(_COLUMNS)
        found = cursor.fetchall()
    encrypted = {model._meta.db_table: name for model, name in encryption.encrypted_fields()}
    return [
        Table(name, tuple(columns), keys[name], encrypted.get(name, ""))
        for name, columns in found
        if name not in LEFT_OUT
    ]


def rows_of(database: BaseDatabaseWrapper, table: Table) -> Iterator[str]:
    """Each row as a line of JSON, in the order of the keys, as PostgreSQL itself writes it."""
    name, columns = _name(database, table), _columns(database, table)
    with database.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT to_json(entry)::text FROM (SELECT {columns} FROM {name}) AS entry"  # noqa: S608
            f" ORDER BY {database.ops.quote_name(table.key)}"
        )
        for (line,) in cursor:
            yield _changed(line, table, encryption.decrypt)


def fill(database: BaseDatabaseWrapper, contents: Mapping[Table, Iterable[str]]) -> None:
    """Put all rows into empty tables, as they are: no trigger runs, and every constraint is checked."""
    with database.cursor() as cursor:
        for table in contents:
            cursor.execute(f"ALTER TABLE {_name(database, table)} DISABLE TRIGGER USER")
        for table, lines in contents.items():
            _insert(cursor, database, table, lines)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in contents:
            cursor.execute(f"ALTER TABLE {_name(database, table)} ENABLE TRIGGER USER")


def _insert(cursor: CursorWrapper, database: BaseDatabaseWrapper, table: Table, lines: Iterable[str]) -> None:
    name, columns = _name(database, table), _columns(database, table)
    ready = (_changed(line, table, encryption.encrypt) for line in lines)
    while some := list(islice(ready, _AT_ONCE)):
        cursor.execute(
            f"INSERT INTO {name} ({columns})"  # noqa: S608
            f" SELECT {columns} FROM json_populate_recordset(NULL::{name}, %s)",
            [f"[{','.join(some)}]"],
        )
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [name, table.key])
    [counter] = cursor.fetchone()
    if counter:  # the next row gets the next number
        cursor.execute(
            f"SELECT setval(%s, coalesce(max({table.key}), 0) + 1, false) FROM {name}",  # noqa: S608
            [counter],
        )


def _changed(line: str, table: Table, change: Callable[[str], str]) -> str:
    """The line, with what is encrypted under SECRET_KEY changed: it is written as it is, for another key."""
    if not table.encrypted:
        return line
    row = json.loads(line)
    words = row[table.encrypted]
    return json.dumps({**row, table.encrypted: words and change(words)}, ensure_ascii=False)


def _name(database: BaseDatabaseWrapper, table: Table) -> str:
    return database.ops.quote_name(table.name)


def _columns(database: BaseDatabaseWrapper, table: Table) -> str:
    return ", ".join(map(database.ops.quote_name, table.columns))
