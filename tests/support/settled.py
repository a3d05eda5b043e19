"""Patience that counts from when the console has answered: a busy machine makes no screen unknown."""

import time

SOON = 4
"""Seconds of it for a test that shows a screen which nobody knows: enough for a busy machine to draw one that is known."""
LOOKS = 4
"""So often the run must have looked since then; each look asks the page, and so waits until it has drawn."""


class Settled(float):
    """Seconds of patience with a screen, which begin when its page asks the console for nothing any more.

    A run asks ``waited > patience``, which Python puts to the right side first, since its kind is the narrower one.
    """

    def __init__(self, _seconds):
        self._asked, self._since, self._looks = set(), time.monotonic(), 0

    def watch(self, tab):
        """Follow what the tab asks for."""
        tab.on("request", self._asks)
        for ended in ("requestfinished", "requestfailed"):
            tab.on(ended, self._hears)

    def _asks(self, request):
        self._asked.add(request)
        self._looks = 0

    def _hears(self, request):
        self._asked.discard(request)
        self._since, self._looks = time.monotonic(), 0

    def __lt__(self, waited):
        self._looks += 1
        settled = not self._asked and self._looks >= LOOKS and time.monotonic() - self._since > float(self)
        return settled and float(waited) > float(self)
