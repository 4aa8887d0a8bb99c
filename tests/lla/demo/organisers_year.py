"""The demonstration's year of organisers: who answers for groups, what they allow, where regions met."""

import re
from collections import Counter

from django.utils import timezone

from lla.accounts.models import User
from lla.accounts.second_factor import has_second_factor
from organisers.allied.models import AlliedOrganisation
from organisers.appointments.models import Appointment
from organisers.appointments.rules import why_not_organise
from organisers.contacts.choices import Purpose
from organisers.contacts.consent_texts import CONSENT_TEXTS, TEXT_VERSION
from organisers.contacts.models import Consent, Contact, Question
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy, CopyEvent, Edition
from organisers.groups.choices import GroupAct, GroupStatus
from organisers.groups.models import Group, GroupEvent
from organisers.groups.selectors import verified_since
from organisers.lists.choices import DownloadAct
from organisers.lists.models import Download, DownloadEvent, DownloadRequest
from organisers.regions.models import Region
from organisers.symposia import selectors as symposia_selectors
from organisers.symposia.choices import Stage, VenueKind
from organisers.symposia.models import AccessNeed, ActionPoint, Symposium, SymposiumEvent, Venue

DRAMA = re.compile(r"\+44(7700900\d{3}|1134960\d{3})")


class TheYear:
    """What a test class that has made the demonstration says of it."""

    def test_most_groups_have_a_contact_and_some_are_uncovered(self) -> None:
        answered = Group.objects.filter(contacts__isnull=False).distinct()
        uncovered = Group.objects.uncovered(since=verified_since(now=timezone.now()))
        assert (answered.count(), uncovered.count(), Group.objects.count()) == (32, 9, 36)
        assert Contact.objects.filter(verified_at=None).count() == 4

    def test_affiliated_groups_have_a_history_and_most_were_checked(self) -> None:
        affiliated = Group.objects.affiliated()
        affiliations = GroupEvent.objects.filter(act=GroupAct.AFFILIATED).values("group")
        assert affiliated.exclude(pk__in=affiliations).count() == 0
        checked = affiliated.filter(verified_at__isnull=False)
        assert 10 < checked.count() < affiliated.count()

    def test_every_telephone_number_is_set_aside_for_drama(self) -> None:
        numbers = Contact.objects.exclude(phone="").values_list("phone", flat=True)
        assert [number for number in numbers if not DRAMA.fullmatch(number)] == []
        assert len(numbers) == 52

    def test_contacts_allow_different_things(self) -> None:
        current = Consent.objects.current().filter(given=True)
        assert set(current.values_list("purpose", flat=True)) == set(CONSENT_TEXTS[TEXT_VERSION])
        shapes = {tuple(one.details) for one in current.filter(purpose=Purpose.CIRCULATED)}
        assert shapes == {
            ("name", "role", "email", "phone"),
            ("name", "role", "email"),
            ("role", "email"),
            ("name", "role", "phone"),
        }

    def test_one_contact_has_a_telephone_and_no_email_and_what_she_said_is_confirmed(self) -> None:
        contact = Contact.objects.get(email="")
        assert (contact.name, bool(DRAMA.fullmatch(contact.phone))) == ("Enid Marlow", True)
        said = list(contact.heard.values_list("outcome", "heard_by__name", "settled_by__name"))
        london = Region.objects.get(slug="london").appointments.values_list("user__name", flat=True)
        assert [(outcome, {one, other} <= set(london)) for outcome, one, other in said] == [
            ("confirmed", True)
        ]

    def test_questions_about_groups_that_moved_are_answered_and_open(self) -> None:
        assert Counter(Question.objects.values_list("agreed", flat=True)) == {True: 2, None: 2}
        assert GroupEvent.objects.filter(act=GroupAct.MOVED).count() == 2

    def test_applications_wait_with_a_proved_address(self) -> None:
        waiting = Group.objects.filter(status=GroupStatus.APPLIED)
        assert waiting.count() == 2
        assert set(waiting) & set(Group.objects.unconfirmed()) == set()

    def test_organisers_in_office_may_begin_and_the_lapsed_one_may_not(self) -> None:
        now, today = timezone.now(), timezone.localdate()
        in_force = Appointment.objects.in_force(on=today).select_related("user", "region")
        assert Counter(Counter(one.region.slug for one in in_force).values()) == {1: 4, 2: 2}
        assert [why_not_organise(one.user, one.region, now=now) for one in in_force] == [[]] * 8
        lapsed = Appointment.objects.exclude(pk__in=in_force).get()
        assert why_not_organise(lapsed.user, lapsed.region, now=now) == [
            "You are not the organiser of South West today."
        ]
        assert Region.objects.exclude(appointments__in=in_force).count() == 7
        organisers = User.objects.filter(appointments__isnull=False).distinct()
        assert [has_second_factor(user) for user in organisers] == [True] * 8

    def test_regions_met_quarter_by_quarter_in_every_way_it_can_end(self) -> None:
        stages = Counter(Symposium.objects.values_list("stage", flat=True))
        assert stages.pop(Stage.MISSED) in {4, 5}  # one more once the quarter before the coming one is over
        assert stages == {
            Stage.HELD: 16,
            Stage.CANCELLED: 1,
            Stage.CONFIRMED: 1,
            Stage.CONSULTING: 1,
            Stage.PLANNING: 1,
        }
        held = Symposium.objects.filter(stage=Stage.HELD)
        assert held.exclude(notes="").exclude(agenda="").count() == 16
        assert [symposia_selectors.published(one) for one in held] == [frozenset({"agenda", "notes"})] * 16
        assert held.filter(action_points=None).count() == 0
        assert ActionPoint.objects.exclude(carried_from=None).exists()

    def test_one_consultation_has_answers_and_silent_groups(self) -> None:
        symposium = Symposium.objects.open_to_answers(now=timezone.now()).get()
        answered = [one.answered_at is not None for one in symposium.invitations.all()]
        assert Counter(answered) == {True: 2, False: 2}

    def test_the_coming_symposium_knows_who_comes(self) -> None:
        symposium = Symposium.objects.upcoming(now=timezone.now()).get()
        assert sorted(symposium.replies.values_list("places", flat=True)) == [4, 6]
        assert AccessNeed.objects.get().reply.symposium == symposium

    def test_venues_are_of_several_kinds(self) -> None:
        assert {VenueKind.UNIVERSITY, VenueKind.UNION_HALL, VenueKind.ONLINE} <= set(
            Venue.objects.values_list("kind", flat=True)
        )

    def test_two_editions_were_sent_and_a_withdrawal_recalled_copies(self) -> None:
        assert (Edition.objects.count(), Copy.objects.count()) == (2, 7)
        assert Copy.objects.exclude(recalled_at=None).count() == 3
        acts = Counter(CopyEvent.objects.values_list("act", flat=True))
        assert acts == {
            CopyAct.SENT: 12,
            CopyAct.OPENED: 5,
            CopyAct.DOWNLOADED: 2,
            CopyAct.RECALLED: 3,
            CopyAct.DESTROYED: 1,
        }

    def test_lists_left_a_record_and_one_waits_for_a_second_person(self) -> None:
        downloads = Download.objects.select_related("request")
        assert [0 < len(one.subjects) <= one.rows for one in downloads] == [True] * 3
        asked_back = DownloadEvent.objects.order_by("pk").values_list("act", flat=True)
        assert list(asked_back) == [DownloadAct.ASKED_BACK, DownloadAct.DESTROYED, DownloadAct.ASKED_BACK]
        waiting = DownloadRequest.objects.filter(needs_approval=True, approved_at=None, used_at=None)
        assert [one.regions.count() for one in waiting] == [2]

    def test_of_three_allied_organisations_one_is_overdue(self) -> None:
        assert AlliedOrganisation.objects.count() == 3
        overdue = AlliedOrganisation.objects.overdue(on=timezone.localdate())
        assert [(one.name, one.contacts.count()) for one in overdue] == [("Northern Rail Users' Assembly", 1)]

    def test_nothing_is_told_of_the_future(self) -> None:
        now = timezone.now()
        told = [SymposiumEvent, GroupEvent, CopyEvent, Consent, Download]
        assert [table._base_manager.filter(at__gt=now).count() for table in told] == [0] * 5
