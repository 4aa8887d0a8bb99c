"""The admin pages of every subject, so that Django finds them."""

from .agenda import admin as agenda_admin
from .committee.admin import acts as committee_admin_acts
from .committee.admin import pages as committee_admin_pages
from .committee.admin import panel as committee_admin_panel
from .committee.admin import queue as committee_admin_queue
from .committee.admin import sheets as committee_admin_sheets
