"""What the committee's papers call a motion, and what its spreadsheet says of each.

The spreadsheet is for the committee alone and says what its queue and its sheets show: who moves a motion is
named, as the committee has to know whom to call; nobody's address is, and no signatory's name.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localtime

from lla.papers import spreadsheets
from lla.papers.formats import EXCEL
from lla.words.cleaning import one_line

from ..motion import papers as motion_papers
from ..motion import visibility, wording
from ..motion.choices import Role, Status
from ..motion.models import Backing, Motion

TITLE = "Motions"
HEAD = (
    *(
        "Reference",
        "Label",
        "Nature",
        "Title",
        "Amends",
        "Conference",
        "Agenda item",
        "From",
        "Mover",
        "Kind",
    ),
    *("Late", "Status", "Received", "Published", "Revision", "Words", "Assigned to", "Concerns"),
)


def spreadsheet(motions: QuerySet[Motion], suffix: str) -> bytes:
    """A file of `selectors.for_the_queue()`, the head on its first line."""
    movers = Backing.objects.movers().filter(role=Role.MOVER)
    rows = motions.select_related("amends").prefetch_related(Prefetch("backings", movers, to_attr="moved_by"))
    lines = [HEAD, *map(_line, rows)]
    if suffix == EXCEL.suffix:
        return spreadsheets.xlsx_file(lines, title=TITLE, sheet_name=TITLE, foot=TITLE)
    return spreadsheets.csv_file(lines)


def _line(motion: Any) -> tuple[str | int, ...]:
    submitter = wording.submitter(route=motion.route, group_name=motion.group_name, standing=motion.standing)
    return (
        motion.reference,
        motion.label,
        motion.get_nature_display(),
        one_line(motion.text.title),
        motion.amends.reference if motion.amends else "",
        motion.conference.name,
        str(motion.item),
        one_line(submitter),
        _names(motion.moved_by),
        motion.get_kind_display(),
        "yes" if motion.late else "",
        motion.get_status_display(),
        _moment(motion.received_at),
        _moment(motion.published_at),
        motion.text.number,
        motion.text.words,
        str(motion.assigned_to or ""),
        motion.concerns,
    )


def _names(people: Iterable[Backing]) -> str:
    return one_line(", ".join(person.name for person in people))


def _moment(at: datetime | None) -> str:
    """2027-03-19 17:00 in London, which sorts as it stands."""
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


def full_labels(motion: Motion) -> str:
    """3B; of several that are printed as one 3A.1, 3A.2."""
    return ", ".join(each.full_label for each in (motion, *motion.printed_with))


def named(motion: Motion) -> str:
    """3B) Organisers for every region (Weald Left): a motion among those of all items."""
    if motion.status == Status.WITHDRAWN:
        return f"{motion.full_label or motion.reference} (withdrawn)"
    title = visibility.visible_text(motion).title
    return f"{wording.label_line(full_labels(motion), title)} ({motion_papers.by_line(motion)})"
