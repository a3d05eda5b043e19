"""``doctor --console``: which landmarks are there, by which way, with pictures and a report; nobody signs in."""

import re
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from PIL import Image

import runner.doctor.console_check
from pages.base import first_visible, ways_of
from pages.console import Site
from pages.landmarks import CLOSED_SCREENS, OPEN_SCREENS
from runner.credentials.vault import Vault
from runner.doctor.console_check import check_console
from runner.doctor.console_report import report
from runner.settings import Settings
from tests.support.people import EMAIL, PASSWORD, free_port
from tests.support.servers import PageServer
from tests.support.tiers import thorough

SIGN_IN = {"en": "Sign in", "zh": "登录"}


@pytest.fixture
def look(site, tmp_path, loop, shared, monkeypatch):
    """Look at the practice console in this process."""
    shared.stands_in(monkeypatch)

    def go(site=site, patience=60.0, vault=None):
        settings = Settings(site=site, headed=False, patience=patience)
        return loop.run(check_console(settings, tmp_path, vault or Vault({}, {})))

    return go


@pytest.fixture
def doctor(command, tmp_path):
    """``mi-runner doctor``, in the test's own folder."""

    def go(*words, **environment):
        done = command("doctor", *words, folder=tmp_path, env={"COLUMNS": "120"} | environment)
        assert "Traceback" not in done.err
        return done

    return go


def found_by(view, title):
    (screen,) = [screen for screen in view.screens if screen.title == title]
    return {sighting.mark.name: sighting.by for sighting in screen.sightings}


def report_of(view):
    return report(Site(), view)


@pytest.mark.parametrize(("skin", "language"), [("current", "en"), *thorough(("classic", "zh"))])
def test_every_landmark_is_found_and_said_how_and_nothing_is_sent(look, console, leaver, monkeypatch, skin, language):
    """The console of another skin speaks Chinese to whoever asks for Hindi."""
    console.switch(skin=skin, language=language, qr_first=skin == "current", cookie_banner=True)
    before = console.ledger()
    methods = set()
    open_tab = runner.doctor.console_check._tab

    async def watched(*args):
        tab = await open_tab(*args)
        tab.on("request", lambda request: methods.add(request.method))
        return tab

    monkeypatch.setattr(runner.doctor.console_check, "_tab", watched)
    view = look(Site(console.account_url, console.cloud_url, "en" if language == "en" else "hi"))

    assert view.missing == 0, report_of(view)
    assert [screen.title for screen in view.screens] == [
        *(page.title for page, _ in OPEN_SCREENS), *(page.title for page in CLOSED_SCREENS)
    ]  # fmt: skip
    sign_in = found_by(view, "Sign-in")
    assert sign_in["sign-in button"] == f"button “{SIGN_IN[language]}”"
    assert sign_in["account field"].startswith("field “")
    assert found_by(view, "Password reset")["heading"]
    for screen in view.screens:
        with Image.open(screen.picture) as picture:
            assert picture.size == (1280, 800)
            assert len(picture.getcolors(1 << 20)) > 10, "an empty picture"
    assert any("Cookie banner" in remark for screen in view.screens for remark in screen.remarks)
    assert methods == {"GET"}
    assert console.ledger() == before


def test_a_console_that_is_named_is_looked_at_and_the_terminal_shows_a_table(doctor, console, tmp_path):
    """Nothing is missing: the exit code is 0, and an older look's report does not pass for this one's."""
    console.switch(skin="classic")
    stale = tmp_path / "seen" / "report.md"
    stale.parent.mkdir()
    stale.write_text("old")

    done = doctor("--console", f"{console.account_url},{console.cloud_url}", "--into", "seen", MI_PATIENCE="60s")

    assert done.code == 0, done.out + done.err
    assert re.search(r"✓ +sign-in button +by button “Sign in”", done.out)
    assert "Everything was found" in done.out
    assert "nobody signs in" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["seen"]
    assert not stale.exists()
    assert len(list((tmp_path / "seen").glob("*.png"))) == len(OPEN_SCREENS) + len(CLOSED_SCREENS)


def test_doctor_alone_opens_no_console(doctor, console, tmp_path):
    doctor(MI_CONSOLE=f"{console.account_url},{console.cloud_url}")

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
    server = PageServer(("127.0.0.1", 0), Strange)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_missing_makes_a_report_without_secrets_and_exit_code_1(doctor, strange, tmp_path):
    done = doctor(
        "--look", MI_CONSOLE=f"{strange},{strange}", MI_PATIENCE="0.3s", MI_ACCOUNT=EMAIL, MI_PASSWORD=PASSWORD
    )  # fmt: skip

    assert done.code == 1, done.out + done.err
    assert re.search(r"✗ +sign-in button +missing", done.out)
    assert "not shown, which is no fault" in done.out
    path = tmp_path / "console-look" / "report.md"
    assert str(Path("console-look") / "report.md") in done.err.replace("\n", "")
    text = path.read_text(encoding="utf-8")
    assert "| Sign-in | sign-in button | **missing** |" in text
    assert '- button "••• it"' in text
    assert '- textbox "Your number"' in text
    for hidden in (EMAIL, PASSWORD, "13800138000", "secret words", "abcdef", "123456789012345"):
        assert hidden not in text + done.out + done.err, hidden


def test_a_console_that_does_not_answer_is_said(doctor):
    nowhere = f"http://127.0.0.1:{free_port()}"

    done = doctor("--console", f"{nowhere},{nowhere}", MI_PATIENCE="0.2s")

    assert done.code == 1
    assert "did not load: Page.goto: net::ERR_CONNECTION_REFUSED" in done.out


def test_one_missing_landmark_is_enough(look, console, monkeypatch):
    monkeypatch.setattr("pages.password_reset.PasswordResetPage.path", "/pass/forget-it")
    monkeypatch.setattr("runner.doctor.console_check.CLOSED_SCREENS", ())

    view = look(patience=8)

    assert view.missing == 3
    (screen,) = [screen for screen in view.screens if screen.missing]
    assert screen.title == "Password reset"
    assert any("HTTP 404" in remark for remark in screen.remarks)


def test_a_locator_tells_the_ways_it_was_joined_from(page):
    ways = (page.locator("#a"), page.get_by_role("button", name=re.compile('I\'m "x"')), page.get_by_text("hello"))

    assert ways_of(first_visible(*ways)) == ways
    assert ways_of(ways[0]) == ways[:1]
