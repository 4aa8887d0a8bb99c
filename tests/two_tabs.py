"""One form opened in two tabs of a browser, changed in both and sent from both."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.forms import BaseForm
from django.test import Client

from tests.concurrency import at_once


def as_sent(form: BaseForm) -> dict[str, Any]:
    """What a browser sends of a form that nobody has touched."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value is not None and value is not False}


def send_from_two(client: Client, address: str, field: str) -> list[object]:
    """Send "Theirs" from one tab, "Mine" from the other, and "Mine" once more on purpose.

    Answers the three statuses, and between them what the second page says is saved.
    """
    typed = as_sent(client.get(address).context["form"])
    first = client.post(address, {**typed, field: "Theirs"})
    second = client.post(address, {**typed, field: "Mine"})
    form = second.context["form"]
    assert form[field].value() == "Mine"
    again = client.post(address, {**typed, field: "Mine", "seen": form["seen"].value()})
    return [first.status_code, second.status_code, *(one.words for one in form.stored), again.status_code]


TOLD_ONCE = [302, 200, "Theirs", 302]


def send_at_once(client: Client, address: str, sent: Sequence[dict[str, Any]]) -> list[Any]:
    """Send as many forms at the same moment, in one browser; the answer that saved comes first."""

    def send(typed: dict[str, Any]) -> Any:
        tab = Client()
        tab.cookies = client.cookies
        return tab.post(address, typed)

    answers = at_once([partial(send, typed) for typed in sent])
    return sorted(answers, key=lambda answer: answer.status_code != 302)
