"""What each of many people finds at an address, and what comes of a form that each of them sends."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

SIGN_IN = "sign in"
DONE = "done"
Cell = int | str
WRITTEN = """
  SELECT sum(pg_stat_get_xact_tuples_inserted(name) + pg_stat_get_xact_tuples_updated(name)
    + pg_stat_get_xact_tuples_deleted(name))
  FROM unnest(%s::regclass[]) name
"""


def cell_of(response: Any) -> Cell:
    """The status, or that somebody is led to the sign-in, with what they typed or without."""
    led_to = response.headers.get("Location", "") or (response.context or {}).get("where", "")
    return SIGN_IN if led_to.startswith(reverse("account_login")) else response.status_code


def as_the_second_factor_wants(cells: Sequence[Cell], *, usual: Cell, needed: bool) -> bool:
    """Whether by a code alone, and on a remembered device, somebody finds what they should.

    Where they would get in they are asked for the second factor; where they would be refused anyway, it
    does not matter which is said first. On a remembered device all is as usual.
    """
    half_way, remembered = cells
    if needed and usual == 200:
        return (half_way, remembered) == (302, usual)
    return remembered == usual and half_way in ((302, usual) if needed else (usual,))


def seen(
    clients: Mapping[str, Client], address: str, *, held: Iterable[str] = (), entitled: Iterable[str] = ()
) -> list[Cell]:
    """What each finds at an address; only the `entitled` read any of the words that are `held`.

    No page holds a link without an address: it would only show the same page again.
    """
    found = []
    for role, client in clients.items():
        response = client.get(address)
        body = response.getvalue().decode(errors="replace")
        if role not in entitled:
            assert [words for words in held if words in body] == [], (role, address)
        assert 'href=""' not in body, (role, address)
        found.append(cell_of(response))
    return found


def done(clients: Mapping[str, Client], address: str, typed: Mapping[str, Any], *, app: str) -> list[Cell]:
    """What comes of a form that each sends; what was done is undone for the next."""
    found: list[Cell] = []
    before = everything(app)
    for role, client in clients.items():
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            written = rows_written(app)
            response = client.post(address, typed)
            cell = cell_of(response)
            changed = rows_written(app) != written and everything(app) != before
            transaction.set_rollback(True)
        client.cookies = cookies
        assert not changed or response.status_code < 400, (role, address, cell)
        found.append(DONE if changed else cell)
    return found


def rows_written(app: str) -> int:
    """How often this transaction has written a row of them: most forms are refused, and need no digest."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [tables(app)])
        return int(cursor.fetchone()[0])


def everything(app: str) -> dict[str, str]:
    """A digest of every table of an app, of the emails and of the links."""
    each = " UNION ALL ".join(
        f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"  # noqa: S608
        for table in tables(app)
    )
    with connection.cursor() as cursor:
        cursor.execute(each)
        return dict(cursor.fetchall())  # large tables are read side by side, and answer in any order


def tables(app: str) -> list[str]:
    models = apps.get_app_config(app).get_models(include_auto_created=True)
    return [*(model._meta.db_table for model in models), "lla_letter", "lla_link"]
