"""Words copied from a web page, Google Docs and Word keep their lists, headings and emphasis when pasted."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.motions.factories import make_conference, make_group_motion, make_item

WEB_PAGE = """<html><head><style>p { color: red }</style><title>Not this</title></head><body>
<!--StartFragment--><h2 style="margin: 0" onclick="alert(1)">Why <em>buses</em> matter</h2>
<p>Routes were <strong>cut by a third</strong>, says <a href="https://example.org/a_(b)">the report</a>
and <i>nobody</i> asked.<script>alert("not this")</script><span style="display: none">Not this.</span>
Rates: 5* and *_x_*.</p>
<ol><li>Fares<ul><li>For the young<ul><li>Under 21</li></ul></li><li>For the old</li></ul></li>
<li><p>Routes</p><p>At night, too</p></li></ol>
<table><tr><th>Town</th><th>Buses</th></tr><tr><td>Hull</td><td><p>12</p></td></tr></table>
<img src="https://example.org/tracker.png" alt=""><!--EndFragment--></body></html>"""
OF_A_WEB_PAGE = r"""## Why *buses* matter

Routes were **cut by a third**, says [the report](https://example.org/a_%28b%29) and *nobody* asked. Rates: 5\* and \*\_x\_\*.

1. Fares
    - For the young
        - Under 21
    - For the old
2. Routes

    At night, too

Town | Buses

Hull | 12"""  # noqa: E501 - one line, as it is pasted

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b">
<h1 dir="ltr" style="line-height:1.38"><span style="font-weight:400">Night buses</span></h1>
<p dir="ltr"><span style="font-weight:400">Routes </span><span style="font-weight:700">were cut</span
><span style="font-style:italic;font-weight:400"> at once</span><span style="font-weight:400">.</span></p
><br />
<ul><li dir="ltr" aria-level="1" style="list-style-type:disc"><p role="presentation"><span
 style="font-weight:400">One</span></p></li>
<ul><li aria-level="2"><p role="presentation"><span>Two</span></p></li>
<ul><li aria-level="3"><p role="presentation"><a href="https://example.org/three"
 style="text-decoration:none"><span>Three</span></a></p></li></ul></ul>
<li aria-level="1"><p role="presentation"><span>Four</span></p></li></ul></b>"""
OF_GOOGLE_DOCS = """# Night buses

Routes **were cut** *at once*.

- One
    - Two
        - [Three](https://example.org/three)
- Four"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml>
<w:WordDocument>Not this</w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0} --></style></head>
<body lang=EN-GB><!--StartFragment--><h2>Night buses<o:p></o:p></h2>
<p class=MsoNormal>Routes were <b style='mso-bidi-font-weight:normal'>cut</b>.<span
 style='display:none;mso-hide:all'> Not this.</span><s>Nor this.</s><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span>
<![endif]>One</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>a.<span>&nbsp; </span></span><![endif]>Two</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l1 level3 lfo2'><![if !supportLists]>
<span style='font-family:Wingdings'><span style='mso-list:Ignore'>§<span>&nbsp; </span></span></span>
<![endif]>Three</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Four</p>
<!--EndFragment--></body></html>"""
OF_WORD = """## Night buses

Routes were **cut**.

1. One
    1. Two
        - Three
2. Four"""

PASTE = """(area, [html, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", text);
  area.focus();
  return area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def item(site: str) -> str:
    item = make_item(make_conference("Spring Conference"), "How we organise")
    make_group_motion(item)
    return item.title


def text_field(page: Page, site: str, item: str) -> Locator:
    """The field for the text of a motion that has just been begun."""
    steps.begin_a_motion(page, site)
    steps.say_it_comes_from_signatories(page, item=item)
    return page.get_by_label("What should conference note, believe and resolve?")


def test_copied_lists_headings_and_emphasis_are_pasted_as_their_plain_form(
    page: Page, site: str, item: str
) -> None:
    area = text_field(page, site, item)
    reads = page.get_by_role("region", name="Preview")
    for html, wanted in ((WEB_PAGE, OF_A_WEB_PAGE), (GOOGLE_DOCS, OF_GOOGLE_DOCS), (WORD, OF_WORD)):
        area.fill("Before\nAfter")
        area.evaluate("area => area.setSelectionRange(6, 6)")
        assert area.evaluate(PASTE, [html, "not this"]) is False
        assert area.input_value() == f"Before\n\n{wanted}\n\nAfter"
        page.keyboard.press("Control+z")
        assert area.input_value() == "Before\nAfter"
        page.keyboard.press("Control+Shift+z")
        expect(reads.get_by_role("heading", level=4)).to_have_text(
            wanted.split("\n")[0].strip("# ").replace("*", "")
        )
        expect(reads.locator("li li li")).to_have_count(1)
        expect(reads).not_to_contain_text("this")
    expect(reads.locator("strong", has_text="cut")).to_be_visible()


def test_words_without_any_structure_are_left_to_the_browser(page: Page, site: str, item: str) -> None:
    area = text_field(page, site, item)
    plain = ("<p>Only</p><p>words</p>", "<div style='white-space: pre'><b>## Typed</b></div>", "", "<<b")
    assert [area.evaluate(PASTE, [html, "Only words"]) for html in plain] == [True] * 4
    assert area.evaluate(PASTE, ["<b>Bold</b> words", "Bold words"]) is False
    assert area.input_value() == "**Bold** words"


def test_words_that_are_struck_out_or_hidden_are_left_out_of_plain_words_too(
    page: Page, site: str, item: str
) -> None:
    area = text_field(page, site, item)
    for gone in ("<s>oppose</s>", "<span style='text-decoration: line-through'>oppose</span>"):
        area.fill("")
        assert area.evaluate(PASTE, [f"<p>We {gone} support it.</p>", "We oppose support it."]) is False
        assert area.input_value() == "We support it."
        expect(page.get_by_role("status").filter(has_text="struck out or hidden: “oppose”.")).to_be_visible()
    area.fill("")
    assert area.evaluate(PASTE, ["<p><s>All of it</s></p>", "All of it"]) is False
    assert area.input_value() == ""
    expect(page.get_by_text("struck out or hidden: “All of it”.")).to_be_visible()
    assert area.evaluate(PASTE, ["<p>Some <b>words</b></p>", "Some words"]) is False
    expect(page.get_by_text("struck out or hidden")).to_have_count(0)


def test_a_motion_copied_from_our_own_page_is_numbered_once(page: Page, site: str, item: str) -> None:
    area = text_field(page, site, item)
    area.fill("Conference notes:\n\n- One\n    - Two\n- Three")
    clauses = page.get_by_role("region", name="Preview").locator(".clauses").first
    expect(clauses).to_contain_text("1.1 Two")
    copied = clauses.evaluate("list => list.previousElementSibling.outerHTML + list.outerHTML")
    area.fill("")
    assert area.evaluate(PASTE, [copied, "not this"]) is False
    assert area.input_value() == "Conference notes:\n\n1. One\n    1. Two\n2. Three"
