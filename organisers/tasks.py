"""What organisers register: nightly chores, emails that can be turned off, and own data."""

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.emails import preferences, recipients
from lla.emails import relevance as emails_relevance
from lla.jobs import schedule
from lla.subjects import registry
from lla.time import clock

from . import relevance
from .affiliation import workflow as affiliation_workflow
from .announcements import workflow as announcements_workflow
from .appointments import workflow as appointments_workflow
from .appointments.models import Appointment
from .contact_desk import workflow as contact_desk_workflow
from .contacts.models import Contact
from .conversations import workflow as conversations_workflow
from .disclosures import workflow as disclosures_workflow
from .editions import workflow as editions_workflow
from .imports import workflow as imports_workflow
from .lists.workflow import returns
from .personal_data import papers as personal_data_papers
from .personal_data import workflow as personal_data_workflow
from .proposals import workflow as proposals_workflow
from .ring_round import workflow as ring_round_workflow
from .symposia.workflow import lifecycle, nightly

TO_ORGANISERS = {
    "organisers/group_applied": "a group in your region applies to affiliate",
    "organisers/group_moved": "a group moves into your region or out of it",
}
TO_CONTACTS = {
    "organisers/symposium_reminded_to_answer": "your group has not answered about a symposium",
    "organisers/announcement": "an organiser or the committee writes to many groups",
    "organisers/announcement_reminder": "your group has not answered an organiser or the committee",
    "organisers/symposium_reminded_of_the_day": "a symposium is coming up",
}
TO_COMMITTEE = {
    "organisers/two_missed": "a region has gone two quarters without a symposium",
}


def _organises(user: User) -> bool:
    return Appointment.objects.in_force(on=localdate(clock.now())).of(user).exists()


def _answers_for_a_group(user: User) -> bool:
    return Contact.objects.of_address(user.email).exists()


recipients.register_invitations("organisers/proposed")
preferences.register(preferences.Readers("Organising a region", _organises), TO_ORGANISERS)
preferences.register(preferences.Readers("Groups you are a contact of", _answers_for_a_group), TO_CONTACTS)
preferences.register(preferences.COMMITTEE, TO_COMMITTEE)
schedule.nightly(editions_workflow.expire_copies)
schedule.nightly(contact_desk_workflow.remind_unverified)
schedule.nightly(contact_desk_workflow.erase_unverified)
schedule.nightly(contact_desk_workflow.erase_left)
schedule.nightly(contact_desk_workflow.forget_new_addresses)
schedule.nightly(proposals_workflow.empty_expired_proposals)
schedule.nightly(appointments_workflow.end_sessions)
schedule.nightly(imports_workflow.drop_expired)
schedule.nightly(announcements_workflow.forget_words)
schedule.nightly(conversations_workflow.forget_notes)
schedule.nightly(ring_round_workflow.forget_rounds)
schedule.nightly(disclosures_workflow.forget_openings)
schedule.nightly(returns.ask_back_after_office)
schedule.nightly(returns.remind_holders)
schedule.nightly(affiliation_workflow.delete_unconfirmed_groups)
schedule.nightly(lifecycle.invite_latecomers)
schedule.nightly(nightly.remind_silent_groups)
schedule.nightly(nightly.remind_of_the_day)
schedule.nightly(nightly.close_quarters)
schedule.nightly(nightly.forget_access_needs)
emails_relevance.register("organisers", relevance.still_holds)
registry.register(
    registry.Part(
        "organisers",
        personal_data_papers.INCLUDED,
        personal_data_papers.LEFT_OUT,
        personal_data_papers.sections,
        personal_data_workflow.foresee,
        personal_data_workflow.erase,
        personal_data_workflow.why_not_erase,
        by_phone=True,
    )
)
