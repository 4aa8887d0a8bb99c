"""What the steps of migrations that move data make of rows as they stood before.

A database of its own is brought to the tables of a release before the steps below, takes rows by the models
of that day, and comes forward as a site does. Steps that only put rows into empty tables (regions, platforms,
what groups may) run whenever a test database is made, and are not here.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from lla.accounts.groups import DATA_PROTECTION_LEAD, STEERING_COMMITTEE
from lla.emails import recipients
from lla.keys import encryption, standing_keys
from lla.keys.models import StandingKey
from tests.last_release.database import an_empty_database

pytestmark = pytest.mark.django_db
BEFORE = [
    ("socialmedia", "0010_entries_struck_out"),
    ("motions", "0006_rulings_can_be_reopened"),
    ("organisers", "0005_consent_for_each_purpose_of_a_list"),
    ("lla", "0006_letters_expire"),
]
PLAIN = "ana@xn--bcher-kva.example"
TYPED = "ana@bücher.example"
UNSEEN = "a\u200bna@BÜCHER.example"
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
LED = {"leadership_outcome": "Apologise.", "leadership_at": NOON}
# What was written down of jobs under the names of their modules, and what each is called now.
RUNS = {
    "lla.retention.emails": "lla.delete_old_emails",
    "motions.workflow.keeping.warn_of_unsent": "motions.warn_of_unsent",
    "socialmedia.workflow.leave.forget": "socialmedia.forget_leave",
    "socialmedia.workflow.roster.forget": "socialmedia.forget_duties",
    "sweep": "sweep",
}


class Old:
    """A site of that day: its models, and its rows by the names that the tests below call them."""

    def __init__(self) -> None:
        self.apps = MigrationExecutor(connection).loader.project_state(BEFORE).apps
        self.keys: dict[str, tuple[str, Any]] = {}

    def make(self, name: str, model: str, /, **fields: Any) -> Any:
        row = self.apps.get_model(model).objects.create(**fields)
        self.keys[name] = (model, row.pk)
        return row


class Now:
    """The same site today."""

    RENAMED = {"lla.Letter": "lla.Email", "lla.LetterTurnedOff": "lla.EmailTurnedOff"}

    def __init__(self, old: Old) -> None:
        self.rows = {name: self._row(model, pk) for name, (model, pk) in old.keys.items()}
        histories = apps.get_model("organisers.GroupHistory").objects
        self.histories = set(histories.values_list("public_email", flat=True))
        self.tasks = [(row.task_path, row.args_kwargs["args"]) for row in DBTaskResult.objects.all()]
        self.keys = {row.name: encryption.decrypt(row.value) for row in StandingKey.objects.all()}
        reads = Permission.objects.get(content_type__app_label="lla", codename="view_email")
        self.read_emails = set(reads.group_set.values_list("name", flat=True))
        left = Permission.objects.filter(content_type__app_label="lla", codename__contains="letter")
        self.permissions = set(left.values_list("codename", flat=True))
        addresses = [PLAIN, "ben@example.org", "cat@example.org", "dan@example.org"]
        self.proved = [who for who in addresses if recipients.is_proved(recipients.hash_of(who))]
        self.may = {name: self.rows[name].has_perm("lla.view_email") for name in ("committee", "member")}

    def _row(self, model: str, pk: Any) -> Any:
        return apps.get_model(self.RENAMED.get(model, model)).objects.get(pk=pk)

    def __getattr__(self, name: str) -> Any:
        return self.rows[name]


@pytest.fixture(scope="module")
def now(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Now]:
    with django_db_blocker.unblock(), an_empty_database():
        for app, name in BEFORE:
            call_command("migrate", app, name, verbosity=0)
        call_command("migrate", "django_tasks_database", verbosity=0)
        old = Old()
        fill_accounts(old)
        fill_tasks()
        fill_organisers(old)
        fill_motions(old)
        fill_socialmedia(old)
        call_command("migrate", verbosity=0)
        ContentType.objects.clear_cache()
        yield Now(old)


def fill_accounts(old: Old) -> None:
    user = {"password": "!", "name": "Ana"}
    old.make("committee", "lla.User", email="ben@EXAMPLE\u00ad.org", is_staff=True, **user)
    old.make("member", "lla.User", email="cat@example.org", last_login=NOON, **user)
    office = old.apps.get_model("auth.Group").objects.get(name=STEERING_COMMITTEE)
    office.user_set.add(old.keys["committee"][1])
    office.permissions.add(old.apps.get_model("auth.Permission").objects.get(codename="view_letter"))
    old.make("user", "lla.User", email=PLAIN, **user)
    old.make("twin", "lla.User", email=TYPED, **user)
    for day, name in enumerate(RUNS):
        old.make(f"run of {name}", "lla.Run", name=name, began_at=NOON - timedelta(days=day))
    old.make("letter", "lla.Letter", to=UNSEEN, subject="Sign", kind="x", next_attempt_at=NOON)
    for name, address in (("off", TYPED), ("off_twin", UNSEEN)):
        old.make(name, "lla.LetterTurnedOff", address=address, kind="x")


def fill_tasks() -> None:
    args = {"args": ["motion", 7, ".pdf"], "kwargs": {}}
    row = {"task_path": "motions.tasks.draw", "backend_name": "default", "run_after": NOON}
    DBTaskResult.objects.create(args_kwargs=args, **row)


def fill_organisers(old: Old) -> None:
    region = old.apps.get_model("organisers.Region").objects.get(slug="london")
    group = old.make("group", "organisers.Group", name="Fen", slug="fen", region=region, public_email=UNSEEN)
    for name, address, confirmed in (("contact", UNSEEN, NOON), ("contact_twin", PLAIN, None)):
        contact = old.make(
            name,
            "organisers.Contact",
            group=group,
            email=address,
            wanted_email=TYPED,
            confirmed_at=confirmed,
            name=name,
            phone="1",
        )
        old.make(
            f"consent_of_{name}",
            "organisers.Consent",
            contact=contact,
            purpose="organiser",
            given=True,
            text_version=1,
            how="form",
        )


def fill_motions(old: Old) -> None:
    closes = NOON + timedelta(days=30)
    moments = ("motions_close_at", "amendments_close_at", "emergency_close_at", "freeze_at")
    conference = old.make(
        "conference",
        "motions.Conference",
        name="Annual",
        slug="annual",
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 2),
        motions_open_at=NOON,
        **dict.fromkeys(moments, closes),
    )
    item = old.make("item", "motions.AgendaItem", order=1, title="Buses", slug="buses", conference=conference)
    motion = old.make(
        "motion",
        "motions.Motion",
        route="signatories",
        status="gathering",
        submitted_at=NOON,
        conference=conference,
        item=item,
    )
    for name, role, address in (("mover", "mover", UNSEEN), ("signatory", "signatory", PLAIN)):
        old.make(name, "motions.Backing", motion=motion, role=role, name=name, email=address)
    backing = {"motion": motion, "role": "signatory", "confirmed_at": NOON}
    old.make("confirmed", "motions.Backing", name="Dan", email="Dan@example.org", **backing)


def fill_socialmedia(old: Old) -> None:
    old.make("report", "socialmedia.Report", month=date(2026, 9, 1), figures={"aim": [2, 3], "version": 4})
    old.make("later_report", "socialmedia.Report", month=date(2026, 10, 1), figures={})
    for order, (slug, counting) in enumerate((("bluesky", "bluesky"), ("threads", "plain")), start=6):
        old.make(slug, "socialmedia.Platform", name=slug, slug=slug, order=order, counting=counting)
    for name, decided in (("complaint", {}), ("complaint_twin", LED)):
        old.make(name, "socialmedia.Complaint", kind="post", about="post", email=UNSEEN, **decided)
    platform = old.apps.get_model("socialmedia.Platform").objects.get(slug="facebook")
    channel = old.make("forum", "socialmedia.Channel", name="Forum", slug="forum", platform=platform)
    told = {"consulted": {"leadership_consulted": True, "leadership_words": "Mute them."}, "unasked": {}}
    for name, facts in told.items():
        person = old.make(f"{name} person", "socialmedia.Participant", platform=platform, name=name)
        case = old.make(name, "socialmedia.BreachCase", participant=person, channel=channel, **facts)
        event = {"about": f"breachcase:{case.pk}", "act": "leadership_noted", "at": NOON}
        by = {"actor_role": "team", "actor_key": f"user:{old.keys['member'][1]}"}
        old.make(f"{name} noted", "socialmedia.SocialEvent", **event, **by)


def test_addresses_have_one_form(now: Now) -> None:
    said = [now.committee.email, now.letter.to, now.group.public_email, now.complaint.email]
    assert said == ["ben@example.org", PLAIN, PLAIN, PLAIN]
    assert now.complaint_twin.email == PLAIN
    assert now.histories == {PLAIN}


def test_of_two_accounts_of_a_mailbox_one_signs_in(now: Now) -> None:
    assert [(row.email, row.is_active) for row in (now.user, now.twin)] == [(PLAIN, True), (TYPED, False)]


def test_what_was_turned_off_stays_so(now: Now) -> None:
    assert now.off.address == PLAIN


def test_of_two_contacts_of_a_mailbox_one_stays_and_the_other_leaves_nowhere(now: Now) -> None:
    kept, gone = now.contact, now.contact_twin
    assert (kept.email, kept.wanted_email, kept.name, kept.erased_at) == (PLAIN, PLAIN, "contact", None)
    assert [gone.email, gone.wanted_email, gone.name, gone.phone] == [""] * 4
    assert gone.erased_at


def test_consents_stay_with_whom_they_are_of(now: Now) -> None:
    for name in ("contact", "contact_twin"):
        consent = now.rows[f"consent_of_{name}"]
        assert (consent.contact_id, consent.given) == (now.rows[name].pk, True)


def test_a_job_keeps_its_row_without_the_name_of_a_module(now: Now) -> None:
    assert {name: now.rows[f"run of {name}"].name for name in RUNS} == RUNS


def test_a_motion_that_waited_to_be_drawn_is_found_again(now: Now) -> None:
    assert now.tasks == [("lla.tasks.draw_document", ["motions/motion", 7, ".pdf"])]


def test_a_motion_keeps_its_mover(now: Now) -> None:
    assert (now.mover.email, now.mover.withdrawn_at) == (PLAIN, None)
    gone = now.signatory
    assert (gone.email, gone.withdrawn_at is None) == (f"backing-{gone.pk}@erased.invalid", False)


def test_a_frozen_report_keeps_its_aim(now: Now) -> None:
    assert [now.report.figures, now.later_report.figures] == [{"aims": [[2, 3]], "version": 4}, {}]


def test_bluesky_limits_bytes_too_where_it_was_added_before(now: Now) -> None:
    assert [now.bluesky.byte_limit, now.threads.byte_limit] == [3_000, None]


def test_what_the_leadership_said_is_kept_in_the_same_columns_with_who_noted_it(now: Now) -> None:
    columns = ("leadership_consulted", "leadership_words", "leadership_at", "leadership_by")
    rows = [now.complaint, now.complaint_twin, now.consulted, now.unasked]
    assert [tuple(getattr(row, name) for name in columns) for row in rows] == [
        (None, "", None, None),
        (True, "Apologise.", NOON, None),
        (True, "Mute them.", NOON, now.member),
        (None, "", None, None),
    ]


def test_whoever_confirmed_or_signed_in_has_proved_their_address(now: Now) -> None:
    assert now.proved == [PLAIN, "cat@example.org", "dan@example.org"]


def test_who_could_read_letters_reads_emails_and_nobody_else(now: Now) -> None:
    assert now.read_emails == {STEERING_COMMITTEE, DATA_PROTECTION_LEAD}
    assert now.permissions == set()
    assert now.may == {"committee": True, "member": False}


def test_what_was_signed_with_the_secret_key_still_counts(now: Now) -> None:
    assert now.keys == dict.fromkeys((standing_keys.LINKS, standing_keys.PEOPLE), str(settings.SECRET_KEY))
