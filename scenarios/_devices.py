"""The linked devices: choose some of them, and refuse to go on while any is linked."""

from __future__ import annotations

from pages.lists import Row
from runner import Refused, Run, UsageError
from scenarios._lists import read_list
from scenarios._things import DEVICES


def choose(devices: list[Row], wanted: tuple[str, ...]) -> list[Row]:
    """The devices named by ``--device``, by name or id; all of them when none is named.

    Raises:
        UsageError: a name fits several devices.
    """
    chosen = []
    for word in wanted:
        fits = [device for device in devices if _is_called(device, word)]
        if len(fits) > 1:
            raise UsageError(f"Several devices are called {word}; name one by its id. Nothing was unlinked.")
        chosen += [device for device in fits if device not in chosen]
    return chosen if wanted else devices


def not_linked(devices: list[Row], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """A sentence for each name that fits no linked device: unlinked by an earlier run, or misspelt."""
    return tuple(
        f"No linked device is called “{word}”." for word in wanted if not any(_is_called(one, word) for one in devices)
    )


def _is_called(device: Row, word: str) -> bool:
    return bool(word) and word.lower() in {device.id.lower(), device.name.lower()}


async def refuse_if_linked(run: Run) -> None:
    """Read the list once more before the account is deleted; that it is empty wants its proof from two places.

    Raises:
        Refused: a device is linked.
    """
    async with run.step("Make sure that no device is linked"):
        found = await read_list(run, DEVICES.page, deletes=True)
        for number, device in enumerate(found.rows, 1):
            run.vault.hide_identifier(device.name, f"device {number}")
        if found.rows:
            names = ", ".join(device.name for device in found.rows)
            raise Refused(f"Devices are still linked: {names}. Unlink them first.")
        run.note(f"No device is linked: {found.proof}.")
