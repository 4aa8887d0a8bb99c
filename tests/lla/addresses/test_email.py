"""One mailbox is one person, however its address is written."""

import importlib
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.addresses import email
from lla.addresses.model_fields import MailboxField
from lla.emails.models import Email
from lla.forms.address_fields import AddressField
from lla.sign_in.forms import Mailbox
from lla.subjects.registry import Person
from motions.backing import workflow as backing_workflow
from motions.motion.choices import Role
from motions.personal_data import selectors as personal_data_selectors
from tests.motions.factories import make_draft, make_person, make_submission, submit
from tests.motions.member_pages import sign_address

PLAIN = "ana@xn--bcher-kva.example"
WAYS = [
    "ana@bücher.example",
    " ana@BÜCHER.example ",
    "ana@bu\u0308cher.example",
    "a\u200bna@bücher.example",
    "ana@bücher.exam\u00adple",
    "\u202aana@xn--bcher-kva.example\u202c",
    "ａｎａ@bücher.example",  # noqa: RUF001
    "ana\u3164@BÜCHER\ufe0f.example",
]


@pytest.mark.parametrize("typed", WAYS)
def test_every_way_of_writing_a_mailbox_has_one_canonical_form(typed: str) -> None:
    assert email.canonical(typed) == PLAIN
    assert email.canonical(PLAIN) == PLAIN
    assert AddressField(looked_up=True).clean(typed) == PLAIN


def test_capitals_before_the_at_are_kept_and_compared_without() -> None:
    assert email.canonical("Ana.Hughes@Example.ORG") == "Ana.Hughes@example.org"
    assert email.key("Ana.Hughes@Example.ORG") == email.key("ana.hughes@example.org")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("j@localhost", email.NOT_REACHABLE.format(domain="localhost")),
        ("j@10.0.0.12", email.NOT_REACHABLE.format(domain="10.0.0.12")),
        ("j@[192.0.2.1]", email.NOT_REACHABLE.format(domain="[192.0.2.1]")),
        ("j\u0131ll@example.org", email.NOT_AN_ADDRESS),
        ("jö@example.org", email.NOT_AN_ADDRESS),
    ],
)
def test_an_address_that_no_email_reaches_is_refused_in_words(typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        AddressField(looked_up=True).clean(typed)
    assert refused.value.messages == [said]
    with pytest.raises(ValidationError) as refused:
        MailboxField().clean(typed, None)
    assert refused.value.messages == [said]


def test_every_column_and_field_for_an_address_is_the_house_s_own() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in OURS]
    columns = [
        field for model in ours for field in model._meta.fields if isinstance(field, models.EmailField)
    ]
    assert [str(field) for field in columns if not isinstance(field, MailboxField)] == []
    importlib.import_module("lla.urls")
    loose = [
        f"{form.__module__}.{form.__qualname__}"
        for form in subclasses(forms.BaseForm)
        for field in getattr(form, "base_fields", {}).values()
        if form.__module__.startswith(OURS) and isinstance(field, forms.EmailField)
        if not isinstance(field, AddressField | Mailbox)
    ]
    assert loose == ["lla.site.style_guide.LookForm"]  # the style guide, which takes nothing


OURS = ("lla", "organisers", "motions", "socialmedia")


def subclasses(one: Any) -> list[Any]:
    return [deeper for below in one.__subclasses__() for deeper in (below, *subclasses(below))]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", WAYS)
def test_what_is_stored_is_found_by_every_way_of_writing_it(typed: str) -> None:
    user = User.objects.create_user(typed, "Ana")
    assert user.email == PLAIN
    for way in WAYS:
        assert User.objects.filter(email__iexact=way).get() == user
    assert Email.objects.create(to=typed, kind="x").to == PLAIN


@pytest.mark.django_db
def test_one_mailbox_signs_once(client: Client) -> None:
    """By the page and by the act: however it is written, the address has one row and its letters."""
    motion = submit(make_submission())
    signs = partial(client.post, sign_address(motion))
    for way in WAYS[:5]:  # more in an hour would be refused
        assert signs({"name": "Ana Berg", "email": way}).status_code == 302
    for way in [*WAYS, "ANA@xn--bcher-kva.example"]:
        backing_workflow.sign(motion, replace(make_person("Ana Berg"), email=way))
    assert motion.backings.exclude(role=Role.MOVER).values_list("email", flat=True).get() == PLAIN


@pytest.mark.django_db
def test_an_unseen_sign_hides_nobody_from_erasure() -> None:
    draft = make_draft()
    draft.typed = {"people": {"name": ["Ana"], "email": ["a\u200bna@bücher.example"]}}
    draft.save()
    found = personal_data_selectors.drafts_of(Person("ANA@bücher.example", None))
    assert list(found) == [draft]
    assert personal_data_selectors.without_person(PLAIN, draft.typed["people"]) == {
        "name": [""],
        "email": [""],
    }


@pytest.mark.django_db
def test_whoever_signs_in_may_write_the_address_in_any_way(client: Client) -> None:
    User.objects.create_user(PLAIN, "Ana")
    client.post(reverse("account_request_login_code"), {"email": "ana@BÜCHER.example"})
    assert list(Email.objects.values_list("to", flat=True)) == [PLAIN]
