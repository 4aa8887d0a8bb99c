"""The models of every subject, so that Django finds them."""

from .accounts import models as accounts_models
from .acts import models as acts_models
from .emails import models as emails_models
from .export import models as export_models
from .jobs import models as jobs_models
from .keys import models as keys_models
from .limits import models as limits_models
from .links import models as links_models
from .papers import models as papers_models
from .subjects import models as subjects_models
