"""The admin pages of every subject, so that Django finds them."""

from .colleagues import admin as colleagues_admin
from .committee.admin import acts as committee_admin_acts
from .committee.admin import pages as committee_admin_pages
from .committee.admin import panel as committee_admin_panel
from .committee.admin import queue as committee_admin_queue
from .committee.admin import sheets as committee_admin_sheets
from .conference_desk.admin import agenda as conference_desk_admin_agenda
from .conference_desk.admin import conferences as conference_desk_admin_conferences
from .conference_desk.admin import order_paper as conference_desk_admin_order_paper
from .conference_desk.admin import pages as conference_desk_admin_pages
from .conference_desk.admin import panel as conference_desk_admin_panel
from .conference_desk.admin import reports as conference_desk_admin_reports
from .standing_orders import admin as standing_orders_admin
