"""What counts as the expected sender, and as a code."""

import pytest

from runner.codes.addresses import is_from, is_to
from runner.codes.letters import code_in

VENDOR = ("@xiaomi.com",)


@pytest.mark.parametrize(
    "line",
    [
        "no-reply@xiaomi.com",
        "Mi <No-Reply@Account.Xiaomi.com>",
        '"Xiaomi, Inc." <a@xiaomi.com>',
        "=?utf-8?b?5bCP57Gz?= <a@xiaomi.com>",
    ],
)
def test_the_vendors_addresses(line):
    assert is_from(line, VENDOR)


@pytest.mark.parametrize(
    "line",
    [
        "", "a@xiaomi.com.evil.test", "a@notxiaomi.com", "a@xiaomi.com <evil@evil.test>", "a@xiaomi.com, evil@evil.test",
        '"a@xiaomi.com" <evil@evil.test>', "evil@evil.test (a@xiaomi.com)", "<evil@evil.test> a@xiaomi.com",
    ],
)  # fmt: skip
def test_addresses_that_only_look_like_it(line):
    assert not is_from(line, VENDOR)


def test_one_address_can_be_expected_alone():
    assert is_from("Codes <codes@shop.test>", ("codes@shop.test",))
    assert not is_from("other@shop.test", ("codes@shop.test",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Code: 123456.", "123456"),
        ("123456 is your code (valid 60s)", "123456"),
        ("验证码为551234,60秒内有效", "551234"),
        ("1234567", None),
        ("12345", None),
        ("2026-123456", None),
        ("+34 600.123456", None),
        ("123456 or 654321", None),
        ("#123456", None),
    ],
)
def test_exactly_one_code_of_six_digits(text, code):
    assert code_in(text, "") == code


def test_styles_and_scripts_are_not_read():
    html = "<head><title>999999</title></head><style>.a{width:888888px}</style><script>var a=777777</script><p>Code: <b>3456</b>78</p>"

    assert code_in("", html) == "345678"


def test_digits_in_links_and_names_are_no_code():
    assert code_in("Order AB123456, see https://x.test/?t=654321 or ref=111111. Your code: 551234", "") == "551234"
    assert code_in("见https://x.test/123456，验证码551234", "") == "551234"


@pytest.mark.parametrize(
    ("line", "is_theirs"),
    [
        ("ana@example.test", True),
        ("Other <o@example.test>, Ana <ANA@example.test>", True),
        ("diana@example.test", False),
        ("ana@example.test.evil.test", False),
        ('"ana@example.test" <o@example.test>', False),
        ("", False),
    ],
)
def test_a_letter_is_to_an_address_only_when_it_is_the_whole_of_it(line, is_theirs):
    assert is_to([line], "ana@example.test") is is_theirs
