"""Verdicts as a page shows them: those that matter first, with the reason given or the way to give one."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from lla.accounts.models import User

from ...guidelines.choices import Level
from ...guidelines.verdicts import TONES, Verdict
from .. import rules
from ..models import Post
from ..selectors import Judged

ORDER = (Level.BLOCK, Level.FAIL, Level.WARN)


def found(judged: Judged, post: Post | None = None, *, reader: User | None = None) -> dict[str, Any]:
    """All verdicts of a post, in one sentence and line by line.

    Each failure of a saved post leads its `reader` to where they may give a reason.
    """
    matter = [verdict for level in ORDER for verdict in judged.verdicts if verdict.level == level]
    fine = [verdict for verdict in judged.verdicts if verdict.level == Level.PASS]
    lines = [_line(verdict, judged, post, reader) for verdict in matter]
    return {"summary": _summary(judged), "lines": lines, "fine": fine}


def _line(verdict: Verdict, judged: Judged, post: Post | None, reader: User | None) -> dict[str, Any]:
    """`reason` is what somebody gave against it, `url` where to give one, `way` what helps."""
    reason = judged.reasons.get(verdict.key)
    url = ""
    if post and reader and not rules.why_not_override(post, judged, verdict.key, user=reader, why="?"):
        url = reverse("socialmedia:give_reason", args=[post.pk, verdict.code])
        url += f"?channel={verdict.channel}" if verdict.channel else ""
    way, way_url = _way(post) if post and verdict.code == "source_vetted" else ("", "")
    line = {"verdict": verdict, "tone": TONES[verdict.level], "reason": reason, "url": url}
    return {**line, "way": way, "way_url": way_url}


def _way(post: Post) -> tuple[str, str]:
    """Where the source of a share is looked into, or put on the list first."""
    if post.source:
        return f"Review {post.source}", reverse("socialmedia:vet_source", args=[post.source.pk])
    if not post.shared_link:
        return "", ""
    address = f"{reverse('socialmedia:new_source')}?{urlencode({'link': post.shared_link})}"
    return "Add it to the sources", address


def _summary(judged: Judged) -> str:
    """How it stands, in a sentence that is read out when it changes."""
    stops = len(judged.unresolved)
    warns = sum(1 for verdict in judged.verdicts if verdict.level == Level.WARN)
    look = " There is 1 warning." if warns == 1 else f" There are {warns} warnings."
    look = look if warns else ""
    if stops:
        things = "1 problem has" if stops == 1 else f"{stops} problems have"
        return f"{things} to be solved before you can publish.{look}"
    return f"There are no problems.{look}"
