"""What a reader of pictures finds in one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from PIL import Image


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
