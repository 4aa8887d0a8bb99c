"""What waits for somebody stands in the order in which it becomes late."""

from datetime import UTC, date, datetime

from lla.pages.tasks import Task, urgent_first

NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)


def test_what_is_late_or_soon_due_comes_first_and_the_rest_keeps_its_order() -> None:
    pressing, far = Task("Ring", "1", "/"), Task("Plan", "2", "/", date(2027, 6, 30))
    soon, late = (
        Task("Check", "3", "/", datetime(2027, 5, 12, tzinfo=UTC)),
        Task("Send", "4", "/", date(2027, 5, 9)),
    )
    today = Task("Decide", "5", "/", date(2027, 5, 10))
    assert urgent_first([pressing, far, soon, late, today], now=NOW) == [late, today, soon, pressing, far]


def test_a_task_is_late_once_its_moment_or_its_whole_day_is_over() -> None:
    moment = datetime(2027, 5, 10, 9, tzinfo=UTC)
    tasks = [Task("Send", "", "/", due) for due in (moment, date(2027, 5, 10), None)]
    assert [task.due_at <= NOW for task in tasks] == [True, False, False]
