"""What a form says of what was not typed, in words that name it."""

from django import forms

from lla.forms.base import Form


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
