"""Codes out of a real mailbox: only what was meant, only once, and at once."""

import asyncio
import threading
import time
from contextlib import suppress

import psutil
import pytest
from imap_tools.idle import IdleManager

from runner.codes import CodesFirst
from runner.codes.imap import ImapCodes
from runner.codes.mailbox import Mailbox
from runner.errors import NeedsPerson, UsageError
from runner.operators.base import Nobody
from tests.support.people import run_apart

OWNER = "owner@example.test"


def source(post, account=OWNER, **changed):
    return ImapCodes(Mailbox.named("SHOP", {**post.settings, **changed}), account)


SOON = 60
"""Seconds far beyond need: the machine may be busy."""


def read(post, act, account=OWNER, patience=SOON, **changed):
    """Mark, then let letters come, then wait for a code; None when none comes."""

    async def scene():
        codes = source(post, account, **changed)
        try:
            await codes.mark()
            await asyncio.to_thread(act)
            return await asyncio.wait_for(codes.next_code(), patience)
        except TimeoutError:
            return None
        finally:
            await codes.close()

    return run_apart(scene())


def test_a_code_is_read_from_a_letter_that_comes(post):
    assert read(post, lambda: post.letter("Your code is 482913. It counts for 60 seconds.")) == "482913"


def test_a_letter_that_was_there_before_does_not_count(post):
    post.letter("Your code is 111111.")

    assert read(post, lambda: None, patience=2) is None
    assert read(post, lambda: post.letter("Your code is 222222.")) == "222222"


def test_a_letter_from_before_the_request_does_not_count(post):
    """Somebody asked the console for a code by hand, a moment before the run does."""

    async def scene():
        codes = source(post)
        await codes.mark()  # the run begins
        post.letter("Your code is 111111.")
        await CodesFirst(Nobody(), codes).before_code_request()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(codes.next_code(), 1.5)
        post.letter("Your code is 222222.")
        code = await asyncio.wait_for(codes.next_code(), SOON)
        await codes.close()
        return code

    assert run_apart(scene()) == "222222"


LEFT_ALONE = {
    "other domain": {"text": "Your code is 482913.", "sender": "Somebody <no-reply@xiaomi.com.evil.test>"},
    "false name": {"text": "Your code is 482913.", "sender": "no-reply@account.xiaomi.com <evil@evil.test>"},
    "other owner": {"text": "Your code is 482913.", "to": "another@example.test"},
    "longer address": {"text": "Your code is 482913.", "to": f"diana.{OWNER}"},
    "longer domain": {"text": "Your code is 482913.", "to": f"{OWNER}.evil.test"},
    "only named so": {"text": "Your code is 482913.", "to": f'"{OWNER}" <other@example.test>'},
    "two codes": {"text": "Your code is 482913, or was it 551234?"},
    "other numbers": {"text": "Order 12345678 has been sent; call 0800-482913."},
    "none": {"text": "No code today."},
}


def test_what_is_not_exactly_one_code_from_the_console_to_the_owner_is_left_alone(post):
    """Had one of them a code for the owner, it would be given, whatever came after it."""
    right = {"text": "Your code is 551234."}

    assert read(post, lambda: [post.letter(**each) for each in LEFT_ALONE.values()], patience=3) is None
    assert read(post, lambda: [post.letter(**each) for each in (right, *LEFT_ALONE.values())]) == "551234"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", "<style>p{color:#482913}</style><p>Code: <b>551234</b></p>"),
        ("Código: 551234\n", ""),
        ("您的验证码为551234,60秒内有效", ""),
        ("551234 is your code. 551234", ""),
    ],
    ids=["html", "quoted-printable", "base64", "twice the same"],
)
def test_a_code_is_read_however_the_letter_is_written(post, text, html):
    assert read(post, lambda: post.letter(text, html=html)) == "551234"


def test_the_newest_of_two_letters_counts_and_each_code_is_given_once(post):
    async def scene():
        codes = source(post)
        await codes.mark()
        post.letter("Your code is 111111.")
        post.letter("Your code is 222222.")
        await asyncio.sleep(0.5)
        first = await asyncio.wait_for(codes.next_code(), SOON)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(codes.next_code(), 1)
        post.letter("Your code is 333333.")
        second = await asyncio.wait_for(codes.next_code(), SOON)
        await codes.close()
        return first, second

    assert run_apart(scene()) == ("222222", "333333")


@pytest.fixture
def told_only_by_the_server(monkeypatch):
    """No look at the mailbox of our own accord: a letter is found when the server says that it came."""
    wait = ImapCodes._wait_for_mail
    monkeypatch.setattr(ImapCodes, "_wait_for_mail", lambda codes, box, stop, _seconds: wait(codes, box, stop, 3600))


@pytest.fixture
def polls(monkeypatch):
    """Grows by one whenever the mailbox is waited for."""
    polls, poll = [], IdleManager.poll
    monkeypatch.setattr(IdleManager, "poll", lambda *args, **named: polls.append(1) or poll(*args, **named))
    return polls


def waits(polls):
    """Return once the mailbox is being waited for."""
    return until(lambda: len(polls) > 1)


async def until(happened):
    deadline = time.monotonic() + SOON
    while not happened():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


