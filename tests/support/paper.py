"""A trail that keeps nothing on disk: what was written, in the order in which it was."""

from __future__ import annotations

from types import SimpleNamespace


class Paper:
    """Stands in for a run's trail, for tests of what comes before what."""

    def __init__(self, log):
        self.log, self.events, self.last_picture = log, [], None
        self.folder = SimpleNamespace(name="trail-1")

    def event(self, kind, **fields):
        self.log.append(kind)
        self.events.append({"kind": kind, **fields})

    async def durable(self):
        self.log.append("durable")

    def kinds(self):
        return [event["kind"] for event in self.events]
