"""One parser for addresses: what is accepted, in what form, and what is refused before a browser starts."""

import pytest

from pages.console import VENDOR_ACCOUNT, VENDOR_CLOUD, Site
from pages.origin import Origin
from runner.errors import UsageError
from runner.settings import choose_site

REFUSED = {
    "plain http": "http://evil.test",
    "plain http, the right host": "http://account.xiaomi.com",
    "a loopback address as a label": "http://127.0.0.1.evil.test",
    "localhost as a label": "http://localhost.evil.test",
    "a user name": "https://account.xiaomi.com@evil.test",
    "a password": "https://user:S3cret@account.xiaomi.com",
    "an empty user": "https://@account.xiaomi.com",
    "no scheme": "account.xiaomi.com",
    "a relative scheme": "//account.xiaomi.com",
    "one slash": "https:/account.xiaomi.com",
    "a backslash": "https://account.xiaomi.com\\@evil.test",
    "a path": "https://account.xiaomi.com/evil",
    "a query": "https://account.xiaomi.com?x",
    "a fragment": "https://account.xiaomi.com#x",
    "a space": "https://account.xiaomi.com ",
    "a line break": "https://account.xiaomi.com\n",
    "a tab inside": "https://account.xi\taomi.com",
    "Cyrillic letters": "https://ассount.xiaomi.com",
    "a full-width dot": "https://account。xiaomi.com",
    "a dot at the end": "https://account.xiaomi.com.",
    "an empty label": "https://account..xiaomi.com",
    "an underscore": "https://account_xiaomi.com",
    "a percent sign": "https://account%2exiaomi.com",
    "no host": "https://",
    "port 0": "https://account.xiaomi.com:0",
    "a port that is none": "https://account.xiaomi.com:65536",
    "a port without end": f"https://account.xiaomi.com:{'9' * 5000}",
    "a port in letters": "https://account.xiaomi.com:https",
    "an empty port": "https://account.xiaomi.com:",
    "a short IPv4 number": "http://127.1",
    "an IPv4 number in one": "http://2130706433",
    "an IPv4 number in hex": "http://0x7f000001",
    "an octal part": "http://0177.0.0.1",
    "another machine": "http://192.168.0.1",
    "every address": "http://0.0.0.0",
    "another IPv6": "http://[2001:db8::1]",
    "no IPv6": "https://[::g]",
    "a short IPv4 number by https": "https://127.1",
    "an IPv4 number in one by https": "https://2130706433",
    "an IPv4 number in hex by https": "https://0x7f000001",
    "a file": "file:///etc/passwd",
    "a script": "javascript://account.xiaomi.com",
    "ftp": "ftp://account.xiaomi.com",
    "nothing": "",
}

ACCEPTED = {
    "https://account.xiaomi.com": "https://account.xiaomi.com",
    "HTTPS://Account.Xiaomi.COM/": "https://account.xiaomi.com",
    "https://account.xiaomi.com:443": "https://account.xiaomi.com",
    "https://console.example:8443/": "https://console.example:8443",
    "http://127.0.0.1:8710/": "http://127.0.0.1:8710",
    "http://127.9.8.7": "http://127.9.8.7",
    "http://LOCALHOST:80": "http://localhost",
    "http://[::1]:8710": "http://[::1]:8710",
    "https://[2001:DB8:0:0::1]": "https://[2001:db8::1]",
    "https://console.example:65535": "https://console.example:65535",
    "https://console.example:80": "https://console.example:80",
}


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED)
def test_an_address_that_is_not_plain_is_refused(given):
    with pytest.raises(ValueError, match=r"."):
        Origin.parse(given)


