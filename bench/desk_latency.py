"""How quick the desk is: from CAPTCHA shown to its card, from a click to the changed frame, and what twenty waiting runs cost.

    python bench/desk_latency.py [RUNS]

One headless browser for the runs, another for the operator; everything on loopback.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from pages.console import Site
from runner.browser import open_browser
from runner.core.engine import Job, carry_out
from runner.core.registry import find_scenario
from runner.credentials.vault import Vault
from runner.desk import serve_desk
from runner.desk.server import Bind
from runner.model import Account
from runner.operators.reporter import NullReporter
from runner.operators.waiting_room import OperatorQueue, QueueOperator
from runner.practice.server import Practice
from runner.settings import Settings

PASSWORD = "practice-Passw0rd"
CLICKS = 30


async def serve(site: Site, number: int, trails: Path) -> None:
    settings = Settings(site=site, headed=False, trails=trails, wait=600)
    room = OperatorQueue(number)
    async with serve_desk(room, Bind()) as desk, open_browser(settings) as browser, open_browser(settings) as other:
        person = await other.new_page(viewport={"width": 1360, "height": 900})
        await person.goto(desk.new_link())
        await person.get_by_label("Your name").fill("Ana")
        await person.get_by_role("button", name="Enter").click()
        await person.get_by_text("Nobody waits").wait_for()
        entered: dict[str, float] = {}
        room.watch(lambda: [entered.setdefault(one.id, time.perf_counter()) for one in room.queue()])
        runs, cards = [], []
        for n in range(number):
            account = Account(f"owner{n}@example.test", f"phone-{n:02}")
            operator = QueueOperator(room, account, "list-devices", wait=600, hosts=(site.account, site.cloud))
            vault = Vault({"MI_PASSWORD": PASSWORD}, {})
            job = Job(find_scenario("list-devices"), account, settings, operator, NullReporter(), vault)
            runs.append(asyncio.create_task(carry_out(job, browser)))
            await person.locator(f"#cards h3:text-is('{account.label}')").wait_for(timeout=60_000)
            cards.append(time.perf_counter() - max(entered.values()))
        print(
            f"card on the desk after the pause began: median {ms(cards)}, worst {max(cards) * 1000:.0f} ms (limit 500)"
        )
        await clicks(person, room)
        await cost(person)
        for run in runs:
            run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)


async def clicks(person, room: OperatorQueue) -> None:
    """A click in the live view changes the page's colour; how long until the picture at the desk has it."""
    one = room.queue()[0]
    await person.get_by_role("button", name=f"Take: {one.account.label}").click()
    await person.locator("#picture[data-frames]:not([data-frames='0'])").wait_for()
    await one.tab.evaluate(
        """() => { const sheet = document.createElement("div"); let n = 0;
        sheet.style.cssText = "position:fixed;inset:0;z-index:2147483647;background:rgb(0,0,0)";
        sheet.onmousedown = () => { n += 1; sheet.style.background = n % 2 ? "rgb(255,255,255)" : "rgb(0,0,0)"; };
        (document.querySelector("dialog[open]") || document.body).append(sheet); }"""
    )
    await asyncio.sleep(1)
    took = await person.evaluate(
        """async (times) => { const hand = document.getElementById("hand"), canvas = document.getElementById("picture");
        const pen = canvas.getContext("2d", {willReadFrequently: true}), box = hand.getBoundingClientRect(), took = [];
        const light = () => pen.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0] > 128;
        const at = {clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, button: 0, pointerId: 1, pointerType: "mouse", bubbles: true};
        hand.setPointerCapture = () => {};
        for (let n = 0; n < times; n += 1) {
            const before = light(), began = performance.now();
            hand.dispatchEvent(new PointerEvent("pointerdown", at));
            hand.dispatchEvent(new PointerEvent("pointerup", at));
            while (light() === before && performance.now() - began < 3000) await new Promise((done) => setTimeout(done, 1));
            took.push((performance.now() - began) / 1000);
            await new Promise((done) => setTimeout(done, 200));
        }
        return took; }""",
        CLICKS,
    )
    print(f"changed frame after a click: median {ms(took)}, worst {max(took) * 1000:.0f} ms (limit 150)")


async def cost(person, seconds: float = 10) -> None:
    """Processor time of everything, the operator's own browser included, while runs wait and one is looked at."""
    before, began = cpu(), time.perf_counter()
    await asyncio.sleep(seconds)
    await person.title()
    share = (cpu() - before) / (time.perf_counter() - began)
    print(f"all waiting, one live view: {share:.2f} of one core (limit 1)")


def cpu() -> float:
    total = 0.0
    me = psutil.Process(os.getpid())
    for one in (me, *me.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def ms(values: list[float]) -> str:
    return f"{statistics.median(values) * 1000:.0f} ms"


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with Practice(port=0, captcha="image") as console, tempfile.TemporaryDirectory() as trails:
        for n in range(number):
            console.add_account(email=f"owner{n}@example.test", password=PASSWORD)
        print(f"{number} waiting runs")
        asyncio.run(serve(Site(console.account_url, console.cloud_url), number, Path(trails)))


if __name__ == "__main__":
    main()
