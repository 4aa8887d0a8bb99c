"""The checks of the guidelines: plain facts and the figures of a version in, verdicts in sentences out."""

from .facts import CheckFacts, DecisionFacts, PostFacts, SourceFacts, Surroundings, VariantFacts, digest
from .places import before_original, day_verdict
from .sharing import source_verdict
from .verdict import Verdict, unresolved
from .whole import verdicts
from .writing import not_carried

__all__ = [
    "CheckFacts",
    "DecisionFacts",
    "PostFacts",
    "SourceFacts",
    "Surroundings",
    "VariantFacts",
    "Verdict",
    "before_original",
    "day_verdict",
    "digest",
    "not_carried",
    "source_verdict",
    "unresolved",
    "verdicts",
]
