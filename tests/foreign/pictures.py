"""What a reader of pictures finds in a run's pictures: nothing of the account's owner or of a device may be read."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from PIL import Image

WORDS_OF_THE_CONSOLE = {"nolinkeddevices", "delete", "remove"}
"""Names of devices that stand on the pages anyway."""


def read_picture(path: Path, folder: Path) -> str:
    """What tesseract reads in a picture, enlarged so that it reads small print too."""
    if not shutil.which("tesseract"):
        raise AssertionError("tesseract is missing: install the package tesseract-ocr")
    with Image.open(path) as picture:
        large = folder / "large.png"
        picture.convert("L").resize((picture.width * 2, picture.height * 2)).save(large)
    done = subprocess.run(
        ["tesseract", str(large), "-", "--psm", "11"], capture_output=True, text=True, check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin"},
    )  # fmt: skip
    return squeezed(done.stdout)


def squeezed(text: str) -> str:
    """Without case and anything but letters and digits, which is where a reader of pictures errs."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


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
