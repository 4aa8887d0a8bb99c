"""Everything the site holds is written into a folder that two people agreed to, and comes back as it was."""

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.backups import Contents
from lla.emails.models import Email
from lla.export import tables, workflow
from lla.export.models import Export, ExportRequest
from lla.keys import encryption, standing_keys
from tests.factories import make_email, make_staff
from tests.lla.elsewhere import database
from tests.motions.factories import make_motion
from tests.motions.order_paper.factories import make_issued
from tests.socialmedia.media.factories import make_medium

pytestmark = pytest.mark.django_db(transaction=True)


def agreed() -> ExportRequest:
    robin, kit = (
        make_staff(f"{name}@example.org", groups=(DATA_PROTECTION_LEAD,)) for name in ("robin", "kit")
    )
    return workflow.decide(workflow.ask("move", by=robin), agreed=True, by=kit)


def write(folder: Path, asked: ExportRequest, by: str = "robin@example.org") -> str:
    out = StringIO()
    call_command("export_everything", folder, request=asked.pk, by=by, stdout=out)
    return out.getvalue()


def rehearse(folder: Path, into: str, **options: Any) -> str:
    out = StringIO()
    call_command("rehearse_export", folder, into=into, stdout=out, **options)
    return out.getvalue()


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "tables" / f"{name}.jsonl").read_text().splitlines()]


def test_everything_comes_back_as_it_was_and_nothing_stays(elsewhere: str, tmp_path: Path) -> None:
    make_motion(
        title="Warm homes", body="Conference notes:\n\n- That “£5” isn’t \\ enough\t\u2028café 👩🏽‍🦽"
    )
    make_email()
    folder = tmp_path / "everything"

    said = write(folder, agreed())

    manifest = json.loads((folder / "manifest.json").read_text())
    export = Export.objects.get()
    assert said == f"{folder}: {export}. Its fingerprint is {export.sha256}.\n"
    assert export.sha256 == sha256((folder / "manifest.json").read_bytes()).hexdigest()
    counted = Contents.of(connection).rows
    assert manifest["rows"] == {  # the record of the export itself was written after the moment it is of
        **{name: rows for name, rows in counted.items() if name not in tables.LEFT_OUT},
        "lla_export": 0,
        "lla_letter": counted["lla_letter"] - 2,
    }
    assert [row["title"] for row in read(folder, "motions_revision")] == ["Warm homes"]
    rows, files = export.rows, export.files
    assert rehearse(folder, elsewhere) == (
        f"{rows} rows came back as they were written, and {files} files are whole."
        f" The fingerprint is {export.sha256}.\n"
    )
    with database(elsewhere) as other:
        assert Contents.of(other).rows == {}


def test_what_is_kept_can_go_on(elsewhere: str, tmp_path: Path) -> None:
    """The next row gets the next number, and what protects rows protects them."""
    make_motion()
    folder = tmp_path / "everything"
    write(folder, agreed())
    rehearse(folder, elsewhere, keep=True)
    with database(elsewhere) as other, other.cursor() as cursor:
        cursor.execute("SELECT max(id) + 1 FROM lla_user")
        cursor.execute("SELECT nextval(pg_get_serial_sequence('lla_user', 'id')), max(id) + 1 FROM lla_user")
        [numbers] = cursor.fetchall()
        assert len(set(numbers)) == 1
        with pytest.raises(Exception, match="Cannot update or delete rows"):
            cursor.execute("DELETE FROM motions_motionevent")
        assert Contents.of(other).protections == Contents.of(connection).protections


def test_keys_are_written_as_they_are_and_read_under_the_next_sites_own(
    elsewhere: str, tmp_path: Path, settings: Any
) -> None:
    """The pseudonyms of the record and the addresses that people keep go on elsewhere."""
    people = standing_keys.value_of(standing_keys.PEOPLE)
    folder = tmp_path / "everything"
    write(folder, agreed())
    assert people in {row["value"] for row in read(folder, "lla_standingkey")}
    settings.SECRET_KEY = "another site's"
    rehearse(folder, elsewhere, keep=True)
    with database(elsewhere) as other, other.cursor() as cursor:
        cursor.execute("SELECT value FROM lla_standingkey WHERE name = %s", [standing_keys.PEOPLE])
        [(value,)] = cursor.fetchall()
    assert encryption.decrypt(value) == people


