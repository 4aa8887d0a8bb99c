"""The style guide at /dev/look/, in development only: every component once, to be looked at and measured."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.messages import SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lla.forms.base import Form
from lla.forms.time_fields import DayField, KnownDayField
from lla.pages import menus
from lla.pages.filters import FilterTag
from lla.pages.tasks import Task
from lla.papers.blocks import Aim, Chart, Series, Span, Table, plain
from lla.text.reading import parse
from lla.time import clock

TEXT = """Conference notes:

- Groups in neighbouring towns often do not know that the other exists, and many have nobody to write to.
- *Our own survey* found that **one group in three** had lost its contact since the spring.

Conference resolves:

- To appoint organisers who follow the party’s own regions, and who:
  - keep an up-to-date list of the people to contact in each group;
  - hold a regional meeting each quarter, planned together with the groups:
    - one of them in a town without a group.
- To report to the next conference.
"""


PARTS = {
    "Pieces": [menus.Page("Style guide", "/dev/look/"), menus.Page("Emails", "/dev/mail/")],
    "Site": [menus.Page("Front page", "/")],
}
DAYS = ("Mon 1", "Tue 2", "Wed 3", "Thu 4", "Fri 5", "Sat 6", "Sun 7")
MONTHS = ("January", "February", "March", "April")
WEEKS = tuple(f"week {at}" for at in range(1, 54))
FIGURES = (
    Table(
        "What was moderated in March",
        ("Rule", "Times", "What was done"),
        (
            (plain("Be kind"), 12, plain("A word in private")),
            (plain("No links to shops"), 1204, (Span("Hidden", bold=True), Span(", three of them again"))),
            (plain("One language"), None, ()),
        ),
    ),
    Chart(
        "Posts on the Facebook page",
        "posts a day",
        "Day of March",
        DAYS,
        (Series("Facebook", (2, 3, 0, 5, None, 2, 3)),),
        aim=Aim(2, 3, "the aim: 2 to 3 posts a day"),
    ),
    Chart(
        "Posts by platform",
        "posts",
        "Month",
        MONTHS,
        tuple(
            Series(name, values)
            for name, values in (
                ("Facebook", (61, 58, 70, 66)),
                ("Instagram", (24, 31, None, 28)),
                ("YouTube", (4, 6, 5, 9)),
            )
        ),
    ),
    Chart(
        "Followers",
        "followers",
        "Week",
        WEEKS,
        (
            Series("Facebook", tuple(12000 + 37 * at + at * at % 91 * 9 for at in range(53))),
            Series("Instagram", tuple(None if 8 < at < 13 else 8000 + 20 * at for at in range(53))),
        ),
        "lines",
    ),
    Chart("Subscribers", "subscribers", "Week", WEEKS[:2], (Series("YouTube", (None, None)),), "lines"),
)


class LookForm(forms.Form):
    """One field of each kind."""

    use_required_attribute = False

    title = forms.CharField(
        help_text="Up to 10 words. This is how the motion appears on the agenda.",
        error_messages={"required": "Give the motion a title."},
    )
    email = forms.EmailField(
        label="Your email address",
        help_text="We email you a link to confirm. We never publish your address.",
        error_messages={"invalid": "Enter an email address with an @, such as name@example.org."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label="What should conference note, believe and resolve?",
        help_text="Start each part with a line that ends in a colon. Put a dash before each point.",
        widget=forms.Textarea(attrs={"data-editor": "", "rows": 14}),
    )
    passed_on = KnownDayField(label="When did your group pass it?")
    due_on = DayField(label="When does it close?")
    route = forms.ChoiceField(
        label="Who is the motion from?",
        help_text="There are two ways.",
        choices=[
            ("group", "An affiliated group that has passed it"),
            ("signatories", "Ten people who sign it"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who the motion is from."},
    )
    parts = forms.MultipleChoiceField(
        label="What may be shown?",
        choices=[("name", "My name"), ("group", "My group")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    item = forms.ChoiceField(
        label="Agenda item",
        choices=[("4", "4 Recruitment, networking, social media"), ("5", "5 Any other business")],
    )
    paper = forms.FileField(label="Word file", help_text="Up to 2 MB, without pictures.", required=False)
    agreed = forms.BooleanField(
        label="I have the permission of everybody named here.",
        error_messages={"required": "Tick the box to confirm that you have permission."},
    )


class AskForm(Form):
    """What an action asks."""

    words = forms.CharField(label="What to ask", widget=forms.Textarea(attrs={"rows": 3}))


FILTERS = (
    FilterTag("All", "#", current=False, count=12),
    FilterTag("To be verified", "#", current=True, count=3),
    FilterTag("Without a contact", "#", current=False, count=0),
)
SECTIONS = (("motion", "A motion"), ("look-words", "The search"), ("look-copy", "What can be copied"))
HISTORY = (
    {"at": "Saturday 3 April 2027, 9.14 am", "words": "Received", "by": "the returning officer"},
    {
        "at": "Monday 19 April 2027, noon",
        "words": "Revised",
        "url": "#",
        "note": "Clause 2.1 names the regions.",
    },
    {"at": "Sunday 2 May 2027, 5 pm", "words": "Ruled in order", "by": "the committee"},
)


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    wrong = {"email": "someone at example", "passed_on": "31 June", "text": TEXT}
    context: dict[str, Any] = {
        "empty_form": LookForm(prefix="empty"),
        "wrong_form": LookForm(wrong, prefix=None),
        "blocks": parse(TEXT),
        "figures": FIGURES,
        "messages": [Message(SUCCESS, "Draft saved."), Message(WARNING, "One address is missing.")],
        "typed": [("title", "Organisers for every region")],
        "long": ["Conference resolves:\n\n- To write to every group."],
        "action": {"label": "Ask the group", "button": "Send the question"},
        "ask_form": AskForm(prefix="ask"),
        "reasons": ["Motions have closed.", "The group has been asked already."],
        "bar": menus.bar(PARTS, request.path),
        "sections": SECTIONS,
        "filters": FILTERS,
        "page": Paginator(range(200), 10).page(7),
        "history": HISTORY,
        **_deadlines(clock.now()),
    }
    return render(request, "lla/site/look.html", context)


def _deadlines(now: datetime) -> dict[str, Any]:
    """A deadline of each tone, and tasks with and without one."""
    return {
        "far": now + timedelta(days=30),
        "soon": now + timedelta(days=4),
        "late": now - timedelta(days=1),
        "tasks": [
            Task("Verify", "3 groups have not checked their details.", "#", now + timedelta(days=1)),
            Task("Ring", "2 contacts have no email address.", "#"),
        ],
    }
