"""The desk under attack from its own machine: half requests, another port's pages, a tunnel, a stolen cookie."""

import asyncio
import json

import httpx
import pytest
import websockets

from runner.desk import door_keeper
from runner.desk.middleware import OriginGuard
from tests.desk.test_door import at_the_door, enter
from tests.support.people import run_apart


async def open_line(desk, said=b""):
    host, _, port = desk.address.removeprefix("http://").rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(said)
    await writer.drain()
    return reader, writer


@pytest.fixture
def few(monkeypatch):
    """A desk that a test can fill and wait for."""
    monkeypatch.setattr("runner.desk.server.limited", lambda: door_keeper.limited(most=5, patience=0.5))


HALVES = [b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST /enter HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n\r\nlink="]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("half", HALVES, ids=["nothing", "a letter", "half a head", "half a body"])
def test_a_request_that_never_ends_is_hung_up_on(half):
    async def scene(desk, client):
        reader, writer = await open_line(desk, half)
        await asyncio.wait_for(reader.read(), 60)  # ends when the desk hangs up
        writer.close()
        return (await client.get(desk.new_link())).status_code

    assert at_the_door(scene) == 200


@pytest.mark.usefixtures("few")
def test_more_connections_than_a_desk_needs_are_turned_away_and_let_in_again(capfd):
    async def scene(desk, client):
        lines = [await open_line(desk, b"GET / HTTP/1.1\r\n") for _ in range(60)]
        ends = await asyncio.wait_for(asyncio.gather(*(reader.read() for reader, _ in lines), return_exceptions=True), 60)
        for _, writer in lines:
            writer.close()
        return len(ends), (await client.get(desk.new_link())).status_code

    assert at_the_door(scene) == (60, 200)
    assert capfd.readouterr().err == ""


async def answer_of(desk, said):
    """What a new connection is answered until it is hung up on, though it may take as long as it likes."""
    host, _, port = desk.address.removeprefix("http://").rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(said)
        return await asyncio.wait_for(reader.read(), 60)
    except ConnectionError:
        return b""
    finally:
        writer.close()


def test_no_more_connections_are_open_at_once_than_a_desk_needs_an_open_page_among_them(monkeypatch):
    """However patient the desk is: these never come to an end by themselves."""
    monkeypatch.setattr("runner.desk.server.limited", lambda: door_keeper.limited(most=3, patience=600))

    async def scene(desk, client):
        await enter(desk, client)  # this connection is kept
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        address = desk.address.replace("http", "ws") + "/talk"
        async with websockets.connect(address, origin=desk.address, additional_headers={"Cookie": cookies}):
            _, third = await open_line(desk, b"GET")
            assert await answer_of(desk, b"GET") == b""
            third.close()
        for _ in range(600):  # until the desk has noticed
            if answer := await answer_of(desk, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"):
                return answer[:12]
            await asyncio.sleep(0.1)
        return b""

    assert at_the_door(scene) == b"HTTP/1.1 403"


@pytest.mark.usefixtures("few")
def test_a_page_that_is_open_is_not_hung_up_on_and_counts_until_it_is_closed():
    async def scene(desk, client):
        await enter(desk, client)
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        address = desk.address.replace("http", "ws") + "/talk"
        async with websockets.connect(address, origin=desk.address, additional_headers={"Cookie": cookies}) as socket:
            await socket.send(json.dumps({"type": "word", "word": client.word}))
            await asyncio.wait_for(socket.recv(), 30)
            reader, writer = await open_line(desk, b"G")
            await asyncio.wait_for(reader.read(), 60)  # longer than a request may take
            writer.close()
            await (await socket.ping())
        return (await client.get("/")).status_code

    assert at_the_door(scene) == 200


def test_a_loop_without_files_says_nothing_a_thousand_times():
    told = []

    async def scene():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: told.append(context["message"]))
        with door_keeper.quiet_when_full():
            loop.call_exception_handler({"message": "socket.accept() out of system resource"})
            loop.call_exception_handler({"message": "another"})
        loop.call_exception_handler({"message": "socket.accept() out of system resource"})

    run_apart(scene())

    assert told == ["another", "socket.accept() out of system resource"]


@pytest.mark.parametrize("first", [None, {"type": "word"}, {"type": "word", "word": "x" * 43}, {"type": "word", "word": 5}, [], "no json", "[" * 9000])
def test_the_cookie_alone_opens_nothing(first, monkeypatch):
    """A browser sends it to every port of 127.0.0.1, where another user's page may listen."""
    monkeypatch.setattr("runner.desk.app.FIRST_WORD", 0.5)

    async def scene(desk, client):
        await enter(desk, client)
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        address = desk.address.replace("http", "ws") + "/talk"
        async with websockets.connect(address, origin=desk.address, additional_headers={"Cookie": cookies}) as socket:
            if first is not None:
                await socket.send(first if isinstance(first, str) else json.dumps(first))
            with pytest.raises(websockets.exceptions.ConnectionClosed) as end:
                await asyncio.wait_for(socket.recv(), 30)
        picture = await client.get("/picture/x/0")
        return end.value.rcvd.code, picture.status_code, client.word in (await client.get("/")).text

    assert at_the_door(scene) == (1008, 404, False)


def test_the_cookie_has_a_name_of_its_own_for_each_desk():
    async def scene(desk, client):
        await enter(desk, client)
        return next(iter(client.cookies)), desk.address.rpartition(":")[2]

    name, port = at_the_door(scene)

    assert port in name


def test_through_a_tunnel_on_another_port_it_is_the_same_desk():
    async def scene(desk, client):
        host = "localhost:18720"
        headers = {"Host": host, "Origin": f"http://{host}"}
        link = desk.new_link().rpartition("/")[2]
        seen = await client.get(f"/enter/{link}", headers={"Host": host})
        entered = await client.post("/enter", data={"link": link, "name": "Ana"}, headers=headers)
        client.word = entered.headers["location"].partition("#")[2]
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        port = int(desk.address.rpartition(":")[2])
        async with websockets.connect(
            f"ws://{host}/talk", origin=f"http://{host}", additional_headers={"Cookie": cookies}, host="127.0.0.1", port=port
        ) as socket:
            await socket.send(json.dumps({"type": "word", "word": client.word}))
            heard = await asyncio.wait_for(socket.recv(), 30)
        foreign = await client.post("/enter", data={"link": "x", "name": "Ana"}, headers=headers | {"Origin": desk.address})
        return seen.status_code, entered.status_code, "queue" in heard, foreign.status_code, seen.headers["content-security-policy"]

    *codes, policy = at_the_door(scene)

    assert codes == [200, 303, True, 403]
    assert "ws://localhost:18720" in policy


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
    ],
)
def test_another_site_gets_nothing_but_a_person_who_follows_a_link(headers, code):
    async def scene(desk, client):
        return (await client.get(desk.new_link(), headers=headers)).status_code

    assert at_the_door(scene) == code


def test_a_desk_for_other_machines_is_called_by_its_own_port_only():
    guard = OriginGuard(None, {"desk.example.test:8720"}, "https")

    def is_ours(host):
        return guard._is_ours({"type": "http", "method": "GET", "headers": [(b"host", host.encode())]})

    assert is_ours("desk.example.test:8720")
    assert not is_ours("desk.example.test:1")
    assert not is_ours("127.0.0.1:8720")


def test_wrong_links_never_shut_a_right_one_out():
    async def scene(desk, client):
        for n in range(50):
            await client.get(f"/enter/wrong{n}")
        async with httpx.AsyncClient(base_url=desk.address) as other:
            return (await enter(desk, other)).status_code

    assert at_the_door(scene) == 303
