"""A symposium from planning to held: what its rules promise, at their edges."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from organisers import quarters
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.symposia import rules as symposia_rules
from organisers.symposia.choices import Stage, SymposiumAct
from organisers.symposia.models import AccessNeed, ActionPoint, Option, Symposium
from organisers.symposia.workflow import lifecycle
from tests.organisers.factories import make_contact, make_group, make_region
from tests.organisers.symposia.factories import (
    allow_notices,
    decide,
    give_voice,
    make_confirmed,
    make_consultation,
    make_planned,
    make_venue,
    options_of,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
FIRST = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def test_planning_begins_once_a_quarter() -> None:
    region = make_region()
    symposium = lifecycle.begin(region, FIRST, by=SYSTEM)
    assert (symposium.stage, symposium.quarter) == (Stage.PLANNING, FIRST)
    with pytest.raises(NotAllowed, match="already has a symposium for January to March 2027"):
        lifecycle.begin(region, FIRST, by=SYSTEM)


@pytest.mark.parametrize("quarter", [date(2026, 10, 1), date(2027, 2, 1), date(2028, 4, 1)])
def test_planning_is_for_this_quarter_and_the_next_four(quarter: date) -> None:
    with pytest.raises(NotAllowed):
        lifecycle.begin(make_region(), quarter, by=SYSTEM)


def test_after_a_cancellation_the_quarter_can_have_another() -> None:
    symposium = make_planned()
    lifecycle.cancel(symposium, because="The hall burnt down.", by=SYSTEM)
    another = lifecycle.begin(symposium.region, symposium.quarter, by=SYSTEM)
    assert another.stage == Stage.PLANNING


def test_a_quarter_begins_in_the_month_that_the_organisation_chose(settings: Settings) -> None:
    settings.QUARTERS_START_IN = 2
    assert [quarters.quarter_of(date(2027, month, 1)) for month in (1, 2, 4, 5)] == [
        date(2026, 11, 1),
        date(2027, 2, 1),
        date(2027, 2, 1),
        date(2027, 5, 1),
    ]


@pytest.mark.parametrize(
    ("starts_at", "counts"),
    [
        (datetime(2027, 3, 31, 22, 59, tzinfo=UTC), True),  # a minute to midnight in London, in summer time
        (datetime(2027, 3, 31, 23, 0, tzinfo=UTC), False),  # midnight, the first of April
    ],
)
def test_a_symposium_counts_for_the_quarter_of_its_local_day(starts_at: datetime, counts: bool) -> None:
    symposium = lifecycle.begin(make_region(), FIRST, by=SYSTEM)
    assert (symposia_rules.why_not_meet_at(symposium, starts_at, now=NOW) == []) is counts


def test_opening_asks_every_affiliated_group_of_the_region_and_no_other() -> None:
    region = make_region()
    asked = [make_group(region=region), make_group(region=region)]
    make_group(region=region, status=GroupStatus.LAPSED)
    make_group(region=make_region("North"))
    symposium = make_consultation(region)
    assert {one.group for one in symposium.invitations.all()} == set(asked)
    assert symposium.stage == Stage.CONSULTING


def test_an_email_goes_to_contacts_who_agreed_else_to_the_public_address() -> None:
    region = make_region()
    willing, silent = make_group("Hull Left", region=region), make_group("Selby Left", region=region)
    Group.objects.filter(pk=silent.pk).update(public_email="selby@example.org")
    allow_notices(make_contact(willing, email="hull@example.org"))
    make_contact(willing, email="unwilling@example.org")
    make_contact(silent, email="also-unwilling@example.org")
    make_consultation(region)
    emails = Email.objects.filter(kind="organisers/symposium_asked")
    assert {(one.to, one.link_view) for one in emails} == {
        ("hull@example.org", "organisers:consultation"),
        ("selby@example.org", ""),
    }


def test_a_withdrawn_consent_ends_the_emails() -> None:
    contact = allow_notices(make_contact())
    contact.consents.create(purpose="notices", given=False, text_version=1, how="page")
    make_consultation(contact.group.region)
    assert not Email.objects.exists()


def test_opening_needs_a_time_a_venue_and_four_days() -> None:
    make_group()
    symposium = lifecycle.begin(make_region(), FIRST, by=SYSTEM)
    with pytest.raises(NotAllowed) as refused:
        lifecycle.open_consultation(symposium, closes_at=NOW + timedelta(days=3), by=SYSTEM)
    assert refused.value.reasons == [
        "Offer at least one time.",
        "Offer at least one venue.",
        "Give the groups at least four days to answer.",
    ]


def test_options_stand_still_once_the_groups_are_asked() -> None:
    make_group()
    symposium = make_consultation()
    with pytest.raises(NotAllowed, match="opened the consultation on"):
        lifecycle.remove_option(options_of(symposium, "slot")[0])
    with pytest.raises(NotAllowed, match="opened the consultation on"):
        lifecycle.add_option(symposium, Option(kind="idea", words="Buses"))


def test_the_latest_answer_of_a_group_counts_and_it_has_one_voice_on_each_line() -> None:
    group = make_group()
    symposium = make_consultation()
    give_voice(symposium, group, 2)
    give_voice(symposium, group, 0)
    invitation = symposium.invitations.get()
    assert [one.voice for one in invitation.answers.all()] == [0, 0, 0]
    assert symposium.events.filter(act=SymposiumAct.ANSWERED).count() == 2


def test_an_answer_says_something_of_every_line() -> None:
    make_group()
    symposium = make_consultation()
    with pytest.raises(NotAllowed, match="Answer every line"):
        lifecycle.answer(symposium.invitations.get(), {options_of(symposium, "slot")[0].pk: 2}, by=SYSTEM)


@pytest.mark.parametrize(("before", "counts"), [(timedelta(seconds=1), True), (timedelta(), False)])
def test_an_answer_counts_up_to_the_second_before_closing(before: timedelta, counts: bool) -> None:
    group = make_group()
    symposium = make_consultation()
    assert symposium.consultation_closes_at
    with at(symposium.consultation_closes_at - before):
        if counts:
            give_voice(symposium, group, 2)
        else:
            with pytest.raises(NotAllowed, match="This consultation closed on Monday 25 January 2027, noon"):
                give_voice(symposium, group, 2)


def test_a_group_that_left_has_no_voice() -> None:
    group = make_group()
    symposium = make_consultation()
    Group.objects.filter(pk=group.pk).update(status=GroupStatus.LEFT)
    with pytest.raises(NotAllowed, match="is not affiliated now"):
        give_voice(symposium, group, 2)


def test_deciding_before_everybody_was_reminded_needs_a_reason_that_the_groups_read() -> None:
    group = make_group("Hull Left")
    allow_notices(make_contact(group))
    symposium = make_consultation()
    with pytest.raises(NotAllowed) as refused:
        decide(symposium, early_reason=" ")
    assert refused.value.reasons == [
        "Not reminded yet: Hull Left.",
        "The groups have until Monday 25 January 2027, noon to answer.",
        "Say why you are deciding now.",
    ]
    decided = decide(symposium, early_reason="The hall has to be booked today.")
    assert decided.stage == Stage.CONFIRMED
    email = Email.objects.get(kind="organisers/symposium_confirmed")
    assert "The hall has to be booked today." in email.body
    assert "Most groups can come." in email.body


def test_deciding_names_groups_that_were_never_asked() -> None:
    group = make_group()
    symposium = make_consultation()
    give_voice(symposium, group, 2)
    assert symposia_rules.why_early(symposium, now=NOW) == []
    make_group("Newcomers Left")
    assert symposia_rules.why_early(symposium, now=NOW) == ["Not asked yet: Newcomers Left."]


def test_when_all_have_answered_no_reason_is_needed() -> None:
    group = make_group()
    symposium = make_consultation()
    give_voice(symposium, group, 2)
    assert decide(symposium, early_reason="").early_reason == ""


def test_a_decision_needs_a_note_and_every_access_question_answered() -> None:
    group = make_group()
    hall = make_venue(name="Ousegate Hall", hearing_loop=None, childcare=None)
    symposium = make_consultation(venues=[hall])
    give_voice(symposium, group, 2)
    with pytest.raises(NotAllowed) as refused:
        decide(symposium, note=" ")
    assert refused.value.reasons == [
        "Find out about Ousegate Hall first: hearing loop, childcare. Answer yes or no.",
        "Write a reason for the groups.",
    ]


def test_no_is_an_answer_about_access() -> None:
    make_group()
    hall = make_venue(hearing_loop=False, step_free=False)
    assert make_confirmed(venues=[hall]).venue == hall


def test_a_symposium_is_decided_once() -> None:
    make_group()
    symposium = make_consultation()
    decide(symposium)
    with pytest.raises(NotAllowed, match="confirmed it on"):
        decide(symposium)


def test_an_option_of_another_consultation_cannot_be_chosen() -> None:
    make_group()
    other = make_consultation(make_group(region=make_region("North")).region)
    with pytest.raises(NotAllowed, match="one of the times"):
        decide(make_consultation(), slot=options_of(other, "slot")[0])


@pytest.mark.parametrize(("days", "late"), [(14, False), (13, True)])
def test_a_venue_warns_from_the_day_after_its_last_booking_day(days: int, late: bool) -> None:
    hall = make_venue(booking_notice_days=14, name="Ousegate Hall")
    starts_at = datetime(2027, 2, 15, 18, tzinfo=UTC)
    found = symposia_rules.cautions(
        hall, starts_at=starts_at, groups=1, places=0, now=starts_at - timedelta(days=days, hours=17)
    )
    words = (
        "Ousegate Hall needs 14 days’ notice, and it is too late for that. Ask whether you can book anyway."
    )
    assert found == ([words] if late else [])


def test_a_venue_warns_when_it_is_too_small() -> None:
    hall = make_venue(capacity=3, name="Ousegate Hall")

    def found(groups: int, places: int) -> list[str]:
        return symposia_rules.cautions(hall, starts_at=None, groups=groups, places=places, now=NOW)

    assert found(3, 3) == []
    assert found(4, 0) == ["Ousegate Hall has 3 places, fewer than the 4 groups that are asked."]
    assert found(4, 5) == ["Ousegate Hall has 3 places, but 5 are requested."]


def test_the_link_in_an_email_opens_until_the_meeting_is_over_however_far_ahead_it_is() -> None:
    region = make_region()
    allow_notices(make_contact(make_group(region=region)))
    symposium = make_confirmed(region, weeks=11)
    email = Email.objects.get(kind="organisers/symposium_confirmed")
    assert symposium.starts_at is not None
    opens_until = NOW + timedelta(days=email.link_days)
    assert opens_until > symposium.starts_at + timedelta(days=1)


def test_a_confirmed_symposium_can_move_within_its_quarter_and_the_groups_are_told() -> None:
    symposium = make_confirmed()
    hall = make_venue()
    Group.objects.update(public_email="group@example.org")
    starts_at = datetime(2027, 3, 20, 14, tzinfo=UTC)
    ends_at = starts_at + timedelta(hours=2)
    moved = lifecycle.change(
        symposium, starts_at=starts_at, ends_at=ends_at, venue=hall, note="The hall is taken.", by=SYSTEM
    )
    assert (moved.starts_at, moved.venue) == (starts_at, hall)
    with pytest.raises(NotAllowed, match="the time and place that the groups know already"):
        lifecycle.change(
            moved, starts_at=starts_at, ends_at=ends_at, venue=hall, note="It is the same.", by=SYSTEM
        )
    assert Email.objects.filter(kind="organisers/symposium_changed").count() == 1
    with pytest.raises(NotAllowed, match="belongs to the quarter in which it starts"):
        lifecycle.change(
            symposium,
            starts_at=starts_at + timedelta(days=30),
            ends_at=ends_at + timedelta(days=30),
            venue=hall,
            note="Later",
            by=SYSTEM,
        )


def test_a_reply_says_how_many_and_the_latest_counts() -> None:
    symposium = make_confirmed()
    group = Group.objects.get()
    lifecycle.reply(symposium, group, coming=True, places=4, need="A ramp")
    lifecycle.reply(symposium, group, coming=True, places=2)
    reply = symposium.replies.get()
    assert (reply.coming, reply.places, reply.need.words) == (True, 2, "A ramp")
    lifecycle.reply(symposium, group, coming=False, places=2)
    assert (symposium.replies.get().places, AccessNeed.objects.count()) == (0, 0)


@pytest.mark.parametrize("places", [0, 51])
def test_whoever_comes_says_a_number_that_can_be(places: int) -> None:
    symposium = make_confirmed()
    with pytest.raises(NotAllowed, match="from 1 to 50"):
        lifecycle.reply(symposium, Group.objects.get(), coming=True, places=places)


def test_a_group_of_another_region_is_not_waited_for() -> None:
    symposium = make_confirmed()
    with pytest.raises(NotAllowed, match="is not one of this region’s groups"):
        lifecycle.reply(symposium, make_group(region=make_region("North")), coming=True, places=1)


def test_cancelling_tells_the_groups_why_and_forgets_their_needs() -> None:
    symposium = make_confirmed()
    group = Group.objects.get()
    Group.objects.update(public_email="group@example.org")
    lifecycle.reply(symposium, group, coming=True, places=4, need="A ramp")
    lifecycle.cancel(symposium, because="The hall is flooded.", by=SYSTEM)
    assert AccessNeed.objects.count() == 0
    assert "The hall is flooded." in Email.objects.get(kind="organisers/symposium_cancelled").body


def test_the_email_of_a_cancelled_symposium_leads_to_the_page_that_says_so(client: Client) -> None:
    symposium = make_confirmed()
    Group.objects.update(public_email="group@example.org")
    lifecycle.cancel(symposium, because="The hall is flooded.", by=SYSTEM)
    email = Email.objects.get(kind="organisers/symposium_cancelled")
    [address] = [line for line in email.body.splitlines() if line.startswith(settings.ORGANISATION["url"])]
    page = client.get(address.removeprefix(settings.ORGANISATION["url"])).content.decode()
    assert (email.link_view, "This symposium will not take place." in page) == ("", True)


def test_it_was_held_only_once_it_has_begun() -> None:
    symposium = make_confirmed()
    with pytest.raises(NotAllowed, match="It starts on"):
        lifecycle.mark_held(symposium, by=SYSTEM)
    assert symposium.starts_at
    with at(symposium.starts_at):
        assert lifecycle.mark_held(symposium, by=SYSTEM).stage == Stage.HELD


def test_what_was_left_undone_goes_on_to_the_next_symposium_once() -> None:
    symposium = make_confirmed()
    for words in ("Book the coach", "Write to the council"):
        lifecycle.add_point(symposium, ActionPoint(words=words, owner="Hull Left"))
    lifecycle.mark_point_done(symposium.action_points.all()[0], done=True)
    following = lifecycle.begin(symposium.region, quarters.shifted(symposium.quarter, 1), by=SYSTEM)
    (carried,) = following.action_points.all()
    assert (carried.words, carried.owner, carried.carried_from) == (
        "Write to the council",
        "Hull Left",
        symposium.action_points.all()[1],
    )
    assert lifecycle.carry_over_points(following) == 0


def test_every_stage_is_reached_only_along_the_table() -> None:
    assert {
        "": {"planning", "missed"},
        "planning": {"consulting", "cancelled", "missed"},
        "consulting": {"confirmed", "cancelled", "missed"},
        "confirmed": {"held", "cancelled"},
        "held": set(),
        "cancelled": set(),
        "missed": set(),
    } == symposia_rules.MOVES
    symposium = make_confirmed()
    lifecycle.cancel(symposium, because="No", by=SYSTEM)
    with pytest.raises(NotAllowed, match="cancelled it on"):
        lifecycle.cancel(symposium, because="No", by=SYSTEM)
    assert Symposium.objects.get().stage == Stage.CANCELLED
    assert clock.now() == NOW
