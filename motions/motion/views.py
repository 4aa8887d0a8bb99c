"""The preview of a text that is being typed, which several pages of motions show."""

from typing import NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lla.limits import rate_limits
from lla.text.pasted import told_joined

from ..agenda.models import Conference
from . import papers, rules, wording
from .models import Revision
from .texts import Text

LONG_PREVIEW = 20_000  # characters, ten times an ordinary motion


def revision_read(request: HttpRequest) -> int | None:
    """The number of the revision that was on the page from which a yes is sent; an old page says none."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() else None


def has_read(request: HttpRequest, text: Revision) -> bool:
    """Whether the page that was sent showed this text."""
    return revision_read(request) == text.number


def spend_on_preview(request: HttpRequest, *, of: str) -> None:
    """Allow a preview no oftener than a person stops typing.

    All that was sent counts for its length, also where a text comes clause by clause.
    """
    long = sum(len(request.POST.get(name, "")) for name in request.POST) > LONG_PREVIEW
    for bucket in ("preview", "long preview") if long else ("preview",):
        rate_limits.spend(bucket, of)
        rate_limits.spend(f"{bucket} from", rate_limits.client_address(request))


class Preview(NamedTuple):
    """What is said of a text while it is typed, and the text drawn as its page will draw it."""

    counted: SafeString
    drawn: SafeString

    def __str__(self) -> str:
        return self.counted + self.drawn


def render_preview(
    conference: Conference, title: str, body: str, appendix: str, *, limited: bool = True
) -> Preview:
    """A text with its length and every rule that it does not meet yet."""
    if too_large := Text.why_too_large(title, body, appendix):
        return draw_preview({"too_large": too_large})
    text = Text.of(title, body, appendix)
    unmet = rules.unmet(conference, text, limited=limited)
    return draw_preview(
        {
            "text": text,
            "length": wording.length(text.words, limit=conference.body_words if limited else None),
            "unmet": [sentence for found in unmet.values() for sentence in found],
            "joined": [told for typed in (body, appendix) if (told := told_joined(typed))],
            "blocks": papers.text_blocks(text),
        }
    )


def draw_preview(context: dict[str, object]) -> Preview:
    """The two pieces of a preview, from what its templates ask for."""
    counted, drawn = (
        render_to_string(f"motions/motion/_{name}.html", context) for name in ("counted", "preview")
    )
    return Preview(counted, drawn)
