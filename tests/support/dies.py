"""``mi-runner`` in a process that kills itself at a named point: ``python -m tests.support.dies POINT N WORDS…``.

Nothing is tidied up, as when the machine loses its power; N counts the times the point is passed. A point that is *given*
is passed when it gave something: who asks for an account that another has just claimed gets none.
"""

from __future__ import annotations

import functools
import inspect
import os
import signal
import sys
from importlib import import_module

from runner.cli import main

POINTS = {
    "an account is claimed": ("runner.batch.store", "Store.claim", "given"),
    "the console is signed in to": ("runner.core.run", "Run.learn_owner", "after"),
    "the intent is on record": ("runner.batch.intents", "SharedIntents.begin", "after"),
    "the click is made": ("pages.delete_account", "LastWarningPage.delete_for_good", "after"),
    "the outcome is on record": ("runner.batch.intents", "SharedIntents.settle", "after"),
    "the trail is sealed": ("runner.batch.attempt", "_Attempt._record", "before"),
    "the account is done": ("runner.batch.attempt", "_Attempt._record", "after"),
}


def die():
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def arm(point, number):
    """Make the process die when it passes the point for the n-th time."""
    module, path, when = POINTS[point]
    *owner, name = path.split(".")
    place = functools.reduce(getattr, owner, import_module(module))
    whole, left = getattr(place, name), [number]

    def passes(now, given=None):
        if now == when or (now == "after" and when == "given" and given):
            left[0] -= 1
            if not left[0]:
                die()

    @functools.wraps(whole)
    async def in_loop(*given, **more):
        passes("before")
        done = await whole(*given, **more)
        passes("after", done)
        return done

    @functools.wraps(whole)
    def plain(*given, **more):
        passes("before")
        done = whole(*given, **more)
        passes("after", done)
        return done

    setattr(place, name, in_loop if inspect.iscoroutinefunction(whole) else plain)


if __name__ == "__main__":
    arm(sys.argv[1], int(sys.argv[2]))
    sys.argv = ["mi-runner", *sys.argv[3:]]
    main()
