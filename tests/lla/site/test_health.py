"""What machines are told of the site: /healthz says whether somebody has to look, /livez that it answers."""

import errno
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from lla.emails import server_status
from lla.jobs.models import Run
from lla.papers.models import Paper
from lla.site import health
from tests.factories import make_email
from tests.queries import counted


class FullStorage(FileSystemStorage):
    """A disk without room."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")


class ReadOnlyStorage(FileSystemStorage):
    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        raise OSError(errno.EROFS, "Read-only file system")


class BrokenStorage(FileSystemStorage):
    """As a storage on the network fails: with an error of its own kind."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        raise ValueError("AccessDenied")


class ForgetfulStorage(FileSystemStorage):
    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        return super().save(name, ContentFile(b"half"), max_length)


class HangingStorage(FileSystemStorage):
    """A folder on a network that is gone: who asks waits until the gate opens."""

    gate = threading.Event()
    asked = 0

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        type(self).asked += 1
        self.gate.wait(60)
        return super().save(name, content, max_length)


def keep_papers_in(settings: Settings, kind: type[FileSystemStorage], folder: Path) -> None:
    backend = f"{kind.__module__}.{kind.__qualname__}"
    papers = {"BACKEND": backend, "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "papers": papers}


def sweep_ended(**ago: float) -> None:
    at = timezone.now() - timedelta(**ago)
    Run.objects.update_or_create(name="sweep", defaults={"began_at": at, "finished_at": at})


@pytest.fixture
def well(db: None, settings: Settings, tmp_path: Path) -> None:
    """A site at which everything is as it should be."""
    keep_papers_in(settings, FileSystemStorage, tmp_path / "papers")
    sweep_ended(seconds=20)


def told(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/healthz")
    return response.status_code, response.json()


def test_a_site_that_is_well_says_so_and_leaves_no_file(client: Client, well: None, tmp_path: Path) -> None:
    Run.objects.create(
        name="nightly", began_at=timezone.now(), finished_at=timezone.now() - timedelta(hours=3)
    )
    status, report = told(client)
    assert report.pop("nightly_age") in range(3 * 3600, 3 * 3600 + 60)
    assert (status, report) == (
        200,
        {
            "status": "ok",
            "database": "ok",
            "worker": "ok",
            "outbox": "ok",
            "mail": "ok",
            "papers": "ok",
            "outbox_age": 0,
            "emails_refused": 0,
            "papers_failed": 0,
        },
    )
    assert list((tmp_path / "papers").iterdir()) == []


def test_a_worker_that_is_late_is_a_503(client: Client, well: None) -> None:
    sweep_ended(minutes=4)
    status, report = told(client)
    assert (status, report["status"], report["worker"]) == (503, "attention", "late")


def test_a_worker_that_never_came_is_a_503(client: Client, well: None) -> None:
    Run.objects.all().delete()
    status, report = told(client)
    assert (status, report["status"], report["worker"]) == (503, "attention", "never")


@pytest.mark.parametrize(("minutes", "status", "outbox"), [(9, 200, "ok"), (11, 503, "late")])
def test_an_outbox_older_than_ten_minutes_is_a_503(
    client: Client, well: None, minutes: int, status: int, outbox: str
) -> None:
    make_email(created_at=timezone.now() - timedelta(minutes=minutes))
    answered, report = told(client)
    assert report["outbox_age"] in range(minutes * 60, minutes * 60 + 60)
    assert (answered, report["outbox"]) == (status, outbox)


def test_a_paper_that_could_not_be_drawn_is_counted_and_raises_no_alarm(client: Client, well: None) -> None:
    Paper.objects.create(key="a" * 64, suffix=".pdf", error="OutOfTime")
    Paper.objects.create(key="b" * 64, suffix=".pdf")
    status, report = told(client)
    assert (status, report["papers_failed"]) == (200, 1)


def test_an_email_that_one_address_refuses_raises_no_alarm_until_its_next_try_is_late(
    client: Client, well: None
) -> None:
    """Otherwise whoever gives a wrong address could have the site called unwell for days."""
    now = timezone.now()
    email = make_email(
        created_at=now - timedelta(hours=5),
        attempts=6,
        next_attempt_at=now + timedelta(hours=1),
        last_error="SMTPRecipientsRefused 450",
    )
    status, report = told(client)
    assert (status, report["outbox_age"], report["emails_refused"]) == (200, 0, 1)
    email.next_attempt_at = now - timedelta(minutes=11)
    email.save()
    status, report = told(client)
    assert (status, report["outbox"]) == (503, "late")


def the_server_said(error: str, **went_ago: float) -> None:
    went = timezone.now() - timedelta(**went_ago) if went_ago else None
    defaults = {"began_at": timezone.now(), "finished_at": went, "error": error}
    Run.objects.update_or_create(name=server_status.NAME, defaults=defaults)


def test_a_backlog_is_not_late_while_emails_leave(client: Client, well: None) -> None:
    make_email(created_at=timezone.now() - timedelta(hours=2))
    the_server_said("", minutes=1)
    assert told(client)[1]["outbox"] == "ok"
    the_server_said("", minutes=11)
    assert told(client)[1]["outbox"] == "late"


@pytest.mark.parametrize(
    ("error", "status", "mail"),
    [
        ("away: ConnectionRefusedError", 200, "away"),
        ("sign-in refused: SMTPAuthenticationError 535", 503, "sign-in refused"),
        ("wrongly configured: SMTPSenderRefused 550", 503, "wrongly configured"),
    ],
)
def test_a_mail_server_that_refuses_us_is_a_503_at_once(
    client: Client, well: None, error: str, status: int, mail: str
) -> None:
    the_server_said(error, seconds=5)
    answered, report = told(client)
    assert (answered, report["mail"]) == (status, mail)


def put_off(*places: str, **ago: float) -> None:
    now = timezone.now()
    for place in places:
        make_email(
            f"kim@{place}",
            created_at=now - timedelta(**ago),
            attempts=3,
            next_attempt_at=now + timedelta(hours=1),
            last_error="SMTPRecipientsRefused 451",
        )


THREE = ("a.example.org", "b.example.org", "c.example.org")


@pytest.mark.parametrize(
    ("places", "minutes", "mail"),
    [
        (THREE, 11, "takes none"),
        (THREE, 9, "ok"),
        (THREE[:1] * 5, 11, "ok"),
        (THREE[:1], 2 * 24 * 60, "takes none"),
    ],
)
def test_a_mail_server_that_puts_every_email_off_is_a_503(
    client: Client, well: None, places: tuple[str, ...], minutes: int, mail: str
) -> None:
    the_server_said("", days=3)
    put_off(*places, minutes=minutes)
    answered, report = told(client)
    assert (answered, report["mail"], report["outbox"]) == (200 if mail == "ok" else 503, mail, "ok")


def test_one_email_that_went_meanwhile_says_that_the_server_is_well(client: Client, well: None) -> None:
    put_off(*THREE, minutes=30)
    the_server_said("", minutes=20)
    assert told(client)[1]["mail"] == "ok"


@pytest.mark.parametrize(
    ("kind", "papers"),
    [
        (FullStorage, "full"),
        (ReadOnlyStorage, "read-only"),
        (BrokenStorage, "failing"),
        (ForgetfulStorage, "damaged"),
    ],
)
def test_papers_that_cannot_be_written_are_a_503(
    client: Client,
    well: None,
    settings: Settings,
    tmp_path: Path,
    kind: type[FileSystemStorage],
    papers: str,
) -> None:
    keep_papers_in(settings, kind, tmp_path / "papers")
    status, report = told(client)
    assert (status, report["status"], report["papers"]) == (503, "attention", papers)


def test_a_papers_folder_that_is_none_is_a_503(
    client: Client, well: None, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    keep_papers_in(settings, FileSystemStorage, tmp_path / "file" / "papers")
    status, report = told(client)
    assert (status, report["papers"]) == (503, "failing")


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    HangingStorage.asked = 0
    HangingStorage.gate.clear()
    yield HangingStorage.gate
    HangingStorage.gate.set()
    for thread in threading.enumerate():
        if thread.name == "papers-probe":
            thread.join(60)


def test_papers_that_hang_are_a_503_and_are_asked_once(
    client: Client,
    well: None,
    settings: Settings,
    tmp_path: Path,
    gate: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, "PROBE_PATIENCE", 0.1)
    keep_papers_in(settings, HangingStorage, tmp_path / "papers")
    answers = [told(client) for _ in range(3)]
    assert [(status, report["papers"]) for status, report in answers] == [(503, "slow")] * 3
    assert HangingStorage.asked == 1


def test_papers_are_looked_at_once_a_minute_however_often_somebody_asks(
    client: Client, well: None, tmp_path: Path
) -> None:
    told(client)
    changed = (tmp_path / "papers").stat().st_mtime_ns
    for _ in range(5):
        told(client)
    assert (tmp_path / "papers").stat().st_mtime_ns == changed
    papers_probe = health.PapersProbe()
    papers_probe.state()
    assert (tmp_path / "papers").stat().st_mtime_ns > changed  # another process looks for itself


def test_health_asks_the_database_four_times_whatever_waits(client: Client, well: None) -> None:
    for _ in range(3):
        make_email()
    assert counted(client, "/healthz") == 4


def test_livez_answers_without_the_database(client: Client) -> None:
    response = client.get("/livez")  # this test may not ask the database anything
    assert (response.status_code, response.json(), response["Cache-Control"]) == (
        200,
        {"status": "ok"},
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
