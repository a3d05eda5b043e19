"""For tests written before the helpers moved to ``tests/support``."""

from tests.support.people import *  # noqa: F403
