"""Applying to affiliate: the form, its region, the email that confirms, and what stays unsaid by it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from lla.emails.models import Email
from lla.links import tokens
from lla.links.exceptions import LinkRefused
from lla.time import clock
from organisers.affiliation import workflow as affiliation_workflow
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupAct, GroupStatus, RegionSource
from organisers.groups.models import Group, GroupEvent
from tests.factories import use_up
from tests.organisers.affiliation.factories import applicant, application, emails, typed
from tests.organisers.factories import make_group, make_organiser, make_region

FORM = "/regions/affiliate/"
SENT = "/regions/affiliate/sent/"

pytestmark = pytest.mark.django_db


def test_a_group_applies_and_is_asked_to_confirm(client: Client) -> None:
    assert client.post(FORM, typed()).headers["Location"] == SENT
    group, contact = Group.objects.get(), Contact.objects.get()
    assert (group.name, group.region.slug, group.region_source, group.postcode, group.website) == (
        "Humber Left",
        "yorkshire-and-the-humber",
        RegionSource.POSTCODE,
        "HU1 2AA",
        "https://humber.example.org",
    )
    assert (contact.name, contact.verified_at, contact.consents.count()) == ("Jo Marsh", None, 0)
    assert emails() == [("group_application_to_confirm", "secretary@example.org")]
    assert GroupEvent.objects.count() == 0


def test_opening_the_link_changes_nothing_and_its_button_confirms(client: Client) -> None:
    make_organiser(email="sam@example.org")
    client.post(FORM, typed())
    page = f"{FORM}{tokens.mint('application', applicant().pk, days=1)}/"
    assert client.get(page).context["confirmed"] is False
    assert applicant().group.application_confirmed_at is None
    assert client.post(page, follow=True).context["confirmed"] is True
    client.post(page)
    contact = applicant()
    assert (contact.verified_at is not None, contact.group.application_confirmed_at is not None) == (
        True,
        True,
    )
    assert [event.act for event in GroupEvent.objects.all()] == [GroupAct.CONFIRMED]
    assert emails()[1:] == [("group_applied", "sam@example.org")]


def test_without_an_organiser_the_committee_is_told() -> None:
    affiliation_workflow.apply(application())
    affiliation_workflow.confirm(applicant())
    assert emails()[1:] == [("group_applied", "hello@example.org")]


@pytest.mark.parametrize("status", [GroupStatus.AFFILIATED, GroupStatus.LEFT, GroupStatus.LAPSED])
def test_the_page_says_the_same_of_a_name_we_know_and_only_the_email_tells(
    client: Client, status: str
) -> None:
    unknown = client.post(FORM, typed(), follow=True).content
    make_group("Ouse Valley Left", status=status)
    known = client.post(FORM, typed(name="OUSE valley left"), follow=True).content
    assert known == unknown
    assert emails()[1:] == [("group_known", "secretary@example.org")]
    assert Group.objects.count() == 2


def test_an_unconfirmed_application_gives_way_to_a_newer_one() -> None:
    affiliation_workflow.apply(application(email="first@example.org"))
    first = tokens.mint("application", applicant().pk, days=1)
    affiliation_workflow.apply(application(email="second@example.org"))
    assert [contact.email for contact in Contact.objects.all()] == ["second@example.org"]
    with pytest.raises(LinkRefused):
        tokens.read("application", first)


def test_a_confirmed_application_gives_way_to_nobody() -> None:
    affiliation_workflow.apply(application())
    affiliation_workflow.confirm(applicant())
    affiliation_workflow.apply(application(email="second@example.org"))
    assert [contact.email for contact in Contact.objects.all()] == ["secretary@example.org"]


def test_what_nobody_confirms_goes_after_three_weeks_and_what_was_confirmed_stays() -> None:
    with clock.at(datetime(2027, 3, 1, 12, tzinfo=UTC)):
        affiliation_workflow.apply(application("Forgotten Left"))
        affiliation_workflow.apply(application("Proved Left"))
        affiliation_workflow.confirm(applicant())
    with clock.at(datetime(2027, 3, 22, 11, tzinfo=UTC)):
        affiliation_workflow.delete_unconfirmed_groups()
        assert Group.objects.count() == 2
    with clock.at(datetime(2027, 3, 22, 13, tzinfo=UTC)):
        affiliation_workflow.delete_unconfirmed_groups()
        affiliation_workflow.delete_unconfirmed_groups()
    assert [group.name for group in Group.objects.all()] == ["Proved Left"]
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"postcode": "CH4 9AA"}, "region", "We cannot tell which region the group is in."),
        ({"postcode": ""}, "region", "We cannot tell which region the group is in."),
        ({"postcode": "JE2 3AA"}, "postcode", "JE is the postcode of Jersey"),
        ({"postcode": "75011"}, "postcode", "This is not a UK postcode."),
        ({"name": ""}, "name", "“Name of the group” is empty. Fill it in."),
        ({"allowed": ""}, "allowed", "Tick this to confirm that you may apply for the group."),
        ({"contact_email": "nobody"}, "contact_email", "Enter an email address with an @"),
        ({"group_website": "javascript:alert(1)"}, "group_website", "Enter a whole web address"),
        ({"website": "https://spam.example.org"}, "website", "Leave this field blank"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: Client, changed: dict[str, str], field: str, words: str
) -> None:
    form = client.post(FORM, typed(**changed)).context["form"]
    assert [error[: len(words)] for error in form.errors[field]] == [words]
    assert form["town"].value() == "Hull"
    assert (Group.objects.count(), emails()) == (0, [])


def test_a_region_that_was_asked_for_is_taken_as_said(client: Client) -> None:
    client.post(FORM, typed(postcode="CH4 9AA", region=str(make_region("Wales").pk)))
    group = Group.objects.get()
    assert (group.region.slug, group.region_source) == ("wales", RegionSource.ASKED)


def test_a_national_group_lies_everywhere(client: Client) -> None:
    client.post(FORM, typed(kind="national", postcode=""))
    assert Group.objects.get().region.slug == "national-and-international"


def test_the_form_is_taken_so_often_an_hour_from_one_place(client: Client) -> None:
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False) as now:
        assert client.post(FORM, typed(name="Left 1", contact_email="s1@example.org")).status_code == 302
        use_up("affiliate from")
        refused = client.post(FORM, typed(name="One more"))
        assert refused.context["form"].non_field_errors() == [
            "This was sent too often from your connection. Nothing is lost. Send it again after 1 pm."
        ]
        now.shift(timedelta(hours=1, seconds=1))
        assert client.post(FORM, typed(name="One more")).status_code == 302


def test_two_names_with_one_address_get_two_addresses() -> None:
    for name in ("Humber Left", "Humber-Left", "Humber: Left"):
        affiliation_workflow.apply(
            application(name, email=f"{len(name)}{name[6]}@example.org".replace(" ", "x").replace(":", "y"))
        )
    assert sorted(Group.objects.values_list("slug", flat=True)) == [
        "humber-left",
        "humber-left-2",
        "humber-left-3",
    ]


def test_a_name_in_another_script_has_an_address_too() -> None:
    affiliation_workflow.apply(application("Лівиця"))
    assert Group.objects.get().slug == "group"


def test_emails_carry_no_token_and_show_no_details_on_the_desk() -> None:
    affiliation_workflow.apply(application())
    email = Email.objects.get()
    assert ("{link}" in email.body, email.secret, email.link_view) == (
        True,
        True,
        "organisers:application",
    )
