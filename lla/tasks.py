"""Background work of the toolkit: the nudge that delivers a letter, and the chores of minute and night."""

from django_tasks import task

from lla import chores, delivery, retention


@task()
def deliver(letter_pk: int) -> None:
    delivery.deliver(letter_pk)


chores.minutely(delivery.deliver_due)
chores.nightly(retention.letters)
chores.nightly(retention.links)
chores.nightly(retention.limits)
chores.nightly(retention.sessions)
chores.nightly(retention.tasks)
