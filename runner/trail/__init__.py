"""The screenshot audit trail: evidence that somebody else can check.

Its names are imported when they are used: parts of this package serve where no trail is kept.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runner.trail.record import Moment, Trail

__all__ = ["Moment", "Trail"]


def __getattr__(name: str) -> Any:
    """Import a name where it is defined."""
    if name not in __all__:
        raise AttributeError(name)
    from runner.trail import record

    return getattr(record, name)
