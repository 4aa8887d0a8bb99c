"""The emails of the motions app, one function each: unsaved rows that an act posts and a preview shows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from lla.emails.outbox import compose
from lla.groups import STEERING_COMMITTEE
from lla.links import LinkWanted
from lla.models import Email, User
from lla.moments import day_in_words, moment_in_words

from . import wording
from .choices import Outcome, Role
from .models import Backing, Draft, GroupQuestion, Motion, Ruling

DAYS = 60
DRAFT = "draft"
BACKING = "backing"
GROUP = "group"

# What movers may turn off, by when such an email comes; every other email is a duty.
NOTICES = {
    "motions/published": "your motion is published",
    "motions/support_withdrawn": "somebody withdraws from your motion",
}


# What members of the committee may turn off.
TO_COMMITTEE = {
    "motions/second_person": "a proposal waits for a second person",
    "motions/query_answered": "a mover answers the committee’s question",
    "motions/arrived_late": "a motion arrives late",
    "motions/group_doubts": "a contact of a group doubts a motion in the group’s name",
}


def draft_saved(draft: Draft, *, to: str) -> Email:
    closes = moment_in_words(draft.conference.motions_close_at)
    return _of_draft(draft, "draft_saved", to=to, closes=closes, kept=day_in_words(draft.kept_until))


def draft_going(draft: Draft, *, to: str, goes_on: date) -> Email:
    """To an address typed into a draft, before the draft is deleted."""
    return _of_draft(draft, "draft_going", to=to, goes_on=day_in_words(goes_on))


def submitted(backing: Backing) -> Email:
    """The receipt at once, with the whole text, and the link by which the mover confirms."""
    return _to(backing, "submitted")


def asked_to_confirm(backing: Backing, *, mover: Backing) -> Email:
    """To the group's confirming officer."""
    return _to(backing, "asked_to_confirm", mover=mover)


def to_confirm(backing: Backing) -> Email:
    """The email by which somebody confirms, as it was or would have been written to them first."""
    if backing.role == Role.MOVER:
        return submitted(backing)
    if backing.role == Role.CONFIRMING_OFFICER:
        return asked_to_confirm(backing, mover=backing.motion.backings.get(role=Role.MOVER))
    return signature_to_confirm(backing)


def reminded_to_confirm(motion: Motion) -> list[Email]:
    """To everybody who has not confirmed yet."""
    return _to_each(motion, motion.backings.unconfirmed(), "reminded_to_confirm")


def signature_to_confirm(backing: Backing) -> Email:
    return _to(backing, "signature_to_confirm")


def already_backing(backing: Backing) -> Email:
    """To an address that signs a second time: the page says the same either way, this email says which."""
    return _to(backing, "already_backing")


def gathering(backing: Backing) -> Email:
    """To the mover of a confirmed motion that still needs signatories."""
    return _to(backing, "gathering")


def invited(motion: Motion, *, addresses: Iterable[str]) -> list[Email]:
    """From the mover, through the site, to people who may want to sign."""
    link = LinkWanted("motions:invited", "invitation", motion.pk, DAYS)
    facts = _facts(motion)
    return [
        compose(
            "emails/motions/invited.txt",
            facts,
            to=address,
            kind="motions/invited",
            about=motion.reference,
            link=link,
        )
        for address in addresses
    ]


def received(motion: Motion) -> list[Email]:
    return _to_movers(motion, "received")


