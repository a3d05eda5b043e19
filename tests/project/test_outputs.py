"""What the console, a list or a trail says is text at every output: no markup, no escape sequence, no mark of direction."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from rich.text import Text

from runner.batch.outcome import Outcome
from runner.batch.progress import BatchProgress
from runner.batch.reports import print_summary
from runner.batch.settings import BatchPlan
from runner.batch.store import Entry
from runner.commands.results import show_result
from runner.commands.status import _table
from runner.model import Plan, Result, Status
from runner.operators.base import Pause
from runner.operators.safe_console import SafeConsole, open_console
from runner.operators.terminal import TerminalPerson, consent_panel, prompt_for, question_panel
from runner.operators.terminal_input import Lines
from runner.operators.terminal_reporter import LiveReporter, PlainReporter
from runner.printable import printable, printable_json, printable_lines, say

ROOT = Path(__file__).parents[2]
EVIL = ["[conceal]x", "[/]", "see [/notes]", "[bold red]x[/]", ":pile_of_poo:", "\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "\u202eevil",
        "\u2066evil", "\x07\x08\r", "a\nAccount  another", "a\tb", "\ud800", "[link=http://evil.test]x[/link]", "\u200bx", "\x7f"]  # fmt: skip
FORBIDDEN = frozenset("\x07\x08\x7f\x9b\u202e\u2066\ud800\u200b\r")


class Terminal(io.StringIO):
    """A terminal that keeps what it was sent."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.fixture(params=EVIL, ids=ascii)
def evil(request):
    return request.param


@pytest.fixture
def screen(monkeypatch):
    """A terminal without colours: whatever escape sequence it gets is the stranger's, or moves its cursor."""
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def console(screen):
    return SafeConsole(file=screen, force_terminal=True, color_system=None, width=200)


def is_harmless(text, evil):
    """Nothing acts, and what is markup for others is shown as it is written."""
    moves = ("\x1b[?25l", "\x1b[?25h", "\x1b[2K", "\x1b[1A", "\x1b[1m", "\x1b[2m", "\x1b[0m", "\x1b[1;31m")
    for move in moves:
        text = text.replace(move, "")
    assert not FORBIDDEN & set(text.replace("\r\x1b", "").replace("\r", ""))
    assert "\x1b" not in text, ascii(text)
    shown = printable(evil.split("\n")[0])
    assert shown.strip() in text, (ascii(shown), ascii(text))


def plan(evil):
    return Plan(evil, (evil, "Phone"), (evil,), deletes_account=True, hints=(evil,), warnings=(evil,), notes=(evil,))


def test_the_consent_shows_every_name_as_it_is(screen, evil):
    console(screen).print(consent_panel(plan(evil)))

    is_harmless(screen.getvalue(), evil)
    assert "Phone" in screen.getvalue()
    assert "cannot be undone" in screen.getvalue()
    for line in screen.getvalue().splitlines():
        assert not line.strip("│ ").startswith("Account  another")


def test_a_question_and_a_pause_are_text(screen, evil):
    pause = Pause(1, "captcha", evil, evil, time.monotonic() + 60, words=evil, picture=evil)
    person = TerminalPerson(console(screen), Lines(), headed=False)
    person._tell(pause)
    console(screen).print(question_panel(evil))

    is_harmless(screen.getvalue().replace("\x07", ""), evil)
    assert prompt_for(pause).isprintable()


@pytest.mark.parametrize("kind", [LiveReporter, PlainReporter])
def test_the_checklist_is_text(screen, evil, kind):
    reporter = kind(console(screen))
    reporter.opened(evil, evil)
    reporter.step(evil)
    reporter.note(evil)
    reporter.step_ended(evil, "done", evil)
    reporter.waiting(evil)
    reporter.waiting("")
    reporter.closed()

    is_harmless(screen.getvalue(), evil)


def entry(evil, **more):
    told = {"batch": "b", "number": 1, "account": "a", "label": evil, "scenario": "leave", "consent": "", "secret": "", "codes": "", "state": "parked",
            "round": 1, "attempts": 1, "worker": evil, "token": "", "trail": "", "kind": "", "reason": evil, "seconds": 1.0,
            "ended": 1.0}  # fmt: skip
    names = Entry.__dataclass_fields__
    return Entry(**{name: value for name, value in (told | more).items() if name in names})


def test_the_progress_of_a_batch_is_text(screen, evil):
    """A give-up reason ``see [/notes]`` ended the whole batch, and its status from then on."""

    class Store:
        engine = None

        def entries(self, batch, states=()):
            return [entry(evil)]

    progress = BatchProgress(Store(), "b", None, console(screen), {evil: evil})
    progress._held = evil
    progress._say(entry(evil))
    console(screen).print(progress._now())

    is_harmless(screen.getvalue(), evil)


def test_the_summary_and_the_status_of_a_batch_are_text(screen, evil, monkeypatch):
    outcome = Outcome(**{name: value for name, value in {
        "batch": "b", "number": 1, "label": evil, "scenario": "leave", "state": "failed", "reason": evil, "kind": "", "attempts": 1, "worker": "w",
        "trail": evil, "seconds": 1.0, "found": {}, "done": []}.items() if name in Outcome.__dataclass_fields__})  # fmt: skip
    print_summary([outcome], console(screen))

    class Store:
        engine = None

        def settings(self, name):
            return {}

        def entries(self, name):
            return [entry(evil)]

        def counts(self, name):
            return {"parked": 1}

        def stopped(self, name):
            return evil

    monkeypatch.setattr(BatchPlan, "read", classmethod(lambda cls, data: type("P", (), {"account_url": "", "every": 0})()))
    monkeypatch.setattr("runner.batch.rate_limit.held_off", lambda *_: evil)
    monkeypatch.setattr("runner.batch.worker_lock.is_free", lambda *_: True)
    console(screen).print(_table(Store(), evil, None))

    is_harmless(screen.getvalue(), evil)


