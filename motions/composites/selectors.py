"""A composite with its motions, what their people said to its text, and what became of their clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from lla.text.units import Kind, Units, numbers

from ..agenda.choices import Nature
from ..amendments.carrying import Outcome
from ..amendments.texts import Change, units_of
from ..motion import wording
from ..motion.choices import Route, Status
from ..motion.models import Backing, Motion, Revision
from ..motion.querysets import MotionQuerySet
from .choices import AmendmentFate, ConsentAnswer, OriginKind, SpeaksAs
from .models import CompositeOption, CompositeSource, SourceAmendment
from .options import Question
from .origins import trace

# An amendment that was withdrawn or ruled out stays with its motion, and one accepted is part of it.
NOT_OPEN = (Status.WITHDRAWN, Status.RULED_OUT, Status.ACCEPTED)
KEPT, EDITED, LEFT_OUT = "Kept word for word", "Edited", "Left out"
_FATES = {OriginKind.VERBATIM: KEPT, OriginKind.EDITED: EDITED, OriginKind.NEW: LEFT_OUT}


def with_sources(motions: Iterable[Motion]) -> list[Motion]:
    """Motions with all that is printed of their being composites or parts of one, or amendments to such.

    It costs few queries, and none where there are no composites.
    """
    motions = list(motions)
    motion = ("motion__conference", "motion__item", "motion__current")
    sources = CompositeSource.objects.annotate(
        has_fates=Exists(SourceAmendment.objects.filter(source=OuterRef("pk")))
    )
    printed = sources.select_related("revision", *motion)
    printed = printed.prefetch_related("motion__backings", "motion__rulings")
    printed_of = [*motions, *(motion.amends for motion in motions if motion.amends)]
    composites = [motion for motion in printed_of if motion.nature == Nature.COMPOSITE]
    parts = [motion for motion in printed_of if motion.status == Status.COMPOSITED]
    prefetch_related_objects(composites, Prefetch("sources", printed), "current__options")
    joins = sources.select_related("composite", "motion__item")
    prefetch_related_objects(parts, Prefetch("in_composites", joins))
    read = [source for composite in composites for source in composite.sources.all()]
    read += (source for part in parts for source in part.in_composites.all())
    amendments = Prefetch("amendments", SourceAmendment.objects.select_related("amendment"))
    prefetch_related_objects(list(filter(_may_have_fates, read)), amendments)
    return motions


def _may_have_fates(source: CompositeSource) -> bool:
    """Whether the committee may have said what becomes of amendments to it, as far as that was read."""
    return getattr(source, "has_fates", True)


def parts_of(composite: Motion) -> list[CompositeSource]:
    """The motions that a composite is said to be made of, those that left it since among them."""
    return [source for source in composite.sources.all() if source.is_part]


def speakers(sources: Sequence[CompositeSource]) -> list[tuple[SpeaksAs, CompositeSource]]:
    """For which of its motions somebody moves a composite and seconds it: as chosen, else the first."""
    chosen = {source.speaks_as: source for source in sources if source.speaks_as}
    others = iter([source for source in sources if not source.speaks_as])
    rows = [(role, chosen.get(role) or next(others, None)) for role in SpeaksAs]
    return [(role, source) for role, source in rows if source]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who could speak for a composite: one of the people behind a motion, or whoever its group sends."""

    source: CompositeSource
    backing: Backing | None = None

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.source.pk}:{self.backing.pk}" if self.backing else str(self.source.pk)


def possible_speakers(composite: Motion) -> list[Speaker]:
    """Of each motion its group, or those of its movers who may be named; where there are none its people."""
    speakers: list[Speaker] = []
    for source in may_speak(composite):
        movers = source.motion.backings.standing().movers().filter(name_public=True)
        people = list(movers) if source.motion.route == Route.SIGNATORIES else []
        speakers += [Speaker(source, backing) for backing in people] or [Speaker(source)]
    return speakers


def may_speak(composite: Motion) -> list[CompositeSource]:
    """The motions whose people may move or second a composite: those that agree, or are part of it."""
    sources = sources_of(composite)
    if composite.status == Status.IN_ORDER:
        return [source for source in sources if source.joined_at]
    return agreeing(sources, composite.text)


def joined(motion: Motion) -> CompositeSource | None:
    """The composite on the agenda that a motion is a part of now."""
    if motion.status != Status.COMPOSITED:
        return None
    return next((source for source in motion.in_composites.all() if not source.left_at), None)


