"""What a trail costs: bytes a step, and time over a hand-written script that saves ``page.screenshot()``.

``python bench/trail_size.py [RUNS]``. Both sides visit the same pages, wait the same and take the same pictures;
the trail covers, chains, encodes, syncs, writes its report and seals.
"""

import asyncio
import http.server
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.async_api import async_playwright

from runner.trail import Trail

STEPS = 12
ROWS = "".join(
    f"<div class=c><i></i><div><b>Phone {n} Pro</b><br><small>Last used 2026-11-{n + 1:02d} · IMEI 86123{n}</small></div>"
    "<button>Delete device</button></div>" for n in range(8)
)  # fmt: skip
PAGE = f"""<!doctype html><style>body{{margin:0;font-family:sans-serif;background:#f5f5f5}}header{{background:#ff6900;color:#fff;
padding:18px 40px;font-size:22px}}main{{width:900px;margin:20px auto;background:#fff;padding:20px;border-radius:8px;
box-shadow:0 2px 12px #0002}}.c{{display:flex;gap:16px;align-items:center;padding:10px;border-bottom:1px solid #eee}}
.c i{{width:48px;height:48px;border-radius:50%;background:linear-gradient(135deg,#f80,#fff)}}button{{margin-left:auto;
padding:8px 16px;border:1px solid #ff6900;color:#ff6900;background:#fff}}</style><header>Mi Cloud · Linked devices</header>
<main><p>Your account has these devices. Deleting a device signs it out of the account.</p><input value=someone>{ROWS}</main>"""


class Console(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.15)  # what a server across a network takes
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


async def plain(tab, address, folder):
    folder.mkdir()
    for step in range(STEPS):
        await tab.goto(f"{address}?{step}")
        await tab.get_by_role("button").nth(step % 8).click()
        await tab.screenshot(path=folder / f"{step:04d}.png")


def cover(sample):
    """What a run would cover here: the field, and what tells the devices apart."""
    yield from ((one.key, one.boxes) for one in sample.fields)
    yield from ((word.key, word.boxes) for word in sample.words if any(sign.isdigit() for sign in word.text))


async def recorded(tab, address, home):
    trail = await Trail.open(home, "bench", "leave", lambda text: text, {})
    for step in range(1, STEPS + 1):
        trail.event("step-started", step=step, title=f"Step {step}")
        await tab.goto(f"{address}?{step}")
        await tab.get_by_role("button").nth(step % 8).click()
        trail.event("page", screen="Linked devices", address=address)
        await trail.picture(tab, cover, step, "after", "Step")
        if step % 4 == 0:
            trail.event("intent", step=step, act=f"act {step}", account="bench")
            await trail.durable()
            trail.event("outcome", step=step, act=f"act {step}", result="done")
        trail.event("step-done", step=step, title=f"Step {step}", seconds=0.1)
    await trail.close("done", "")
    return trail.folder


async def measure(runs, address, home):
    times = {"plain": [], "trail": []}
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for number in range(runs + 1):  # the first one warms up and does not count
            for name, act in (("plain", plain), ("trail", recorded)):
                context = await browser.new_context(viewport={"width": 1280, "height": 800})
                tab = await context.new_page()
                started = time.perf_counter()
                folder = await act(tab, address, home / f"{name}{number}")
                if number:
                    times[name].append(time.perf_counter() - started)
                await context.close()
        await browser.close()
    return times, folder


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as home, http.server.ThreadingHTTPServer(("127.0.0.1", 0), Console) as server:
        os.environ["MI_TRAIL_KEYS"] = f"{home}/keys"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        times, folder = asyncio.run(measure(runs, f"http://127.0.0.1:{server.server_port}/", Path(home)))
        server.shutdown()
        sizes = {
            path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()
        }
    pictures = sum(size for name, size in sizes.items() if name.startswith("pictures/"))
    plain_s, trail_s = (statistics.median(times[name]) for name in ("plain", "trail"))
    print(f"{STEPS} steps: script {plain_s:.2f} s, with its trail {trail_s:.2f} s: {trail_s / plain_s:.3f} times")
    print(f"a step: {sum(sizes.values()) / STEPS / 1000:.1f} kB in all; pictures {pictures / STEPS / 1000:.1f}, "
          f"report {sizes['report.html'] / STEPS / 1000:.1f}, lines {sizes['trail.jsonl'] / STEPS / 1000:.1f}")  # fmt: skip


main()
