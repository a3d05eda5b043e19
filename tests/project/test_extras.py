"""What a plain installation can do, and what is said where an extra is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from runner.cli import COMMANDS
from tests.support.process import environment

ROOT = Path(__file__).parents[2]
EXTRAS = {
    "batch": ("apprise", "dbos", "imap_tools", "psutil", "psycopg", "pyotp", "sqlalchemy"),
    "evidence": ("pyhanko", "rfc3161_client"),
}
REFUSE = """
import importlib.abc, sys
class Refuses(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {modules!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Refuses())
sys.argv[0] = "mi-runner"
from runner.cli import main
main()
"""


def without(extra, *words, cwd=ROOT, **told):
    return subprocess.run(
        [sys.executable, "-c", REFUSE.format(modules=set(EXTRAS[extra])), *words], capture_output=True, text=True,
        encoding="utf-8", check=False, stdin=subprocess.DEVNULL, cwd=cwd, env=environment(**told),
    )  # fmt: skip


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_help_page_is_shown_without_an_extra(extra):
    loop = (
        "import click; from runner.cli import cli; context = click.Context(cli)\n"
        "for name in cli.list_commands(context): cli.get_command(context, name).get_help(context)\n"
        "print('every page')"
    )
    code = REFUSE.format(modules=set(EXTRAS[extra])).rpartition("from runner.cli")[0] + loop
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.stdout.strip() == "every page", done.stderr


@pytest.mark.parametrize("words", [["batch", "accounts.csv"], ["worker"], ["resume"], ["status"]], ids=" ".join)
def test_a_command_whose_extra_is_missing_says_which_one(words, tmp_path):
    done = without("batch", *words, cwd=tmp_path)

    assert done.returncode == 2, done.stderr
    assert "pip install 'mi-runner[batch]'" in done.stderr
    assert "Traceback" not in done.stderr


HEAVY = {
    "asyncio", "playwright", "rich", "cryptography", "jinja2", "PIL", "keyring", "prompt_toolkit", "starlette", "uvicorn", "dbos",
    "sqlalchemy", "email", "http.client",
}  # fmt: skip
"""What takes its time to import, and has to be needed."""


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["--help"], set()),
        (["secret", "--help"], set()),
        (["status", "--help"], {"rich"}),
        (["batch", "--help"], {"asyncio"}),
        # What a scenario says of itself stands beside its pages, and these beside Playwright's client.
        (["run", "leave", "--help"], {"asyncio", "playwright", "PIL"}),
        (["run", "leave", "--no-such-option"], {"asyncio", "playwright", "PIL"}),
        (["scenarios"], {"asyncio", "playwright", "PIL", "jinja2", "email", "http.client"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_page_of_help_imports_what_it_needs_only(words, needed):
    code = (
        f"import sys; sys.argv = ['mi-runner', *{words!r}]\nfrom runner.cli import cli\n"
        "try: cli.main(standalone_mode=False)\nexcept BaseException: pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.stdout.rstrip().splitlines()[-1] == str(sorted(needed)), done.stdout + done.stderr


def test_the_main_help_page_names_every_command():
    done = subprocess.run([sys.executable, "-m", "runner", "--help"], capture_output=True, text=True, check=False, cwd=ROOT)

    assert all(name in done.stdout for name in COMMANDS)
