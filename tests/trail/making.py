"""Makes trails for the tests: a real browser on a small page, the real recorder, nothing of the console."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Browser
from playwright.async_api import Page as Tab

from pages.painted import Sample
from pages.rect import Rect
from runner.trail import Trail, keys
from runner.trail.pictures import Shot

SECRET = 'hun"ter2\\'
IDENTIFIER = "861234567890123"

DEVICES = """<style>body{margin:0;font:16px sans-serif;background:#f5f5f5}header{background:#ff6900;color:#fff;padding:20px}
li{background:#fff;margin:12px;padding:16px;list-style:none;border-radius:8px}input{position:fixed;left:900px;top:30px;width:200px;height:30px}</style>
<header><h1>Linked devices</h1></header><input value="%s"><ul>%s</ul>"""


def redact(text: str) -> str:
    """What the vault gives the trail, in small."""
    return text.replace(SECRET, "•••").replace(IDENTIFIER, "imei-1")


def devices(count: int) -> str:
    """A page of so many linked devices, with a secret in a field."""
    return DEVICES % (
        SECRET.replace('"', "&quot;"),
        "".join(f"<li>Phone <b>{IDENTIFIER}</b> {n}</li>" for n in range(count)),
    )


def cover(sample: Sample) -> Iterator[tuple[str, tuple[Rect, ...]]]:
    """What these trails cover: the field, and the identifier."""
    yield from ((one.key, one.boxes) for one in sample.fields)
    yield from ((word.key, word.boxes) for word in sample.words if IDENTIFIER in word.text)


async def tell(trail: Trail, tab: Tab, acts: int = 2) -> None:
    """One run: sign in with a pause, then irreversible acts with a picture before and after each."""
    await tab.set_content(devices(3))
    trail.event("step-started", step=1, title="Sign in")
    trail.event("page", screen="Sign in", address="http://127.0.0.1/pass/serviceLogin")
    await trail.picture(tab, cover, 1, "pause", "CAPTCHA")
    trail.event(
        "pause-started",
        pause=1,
        why="Type the characters of the picture",
        awaits="captcha",
        screen="CAPTCHA",
        deadline=300,
    )
    trail.event("pause-ended", pause=1, seconds=0.2, by="screen", who="practice")
    trail.event("finding", name="devices", value=[{"name": "Phone", "imei": IDENTIFIER, "number": int(IDENTIFIER)}])
    trail.event("note", text=f"typed {SECRET} for {IDENTIFIER}")
    await trail.picture(tab, cover, 1, "after", "Sign in")
    trail.event("step-done", step=1, title="Sign in", seconds=0.5)
    trail.event("consent", account="leaver@example.test", what=["unlink 2 devices"], by="terminal", matched="exact")
    for number in range(acts):
        await act(trail, tab, number + 2, f"unlink device {number + 1}")


async def act(trail: Trail, tab: Tab, step: int, title: str) -> None:
    """One irreversible act, as the engine records it."""
    trail.event("step-started", step=step, title=title.capitalize())
    await trail.picture(tab, cover, step, "before", title)
    trail.event("intent", step=step, act=title, account="leaver@example.test")
    await trail.durable()
    await tab.set_content(devices(1))
    trail.event("outcome", step=step, act=title, result="done")
    await trail.picture(tab, cover, step, "after", title)
    trail.event("step-done", step=step, title=title.capitalize(), seconds=0.3)


async def record(browser: Browser, home: Path, **given: Any) -> Path:
    """A whole, sealed trail under ``home``; gives its folder."""
    facts = {
        "console": "http://127.0.0.1",
        "operator": "practice",
        "headless": True,
        "dry_run": False,
        "language": "en",
    }
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    tab = await context.new_page()
    trail = await Trail.open(home, "leaver", "leave", redact, facts)
    await tell(trail, tab, **given)
    await trail.close("done", "2 devices unlinked.")
    await context.close()
    return trail.folder


def shot(size: tuple[int, int] = (320, 200), **more: Any) -> Shot:
    """What a camera would see of a white screen."""
    png = io.BytesIO()
    Image.new("RGB", size, "white").save(png, "PNG")
    return Shot(png.getvalue(), **{"covers": (), "masked": 0, "width": size[0], **more})


async def begin_drawn(home: Path, title: str = "Sign in", size: tuple[int, int] = (320, 200)) -> Trail:
    """A trail with one picture, which no browser took; it goes on."""
    trail = await Trail.open(home, "leaver", "leave", redact, {})
    trail.event("step-started", step=1, title=title)
    picture = {"step": 1, "moment": "after", "file": "pictures/0001-after-sign-in.webp", "masked": 0}
    trail._pictures += 1
    trail._put("picture", {**picture, "sha256": "", "bytes": 0, "width": 0, "height": 0}, shot(size))
    return trail


async def draw(home: Path, title: str = "Sign in") -> Path:
    """The same, finished and sealed; gives its folder."""
    trail = await begin_drawn(home, title)
    await trail.close("done", "Signed in.")
    return trail.folder


async def draw_tall(home: Path) -> Path:
    """The same with a picture of a page that is longer than its window."""
    trail = await begin_drawn(home, size=(1280, 6400))
    await trail.close("done", "Signed in.")
    return trail.folder


async def draw_and_kill(home: Path) -> Path:
    """The same, of a run that was killed after its last durable line: no end, no seal."""
    trail = await begin_drawn(home)
    await trail.durable()
    kill(trail)
    return trail.folder


def kill(trail: Trail) -> None:
    """What a kill does to a trail: the mark on the file goes, everything else stays."""
    for job in (trail.writer._file.close, trail.writer.memory.close, None):
        trail.writer._jobs.put(job)
    trail.writer._thread.join()


async def stop_while_it_begins(home: Path, patch: pytest.MonkeyPatch, own_key: Callable[[], Any]) -> None:
    """Open a trail under ``home``, and stop that while it asks for the owner's key."""
    begun, go_on = threading.Event(), threading.Event()

    def asked() -> Any:
        begun.set()
        go_on.wait()
        return own_key()

    patch.setattr(keys, "own_key", asked)
    opening = asyncio.ensure_future(Trail.open(home, "leaver", "leave", redact, {}))
    await asyncio.to_thread(begun.wait)
    opening.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await opening
