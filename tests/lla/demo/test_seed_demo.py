"""The demonstration keeps its promises: what is there, in which state, and that it is made once."""

import re
from collections import Counter
from io import StringIO
from itertools import pairwise
from typing import ClassVar

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Q
from django.test import TestCase
from django.utils import timezone

from lla.accounts.groups import DATA_PROTECTION_LEAD, STEERING_COMMITTEE
from lla.accounts.models import User
from lla.accounts.second_factor import has_second_factor
from lla.demo import reading, rewriting, setting
from lla.emails import recipients
from lla.emails.models import Email
from motions.agenda.choices import Kind, Nature
from motions.agenda.models import AgendaItem, Conference
from motions.composites.models import CompositeOption
from motions.motion.choices import ENDED, Outcome, Route, Status
from motions.motion.models import Backing, Motion, MotionEvent, Revision, Ruling
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.regions.models import Region
from tests.lla.demo.conference_papers import ThePapers
from tests.lla.demo.organisers_year import TheYear
from tests.lla.demo.social_media_quarter import TheQuarter

SENT_BY_MEMBERS = (Nature.MAIN, Nature.AMENDMENT)
SHOWN = "recruitment-networking-social-media"


def run(**options: bool) -> str:
    out = StringIO()
    call_command("seed_demo", anyway=True, stdout=out, **options)
    return out.getvalue()


def counts() -> list[int]:
    tables = [Conference, AgendaItem, Motion, Revision, Backing, MotionEvent, Ruling, Email, Group, User]
    return [table._base_manager.count() for table in tables]


