"""Contact lists: who stands in one, who may ask and approve, and what is on record when one has left."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256

import pytest
import time_machine
from django.db import DatabaseError, transaction
from pytest_django import DjangoAssertNumQueries

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from organisers.appointments.models import Undertaking
from organisers.consents.workflow import Wishes
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import consent_texts
from organisers.contacts import emails as contacts_emails
from organisers.contacts.choices import LIST_PURPOSES, ConsentHow, Detail, Purpose
from organisers.contacts.models import Consent
from organisers.lists import rules as lists_rules
from organisers.lists import selectors as lists_selectors
from organisers.lists.choices import ListFormat, ListPurpose
from organisers.lists.models import Download, DownloadRequest
from organisers.lists.papers import contact_list
from organisers.lists.workflow import downloads
from tests.factories import make_staff
from tests.organisers.consents.factories import save_page
from tests.organisers.factories import (
    accept_undertaking,
    make_appointment,
    make_contact,
    make_group,
    make_organiser,
    make_region,
)
from tests.organisers.lists.factories import (
    ask,
    make_allowing,
    make_many,
    rows_of,
    take,
    take_file,
)

pytestmark = pytest.mark.django_db

ALL = tuple(Detail)


def preview_of(purpose: str) -> contact_list.Preview:
    return contact_list.preview(lists_selectors.listed([make_region().pk], purpose, ALL))


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.reasons


def test_a_list_is_asked_for_only_for_what_contacts_are_asked_about(organiser: User) -> None:
    make_allowing(*Purpose)
    assert refused(lambda: ask(organiser, make_region(), purpose=ListPurpose.VERIFY)) == [
        lists_rules.NO_CONSENT
    ]
    earlier = ask(organiser, make_region())
    DownloadRequest.objects.filter(pk=earlier.pk).update(purpose=ListPurpose.VERIFY)
    earlier.refresh_from_db()
    assert refused(lambda: take(earlier, organiser)) == [lists_rules.NO_CONSENT]


def test_each_purpose_of_a_list_has_a_sentence_and_no_earlier_answer_stands_for_it(organiser: User) -> None:
    asked_first, asked_now = (
        consent_texts.CONSENT_TEXTS[1],
        consent_texts.CONSENT_TEXTS[consent_texts.TEXT_VERSION],
    )
    assert [purpose in asked_now for purpose in LIST_PURPOSES] == [True] * 3
    assert [purpose in asked_first for purpose in LIST_PURPOSES] == [False] * 3
    kept = asked_first.keys() & asked_now.keys()
    assert {purpose: asked_first[purpose] for purpose in kept} == {one: asked_now[one] for one in kept}
    contact = make_contact(make_group("Hull Left"))
    Consent.objects.bulk_create(
        Consent(contact=contact, purpose=purpose, given=True, text_version=1, how=ConsentHow.PAGE)
        for purpose in asked_first
    )
    assert [lists_selectors.listed_people([make_region().pk], purpose, ALL) for purpose in ListPurpose] == [
        []
    ] * 4
    assert "you're on no list until you tick one" in contacts_emails.asked_to_verify(contact).body
    save_page(contact, Wishes(frozenset({Purpose.SYMPOSIUM}), listed=frozenset({Detail.EMAIL})))
    assert [
        (one.key, list(one.details))
        for one in lists_selectors.listed_people([make_region().pk], "symposium", ALL)
    ] == [(contact.pk, ["email"])]
    assert "until you tick one" not in contacts_emails.asked_to_verify(contact).body
    assert not Consent.objects.current().filter(purpose=Purpose.CAMPAIGN, given=True).exists()


def test_a_list_holds_only_the_details_that_somebody_shares_and_nobody_who_shares_none(
    organiser: User,
) -> None:
    group = make_group("Hull Left")
    unnamed = make_allowing(
        Purpose.SYMPOSIUM, group=group, name="Nan Unnamed", listed=(Detail.ROLE, Detail.EMAIL)
    )
    make_allowing(Purpose.SYMPOSIUM, group=group, name="Pip Phone", listed=(Detail.PHONE,))
    download, words = take(ask(organiser, make_region(), columns=ALL), organiser)
    assert rows_of(words) == [
        {
            "Company": "Hull Left",
            "First Name": "",
            "Last Name": "",
            "Job Title": "Secretary",
            "E-mail Address": unnamed.email,
            "Mobile Phone": "",
            "Business Phone": "",
            "Business City": "Selby",
            "Categories": "Yorkshire and the Humber",
            "Copy": download.copy_id,
        }
    ]
    assert download.subjects == [unnamed.pk]
    preview = preview_of(ListPurpose.SYMPOSIUM)
    assert [(line["name"], line["role"], line["holds"]) for line in preview.lines] == [
        ("", "Secretary", ("Role", "Email"))
    ]


def test_the_preview_counts_names_and_says_who_is_left_out_and_records_nothing(organiser: User) -> None:
    make_many(make_region(), 60)
    make_contact(make_group("Hull Left"))
    preview = preview_of(ListPurpose.SYMPOSIUM)
    assert (preview.people, preview.groups, preview.alone, preview.rows) == (60, 10, ("Hull Left",), 61)
    assert (len(preview.lines), preview.unshown, preview.left_out) == (50, 10, 1)
    assert Download.objects.count() == 0


def test_the_record_says_who_what_why_and_the_hash_of_the_file(organiser: User) -> None:
    contact = make_allowing(Purpose.SYMPOSIUM, group=make_group("Hull Left"))
    asked = ask(organiser, make_region(), columns=(Detail.NAME,))
    download, content = take_file(asked, organiser, ListFormat.CSV)
    recorded = Download.objects.values(
        "request", "by", "purpose", "format", "regions", "columns", "rows", "subjects", "sha256"
    ).get()
    assert recorded == {
        "request": asked.pk,
        "by": organiser.pk,
        "purpose": "symposium",
        "format": "csv",
        "regions": [make_region().pk],
        "columns": ["name"],
        "rows": 1,
        "subjects": [contact.pk],
        "sha256": sha256(content).hexdigest(),
    }
    assert "203.0.113.9" not in download.address
    assert content.decode().splitlines()[1].endswith(f'"{download.copy_id}"')
    assert contact_list.filename(download) == f"contacts-yorkshire-and-the-humber-{download.copy_id}.csv"


def test_the_record_cannot_be_changed_or_removed(organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM)
    download, _ = take(ask(organiser, make_region()), organiser)
    for act in (lambda: download.delete(), lambda: Download.objects.update(rows=0)):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_other_organisers_and_the_data_protection_lead_are_told_without_a_name_from_the_list(
    organiser: User,
) -> None:
    make_organiser(email="other@example.org", name="Ola Other")
    make_organiser(make_region("Wales"), email="wales@example.org", name="Wyn Wales")
    make_staff("lead@example.org", groups=("Data protection lead",))
    make_allowing(Purpose.SYMPOSIUM, name="Jo Marsh")
    take(ask(organiser, make_region()), organiser)
    emails = Email.objects.filter(kind="organisers/list_taken").order_by("to")
    assert [email.to for email in emails] == ["lead@example.org", "other@example.org"]
    assert [email.body.count("Jo Marsh") for email in emails] == [0, 0]
    assert "To ask who can lend a hall." in emails[0].body


def test_a_contact_who_withdraws_between_preview_and_download_is_not_in_the_file(organiser: User) -> None:
    group = make_group("Hull Left")
    make_allowing(Purpose.SYMPOSIUM, group=group, name="Noor Stays")
    leaver = make_allowing(Purpose.SYMPOSIUM, group=group, name="Lou Leaves")
    asked = ask(organiser, make_region())
    contact_page_workflow.withdraw(leaver)
    download, words = take(asked, organiser)
    assert (asked.rows, download.rows, leaver.pk in download.subjects) == (2, 1, False)
    assert [row["Last Name"] for row in rows_of(words)] == ["Stays"]


def test_a_group_that_moves_region_takes_its_contacts_out_of_the_list(organiser: User) -> None:
    group = make_group("Hull Left")
    make_allowing(Purpose.SYMPOSIUM, group=group)
    asked = ask(organiser, make_region())
    group.region = make_region("North East")
    group.save()
    assert refused(lambda: take(asked, organiser)) == [
        "Nobody in it allows this today, so the list would be empty."
    ]


def test_the_rights_are_asked_again_at_the_download_so_that_at_midnight_it_is_over(organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    organiser.appointments.update(ends_on=date(2000, 1, 1), starts_on=date(2000, 1, 1))
    assert refused(lambda: take(asked, organiser)) == [
        "You are not the organiser of Yorkshire and the Humber today."
    ]
    assert Download.objects.count() == 0


def test_fifty_people_need_nobody_else_and_fifty_one_do(organiser: User) -> None:
    make_many(make_region(), 50)
    assert not ask(organiser, make_region()).needs_approval
    make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    assert asked.needs_approval
    assert refused(lambda: take(asked, organiser)) == ["This list has not been approved yet."]


def test_a_list_that_grows_past_fifty_is_asked_for_again(organiser: User) -> None:
    make_many(make_region(), 50)
    asked = ask(organiser, make_region())
    make_allowing(Purpose.SYMPOSIUM)
    assert refused(lambda: take(asked, organiser)) == [
        "The list has grown to 51 people, so a second person has to approve it. Ask again."
    ]


def test_a_list_across_regions_needs_both_rights_and_a_second_person(organiser: User) -> None:
    wales = make_region("Wales")
    make_allowing(Purpose.SYMPOSIUM)
    assert refused(lambda: ask(organiser, make_region(), wales)) == [
        "You are not the organiser of Wales today."
    ]
    make_appointment(organiser, region=wales)
    assert ask(organiser, make_region(), wales).needs_approval


def test_the_second_person_is_another_organiser_of_the_region_or_holds_an_office_and_is_never_oneself(
    organiser: User,
) -> None:
    make_many(make_region(), 51)
    asked = ask(organiser, make_region())
    stranger = make_organiser(make_region("Wales"))
    nobody = make_staff(groups=())
    member, lead = make_staff(), make_staff(groups=("Data protection lead",))
    colleague = make_organiser()
    now = clock.now()
    allowed = [
        not lists_rules.why_not_decide(asked, by, now=now)
        for by in (stranger, nobody, member, lead, colleague)
    ]
    assert allowed == [False, False, True, True, True]
    organiser.groups.set(member.groups.all())
    himself = User.objects.get(pk=organiser.pk)
    assert lists_rules.why_not_decide(asked, himself, now=now) == [
        "Somebody else has to approve your request."
    ]


def test_an_approved_list_is_downloaded_once_in_each_format(organiser: User) -> None:
    make_many(make_region(), 51)
    colleague = make_organiser(email="other@example.org")
    asked = ask(organiser, make_region())
    assert list(Email.objects.values_list("kind", "to")) == [
        ("organisers/list_to_approve", "other@example.org")
    ]
    downloads.approve(asked, by=colleague)
    assert Email.objects.filter(kind="organisers/list_approved", to="sam@example.org").count() == 1
    copies = [take_file(asked, organiser, format)[0] for format in ListFormat]
    assert [copy.people for copy in copies] == [51] * 5
    assert len({copy.copy_id for copy in copies}) == 5
    assert Email.objects.filter(kind="organisers/list_taken").count() == 5
    with time_machine.travel(clock.now() + lists_rules.AGAIN_FOR, tick=False):
        assert refused(lambda: take(asked, organiser)) == [lists_rules.USED]
    assert refused(lambda: downloads.decline(asked, by=colleague)) == ["This has already been decided."]


def test_a_declined_list_and_an_old_one_stay_here(organiser: User) -> None:
    make_many(make_region(), 51)
    declined, old = ask(organiser, make_region()), ask(organiser, make_region())
    downloads.decline(declined, by=make_organiser())
    assert refused(lambda: take(declined, organiser)) == ["This list was declined."]
    downloads.approve(old, by=make_organiser())
    with time_machine.travel(clock.now() + timedelta(days=7), tick=False):
        assert refused(lambda: take(old, organiser)) == ["You asked more than a week ago. Ask again."]


def test_nobody_downloads_what_somebody_else_asked_for(organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    assert refused(lambda: take(asked, make_organiser())) == [
        "Only the person who asked for a list can download it."
    ]


def test_a_new_undertaking_stops_downloads_until_it_is_accepted(organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    Undertaking.objects.create(version=2, words="I keep to more.")
    assert refused(lambda: take(asked, organiser)) == ["Accept the confidentiality undertaking first."]
    accept_undertaking(organiser)
    assert take(asked, organiser)[0].rows == 1


def test_five_thousand_people_come_as_a_spreadsheet_and_not_as_a_pdf(
    organiser: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_many(make_region(), 5_000, groups=150)
    asked = downloads.approve(ask(organiser, make_region(), columns=ALL), by=make_organiser())
    assert refused(lambda: take_file(asked, organiser, ListFormat.PDF)) == [
        "A list of more than 400 rows cannot be a PDF. Choose another format."
    ]
    with django_assert_max_num_queries(30):
        download, _ = take_file(asked, organiser, ListFormat.XLSX)
    assert (download.rows, len(set(download.subjects))) == (5_000, 5_000)


def test_a_consent_taken_back_ends_it_and_given_again_begins_it_again() -> None:
    contact = make_allowing(Purpose.SYMPOSIUM)
    standing = [bool(lists_selectors.listed_people([make_region().pk], ListPurpose.SYMPOSIUM, ALL))]
    for purposes in (frozenset(), frozenset({Purpose.SYMPOSIUM})):
        save_page(contact, Wishes(purposes, listed=frozenset(Detail)))
        standing.append(bool(lists_selectors.listed_people([make_region().pk], ListPurpose.SYMPOSIUM, ALL)))
    assert standing == [True, False, True]
