"""No text, of any size and any signs, holds a web worker: each page takes steps in proportion to its length.

Steps are counted (every call that Python makes), not timed, so that the answer is the same on every machine.
What happens inside one call, such as a search for a pattern, is bounded by tests/lla/test_linear.py. What is
done in another process takes no more of the processor than the limits it is given, and starting anew.
"""

import os
import resource
import sys
import tracemalloc
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lla.text.drawn_limits import too_much
from motions.backing import workflow as backing_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.lla.wordfile.test_uploads import make_document
from tests.motions.factories import make_draft, make_item, make_motion, mover_of
from tests.motions.member_pages import page

pytestmark = pytest.mark.django_db

FIXED = 1_000_000  # steps of a page with no text to speak of
EACH = 60  # steps for a character
TWO_SECONDS = 12_000_000  # steps, at the pace of the slowest machine that anybody would serve this from
# What a site gives a reader's paper and a sender's Word file, and what two processes take to start anew.
LIMITS = {"SECONDS_AT_ONCE": 1.2, "SECONDS_FOR_AN_UPLOAD": 2.0}
STARTING = 12.0  # seconds of the processor
MEMORY = (40_000_000, 600)  # bytes: of a page, and for each character
UNITS = ["[", "*", "_a", "**a", "[a](https://a.example) ", "\\", "- a\n", "  - a\n", "1. a\n\n", "a:\n\n"]
UNITS += ["# a\n\n", "a\tb\n", "\u0f73", "e\u0301\u0323", "\u05d0 ", "a\u200d", "https://a.example "]
UNITS += ["word ", "x", "\U0001f600", "<b>", "&"]
SIZES = [0, 1, 30, 1_000, 9_000, 60_000, 199_000, 399_000]
HOSTILE = st.builds(
    lambda units, size: ("".join(units) * size)[:size],
    st.lists(st.sampled_from(UNITS), min_size=1, max_size=3),
    st.sampled_from(SIZES),
)
examples = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def steps(act: Callable[[], Any]) -> tuple[int, Any]:
    """How many calls an act makes, and what it answers."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        answer = act()
    finally:
        sys.setprofile(before)
    return count, answer


def is_bounded(act: Callable[[], Any], *texts: str) -> Any:
    """Do it, and see that it took steps in proportion to the texts and no more than two seconds' worth."""
    count, answer = steps(act)
    assert count <= min(FIXED + EACH * sum(map(len, texts)), TWO_SECONDS)
    assert answer.status_code in {200, 202, 302, 413, 503}
    return answer


def spent_by_others() -> float:
    """Seconds of the processor that the processes of this one have used, ended or not."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = 0
    for children in Path("/proc/self/task").glob("*/children"):
        for pid in children.read_text().split():
            after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, after_name[11:15]))  # its own, and of those that it has ended
    return ended.ru_utime + ended.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


@pytest.fixture(autouse=True)
def each_page_was_asked_for_once() -> None:
    """What a process does once, on its first page of a kind, is done before steps are counted."""
    client, motion = Client(), make_motion()
    draft = make_draft(motion.conference)
    backing_workflow.revise(motion, Text.of("A title", "- To act."), by=mover_of(motion), why="", base=1)
    for name in ("step_text", "check"):
        client.get(page(draft, name))
    client.post(page(draft, "preview"), {"title": "A title", "body": "- To act."})
    for address in pages_of(Motion.objects.get(pk=motion.pk).reference):
        client.get(address)


def pages_of(reference: str) -> list[str]:
    return [
        reverse("motions:motion", args=[reference]),
        reverse("motions:changes", args=[reference, 1, 2]),
        f"{reverse('motions:search')}?q=act",
    ]


@examples
@given(body=HOSTILE, appendix=HOSTILE)
def test_previews_drafts_and_checks_take_steps_in_proportion(body: str, appendix: str) -> None:
    client, draft = Client(), make_draft(make_item().conference)
    typed = {"title": "A title", "body": body, "appendix": appendix}
    for name in ("preview", "step_text"):
        is_bounded(partial(client.post, page(draft, name), typed), body, appendix)
    for name in ("step_text", "check"):
        is_bounded(partial(client.get, page(draft, name)), body, appendix)


@examples
@given(body=HOSTILE, after=HOSTILE)
def test_pages_changes_and_searches_take_steps_in_proportion(body: str, after: str) -> None:
    motion = make_motion(body=fit(body))
    text, mover = Text.of("Another title", fit(after)), mover_of(motion)
    backing_workflow.revise(motion, text, by=mover, why="Shorter.", base=motion.text.number)
    client, reference = Client(), Motion.objects.get(pk=motion.pk).reference
    for address in pages_of(reference):
        is_bounded(partial(client.get, address), body, after)


@settings(examples, max_examples=3)
@given(body=HOSTILE)
def test_files_and_uploads_are_answered_within_their_limits(body: str) -> None:
    client, draft = Client(), make_draft(make_item().conference)
    motion = make_motion(body=fit(body))
    upload = partial(client.post, page(draft, "step_text"), {"title": "A title", "word": word_file(body)})
    with override_settings(**LIMITS):
        for act, limit in (
            (partial(client.get, f"/motions/{motion.reference}.pdf"), LIMITS["SECONDS_AT_ONCE"]),
            (partial(client.get, f"/motions/{motion.reference}.docx"), LIMITS["SECONDS_AT_ONCE"]),
            (upload, LIMITS["SECONDS_FOR_AN_UPLOAD"]),
        ):
            before = spent_by_others()
            is_bounded(act, body).getvalue()
            assert spent_by_others() - before <= limit + STARTING


def word_file(body: str) -> SimpleUploadedFile:
    """A Word file with a paragraph for each line."""
    lines = (
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in body.split("\n")
    )
    return SimpleUploadedFile("motion.docx", make_document("".join(lines)).getvalue())


def fit(body: str) -> str:
    """As much of what was typed as a motion may have, below a point."""
    text = f"Conference resolves:\n\n- To act.\n\n{body}"
    typed = Text.of("", text).body if not Text.why_too_large("", text) else text
    if Text.why_too_large("", typed) or too_much(typed):
        return fit(body[: len(body) // 2])
    return text


@pytest.mark.parametrize("unit", ["- a\n", "*a_", "[a](https://a.example) ", "word "])
def test_a_preview_takes_memory_in_proportion(unit: str) -> None:
    client, draft = Client(), make_draft(make_item().conference)
    body = unit * (9_000 // len(unit))
    client.post(page(draft, "preview"), {"title": "A", "body": "a"})
    tracemalloc.start()
    client.post(page(draft, "preview"), {"title": "A", "body": body})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    fixed, each = MEMORY
    assert peak <= fixed + each * len(body)
