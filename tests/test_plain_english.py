"""What people read is plain English: no idiom of ours that a stranger has to guess."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

ROOT = Path(settings.ROOT)
OURS = ("lla", "motions", "organisers", "socialmedia")
# What nobody reads on a page: commands print for whoever runs a site, and the demonstration is fiction.
# A consent keeps for ever the words that were said yes to.
LEFT_OUT = ("/migrations/", "/management/", "/demo/", "organisers/contacts/consent_texts.py")
UNREAD = re.compile(r"\{#[^\n]*#\}|\{\{[^\n{}]*\}\}|\{% (?:if|elif|for) [^\n%]*%\}")
QUAINT = re.compile(
    r"\b(?:all the same|tak(?:e|en) (?:it |that |this )?back|(?:have|has) the leave|leave to sign in"
    r"|bring it again|take it over|(?:put|puts) (?:it )?out|strike (?:it )?out|struck out"
    r"|waits? (?:for (?:you|your|an?)|again)|press the button|by this button|stands?|stood|in the way"
    r"|written down|write (?:it |a meeting )?down|is noted|note it|c[oa]me of (?:it|them)|whom"
    r"|lies? (?:on|in)|unwanted mail|e-mails?|reader's own link|[ap]\.m)\b",
    re.IGNORECASE,
)
# What Outlook calls a column of contacts.
RIGHT = "E-mail Address"


def quaint(words: str) -> list[str]:
    return QUAINT.findall(words.replace(RIGHT, ""))


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.is_file():
            yield str(path.relative_to(ROOT)), UNREAD.sub(" ", path.read_text())


def sentences(tree: ast.Module) -> Iterator[str]:
    """Every string of a module that has more than one word, but its docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value if " " in node.value else ""


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(found for app in OURS for found in (ROOT / app).rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if not any(part in name for part in LEFT_OUT):
            yield name, "\n".join(sentences(ast.parse(path.read_text())))


def labels(model: type[Model]) -> Iterator[str]:
    yield str(model._meta.verbose_name)
    yield str(model._meta.verbose_name_plural)
    for field in model._meta.local_fields:
        yield str(field.verbose_name)
        yield str(field.help_text)
        yield from (str(label) for _, label in field.flatchoices)


def models() -> Iterator[tuple[str, str]]:
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            yield model._meta.label, "\n".join(labels(model))


def test_the_idioms_are_recognised() -> None:
    said = ["Take it over", "They take it back", "Give the role all the same", "It lies on X", "At 5 p.m. "]
    assert [bool(quaint(words)) for words in said] == [True] * 5
    assert quaint("Take the duty. Understand standing orders. Where the role ends. Takeover. Poster.") == []


def test_no_template_holds_an_idiom() -> None:
    assert {name: found for name, words in templates() if (found := quaint(words))} == {}


def test_no_sentence_of_the_code_holds_an_idiom() -> None:
    assert {name: found for name, words in modules() if (found := quaint(words))} == {}


def test_no_label_of_a_model_holds_an_idiom() -> None:
    assert {name: found for name, words in models() if (found := quaint(words))} == {}
