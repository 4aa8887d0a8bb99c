"""Which figures are in force, and whether a version of the guidelines may change or be adopted."""

from ..models import GuidelineVersion
from ..parameters import Parameters, why_not_parameters

CHANGED_MEANWHILE = (
    "Somebody saved this draft while you were writing. Your words are below and not saved: "
    "open the draft in another window, bring the two together, and save again."
)


def parameters(version: GuidelineVersion | None) -> Parameters:
    """The figures of a version; while none was ever adopted, those of the published example."""
    return Parameters.of(version.figures) if version else Parameters()


def parameters_in_force() -> Parameters:
    return parameters(GuidelineVersion.objects.in_force())


def why_not_begin() -> list[str]:
    """Beginning a draft: there is one at a time, so that nobody's work is overtaken."""
    if draft := GuidelineVersion.objects.drafted():
        return [f"Version {draft.number} is being drafted already: change that draft."]
    return []


def why_not_change(version: GuidelineVersion) -> list[str]:
    if version.adopted_at:
        return [f"Version {version.number} has been adopted, so it stays as it is. Begin a new draft."]
    return []


def why_not_adopt(version: GuidelineVersion, *, decision: str) -> list[str]:
    """Adopting a draft: it says something, differs from what is in force, and a decision adopts it."""
    if reasons := why_not_change(version):
        return reasons
    reasons = why_not_parameters(parameters(version))
    if not version.words.strip():
        reasons.append("The guidelines have no text yet.")
    if not decision.strip():
        reasons.append("Say which decision adopts them.")
    in_force = GuidelineVersion.objects.in_force()
    if in_force and in_force.words == version.words and parameters(in_force) == parameters(version):
        reasons.append(f"Nothing differs from version {in_force.number}, which is in force.")
    return reasons
