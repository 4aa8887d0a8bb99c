"""What the team did, out of the comments it dealt with and the logs of its forums."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from ..comments.models import Incident
from ..forums.models import Moderation
from .choices import Did

COMMENT, ENTRY = "comment", "entry"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done: a comment that was dealt with, or an entry of a forum's log."""

    at: datetime
    comment: Incident | None = None
    entry: Moderation | None = None

    @property
    def words(self) -> str:
        """What was done, in words."""
        if self.comment:
            return str(Did(self.comment.done).label)
        return self.entry.get_measure_display() if self.entry else ""


def keys() -> QuerySet[Any]:
    """Everything that was done, as kind, key and moment, the latest first; entries removed are left out."""
    comments = Incident.objects.dealt_with().order_by()
    entries = Moderation.objects.filter(struck_at=None).order_by()
    names = ("kind", "pk", "when")
    kind = {name: Value(name, output_field=CharField()) for name in (COMMENT, ENTRY)}
    dealt = comments.annotate(kind=kind[COMMENT], when=F("done_at")).values_list(*names)
    logged = entries.annotate(kind=kind[ENTRY], when=F("at")).values_list(*names)
    return dealt.union(logged, all=True).order_by("-when", "-pk")


def lines(page: Any) -> list[Line]:
    """The rows of a page of `keys`, in two queries."""
    rows = list(page)
    comments = Incident.objects.select_related("channel", "done_by", "variant__post")
    found = comments.in_bulk([pk for kind, pk, _ in rows if kind == COMMENT])
    entries = Moderation.objects.with_all().in_bulk([pk for kind, pk, _ in rows if kind == ENTRY])
    return [
        Line(at, comment=found.get(pk)) if kind == COMMENT else Line(at, entry=entries.get(pk))
        for kind, pk, at in rows
    ]
