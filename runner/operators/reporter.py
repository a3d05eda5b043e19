"""What a run says while it goes on, and to whom: one protocol, so that a run knows nothing of terminals."""

from __future__ import annotations

from typing import Protocol


class Reporter(Protocol):
    """Hears of each step as it happens."""

    def opened(self, title: str, trail: str) -> None:
        """A run began; its trail is in this folder."""

    def step(self, title: str) -> None:
        """A step began."""

    def step_ended(self, title: str, mark: str, note: str = "") -> None:
        """A step ended: ``done``, ``skipped`` or ``failed``."""

    def waiting(self, text: str) -> None:
        """A person is waited for; an empty text says that the wait is over."""

    def note(self, text: str) -> None:
        """Something worth a line."""

    def closed(self) -> None:
        """The run is over."""


class NullReporter:
    """Says nothing."""

    def opened(self, title: str, trail: str) -> None: ...
    def step(self, title: str) -> None: ...
    def step_ended(self, title: str, mark: str, note: str = "") -> None: ...
    def waiting(self, text: str) -> None: ...
    def note(self, text: str) -> None: ...
    def closed(self) -> None: ...
