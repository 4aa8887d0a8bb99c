"""How many posts a day, where a post begins, whether it fits, and which hour is meant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from socialmedia.channels.choices import ChannelStatus, Counting
from socialmedia.guidelines.choices import Level
from socialmedia.guidelines.verdicts import Verdict
from socialmedia.posts.checks.every_check import verdicts
from socialmedia.posts.checks.facts import Surroundings, VariantFacts
from socialmedia.posts.checks.placement import day_verdict
from socialmedia.posts.choices import PostKind
from tests.socialmedia.posts.checks.facts import (
    FACEBOOK,
    FIGURES,
    NOON,
    TWITTER,
    judge,
    levels,
    of,
    page,
    post,
    tweet,
)

LITTLE = "too little loses engagement. The fewest is 1 a day, the aim 2 to 3."
HIGH = "that is high. The aim is 2 to 3 a day, and 5 the most."
MUCH = "too much dilutes impact. The most is 5 a day, the aim 2 to 3."
DAYS = [
    (0, Level.FAIL, f"No posts: {LITTLE}", "Plan 2 more."),
    (1, Level.WARN, "1 post: that is low. The aim is 2 to 3 a day.", "Plan 1 more."),
    (2, Level.PASS, "2 posts: the aim is 2 to 3 a day.", ""),
    (3, Level.PASS, "3 posts: the aim is 2 to 3 a day.", ""),
    (4, Level.WARN, f"4 posts: {HIGH}", "Move 1 to another day."),
    (5, Level.WARN, f"5 posts: {HIGH}", "Move 2 to another day."),
    (6, Level.FAIL, f"6 posts: {MUCH}", "Move 3 to another day."),
    (40, Level.FAIL, f"40 posts: {MUCH}", "Move 37 to another day."),
]


@pytest.mark.parametrize(("posts", "level", "sentence", "todo"), DAYS)
def test_posts_of_a_day_are_judged_at_every_boundary(
    posts: int, level: Level, sentence: str, todo: str
) -> None:
    assert day_verdict(posts, FIGURES) == Verdict("posts_a_day", level, sentence, todo)


def test_a_day_is_judged_by_the_figures_of_the_version() -> None:
    figures = replace(FIGURES, posts_least=0, posts_aim_least=1, posts_aim_most=1, posts_most=2)
    assert [day_verdict(posts, figures).level for posts in range(4)] == ["warn", "pass", "warn", "fail"]
    assert day_verdict(0, figures).sentence == "No posts: that is low. The aim is 1 a day."
    assert day_verdict(1, figures).sentence == "1 post: the aim is 1 a day."


@pytest.mark.parametrize(
    ("others", "level"),
    [(0, "pass"), (1, "pass"), (2, "pass"), (3, "warn"), (4, "warn"), (5, "fail")],
)
def test_one_more_post_can_be_too_many_for_its_day_and_never_too_few(others: int, level: str) -> None:
    assert levels("posts_a_day", judge(post(variants=(page(others_that_day=others),)))) == [level]


def test_the_sixth_post_says_which_day_and_which_page() -> None:
    (verdict,) = of("posts_a_day", judge(post(variants=(page(others_that_day=5),))))
    assert verdict == Verdict(
        "posts_a_day",
        Level.FAIL,
        "Our page, Tuesday 2 February 2027, with this one: 6 posts: too much dilutes impact. "
        "The most is 5 a day, the aim 2 to 3.",
        "Choose another day for it.",
        FACEBOOK,
    )


def test_forums_and_what_went_out_already_crowd_no_day() -> None:
    there = (page(is_page=False, others_that_day=9), page(posted=True, others_that_day=9))
    assert of("posts_a_day", judge(post(variants=there))) == []


LIMITS = [
    (page(limit=10, words="a" * 10), "pass", "Our page: 10 of 10 characters as Facebook counts them."),
    (
        page(limit=10, words="a" * 11),
        "fail",
        "Our page: 11 characters as Facebook counts them, but the limit is 10.",
    ),
    (
        tweet(counting=Counting.WEIGHTED, words="a" * 10_000),
        "fail",
        "Our X page: 10,000 characters as Twitter (X) counts them, but the limit is 280.",
    ),
    (
        tweet(counting=Counting.WEIGHTED, words="日" * 140),
        "pass",
        "Our X page: 280 of 280 characters as Twitter (X) counts them.",
    ),
    (
        tweet(counting=Counting.WEIGHTED, words="日" * 140 + "!"),
        "fail",
        "Our X page: 281 characters as Twitter (X) counts them, but the limit is 280.",
    ),
    (
        page(counting=Counting.BLUESKY, limit=300, byte_limit=3_000, words="👩‍👩‍👧‍👦" * 120),
        "pass",
        "Our page: 120 of 300 characters as Facebook counts them.",
    ),
    (
        page(counting=Counting.BLUESKY, limit=300, byte_limit=3_000, words="👩‍👩‍👧‍👦" * 121),
        "fail",
        "Our page: 3,025 bytes, but the limit on Facebook is 3,000.",
    ),
    (
        page(counting=Counting.BLUESKY, byte_limit=60, words=f"https://example.org/{'a' * 3_000}"),
        "pass",
        "Our page: 27 characters as Facebook counts them.",
    ),
    (page(needs_media=True), "fail", "Our page: posts on Facebook need a picture or film."),
    (page(), "pass", "Our page: 17 characters as Facebook counts them."),
]


@pytest.mark.parametrize(("variant", "level", "sentence"), LIMITS)
def test_a_post_fits_its_platform(variant: VariantFacts, level: str, sentence: str) -> None:
    (verdict,) = of("platform_limits", judge(post(variants=(variant,))))
    assert (verdict.level, verdict.sentence) == (level, sentence)


def test_ten_thousand_characters_for_x_are_answered_with_what_to_do() -> None:
    (verdict,) = of("platform_limits", judge(post(variants=(tweet(words="a" * 10_000),))))
    assert (verdict.todo, verdict.channel) == ("Shorten it by 9,720.", TWITTER)


def test_what_is_too_large_is_answered_with_what_to_do() -> None:
    (verdict,) = of("platform_limits", judge(post(variants=(page(byte_limit=10, words="é" * 6),))))
    assert verdict.todo == "Shorten it by 2 bytes: an emoji has 4 or more."


def test_a_platform_that_needs_a_picture_is_content_with_one() -> None:
    assert levels("platform_limits", judge(post(has_media=True, variants=(page(needs_media=True),)))) == [
        "pass"
    ]


def test_a_platform_allows_so_many_hashtags() -> None:
    """The two that Threads would not take are named with what to do."""
    found = [
        of("platform_limits", judge(post(variants=(page(words=words, hashtag_limit=1),))))
        for words in ("Join #solidarity", "#one #two #three")
    ]
    assert [(one.level, one.sentence, one.todo) for [one] in found] == [
        ("pass", "Our page: 16 characters as Facebook counts them.", ""),
        ("fail", "Our page: 3 hashtags, but the limit on Facebook is 1.", "Remove 2."),
    ]


def test_what_a_platform_does_not_pass_on_is_said() -> None:
    """A link that nobody could follow, and a picture that could not be described."""
    lost = ("links_open", "description_in_words")
    words = "Read example.org/news"
    found = [
        [(one.code, one.level, one.sentence) for code in lost for one in of(code, judge(post(**facts)))]
        for facts in (
            {"has_media": True, "variants": (page(words=words),)},
            {
                "has_media": True,
                "variants": (page(words=words, links_open=False, takes_alternative_text=False),),
            },
            {"variants": (page(words="Read", links_open=False, takes_alternative_text=False),)},
        )
    ]
    assert found == [
        [],
        [
            ("links_open", "warn", "Our page: nobody can follow a link in the words of a post on Facebook."),
            (
                "description_in_words",
                "warn",
                "Our page: a picture or film on Facebook has no description of its own.",
            ),
        ],
        [],
    ]


def test_what_is_used_again_comes_on_another_day_by_londons_clocks() -> None:
    """Half past eleven at night in summer is the next day in UTC, and the same one here."""
    late = datetime(2027, 7, 5, 22, 30, tzinfo=UTC)
    used = frozenset({date(2027, 7, 5), date(2027, 7, 9)})
    found = [
        of("repeat_another_day", judge(post(original_id=original, used_on=used, variants=(variant,))))
        for original, variant in (
            (1, page(planned_at=late)),
            (1, page(planned_at=late + timedelta(hours=1))),
            (1, page(planned_at=late, posted=True)),
            (1, page(planned_at=None)),
            (None, page(planned_at=late)),
        )
    ]
    fine = [("pass", "It is used again on another day.")]
    assert [[(one.level, one.sentence) for one in verdicts] for verdicts in found] == [
        [("warn", "It has already been used, or is planned, on Monday 5 July 2027.")],
        fine,
        fine,
        fine,
        [],
    ]


def test_an_original_starts_on_the_preferred_platform_or_says_why() -> None:
    alone = (tweet(),)
    found = [
        of("original_first", judge(post())),
        of("original_first", judge(post(variants=alone))),
        of("original_first", judge(post(variants=alone, starts_elsewhere="The photograph is there."))),
        of("original_first", judge(post(variants=alone), preferred="Twitter (X)")),
        of("original_first", judge(post(variants=alone), preferred="")),
        of("original_first", judge(post(variants=alone, kind=PostKind.SHARE))),
        of("original_first", judge(post(variants=(page(is_page=False),)))),
    ]
    assert [[(one.level, one.sentence) for one in verdicts] for verdicts in found] == [
        [("pass", "It starts on Facebook, the preferred platform.")],
        [("warn", "It does not start on Facebook, the preferred platform.")],
        [("pass", "It does not start on Facebook, the preferred platform, and the reason is given.")],
        [("pass", "It starts on Twitter (X), the preferred platform.")],
        [],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("minutes", "reason", "levels_found"),
    [(-1, "", ["warn"]), (0, "", ["pass"]), (1, "", ["pass"]), (-1, "It breaks there.", [])],
)
def test_no_variant_goes_out_before_the_original(minutes: int, reason: str, levels_found: list[str]) -> None:
    later = tweet(planned_at=NOON + timedelta(minutes=minutes))
    found = judge(post(variants=(page(), later), starts_elsewhere=reason))
    assert levels("variants_after_original", found) == levels_found


def test_a_variant_that_comes_too_early_says_when_it_could_go_out() -> None:
    found = judge(post(variants=(page(), tweet(planned_at=NOON - timedelta(hours=1)))))
    assert of("variants_after_original", found) == [
        Verdict(
            "variants_after_original",
            Level.WARN,
            "Our X page: it is planned before Our page, where it starts.",
            "Choose Tuesday 2 February 2027, noon or later.",
            TWITTER,
        )
    ]


@pytest.mark.parametrize(
    ("other", "level"),
    [
        ("Come on Saturday.", "warn"),
        ("  come ON\nSaturday. ", "warn"),
        ("Saturday: come!", "pass"),
    ],
)
def test_each_channel_has_words_of_its_own(other: str, level: str) -> None:
    assert levels("variants_adapted", judge(post(variants=(page(), tweet(words=other))))) == [level]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (ChannelStatus.OPEN, []),
        (ChannelStatus.PLANNED, ["Our page is planned: you cannot publish there now."]),
        (ChannelStatus.SUSPENDED, ["Our page is suspended: you cannot publish there now."]),
        (ChannelStatus.CLOSED, ["Our page is closed: you cannot publish there now."]),
    ],
)
def test_words_for_a_channel_that_is_not_open_stay_and_say_so(status: str, said: list[str]) -> None:
    found = of("channel_open", judge(post(variants=(page(status=status),))))
    assert [one.sentence for one in found] == said


@pytest.mark.parametrize(
    ("planned_at", "said"),
    [
        (
            datetime(2027, 2, 1, 9, tzinfo=UTC),
            ["Our page: it was planned for Monday 1 February 2027, 9 am, and that has passed."],
        ),
        (datetime(2027, 2, 1, 9, 1, tzinfo=UTC), []),
    ],
)
def test_an_hour_that_passed_is_said(planned_at: datetime, said: list[str]) -> None:
    found = of("clear_hour", judge(post(variants=(page(planned_at=planned_at),))))
    assert [one.sentence for one in found] == said


def test_the_day_of_a_post_is_london_s_day() -> None:
    late = page(planned_at=datetime(2027, 7, 10, 23, 30, tzinfo=UTC), others_that_day=5)
    (verdict,) = of("posts_a_day", verdicts(post(variants=(late,)), Surroundings(NOON), FIGURES))
    assert verdict.sentence.startswith("Our page, Sunday 11 July 2027, with this one: 6 posts")


@pytest.mark.parametrize(
    ("kind", "allowed", "said"),
    [
        ("polls", None, []),
        ("", ("polls", "dates"), ["warn: Our page: nobody has said which kind of post it is. The forum is "
         "for: polls of signatories, key democratic dates."]),
        ("feedback", ("polls",), ["warn: Our page: it is for polls of signatories, and not for requests for "
         "feedback."]),
        ("polls", ("polls", "dates"), ["pass: Our page: it is a kind of post that the forum is for."]),
        ("polls", (), ["warn: Our page: it is for nothing yet, and not for polls of signatories."]),
    ],
)  # fmt: skip
def test_in_an_organising_forum_a_post_is_of_a_kind_that_it_is_for(
    kind: str, allowed: tuple[str, ...] | None, said: list[str]
) -> None:
    given = post(forum_kind=kind, variants=(page(is_page=False, allowed=allowed),))
    found = verdicts(given, Surroundings(NOON), FIGURES)
    assert [f"{one.level}: {one.sentence}" for one in found if one.code == "organising_kinds"] == said


def test_the_shared_link_counts_where_it_has_to_be_in_the_words() -> None:
    """X counts an address as 23, whatever its length; a link that is in the words already counts once."""
    link = "https://www.riverside-chronicle.example.org/news/a-long-address-of-an-article"
    shared = {"kind": PostKind.SHARE, "shared_link": link}
    asked: tuple[tuple[str, dict[str, str]], ...] = (
        ("a" * 280, shared),
        ("a" * 250, shared),
        (f"a {link}", shared),
        ("a" * 280, {}),
    )
    said = []
    for words, facts in asked:
        places = (tweet(words=words, counting=Counting.WEIGHTED),)
        (verdict,) = of("platform_limits", judge(post(variants=places, **facts)))
        said.append(verdict.sentence)
    counts = "characters as Twitter (X) counts them"
    assert said == [
        f"Our X page: 304 {counts}, with the shared link, but the limit is 280.",
        f"Our X page: 274 of 280 {counts}, with the shared link.",
        f"Our X page: 25 of 280 {counts}.",
        f"Our X page: 280 of 280 {counts}.",
    ]
