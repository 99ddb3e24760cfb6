"""Whether tests are run in their long form: ``make trust`` does."""

import os

LONG = bool(os.environ.get("ACCORDING_LONG"))
