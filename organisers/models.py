"""The models of every subject, so that Django finds them."""

from .allied import models as allied_models
from .announcements import models as announcements_models
from .appointments import models as appointments_models
from .contacts import models as contacts_models
from .conversations import models as conversations_models
from .disclosures import models as disclosures_models
from .editions import models as editions_models
from .groups import models as groups_models
from .imports import models as imports_models
from .lists import models as lists_models
from .proposals import models as proposals_models
from .regions import models as regions_models
from .ring_round import models as ring_round_models
from .symposia import models as symposia_models
