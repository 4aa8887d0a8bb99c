"""Search finds what anybody may read, marks what matched, and answers odd questions kindly."""

import re

import pytest
from django.db import connection
from django.test import Client

from lla.words import search
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from motions.search import selectors as search_selectors
from tests.motions.committee.secret_motion import hide
from tests.motions.factories import (
    make_amendment,
    make_committee_member,
    make_conference,
    make_group_motion,
    make_item,
    make_motion,
    make_person,
    make_signatory,
    mover_of,
)
from tests.motions.page_text import lines, main, source
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"^\d{1,3}(?=[A-Z])")


def found(client: Client, words: str) -> list[str]:
    """The label of each motion found, without the number of its item."""
    return [NUMBER.sub("", line, count=1).split()[0] for line in index(client, words)]


def index(client: Client, words: str, **query: str) -> list[str]:
    return lines(client.get("/search/", {"q": words, **query}), "index")


def test_titles_texts_groups_and_named_signatories_are_searched(client: Client) -> None:
    item = make_item()
    make_motion(item, title="Warm homes", body="- Fit heat pumps.", appendix="- See the annexe on geysers.")
    make_group_motion(item, title="Buses", body="- Run them late.", group=make_group("Weald Left Network"))
    make_motion(item, title="Trains", body="- Run them often.", mover=make_person("Asha Lowe"))
    assert found(client, "homes") == ["A"]
    assert found(client, "heating pump") == ["A"]
    assert found(client, "geyser") == ["A"]
    assert found(client, "weald left") == ["B"]
    assert found(client, "asha lowe") == ["C"]
    assert sorted(found(client, "buses or trains")) == ["B", "C"]
    assert found(client, "run -often") == ["B"]
    assert found(client, '"heat run"') == []


def test_a_hidden_motion_that_its_group_finds_says_nothing_of_its_text(client: Client) -> None:
    motion = make_group_motion(
        title="Xylophones for all", body="- Fit heat pumps.", group=make_group("Weald Left Network")
    )
    weald = {"q": "weald left"}
    assert "Xylophones" in source(client.get("/search/", weald))
    committee_workflow.propose_hiding(motion, by=make_committee_member(), reason="It named a child.")
    committee_workflow.second(motion, by=make_committee_member())
    page = source(client.get("/search/", weald))
    assert (found(client, "weald left"), "Xylophones" in page, "heat pumps" in page) == (["A"], False, False)


def test_what_was_found_can_be_narrowed_to_a_status(client: Client) -> None:
    item = make_item(order=3)
    for title in ("Homes for all", "Homes and gardens", "Homes at last"):
        motion = make_motion(item, title=title, body="- Build them.")
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    answer = client.get("/search/", {"q": "homes"})
    assert re.findall(r'<a class="tag" href="([^"]*)"', source(answer)) == [
        "/search/?q=homes",
        "/search/?q=homes&amp;status=received",
        "/search/?q=homes&amp;status=in_order",
    ]
    assert "All 3 Received 2 In order 1" in main(answer)
    assert [line.split()[0] for line in index(client, "homes", status="in_order")] == ["3C"]
    assert [line.split()[0] for line in index(client, "3c")] == ["3C"]
    assert len(index(client, "homes", status="nothing-like-it")) == 3


def test_titles_weigh_more_than_texts(client: Client) -> None:
    item = make_item()
    make_motion(item, title="Buses", body="- They pass the pumps.")
    make_motion(item, title="Pumps", body="- Buy some.")
    assert found(client, "pumps") == ["B", "A"]


def test_what_matched_is_marked_in_title_text_and_names(client: Client) -> None:
    item = make_item()
    make_motion(item, title="Heat for all", body="- **Heat** every home.", mover=make_person("Anna Heath"))
    html = " ".join(source(client.get("/search/?q=heat")).split())
    assert "<mark>Heat</mark> for all" in html
    assert "<mark>Heat</mark> every home." in html
    assert "Signed by Anna <mark>Heat</mark>h" in html


