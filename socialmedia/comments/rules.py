"""What the guidelines suggest about a comment, and whether an act on it may happen now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from lla.time.days import local_days

from ..channels.models import Channel
from ..channels.rules import why_not_come_in
from ..guidelines.parameters import Parameters
from ..posts.models import Variant
from .choices import Response
from .models import Incident


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would be in line with the guidelines, and why."""

    responses: tuple[Response, ...]
    sentence: str

    @property
    def words(self) -> str:
        return " or ".join(response.label.lower() for response in self.responses)


def suggest(*, hostile: bool, earlier: int, harmful: bool = False, figures: Parameters) -> Suggestion:
    """What to do about a comment that so many hostile ones came before, in the same debate."""
    if harmful:
        return Suggestion(
            (Response.DELETE,),
            "It threatens somebody, gives private details or breaks the law. Keep a picture of it if it may "
            "be needed, then delete it.",
        )
    if not hostile:
        return Suggestion(
            (Response.LEAVE, Response.REBUT),
            "It is not hostile. Leave it, or answer it if that helps other readers.",
        )
    if earlier + 1 >= figures.long_debate:
        return Suggestion(
            (Response.CLOSE,),
            f"With {earlier + 1} hostile comments this is a long thread: the guidelines count "
            f"{figures.long_debate} or more as long. Close the comments.",
        )
    if earlier == 0:
        return Suggestion(
            (Response.REBUT, Response.HIDE),
            "It is the first hostile comment here. Answer it once, clearly, or hide it.",
        )
    before = "one hostile comment" if earlier == 1 else f"{earlier} hostile comments"
    return Suggestion(
        (Response.LEAVE, Response.HIDE),
        f"There {'was' if earlier == 1 else 'were'} {before} before it. Leave it or hide it, and do not "
        "continue the debate.",
    )


def suggestion_for(incident: Incident, figures: Parameters) -> Suggestion:
    facts = {"hostile": incident.hostile, "harmful": incident.harmful}
    return suggest(**facts, earlier=incident.earlier, figures=figures)


def why_not_note(
    channel: Channel,
    happened_at: datetime,
    *,
    variant: Variant | None,
    hostile: bool,
    earlier: int,
    now: datetime,
) -> list[str]:
    """Writing down a comment."""
    reasons = why_not_come_in(channel, happened_at, what="comment", now=now)
    if variant and variant.channel_id != channel.pk:
        reasons.append(f"That post is on {variant.channel}, not on {channel}.")
    if earlier and not hostile:
        reasons.append("Only give earlier hostile comments for a hostile comment.")
    return reasons


def why_not_decide(incident: Incident, done: str, *, note: str, seen: str, figures: Parameters) -> list[str]:
    """Saying what was done; `seen` is what the person at the form knew had been done, or nothing."""
    if done not in Response.values:
        return ["Choose what was done."]
    if incident.done != seen:
        already = incident.was_done.lower() if incident.done else "nothing"
        who = incident.done_by or "Somebody"
        return [f"{who} has just decided: {already}. Check before you change it."]
    if incident.done == done:
        return [f"That has already been done: {incident.was_done.lower()}."]
    if incident.done and not note.strip():
        return ["Say why you are changing the decision."]
    suggestion = suggestion_for(incident, figures)
    if done not in suggestion.responses and not note.strip():
        return [f"The guidelines suggest: {suggestion.words}. Say why you did something else."]
    return []


def by_response(first: date, last: date) -> Mapping[str, int]:
    """How many comments of these days in London, both whole, were dealt with how; "" is not at all."""
    counted = Incident.objects.happened_in(*local_days(first, last)).order_by().values("done")
    counts = {row["done"]: row["count"] for row in counted.annotate(count=Count("pk"))}
    return {done: counts.get(done, 0) for done in ("", *Response.values)}
