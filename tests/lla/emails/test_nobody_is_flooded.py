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

from lla.acts.refusals import NotAllowed
from lla.addresses import email
from lla.emails import delivery, preferences, recipients
from lla.time import clock
from motions.backing import workflow as backing_workflow
from motions.backing.workflow import Person
from motions.motion.choices import Role
from motions.motion.models import Motion
from organisers.affiliation import workflow as affiliation_workflow
from organisers.contact_page import workflow as contact_page_workflow
from tests.motions.factories import make_submission, mover_of, submit
from tests.organisers.affiliation.factories import application
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
        backing_workflow.confirm(mover_of(motion))
        return Motion.objects.get(pk=motion.pk)

    def invite(self, address: str) -> None:
        for motion in self.gathering:
            backing_workflow.invite(motion, [address], by=mover_of(motion))

    def sign(self, address: str) -> None:
        for motion in self.gathering:
            backing_workflow.sign(motion, Person(name="Kim Ash", email=address))

    def apply(self, address: str) -> None:
        self.applications += 1
        affiliation_workflow.apply(application(f"Group {self.applications}", email=address))

    def ask_for_links(self, address: str) -> None:
        contact_page_workflow.send_link(address)
        backing_workflow.send_my_motions(address)

    def name_as_officer(self, address: str) -> None:
        officer = self.of_a_group.backings.get(role=Role.CONFIRMING_OFFICER)
        backing_workflow.correct_address(
            self.of_a_group, backing=officer, email=address, by=mover_of(self.of_a_group)
        )

    def confirm(self, address: str) -> None:
        """Press the button in the newest email that has one."""
        found = [message for message in mail.outbox if email.key(message.to[0]) == email.key(address)]
        lines = str(found[-1].body).splitlines() if found else []
        for link in (line for line in lines if "/motions/backing/" in line):
            Client().post(link[link.index("/motions/") :], {"act": "confirm"})
            self.proved.add(email.key(address))

    def stop(self, address: str) -> None:
        recipients.stop(recipients.hash_of(address))
        self.unwanted.add(email.key(address))

    def resume(self, address: str) -> None:
        recipients.resume(recipients.hash_of(address))
        self.unwanted.discard(email.key(address))

    def turn_off(self, address: str) -> None:
        preferences.choose(address, unwanted=preferences.kinds())

    def deliver(self, address: str) -> None:
        before = len(mail.outbox)
        delivery.deliver_due()
        for message in mail.outbox[before:]:
            self._note(email.key(message.to[0]))

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
        if sum(at > self.now - A_DAY for at in self.got[reader]) > recipients.MOST_A_DAY:
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
        recipients.prove(ADDRESSES[0])
        site.unwanted.add(ADDRESSES[0])
        site.deliver(ADDRESSES[0])
    assert len(site.got[ADDRESSES[0]]) == 8
    assert len(site.wrong) == 8 + 2