def test_people_who_are_not_printed_cannot_be_found(client: Client) -> None:
    item = make_item()
    motion = make_motion(item)
    make_signatory(motion, make_person("Quiet Person", name_public=False))
    fickle = make_signatory(motion, make_person("Fickle Person"))
    make_group_motion(item, mover=make_person("Group Mover"), officer=make_person("Careful Officer"))
    assert found(client, "Fickle Person") == ["A"]
    backing_workflow.withdraw_support(fickle)
    private = ("Fickle Person", "Quiet Person", "Group Mover", "Careful Officer", mover_of(motion).email)
    assert {name: found(client, name) for name in private} == {name: [] for name in private}


def test_a_withdrawn_motion_is_found_as_withdrawn(client: Client) -> None:
    motion = make_motion(title="Pumps")
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")
    assert "Withdrawn" in lines(client.get("/search/?q=pumps"), "index")[0]


def test_an_empty_question_shows_the_form_alone(client: Client) -> None:
    make_motion()
    for asked in ("/search/", "/search/?q=", "/search/?q=%20%20", "/search/?q=%00"):
        answer = client.get(asked)
        assert (answer.status_code, lines(answer, "index")) == (200, [])
        assert "match" not in main(answer)


def test_a_question_nothing_answers_says_what_to_try(client: Client) -> None:
    make_motion()
    for asked in (
        "zebras",
        "the",
        '"',
        "& | ! ( ) : * <->",
        "-",
        "'; DROP TABLE motions_motion; --",
        "%",
        "\\",
    ):
        answer = client.get("/search/", {"q": asked})
        assert answer.status_code == 200
        assert f"No motion matches “{asked}”" in main(answer)


def test_a_question_that_is_too_long_keeps_its_beginning(client: Client) -> None:
    answer = client.get("/search/", {"q": "homes " * 100})
    assert "You can search for up to 200 characters." in main(answer)
    assert f'value="{("homes " * 100)[:200]}"' in source(answer)


