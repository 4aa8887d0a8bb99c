"""The minutes before motions close: five hundred people, fifty at once, each of them accounted for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from time import perf_counter

from django.urls import reverse

from benchmarks.data import make_body, make_conference, make_title
from benchmarks.house import House
from benchmarks.reading import Reading, at_least, none, ratio
from benchmarks.settings import BARE
from benchmarks.site import Answer, Ask
from lla.emails.models import Email
from lla.links import tokens as links_tokens
from motions.agenda.models import Conference
from motions.motion.choices import Status
from motions.motion.models import Backing, Motion
from motions.motion.texts import Text
from motions.submitting.models import Draft
from organisers.groups.models import Group

AT_ONCE = 50
A_ROUND = 100
LATECOMERS = 10  # one in so many sends to a conference that has closed, and is told so


@dataclass(slots=True)
class Tally:
    """What became of everybody, and rounds of (ours, bare) rates of sending and of confirming."""

    accepted: set[int] = field(default_factory=set)  # numbers of drafts
    refused: set[int] = field(default_factory=set)
    strange: int = 0
    sending: list[tuple[float, float]] = field(default_factory=list)
    confirming: list[tuple[float, float]] = field(default_factory=list)


def submissions(house: House) -> Iterator[Reading]:
    drafts = make_drafts(house, house.size.people)
    tally = Tally()
    for at in range(0, len(drafts), A_ROUND):
        send(house, drafts[at : at + A_ROUND], tally)
        confirm(house, drafts[at : at + A_ROUND], tally)
    people, late = len(drafts), len(drafts) // LATECOMERS
    accepted, refused = len(tally.accepted), len(tally.refused)
    yield Reading(
        f"deadline, {people} people, {AT_ONCE} at once: accepted",
        str(accepted),
        f"{people - late}, and {late} refused",
        (accepted, refused, tally.strange) == (people - late, late, 0),
        f"{refused} refused in words, {tally.strange} other answers",
    )
    yield none("deadline: lost", lost(drafts, tally), "text, reference, confirmations, receipts by email")
    yield none("deadline: doubled or left-out labels", doubled_labels())
    for what, rounds in (("sending", tally.sending), ("confirming", tally.confirming)):
        pairs = rounds[1:] or rounds  # in the first round the workers read their forms and templates
        note = f"{pairs[-1][0]:.0f}/s, bare {pairs[-1][1]:.0f}/s"
        yield at_least(f"deadline: {what}, rate", ratio(pairs), 0.2, note)


def make_drafts(house: House, people: int) -> list[Draft]:
    """Finished drafts, as the steps of the form leave them, each for a group's motion."""
    house.conference  # noqa: B018  it brings the groups
    groups = list(Group.objects.affiliated())
    to_open = make_conference("Deadline 2027")
    to_closed = make_conference("Closed 2027", closes_in=timedelta(days=-1))
    conferences = [*[to_open] * (LATECOMERS - 1), to_closed]
    return Draft.objects.bulk_create(
        _draft(number, conferences[number % LATECOMERS], groups[number % len(groups)])
        for number in range(people)
    )


def _draft(number: int, conference: Conference, group: Group) -> Draft:
    person = f"sender{number}@example.org"
    typed = {
        "who": {
            "route": "group",
            "group": str(group.pk),
            "passed_on": "2026-09-01",
            "item": str(conference.items.get().pk),
            "kind": "ordinary",
        },
        "text": {"title": make_title(number), "body": make_body(number), "appendix": ""},
        "people": {
            "name": f"Sender {number}",
            "email": person,
            "officer_name": f"Officer {number}",
            "officer_email": f"officer{number}@example.org",
        },
    }
    values = {step: {name: [value] for name, value in fields.items()} for step, fields in typed.items()}
    return Draft(conference=conference, typed=values)


def send(house: House, drafts: list[Draft], tally: Tally) -> None:
    """Everybody has the last page open, and presses its button."""
    by_path = {reverse("motions:check", args=[draft.key]): draft.pk for draft in drafts}
    house.site.ask((Ask(path, visitor=pk) for path, pk in by_path.items()), at_once=AT_ONCE)
    asks = [Ask(path, {}, visitor=pk) for path, pk in by_path.items()]
    answers, rates = timed(house, asks)
    tally.sending.append(rates)
    for ask, answer in answers:
        pk = by_path[ask.path]
        if answer.status == 302 and answer.location.endswith("/sent/"):
            tally.accepted.add(pk)
        elif answer.status == 200 and b"Motions closed on" in answer.body:
            tally.refused.add(pk)
        else:
            tally.strange += 1


def confirm(house: House, drafts: list[Draft], tally: Tally) -> None:
    """Movers and officers follow the links in their emails, as the worker would have sent them."""
    backings = Backing.objects.filter(motion__draft__in=drafts)
    tokens = [links_tokens.mint("backing", backing.pk, days=14) for backing in backings]
    asks = [
        Ask(reverse("motions:backing", args=[token]), {"act": "confirm"}, visitor=at)
        for at, token in enumerate(tokens, start=1)
    ]
    answers, rates = timed(house, asks)
    tally.confirming.append(rates)
    tally.strange += sum(answer.status != 302 for _, answer in answers)


def timed(house: House, asks: Iterable[Ask]) -> tuple[list[tuple[Ask, Answer]], tuple[float, float]]:
    """The answers, and how many came in a second; the bare page's rate is taken before and after."""
    before = house.site.rate([BARE], lasting=house.lasting, at_once=AT_ONCE)
    began = perf_counter()
    answers = house.site.ask(asks, at_once=AT_ONCE)
    ours = len(answers) / (perf_counter() - began)
    after = house.site.rate([BARE], lasting=house.lasting, at_once=AT_ONCE)
    return answers, (ours, (before + after) / 2)


def lost(drafts: list[Draft], tally: Tally) -> int:
    """Who was told "received" and left no trace, or was refused and lost what was typed."""
    kept = Draft.objects.select_related("motion__current").in_bulk()
    receipts = set(Email.objects.filter(kind="motions/received").values_list("to", flat=True))
    gone = 0
    for number, draft in enumerate(drafts):
        motion = kept[draft.pk].motion
        if draft.pk not in tally.accepted:
            gone += kept[draft.pk].typed != draft.typed
        elif motion is None or motion.status != Status.RECEIVED:
            gone += 1
        else:
            text = Text.of(make_title(number), make_body(number))
            has_receipt = f"sender{number}@example.org" in receipts
            gone += not (motion.text.sha256 == text.sha256 and has_receipt)
    return gone


def doubled_labels() -> int:
    """How far the labels of the deadline's motions are from 1, 2, 3 and so on."""
    received = Motion.objects.filter(conference__slug="deadline-2027", received_at__isnull=False)
    numbers = sorted(number or 0 for number in received.values_list("number", flat=True))
    return sum(number != place for place, number in enumerate(numbers, start=1))
