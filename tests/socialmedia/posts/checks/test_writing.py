"""What is said rests on something, is fair, is described, and was read by somebody who did not write it."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from lla.accounts.models import User
from socialmedia.channels.choices import Basis
from socialmedia.guidelines.choices import Duty, Level
from socialmedia.guidelines.parameters import POSTS, SHARING, WRITING, Parameters, about
from socialmedia.guidelines.verdicts import DecisionFacts, Verdict, unresolved
from socialmedia.posts.checks.facts import PostFacts, digest
from socialmedia.posts.choices import CheckKind, Judgement, PostKind
from tests.socialmedia.posts.checks.facts import (
    AUTHOR,
    NOON,
    PEER,
    READER,
    SOURCE,
    changed,
    checked,
    judge,
    levels,
    of,
    page,
    post,
    tweet,
    with_figure,
)

LINK = "https://conference.example.org/motions/m42/"
DAY = date(2027, 1, 15)
CONFERENCE = {
    "basis": Basis.CONFERENCE,
    "basis_words": "Motion C",
    "basis_link": LINK,
    "on_our_site": True,
}
BASES = [
    ({}, "fail", "It states an official position without giving its basis."),
    (
        {"basis": Basis.CONFERENCE, "basis_words": "Motion C"},
        "fail",
        "Its basis is a decision of conference that cannot be looked up.",
    ),
    (
        {"basis": Basis.CONFERENCE, "basis_link": LINK},
        "fail",
        "Its basis is a decision of conference that cannot be looked up.",
    ),
    (
        {"basis": Basis.CONFERENCE, "basis_words": "Motion C", "basis_link": LINK, "on_our_site": True},
        "fail",
        "Its basis is a decision of conference, but its address does not lead to a public motion of ours.",
    ),
    (
        {**CONFERENCE, "decision": DecisionFacts("Motion m42")},
        "fail",
        "Motion m42 is not yet decided.",
    ),
    (
        {**CONFERENCE, "decision": DecisionFacts("Motion m42", carried=False)},
        "fail",
        "Motion m42 was not carried.",
    ),
    (
        {**CONFERENCE, "decision": DecisionFacts("Motion m42", carried=True)},
        "pass",
        "The basis of its position is Motion C.",
    ),
    ({"basis": Basis.STATEMENT}, "fail", "Its basis is a statement of the leadership that is not named."),
    (
        {"basis": Basis.STATEMENT, "basis_words": "On rents"},
        "fail",
        "Its basis is a statement of the leadership without a date.",
    ),
    (
        {"basis": Basis.STATEMENT, "basis_words": "On rents", "basis_on": DAY, "basis_link": LINK},
        "pass",
        "The basis of its position is On rents.",
    ),
    (
        {"basis": Basis.CONSTITUTION, "basis_words": "Rule 4", "basis_link": LINK},
        "fail",
        "The address of its basis is not on our own site.",
    ),
    (
        {"basis": Basis.CONSTITUTION, "basis_words": "Rule 4", "basis_link": LINK, "on_our_site": True},
        "pass",
        "The basis of its position is Rule 4.",
    ),
    ({"basis": Basis.CONSTITUTION}, "fail", "Its basis is the constitution, but no rule is named."),
    ({"basis": Basis.CONSTITUTION, "basis_words": "Rule 4"}, "pass", "The basis of its position is Rule 4."),
    ({"basis": Basis.CONSULTED}, "fail", "It says that the team was consulted, and nothing shows it."),
    (
        {"basis": Basis.CONSULTED, "answers": 0},
        "fail",
        "It says that the team was consulted, and nobody has answered yet.",
    ),
    ({"basis": Basis.CONSULTED, "answers": 1}, "pass", "The team was consulted."),
    (
        {"basis": Basis.CONSULTED, "basis_words": "the meeting of 3 May"},
        "pass",
        "The basis of its position is the meeting of 3 May.",
    ),
]


@pytest.mark.parametrize(("facts", "level", "sentence"), BASES)
def test_an_official_position_names_its_basis(facts: dict[str, Any], level: str, sentence: str) -> None:
    (verdict,) = of("basis_named", judge(post(official=True, **facts)))
    assert (verdict.level, verdict.sentence) == (level, sentence)


def test_a_post_without_a_position_needs_no_basis() -> None:
    assert of("basis_named", judge(post())) == []


@pytest.mark.parametrize(
    ("judgement", "note", "codes"),
    [
        (Judgement.NONE, "", [("judgement_noted", "fail")]),
        (Judgement.PRINCIPLE, "", [("judgement_noted", "fail")]),
        (Judgement.PRINCIPLE, " ", [("judgement_noted", "fail")]),
        (Judgement.NONE, "We thought about it.", [("judgement_noted", "fail")]),
        (Judgement.PRINCIPLE, "It is who we are.", [("judgement_noted", "pass")]),
        (Judgement.STRATEGY, "It wins people.", [("judgement_noted", "pass")]),
        (Judgement.LEAVE, "Not now.", [("judged_to_leave", "fail")]),
        (Judgement.LEAVE, "", [("judged_to_leave", "fail")]),
    ],
)
def test_a_controversial_post_is_judged_by_somebody_and_never_by_its_topic(
    judgement: str, note: str, codes: list[tuple[str, str]]
) -> None:
    found = judge(post(controversial=True, judgement=judgement, judgement_note=note))
    assert [(one.code, one.level) for one in found if one.code.startswith("judge")] == codes


def test_a_judgement_to_leave_it_is_no_duty_of_the_guidelines_and_can_be_gone_against_with_a_reason() -> None:
    left = post(controversial=True, judgement=Judgement.LEAVE)
    found = of("judged_to_leave", judge(left, with_figure("judgement_noted", Duty.LEFT_OPEN)))
    assert [one.sentence for one in unresolved(found)] == ["It was judged not worth posting."]
    assert unresolved(found, {("judged_to_leave", None)}) == []


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"makes_claims": True}, ["fail"]),
        ({"makes_claims": True, "claim_sources": " "}, ["fail"]),
        ({"makes_claims": True, "claim_sources": "The council's minutes"}, ["pass"]),
        ({"accuses": True}, ["fail"]),
    ],
)
def test_claims_and_accusations_have_sources(facts: dict[str, Any], found: list[str]) -> None:
    assert levels("claims_sourced", judge(post(**facts))) == found


def test_words_of_the_filter_list_in_our_own_text_are_named() -> None:
    found = judge(post(variants=(page(words="What a t.w.i.t."), tweet())), words=["twit", "nitwit"])
    assert of("own_words_clean", found) == [
        Verdict(
            "own_words_clean",
            Level.WARN,
            "It contains words from our own filter list: “twit”.",
            "Use other words.",
        )
    ]
    assert levels("own_words_clean", judge(post(), words=["twit"])) == ["pass"]
    assert of("own_words_clean", judge(post(variants=(page(words="twit"),)))) == []


def test_a_picture_has_rights_and_a_description() -> None:
    bare = judge(post(has_media=True))
    whole = judge(post(has_media=True, media_rights="Taken by Sam", alternative_text="A queue at a door"))
    said = [[levels(code, found) for code in ("image_rights", "alternative_text")] for found in (bare, whole)]
    assert said == [[["fail"], ["fail"]], [["pass"], ["pass"]]]
    assert [of(code, judge(post())) for code in ("image_rights", "alternative_text")] == [[], []]


def test_paid_material_without_an_imprint_is_against_the_law_and_no_reason_helps() -> None:
    (verdict,) = of("imprint", judge(post(paid=True)))
    assert verdict.level == Level.BLOCK
    assert unresolved([verdict], {verdict.key}) == [verdict]
    assert levels("imprint", judge(post(paid=True, imprint="Promoted by A. Fern, 1 High Street"))) == ["pass"]
    assert of("imprint", judge(post())) == []


def test_only_the_law_blocks() -> None:
    worst = post(
        kind=PostKind.SHARE,
        official=True,
        controversial=True,
        makes_claims=True,
        accuses=True,
        has_media=True,
        paid=True,
        variants=(page(limit=1, others_that_day=9), tweet(words="Come on Saturday.")),
    )
    assert {one.code for one in judge(worst, words=["come"]) if one.level == Level.BLOCK} == {"imprint"}


def peer(given: PostFacts) -> str:
    return of("peer_checked", judge(given))[0].sentence


def test_somebody_else_has_checked_the_words_as_they_stand() -> None:
    plain = post()
    good = checked(plain)
    assert [
        peer(plain),
        peer(good),
        peer(checked(plain, by=AUTHOR, name="Alex Fern")),
        peer(checked(plain, agreed=False)),
        peer(replace(good, variants=(page(words="Come on Sunday."),))),
        peer(checked(good, by=READER, name="Kit Moss", agreed=False)),
    ] == [
        "Nobody but the writer has checked yet.",
        "Sam Hollis has checked these words.",
        "Nobody but the writer has checked yet.",
        "Sam Hollis has checked and does not agree.",
        "The words have changed since Sam Hollis checked them.",
        "Kit Moss has checked and does not agree.",
    ]


def test_where_a_check_is_encouraged_words_without_one_can_go_out_and_where_it_is_required_not() -> None:
    """The example gives advice, so that is the default; a team may ask for more in its own version."""
    levels_of = {
        duty: [one.level for one in of("peer_checked", judge(post(), with_figure("peer_checked", duty)))]
        for duty in Duty
    }
    assert levels_of == {
        Duty.LEFT_OPEN: [],
        Duty.ENCOURAGED: [Level.WARN],
        Duty.REQUIRED: [Level.FAIL],
    }
    assert (Parameters().peer_checked, unresolved(judge(post()))) == (Duty.ENCOURAGED, [])


def test_the_date_of_a_statement_is_among_what_is_read() -> None:
    plain = post()
    assert digest(plain) != digest(changed(plain, basis_on=DAY))


def test_a_check_outlives_another_time_and_no_other_word() -> None:
    plain = post(variants=(page(), tweet()))
    later = replace(plain, variants=(tweet(), page(planned_at=NOON.replace(day=3), others_that_day=2)))
    others = [
        replace(plain, variants=(page(words="Come on Saturday"), tweet())),
        replace(plain, variants=(page(),)),
        changed(plain, alternative_text="A queue"),
        replace(plain, source=SOURCE),
        changed(plain, imprint="Promoted by A. Fern"),
    ]
    assert digest(later) == digest(plain)
    assert len({digest(one) for one in (plain, *others)}) == len(others) + 1


def test_an_accusation_needs_a_reader_who_neither_wrote_nor_checked_it() -> None:
    plain = checked(post(accuses=True, claim_sources="The court's own record"))
    read = [plain, *(checked(plain, by=who, kind=CheckKind.SECOND_READER) for who in (AUTHOR, PEER, READER))]
    assert [levels("second_reader", judge(one)) for one in read] == [["fail"]] * 3 + [["pass"]]
    assert of("second_reader", judge(post())) == []


WRONG = post(
    kind=PostKind.SHARE,
    official=True,
    controversial=True,
    accuses=True,
    has_media=True,
    original_id=1,
    used_on=frozenset({NOON.date()}),
    variants=(page(limit=1), tweet(words="Come on Saturday.", planned_at=NOON.replace(hour=11))),
)
DUTIES = [
    one.name
    for one in fields(Parameters)
    if about(one.name).part in {SHARING, WRITING} and isinstance(one.default, Duty)
]


@pytest.mark.parametrize("name", DUTIES)
def test_each_duty_decides_whether_nothing_a_warning_or_a_failure_comes_of_it(name: str) -> None:
    wrong = changed(WRONG, kind=PostKind.ORIGINAL) if name == "original_first" else WRONG
    wrong = replace(wrong, variants=(tweet(),)) if name == "original_first" else wrong
    found = {
        duty: {one.level for one in of(name, judge(wrong, with_figure(name, duty), words=["come"]))}
        - {"pass"}
        for duty in Duty
    }
    assert found == {Duty.LEFT_OPEN: set(), Duty.ENCOURAGED: {"warn"}, Duty.REQUIRED: {"fail"}}


FIGURED: dict[str, tuple[int, PostFacts]] = {
    "posts_aim_least": (3, post()),
    "posts_aim_most": (2, post(variants=(page(others_that_day=2),))),
    "posts_most": (9, post(variants=(page(others_that_day=5),))),
    "vetted_days": (20, post(kind=PostKind.SHARE, read_by=User(name="Sam"), source=SOURCE)),
}


@pytest.mark.parametrize("name", sorted(FIGURED))
def test_another_figure_makes_another_verdict_in_another_sentence(name: str) -> None:
    value, given = FIGURED[name]
    figures = with_figure(name, value)
    before, after = judge(given), judge(given, figures)
    assert [one.sentence for one in before] != [one.sentence for one in after]
    assert any(str(value) in one.sentence for one in after)


def test_every_figure_and_duty_that_concerns_posts_is_tried_here() -> None:
    ours = {one.name for one in fields(Parameters) if about(one.name).part in {POSTS, SHARING, WRITING}}
    assert ours == {*DUTIES, *FIGURED, "posts_least"}  # the fewest concerns a whole day, see its own test