@pytest.mark.parametrize("as_json", [True, False])
def test_the_result_is_text(capsys, evil, as_json):
    result = Result("list-devices", "a", Status.DONE, evil, found={"devices": [{"id": evil, "name": evil}]})
    show_result(result, as_json=as_json)

    out = capsys.readouterr().out
    assert not FORBIDDEN & set(out)
    assert "\x1b" not in out
    if as_json:
        assert json.loads(out)["reason"] == evil


def test_a_line_of_talk_is_text(capsys, evil):
    say(evil, err=True)

    is_harmless(capsys.readouterr().err, evil)


@given(st.text())
def test_whatever_a_text_holds_it_is_shown_on_one_line_and_acts_on_nothing(text):
    shown = printable(text)

    assert printable(shown) == shown
    assert not set(shown) & FORBIDDEN
    assert "\n" not in shown
    assert json.loads(printable_json({"text": text})) == {"text": text}
    assert all(sign.isprintable() for sign in printable_json([text]))
    assert printable_lines(text).count("\n") == text.count("\n")


@given(st.text(max_size=40))
def test_the_safe_console_sends_no_control_of_a_strangers_in_any_shape(text):
    screen = Terminal()
    safe = SafeConsole(file=screen, force_terminal=True, color_system=None, width=60)
    table = Table(text, title=text)
    table.add_row(text)
    for one in (text, Text(text), table):
        safe.print(one)
    safe.rule(text)

    assert not FORBIDDEN & set(screen.getvalue())
    assert "\x1b" not in screen.getvalue()


def test_joined_signs_of_languages_and_emoji_stay():
    assert printable("می\u200cخواهم") == "می\u200cخواهم"
    assert printable("\U0001f468\u200d\U0001f469") == "\U0001f468\u200d\U0001f469"
    assert printable("a\u00a0b\u3000c") == "a b c"


SHOW = (
    "from runner.operators.safe_console import open_console; "
    "from runner.printable import prepare_output, say, say_json; prepare_output(); "
)


def child(code, **environment):
    told = {key: value for key, value in os.environ.items() if key not in {"PYTHONUTF8", "PYTHONIOENCODING"}}
    return subprocess.run([sys.executable, "-c", SHOW + code], capture_output=True, cwd=ROOT, check=False,
                          env=told | {"PYTHONPATH": str(ROOT)} | environment)  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "cp437", "ascii", "utf-16"])
def test_no_encoding_loses_the_result(encoding):
    """A redirected Windows console: the work was done, stdout empty, exit code 1."""
    code = (
        "say('\\u2713 leave: done. Redmi \\u5c0f\\u7c73 \\u2039account\\u203a'); say_json({'name': '\\u5c0f\\u7c73 \\u20ac'}); "
        "open_console().print('\\u2713 \\u5c0f\\u7c73 \\U0001f600')"
    )
    done = child(code, PYTHONIOENCODING=encoding)

    assert done.returncode == 0, done.stderr
    first, second, third = done.stdout.decode(encoding).replace("\r", "").splitlines()
    assert "leave: done. Redmi" in first
    assert json.loads(second) == {"name": "小米 €"}
    assert third


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full (Linux)")
def test_a_full_disk_behind_stdout_is_called_so():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "runner", "scenarios"], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False)

    assert done.returncode == 1
    assert b"could not be read or written (No space left on device)" in done.stderr
    assert b"a fault of mi-runner" not in done.stderr


def test_signs_that_an_encoding_does_not_know_are_written_in_others():
    done = child("say('\\u2713 \\u2026 \\u5c0f')", PYTHONIOENCODING="ascii")

    assert done.stdout.decode("ascii").strip() == r"+ ... \u5c0f"


def test_a_dumb_terminal_gets_no_escape_sequence(monkeypatch, screen):
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stderr", screen)
    talk = open_console(stderr=True)

    from runner.operators.terminal_reporter import choose_reporter

    reporter = choose_reporter(talk, quiet=False)
    reporter.opened("leave for me", "trail")
    reporter.step("Sign in")
    reporter.waiting("a code")
    reporter.waiting("")
    reporter.step_ended("Sign in", "done")
    reporter.closed()
    talk.print(Text("red", "bold red"))

    from runner.cli import say_error

    say_error("wrong")
    assert isinstance(reporter, PlainReporter)
    assert "\x1b" not in screen.getvalue()
    assert "Sign in" in screen.getvalue()


def test_there_is_no_other_way_to_the_terminal():
    """Every console of the product is the safe one, and text reaches stdout and stderr through this module only."""
    wrong = []
    for path in (ROOT / "runner").rglob("*.py"):
        text = path.read_text("utf-8")
        if path.name == "printable.py" or "practice" in path.parts:
            continue
        words = [" Console(", "=Console(", "(Console(", "sys.stdout.write", "click.secho"]
        words += [] if path.name == "cli.py" else ["click.echo"]  # there beside printable_lines()
        wrong += [f"{path.name}: {word}" for word in words if word in text]
    assert wrong == []
    assert issubclass(SafeConsole, Console)
