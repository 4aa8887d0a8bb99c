"""Every page of motions, accounts and errors, and the desk beside them: it fits, and axe finds nothing."""

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from playwright.sync_api import Page
from pytest_django import Settings

from lla.accounts.models import User
from lla.emails import recipients
from lla.emails.delivery import TURN_OFF
from lla.jobs import schedule
from lla.links import standing
from lla.links import tokens as links_tokens
from lla.papers import tasks
from motions.agenda.choices import Nature
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.committee.admin.acts import ACTIONS
from motions.group_questions import workflow as group_questions_workflow
from motions.motion.choices import Role
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.reports.models import CommitteeReport
from motions.standing_orders.models import StandingOrder
from motions.urls import urlpatterns as addresses
from tests.browser_pages import look_round
from tests.factories import make_email, make_staff, make_user, sign_in
from tests.lla.site import test_views
from tests.motions.committee.admin_pages import page_of, sheet_of
from tests.motions.composites.test_workflow import make_composite
from tests.motions.factories import (
    make_amendment,
    make_conference,
    make_item,
    make_motion,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.member_pages import come_in, fill
from tests.motions.order_paper.factories import make_issued, make_order_paper
from tests.motions.reports.test_workflow import make_report
from tests.organisers.factories import make_contact, make_group

pytestmark = pytest.mark.django_db(transaction=True)

OF_A_DRAFT = ("step_who", "step_text", "step_people", "check", "save")
OF_A_KEY = ("sign", "asked", "invited", "signed", "backing", "enter")
OF_A_MOVER = ("mine", "track", "revise", "invite", "co_mover", "withdraw")
OF_PAPERS = ("submitters",)
IN_TEST_AMENDMENT = ("amend", "amendments")
OF_MERGED = ("merge", "merged")
OF_ISSUED = ("order_paper", "delegates_list")
IN_TEST_READING = ("conferences", "conference", "item", "motion", "revision", "changes", "search")
NO_PAGE = (
    *("order_paper_file", "delegates_list_file"),
    *("conference_file", "submitters_file", "report_file", "item_file", "motion_file", "revision_file"),
    *("amendable_file", "amended_file", "amendments_file", "merged_file"),
    *("preview", "revise_preview", "leave", "confirm", "sent_remind", "go_on"),
)
OF_AN_ACCOUNT = (
    *("your_work", "email_preferences"),
    *("account_logout", "mfa_index", "mfa_deactivate_totp", "mfa_list_webauthn"),
    *("mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate"),
)
TABLES = {
    "lla": ["email", "run", "user"],
    "motions": ["agendaitem", "conference", "motion", "standingorder"],
    "django_tasks_database": ["dbtaskresult"],
}
OF_A_CONFERENCE = ("check", "copy", "reports", "report", "preview")
OF_A_ROW = ("change", "history", "delete")


def as_a_page(request: HttpRequest) -> HttpResponse:
    """What a broken page says, without the status that a browser's console complains of."""
    return HttpResponse(test_views.handler500(request).content)


urlpatterns = [*test_views.urlpatterns, path("broken/", as_a_page)]
handler400, handler500 = test_views.handler400, test_views.handler500


def of(name: str, *about: object) -> str:
    return reverse(f"motions:{name}", args=about)


def bring(client: Client, page: Page, site: str) -> None:
    """Go on in the browser with a session that was begun without it."""
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])


@pytest.fixture
def item(site: str) -> AgendaItem:
    return make_item(make_conference("Spring Conference"), "Recruitment")


@pytest.fixture
def gathering(item: AgendaItem) -> Motion:
    motion = submit(make_submission(item))
    backing_workflow.confirm(mover_of(motion))
    return Motion.objects.get(pk=motion.pk)


@pytest.fixture
def superuser(site: str) -> User:
    user = make_staff(groups=())
    user.is_superuser = True
    user.save()
    return user


