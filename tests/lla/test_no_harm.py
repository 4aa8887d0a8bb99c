"""Whatever is done, nobody is flooded who confirmed nothing here, nor written to who wants no email."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from lla import clock, mailboxes
from lla.emails import delivery, mailbox, notices
from lla.refusals import NotAllowed
from motions import workflow
from motions.choices import Role
from motions.models import Motion
from motions.workflow import Person
from organisers.workflow import contacts, groups
from tests.motions.factories import make_submission, mover_of, submit
from tests.organisers.applying import application
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 2, 1, 12, tzinfo=UTC)
A_DAY = timedelta(hours=24)
ADDRESSES = ["kim@example.org", "Kim@Example.org", "lee@example.org"]


Act = Callable[["Site", str], None]


class Site:
    """A site with two motions that gather, one of a group, and what each address got when."""

    def __init__(self) -> None:
        mail.outbox.clear()
        self.now = NOON
        self.applications = 0
        self.proved: set[str] = set()
        self.unwanted: set[str] = set()
        self.got: dict[str, list[datetime]] = defaultdict(list)
        self.wrong: list[str] = []
        with clock.at(self.now):
            self.gathering = [self._gathering() for _ in range(2)]
            self.of_a_group = submit(make_submission(group=make_group()))

    def _gathering(self) -> Motion:
        motion = submit(make_submission())
        workflow.confirm(mover_of(motion))
        return Motion.objects.get(pk=motion.pk)

    def invite(self, address: str) -> None:
        for motion in self.gathering:
            workflow.invite(motion, [address], by=mover_of(motion))

    def sign(self, address: str) -> None:
        for motion in self.gathering:
            workflow.sign(motion, Person(name="Kim Ash", email=address))

    def apply(self, address: str) -> None:
        self.applications += 1
        groups.apply(application(f"Group {self.applications}", email=address))

    def ask_for_links(self, address: str) -> None:
        contacts.send_link(address)
        workflow.send_my_motions(address)

    def name_as_officer(self, address: str) -> None:
        officer = self.of_a_group.backings.get(role=Role.CONFIRMING_OFFICER)
        workflow.correct_address(
            self.of_a_group, backing=officer, email=address, by=mover_of(self.of_a_group)
        )

    def confirm(self, address: str) -> None:
        """Press the button in the newest email that has one."""
        found = [message for message in mail.outbox if mailboxes.key(message.to[0]) == mailboxes.key(address)]
        lines = str(found[-1].body).splitlines() if found else []
        for link in (line for line in lines if "/motions/backing/" in line):
            Client().post(link[link.index("/motions/") :], {"act": "confirm"})
            self.proved.add(mailboxes.key(address))

    def stop(self, address: str) -> None:
        mailbox.stop(mailbox.hash_of(address))
        self.unwanted.add(mailboxes.key(address))

    def resume(self, address: str) -> None:
        mailbox.resume(mailbox.hash_of(address))
        self.unwanted.discard(mailboxes.key(address))

    def turn_off(self, address: str) -> None:
        notices.choose(address, unwanted=notices.kinds())

    def deliver(self, address: str) -> None:
        before = len(mail.outbox)
        delivery.deliver_due()
        for message in mail.outbox[before:]:
            self._note(mailboxes.key(message.to[0]))

    def pass_an_hour(self, address: str) -> None:
        self.now += timedelta(hours=1)

    def pass_a_day(self, address: str) -> None:
        self.now += timedelta(hours=23)

    def _note(self, reader: str) -> None:
        if reader in self.unwanted:
            self.wrong.append(f"{reader} wants no email")
        if reader in self.proved:
            return
        self.got[reader].append(self.now)
        if sum(at > self.now - A_DAY for at in self.got[reader]) > mailbox.MOST_A_DAY:
            self.wrong.append(f"{reader} got too many by {self.now}")


ACTS = [
    Site.invite,
    Site.invite,
    Site.sign,
    Site.apply,
    Site.ask_for_links,
    Site.name_as_officer,
    Site.confirm,
    Site.stop,
    Site.resume,
    Site.turn_off,
    Site.deliver,
    Site.deliver,
    Site.pass_an_hour,
    Site.pass_a_day,
]
DONE = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(ADDRESSES)), min_size=8, max_size=25)


@settings(max_examples=20, deadline=None)
@given(DONE)
def test_nobody_unproved_gets_more_than_six_a_day_nor_anything_who_wants_none(
    done: list[tuple[Act, str]],
) -> None:
    with transaction.atomic():
        site = Site()
        for act, address in [*done, (Site.deliver, ADDRESSES[0])]:
            with clock.at(site.now), suppress(NotAllowed):
                act(site, address)
        assert site.wrong == []
        transaction.set_rollback(True)


def test_the_site_of_this_test_would_flood_and_write_to_those_who_want_none() -> None:
    """Without what is under test, the acts above do what must not happen."""
    site = Site()
    with clock.at(site.now):
        for _ in range(4):
            site.invite(ADDRESSES[0])
        mailbox.prove(ADDRESSES[0])
        site.unwanted.add(ADDRESSES[0])
        site.deliver(ADDRESSES[0])
    assert len(site.got[ADDRESSES[0]]) == 8
    assert len(site.wrong) == 8 + 2
