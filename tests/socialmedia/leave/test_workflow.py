"""Being away: entered by each, refused in words, told to whoever has to find somebody else."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from socialmedia.leave import tasks as leave_tasks
from socialmedia.leave import workflow as leave_workflow
from socialmedia.record.models import SocialEvent
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty
from socialmedia.team.choices import Role
from socialmedia.team.models import Leave
from tests.concurrency import at_once, refusals
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_channel, make_member

NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)
PAGE = "/social/team/leave/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def may() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def enter(user: User, first: date, last: date, *, by: User | None = None) -> Leave:
    return leave_workflow.enter(Leave(user=user, starts_on=first, ends_on=last), by=by or user)


def typed(first: str = "2027-06-01", last: str = "2027-06-14", **more: str) -> dict[str, str]:
    return {"starts_on": first, "ends_on": last, **more}


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        ("2027-06-14", "2027-06-01", "ends_on", "The last day is before the first day."),
        ("2027-05-01", "2027-05-09", "__all__", "These days have passed. Enter leave from today."),
        (
            "2027-05-09",
            "2027-05-20",
            "__all__",
            "Leave cannot start before today.",
        ),
        ("2027-06-14", "2027-06-20", "__all__", "This person is already away on some of those days."),
        (
            "2027-06-20",
            "2028-05-11",
            "__all__",
            "Leave has to end within a year. To be away longer, hand over the role.",
        ),
        ("31/02/2027", "2027-06-01", "starts_on", "Enter a real date, such as 6 April 2027."),
    ],
)
def test_leave_that_cannot_be_is_refused_in_words_and_stays_typed(
    first: str, last: str, field: str, words: str
) -> None:
    member = make_member()
    enter(member, date(2027, 6, 1), date(2027, 6, 14))
    response = sign_in(Client(), member).post(PAGE, typed(first, last))
    form = response.context["form"]
    assert (form.errors, form["starts_on"].value(), form["ends_on"].value()) == (
        {field: [words]},
        first,
        last,
    )
    assert Leave.objects.count() == 1


def test_duties_of_those_days_are_said_before_and_told_to_the_coordinator_after() -> None:
    coordinator = make_member("Coo Dinator", Role.COORDINATOR)
    page = make_channel("Our page")
    member = make_member("Sam Hollis", channel=page)
    days = (date(2027, 5, 31), date(2027, 6, 1), date(2027, 6, 14), date(2027, 6, 15))
    for day in days:
        RosterDuty.objects.create(channel=page, kind=DutyKind.POSTING, on=day, user=member)
    client = sign_in(Client(), member)
    shown = client.post(PAGE, typed())
    in_those_days = ["Tuesday 1 June 2027: Posting, Our page", "Monday 14 June 2027: Posting, Our page"]
    assert (shown.context["cautions"], Leave.objects.count()) == (in_those_days, 0)
    supposed = f"/social/staffing/?person={member.pk}&amp;first=2027-06-01&amp;last=2027-06-14"
    assert supposed in shown.content.decode()
    assert client.get(supposed.replace("&amp;", "&")).context["supposition"] is not None
    assert client.post(PAGE, typed(read="forged")).context["cautions"] == in_those_days
    assert client.post(PAGE, typed(read=shown.context["read"])).status_code == 302
    email = Email.objects.get()
    assert (email.to, email.kind) == (coordinator.email, "socialmedia/leave_away")
    assert [line in email.body for line in in_those_days] == [True, True]
    [told] = client.get(PAGE).context["leave"]
    assert [duty.on for duty in told["duties"]] == [date(2027, 6, 1), date(2027, 6, 14)]


def test_a_member_enters_nobody_else_and_the_coordinator_anybody() -> None:
    member, other = make_member("Sam Hollis"), make_member("Kim Low")
    coordinator = make_member("Coo Dinator", Role.COORDINATOR)
    sign_in(Client(), member).post(PAGE, typed(person=str(other.pk)))
    assert [one.user for one in Leave.objects.all()] == [member]
    assert sign_in(Client(), coordinator).post(PAGE, typed(person=str(other.pk))).status_code == 302
    assert [(one.to, one.kind) for one in Email.objects.all()] == [
        (other.email, "socialmedia/leave_entered_for_you")
    ]
    stranger = sign_in(Client(), coordinator).post(PAGE, typed(person=str(make_user().pk)))
    assert stranger.context["form"].errors == {"person": ["Choose somebody in the team."]}


def test_only_ones_own_leave_and_the_teams_coordinator_end_it() -> None:
    member, other = make_member("Sam Hollis"), make_member("Kim Low")
    entered = enter(member, date(2027, 5, 10), date(2027, 6, 14))
    answers = [
        sign_in(Client(), user).post(f"{PAGE}{entered.pk}/back/").status_code
        for user in (other, make_member("Coo Dinator", Role.COORDINATOR))
    ]
    assert (answers, Leave.objects.count()) == ([403, 302], 0)
    assert Email.objects.get().kind == "socialmedia/leave_back"


def test_whoever_cancels_leave_that_is_cancelled_reads_by_whom_and_keeps_what_was_typed() -> None:
    """Whose leave it was is for them and the coordinator."""
    member = make_member("Aoife Brannock")
    entered = enter(member, date(2027, 6, 1), date(2027, 6, 14))
    back = f"{PAGE}{entered.pk}/back/"
    sign_in(Client(), member).post(back)
    coordinator = sign_in(Client(), make_member("Coo Dinator", Role.COORDINATOR))
    page = coordinator.post(back, {"starts_on": "2027-07-01", "ends_on": ""}).content.decode()
    said = "Aoife Brannock has already cancelled this leave, on Monday 10 May 2027, 1 pm."
    assert (said in page, 'value="2027-07-01"' in page) == (True, True)
    assert said in coordinator.post(back, follow=True).content.decode()
    assert sign_in(Client(), make_member("Kim Low")).post(back).status_code == 404


def test_coming_back_early_keeps_the_days_that_were() -> None:
    member = make_member()
    entered = enter(member, date(2027, 5, 10), date(2027, 6, 14))
    with time_machine.travel(datetime(2027, 5, 20, 12, tzinfo=UTC), tick=False):
        leave_workflow.come_back(entered, by=member)
        assert [(one.starts_on, one.ends_on) for one in Leave.objects.all()] == [
            (date(2027, 5, 10), date(2027, 5, 19))
        ]
        with pytest.raises(NotAllowed) as refusal:
            leave_workflow.come_back(entered, by=member)
    assert refusal.value.reasons == ["This leave has already ended."]
    assert list(SocialEvent.objects.values_list("act", flat=True)) == ["entered", "came_back"]


def test_leave_that_nobody_looks_back_at_is_forgotten() -> None:
    member = make_member()
    for year in (2026, 2027):
        with time_machine.travel(datetime(year, 5, 10, 12, tzinfo=UTC), tick=False):
            enter(member, date(year, 5, 10), date(year, 5, 12))
    with time_machine.travel(datetime(2027, 5, 14, 12, tzinfo=UTC), tick=False):
        leave_tasks.forget_leave()
        leave_tasks.forget_leave()
    assert [one.starts_on.year for one in Leave.objects.all()] == [2027]


@pytest.mark.django_db(transaction=True)
def test_the_same_leave_entered_twice_at_once_stands_once() -> None:
    member = make_member()
    answers = at_once([partial(enter, member, date(2027, 6, 1), date(2027, 6, 14))] * 2)
    assert refusals(answers) == [["This person is already away on some of those days."]]
    assert Leave.objects.count() == 1


def test_days_typed_stay_on_the_page_when_other_leave_is_cancelled() -> None:
    member = make_member()
    entered = enter(member, date(2027, 5, 12), date(2027, 5, 14))
    client, back = sign_in(Client(), member), f"{PAGE}{entered.pk}/back/"
    page = client.post(back, {"starts_on": "2027-06-01", "ends_on": ""})
    said = page.content.decode()
    kept = ['value="2027-06-01"', f'action="{PAGE}"', "is cancelled.", "There is a problem"]
    assert [words in said for words in kept] == [True, True, True, False]
    again = enter(member, date(2027, 5, 12), date(2027, 5, 14))
    assert client.post(f"{PAGE}{again.pk}/back/").headers["Location"] == PAGE
