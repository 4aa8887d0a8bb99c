"""Sending a motion in by the site: nothing typed is lost, every refusal is a sentence, and time is told."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import tokens
from lla.time.wording import moment_in_words
from motions.agenda.models import AgendaItem
from motions.motion.choices import Role, Route, Status
from motions.motion.models import Motion
from motions.submitting.models import Draft
from organisers.groups.choices import GroupStatus
from tests.factories import use_up
from tests.motions.factories import make_conference, make_item, make_submission, moment, submit
from tests.motions.member_pages import (
    MOVER,
    OFFICERS,
    TEXT,
    begin,
    errors,
    fill,
    from_group,
    from_signatories,
    page,
    seen,
)
from tests.organisers.factories import make_group, make_region

pytestmark = pytest.mark.django_db

ONE_LINE = "Write this on one line, without line breaks or control characters."
NO_ADDRESS = "Enter an email address with an @ and without spaces or accents, such as name@example.org."


def test_a_group_sends_a_motion_in_four_steps(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item, who=from_group(item), people=OFFICERS)
    answer = client.post(page(draft, "check"))
    assert (answer.status_code, answer.headers["Location"]) == (302, page(draft, "sent"))
    motion = Motion.objects.get()
    people = list(motion.backings.values_list("role", "name", "email"))
    assert (motion.route, motion.status, motion.text.title) == (Route.GROUP, Status.AWAITING, TEXT["title"])
    assert people == [
        (Role.MOVER, "Ana Whitlow", "ana@example.org"),
        (Role.CONFIRMING_OFFICER, "Bryn Tarrant", "bryn@example.org"),
    ]
    assert Draft.objects.get().typed == {}


def test_the_receipt_says_reference_time_text_and_fingerprint(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item)
    client.post(page(draft, "check"))
    motion = Motion.objects.get()
    shown = client.get(page(draft, "sent")).content.decode()
    wanted = [
        motion.reference,
        moment_in_words(motion.submitted_at),
        motion.text.sha256,
        TEXT["title"],
        "To appoint organisers who:",
        "One thing left to do",
        "<strong>ana@example.org</strong> and confirm. Until then your motion does",
    ]
    assert [words for words in wanted if words not in shown] == []


def test_sending_twice_gives_the_same_motion_and_one_email(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item)
    first, second = client.post(page(draft, "check")), client.post(page(draft, "check"))
    assert (first.headers["Location"], second.headers["Location"]) == (
        page(draft, "sent"),
        page(draft, "sent"),
    )
    assert (Motion.objects.count(), Email.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["step_who", "step_text", "step_people", "check"])
def test_a_sent_draft_leads_to_its_receipt(client: Client, item: AgendaItem, name: str) -> None:
    draft = fill(client, item)
    client.post(page(draft, "check"))
    assert client.get(page(draft, name)).headers["Location"] == page(draft, "sent")
    assert client.post(page(draft, name), TEXT).headers["Location"] == page(draft, "sent")
    assert Draft.objects.get().typed == {}


def test_wrong_words_are_saved_and_come_back_with_a_sentence_by_each(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    typed = {**from_group(item), "group": "", "passed_on": "31 June", "item": "0", "kind": "odd"}
    assert errors(client, page(draft, "step_who"), typed) == {
        "group": ["Choose the group it is from."],
        "passed_on": ["Enter a real date, such as 6 April 2027."],
        "item": ["Choose one of the agenda items on this page."],
        "kind": ["Choose one of the kinds on this page."],
    }
    kept = Draft.objects.get().typed["who"]
    assert kept == {name: [value] for name, value in typed.items()}
    assert 'value="31 June"' in client.get(page(draft, "step_who")).content.decode()


@pytest.mark.parametrize("day", ["6 April 2026", "06/04/2026", "6.4.2026", "2026-04-06", " 6  April 2026 "])
def test_a_day_is_understood_as_people_write_it(client: Client, item: AgendaItem, day: str) -> None:
    draft = fill(client, item, who={**from_group(item), "passed_on": day}, people=OFFICERS)
    client.post(page(draft, "check"))
    assert Motion.objects.get().passed_on == date(2026, 4, 6)


def test_a_day_to_come_is_no_day_a_group_passed_it(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    typed = {**from_group(item), "passed_on": moment(3).date().isoformat()}
    found = errors(client, page(draft, "step_who"), typed)
    assert found == {"passed_on": ["The day the group passed the motion is in the future."]}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("0206-10-05", "Check the day: the year cannot be before 2000."),
        ("1926-10-05", "Check the day: the year cannot be before 2000."),
        ("2016-10-05", "That is more than two years ago. Check the year."),
    ],
)
def test_a_day_with_a_slip_in_its_year_is_asked_about(
    client: Client, item: AgendaItem, day: str, said: str
) -> None:
    draft = begin(client, item)
    found = errors(client, page(draft, "step_who"), {**from_group(item), "passed_on": day})
    assert found == {"passed_on": [said]}


def test_signatories_are_not_asked_what_only_groups_know(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    typed = {**from_signatories(item), "group": "nonsense", "passed_on": "nonsense"}
    answer = client.post(page(draft, "step_who"), typed)
    assert answer.headers["Location"] == page(draft, "step_text")


def test_a_day_typed_in_three_boxes_is_kept_as_it_was_typed(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    typed = {"passed_on_day": "5", "passed_on_month": "", "passed_on_year": "2026"}
    whole = {name: words for name, words in from_group(item).items() if name != "passed_on"}
    assert errors(client, page(draft, "step_who"), whole | typed) == {"passed_on": ["Enter the month too."]}
    shown = client.get(page(draft, "step_who")).content.decode()
    assert ('value="5"' in shown, 'value="2026"' in shown) == (True, True)
    client.post(
        page(draft, "step_who"),
        {**whole, **typed, "passed_on_month": "9"} | seen(client, page(draft, "step_who")),
    )
    assert Draft.objects.get().typed["who"]["passed_on"] == ["5\n9\n2026"]


def test_more_than_a_day_can_be_is_not_kept(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    typed = {"passed_on_day": "5" * 5_000, "passed_on_month": "9", "passed_on_year": "2026"}
    assert "passed_on" in errors(client, page(draft, "step_who"), from_group(item) | typed)
    assert Draft.objects.get().typed == {}


def test_the_only_conference_is_told_and_of_two_one_is_chosen(client: Client, item: AgendaItem) -> None:
    alone = client.get(reverse("motions:submit")).content.decode()
    assert (str(item.conference) in alone, "Which conference?" in alone) == (True, False)
    other = make_item(make_conference("Winter Conference"))
    assert "Which conference?" in client.get(reverse("motions:submit")).content.decode()
    assert begin(client, other).conference == other.conference


def test_only_affiliated_groups_are_offered_each_under_its_region(client: Client, item: AgendaItem) -> None:
    make_group("Ouse Valley Left", region=make_region("Yorkshire and the Humber"))
    make_group("Old Mill Left", status=GroupStatus.LAPSED)
    shown = client.get(page(begin(client, item), "step_who")).content.decode()
    assert '<optgroup label="Yorkshire and the Humber">' in shown
    assert "Ouse Valley Left" in shown
    assert "Old Mill Left" not in shown


def test_an_item_of_another_conference_or_one_that_takes_none_is_refused(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    closed = make_item(item.conference, takes_motions=False)
    who = page(draft, "step_who")
    for other in (make_item(), closed):
        found = errors(client, who, {**from_signatories(other), **seen(client, who)})
        assert found == {"item": ["Choose one of the agenda items on this page."]}


def test_the_officer_who_confirms_is_somebody_else(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    client.post(page(draft, "step_who"), from_group(item))
    typed = {**OFFICERS, "officer_email": "ANA@example.org"}
    found = errors(client, page(draft, "step_people"), typed)
    assert found == {
        "officer_email": ["The confirming officer has to be a second person with a different email address."]
    }


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("name", "", "“Your name” is empty. Fill it in."),
        ("name", "Ana\nBcc: all@example.org", ONE_LINE),
        ("name", "A" * 81, "This has 81 characters. The limit is 80."),
        ("email", "anà@example.org", NO_ADDRESS),
        ("email", "ana@example.org\nBcc: b@example.org", NO_ADDRESS),
    ],
)
def test_a_wrong_name_or_address_is_refused_in_words(
    client: Client, item: AgendaItem, name: str, value: str, sentence: str
) -> None:
    draft = begin(client, item)
    assert errors(client, page(draft, "step_people"), {**MOVER, name: value}) == {name: [sentence]}


def test_limits_are_told_by_the_field_and_the_text_stays(client: Client) -> None:
    item = make_item(make_conference(title_words=3, body_words=5))
    draft = begin(client, item)
    assert errors(client, page(draft, "step_text"), TEXT) == {
        "title": ["The title has 4 words; the limit is 3."],
        "body": ["The motion has 31 words; the limit is 5."],
    }
    assert client.get(page(draft, "step_text")).context["form"]["body"].value() == TEXT["body"]


def test_more_than_can_be_drawn_is_told_by_the_field_in_the_preview_and_when_it_is_sent(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    points = "This has 2,001 paragraphs, headings and points. The limit is 2,000."
    words = "This has 20,001 words. The limit is 20,000."
    typed = {"title": "Long", "body": "- a\n" * 2_001, "appendix": "word " * 20_001}
    assert errors(client, page(draft, "step_text"), typed) == {"body": [points], "appendix": [words]}
    preview = client.post(reverse("motions:preview", args=[draft.key]), typed)
    assert (points in preview.content.decode(), words in preview.content.decode()) == (True, True)
    with pytest.raises(NotAllowed) as refused:
        submit(make_submission(item, body=typed["body"], appendix=typed["appendix"]))
    assert refused.value.reasons == [points, words]


def test_no_name_is_printed_unless_its_owner_ticks_it(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    client.post(page(draft, "step_who"), from_signatories(item))
    shown = client.get(page(draft, "step_people")).context["form"]
    assert bool(shown["name_public"].value()) is False


def test_a_name_that_shall_not_be_printed_stays_so(client: Client, item: AgendaItem) -> None:
    hidden = {name: value for name, value in MOVER.items() if name != "name_public"}
    draft = fill(client, item, people=hidden)
    assert client.get(page(draft, "step_people")).context["form"]["name_public"].value() is False
    client.post(page(draft, "check"))
    assert Motion.objects.get().backings.get().name_public is False


@pytest.mark.parametrize(
    ("step", "before", "half"),
    [("text", "step_who", {"title": "Half a title"}), ("people", "step_text", {"email": "half"})],
)
def test_going_back_keeps_what_is_typed_right_or_wrong(
    client: Client, item: AgendaItem, step: str, before: str, half: dict[str, str]
) -> None:
    draft = begin(client, item)
    at = page(draft, f"step_{step}")
    assert 'name="back"' in client.get(at).content.decode()
    assert client.post(at, {**half, "back": "1"}).headers["Location"] == page(draft, before)
    form = client.get(at).context["form"]
    assert {name: form[name].value() for name in half} == half


def test_the_first_step_has_none_before_it_and_the_last_leads_back(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    first = page(draft, "step_who")
    assert 'name="back"' not in client.get(first).content.decode()
    assert "route" in errors(client, first, {"back": "1"})
    assert (
        f'href="{page(draft, "step_people")}">Back to step 3'
        in client.get(page(draft, "check")).content.decode()
    )


def test_changing_the_route_keeps_what_was_typed_for_the_other(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item, who=from_group(item), people=OFFICERS)
    client.post(page(draft, "step_who"), from_signatories(item))
    client.post(page(draft, "step_people"), MOVER)
    assert Draft.objects.get().typed["people"]["officer_name"] == ["Bryn Tarrant"]


def test_an_unfinished_draft_says_what_is_missing_and_is_not_sent(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    client.post(page(draft, "step_who"), from_signatories(item))
    shown = client.post(page(draft, "check"))
    assert [form.step for form in shown.context["unfinished"]] == ["text", "people"]
    assert Motion.objects.count() == 0
    asked = client.get(f"{page(draft, 'step_text')}?wrong").context["form"]
    assert [str(words) for words in asked.errors["title"]] == ["Give the motion a title."]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_pages_changes_nothing(client: Client, item: AgendaItem, method: str) -> None:
    draft = fill(client, item)
    before = Draft.objects.values().get()
    token = tokens.mint("draft", draft.pk, days=1)
    addresses = [page(draft, name) for name in ("step_who", "step_text", "step_people", "check", "save")]
    addresses += [reverse("motions:submit"), reverse("motions:draft", args=[token])]
    assert [getattr(client, method)(address).status_code for address in addresses] == [200] * 7
    assert Draft.objects.values().get() == before
    assert (Motion.objects.count(), Email.objects.count()) == (0, 0)


def test_pages_of_a_draft_are_kept_by_nobody(client: Client, item: AgendaItem) -> None:
    answer = client.get(page(begin(client, item), "step_text"))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_when_no_conference_takes_motions_the_page_says_from_when(client: Client) -> None:
    opens = moment(10)
    make_conference("Autumn Conference", motions_open_at=opens)
    shown = client.get(reverse("motions:submit")).content.decode()
    assert moment_in_words(opens) in shown
    assert "Start" not in shown


def test_with_two_conferences_one_is_chosen(client: Client, item: AgendaItem) -> None:
    make_conference("Another")
    assert errors(client, reverse("motions:submit"), {}) == {"conference": ["Choose the conference."]}
    begin(client, item)
    assert Draft.objects.get().conference == item.conference


def test_a_program_that_fills_the_trap_begins_nothing_and_is_told(client: Client, item: AgendaItem) -> None:
    typed = {"conference": item.conference.pk, "website": "https://example.org"}
    found = errors(client, reverse("motions:submit"), typed)
    assert (list(found), Draft.objects.count()) == (["website"], 0)


def test_beginning_too_often_is_refused_in_words(client: Client, item: AgendaItem) -> None:
    typed = {"conference": item.conference.pk}
    client.post(reverse("motions:submit"), typed)
    use_up("submit from", but=1)
    answers = [client.post(reverse("motions:submit"), typed).status_code for _ in range(2)]
    assert (answers, Draft.objects.count()) == ([302, 200], 2)


def test_nobody_is_written_to_before_the_motion_is_sent(client: Client, item: AgendaItem) -> None:
    fill(client, item, who=from_group(item), people=OFFICERS)
    assert (Email.objects.count(), mail.outbox) == (0, [])


def test_an_address_that_looks_mistyped_is_asked_about_once(client: Client, item: AgendaItem) -> None:
    mistyped = MOVER | {"email": "ana@gmial.com"}
    draft = fill(client, item, people=mistyped)
    asked = client.post(page(draft, "step_people"), mistyped).content.decode()
    assert "“ana@gmial.com”: did you mean ana@gmail.com?" in asked
    meant = mistyped | {"email-asked": "ana@gmial.com"}
    assert client.post(page(draft, "step_people"), meant).headers["Location"] == page(draft, "check")
    client.post(page(draft, "check"))
    assert Motion.objects.get().backings.get().email == "ana@gmial.com"
