"""A mark on the file of a trail that is being written, which goes away by itself when the writer dies."""

from __future__ import annotations

import os
import sys
from typing import Final

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
else:
    import fcntl

    def lock(fd: int) -> bool:
        """Mark the file; False when somebody else has marked it."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
