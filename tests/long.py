"""Whether tests are run in their long form: ``make trust`` does."""

import os

LONG = bool(os.environ.get("ACCORDING_LONG"))
EXAMPLES = int(os.environ.get("ACCORDING_EXAMPLES", "50000"))
"""How many examples of a property the long form looks at, at most; fewer to have it done sooner."""
