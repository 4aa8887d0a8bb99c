"""Background work of the toolkit: the nudge that delivers a letter, and the chores of minute and night."""

from django_tasks import task

from lla import chores, delivery, retention


@task()
def deliver(letters: list[int]) -> None:
    """Send the letters that one act wrote."""
    for letter in letters:
        delivery.deliver(letter)


chores.minutely(delivery.deliver_due)
chores.minutely(delivery.drop_expired)
chores.nightly(retention.letters)
chores.nightly(retention.links)
chores.nightly(retention.limits)
chores.nightly(retention.sessions)
chores.nightly(retention.papers)
chores.nightly(retention.tasks)
