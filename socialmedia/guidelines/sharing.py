"""What is somebody else's: it was read in full, and its source was looked into and is sound."""

from datetime import date

from django.utils.timezone import localdate

from lla.moments import short_day

from ..addresses import host_of
from ..choices import PostKind
from ..parameters import Parameters
from .facts import PostFacts, SourceFacts, Surroundings
from .verdict import Verdict, judged


def read_in_full(post: PostFacts, figures: Parameters) -> list[Verdict]:
    if post.kind != PostKind.SHARE:
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
    if post.kind != PostKind.SHARE:
        return []
    planned = [one.planned_at for one in post.variants if one.planned_at and not one.posted]
    on = localdate(max(around.now, min(planned, default=around.now)))
    if post.source:
        return source_verdict(post.source, figures, on=on)
    site = host_of(post.shared_link)
    wrong = f"{site} is not among the sources yet." if site else "The address of what is shared is missing."
    todo = f"Review it. The review then counts for {figures.vetted_days} days."
    if not site:
        todo = "Paste the address of what is shared."
    return judged("source_vetted", figures.source_vetted, wrong=wrong, todo=todo)


def source_verdict(source: SourceFacts, figures: Parameters, *, on: date) -> list[Verdict]:
    """Whether a source may be shared or liked on a day: looked into lately, reliable, no conflict."""
    days = figures.vetted_days
    looked = short_day(source.vetted_on) if source.vetted_on else ""
    wrong, todo = "", f"Review it. The review then counts for {days} days."
    if source.vetted_on is None:
        wrong = f"Nobody has reviewed {source.name} yet."
    elif (age := (on - source.vetted_on).days) > days:
        wrong = (
            f"{source.name} was last reviewed on {looked}, {age} days before. A review counts for {days} "
            "days."
        )
    elif not source.reliable:
        wrong, todo = f"{source.name} was found not to be reliable.", "Share it from a reliable source."
    elif source.conflicts:
        wrong, todo = f"{source.name} was found to conflict with our principles.", "Do not share it."
    fine = f"{source.name} was reviewed on {looked}. A review counts for {days} days."
    return judged("source_vetted", figures.source_vetted, fine=fine, wrong=wrong, todo=todo)
