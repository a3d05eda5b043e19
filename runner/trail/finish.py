"""The end of a trail: its report and its seal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from runner.errors import TrailError
from runner.trail import private, stamp
from runner.trail.keys import fingerprint, public_blob
from runner.trail.report import closing_report
from runner.trail.seal import Ending, seal
from runner.trail.timeline import open_trail, read
from runner.trail.writer import Written, sync

REPORT: Final = "report.html"


def finish(
    folder: Path,
    written: Written,
    outcome: dict[str, Any],
    key: Ed25519PrivateKey,
    salvaged: dict[str, int] | None = None,
) -> None:
    """Write the report and the seal of a trail whose ``run-closed`` is on disk.

    Arguments:
        folder: the trail.
        written: head and length of its chain, and the small pictures for the report.
        outcome: the fields of ``run-closed``.
        key: the user's key.
        salvaged: for a run that was killed, what the seal says of it.

    Raises:
        TrailError: they cannot be written.
    """
    try:
        owner = fingerprint(public_blob(key.public_key()))
        page = closing_report(read(open_trail(folder)), written.previews, written.head, owner)
        with private.create(folder / REPORT) as file:
            file.write(page.encode("utf-8", "replace"))
        sync(folder / REPORT)
        seal(folder, Ending(written.head, written.lines, outcome, salvaged), key, os.environ.get(stamp.VARIABLE))
        sync(folder)
    except OSError as error:
        raise TrailError(f"The trail {folder} cannot be sealed: {error.strerror}.") from None
