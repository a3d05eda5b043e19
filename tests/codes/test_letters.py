"""What counts as the expected sender, and as a code."""

import pytest

from runner.codes.letters import code_in, is_from

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
    html = "<head><title>999999</title></head><style>.a{width:888888px}</style><script>var a=777777</script><p>1<b>2</b> 345678</p>"

    assert code_in("", html) == "345678"
