"""What a report says: drafted by the system from what happened, printed from its own words."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from lla.papers.blocks import Block, Facts, Notice, Paper, plain
from lla.text import inline
from lla.text.reading import prose
from lla.time.wording import short_day

from ..agenda.choices import Nature
from ..agenda.deadlines import deadlines
from ..agenda.models import Conference
from ..committee.papers import named
from ..motion.choices import Act
from ..motion.models import Motion, Ruling
from . import selectors
from .models import CommitteeReport

IN_ORDER = {
    Nature.MAIN: "Motions ruled in order",
    Nature.AMENDMENT: "Amendments ruled in order",
    Nature.COMPOSITE: "Composites ruled in order",
}
APPEALS = {
    Act.APPEALED: "its mover appeals against the ruling, which is not decided yet",
    Act.APPEAL_ALLOWED: "allowed, so it is in order",
    Act.APPEAL_REFUSED: "refused, so it is still ruled out",
    Act.REFERENCE_BACK: "refused, and conference itself is asked by a reference back",
}
NOTHING = "No motion has been ruled on or withdrawn since the last report."


def of_report(report: CommitteeReport) -> Paper:
    """A report as it is printed; an earlier one that was corrected says by which."""
    facts = [("Conference", plain(report.conference.name))]
    if report.issued_at:
        facts.append(("Issued", plain(short_day(localdate(report.issued_at)))))
    blocks: list[Block] = [Facts(tuple(facts))]
    if report.corrects:
        blocks.append(Notice(plain(f"This report corrects committee report {report.corrects.number}.")))
    blocks += [
        Notice(plain(f"This report is corrected by committee report {correction.number}."))
        for correction in report.corrections.issued()
    ]
    return Paper(
        title=str(report),
        blocks=(*blocks, *prose(_readable(report))),
        subject=report.conference.name,
        author=settings.ORGANISATION["name"],
        running_head=report.conference.name,
        filename_stem=f"{report.conference.slug}-report-{report.number or 'draft'}",
        lists=tuple(
            motion.reference for motion in report.conference.motions.any_nature().public().only("pk")
        ),
    )


def _readable(report: CommitteeReport) -> str:
    """The words of a report without the titles behind labels that the committee has hidden since."""
    body = report.body
    for title, instead in selectors.hidden_titles(report.conference).items():
        for behind in (")", ":"):
            body = body.replace(f"{behind} {_typed(title)}", f"{behind} {instead}")
    return body


def drafted(conference: Conference, *, now: datetime) -> str:
    """The text that a report begins with: what happened since the last, then the timetable."""
    happened = selectors.happened(conference, since=selectors.told_until(conference), until=now)
    parts = [
        *(
            (heading, _lines(motion for motion in happened.in_order if motion.nature == nature))
            for nature, heading in IN_ORDER.items()
        ),
        ("Ruled out", [_ruled_out(motion, ruling) for motion, ruling in happened.ruled_out]),
        ("Part of a composite now", _lines(happened.composited)),
        ("Amendments to motions in a composite", [f"{row.was}: {row.became}" for row in happened.moved]),
        ("Amendments accepted by the movers of their motions", _lines(happened.accepted)),
        ("Appeals", [f"{named(motion)}: {APPEALS[act]}." for motion, act in happened.appeals]),
        ("Withdrawn", _lines(happened.withdrawn)),
        ("Received late", _lines(happened.late)),
        ("Emergency motions received", _lines(happened.emergencies)),
    ]
    told = [_part(heading, lines) for heading, lines in parts if lines]
    timetable = [f"{deadline.heading}: {deadline.at}" for deadline in deadlines(conference, now=now)]
    return "\n\n".join([*(told or [NOTHING]), _part("Timetable", timetable)]) + "\n"


def _part(heading: str, lines: list[str]) -> str:
    points = "\n".join(f"- {_typed(line)}" for line in lines)
    return f"{heading}:\n\n{points}"


def _typed(line: str) -> str:
    """Words as the text of a report has them."""
    return inline.write(plain(" ".join(line.split())))


def _lines(motions: Iterable[Motion]) -> list[str]:
    return [named(motion) for motion in motions]


def _ruled_out(motion: Motion, ruling: Ruling) -> str:
    return f"{named(motion)}: {ruling.rule}. {ruling.reason}"
