"""The figures of one version of the guidelines, as frozen values with the words and bounds of each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from .choices import Duty


@dataclass(frozen=True, slots=True)
class About:
    """What a form, a difference and a page say of one figure, and the least and most it may be."""

    part: str
    words: str
    unit: str = ""
    least: int = 0
    most: int = 0


def _figure(default: int | Duty, part: str, words: str, unit: str = "", least: int = 0, most: int = 0) -> Any:
    """A field of `Parameters` that knows its words and bounds."""
    return field(default=default, metadata={"about": About(part, words, unit, least, most)})


STAFFING, POSTS, SHARING, WRITING = "Staffing", "Posts a day", "Sharing", "Writing"
ANSWERING, FORUMS, COMPLAINTS, TEAM = "Comments and messages", "Forums", "Complaints", "The team"
SINGULAR = {
    "people": "person",
    "members": "member",
    "roles": "role",
    "days": "day",
    "posts": "post",
    "comments": "comment",
    "hours": "hour",
    "breaches": "breach",
}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every figure and duty of a guideline version. The defaults are those of the published example."""

    page_extra_people: int = _figure(
        2, STAFFING, "People on the pages beyond one for each page", "people", 0, 20
    )
    organising_people: int = _figure(3, STAFFING, "People for an organising forum", "people", 1, 20)
    organising_members: int = _figure(
        1000, STAFFING, "Members up to which that is enough", "members", 1, 1_000_000
    )
    organising_members_step: int = _figure(
        500, STAFFING, "Further members that need one more person", "members", 1, 1_000_000
    )
    discussion_people: int = _figure(2, STAFFING, "People for a discussion forum", "people", 1, 20)
    committee_people: int = _figure(1, STAFFING, "People named for a committee forum", "people", 1, 20)
    most_roles: int = _figure(2, STAFFING, "Roles one person can have", "roles", 1, 10)
    most_duties: int = _figure(3, STAFFING, "Duties one person should have on a day", "duties", 1, 20)
    roster_days: int = _figure(28, STAFFING, "Days the roster looks ahead", "days", 7, 90)

    posts_least: int = _figure(1, POSTS, "Fewest posts a day", "posts", 0, 50)
    posts_aim_least: int = _figure(2, POSTS, "The aim, from", "posts", 0, 50)
    posts_aim_most: int = _figure(3, POSTS, "The aim, to", "posts", 0, 50)
    posts_most: int = _figure(5, POSTS, "Most posts a day", "posts", 1, 50)

    vetted_days: int = _figure(180, SHARING, "Days a review of a source counts", "days", 1, 3650)
    read_in_full: Duty = _figure(Duty.REQUIRED, SHARING, "Somebody has read what is shared in full")
    source_vetted: Duty = _figure(Duty.REQUIRED, SHARING, "The source was researched and is sound")

    original_first: Duty = _figure(Duty.ENCOURAGED, WRITING, "The post starts on the preferred platform")
    variants_adapted: Duty = _figure(Duty.ENCOURAGED, WRITING, "Each channel has its own words")
    variants_after_original: Duty = _figure(
        Duty.ENCOURAGED, WRITING, "No channel comes before the one where the post starts"
    )
    repeat_another_day: Duty = _figure(
        Duty.ENCOURAGED, WRITING, "A post that is used again comes on another day"
    )
    basis_named: Duty = _figure(Duty.REQUIRED, WRITING, "An official position names its basis")
    judgement_noted: Duty = _figure(
        Duty.REQUIRED, WRITING, "A controversial post has a judgement and a reason"
    )
    claims_sourced: Duty = _figure(Duty.REQUIRED, WRITING, "Claims of fact have sources")
    second_reader: Duty = _figure(
        Duty.REQUIRED, WRITING, "A second reader checks accusations against living people"
    )
    own_words_clean: Duty = _figure(
        Duty.ENCOURAGED, WRITING, "Our own posts contain no words from the filter list"
    )
    image_rights: Duty = _figure(Duty.REQUIRED, WRITING, "The right to use a picture is recorded")
    alternative_text: Duty = _figure(Duty.REQUIRED, WRITING, "A picture has alternative text")
    platform_limits: Duty = _figure(Duty.REQUIRED, WRITING, "A post fits its platform")
    peer_checked: Duty = _figure(Duty.ENCOURAGED, WRITING, "Somebody else has checked the post")

    long_debate: int = _figure(6, ANSWERING, "Hostile comments that make a long thread", "comments", 2, 100)
    reply_soft_hours: int = _figure(
        4, ANSWERING, "Hours in which a message should be answered", "hours", 1, 72
    )
    reply_hard_days: int = _figure(0, ANSWERING, "Days after that until the answer is late", "days", 0, 14)
    keyword_filters: Duty = _figure(Duty.ENCOURAGED, ANSWERING, "Keyword filters are installed and current")

    breach_times: int = _figure(3, FORUMS, "Breaches that open a case", "breaches", 1, 50)
    breach_days: int = _figure(90, FORUMS, "Days within which breaches count", "days", 1, 3650)
    ban_views: int = _figure(2, FORUMS, "Views of others before somebody is banned", "people", 0, 20)
    rules_review_days: int = _figure(365, FORUMS, "Days between reviews of forum rules", "days", 30, 3650)

    organising_kinds: Duty = _figure(
        Duty.ENCOURAGED, FORUMS, "A post in an organising forum is of a kind that the forum is for"
    )

    data_complaint_days: int = _figure(
        30, COMPLAINTS, "Days to answer a complaint about data protection", "days", 1, 90
    )
    consultation_days: int = _figure(7, COMPLAINTS, "Days a consultation is usually open", "days", 1, 90)

    meeting_days: int = _figure(14, TEAM, "Most days between day-to-day meetings", "days", 1, 365)
    strategy_days: int = _figure(60, TEAM, "Most days between strategy meetings", "days", 1, 730)
    coordinator_posts: int = _figure(
        4, TEAM, "Posts in 28 days that count as regular for a coordinator", "posts", 0, 200
    )

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """The figures of a version as its row keeps them; what a row does not know yet has its default."""
        kinds: dict[str, Any] = {
            figure.name: Duty if isinstance(figure.default, Duty) else int for figure in fields(cls)
        }
        return cls(**{name: kinds[name](value) for name, value in stored.items() if name in kinds})

    def stored(self) -> dict[str, int | str]:
        """What a row keeps: plain numbers and words."""
        values = {figure.name: getattr(self, figure.name) for figure in fields(self)}
        return {name: str(value) if isinstance(value, Duty) else value for name, value in values.items()}


