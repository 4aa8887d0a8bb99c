"""Forms take what people type, clean it without losing it, and refuse in sentences."""

from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from lla.forms import AddressField, Form, Honeypot, OneLineField, TextField
from lla.slips import likely_meant
from lla.words import one_line


class Card(Honeypot, Form):
    name = OneLineField(label="Your name", max_length=20)
    note = TextField(label="Note", required=False, max_length=1000)


def errors(**typed: str) -> dict[str, list[str]]:
    return {name: [str(word) for word in said] for name, said in Card(typed).errors.items()}


def test_names_are_composed_and_their_spaces_plain() -> None:
    form = Card({"name": " Zoe\u0308\u00a0\u2009 O\u2019Neill\u200b ", "note": ""})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Zoë O’Neill"


@pytest.mark.parametrize(
    "name", ["Kim\nBcc: all@example.org", "Kim\r\n", "Ki\x07m", "Kim\x85Marsh", "Kim\u2028Marsh"]
)
def test_a_name_of_many_lines_is_refused_in_words(name: str) -> None:
    found = errors(name=name + "x")
    assert found == {"name": ["Please write this on one line, without line breaks or control characters."]}


def test_marks_that_turn_a_line_around_are_dropped_and_joiners_stay() -> None:
    assert one_line("abc\u202edef\u2066ghi\u00ad") == "abcdefghi"
    assert one_line("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


def test_an_empty_field_and_a_long_one_say_so() -> None:
    assert errors(name="  ") == {"name": ["“Your name” is still empty."]}
    assert errors(name="n" * 21) == {"name": ["This has 21 characters; it can have 20 at most."]}


def test_a_text_keeps_its_lines_in_the_canonical_form() -> None:
    form = Card({"name": "Kim", "note": "• one\r\n• two\u00a0three\x00"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["note"] == "- one\n- two three"


def test_the_trap_is_drawn_off_screen_and_whoever_fills_it_is_told() -> None:
    assert 'class="field trap"' in render_crispy_form(Card())
    caught = Card({"name": "Kim", "website": "https://example.org"})
    page = render_crispy_form(caught)
    sentence = "Please empty this field and send the form again: it is here to stop programs."
    assert dict(caught.errors.items()) == {"website": [sentence]}
    assert ("trap" in page, page.count(sentence), 'value="Kim"' in page) == (False, 2, True)


def test_a_form_is_drawn_without_its_own_form_tag_and_with_its_errors_on_top() -> None:
    page = render_crispy_form(Card({"name": ""}))
    assert ("<form" in page, 'href="#id_name"' in page, " required" in page) == (False, True, False)


def test_markup_that_was_typed_comes_back_as_text() -> None:
    page = render_crispy_form(Card({"name": '"><script>alert(1)</script>' * 2}))
    assert "<script" not in page


@given(typed=st.dictionaries(st.sampled_from(["name", "note", "website"]), st.text(max_size=200)))
def test_whatever_is_typed_is_taken_or_refused_and_comes_back(typed: dict[str, str]) -> None:
    form = Card(typed)
    if form.is_valid():
        assert "\n" not in form.cleaned_data["name"]
    else:
        for name, value in typed.items():
            assert form[name].value() == value


def test_cleaning_a_line_again_changes_nothing() -> None:
    @given(st.text())
    def holds(text: str) -> None:
        once = one_line(text)
        assert (one_line(once), "\n" in once, "\r" in once) == (once, False, False)

    holds()


def test_a_field_that_has_its_own_words_for_emptiness_keeps_them() -> None:
    class Own(Form):
        mail: Any = forms.EmailField(error_messages={"required": "We need an address to write to."})

    assert Own({}).errors["mail"] == ["We need an address to write to."]


class Asked(Form):
    email = AddressField(label="Your e-mail address")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ana@gmial.com", "ana@gmail.com"),
        ("ana@gmail.con", "ana@gmail.com"),
        ("ana@GMAI.com", "ana@gmail.com"),
        ("ana@gmail.co.uk", "ana@gmail.com"),
        ("ana@hotmial.co.uk", "ana@hotmail.co.uk"),
        ("ana@hotmail.couk", "ana@hotmail.co.uk"),
        ("ana@selbyleft.orguk", "ana@selbyleft.org.uk"),
        ("ana@gmail.com", ""),
        ("ana@ymail.com", ""),
        ("ana@example.org", ""),
    ],
)
def test_a_likely_slip_in_an_address_is_known(typed: str, meant: str) -> None:
    assert likely_meant(typed) == meant


def test_a_likely_slip_is_asked_about_once_and_then_taken_as_meant() -> None:
    first = Asked({"email": "ana@gmial.com"})
    page = render_crispy_form(first)
    sentence = (
        "“ana@gmial.com”: did you mean ana@gmail.com? Correct it, or send the form once more if it is "
        "right as it is."
    )
    assert first.errors == {"email": [sentence]}
    assert '<input type="hidden" name="email-asked" value="ana@gmial.com">' in page
    again = Asked({"email": "ana@gmial.com", "email-asked": "ana@gmial.com"})
    assert (again.errors, again.cleaned_data) == ({}, {"email": "ana@gmial.com"})
    another = Asked({"email": "ana@gmal.com", "email-asked": "ana@gmial.com"})
    assert list(another.errors) == ["email"]
    corrected = Asked({"email": "ana@gmail.com", "email-asked": "ana@gmial.com"})
    assert (corrected.errors, "email-asked" in render_crispy_form(corrected)) == ({}, False)
