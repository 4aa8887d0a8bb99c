"""The nightly chores of organisers, each safe twice, late, or after a week's gap."""

from lla import chores

from .workflow import appointments, groups, keeping

chores.nightly(keeping.remind_unverified)
chores.nightly(keeping.erase_unverified)
chores.nightly(keeping.erase_left)
chores.nightly(keeping.forget_new_addresses)
chores.nightly(appointments.end_sessions)
chores.nightly(groups.forget_unconfirmed)
