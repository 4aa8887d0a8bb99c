"""The nightly chores of social media, each safe twice, late, or after a week's gap."""

from lla import chores

from .workflow import (
    complaint_chores,
    consultation_chores,
    conversation_chores,
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
