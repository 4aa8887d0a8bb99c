"""What organisers register: nightly chores, safe twice, late, or after a gap; what they hold about people."""

from django.utils.timezone import localdate

from lla import chores, clock, subjects
from lla.emails import mailbox, notices
from lla.emails import relevance as emails_relevance
from lla.models import User

from . import emails, relevance
from .models import Appointment, Contact
from .papers import people
from .workflow import appointments, editions, erasing, groups, keeping, proposals, returns, symposium_chores


def _organises(user: User) -> bool:
    return Appointment.objects.in_force(on=localdate(clock.now())).of(user).exists()


def _answers_for_a_group(user: User) -> bool:
    return Contact.objects.of_address(user.email).exists()


mailbox.register_invitations("organisers/proposed")
notices.register(notices.Readers("Organising a region", _organises), emails.TO_ORGANISERS)
notices.register(notices.Readers("Groups you are a contact of", _answers_for_a_group), emails.TO_CONTACTS)
notices.register(notices.COMMITTEE, emails.TO_COMMITTEE)
chores.nightly(editions.expire)
chores.nightly(keeping.remind_unverified)
chores.nightly(keeping.erase_unverified)
chores.nightly(keeping.erase_left)
chores.nightly(keeping.forget_new_addresses)
chores.nightly(proposals.forget)
chores.nightly(appointments.end_sessions)
chores.nightly(returns.ask_back_after_office)
chores.nightly(returns.remind)
chores.nightly(groups.forget_unconfirmed)
chores.nightly(symposium_chores.invite_latecomers)
chores.nightly(symposium_chores.remind_silent_groups)
chores.nightly(symposium_chores.remind_of_the_day)
chores.nightly(symposium_chores.close_quarters)
chores.nightly(symposium_chores.forget_access_needs)
emails_relevance.register("organisers", relevance.still_holds)
subjects.register(
    subjects.Part(
        "organisers",
        people.TELLS,
        people.LEAVES_OUT,
        people.tell,
        erasing.foresee,
        erasing.erase,
        erasing.why_not_erase,
        by_phone=True,
    )
)