def test_every_address_of_motions_is_looked_at() -> None:
    said = (
        *OF_A_DRAFT,
        *OF_A_KEY,
        *OF_A_MOVER,
        *IN_TEST_READING,
        *IN_TEST_AMENDMENT,
        *OF_MERGED,
        *OF_PAPERS,
        *OF_ISSUED,
        "report",
        *NO_PAGE,
    )
    answers = ("settle", "answer_amendments", "answer_amendment", "appeal", "carry_over", "composite")
    others = (
        "co_moving",
        "group_told",
        "submit",
        "sent",
        "sent_address",
        "draft",
        "answer",
        "withdraw_support",
    )
    every = (*said, *answers, *others, "remind", "correct_officer")
    assert sorted(every) == sorted(str(address.name) for address in addresses)


def test_each_page_of_sending_a_motion(page: Page, site: str, item: AgendaItem) -> None:
    client = Client()
    ready, sent = fill(client, item), fill(client, item)
    client.post(of("check", sent.key))
    look_round(page, site, [of("submit"), *(of(name, ready.key) for name in OF_A_DRAFT)])
    look_round(page, site, [f"{of('go_on', ready.key)}?hide"])
    mover = mover_of(Motion.objects.get(draft=sent))
    look_round(page, site, [of("sent", sent.key), of("sent_address", sent.key, mover.pk)])
    look_round(page, site, [of("draft", links_tokens.mint("draft", ready.pk, days=1))])
    look_round(page, site, [of("check", ready.key + "x"), of("draft", "a" * 43)], status=410)


def test_each_page_of_the_people_behind_a_motion(page: Page, site: str, gathering: Motion) -> None:
    mover, key = mover_of(gathering), standing.key("sign", gathering.pk)
    contact = make_contact(make_group())
    asked = make_motion(gathering.item, group=contact.group, known=False).group_questions.get()
    look_round(page, site, [of("group_told", links_tokens.mint("group", asked.pk, days=1))])
    mailbox = recipients.hash_of(mover.email)
    invitation = links_tokens.mint("invitation", gathering.pk, days=1, mailbox_hash=mailbox)
    tokens = {
        **dict.fromkeys(("invited", "signed"), invitation),
        "backing": links_tokens.mint("backing", mover.pk, days=1),
        "enter": links_tokens.mint("mine", mover.pk, days=1),
    }
    look_round(page, site, [of("mine"), *(of(name, tokens.get(name, key)) for name in OF_A_KEY)])
    client = Client()
    come_in(client, mover)
    bring(client, page, site)
    look_round(page, site, [of("mine"), *(of(name, gathering.reference) for name in OF_A_MOVER[1:4])])
    look_round(page, site, [of("withdraw", gathering.reference)])


def test_each_page_of_a_motion_whose_officer_has_still_to_confirm(
    page: Page, site: str, item: AgendaItem
) -> None:
    motion, client = submit(make_submission(item, group=make_group())), Client()
    backing_workflow.confirm(mover_of(motion))
    come_in(client, mover_of(motion))
    bring(client, page, site)
    look_round(page, site, [of(name, motion.reference) for name in ("track", "remind", "correct_officer")])


def test_each_page_of_a_motion_that_was_received(page: Page, site: str, item: AgendaItem) -> None:
    motion, client = make_motion(item), Client()
    signatory = motion.backings.filter(role=Role.SIGNATORY)[0]
    backing_workflow.ask_co_mover(signatory, by=mover_of(motion))
    come_in(client, signatory)
    bring(client, page, site)
    theirs = ("track", "withdraw_support", "co_moving")
    look_round(page, site, [of(name, motion.reference) for name in theirs])
    look_round(page, site, [of("backing", links_tokens.mint("backing", signatory.pk, days=1))])
    committee_workflow.query(motion, by=make_staff(), question="Which meeting was it?")
    come_in(client, mover_of(motion))
    bring(client, page, site)
    look_round(page, site, [of(name, motion.reference) for name in ("track", "answer", "co_mover")])


