"""Where an account of a batch stands, and how that is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """A state, as the database keeps it; those that somebody has to look at come first."""

    FAILED = "failed"
    REFUSED = "refused"
    PARKED = "parked"
    WAITING = "waiting"
    RUNNING = "running"
    QUEUED = "queued"
    STOPPED = "stopped"
    DONE = "done"

    @property
    def sign(self) -> str:
        """How it begins a line of the progress."""
        return _SHOWN[self][0]

    @property
    def colour(self) -> str:
        """Rich's name of the colour it is written in."""
        return _SHOWN[self][1]

    @property
    def exit_code(self) -> int:
        """What has not come to its end waits for somebody to start the batch again: 3."""
        return _SHOWN[self][2]

    @property
    def tone(self) -> str:
        """``good``, ``bad`` or ``wait``, for style sheets."""
        return {"green": "good", "red": "bad"}.get(self.colour, "wait")


_SHOWN: Final = {
    State.FAILED: ("✗", "red", 1),
    State.REFUSED: ("✗", "red", 4),
    State.PARKED: ("…", "yellow", 3),
    State.WAITING: ("…", "yellow", 3),
    State.RUNNING: ("…", "cyan", 3),
    State.QUEUED: ("…", "dim", 3),
    State.STOPPED: ("–", "red", 3),
    State.DONE: ("✓", "green", 0),
}

ORDER: Final = tuple(State)
"""What somebody has to look at comes first."""
OPEN: Final = (State.QUEUED, State.RUNNING, State.WAITING)
"""Something is still to happen without anybody."""
ENDED: Final = tuple(state for state in State if state not in OPEN)
WORST_FIRST: Final = (1, 4, 3, 0)
"""Exit codes."""
