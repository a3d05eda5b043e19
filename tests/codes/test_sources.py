"""The sources a list names, the authenticator's codes, and the race of a source with a person."""

import asyncio
import time

import pyotp
import pytest

from runner.codes import CodesFirst, check_codes, find_source
from runner.codes.totp import TotpCodes
from runner.errors import GaveUp, NeedsPerson, UsageError
from runner.operators.base import Answer, Pause
from tests.support.people import run_apart

KEY = pyotp.random_base32()


def pause(kind="code", number=1):
    return Pause(number, kind, "screen", "wanted", time.monotonic() + 5, takes_code=kind == "code")


class Person:
    name, attended = "desk", False

    def __init__(self, answer=None, after=60.0):
        self.answer, self.after = answer, after

    async def attend(self, pause, tab):
        await asyncio.sleep(self.after)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Source:
    def __init__(self, code=None, after=0.0):
        self.code, self.after, self.stopped, self.marks = code, after, False, 0

    async def mark(self):
        self.marks += 1

    async def next_code(self):
        try:
            await asyncio.sleep(self.after)
        except asyncio.CancelledError:
            self.stopped = True
            raise
        if isinstance(self.code, Exception):
            raise self.code
        return self.code


def race(person, source, kind="code"):
    return run_apart(asyncio.wait_for(CodesFirst(person, source).attend(pause(kind), None), 60))


def test_a_code_that_comes_by_itself_is_the_answer_and_says_so():
    assert race(Person(), Source("123456")) == Answer("code", "123456", by="codes")


def test_as_long_as_a_code_may_come_by_itself_the_pause_says_so():
    """So that a batch in which nobody is there does not give the account up meanwhile."""

    class Watched(Letters):
        async def next_code(self):
            self.said = waiting.reads_codes
            return await super().next_code()

    waiting, source = pause("code"), Watched("123456")
    answer = run_apart(CodesFirst(Person(), source).attend(waiting, None))

    assert (answer.code, source.said, waiting.reads_codes) == ("123456", True, False)


def test_a_person_who_is_quicker_wins_and_the_source_is_stopped():
    source = Source("123456", after=60)

    assert race(Person(Answer("code", "654321"), after=0), source).code == "654321"
    assert source.stopped


def test_where_nobody_comes_the_code_is_still_waited_for():
    assert race(Person(NeedsPerson("nobody"), after=0), Source("123456", after=0.1)).code == "123456"


def test_a_source_that_fails_leaves_it_to_the_person():
    assert race(Person(Answer("code", "654321"), after=0.1), Source(NeedsPerson("box closed"))).code == "654321"


def test_when_both_fail_the_account_is_parked():
    with pytest.raises(NeedsPerson):
        race(Person(NeedsPerson("nobody"), after=0), Source(NeedsPerson("box closed")))


def test_a_person_who_gives_up_ends_it():
    with pytest.raises(GaveUp):
        race(Person(GaveUp("enough"), after=0), Source("123456", after=60))


def test_anything_but_a_code_is_the_persons_alone():
    assert race(Person(Answer("look"), after=0.05), Source("123456"), kind="captcha").kind == "look"


class Letters(Source):
    """Codes one after the other, as from letters; the last is followed by none."""

    def __init__(self, *codes):
        super().__init__()
        self.codes = list(codes)

    async def next_code(self):
        if not self.codes:
            await asyncio.sleep(60)
        return self.codes.pop(0)


def test_a_code_that_was_typed_is_never_typed_again_whoever_typed_it():
    async def scene():
        operator = CodesFirst(Person(), Letters("111111", "111111", "222222", "333333"))
        by_letter = [(await operator.attend(pause(), None)).code for _ in range(2)]
        operator.source, operator.person = Source("x", after=60), Person(Answer("code", "333333"), after=0)
        by_hand = await operator.attend(pause(number=2), None)
        operator.source, operator.person = Letters("333333", "444444"), Person()
        return [*by_letter, by_hand.code, (await operator.attend(pause(number=3), None)).code]

    assert run_apart(scene()) == ["111111", "222222", "333333", "444444"]


def test_after_a_few_codes_of_one_pause_the_person_is_asked_before_the_console_locks():
    async def scene():
        operator = CodesFirst(Person(Answer("look"), after=0.2), Letters(*(str(number) for number in range(111, 120))))
        said = [(await operator.attend(pause(), None)).by for _ in range(5)]
        return [*said, (await operator.attend(pause(number=2), None)).by]

    assert run_apart(scene()) == ["codes", "codes", "codes", "", "", "codes"]


def test_when_the_pause_ends_without_it_what_came_until_then_counts_no_longer():
    """Somebody typed the code of the letter by hand: it must not be typed at the next pause."""

    async def scene():
        source = Source("111111", after=60)
        operator = CodesFirst(Person(), source)
        waiting = asyncio.create_task(operator.attend(pause(), None))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        source.after = 0
        await operator.attend(pause(number=2), None)
        return source.marks

    assert run_apart(scene()) == 1


def test_codes_are_asked_for_as_long_as_somebody_can_read_them():
    async def scene():
        operator = CodesFirst(Person(Answer("look"), after=0.1), Source(NeedsPerson("box closed")))
        before = operator.attended
        await operator.attend(pause(), None)
        return before, operator.attended

    assert run_apart(scene()) == (True, False)


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


def test_an_authenticators_code_is_the_one_of_now():
    assert run_apart(TotpCodes(KEY, Clock(1000.0)).next_code()) == pyotp.TOTP(KEY).at(1000)


def test_no_code_is_given_twice_and_none_that_is_about_to_run_out():
    async def scene():
        clock = Clock(1019.0)  # one second before its window ends
        codes = TotpCodes(KEY, clock)
        waiting = asyncio.create_task(codes.next_code())
        await asyncio.sleep(0.05)
        assert not waiting.done()
        clock.now = 1020.5
        first = await asyncio.wait_for(waiting, 60)
        again = asyncio.create_task(codes.next_code())
        await asyncio.sleep(0.05)
        assert not again.done()
        clock.now = 1050.5
        return first, await asyncio.wait_for(again, 60)

    assert run_apart(scene()) == (pyotp.TOTP(KEY).at(1020), pyotp.TOTP(KEY).at(1050))


def test_a_key_that_is_none_is_not_repeated():
    with pytest.raises(NeedsPerson) as told:
        TotpCodes("n0t-a-key!")
    assert "n0t-a-key" not in str(told.value)


@pytest.mark.parametrize(
    "text", ["", "person", "imap:SHOP", "totp:env:OTP", "totp:keyring:", "practice:http://127.0.0.1:1"]
)
def test_cells_that_name_a_source(text):
    check_codes(text)


@pytest.mark.parametrize(
    "text", ["imap:", "imap:a b", "totp:JBSWY3DPEHPK3PXP", "totp:", "123456", "practice:http://console.evil.test"]
)
def test_cells_that_do_not_are_refused_and_not_repeated(text):
    with pytest.raises(UsageError) as told:
        check_codes(text)
    assert "JBSWY3DPEHPK3PXP" not in str(told.value)


def test_a_source_is_found_by_its_name():
    assert find_source("person", {}, "a") is None
    assert isinstance(find_source("totp:env:OTP", {"OTP": KEY}, "a"), TotpCodes)
    with pytest.raises(UsageError, match="MI_IMAP_SHOP_HOST"):
        find_source("imap:SHOP", {}, "a")
