"""The data files beside this module, read into plain records; no database and no clock."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")
FENCE = "+++\n"
APPENDIX = "\n+++ appendix\n"

# A moment in the files: days from the day of seeding, and the time of day in London.
Moment = tuple[int, str]


@dataclass(frozen=True, slots=True)
class GroupRecord:
    name: str
    slug: str
    kind: str
    region: str
    town: str
    status: str
    email: str
    website: str
    since_days: int
    secretary: str
    chair: str


@dataclass(frozen=True, slots=True)
class PersonRecord:
    name: str
    email: str
    group_name: str = ""


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """Somebody on the steering committee."""

    name: str
    email: str
    office: str
    data_protection_lead: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A revision: what replaces what, anywhere in the text, and why."""

    at: Moment
    why: str
    changes: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a file tells of a motion or an amendment: its people, and what happened to it."""

    conference: str
    name: str
    state: str
    submitted: Moment
    complete: Moment  # when the last of its confirmations so far arrived
    late: bool = False
    group: str = ""
    passed_on: int | None = None
    signatories: tuple[str, ...] = ()
    confirmed: int | None = None  # None: everybody
    revisions: tuple[Change, ...] = ()
    acts: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionStory(Story):
    title: str
    item: str
    body: str
    appendix: str
    kind: str = "ordinary"
    event_on: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentStory(Story):
    """What replaces what in the motion as it is then, or the whole body anew; so do its revisions."""

    amends: str
    changes: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeStory:
    """Of which motions the committee made a composite, its text, and who said what to it."""

    conference: str
    name: str
    title: str
    made_of: tuple[str, ...]
    body: str
    acts: tuple[dict[str, Any], ...]
    options: str = ""


def file(name: str) -> dict[str, Any]:
    """A data file as it stands."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


def groups() -> list[GroupRecord]:
    return [GroupRecord(**record) for record in file("groups")["groups"]]


def people() -> dict[str, PersonRecord]:
    """Everybody by key, with the group whose officer they are."""
    officers = {key: group.name for group in groups() for key in (group.secretary, group.chair)}
    records = file("people")["people"].items()
    return {key: PersonRecord(**record, group_name=officers.get(key, "")) for key, record in records}


def committee() -> dict[str, MemberRecord]:
    return {key: MemberRecord(**record) for key, record in file("committee")["committee"].items()}


def motion_stories() -> list[MotionStory]:
    return [read_motion(path) for path in sorted((FOLDER / "motions").glob("*/*.md"))]


def read_motion(path: Path) -> MotionStory:
    """One motion's file: TOML between two fences, the text, and the appendix if there is one."""
    _, head, text = path.read_text().split(FENCE, 2)
    body, _, appendix = text.partition(APPENDIX)
    return MotionStory(
        conference=path.parent.name,
        name=path.stem,
        body=body,
        appendix=appendix,
        **_with_revisions(tomllib.loads(head)),
    )


def amendment_stories() -> list[AmendmentStory]:
    """Those to each motion, in a file with the motion's name."""
    return [
        AmendmentStory(conference=path.parent.name, amends=path.stem, **_with_revisions(facts))
        for path in sorted((FOLDER / "amendments").glob("*/*.toml"))
        for facts in tomllib.loads(path.read_text())["amendments"]
    ]


def composite_stories() -> list[CompositeStory]:
    stories = []
    for path in sorted((FOLDER / "composites").glob("*/*.md")):
        _, head, body = path.read_text().split(FENCE, 2)
        facts = tomllib.loads(head)
        stories.append(CompositeStory(conference=path.parent.name, name=path.stem, body=body, **facts))
    return stories


def _with_revisions(facts: dict[str, Any]) -> dict[str, Any]:
    return facts | {"revisions": tuple(Change(**record) for record in facts.get("revisions", []))}


def day(today: date, days: int) -> date:
    return today + timedelta(days=days)


def moment(today: date, at: Moment) -> datetime:
    """The moment that the files give by days from today and London time."""
    days, clock = at
    return datetime.combine(day(today, days), time.fromisoformat(clock), tzinfo=LONDON)
