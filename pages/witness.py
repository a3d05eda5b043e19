"""The second witness: what the page's own requests were answered. Watched as they pass, never asked for by us."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab
from playwright.async_api import Request, Response

from pages.kept import kept_on
from pages.told_lists import ToldLists
from pages.wording import fold

ALL_DEVICES: Final = "/passport/user/all/devices"  # seen in a public client, 2025-02
PHONES: Final = "/find/device/full/status"  # seen in many public clients
_KNOWN: Final = (ALL_DEVICES, PHONES)
_ERROR, _BROKEN = 400, 500
"""HTTP statuses from which an answer is an error, and the console's own."""
_ASKS: Final = frozenset({"GET", "HEAD"})
_PREFIX: Final = "&&&START&&&"
_LIMIT: Final = 5.0
"""Seconds an answer's text may take to come."""
_LONGEST: Final = 200


@dataclass(frozen=True)
class Told:
    """One device, as the page's own data names it."""

    id: str
    names: tuple[str, ...]
    """The best name first."""

    def is_named_in(self, texts: Sequence[str]) -> bool:
        """Whether any of these texts says one of its names, or its id."""
        folded = [fold(text) for text in texts]
        return any(fold(name) in text for name in (*self.names, self.id) if name for text in folded)


class Witness:
    """Listens to one tab."""

    def __init__(self, tab: Tab) -> None:
        self._pending: dict[Request, str] = {}
        self._responses: dict[Request, Response] = {}
        self._answers: dict[str, tuple[Told, ...]] = {}
        self._before: tuple[Told, ...] = ()
        """What was answered before something was last changed."""
        self.lists = ToldLists()
        """The lists in any answer, also where the vendor's address for them is not known."""
        self.has_failed = False
        """Whether a question of the page's own was answered with an error: what it shows may be what is left."""
        self._old: frozenset[Request] = frozenset()
        """What had not been answered when something was about to be changed."""
        self._change_failed = False
        self.change_was_refused = False
        """Whether what the page sent to change something was answered with a no, rather than not at all."""
        self._heard = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        tab.on("request", self._asked)
        tab.on("response", self._began)
        tab.on("requestfinished", self._answered)
        tab.on("requestfailed", self._failed)

    @property
    def is_waiting(self) -> bool:
        """Whether the page still waits for an answer to a question of its own."""
        return bool(self._pending) or any(not task.done() for task in self._tasks)

    async def told(self, seconds: float) -> None:
        """Return once the answers that have come are read, or after so many seconds."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)

    def heed_change(self) -> None:
        """Something is about to be changed by hand: what the page sends from now on may be the change itself."""
        self._old, self._change_failed, self.change_was_refused = frozenset(self._pending), False, False

    async def change_was_taken(self, seconds: float) -> bool:
        """Whether all that the page sent since then to change something was answered, and nothing with an error.

        A page may show a change at once, and take it back when it is refused. What only asks (GET) is not waited for.

        Arguments:
            seconds: how long to wait for the answers.
        """
        until = time.monotonic() + seconds
        while any(one.method not in _ASKS for one in self._pending if one not in self._old):
            self._heard.clear()
            try:
                await asyncio.wait_for(self._heard.wait(), until - time.monotonic())
            except TimeoutError:
                return False
        await self.told(_LIMIT)
        return not self._change_failed

    def forget(self) -> None:
        """What was answered so far is old: something was changed since."""
        self._before = self._answers.get(ALL_DEVICES, self._before)
        self._answers.clear()
        self.lists.forget()
        self.has_failed = False

    async def devices(self) -> tuple[Told, ...] | None:
        """The devices the page was told of, all kinds where it asked for all; None when it asked for none."""
        await self.told(_LIMIT)
        found = self._answers.get(ALL_DEVICES)
        return found if found is not None else self._answers.get(PHONES)

    async def only_gone(self) -> Told | None:
        """The one device that the page's question for every device names no longer, where all others are as before."""
        await self.told(_LIMIT)
        now = self._answers.get(ALL_DEVICES)
        if now is None or self.has_failed or self.is_waiting or len(now) != len(self._before) - 1:
            return None
        gone = [one for one in self._before if one not in now]
        return gone[0] if len(gone) == 1 else None

    @property
    def asked_for_all(self) -> bool:
        """Whether the page asked for every device, not only for those that can be found on a map."""
        return ALL_DEVICES in self._answers

    def _asked(self, request: Request) -> None:
        if request.resource_type in {"xhr", "fetch"}:
            self._pending[request] = urlsplit(request.url).path

    def _began(self, response: Response) -> None:
        if response.request in self._pending:
            self._responses[response.request] = response

    def _failed(self, request: Request) -> None:
        self._responses.pop(request, None)
        if self._pending.pop(request, None) is not None and "ERR_ABORTED" not in (request.failure or ""):
            self._note_failure(request)
        self._heard.set()

    def _answered(self, request: Request) -> None:
        path, response = self._pending.pop(request, None), self._responses.pop(request, None)
        self._heard.set()
        if path is None or response is None:
            return
        task = asyncio.ensure_future(self._read(path, response))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _note_failure(self, request: Request, *, refused: bool = False) -> None:
        self.has_failed = True
        if request.method not in _ASKS and request not in self._old:
            self._change_failed = True
            self.change_was_refused = self.change_was_refused or refused

    async def _read(self, path: str, response: Response) -> None:
        if response.status >= _ERROR:
            self._note_failure(response.request, refused=response.status < _BROKEN)
            return
        if "json" not in response.headers.get("content-type", "") and not path.endswith(_KNOWN):
            return
        try:
            answer = json.loads((await asyncio.wait_for(response.text(), _LIMIT)).removeprefix(_PREFIX))
        except (PlaywrightError, TimeoutError, ValueError):
            return  # gone with its page, or nothing we can read: then it says nothing
        if isinstance(answer, Mapping) and answer.get("code", 0) not in {0, 200, "0", "200"}:
            self._note_failure(response.request, refused=True)
            return
        self.lists.take(path, answer)
        if path.endswith(_KNOWN) and (told := devices_in(answer)) is not None:
            self._answers[next(known for known in _KNOWN if path.endswith(known))] = told


