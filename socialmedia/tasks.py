"""The nightly and minutely work of every subject, so that the worker finds it."""

from .appointments import tasks as appointments_tasks
from .comments import tasks as comments_tasks
from .complaints import tasks as complaints_tasks
from .consultations import tasks as consultations_tasks
from .forums import tasks as forums_tasks
from .leave import tasks as leave_tasks
from .media import tasks as media_tasks
from .messages import tasks as messages_tasks
from .notifications import tasks as notifications_tasks
from .personal_data import tasks as personal_data_tasks
from .posts import tasks as posts_tasks
from .reports import tasks as reports_tasks
from .roster import tasks as roster_tasks
