"""Independent public clients of the vendor's sign-in work against the console; only host names are changed.

``micloud`` and ``python-miio`` (over requests), ``miservice`` (over urllib), all from PyPI.
"""

import socket
from urllib.parse import urlsplit, urlunsplit

import pytest
import requests.adapters
from micloud import MiCloud
from micloud.micloudexception import MiCloudAccessDenied
from miservice import MiAccount, biohttp, miaccount

from tests.support.people import run_apart

pytestmark = pytest.mark.filterwarnings("ignore:.*getdefaultlocale:DeprecationWarning")

ACCOUNT_HOSTS = {"account.xiaomi.com"}
CLOUD_HOSTS = {"sts.api.io.mi.com", "api2.mina.mi.com", "api.io.mi.com", "de.api.io.mi.com", "i.mi.com"}


@pytest.fixture
def moved(console):
    """An address of the vendor's, on the console's host instead."""

    def move(url):
        parts = urlsplit(url)
        if parts.hostname in ACCOUNT_HOSTS | CLOUD_HOSTS:
            base = console.account_url if parts.hostname in ACCOUNT_HOSTS else console.cloud_url
            return urlunsplit(urlsplit(base)[:2] + tuple(parts[2:]))
        assert parts.hostname in {"127.0.0.1", "localhost"}
        return url

    return move


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch):
    """Nothing here may reach the vendor, whatever a client does."""
    ask = socket.getaddrinfo

    def only_here(host, *args, **kwargs):
        assert host in {"127.0.0.1", "localhost", "::1"}
        return ask(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)


@pytest.fixture
def over_requests(monkeypatch, moved):
    """Change host names as the requests library sends."""
    send = requests.adapters.HTTPAdapter.send

    def elsewhere(adapter, request, **kwargs):
        request.url = moved(request.url)
        return send(adapter, request, **kwargs)

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", elsewhere)


@pytest.fixture
def over_urllib(monkeypatch, moved):
    """Change host names as miservice's own small client sends."""
    send = biohttp._do_request

    def elsewhere(url, method, kwargs, jar=None):
        return send(moved(url), method, kwargs, jar)

    monkeypatch.setattr(biohttp, "_do_request", elsewhere)
    monkeypatch.setattr(miaccount, "ACCOUNT_BASE", moved("https://account.xiaomi.com").rstrip("/"))


def models(account):
    return {device["id"]: device["model"] for device in account["devices"]}


def test_micloud_signs_in_and_reads_the_encrypted_device_list(over_requests, leaver, events):
    client = MiCloud(leaver["email"], leaver["password"])
    assert client.login()
    assert client.user_id == int(leaver["id"])
    assert client.get_token()
    assert {each["did"]: each["model"] for each in client.get_devices()} == models(leaver)
    assert events() == ["signed-in"]


def test_micloud_cannot_read_the_list_with_another_secret(over_requests, leaver):
    client = MiCloud(leaver["email"], leaver["password"])
    assert client.login()
    client.ssecurity = "A" * 22 + "=="
    assert client.request("https://api.io.mi.com/app/home/device_list", {"data": "{}"}) is None
    assert client.get_token() is None  # which is what this client does on a 403


def test_micloud_is_told_of_a_wrong_password(over_requests, leaver, console):
    with pytest.raises(MiCloudAccessDenied):
        MiCloud(leaver["email"], "wrong1234").login()
    assert console.ledger()[-1]["reason"] == "wrong-password"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_python_miio_lists_devices(over_requests, leaver):
    # It warns while it is imported, and is not everywhere: one of its dependencies needs a C compiler.
    CloudInterface = pytest.importorskip("miio.cloud").CloudInterface  # noqa: N806
    found = CloudInterface(leaver["email"], leaver["password"]).get_devices("de")
    assert {did: device.model for did, device in found.items()} == models(leaver)


def sign_in(leaver, sid, **kwargs):
    """Sign in with miservice; its account object."""
    kwargs.setdefault("otp_callback", None)

    async def go():
        async with biohttp.ClientSession() as session:
            account = MiAccount(session, leaver["email"], leaver["password"], token_store=None, **kwargs)
            assert await account.login(sid), account._login_error
            return account

    return run_apart(go())


@pytest.mark.parametrize("sid", ["xiaomiio", "micoapi", "i.mi.com"])
def test_miservice_signs_in_to_each_service(over_urllib, leaver, console, sid):
    account = sign_in(leaver, sid)
    assert account.token["userId"] == int(leaver["id"])
    secret, service_token = account.token[sid]
    session = console.world.sessions.services[service_token]
    assert (session.sid, session.ssecurity) == (sid, secret)


@pytest.mark.parametrize("way", ["email", "phone"])
def test_miservice_passes_the_identity_check(over_urllib, leaver, console, events, way):
    console.switch(identity=way)

    async def read_code(method):
        assert method == way.title()
        return console.last_code(leaver["email"])

    account = sign_in(leaver, "i.mi.com", otp_callback=read_code)
    assert account.token["i.mi.com"]
    assert events() == ["identity-check-asked", "code-sent", "code-accepted", "signed-in"]
