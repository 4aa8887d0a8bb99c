"""How an email looks to programs and to readers: its two parts, its headers and what is fenced in it."""

from pathlib import Path

import pytest
from django.template import Context, Engine
from pytest_django import Settings

from lla.emails.outbox import compose


def quoted(typed: str) -> str:
    template = Engine.get_default().from_string("{% load quotes %}{{ typed|quoted }}")
    return template.render(Context({"typed": typed}, autoescape=False))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("One\n\nTwo", "> One\n>\n> Two"),
        ("\n  {link}\n", "> {link}"),
        ("One\r\nTwo\rThree\x0bFour\x85Five\u2028{link}", "> One\n> Two\n> Three\n> Four\n> Five\n> {link}"),
        ("\u202eknil\u200b \u2066a\u200f\u00ad b\u3164", "> knil a b"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "> \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("> older words", "> > older words"),
    ],
)
def test_quoted_words_stand_behind_a_fence_on_every_line(typed: str, shown: str) -> None:
    assert quoted(typed) == shown


def test_a_template_names_its_button_after_its_subject(settings: Settings, tmp_path: Path) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    tmp_path.joinpath("named.txt").write_text(
        "Subject: m42: confirm your motion\nButton: Confirm {{ what }}\nDear Kim,\n\n{link}\n"
    )
    tmp_path.joinpath("bare.txt").write_text("Subject: Hello\n\nDear Kim,\n")
    emails = [
        compose(f"{name}.txt", {"what": "m42"}, to="a@example.org", kind="k") for name in ("named", "bare")
    ]
    assert [(email.subject, email.button, email.body) for email in emails] == [
        ("m42: confirm your motion", "Confirm m42", "Dear Kim,\n\n{link}\n"),
        ("Hello", "", "Dear Kim,\n"),
    ]
