"""What a consultation came to, what is published, and what earlier symposia left undone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..groups.choices import GroupStatus
from ..groups.models import Group
from . import ranking
from .choices import OptionKind, Stage, SymposiumAct, Voice
from .models import ActionPoint, Invitation, Option, Symposium
from .ranking import Candidate


def published(symposium: Symposium) -> frozenset[str]:
    """Which of "agenda" and "notes" everybody may read."""
    told = symposium.events.filter(act=SymposiumAct.ANNOUNCED)
    return frozenset(event.details["paper"] for event in told)


def undone_before(symposium: Symposium) -> QuerySet[ActionPoint]:
    """What the region's earlier symposia left undone and nobody has carried on yet."""
    earlier = Q(symposium__quarter__lt=symposium.quarter) | Q(
        symposium__quarter=symposium.quarter, symposium__stage=Stage.CANCELLED
    )
    return ActionPoint.objects.filter(
        earlier, symposium__region=symposium.region_id, done_at=None, carried_to=None
    ).exclude(symposium=symposium.pk)


OPTION_ORDER = {OptionKind.SLOT: 0, OptionKind.VENUE: 1, OptionKind.IDEA: 2}
SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What one group that was asked has said; `voices` stand in the order of the options."""

    group: Group
    invitation: Invitation
    voices: list[str]
    moved: bool
    reached: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A time at a venue, and what choosing it would mean."""

    slot: Option
    venue: Option
    can: int
    words: list[str]


@dataclass(frozen=True, slots=True)
class Consultation:
    """A symposium's options and answers, read once."""

    symposium: Symposium
    options: list[Option]
    invitations: list[Invitation]

    @property
    def answered(self) -> int:
        return sum(one.answered_at is not None for one in self.invitations)

    def rows(self) -> list[AnswerRow]:
        groups = [one.group_id for one in self.invitations]
        told = Contact.objects.with_address().with_consent(Purpose.NOTICES).filter(group__in=groups)
        reached = set(told.values_list("group", flat=True))
        return [self._row(one, reached) for one in self.invitations]

    def _row(self, invitation: Invitation, reached: set[int]) -> AnswerRow:
        said = {one.option_id: one.get_voice_display() for one in invitation.answers.all()}
        group = invitation.group
        return AnswerRow(
            group=group,
            invitation=invitation,
            voices=[said.get(option.pk, "") for option in self.options],
            moved=group.region_id != self.symposium.region_id,
            reached=group.pk in reached or bool(group.public_email),
        )

    def totals(self) -> list[dict[str, int]]:
        """Under each option how many said yes, if need be, and no."""
        every = [answer for one in self.invitations for answer in one.answers.all()]
        return [
            {
                voice.name.lower(): sum(one.option_id == option.pk and one.voice == voice for one in every)
                for voice in Voice
            }
            for option in self.options
        ]

    def suggestions(self) -> list[Suggestion]:
        """The best times at the best venues, the one that most groups can make first."""
        slots, venues = self._candidates(OptionKind.SLOT), self._candidates(OptionKind.VENUE)
        best = ranking.ranked(ranking.pairs(slots, venues))[:SUGGESTED]
        names = {one.group_id: one.group.name for one in self.invitations}
        silent = [one.group_id for one in self.invitations if one.answered_at is None]
        missed, options = _missed_last_time(self.symposium), {one.pk: one for one in self.options}
        return [
            Suggestion(
                slot=options[pair.keys[0]],
                venue=options[pair.keys[1]],
                can=len(pair.can),
                words=ranking.consequences(pair, names=names, missed_last_time=missed, silent=silent),
            )
            for pair in best
        ]

    def _candidates(self, kind: OptionKind) -> list[Candidate]:
        voices: dict[int, dict[int, int]] = {one.pk: {} for one in self.options if one.kind == kind}
        for invitation in self.invitations:
            for answer in invitation.answers.all():
                if answer.option_id in voices:
                    voices[answer.option_id][invitation.group_id] = answer.voice
        starts = {one.pk: one.starts_at for one in self.options}
        return [Candidate(keys=(pk,), voices=said, starts_at=starts[pk]) for pk, said in voices.items()]


def consultation_of(symposium: Symposium) -> Consultation:
    """The options, and the invitations of groups that are still affiliated, with their answers."""
    options = sorted(
        symposium.options.select_related("venue"), key=lambda one: OPTION_ORDER[OptionKind(one.kind)]
    )
    invitations = (
        symposium.invitations.filter(group__status=GroupStatus.AFFILIATED)
        .select_related("group")
        .prefetch_related("answers")
        .order_by("group__name")
    )
    return Consultation(symposium=symposium, options=options, invitations=list(invitations))


def _missed_last_time(symposium: Symposium) -> frozenset[int]:
    """The groups that were asked to the region's last symposium and did not come."""
    held = symposium.region.symposia.filter(stage=Stage.HELD, quarter__lt=symposium.quarter)
    last = held.order_by("-quarter").first()
    if last is None:
        return frozenset()
    asked: Iterable[int] = last.invitations.values_list("group", flat=True)
    came: Iterable[int] = last.replies.filter(coming=True).values_list("group", flat=True)
    return frozenset(asked) - frozenset(came)
