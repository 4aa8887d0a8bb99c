"""What became of each copy of an edition, told from its events and its emails."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lla.models import Email

from ..choices import CopyAct
from ..models import Contact, Copy, CopyEvent, Edition

MARKS: Mapping[str, tuple[str, str]] = {
    CopyAct.DESTROYED: ("Recalled, reported deleted", ""),
    CopyAct.RECALLED: ("Recalled", "bad"),
    CopyAct.EXPIRED: ("Expired", ""),
    CopyAct.DOWNLOADED: ("Downloaded", "good"),
    CopyAct.OPENED: ("Opened", "good"),
    CopyAct.BOUNCED: ("Not delivered", "bad"),
    CopyAct.SENT: ("Sent", "wait"),
}
NOT_SENT = ("Not sent", "wait")
ONLY_RUNG = "Nobody there has an email address: ring them."


@dataclass(frozen=True, slots=True)
class Track:
    """One copy: how many people and relays it was frozen with, how often each thing happened to it."""

    copy: Copy
    people: int
    relays: int
    times: Mapping[str, int]
    only_rung: bool = False

    @property
    def mark(self) -> tuple[str, str]:
        """The furthest that it came."""
        return next((mark for act, mark in MARKS.items() if self.times.get(act)), NOT_SENT)

    @property
    def note(self) -> str:
        """Why it cannot come any further."""
        return ONLY_RUNG if self.only_rung and self.mark == NOT_SENT else ""


def tracks(edition: Edition) -> list[Track]:
    copies = list(edition.copies.select_related("group"))
    times = _times(edition, copies)
    present = Contact.objects.present().filter(group__in=[copy.group_id for copy in copies])
    rung = set(present.filter(email="").values_list("group", flat=True))
    rung -= set(present.with_address().values_list("group", flat=True))
    return [
        Track(
            copy,
            people=len(copy.subjects),
            relays=sum("relay" in entry for entry in copy.entries),
            times=times[copy.pk],
            only_rung=copy.group_id in rung,
        )
        for copy in copies
    ]


def _times(edition: Edition, copies: list[Copy]) -> Mapping[int, Counter[str]]:
    times: dict[int, Counter[str]] = {copy.pk: Counter() for copy in copies}
    for event in CopyEvent.objects.filter(copy__edition=edition):
        times[event.copy_id][event.act] += 1
    about = {f"copy {copy.pk}": copy.pk for copy in copies}
    failed = Email.objects.failed().filter(kind="organisers/copy_sent", about__in=about)
    for name in failed.values_list("about", flat=True):
        times[about[name]][CopyAct.BOUNCED] += 1
    return times
