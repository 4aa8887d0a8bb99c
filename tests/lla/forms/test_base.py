"""What a form says of what was not typed, in words that name it."""

import re

from django import forms
from django.template.loader import render_to_string

from lla.forms.base import Form
from lla.forms.fields import NumberField, OneLineField


class EveryKind(Form):
    file = forms.FileField(label="Spreadsheet")
    kind = forms.ChoiceField(label="What is it about?", choices=[("a", "A")])
    roles = forms.MultipleChoiceField(label="Roles", choices=[("a", "A")])
    sure = forms.BooleanField(label="I have read it")
    slug = forms.SlugField(label="Address")
    count = forms.IntegerField(label="Seats", min_value=3, max_value=9)


def test_what_is_not_answered_is_named_by_what_it_asks_for() -> None:
    assert EveryKind({"slug": "sub/../mit", "count": "12"}).errors == {
        "file": ["“Spreadsheet” has no file yet. Choose one."],
        "kind": ["“What is it about?” has no answer yet. Choose one."],
        "roles": ["“Roles” has no answer yet. Choose at least one."],
        "sure": ["“I have read it” is not ticked."],
        "slug": ["Use only letters from a to z, digits, hyphens and underscores."],
        "count": ["Enter 9 or less."],
    }


def test_the_summary_names_the_field_of_a_sentence_that_does_not() -> None:
    class Typed(Form):
        title = OneLineField(label="Working title", max_length=5)
        hours = NumberField(label="How many hours?", most=168)
        words = OneLineField(label="What we say", max_length=5)

    form = Typed({"title": "Too long", "hours": "200", "words": ""})
    summary = render_to_string("forms/errors.html", {"form": form})
    links = re.findall(r"<a href=\"#id_\w+\">(.*?)</a>", " ".join(summary.split()))
    assert [words.strip() for words in links] == [
        "Working title: This has 8 characters. The limit is 5.",
        "How many hours? Enter 168 or less.",
        "“What we say” is empty. Fill it in.",
    ]