def test_each_page_on_which_amendments_are_answered(page: Page, site: str, item: AgendaItem) -> None:
    motion, client = make_motion(item), Client()
    amendment = make_amendment(motion, old="neighbouring", new="nearby")
    committee_workflow.rule_in_order(amendment, by=make_staff())
    come_in(client, mover_of(motion))
    bring(client, page, site)
    one = of("answer_amendment", motion.reference) + f"?amendment={amendment.pk}"
    look_round(page, site, [of("answer_amendments", motion.reference), one])
    body = motion.text.body.replace("neighbouring towns", "neighbouring villages")
    text = Text.of(motion.text.title, body)
    backing_workflow.revise(motion, text, by=mover_of(motion), why="", base=1)
    come_in(client, mover_of(amendment))
    bring(client, page, site)
    look_round(page, site, [of("settle", amendment.reference)])


def test_each_page_on_which_amendments_are_merged(page: Page, site: str, item: AgendaItem) -> None:
    motion = make_motion(item)
    amendments = [
        make_amendment(motion, old="neighbouring", new="nearby"),
        make_amendment(motion, old="Groups", new="All groups"),
    ]
    for amendment in amendments:
        committee_workflow.rule_in_order(amendment, by=make_staff())
    chosen = [amendment.reference for amendment in amendments]
    look_round(page, site, [of("merge", motion.reference), of("merged", motion.reference, chosen)])


def test_the_page_of_an_appeal(page: Page, site: str, item: AgendaItem) -> None:
    motion, client = make_motion(item), Client()
    committee_workflow.propose_ruling_out(motion, by=make_staff(), rule="4.2", reason="Two subjects.")
    committee_workflow.second(motion, by=make_staff())
    come_in(client, mover_of(motion))
    bring(client, page, site)
    look_round(page, site, [of("appeal", motion.reference)])


OF_MAIN = [name for name, action in ACTIONS.items() if Nature.MAIN in action.natures]


def acts_only_of(nature: Nature) -> list[str]:
    """The acts on the papers of a nature that motions do not have."""
    return [name for name, action in ACTIONS.items() if nature in action.natures and name not in OF_MAIN]


def test_each_page_of_a_motion_that_is_to_be_composited(page: Page, site: str) -> None:
    source, client = make_composite().sources.all()[0], Client()
    come_in(client, mover_of(source.motion))
    bring(client, page, site)
    look_round(page, site, [of("composite", source.motion.reference)])


def test_each_page_of_the_desk_of_motions(page: Page, site: str, item: AgendaItem) -> None:
    motion, proposed = make_motion(item), make_motion(item)
    committee_workflow.propose_ruling_out(proposed, by=make_staff(), rule="4.2", reason="Two subjects.")
    held = make_held_motion(item)
    hidden, redacted = make_motion(item), make_motion(item)
    committee_workflow.propose_hiding(hidden, by=make_staff(), reason="It names somebody.")
    committee_workflow.second(hidden, by=make_staff())
    committee_workflow.propose_redaction(
        redacted, by=make_staff(), passages=["Groups"], reason="It names somebody."
    )
    bring(sign_in(Client(), make_staff()), page, site)
    look_round(page, site, ["/admin/", "/admin/motions/", "/admin/motions/motion/", sheet_of(motion)])
    look_round(page, site, [hidden.get_absolute_url(), item.get_absolute_url()])
    look_round(page, site, [sheet_of(held), sheet_of(hidden), sheet_of(redacted)])
    look_round(page, site, [page_of(hidden, "show"), page_of(held, "lift-hold")])
    look_round(page, site, [sheet_of(proposed), *(page_of(proposed, act) for act in OF_MAIN)])
    amended = make_motion(item, body="- Rents are five pounds.")
    for paper in (make_composite(), make_amendment(amended, old="five", new="ten")):
        acts = acts_only_of(Nature(paper.nature))
        look_round(page, site, [sheet_of(paper), *(page_of(paper, act) for act in acts)])


