"""The look keeps its promises: readable colours, nothing inline, forms and error pages that explain."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from lla.site.context_processors import organisation
from lla.site.style_guide import LookForm
from lla.site.theme import contrast, stylesheet

TOKENS = Path(settings.ROOT, "static/css/tokens.css").read_text()
SURFACES = ["paper", "sheet", "quiet-wash"]
WASHES = ["accent-wash", "good-wash", "wait-wash", "bad-wash"]
BODY = list(product(["ink"], SURFACES + WASHES))
WORDS = [
    *product(["ink-soft", "accent", "accent-deep", "good", "wait", "bad"], SURFACES),
    ("accent", "accent-wash"),
    ("accent-deep", "accent-wash"),
    ("good", "good-wash"),
    ("wait", "wait-wash"),
    ("bad", "bad-wash"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-deep"),
    ("paper", "ink"),
]
EDGES = list(product(["line", "focus"], SURFACES))


# What is red when nothing is pointed at: links and what looks like one, letters and numbers of the agenda,
# and on the desk how many tasks wait.
RED_WORDS = {
    ".contents__number, .agenda__number",
    ".index__letter",
    ".panel__count--task",
    ".put-out > li > h2::before",
    ".rule__acts a, .plain",
    "a",
}
# The main act, and how far somebody has come.
RED_FILLS = {
    ".button",
    ".button:hover",
    ".steps__bar::-moz-progress-bar",
    ".steps__bar::-webkit-progress-value",
}
RAW = {"tokens.css", "print.css"}  # where colours themselves stand
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def declarations() -> list[tuple[str, str, str]]:
    """Each declaration of our stylesheets: the sheet, the selector on one line, the words."""
    sheets = sorted(Path(settings.ROOT, "static/css").glob("*.css"))
    return [
        (sheet.name, " ".join(selector.split()), declaration.strip())
        for sheet in sheets
        for selector, body in RULE.findall(COMMENT.sub("", sheet.read_text()))
        for declaration in body.split(";")
    ]


def tokens_of(css: str, *, dark: bool) -> dict[str, str]:
    light_part, _, dark_part = css.partition("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([\w-]+): ?(#\w{6})", light_part))
    return found | dict(re.findall(r"--([\w-]+): ?(#\w{6})", dark_part)) if dark else found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("pairs", "least"), [(BODY, 7), (WORDS, 4.5), (EDGES, 3)], ids=["body", "words", "edges"]
)
def test_every_pair_of_colours_is_readable(pairs: list[tuple[str, str]], least: float, dark: bool) -> None:
    tokens = tokens_of(TOKENS, dark=dark)
    faint = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in pairs}
    assert {pair: found for pair, found in faint.items() if found < least} == {}


def test_red_words_are_links_and_letters_and_only_the_main_act_is_filled() -> None:
    red = ("var(--accent)", "var(--accent-deep)", "var(--bad)")
    words, fills = set(), set()
    for _, selector, declaration in declarations():
        name, _, value = declaration.partition(": ")
        if value == "var(--accent)" and name == "color" and ":hover" not in selector:
            words.add(selector)
        if value in red and name in {"background", "background-color"}:
            fills.add(selector)
    assert (words, fills) == (RED_WORDS, RED_FILLS)


def test_colours_stand_in_the_tokens_alone() -> None:
    raw = {
        (sheet, selector)
        for sheet, selector, declaration in declarations()
        if "#" in declaration.partition(":")[2] and sheet not in RAW
    }
    # A square code is black on white in either scheme.
    assert raw == {("cards.css", ".qr")}


@given(st.integers(0, 0xFFFFFF), st.booleans())
def test_any_accent_becomes_readable(number: int, dark: bool) -> None:
    tokens = tokens_of(TOKENS, dark=dark) | tokens_of(stylesheet(f"#{number:06x}"), dark=dark)
    pairs = [pair for pair in WORDS if any(name.startswith("accent") for name in pair)]
    assert [pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5] == []
    assert contrast(tokens["ink"], tokens["accent-wash"]) >= 7


def test_the_tokens_hold_the_accent_of_the_settings_as_the_theme_draws_it() -> None:
    for dark in (False, True):
        drawn = tokens_of(stylesheet("#a3122a"), dark=dark)
        tokens = tokens_of(TOKENS, dark=dark)
        assert {name: tokens[name] for name in drawn} == drawn


@pytest.mark.parametrize("accent", ["", "red", "#a3122", "#a3122a;}body{display:none", "#gggggg"])
def test_an_accent_that_is_no_colour_is_left_out(accent: str) -> None:
    assert stylesheet(accent) == ""


def test_the_theme_is_a_stylesheet_that_may_be_kept_for_a_day(client: Client, settings: Settings) -> None:
    settings.ORGANISATION = {**settings.ORGANISATION, "accent": "#005ea5"}
    response = client.get("/theme.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert response.content.decode() == stylesheet("#005ea5")


def test_no_template_or_script_holds_what_the_policy_forbids() -> None:
    inline = re.compile(
        r"""\sstyle=|\son(?!e=|e_url=)[a-z]+=["']|<style|javascript:|sourceMappingURL|"""
        r"""<script(?![^>]*(\ssrc=|\stype="application/json"))"""
    )
    files = [*settings.ROOT.glob("templates/**/*.html"), *settings.ROOT.glob("static/js/*.js")]
    # A paper is drawn for the PDF engine, not for a browser: its one stylesheet stands inside it.
    on_screen = [file for file in files if "papers" not in file.parts]
    assert len(on_screen) > 40
    found = [(file.name, match[0]) for file in on_screen for match in inline.finditer(file.read_text())]
    # Mail programs take no stylesheet but one inside the email; a browser that shows it is told its hash.
    assert found == [("_html.html", "<style")]


