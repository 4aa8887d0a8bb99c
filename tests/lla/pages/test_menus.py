"""The bar of an area of work: which part is open at an address, and which page."""

from lla.pages.menus import Entry, Page, Row, bar

PARTS = {
    "Board": [Page("Board", "/w/")],
    "Posts": [Page("Planner", "/w/planner/", below=("/w/posts/",)), Page("Sources", "/w/sources/")],
    "Inbox": [],
}


def test_a_part_of_one_page_is_that_page_and_a_part_without_pages_is_left_out() -> None:
    entries = [Entry("Board", "/w/", "page"), Entry("Posts", "/w/planner/", "")]
    assert bar(PARTS, "/w/") == [Row("", entries)]


def test_below_the_parts_stand_the_pages_of_the_part_that_is_open() -> None:
    parts = [Entry("Board", "/w/", ""), Entry("Posts", "/w/planner/", "true")]
    at_planner = [Entry("Planner", "/w/planner/", "page"), Entry("Sources", "/w/sources/", "")]
    at_post = [Entry("Planner", "/w/planner/", "true"), Entry("Sources", "/w/sources/", "")]
    assert bar(PARTS, "/w/planner/") == [Row("", parts), Row("Posts", at_planner)]
    assert bar(PARTS, "/w/posts/7/edit/") == [Row("", parts), Row("Posts", at_post)]


def test_the_longest_address_that_leads_to_a_page_is_its_own() -> None:
    assert bar(PARTS, "/w/other/")[0].entries[0] == Entry("Board", "/w/", "true")
    assert [entry.current for entry in bar(PARTS, "/elsewhere/")[0].entries] == ["", ""]