def make_held_motion(item: AgendaItem) -> Motion:
    """A motion in a group's name that a contact of the group doubts."""
    contact = make_contact(make_group())
    motion = make_motion(item, group=contact.group, known=False)
    group_questions_workflow.doubt(motion.group_questions.get())
    return motion


@pytest.mark.parametrize("app", TABLES)
def test_each_page_of_a_table_at_the_desk(page: Page, site: str, app: str, superuser: User) -> None:
    make_email()
    conference = make_motion().conference
    StandingOrder.objects.create(conference=conference, order=1, number="4.2", heading="One subject")
    schedule.run_minutely()
    tasks.forget_papers.enqueue(["m1"])
    client = sign_in(Client(), superuser)
    bring(client, page, site)
    pages: list[str] = []
    for model in TABLES[app]:
        row = apps.get_model(app, model)._default_manager.earliest("pk")
        pages += [reverse(f"admin:{app}_{model}_{kind}") for kind in ("changelist", "add")]
        pages += [reverse(f"admin:{app}_{model}_{kind}", args=[row.pk]) for kind in OF_A_ROW]
    look_round(page, site, [found for found in pages if client.get(found).status_code == 200])


def test_each_paper_of_a_conference(page: Page, site: str, item: AgendaItem) -> None:
    make_motion(item, group=make_group("Weald Left"))
    report, slug = make_report(item.conference).get_absolute_url(), make_issued().slug
    papers = [
        *(of(name, item.conference.slug) for name in OF_PAPERS),
        *(of(name, slug) for name in OF_ISSUED),
    ]
    look_round(page, site, [report, *papers])


def test_each_page_of_an_order_paper_at_the_desk(page: Page, site: str) -> None:
    conference, _ = make_order_paper()
    bring(sign_in(Client(), make_staff()), page, site)
    pages = [
        reverse(f"admin:motions_conference_{name}", args=[conference.pk])
        for name in ("order_paper", "add_session", "consequences")
    ]
    session = conference.sessions.earliest("pk").pk
    pages.append(reverse("admin:motions_conference_session", args=[conference.pk, session]))
    look_round(page, site, pages)


def test_each_page_of_a_conference_at_the_desk(page: Page, site: str) -> None:
    draft = make_item(make_conference("Spring Conference", opened_at=None), "Recruitment").conference
    CommitteeReport(conference=draft, body="- All is well.", until=draft.motions_open_at).save()
    bring(sign_in(Client(), make_staff()), page, site)
    pages = [reverse(f"admin:motions_conference_{name}", args=[draft.pk]) for name in OF_A_CONFERENCE]
    look_round(page, site, pages)


def test_each_page_of_signing_in_and_of_an_account(page: Page, site: str) -> None:
    entrance = ("account_login", "account_signup", "account_inactive", "account_request_login_code")
    look_round(page, site, [reverse(name) for name in entrance])
    client = sign_in(Client(), make_staff())
    client.post(reverse("mfa_generate_recovery_codes"))
    bring(client, page, site)
    look_round(page, site, [reverse(name) for name in OF_AN_ACCOUNT])
    bring(sign_in(Client(), make_user()), page, site)
    look_round(
        page,
        site,
        [reverse(name) for name in ("your_work", "email_preferences", "mfa_index", "mfa_activate_totp")],
    )
    foot = links_tokens.mint(TURN_OFF, make_email(kind="motions/published").pk, days=1)
    stop = recipients.stop_address(make_email(kind="motions/invited"))
    look_round(page, site, [reverse("turn_off", args=[foot]), stop[stop.index("/emails/") :]])


def test_each_page_that_says_what_went_wrong(page: Page, site: str, settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    refused = {404: "/nothing/here/", 409: "/refuse/rules/", 410: "/refuse/link/", 429: "/refuse/limit/"}
    for status, way in refused.items():
        look_round(page, site, [way], status=status)
    look_round(page, site, ["/broken/", "/", "/privacy/", "/accessibility/"])