@pytest.mark.parametrize("given", [REFUSED[name] for name in REFUSED if "," not in REFUSED[name]], ids=REFUSED)
@pytest.mark.parametrize("place", ["account", "cloud", "file"])
def test_it_is_refused_wherever_it_is_given(given, place, tmp_path):
    """As the option ``--console``, as ``MI_CONSOLE``, or in a ``console.toml``: exit code 2, and no word quoted."""
    file = {}
    console = {"account": f"{given},{VENDOR_CLOUD}", "cloud": f"{VENDOR_ACCOUNT},{given}", "file": "xiaomi"}[place]
    if place == "file":
        corrections = tmp_path / "console.toml"
        escaped = given.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        corrections.write_text(f'[addresses]\naccount = "{escaped}"\n', encoding="utf-8")
        file["MI_CONSOLE_FILE"] = str(corrections)
    elif given != given.strip():
        pytest.skip("space around an address on the command line is forgiven")

    with pytest.raises(UsageError) as refused:
        choose_site(console, file, "en")

    assert refused.value.exit_code == 2
    assert "S3cret" not in str(refused.value)


@pytest.mark.parametrize(("given", "normal"), ACCEPTED.items(), ids=ACCEPTED)
def test_an_address_has_one_form(given, normal):
    origin = Origin.parse(given)

    assert str(origin) == normal
    assert Origin.of_page(f"{normal}/fe/service/account?x=1#y") == origin


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (REFUSED["no scheme"], "begin with https"),
        (REFUSED["ftp"], "begin with https"),
        (REFUSED["a user name"], "user name or a password"),
        ("https://a/@evil.test", "no path"),
        (REFUSED["Cyrillic letters"], "character that does not belong"),
        (REFUSED["a space"], "character that does not belong"),
        (REFUSED["a path"], "no path, no query"),
        (REFUSED["no host"], "no web address"),
        (REFUSED["port 0"], "no port 0"),
        (REFUSED["a short IPv4 number"], "no IPv4 address"),
        ("https://[::1::]", "no IPv6 address"),
        (REFUSED["plain http"], "only https"),
    ],
)
def test_a_refused_address_is_told_why(given, why):
    with pytest.raises(ValueError, match=why):
        Origin.parse(given)


@pytest.mark.parametrize(("host", "here"), [("localhost", True), ("127.0.0.1", True), ("[::1]", True), ("console.example", False), ("10.0.0.1", False)])
def test_this_machine_is_known_by_names_and_numbers_that_mean_no_other(host, here):
    assert Origin("https", host, 443).is_loopback is here


@pytest.mark.parametrize(
    "address",
    [
        "https://account.xiaomi.com.evil.test/",
        "https://account.xiaomi.com@evil.test/",
        "https://evil.test/account.xiaomi.com",
        "https://evil.test/?https://account.xiaomi.com/",
        "https://account.xiaomi.com:8443/",
        "https://account.xiaomi.com./",
        "http://account.xiaomi.com/",
        "https://xaccount.xiaomi.com/",
        "https://www.xiaomi.com/",
        "https://mi.com/",
        "about:blank",
        "chrome-error://chromewebdata/",
        "data:text/html,https://account.xiaomi.com/",
        "",
    ],
)
def test_a_page_elsewhere_is_not_on_the_console(address):
    assert not Site().is_at(address)


@pytest.mark.parametrize("host", ["account.xiaomi.com", "global.account.xiaomi.com", "in.account.xiaomi.com",
                                  "id.mi.com", "account.mi.com", "i.mi.com", "us.i.mi.com"])  # fmt: skip
def test_every_host_of_the_vendors_is_the_console(host):
    assert Site().is_at(f"https://{host}/pass/serviceLogin?sid=passport")
    assert not Site("https://console.example", "https://cloud.example").is_at(f"https://{host}/")


def test_a_console_has_one_key_whatever_it_is_called():
    assert Site("https://ACCOUNT.xiaomi.com/").key == Site("https://id.mi.com", "https://us.i.mi.com").key
    assert Site("http://127.0.0.1:8710/", "http://localhost:8711").key == Site(
        "http://localhost:8710", "http://127.0.0.1:8711"
    ).key
    assert Site("http://127.0.0.1:8710", "http://localhost:8711").key != Site(
        "http://127.0.0.1:9710", "http://localhost:8711"
    ).key
    assert Site("https://a.example", "https://b.example").key != Site("https://c.example", "https://b.example").key
