"""The style guide at /dev/look/, in development only: every component once, to be looked at and measured."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lla.text import parse

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


class LookForm(forms.Form):
    """One field of each kind."""

    use_required_attribute = False

    title = forms.CharField(
        help_text="Up to 10 words. It is how the motion appears on the agenda.",
        error_messages={"required": "Give the motion a title."},
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="We send a link to it. It is never published.",
        error_messages={"invalid": "Write an e-mail address with an @, such as name@example.org."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label="What should conference note, believe and resolve?",
        help_text="Start each part with a line that ends in a colon. Put a dash before each point.",
        widget=forms.Textarea(attrs={"data-editor": "", "rows": 14}),
    )
    passed_on = forms.DateField(
        label="When did your group pass it?",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write a real date, such as 6 April 2027."},
    )
    route = forms.ChoiceField(
        label="Who is behind the motion?",
        help_text="Our rules know two ways.",
        choices=[
            ("group", "An affiliated group that has passed it"),
            ("signatories", "Ten people who sign it"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say who is behind the motion."},
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
        label="I have the leave of everybody named here.",
        error_messages={"required": "Tick the box to say that you have leave."},
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
        "page": Paginator(range(200), 10).page(7),
        "history": [
            {"at": "Saturday 3 April 2027, 9.14 am", "words": "Received", "by": "the returning officer"},
            {
                "at": "Monday 19 April 2027, noon",
                "words": "Revised",
                "url": "#",
                "note": "Clause 2.1 names the regions.",
            },
            {"at": "Sunday 2 May 2027, 5 pm", "words": "Ruled in order", "by": "the committee"},
        ],
    }
    return render(request, "lla/look.html", context)
