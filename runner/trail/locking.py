"""A mark on the file of a trail that is being written, which goes away by itself when the writer dies."""

from __future__ import annotations

import os
import sys
import time
from typing import Final

_TRIES: Final = 20
_BETWEEN: Final = 0.05
"""Seconds between two tries to mark a file that somebody has marked, or only asks about."""

_FAR_AWAY: Final = 1 << 40
"""Windows locks bytes against readers too, so the byte that is locked lies where no trail reaches."""

if sys.platform == "win32":
    import msvcrt

    def lock(fd: int) -> bool:
        """Mark the file; False when somebody else has marked it."""
        where = os.lseek(fd, 0, os.SEEK_CUR)
        try:
            os.lseek(fd, _FAR_AWAY, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(fd, where, os.SEEK_SET)
        return True

    def is_locked(fd: int) -> bool:
        """Whether somebody has marked the file. For an instant it is marked by us: Windows has no other question."""
        if not lock(fd):
            return True
        where = os.lseek(fd, 0, os.SEEK_CUR)
        try:
            os.lseek(fd, _FAR_AWAY, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
        finally:
            os.lseek(fd, where, os.SEEK_SET)
        return False
else:
    import fcntl

    def lock(fd: int) -> bool:
        """Mark the file; False when somebody else has marked it."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def is_locked(fd: int) -> bool:
        """Whether somebody has marked the file. Any number may ask at once, and are not taken for one another."""
        try:
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        fcntl.flock(fd, fcntl.LOCK_UN)
        return False


def lock_for_long(fd: int) -> bool:
    """Mark the file for as long as we live, waiting out whoever only asks; False when somebody else has marked it."""
    for _ in range(_TRIES):
        if lock(fd):
            return True
        time.sleep(_BETWEEN)
    return False
