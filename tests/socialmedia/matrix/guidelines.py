"""The guidelines: everybody reads what was adopted, the coordinator drafts, manager and leadership adopt."""

from collections.abc import Mapping, Sequence
from typing import Any

from lla.acts.actors import SYSTEM
from socialmedia.guidelines import workflow as guidelines_workflow
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.guidelines.parameters import Parameters
from tests.permission_matrix import Cell
from tests.socialmedia.factories import make_guidelines
from tests.socialmedia.roles import COORDINATORS, EVERYBODY, MANAGERS, POST_ONLY, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {
    "guidelines": EVERYBODY,
    "guideline_version": EVERYBODY,
    "guideline_file": EVERYBODY,
    "guideline_changes": EVERYBODY,
    "new_guidelines": POST_ONLY,
    "edit_guidelines": COORDINATORS,
    "discard_guidelines": COORDINATORS,
    "adopt_guidelines": MANAGERS,
}


def rows(cast: Cast) -> Rows:
    """Two adopted versions, and a draft that differs from them."""
    for number in (1, 2):
        make_guidelines(number)
    draft = guidelines_workflow.begin(drafted_by=cast.coordinator, by=SYSTEM)
    GuidelineVersion.objects.filter(pk=draft.pk).update(words="Post less, and better.")
    return {
        "guideline_version": {"number": 2},
        "guideline_file": {"number": 2, "suffix": "docx"},
        "guideline_changes": {"before": 1, "number": 2},
    }


def a_draft(cast: Cast) -> Mapping[str, Any]:
    draft = GuidelineVersion.objects.drafted()
    assert draft
    return {**Parameters().stored(), "words": "Less is more.", "seen": draft.state}


def a_decision(cast: Cast) -> Mapping[str, Any]:
    return {"decision": "Team meeting of 4 May"}


ACTS: Acts = {
    "new_guidelines": (lambda cast: {}, [409 if cell == 200 else cell for cell in COORDINATORS]),
    "edit_guidelines": (a_draft, who_do(COORDINATORS)),
    "discard_guidelines": (a_draft, who_do(COORDINATORS)),
    "adopt_guidelines": (a_decision, who_do(MANAGERS)),
}