# The figures that a team changes; pages and forms show them before all others.
CHANGED_MOST = (
    "posts_least",
    "posts_aim_least",
    "posts_aim_most",
    "posts_most",
    "most_roles",
    "vetted_days",
    "peer_checked",
    "reply_soft_hours",
    "breach_times",
    "consultation_days",
)


def about(name: str) -> About:
    """The words and bounds of one figure."""
    known: About = next(figure.metadata["about"] for figure in fields(Parameters) if figure.name == name)
    return known


def in_words(name: str, given: Parameters) -> str:
    """What a version says of one figure: "3 people", or how strictly a duty is asked for."""
    value = getattr(given, name)
    if isinstance(value, Duty):
        return str(value.label)
    unit = about(name).unit
    return f"{value:,} {SINGULAR.get(unit, unit) if value == 1 else unit}"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that two versions differ in."""

    part: str
    words: str
    before: str
    after: str


def changes(old: Parameters, new: Parameters) -> list[Change]:
    """What differs, in the order of the fields."""
    return [
        Change(about(row.name).part, about(row.name).words, in_words(row.name, old), in_words(row.name, new))
        for row in fields(Parameters)
        if getattr(old, row.name) != getattr(new, row.name)
    ]


def names_in_parts(*, besides: Collection[str] = ()) -> dict[str, list[str]]:
    """The names of the figures by the part they stand in, in the order of the fields."""
    parts: dict[str, list[str]] = {}
    for figure in fields(Parameters):
        if figure.name not in besides:
            parts.setdefault(about(figure.name).part, []).append(figure.name)
    return parts


def said(names: Iterable[str], given: Parameters) -> list[tuple[str, str]]:
    """Of some figures what each is, and what a version says of it."""
    return [(about(name).words, in_words(name, given)) for name in names]


def why_not_parameters(given: Parameters) -> list[str]:
    """What is wrong with figures that are each in their bounds but do not fit together."""
    in_order = (given.posts_least, given.posts_aim_least, given.posts_aim_most, given.posts_most)
    if list(in_order) == sorted(in_order):
        return []
    return [
        "The figures for posts a day must rise: fewest, aim from, aim to, most. You gave "
        f"{', '.join(map(str, in_order))}."
    ]
