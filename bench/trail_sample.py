"""Make the committed sample of a practice run's trail: ``python bench/trail_sample.py TRAIL [TARGET]``.

Verifies the trail, copies it as it is to ``screenshots/sample/`` (under 1 MB, or nothing is copied), and puts a contact
sheet beside it for README.
"""

import shutil
import sys
from pathlib import Path

from runner.trail.contact_sheet import contact_sheet
from runner.trail.timeline import open_trail, read
from runner.trail.verify import verify

LARGEST = 1_000_000


def make_sample(trail: Path, target: Path) -> Path:
    """Copy an intact trail into ``target``, instead of what was there; gives its new folder."""
    verdict = verify(trail)
    if not verdict.intact:
        raise SystemExit(f"{trail} is not intact; no sample was made.")
    source = open_trail(trail)
    if sum(source.files.values()) > LARGEST:
        raise SystemExit(f"{trail} is larger than {LARGEST:,} bytes; no sample was made.")
    shutil.rmtree(target, ignore_errors=True)
    copied = Path(shutil.copytree(trail, target / trail.name))
    contact_sheet(source, read(source), target / "contact-sheet.webp")
    return copied


if __name__ == "__main__":
    print(make_sample(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "screenshots/sample")))
