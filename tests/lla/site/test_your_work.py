"""The page after signing in: to each the doors of their offices today, and to everybody what is their own."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils.timezone import localdate

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.accounts.models import User
from lla.time import clock
from motions.motion.choices import Status
from socialmedia.messages.choices import MessageKind
from socialmedia.messages.models import Message
from tests.factories import give_second_factor, make_staff, make_user, sign_in
from tests.motions.factories import make_conference, make_item, make_motion
from tests.organisers.factories import make_appointment, make_group, make_organiser, make_region
from tests.queries import counted
from tests.socialmedia.factories import make_appointment as make_role
from tests.socialmedia.factories import make_channel, make_member

pytestmark = pytest.mark.django_db

MOST_ASKED = 22  # queries beyond those of a visitor
PAGE = "/accounts/"
DESK, REGIONS, LISTS, TEAM = "/admin/", "/regions/board/", "/regions/lists/", "/social/board/"
OPENINGS = "/regions/openings/"
IMPORTS, MESSAGES = "/regions/imports/", "/regions/messages/"
WALES, YORKSHIRE = "/regions/wales/desk/", "/regions/yorkshire-and-the-humber/desk/"


def page_of(user: User) -> str:
    return sign_in(Client(), user).get(PAGE).content.decode()


def doors_of(user: User) -> list[str]:
    return re.findall(r'<li class="card">\s*<h2>\s*<a href="([^"]+)">', page_of(user))


def test_a_stranger_signs_in_and_comes_back(client: Client) -> None:
    assert client.get(PAGE)["Location"] == "/accounts/login/?next=/accounts/"


def test_nobody_keeps_the_page_for_somebody_else(client: Client) -> None:
    response = sign_in(client, make_user()).get(PAGE)
    assert ("no-store" in response["Cache-Control"], response["X-Robots-Tag"]) == (True, "noindex")
    assert client.post(PAGE).status_code == 405


def test_an_organiser_finds_the_desk_of_each_region_of_today() -> None:
    today, user = localdate(clock.now()), make_organiser(make_region("Yorkshire and the Humber"))
    make_appointment(user, region=make_region("Wales"), ends_on=today)
    make_appointment(user, region=make_region("London"), ends_on=today - timedelta(days=1))
    make_appointment(user, region=make_region("Scotland"), starts_on=today + timedelta(days=1))
    make_appointment(region=make_region("North West"))
    assert sorted(doors_of(user)) == [WALES, YORKSHIRE]


def test_the_team_finds_its_board_for_as_long_as_a_role_lasts() -> None:
    today, gone = localdate(clock.now()), make_user()
    make_role(gone, ends_on=today - timedelta(days=1))
    assert [doors_of(make_member(ends_on=today)), doors_of(gone)] == [[TEAM], []]


def test_each_of_the_committee_finds_what_their_permissions_open() -> None:
    superuser = make_staff(groups=())
    superuser.is_superuser = True
    superuser.save()
    overseer = make_user()
    overseer.user_permissions.set(Permission.objects.filter(codename="oversee"))
    people = {
        "committee": make_staff(),
        "data protection lead": make_staff(groups=(DATA_PROTECTION_LEAD,)),
        "superuser": superuser,
        "staff": make_staff(groups=()),
        "overseer": overseer,
    }
    assert {name: doors_of(user) for name, user in people.items()} == {
        "committee": [DESK, REGIONS, MESSAGES, IMPORTS, TEAM],
        "data protection lead": [DESK, IMPORTS, LISTS, OPENINGS],
        "superuser": [DESK, REGIONS, MESSAGES, IMPORTS, LISTS, OPENINGS, TEAM],
        "staff": [DESK],
        "overseer": [REGIONS, MESSAGES, IMPORTS],
    }


def test_every_door_on_the_page_opens(client: Client) -> None:
    user = make_organiser(make_region("Wales"))
    make_role(user)
    user.is_staff = user.is_superuser = True
    user.save()
    sign_in(client, user)
    doors = doors_of(user)
    assert doors == [WALES, DESK, REGIONS, MESSAGES, IMPORTS, LISTS, OPENINGS, TEAM]
    assert [client.get(door).status_code for door in doors] == [200] * 8


def test_the_page_opens_without_a_second_factor_and_says_whether_there_is_one() -> None:
    user = make_user()
    make_appointment(user)
    said = ("Set up a second factor first", "Not set up yet.", "It is set up.")
    before = page_of(user)
    give_second_factor(user)
    after = page_of(user)
    assert [words in before for words in said] == [True, True, False]
    assert [words in after for words in said] == [False, False, True]


def test_the_team_is_led_to_its_planner_which_opens_without_a_second_factor() -> None:
    user = make_user()
    make_role(user)
    client = sign_in(Client(), user)
    led_to = '<a href="/social/planner/">open the planner</a>' in client.get(PAGE).content.decode()
    opened = [client.get(address).status_code for address in ("/social/planner/", "/social/posts/new/", TEAM)]
    assert (led_to, opened) == (True, [200, 200, 403])


def test_whoever_has_no_office_is_told_what_they_can_do() -> None:
    page = page_of(make_user())
    assert "You have no role here today. You do not need one to take part." in page
    told = re.findall(r'<li>\s*<a href="([^"]+)">', page.partition("Everybody can:")[2].partition("</ul>")[0])
    assert told == ["/motions/submit/", "/", "/regions/"]
    assert "Set up a second factor first" not in page


def test_everybody_finds_their_motions_their_account_and_the_way_out(client: Client) -> None:
    page = page_of(make_user("kim@example.org", "Kim Marsh"))
    own = ('href="/motions/mine/"', 'href="/accounts/2fa/"', 'action="/accounts/logout/"', "Kim Marsh")
    assert [words in page for words in own] == [True] * 4


def test_the_masthead_leads_to_it_whoever_is_signed_in(client: Client) -> None:
    link = '<a href="/accounts/">Your work</a>'
    pages = [
        client.get("/"),
        sign_in(Client(), make_user()).get("/"),
        sign_in(client, make_staff()).get(DESK),
    ]
    assert [link in page.content.decode() for page in pages] == [False, True, True]


def cards_of(user: User) -> list[str]:
    """The words of each card."""
    cards = re.findall(r'<li class="card">(.*?)\n        </li>', page_of(user), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", card).split()) for card in cards]


def test_a_card_says_how_much_waits_until_when_and_the_first_three_late_first() -> None:
    with time_machine.travel(datetime(2027, 6, 26, 12, tzinfo=UTC), tick=False):
        user = make_organiser(make_region("Wales"))
        make_group("Bala Left", region=make_region("Wales"))
        before_the_second_factor = sign_in(Client(), user, second_factor=False).get(PAGE).content.decode()
        [card] = cards_of(user)
    assert card == (
        "Desk for Wales 5 tasks · next Wed 30 Jun · 4 days left "
        "Start planning this quarter’s symposium. Wed 30 Jun · 4 days left "
        "Send this quarter’s edition of the directory. Wed 30 Jun · 4 days left "
        "1 group has no contact: find one. Download a contact list"
    )
    assert "task" not in before_the_second_factor.partition("Desk for Wales")[2].partition("</li>")[0]


def test_the_committee_s_card_counts_its_lists_and_the_team_s_what_waits_for_the_reader() -> None:
    conference = make_conference()
    motion = make_motion(make_item(conference))
    page = make_channel("Our page")
    member = make_member("Sam Hollis", channel=page)
    Message.objects.create(channel=page, kind=MessageKind.REQUEST)
    [committee, *_], [team] = cards_of(make_staff()), cards_of(member)
    assert motion.status == Status.RECEIVED
    assert "1 waiting for a ruling" in committee
    assert "Motions close: " in committee
    assert team.startswith("Social media team 1 task · next ")


def test_five_regions_ask_the_database_no_more_than_one() -> None:
    one, five = make_organiser(make_region("Wales")), make_organiser(make_region("London"))
    for name in ("Scotland", "Eastern", "North West", "South West"):
        make_appointment(five, region=make_region(name))
    counts = [counted(sign_in(Client(), user), PAGE) for user in (one, five)]
    assert (counts[0] == counts[1], len(doors_of(one)), len(doors_of(five))) == (True, 1, 5)


def line_of(user: User, *, second_factor: bool = True) -> str:
    """What the front page begins with."""
    page = sign_in(Client(), user, second_factor=second_factor).get("/").content.decode()
    line = re.search(r'<p class="work-line">(.*?)</p>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", line[1]).split()) if line else ""


def test_the_front_page_begins_with_what_waits_for_whoever_is_signed_in(client: Client) -> None:
    with time_machine.travel(datetime(2027, 6, 26, 12, tzinfo=UTC), tick=False):
        organiser = make_organiser(make_region("Wales"))
        make_group("Bala Left", region=make_region("Wales"))
        lines = [line_of(organiser), line_of(organiser, second_factor=False), line_of(make_user())]
        visitors_page = client.get("/")
    assert lines == ["Your work: 5 tasks · next Wed 30 Jun · 4 days left", "Your work", "Your work"]
    assert "work-line" not in visitors_page.content.decode()


def test_the_committee_s_line_counts_as_many_tasks_as_its_card_and_asks_little(client: Client) -> None:
    make_motion(make_item(make_conference()))
    boss = make_staff()
    visitors = counted(client, "/")
    said, [committee, *_] = line_of(boss), cards_of(boss)
    [tasks] = re.findall(r"\d+ tasks?", committee)
    asked = counted(sign_in(Client(), boss), "/")
    assert (said, asked - visitors <= MOST_ASKED) == (f"Your work: {tasks}", True), asked - visitors


def test_the_front_page_of_somebody_is_kept_nowhere_and_costs_visitors_no_query(client: Client) -> None:
    make_motion(make_item(make_conference()))
    before = counted(client, "/")
    theirs = sign_in(Client(), make_organiser(make_region("Wales"))).get("/")
    assert "no-store" in theirs["Cache-Control"]
    assert ("work-line" in client.get("/").content.decode(), counted(client, "/") <= before) == (False, True)
