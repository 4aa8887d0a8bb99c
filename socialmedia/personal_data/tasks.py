"""What social media tell and erase of one person, said to the toolkit."""

from lla.subjects import registry

from . import papers, rules, selectors, workflow

PART = registry.register(
    registry.Part(
        "socialmedia",
        papers.TABLES_TOLD,
        papers.LEAVES_OUT,
        papers.tell,
        selectors.foresee,
        workflow.erase,
        rules.why_not_erase,
    )
)
