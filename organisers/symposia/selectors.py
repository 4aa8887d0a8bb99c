"""What a consultation came to, what is published, and what earlier symposia left undone."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..groups.choices import GroupStatus
from . import ranking
from .choices import OptionKind, Stage, SymposiumAct, Voice
from .models import ActionPoint, Invitation, Option, Symposium
from .ranking import Candidate


def published(symposium: Symposium) -> frozenset[str]:
    """Which of "agenda" and "notes" everybody may read."""
    events = symposium.events.filter(act=SymposiumAct.ANNOUNCED)
    return frozenset(event.details["paper"] for event in events)


ADDRESS = re.compile(r"([-a-z0-9]{1,60})/([12][0-9]{3})-(0[1-9]|1[0-2])")


def address_of(symposium: Symposium) -> str:
    """How an address elsewhere names a symposium; `public_words` reads it."""
    return f"{symposium.region.slug}/{symposium.quarter:%Y-%m}"


@dataclass(frozen=True, slots=True)
class PublicWords:
    """What everybody may read of one symposium: its notes, or its agenda while there are none."""

    symposium: Symposium
    paper: str
    words: str


def public_words(address: str) -> PublicWords | None:
    """The words of the symposium that an address names, if any are published; nothing else is told."""
    named = ADDRESS.fullmatch(address)
    if named is None:
        return None
    region, year, month = named.groups()
    quarter = date(int(year), int(month), 1)
    announced = Symposium.objects.announced().standing().select_related("region")
    symposium = announced.filter(region__slug=region, quarter=quarter).first()
    papers = published(symposium) if symposium else frozenset()
    for paper in ("notes", "agenda"):
        if symposium and paper in papers:
            return PublicWords(symposium, paper, getattr(symposium, paper))
    return None


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
    def silent(self) -> list[Invitation]:
        """Those who have not answered, by the names of the groups."""
        return [invitation for invitation in self.invitations if invitation.answered_at is None]

    @property
    def answered(self) -> int:
        return sum(invitation.answered_at is not None for invitation in self.invitations)

    def rows(self) -> list[dict[str, Any]]:
        """For each group that was asked what it has said of each option, in their order."""
        groups = [invitation.group_id for invitation in self.invitations]
        contacts = Contact.objects.with_address().with_consent(Purpose.NOTICES).filter(group__in=groups)
        reached = set(contacts.values_list("group", flat=True))
        rows = []
        for invitation in self.invitations:
            group = invitation.group
            voices = {answer.option_id: answer.get_voice_display() for answer in invitation.answers.all()}
            rows.append(
                {
                    "group": group,
                    "invitation": invitation,
                    "voices": [(option, voices.get(option.pk, "")) for option in self.options],
                    "moved": group.region_id != self.symposium.region_id,
                    "reached": group.pk in reached or bool(group.public_email),
                }
            )
        return rows

    def totals(self) -> list[tuple[Option, dict[str, int]]]:
        """Each option, and how many said yes, if need be, and no."""
        counts = Counter(
            (answer.option_id, answer.voice)
            for invitation in self.invitations
            for answer in invitation.answers.all()
        )
        return [
            (option, {voice.name.lower(): counts[option.pk, voice.value] for voice in Voice})
            for option in self.options
        ]

    def suggestions(self) -> list[Suggestion]:
        """The best times at the best venues, the one that most groups can make first."""
        slots, venues = self._candidates(OptionKind.SLOT), self._candidates(OptionKind.VENUE)
        best = ranking.ranked(ranking.pairs(slots, venues))[:SUGGESTED]
        names = {invitation.group_id: invitation.group.name for invitation in self.invitations}
        missed = _missed_last_time(self.symposium)
        options = {option.pk: option for option in self.options}
        return [
            Suggestion(
                slot=options[pair.keys[0]],
                venue=options[pair.keys[1]],
                can=len(pair.can),
                words=ranking.consequences(
                    pair, names=names, missed_last_time=missed, everybody=not self.silent
                ),
            )
            for pair in best
        ]

    def _candidates(self, kind: OptionKind) -> list[Candidate]:
        options = {option.pk: option for option in self.options if option.kind == kind}
        voices: dict[int, dict[int, int]] = {pk: {} for pk in options}
        for invitation in self.invitations:
            for answer in invitation.answers.all():
                if answer.option_id in voices:
                    voices[answer.option_id][invitation.group_id] = answer.voice
        return [
            Candidate(keys=(pk,), voices=voices[pk], starts_at=option.starts_at)
            for pk, option in options.items()
        ]


def consultation_of(symposium: Symposium) -> Consultation:
    """The options, and the invitations of groups that are still affiliated, with their answers."""
    options = sorted(
        symposium.options.select_related("venue"), key=lambda option: OPTION_ORDER[OptionKind(option.kind)]
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
    earlier = symposium.region.symposia.filter(stage=Stage.HELD, quarter__lt=symposium.quarter)
    last = earlier.order_by("-quarter").first()
    if last is None:
        return frozenset()
    asked: Iterable[int] = last.invitations.values_list("group", flat=True)
    came: Iterable[int] = last.replies.filter(coming=True).values_list("group", flat=True)
    return frozenset(asked) - frozenset(came)
