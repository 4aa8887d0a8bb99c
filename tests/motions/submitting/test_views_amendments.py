"""An amendment sent in through its pages: from the motion's page to the receipt."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lla.papers.stamps import Stamp
from motions.agenda.choices import Nature
from motions.amendments.texts import units_of
from motions.backing.workflow import revise, withdraw
from motions.committee.workflow import propose_ruling_out, second
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.submitting.models import Draft
from motions.submitting.workflow import IN_REMOVED_WORDS
from tests.lla.wordfile.marked_files import make_marked, replaced
from tests.motions.committee.secret_motion import hide, redact
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_draft,
    make_item,
    make_motion,
    mover_of,
)
from tests.motions.member_pages import page, seen

pytestmark = pytest.mark.django_db

BODY = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.

Conference resolves:

- To write to the council.
- To call a meeting that:
  - everybody can come to;
  - has tea.
"""


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title="Rents", body=BODY)


def begin(client: Client, motion: Motion) -> Draft:
    client.post(reverse("motions:amend", args=[motion.reference]))
    return Draft.objects.latest("pk")


def boxes(client: Client, draft: Draft, **typed: str) -> dict[str, str]:
    """The form clause by clause as it comes, with what is typed into some of its boxes."""
    mark = seen(client, page(draft, "step_text"))
    return mark | {"clauses": "1", **{name.replace("_", "-"): words for name, words in typed.items()}}


def test_an_amendment_is_sent_clause_by_clause(client: Client, motion: Motion) -> None:
    draft = begin(client, motion)
    text = page(draft, "step_text")
    assert client.get(text).status_code == 200
    sent = boxes(client, draft, clause_2="Rents have risen by ten pounds a week.", delete_3="1")
    assert client.post(text, sent).headers["Location"] == page(draft, "step_who")
    client.post(page(draft, "step_who"), {"route": "signatories"})
    people = {"name": "Ana Whitlow", "email": "ana@example.org"}
    assert client.post(page(draft, "step_people"), people).headers["Location"] == page(draft, "check")
    assert client.get(page(draft, "check")).status_code == 200
    assert client.post(page(draft, "check")).headers["Location"] == page(draft, "sent")
    assert client.get(page(draft, "sent")).status_code == 200
    amendment = Motion.objects.amendments().get()
    assert (amendment.amends, amendment.nature, amendment.item) == (motion, Nature.AMENDMENT, motion.item)
    assert amendment.text.base == motion.text
    assert "ten pounds" in amendment.text.body
    assert "done nothing" not in amendment.text.body


def test_the_other_way_of_typing_takes_along_what_is_typed(client: Client, motion: Motion) -> None:
    draft = begin(client, motion)
    text = page(draft, "step_text")
    clauses = client.get(text).text
    typed = boxes(client, draft, clause_2="Rents have risen by ten pounds a week.")
    whole = client.post(f"{text}?whole", {**typed, "show": "1"}, follow=True)
    body = whole.context["form"]["body"].value()
    back = client.post(text, {**seen(client, text), "title": "Rents", "body": body, "show": "1"}, follow=True)

    assert ('formaction="?whole"' in clauses, 'formaction="?"' in whole.text) == (True, True)
    assert 'name="clause-2"' not in whole.text
    assert "Rents have risen by ten pounds a week." in body
    assert 'name="clause-2"' in back.text
    assert "Rents have risen by ten pounds a week.</textarea>" in back.text


NEW_BODY = BODY.replace("five pounds", "six pounds").replace("has tea", "has tea and cake")


STEPS = ("step_text", "step_who", "step_people", "check")


@pytest.mark.parametrize("way", ["withdrawn", "ruled out", "hidden"])
def test_every_step_says_that_the_motion_cannot_be_amended_any_more(
    client: Client, motion: Motion, way: str
) -> None:
    draft = begin(client, motion)
    client.post(page(draft, "step_text"), boxes(client, draft, clause_2="To build a thousand homes."))
    before = [client.get(page(draft, step)) for step in STEPS]
    if way == "withdrawn":
        withdraw(motion, by=mover_of(motion), note="")
        why = "This motion is withdrawn, so it cannot be amended."
    elif way == "hidden":
        hide(motion)
        why = "The text of this motion is not public, so it cannot be amended."
    else:
        propose_ruling_out(motion, by=make_committee_member(), rule="4", reason="Two subjects.")
        second(motion, by=make_committee_member())
        why = "This motion is ruled out, so it cannot be amended."
    after = [client.get(page(draft, step)) for step in STEPS]

    assert [answer.context["no_more"] for answer in before] == [[]] * 4
    assert [answer.context["no_more"] for answer in after] == [[why]] * 4
    assert [why in answer.text for answer in after] == [True] * 4
    assert ["Amendments close" in answer.text for answer in (*before, *after)] == [True] * 4 + [False] * 4
    copies = [answer.text.partition('id="typed-1"')[2].partition("</textarea>")[0] for answer in after]
    assert ["To build a thousand homes." in words for words in copies] == [way != "hidden"] * 4


