"""Channels and the team behind them, what is posted, what comes back, and how it goes."""

from .channel import Channel, FunctionInUse, Platform
from .complaint import Complaint, KeptOut
from .consultation import Consultation, View
from .conversation import FilterInstalled, FilterList, Incident, Message
from .forum import BreachCase, ForumRule, Moderation, Participant
from .guideline import GuidelineVersion
from .post import DayVerdict, Like, Override, Post, PostCheck, Source, Variant, Vetting
from .record import SocialEvent, SocialRemark
from .report import Meeting, Report, WeekFigures
from .roster import RosterDuty, RosterFeed, Swap
from .team import Appointment, Leave, ReachTarget

__all__ = [
    "Appointment",
    "BreachCase",
    "Channel",
    "Complaint",
    "Consultation",
    "DayVerdict",
    "FilterInstalled",
    "FilterList",
    "ForumRule",
    "FunctionInUse",
    "GuidelineVersion",
    "Incident",
    "KeptOut",
    "Leave",
    "Like",
    "Meeting",
    "Message",
    "Moderation",
    "Override",
    "Participant",
    "Platform",
    "Post",
    "PostCheck",
    "ReachTarget",
    "Report",
    "RosterDuty",
    "RosterFeed",
    "SocialEvent",
    "SocialRemark",
    "Source",
    "Swap",
    "Variant",
    "Vetting",
    "View",
    "WeekFigures",
]
