"""The staffing check: the worked cases of the guidelines, its sentences, and the flow against brute force."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialmedia.channels.choices import ChannelKind
from socialmedia.guidelines.parameters import Parameters
from socialmedia.staffing.checks import Check, Light, check
from socialmedia.staffing.models import ReachTarget
from socialmedia.staffing.outlook import outlook, to_reduce, turning_days, worse
from socialmedia.staffing.seats import most_filled, seats
from socialmedia.staffing.workforce import Place, Stint, Team
from socialmedia.team.models import Leave

FIGURES = Parameters()
TODAY, LAST = date(2026, 7, 1), date(2026, 7, 28)
PREFERENCE = ("Facebook", "Twitter", "Instagram", "YouTube", "Snapchat")
FACEBOOK, TWITTER, INSTAGRAM, YOUTUBE, SNAPCHAT = PAGES = tuple(
    Place(at, f"Our {name} page", ChannelKind.PAGE, at) for at, name in enumerate(PREFERENCE, start=1)
)
ORGANISING = Place(11, "Organising", ChannelKind.ORGANISING)
DISCUSSION = Place(12, "Discussion", ChannelKind.DISCUSSION)
SECOND_DISCUSSION = Place(13, "Debate", ChannelKind.DISCUSSION)
COMMITTEE = Place(14, "Committee room", ChannelKind.COMMITTEE)
BOTH_FORUMS = (ORGANISING, DISCUSSION)

Work = Mapping[str, Sequence[Place]]


def away(person: int, first: date = date.min, last: date = date.max) -> Leave:
    return Leave(user_id=person, starts_on=first, ends_on=last)


def more(extra: int, first: date = date.min, last: date = date.max) -> ReachTarget:
    """More people that the times call for."""
    return ReachTarget(extra=extra, starts_on=first, ends_on=last)


def team(work: Work, places: Sequence[Place] | None = None) -> Team:
    """People by name and what each works on, for good; open is what somebody works on, or what is named."""
    worked_on = {one.key: one for ones in work.values() for one in ones}
    stints = [
        Stint(person=person, place=one.key)
        for person, ones in enumerate(work.values(), start=1)
        for one in ones
    ]
    opened = tuple(worked_on.values()) if places is None else tuple(places)
    return Team(dict(enumerate(work, start=1)), opened, tuple(stints))


SIX: Work = {
    "Ash": [FACEBOOK],
    "Bea": [FACEBOOK],
    "Cal": [FACEBOOK],
    "Dot": BOTH_FORUMS,
    "Eli": BOTH_FORUMS,
    "Fay": [ORGANISING],
}
FIVE: Work = {name: places for name, places in SIX.items() if name != "Fay"}
SIX_ON_TWITTER: Work = {
    name: [*places, TWITTER] if FACEBOOK in places else places for name, places in SIX.items()
}


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((), (0, 0, 0)),
        ((FACEBOOK, ORGANISING), (6, 6, 3)),
        ((FACEBOOK, *BOTH_FORUMS), (8, 6, 3)),
        ((*PAGES[:3], *BOTH_FORUMS), (10, 8, 5)),
        ((*PAGES[:2], *BOTH_FORUMS, COMMITTEE), (9, 7, 4)),
        ((*PAGES, *BOTH_FORUMS, SECOND_DISCUSSION), (14, 10, 7)),
        (BOTH_FORUMS, (5, 3, 3)),
    ],
)
def test_full_shared_floor_and_hard_floor(places: Sequence[Place], expected: tuple[int, int, int]) -> None:
    found = check(Team({}, tuple(places)), TODAY, FIGURES).expected
    assert (found.full, found.shared, found.hard) == expected


@pytest.mark.parametrize(
    ("place", "needed"),
    [
        (ORGANISING, 3),
        (replace(ORGANISING, members=1_000), 3),
        (replace(ORGANISING, members=1_499), 3),
        (replace(ORGANISING, members=1_500), 4),
        (replace(ORGANISING, members=3_100), 7),
        (replace(ORGANISING, extra_seats=2), 5),
        (DISCUSSION, 2),
        (replace(DISCUSSION, members=9_000), 2),
        (replace(DISCUSSION, platforms=2), 2),
        (replace(DISCUSSION, platforms=3), 3),
        (replace(DISCUSSION, platforms=3, extra_seats=1), 4),
        (COMMITTEE, 1),
    ],
)
def test_how_many_people_a_forum_needs(place: Place, needed: int) -> None:
    assert seats(Team({}, (place,)), FIGURES) == {place.key: needed}


def test_the_preferred_page_needs_three_and_each_further_page_one() -> None:
    assert seats(Team({}, (SNAPCHAT, TWITTER, INSTAGRAM)), FIGURES) == {2: 3, 3: 1, 5: 1}


def test_other_figures_give_other_seats() -> None:
    figures = replace(
        FIGURES, page_extra_people=1, organising_people=2, organising_members=100, organising_members_step=50
    )
    places = (FACEBOOK, TWITTER, replace(ORGANISING, members=200))
    assert seats(Team({}, places), figures) == {1: 2, 2: 1, 11: 4}
    assert check(Team({}, places), TODAY, figures).expected.full == 7


def test_six_people_for_the_eight_seats_are_feasible_and_amber() -> None:
    answer = check(team(SIX), TODAY, FIGURES)
    assert (answer.light, answer.people, answer.filled, answer.needs) == (Light.AMBER, 6, 8, 0)
    assert answer.sentence == (
        "6 people fill 8 seats; two hold two roles. "
        "The guidelines expect about 8, possibly fewer if some moderate several forums."
    )
    assert (answer.seats, answer.pool, answer.load) == (
        Check(Light.GREEN, ("Every page and forum has the people it needs.",)),
        Check(
            Light.GREEN, ("3 people work on our page; 3 people are needed: one for each page and two more.",)
        ),
        Check(Light.AMBER, ("That is 2 people fewer than the guidelines expect.",)),
    )


def test_five_people_are_not_feasible_and_the_forum_is_named() -> None:
    answer = check(team(FIVE), TODAY, FIGURES)
    assert (answer.light, answer.people, answer.filled, answer.needs) == (Light.RED, 5, 7, 1)
    assert answer.reasons == [
        "Organising needs 3 people and has 2.",
        "Only 7 of 8 seats can be filled: nobody counts for two pages or for more than 2 roles.",
    ]
    assert answer.sentence == (
        "5 people fill 7 of 8 seats; two hold two roles. "
        "The guidelines expect about 8, possibly fewer if some moderate several forums."
    )


def test_eight_people_with_a_role_each_are_green() -> None:
    work: Work = {
        **dict.fromkeys(("Ash", "Bea", "Cal"), (FACEBOOK,)),
        **dict.fromkeys(("Dot", "Eli", "Fay"), (ORGANISING,)),
        **dict.fromkeys(("Gus", "Hal"), (DISCUSSION,)),
    }
    answer = check(team(work), TODAY, FIGURES)
    assert (answer.light, answer.needs, answer.reasons) == (Light.GREEN, 0, [])
    assert answer.load.sentences == ("Every seat can be filled, and nobody holds more than 2 roles.",)
    assert answer.sentence.startswith("8 people fill 8 seats; nobody holds several roles.")


def test_the_same_six_cannot_open_twitter_and_need_one_more_person() -> None:
    answer = check(team(SIX_ON_TWITTER), TODAY, FIGURES)
    assert (answer.light, answer.seats.light, answer.needs) == (Light.RED, Light.GREEN, 1)
    assert answer.pool.sentences == (
        "3 people work on our 2 pages; 4 people are needed: one for each page and two more.",
    )
    with_adapter = check(team({**SIX_ON_TWITTER, "Gus": [TWITTER]}), TODAY, FIGURES)
    assert (with_adapter.light, with_adapter.needs) == (Light.AMBER, 0)


@pytest.mark.parametrize(
    ("most", "light", "needs"), [(3, Light.AMBER, 0), (2, Light.RED, 1), (1, Light.RED, 5)]
)
def test_three_people_everywhere_are_enough_only_where_three_roles_are_allowed(
    most: int, light: Light, needs: int
) -> None:
    everywhere = team(
        dict.fromkeys(
            ("Ash", "Bea", "Cal"),
            (
                FACEBOOK,
                *BOTH_FORUMS,
            ),
        )
    )
    answer = check(everywhere, TODAY, replace(FIGURES, most_roles=most))
    assert (answer.seats.light, answer.pool.light) == (Light.GREEN, Light.GREEN)
    assert (answer.light, answer.needs) == (light, needs)


def test_whoever_holds_more_roles_than_allowed_is_named() -> None:
    work = {**SIX, "Dot": [FACEBOOK, *BOTH_FORUMS], "Gus": [DISCUSSION], "Hal": [DISCUSSION]}
    answer = check(team(work), TODAY, FIGURES)
    assert answer.load == Check(Light.AMBER, ("Dot holds 3 roles; the guidelines allow 2.",))
    assert answer.sentence.startswith(
        "8 people hold 11 roles and fill 8 seats; one holds two roles and one holds three roles."
    )


def test_all_pages_together_are_one_role() -> None:
    several = {
        "Dot": [*PAGES[:3], ORGANISING],
        **dict.fromkeys("ABCE", PAGES[:3]),
        **dict.fromkeys("FG", (ORGANISING,)),
    }
    answer = check(team(several), TODAY, FIGURES)
    assert (answer.light, answer.sentence) == (
        Light.AMBER,
        "7 people fill 8 seats; one holds two roles. The guidelines expect about 8.",
    )


def test_a_committee_forum_is_outside_the_head_count_but_somebody_looks_after_it() -> None:
    with_room = team({**SIX, "Vic": [COMMITTEE]})
    answer = check(with_room, TODAY, FIGURES)
    assert (answer.people, answer.expected.full, answer.light) == (6, 8, Light.AMBER)
    nobody = check(with_room.without(away(7)), TODAY, FIGURES)
    assert nobody.reasons == ["Committee room needs 1 person and has nobody."]
    officers = team(SIX, [FACEBOOK, *BOTH_FORUMS, replace(COMMITTEE, officers=True)])
    assert check(officers, TODAY, FIGURES).light == Light.AMBER


def test_a_reach_target_adds_to_the_people_required_while_it_lasts() -> None:
    election = more(2, date(2026, 7, 10), date(2026, 7, 20))
    stretched = replace(team(SIX), reach=(election,))
    found = [check(stretched, date(2026, 7, day), FIGURES).expected.full for day in (9, 10, 20, 21)]
    assert found == [8, 10, 10, 8]
    assert check(stretched, date(2026, 7, 10), FIGURES).light == Light.AMBER  # four have a role to spare
    many = replace(team(SIX), reach=(more(5, date(2026, 7, 10), date(2026, 7, 20)),))
    answer = check(many, date(2026, 7, 10), FIGURES)
    assert (answer.light, answer.filled, answer.needs) == (Light.RED, 12, 1)


@pytest.mark.parametrize(
    ("stretched", "sentence"),
    [
        (
            replace(team(SIX), reach=(more(2),)),
            "6 people hold 8 roles and fill 10 seats, 2 of them for more reach; two hold two roles.",
        ),
        (
            replace(team(SIX), reach=(more(5),)),
            "6 people hold 8 roles and fill 12 of 13 seats, 5 of them for more reach; two hold two roles.",
        ),
        (
            team({**SIX, "Gus": [FACEBOOK]}),
            "7 people hold 9 roles and fill 8 seats; two hold two roles.",
        ),
        (
            team({"Ash": BOTH_FORUMS}),
            "1 person fills 2 of 5 seats; one holds two roles.",
        ),
    ],
)
def test_people_and_the_roles_they_hold_add_up_in_the_sentence(stretched: Team, sentence: str) -> None:
    said = check(stretched, TODAY, FIGURES).sentence.partition(" The guideline")[0]
    assert said == sentence


def test_nobody_is_expected_where_nothing_is_open() -> None:
    election = more(2)
    answer = check(Team({}, (), reach=(election,)), TODAY, FIGURES)
    assert (answer.light, answer.needs, answer.sentence) == (
        Light.GREEN,
        0,
        "No page or forum is open, so the guidelines expect nobody.",
    )


def test_whoever_is_away_or_not_yet_or_no_longer_appointed_does_not_count() -> None:
    appointed = replace(
        Team({1: "Ash", 2: "Bea"}, (ORGANISING,)),
        stints=(
            Stint(person=1, place=11, starts_on=date(2026, 7, 3), ends_on=date(2026, 7, 9)),
            Stint(person=2, place=11),
        ),
        leave=(away(2, date(2026, 7, 5), date(2026, 7, 5)),),
    )
    days = [2, 3, 4, 5, 6, 9, 10]
    found = [check(appointed, date(2026, 7, day), FIGURES).lines[0].people for day in days]
    both, ash, bea = ("Ash", "Bea"), ("Ash",), ("Bea",)
    assert found == [bea, both, both, ash, both, both, bea]
    assert turning_days(appointed, TODAY, LAST) == [
        TODAY, date(2026, 7, 3), date(2026, 7, 5), date(2026, 7, 6), date(2026, 7, 10),
    ]  # fmt: skip


def test_the_days_ahead_are_told_where_they_are_worse() -> None:
    without_fay = team(SIX).without(away(6, date(2026, 7, 10), date(2026, 7, 19)))
    spells = outlook(without_fay, TODAY, LAST, FIGURES)
    assert [(spell.first.day, spell.last.day, spell.answer.light) for spell in spells] == [
        (1, 9, Light.AMBER),
        (10, 19, Light.RED),
        (20, 28, Light.AMBER),
    ]
    assert [spell.missing for spell in worse(spells)] == [("Fay",)]


def test_the_outlook_is_what_each_day_by_itself_says() -> None:
    spans = (
        away(1, date(2026, 6, 20), date(2026, 7, 2)),
        away(4, date(2026, 7, 28), date(2026, 8, 9)),
        away(6, date(2026, 7, 2), date(2026, 7, 4)),
    )
    changing = replace(team(SIX), leave=spans, reach=(more(1, date(2026, 7, 4)),))
    spells = outlook(changing, TODAY, LAST, FIGURES)
    days = [date(2026, 7, day) for day in range(1, 29)]
    told = [next(one.answer for one in spells if one.first <= day <= one.last) for day in days]
    assert told == [check(changing, day, FIGURES) for day in days]


def test_an_adapters_leave_proposes_to_reduce_the_least_preferred_platform() -> None:
    """Five people on three pages; with the adapter of any of them away, the others can hold two."""
    both = dict.fromkeys(("Ash", "Bea", "Cal", "Gus", "Hal"), PAGES[:3])
    july = away(5, date(2026, 7, 10), date(2026, 7, 19))
    during = team(both).without(july)
    assert check(during, TODAY, FIGURES).passes
    assert to_reduce(during, date(2026, 7, 10), FIGURES) == [INSTAGRAM]
    adapters: Work = {
        **dict.fromkeys(("Ash", "Bea", "Cal"), (FACEBOOK,)),
        "Gus": [INSTAGRAM],
        "Hal": [TWITTER],
    }
    assert to_reduce(team(adapters).without(july), date(2026, 7, 10), FIGURES) == [INSTAGRAM]


def test_the_fewest_pages_are_proposed_in_reverse_order_of_preference() -> None:
    four: Work = dict.fromkeys(("Ash", "Bea", "Cal", "Dot"), PAGES)
    assert to_reduce(team(four), TODAY, FIGURES) == [SNAPCHAT, YOUTUBE, INSTAGRAM]
    two: Work = dict.fromkeys(("Ash", "Bea"), (FACEBOOK,))
    assert to_reduce(team(two), TODAY, FIGURES) == [FACEBOOK]


def test_no_page_is_proposed_where_a_forum_is_short() -> None:
    assert to_reduce(team(FIVE), TODAY, FIGURES) == []


def test_a_suspended_page_needs_nobody() -> None:
    left = team(SIX_ON_TWITTER).suspending([TWITTER])
    assert check(left, TODAY, FIGURES) == check(team(SIX), TODAY, FIGURES)


def test_the_record_keeps_plain_figures() -> None:
    assert check(team(FIVE), TODAY, FIGURES).figures() == {
        "light": "red", "people": 5, "filled": 7, "full": 8, "shared": 6, "hard": 3, "needs": 1,
    }  # fmt: skip


PLACES = range(4)


@settings(max_examples=300, deadline=None)
@given(
    work=st.lists(st.sets(st.sampled_from(PLACES)), max_size=4),
    wanted=st.tuples(*(st.integers(0, 3) for _ in PLACES)),
    pages=st.frozensets(st.sampled_from(PLACES)),
    most=st.integers(1, 3),
)
def test_the_flow_fills_as_many_seats_as_trying_everything(
    work: list[set[int]], wanted: tuple[int, ...], pages: frozenset[int], most: int
) -> None:
    people = {place: [who for who, places in enumerate(work) if place in places] for place in PLACES}
    found = most_filled(dict(enumerate(wanted)), people, pages=pages, most=most)
    assert found == by_trying(work, wanted, pages=pages, most=most)


def by_trying(
    work: Sequence[Collection[int]], wanted: Sequence[int], *, pages: frozenset[int], most: int
) -> int:
    """The best of every way in which each person takes some of their places."""
    ways = [
        [
            taken
            for count in range(most + 1)
            for taken in combinations(sorted(places), count)
            if len(pages.intersection(taken)) <= 1
        ]
        for places in work
    ]
    return max(
        sum(min(seats, sum(place in taken for taken in chosen)) for place, seats in enumerate(wanted))
        for chosen in product(*ways)
    )
