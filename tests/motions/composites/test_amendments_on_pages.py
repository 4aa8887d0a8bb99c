"""What pages, files and lists say of amendments to motions that are in a composite; the desk decides."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lla.papers.blocks import words_of
from motions.composites import papers, selectors, workflow
from motions.motion import papers as motion_papers
from motions.motion.models import Motion
from motions.order_paper import papers as order_paper_papers
from motions.order_paper import selectors as order_paper_selectors
from motions.order_paper.workflow import Part
from motions.reports import papers as reports_papers
from tests.factories import make_staff, sign_in
from tests.lla.papers.drawn_files import said_by, squeezed
from tests.motions.composites.test_amendments import (
    FALLS,
    MOVES,
    decide,
    make_with_amendments,
    put_on_agenda,
)
from tests.motions.composites.test_workflow import present
from tests.motions.factories import make_committee_member, mover_of
from tests.motions.order_paper.factories import plan
from tests.motions.page_text import articles, ask, main

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    sign_in(client, make_staff())
    return client


def two_moved_one_fallen() -> tuple[Motion, dict[str, Motion]]:
    composite, amendments = make_with_amendments()
    fates = {amendments["kept"]: MOVES, amendments["edited"]: MOVES, amendments["left_out"]: FALLS}
    return put_on_agenda(composite, fates=fates), amendments


def facts(motion: Motion) -> dict[str, str]:
    [motion] = selectors.with_sources([present(motion)])
    first = motion_papers.of_motion(motion, papers.ALONE).blocks[0]
    return {term: words_of(spans) for term, spans in getattr(first, "rows")}  # noqa: B009


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_the_composite_says_where_each_amendment_went(client: Client, suffix: str) -> None:
    composite, _ = two_moved_one_fallen()
    [on_page] = articles(client.get(composite.get_absolute_url()))[:1]
    status, content = ask(client, composite.get_absolute_url().rstrip("/") + suffix)
    assert (
        "Amendments to its motions 1A.1: now Composite 1.1 1A.2: falls with motion 1A 1B.1: now Composite 1.2"
        in on_page
    )
    assert (status, squeezed(on_page) in squeezed(said_by(content, suffix))) == (200, True)


def test_the_motion_says_where_its_amendments_went(client: Client) -> None:
    composite, amendments = two_moved_one_fallen()
    motion = present(amendments["left_out"]).amends
    assert motion
    page = main(client.get(motion.get_absolute_url()))
    assert "Where its amendments went 1A.1: now Composite 1.1 1A.2: falls with motion 1A" in page
    assert "Conference votes on none of these, because the motion is part of a composite." in page
    assert "falls with its motion" in page
    marshalled = main(client.get(reverse("motions:amendments", args=[composite.reference])))
    assert "Moved from motion 1A, as 1A.1." in marshalled
    assert "Written for revision 1 of motion B. Its mover is asked whether it still fits." in marshalled
    of_motion = main(client.get(reverse("motions:amendments", args=[motion.reference])))
    assert "Conference votes on none of them." in of_motion


def test_an_amendment_says_what_became_of_it() -> None:
    _, amendments = two_moved_one_fallen()
    told = {name: facts(amendment) for name, amendment in amendments.items()}
    assert [told[name].get("Moved from") or told[name]["Falls with"] for name in ("kept", "left_out")] == [
        "motion 1A, as 1A.1",
        "motion 1A, which is part of Composite 1",
    ]
    assert [told[name]["Amends"] for name in ("kept", "edited")] == [
        "Composite 1, revision 2",
        "motion B, revision 1",
    ]


def test_what_is_not_public_of_amendments_is_not_named() -> None:
    composite, amendments = two_moved_one_fallen()
    Motion.objects.amendments().filter(pk=amendments["kept"].pk).update(published_at=None)
    [composite] = selectors.with_sources([present(composite)])
    assert [row.was for row in selectors.became(composite)] == ["1A.2", "1B.1"]


def test_pages_do_not_ask_more_for_more_amendments(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    composite, _ = two_moved_one_fallen()
    [composite] = selectors.with_sources([present(composite)])
    with django_assert_max_num_queries(0):
        assert [row.became for row in selectors.became(composite)] == [
            "now Composite 1.1",
            "falls with motion 1A",
            "now Composite 1.2",
        ]


def test_order_paper_and_report_say_where_they_went() -> None:
    composite, amendments = two_moved_one_fallen()
    conference = composite.conference
    report = reports_papers.drafted(conference, now=timezone.now())
    assert "1A.1: now Composite 1.1" in report
    assert "1A.2: falls with motion 1A" in report
    left_out = order_paper_selectors.left_out(conference)
    assert [present(amendments["left_out"]) in left_out, present(amendments["kept"]) in left_out] == [
        False,
        True,
    ]
    plan(conference, Part("", (composite,), 10))
    paper = " ".join(map(str, order_paper_papers.order_paper(conference).blocks))
    assert "Composite 1.1 (Three signatories), before 1A.1." in paper
    assert "1A.2 falls with motion 1A." in paper


def test_the_desk_decides_about_all_on_one_page(desk: Client) -> None:
    composite, amendments = make_with_amendments()
    sheet = desk.get(reverse("admin:motions_motion_change", args=[composite.pk]))
    path = reverse("admin:motions_motion_act", args=[composite.pk, "composite-amendments"])
    queue = desk.get(reverse("admin:motions_motion_changelist", query={"queue": "amended"}))
    page = desk.get(path)
    chosen = {name: page.context["form"][name].value() for name in page.context["form"].amendments}
    typed = {"seen": composite.events.latest("pk").pk, **chosen}
    previewed = desk.post(path, typed)
    done = desk.post(path, {**typed, "step": "do"})
    after = desk.get(reverse("admin:motions_motion_changelist", query={"queue": "amended"}))

    assert "Nobody has decided yet about" in sheet.content.decode()
    assert composite.reference in queue.content.decode()
    assert f">{composite.reference}<" not in after.content.decode()
    assert chosen == {
        f"fate_{amendments['kept'].pk}": MOVES,
        f"fate_{amendments['left_out'].pk}": FALLS,
        f"fate_{amendments['edited'].pk}": MOVES,
    }
    words = page.content.decode()
    assert "What it changes is not in the composite." in words
    assert "In clause 1, delete “cap” and insert “freeze”." in words
    assert (previewed.context["emails"], done.status_code) == ([], 302)
    assert selectors.fates_decided(composite) == {
        amendments["kept"].pk: MOVES,
        amendments["left_out"].pk: FALLS,
        amendments["edited"].pk: MOVES,
    }


def test_every_letter_is_shown_before_the_composite_goes_on_the_agenda(desk: Client) -> None:
    composite, amendments = make_with_amendments()
    decide(composite, {amendments["kept"]: MOVES, amendments["edited"]: MOVES, amendments["left_out"]: FALLS})
    path = reverse("admin:motions_motion_act", args=[composite.pk, "composite-to-agenda"])
    page = desk.post(path, {"seen": composite.events.latest("pk").pk})
    movers = {mover_of(amendment).email for amendment in amendments.values()}
    assert movers <= {email.to for email in page.context["emails"]}
    assert present(composite).label == ""


def test_a_choice_that_is_missing_is_asked_for(desk: Client) -> None:
    composite, amendments = make_with_amendments()
    path = reverse("admin:motions_motion_act", args=[composite.pk, "composite-amendments"])
    page = desk.post(path, {"seen": 0, f"fate_{amendments['kept'].pk}": MOVES})
    assert page.context["form"].errors[f"fate_{amendments['edited'].pk}"] == ["Choose what happens to it."]


def test_a_dissolved_composite_shows_its_letters_first(desk: Client) -> None:
    composite, _ = two_moved_one_fallen()
    path = reverse("admin:motions_motion_act", args=[composite.pk, "dissolve"])
    page = desk.post(path, {"seen": composite.events.latest("pk").pk, "reason": "They fell out."})
    subjects = [email.subject for email in page.context["emails"]]
    assert sum("back with its motion" in subject for subject in subjects) == 3
    workflow.dissolve(composite, by=make_committee_member(), reason="They fell out.")
