"""What opens the pages of imports: an appointment of today or the oversight of all, and a second factor."""

from ..appointments.decorators import regions_required
from . import rules

importer_required = regions_required(rules.why_not_import, rules.regions_to_import)
