"""The models of every subject, so that Django finds them."""

from .channels import models as channels_models
from .comments import models as comments_models
from .complaints import models as complaints_models
from .consultations import models as consultations_models
from .filters import models as filters_models
from .forums import models as forums_models
from .guidelines import models as guidelines_models
from .media import models as media_models
from .meetings import models as meetings_models
from .messages import models as messages_models
from .positions import models as positions_models
from .posts import models as posts_models
from .record import models as record_models
from .reports import models as reports_models
from .results import models as results_models
from .roster import models as roster_models
from .sources import models as sources_models
from .staffing import models as staffing_models
from .statistics import models as statistics_models
from .team import models as team_models
