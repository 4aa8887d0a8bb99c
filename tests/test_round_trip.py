"""A motion is the same text with the same hash however it comes in, and again from its own Word file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motions.motion.models import Motion
from tests.lla.papers.drawn_files import said_by, squeezed
from tests.motions.factories import confirm_all, make_conference, make_item
from tests.motions.member_pages import MOVER, begin, from_signatories, page
from tests.motions.page_text import articles, ask
from tests.text_carriers import as_mailed, motions

pytestmark = pytest.mark.django_db
MOTIONS = motions()


def sent(client: Client, typed: dict[str, object]) -> Motion:
    """The motion that comes of what somebody types or chooses in the form."""
    item = make_item(make_conference(signatories_needed=1, body_words=5_000))
    draft = begin(client, item)
    client.post(page(draft, "step_who"), from_signatories(item))
    client.post(page(draft, "step_text"), typed)
    client.post(page(draft, "step_people"), MOVER)
    client.post(page(draft, "check"))
    return confirm_all(Motion.objects.get(item=item))


def of_word_file(content: bytes) -> dict[str, object]:
    return {"title": "", "body": "", "appendix": "", "word": SimpleUploadedFile("motion.docx", content)}


def stored(motion: Motion) -> tuple[str, str, str, str]:
    return motion.text.title, motion.text.body, motion.text.appendix, motion.text.sha256


def test_there_are_three_motions_of_the_demonstration_and_one_of_two_thousand_words() -> None:
    assert len(MOTIONS) == 4
    long = MOTIONS["two thousand words"]
    assert 1_900 < long.words < 2_100
    assert "\n     1. " in long.body


@pytest.mark.parametrize("name", MOTIONS)
def test_a_motion_sent_by_form_comes_back_from_its_word_file_with_the_same_hash(
    client: Client, name: str
) -> None:
    text = MOTIONS[name]
    typed = sent(client, {"title": text.title, "body": text.body, "appendix": text.appendix})
    assert stored(typed) == (text.title, text.body, text.appendix, text.sha256)
    said = squeezed(articles(client.get(typed.get_absolute_url()))[0])
    files = {suffix: ask(client, f"/motions/{typed.reference}{suffix}")[1] for suffix in (".pdf", ".docx")}
    assert {suffix: said_by(content, suffix) for suffix, content in files.items()} == dict.fromkeys(
        files, said
    )
    once = sent(client, of_word_file(files[".docx"]))
    assert stored(once) == stored(typed)
    twice = sent(client, of_word_file(ask(client, f"/motions/{once.reference}.docx")[1]))
    assert stored(twice) == stored(typed)


@pytest.mark.parametrize("name", MOTIONS)
def test_a_motion_pasted_from_an_email_has_the_same_hash(client: Client, name: str) -> None:
    text = MOTIONS[name]
    pasted = as_mailed(text.body)
    assert pasted != text.body
    typed: dict[str, object] = {"title": text.title, "body": pasted, "appendix": text.appendix}
    assert stored(sent(client, typed)) == (
        text.title,
        text.body,
        text.appendix,
        text.sha256,
    )
