"""Jobs run one after the other, twice or late without harm, and what they did is written down."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg2
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lla.accounts import groups
from lla.emails import server_status
from lla.emails.models import Email
from lla.jobs import schedule
from lla.jobs.models import Run
from lla.limits.models import Limit
from lla.links import tokens
from lla.links.models import Link
from lla.papers import blocks, store
from lla.papers import tasks as papers_tasks
from lla.papers.models import Paper
from tests.factories import make_email

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Two jobs of this test alone: one that breaks, one that leaves its name."""
    done: list[str] = []

    def breaks() -> None:
        raise ValueError("kim@example.org")

    def works() -> None:
        done.append("works")

    monkeypatch.setattr(schedule, "_nightly", {})
    monkeypatch.setattr(schedule, "_minutely", {})
    schedule.nightly(breaks)
    schedule.nightly(works)
    yield done


def test_a_job_that_breaks_stops_no_other_and_is_written_down(own_jobs: list[str]) -> None:
    with pytest.raises(CommandError, match="breaks"):
        call_command("nightly")
    assert own_jobs == ["works"]
    runs = {run.name: (run.error, run.finished_at is not None) for run in Run.objects.all()}
    assert runs == {
        "tests.breaks": ("ValueError", False),
        "tests.works": ("", True),
        "nightly": ("1 failed", True),
    }


def test_the_row_of_a_job_that_is_no_more_goes_by_night(own_jobs: list[str]) -> None:
    for name in ("tests.once_there_was", server_status.NAME):
        Run.objects.create(name=name, began_at=timezone.now())
    schedule.run_nightly()
    names = {"nightly", "tests.breaks", "tests.works", server_status.NAME}
    assert set(Run.objects.values_list("name", flat=True)) == names


def test_two_jobs_of_one_name_are_refused(own_jobs: list[str]) -> None:
    def works() -> None:
        """Another."""

    with pytest.raises(ValueError, match=r"two jobs called tests\.works"):
        schedule.minutely(works)


BY_THE_MINUTE = {
    "lla.drop_expired",
    "lla.forget_addresses",
    "motions.prepare_papers",
    "socialmedia.ask_newcomers",
    "socialmedia.tell_of_waiting_messages",
    "socialmedia.keep_out_newcomers",
    "socialmedia.tell_of_overdue_posts",
}
BY_NIGHT = {
    "lla.delete_silent_mailboxes",
    "lla.delete_old_emails",
    "lla.delete_ended_limits",
    "lla.delete_ended_links",
    "lla.delete_old_papers",
    "lla.delete_ended_sessions",
    "lla.delete_old_tasks",
    "motions.forget_papers_of_hidden_texts",
    "motions.forget_unsent",
    "motions.warn_of_unsent",
    "organisers.end_sessions",
    "organisers.expire_copies",
    "organisers.delete_unconfirmed_groups",
    "organisers.erase_left",
    "organisers.erase_unverified",
    "organisers.forget_new_addresses",
    "organisers.remind_unverified",
    "organisers.empty_expired_proposals",
    "organisers.ask_back_after_office",
    "organisers.remind_holders",
    "organisers.close_quarters",
    "organisers.drop_expired",
    "organisers.forget_access_needs",
    "organisers.forget_openings",
    "organisers.forget_words",
    "organisers.forget_notes",
    "organisers.forget_rounds",
    "organisers.invite_latecomers",
    "organisers.remind_of_the_day",
    "organisers.remind_silent_groups",
    "socialmedia.forget_closed",
    "socialmedia.remind_of_due",
    "socialmedia.remove_unneeded_media",
    "socialmedia.forget_words",
    "socialmedia.remind_silent",
    "socialmedia.forget_comments",
    "socialmedia.forget_messages",
    "socialmedia.tell_of_late_messages",
    "socialmedia.forget_participants",
    "socialmedia.forget_leave",
    "socialmedia.judge_days",
    "socialmedia.draft_last_month",
    "socialmedia.forget_duties",
    "socialmedia.let_swaps_lapse",
    "socialmedia.end_sessions",
}