def test_what_is_asked_is_shown_as_words(client: Client) -> None:
    html = source(client.get("/search/", {"q": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_odd_bytes_are_answered(client: Client) -> None:
    for asked in ("/search/?q=%ff%fe", "/search/?q=%ed%a0%80", "/search/?page=9&q=a", "/search/?q=a&q=b"):
        assert client.get(asked).status_code == 200


def test_many_answers_come_in_pages_and_an_odd_page_is_the_nearest_one(client: Client) -> None:
    item = make_item(make_conference(signatories_needed=1))
    for number in range(1, 23):
        make_motion(item, title=f"Pumps {number}")
    first, second = (client.get(f"/search/?q=pumps&page={page}") for page in (1, 2))
    assert "22 motions match “pumps”" in main(first)
    assert len(lines(first, "index")) == 20
    assert len(lines(second, "index")) == 2
    for page in ("0", "-1", "x", "99999999999999999999"):
        assert client.get(f"/search/?q=pumps&page={page}").status_code == 200
    assert lines(client.get("/search/?q=pumps&page=3"), "index") == lines(second, "index")


def test_texts_that_look_like_markup_are_shown_as_they_are(client: Client) -> None:
    make_motion(title="Less <b>bold</b> pumps", body="- A <i>pump</i> [here](https://example.org/pump).")
    html = source(client.get("/search/?q=pump"))
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert "<b>" not in html


def test_a_sign_beside_a_word_does_not_hide_it(client: Client) -> None:
    item = make_item()
    make_motion(item, title="A “Plan” for buses", body="- It was dropped—and the Wombats’ rights with it.")
    make_motion(
        item, title="Co-operatives", body="- Learn from Covid\u201119.", mover=make_person("Siân O’Connell")
    )
    make_motion(item, title="More cooperatives", body="- Learn from Covid 19.")
    for words in ("plan", "PLAN", "dropped", "wombats", "wombat's", "‘plan’", "wombats’ rights"):
        assert (words, found(client, words)) == (words, ["A"])
    for words in ("Siân O’Connell", "sian o'connell", "SIAN OCONNELL", "o connell", "sian o'c"):
        assert (words, found(client, words)) == (words, ["B"])
    for words in ("co-operatives", "cooperatives", "co\u2011operative", "Covid-19", "covid 19", "covid"):
        assert (words, sorted(found(client, words))) == (words, ["B", "C"])


def test_curly_quotation_marks_make_a_phrase(client: Client) -> None:
    make_motion(title="Buses", body="- Run them late at night.")
    asked = (
        "“late at night”",
        '"late at night"',
        "„late at night“",
        "“late at night",
        "“night late”",
        '"night late"',
    )
    assert [found(client, words) for words in asked] == [["A"]] * 4 + [[]] * 2


def test_a_motion_is_found_by_its_reference_and_by_its_label_first_of_all(client: Client) -> None:
    item = make_item(make_conference(numbering="dotted"), order=4)
    first, second = make_motion(item), make_motion(item, title="Composite 2 and 4.1")
    asked = (first.reference, f"M{first.pk}", f"m {first.pk}", "4.1", "motion 4.1", "4.1)")
    assert [found(client, words)[0] for words in asked] == ["4.1"] * 6
    Motion.objects.filter(pk=first.pk).update(label="Composite 2")
    Motion.objects.filter(pk=second.pk).update(label="EM1")
    assert [found(client, words) for words in ("EM1", "em1")] == [["EM1"]] * 2
    assert found(client, "composite 2") == ["Composite", "EM1"]


def test_a_near_miss_is_put_right(client: Client) -> None:
    item = make_item()
    make_motion(item, title="The right to strike", body="- Strikes win. “Strike” funds help.")
    said = {
        words: main(client.get("/search/", {"q": words}))
        for words in ("striek", "right strke", "strike", "zebras")
    }
    assert "Did you mean strike?" in said["striek"]
    assert "Did you mean right strike?" in said["right strke"]
    assert "Did you mean" not in said["strike"] + said["zebras"]
    assert 'href="/search/?q=right+strike"' in source(client.get("/search/", {"q": "right strke"}))


def test_a_hidden_word_is_never_suggested(client: Client) -> None:
    motion = make_motion(title="Xylophones for all")
    assert "Did you mean xylophones?" in main(client.get("/search/", {"q": "xylphones"}))
    committee_workflow.propose_hiding(motion, by=make_committee_member(), reason="It named a child.")
    committee_workflow.second(motion, by=make_committee_member())
    assert "Did you mean" not in main(client.get("/search/", {"q": "xylphones"}))


def test_a_search_that_finds_very_many_says_so_and_lists_the_newest(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = make_item(make_conference(signatories_needed=1))
    for number in range(1, 5):
        make_motion(item, title=f"Pumps {number}")
    monkeypatch.setattr(search_selectors, "MOST", 3)
    assert found(client, "pumps") == ["D", "C", "B"]
    assert "More than 3 motions match “pumps”" in main(client.get("/search/?q=pumps"))


@pytest.mark.parametrize("index", ["backing_by_name", "motion_by_group", "revision_title", "revision_search"])
def test_names_titles_and_texts_are_looked_for_by_index(index: str) -> None:
    question = search.read("lowe")
    motions = {
        "backing_by_name": Motion.objects.all().signed_by("lowe"),
        "motion_by_group": Motion.objects.all().of_group("lowe"),
        "revision_title": Motion.objects.all().titled_with(question),
        "revision_search": Motion.objects.all().saying(question),
    }[index]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_nestloop = off")  # so that each table is looked through by itself
    assert index in motions.explain()


def test_an_amendment_is_found_by_its_label_its_reference_and_the_title_that_is_shown(client: Client) -> None:
    item = make_item(order=2)
    homes = make_motion(item, title="Homes on public land", body="- Build four of them.")
    buses = make_motion(item, title="Buses", body="- Run them.")
    to_homes = [make_amendment(homes, old="four", new=new) for new in ("five", "six")]
    to_buses = make_amendment(buses, old="Run", new="Drive")
    assert (
        found(client, "A.2")[0]
        == found(client, "2a.2")[0]
        == found(client, to_homes[1].reference)[0]
        == "A.2"
    )
    for title in ("Amendment to “Homes on public land”", "amendment to A", "Amendments to homes"):
        assert sorted(found(client, title)) == ["A.1", "A.2"]
    assert found(client, to_homes[1].titled)[0] == "A.2"
    assert found(client, f"2{to_buses.titled}") == found(client, "Amendment to “B) Buses”") == ["B.1"]
    assert found(client, "2B) Buses") == ["B"]
    hide(homes)
    assert found(client, "Amendments to homes") == []