def devices_in(answer: Any) -> tuple[Told, ...] | None:
    """The devices in an answer; None when it is no such list."""
    data = answer.get("data") if isinstance(answer, Mapping) and answer.get("code") == 0 else None
    if not isinstance(data, Mapping):
        return None
    listed = data.get("list", data.get("devices"))
    if not isinstance(listed, list):
        return None
    return tuple(_told(one) for one in listed if isinstance(one, Mapping))


def _told(device: Mapping[str, Any]) -> Told:
    return Told(str(device.get("devId") or "")[:_LONGEST], tuple(dict.fromkeys(_names(device))))


def _names(device: Mapping[str, Any]) -> Iterator[str]:
    """Every name an entry holds; field names seen 2025, ``name`` in older clients."""
    info = device.get("modelInfo")
    places = (device, info if isinstance(info, Mapping) else {})
    for key in ("deviceName", "name", "modelName", "model"):
        for place in places:
            value = place.get(key)
            if isinstance(value, str) and value.strip():
                yield " ".join(value.split())[:_LONGEST]


def ids_by_name(told: Sequence[Told]) -> dict[str, tuple[str, ...]]:
    """For each best name the ids that bear it; a further name counts where it is no other's."""
    found: dict[str, list[str]] = {}
    for one in told:
        for name in one.names[:1]:
            found.setdefault(name, []).append(one.id)
    for one in told:
        for name in one.names[1:]:
            if sum(name in other.names for other in told) == 1 and name not in found:
                found[name] = [one.id]
    return {name: tuple(ids) for name, ids in found.items()}


def witness_of(tab: Tab) -> Witness:
    """The tab's witness, who listens from the first time this is asked."""
    return kept_on(tab, "witness", lambda: Witness(tab))
