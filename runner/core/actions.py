"""Who acted, put on record: a person, by the name they gave, and for how long."""

from __future__ import annotations

from runner.core.context import RunContext
from runner.operators.base import acts_of


def record_actions(run: RunContext) -> None:
    """Write down who acted since the last time, where several people may stand behind the operator."""
    for act in acts_of(run.operator):
        run.trail.event("person-acted", who=act.who, seconds=round(act.seconds, 3), at_the=run.operator.name)
