"""What acts on motions would do and whom they would write to, found out without doing them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from lla.acts.refusals import NotAllowed
from lla.emails.message import PLACEHOLDER
from lla.emails.models import Email

from ...amendments.selectors import does_not_fit
from ...composites.models import CompositeSource
from ...motion.choices import Act
from ...motion.models import Motion
from ...motion.workflow import hold_amended
from ...placing import selectors as placing_selectors
from .. import selectors

# What the buttons below a preview say in the field "step".
DO, CHANGE = "do", "change"
LINK = "[your personal link]"


@dataclass(frozen=True, slots=True)
class ShownEmail:
    """What one or several people would be sent in the same words: "kim@example.org and jo@example.org"."""

    to: str
    subject: str
    body: str


def shown_once(emails: Iterable[Email]) -> list[ShownEmail]:
    """Emails as a preview shows them: those that differ in nothing but the greeting as one."""
    alike: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for email in emails:
        greeting, _, rest = email.body.partition("\n")
        alike.setdefault((email.subject, rest), []).append((email.to, greeting))
    return [
        ShownEmail(_named([to for to, _ in readers]), subject, "\n".join([*_greetings(readers), rest]))
        for (subject, rest), readers in alike.items()
    ]


def _greetings(readers: Iterable[tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(greeting for _, greeting in readers))


def _named(addresses: list[str]) -> str:
    *others, last = addresses
    return f"{', '.join(others)} and {last}" if others else last


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an act would do to a motion: its steps in words and its emails, or why it would be refused.

    `relabelled` says of it and of the amendments to it which labels change. `seen` is the newest step of the
    motion's history at the time.
    """

    motion: Motion
    seen: int
    steps: list[str]
    relabelled: list[str]
    emails: list[Email]
    reasons: list[str]

    @property
    def shown(self) -> "list[ShownEmail]":
        return shown_once(self.emails)

    @property
    def does_not_fit(self) -> str:
        """That an amendment is not known to fit its motion's text."""
        return does_not_fit(self.motion)


def foresee(motions: Iterable[Motion], do: Callable[[Motion], object]) -> list[Foreseen]:
    """What `do` would do to each motion in turn, labels and all.

    The acts run whole, with their locks and their rules, in a transaction that is rolled back, so that what
    is shown is what will be done. All motions are locked first, amendments after what they amend: acts take
    the lock of a conference after that of a motion. Nothing waits for a commit that never comes.
    """
    motions = list(motions)
    with transaction.atomic():
        keys = [motion.pk for motion in motions]
        keys += CompositeSource.objects.filter(composite__in=keys).values_list("motion", flat=True)
        hold_amended(keys)
        rows = Motion.objects.any_nature().select_for_update(no_key=True).filter(pk__in=keys)
        list(rows.order_by(F("amends").asc(nulls_first=True), "pk"))
        foreseen = [_foresee(motion, do) for motion in motions]
        transaction.set_rollback(True)
    return foreseen


def _foresee(motion: Motion, do: Callable[[Motion], object]) -> Foreseen:
    about = Email.objects.filter(about__in=_concerned(motion))
    seen, before = selectors.newest_step(motion.pk), list(about.values_list("pk", flat=True))
    labels = placing_selectors.labels(motion)
    try:
        with transaction.atomic():
            do(motion)
    except NotAllowed as refusal:
        return Foreseen(motion, seen, [], [], [], refusal.reasons)
    emails = list(about.exclude(pk__in=before).order_by("pk"))
    for email in emails:
        lines = email.body.splitlines()
        email.body = "\n".join(LINK if line.strip() == PLACEHOLDER else line for line in lines)
    relabelled = placing_selectors.relabelled(motion, was=labels)
    return Foreseen(motion, seen, _steps(motion, after=seen), relabelled, emails, [])


def _concerned(motion: Motion) -> list[str]:
    """A motion, those that a composite is made from, and the amendments to all of them: who is written to."""
    motions = [motion.pk, *motion.sources.values_list("motion", flat=True)]
    concerned = Motion.objects.any_nature().filter(Q(pk__in=motions) | Q(amends__in=motions))
    return [each.reference for each in concerned.only("pk")]


def _steps(motion: Motion, *, after: int) -> list[str]:
    label = Motion.objects.any_nature().values_list("label", flat=True).get(pk=motion.pk)
    return [
        f"{event.get_act_display()}: {label}" if event.act == Act.LABELLED else event.get_act_display()
        for event in motion.events.filter(pk__gt=after)
    ]


def preview(motion: Motion, do: Callable[[Motion], object]) -> Foreseen:
    """What `do` would do to a motion and write about it; raises NotAllowed where the act itself would."""
    [foreseen] = foresee([motion], do)
    if foreseen.reasons:
        raise NotAllowed(foreseen.reasons)
    return foreseen
