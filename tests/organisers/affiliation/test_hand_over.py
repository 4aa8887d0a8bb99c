"""A group is offered to another region, which takes or refuses it; its contacts are told."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.emails.models import Email
from organisers.affiliation import rules
from organisers.affiliation import workflow as affiliation_workflow
from organisers.groups.choices import GroupAct
from organisers.groups.models import Group
from organisers.regions.models import Region
from tests.concurrency import at_once, refusals
from tests.factories import make_staff, make_user, sign_in
from tests.organisers.affiliation.factories import emails
from tests.organisers.affiliation.test_workflow import refusals as refused
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region

pytestmark = pytest.mark.django_db

WORDS = "They meet in Cardiff now."


def wales() -> Region:
    return make_region("Wales")


def make_offered(*, name: str = "Selby Left") -> Group:
    """A group that Yorkshire's organiser has offered to Wales."""
    group = make_group(name)
    by = make_organiser(email="york@example.org")
    affiliation_workflow.hand_over(group, by=by, to=wales(), words=WORDS)
    return group


def region_of(group: Group) -> str:
    return Group.objects.get(pk=group.pk).region.name


def acts(group: Group) -> list[tuple[str, str]]:
    return list(group.events.order_by("pk").values_list("act", "actor_role"))


def test_an_offer_waits_for_the_other_organiser_and_moves_nothing() -> None:
    make_organiser(wales(), email="wales@example.org")
    group = make_offered()
    assert (region_of(group), emails()) == (
        "Yorkshire and the Humber",
        [("group_offered", "wales@example.org")],
    )
    assert WORDS in Email.objects.get().body
    assert acts(group) == [(GroupAct.OFFERED, "organiser")]


def test_once_it_is_taken_the_other_organiser_and_the_contacts_are_told() -> None:
    taker = make_organiser(wales(), email="wales@example.org")
    group = make_offered()
    make_contact(group, email="jo@example.org")
    Email.objects.all().delete()
    affiliation_workflow.take(group, by=taker)
    assert (region_of(group), sorted(emails())) == (
        "Wales",
        [
            ("group_moved", "york@example.org"),
            ("group_moved_told", "jo@example.org"),
        ],
    )
    assert acts(group) == [(GroupAct.OFFERED, "organiser"), (GroupAct.MOVED, "organiser")]


def test_refusing_tells_whoever_offered_it_why_and_it_can_be_offered_again() -> None:
    taker = make_organiser(wales())
    group = make_offered()
    Email.objects.all().delete()
    affiliation_workflow.keep(group, by=taker, words="They are in Hereford.")
    assert (region_of(group), emails()) == ("Yorkshire and the Humber", [("group_kept", "york@example.org")])
    assert "They are in Hereford." in Email.objects.get().body
    york = User.objects.get(email="york@example.org")
    affiliation_workflow.hand_over(group, by=york, to=wales(), words=WORDS)
    assert [act for act, _ in acts(group)] == [GroupAct.OFFERED, GroupAct.KEPT, GroupAct.OFFERED]


def test_where_the_other_region_has_no_organiser_the_committee_answers() -> None:
    group = make_offered()
    assert emails() == [("group_offered", "hello@example.org")]
    affiliation_workflow.take(group, by=make_staff())
    assert (region_of(group), acts(group)[-1]) == ("Wales", (GroupAct.MOVED, "committee"))


def test_whoever_organises_both_regions_moves_it_at_once() -> None:
    both = make_organiser()
    other = wales()
    both.appointments.create(region=other, starts_on="2026-01-01", how="elected", decision="Motion C")
    group = make_group()
    affiliation_workflow.hand_over(group, by=both, to=other, words=WORDS)
    assert (region_of(group), [act for act, _ in acts(group)]) == ("Wales", [GroupAct.MOVED])


def test_only_the_other_regions_organiser_and_the_committee_answer() -> None:
    group = make_offered()
    york = User.objects.get(email="york@example.org")
    no = ["You are not the organiser of Wales today."]
    for user in (york, make_user(), make_staff(groups=("Data protection lead",))):
        assert refused(affiliation_workflow.take, group, by=user) == no
        assert refused(affiliation_workflow.keep, group, by=user, words="No") == no
    assert region_of(group) == "Yorkshire and the Humber"


def test_a_group_is_offered_once_and_an_answer_counts_once() -> None:
    taker = make_organiser(wales())
    group = make_offered()
    york = User.objects.get(email="york@example.org")
    assert refused(affiliation_workflow.hand_over, group, by=york, to=make_region("North"), words=WORDS) == [
        "It is offered to Wales already. That region has to answer, or you withdraw the offer."
    ]
    affiliation_workflow.move(group, by=make_staff(), to=make_region("North"), words="Decided.")
    assert refused(affiliation_workflow.take, group, by=taker) == [rules.NOT_OFFERED]


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_time_one_counts() -> None:
    taker = make_organiser(wales())
    group = make_offered()
    answers = at_once([lambda: affiliation_workflow.take(group, by=taker)] * 2)
    assert refusals(answers) == [[rules.NOT_OFFERED]]