def joins() -> QuerySet[CompositeSource]:
    """Which motion is now a part of which composite on the agenda."""
    return CompositeSource.objects.filter(joined_at__isnull=False, left_at=None)


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


def open_amendments(sources: Iterable[CompositeSource]) -> list[Motion]:
    """The amendments to motions of a composite of which the committee says what becomes, in their order."""
    motions = {source.motion_id: source.motion for source in sources}
    rows = Motion.objects.amendments().filter(amends__in=motions)
    rows = rows.exclude(status__in=NOT_OPEN)
    amendments = list(rows.select_related("current__base", "amendment", "item").prefetch_related("backings"))
    for amendment in amendments:
        amendment.amends = motions[amendment.amends_id or 0]
        amendment.conference = amendment.amends.conference
    order = {pk: place for place, pk in enumerate(motions)}
    return sorted(amendments, key=lambda each: (order[each.amends_id or 0], each.number or inf, each.pk))


def fates_decided(composite: Motion) -> dict[int, str]:
    """What the committee has said of amendments to the motions of a composite, by the amendment's key."""
    return {row.amendment_id: row.fate for row in decided(composite)}


def decided(composite: Motion) -> list[SourceAmendment]:
    """What the committee has said of amendments to the motions of a composite, with all that is shown."""
    rows = SourceAmendment.objects.filter(source__composite=composite, ended_at=None)
    return list(rows.select_related("amendment__item", "amendment__amends", "source__motion__item"))


def fates_of(amendment: Motion) -> list[SourceAmendment]:
    """What the committee has said of an amendment whose motion is in a composite, or joins one."""
    rows = amendment.fates.filter(ended_at=None, source__left_at=None)
    return list(rows.select_related("source__composite"))


def undecided(composite: Motion, sources: Iterable[CompositeSource]) -> list[Motion]:
    """The amendments to these motions of a composite of which the committee has not said what becomes."""
    decided = fates_decided(composite)
    return [amendment for amendment in open_amendments(sources) if amendment.pk not in decided]


def with_undecided() -> QuerySet[CompositeSource, int]:
    """The keys of the composites that have amendments to their motions of which nobody has said yet."""
    decided = SourceAmendment.objects.filter(source=OuterRef(OuterRef("pk")), amendment=OuterRef("pk"))
    amendments = Motion.objects.amendments().filter(amends=OuterRef("motion")).exclude(status__in=NOT_OPEN)
    sources = CompositeSource.objects.filter(
        Exists(amendments.filter(~Exists(decided))),
        left_at=None,
        composite__status__in=(Status.AWAITING, Status.IN_ORDER),
    )
    return sources.values_list("composite", flat=True)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would come of an amendment in a composite: whether its words are found there, and in words how."""

    outcome: Outcome
    words: str

    @property
    def fate(self) -> AmendmentFate:
        """What is suggested."""
        return AmendmentFate.FALLS if self.outcome is Outcome.STUCK else AmendmentFate.MOVES


PROSPECTS = {
    Outcome.CARRIED: "What it changes is in the composite word for word.",
    Outcome.OFFERED: "What it changes is in the composite, but the words around it are different, so "
    "its mover is asked.",
    Outcome.STUCK: "What it changes is not in the composite.",
}


def prospect(amendment: Motion, text: Revision) -> Prospect:
    """What would come of an amendment if it amended this text of a composite."""
    carried = Change.of(amendment.text).carried_to(text)
    return Prospect(carried.outcome, PROSPECTS[carried.outcome])


def became(motion: Motion) -> list[SourceAmendment]:
    """What became of the public amendments to a motion that is in a composite, or to those of a composite."""
    if motion.nature == Nature.COMPOSITE:
        sources = parts_of(motion)
    else:
        sources = [source for source in [joined(motion)] if source]
    rows = []
    for source in sources:
        for row in source.amendments.all() if _may_have_fates(source) else ():
            row.source = source
            fallen_and_gone = not row.moves and row.amendment.status == Status.WITHDRAWN
            if row.holds and row.amendment.is_public and not fallen_and_gone:
                rows.append(row)
    return rows


def in_effect(motion: Motion) -> SourceAmendment | None:
    """What the committee decided of an amendment that has effect now; of other motions nothing."""
    rows = became(motion.amends) if motion.amends else []
    return next((row for row in rows if row.amendment_id == motion.pk), None)


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
