"""To the people behind the motions of a composite and the amendments to them, and to the committee."""

from collections.abc import Iterable
from typing import Any

from lla.emails.models import Email
from lla.time import clock
from lla.time.wording import moment_in_words

from ..agenda.choices import Closing
from ..amendments import rules as amendments_rules
from ..amendments.carrying import Outcome
from ..motion.emails import to_amenders, to_committee, to_each
from ..motion.models import Motion
from .choices import ConsentAnswer
from .models import CompositeSource, SourceAmendment

# What members of the committee may turn off.
NOTICES_TO_COMMITTEE = {"motions/composite_answered": "somebody answers about a composite"}


def proposed(source: CompositeSource, *, again: bool) -> list[Email]:
    """That the composite has a text to agree to; `again` says that they were asked about another before."""
    closes_at = source.motion.conference.closes_at(Closing.COMPOSITES)
    return _to_movers(source, "composite_proposed", again=again, closes=moment_in_words(closes_at))


def answered(source: CompositeSource, *, answer: str) -> list[Email]:
    composite, motion = source.composite, source.motion
    agrees = answer == ConsentAnswer.AGREES
    line = f"{composite.reference}: {motion.reference} {'agrees' if agrees else 'keeps its own text'}"
    return to_committee(composite, "composite_answered", line=line, source=motion, agrees=agrees)


def joined(source: CompositeSource, *, decided: Iterable[SourceAmendment] = ()) -> list[Email]:
    """With what becomes of the amendments to it, as far as they are public."""
    rows = [row for row in decided if row.source_id == source.pk and row.amendment.is_public]
    moved = [row.amendment for row in rows if row.moves]
    fallen = [row.amendment for row in rows if not row.moves]
    return _to_movers(source, "composited", moved=moved, fallen=fallen)


def left(source: CompositeSource) -> list[Email]:
    """To those who did not agree: their motion stays by itself."""
    return _to_movers(source, "not_composited")


def dissolved(source: CompositeSource, *, reason: str) -> list[Email]:
    return _to_movers(source, "composite_dissolved", reason=reason)


def amendment_moved(row: SourceAmendment, composite: Motion, *, outcome: Outcome) -> list[Email]:
    """To the people behind an amendment that amends a composite now, and what comes of it there."""
    return to_amenders(
        row.amendment,
        "amendment_moved",
        composite=composite,
        was=row.was,
        source=row.source.motion,
        outcome=outcome,
        until=moment_in_words(composite.conference.freeze_at),
    )


def amendment_fell(row: SourceAmendment, composite: Motion) -> list[Email]:
    """To the people behind an amendment on which conference does not vote any more."""
    now, closes_at = clock.now(), composite.conference.closes_at(amendments_rules.closing(composite))
    amendable = now < closes_at and not amendments_rules.why_not_amend(composite, now=now)
    return to_amenders(
        row.amendment,
        "amendment_fell",
        composite=composite,
        source=row.source.motion,
        until=moment_in_words(closes_at) if amendable else "",
    )


def amendment_back(amendment: Motion, composite: Motion, *, outcome: Outcome) -> list[Email]:
    """To the people behind an amendment whose motion is by itself again."""
    until = moment_in_words(composite.conference.freeze_at)
    return to_amenders(amendment, "amendment_back", composite=composite, outcome=outcome, until=until)


def _to_movers(source: CompositeSource, name: str, **context: Any) -> list[Email]:
    """To the mover and co-movers of a motion, who speak for it."""
    movers = source.motion.backings.standing().movers()
    return to_each(source.motion, movers, name, composite=source.composite, **context)
