"""The emails of the motions app, one function each: unsaved rows that an act posts and a preview shows."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from lla import clock
from lla.emails.choices import Urgency
from lla.emails.outbox import compose
from lla.groups import STEERING_COMMITTEE
from lla.links import LinkWanted
from lla.models import Email, User
from lla.moments import day_in_words, moment_in_words

from . import wording
from .choices import Outcome, Role
from .models import Backing, Draft, GroupQuestion, Motion, Ruling

DAYS = 60
DAYS_BACK = 1  # for the link to "my motions"
DRAFT = "draft"
BACKING = "backing"
GROUP = "group"

# What people behind a motion may turn off, by when such an email comes; every other email is a duty.
NOTICES_OF_MOTIONS = {"motions/published": "your motion is published"}
NOTICES_OF_BACKING = {"motions/support_withdrawn": "somebody withdraws from your motion"}

# What members of the committee may turn off.
NOTICES_OF_PROPOSALS = {"motions/second_person": "a proposal needs a second person"}
NOTICES_FROM_MOVERS = {
    "motions/query_answered": "a mover answers the committee’s question",
    "motions/arrived_late": "a motion arrives late",
}
NOTICES_FROM_GROUPS = {"motions/group_doubts": "a contact of a group doubts a motion in the group’s name"}


def draft_saved(draft: Draft, *, to: str) -> Email:
    closes = moment_in_words(draft.conference.motions_close_at)
    kept = day_in_words(draft.kept_until)
    return _of_draft(draft, "draft_saved", to=to, urgency=Urgency.NOW, closes=closes, kept=kept)


def draft_going(draft: Draft, *, to: str, goes_on: date) -> Email:
    """To an address typed into a draft, before the draft is deleted."""
    gone_at = make_aware(datetime.combine(goes_on, datetime.min.time()))
    days = (goes_on - localdate(clock.now())).days
    return _of_draft(
        draft,
        "draft_going",
        to=to,
        urgency=Urgency.LATER,
        days=days,
        expires_at=gone_at,
        goes_on=goes_on,
    )


def submitted(backing: Backing) -> Email:
    """The receipt at once, with the whole text, and the link by which the mover confirms."""
    return _to(backing, "submitted", urgency=Urgency.NOW)


def asked_to_confirm(backing: Backing) -> Email:
    """To the group's confirming officer; the address is not proved, so it names nobody."""
    return _to(backing, "asked_to_confirm")


def to_confirm(backing: Backing) -> Email:
    """The email by which somebody confirms, as it was or would have been written to them first."""
    if backing.role == Role.MOVER:
        return submitted(backing)
    if backing.role == Role.CONFIRMING_OFFICER:
        return asked_to_confirm(backing)
    return signature_to_confirm(backing)


def reminded_to_confirm(motion: Motion) -> list[Email]:
    """To everybody who has not confirmed yet."""
    return _to_each(motion, motion.backings.unconfirmed(), "reminded_to_confirm")


def signature_to_confirm(backing: Backing) -> Email:
    return _to(backing, "signature_to_confirm", urgency=Urgency.NOW)


def signed(backing: Backing) -> Email:
    """To somebody who signed by their invitation: that they are counted, and how they take their name off."""
    return _to(backing, "signed", urgency=Urgency.NOW)


def already_backing(backing: Backing) -> Email:
    """To an address that signs a second time: the page says the same either way, this email says which."""
    return _to(backing, "already_backing", urgency=Urgency.NOW)


def gathering(backing: Backing) -> Email:
    """To the mover of a confirmed motion that still needs signatories."""
    return _to(backing, "gathering", urgency=Urgency.NOW)


def invited(motion: Motion, *, addresses: Iterable[str]) -> list[Email]:
    """From the mover, through the site, to people who may want to sign."""
    link = LinkWanted("motions:invited", "invitation", motion.pk, DAYS)
    facts = _facts(motion)
    return [_email("invited", facts, to=address, about=motion.reference, link=link) for address in addresses]


