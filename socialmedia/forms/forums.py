"""What is typed about a forum: its rules, what it is for, and what moderators did."""

from typing import Any

from django import forms

from lla.forms import Form, ModelForm, OneLineField, TextField, WebAddressField
from lla.seen import Seen

from ..choices import ForumPost, Measure
from ..models import Channel, ForumRule, Platform
from ..rules import forums as rules


class RuleForm(Seen, ModelForm[ForumRule]):
    """One rule, and the standard response to whoever breaks it."""

    words = OneLineField(
        label="The rule",
        max_length=300,
        help_text="One sentence that everybody can understand.",
        error_messages={"required": rules.SAY_RULE},
    )
    response = TextField(
        label="Standard response",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What a moderator writes to somebody who breaks the rule.",
    )

    class Meta:
        model = ForumRule
        fields = ("words", "response")


class AllowedForm(Form):
    """What an organising forum is for."""

    kinds = forms.MultipleChoiceField(
        label="What may be posted here?",
        choices=ForumPost,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )


class StrikeForm(Form):
    """Why an entry of the log is struck out."""

    why = OneLineField(
        label="What was wrong with it?",
        max_length=500,
        help_text="No private details. It is shown beside the entry.",
        error_messages={"required": rules.SAY_WHY_STRUCK},
    )


class LogForm(Form):
    """What a moderator did about somebody."""

    platform = forms.ModelChoiceField(
        Platform.objects.none(),
        label="Platform",
        empty_label=None,
        error_messages={"invalid_choice": rules.NOT_ON_IT},
    )
    name = OneLineField(
        label="Name or handle",
        max_length=120,
        help_text="As the platform shows it, with or without the @.",
        error_messages={"required": rules.SAY_NAME},
    )
    measure = forms.ChoiceField(
        label="What was done?",
        choices=Measure,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was done."},
    )
    rule = forms.ModelChoiceField(
        ForumRule.objects.none(),
        label="Which rule was broken?",
        empty_label="None",
        required=False,
        error_messages={"invalid_choice": rules.NOT_ITS_RULE},
    )
    link = WebAddressField(label="Address of the post or comment", required=False)
    note = OneLineField(
        label="Note", max_length=500, required=False, help_text="What happened. No private details."
    )

    def __init__(self, *args: Any, channel: Channel, **options: Any) -> None:
        platforms = rules.platforms_of(channel)
        first = {"platform": platforms[0], **options.pop("initial", {})}
        super().__init__(*args, initial=first, **options)
        offered = {
            "platform": Platform.objects.filter(pk__in=[one.pk for one in platforms]),
            "rule": channel.rules.standing(),
        }
        for name, rows in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows
