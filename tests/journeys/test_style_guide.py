"""The style guide in a browser: every component is accessible, fits a phone, and does what it says."""

import pytest
from playwright.sync_api import Dialog, Page, expect
from pytest_django import Settings

from tests.browser_pages import DESK, EVERY_WAY, PHONE, look_at, look_every_way, looks


@pytest.fixture
def guide(page: Page, site: str, settings: Settings) -> Page:
    settings.DEBUG = True
    page.goto(f"{site}/dev/look/")
    return page


def boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    """Where things stand on the page, all at one moment, for it may be scrolling."""
    rectangles: list[dict[str, float]] = page.evaluate(
        "all => all.map(each => document.querySelector(each).getBoundingClientRect().toJSON())",
        list(selectors),
    )
    return rectangles


def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(guide: Page) -> None:
    look_every_way(guide, ways=EVERY_WAY)


@looks(width=[PHONE, DESK])
def test_every_target_is_large_enough_to_hit(guide: Page) -> None:
    small = guide.evaluate(
        """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
            .filter(target => target.checkVisibility() && !target.closest("p, td, .index__title"))
            .map(target => [target.outerHTML.slice(0, 80), target.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24).map(([words]) => words)"""
    )
    assert small == []


@looks(width=[PHONE], javascript=[False])
def test_on_a_phone_the_head_is_one_row_with_a_menu_and_the_way_back(guide: Page) -> None:
    menu = guide.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()
    assert boxes(guide, ".masthead")[0]["height"] < 80
    assert guide.get_by_role("navigation", name="Breadcrumbs").inner_text() == "Annual conference 2027"
    guide.get_by_text("Menu", exact=True).press("Enter")
    expect(menu.get_by_role("link", name="Regions")).to_be_visible()


def test_at_a_desk_the_menu_stands_open(guide: Page) -> None:
    expect(guide.get_by_text("Menu", exact=True)).to_be_hidden()
    expect(guide.get_by_role("navigation", name="Main").get_by_role("link", name="Regions")).to_be_visible()
    expect(guide.get_by_role("navigation", name="Breadcrumbs").get_by_role("link")).to_have_count(2)


def test_what_can_be_done_stands_above_the_text_or_beside_it(guide: Page) -> None:
    now, text = boxes(guide, ".now", ".split__main")
    assert (now["top"], now["left"] >= text["right"]) == (text["top"], True)
    guide.set_viewport_size({"width": PHONE, "height": 800})
    now, text = boxes(guide, ".now", ".split__main")
    assert (now["left"], now["bottom"] <= text["top"]) == (text["left"], True)


def test_fields_and_buttons_have_one_height_and_what_is_hidden_none(guide: Page) -> None:
    heights = guide.evaluate(
        """() => [...document.querySelectorAll("#id_title, #id_item, #id_passed_on, .search input, .button")]
            .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect().height)"""
    )
    assert set(heights) == {46}
    above = guide.evaluate(
        """() => [...document.querySelectorAll(".press")].map(form => {
            const first = [...form.children].find(part => part.checkVisibility());
            const padding = parseFloat(getComputedStyle(form).paddingTop) + form.clientTop;
            return first.getBoundingClientRect().top - form.getBoundingClientRect().top - padding;
        })"""
    )
    assert set(above) == {0}


