"""Plain functions that choose spreadsheets, say what their columns mean, and bring them in."""

import csv
from collections.abc import Iterable
from io import StringIO

from lla.accounts.models import User
from lla.sheets import csv_files
from lla.time import clock
from organisers.imports import columns, selectors, workflow
from organisers.imports.choices import Origin, Standing
from organisers.imports.forms import read_rows
from organisers.imports.models import Import
from organisers.imports.rules import regions_to_import
from organisers.imports.selectors import Rehearsal
from organisers.regions.models import Region

HEAD = ("Group", "Town", "Region", "Contact", "Role", "Email", "Phone")


def sheet(*rows: Iterable[str], head: Iterable[str] = HEAD) -> bytes:
    """A CSV file of these rows."""
    out = StringIO()
    csv.writer(out).writerows([head, *rows])
    return out.getvalue().encode()


def choose(
    content: bytes,
    *,
    by: User,
    region: Region | None = None,
    standing: str = Standing.APPLIED,
    decision: str = "",
) -> Import:
    """A spreadsheet whose columns mean what is guessed."""
    table = csv_files.read(content)
    found = workflow.begin(
        table, content, by=by, origin=Origin.NETWORK, standing=standing, decision=decision, region=region
    )
    named = columns.guess(table.head, [row.cells for row in table.rows])
    workflow.say_columns(found, named, read_rows(table, named), by=by)
    found.refresh_from_db()
    return found


def rehearse(found: Import, *, by: User) -> Rehearsal:
    content = selectors.content_of(found)
    assert content is not None
    return selectors.rehearse(found, content, yours=regions_to_import(by, now=clock.now()))


def bring_in(found: Import, *, by: User) -> Import:
    return workflow.confirm(found, by=by, seen=rehearse(found, by=by).fingerprint)