def test_the_folder_is_closed_to_others_and_says_what_it_holds(tmp_path: Path, programs: None) -> None:
    make_issued()
    folder = tmp_path / "everything"
    write(folder, agreed())
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*")}
    assert (modes, folder.stat().st_mode & 0o777) == ({0o700, 0o600}, 0o700)
    papers = {path.parent.name: path for path in (folder / "papers").rglob("*.*")}
    assert set(papers) == {"conference", "order_paper", "delegates_list"}
    described = json.loads((folder / "tables.json").read_text())
    assert set(described) == {path.stem for path in (folder / "tables").iterdir()}
    assert all(
        set(read(folder, name)[0]) == set(described[name]["columns"]) for name in ("lla_user", "auth_group")
    )
    assert described["motions_motion"]["columns"]["conference_id"]["refers_to"] == "motions_conference"
    readme = (folder / "README.txt").read_text()
    assert [why for why in tables.LEFT_OUT.values() if why not in readme] == []


def test_what_people_uploaded_is_in_it(elsewhere: str, tmp_path: Path) -> None:
    medium = make_medium()
    folder = tmp_path / "everything"
    write(folder, agreed())
    with medium.file.open() as file:
        assert (folder / "files" / str(medium.file.name)).read_bytes() == file.read()
    assert "files are whole" in rehearse(folder, elsewhere)


def test_what_is_missing_or_was_changed_is_said(elsewhere: str, tmp_path: Path) -> None:
    make_motion(title="Warm homes")
    folder = tmp_path / "everything"
    write(folder, agreed())
    texts = folder / "tables" / "motions_revision.jsonl"
    whole = texts.read_text()
    texts.write_text(whole.replace("Warm", "Cold"))
    with pytest.raises(CommandError) as refused:
        rehearse(folder, elsewhere)
    assert str(refused.value).splitlines() == [
        "These files are missing or damaged:",
        "tables/motions_revision.jsonl",
    ]
    manifest = folder / "manifest.json"
    listed = json.loads(manifest.read_text())
    listed["files"]["tables/motions_revision.jsonl"] = sha256(texts.read_bytes()).hexdigest()
    texts.write_text(whole)
    (folder / "more.txt").write_text("Not ours.")
    manifest.write_text(json.dumps(listed))
    with pytest.raises(CommandError, match=r"more\.txt\ntables/motions_revision\.jsonl"):
        rehearse(folder, elsewhere)
    (folder / "more.txt").unlink()
    listed["last_migrations"]["motions"] = "0001_initial"
    manifest.write_text(json.dumps(listed))
    with pytest.raises(CommandError, match="written by another release"):
        rehearse(folder, elsewhere)
    manifest.unlink()
    with pytest.raises(CommandError, match="it was not finished"):
        rehearse(folder, elsewhere)


def test_rows_that_the_database_would_not_take_are_refused_and_nothing_stays(
    elsewhere: str, tmp_path: Path
) -> None:
    """A row that refers to nothing is found though it is put in before what it could refer to."""
    make_motion()
    folder = tmp_path / "everything"
    write(folder, agreed())
    conferences = folder / "tables" / "motions_conference.jsonl"
    conferences.write_text("")
    manifest = folder / "manifest.json"
    listed = json.loads(manifest.read_text())
    listed["files"]["tables/motions_conference.jsonl"] = sha256(b"").hexdigest()
    listed["rows"]["motions_conference"] = 0
    manifest.write_text(json.dumps(listed))
    with pytest.raises(CommandError, match="motions_conference"):
        rehearse(folder, elsewhere)
    with database(elsewhere) as other:
        assert Contents.of(other).rows == {}


def test_nothing_is_written_without_two_peoples_word(tmp_path: Path) -> None:
    folder = tmp_path / "everything"
    asked = agreed()
    ExportRequest.objects.filter(pk=asked.pk).update(decided_by=None, agreed_at=None)
    with pytest.raises(CommandError, match="Nobody has agreed"):
        write(folder, asked)
    with pytest.raises(CommandError, match="Nobody signs in with"):
        write(folder, asked, by="nobody@example.org")
    assert (list(tmp_path.iterdir()), Export.objects.count()) == ([], 0)


def test_it_is_written_once_and_told_to_all_who_can_agree(tmp_path: Path) -> None:
    asked = agreed()
    write(tmp_path / "first", asked)
    with pytest.raises(CommandError, match="was written already"):
        write(tmp_path / "second", asked)
    with pytest.raises(CommandError, match="is there already"):
        write(tmp_path / "first", asked)
    told = Email.objects.filter(kind="lla/export_written").values_list("to", flat=True)
    assert sorted(told) == ["kit@example.org", "robin@example.org"]
    assert [path.name for path in tmp_path.iterdir()] == ["first"]
