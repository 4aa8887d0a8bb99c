"""Whatever is typed into a member's form: never a broken page, never a lost field, never markup."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lla.emails import recipients
from lla.emails.delivery import deliver_due
from lla.links import standing, tokens
from lla.papers import glyphs
from lla.words.cleaning import breaks_a_line, one_line
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from motions.submitting.models import Draft
from tests.motions.factories import (
    make_committee_member,
    make_draft,
    make_item,
    make_motion,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.member_pages import come_in, page

pytestmark = pytest.mark.django_db

EVIL = [
    "<evil>",
    '"><evil onload=evil()>',
    "</textarea></title><evil>",
    "{{ evil }}{% evil %}",
    "javascript:evil()",
    "[words](javascript:evil())",
    "a@example.org\r\nBcc: evil@example.org",
    "\0",
    "=evil()",
    "\u202eevil\u2066",
    "- \n  - \n1. \n# ",
    "9" * 400,
    "m" * 300,
]
ANYTHING = st.lists(st.text(max_size=40) | st.sampled_from(EVIL), max_size=4).map("".join)
examples = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def anything(*names: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(dict.fromkeys(names, ANYTHING))


class Tags(HTMLParser):
    """Every tag, and every attribute that could run something."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        runs = [
            name for name, value in attrs if name.startswith("on") or (value or "").startswith("javascript")
        ]
        self.found += [tag, *runs]


def is_sound(answer: Any) -> None:
    """No page broke, and no word became markup."""
    assert answer.status_code in {200, 302, 403}
    tags = Tags(answer.content.decode()).found
    assert [tag for tag in tags if tag in {"evil", "onload"} or "javascript" in tag] == []


def gives_back(answer: Any, typed: dict[str, str]) -> None:
    """The page is sound and, if a form came back, it holds what was typed."""
    is_sound(answer)
    if answer.status_code == 200:
        form = answer.context["form"]
        assert {name: form[name].value() for name in typed} == typed


@examples
@given(typed=anything("route", "group", "passed_on", "item", "kind", "event_on"))
def test_the_first_step_keeps_anything(typed: dict[str, str]) -> None:
    keeps_step("who", typed)


@examples
@given(typed=anything("title", "body", "appendix"))
def test_the_text_step_keeps_anything(typed: dict[str, str]) -> None:
    keeps_step("text", typed)


@examples
@given(typed=anything("name", "email", "group_name"))
def test_the_people_step_keeps_anything(typed: dict[str, str]) -> None:
    keeps_step("people", typed)


def keeps_step(step: str, typed: dict[str, str]) -> None:
    client, draft = Client(), make_draft(make_item().conference)
    answer = client.post(page(draft, f"step_{step}"), typed)
    gives_back(answer, asked_for(step, typed))
    if not (answer.context and answer.context["form"].too_large):  # what stays in the browser alone
        kept = Draft.objects.get(pk=draft.pk).typed[step]
        without_nul = {name: [value.replace("\0", "")] for name, value in asked_for(step, typed).items()}
        assert {name: kept[name] for name in without_nul} == without_nul
    is_sound(client.get(page(draft, f"step_{step}")))
    is_sound(client.post(page(draft, "check")))


def asked_for(step: str, typed: dict[str, str]) -> dict[str, str]:
    """Before closing nobody is asked for the day of an event."""
    return {name: value for name, value in typed.items() if (step, name) != ("who", "event_on")}


@examples
@given(typed=anything("title", "body", "appendix"))
def test_the_preview_draws_anything(typed: dict[str, str]) -> None:
    is_sound(Client().post(page(make_draft(), "preview"), typed))


@examples
@given(typed=anything("email"))
def test_forms_that_ask_for_an_address_take_anything(typed: dict[str, str]) -> None:
    gives_back(Client().post(page(make_draft(), "save"), typed), typed)
    gives_back(Client().post(reverse("motions:mine"), typed), typed)


@examples
@given(typed=anything("name", "email", "group_name"))
def test_the_form_for_signatories_takes_anything(typed: dict[str, str]) -> None:
    motion = submit(make_submission())
    address = reverse("motions:sign", args=[standing.key("sign", motion.pk)])
    gives_back(Client().post(address, typed), typed)


@examples
@given(typed=anything("title", "body", "appendix", "why"))
def test_the_form_for_a_new_text_takes_anything(typed: dict[str, str]) -> None:
    movers_form_takes(make_motion(), "revise", typed)


@examples
@given(typed=anything("words"))
def test_the_form_for_an_answer_takes_anything(typed: dict[str, str]) -> None:
    motion = make_motion()
    committee_workflow.query(motion, by=make_committee_member(), question="Which <evil> regions?")
    movers_form_takes(motion, "answer", typed)


@examples
@given(typed=anything("invited"))
def test_the_form_for_invitations_takes_anything(typed: dict[str, str]) -> None:
    movers_form_takes(make_motion(), "invite", typed)


@examples
@given(typed=anything("note"))
def test_the_form_for_withdrawing_takes_anything(typed: dict[str, str]) -> None:
    movers_form_takes(make_motion(), "withdraw", typed)


def movers_form_takes(motion: Motion, view: str, typed: dict[str, str]) -> None:
    """Typed by its mover, and by somebody whose two hours have ended."""
    address = reverse(f"motions:{view}", args=[motion.reference])
    ended = Client().post(address, typed)
    is_sound(ended)
    assert (ended.status_code, dict(ended.context["typed"])) == (403, typed)
    client = Client()
    come_in(client, mover_of(motion))
    gives_back(client.post(address, typed), typed)
    is_sound(client.get(reverse("motions:track", args=[motion.reference])))


@examples
@given(title=ANYTHING, body=ANYTHING, name=ANYTHING)
def test_what_was_accepted_is_shown_as_words_on_every_page_and_email(
    title: str, body: str, name: str
) -> None:
    client, item = Client(), make_item()
    draft = make_draft(item.conference)
    client.post(page(draft, "step_who"), {"route": "signatories", "item": item.pk, "kind": "ordinary"})
    body = f"Conference resolves:\n\n- To act. {glyphs.spelt_out(body)}"
    client.post(page(draft, "step_text"), {"title": fit(title, "A title"), "body": body})
    client.post(page(draft, "step_people"), {"name": fit(name, "Ana"), "email": "ana@example.org"})
    is_sound(client.get(page(draft, "check")))
    client.post(page(draft, "check"))
    motion = Motion.objects.get(draft=draft)
    is_sound(client.get(page(draft, "sent")))
    is_sound(client.get(reverse("motions:sign", args=[standing.key("sign", motion.pk)])))
    ana = recipients.hash_of("ana@example.org")
    token = tokens.mint("backing", mover_of(motion).pk, days=1, mailbox_hash=ana)
    address = reverse("motions:backing", args=[token])
    is_sound(client.get(address))
    is_sound(client.post(address, {"act": "confirm"}))
    is_sound(client.get(reverse("motions:track", args=[motion.reference])))
    is_sound(client.get(reverse("motions:mine")))
    mail.outbox.clear()
    deliver_due()
    heads = [email.message() for email in mail.outbox]
    assert {(head["To"], head["Bcc"], "\n" in str(head["Subject"])) for head in heads} == {
        ("ana@example.org", None, False)
    }


def fit(typed: str, otherwise: str) -> str:
    """What was typed where the form takes it for a name or a short title, or a plain word before it."""
    words = " ".join(glyphs.spelt_out(one_line(typed)[:10]).split()[:8])
    return otherwise if not words or breaks_a_line(words) else f"{otherwise} {words}"
