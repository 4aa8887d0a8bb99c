"""The data to measure on: a conference full of motions with the people behind them, made in bulk."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import F
from django.utils.text import slugify

from lla.time import clock
from motions.agenda.choices import Nature, Publishing
from motions.agenda.models import AgendaItem, Conference
from motions.amendments import workflow
from motions.amendments.models import Amendment
from motions.motion.choices import Act, Role, Route, Status
from motions.motion.models import Backing, Motion, MotionEvent, Revision
from motions.motion.numbering import amendment_label, label, scope
from motions.motion.texts import Text
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.regions.models import Region

SIGNATORIES = 10
A_POINT = 22  # words
RARE = "allotments"
EVERY_RARE = 500  # motions
CHANGED = 60  # words
AMENDED = 3  # words that an amendment changes
_COMMON = """
branch members ballot housing council tenants region network organiser bus public transport workers
union rent school hospital climate energy local delegates policy report budget elected common every
community and support travel access training solidarity newsletter fund care street library the
youth pension water meeting kitchen garden minutes speaker leaflet to
"""
WORDS = _COMMON.split()


@dataclass(frozen=True, slots=True)
class Size:
    """How much data: the motions are spread evenly over the items, each with ten signatories."""

    motions: int
    amendments: int  # to each motion
    items: int
    groups: int
    people: int  # who send a motion at the deadline
    words: int  # of a long motion's two revisions
    emails: int  # that wait when somebody asks for a code


THOUSANDS = Size(motions=5_000, amendments=0, items=25, groups=150, people=500, words=5_000, emails=900)
FULL = Size(motions=500, amendments=5, items=25, groups=150, people=500, words=5_000, emails=900)
TENTH = Size(motions=50, amendments=5, items=5, groups=15, people=50, words=500, emails=90)
SMALL = Size(motions=6, amendments=2, items=2, groups=2, people=10, words=300, emails=15)
TINY = Size(motions=2, amendments=2, items=1, groups=1, people=1, words=100, emails=3)


def make_body(seed: int, words: int = 400) -> str:
    """A text of three parts with numbered points, about so many words long; the same in every run."""
    chance = random.Random(seed)
    lines: list[str] = []
    for does in ("notes", "believes", "resolves"):
        lines.append(f"Conference {does}:\n")
        for at in range(words // (3 * A_POINT)):
            point = " ".join(chance.choices(WORDS, k=A_POINT)).capitalize()
            lines.append(f"{'  ' if at % 4 == 3 else ''}- {point}.")
        lines.append("")
    if seed % EVERY_RARE == 0:
        lines.append(f"- Keep the {RARE}.")
    return "\n".join(lines)


def changed(body: str, seed: int, words: int = CHANGED) -> str:
    """The same text with some of its words replaced."""
    chance = random.Random(seed)
    lines = body.split("\n")
    points = [number for number, line in enumerate(lines) if line.lstrip().startswith("- ")]
    for at in chance.choices(points, k=words):
        point = lines[at].split(" ")
        point[chance.randrange(len(point) // 2, len(point) - 1)] = chance.choice(WORDS)
        lines[at] = " ".join(point)
    return "\n".join(lines)


def make_groups(count: int, *, name: str = "Bench Valley Left", region: Region | None = None) -> list[Group]:
    """Affiliated groups of one region, or spread over all."""
    regions, known = [region] if region else list(Region.objects.all()), Group.objects.count()
    return Group.objects.bulk_create(
        Group(
            name=f"{name} {number}",
            slug=slugify(f"{name} {number}"),
            region=regions[number % len(regions)],
            town="Benchley",
            status=GroupStatus.AFFILIATED,
            affiliated_on=date(2026, 1, 10),
        )
        for number in range(known, known + count)
    )


def analyse() -> None:
    """Tell the database how much there is, as it finds out by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def make_conference(name: str, *, closes_in: timedelta = timedelta(days=20), items: int = 1) -> Conference:
    """A conference that opened a month before it closes, with its agenda."""
    closes = clock.now() + closes_in
    first_day = (closes + timedelta(days=21)).date()
    conference = Conference.objects.create(
        name=name,
        slug=slugify(name),
        starts_on=first_day,
        ends_on=first_day + timedelta(days=1),
        motions_open_at=closes - timedelta(days=30),
        motions_close_at=closes,
        amendments_close_at=closes + timedelta(days=14),
        emergency_close_at=closes + timedelta(days=19),
        freeze_at=closes + timedelta(days=20),
        publishing=Publishing.ON_RECEIPT,
        opened_at=closes - timedelta(days=31),
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=conference, order=order, title=f"Subject {order}", slug=f"subject-{order}")
        for order in range(1, items + 1)
    )
    return conference


def fill(size: Size, name: str = "Bench 2027", *, words: int = 400) -> Conference:
    """A conference of public motions with their amendments; half of both are from groups."""
    groups = make_groups(size.groups)
    conference = make_conference(name, items=size.items)
    motions = _keep(
        _motions(conference, groups, size),
        lambda motion: Text.of(f"On {make_title(motion.pk)}", make_body(motion.pk, words)),
    )
    amend(motions, size.amendments)
    return conference


