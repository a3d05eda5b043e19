"""``mi-runner trail …`` as a person types it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from runner.commands.trail import trail
from runner.errors import RunnerError
from runner.trail.keys import own_fingerprint
from runner.trail.prune import TOMBSTONES, age, tombstones


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Call the command in an empty folder; expected errors become an exit code and a line, as in the program."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*arguments, **more):
        result = CliRunner().invoke(trail, [str(one) for one in arguments], **more)
        if isinstance(result.exception, RunnerError):
            return result.exception.exit_code, "", str(result.exception)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return run


@pytest.mark.parametrize("name", trail.commands)
def test_every_command_has_an_example_to_copy(call, name):
    code, out, _ = call(name, "--help")

    assert code == 0
    assert f"mi-runner trail {name} " in out


def test_verify_prints_a_table_and_exits_0_1_or_2(call, copy, tmp_path):
    code, out, err = call("verify", copy, "--key", own_fingerprint())
    assert (code, err) == (0, "")
    for name in ("Events", "Chain", "Ending", "Pictures", "Seal", "Files", "Signature", "Key", "Time-stamp"):
        assert name in out
    assert "The trail is intact" in out

    code, _, err = call("verify", tmp_path / "here")
    assert code == 2
    assert "is not a trail" in err

    next((copy / "pictures").iterdir()).unlink()
    code, out, _ = call("verify", copy)
    assert code == 1
    assert "NOT INTACT: Pictures, Files failed." in out


def test_verify_takes_a_folder_of_trails_and_speaks_json(call, copy):
    shutil.copytree(copy, copy.with_name("20200101T000000Z_b_leave"))
    code, out, _ = call("verify", copy.parent, "--json")

    told = [json.loads(line) for line in out.splitlines()]
    assert code == 1, "the copy is called by another name than it was sealed by"
    assert [one["intact"] for one in told] == [False, True]


def test_verify_takes_keys_as_files(call, made, tmp_path):
    assert call("verify", made, "--key", made / "signer.pub")[0] == 0
    assert call("verify", made, "--key", made / "allowed_signers")[0] == 0
    assert call("verify", made, "--key", "SHA256:another")[0] == 1
    (tmp_path / "x").write_text("no key")
    assert call("verify", made, "--key", tmp_path / "x")[0] == 2


def test_what_a_file_is_called_reaches_no_terminal_as_control(call, copy):
    if os.name == "nt":
        pytest.skip("Windows takes no control characters in names")
    (copy / "a\x1b[31mred").write_text("x")
    code, out, _ = call("verify", copy)

    assert code == 1
    assert "\x1b" not in out
    assert "red was added" in out


def test_no_colour_is_written_to_a_pipe(made):
    code = f"from runner.commands.trail import trail; trail(['verify', {str(made)!r}])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, cwd=Path(__file__).parents[2],
        env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout


def test_show_tells_the_run_line_by_line(call, made):
    code, out, _ = call("show", made)

    assert code == 0
    assert len(out.splitlines()) == 1 + 24
    assert "Waiting for a person: Type the characters of the picture" in out
    assert "About to: unlink device 2" in out


def test_list_tells_each_trail(call, made):
    code, out, _ = call("list", made.parent, "--check")

    assert code == 0
    assert made.name in out
    assert "intact" in out
    assert call("list", made)[0] == 2


def test_report_is_written_beside_and_never_inside_the_trail(call, made):
    code, out, _ = call("report", made)
    assert code == 0
    assert "unlink device 2" in Path(out.strip()).read_text("utf-8")

    code, _, err = call("report", made, "-o", made / "again.html")
    assert code == 2
    assert "must stay as it was sealed" in err


def test_export_makes_a_package_that_verifies_and_overwrites_nothing(call, made):
    code, out, _ = call("export", made)
    assert code == 0
    assert call("verify", out.strip())[0] == 0
    code, _, err = call("export", made)
    assert code == 2
    assert "is there already" in err


def test_export_refuses_a_trail_that_is_not_intact(call, copy):
    (copy / "report.html").unlink()

    assert call("export", copy)[0] == 2
    assert not list(Path().iterdir())
    assert call("export", copy, "--anyway", "-o", "p.zip")[0] == 0
    assert call("verify", "p.zip")[0] == 1


def test_contact_sheet_and_gif_show_all_pictures(call, made):
    assert call("contact-sheet", made, "-o", "sheet.png")[0] == 0
    assert call("gif", made, "-o", "run.gif")[0] == 0

    with Image.open("sheet.png") as sheet, Image.open("run.gif") as moving:
        assert sheet.width == 4 * 424 + 24
        assert sheet.convert("RGB").getpixel((40, 100))[0] > 200
        assert moving.n_frames >= 2
    assert call("contact-sheet", made, "-o", "sheet.xyz")[0] == 2
    assert call("gif", made, "-o", "run.png")[0] == 2


def test_index_lists_all_trails(call, copy):
    code, out, _ = call("index", copy.parent)

    assert code == 0
    assert copy.name in Path(out.strip()).read_text("utf-8")


def old_trail(copy: Path) -> Path:
    return copy.rename(copy.with_name("20200101T000000Z_leaver_leave"))


def test_prune_asks_first_and_keeps_what_is_young(call, copy):
    old = old_trail(copy)
    young = Path(shutil.copytree(old, old.with_name("29990101T000000Z_leaver_leave")))

    code, out, _ = call("prune", old.parent, "--older-than", "90d", input="n\n")
    assert code == 1
    assert old.name in out
    assert young.name not in out
    assert old.exists()

    assert call("prune", old.parent, "--older-than", "90d", "--why", "rule 4", input="y\n")[0] == 0
    assert not old.exists()
    assert young.exists()
    [(fact, wrong)] = tombstones(old.parent)
    assert (fact["trail"], fact["why"], wrong) == (old.name, "rule 4", None)
    assert call("list", old.parent, "--pruned")[0] == 0


def test_a_changed_or_removed_tombstone_is_found(call, copy):
    home = copy.parent
    for year in (2018, 2019, 2020):
        shutil.copytree(copy, home / f"{year}0101T000000Z_leaver_leave")
    call("prune", home, "--older-than", "52w", "--yes")
    path = home / TOMBSTONES
    whole = path.read_bytes()
    assert [wrong for _, wrong in tombstones(home)] == [None, None, None]

    path.write_bytes(whole.replace(b"20190101", b"20190102"))
    assert [wrong for _, wrong in tombstones(home)][1] == "the line was changed"
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[::2]))
    assert "a line before it was removed" in tombstones(home)[1][1]
    assert call("list", home, "--pruned")[0] == 1


@pytest.mark.parametrize("text", ["", "90", "d", "-1d", "9 years"])
def test_an_age_that_is_none_is_refused(call, copy, text):
    assert call("prune", copy.parent, "--older-than", text, "--yes")[0] == 2
    assert copy.exists()


def test_ages_are_hours_days_and_weeks():
    assert [age(text).total_seconds() / 3600 for text in ("36h", "2d", "1w")] == [36, 48, 168]
