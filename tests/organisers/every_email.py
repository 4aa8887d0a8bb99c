"""An email of every kind that the organisers app writes, each from rows of its own."""

from collections.abc import Callable
from datetime import date
from typing import Any

from lla.accounts.models import User
from lla.emails.models import Email
from lla.time import clock
from organisers.affiliation import emails as affiliation_emails
from organisers.announcements import emails as announcements_emails
from organisers.announcements.choices import Audience
from organisers.announcements.models import Announcement
from organisers.announcements.selectors import Recipient
from organisers.appointments import emails as appointments_emails
from organisers.appointments.models import Appointment
from organisers.consents import emails as consents_emails
from organisers.contacts import emails as contacts_emails
from organisers.contacts.choices import ContactRole, Purpose
from organisers.contacts.models import Contact, HeardConsent
from organisers.editions import emails as editions_emails
from organisers.editions.models import Copy
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.imports import emails as imports_emails
from organisers.imports.choices import Origin, Stage
from organisers.imports.models import Import
from organisers.lists import emails as lists_emails
from organisers.lists.choices import AskedBackFor, ListFormat, ListPurpose
from organisers.lists.models import Download, DownloadRequest
from organisers.proposals import emails as proposals_emails
from organisers.proposals.models import Proposal
from organisers.symposia import emails as symposia_emails
from organisers.symposia.models import Symposium
from tests.factories import make_user
from tests.organisers.consents.factories import by_telephone, hear, make_held_copy, make_rung
from tests.organisers.factories import make_appointment, make_contact, make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask, make_allowing
from tests.organisers.symposia.factories import allow_notices, make_confirmed, make_consultation

WORDS = "We cannot go on.\n{link}\nDear friend, click here."


def contact(*, confirmed: bool = True) -> Contact:
    row = make_contact(make_group("Otter Valley Left"), name="Jo Marsh")
    row.wanted_email, row.wanted_phone = "jo.new@example.org", "+447700900124"
    row.confirmed_at = clock.now() if confirmed else None
    return row


def _about_a_contact(write: Callable[[Contact], Email]) -> Callable[[], Email]:
    return lambda: write(contact())


def _applied() -> Contact:
    return contact(confirmed=False)


def _copy() -> tuple[Copy, Contact]:
    holder = contact()
    return make_held_copy(holder.group, make_contact(make_group("Teal Left"), name="Kim Teasel")), holder


def _heard() -> HeardConsent:
    group = make_group("Otter Valley Left")
    heard = hear(make_rung(group), by_telephone(group), by=make_organiser(name="Sam Hollis"))
    make_organiser(name="Robin Vale")
    return heard


def _recalled() -> Email:
    copy, holder = _copy()
    return editions_emails.copies_recalled(holder, [copy])


def _passed_on() -> Email:
    copy, _ = _copy()
    sender = {"name": "Kim Teasel", "email": "kim@example.org", "words": WORDS}
    return editions_emails.passed_on(copy, make_group("Teal Left North"), **sender)[0]


def _proposed() -> Email:
    by = contact()
    return proposals_emails.proposed(
        Proposal(
            pk=4, group=by.group, by=by, name="Win Evil", email="win@example.org", role=ContactRole.CHAIR
        )
    )


def _ended() -> Email:
    group = contact().group
    group.status = GroupStatus.LEFT
    return affiliation_emails.ended(group, words=WORDS)[0]


def _ended_now() -> Appointment:
    appointment = make_appointment()
    appointment.ended_because = WORDS
    return appointment


def _moved() -> Email:
    group = make_group("Otter Valley Left")
    return affiliation_emails.moved(group, before=make_region("Wales"), words=WORDS, by=make_user())[0]


def _asked() -> DownloadRequest:
    region = make_region()
    make_allowing(Purpose.SYMPOSIUM, group=make_group("Otter Valley Left", region=region))
    make_organiser(region, name="Robin Vale")
    return ask(make_organiser(region, name="Sam Hollis"), region)


def _approved() -> DownloadRequest:
    asked = _asked()
    asked.approved_by = make_organiser(make_region("Wales"), name="Ida Wren")
    return asked


def _download() -> Download:
    asked = _asked()
    return Download(
        copy_id="K-Y62Y",
        request=asked,
        by=asked.by,
        purpose=ListPurpose.SYMPOSIUM,
        format=ListFormat.CSV,
        rows=2,
        subjects=[1, 2],
        at=clock.now(),
    )


def _of_a_list(write: Callable[[User, list[Download]], Email]) -> Callable[[], Email]:
    def build() -> Email:
        download = _download()
        return write(download.by, [download])

    return build


def _group_in_region() -> Group:
    return allow_notices(contact()).group


def _planned(write: Callable[[Symposium, Group], list[Email]]) -> Callable[[], Email]:
    """About a symposium on which groups are consulted."""

    def build() -> Email:
        group = _group_in_region()
        return write(make_consultation(group.region), group)[0]

    return build


def _settled(write: Callable[[Symposium, Group], list[Email]]) -> Callable[[], Email]:
    """About a symposium of which day and place are known."""

    def build() -> Email:
        group = _group_in_region()
        symposium = make_confirmed(group.region)
        symposium.decision_note = symposium.early_reason = symposium.cancelled_because = WORDS
        return write(symposium, group)[0]

    return build


def _announcement(write: Callable[[Announcement, Recipient], Email], **asks: Any) -> Callable[[], Email]:
    def build() -> Email:
        reader = contact()
        by = make_organiser(name="Sam Hollis")
        message = Announcement(pk=5, by=by, audience=Audience.ALL, words=WORDS, **asks)
        return write(message, Recipient(reader.email, reader.group, reader))

    return build


