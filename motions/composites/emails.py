"""To the people behind the motions of a composite, and to the committee about what they said."""

from typing import Any

from lla.emails.models import Email
from lla.time.wording import moment_in_words

from ..agenda.choices import Closing
from ..motion.emails import to_committee, to_each
from .choices import ConsentAnswer
from .models import CompositeSource

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


def joined(source: CompositeSource) -> list[Email]:
    return _to_movers(source, "composited")


def left(source: CompositeSource) -> list[Email]:
    """To those who did not agree: their motion stays by itself."""
    return _to_movers(source, "not_composited")


def dissolved(source: CompositeSource, *, reason: str) -> list[Email]:
    return _to_movers(source, "composite_dissolved", reason=reason)


def _to_movers(source: CompositeSource, name: str, **context: Any) -> list[Email]:
    """To the mover and co-movers of a motion, who speak for it."""
    movers = source.motion.backings.standing().movers()
    return to_each(source.motion, movers, name, composite=source.composite, **context)
