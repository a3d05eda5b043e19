"""The foreign console: two hosts on loopback that show whichever front end is chosen, over a practice console's state."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import uvicorn

from tests.foreign.backend import AccountHost, CloudHost
from tests.foreign.fronts import FRONTS, Front

PATIENCE = 20.0


class ForeignConsole:
    """Serves from a thread of its own between ``start`` and ``stop``.

    Arguments:
        practice: a practice console that runs; its accounts, codes and ledger are ours.
        widgets: where the packages of the npm registry lie.
    """

    def __init__(self, practice, widgets: Path) -> None:
        self.practice, self.widgets = practice, widgets.resolve()
        self.sockets = [_bound("127.0.0.1"), *_localhost()]
        ports = [each.getsockname()[1] for each in self.sockets]
        self.account_url, self.cloud_url = f"http://127.0.0.1:{ports[0]}", f"http://localhost:{ports[1]}"
        self.apps = {ports[0]: AccountHost(self).app(), ports[1]: CloudHost(self).app()}
        self.wear("divs")

    @property
    def world(self):
        """The practice console's state."""
        return self.practice.world

    def url(self, host: str) -> str:
        return self.account_url if host == "account" else self.cloud_url

    def wear(self, name: str, **changes) -> Front:
        """Show this front end from now on, perhaps with fewer devices, and forget who was signed in."""
        self.front = replace(FRONTS[name], **changes)
        self.sessions: dict[str, str] = {}
        self.tickets: dict[str, str] = {}
        self.identity: dict[str, tuple] = {}
        self.passed: dict[str, str] = {}
        self.stages: dict[str, str] = {}
        self.refused: set[str] = set()
        self.cached: dict[str, tuple[float, list]] = {}
        self.asked = 0
        self.let_go = threading.Event()
        self.kept_waiting = threading.Event()
        return self.front

    # --- sessions

    def open(self, account) -> str:
        token = secrets.token_urlsafe(24)
        self.sessions[token] = account.id
        return token

    def close(self, account) -> None:
        self.sessions = {token: whose for token, whose in self.sessions.items() if whose != account.id}

    def whose(self, token: str):
        return self.world.accounts.get(self.sessions.get(token, ""))

    def onward(self, account, sid: str, followup: str) -> str:
        """Where a sign-in that is done goes: straight back, or by the cloud host's own last hop."""
        followup = followup or f"{self.account_url}/fe/service/account"
        if sid == "passport":
            return followup
        ticket = secrets.token_urlsafe(12)
        self.tickets[ticket] = account.id
        return f"{self.cloud_url}/sts?auth={ticket}&followup={quote(followup, safe='')}"

    def redeem(self, ticket: str):
        return self.world.accounts.get(self.tickets.pop(ticket, ""))

    def begin_identity(self, account, onward: str) -> str:
        context = secrets.token_urlsafe(12)
        self.identity[context] = (account, onward)
        return context

    def pass_identity(self, context: str) -> str:
        self.passed[context] = secrets.token_urlsafe(12)
        return self.passed[context]

    def finish_identity(self, context: str, proof: str):
        if not proof or self.passed.pop(context, None) != proof:
            return None
        return self.identity.pop(context)

    def held(self, account) -> list:
        """The devices on which the account is still signed in.

        A console may refuse to delete the account because of them. This one refuses only where it is told to, so that
        a run that believes in an empty list is seen to delete an account with devices.
        """
        return (
            [each for each in account.devices if each.holds_account] if self.front.options.get("devices first") else []
        )

    # --- a removal that is refused, a list that is old

    def refuses(self, kind: str, name: str) -> bool:
        """Whether this one cannot be removed, ever or the first time."""
        refused = self.front.options.get("refuses", {})
        if name != refused.get(kind) or (refused.get("once") and name in self.refused):
            return False
        self.refused.add(name)
        return True

    def shown(self, kind: str, now: list) -> list:
        """What the list's answer is: what there is, or what a cache still holds."""
        until, held = self.cached.get(kind, (0.0, []))
        return list(held) if time.monotonic() < until else list(now)

    def outdate(self, kind: str, now: list) -> None:
        """Before something is removed: the list goes on being what it was for a while."""
        if seconds := self.front.options.get("stale"):
            self.cached[kind] = (time.monotonic() + seconds, self.shown(kind, now))

    # --- a list that is late

    async def hold_back(self) -> None:
        """Keep the first answer about devices back until the test lets it go, or somebody asks again."""
        self.asked += 1
        if not self.front.options.get("late"):
            return
        if self.asked > 1:
            self.let_go.set()
        self.kept_waiting.set()
        until = time.monotonic() + PATIENCE
        while not self.let_go.is_set() and time.monotonic() < until:
            await asyncio.sleep(0.02)

    # --- serving

    def start(self) -> ForeignConsole:
        ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), name="foreign", daemon=True)
        self.thread.start()
        assert ready.wait(PATIENCE), "the foreign console did not start"
        return self

    def stop(self) -> None:
        self.let_go.set()
        self.server.should_exit = True
        self.thread.join(PATIENCE)
        for each in self.sockets:
            each.close()

    async def _serve(self, ready: threading.Event) -> None:
        async def dispatch(scope, receive, send):
            await self.apps[scope["server"][1]](scope, receive, send)

        config = uvicorn.Config(
            dispatch, log_config=None, log_level="critical", access_log=False, lifespan="off",
            timeout_graceful_shutdown=1, ws="none",
        )  # fmt: skip
        self.server = uvicorn.Server(config)
        serving = asyncio.create_task(self.server.serve(self.sockets))
        while not self.server.started and not serving.done():
            await asyncio.sleep(0.005)
        ready.set()
        await serving


def _bound(host: str, port: int = 0) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=128)


def _localhost() -> list[socket.socket]:
    """The same port on both families: ``localhost`` may be either, and must not lead to somebody else."""
    for _ in range(50):
        first = _bound("127.0.0.1")
        try:
            return [first, _bound("::1", first.getsockname()[1])]
        except OSError:
            with contextlib.suppress(OSError):
                _bound("::1").close()
                first.close()
                continue
            return [first]  # this machine has no IPv6
    raise OSError("no port is free on both families")
