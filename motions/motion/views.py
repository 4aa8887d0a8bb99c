"""The preview of a text that is being typed, which several pages of motions show."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lla.limits import rate_limits
from lla.text.pasted import told_joined

from ..agenda.models import Conference
from . import papers, rules, wording
from .texts import Text

LONG_PREVIEW = 20_000  # characters, ten times an ordinary motion


def typed_for_preview(request: HttpRequest, *, of: str) -> list[str]:
    """Title, body and appendix as they are typed, no oftener than a person stops typing."""
    typed = [request.POST.get(name, "") for name in ("title", "body", "appendix")]
    long = sum(map(len, typed)) > LONG_PREVIEW
    for bucket in ("preview", "long preview") if long else ("preview",):
        rate_limits.spend(bucket, of)
        rate_limits.spend(f"{bucket} from", rate_limits.client_address(request))
    return typed


def render_preview(conference: Conference, title: str, body: str, appendix: str) -> SafeString:
    """A text drawn as its page will draw it, with its length and every rule it does not meet yet."""
    if reasons := Text.why_too_large(title, body, appendix):
        return render_to_string("motions/motion/_preview.html", {"too_large": reasons})
    text = Text.of(title, body, appendix)
    context = {
        "text": text,
        "length": wording.length(text.words, limit=conference.body_words),
        "unmet": [sentence for found in rules.unmet(conference, text).values() for sentence in found],
        "joined": [told for typed in (body, appendix) if (told := told_joined(typed))],
        "blocks": papers.text_blocks(text),
    }
    return render_to_string("motions/motion/_preview.html", context)