@looks(width=[PHONE])
def test_text_enlarged_four_times_needs_no_sideways_scrolling(guide: Page) -> None:
    guide.set_viewport_size({"width": DESK // 4, "height": 256})
    look_at(guide)


def test_the_figures_of_a_chart_are_a_press_away_and_open_on_paper(guide: Page) -> None:
    caption = "Posts on the Facebook page: the figures, in posts a day (the aim: 2 to 3 posts a day)"
    table = guide.get_by_role("table", name=caption)
    expect(table).to_be_hidden()
    guide.emulate_media(media="print")
    expect(table).to_be_visible()
    guide.emulate_media(media="screen")
    guide.get_by_text(caption).click()
    expect(table).to_be_visible()


@looks(width=[PHONE])
def test_a_chart_keeps_the_size_of_its_words_on_a_phone(guide: Page) -> None:
    words = guide.locator(".chart__picture text:visible")
    heights = words.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    places = words.evaluate_all("all => all.map(one => one.getBoundingClientRect())")
    assert min(heights) >= 14
    assert [place for place in places if place["left"] < 0 or place["right"] > PHONE] == []


def test_the_focus_begins_at_the_errors_and_goes_to_the_field(guide: Page) -> None:
    expect(guide.locator("[data-errors]")).to_be_focused()
    guide.get_by_role("link", name="Choose who the motion is from.").click()
    expect(guide.locator("#id_route_0")).to_be_focused()
    guide.get_by_role("link", name="Give the motion a title.").click()
    expect(guide.locator("#id_title")).to_be_focused()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_text(page: Page, site: str) -> None:
    page.goto(f"{site}/accessibility/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_toolbar_writes_the_marks_a_person_could_type(guide: Page) -> None:
    area = guide.locator("#id_empty-text")
    bar = guide.locator("#div_id_empty-text").get_by_role("toolbar", name="Formatting")
    area.fill("Conference notes:\nfirst\nsecond")
    area.evaluate("area => area.setSelectionRange(18, 30)")
    bar.get_by_role("button", name="Points").click()
    expect(area).to_have_value("Conference notes:\n- first\n- second")
    bar.get_by_role("button", name="Numbers").click()
    expect(area).to_have_value("Conference notes:\n1. first\n2. second")
    bar.get_by_role("button", name="Numbers").click()
    expect(area).to_have_value("Conference notes:\nfirst\nsecond")
    area.evaluate("area => area.setSelectionRange(0, 10)")
    area.press("Control+b")
    expect(area).to_have_value("**Conference** notes:\nfirst\nsecond")
    area.press("Control+z")
    expect(area).to_have_value("Conference notes:\nfirst\nsecond")


def test_the_toolbar_is_one_stop_of_the_keyboard_and_arrows_move_along_it(guide: Page) -> None:
    bar = guide.locator("#div_id_empty-text").get_by_role("toolbar", name="Formatting")
    bar.get_by_role("button", name="Bold").focus()
    guide.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Italic")).to_be_focused()
    guide.keyboard.press("End")
    expect(bar.get_by_role("button", name="Numbers")).to_be_focused()
    guide.keyboard.press("Tab")
    expect(guide.locator("#id_empty-text")).to_be_focused()


def test_a_copy_button_copies_and_says_so(guide: Page) -> None:
    guide.context.grant_permissions(["clipboard-read", "clipboard-write"])
    guide.get_by_role("button", name="Copy").click()
    expect(guide.get_by_text("Copied.")).to_be_visible()
    copied = guide.evaluate("navigator.clipboard.readText()")
    assert copied == "https://example.org/motions/m42/sign/8fd3a1/"


def test_a_dialog_opens_and_gives_the_focus_back(guide: Page) -> None:
    opener = guide.get_by_role("link", name="Withdraw the motion")
    opener.click()
    dialog = guide.get_by_role("dialog", name="Withdraw this motion?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Keep the motion").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_leaving_a_changed_form_is_asked_about(guide: Page) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    guide.on("dialog", leave)
    guide.locator("#id_title").press_sequentially("Regions")
    guide.get_by_role("link", name="Front page").click()
    guide.wait_for_url("**/")
    assert asked == ["beforeunload"]


@looks(javascript=[False])
def test_without_scripts_nothing_is_offered_that_needs_them(guide: Page) -> None:
    expect(guide.get_by_role("toolbar")).to_have_count(0)
    expect(guide.get_by_role("button", name="Copy")).to_have_count(0)
    guide.get_by_role("link", name="Choose who the motion is from.").click()
    expect(guide.locator("#id_route_0")).to_be_focused()
