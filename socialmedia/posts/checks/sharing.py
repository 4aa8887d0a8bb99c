"""What is somebody else's: it was read in full, and its source was looked into and is sound."""

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from ...guidelines.parameters import Parameters
from ...guidelines.verdicts import Verdict, judged
from ...sources.addresses import host_of
from ...sources.vetting import source_verdict
from .facts import PostFacts, Surroundings, is_shared

if TYPE_CHECKING:
    from ..models import Post


def read_in_full(post: "Post", figures: Parameters) -> list[Verdict]:
    if not is_shared(post):
        return []
    return judged(
        "read_in_full",
        figures.read_in_full,
        fine=f"{post.read_by} has read in full what is shared.",
        wrong="" if post.read_by else "Nobody has confirmed that they read in full what is shared.",
        todo="Read it to the end, and choose who has read it.",
    )


def source_vetted(post: PostFacts, around: Surroundings, figures: Parameters) -> list[Verdict]:
    """The source of a share, as it stands on the day the share goes out first."""
    if not is_shared(post.row):
        return []
    planned = [variant.planned_at for variant in post.variants if variant.planned_at and not variant.posted]
    on = localdate(max(around.now, min(planned, default=around.now)))
    if post.source:
        return source_verdict(post.source, figures, on=on)
    site = host_of(post.row.shared_link)
    wrong = f"{site} is not among the sources yet." if site else "The address of what is shared is missing."
    todo = f"Review it. The review then counts for {figures.vetted_days} days."
    if not site:
        todo = "Paste the address of what is shared."
    return judged("source_vetted", figures.source_vetted, wrong=wrong, todo=todo)
