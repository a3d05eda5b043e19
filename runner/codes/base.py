"""What every source of codes can do."""

from __future__ import annotations

from typing import Protocol


class CodeSource(Protocol):
    """Gives the codes of one account, each once."""

    async def mark(self) -> None:
        """Remember what is there already: only what comes later counts.

        Raises:
            NeedsPerson, UsageError: the source cannot be used.
        """
        ...

    async def next_code(self) -> str:
        """Wait for the next code.

        Raises:
            NeedsPerson: the source can no longer be used.
        """
        ...

    async def close(self) -> None:
        """Let go of whatever is open."""
        ...
