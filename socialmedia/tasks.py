"""What social media register: nightly chores, safe twice or late; what they hold about people."""

from lla import chores, subjects

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
chores.nightly(complaint_chores.ask_newcomers)
chores.nightly(complaint_chores.remind_of_due)
chores.nightly(complaint_chores.forget_closed)
chores.nightly(post_chores.judge_days)
chores.nightly(forum_chores.forget_participants)
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
