"""The control API, and the same through the object; switches that are checked; listeners that stay on loopback."""

import re
import smtplib
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.practice import Practice, SwitchError
from runner.practice.accounts import imei
from runner.practice.switches import DEFAULTS, HELP


@pytest.fixture
def control(client, console):
    """Ask the control API; its answer as data."""

    def ask(method, path, body=None, status=200):
        answer = client.request(method, f"{console.control_url}/control/{path}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    return ask


def test_account_is_seeded_changed_and_listed(control):
    added = control("POST", "accounts", {"email": "a@example.test", "stored": {"notes": 2}}, status=201)
    assert (len(added["devices"]), len(added["apps"]), added["stored"]) == (3, 2, {"notes": 2})
    assert re.fullmatch(r"\d{10}", added["id"])
    assert control("PATCH", "accounts/a@example.test", {"state": "blocked"})["state"] == "blocked"
    assert control("GET", f"accounts/{added['id']}")["state"] == "blocked"
    assert [each["email"] for each in control("GET", "accounts")] == ["a@example.test"]
    control("POST", "reset")
    assert control("GET", "accounts") == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("accounts", {"emial": "x@example.test"}),
        ("accounts", {"email": "leaver@example.test"}),
        ("accounts", {"state": "gone"}),
        ("accounts", {"devices": [{"colour": "red"}]}),
        ("switches", {"captcha": "audio"}),
        ("switches", {"captchas": "image"}),
        ("clock", {"advance": "soon"}),
    ],
)
def test_mistakes_are_refused_with_a_reason(control, leaver, path, body):
    assert control("POST", path, body, status=400)["error"]


def test_unknown_account_is_not_found(control):
    for path in ("accounts/nobody@example.test", "mail?account=nobody@example.test"):
        assert control("GET", path, status=404)["error"] == "there is no account nobody@example.test"


def test_switches_of_one_account_leave_the_others_alone(control, console, leaver):
    other = console.add_account(email="other@example.test")
    assert control("POST", f"accounts/{leaver['id']}/switches", {"captcha": "slider"})["captcha"] == "slider"
    world = console.world
    assert world.switches_for(world.known(other["email"])).captcha == "none"
    assert control("GET", "switches")["switches"]["captcha"] == "none"
    assert set(control("GET", "switches")["help"]) == set(control("GET", "switches")["switches"])


def test_code_mail_and_message_can_be_read(control, console, leaver):
    console.switch(identity="both")
    account = console.world.known(leaver["email"])
    assert control("GET", f"code?account={leaver['email']}")["code"] is None
    code = console.world.codes.make(account, "identity", "email").digits
    assert control("GET", f"code?account={leaver['email']}")["code"] == code
    assert control("GET", f"sms?account={leaver['email']}") == []


def test_ledger_rows_are_numbered_dated_and_only_ever_added(control, console, leaver):
    console.add_account(email="other@example.test")
    console.expire(leaver["email"])
    control("POST", "expire", {"account": "other@example.test"})
    control("POST", "clock", {"advance": 3600})
    console.expire(leaver["email"])
    rows = control("GET", "ledger")
    assert [row["n"] for row in rows] == [1, 2, 3]
    assert rows[2]["at"][:13] > rows[1]["at"][:13]
    assert [row["n"] for row in control("GET", f"ledger?account={leaver['email']}")] == [1, 3]
    rows[0]["event"] = "changed"
    assert console.ledger()[0]["event"] == "session-expired"


@pytest.mark.parametrize(
    "wrong",
    [
        {"latency": -1}, {"latency": True}, {"terms": 1}, {"hang": "pass"}, {"captcha_places": "reset"},
        {"captcha_places": ["shop"]}, {"fail": {"/x": {"code": 500}}}, {"fail": ["/x"]}, {"nonsense": 1},
        {"fail": {"/x": {"when": "never"}}}, {"delay": {"/x": "long"}}, {"delay": {"x": 1}}, {"step_up": ["home"]},
        {"interrupts": {"/x": "music"}}, {"interrupts": "alert"}, {"swap_session": 1}, {"form_elsewhere": "sign_in"},
    ],
)  # fmt: skip
def test_switch_that_cannot_be_is_an_error(wrong):
    with pytest.raises(SwitchError) as told:
        DEFAULTS.changed(wrong)
    assert next(iter(wrong)) in str(told.value)


def test_every_switch_has_an_explanation():
    assert all(HELP.values())


def test_wrong_switch_takes_no_port():
    with pytest.raises(SwitchError):
        Practice(port=0, skins="current")


@given(st.from_regex(r"\A[0-9a-f]{12}\Z"))
def test_made_up_device_numbers_pass_the_check(seed):
    digits = imei(seed)
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits))
    assert len(digits) == 15
    assert total % 10 == 0


def test_a_console_that_was_stopped_leaves_no_thread_and_frees_its_ports():
    before = set(threading.enumerate())
    with Practice(port=0) as one:
        ports = [int(url.rsplit(":", 1)[1]) for url in (one.account_url, one.cloud_url, one.control_url)]
    assert [thread for thread in set(threading.enumerate()) - before if thread.name == "practice console"] == []
    for port in ports:
        socket.create_server(("127.0.0.1", port)).close()


def test_every_listener_is_on_loopback_and_localhost_has_both_families(console):
    addresses = {each.getsockname()[0] for each in console._sockets} | {console.smtp_address[0]}
    assert addresses <= {"127.0.0.1", "::1"}
    port = int(console.cloud_url.rsplit(":", 1)[1])
    for family in {each.family for each in console._sockets}:
        host = "127.0.0.1" if family == socket.AF_INET else "::1"
        socket.create_connection((host, port), timeout=60).close()


def test_taken_port_is_an_error_and_leaks_nothing():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        Practice(port=taken.getsockname()[1])


def test_codes_can_leave_through_any_smtp_host(client):
    """Two consoles: the mail sink of the first serves as the other's SMTP host."""
    told = []
    with Practice(port=0) as post_office:
        host, port = post_office.smtp_address
        with Practice(port=0, smtp=(host, port), told=lambda *facts: told.append(facts)) as console:
            account = console.add_account(email="far@example.test", devices=[])
            send_code(client, console, account)
            assert console.world.mail == []
            assert post_office.world.mail[0]["to"] == ["far@example.test"]
            assert told == [("far@example.test", "email", console.last_code("far@example.test"))]


def test_smtp_host_that_is_down_is_told_on_the_page(client):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        nobody = unused.getsockname()
    with pytest.raises(OSError, match="refused"):
        smtplib.SMTP(*nobody)
    with Practice(port=0, smtp=nobody) as console:
        account = console.add_account(email="far@example.test", devices=[])
        page = send_code(client, console, account)
        assert "The code could not be sent" in page.text
        assert console.ledger()[-1]["event"] == "mail-failed"


def send_code(client, console, account):
    """Ask for a reset code without a browser."""
    console.switch(captcha_places=[])
    form = {"account": account["email"]}
    return client.post(f"{console.account_url}/pass/forgetPassword", data=form, follow_redirects=True)