@pytest.mark.usefixtures("told_only_by_the_server")
def test_a_letter_is_noticed_when_the_server_tells_of_it_and_the_loop_goes_on_meanwhile(post, polls):
    """The server says so (IDLE); nobody asks again and again."""

    async def scene():
        codes = source(post)
        await codes.mark()
        waiting = asyncio.create_task(codes.next_code())
        await waits(polls)
        post.letter("Your code is 482913.")  # could not be sent if the loop were held up
        try:
            return await asyncio.wait_for(waiting, SOON)
        finally:
            await codes.close()

    assert run_apart(scene()) == "482913"


def test_a_phone_number_takes_every_letter_of_the_mailbox(post):
    assert read(post, lambda: post.letter("Your code is 482913."), account="+34600000000") == "482913"


def test_the_letter_stays_unread(post):
    read(post, lambda: post.letter("Your code is 482913."))

    flags = [path.name.partition(":2,")[2] for path in (post.home / "Maildir" / "cur").iterdir()]
    assert all("S" not in each for each in flags)


def test_a_wrong_password_leaves_it_to_a_person_and_is_not_repeated(post):
    with pytest.raises(NeedsPerson) as told:
        read(post, lambda: None, BOX="wr0ng-secret")
    assert "did not let us in" in str(told.value)
    assert "wr0ng-secret" not in str(told.value)


def test_a_server_that_nobody_vouches_for_is_not_trusted(post, tmp_path):
    settings = {name: value for name, value in post.settings.items() if not name.endswith("_CA")}

    async def scene():
        codes = ImapCodes(Mailbox.named("shop", settings), OWNER)
        try:
            await codes.mark()
        finally:
            await codes.close()

    with pytest.raises(NeedsPerson, match="did not let us in"):
        run_apart(scene())


def test_a_mailbox_that_is_not_described_is_told():
    with pytest.raises(UsageError, match="MI_IMAP_SHOP_HOST and _USER"):
        Mailbox.named("SHOP", {})


@pytest.mark.parametrize("port", ["imap", "²", "99999", "9" * 5000])
def test_a_port_that_is_none_is_told(port):
    with pytest.raises(UsageError, match="MI_IMAP_SHOP_PORT is no number of a port"):
        Mailbox.named("SHOP", {"MI_IMAP_SHOP_HOST": "mail.test", "MI_IMAP_SHOP_USER": "me", "MI_IMAP_SHOP_PORT": port})


def test_no_thread_is_left_behind(post):
    read(post, lambda: None, patience=0.3)
    until = time.monotonic() + SOON
    while any(one.name.startswith("imap") for one in threading.enumerate()) and time.monotonic() < until:
        time.sleep(0.05)

    assert not [one.name for one in threading.enumerate() if one.name.startswith("imap")]


def test_a_letter_is_for_its_owner_among_others_and_whatever_the_case(post):
    letter = {"text": "Your code is 482913.", "to": "Other <other@example.test>, Ana <Ana@Example.test>"}

    assert read(post, lambda: post.letter(**letter), account="ana@example.test") == "482913"


def hang_up(post):
    """End every session, as a server that is restarted does; how many there were."""
    ended = 0
    for session in psutil.Process(post.server.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # one that ends by itself
            if session.name() in {"imap", "imap-login"}:
                session.kill()
                ended += 1
    return ended


@pytest.mark.usefixtures("told_only_by_the_server")
def test_a_server_that_hangs_up_is_called_again_and_nothing_turns_in_circles(post, polls):
    async def scene():
        codes = source(post)
        await codes.mark()
        waiting = asyncio.create_task(codes.next_code())
        await waits(polls)
        polls.clear()
        began, former = time.monotonic(), codes._box
        assert hang_up(post)
        await until(lambda: codes._box not in {None, former})
        post.letter("Your code is 482913.")
        try:
            return await asyncio.wait_for(waiting, SOON), time.monotonic() - began
        finally:
            await codes.close()

    code, seconds = run_apart(scene())

    assert code == "482913"
    assert len(polls) <= 5 + seconds / 0.2, "each wait that the server does not end lasts its time"


def test_a_letter_that_came_while_nobody_listened_any_more_is_not_lost(post):
    async def scene():
        codes = source(post)
        await codes.mark()
        for pause in (0.0, 0.02, 0.05, 0.1, 0.2):  # wherever the thread is, what it found has to reach somebody
            post.letter("Your code is 482913.")
            waiting = asyncio.create_task(codes.next_code())
            await asyncio.sleep(pause)
            if waiting.cancel():
                with suppress(asyncio.CancelledError):
                    await waiting
                assert await asyncio.wait_for(codes.next_code(), SOON) == "482913", pause
        await codes.close()

    run_apart(scene())


def test_a_letter_announced_in_one_breath_with_the_go_on_is_not_overlooked(post):
    """The line lies in our buffer then, and nothing more comes from the server."""

    async def scene():
        codes = source(post)
        await codes.mark()
        box = codes._box
        post.letter("Your code is 482913.")
        start = box.idle.start

        def start_late():
            answer = start()
            time.sleep(1.5)  # the announcement comes meanwhile...
            buffered = box.client._file if hasattr(box.client, "_file") else box.client.file
            buffered.peek(1)  # ...and is read along with something else
            return answer

        box.idle.start = start_late
        try:
            await asyncio.wait_for(codes._do(lambda stop: codes._wait_for_mail(box, stop, 3600)), SOON)
        finally:
            await codes.close()

    run_apart(scene())
