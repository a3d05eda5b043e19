"""``mi-runner desk`` joins a batch that runs already: it asks by a file beside the trails, and is answered by one.

Only whoever may write into that folder can ask, and only the same user can read the answer.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Final

from runner.desk.server import Bind, Desk, serve_desk
from runner.operators.waiting_room import OperatorQueue

FOLDER: Final = ".desk"
_LOOK: Final = 0.5


async def answer_requests(home: Path, room: OperatorQueue, desk: Desk | None = None) -> None:
    """Answer whoever asks for a link, until cancelled; the desk is served from the first request on.

    Arguments:
        home: the folder of trails.
        room: the runs that wait.
        desk: the desk, when it is served already.
    """
    folder = home / FOLDER
    async with AsyncExitStack() as serving:
        while True:
            for request in await asyncio.to_thread(_requests, folder):
                if desk is None:
                    desk = await serving.enter_async_context(serve_desk(room, Bind()))
                await asyncio.to_thread(_answer, request, desk.new_link())
            await asyncio.sleep(_LOOK)


def _requests(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.asks")) if folder.is_dir() else []


def _answer(request: Path, link: str) -> None:
    with suppress(FileNotFoundError):  # another process was quicker
        request.unlink()
        fd = os.open(request.with_suffix(".new"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            file.write(link)
        request.with_suffix(".new").replace(request.with_suffix(".link"))


def ask_for_link(home: Path, seconds: float = 8.0) -> str | None:
    """A link into the desk of a batch that runs with these trails; None when nobody answers in time."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    request = folder / f"{secrets.token_hex(8)}.asks"
    answer = request.with_suffix(".link")
    request.touch(mode=0o600)
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            if answer.exists():
                return answer.read_text("utf-8")
            time.sleep(0.1)
        return None
    finally:
        request.unlink(missing_ok=True)
        answer.unlink(missing_ok=True)
