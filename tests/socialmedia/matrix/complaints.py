"""Complaints: everybody may complain; who reads what follows from the office and from who is kept out."""

from collections.abc import Mapping, Sequence
from typing import Any

from lla.links import standing
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.choices import ComplaintStatus
from socialmedia.complaints.forms import LeadershipForm, TriageForm
from socialmedia.complaints.models import Complaint
from socialmedia.complaints.views import RECEIPT
from tests.permission_matrix import SIGN_IN, Cell
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.complaints.factories import everybody_agrees, make_complaint
from tests.socialmedia.roles import EVERYBODY, READERS, TEAM, Acts, Cast, Rows, who_do

# An accusation against one member, read and asked about: the team reads it, the manager handles it, the
# leadership has its word. A content complaint, unread: the manager alone has it.
SERIOUS: list[Cell] = [SIGN_IN, 403, 200, 404, 200, 200, 200, 200]
MANAGER: list[Cell] = [SIGN_IN, 403, 403, 404, 403, 200, 403, 403]
LEADERS: list[Cell] = [SIGN_IN, 403, 403, 404, 403, 403, 200, 200]
FIRST_READER: list[Cell] = [SIGN_IN, 403, 404, 404, 404, 200, 404, 404]
PAGES: Mapping[str, Sequence[Cell]] = {
    "complain": EVERYBODY,
    "complaint_sent": EVERYBODY,
    "complain_from": TEAM,
    "complaints": READERS,
    "complaint": SERIOUS,
    "triage_complaint": FIRST_READER,
    "keep_out": MANAGER,
    "recuse": SERIOUS,
    "hold_complaint": MANAGER,
    "lead_complaint": LEADERS,
    "close_complaint": MANAGER,
}


def rows(cast: Cast) -> Rows:
    unread = make_complaint()
    asked = make_complaint("accusation", about="member", email="kim@example.org")
    complaints_workflow.triage(
        asked, kind="accusation", proposal="We talk.", complained_of=[cast.complained_of], by=cast.manager
    )
    everybody_agrees(asked)
    complaints_workflow.decide_as_leadership(asked, words="We agree.", by=cast.committee)
    here = {"pk": asked.pk}
    return {
        "complaint_sent": {"key": standing.key(RECEIPT, asked.pk)},
        "complain_from": {"what": "comment", "pk": make_comment(channel=cast.page).pk},
        "triage_complaint": {"pk": unread.pk},
        **dict.fromkeys(
            ("complaint", "keep_out", "recuse", "hold_complaint", "lead_complaint", "close_complaint"), here
        ),
    }


def a_complaint(cast: Cast) -> Mapping[str, Any]:
    return {"kind": "content", "about": "nobody", "words": "The post of Sunday is wrong."}


def a_triage(cast: Cast) -> Mapping[str, Any]:
    unread = Complaint.objects.get(status=ComplaintStatus.RECEIVED)
    typed = {"kind": "content", "complained_of": [cast.member.pk], "proposal": "We put it right."}
    return {**typed, "seen": TriageForm(complaint=unread, people=[]).state}


def another_decision(cast: Cast) -> Mapping[str, Any]:
    seen = LeadershipForm(initial={"words": "We agree."}).state
    return {"words": "We changed our minds.", "seen": seen}


ACTS: Acts = {
    "complain": (a_complaint, who_do(EVERYBODY)),
    "complain_from": (a_complaint, who_do(TEAM)),
    "triage_complaint": (a_triage, who_do(FIRST_READER)),
    "keep_out": (lambda cast: {"user": cast.member.pk, "complained_of": "no"}, who_do(MANAGER)),
    "recuse": (lambda cast: {}, who_do(SERIOUS)),
    "hold_complaint": (lambda cast: {"words": "Please wait."}, who_do(MANAGER)),
    "lead_complaint": (another_decision, who_do(LEADERS)),
    "close_complaint": (lambda cast: {"outcome": "We talked.", "reply": "We talked."}, who_do(MANAGER)),
}
