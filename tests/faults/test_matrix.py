"""A selection of the fault matrix: whatever fails, each act happens at most once, what is said is so, a second run ends it.

The whole matrix is measured by ``bench/fault_matrix.py``; its table stands in docs/reliability.md.
"""

from pathlib import Path

import pytest

from tests.support.fault_cells import measure
from tests.support.faults import APPS, DEVICES, FAULTS, STEPS
from tests.support.tiers import thorough

EMPTY = {"devices": [], "apps": []}

SELECTION = [
    ("account page", "500", "list-devices", DEVICES),
    ("unlink", "confirm", "unlink-devices", DEVICES),
    ("revoke", "reset, though it acted", "revoke-apps", APPS),
]
"""With the least that has the step: where, what, in which scenario, and what the account holds."""

MORE = [
    ("sign in", "redirect to a look-alike", "list-devices", DEVICES),
    ("device list", "tab crashes", "unlink-devices", DEVICES),
    ("unlink", "500, though it acted", "unlink-devices", DEVICES),
    ("revoke", "reset", "revoke-apps", APPS),
    ("deletion page", "session ends", "delete-account", EMPTY),
    ("last click", "500, though it acted", "delete-account", EMPTY),
    ("last click", "disk full", "delete-account", EMPTY),
]


def name(case):
    step, fault, *_ = case
    return f"{fault} at {step}"


@pytest.mark.parametrize(
    ("step", "fault", "scenario", "account"), [*SELECTION, *thorough(*MORE)], ids=map(name, [*SELECTION, *MORE])
)
def test_a_fault_does_no_harm(shared, console, tmp_path, step, fault, scenario, account):
    cell = measure(shared, console, tmp_path / "trails", step, fault, scenario, **account)

    assert cell.good, (cell.wrong, cell.reason)


PASSING = [
    ("unlink", "session ends", "unlink-devices", DEVICES),
    ("revoke", "session ends", "revoke-apps", APPS),
]
"""What a run gets over by itself: its list is on screen still while the session has ended."""


@pytest.mark.parametrize(
    ("step", "fault", "scenario", "account"), thorough(*PASSING), ids=map(name, PASSING)
)
def test_what_passes_does_not_end_a_run(shared, console, tmp_path, step, fault, scenario, account):
    cell = measure(shared, console, tmp_path / "trails", step, fault, scenario, **account)

    assert (cell.first, cell.wrong) == ("done", ()), cell.reason


def test_the_table_in_the_docs_has_every_step_and_fault_and_nothing_was_wrong():
    """Run ``python -m bench.fault_matrix`` when one is added."""
    page = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = {
        cells[0]: cells[1:]
        for line in page.splitlines()
        if (cells := [one.strip() for one in line.strip("|").split("|")])
    }

    assert rows["fault"] == list(STEPS)
    assert set(FAULTS) <= set(rows)
    assert {fault for fault in FAULTS if set(rows[fault]) & {"–"} or any("✗" in cell for cell in rows[fault])} == set()
