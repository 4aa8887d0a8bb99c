"""Two people write one amendment clause by clause: each keeps the clauses that the other did not touch."""

from typing import Any

import pytest
from django.test import Client

from lla.acts.refusals import OVERTAKEN
from motions.motion.models import Motion
from motions.submitting.models import Draft
from tests.motions.factories import make_item, make_motion
from tests.motions.member_pages import page
from tests.motions.submitting.test_views_amendments import BODY, begin

pytestmark = pytest.mark.django_db

NOTHING, RENTS, CALL = "The council has done nothing.", "Rents have risen by five pounds a week.", "has tea"


@pytest.fixture
def draft(client: Client) -> Draft:
    motion: Motion = make_motion(make_item(), title="Rents", body=BODY, appendix="- Figures.")
    return begin(client, motion)


def opened(client: Client, draft: Draft) -> dict[str, str]:
    """What a browser sends of the page as it comes."""
    form: Any = client.get(page(draft, "step_text")).context["form"]
    sent = {"clauses": form.marks, "seen": form.state}
    for row in form.rows:
        sent |= {f"clause-{row.place}": row.words.replace("\n", "\r\n"), f"level-{row.place}": str(row.level)}
        sent[f"after-{row.place}"] = row.added
        sent |= {f"delete-{row.place}": "1"} if row.deleted else {}
    return sent


def place(sent: dict[str, str], words: str) -> str:
    return next(name.partition("-")[2] for name, typed in sent.items() if words in typed and "clause" in name)


def save(client: Client, draft: Draft, sent: dict[str, str], **changed: str) -> Any:
    typed = {name.replace("_", "-"): words for name, words in changed.items()}
    return client.post(page(draft, "step_text"), sent | typed | {"show": "1"})


def body(draft: Draft) -> str:
    draft.refresh_from_db()
    return "\n".join(draft.typed["text"][name][0] for name in ("title", "body", "appendix"))


def test_a_clause_that_nobody_touched_takes_over_what_was_saved_meanwhile(
    client: Client, draft: Draft
) -> None:
    first, second = opened(client, draft), opened(client, draft)
    save(client, draft, first, **{f"clause_{place(first, NOTHING)}": "The council has done little."})
    save(client, draft, opened(client, draft), clause_0="Fair rents")
    answer = save(client, draft, second, **{f"clause_{place(second, RENTS)}": "Rents have doubled."})
    assert answer.status_code == 302
    assert [words in body(draft) for words in ("done little", "Fair rents", "doubled", NOTHING, RENTS)] == [
        *(True, True, True),
        *(False, False),
    ]


def test_what_was_deleted_or_added_meanwhile_is_taken_over_too(client: Client, draft: Draft) -> None:
    first, second = opened(client, draft), opened(client, draft)
    gone, after = place(first, NOTHING), place(first, RENTS)
    save(client, draft, first, **{f"delete_{gone}": "1", f"after_{after}": "- Wages have not."})
    answer = save(client, draft, second, **{f"clause_{after}": "Rents have doubled."})
    said = body(draft)
    assert (answer.status_code, NOTHING in said) == (302, False)
    assert ("Rents have doubled." in said, "Wages have not." in said) == (True, True)


def test_a_clause_that_both_changed_is_refused_and_the_others_are_taken_over(
    client: Client, draft: Draft
) -> None:
    first, second = opened(client, draft), opened(client, draft)
    both, other = place(first, RENTS), place(first, NOTHING)
    theirs = {f"clause_{both}": "Rents have trebled.", f"clause_{other}": "The council has done little."}
    save(client, draft, first, **theirs)
    told = save(client, draft, second, **{f"clause_{both}": "Rents have doubled."})
    form = told.context["form"]
    assert (told.status_code, OVERTAKEN in form.non_field_errors()) == (200, True)
    shown = {row.place: row.words for row in form.rows}
    assert (shown[int(both)], shown[int(other)]) == ("Rents have doubled.", "The council has done little.")
    assert "Rents have trebled." in body(draft)
    again = {f"clause-{row.place}": row.words for row in form.rows}
    save(client, draft, again | {"clauses": form.marks, "seen": form.state})
    said = body(draft)
    assert ("Rents have doubled." in said, "done little" in said, "trebled" in said) == (True, True, False)


def test_the_same_change_in_both_windows_is_no_difference(client: Client, draft: Draft) -> None:
    first, second = opened(client, draft), opened(client, draft)
    change = {f"clause_{place(first, RENTS)}": "Rents have doubled."}
    answers = [save(client, draft, sent, **change) for sent in (first, second)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_page_as_it_came_changes_nothing(client: Client, draft: Draft) -> None:
    save(
        client, draft, opened(client, draft), clause_0="Fair rents", delete_3="1", after_2="- Wages have not."
    )
    before, sent = body(draft), opened(client, draft)
    save(client, draft, sent)
    assert body(draft) == before