class Elements(HTMLParser):
    """Every start tag of a page, in order, as a name and its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def by_id(self, wanted: str) -> tuple[str, dict[str, str | None]]:
        return next((tag, attrs) for tag, attrs in self.found if attrs.get("id") == wanted)


def drawn_both_ways(form: forms.Form) -> list[str]:
    filtered = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))
    return [filtered, render_crispy_form(form)]


def test_a_field_is_drawn_as_label_help_error_field() -> None:
    for html in drawn_both_ways(LookForm({})):
        places = [
            html.index('<label for="id_title">Title</label>'),
            html.index('<div class="help" id="id_title_helptext">Up to 10 words.'),
            html.index('<div class="why" id="id_title_error">'),
            html.index('<span class="visually-hidden">Error: </span>'),
            html.index('<input type="text" name="title"'),
        ]
        assert places == sorted(places)


def test_a_field_names_its_help_and_its_error() -> None:
    for html in drawn_both_ways(LookForm({})):
        _, title = Elements(html).by_id("id_title")
        assert (title["aria-describedby"], title["aria-invalid"]) == (
            "id_title_helptext id_title_error",
            "true",
        )
    for html in drawn_both_ways(LookForm()):
        _, title = Elements(html).by_id("id_title")
        assert (title["aria-describedby"], title.get("aria-invalid")) == ("id_title_helptext", None)


def test_choices_stand_in_a_fieldset_with_a_legend_that_names_the_error() -> None:
    for html in drawn_both_ways(LookForm({})):
        tag, attrs = Elements(html).by_id("div_id_route")
        assert (tag, attrs["aria-describedby"]) == ("fieldset", "id_route_helptext id_route_error")
        assert "<legend>Who is the motion from?</legend>" in html
        assert '<label for="id_route_1">Ten people who sign it</label>' in html


def test_the_summary_links_each_sentence_to_a_field_that_is_there() -> None:
    for html in drawn_both_ways(LookForm({"email": "no address"})):
        elements = Elements(html)
        ids = {attrs.get("id") for _, attrs in elements.found}
        links = [attrs["href"] for tag, attrs in elements.found if tag == "a"]
        fields = ["title", "email", "text", "passed_on_0", "due_on", "route_0", "item", "agreed"]
        assert links == [f"#id_{field}" for field in fields]
        assert {f"id_{field}" for field in fields} <= ids
        assert "<h2>There are 8 problems</h2>" in html


def test_a_form_that_is_right_or_untouched_has_no_summary() -> None:
    for html in drawn_both_ways(LookForm()):
        assert "data-errors" not in html


def test_what_is_typed_comes_back_as_text_and_never_as_markup() -> None:
    hostile = '"><script>alert(1)</script>'
    for html in drawn_both_ways(
        LookForm({"title": hostile, "email": hostile, "text": f"</textarea>{hostile}"})
    ):
        elements = Elements(html)
        assert [tag for tag, _ in elements.found if tag == "script"] == []
        assert elements.by_id("id_title")[1]["value"] == hostile


def test_a_field_that_is_not_needed_says_so_and_a_needed_one_does_not() -> None:
    for html in drawn_both_ways(LookForm()):
        assert re.findall(r">([^<>]+) <span class=\"optional\">\(optional\)", html) == [
            "What may be shown?",
            "Word file",
        ]


def test_a_form_with_a_file_is_sent_in_parts_and_the_browser_keeps_its_sentences_to_itself() -> None:
    tag, attrs = Elements(render_crispy_form(LookForm())).found[0]
    assert (tag, attrs) == ("form", {"method": "post", "novalidate": None, "enctype": "multipart/form-data"})


def test_a_set_of_forms_is_drawn_with_each_form_and_what_is_wrong_with_the_set() -> None:
    three = forms.formset_factory(LookForm, extra=3, max_num=2, validate_max=True)
    empty = Template("{% load crispy_forms_tags %}{{ forms|crispy }}").render(Context({"forms": three()}))
    assert empty.count(">Title</label>") == 2
    too_many = three({"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"})
    html = Template("{% load crispy_forms_tags %}{% crispy forms %}").render(Context({"forms": too_many}))
    assert "Please submit at most 2 forms." in html


ERROR_PAGES = {
    "400": "We could not read this request",
    "403": "You cannot open this page",
    "403_csrf": "Send the form again",
    "404": "Page not found",
    "409": "You cannot do this now",
    "410": "This link no longer works",
    "413": "What you sent is too large",
    "405": "Nothing to read here",
    "415": "We could not read what you sent",
    "429": "Too many attempts",
    "500": "Sorry, there is a problem with the service",
}


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_is_ours_even_when_nothing_is_known(
    name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with_request = RequestFactory().get("/nowhere/")
    with_request.user = AnonymousUser()
    for html in (render_to_string(f"{name}.html"), render_to_string(f"{name}.html", {}, with_request)):
        assert f"<h1>{ERROR_PAGES[name]}</h1>" in html
        assert '<a class="skip" href="#main">' in html
        assert '<a href="/">Go to the front page</a>' in html


def test_a_refusal_shows_every_reason() -> None:
    one = render_to_string("409.html", {"reasons": ["Support has closed."]})
    two = render_to_string("409.html", {"reasons": ["Support has closed.", "<b>It is withdrawn.</b>"]})
    assert "<p>Support has closed.</p>" in one
    assert re.findall("<li>(.*?)</li>", two)[:2] == [
        "Support has closed.",
        "&lt;b&gt;It is withdrawn.&lt;/b&gt;",
    ]


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_history_marks_its_newest_step_wherever_it_stands(newest_first: bool) -> None:
    events = [{"at": "Monday", "words": "Received", "note": "By post,\nin time"}]
    html = render_to_string("components/history.html", {"events": events, "newest_first": newest_first})
    assert ('class="history history--newest-first"' in html) is newest_first
    assert "By post,<br>in time" in html


def test_pages_of_a_list_keep_the_rest_of_the_question() -> None:
    request = RequestFactory().get("/search/?q=regions&page=2")
    html = render_to_string(
        "components/pagination.html", {"page": Paginator(range(30), 10).page(2), "what": "Motions"}, request
    )
    assert re.findall(r'href="([^"]+)"', html) == ["?q=regions&amp;page=1", "?q=regions&amp;page=3"]
    assert "Page 2 of 3" in html


def test_no_view_takes_the_name_of_what_every_template_knows() -> None:
    """Or the head and the foot of its page would say something else in place of the organisation."""
    known = "|".join(organisation(RequestFactory().get("/")))
    views = [file for file in Path(settings.ROOT).glob("[lmos]*/**/*.py") if "views" in str(file)]
    assert len(views) > 50
    given = re.compile(rf'"({known})": (?!settings\.)')
    assert [str(file) for file in views if given.search(file.read_text())] == []


ON_BOTH = ("action", "ask", "emblem", "filters", "history", "mark", "nav_link")
NOT_BY_INCLUDE = {"components/parts.html"}  # by a tag
INCLUDED = re.compile(r'include "(components/\w+\.html)"')
SHOWN = re.compile(r'include "components/(\w+)\.html"(?: with ([^%]*))?')
INPUT = re.compile(r'(\w+)=("[^"]*"|\S+)')


def components_of(template: str) -> set[str]:
    """The components that a template and those in it include."""
    names = set(INCLUDED.findall(Path(settings.ROOT, "templates", template).read_text()))
    return names.union(*(components_of(name) for name in names))


def test_the_style_guide_shows_every_component() -> None:
    templates = Path(settings.ROOT, "templates")
    every = {str(file.relative_to(templates)) for file in templates.glob("components/*.html")}
    assert len(every) > 25
    assert components_of("lla/site/look.html") | components_of("base.html") == every


def state(inputs: str) -> tuple[str, ...]:
    """What sets one showing of a component apart from another: its inputs and its tone, not its words."""
    given = [
        name if value.startswith('"') and name != "tone" else f"{name}={value}"
        for name, value in INPUT.findall(inputs)
    ]
    return tuple(sorted(given))


def test_the_style_guide_shows_each_component_once_in_each_of_its_states() -> None:
    words = Path(settings.ROOT, "templates/lla/site/look.html").read_text()
    shown = [(name, *state(inputs)) for name, inputs in SHOWN.findall(words)]
    assert len(shown) > 35
    assert [each for each, times in Counter(shown).items() if times > 1] == []
    assert [each for each in shown if each[0] == "due"] == [
        ("due", "at=far"),
        ("due", "at=soon"),
        ("due", "at=late"),
    ]


def test_every_component_is_in_use_and_the_desk_has_none_of_its_own() -> None:
    """What is drawn by both is one piece: the desk includes what the site includes, and nothing beside it."""
    templates = Path(settings.ROOT, "templates")
    used: dict[bool, set[str]] = {True: set(), False: set()}
    for file in templates.glob("**/*.html"):
        words, parts = file.read_text(), file.relative_to(templates).parts
        if file.name != "look.html":
            of_desk = "admin" in parts or "committee" in parts or "conference_desk" in parts
            used[of_desk] |= set(INCLUDED.findall(words))
    every = {str(file.relative_to(templates)) for file in templates.glob("components/*.html")}
    assert every - used[True] - used[False] == NOT_BY_INCLUDE
    assert used[True] - used[False] == set()
    assert {f"components/{name}.html" for name in ON_BOTH} <= used[True]


def test_the_style_guide_is_there_in_development_only(client: Client, settings: Settings) -> None:
    assert client.get("/dev/look/").status_code == 404
    settings.DEBUG = True
    assert client.get("/dev/look/").status_code == 200
