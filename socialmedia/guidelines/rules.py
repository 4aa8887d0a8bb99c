"""Whether a version of the guidelines may be begun, changed or adopted."""

from .models import GuidelineVersion
from .parameters import why_not_parameters
from .selectors import parameters

BEGIN_WITH_IT = "What you typed is still here and not saved. You can save it as a new draft."
CHANGED_MEANWHILE = "Somebody has saved the draft since you opened this page. Read it before you discard it."


def why_not_begin() -> list[str]:
    """Beginning a draft: there is one at a time, so that nobody's work is overtaken."""
    if draft := GuidelineVersion.objects.drafted():
        return [f"Version {draft.number} is already being drafted. Change that draft."]
    return []


def why_not_change(version: GuidelineVersion) -> list[str]:
    if version.adopted_at:
        return [f"Version {version.number} has been adopted, so it cannot be changed. Start a new draft."]
    return []


def why_not_adopt(version: GuidelineVersion, *, decision: str) -> list[str]:
    """Adopting a draft: it says something, differs from what is in force, and a decision adopts it."""
    if reasons := why_not_change(version):
        return reasons
    reasons = why_not_parameters(parameters(version))
    if not version.words.strip():
        reasons.append("The guidelines have no text yet.")
    if not decision.strip():
        reasons.append("Enter the decision that adopts them.")
    in_force = GuidelineVersion.objects.in_force()
    if in_force and in_force.words == version.words and parameters(in_force) == parameters(version):
        reasons.append(f"The draft is the same as version {in_force.number}, which is in force.")
    return reasons
