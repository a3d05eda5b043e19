"""A selection of the fault matrix: whatever fails, each act happens at most once, what is said is so, a second run ends it.

The whole matrix is measured by ``bench/fault_matrix.py``; its table stands in docs/reliability.md.
"""

import pytest

from tests.support.faults import measure

SELECTION = [
    ("sign in", "redirect to a look-alike"),
    ("account page", "500"),
    ("device list", "tab crashes"),
    ("unlink", "500, though it acted"),
    ("unlink", "confirm"),
    ("revoke", "reset, though it acted"),
    ("deletion page", "session ends"),
    ("last click", "500, though it acted"),
    ("last click", "disk full"),
]


ONE_OF_EACH = {
    "devices": [{"id": "did0a1b2c3d4e5f", "name": "Redmi Note 13", "model": "23124RA7EO", "holds_account": True}],
    "apps": [{"id": "2882303761517308695", "name": "Mi Home"}],
}
"""The least with which something has happened before the later steps."""


@pytest.mark.parametrize(("step", "fault"), SELECTION, ids=[f"{fault} at {step}" for step, fault in SELECTION])
def test_a_fault_does_no_harm(shared, console, tmp_path, step, fault):
    cell = measure(shared, console, tmp_path / "trails", step, fault, **ONE_OF_EACH)

    assert cell.good, (cell.wrong, cell.reason)
