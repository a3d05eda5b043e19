"""The screenshot audit trail: evidence that somebody else can check."""

from runner.trail.record import Moment, Trail

__all__ = ["Moment", "Trail"]
