"""A composite with its motions, what their people said to its text, and what became of their clauses."""

from collections.abc import Sequence
from dataclasses import dataclass

from lla.text.units import Kind, numbers

from ..amendments.texts import units_of
from ..motion.choices import Status
from ..motion.models import Motion, Revision
from ..motion.querysets import MotionQuerySet
from .choices import ConsentAnswer, OriginKind
from .models import CompositeSource
from .origins import trace

KEPT, EDITED, LEFT_OUT = "Kept word for word", "Edited", "Left out"
_FATES = {OriginKind.VERBATIM: KEPT, OriginKind.EDITED: EDITED, OriginKind.NEW: LEFT_OUT}


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
    """What became of a clause of a motion in a composite; `now` is what an edited one says there."""

    number: str
    words: str
    what: str
    now: str = ""


def fates(source: Revision, text: Revision) -> list[Fate]:
    """What a composite kept of a motion, what it edited and what it left out, clause by clause."""
    own, composite = units_of(source), units_of(text)
    printed = numbers(own)
    return [
        Fate(
            number="Title" if own[origin.place].kind is Kind.TITLE else printed[origin.place],
            words=own[origin.place].text,
            what=_FATES[origin.kind],
            now=composite[origin.source_place].text
            if origin.kind == OriginKind.EDITED and origin.source_place is not None
            else "",
        )
        for origin in trace(own, [composite])
    ]


@dataclass(frozen=True, slots=True)
class Came:
    """Where a clause of a composite came from, in words: "2.1", "word for word", "A 3"."""

    number: str
    words: str
    how: str
    where: str


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
        unit, where = text[row.place], ""
        if row.source and row.source_place is not None:
            clause = counted[row.source_id][row.source_place] or "title"
            where = f"{name(row.source.motion)} {clause}"
        number = "Title" if unit.kind is Kind.TITLE else printed[row.place]
        came.append(Came(number, unit.text, row.get_kind_display(), where))
    return came


def name(motion: Motion) -> str:
    """What a motion is called among the sources of a composite: 3B, or m42."""
    return motion.full_label or motion.reference
