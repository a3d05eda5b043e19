"""What a reader of pictures finds in a run's pictures: nothing of the account's owner or of a device may be read."""

from __future__ import annotations

from pathlib import Path

from tests.support.ocr import read_picture, squeezed

WORDS_OF_THE_CONSOLE = {"nolinkeddevices", "delete", "remove"}
"""Names of devices that stand on the pages anyway."""


def identifiers(account: dict) -> set[str]:
    """What may stand on no picture, as a reader of pictures would read it."""
    texts = [account["email"], account["id"], account["phone"], account["name"]]
    texts += [device[key] for device in account["devices"] for key in ("id", "name")]
    return {word for word in map(squeezed, texts) if len(word) > 3} - WORDS_OF_THE_CONSOLE


def uncovered(outcome, folder: Path) -> tuple[int, list[str]]:
    """How many pictures a run left, and what could be read in them that should not."""
    pictures = sorted((outcome.result.trail / "pictures").glob("*.webp"))
    found = []
    for path in pictures:
        text = read_picture(path, folder)
        found += [
            f"{outcome.front}, {outcome.scenario}, {path.name}: {word}"
            for word in identifiers(outcome.before)
            if word in text
        ]
    return len(pictures), found
