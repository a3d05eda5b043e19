"""The whole fault matrix, measured: ``python -m bench.fault_matrix [STEP… | FAULT…]`` rewrites the table in docs/reliability.md.

What was measured before and is not measured now keeps its place: the results stand in docs/reliability.json.
"""

import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from runner.practice import Practice
from tests.support.fault_cells import Cell, measure
from tests.support.faults import APPS, DEVICES, FAULTS, STEPS
from tests.support.loop import Loop, SharedBrowser

DOCS = Path(__file__).parents[1] / "docs"
RESULTS, PAGE = DOCS / "reliability.json", DOCS / "reliability.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
WAIT = 15
"""Seconds a person has who never comes."""
SIGNS = {"done": "done", "failed": "failed", "refused": "refused", "waits for a person": "waits", "interrupted": "ended", "killed": "killed"}


def known() -> dict[str, dict]:
    return json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}


def table(cells: dict[str, dict]) -> str:
    """Steps down, faults across would be too wide: one line a fault."""
    lines = ["| fault | " + " | ".join(STEPS) + " |", "|---" * (len(STEPS) + 1) + "|"]
    for fault in FAULTS:
        row = [_shown(cells.get(f"{step} / {fault}")) for step in STEPS]
        if any(cell != "–" for cell in row):
            lines.append(f"| {fault} | " + " | ".join(row) + " |")
    good = sum(not cell["wrong"] for cell in cells.values())
    lines += ["", f"{len(cells)} cells measured; in {good} everything was as it must be."]
    lines += [f"- **{name}**: {'; '.join(cell['wrong'])}" for name, cell in cells.items() if cell["wrong"]]
    return "\n".join(lines)


def _shown(cell: dict | None) -> str:
    if cell is None:
        return "–"
    return SIGNS[cell["first"]] + ("" if not cell["wrong"] else " ✗")


def write(cells: dict[str, dict]) -> None:
    RESULTS.write_text(json.dumps(cells, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    tail = rest.partition(END)[2]
    PAGE.write_text(f"{head}{BEGIN}\n{table(cells)}\n{END}{tail}", encoding="utf-8")


def main(wanted: list[str]) -> None:
    loop = Loop()
    shared = SharedBrowser(loop)
    with tempfile.TemporaryDirectory() as home, Practice(port=0) as console:
        os.environ["MI_TRAIL_KEYS"] = f"{home}/keys"
        for step in STEPS:
            for fault in FAULTS:
                if wanted and not {step, fault} & set(wanted):
                    continue
                os.environ["MI_INTENTS"] = f"{home}/intents/{step}/{fault}"
                began = time.monotonic()
                cell: Cell = measure(shared, console, Path(home) / "trails", step, fault, wait=WAIT, **DEVICES, **APPS)
                cells = known()  # another process may measure other steps meanwhile
                told = {name: value for name, value in asdict(cell).items() if name not in {"step", "fault"}}
                cells[f"{step} / {fault}"] = {**told, "reason": cell.reason.replace(home, "HOME")}
                write(cells)
                print(f"{step} / {fault}: {cell.first}, {cell.acts} acts, then {cell.second}"
                      f" ({time.monotonic() - began:.0f} s) {'; '.join(cell.wrong)}", flush=True)
    shared.close()
    loop.close()


if __name__ == "__main__":
    main(sys.argv[1:])
