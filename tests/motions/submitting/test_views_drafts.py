"""A draft on the site: files, previews, leaving it for later, and forms that have lost their cookie."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from lla.emails.models import Email
from lla.time import clock
from lla.wordfile.uploads import LARGEST_FILE
from motions.agenda.models import AgendaItem
from motions.submitting.forms.draft import MORE_THAN_KEPT
from motions.submitting.models import Draft
from tests.lla.wordfile.word_files import make_word, paragraph, run, styled
from tests.motions.factories import make_conference, make_draft, make_item, make_motion
from tests.motions.member_pages import TEXT, begin, errors, fill, page, seen, token_in_email

pytestmark = pytest.mark.django_db


def test_a_word_file_goes_below_what_is_typed_and_is_shown_first(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    answer = client.post(
        page(draft, "step_text"), {**TEXT, "body": "Conference notes:", "word": word_file("- A point.")}
    )
    assert answer.headers["Location"] == f"{page(draft, 'step_text')}#preview"
    kept = Draft.objects.get().typed["text"]
    assert kept["body"][0].startswith("Conference notes:\n\n")
    assert "A point." in kept["body"][0]
    assert set(kept) == {"title", "body", "appendix"}


def test_what_a_word_file_has_left_out_is_said_beside_its_field_until_the_step_is_sent_again(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    body = paragraph("To ", run("oppose", "<w:strike/>"), run("support <b>it</b>.".replace("<", "&lt;")))
    file = SimpleUploadedFile("motion.docx", make_word(styled("Titel", "Of the file") + body).getvalue())
    typed = {"title": "My own", "body": "", "appendix": ""}
    answer = client.post(page(draft, "step_text"), {**typed, "word": file})
    assert answer.headers["Location"] == f"{page(draft, 'step_text')}#div_id_word"
    said = [
        "Left out: 1 struck-out word.",
        "The title in the file, “Of the file”, was left out, because there already is one above.",
    ]
    for _ in range(2):
        shown = client.get(page(draft, "step_text")).context["form"]
        assert shown["body"].value() == "To support <b>it</b>."
        assert all(f"<p>{sentence}</p>" in str(shown["word"].help_text) for sentence in said)
    text = page(draft, "step_text")
    client.post(text, {**typed, "body": "To act.", "show": "1", **seen(client, text)})
    assert "<p>" not in str(client.get(page(draft, "step_text")).context["form"]["word"].help_text)


def test_the_title_of_a_word_file_is_taken_where_there_is_none(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    file = make_word(styled("Titel", "Of the file") + paragraph("To act."))
    word = SimpleUploadedFile("motion.docx", file.getvalue())
    client.post(page(draft, "step_text"), {"title": " ", "body": "", "appendix": "", "word": word})
    kept = Draft.objects.get().typed["text"]
    assert kept == {"title": ["Of the file"], "body": ["To act."], "appendix": [""]}


@pytest.mark.parametrize("kind", ["image/png", "application/msword", "text/html; charset=utf-16", ""])
def test_a_file_is_what_it_holds_and_not_what_its_type_says(
    client: Client, item: AgendaItem, kind: str
) -> None:
    draft = begin(client, item)
    file = word_file("A point.")
    file.content_type, file.name = kind, "motion.png"
    client.post(page(draft, "step_text"), {**TEXT, "word": file})
    assert Draft.objects.get().typed["text"]["body"][0].endswith("A point.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is not a Word file."),
        (b"<html><script>alert(1)</script>", "This is not a Word file."),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "This Word file is locked"),
        (b"PK" * LARGEST_FILE, "This file is larger than 5 MB."),
    ],
    ids=["empty", "page", "locked", "large"],
)
def test_a_file_that_only_says_it_is_a_word_file_is_refused_by_its_field(
    client: Client, item: AgendaItem, content: bytes, sentence: str
) -> None:
    draft = begin(client, item)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    found = errors(
        client,
        page(draft, "step_text"),
        {**TEXT, "word": SimpleUploadedFile("motion.docx", content, content_type=kind)},
    )
    ((name, (said,)),) = found.items()
    assert (name, said[: len(sentence)]) == ("word", sentence)
    assert Draft.objects.get().typed["text"] == {name: [value] for name, value in TEXT.items()}


@pytest.mark.parametrize("button", [{}, {"show": "1"}, {"save": "1"}])
def test_a_file_that_is_no_word_file_is_refused_and_the_typed_text_stays(
    client: Client, item: AgendaItem, button: dict[str, str]
) -> None:
    draft = begin(client, item)
    file = SimpleUploadedFile("motion.docx", b"%PDF-1.7 not a Word file")
    found = errors(client, page(draft, "step_text"), {**TEXT, **button, "word": file})
    assert list(found) == ["word"]
    assert found["word"][0].startswith("This is not a Word file.")
    assert Draft.objects.get().typed["text"]["body"] == [TEXT["body"]]


def test_the_preview_draws_counts_and_names_what_is_missing(client: Client) -> None:
    item = make_item(make_conference(body_words=250))
    draft = begin(client, item)
    shown = client.post(
        page(draft, "preview"), {"title": "", "body": "Conference resolves:\n\n- <b>Act</b> now."}
    )
    words = shown.content.decode()
    assert "4 of 250 words" in words
    assert "Give the motion a title." in words
    assert "&lt;b&gt;Act&lt;/b&gt; now." in words
    assert client.get(page(draft, "preview")).status_code == 405


def test_a_text_too_long_to_draw_says_so_in_the_preview(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    shown = client.post(page(draft, "preview"), {"title": "Long", "body": "word " * 90_000})
    assert "This text is too long to be shown here." in shown.content.decode()


def test_what_takes_too_long_to_draw_is_named_in_the_preview(client: Client, item: AgendaItem) -> None:
    shown = client.post(page(begin(client, item), "preview"), {"title": "Signs", "body": "[" * 60_000})
    assert "This has 60000 signs such as * and [" in shown.content.decode()


def test_long_previews_come_no_faster_than_a_person_types(client: Client, item: AgendaItem) -> None:
    draft, long = begin(client, item), {"title": "A", "body": "To act. " * 3_000}
    answers = [client.post(page(draft, "preview"), long).status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]


def test_a_text_too_large_to_keep_is_refused_in_words_and_comes_back_in_the_form(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    large = {"title": "Long", "body": "x" * 450_000}
    answer = client.post(page(draft, "step_text"), {**large, "save": "1"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["body"] == ["This has 450000 characters. The limit is 200000."]
    assert answer.context["form"]["body"].value() == large["body"]
    assert Draft.objects.get(pk=draft.pk).typed == {}


def test_a_field_sent_many_times_over_is_not_kept(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    answer = client.post(page(draft, "step_people"), {"name": ["Ana"] * 400, "email": "ana@example.org"})
    assert answer.context["form"].non_field_errors() == [MORE_THAN_KEPT]
    assert Draft.objects.get(pk=draft.pk).typed == {}


@pytest.mark.parametrize(
    "body",
    ["[" * 60_000, "\u0f73" * 250_000, "- a\n" * 50_000, "x" * 900_000],
    ids=["signs", "marks", "lines", "characters"],
)
def test_a_draft_that_was_kept_too_large_is_told_so_on_every_page(
    client: Client, item: AgendaItem, body: str
) -> None:
    draft = fill(client, item)
    draft.typed["text"]["body"] = [body]
    draft.save()
    for name in ("step_who", "step_text", "step_people", "check"):
        assert client.get(page(draft, name)).status_code == 200
    wrong = client.get(f"{page(draft, 'step_text')}?wrong").context["form"]
    assert "The limit is" in wrong.errors["body"][0]
    assert client.post(page(draft, "check")).status_code == 200
    assert Draft.objects.get(pk=draft.pk).motion is None


def test_save_and_finish_later_keeps_half_a_form_and_writes_the_way_back(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    answer = client.post(page(draft, "step_people"), {"name": "Ana", "email": "half", "save": "1"})
    assert answer.headers["Location"] == page(draft, "save")
    client.post(page(draft, "save"), {"email": "ana@example.org", "website": ""})
    token = token_in_email("ana@example.org", about="Your link to your unfinished motion")
    fresh = Client()
    address = reverse("motions:draft", args=[token])
    assert fresh.get(address).status_code == 200
    assert fresh.post(address).headers["Location"] == page(draft, "step_who")
    assert fresh.get(page(draft, "step_people")).context["form"]["email"].value() == "half"


def test_a_forged_key_and_a_draft_that_is_gone_are_told_in_words(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    forged = page(draft, "step_who").replace(f"/{draft.pk}.", f"/{draft.pk + 1}.")
    assert client.get(forged).status_code == 410
    address = page(draft, "step_who")
    draft.delete()
    answer = client.get(address)
    assert (answer.status_code, "has been deleted" in answer.content.decode()) == (410, True)


def test_one_address_gets_only_so_many_links_to_drafts(client: Client) -> None:
    draft = make_draft()
    for _ in range(6):
        answer = client.post(page(draft, "save"), {"email": "ana@example.org"})
    (said,) = answer.context["form"].non_field_errors()
    assert str(said).startswith("This cannot be sent again yet. Nothing is lost.")
    assert Email.objects.filter(to="ana@example.org").count() == 5


def test_a_form_without_its_cookie_comes_back_with_every_word_to_be_sent_again(item: AgendaItem) -> None:
    strict = Client(enforce_csrf_checks=True)
    draft = make_draft(item.conference)
    typed = {"title": "Kept “whole”", "body": "Conference resolves:\n\n- One & two.", "appendix": ""}
    ours = strict.post(page(draft, "step_text"), typed, headers={"Origin": "http://testserver"})
    assert ours.status_code == 403
    assert set(ours.context["typed"]) == set(typed.items())
    token = ours.context["csrf_token"]
    again = strict.post(page(draft, "step_text"), {**typed, "csrfmiddlewaretoken": str(token)})
    assert again.headers["Location"] == page(draft, "step_people")


def test_words_sent_from_another_site_are_not_offered_again(item: AgendaItem) -> None:
    strict = Client(enforce_csrf_checks=True)
    draft = make_draft(item.conference)
    theirs = strict.post(page(draft, "step_text"), TEXT, headers={"Origin": "https://elsewhere.example.org"})
    assert (theirs.status_code, TEXT["title"] in theirs.content.decode()) == (403, False)


def word_file(*paragraphs: str) -> SimpleUploadedFile:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    held = BytesIO()
    document.save(held)
    return SimpleUploadedFile("motion.docx", held.getvalue())


def typed_into(client: Client, draft: Draft) -> Draft:
    client.post(page(draft, "step_text"), {**TEXT, **seen(client, page(draft, "step_text"))})
    return draft


def test_a_draft_into_which_nothing_was_typed_is_not_listed(client: Client, item: AgendaItem) -> None:
    draft, submit = begin(client, item), reverse("motions:submit")
    before = client.get(submit).text
    empty = {"title": "", "body": " ", "appendix": ""}
    client.post(page(draft, "step_text"), {**empty, **seen(client, page(draft, "step_text"))})
    after = client.get(submit).text
    typed_into(client, draft)
    assert ["Unfinished" in words for words in (before, after, client.get(submit).text)] == [
        False,
        False,
        True,
    ]


def test_whoever_hides_a_draft_is_asked_first_and_offered_its_link(client: Client, item: AgendaItem) -> None:
    draft, submit = typed_into(client, begin(client, item)), reverse("motions:submit")
    people = page(draft, "step_people")
    client.post(people, {**seen(client, people), "email": "kim@example.org"})
    listed = client.get(submit).text
    asked = client.get(page(draft, "go_on"), {"hide": ""})
    kept = client.get(submit).text
    client.post(page(draft, "save"), {"email": "kim@example.org"})
    emailed = client.get(page(draft, "go_on"), {"hide": ""})
    refused = client.post(page(draft, "go_on"), {"email": "kim"})
    still = client.get(submit).text
    client.post(page(draft, "go_on"), {"email": "kim@example.org"})

    assert f'href="{page(draft, "go_on")}?hide"' in listed
    assert "Unfinished" in kept
    assert "Nothing leads to it any more once this browser does not show it" in " ".join(asked.text.split())
    assert asked.text.count(f'action="{page(draft, "go_on")}"') == 2
    assert refused.context["form"]["email"].errors
    assert "Do not show it in this browser?" in refused.text
    assert "Unfinished" in still
    assert Email.objects.filter(kind="motions/draft_saved", to="kim@example.org").count() == 2
    assert asked.context["form"]["email"].value() == "kim@example.org"
    assert page(draft, "go_on") in asked.context["address"]
    assert "We have emailed the link to it." in emailed.text
    assert "Unfinished" not in client.get(submit).text


def test_finishing_later_offers_the_address_that_was_typed_at_the_step_before(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    people = page(draft, "step_people")
    client.post(people, {**seen(client, people), "email": "kim@example.org"})
    assert client.get(page(draft, "save")).context["form"]["email"].value() == "kim@example.org"


def test_an_unfinished_draft_is_found_again_in_its_browser_alone(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    client.post(page(draft, "step_text"), {**TEXT, **seen(client, page(draft, "step_text"))})
    submit = reverse("motions:submit")
    here, elsewhere = client.get(submit).text, Client().get(submit).text
    back = client.get(page(draft, "go_on"))
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        later = client.get(submit).text

    assert f"Unfinished: {TEXT['title']}" in here
    assert page(draft, "go_on") in here
    assert back.headers["Location"] == page(draft, "step_who")
    assert ("Unfinished" in elsewhere, "Unfinished" in later) == (False, False)


def test_a_draft_is_not_shown_any_more_once_it_is_sent_or_hidden_here(
    client: Client, item: AgendaItem
) -> None:
    hidden, sent = typed_into(client, begin(client, item)), fill(client, item)
    submit = reverse("motions:submit")
    both = client.get(submit).text.count("Unfinished: ")
    client.post(page(hidden, "go_on"))
    one = client.get(submit).text.count("Unfinished: ")
    client.post(page(sent, "check"))

    assert (both, one, client.get(submit).text.count("Unfinished: ")) == (2, 1, 0)
    assert Draft.objects.filter(pk=hidden.pk).exists()


def test_a_browser_remembers_the_five_drafts_written_last(client: Client, item: AgendaItem) -> None:
    drafts = [typed_into(client, begin(client, item)) for _ in range(6)]
    shown = client.get(reverse("motions:submit")).text
    assert [page(draft, "go_on") in shown for draft in drafts] == [False, *[True] * 5]


def test_an_unfinished_amendment_is_found_again_where_another_would_be_begun(client: Client) -> None:
    motion, other = make_motion(make_item(), title="Rents"), make_motion(make_item(), title="Homes")
    amend = reverse("motions:amend", args=[motion.reference])
    client.post(amend)
    draft, untouched = Draft.objects.latest("pk"), client.get(amend).text
    text = page(draft, "step_text")
    mark = seen(client, text)
    client.post(text, {**mark, "title": "Rents", "body": "Conference resolves:\n\n- To act.", "appendix": ""})
    assert "Unfinished" not in untouched
    assert "Unfinished: Amendment to " in client.get(amend).text
    assert "Unfinished" not in client.get(reverse("motions:amend", args=[other.reference])).text
