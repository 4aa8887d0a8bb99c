"""Which figures are in force, and whether a version of the guidelines may change or be adopted."""

from ..models import GuidelineVersion
from ..parameters import Parameters


def parameters(version: GuidelineVersion | None) -> Parameters:
    """The figures of a version; while none was ever adopted, those of the published example."""
    return Parameters.of(version.figures) if version else Parameters()


def parameters_in_force() -> Parameters:
    return parameters(GuidelineVersion.objects.in_force())
