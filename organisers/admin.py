"""The admin pages of every subject, so that Django finds them."""

from .affiliation import admin as affiliation_admin
from .allied import admin as allied_admin
from .appointing import admin as appointing_admin
from .appointments import admin as appointments_admin
from .dashboard import admin as dashboard_admin
from .regions import admin as regions_admin
