"""The door of the desk: one-time links, foreign hosts and origins, other machines."""

import asyncio
import json
import ssl

import httpx
import pytest
import websockets

from runner.desk import serve_desk
from runner.desk.auth import TRIES, Access
from runner.desk.server import Bind
from runner.errors import UsageError
from runner.operators.waiting_room import OperatorQueue
from tests.support.people import run_apart


def at_the_door(scene, bind=None):
    """Play a scene with a desk that is served; it gets the desk, and a client that keeps cookies."""

    async def play():
        async with (
            serve_desk(OperatorQueue(), bind or Bind()) as desk,
            httpx.AsyncClient(base_url=desk.address, timeout=60, verify=False) as client,
        ):
            return await scene(desk, client)

    return run_apart(play())


async def enter(desk, client, **more):
    link = desk.new_link().rpartition("/")[2]
    headers = {"Origin": desk.address}
    answer = await client.post("/enter", data={"link": link, "name": "Ana", "language": "en", **more}, headers=headers)
    client.word = answer.headers.get("location", "").partition("#")[2]
    return answer


async def talk(desk, client, **headers):
    """Open the WebSocket as a page would; the first thing that is heard."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    given = {"Origin": desk.address, "Cookie": cookies, **headers}
    origin = given.pop("Origin")
    async with websockets.connect(
        desk.address.replace("http", "ws") + "/talk", origin=origin or None, additional_headers=given
    ) as socket:
        await socket.send(json.dumps({"type": "word", "word": getattr(client, "word", "")}))
        return await asyncio.wait_for(socket.recv(), 60)


def test_a_link_lets_one_person_in_once():
    async def scene(desk, client):
        address = desk.new_link()
        assert (await client.get(address)).status_code == 200
        assert (await client.get(address)).status_code == 200, "a look does not use it up: mail programs look"
        link = address.rpartition("/")[2]
        answers = [
            (
                await client.post("/enter", data={"link": link, "name": "Ana"}, headers={"Origin": desk.address})
            ).status_code
            for _ in range(2)
        ]
        return answers, (await client.get(address)).status_code

    assert at_the_door(scene) == ([303, 403], 403)


def test_the_cookie_is_for_this_desk_alone():
    async def scene(desk, client):
        answer = await enter(desk, client)
        return answer.headers["set-cookie"], answer.headers["location"]

    cookie, location = at_the_door(scene)
    location, _, word = location.partition("#")
    assert len(word) > 40
    assert word not in cookie

    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert location == "/", "no secret in an address that is sent to anybody"


def test_without_a_cookie_there_is_nothing_to_see():
    async def scene(desk, client):
        got = [(await client.get(path)).status_code for path in ("/", "/picture/x/0")]
        with pytest.raises(websockets.exceptions.WebSocketException):
            await talk(desk, client)
        return got

    assert at_the_door(scene) == [403, 404]


def test_with_the_cookie_the_desk_is_there_and_keeps_everything_inside():
    async def scene(desk, client):
        await enter(desk, client)
        answer = await client.get("/")
        return answer, await talk(desk, client)

    answer, heard = at_the_door(scene)

    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers
    assert "<script>" not in answer.text
    assert '"queue"' in heard


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://127.0.0.1:1", ""])
def test_a_foreign_page_can_neither_talk_nor_enter(origin):
    async def scene(desk, client):
        await enter(desk, client)
        with pytest.raises(websockets.exceptions.WebSocketException):
            await talk(desk, client, Origin=origin)
        link = desk.new_link().rpartition("/")[2]
        headers = {"Origin": origin} if origin else {}
        return (await client.post("/enter", data={"link": link, "name": "Eve"}, headers=headers)).status_code

    assert at_the_door(scene) == 403


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test:1", "127.0.0.1:x", "localhost.evil.test:80", "evil.test:8720"])
def test_a_name_that_was_bent_to_this_machine_is_refused(host):
    """DNS rebinding: the page is at evil.test, which suddenly is 127.0.0.1."""

    async def scene(desk, client):
        await enter(desk, client)
        return (await client.get("/", headers={"Host": host})).status_code

    assert at_the_door(scene) == 403


def test_wrong_links_are_not_looked_at_for_ever():
    async def scene(desk, client):
        for _ in range(TRIES):
            assert (await client.get("/enter/wrong")).status_code == 403
        return (await client.get("/enter/wrong")).status_code, (await client.get(desk.new_link())).status_code

    assert at_the_door(scene) == (429, 200), "a right link always works"


def test_a_name_is_wanted_for_the_trail():
    async def scene(desk, client):
        return (await enter(desk, client, name="  ")).status_code

    assert at_the_door(scene) == 422


def test_sessions_and_links_do_not_last_for_ever(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("runner.desk.auth.time.monotonic", lambda: now[0])
    access = Access()
    session = access.enter(access.new_link(), "Ana", "en")
    session.since = now[0]
    old = access.new_link()
    assert access.session(session.key) is session
    assert access.session(session.key + "x") is None
    now[0] += 3601

    assert access.enter(old, "Ana", "en") is None
    now[0] += 12 * 3600
    assert access.session(session.key) is None


@pytest.mark.parametrize("address", ["0.0.0.0:8720", "192.0.2.7:8720", "[::]:8720", "desk.example.test:443"])
def test_other_machines_need_tls_or_the_word_insecure(address):
    with pytest.raises(UsageError, match=r"--desk-cert and --desk-key, or say --desk-insecure"):
        Bind.read(address)
    assert Bind.read(address, insecure=True).port


@pytest.mark.parametrize("address", ["127.0.0.1:8720", "localhost:0", "[::1]:8720", "8720"])
def test_this_machine_needs_neither(address):
    assert Bind.read(address).is_loopback


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:", "127.0.0.1:99999", "²", "9" * 5000])
def test_addresses_that_are_none(address):
    with pytest.raises(UsageError, match="is not HOST:PORT"):
        Bind.read(address)


def test_a_port_that_is_taken_is_told():
    async def scene(desk, client):
        port = int(desk.address.rpartition(":")[2])
        with pytest.raises(UsageError, match="cannot be served"):
            async with serve_desk(OperatorQueue(), Bind(port=port)):
                pass

    at_the_door(scene)


def test_it_is_served_by_tls(tmp_path):
    from tests.codes.conftest import certificate

    certificate(tmp_path)

    async def scene(desk, client):
        trusted = ssl.create_default_context(cafile=tmp_path / "cert.pem")
        async with httpx.AsyncClient(base_url=desk.address, verify=trusted) as careful:
            answer = await enter(desk, careful)
        return desk.address, answer.headers["set-cookie"]

    address, cookie = at_the_door(scene, Bind(cert=tmp_path / "cert.pem", key=tmp_path / "key.pem"))

    assert address.startswith("https://")
    assert "Secure" in cookie


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("localhost", True), ("127.0.0.1", True), ("[::1]", True), ("localhost:9", True), ("evil.test", False), ("localhost.evil.test", False)],
)
def test_the_desk_is_called_by_its_loopback_names_through_whatever_tunnel(host, is_ours):
    """A browser leaves out port 80."""

    async def scene():
        async with serve_desk(OperatorQueue(), Bind(port=0)) as desk, httpx.AsyncClient(timeout=60) as client:
            return (await client.get(f"{desk.address}/", headers={"Host": host})).text

    assert ("does not belong to the desk" not in run_apart(scene())) is is_ours
