"""What opens the pages of writing to groups: an appointment of today or the committee's oversight."""

from ..appointments.decorators import regions_required
from . import rules

writer_required = regions_required(rules.why_not_write, rules.regions_to_write)
