"""Anybody reads conferences, agenda items and motions; nobody reads what is not public."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from lla.time import clock
from motions.agenda.deadlines import moment
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_draft,
    make_group_motion,
    make_item,
    make_late_motion,
    make_motion,
    make_person,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.member_pages import sign_address
from tests.motions.page_text import SECRET, articles, heading, lines, links, main, revise, source, today
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def test_the_front_page_shows_the_next_conference_its_agenda_and_its_newest_motions(client: Client) -> None:
    make_conference("Last year's", closes_in=timedelta(days=-100))
    conference = make_conference("Annual conference", closes_in=timedelta(days=20), venue="Riverside")
    make_item(conference, "Elections", takes_motions=False)
    item = make_item(conference, "Housing")
    group = make_group("Weald Left Network")
    make_group_motion(item, title="Homes first", group=group)
    make_group_motion(item, title="Rents last", group=group)
    answer = client.get("/")
    assert lines(answer, "contents") == ["1 Elections", "2 Housing 2 motions"]
    assert lines(answer, "index") == [
        f"2B Rents last Weald Left Network · received {today()} 2 Housing",
        f"2A Homes first Weald Left Network · received {today()} 2 Housing",
    ]
    assert "Last year's" in main(answer)


def test_the_front_page_says_who_this_is_what_can_be_done_and_what_is_due(client: Client) -> None:
    conference = make_conference("Annual conference", closes_in=timedelta(days=20), venue="Riverside")
    words = main(client.get("/"))
    closes, final = (
        moment(at).replace("\N{NO-BREAK SPACE}", " ")
        for at in (conference.motions_close_at, conference.freeze_at)
    )
    assert words.startswith(
        "Left Alliance Network: Local groups and members who write motions, meet in their regions "
        "and decide at conference. Submit a motion Find your region "
        f"Next: motions close {closes} · 20 days left Our next conference Annual conference"
    )
    later, _, past = words.partition("Past dates (1)")
    assert "Later dates Amendments close" in later
    assert f"The order paper becomes final {final}" in later
    assert past.strip().startswith("Motions opened")


def test_only_five_of_the_newest_motions_stand_on_the_front_page(client: Client) -> None:
    item = make_item(make_conference())
    for number in range(6):
        make_motion(item, title=f"Motion {number}")
    titles = [line.partition(" Three ")[0] for line in lines(client.get("/"), "index")]
    assert titles == [f"1{letter} Motion {number}" for letter, number in zip("FEDCB", "54321", strict=True)]


def test_without_a_conference_the_front_page_says_so(client: Client) -> None:
    words = main(client.get("/"))
    assert "There is no conference yet." in words
    assert ("Submit a motion" in words, "Find your region" in words) == (False, True)


def test_between_conferences_the_front_page_shows_the_last_one(client: Client) -> None:
    make_conference("The last one", closes_in=timedelta(days=-60))
    make_conference("The one before", closes_in=timedelta(days=-400))
    answer = client.get("/")
    assert "Our last conference The last one" in main(answer)
    assert "Results are pending" in main(answer)
    assert "Submit a motion" not in main(answer)
    assert "Next:" not in main(answer)


def test_a_conference_lists_its_motions_by_item_in_the_order_of_the_agenda(client: Client) -> None:
    conference = make_conference("Annual conference")
    second = make_item(conference, "Housing", order=2)
    first = make_item(conference, "Elections", order=1, takes_motions=False)
    late = make_item(conference, "Transport", order=3)
    group = make_group("Weald Left Network")
    gone = make_motion(second, title="Goes")
    make_group_motion(second, title="Stays", group=group)
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")
    answer = client.get(conference.get_absolute_url())
    assert heading(answer) == "Annual conference"
    assert lines(answer, "contents") == [
        "1 Elections",
        "2 Housing 2 motions",
        "3 Transport no motions yet",
    ]
    assert f'href="#item-{second.order}"' in source(answer)
    assert lines(answer, "index") == ["A withdrawn", f"B Stays Weald Left Network · received {today()}"]
    items = [
        link for link in links(answer) if link in {one.get_absolute_url() for one in (first, second, late)}
    ]
    assert list(dict.fromkeys(items)) == [one.get_absolute_url() for one in (first, second, late)]
    assert "Two motions." in main(answer)
    assert "Motions cannot be sent on this item." in main(answer)


def test_a_past_conference_says_that_its_results_are_pending(client: Client) -> None:
    with time_machine.travel("2026-03-01"):
        conference = make_conference(closes_in=timedelta(days=3))
        motion = make_motion(make_item(conference))
    during = main_at("2026-03-20", client, motion.get_absolute_url())
    after = main_at("2026-06-01", client, motion.get_absolute_url())
    assert "What it decided is printed here as soon as the results are published." not in during
    assert "What it decided is printed here as soon as the results are published." in after
    assert "Results are pending" in main_at("2026-06-01", client, conference.get_absolute_url())


def main_at(moment: str, client: Client, address: str) -> str:
    with time_machine.travel(moment):
        return main(client.get(address))


def test_an_items_page_is_a_lettered_index_with_files_and_then_the_texts(client: Client) -> None:
    item = make_item(make_conference("Annual conference"), "Housing", introduction="Where we live.")
    group = make_group("Weald Left Network")
    one = make_group_motion(item, title="Homes", group=group, body="- Build.", passed_on=date(2026, 9, 1))
    two = make_motion(item, title="Goes", body=f"- {SECRET}.")
    backing_workflow.withdraw(two, by=mover_of(two), note="")
    answer = client.get(item.get_absolute_url())
    assert heading(answer) == "All motions received on the agenda item ‘Housing’"
    assert lines(answer, "index") == [
        f"A Homes Weald Left Network · received {today()} PDF of Homes Word file of Homes",
        "B withdrawn",
    ]
    assert articles(answer) == [
        f"A) Homes Submitted by Weald Left Network, passed on 1 September 2026 Received {today()} "
        f"Agenda item 1. Housing Kind Ordinary motion Status Received Reference {one.reference} 1 Build.",
        "B) withdrawn This motion was withdrawn.",
    ]
    assert f'href="/motions/{one.reference}.pdf"' in source(answer)
    assert f'href="/motions/{one.reference}.docx"' in source(answer)
    assert "Where we live." in main(answer)
    assert SECRET not in source(answer)


def test_an_item_shows_the_standing_text_and_links_the_earlier_ones_as_fallen(client: Client) -> None:
    item = make_item()
    motion = make_motion(item, title="First", body="- The first text.")
    revise(motion, body="- The second text.")
    answer = client.get(item.get_absolute_url())
    assert "The second text." in articles(answer)[0]
    assert "The first text." not in source(answer)
    assert "Replaced: revision 1" in main(answer)
    assert f"/motions/{motion.reference}/revisions/1/" in links(answer)


def test_an_empty_item_invites_the_first_motion_only_while_motions_are_open(client: Client) -> None:
    opened = make_item()
    closed = make_item(make_conference(closes_in=timedelta(days=-2)))
    assert "Submit the first one" in main(client.get(opened.get_absolute_url()))
    assert "Submit the first one" not in main(client.get(closed.get_absolute_url()))


def test_each_clause_of_a_motion_has_an_address(client: Client) -> None:
    motion = make_motion(appendix="- More.")
    answer = client.get(motion.get_absolute_url())
    for clause in ("1", "2.1", "2.2", "A1"):
        assert f'id="{motion.reference}-{clause}"' in source(answer)


def test_a_motions_page_leads_to_its_parts_and_files_before_the_text(client: Client) -> None:
    motion = make_motion(title="Homes", appendix="- More.", mover=make_person("Anwen Pryce"))
    answer = client.get(motion.get_absolute_url())
    own = f"/motions/{motion.reference}"
    parts = [f"#{motion.reference}{rest}" for rest in ("", "-appendix", "-signatories")]
    to_amend = f"{own}/amend/"
    assert links(answer)[2:10] == [*parts, "#texts", "#history", to_amend, f"{own}.pdf", f"{own}.docx"]
    assert re.findall(r'<details class="fold" id="([^"]*)">', source(answer)) == [
        part.removeprefix("#") for part in parts[1:]
    ]
    assert "1A Text Appendix Signatories Revisions History Propose an amendment A) Homes PDF" in main(answer)


def test_a_motions_page_tells_its_texts_and_its_public_history_in_words(client: Client) -> None:
    member = make_committee_member()
    with time_machine.travel("2026-10-01T10:00:00Z"):
        motion = make_motion(make_item(make_conference(closes_in=timedelta(days=20))), title="First")
    with time_machine.travel("2026-10-02T10:00:00Z"):
        revise(motion, title="Second", body="- Changed.", why="It was too long.")
        committee_workflow.note(motion, by=member, words="Watch this one.")
        committee_workflow.query(motion, by=member, question="Which meeting?")
        backing_workflow.answer(motion, by=mover_of(motion), words="The one in May.")
    with time_machine.travel("2026-10-03T10:00:00Z"):
        backing_workflow.withdraw(motion, by=mover_of(motion), note="We join motion B.")
        answer = client.get(motion.get_absolute_url())
    assert heading(answer) == "A) Second"
    assert lines(answer, "history") == [
        "Thursday 1 October 2026, 11 am Submitted",
        "Thursday 1 October 2026, 11 am Received",
        "Thursday 1 October 2026, 11 am Published",
        "Friday 2 October 2026, 11 am Revised: revision 2 by its mover",
        "Saturday 3 October 2026, 11 am Withdrawn by its mover We join motion B.",
    ]
    for private in ("Watch this one", "Which meeting", "The one in May", "@example.org/"):
        assert private not in source(answer)
    assert motion.revisions.get(number=2).sha256 not in source(answer)


def test_a_motion_ruled_out_shows_the_rule_and_the_public_reason(client: Client) -> None:
    motion = make_motion()
    committee_workflow.propose_ruling_out(
        motion, by=make_committee_member(), rule="Rule 4", reason="Two subjects."
    )
    assert "Two subjects." not in source(client.get(motion.get_absolute_url()))
    committee_workflow.second(motion, by=make_committee_member())
    answer = client.get(motion.get_absolute_url())
    assert lines(answer, "history")[-1].endswith("Ruled out Under Rule 4. Two subjects.")
    assert "Ruled out under Rule 4. Two subjects." in articles(answer)[0]


def test_a_late_motion_is_public_once_ruled_in_order_and_says_that_it_is_late(client: Client) -> None:
    item = make_item(make_conference(closes_in=timedelta(hours=-2)))
    motion = make_late_motion(item)
    assert client.get(motion.get_absolute_url()).status_code == 404
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    answer = client.get(motion.get_absolute_url())
    assert "This motion was received after motions closed." in articles(answer)[0]


def test_a_texts_page_says_whether_it_stands(client: Client) -> None:
    motion = make_motion(title="First", body="- The first text.")
    revise(motion, title="Second", body="- The second text.", why="Shorter.")
    first, second = (client.get(f"/motions/{motion.reference}/revisions/{number}/") for number in (1, 2))
    assert heading(first) == "A) First"
    assert "It has been replaced: revision 2 took its place." in articles(first)[0]
    assert "The first text." in articles(first)[0]
    assert "no longer stands" not in main(second)
    assert "Shorter." in main(second)
    assert f'<link rel="canonical" href="http://localhost:8000/motions/{motion.reference}/">' in source(
        second
    )


def test_what_changed_is_said_in_words_and_marks(client: Client) -> None:
    motion = make_motion(title="Homes", body="- Build a hundred homes in the town.\n- Say so.")
    revise(
        motion, title="Homes", body="- Build a thousand homes in the town.\n- Say so.\n- Report.", why="More."
    )
    answer = client.get(f"/motions/{motion.reference}/changes/1/2/")
    assert articles(answer) == [
        "Homes 1 clause changed, 1 added. 1 Build a deleted: hundred inserted: thousand homes in the town. "
        "Next change after change 1 2 Say so. 3 inserted: Report."
    ]
    assert "<del>" in source(answer)
    assert "<ins>" in source(answer)


def test_clauses_that_stay_are_folded_and_changes_lead_to_each_other(client: Client) -> None:
    motion = make_motion(title="Homes", body="- One.\n- Two.\n- Three.\n- Four.", appendix="- More.")
    backing_workflow.revise(
        motion,
        Text.of("Homes", "- New one.\n- Two.\n- Three.\n- Four.", "- Much more."),
        by=mover_of(motion),
        why="",
        base=1,
    )
    page = source(client.get(f"/motions/{motion.reference}/changes/1/2/"))
    assert re.findall(r"<summary>(\d.*?)</summary>", page) == ["3 unchanged clauses"]
    assert re.findall(r'id="(change-\d)"|href="#(change-\d)"', page) == [
        ("change-1", ""),
        ("", "change-2"),
        ("change-2", ""),
    ]


def test_the_form_of_what_changed_leads_to_a_lasting_address(client: Client) -> None:
    motion = make_motion()
    revise(motion, body="- Second.")
    base = f"/motions/{motion.reference}/changes"
    answer = client.get(f"{base}/1/2/?from=2&to=1")
    assert (answer.status_code, answer["Location"]) == (302, f"{base}/2/1/")
    for odd in ("from=x&to=1", "from=2", "from=99999999999&to=1", "from=²&to=1"):
        assert client.get(f"{base}/1/2/?{odd}").status_code == 200
    for unknown in ("1/7", "0/1", f"1/{10**30}"):
        assert client.get(f"{base}/{unknown}/").status_code == 404


def test_a_link_to_a_page_has_a_preview_and_one_address(client: Client) -> None:
    motion = make_group_motion(title="Homes", body="Conference notes:\n\n- Build “good” homes.")
    html = source(client.get(f"{motion.get_absolute_url()}?utm=somewhere"))
    address = f"http://localhost:8000/motions/{motion.reference}/"
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert '<meta property="og:title" content="A) Homes">' in html
    assert '<meta property="og:description" content="Conference notes: Build “good” homes.">' in html


@pytest.mark.parametrize("reference", ["m0", "m042", "42", "M1", "m9223372036854775808", "m" + "9" * 18])
def test_an_odd_reference_is_a_page_that_is_not_there(client: Client, reference: str) -> None:
    assert client.get(f"/motions/{reference}/").status_code == 404


def test_the_agenda_orders_emergency_and_late_motions_after_the_others(client: Client) -> None:
    with time_machine.travel("2026-10-01T10:00:00Z") as traveller:
        conference = make_conference(closes_in=timedelta(days=2))
        item = make_item(conference)
        make_motion(item, title="In time")
        traveller.shift(timedelta(days=3))
        late = make_late_motion(item, title="Late")
        emergency = make_motion(item, title="Emergency", kind="emergency", event_on=clock.now().date())
        member = make_committee_member()
        for motion in (late, emergency):
            if not Motion.objects.get(pk=motion.pk).is_public:
                committee_workflow.rule_in_order(motion, by=member)
        answer = client.get(conference.get_absolute_url())
    assert [line.split()[0] for line in lines(answer, "index")] == ["A", "EM1", "L1"]


def test_whoever_is_in_no_group_is_led_to_their_regional_organiser(client: Client) -> None:
    motion = submit(make_submission())
    backing_workflow.confirm(mover_of(motion))
    draft = make_draft(motion.conference)
    pages = (
        "/",
        motion.conference.get_absolute_url(),
        sign_address(motion),
        f"/motions/submit/{draft.key}/who/",
    )
    assert [page for page in pages if 'href="/regions/"' not in between_head_and_foot(client, page)] == []


def between_head_and_foot(client: Client, page: str) -> str:
    """The head leads to the regions from everywhere."""
    return client.get(page).content.decode().partition("</header>")[2].partition("<footer")[0]
