"""The emails about complaints; the desk's list of emails shows none of them, not even to whom."""

from collections.abc import Iterable, Sequence
from typing import Any

from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address
from lla.time.days import day_ends

from .models import Complaint


def received(complaint: Complaint) -> Email:
    """The receipt. The address is unproved, so it holds nothing that was typed."""
    return _email("received", complaint, complaint.email, {"urgency": Urgency.NOW})


def held(complaint: Complaint, words: str) -> Email:
    """The holding reply, in the words of whoever handles it."""
    return _email("held", complaint, complaint.email, {}, words=words)


def closed(complaint: Complaint) -> Email:
    return _email("closed", complaint, complaint.email, {}, words=complaint.reply)


def waits(complaint: Complaint, users: Iterable[User], handling: Sequence[User]) -> list[Email]:
    """To some of those who handle it from now on."""
    line, page = f"complaint {complaint.reference}", _page(complaint)
    return [
        _email(
            "waits",
            complaint,
            user,
            {"line": line},
            page=page,
            others=[one for one in handling if one != user],
        )
        for user in users
    ]


def leadership_asked(complaint: Complaint, users: Iterable[User]) -> list[Email]:
    return _to_people("leadership", complaint, users, {})


def due_soon(complaint: Complaint, users: Iterable[User]) -> list[Email]:
    how = {"expires_at": day_ends(complaint.due_on)} if complaint.due_on else {}
    return _to_people("due", complaint, users, how)


def _to_people(name: str, complaint: Complaint, users: Iterable[User], how: dict[str, Any]) -> list[Email]:
    page = _page(complaint)
    return [_email(name, complaint, user, how, page=page) for user in users]


def _page(complaint: Complaint) -> str:
    return page_address("socialmedia:complaint", complaint.pk)


def _email(name: str, complaint: Complaint, to: User | str, how: dict[str, Any], **said: Any) -> Email:
    """One email by the name of its template; `how` are further fields of its row."""
    return compose(
        f"socialmedia/complaint_{name}",
        {"complaint": complaint, **said},
        to=to,
        about=complaint.reference,
        confidential=True,
        **how,
    )