def test_where_nothing_was_changed_there_is_nothing_to_copy(client: Client, motion: Motion) -> None:
    draft = begin(client, motion)
    withdraw(motion, by=mover_of(motion), note="")
    answer = client.get(page(draft, "step_text"))
    assert (bool(answer.context["no_more"]), answer.context["long"]) == (True, [])


def test_a_draft_of_a_motion_says_that_its_conference_is_over(client: Client) -> None:
    draft = make_draft(make_conference("Founding Conference", closes_in=timedelta(days=-90)))
    answer = client.get(page(draft, "step_who"))
    assert answer.context["no_more"] == ["Founding Conference is over. Motions are closed."]


def overtaken(client: Client, motion: Motion, **typed: str) -> Draft:
    """A draft whose motion was revised after its text was written."""
    draft = begin(client, motion)
    client.post(page(draft, "step_text"), boxes(client, draft, **typed))
    text = Text.of("Rents", NEW_BODY)
    revise(motion, text, by=mover_of(motion), why="Figures", base=1)
    return draft


def test_what_was_written_is_carried_over_to_the_new_text(client: Client, motion: Motion) -> None:
    draft = overtaken(client, motion, clause_3="The council has done little.")
    assert client.get(page(draft, "step_text")).status_code == 200
    answer = client.post(page(draft, "carry_over"))
    assert answer.headers["Location"] == page(draft, "step_text")
    draft.refresh_from_db()
    assert draft.base == Motion.objects.main().get().text
    assert draft.typed["text"]["body"] == [Text.of("", NEW_BODY.replace("nothing", "little")).body]
    assert "Everything you wrote fits the new text." in client.get(page(draft, "step_text")).text


def test_what_was_typed_and_not_saved_by_a_button_is_carried_over_too(client: Client, motion: Motion) -> None:
    draft = begin(client, motion)
    client.post(page(draft, "preview"), boxes(client, draft, clause_3="The council has done little."))
    revise(motion, Text.of("Rents", NEW_BODY), by=mover_of(motion), why="Figures", base=1)
    client.post(page(draft, "carry_over"))
    draft.refresh_from_db()
    assert draft.typed["text"]["body"] == [Text.of("", NEW_BODY.replace("nothing", "little")).body]
    assert draft.typing == ""


def test_what_cannot_be_carried_over_stays_in_sight(client: Client, motion: Motion) -> None:
    draft = overtaken(
        client,
        motion,
        clause_2="Rents have risen by ten pounds a week.",
        clause_3="The council has done little.",
    )
    client.post(page(draft, "carry_over"))
    left_out = (
        "In clause 1, delete “five” and insert “ten”. The words that it changes are not in the new text."
    )
    draft.refresh_from_db()
    before = draft.typed["before"]
    assert (before["left_out"], before["to_check"]) == ([left_out], [])
    shown = client.get(page(draft, "step_text")).text
    assert left_out in shown
    assert "What you wrote to revision 1" in shown


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"clause_2": "Rents have risen by ten pounds a week."},
        {"clause_3": "The council has done little."},
    ],
)
def test_no_page_of_a_draft_says_words_that_the_committee_removed(
    client: Client, motion: Motion, typed: dict[str, str]
) -> None:
    """Whatever was changed beside them is carried over; of what was changed in them only that is said."""
    draft = begin(client, motion)
    client.post(page(draft, "step_text"), boxes(client, draft, **typed))
    redact(motion, "five pounds")
    addresses = [*(page(draft, step) for step in STEPS), f"{page(draft, 'step_text')}?whole"]
    said = " ".join(client.get(address).text for address in addresses)
    draft.refresh_from_db()
    assert ("five pounds" in said, "five" in str(draft.typed)) == (False, False)
    assert (draft.base, "little" in said) == (Motion.objects.main().get().text, "clause_3" in typed)
    assert (IN_REMOVED_WORDS in said) == ("clause_2" in typed)


