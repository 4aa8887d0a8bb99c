"""A region with one row of everything, for the matrix of permissions."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.time import clock
from organisers.affiliation import workflow as affiliation_workflow
from organisers.allied.models import AlliedOrganisation
from organisers.announcements import workflow as announcements_workflow
from organisers.announcements.choices import About, Audience
from organisers.announcements.models import Announcement
from organisers.announcements.selectors import Draft
from organisers.appointments.models import Appointment, Undertaking
from organisers.consents.workflow import Wishes
from organisers.contacts.choices import Detail, Purpose
from organisers.contacts.models import Contact, HeardConsent
from organisers.contacts.workflow import Details
from organisers.conversations.models import Note
from organisers.editions import workflow as editions_workflow
from organisers.editions.models import Copy, Edition
from organisers.groups.choices import GroupAct, GroupStatus
from organisers.groups.models import Group
from organisers.imports.models import Import
from organisers.lists.choices import AskedBackFor, ListPurpose
from organisers.lists.models import Download, DownloadRequest
from organisers.lists.workflow import returns
from organisers.proposals import workflow as proposals_workflow
from organisers.proposals.models import Proposal
from organisers.regions.models import Constituency, Region
from organisers.ring_round import workflow as ring_round_workflow
from organisers.ring_round.models import Round
from organisers.symposia.choices import OptionKind
from organisers.symposia.models import ActionPoint, Option, Symposium, Venue
from organisers.symposia.workflow import lifecycle
from tests.organisers.consents.factories import by_telephone, hear, make_rung, save_page
from tests.organisers.conversations.factories import make_note
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.imports.factories import bring_in, choose, sheet
from tests.organisers.lists.factories import ask, make_circulated, take
from tests.organisers.symposia.factories import make_confirmed, make_consultation, make_planned, make_venue

# What nobody but the region's organiser and those whom it names may read anywhere.
HELD = ("Perpetua Quill", "quill@example.org", "07700 900321", "+447700900321", "Kim of Selby Left")

LIKE_HULL = ("Hull Lefft", "Hull", "", "Ash Thorn", "Chair", "ash.thorn@example.org", "")
BRIGG = ("Brigg Left", "Brigg", "", "Ash Thorn", "Chair", "ash.brigg@example.org", "")


@dataclass(frozen=True, slots=True)
class World:
    """One row of everything; Hull has the contact, Goole one by telephone, and Thorne applies."""

    region: Region
    organiser: User
    appointment: Appointment
    hull: Group
    goole: Group
    thorne: Group
    offered: Group
    contact: Contact
    neighbour: Contact
    applicant: Contact
    planned: Symposium
    consulting: Symposium
    confirmed: Symposium
    point: ActionPoint
    idea: Option
    venue: Venue
    edition: Edition
    copy: Copy
    large: DownloadRequest
    small: DownloadRequest
    held: Download
    proposal: Proposal
    heard: HeardConsent
    allied: AlliedOrganisation
    constituency: Constituency
    undertaking: Undertaking
    spreadsheet: Import
    brought: Import
    message: Announcement
    note: Note
    round: Round


def make_world() -> World:
    region = make_region()
    organiser = make_organiser(region)
    hull, selby, goole = (make_group(f"{town} Left", region=region) for town in ("Hull", "Selby", "Goole"))
    neighbour = make_circulated(selby, hull)
    contact = _contact(hull, selby)
    thorne = make_group("Thorne Left", region=region, status=GroupStatus.APPLIED)
    away = {"from_region": region.pk, "to_region": make_region("Wales").pk}
    affiliation_workflow.record(goole, GroupAct.OFFERED, by=SYSTEM, words="They meet there.", **away)
    venue = make_venue(region)
    edition = editions_workflow.freeze(region, by=organiser)
    planned = make_planned(region, weeks=30, venues=[venue])
    return World(
        region=region,
        organiser=organiser,
        appointment=organiser.appointments.get(),
        hull=hull,
        goole=goole,
        thorne=thorne,
        offered=_offered(region),
        contact=contact,
        neighbour=neighbour,
        applicant=make_contact(thorne, name="Ash Thorn"),
        planned=planned,
        consulting=make_consultation(region, weeks=5, venues=[venue]),
        confirmed=_confirmed(region, venue),
        point=ActionPoint.objects.create(symposium=planned, words="Book the hall."),
        idea=lifecycle.add_option(planned, Option(kind=OptionKind.IDEA, words="Housing")),
        venue=venue,
        edition=edition,
        copy=edition.copies.get(group=hull),
        large=_large_list(organiser, region),
        small=ask(organiser, region),
        held=_held_list(organiser, region),
        proposal=_proposal(contact),
        heard=hear(make_rung(goole), by_telephone(hull), by=organiser),
        allied=AlliedOrganisation.objects.create(name="Tenants Together"),
        constituency=Constituency.objects.create(code="E14009999", name="Ousegate", region=region),
        undertaking=Undertaking.objects.get(),
        message=_message(organiser, region),
        round=_round(hull, by=organiser),
        note=make_note(hull, by=organiser, words="Kim of Selby Left lends us a hall.", due_in=7),
        spreadsheet=choose(sheet(LIKE_HULL), by=organiser, region=region),
        brought=bring_in(choose(sheet(BRIGG), by=organiser, region=region), by=organiser),
    )


def _contact(group: Group, recipient: Group) -> Contact:
    """Somebody who said yes on their page to one neighbour, to a list and to notices."""
    contact = make_contact(group, name=HELD[0], email=HELD[1])
    allowed = frozenset({Purpose.CIRCULATED, Purpose.SYMPOSIUM, Purpose.NOTICES})
    details = frozenset({Detail.NAME, Detail.EMAIL})
    wishes = Wishes(allowed, details, frozenset({recipient.pk}), listed=details)
    return save_page(contact, wishes, phone=HELD[3])


def _confirmed(region: Region, venue: Venue) -> Symposium:
    """With an agenda that everybody may read, and something left to do."""
    confirmed = make_confirmed(region, weeks=16, venues=[venue])
    lifecycle.write(confirmed, paper="agenda", words="Buses and rents.")
    ActionPoint.objects.create(symposium=confirmed, words="Send the notes round.")
    return lifecycle.publish(confirmed, paper="agenda", by=SYSTEM)


def _round(group: Group, *, by: User) -> Round:
    """An open one in which the organiser rings a group of which one contact allows calls."""
    save_page(make_contact(group, name="Ada Bell"), Wishes(frozenset({Purpose.PHONE})))
    ring_round = ring_round_workflow.start(group.region, "The symposium", by=by)
    ring_round_workflow.take(ring_round, group, by=by)
    return ring_round


def _message(by: User, region: Region) -> Announcement:
    """A consultation, whose group can still be reminded."""
    draft = Draft(
        [region],
        About.SYMPOSIUM,
        Audience.ALL,
        "Bring a friend along.",
        question="Which day suits you?",
        answer_by=localdate(clock.now()) + timedelta(days=5),
    )
    return announcements_workflow.send(draft, by=by)


def _offered(to: Region) -> Group:
    """A group of another region, offered to this one."""
    group = make_group("Barry Left", region=make_region("Wales"))
    steps = {"from_region": group.region_id, "to_region": to.pk}
    affiliation_workflow.record(group, GroupAct.OFFERED, by=SYSTEM, words="They meet here.", **steps)
    return group


def _held_list(by: User, region: Region) -> Download:
    """A list that was taken and asked back, and that nobody has said to be deleted."""
    download, _ = take(ask(by, region), by)
    with transaction.atomic():
        returns.ask_back([download], why=AskedBackFor.TAKEN_BACK, by=SYSTEM)
    return download


def _proposal(by: Contact) -> Proposal:
    """Somebody whom the secretary proposed and who has not answered."""
    proposals_workflow.propose(by, Details("Ash Thorn", "ash.thorn@example.org"))
    return Proposal.objects.get(by=by)


def _large_list(by: User, region: Region) -> DownloadRequest:
    """A list so large that it waits for a second person."""
    asked = DownloadRequest.objects.create(
        by=by,
        purpose=ListPurpose.SYMPOSIUM,
        words="To invite everybody.",
        columns=["name"],
        rows=51,
        needs_approval=True,
    )
    asked.regions.add(region)
    return asked
