"""The roster's pages: a week as a table, a form for all of it, swaps, and what a query costs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from lla.emails.models import Email
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.roster.choices import DutyKind, SwapStatus
from socialmedia.roster.coverage import Place
from socialmedia.roster.forms import name_of
from socialmedia.roster.models import RosterDuty, Swap
from socialmedia.team.choices import Role
from socialmedia.team.models import Leave
from tests.factories import make_user, sign_in
from tests.queries import counted
from tests.socialmedia.factories import make_appointment, make_channel, make_guidelines, make_member

NOW = datetime(2027, 5, 12, 12, tzinfo=UTC)  # a Wednesday
FRIDAY = date(2027, 5, 14)
ROSTER = "/social/roster/"
WEEK, EDIT = f"{ROSTER}2027-W19/", f"{ROSTER}2027-W19/edit/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def may() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def coordinator() -> Client:
    return sign_in(Client(), make_member("Coo Dinator", Role.COORDINATOR))


def make_duty(user: User, channel: Channel, on: date = FRIDAY, kind: str = DutyKind.POSTING) -> RosterDuty:
    return RosterDuty.objects.create(channel=channel, kind=kind, on=on, user=user)


def name(channel: Channel, on: date = FRIDAY, kind: str = DutyKind.POSTING) -> str:
    return name_of(Place(channel.pk, kind, on))


def held() -> list[tuple[date, str]]:
    return [(one.on, str(one.user)) for one in RosterDuty.objects.order_by("on", "kind")]


def test_a_week_shows_who_is_on_what_is_mine_and_what_i_may_take() -> None:
    page, forum = make_channel("Our page"), make_channel("Debate", kind=ChannelKind.DISCUSSION)
    sam = make_member("Sam Hollis", channel=page)
    kim = make_member("Kim Low", Role.MODERATOR, channel=forum)
    make_duty(sam, page)
    make_duty(kim, forum, date(2027, 5, 12), DutyKind.COMMENTS)
    context = sign_in(Client(), sam).get(ROSTER).context
    cells = {(line.channel, line.what): line.cells for line in context["lines"]}
    assert list(cells) == [
        ("Our page", "Posting"),
        ("Our page", "Messages"),
        ("Our page", "Comments"),
        ("Debate", "Comments"),
    ]
    posting = cells["Our page", "Posting"]
    assert [(cell.who, cell.mine, cell.may_take) for cell in posting] == [
        ("", False, False),
        ("", False, False),
        ("", False, True),
        ("", False, True),
        ("Sam Hollis", True, False),
        ("", False, True),
        ("", False, True),
    ]
    assert [cell.may_take for cell in cells["Debate", "Comments"]] == [False] * 7
    assert [(channel, [str(one.user) for one in on]) for channel, on in context["on_today"]] == [
        ("Debate", ["Kim Low"])
    ]
    assert [one.on for one in context["mine"]] == [FRIDAY]


def test_gaps_and_clashes_stand_on_top_from_today_on() -> None:
    page = make_channel("Our page")
    sam = make_member("Sam Hollis", channel=page, ends_on=date(2027, 5, 14))
    for day in range(10, 17):
        for kind in DutyKind:
            make_duty(sam, page, date(2027, 5, day), kind)
    RosterDuty.objects.filter(on=date(2027, 5, 13), kind=DutyKind.COMMENTS).delete()
    Leave.objects.create(user=sam, starts_on=FRIDAY, ends_on=FRIDAY)
    make_guidelines(most_duties=2)
    context, every = coordinator().get(ROSTER).context, "Posting, messages and comments on Our page"
    assert [one.sentence for one in context["gaps"]] == ["Our page: nobody for comments on Thursday 13 May."]
    assert [one.sentence for one in context["clashes"]] == [
        "Sam Hollis has 3 duties on Wednesday 12 May; the guidelines expect 2 at most.",
        f"{every}: Sam Hollis is away on Friday 14 May.",
        "Sam Hollis has 3 duties on Friday 14 May; the guidelines expect 2 at most.",
        f"{every}: Sam Hollis has no role on Our page on Saturday 15 May.",
        "Sam Hollis has 3 duties on Saturday 15 May; the guidelines expect 2 at most.",
        f"{every}: Sam Hollis has no role on Our page on Sunday 16 May.",
        "Sam Hollis has 3 duties on Sunday 16 May; the guidelines expect 2 at most.",
    ]


def test_weeks_that_are_none_are_not_found_and_far_ones_are_only_read() -> None:
    client = coordinator()
    found = [
        client.get(f"{ROSTER}{week}/").status_code
        for week in ("2027-W19", "2031-W01", "1000-W01", "2027-W54", "2027-W00", "x", "2027-05-10")
    ]
    assert found == [200, 200, 200, 404, 404, 404, 404]
    assert [client.get(f"{ROSTER}{week}/edit/").context["open"] for week in ("2027-W18", "2027-W24")] == [
        False,
        False,
    ]


def test_a_week_is_typed_at_once_and_saved_whole() -> None:
    page = make_channel("Our page")
    sam = make_member("Sam Hollis", channel=page)
    client = coordinator()
    seen = client.get(EDIT).context["form"].seen_now
    typed = {"seen": seen, name(page): str(sam.pk), name(page, date(2027, 5, 16)): str(sam.pk)}
    assert client.post(EDIT, typed).headers["Location"] == WEEK
    assert held() == [(FRIDAY, "Sam Hollis"), (date(2027, 5, 16), "Sam Hollis")]


def test_a_week_with_somebody_away_keeps_what_was_typed() -> None:
    page = make_channel("Our page")
    sam = make_member("Sam Hollis", channel=page)
    Leave.objects.create(user=sam, starts_on=FRIDAY, ends_on=FRIDAY)
    typed = {"seen": "", name(page): str(sam.pk), name(page, date(2027, 5, 16)): str(sam.pk)}
    form = coordinator().post(EDIT, typed).context["form"]
    assert form.errors == {"__all__": ["Sam Hollis is away on Friday 14 May."]}
    assert {key: form[key].value() for key in typed if key != "seen"} == {
        key: str(sam.pk) for key in typed if key != "seen"
    }
    assert dict(form.fields[name(page)].choices)[str(sam.pk)] == "Sam Hollis (away)"
    assert held() == []


@pytest.mark.parametrize("seen", ["", "x", "1-posting-2027-05-14:9", ":,:-,--:", "9" * 5000])
def test_a_forged_week_is_refused_in_words(seen: str) -> None:
    page = make_channel("Our page")
    make_member("Sam Hollis", channel=page)
    form = coordinator().post(EDIT, {"seen": seen, name(page): str(make_user().pk)}).context["form"]
    assert form.errors == {name(page): ["Choose somebody who has a role on this channel that day."]}


def test_what_a_member_took_while_the_form_was_open_stays_theirs() -> None:
    page = make_channel("Our page")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    client = coordinator()
    typed = {"seen": client.get(EDIT).context["form"].seen_now, name(page, date(2027, 5, 16)): str(sam.pk)}
    make_duty(kim, page)
    assert client.post(EDIT, {**typed, name(page): ""}).status_code == 302
    assert held() == [(FRIDAY, "Kim Low"), (date(2027, 5, 16), "Sam Hollis")]


def test_what_two_changed_is_told_first_and_saved_when_it_is_sent_again() -> None:
    page = make_channel("Our page")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    client = coordinator()
    typed = {"seen": client.get(EDIT).context["form"].seen_now, name(page): str(sam.pk)}
    make_duty(kim, page)
    form = client.post(EDIT, typed).context["form"]
    assert form.errors == {
        "__all__": [
            "Posting, Our page, Friday 14 May, has changed since you opened the page. It is now Kim Low."
        ]
    }
    assert client.post(EDIT, {**typed, "seen": form.seen_now}).status_code == 302
    assert held() == [(FRIDAY, "Sam Hollis")]


def test_a_week_can_begin_with_the_one_before_where_people_can_again() -> None:
    page = make_channel("Our page")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    for day, user in ((6, sam), (7, sam), (8, kim), (9, kim)):
        make_duty(user, page, date(2027, 5, day))
    make_duty(kim, page, date(2027, 5, 14))
    Leave.objects.create(user=kim, starts_on=date(2027, 5, 16), ends_on=date(2027, 5, 16))
    client = coordinator()
    context = client.get(f"{EDIT}?as=before").context
    form = context["form"]
    days = [date(2027, 5, day) for day in (13, 14, 15, 16)]
    assert [form[name(page, day)].value() for day in days] == [str(sam.pk), str(kim.pk), str(kim.pk), ""]
    assert (context["filled"], RosterDuty.objects.filter(on__gte=days[0]).count()) == (2, 1)
    typed = {"seen": form.seen_now} | {name(page, day): form[name(page, day)].value() for day in days}
    client.post(EDIT, typed)
    assert held()[4:] == [
        (date(2027, 5, 13), "Sam Hollis"),
        (FRIDAY, "Kim Low"),
        (date(2027, 5, 15), "Kim Low"),
    ]


def test_only_gaps_are_filled_from_the_week_before_and_offered_while_there_are_any() -> None:
    page = make_channel("Our page")
    sam, client = make_member("Sam Hollis", channel=page), coordinator()
    said = client.get(WEEK).content.decode()
    assert "Fill the gaps from the previous week" in " ".join(said.split())
    page_of_it = " ".join(client.get(f"{EDIT}?as=before").content.decode().split())
    assert "Nobody who was on duty the week before can fill a gap of this week." in page_of_it
    for day in range(12, 17):
        for kind in DutyKind:
            make_duty(sam, page, date(2027, 5, day), kind)
    assert "as=before" not in client.get(WEEK).content.decode()
    page_of_it = " ".join(client.get(f"{EDIT}?as=before").content.decode().split())
    assert "This week has no gaps, so nothing is filled in." in page_of_it


def test_a_duty_of_a_channel_that_was_closed_can_still_be_taken_off() -> None:
    page = make_channel("Our page")
    sam = make_member("Sam Hollis", channel=page)
    make_duty(sam, page)
    Channel.objects.update(status="closed")
    client = coordinator()
    found = client.get(EDIT)
    assert [one.sentence for one in found.context["clashes"]] == [
        "Our page is not open, so its duty is not needed on Friday 14 May."
    ]
    client.post(EDIT, {"seen": found.context["form"].seen_now, name(page): ""})
    assert held() == []


@pytest.mark.parametrize(
    "wrong", ["", "x", "1-posting", "1-cooking-2027-05-14", "1-posting-2027-02-30", "²-posting-2027-05-14"]
)
def test_taking_what_is_no_duty_is_not_found(wrong: str) -> None:
    client = sign_in(Client(), make_member())
    assert client.post(f"{ROSTER}take/", {"place": wrong}).status_code == 404


def test_taking_what_somebody_has_is_refused_with_their_name() -> None:
    page = make_channel("Our page")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    make_duty(kim, page)
    answer = sign_in(Client(), sam).post(f"{ROSTER}take/", {"place": name(page)})
    assert (answer.status_code, answer.context["reasons"]) == (
        409,
        ["Kim Low already looks after this: Posting, Our page, Friday 14 May."],
    )


def test_a_swap_is_asked_and_taken_on_its_page() -> None:
    page, forum = make_channel("Our page"), make_channel("Debate", kind=ChannelKind.DISCUSSION)
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    other = make_member("Ola Ther", Role.MODERATOR, channel=forum)
    duty = make_duty(sam, page)
    asking, answering = sign_in(Client(), sam), sign_in(Client(), kim)
    address = f"{ROSTER}duties/{duty.pk}/swap/"
    wrong = asking.post(address, {"to": str(other.pk), "note": "A wedding"}).context["form"]
    assert (wrong.errors, wrong["note"].value()) == (
        {"to": ["Choose somebody who could look after it that day."]},
        "A wedding",
    )
    assert asking.post(address, {"to": str(kim.pk), "note": "A wedding"}).status_code == 302
    [line] = asking.get(f"{ROSTER}swaps/").context["lines"]
    [asked] = answering.get(f"{ROSTER}swaps/").context["asked"]
    assert (line["swap"].to, asked["swap"].note, asked["refused"]) == (kim, "A wedding", [])
    assert sign_in(Client(), other).get(f"{ROSTER}swaps/").context["asked"] == []
    assert answering.post(f"{ROSTER}swaps/{asked['swap'].pk}/accept/").status_code == 302
    assert (held(), Swap.objects.get().status) == ([(FRIDAY, "Kim Low")], SwapStatus.TAKEN)
    assert answering.post(f"{ROSTER}swaps/{asked['swap'].pk}/steal/").status_code == 404


def fill(channels: int, people: int) -> None:
    """A full week of forums and people, with swaps asked of anybody."""
    for number in range(channels):
        forum = make_channel(kind=ChannelKind.DISCUSSION)
        users = [make_user() for _ in range(people // channels)]
        for user in users:
            make_appointment(user, Role.MODERATOR, channel=forum)
        for day in range(7):
            on = date(2027, 5, 13) + timedelta(days=day)
            duty = make_duty(users[0], forum, on, DutyKind.COMMENTS)
            if day == number % 7:
                Swap.objects.create(duty=duty, asked_by=users[0])


def test_ten_channels_and_thirty_people_cost_no_more_queries_than_one() -> None:
    client = coordinator()
    found = []
    for channels, people in ((1, 2), (9, 27)):
        fill(channels, people)
        found.append([counted(client, address) for address in (ROSTER, EDIT, f"{ROSTER}swaps/")])
    assert found[0] == found[1]
    assert [count <= 15 for count in found[1]] == [True] * 3


def test_a_week_by_person_says_who_has_it_all_week_or_on_which_days() -> None:
    page, forum = make_channel("Our page"), make_channel("Debate", kind=ChannelKind.DISCUSSION)
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    for day in range(10, 17):
        make_duty(sam, page, date(2027, 5, day))
        make_duty(sam if day % 2 else kim, page, date(2027, 5, day), DutyKind.MESSAGES)
    make_duty(kim, forum, FRIDAY, DutyKind.COMMENTS)
    lines = sign_in(Client(), sam).get(ROSTER).context["lines"]
    assert {(line.channel, line.what): line.people for line in lines} == {
        ("Our page", "Posting"): [("Sam Hollis", "all week", True)],
        ("Our page", "Messages"): [
            ("Kim Low", "Mon, Wed, Fri, Sun", False),
            ("Sam Hollis", "Tue, Thu, Sat", True),
        ],
        ("Our page", "Comments"): [("", "all week", False)],
        ("Debate", "Comments"): [("Kim Low", "Fri", False), ("", "Mon, Tue, Wed, Thu, Sat, Sun", False)],
    }


def test_a_person_for_a_channels_week_has_every_day_but_exceptions_and_leave() -> None:
    forum = make_channel("Debate", kind=ChannelKind.DISCUSSION)
    sam = make_member("Sam Hollis", Role.MODERATOR, channel=forum)
    kim = make_member("Kim Low", Role.MODERATOR, channel=forum)
    Leave.objects.create(user=sam, starts_on=FRIDAY, ends_on=FRIDAY)
    client = coordinator()
    seen = client.get(EDIT).context["form"].seen_now
    saturday = name(forum, date(2027, 5, 15), DutyKind.COMMENTS)
    typed = {"seen": seen, f"week-{forum.pk}": str(sam.pk), saturday: str(kim.pk)}
    shown = client.post(EDIT, typed, follow=True).content.decode()
    assert held() == [
        (date(2027, 5, 12), "Sam Hollis"),
        (date(2027, 5, 13), "Sam Hollis"),
        (date(2027, 5, 15), "Kim Low"),
        (date(2027, 5, 16), "Sam Hollis"),
    ]
    assert "4 duties changed. Sam Hollis is not there on Friday 14 May: that day stays as it was." in shown


def test_somebody_without_a_role_on_a_channel_is_not_taken_for_its_week() -> None:
    forum = make_channel("Debate", kind=ChannelKind.DISCUSSION)
    stranger = make_member("Sam Hollis", channel=make_channel("Our page"))
    answer = coordinator().post(EDIT, {"seen": "", f"week-{forum.pk}": str(stranger.pk)})
    assert answer.context["form"].errors == {
        f"week-{forum.pk}": ["Choose somebody who has a role on this channel this week."]
    }
    assert held() == []


def test_one_button_asks_everybody_who_could_take_a_duty() -> None:
    page = make_channel("Our page")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    duty = make_duty(sam, page)
    client = sign_in(Client(), sam)
    address = f"{ROSTER}duties/{duty.pk}/anybody/"
    assert address in client.get(ROSTER).content.decode()
    assert client.post(address).headers["Location"] == f"{ROSTER}swaps/"
    assert [(swap.to, swap.status) for swap in duty.swaps.all()] == [(None, "asked")]
    assert [email.to for email in Email.objects.filter(kind="socialmedia/swap_asked")] == [kim.email]
    assert "You have already asked for a swap" in client.post(address, follow=True).content.decode()
