"""The admin pages of every subject, so that Django finds them."""

from .appointments import admin as appointments_admin
