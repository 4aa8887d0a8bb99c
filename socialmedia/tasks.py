"""What social media register: chores of minute and night, safe twice or late; what they hold about people."""

from django.utils.timezone import localdate

from lla import chores, clock, subjects
from lla.emails import notices
from lla.emails import relevance as emails_relevance
from lla.models import User

from . import emails, relevance
from .models import Appointment
from .papers import people
from .workflow import (
    complaint_chores,
    consultation_chores,
    conversation_chores,
    erasing,
    forum_chores,
    leave,
    post_chores,
    reports,
    roster,
    swaps,
    team,
)


def _is_in_the_team(user: User) -> bool:
    return Appointment.objects.in_force(on=localdate(clock.now())).of(user).exists()


notices.register(notices.Readers("The social media team", _is_in_the_team), emails.TO_TEAM)
notices.register(notices.COMMITTEE, emails.TO_COMMITTEE)
chores.minutely(complaint_chores.ask_newcomers)
chores.minutely(forum_chores.keep_out_newcomers)
chores.minutely(conversation_chores.tell_of_waiting_messages)
chores.minutely(post_chores.tell_of_overdue_posts)
chores.nightly(consultation_chores.remind_silent)
chores.nightly(consultation_chores.forget_words)
chores.nightly(conversation_chores.tell_of_late_messages)
chores.nightly(conversation_chores.forget_messages)
chores.nightly(conversation_chores.forget_comments)
chores.nightly(reports.draft_last_month)
chores.nightly(team.end_sessions)
chores.nightly(leave.forget)
chores.nightly(swaps.let_lapse)
chores.nightly(roster.forget)
chores.nightly(complaint_chores.remind_of_due)
chores.nightly(complaint_chores.forget_closed)
chores.nightly(post_chores.judge_days)
chores.nightly(forum_chores.forget_participants)
emails_relevance.register("socialmedia", relevance.still_holds)
subjects.register(
    subjects.Part(
        "socialmedia",
        people.TELLS,
        people.LEAVES_OUT,
        people.tell,
        erasing.foresee,
        erasing.erase,
        erasing.why_not_erase,
    )
)
