"""What cannot be an amendment is refused in words at every door: in boxes, as a whole text, in Word."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.papers.stamps import Stamp
from lla.text.units import units
from lla.time import clock
from motions.amendments import clauses
from motions.amendments.texts import as_text, units_of
from motions.backing.workflow import revise
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.submitting.models import Draft
from tests.lla.wordfile.marked_files import make_marked
from tests.motions.factories import (
    make_amendment,
    make_conference,
    make_emergency,
    make_item,
    make_motion,
    mover_of,
)
from tests.motions.member_pages import come_in, errors, mine, page, seen
from tests.motions.submitting.test_views_amendments import BODY, begin, boxes, upload

pytestmark = pytest.mark.django_db

# What a door sends once somebody has made this text of the motion there.
Door = Callable[[Client, Draft, Text], dict[str, str]]


@pytest.fixture
def motion() -> Motion:
    conference = make_conference(body_words=60, amended_length=True)
    return make_motion(make_item(conference), title="Rents", body=BODY)


def in_boxes(client: Client, draft: Draft, text: Text) -> dict[str, str]:
    assert draft.base is not None
    base = units_of(draft.base)
    if not text.body:
        return boxes(client, draft, **{f"delete_{place}": "1" for place in range(1, len(base))})
    rows = clauses.rows(base, units_of(text))
    typed = {f"clause_{row.place}": row.words for row in rows}
    typed |= {f"after_{row.place}": row.added for row in rows}
    typed |= {f"delete_{row.place}": "1" for row in rows if row.deleted}
    return boxes(client, draft, **typed)


def as_a_whole(client: Client, draft: Draft, text: Text) -> dict[str, str]:
    typed = {"title": text.title, "body": text.body, "appendix": text.appendix}
    return {**seen(client, page(draft, "step_text")), **typed}


def in_word(client: Client, draft: Draft, text: Text) -> dict[str, str]:
    assert draft.base is not None and draft.amends is not None
    stamp = Stamp.of(draft.amends.reference, draft.base.number, draft.base.sha256)
    typed = upload(client, draft, make_marked(units_of(text), stamp=stamp)).typed["text"]
    return as_a_whole(client, draft, Text(*(typed[name][0] for name in ("title", "body", "appendix"))))


DOORS = pytest.mark.parametrize("door", [in_boxes, as_a_whole, in_word])
LONGER = f"{BODY}- {'Word ' * 60}\n"
NOTHING = "Nothing would be left of the motion. Oppose the motion instead."
BAD = [
    (BODY, "This says what motion A already says. Change something in it."),
    ("", NOTHING),
    ("Conference notes:", NOTHING),
    (LONGER, f"The motion has {Text.of('Rents', LONGER, '').words} words; the limit is 60."),
]


@DOORS
@pytest.mark.parametrize(("body", "words"), BAD, ids=["no change", "nothing left", "only a line", "too long"])
def test_what_is_no_amendment_is_refused_beside_its_field(
    client: Client, motion: Motion, door: Door, body: str, words: str
) -> None:
    if door is in_word and not body:
        body = "Conference notes:"  # A file without words is refused as one: see below.
    draft = begin(client, motion)
    typed = door(client, draft, Text.of("Rents", body, ""))
    assert errors(client, page(draft, "step_text"), typed) == {"body": [words]}


def test_a_word_file_of_which_all_was_deleted_is_refused(client: Client, motion: Motion) -> None:
    draft = begin(client, motion)
    stamp = Stamp.of(motion.reference, 1, motion.text.sha256)
    file = SimpleUploadedFile("motion.docx", make_marked(units("Rents", "", ""), stamp=stamp))
    answer = client.post(page(draft, "step_text"), boxes(client, draft) | {"word": file})
    assert answer.context["form"].errors["word"] == ["This file has no words."]


@DOORS
def test_what_was_written_to_a_text_that_is_replaced_meanwhile_stays(
    client: Client, motion: Motion, door: Door
) -> None:
    draft = begin(client, motion)
    typed = door(client, draft, Text.of("Rents", BODY.replace("five pounds", "ten pounds"), ""))
    new = Text.of("Rents", BODY.replace("nothing", "little"), "")
    revise(motion, new, by=mover_of(motion), why="Fair", base=1)

    client.post(page(draft, "step_text"), typed)
    shown = client.get(page(draft, "step_text")).text

    draft.refresh_from_db()
    assert "ten pounds" in draft.typed["text"]["body"][0]
    assert "The motion has been revised since you began" in shown
    assert reverse("motions:carry_over", args=[draft.key]) in shown
    word = reverse("motions:amendable_file", args=[motion.reference, "docx"])
    assert word not in shown


def test_an_emergency_motion_is_not_amended(client: Client) -> None:
    item = make_item(make_conference(closes_in=timedelta(days=-1)))
    emergency = make_emergency(item, event_on=localdate(clock.now()))
    answer = client.post(reverse("motions:amend", args=[emergency.reference]), follow=True)
    assert "Emergency motions cannot be amended." in answer.text
    assert not Draft.objects.filter(amends=emergency).exists()


@pytest.mark.parametrize(("body", "words"), BAD, ids=["no change", "nothing left", "only a line", "too long"])
def test_a_revision_to_what_is_no_amendment_is_refused(
    client: Client, motion: Motion, body: str, words: str
) -> None:
    amendment = make_amendment(motion, old="five pounds", new="six pounds")
    come_in(client, mover_of(amendment))
    address = mine(amendment, "revise")
    typed = {**seen(client, address), "title": "Rents", "body": body, "why": "Better words"}
    assert errors(client, address, typed) == {"body": [words]}
    assert as_text(Motion.objects.amendments().get().text) == as_text(amendment.text)
