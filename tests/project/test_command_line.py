"""The command line: help with examples, errors in one line, exit codes that mean what README says."""

import io
import re
import runpy
import subprocess
import sys
from pathlib import Path

import click
import pytest

from runner.cli import COMMANDS, cli
from tests.support.command import Ended, called
from tests.support.people import apart
from tests.support.process import environment

ROOT = Path(__file__).parents[2]


def all_commands(group=cli, name="mi-runner"):
    context = click.Context(group, info_name=name)
    for key in group.list_commands(context):
        command = group.get_command(context, key)
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{name} {key}")
        else:
            yield (name if key == "start" else f"{name} {key}"), command  # 'batch accounts.csv' starts by itself


def mi_runner(*words, cwd=None, **told):
    return subprocess.run(
        [sys.executable, "-m", "runner", *words], capture_output=True, text=True, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL, cwd=cwd or ROOT, env=environment(**told),
    )  # fmt: skip


@pytest.fixture
def call(monkeypatch, capsys, tmp_path):
    """Call the command in this process, in an empty folder, with nobody at the keyboard."""

    def call(*words, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["mi-runner", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        code = apart(called)
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return call


@pytest.mark.parametrize(
    ("name", "command"), list(all_commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_help_of_each_command_shows_an_example_to_copy(name, command):
    text = command.get_help(click.Context(command, info_name=name))

    assert re.search(rf"\n +{re.escape(name)}\b", text), text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "no-such-thing", "-a", "me"], "no scenario 'no-such-thing'"),
        (["run", "leave"], "No account was named"),
        (["run", "leave", "-a", "me", "--console", "nowhere"], "neither 'xiaomi', 'practice'"),
        (["run", "leave", "-a", "me", "--yes-delete", "you"], "names another account"),
        (["run", "leave", "-a", "me", "--wait", "soon"], "no duration"),
        (["run", "leave", "-a", "me", "--env-file", "no-such.env"], "no settings file"),
        (["run", "--no-such-option"], "No such option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_is_told_in_one_line_and_exits_with_2(call, words, said, tmp_path):
    done = call(*words, MI_PASSWORD="x")

    assert done.code == 2, done.err
    assert said in done.err
    assert "Traceback" not in done.err
    assert done.out == ""
    assert not list(tmp_path.iterdir())


def test_a_browser_that_is_not_there_ends_the_process_with_one_line_and_2(tmp_path):
    words = ("run", "leave", "-a", "me", "--browser", "/no/such/browser", "--console", "practice", "--headless")
    done = mi_runner(*words, cwd=tmp_path, MI_PASSWORD="x")

    assert done.returncode == 2, done.stderr
    assert "no browser at" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not list(tmp_path.iterdir())


def test_without_a_password_and_a_person_it_waits_for_one(call):
    done = call("run", "list-devices", "-a", "me", "--console", "practice")

    assert done.code == 3
    assert "No password was found" in done.err


def test_there_is_no_option_for_a_password():
    names = {option for _, command in all_commands() for param in command.params for option in param.opts}

    assert not [name for name in names if re.search("pass|secret", name) and "asks" not in name]


def test_scenarios_are_listed_on_stdout(call):
    done = call("scenarios")

    assert done.code == 0
    assert {line.split()[0] for line in done.out.splitlines()} >= {
        "delete-account", "leave", "list-devices", "reset-password", "revoke-apps", "unlink-devices",
    }  # fmt: skip


def test_readme_tells_every_exit_code_scenario_and_command(call):
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    for code in ("0", "1", "2", "3", "4", "130"):
        assert f"| {code} |" in text
    for line in call("scenarios").out.splitlines():
        assert f"`{line.split()[0]}`" in text
    for name in COMMANDS:
        assert f"mi-runner {name}" in text or f"`{name}`" in text, name


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_help_page_says_first(name):
    command = cli.get_command(click.Context(cli), name)

    assert command.get_short_help_str(200) == COMMANDS[name][1]


def test_a_scenario_has_only_its_own_options():
    group = cli.get_command(click.Context(cli), "run")
    options = {
        name: {flag for param in group.get_command(click.Context(group), name).params for flag in param.opts}
        for name in group.list_commands(click.Context(group))
    }

    assert "--device" in options["unlink-devices"]
    assert not options["leave"] & {"--device", "--imei", "--photo"}
    assert {"--imei", "--photo", "--proof", "--details"} <= options["blocked-account"]
    assert "--yes-delete" not in options["list-devices"]


def test_options_may_stand_before_the_scenario_as_they_once_could(call):
    done = call("run", "--wait", "soon", "-a", "me", "leave", MI_PASSWORD="x")

    assert (done.code, "no duration" in done.err) == (2, True), done.err


def test_the_help_pages_in_the_docs_are_those_of_the_commands():
    """Run 'python docs/write_help.py' after a change of a command."""
    write_help = runpy.run_path(str(ROOT / "docs" / "write_help.py"))
    for _, command in write_help["every_command"]():
        command._help_option = None  # click keeps the one of whoever asked first, also of a call with other names for it

    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == write_help["page"]()
