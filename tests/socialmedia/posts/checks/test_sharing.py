"""Whether what is shared was read, and whether its source was looked into, is reliable and of our mind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lla.accounts.models import User
from socialmedia.guidelines.choices import Level
from socialmedia.guidelines.verdicts import Verdict
from socialmedia.posts.choices import PostKind
from socialmedia.sources.vetting import source_verdict
from tests.socialmedia.posts.checks.facts import FIGURES, NOON, SOURCE, judge, levels, of, page, post

TODAY = date(2027, 2, 1)
LINK = "https://www.riverside.example.org/news/1"


FINE = "Riverside Chronicle was reviewed on {}. A review counts for 180 days."
OLD = "Riverside Chronicle was last reviewed on {}, 181 days before. A review counts for 180 days."


@pytest.mark.parametrize(
    ("days", "level", "sentence"),
    [
        (0, Level.PASS, FINE.format("1 February 2027")),
        (179, Level.PASS, FINE.format("6 August 2026")),
        (180, Level.PASS, FINE.format("5 August 2026")),
        (181, Level.FAIL, OLD.format("4 August 2026")),
    ],
)
def test_a_look_at_a_source_counts_for_180_days(days: int, level: Level, sentence: str) -> None:
    source = replace(SOURCE, vetted_on=TODAY - timedelta(days=days))
    (verdict,) = source_verdict(source, FIGURES, on=TODAY)
    assert (verdict.code, verdict.level, verdict.sentence) == ("source_vetted", level, sentence)


@pytest.mark.parametrize(("days", "level"), [(29, "pass"), (30, "pass"), (31, "fail")])
def test_how_long_it_counts_is_a_figure_of_the_version(days: int, level: str) -> None:
    source, figures = (
        replace(SOURCE, vetted_on=TODAY - timedelta(days=days)),
        replace(FIGURES, vetted_days=30),
    )
    (verdict,) = source_verdict(source, figures, on=TODAY)
    assert (verdict.level, "30" in verdict.sentence) == (level, True)


def test_a_share_is_judged_on_the_day_it_goes_out() -> None:
    source = replace(SOURCE, vetted_on=TODAY - timedelta(days=179))
    share = post(kind=PostKind.SHARE, read_by=User(name="Sam Hollis"), source=source)
    later = replace(share, variants=(page(planned_at=NOON + timedelta(days=1)), page(planned_at=NOON)))
    latest = replace(share, variants=(page(planned_at=NOON + timedelta(days=1)),))
    assert [levels("source_vetted", judge(one)) for one in (share, later, latest)] == [
        ["pass"], ["pass"], ["fail"],
    ]  # fmt: skip


def test_a_share_that_is_used_again_is_judged_like_a_share() -> None:
    """Its source was reviewed for the first time it went out, 181 days before this one."""
    source = replace(SOURCE, vetted_on=TODAY - timedelta(days=180))
    reader = User(name="Sam Hollis")
    again = post(kind=PostKind.REPOST, original_id=1, shared_link=LINK, read_by=reader, source=source)
    own = post(kind=PostKind.REPOST, original_id=1)
    codes = ("read_in_full", "source_vetted")
    assert [[levels(code, judge(one)) for code in codes] for one in (again, own)] == [
        [["pass"], ["fail"]],
        [[], []],
    ]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"vetted_on": None}, "Nobody has reviewed Riverside Chronicle yet."),
        ({"reliable": False}, "Riverside Chronicle was found not to be reliable."),
        ({"conflicts": True}, "Riverside Chronicle was found to conflict with our principles."),
    ],
)
def test_a_source_that_is_not_sound_fails(facts: dict[str, object], sentence: str) -> None:
    (verdict,) = source_verdict(replace(SOURCE, **facts), FIGURES, on=TODAY)  # type: ignore[arg-type]
    assert (verdict.level, verdict.sentence) == (Level.FAIL, sentence)


def test_a_share_of_nobody_we_know_names_the_site_and_the_figure() -> None:
    (verdict,) = of("source_vetted", judge(post(kind=PostKind.SHARE, shared_link=LINK)))
    assert verdict == Verdict(
        "source_vetted",
        Level.FAIL,
        "riverside.example.org is not among the sources yet.",
        "Review it. The review then counts for 180 days.",
    )


def test_a_share_without_an_address_says_so() -> None:
    (verdict,) = of("source_vetted", judge(post(kind=PostKind.SHARE)))
    assert (verdict.level, verdict.sentence) == (Level.FAIL, "The address of what is shared is missing.")


def test_somebody_has_read_what_is_shared() -> None:
    unread, read = post(kind=PostKind.SHARE), post(kind=PostKind.SHARE, read_by=User(name="Sam Hollis"))
    assert [of("read_in_full", judge(one))[0].sentence for one in (unread, read)] == [
        "Nobody has confirmed that they read in full what is shared.",
        "Sam Hollis has read in full what is shared.",
    ]


def test_our_own_posts_have_no_source() -> None:
    assert [of(code, judge(post())) for code in ("source_vetted", "read_in_full")] == [[], []]
