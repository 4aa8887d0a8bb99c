"""What the order paper and the delegates' list say."""

from collections.abc import Iterator

import pytest

from lla.papers.blocks import Block, Heading, ListBlock, Table, words_of
from lla.time import clock
from lla.time.wording import day_in_words
from motions.backing import workflow as backing_workflow
from motions.committee.papers import named
from motions.committee.workflow import rule_in_order
from motions.composites import workflow as composites_workflow
from motions.motion.texts import Text
from motions.order_paper import papers, selectors, workflow
from motions.order_paper.workflow import Fall, Part
from tests.motions.composites.test_workflow import present, put_on_agenda
from tests.motions.factories import make_amendment, make_committee_member, moment, mover_of
from tests.motions.order_paper.factories import make_closed_conference, make_order_paper, plan

pytestmark = pytest.mark.django_db


def lines(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"# {words_of(block.spans)}"
            case ListBlock():
                for item in block.items:
                    yield f"{indent}{item.number or '-'} {words_of(item.spans)}"
                    yield from lines(item.children, indent + "  ")
            case Table():
                yield f"# {block.caption}"
                for row in block.rows:
                    yield " | ".join(words_of(cell) for cell in row if isinstance(cell, tuple))
            case _:
                yield words_of(block.spans)  # type: ignore[union-attr]


def test_business_is_numbered_through_the_sessions_and_consequences_come_last() -> None:
    conference, (homes, *_) = make_order_paper()
    day, group = day_in_words(conference.starts_on), homes.group_name
    paper = papers.order_paper(conference)
    assert paper.title == "Order paper of Spring Conference"
    assert list(lines(paper.blocks)) == [
        f"# {day}, 10 am to noon: Housing",
        "1 Welcome (10 minutes)",
        "2 Debated together and voted on in this order (30 minutes)",
        f"  - 1A) Homes ({group})",
        f"  - 1B) Rent ({group})",
        f"3 1C) Repairs ({group}) (15 minutes)",
        f"# {day}, 2 pm to 4 pm: After lunch",
        "4 Card vote (20 minutes)",
        f"  - 1D) Empty homes ({group})",
        "# Consequences",
        "- If 1A is carried, 1D falls. They contradict each other.",
    ]


def test_what_has_fallen_or_ended_has_no_consequences_and_no_amendments() -> None:
    conference, (homes, rent, repairs, empty) = make_closed_conference()
    with clock.at(moment(days=-2)):
        fallen, stays = (make_amendment(each, old="neighbouring ") for each in (repairs, rent))
    for amendment in (fallen, stays):
        rule_in_order(amendment, by=make_committee_member())
    plan(conference, Part("", (homes, rent, empty), 30))
    workflow.set_consequences(conference, [Fall(homes, empty), Fall(homes, rent)])
    before = selectors.left_out(conference)
    backing_workflow.withdraw(repairs, by=mover_of(repairs), note="")
    backing_workflow.withdraw(empty, by=mover_of(empty), note="")
    after = selectors.left_out(conference)

    assert ({repairs, fallen}, []) == (set(before), after)
    assert list(lines(papers.order_paper(conference).blocks))[-2:] == [
        "# Consequences",
        "- If 1A is carried, 1B falls.",
    ]


def test_an_amendment_to_a_planned_motion_that_was_withdrawn_is_not_on_the_order_paper() -> None:
    conference, (homes, *_) = make_closed_conference()
    with clock.at(moment(days=-2)):
        amendment = make_amendment(homes, old="neighbouring ")
    rule_in_order(amendment, by=make_committee_member())
    plan(conference, Part("", (homes,), 30))
    before = str(papers.order_paper(conference).blocks)
    backing_workflow.withdraw(homes, by=mover_of(homes), note="")
    assert ("1A.1" in before, "1A.1" in str(papers.order_paper(conference).blocks)) == (True, False)


def test_delegates_tick_what_is_voted_on() -> None:
    conference, (homes, *_) = make_order_paper()
    day, group = day_in_words(conference.starts_on), homes.group_name
    boxes = "☐ | ☐ | ☐"
    paper = papers.delegates_list(conference)
    assert list(lines(paper.blocks)) == [
        f"# {day}, 10 am to noon: Housing",
        f"1A) Homes ({group}) | {boxes}",
        f"1B) Rent ({group}) | {boxes}",
        f"1C) Repairs ({group}) | {boxes}",
        f"# {day}, 2 pm to 4 pm: After lunch",
        f"1D) Empty homes ({group}) | {boxes}",
    ]


def test_amendments_come_with_their_motion_in_their_order_and_say_what_they_clash_with() -> None:
    conference, (homes, *_) = make_order_paper()
    by = make_committee_member()
    little, all_of_it, unruled = (
        make_amendment(homes, group=homes.group, **change)
        for change in (
            {"old": "neighbouring", "new": "nearby"},
            {"text": Text.of(homes.text.title, "Conference resolves:\n\n- To build.")},
            {"old": "neighbouring", "new": "other"},
        )
    )
    for amendment in (all_of_it, little):
        rule_in_order(amendment, by=by)
    group = homes.group_name
    paper = papers.order_paper(conference)
    assert list(lines(paper.blocks))[2:7] == [
        "2 Debated together and voted on in this order (30 minutes)",
        f"  - 1A) Homes ({group})",
        f"    - 1A.1 ({group}). It cannot be carried together with 1A.2.",
        f"    - 1A.2 ({group}). It cannot be carried together with 1A.1.",
        f"  - 1B) Rent ({group})",
    ]
    assert {little.reference, all_of_it.reference} <= set(paper.lists)
    assert unruled.reference not in paper.lists
    assert [row.split(" (")[0] for row in list(lines(papers.delegates_list(conference).blocks))[1:5]] == [
        "1A.1) Amendment to “Homes”",
        "1A.2) Amendment to “Homes”",
        "1A) Homes",
        "1B) Rent",
    ]


def test_an_amendment_on_the_business_by_itself_is_printed_there_alone() -> None:
    conference, (homes, *_) = make_closed_conference()
    amendment = make_amendment(homes, old="neighbouring", new="nearby", group=homes.group)
    rule_in_order(amendment, by=make_committee_member())
    assert amendment in selectors.left_out(conference)
    plan(conference, Part("", (homes,), 10))
    assert amendment not in selectors.left_out(conference)
    plan(conference, Part("", (amendment,), 5), title="Before lunch", hour=12)
    group = homes.group_name
    assert [line for line in lines(papers.order_paper(conference).blocks) if not line.startswith("#")] == [
        f"1 1A) Homes ({group}) (10 minutes)",
        f"2 1A.1) Amendment to “Homes” ({group}) (5 minutes)",
    ]


def test_an_order_paper_without_votes_has_a_list_that_says_so() -> None:
    conference, _ = make_closed_conference()
    assert list(lines(papers.delegates_list(conference).blocks)) == ["Nothing is voted on."]


def test_a_motion_that_is_withdrawn_loses_its_title_and_its_files_are_found_by_its_reference() -> None:
    conference, (homes, *others) = make_order_paper()
    backing_workflow.withdraw(homes, by=mover_of(homes), note="")
    paper = papers.order_paper(conference)
    assert list(lines(paper.blocks))[3] == "  - 1A (withdrawn)"
    assert sorted(paper.lists) == sorted(motion.reference for motion in (homes, *others))


def test_a_motion_in_a_composite_is_left_to_the_composite() -> None:
    composite = put_on_agenda()
    conference, source = composite.conference, composite.sources.first()
    assert source is not None
    plan(conference, Part("", (source.motion,), 5), Part("", (composite,), 10))
    printed = "\n".join(lines(papers.order_paper(conference).blocks))
    listed = str(papers.delegates_list(conference).blocks)
    assert f"{source.motion.full_label})" not in printed
    assert "1 Composite 1" in printed
    assert (listed.count("Composite 1"), source.motion.full_label + ")" in listed) == (1, False)
    assert [motion.pk for motion in selectors.left_out(conference)] == []
    [session] = selectors.sessions(conference)
    said = [papers.business_line(part) for part in session.business.all()]
    assert (said[0], selectors.planned_minutes(session)) == (papers.IN_A_COMPOSITE, 10)


def test_a_composite_is_printed_where_the_first_of_its_motions_was_and_they_come_back_with_its_end() -> None:
    composite = put_on_agenda()
    conference = composite.conference
    first, second = (source.motion for source in composite.sources.order_by("pk"))
    plan(conference, Part("Welcome", (), 10), Part("", (second,), 15))
    plan(conference, Part("", (first,), 20), title="After lunch", hour=14)

    def said() -> list[list[str]]:
        return [
            [papers.business_line(part) for part in session.business.all()]
            for session in selectors.sessions(conference)
        ]

    group = named(composite).removeprefix("Composite 1: ")
    assert said() == [
        ["Welcome (10 minutes)", f"Composite 1: {group} (15 minutes)"],
        [papers.IN_A_COMPOSITE],
    ]
    assert selectors.left_out(conference) == []
    composites_workflow.dissolve(composite, by=make_committee_member(), reason="They fell out.")
    assert said() == [
        ["Welcome (10 minutes)", f"{named(present(second))} (15 minutes)"],
        [f"{named(present(first))} (20 minutes)"],
    ]