def revised(motion: Motion, *, by: Backing | None) -> list[Email]:
    """To everybody else who stands behind the motion: what changed, and that they may withdraw."""
    others = [backing for backing in motion.backings.standing() if backing != by]
    return _to_each(motion, others, "revised")


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
        compose(
            "emails/motions/group_told.txt",
            {"contact": question.contact, **facts},
            to=question.contact.email,
            kind="motions/group_told",
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
    return _to_committee(motion, "second_person", leaving_out=ruling.proposed_by, ruling=ruling)


def query_answered(motion: Motion) -> list[Email]:
    return _to_committee(motion, "query_answered")


def arrived_late(motion: Motion) -> list[Email]:
    return _to_committee(motion, "arrived_late")


def group_doubts(motion: Motion) -> list[Email]:
    return _to_committee(motion, "group_doubts")


def published(motion: Motion) -> list[Email]:
    return _to_movers(motion, "published")


def withdrawn(motion: Motion, *, note: str) -> list[Email]:
    return _to_each(motion, motion.backings.standing(), "withdrawn", note=note)


def support_withdrawn(backing: Backing) -> list[Email]:
    """To the movers, when somebody who stood behind the motion no longer does."""
    motion = backing.motion
    standing = motion.backings.standing()
    return _to_each(motion, standing.movers(), "support_withdrawn", who=backing, standing=standing.count())


def named_co_mover(backing: Backing) -> Email:
    return _to(backing, "named_co_mover")


def my_motions(backing: Backing) -> Email:
    """The way back for somebody who stands behind one or more motions."""
    link = LinkWanted("motions:enter", "mine", backing.pk, 1)
    return compose(
        "emails/motions/my_motions.txt",
        {"backing": backing},
        to=backing.email,
        kind="motions/my_motions",
        link=link,
        secret=True,
    )


def _of_draft(draft: Draft, name: str, *, to: str, **context: Any) -> Email:
    return compose(
        f"emails/motions/{name}.txt",
        {"draft": draft, **context},
        to=to,
        kind=f"motions/{name}",
        link=LinkWanted("motions:draft", DRAFT, draft.pk, DAYS),
        secret=True,
    )


def _to_movers(motion: Motion, name: str, **context: Any) -> list[Email]:
    """To the people who answer for a motion: movers, and the confirming officer of its group."""
    answerable = [backing for backing in motion.backings.standing() if backing.answers_for_motion]
    return _to_each(motion, answerable, name, **context)


def _to_committee(
    motion: Motion, name: str, *, leaving_out: User | None = None, **context: Any
) -> list[Email]:
    """To the members of the steering committee who take part in a motion; the text is on its sheet."""
    members = User.objects.filter(groups__name=STEERING_COMMITTEE, is_active=True, is_staff=True)
    members = members.exclude(recusals__motion=motion).order_by("pk")
    page = settings.ORGANISATION["url"] + reverse("admin:motions_motion_change", args=[motion.pk])
    facts = {**_facts(motion), "page": page, **context}
    return [
        compose(
            f"emails/motions/{name}.txt",
            {"member": member, **facts},
            to=member.email,
            kind=f"motions/{name}",
            about=motion.reference,
        )
        for member in members
        if member != leaving_out
    ]


def _to(backing: Backing, name: str, **context: Any) -> Email:
    return _to_each(backing.motion, [backing], name, **context)[0]


def _to_each(motion: Motion, backings: Iterable[Backing], name: str, **context: Any) -> list[Email]:
    """The same email to everybody named; what it says of the motion is asked for once."""
    facts = _facts(motion)
    return [
        compose(
            f"emails/motions/{name}.txt",
            {"backing": backing, **facts, **context},
            to=backing.email,
            kind=f"motions/{name}",
            about=motion.reference,
            link=LinkWanted("motions:backing", BACKING, backing.pk, DAYS),
        )
        for backing in backings
    ]


def _facts(motion: Motion) -> dict[str, Any]:
    """What every email about a motion may say; the mover is asked for when an email names them."""
    conference = motion.conference
    return {
        "motion": motion,
        "text": motion.current,
        "conference": conference,
        "mover": SimpleLazyObject(lambda: _mover(motion)),
        "arrived": moment_in_words(motion.received_at or motion.submitted_at),
        "in_time": wording.in_time(conference, motion.kind),
        "why_late": wording.why_late(conference, motion.kind, sent_at=motion.submitted_at),
        "freeze": moment_in_words(conference.freeze_at),
        "passed": day_in_words(motion.passed_on) if motion.passed_on else "",
    }


def _mover(motion: Motion) -> str:
    mover = motion.backings.filter(role=Role.MOVER).first()
    return mover.name if mover else ""
