"""No picture of a front end that nobody drew for us shows whose account it is, or what is linked to it."""

import pytest

from tests.foreign.pictures import identifiers, uncovered
from tests.foreign.runs import try_out
from tests.foreign.seeds import seed
from tests.support.ocr import read_picture, squeezed
from tests.support.tiers import thorough

PICTURED = {("menu", "unlink one"): 2, ("frame", "revoke-apps"): 1}
"""With so many devices and apps."""


@pytest.mark.parametrize(("front", "scenario"), [("menu", "unlink one"), *thorough(("frame", "revoke-apps"))])
def test_a_run_comes_to_its_end_and_no_identifier_can_be_read_in_its_pictures(
    front, scenario, foreign, shared, tmp_path
):
    outcome = try_out(foreign, shared, front, scenario, tmp_path, most=PICTURED[front, scenario])

    assert outcome.word == "done", outcome.wrong or outcome.missing
    number, found = uncovered(outcome, tmp_path)
    assert number > 1
    assert not found


@pytest.mark.parametrize("front", ["menu"])
def test_they_could_be_read_if_they_were_not_covered(front, reader, foreign, tmp_path):
    account = seed(foreign, front)
    reader.sign_in(account)
    reader.mentions(account["email"])
    reader.page.screenshot(path=tmp_path / "home.png")
    reader.go_to_devices()
    name = account["devices"][-1]["name"]
    reader.reads(name)
    reader.page.screenshot(path=tmp_path / "list.png")

    assert squeezed(account["email"]) in read_picture(tmp_path / "home.png", tmp_path)
    assert squeezed(name) in read_picture(tmp_path / "list.png", tmp_path)
    assert squeezed(name) in identifiers(account)
