"""The models of every subject, so that Django finds them."""

from .agenda import models as agenda_models
from .amendments import models as amendments_models
from .appeals import models as appeals_models
from .colleagues import models as colleagues_models
from .committee import models as committee_models
from .composites import models as composites_models
from .duplicates import models as duplicates_models
from .group_questions import models as group_questions_models
from .motion import models as motion_models
from .order_paper import models as order_paper_models
from .placing import models as placing_models
from .reports import models as reports_models
from .standing_orders import models as standing_orders_models
from .submitting import models as submitting_models
