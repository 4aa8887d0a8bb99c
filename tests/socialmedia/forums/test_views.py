"""The pages of forums, logs and cases: refused forms keep what was typed, and everybody reads no names."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.acts.refusals import OVERTAKEN
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.forums import rules as forums_rules
from socialmedia.forums.choices import CaseStatus, Measure
from socialmedia.forums.models import BreachCase, Moderation, Participant
from socialmedia.forums.workflow import cases, forums
from tests.factories import sign_in
from tests.organisers.test_queries import queries
from tests.socialmedia.factories import make_member
from tests.socialmedia.forums.factories import RUDE, breach, make_case, make_forum, rule_of, say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def forum() -> Channel:
    return make_forum("Debates")


@pytest.fixture
def ann() -> User:
    return make_member("Ann Bell", "coordinator")


@pytest.fixture
def browser_of_ann(client: Client, ann: User) -> Client:
    return sign_in(client, ann)


def at(name: str, *about: object) -> str:
    return reverse(f"socialmedia:{name}", args=about)


def test_rules_are_written_moved_and_looked_over_by_forms_alone(
    browser_of_ann: Client, forum: Channel
) -> None:
    client = browser_of_ann
    client.post(at("new_forum_rule", forum.slug), {"words": "Stay on the topic.", "response": "Please do."})
    second = forum.rules.get(order=2)
    client.post(at("move_forum_rule", forum.slug, second.pk, "up"))
    change = at("forum_rule", forum.slug, second.pk)
    seen = client.get(change).context["form"].state
    client.post(change, {"words": "Keep to the topic.", "response": "", "seen": seen})
    client.post(at("forum_step", forum.slug, "reviewed"))
    page = client.get(at("forum", forum.slug)).content.decode()
    assert f"1. Keep to the topic.\n2. {RUDE}" in page
    assert "On 1 June 2026. Next review by 1 June 2027" in page
    first = forum.rules.get(order=2)
    client.post(at("move_forum_rule", forum.slug, first.pk, "retire"))
    client.post(at("forum_step", forum.slug, "number"))
    assert [str(rule) for rule in forum.rules.standing()] == ["1. Keep to the topic."]
    history = {step["words"] for step in client.get(at("channel", forum.slug)).context["steps"]}
    assert history >= {"Rule added", "Rule changed", "Rule removed", "Rules reviewed", "Rules numbered again"}


def test_a_step_that_is_none_and_a_page_that_is_no_forum_are_not_there(
    browser_of_ann: Client, forum: Channel
) -> None:
    rule = rule_of(forum)
    assert browser_of_ann.post(at("forum_step", forum.slug, "burn")).status_code == 404
    assert browser_of_ann.post(at("move_forum_rule", forum.slug, rule.pk, "burn")).status_code == 404
    assert browser_of_ann.get(at("forum", "our-page")).status_code == 404


def test_rules_that_are_overdue_are_marked(browser_of_ann: Client, forum: Channel) -> None:
    forums.review_rules(forum, by=SYSTEM)
    assert "Overdue" not in browser_of_ann.get(at("forums")).content.decode()
    Channel.objects.filter(pk=forum.pk).update(rules_review_on=datetime(2026, 5, 31, tzinfo=UTC).date())
    assert "Overdue" in browser_of_ann.get(at("forums")).content.decode()


def test_everybody_reads_the_rules_once_they_are_looked_over_and_no_name(
    client: Client, forum: Channel
) -> None:
    make_case(forum, make_member("Bea"))
    assert client.get(at("forum_rules", forum.slug)).status_code == 404
    forums.review_rules(forum, by=SYSTEM)
    page = client.get(at("forum_rules", forum.slug)).content.decode()
    assert RUDE in page
    assert [words for words in ("Gull", "Bea", "insult") if words in page] == []


def test_a_committee_forum_stays_private(client: Client) -> None:
    private = make_forum("Committee", kind=ChannelKind.COMMITTEE)
    forums.review_rules(private, by=SYSTEM)
    assert client.get(at("forum_rules", private.slug)).status_code == 404


def test_an_entry_logged_by_mistake_is_struck_out_by_a_form_and_shown_so(
    browser_of_ann: Client, forum: Channel
) -> None:
    entry = breach(forum, make_member("Bea"))
    strike, log = at("strike_moderation", forum.slug, entry.pk), at("forum_log", forum.slug)
    assert strike in browser_of_ann.get(log).content.decode()
    for why, said in (
        ("", forums_rules.SAY_WHY_STRUCK),
        ("x" * 501, "This has 501 characters. The limit is 500."),
    ):
        form = browser_of_ann.post(strike, {"why": why}).context["form"]
        assert (form.errors, form["why"].value()) == ({"why": [said]}, why)
    response = browser_of_ann.post(strike, {"why": "The wrong <person>."})
    assert response.headers["Location"] == log
    pages = (log, at("participant", forum.slug, entry.participant_id))
    shown = [" ".join(browser_of_ann.get(page).content.decode().split()) for page in pages]
    words = "1 June 2026, 1 pm</time>, by Ann Bell: The wrong &lt;person&gt;."
    assert [(words in one, strike in one) for one in shown] == [(True, False)] * 2
    assert "0 breaches count now" in shown[1]
    assert forums_rules.STRUCK_ALREADY in browser_of_ann.get(strike).content.decode()


def test_an_entry_of_another_forum_is_not_struck_out_here(browser_of_ann: Client, forum: Channel) -> None:
    elsewhere = breach(make_forum("Another"), make_member("Bea"))
    here = at("strike_moderation", forum.slug, elsewhere.pk)
    assert browser_of_ann.post(here, {"why": "So."}).status_code == 404
    assert not Moderation.objects.filter(struck_at__isnull=False).exists()


def test_the_third_breach_leads_to_the_case_it_opened(
    browser_of_ann: Client, ann: User, forum: Channel
) -> None:
    typed = {
        "platform": forum.platform_id,
        "name": "Grumpy Gull",
        "measure": "removed",
        "rule": rule_of(forum).pk,
        "note": "Called somebody a fool.",
    }
    log = at("new_moderation", forum.slug)
    led_to = [browser_of_ann.post(log, typed).headers["Location"] for _ in range(3)]
    case = BreachCase.objects.get()
    assert led_to == [at("forum_log", forum.slug)] * 2 + [at("case", case.pk)]


def test_a_ban_by_one_person_is_refused_and_what_was_typed_comes_back(
    browser_of_ann: Client, forum: Channel
) -> None:
    typed = {"platform": forum.platform_id, "name": "Grumpy Gull", "measure": "banned", "note": "Threats."}
    page = browser_of_ann.post(at("new_moderation", forum.slug), typed).content.decode()
    assert forums_rules.BAN_NEEDS_CASE in page
    assert 'value="Grumpy Gull"' in page
    assert 'value="Threats."' in page
    assert Moderation.objects.count() == 0


def test_the_log_is_searched_by_name_and_paged(browser_of_ann: Client, ann: User, forum: Channel) -> None:
    for number in range(2):
        breach(forum, ann, name="Grumpy Gull", measure=Measure.REMINDED)
        breach(forum, ann, name=f"Kestrel {number}")
    log = at("forum_log", forum.slug)
    page = browser_of_ann.get(log, {"name": "@grumpy"}).content.decode()
    assert (page.count("Grumpy Gull</a>"), "Kestrel" in page) == (2, False)
    nobody = browser_of_ann.get(log, {"name": "\x00%_"}).content.decode()
    assert "Nobody with this name is in the log." in nobody
    assert browser_of_ann.get(log, {"page": "9999"}).status_code == 200


def test_a_case_goes_from_views_to_closing_by_forms_alone(
    browser_of_ann: Client, ann: User, forum: Channel
) -> None:
    bea, cem = make_member("Bea"), make_member("Cem")
    case = make_case(forum, ann)
    client = browser_of_ann
    typed = {
        "outcome": "ban",
        "rule": rule_of(forum).pk,
        "days": "30",
        "reason": "Again.",
        "how_to_appeal": "Write.",
    }
    page = client.post(at("decide_case", case.pk), typed).content.decode()
    assert "Before a ban, at least 2 others have to give a view." in page
    assert "First record what the leadership said" in page
    assert "Again." in page
    client.post(at("note_leadership", case.pk), {"consulted": "no", "words": "It is a clear case."})
    say(case, bea, cem)
    assert client.post(at("decide_case", case.pk), typed).headers["Location"] == at("case", case.pk)
    draft = client.get(at("tell_case", case.pk)).content.decode()
    assert "until Wednesday 1 July 2026" in draft
    client.post(at("tell_case", case.pk), {"words": "You are banned until 1 July."})
    client.post(at("appeal_case", case.pk), {"words": "I am sorry."})
    refused = client.get(at("decide_appeal", case.pk)).content.decode()
    assert "Somebody other than the person who decided the case has to decide the appeal." in refused
    milder = {"outcome": "warning", "reason": "They are sorry."}
    sign_in(Client(), bea).post(at("decide_appeal", case.pk), milder)
    client.post(at("tell_case", case.pk), {"words": "You are warned."})
    client.post(at("case_step", case.pk, "close"))
    case.refresh_from_db()
    assert (case.status, case.outcome, case.told_words) == (CaseStatus.CLOSED, "warning", "You are warned.")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [("", "Say for how many days"), ("0", "Say for how many days"), ("many", "Say for how many days")],
)
def test_a_length_that_is_none_is_refused_in_words(
    browser_of_ann: Client, ann: User, forum: Channel, days: str, sentence: str
) -> None:
    case = make_case(forum, ann)
    cases.note_leadership(case, consulted=True, words="Mute them.", by=ann)
    typed = {
        "outcome": "mute",
        "rule": rule_of(forum).pk,
        "days": days,
        "reason": "Again.",
        "how_to_appeal": "Write.",
    }
    page = browser_of_ann.post(at("decide_case", case.pk), typed).content.decode()
    assert sentence in page
    assert "Again." in page


def test_what_was_noted_of_the_leadership_is_not_overwritten_unread(
    browser_of_ann: Client, ann: User, forum: Channel
) -> None:
    case = make_case(forum, ann)
    address = at("note_leadership", case.pk)
    seen = browser_of_ann.get(address).context["form"].state
    cases.note_leadership(case, consulted=True, words="They agree to a ban.", by=ann)
    page = browser_of_ann.post(address, {"consulted": "no", "words": "No time.", "seen": seen})
    case.refresh_from_db()
    assert (page.context["form"].non_field_errors(), case.leadership_words) == (
        [OVERTAKEN],
        "They agree to a ban.",
    )
    browser_of_ann.post(address, {"consulted": "no", "words": "No time.", "seen": page.context["form"].state})
    told = browser_of_ann.get(at("case", case.pk)).context["told"]
    assert [step["because"] for step in told if step["because"]] == ["No time.", "They agree to a ban."]


def test_a_member_opens_a_case_about_somebody_of_the_log(
    browser_of_ann: Client, ann: User, forum: Channel
) -> None:
    person = breach(forum, ann).participant
    page = " ".join(browser_of_ann.get(at("participant", forum.slug, person.pk)).content.decode().split())
    assert "Under the guidelines, 3 within 90 days open a case" in page
    browser_of_ann.post(at("open_case", forum.slug, person.pk), {"words": "Threats."})
    assert BreachCase.objects.get().opened_by == ann
    stranger = Participant.objects.create(platform=forum.platform, name="Never Here")
    assert browser_of_ann.get(at("participant", forum.slug, stranger.pk)).status_code == 404


def test_sixty_cost_no_more_queries_than_one(browser_of_ann: Client, ann: User, forum: Channel) -> None:
    """Sixty people with entries, open cases and closed ones, and sixty rules."""

    def fill(numbers: range) -> BreachCase:
        for number in numbers:
            case = make_case(forum, ann, name=f"Gull {number}")
            gone = make_case(forum, ann, name=f"Lark {number}")
            cases.decide(gone, outcome="nothing", reason="A joke.", by=ann)
            cases.close(gone, by=ann)
        return case

    pages = [at("forums"), at("forum", forum.slug), at("forum_log", forum.slug), at("cases")]
    one = fill(range(1))
    case_page = at("case", one.pk)
    person = at("participant", forum.slug, one.participant_id)
    few = [queries(browser_of_ann, page) for page in (*pages, case_page, person)]
    fill(range(1, 30))
    for number in range(20):
        forums.add_rule(forum, words=f"Rule {number}", response="Please.", by=SYSTEM)
        breach(forum, ann, name="Gull 0")
    say(one, ann)
    many = [queries(browser_of_ann, page) for page in (*pages, case_page, person)]
    assert (many, max(few) <= 19) == (few, True)
