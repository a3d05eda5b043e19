"""``doctor --console``: which landmarks are there, by which way, with pictures and a report; nobody signs in."""

import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image

import runner.doctor.console_check
from pages.base import first_seen, ways_of
from pages.landmarks import CLOSED_SCREENS, OPEN_SCREENS
from runner.credentials.vault import Vault
from runner.doctor.console_check import check_console
from runner.doctor.console_report import report
from runner.settings import Settings
from tests.support.people import EMAIL, PASSWORD, free_port

ROOT = Path(__file__).parents[2]

KEPT = {"MI_TRAIL_KEYS", "MI_INTENTS"}
"""Settings that keep a test away from what belongs to whoever runs it."""


@pytest.fixture
def look(site, tmp_path, loop, shared, monkeypatch):
    """Look at the practice console in this process."""
    shared.stands_in(monkeypatch)

    def go(site=site, patience=60.0, vault=None):
        settings = Settings(site=site, headed=False, patience=patience)
        return loop.run(check_console(settings, tmp_path, vault or Vault({}, {})))

    return go


def doctor(tmp_path, *words, **environment):
    """``mi-runner doctor`` as a process of its own."""
    env = {key: value for key, value in os.environ.items() if key in KEPT or not key.startswith("MI_")}
    return subprocess.run(
        [sys.executable, "-m", "runner", "doctor", *words], capture_output=True, text=True, encoding="utf-8",
        check=False, stdin=subprocess.DEVNULL, cwd=tmp_path, timeout=300,
        env=env | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "120",
                   "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"} | environment,
    )  # fmt: skip


def found_by(view, title):
    (screen,) = [screen for screen in view.screens if screen.title == title]
    return {sighting.mark.name: sighting.by for sighting in screen.sightings}


def test_every_landmark_is_found_and_by_which_way_is_said(look, skin, tmp_path):
    view = look()

    assert view.missing == 0, report_of(view)
    assert [screen.title for screen in view.screens] == [
        *(page.title for page, _ in OPEN_SCREENS), *(page.title for page in CLOSED_SCREENS)
    ]  # fmt: skip
    sign_in = found_by(view, "Sign-in")
    assert sign_in["sign-in button"] == "button “Sign in”"
    assert sign_in["account field"].startswith("field “")
    assert found_by(view, "Password reset")["heading"]
    for screen in view.screens:
        with Image.open(screen.picture) as picture:
            assert picture.size == (1280, 800)
            assert len(picture.getcolors(1 << 20)) > 10, "an empty picture"


def report_of(view):
    from pages.console import Site

    return report(Site(), view)


def test_nothing_is_sent_and_nobody_signs_in(look, console, leaver, skin, monkeypatch):
    console.switch(qr_first=skin == "current", cookie_banner=True)
    before = console.ledger()
    methods = set()
    open_tab = runner.doctor.console_check._tab

    async def watched(*args):
        tab = await open_tab(*args)
        tab.on("request", lambda request: methods.add(request.method))
        return tab

    monkeypatch.setattr(runner.doctor.console_check, "_tab", watched)
    view = look()

    assert view.missing == 0, report_of(view)
    assert methods == {"GET"}
    assert console.ledger() == before
    assert any("Cookie banner" in remark for screen in view.screens for remark in screen.remarks)


def test_a_console_in_another_language_is_recognised(look, console):
    console.switch(language="zh")

    assert look().missing == 0


def test_the_terminal_shows_a_table_and_exits_with_0(console, tmp_path):
    done = doctor(
        tmp_path, "--look", "--console", f"{console.account_url},{console.cloud_url}", "--into", "seen",
        MI_PATIENCE="60s",
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"✓ +sign-in button +by button “Sign in”", done.stdout)
    assert "Everything was found" in done.stdout
    assert "nobody signs in" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["seen"]
    assert not (tmp_path / "seen" / "report.md").exists()
    assert len(list((tmp_path / "seen").glob("*.png"))) == len(OPEN_SCREENS) + len(CLOSED_SCREENS)


def test_doctor_alone_opens_no_console(console, tmp_path):
    doctor(tmp_path, MI_CONSOLE=f"{console.account_url},{console.cloud_url}")

    assert list(tmp_path.iterdir()) == []


STRANGE = b"""<!doctype html><title>x</title><h1>Hello, leaver.person@example.test</h1><p>secret words</p>
<label>Your number <input value="13800138000"></label><label>Secret <input type="password" value="Tr0ub4dor-and-3"></label>
<a href="/next?token=abcdef">Go to 4 (861) 234-5678 or 123456789012345</a><button>Tr0ub4dor-and-3 it</button>"""


class Strange(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(STRANGE)

    def log_message(self, *_):
        pass


@pytest.fixture
def strange():
    """A console that looks like nothing we know, full of what nobody should read."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Strange)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_missing_makes_a_report_without_secrets_and_exit_code_1(strange, tmp_path):
    done = doctor(
        tmp_path, "--look", "--console", f"{strange},{strange}", MI_PATIENCE="0.3s",
        MI_ACCOUNT=EMAIL, MI_PASSWORD=PASSWORD,
    )  # fmt: skip

    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert re.search(r"✗ +sign-in button +missing", done.stdout)
    assert "not shown, which is no fault" in done.stdout
    path = tmp_path / "console-look" / "report.md"
    assert str(Path("console-look") / "report.md") in done.stderr.replace("\n", "")
    text = path.read_text(encoding="utf-8")
    assert "| Sign-in | sign-in button | **missing** |" in text
    assert '- button "••• it"' in text
    assert '- textbox "Your number"' in text
    for hidden in (EMAIL, PASSWORD, "13800138000", "secret words", "abcdef", "123456789012345"):
        assert hidden not in text + done.stdout + done.stderr, hidden


def test_an_older_report_does_not_pass_for_this_looks(console, tmp_path):
    stale = tmp_path / "console-look" / "report.md"
    stale.parent.mkdir()
    stale.write_text("old")

    doctor(tmp_path, "--look", "--console", f"{console.account_url},{console.cloud_url}", MI_PATIENCE="60s")

    assert not stale.exists()


def test_a_console_that_does_not_answer_is_said(tmp_path):
    nowhere = f"http://127.0.0.1:{free_port()}"

    done = doctor(tmp_path, "--look", "--console", f"{nowhere},{nowhere}", MI_PATIENCE="0.2s")

    assert done.returncode == 1
    assert "did not load: Page.goto: net::ERR_CONNECTION_REFUSED" in done.stdout
    assert "Traceback" not in done.stderr


def test_one_missing_landmark_is_enough(look, console, monkeypatch):
    monkeypatch.setattr("pages.password_reset.PasswordResetPage.path", "/pass/forget-it")

    view = look(patience=8)

    assert view.missing == 3
    (screen,) = [screen for screen in view.screens if screen.missing]
    assert screen.title == "Password reset"
    assert any("HTTP 404" in remark for remark in screen.remarks)


def test_a_locator_tells_the_ways_it_was_joined_from(page):
    ways = (page.locator("#a"), page.get_by_role("button", name=re.compile('I\'m "x"')), page.get_by_text("hello"))

    assert ways_of(first_seen(*ways)) == ways
    assert ways_of(ways[0]) == ways[:1]


def test_naming_a_console_is_enough_to_look_at_it(console, tmp_path):
    done = doctor(tmp_path, "--console", f"{console.account_url},{console.cloud_url}", "--into", "look")

    assert done.returncode == 0, done.stderr
    assert "sign-in" in done.stdout.lower()
