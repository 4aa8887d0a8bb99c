"""The admin pages of every subject, so that Django finds them."""

from .accounts import admin as accounts_admin
from .desk import admin as desk_admin
from .emails import admin as emails_admin
from .export import admin as export_admin
from .subjects import admin as subjects_admin
