"""Make docs/recognition.md: every foreign front end and every scenario, tried now. ``python -m tests.foreign.table``."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from runner.practice import Practice
from tests.foreign.assets import widgets
from tests.foreign.console import ForeignConsole
from tests.foreign.fronts import FRONTS
from tests.foreign.pictures import uncovered
from tests.foreign.runs import SCENARIOS, Outcome, try_out
from tests.foreign.test_scenarios import MAY_ASK, MUST_ASK
from tests.support.loop import Loop, SharedBrowser

HOME = Path(__file__).parents[2]
TABLE = HOME / "docs" / "recognition.md"

HEAD = """# Front ends nobody drew for the runner

Does the runner recognise what a person sees, or what its makers' own console is made of? To know, the
tests serve one console (same flow, same words, same ledger, two hosts) in front ends that were not
drawn after the page objects: real Ant Design, Element Plus, Material UI, Bootstrap, Vant, Shoelace, Ionic,
PrimeVue and Quasar, and hand-made ones. Each is first carried to its end by a person of the tests who uses nothing but visible words and
where they stand; then by the runner. Whether it came to its end is read from the console's ledger.

This page is made by `python -m tests.foreign.table` from a run of every pair; `tests/foreign` holds
them, and the suite runs a part of the pairs every time.

- **done**: to its end, with the right devices and apps, and nothing else touched.
- **asks**: ended with a question to the person.
- **stops**: ended with an error, and nothing wrong was done or said.
- **WRONG**: something was done that nobody asked for, or a list was said to be what it is not.
"""

HISTORY = """
Those from Shoelace on were drawn on 2026-11-26 by somebody who had not read the page objects. At their first run
11 of 80 pairs came to their end and three were wrong (a table whose rows are ticked was read as one device); when the
first faults were mended, two more were (a row that unfolds was taken for gone after a press that removed nothing).
Those from *optimistic* on came the same way a day later: of 112 pairs 62 came to their end, and ten were wrong. A removal
was believed that the console refused four seconds later, the button *Previous* was read as a device, and the headings
of folded parts were. They all stand here as they ended after the kinds were mended.
"""


def main() -> int:
    """Try the pairs and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--front", action="append", help="only this front end; nothing is written")
    options.add_argument("--scenario", action="append", help="only this scenario; nothing is written")
    options.add_argument("--patience", type=float, default=20, help="seconds before a screen counts as unknown")
    options.add_argument("--jobs", type=int, default=2, help="front ends tried at once")
    options.add_argument("--pictures", action="store_true", help="have every picture read by tesseract; takes long")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outcomes = try_all(
            chosen.front or list(FRONTS), chosen.scenario or list(SCENARIOS), chosen.patience, folder, chosen.jobs
        )
        seen = [uncovered(outcome, folder) for outcome in outcomes.values()] if chosen.pictures else []
    readable = [each for _, found in seen for each in found]
    print(*readable, sep="\n")  # noqa: T201
    counts = Counter(outcome.word for outcome in outcomes.values())
    print(", ".join(f"{word}: {number}" for word, number in counts.most_common()))  # noqa: T201
    if not chosen.front and not chosen.scenario:
        TABLE.write_text(page(outcomes) + about_pictures(sum(number for number, _ in seen), readable), encoding="utf-8")
    return 1 if counts["WRONG"] or readable else 0


def try_all(
    fronts: list[str], scenarios: list[str], patience: float, folder: Path, jobs: int
) -> dict[tuple[str, str], Outcome]:
    """Every pair; several front ends at once, each with a console and a browser of its own."""
    widgets()  # fetched before two ask for them
    tried = partial(try_front, scenarios=scenarios, patience=patience, folder=folder)
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        return {(each.front, each.scenario): each for some in pool.map(tried, fronts) for each in some}


def try_front(front: str, scenarios: list[str], patience: float, folder: Path) -> list[Outcome]:
    """One front end's scenarios, one after the other; the trails lie in the folder."""
    outcomes = []
    with Practice(port=0) as practice:
        console, loop = ForeignConsole(practice, widgets()).start(), Loop()
        shared = SharedBrowser(loop)
        try:
            for scenario in scenarios:
                outcome = try_out(console, shared, front, scenario, folder, patience=patience)
                outcomes.append(outcome)
                said = "" if outcome.word == "done" else outcome.wrong or outcome.missing
                print(f"{front} / {scenario}: {outcome.word} {outcome.result.seconds:.1f} s {said}", flush=True)  # noqa: T201
        finally:
            shared.close()
            loop.close()
            console.stop()
    return outcomes


def page(outcomes: dict[tuple[str, str], Outcome]) -> str:
    """The page as Markdown."""
    scenarios = list(SCENARIOS)
    lines = [HEAD, "| front end | " + " | ".join(scenarios) + " |", "|---" * (len(scenarios) + 1) + "|"]
    lines += [
        f"| **{front.name}**: {front.what} | "
        + " | ".join(outcomes[front.name, each].word for each in scenarios)
        + " |"
        for front in FRONTS.values()
    ]
    counts = Counter(outcome.word for outcome in outcomes.values())
    lines += ["", f"{counts['done']} of {len(outcomes)} done, {counts['asks']} with a person asked, "
              f"{counts['stops']} stopped, {counts['WRONG']} wrong.", *HISTORY.rstrip().split("\n")]  # fmt: skip
    lines += ["", "## Why not every one comes to its end", ""] if counts["done"] < len(outcomes) else []
    for (front, scenario), outcome in outcomes.items():
        if outcome.word != "done":
            known = {**MAY_ASK, **MUST_ASK}.get((front, scenario)) if outcome.word == "asks" else ""
            why = known or outcome.wrong or outcome.missing
            lines.append(f"- {front}, {scenario} ({outcome.word}): {why}")
    return "\n".join(lines) + "\n"


def about_pictures(number: int, readable: list[str]) -> str:
    """What was read in the pictures, where they were read."""
    if not number:
        return ""
    found = "\n".join(f"- {each}" for each in readable)
    says = f"{len(readable)} identifiers" if readable else "no identifier"
    return (
        f"\n## Pictures\n\nIn the {number} pictures of these runs tesseract reads {says} of owner or device.\n{found}\n".rstrip()
        + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