@pytest.mark.parametrize("round_of", ["sweep", "nightly"])
def test_every_job_is_done_in_its_round(round_of: str) -> None:
    """What nobody registers is never done, and what should be soon would wait for the night."""
    failed = schedule.run_minutely() if round_of == "sweep" else schedule.run_nightly()
    done = set(Run.objects.exclude(name=round_of).values_list("name", flat=True))
    assert (failed, done) == ([], BY_THE_MINUTE if round_of == "sweep" else BY_NIGHT)


def test_a_night_that_another_machine_has_is_left_to_it(
    own_jobs: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    other = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [schedule.ONE_NIGHT_AT_A_TIME])
    call_command("nightly")
    other.close()
    assert (own_jobs, capsys.readouterr().out) == (
        [],
        "Another machine is doing the chores of this night.\n",
    )


def test_what_is_past_its_time_goes_and_the_rest_stays_however_often_the_night_comes() -> None:
    now = timezone.now()
    old, lately = now - timedelta(days=91), now - timedelta(days=89)
    for at in (old, lately):
        make_email(sent_at=at, created_at=at)
    make_email(failed_at=old, created_at=old)
    make_email(created_at=old)
    tokens.mint("a", 1, days=1)
    tokens.mint("b", 1, days=1)
    Link.objects.filter(purpose="a").update(expires_at=now - timedelta(days=31))
    Limit.objects.create(bucket="a", who="x", count=1, ends_at=now - timedelta(seconds=1))
    Limit.objects.create(bucket="b", who="x", count=1, ends_at=now + timedelta(hours=1))
    Session.objects.create(session_key="a", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="b", session_data="", expire_date=now + timedelta(days=1))
    papers_tasks.draw_document.enqueue("motions/motion", 1, ".pdf")
    DBTaskResult.objects.update(enqueued_at=now - timedelta(days=8))
    papers_tasks.draw_document.enqueue("motions/motion", 1, ".pdf")
    for _ in range(2):
        call_command("nightly")
        kept = (
            sorted(Email.objects.values_list("sent_at", flat=True), key=str),
            list(Link.objects.values_list("purpose", flat=True)),
            list(Limit.objects.values_list("bucket", flat=True)),
            list(Session.objects.values_list("session_key", flat=True)),
            DBTaskResult.objects.count(),
        )
        assert kept == ([lately, None], ["b"], ["b"], ["b"], 1)


def test_a_sweep_sends_emails_on_a_machine_without_a_worker() -> None:
    email = make_email()
    call_command("sweep")
    email.refresh_from_db()
    assert email.sent_at is not None


def test_a_migration_can_grant_what_django_has_not_made_yet() -> None:
    Permission.objects.filter(codename="view_link").delete()
    groups.grant(apps, groups.STEERING_COMMITTEE, ["lla.view_link"])
    call_command("migrate", verbosity=0)
    made = Permission.objects.filter(codename="view_link").values_list("name", "content_type__model")
    assert list(made) == [("Can view link", "link")]
    assert Group.objects.get(name="Steering committee").permissions.filter(codename="view_link").count() == 1


def test_every_group_is_there_from_the_start() -> None:
    assert sorted(Group.objects.values_list("name", flat=True)) == [
        "Data protection lead",
        "Steering committee",
        "Steering committee chair",
    ]


def test_a_drawn_file_goes_after_a_season_and_is_drawn_again_when_asked_for() -> None:
    paper = blocks.Paper(title="Kept", blocks=())
    old = store.make(paper, ".docx")
    name = str(old.file.name)
    young = store.make(blocks.Paper(title="Young", blocks=()), ".docx")
    Paper.objects.filter(pk=old.pk).update(wanted_at=timezone.now() - timedelta(days=91))
    call_command("nightly")
    assert list(Paper.objects.values_list("pk", flat=True)) == [young.pk]
    assert not old.file.storage.exists(name)
    assert store.make(paper, ".docx").size
