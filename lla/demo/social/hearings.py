"""Retelling complaints and what the team and the leadership were asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import chain, repeat
from typing import Any

from lla.accounts.models import User
from lla.demo.playing import Course
from lla.demo.social.crew import Crew
from lla.time import clock
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Asked
from socialmedia.consultations.models import Consultation

RECEIVED = ("kind", "about", "about_words", "link", "words", "name", "email", "answer_wanted")
NO_MORE_TO_SAY = ("agree", "")
APART = timedelta(minutes=7)


def courses(crew: Crew, files: dict[str, Any]) -> Iterator[Course]:
    yield from (complaint(crew, record) for record in files["complaints"])
    yield from (consultation(crew, record) for record in files["consultations"])


def complaint(crew: Crew, record: Mapping[str, Any]) -> Course:
    """It comes in, its first reader asks the others, they answer, and as far as told it is closed."""
    yield crew.moment(record["at"])
    facts = {name: record[name] for name in RECEIVED if name in record}
    complaint = complaints_workflow.receive(Complaint(**facts))
    if "read" not in record:
        return
    yield crew.moment(record["read"])
    by = complaint.taken_by
    if by is None:
        return
    complaint = complaints_workflow.triage(
        complaint,
        kind=record["kind"],
        proposal=record["proposal"],
        complained_of=[crew.user(key) for key in record.get("complained_of", ())],
        nobody_because=record.get("nobody_because", ""),
        by=by,
    )
    if "held" in record:
        yield crew.moment(record["held"]["at"])
        complaints_workflow.send_holding_reply(complaint, words=record["held"]["words"], by=by)
    yield crew.moment((record["read"][0] + 1, "21:10"))
    answer(crew, complaint, record)
    if "closed" in record:
        yield crew.moment(record["closed"])
        complaints_workflow.close(complaint, outcome=record["outcome"], reply=record["reply"], by=by)


def answer(crew: Crew, complaint: Complaint, record: Mapping[str, Any]) -> None:
    """Those whom the file names, or everybody who is asked: the first in words, the others yes."""
    if complaint.consultation and "answers" in record:
        give(crew, complaint.consultation, record["answers"])
    elif complaint.consultation:
        answers = chain(record["others"], repeat(NO_MORE_TO_SAY))
        pairs = zip(complaint.consultation.views.select_related("user"), answers, strict=False)
        say(complaint.consultation, ((view.user, *answer) for view, answer in pairs))


def consultation(crew: Crew, record: Mapping[str, Any]) -> Course:
    yield crew.moment(record["at"])
    asked = consultations_workflow.open_consultation(
        record["question"],
        background=record["background"],
        asked=Asked(record.get("asked", Asked.TEAM)),
        by=crew.actor(record["by"]),
        opened_by=crew.user(record["by"]),
    )
    yield crew.moment((record["at"][0] + 1, "20:15"))
    give(crew, asked, record["answers"])
    if "closed" in record:
        yield crew.moment(record["closed"])
        by = crew.user(record["by"])
        consultations_workflow.close_consultation(asked, outcome=record["outcome"], by=by)


def give(crew: Crew, consultation: Consultation, answers: list[list[str]]) -> None:
    say(consultation, ((crew.user(key), opinion, words) for key, opinion, words in answers))


def say(consultation: Consultation, answers: Iterable[tuple[User, str, str]]) -> None:
    """One after the other, some minutes apart."""
    for number, (user, opinion, words) in enumerate(answers):
        with clock.at(clock.now() + number * APART):
            consultations_workflow.give_view(consultation, opinion=opinion, words=words, by=user)