def received(motion: Motion, standing: Iterable[Backing]) -> list[Email]:
    return _to_each(motion, _answerable(standing), "received")


def revised(motion: Motion, *, by: Backing | None) -> list[Email]:
    """To everybody else who stands behind the motion: what changed, and that they may withdraw."""
    others = [backing for backing in motion.backings.standing() if backing != by]
    return _to_each(motion, others, "revised", urgency=Urgency.LATER)


def queried(motion: Motion, *, question: str) -> list[Email]:
    return _to_movers(motion, "queried", question=question)


def ruled_in_order(motion: Motion) -> list[Email]:
    return _to_movers(motion, "ruled_in_order")


def ruled_out(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To everybody who stands behind the motion, signatories too."""
    return _to_each(motion, motion.backings.standing(), "ruled_out", ruling=ruling)


def reopened(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To everybody who stands behind the motion; `motion` still has the status that the ruling gave it."""
    was = motion.get_status_display().lower()
    return _to_each(motion, motion.backings.standing(), "reopened", ruling=ruling, was=was)


def hidden(motion: Motion, *, ruling: Ruling) -> list[Email]:
    one = f"revision {ruling.revision.number}" if ruling.outcome == Outcome.TEXT_HIDDEN else ""
    return _to_movers(motion, "hidden", ruling=ruling, one=one)


def redacted(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To everybody who stands behind the motion: its text has changed, and they may withdraw."""
    return _to_each(motion, motion.backings.standing(), "redacted", ruling=ruling)


def shown(motion: Motion, *, ruling: Ruling) -> list[Email]:
    return _to_movers(motion, "shown", ruling=ruling)


def group_told(motion: Motion, questions: Iterable[GroupQuestion]) -> list[Email]:
    """To the contacts whom a group has on record, when a motion comes in its name."""
    facts = _facts(motion)
    return [
        _email(
            "group_told",
            {"contact": question.contact, **facts},
            to=question.contact.email,
            link=LinkWanted("motions:group_told", GROUP, question.pk, DAYS),
            secret=True,
        )
        for question in questions
    ]


def on_hold(motion: Motion) -> list[Email]:
    return _to_movers(motion, "on_hold")


def hold_lifted(motion: Motion) -> list[Email]:
    return _to_movers(motion, "hold_lifted")


def second_person(motion: Motion, *, ruling: Ruling) -> list[Email]:
    """To those of the committee who may second or decline a proposal."""
    line = f"{motion.reference}: {ruling.get_outcome_display().lower()}"
    return _to_committee(motion, "second_person", line=line, leaving_out=ruling.proposed_by, ruling=ruling)


def query_answered(motion: Motion) -> list[Email]:
    return _to_committee(motion, "query_answered", line=f"{motion.reference}: the mover has answered")


def arrived_late(motion: Motion) -> list[Email]:
    line = f"{motion.reference}: arrived late"
    return _to_committee(motion, "arrived_late", line=line, urgency=Urgency.LATER)


def group_doubts(motion: Motion) -> list[Email]:
    return _to_committee(motion, "group_doubts", line=f"{motion.reference}: on hold, a group doubts it")


def published(motion: Motion) -> list[Email]:
    return _to_movers(motion, "published", urgency=Urgency.LATER)


def withdrawn(motion: Motion, *, note: str) -> list[Email]:
    return _to_each(motion, motion.backings.standing(), "withdrawn", urgency=Urgency.LATER, note=note)


def support_withdrawn(backing: Backing) -> list[Email]:
    """To the movers, when somebody who stood behind the motion no longer does."""
    motion = backing.motion
    standing = motion.backings.standing()
    facts = {"who": backing, "standing": standing.count()}
    return _to_each(motion, standing.movers(), "support_withdrawn", urgency=Urgency.LATER, **facts)


def named_co_mover(backing: Backing) -> Email:
    return _to(backing, "named_co_mover")


def my_motions(backing: Backing) -> Email:
    """The way back for somebody who stands behind one or more motions."""
    return _email(
        "my_motions",
        {"backing": backing},
        to=backing.email,
        urgency=Urgency.NOW,
        link=LinkWanted("motions:enter", "mine", backing.pk, DAYS_BACK),
        secret=True,
        expires_at=clock.now() + timedelta(days=DAYS_BACK),
    )


def _of_draft(
    draft: Draft,
    name: str,
    *,
    to: str,
    urgency: Urgency,
    days: int = DAYS,
    expires_at: datetime | None = None,
    **context: Any,
) -> Email:
    return _email(
        name,
        {"draft": draft, **context},
        to=to,
        urgency=urgency,
        about=f"draft {draft.pk}",
        link=LinkWanted("motions:draft", DRAFT, draft.pk, days),
        secret=True,
        expires_at=expires_at,
    )


def _to_movers(motion: Motion, name: str, **context: Any) -> list[Email]:
    """To the people who answer for a motion: movers, and the confirming officer of its group."""
    return _to_each(motion, _answerable(motion.backings.standing()), name, **context)


def _answerable(backings: Iterable[Backing]) -> list[Backing]:
    return [backing for backing in backings if backing.answers_for_motion]


def _to_committee(
    motion: Motion,
    name: str,
    *,
    line: str,
    leaving_out: User | None = None,
    urgency: Urgency = Urgency.SOON,
    **context: Any,
) -> list[Email]:
    """To the members of the steering committee who take part in a motion; the text is on its sheet."""
    members = User.objects.filter(groups__name=STEERING_COMMITTEE, is_active=True, is_staff=True)
    members = members.exclude(recusals__motion=motion).order_by("pk")
    page = settings.ORGANISATION["url"] + reverse("admin:motions_motion_change", args=[motion.pk])
    facts = {**_facts(motion), "page": page, **context}
    return [
        _email(
            name,
            {"member": member, **facts},
            to=member.email,
            urgency=urgency,
            about=motion.reference,
            line=line,
        )
        for member in members
        if member != leaving_out
    ]


def _to(backing: Backing, name: str, **context: Any) -> Email:
    return _to_each(backing.motion, [backing], name, **context)[0]


def _to_each(
    motion: Motion,
    backings: Iterable[Backing],
    name: str,
    *,
    urgency: Urgency = Urgency.SOON,
    **context: Any,
) -> list[Email]:
    """The same email to everybody named; what it says of the motion is asked for once."""
    facts = _facts(motion)
    return [
        _email(
            name,
            {"backing": backing, **facts, **context},
            to=backing.email,
            urgency=urgency,
            about=motion.reference,
            link=LinkWanted("motions:backing", BACKING, backing.pk, DAYS),
        )
        for backing in backings
    ]


def _email(name: str, context: dict[str, Any], *, to: str, **how: Any) -> Email:
    """One email by the name of its template.

    `urgency` is NOW for what its reader has just asked for or done, LATER for a notice that can wait, and
    SOON for the others: somebody waits for them.
    """
    return compose(f"emails/motions/{name}.txt", context, to=to, kind=f"motions/{name}", **how)


def _facts(motion: Motion) -> dict[str, Any]:
    """What every email about a motion may say."""
    conference = motion.conference
    return {
        "motion": motion,
        "text": motion.current,
        "conference": conference,
        "arrived": moment_in_words(motion.received_at or motion.submitted_at),
        "in_time": wording.in_time_if_confirmed(conference, motion.kind, sent_at=motion.submitted_at),
        "why_late": wording.why_late(conference, motion.kind, sent_at=motion.submitted_at),
        "freeze": moment_in_words(conference.freeze_at),
        "passed": day_in_words(motion.passed_on) if motion.passed_on else "",
    }
