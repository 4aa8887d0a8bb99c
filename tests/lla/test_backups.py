"""A backup holds everything of one moment, and the drill that restores it notices what is missing."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from lla import backups
from lla.backups import Contents
from lla.time import clock
from tests.factories import make_email
from tests.lla.elsewhere import database
from tests.motions.factories import make_motion

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programs")]


def drill(dump: Path, into: str) -> str:
    out = StringIO()
    call_command("restore_drill", dump, into=into, stdout=out)
    return out.getvalue()


def tables_in(name: str) -> int:
    with database(name) as other:
        return len(Contents.of(other).rows)


def test_a_drill_brings_every_row_and_every_protection_back_and_leaves_nothing(
    elsewhere: str, tmp_path: Path
) -> None:
    make_motion(appendix="- Kept too.")
    held = Contents.of(connection)
    call_command("backup", tmp_path)
    (dump,) = tmp_path.glob("*.dump")
    listed = json.loads(backups.list_of(dump).read_text())
    assert (listed["rows"], listed["protections"]) == (held.rows, held.protections)
    assert held.rows["motions_revision"] == 1
    for way in (dump, tmp_path):  # a file, or the newest of a folder; the second drill finds it empty again
        assert drill(way, elsewhere) == (
            f"{dump.name}: {sum(held.rows.values())} rows in {len(held.rows)} tables came back, "
            "and what protects them.\n"
        )
    assert tables_in(elsewhere) == 0
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.dump")} == {0o600}


def test_a_drill_says_what_did_not_come_back(elsewhere: str, tmp_path: Path) -> None:
    make_email()
    dump = backups.take(tmp_path)
    listed = json.loads(backups.list_of(dump).read_text())
    listed["rows"]["lla_letter"] += 2
    listed["rows"]["lla_gone"] = 1
    listed["protections"][0] += 1
    backups.list_of(dump).write_text(json.dumps(listed))
    triggers, *others = listed["protections"]
    with pytest.raises(CommandError) as refused:
        drill(dump, elsewhere)
    assert str(refused.value).splitlines() == [
        "Not everything came back:",
        "lla_gone: 1 rows were backed up, 0 came back",
        "lla_letter: 3 rows were backed up, 1 came back",
        f"triggers, constraints and indexes: {[triggers, *others]} became {[triggers - 1, *others]}",
    ]
    assert tables_in(elsewhere) == 0


def test_a_damaged_and_an_unfinished_backup_are_refused(elsewhere: str, tmp_path: Path) -> None:
    dump = backups.take(tmp_path)
    with dump.open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    with pytest.raises(CommandError, match=r"is damaged: it is not the file that was written\.$"):
        drill(dump, elsewhere)
    backups.list_of(dump).unlink()
    with pytest.raises(CommandError, match="it was not finished"):
        drill(dump, elsewhere)


def test_a_drill_never_goes_into_a_database_that_holds_anything(tmp_path: Path) -> None:
    dump = backups.take(tmp_path)
    with pytest.raises(CommandError, match="never goes into the site's own database"):
        drill(dump, str(connection.settings_dict["NAME"]))
    before = Contents.of(connection)
    with pytest.raises(CommandError, match="There is no backup in"):
        drill(tmp_path / "..", "nowhere")
    assert Contents.of(connection) == before


def test_a_database_with_tables_is_not_empty(elsewhere: str, tmp_path: Path) -> None:
    dump = backups.take(tmp_path)
    with database(elsewhere) as other, other.cursor() as cursor:
        cursor.execute("CREATE TABLE precious AS SELECT 1")
    with pytest.raises(CommandError, match=f"The database {elsewhere} is not empty"):
        drill(dump, elsewhere)
    assert tables_in(elsewhere) == 1


def test_a_backup_is_of_one_moment_though_the_site_goes_on(elsewhere: str, tmp_path: Path) -> None:
    """Rows that come while it is written are neither in the dump nor in its list."""
    make_email()
    with backups._snapshot() as snapshot:
        counted = Contents.of(connection).rows["lla_letter"]
        with database(str(connection.settings_dict["NAME"])) as other, other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO lla_letter SELECT (jsonb_populate_record(email, '{\"id\": 900000}')).*"
                " FROM lla_letter AS email"
            )
        assert Contents.of(connection).rows["lla_letter"] == counted == 1
        dump = tmp_path / "moment.dump"
        arguments = ["--format=custom", f"--snapshot={snapshot}", f"--file={dump}"]
        backups.run("pg_dump", *arguments, settings=connection.settings_dict)
    assert Contents.of(connection).rows["lla_letter"] == 2
    into = {**connection.settings_dict, "NAME": elsewhere}
    backups.run("pg_restore", "--no-owner", "--exit-on-error", dump, settings=into)
    with database(elsewhere) as other:
        assert Contents.of(other).rows["lla_letter"] == 1


def test_old_backups_go_but_never_the_newest_whole_one_nor_what_is_not_ours(tmp_path: Path) -> None:
    def names() -> set[str]:
        return {path.name for path in tmp_path.iterdir()}

    now = timezone.now()
    for days in (40, 35, 31):
        with clock.at(now - timedelta(days=days)):
            dump = backups.take(tmp_path)
    (tmp_path / "conference-2020-01-01T000000Z.dump.part").touch()
    (tmp_path / "minutes.dump").touch()
    assert backups.remove_old(tmp_path, days=30) == 5
    assert names() == {dump.name, backups.list_of(dump).name, "minutes.dump"}