def amend(motions: Sequence[Motion], count: int) -> list[Motion]:
    """So many more public amendments to each motion, which change a few words each."""
    known = {motion: motion.amendments.count() for motion in motions}
    amendments = _keep(
        (_amendment(motion, first + at) for motion, first in known.items() for at in range(1, count + 1)),
        _amended,
    )
    Amendment.objects.bulk_create(Amendment(motion=motion) for motion in amendments)
    return amendments


def _keep(motions: Iterable[Motion], say: Callable[[Motion], Text]) -> list[Motion]:
    """Motions with what each is to say, made public in bulk, row for row as the acts leave them."""
    motions = Motion.objects.bulk_create(motions)
    revisions = Revision.objects.bulk_create(make_revision(motion, say(motion)) for motion in motions)
    for motion, revision in zip(motions, revisions, strict=True):
        motion.current = revision
    Motion.objects.bulk_update(motions, ["current"], batch_size=500)
    Backing.objects.bulk_create(backing for motion in motions for backing in _backings(motion))
    acts = (Act.SUBMITTED, Act.CONFIRMED, Act.RECEIVED, Act.LABELLED, Act.PUBLISHED)
    MotionEvent.objects.bulk_create(make_event(motion, act) for motion in motions for act in acts)
    Motion.objects.filter(pk__in=[motion.pk for motion in motions]).update(published_at=F("received_at"))
    analyse()
    return motions


def make_title(seed: int) -> str:
    return " ".join(random.Random(seed).sample(WORDS, 5))


def _motions(conference: Conference, groups: list[Group], size: Size) -> Iterator[Motion]:
    now, items = clock.now(), list(conference.items.order_by("order"))
    for at in range(size.motions):
        item, number = items[at % len(items)], at // len(items) + 1
        by_group = at % 2 == 0
        group = groups[at % len(groups)] if by_group else None
        scheme = scope(conference.numbering, item_pk=item.pk, kind="ordinary", late=False)
        yield Motion(
            conference=conference,
            item=item,
            route=Route.GROUP if by_group else Route.SIGNATORIES,
            group=group,
            group_name=group.name if group else "",
            passed_on=date(2026, 9, 1) if by_group else None,
            status=Status.RECEIVED,
            scope=scheme,
            number=number,
            label=label(
                conference.numbering, scope=scheme, number=number, order=item.order, prefix=item.prefix
            ),
            submitted_at=now,
            received_at=now + timedelta(seconds=at),
        )


def _amendment(motion: Motion, number: int) -> Motion:
    """An amendment from whom the motion is from."""
    return Motion(
        conference=motion.conference,
        item=motion.item,
        nature=Nature.AMENDMENT,
        amends=motion,
        route=motion.route,
        group=motion.group,
        group_name=motion.group_name,
        passed_on=motion.passed_on,
        status=Status.RECEIVED,
        scope=scope("", item_pk=0, kind="", late=False, amends_pk=motion.pk),
        number=number,
        label=amendment_label(motion.label, number),
        submitted_at=motion.submitted_at,
        received_at=motion.received_at,
    )


def _amended(amendment: Motion) -> Text:
    """The text of the motion with a few other words."""
    if amendment.amends is None:
        raise LookupError("A motion amends nothing")
    base = amendment.amends.text
    return Text.of(base.title, changed(base.body, amendment.pk, AMENDED))


def make_revision(motion: Motion, text: Text, number: int = 1) -> Revision:
    return Revision(
        motion=motion,
        number=number,
        title=text.title,
        body=text.body,
        by_role=Role.MOVER,
        by_key="backing:1",
        words=text.words,
        sha256=text.sha256,
        made_at=motion.submitted_at + timedelta(seconds=number - 1),
        **(workflow.change(motion.amends.text, text) if motion.amends else {}),
    )


def _backings(motion: Motion) -> Iterator[Backing]:
    roles = [Role.MOVER, Role.CONFIRMING_OFFICER] if motion.group_id else [Role.MOVER]
    roles += [Role.SIGNATORY] * (SIGNATORIES - len(roles))
    for at, role in enumerate(roles):
        yield Backing(
            motion=motion,
            role=role,
            name=f"Person {motion.pk}-{at}",
            email=f"person{motion.pk}-{at}@example.org",
            group_name=f"Bench Valley Left {at}",
            revision=motion.current,
            confirmed_at=motion.received_at,
        )


def make_event(motion: Motion, act: Act) -> MotionEvent:
    public = act in {Act.SUBMITTED, Act.RECEIVED, Act.PUBLISHED}
    return MotionEvent(
        motion=motion,
        act=act,
        public=public,
        actor_role=Role.MOVER,
        actor_key="backing:1",
        to_status=motion.status,
    )