class TestTheDemonstration(ThePapers, TheYear, TheQuarter, TestCase):
    """One class, so that Django makes the demonstration once for all of these and undoes it after them."""

    said: ClassVar[str]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.said = run()

    def test_it_says_how_many_motions_there_are(self) -> None:
        assert self.said == f"The demonstration has {Motion.objects.main().count()} motions.\n"

    def test_whoever_opened_their_page_is_known_to_read_our_emails_and_nobody_else(self) -> None:
        signed = Backing.objects.exclude(confirmed_at=None)
        contacts = Contact.objects.present().exclude(email__in=User.objects.values("email"))
        contacts = contacts.exclude(email__in=signed.values("email"))
        known = {one.email: recipients.is_proved(recipients.hash_of(one.email)) for one in contacts}
        opened = set(contacts.exclude(confirmed_at=None).values_list("email", flat=True))
        assert {address for address, proved in known.items() if proved} == opened
        assert 0 < len(opened) < len(known)

    def test_there_is_a_past_conference_and_an_open_one(self) -> None:
        now = timezone.now()
        found = {
            one.slug: (
                one.motions_open_at < now < one.motions_close_at,
                one.ends_on < now.date(),
                one.motions.main().count(),
            )
            for one in Conference.objects.exclude(opened_at=None)
        }
        assert found == {"annual-2027": (True, False, 48), "founding-2026": (False, True, 14)}

    def test_each_agenda_has_an_item_without_motions_and_motions_under_all_others(self) -> None:
        of_open = AgendaItem.objects.exclude(conference__opened_at=None)
        bare = {(item.conference.slug, item.slug) for item in of_open.filter(motions=None)}
        assert bare == {("annual-2027", "opening-and-elections"), ("founding-2026", "opening-and-elections")}
        assert set(of_open.filter(takes_motions=False)) == set(of_open.filter(motions=None))

    def test_the_item_on_recruitment_holds_the_three_motions(self) -> None:
        motions = Motion.objects.main().filter(item__slug=SHOWN).in_label_order()
        assert [
            (m.label, m.text.title, m.route, m.group_name, m.revisions.count(), m.is_public) for m in motions
        ] == [
            ("A", "Links with other left organisations", Route.GROUP, "Weald Left Network", 1, True),
            ("B", "An organiser for every region", Route.GROUP, "Calder Tops Left Network", 1, True),
            ("C", "Guidelines for our social media", Route.SIGNATORIES, "", 2, True),
        ]

    def test_the_motion_on_social_media_has_ten_signatories_and_a_long_appendix(self) -> None:
        motion = Motion.objects.main().get(item__slug=SHOWN, label="C")
        assert motion.backings.standing().count() == 10
        assert [len(revision.appendix.split()) > 900 for revision in motion.revisions.all()] == [True, True]
        assert motion.text.why

    def test_every_motion_ended_in_the_state_its_story_tells(self) -> None:
        told = {(story.conference, story.title): story.state for story in reading.motion_stories()}
        firsts = Revision.objects.filter(number=1, motion__nature=Nature.MAIN).select_related(
            "motion__conference"
        )
        assert {(one.motion.conference.slug, one.title): one.motion.status for one in firsts} == told
        in_all = {motion.status for motion in Motion.objects.any_nature()}
        assert in_all == set(Status)

    def test_there_are_late_and_emergency_and_constitutional_motions(self) -> None:
        assert [m.label for m in Motion.objects.main().filter(late=True)] == ["L1"]
        assert [m.label for m in Motion.objects.main().filter(kind=Kind.EMERGENCY)] == ["EM1"]
        assert Motion.objects.main().filter(kind=Kind.CONSTITUTIONAL).count() == 5

    def test_the_past_conference_waits_for_its_results(self) -> None:
        states = Counter(
            Motion.objects.main().filter(conference__slug="founding-2026").values_list("status", flat=True)
        )
        assert states == {Status.IN_ORDER: 11, Status.WITHDRAWN: 1, Status.RULED_OUT: 1, Status.RECEIVED: 1}

    def test_ruling_out_took_two_people_each_time(self) -> None:
        rulings = Ruling.objects.filter(outcome=Outcome.RULED_OUT)
        assert [bool(one.seconded_by_id) and one.seconded_by_id != one.proposed_by_id for one in rulings] == [
            True
        ] * 6

    def test_thirty_six_groups_are_spread_over_all_regions(self) -> None:
        assert Counter(Group.objects.values_list("status", flat=True)) == {
            GroupStatus.AFFILIATED: 32,
            GroupStatus.APPLIED: 2,
            GroupStatus.LAPSED: 2,
        }
        assert set(Region.objects.filter(groups=None)) == set()

    def test_only_affiliated_groups_submitted_motions(self) -> None:
        assert set(Group.objects.exclude(motions=None).values_list("status", flat=True)) == {
            GroupStatus.AFFILIATED
        }

    def test_every_history_is_told_in_order_and_lies_in_the_past(self) -> None:
        now = timezone.now()
        for motion in Motion.objects.any_nature().prefetch_related("events"):
            moments = [event.at for event in motion.events.all()]
            assert all(earlier <= later for earlier, later in pairwise([*moments, now]))

    def test_the_committee_signs_in_with_a_second_factor(self) -> None:
        users = User.objects.filter(is_staff=True)
        assert {user.email for user in users} == {record.email for record in reading.committee().values()}
        assert all(has_second_factor(user) for user in users)
        assert EmailAddress.objects.filter(user__in=users, verified=True, primary=True).count() == len(users)
        assert {decrypt(one.data["secret"]) for one in Authenticator.objects.all()} == {setting.SECOND_FACTOR}
        assert User.objects.filter(groups__name=STEERING_COMMITTEE).count() == 5
        assert [user.name for user in User.objects.filter(groups__name=DATA_PROTECTION_LEAD)] == [
            "Saoirse Tully"
        ]

    def test_a_composite_leaves_a_question_to_conference(self) -> None:
        assert CompositeOption.objects.filter(revision__current_of__isnull=False).count() == 3

    def test_only_emails_that_ask_for_something_still_wait(self) -> None:
        waiting = Email.objects.waiting()
        asked = Q(status__in=(Status.AWAITING, Status.GATHERING, Status.QUERIED, Status.UNDER_APPEAL))
        left_behind = Q(pending_carry__isnull=False) & ~Q(status__in=ENDED)
        proposed = Q(in_composites__composite__status=Status.AWAITING, in_composites__consents=None)
        waits = Motion.objects.any_nature().filter(asked | left_behind | proposed, nature__in=SENT_BY_MEMBERS)
        about = {motion.reference for motion in waits}
        of_motions = waiting.filter(kind__startswith="motions/")
        assert set(of_motions.values_list("about", flat=True)) == about
        assert set(waiting.exclude(pk__in=of_motions).values_list("kind", flat=True)) == {
            "organisers/added",
            "organisers/copies_recalled",
            "organisers/list_to_approve",
            "organisers/lists_asked_back",
            "organisers/question",
            "organisers/symposium_asked",
            "socialmedia/complaint_waits",
            "socialmedia/swap_asked",
        }
        assert Email.objects.exclude(sent_at=None).exclude(body="").count() == 0

    def test_every_address_is_invented(self) -> None:
        addresses = [
            *Backing.objects.values_list("email", flat=True),
            *User.objects.values_list("email", flat=True),
        ]
        addresses += Group.objects.values_list("public_email", flat=True)
        addresses += Contact.objects.with_address().values_list("email", flat=True)
        assert {address.rpartition("@")[2] for address in addresses} == {"example.org"}

    def test_a_second_run_changes_nothing(self) -> None:
        before = counts()
        assert run(if_empty=True) == ""
        assert counts() == before

    def test_it_refuses_where_there_is_data(self) -> None:
        before = counts()
        with pytest.raises(CommandError, match="There is data here already"):
            run()
        assert counts() == before

    def test_the_sign_ins_name_the_committee_and_its_key(self) -> None:
        said = run(sign_ins=True)
        assert setting.SECOND_FACTOR in said
        assert [record.email in said for record in reading.committee().values()] == [True] * 5
        assert "agnes.wetherall@example.org" in said
        assert "/regions/yorkshire-and-the-humber/desk/" in said
        assert re.findall(r"Roisin Tarrant, .*|Callum Adeyemi, .*|\S+/social/board/", said) == [
            "Roisin Tarrant, Social Media Manager",
            "Callum Adeyemi, Coordinator",
            f"{settings.ORGANISATION['url']}/social/board/",
        ]


@pytest.mark.django_db
def test_there_are_no_sign_ins_without_the_demonstration() -> None:
    assert run(sign_ins=True) == ""


@pytest.mark.django_db
def test_it_refuses_where_debug_is_off() -> None:
    with pytest.raises(CommandError, match="a second factor that everybody knows"):
        call_command("seed_demo", if_empty=True)
    assert counts() == [0] * 10


def test_a_change_that_does_not_fit_the_text_is_refused() -> None:
    changes = [("apples", "pears")]
    assert rewriting.changed(["Title", "apples", ""], changes) == ["Title", "pears", ""]
    with pytest.raises(ValueError, match="Found 2 times, not once: apples"):
        rewriting.changed(["Title", "apples and apples", ""], changes)
