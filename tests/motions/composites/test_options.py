"""Options are typed as questions with answers, and are part of the text that people agree to."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.papers.blocks import words_of
from motions.agenda.choices import OptionVoting
from motions.agenda.models import Conference
from motions.composites import options, selectors, workflow
from motions.composites.models import CompositeOption
from motions.composites.options import Question
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.order_paper import papers as order_paper_papers
from motions.order_paper.workflow import Part
from tests.factories import make_staff, sign_in
from tests.lla.papers.drawn_files import said_by, squeezed
from tests.motions.composites.test_pages import typed
from tests.motions.composites.test_workflow import BOTH, answer, make_composite, present, refused
from tests.motions.factories import make_committee_member
from tests.motions.order_paper.factories import plan
from tests.motions.page_text import articles, ask, main

TYPED = "How should rents be capped?\n- At five per cent.\n- At inflation.\n\nBy when?\n- Now.\n- In May."
CAPS = Question("How should rents be capped?", ("At five per cent.", "At inflation."))
WHEN = Question("By when?", ("Now.", "In May."))


def test_what_is_typed_is_read_and_written_again() -> None:
    assert options.read(TYPED) == (CAPS, WHEN)
    assert options.write((CAPS, WHEN)) == TYPED
    assert options.read("  \n\n") == ()
    assert list(WHEN.named(2)) == [("2a", "Now."), ("2b", "In May.")]


@pytest.mark.parametrize(
    ("words", "reasons"),
    [
        (TYPED, []),
        ("", []),
        ("- Now.\n- In May.", ["Question 1: Write the question above its answers."]),
        (
            "By when?\n- Now.",
            ["Question 1: Give two answers or more, each on a line that begins with a dash."],
        ),
        ("By when?\n- Now.\n– now.", ["Question 1: Two answers say the same."]),
        (
            "By when?\n" + "\n".join(f"* {day}" for day in range(10)),
            ["Question 1: There are 10 answers; the limit is 9."],
        ),
        (
            "\n".join(f"{at}?\n- Yes.\n- No." for at in range(10)),
            ["There are 10 questions; the limit is 9."],
        ),
        (
            "x" * 201 + "\n- Yes.\n- " + "y" * 1001,
            [
                "Question 1: The question has 201 characters. The limit is 200.",
                "Question 1: An answer has 1001 characters. The limit is 1000.",
            ],
        ),
    ],
)
def test_what_is_missing_is_said(words: str, reasons: list[str]) -> None:
    assert options.unmet(options.read(words)) == reasons


def with_options(composite: Motion, questions: tuple[Question, ...] = (CAPS, WHEN)) -> Motion:
    text = composite.text
    member = make_committee_member()
    workflow.write(composite, Text.of(text.title, text.body), by=member, base=text.number, options=questions)
    return present(composite)


def on_agenda(composite: Motion) -> Motion:
    member = make_committee_member()
    workflow.send(composite, by=member)
    for source in selectors.sources_of(composite):
        answer(source, revision=composite.text.number)
    return present(workflow.put_on_agenda(composite, by=member))


@pytest.mark.django_db
def test_other_options_are_another_text_to_agree_to() -> None:
    composite, member = with_options(make_composite()), make_committee_member()
    assert (composite.text.number, selectors.options_of(composite.text)) == (3, (CAPS, WHEN))
    assert selectors.agreeing(selectors.sources_of(composite), composite.text) == []
    same = Text.of("Rents and homes", BOTH)
    again = refused(lambda: workflow.write(composite, same, by=member, base=3, options=(CAPS, WHEN)))
    bad = refused(lambda: workflow.write(composite, same, by=member, base=3, options=(Question("When?"),)))
    assert (again, bad) == (
        ["The text has not changed. Change it, or go back."],
        ["Question 1: Give two answers or more, each on a line that begins with a dash."],
    )
    workflow.write(composite, same, by=member, base=3)
    assert selectors.options_of(present(composite).text) == ()


@pytest.mark.django_db
def test_options_are_never_changed() -> None:
    composite = with_options(make_composite())
    with pytest.raises(Exception, match="Cannot update or delete rows"):
        CompositeOption.objects.filter(revision=composite.text).update(words="Never.")


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_page_and_files_say_the_same_of_them(client: Client, suffix: str) -> None:
    composite = on_agenda(with_options(make_composite(sent=False)))
    [page] = articles(client.get(composite.get_absolute_url()))
    _, content = ask(client, composite.get_absolute_url().rstrip("/") + suffix)
    assert (
        f"Options {OptionVoting.RUN_OFF.sentence} 1. How should rents be capped? 1a At five per cent. "
        "1b At inflation. 2. By when? 2a Now. 2b In May." in page
    )
    assert squeezed(page) in squeezed(said_by(content, suffix))


@pytest.mark.django_db
def test_a_conference_may_vote_on_options_in_turn(client: Client) -> None:
    composite = on_agenda(with_options(make_composite(sent=False)))
    Conference.objects.filter(pk=composite.conference_id).update(option_voting=OptionVoting.IN_TURN)
    assert OptionVoting.IN_TURN.sentence in main(client.get(composite.get_absolute_url()))


@pytest.mark.django_db
def test_the_order_paper_and_the_delegates_list_name_each_option() -> None:
    composite = on_agenda(with_options(make_composite(sent=False)))
    plan(composite.conference, Part("", (composite,), 10))
    paper = order_paper_papers.order_paper(composite.conference)
    table = order_paper_papers.delegates_list(composite.conference).blocks[0]
    rows = [words_of(row[0]) for row in getattr(table, "rows")]  # noqa: B009
    name = "Composite 1: Rents and homes (motions 1A, 1B)"
    lines = [
        "Option 1a: At five per cent.",
        "Option 1b: At inflation.",
        "Option 2a: Now.",
        "Option 2b: In May.",
    ]
    assert rows == [*lines, name]
    said = repr(paper)
    assert all(line in said for line in lines)


@pytest.mark.django_db
def test_they_are_typed_on_the_desk_and_what_is_wrong_is_said_beside_them(client: Client) -> None:
    sign_in(client, make_staff())
    composite = make_composite(sent=False)
    path = reverse("admin:motions_motion_act", args=[composite.pk, "write-composite"])
    wrong = client.post(path, typed(composite, options="By when?\n- Now."))
    assert wrong.context["form"].errors["options"] == [
        "Question 1: Give two answers or more, each on a line that begins with a dash."
    ]
    assert "By when?" in wrong.content.decode()
    assert client.post(path, typed(composite, options=TYPED)).status_code == 302
    shown = client.get(path).context["form"]["options"].value()
    sheet = client.get(reverse("admin:motions_motion_change", args=[composite.pk])).content.decode()
    assert (shown, "At inflation." in sheet) == (TYPED, True)


@pytest.mark.django_db
def test_a_corrected_slip_keeps_options_and_origins() -> None:
    composite = on_agenda(with_options(make_composite(sent=False)))
    before, member = composite.text, make_committee_member()
    corrected = workflow.correct_slip(
        composite,
        by=member,
        title=before.title,
        body=before.body.replace("To meet.", "To meat."),
        appendix="",
        why="A word.",
        base=before.number,
    )
    assert selectors.options_of(corrected) == (CAPS, WHEN)
    origins = [(came.number, came.where) for came in selectors.origins_of(composite, corrected)]
    assert origins == [("Title", "1A title"), ("1", "1A 1"), ("2", "1B 1"), ("3", "")]