def test_the_word_file_is_only_spoken_of_where_it_can_be_downloaded(client: Client, motion: Motion) -> None:
    draft = overtaken(client, motion)
    behind = client.get(page(draft, "step_text")).text
    client.post(page(draft, "carry_over"))
    present = client.get(page(draft, "step_text")).text
    said = ("Download the motion’s Word file", "download the motion’s Word")
    assert [[words in text for words in said] for text in (behind, present)] == [[False] * 2, [True] * 2]


def test_a_draft_that_was_not_overtaken_stays_as_it_is(client: Client, motion: Motion) -> None:
    draft = begin(client, motion)
    client.post(page(draft, "carry_over"))
    assert Draft.objects.get(pk=draft.pk).typed == draft.typed


def word_file(client: Client, motion: Motion) -> bytes:
    """The Word file that a motion's page offers to whoever amends it."""
    content: bytes = client.get(reverse("motions:amendable_file", args=[motion.reference, "docx"])).getvalue()
    return content


def upload(client: Client, draft: Draft, content: bytes) -> Draft:
    """The draft once somebody has uploaded this file to it."""
    file = SimpleUploadedFile("motion.docx", content)
    client.post(page(draft, "step_text"), boxes(client, draft) | {"word": file})
    draft.refresh_from_db()
    return draft


def test_the_motions_word_file_comes_back_changed_with_tracked_changes_or_without(
    client: Client, motion: Motion
) -> None:
    draft = upload(
        client, begin(client, motion), replaced(word_file(client, motion), ("five pounds", "ten pounds"))
    )
    amended = Text.of("Rents", BODY.replace("five pounds", "ten pounds"))
    typed = draft.typed["text"]
    assert (typed["title"], typed["body"], typed.get("word", [])) == (["Rents"], [amended.body], [])
    assert "delete “five” and insert “ten”" in client.get(page(draft, "step_text")).text
    stamp = Stamp.of(motion.reference, 1, motion.text.sha256)
    tracked = make_marked(units_of(motion.text), units_of(Text.of("Tents", NEW_BODY)), stamp=stamp)
    typed = upload(client, draft, tracked).typed["text"]
    assert (typed["title"], typed["body"]) == (["Tents"], [Text.of("", NEW_BODY).body])


def test_the_word_file_of_another_motion_is_refused(client: Client, motion: Motion) -> None:
    draft, other = begin(client, motion), make_motion(motion.item, title="Buses")
    file = SimpleUploadedFile("motion.docx", word_file(client, other))
    answer = client.post(page(draft, "step_text"), boxes(client, draft) | {"word": file})
    refusal = f"This is the Word file of {other.reference}, and you are amending {motion.reference}."
    assert f"{refusal} Choose the Word file of {motion.reference}." in answer.text
    draft.refresh_from_db()
    assert draft.typed["text"]["body"] == [motion.text.body]


def test_a_word_file_of_an_earlier_text_is_carried_over(client: Client, motion: Motion) -> None:
    content = replaced(
        word_file(client, motion), ("done nothing", "done little"), ("five pounds", "ten pounds")
    )
    revise(motion, Text.of("Rents", NEW_BODY), by=mover_of(motion), why="Figures", base=1)
    draft = upload(client, begin(client, Motion.objects.main().get()), content)
    assert draft.typed["text"]["body"] == [Text.of("", NEW_BODY.replace("nothing", "little")).body]
    assert draft.typed["text"]["word"] == [
        "The file was made of revision 1 of the motion, and this amendment is to revision 2. "
        "What you changed was carried over. Check it.",
        "In clause 1, delete “five” and insert “ten”. The words that it changes are not in the new text.",
    ]


def test_a_claim_that_the_motion_does_not_know_is_taken_as_of_the_text_that_stands(
    client: Client, motion: Motion
) -> None:
    stamp = Stamp(motion.reference, 7, "0" * 12)
    changed = units_of(Text.of("Rents", NEW_BODY))
    draft = upload(client, begin(client, motion), make_marked(changed, stamp=stamp))
    assert draft.typed["text"]["body"] == [Text.of("", NEW_BODY).body]
