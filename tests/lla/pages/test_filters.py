"""The tags that narrow a list: where each leads, how many rows are behind it, which is chosen."""

from django.template.loader import render_to_string
from django.test import RequestFactory

from lla.pages.filters import FilterTag, filter_tags

CHOICES = [("", "All"), ("late", "Late")]


def test_a_tag_keeps_the_rest_of_the_question_but_not_the_page() -> None:
    request = RequestFactory().get("/list/?q=hull&show=late&page=3")
    assert filter_tags(request, CHOICES, shown="late", counts={"": 12, "late": 0}) == [
        FilterTag("All", "/list/?q=hull", current=False, count=12),
        FilterTag("Late", "/list/?q=hull&show=late", current=True, count=0),
    ]


def test_the_choice_of_everything_leads_to_the_bare_address() -> None:
    request = RequestFactory().get("/list/?status=late")
    tags = filter_tags(request, CHOICES, key="status", shown="")
    assert [(tag.url, tag.current, tag.count) for tag in tags] == [
        ("/list/", True, None),
        ("/list/?status=late", False, None),
    ]


def test_the_chosen_tag_says_so_and_each_its_number() -> None:
    tags = [FilterTag("All", "/list/", current=True, count=0), FilterTag("Late", "/list/?show=late", False)]
    html = " ".join(render_to_string("components/filters.html", {"what": "Groups", "tags": tags}).split())
    assert html == (
        '<nav class="filters" aria-label="Groups: which to show"> <ul class="tags"> '
        '<li> <a class="tag" href="/list/" aria-current="true">All '
        '<span class="tag__count">0</span></a> </li> '
        '<li> <a class="tag" href="/list/?show=late" >Late </a> </li> </ul> </nav>'
    )
