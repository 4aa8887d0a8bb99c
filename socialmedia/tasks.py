"""The nightly chores of social media, each safe twice, late, or after a week's gap."""

from lla import chores

from .workflow import consultation_chores, conversation_chores, reports

chores.nightly(consultation_chores.remind_silent)
chores.nightly(consultation_chores.forget_words)
chores.nightly(reports.draft_last_month)
chores.nightly(conversation_chores.tell_of_late_messages)
chores.nightly(conversation_chores.forget_messages)
chores.nightly(conversation_chores.forget_comments)
