"""A composite with its motions, what their people said to its text, and what became of their clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from lla.text.units import Kind, Units, numbers

from ..agenda.choices import Nature
from ..amendments.texts import units_of
from ..motion import wording
from ..motion.choices import Status
from ..motion.models import Motion, Revision
from ..motion.querysets import MotionQuerySet
from .choices import ConsentAnswer, OriginKind
from .models import CompositeOption, CompositeSource
from .options import Question
from .origins import trace

KEPT, EDITED, LEFT_OUT = "Kept word for word", "Edited", "Left out"
_FATES = {OriginKind.VERBATIM: KEPT, OriginKind.EDITED: EDITED, OriginKind.NEW: LEFT_OUT}


def with_sources(motions: Iterable[Motion]) -> list[Motion]:
    """Motions with all that is printed of their being composites or parts of one, at the cost of few queries.

    Where there are no composites this asks for nothing.
    """
    motions = list(motions)
    motion = ("motion__conference", "motion__item", "motion__current")
    sources = CompositeSource.objects.select_related("revision", *motion)
    printed = sources.prefetch_related("motion__backings", "motion__rulings")
    composites = [motion for motion in motions if motion.nature == Nature.COMPOSITE]
    parts = [motion for motion in motions if motion.status == Status.COMPOSITED]
    prefetch_related_objects(composites, Prefetch("sources", printed), "current__options")
    prefetch_related_objects(parts, "in_composites__composite")
    return motions


def parts_of(composite: Motion) -> list[CompositeSource]:
    """The motions that a composite is said to be made of, those that left it since among them."""
    return [source for source in composite.sources.all() if source.is_part]


def joined(motion: Motion) -> CompositeSource | None:
    """The composite on the agenda that a motion is a part of now."""
    if motion.status != Status.COMPOSITED:
        return None
    return next((source for source in motion.in_composites.all() if not source.left_at), None)


def sources_of(composite: Motion) -> list[CompositeSource]:
    """The motions that a composite is made from and that have not left it, as they were chosen."""
    rows = composite.sources.filter(left_at=None).order_by("pk")
    return list(
        rows.select_related(
            "motion__conference", "motion__item", "motion__current", "revision", "asked"
        ).prefetch_related("consents")
    )


def standing_answer(source: CompositeSource, revision: Revision) -> str:
    """What its people said to this text of the composite last; empty if nothing."""
    answers = [consent.answer for consent in source.consents.all() if consent.revision_id == revision.pk]
    return answers[-1] if answers else ""


def agreeing(sources: Sequence[CompositeSource], revision: Revision) -> list[CompositeSource]:
    """Those in order whose people agree to this text."""
    return [
        source
        for source in sources
        if source.motion.status == Status.IN_ORDER
        and standing_answer(source, revision) == ConsentAnswer.AGREES
    ]


def composite_of(motion: Motion) -> CompositeSource | None:
    """The composite that a motion is part of, or would be."""
    rows = motion.in_composites.filter(left_at=None)
    return rows.select_related("composite__conference", "composite__current", "revision", "asked").first()


def may_join(motion: Motion) -> MotionQuerySet:
    """The motions that a composite could be made of, with this one."""
    others = motion.conference.motions.main().filter(status=Status.IN_ORDER, kind=motion.kind)
    taken = CompositeSource.objects.filter(left_at=None).values("motion")
    return others.exclude(pk=motion.pk).exclude(pk__in=taken).select_related("current", "item")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a line of a motion in a composite; `now` is what an edited one says there."""

    place: int
    number: str
    words: str
    what: str
    now: str = ""


def fates(source: Revision, text: Revision) -> list[Fate]:
    """What a composite kept of a motion, what it edited and what it left out, clause by clause."""
    return [fate for fate in lines(units_of(source), units_of(text)) if fate.what]


def lines(own: Units, composite: Units) -> list[Fate]:
    """Every line of a text beside a composite; of headings and lead-ins nothing is said."""
    printed = numbers(own)
    origins = {origin.place: origin for origin in trace(own, [composite])}
    fates = []
    for place, unit in enumerate(own):
        number = "Title" if unit.kind is Kind.TITLE else printed[place]
        what, now = "", ""
        if origin := origins.get(place):
            what = _FATES[origin.kind]
            if origin.kind == OriginKind.EDITED and origin.source_place is not None:
                now = composite[origin.source_place].text
        fates.append(Fate(place, number, unit.text, what, now))
    return fates


@dataclass(frozen=True, slots=True)
class Came:
    """Where a clause of a composite came from, in words: "2.1", "word for word", "A 3"; and its address."""

    number: str
    words: str
    how: str
    where: str
    url: str = ""


def origins_of(composite: Motion, revision: Revision) -> list[Came]:
    """Where each clause of a composite's text came from, as it was kept with the text."""
    text = units_of(revision)
    printed = numbers(text)
    rows = list(revision.origins.select_related("source__motion__item"))
    sources = {row.source_id: row.source for row in rows if row.source}
    read = {pk: units_of(source) for pk, source in sources.items()}
    counted = {pk: numbers(own) for pk, own in read.items()}
    came = []
    for row in rows:
        unit, where, url = text[row.place], "", ""
        if row.source and row.source_place is not None:
            clause = counted[row.source_id][row.source_place]
            where = f"{name(row.source.motion)} {clause or 'title'}"
            url = row.source.get_absolute_url() + (
                f"#{row.source.motion.reference}-{clause}" if clause else ""
            )
        number = "Title" if unit.kind is Kind.TITLE else printed[row.place]
        came.append(Came(number, unit.text, row.get_kind_display(), where, url))
    return came


def options_of(revision: Revision) -> tuple[Question, ...]:
    """The questions inside a text of a composite, with their answers."""
    questions: dict[int, list[CompositeOption]] = {}
    for option in revision.options.all():
        questions.setdefault(option.question, []).append(option)
    return tuple(
        Question(answers[0].asks, tuple(answer.words for answer in answers)) for answers in questions.values()
    )


def titled(motion: Motion) -> str:
    """What a motion is called with its title: 3B) Rents."""
    return wording.label_line(name(motion), motion.title)


def name(motion: Motion) -> str:
    """What a motion is called among the sources of a composite: 3B, or m42."""
    return motion.full_label or motion.reference