def test_the_other_organiser_finds_the_offer_on_their_desk_and_answers_there(client: Client) -> None:
    sign_in(client, make_organiser(wales()))
    group = make_offered()
    make_contact(group, name="Jo Marsh", email="jo@example.org")
    offer = reverse("organisers:group_offer", args=["wales", group.slug])
    assert offer in [task.url for task in client.get("/regions/wales/desk/").context["tasks"]]
    page = client.get(offer).content.decode()
    assert [words in page for words in (WORDS, "Selby", "Jo Marsh", "jo@example.org")] == [
        True,
        True,
        False,
        False,
    ]
    refuse = reverse("organisers:group_refuse", args=["wales", group.slug])
    assert client.post(refuse, {"words": ""}).context["form"].errors == {
        "words": ["“Why” is empty. Fill it in."]
    }
    assert client.post(offer).headers["Location"] == reverse("organisers:group", args=["wales", group.slug])
    assert region_of(group) == "Wales"
    assert "The group is in Wales now." in client.get(offer).content.decode()


def test_the_page_of_an_offer_names_who_made_it(client: Client) -> None:
    """A region may have two organisers."""
    group, page = make_offered(), reverse("organisers:group_offer", args=["wales", "selby-left"])
    york = User.objects.get(email="york@example.org")
    make_organiser(group.region)
    shown = sign_in(client, make_organiser(wales())).get(page).content.decode()
    assert f"{york}, organiser of Yorkshire and the Humber, on " in " ".join(shown.split())


def test_an_offer_is_withdrawn_and_its_page_says_so(client: Client) -> None:
    taker = make_organiser(wales())
    group = make_offered()
    york = User.objects.get(email="york@example.org")
    page = reverse("organisers:group", args=["yorkshire-and-the-humber", group.slug])
    withdraw = reverse("organisers:group_withdraw_offer", args=["yorkshire-and-the-humber", group.slug])
    sign_in(client, york)
    assert withdraw in client.get(page).content.decode()
    client.post(withdraw)
    assert withdraw not in client.get(page).content.decode()
    assert refused(affiliation_workflow.take, group, by=taker) == [rules.NOT_OFFERED]
    refuse = reverse("organisers:group_refuse", args=["wales", group.slug])
    answer = sign_in(Client(), taker).post(refuse, {"words": "They are in Hereford, " * 5})
    said = answer.content.decode()
    assert (answer.status_code, "They are in Hereford" in said) == (409, True)
    assert f"Offer to another region withdrawn: {york}" in said


def test_the_older_pages_of_the_region_that_offered_it_say_who_took_it(client: Client) -> None:
    taker = make_organiser(wales())
    group = make_offered()
    contact = make_contact(group, email="jo@example.org")
    sign_in(client, User.objects.get(email="york@example.org"))
    affiliation_workflow.take(group, by=taker)
    pages = [
        *(("group", group.slug), ("group_withdraw_offer", group.slug), ("group_verify", group.slug)),
        ("contact", contact.pk),
    ]
    said = f"{taker} moved Selby Left to Wales on "
    for name, key in pages:
        page = reverse(f"organisers:{name}", args=["yorkshire-and-the-humber", key])
        answer = client.post(page, {"words": "They live in Hereford, all of them."})
        told = client.get(page)
        assert (answer.status_code, told.status_code) in {(404, 404), (405, 404)}
        assert said in told.content.decode()
        assert "Check that the address is correct" not in told.content.decode()
        if answer.status_code == 404:
            shown = answer.content.decode()
            assert (said in shown, "all of them." in shown) == (True, True)
    other = reverse("organisers:group", args=["london", group.slug])
    stranger = sign_in(Client(), make_organiser(make_region("London"))).get(other)
    assert (stranger.status_code, said in stranger.content.decode()) == (404, False)


def test_where_the_new_region_has_no_organiser_nobody_is_promised_one() -> None:
    group = make_offered()
    make_contact(group, email="jo@example.org")
    affiliation_workflow.take(group, by=make_staff())
    told = Email.objects.filter(kind__in=("organisers/group_moved_told", "organisers/group_moved"))
    assert {"Wales has no organiser at present" in email.body for email in told} == {True}


def test_an_offer_is_nobody_elses(client: Client) -> None:
    group = make_offered()
    sign_in(client, make_organiser(make_region("London")))
    assert client.get(reverse("organisers:group_offer", args=["wales", group.slug])).status_code == 403
    assert client.get(reverse("organisers:group_offer", args=["london", group.slug])).status_code == 404


@pytest.mark.parametrize("name", ["take", "keep"])
@pytest.mark.parametrize("organised", [True, False])
def test_the_committee_reads_which_region_and_why_where_it_decides(
    client: Client, name: str, organised: bool
) -> None:
    group = make_offered()
    if organised:
        make_organiser(wales(), name="Wyn Ode")
    address = reverse("admin:organisers_group_act", args=[group.pk, name])
    page = " ".join(sign_in(client, make_staff()).get(address).content.decode().split())
    by = "organised by Wyn Ode." if organised else "which has no organiser at present: the committee"
    said = [f"offers it to Wales, {by}", f"The reason given is: “{WORDS}”"]
    assert [words in page for words in said] == [True, True]


def test_the_committee_answers_on_the_desk(client: Client) -> None:
    group, other = make_offered(), make_group("Hull Left")
    sign_in(client, make_staff())
    desk = client.get("/admin/").content.decode()
    assert "groups offered to a region without an organiser" in desk
    waiting = client.get(f"{reverse('admin:organisers_group_changelist')}?waits=offered").content.decode()
    assert ["Selby Left" in waiting, "Hull Left" in waiting] == [True, False]
    keep = reverse("admin:organisers_group_act", args=[group.pk, "keep"])
    assert (
        rules.NOT_OFFERED
        in client.get(reverse("admin:organisers_group_act", args=[other.pk, "take"])).content.decode()
    )
    assert client.post(keep, {"words": "They meet in Selby."}).status_code == 302
    assert acts(group)[-1] == (GroupAct.KEPT, "committee")
