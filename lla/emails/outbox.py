"""Writing emails: a template becomes an unsaved row, and posting saves it beside the act it tells of."""

import re
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.urls import reverse

from lla.accounts.models import User
from lla.emails import preferences, recipients
from lla.emails.models import Email
from lla.links import tokens
from lla.links.tokens import LinkWanted
from lla.words.cleaning import one_line

SUBJECT, BUTTON = "Subject:", "Button:"
_GAPS = re.compile("\n{3,}")  # where a template's own lines leave nothing
ERASED = "@erased.invalid"  # a name that no mail server ever has


def erased_address(kind: str, pk: int) -> str:
    """What stands for the address of somebody who was erased; nothing is ever sent to it."""
    return f"{kind}-{pk}{ERASED}"


def compose(
    kind: str,
    context: dict[str, Any],
    *,
    to: User | str,
    link: LinkWanted | None = None,
    confidential: bool = False,
    secret: bool = False,
    **how: Any,
) -> Email:
    """An unsaved email of a kind, "<app>/<name>", whose words are templates/emails/<kind>.txt.

    They begin with "Subject: …"; then comes text, which is never read as HTML. A second line "Button: Confirm
    your motion" says what its reader does by its link. Words that somebody typed stand there as
    {{ words|quoted }}, which fences them. Of its link the template knows `works_until`, the last day on which
    it opens; somebody who signs in is its `person`.

    `how` are further fields of the row: what it is `about`, its `urgency`, `next_attempt_at` for one that
    must not go earlier, `expires_at` for one of no use later, `reply_to`, `calendar`, and `line`, which says
    the same in one line for kinds of which several that wait for one reader are sent as one, where `noun` is
    what each is about: "amendment".
    """
    known: dict[str, Any] = {"works_until": link.works_until()} if link else {}
    if isinstance(to, User):
        known["person"] = to
    address = to.email if isinstance(to, User) else to
    written, hidden = words_of(f"emails/{kind}.txt", {**known, **context}), secret or confidential
    email = Email(**written, kind=kind, secret=hidden, confidential=confidential, **how)
    email.to, email.reply_to = one_line(address), one_line(email.reply_to)
    email.line = one_line(email.line)[:200]
    if link:
        email.link_view, email.link_purpose = link.view, link.purpose
        email.link_target, email.link_days = link.target, link.days
    return email


def page_address(view: str, *args: object) -> str:
    """The whole address of a page of this site, as an email names it."""
    return str(settings.ORGANISATION["url"]) + reverse(view, args=args)


def words_of(template: str, context: dict[str, Any]) -> dict[str, str]:
    """The subject, the button's words and the text that a template gives."""
    found = Engine.get_default().get_template(template)
    words = found.render(Context({"organisation": settings.ORGANISATION, **context}, autoescape=False))
    first, _, rest = words.lstrip().partition("\n")
    if not first.startswith(SUBJECT):
        raise ValueError(f"{template} does not begin with “{SUBJECT}”.")
    button, _, body = rest.partition("\n") if rest.startswith(BUTTON) else ("", "", rest)
    return {
        "subject": one_line(first.removeprefix(SUBJECT))[:200],
        "button": one_line(button.removeprefix(BUTTON))[:60],
        "body": _GAPS.sub("\n\n", body).strip() + "\n",
    }


def post(*emails: Email) -> None:
    """Save emails in the act's own transaction; the worker looks for what is due twice a second.

    Whoever has no address or was erased gets none, nor who wants none from us, and nobody what they turned
    off.
    """
    wanted = preferences.wanted(email for email in emails if email.to and not email.to.endswith(ERASED))
    Email.objects.bulk_create(recipients.wanted(wanted))


def take_back(purpose: str, *targets: int) -> None:
    """Delete emails that have not gone with a link to these rows, and end the links of those that have."""
    Email.objects.waiting().filter(link_purpose=purpose, link_target__in=targets).delete()
    tokens.revoke(purpose, *targets)
