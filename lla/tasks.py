"""Background work of the toolkit: the chores of minute and night."""

from lla import chores, delivery, retention

chores.minutely(delivery.drop_expired)
chores.nightly(retention.letters)
chores.nightly(retention.links)
chores.nightly(retention.limits)
chores.nightly(retention.sessions)
chores.nightly(retention.papers)
chores.nightly(retention.tasks)
