"""Retelling complaints and what the team and the leadership were asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from itertools import chain, repeat
from typing import Any

from lla.accounts.models import User
from lla.demo.social.crew import Crew
from lla.demo.telling import Step
from lla.time import clock
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Asked
from socialmedia.consultations.models import Consultation

SAID = ("kind", "about", "about_words", "link", "words", "name", "email", "answer_wanted")
NO_MORE_TO_SAY = ("agree", "")
APART = timedelta(minutes=7)


def steps(crew: Crew, told: dict[str, Any]) -> Iterator[Step]:
    for record in told["complaints"]:
        yield from complaint(crew, record)
    for record in told["consultations"]:
        at = crew.moment(record["at"])
        yield Step(at, partial(ask, crew, record))
        yield Step(crew.moment((record["at"][0] + 1, "20:15")), partial(answer_asked, crew, record))
        if "closed" in record:
            yield Step(crew.moment(record["closed"]), partial(close_asked, crew, record))


def complaint(crew: Crew, record: dict[str, Any]) -> Iterator[Step]:
    """It comes in, is read, the others say what they think, and so far as the file goes it is closed."""
    yield Step(crew.moment(record["at"]), partial(receive, record))
    if "read" in record:
        yield Step(crew.moment(record["read"]), partial(triage, crew, record))
        answered = crew.moment((record["read"][0] + 1, "21:10"))
        yield Step(answered, partial(answer, crew, record))
    if "held" in record:
        yield Step(crew.moment(record["held"]["at"]), partial(hold, crew, record))
    if "closed" in record:
        yield Step(crew.moment(record["closed"]), partial(close, crew, record))


def receive(record: dict[str, Any]) -> None:
    said = {name: record[name] for name in SAID if name in record}
    record["row"] = complaints_workflow.receive(Complaint(**said))


def triage(crew: Crew, record: dict[str, Any]) -> None:
    record["row"] = complaints_workflow.triage(
        record["row"],
        kind=record["kind"],
        proposal=record["proposal"],
        complained_of=[crew.user(key) for key in record.get("complained_of", ())],
        nobody_because=record.get("nobody_because", ""),
        by=crew.user(record["by"]),
    )


def answer(crew: Crew, record: Mapping[str, Any]) -> None:
    """Those whom the file names, or everybody who is asked: the first in words, the others yes."""
    row: Complaint = record["row"]
    if row.consultation and "answers" in record:
        give(crew, row.consultation, record["answers"])
    elif row.consultation:
        said = chain(record["others"], repeat(NO_MORE_TO_SAY))
        views = row.consultation.views.select_related("user")
        say(row.consultation, ((view.user, *answer) for view, answer in zip(views, said, strict=False)))


def hold(crew: Crew, record: Mapping[str, Any]) -> None:
    complaints_workflow.send_holding_reply(
        record["row"], words=record["held"]["words"], by=crew.user(record["by"])
    )


def close(crew: Crew, record: Mapping[str, Any]) -> None:
    by = crew.user(record["by"])
    complaints_workflow.close(record["row"], outcome=record["outcome"], reply=record["reply"], by=by)


def ask(crew: Crew, record: dict[str, Any]) -> None:
    record["row"] = consultations_workflow.open_consultation(
        record["question"],
        background=record["background"],
        asked=Asked(record.get("asked", Asked.TEAM)),
        by=crew.actor(record["by"]),
        opened_by=crew.user(record["by"]),
    )


def answer_asked(crew: Crew, record: Mapping[str, Any]) -> None:
    give(crew, record["row"], record["answers"])


def give(crew: Crew, consultation: Consultation, answers: list[list[str]]) -> None:
    say(consultation, ((crew.user(key), opinion, words) for key, opinion, words in answers))


def say(consultation: Consultation, answers: Iterable[tuple[User, str, str]]) -> None:
    """One after the other, some minutes apart."""
    for number, (user, opinion, words) in enumerate(answers):
        with clock.at(clock.now() + number * APART):
            consultations_workflow.give_view(consultation, opinion=opinion, words=words, by=user)


def close_asked(crew: Crew, record: Mapping[str, Any]) -> None:
    by = crew.user(record["by"])
    consultations_workflow.close_consultation(record["row"], outcome=record["outcome"], by=by)