ASKS = {"question": WORDS, "document": "https://example.org/draft/", "answer_by": date(2030, 5, 3)}


def _import() -> Import:
    return Import(pk=5, by=make_organiser(name="Sam Hollis"), origin=Origin.NETWORK, stage=Stage.DONE)


def _two_missed() -> Email:
    return symposia_emails.two_missed(Symposium(region=make_region(), quarter=date(2026, 1, 1), pk=3))[0]


BUILDERS: dict[str, Callable[[], Email]] = {
    "organisers/added": lambda: contacts_emails.added(contact(confirmed=False)),
    "organisers/address_asked": _about_a_contact(contacts_emails.address_asked),
    "organisers/address_changed": lambda: contacts_emails.address_changed(contact(), old="jo@example.org"),
    "organisers/address_to_confirm": _about_a_contact(contacts_emails.address_to_confirm),
    "organisers/announcement": _announcement(announcements_emails.announcement),
    "organisers/announcement_reminder": _announcement(announcements_emails.reminder, **ASKS),
    "organisers/appointed": lambda: appointments_emails.appointed(make_appointment()),
    "organisers/appointment_ended": lambda: appointments_emails.appointment_ended(_ended_now()),
    "organisers/asked_to_verify": lambda: contacts_emails.asked_to_verify(contact(), last=True),
    "organisers/consent_not_confirmed": lambda: consents_emails.consent_not_confirmed(_heard()),
    "organisers/consent_to_confirm": lambda: consents_emails.consent_to_confirm(_heard())[0],
    "organisers/copies_recalled": _recalled,
    "organisers/copy_sent": lambda: editions_emails.copy_sent(*_copy()),
    "organisers/corrected": _about_a_contact(contacts_emails.corrected),
    "organisers/erased": lambda: contacts_emails.erased(contact(), why="You asked for it."),
    "organisers/group_affiliated": lambda: affiliation_emails.affiliated(contact().group)[0],
    "organisers/group_application_to_confirm": lambda: affiliation_emails.application_to_confirm(_applied()),
    "organisers/group_applied": lambda: affiliation_emails.applied(contact().group)[0],
    "organisers/group_ended": _ended,
    "organisers/group_known": lambda: affiliation_emails.known(contact().group, to="kim@example.org"),
    "organisers/group_moved": _moved,
    "organisers/group_moved_told": _about_a_contact(
        lambda each: affiliation_emails.moved_told(each.group, before=make_region("Wales"))[0]
    ),
    "organisers/group_offered": lambda: affiliation_emails.offered(
        make_group("Otter Valley Left"), to=make_region("Wales"), words=WORDS, by=make_organiser()
    )[0],
    "organisers/group_kept": lambda: affiliation_emails.kept(
        make_group("Otter Valley Left"), to=make_region("Wales"), words=WORDS
    )[0],
    "organisers/import_told": lambda: imports_emails.told(_import(), [make_region()], groups=3, contacts=5)[
        0
    ],
    "organisers/import_undone": lambda: imports_emails.undone(_import(), [contact(confirmed=False)]),
    "organisers/imported": lambda: imports_emails.imported(_import(), [contact(confirmed=False)]),
    "organisers/list_approved": lambda: lists_emails.approved(_approved()),
    "organisers/list_declined": lambda: lists_emails.declined(_asked()),
    "organisers/list_taken": lambda: lists_emails.taken(_download())[0],
    "organisers/list_to_approve": lambda: lists_emails.approval_asked(_asked())[0],
    "organisers/lists_asked_back": _of_a_list(
        lambda holder, held: lists_emails.asked_back(holder, held, why=AskedBackFor.ENDED)
    ),
    "organisers/lists_not_answered": _of_a_list(
        lambda holder, held: lists_emails.not_answered(holder, held)[0]
    ),
    "organisers/lists_still_held": _of_a_list(lists_emails.reminded),
    "organisers/my_link": _about_a_contact(contacts_emails.my_link),
    "organisers/passed_on": _passed_on,
    "organisers/proposed": _proposed,
    "organisers/question": lambda: contacts_emails.question(contact(), make_group("Teal Left")),
    "organisers/replaced": _about_a_contact(contacts_emails.replaced),
    "organisers/symposium_asked": _planned(lambda row, group: symposia_emails.asked(row, [group])),
    "organisers/symposium_cancelled": _settled(lambda row, group: symposia_emails.cancelled(row, [group])),
    "organisers/symposium_changed": _settled(lambda row, group: symposia_emails.changed(row, [group])),
    "organisers/symposium_confirmed": _settled(lambda row, group: symposia_emails.confirmed(row, [group])),
    "organisers/symposium_reminded_of_the_day": _settled(
        lambda row, group: symposia_emails.reminded_of_the_day(row, [group], coming={group.pk: True})
    ),
    "organisers/symposium_reminded_to_answer": _planned(
        lambda row, group: symposia_emails.reminded_to_answer(row, [group])
    ),
    "organisers/symposium_voice_stays": _planned(symposia_emails.voice_stays),
    "organisers/took_over": lambda: contacts_emails.took_over(contact(confirmed=False)),
    "organisers/two_missed": _two_missed,
    "organisers/not_rung": _about_a_contact(contacts_emails.not_rung),
    "organisers/wrong_number": _about_a_contact(contacts_emails.wrong_number),
    "organisers/withdrawn": _about_a_contact(contacts_emails.withdrawn),
    "organisers/written_to": lambda: appointments_emails.written_to(
        make_region(), name="Kim Teasel", email="kim@example.org", words=WORDS
    )[0],
}
