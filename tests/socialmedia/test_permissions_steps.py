"""Who may do what at addresses that name one of several acts, every act and every cell written down."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.time import clock
from socialmedia.channels.models import Channel
from socialmedia.forums.views import cases
from socialmedia.forums.views import forums as forums_forums
from socialmedia.forums.workflow import forums
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts.views import acts
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty, Swap
from socialmedia.roster.views import swaps as roster_views
from socialmedia.team.choices import Role
from tests.permission_matrix import DONE, SIGN_IN, Cell, done
from tests.socialmedia.factories import make_guidelines
from tests.socialmedia.forums.factories import make_case, make_decided, make_forum
from tests.socialmedia.posts.factories import ask, planned, write
from tests.socialmedia.roles import COORDINATORS, LEADERSHIP, MANAGERS, TEAM, Cast, come_in, make_cast, who_do

pytestmark = pytest.mark.django_db
Step = tuple[
    str, Mapping[str, Any], Mapping[str, Any], list[Cell]
]  # address, what stands in it, what is typed
NEW = {"platform": "2", "members": "0"}
A_FORUM = {**NEW, "extra_seats": "0"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def swap_steps(cast: Cast) -> dict[str, Step]:
    """The coordinator asks for a swap: of anybody, and of the member alone."""
    today, swaps = localdate(clock.now()), []
    for kind, to in ((DutyKind.POSTING, None), (DutyKind.MESSAGES, cast.member)):
        duty = RosterDuty.objects.create(channel=cast.page, kind=kind, on=today, user=cast.coordinator)
        swaps.append({"pk": Swap.objects.create(duty=duty, asked_by=cast.coordinator, to=to).pk})
    anybody, member = swaps
    theirs: list[Cell] = [SIGN_IN, 403, 409, 409, DONE, 409, 403, 403]
    members: list[Cell] = [SIGN_IN, 403, DONE, 409, 409, 409, 403, 403]
    nothing: list[Cell] = [SIGN_IN, 403, 404, 404, 404, 404, 403, 403]
    return {
        "accept": ("answer_swap", {**anybody, "act": "accept"}, {}, [*members[:5], DONE, 403, 403]),
        "decline": ("answer_swap", {**member, "act": "decline"}, {}, members),
        "withdraw": ("answer_swap", {**anybody, "act": "withdraw"}, {}, theirs),
        "nonsense": (
            "answer_swap",
            {**anybody, "act": "x"},
            {},
            nothing,
        ),
    }


def rule_steps(cast: Cast) -> dict[str, Step]:
    forum = make_forum("Rules")
    second = forums.add_rule(forum, words="Be brief.", by=SYSTEM)
    third = forums.add_rule(forum, words="Be kind.", by=SYSTEM)
    forums.retire_rule(forum.rules.standing()[0], by=SYSTEM)
    here, cells = {"slug": forum.slug}, who_do(COORDINATORS)
    return {
        "up": ("move_forum_rule", {**here, "pk": third.pk, "step": "up"}, {}, cells),
        "down": ("move_forum_rule", {**here, "pk": second.pk, "step": "down"}, {}, cells),
        "retire": ("move_forum_rule", {**here, "pk": second.pk, "step": "retire"}, {}, cells),
        "reviewed": ("forum_step", {**here, "step": "reviewed"}, {}, cells),
        "number": ("forum_step", {**here, "step": "number"}, {}, cells),
    }


def case_steps(cast: Cast) -> dict[str, Step]:
    opened = make_case(make_forum("Open"), cast.lapsed, name="Open Owl")
    told = make_decided(make_forum("Told"), cast.lapsed, cast.member, cast.manager, told=True)
    return {
        "ask-leadership": ("case_step", {"pk": opened.pk, "step": "ask-leadership"}, {}, who_do(TEAM)),
        "close": ("case_step", {"pk": told.pk, "step": "close"}, {}, who_do(TEAM)),
    }


def check_steps(cast: Cast) -> dict[str, Step]:
    """The member wrote it and checks nothing of it; anybody else of the team may, as either reader."""
    post = ask(write(planned(cast.page), author=cast.member, accuses=True))
    read, cells = posts_selectors.digest_of(post), who_do(TEAM)
    by_others = [200 if cell == DONE and at == 2 else cell for at, cell in enumerate(cells)]
    said = {"read": read, "note": "The hour is wrong."}
    return {
        f"{kind} {agreed}": (
            "check_post", {"pk": post.pk, "kind": kind}, {**said, "agreed": agreed}, by_others
        )
        for kind in acts.KINDS
        for agreed in ("yes", "no")
    }  # fmt: skip


def channel_steps(cast: Cast) -> dict[str, Step]:
    typed: dict[str, dict[str, Any]] = {
        "page": {**NEW, "name": "X page"},
        "organising": {
            **NEW,
            "name": "Organise",
            "extra_seats": "0",
            "allowed_posts": ["polls"],
            "decided_by": "statement",
            "decision": "The leadership’s",
            "decided_on": localdate(clock.now()),
        },
        "discussion": {**A_FORUM, "name": "Talk"},
        "committee": {**NEW, "name": "Officers"},
    }
    return {kind: ("new_channel", {"kind": kind}, said, who_do(COORDINATORS)) for kind, said in typed.items()}


def role_steps(cast: Cast) -> dict[str, Step]:
    """Both offices are vacant; the manager's is the leadership's to give, not the manager's own."""
    make_guidelines(coordinator_posts=0)
    person = {"name": "Mo Member", "email": cast.member.email, "how": "elected", "decision": "Conference"}
    for office in (cast.manager, cast.coordinator):
        office.social_appointments.update(ends_on=localdate(clock.now()))
    typed = {**person, "channel": "", "starts_on": localdate(clock.now()) + timedelta(days=1)}
    leaders = [200 if at == 5 else cell for at, cell in enumerate(who_do(LEADERSHIP))]
    return {
        "manager": ("appoint", {}, {**typed, "role": Role.MANAGER}, leaders),
        "coordinator": ("appoint", {}, {**typed, "role": Role.COORDINATOR}, who_do(MANAGERS)),
    }


@pytest.mark.parametrize(
    "steps", [swap_steps, rule_steps, case_steps, check_steps, channel_steps, role_steps]
)
def test_each_act_of_an_address_is_done_by_those_who_may(steps: Any, cast: Cast) -> None:
    written, clients = steps(cast), come_in(cast)
    found = {}
    for act, (name, about, typed, _) in written.items():
        found[act] = done(clients, reverse(f"socialmedia:{name}", kwargs=about), typed, app="socialmedia")
    assert found == {act: cells for act, (_, _, _, cells) in written.items()}


def test_no_act_that_an_address_can_name_is_left_out(cast: Cast) -> None:
    swaps, rules, closing = swap_steps(cast), rule_steps(cast), case_steps(cast)
    assert set(roster_views.ANSWERS) == set(swaps) - {"nonsense"}
    assert set(forums_forums.STEPS) | {"up", "down", "retire"} == set(rules)
    assert set(cases.STEPS) == set(closing)
    assert Channel.objects.filter(slug="rules").exists()
