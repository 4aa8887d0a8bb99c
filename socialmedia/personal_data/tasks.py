"""What social media tell and erase of one person, said to the toolkit."""

from lla.subjects import registry

from . import rules, selectors, workflow
from .papers import people

PART = registry.register(
    registry.Part(
        "socialmedia",
        people.TABLES_TOLD,
        people.LEAVES_OUT,
        people.tell,
        selectors.foresee,
        workflow.erase,
        rules.why_not_erase,
    )
)
