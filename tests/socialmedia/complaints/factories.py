"""Complaints for tests, made through the acts, and the people of a team around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lla.accounts.models import User
from lla.time import clock
from socialmedia.complaints import rules as complaints_rules
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.choices import ComplaintAbout, ComplaintKind
from socialmedia.complaints.models import Complaint
from socialmedia.consultations import rules as consultations_rules
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Opinion
from socialmedia.team.choices import Role
from tests.factories import make_staff
from tests.socialmedia.factories import make_member

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDS = "A moderator called my daughter a name in the discussion forum."


@dataclass(frozen=True, slots=True)
class Team:
    """The smallest team in which a complaint is of interest."""

    ann: User
    cass: User
    coordinator: User
    manager: User
    leader: User


def make_team() -> Team:
    return Team(
        ann=make_member("Ann Bell"),
        cass=make_member("Cass Of", Role.MODERATOR),
        coordinator=make_member("Coo Dinator", Role.COORDINATOR),
        manager=make_member("Manny Ager", Role.MANAGER),
        leader=make_staff(name="Robin Vale"),
    )


def make_complaint(
    kind: str = ComplaintKind.CONTENT,
    *,
    about: str = ComplaintAbout.NOBODY,
    words: str = WORDS,
    email: str = "",
    name: str = "",
    link: str = "",
) -> Complaint:
    said = {"kind": kind, "about": about, "words": words, "email": email, "name": name, "link": link}
    return complaints_workflow.receive(Complaint(**said))


def triage(
    complaint: Complaint,
    by: User,
    *,
    of: Sequence[User] = (),
    recused: Sequence[User] = (),
    because: str = "",
) -> Complaint:
    """Read it for the team; where it may be about somebody and nobody is named, with a reason for that."""
    if not of and not because and complaints_rules.says_it_is_about_somebody(complaint, complaint.kind):
        because = "Whoever it was has left."
    return complaints_workflow.triage(
        complaint,
        kind=complaint.kind,
        proposal="We say sorry and talk to the moderator.",
        complained_of=of,
        nobody_because=because,
        recused=recused,
        by=by,
    )


def everybody_agrees(complaint: Complaint, *, but: Sequence[User] = ()) -> None:
    """Everybody who is asked and has not answered says yes."""
    complaint.refresh_from_db()
    assert complaint.consultation
    for user in consultations_rules.silent(complaint.consultation, now=clock.now()):
        if user not in but:
            consultations_workflow.give_view(complaint.consultation, opinion=Opinion.AGREE, by=user)
