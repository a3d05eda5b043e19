"""The sign-in as clients see it: paths, prefix, codes, cookies and redirects (facts from public clients)."""

import hashlib
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

PREFIX = "&&&START&&&"


def read(answer):
    assert answer.text.startswith(PREFIX)
    return json.loads(answer.text.removeprefix(PREFIX))


@pytest.fixture
def send(client, console):
    """Start a sign-in and submit it; the answer as it came."""

    def go(account, sid="passport", **changes):
        begun = read(client.get(f"{console.account_url}/pass/serviceLogin?sid={sid}&_json=true"))
        form = {name: begun[name] for name in ("qs", "callback", "_sign", "sid", "serviceParam")}
        form |= {"user": account["email"], "_json": "true", "hash": md5(account["password"])}
        return client.post(f"{console.account_url}/pass/serviceLoginAuth2?_dc=1", data=form | changes)

    return go


def md5(text):
    return hashlib.md5(text.encode()).hexdigest().upper()


def test_entry_redirects_twice_and_the_second_hop_carries_the_query(client, console):
    first = client.get(f"{console.account_url}/")
    assert first.headers["location"].startswith("/pass/serviceLogin?")
    second = client.get(f"{console.account_url}{first.headers['location']}")
    where = urlsplit(second.headers["location"])
    assert where.path == "/fe/service/login/password"
    assert {"_locale", "sid", "qs", "callback", "_sign", "serviceParam"} <= set(parse_qs(where.query))


def test_json_start_tells_how_to_go_on(client, console):
    begun = read(client.get(f"{console.account_url}/pass/serviceLogin?sid=i.mi.com&_json=true"))
    assert begun["code"] == 70016
    assert "/fe/service/login" in begun["location"]
    assert (begun["sid"], begun["callback"]) == ("i.mi.com", f"{console.cloud_url}/sts")


def test_right_password_answers_what_clients_read(send, leaver, client):
    answer = send(leaver, "i.mi.com")
    told = read(answer)
    assert (told["code"], told["result"], told["securityStatus"]) == (0, "ok", 0)
    assert told["userId"] == int(leaver["id"])
    assert set(told) >= {"ssecurity", "nonce", "psecurity", "cUserId", "passToken", "location"}
    assert answer.cookies["passToken"].strip('"') == told["passToken"]
    assert set(answer.cookies) >= {"cUserId", "userId", "pass_ua", "passInfo", "uLocale"}


@pytest.mark.parametrize("name", ["email", "phone", "id"])
def test_account_is_known_by_each_of_its_names(send, leaver, name):
    told = read(send(leaver, user=leaver[name]))
    assert (told["code"], told["userId"]) == (0, int(leaver["id"]))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"hash": md5("wrong1234")}, 70016),
        ({"hash": ""}, 70016),
        ({"user": "nobody@example.test"}, 20003),
        ({"_sign": "made-up"}, 10025),
        ({"callback": "https://elsewhere.example/sts"}, 10025),
    ],
)
def test_refused_sign_in_answers_its_code(send, leaver, changes, code):
    answer = send(leaver, **changes)
    told = read(answer)
    assert (told["code"], told["result"]) == (code, "error")
    assert "passToken" not in answer.cookies


def test_blocked_account_answers_its_code(send, leaver, console):
    console.change_account(leaver["email"], state="blocked")
    told = read(send(leaver))
    assert (told["code"], told["location"]) == (350008, f"{console.account_url}/fe/service/account/blocked")


def test_captcha_answer_carries_its_address(send, leaver, console):
    console.switch(captcha="image")
    told = read(send(leaver))
    assert told["code"] == 87001
    assert told["captchaUrl"].startswith("/pass/getCode?icodeType=login")


def test_callback_elsewhere_is_not_allowed(client, console):
    for query in ("callback=https://elsewhere.example/sts", "followup=https://elsewhere.example/", "sid=unknown"):
        told = read(client.get(f"{console.account_url}/pass/serviceLogin?_json=true&{query}"))
        assert told["code"] == 10025


def test_sts_exchanges_a_ticket_once(send, leaver, client):
    location = read(send(leaver, "i.mi.com"))["location"]
    first = client.get(location)
    assert first.text == "ok"
    assert set(first.cookies) >= {"serviceToken", "userId"}
    assert client.get(location).status_code == 401


def test_sts_refuses_a_wrong_client_sign(send, leaver, client):
    location = read(send(leaver, "i.mi.com"))["location"]
    assert client.get(f"{location}&clientSign=wrong").status_code == 401


def test_ticket_for_one_service_opens_no_other(send, leaver, client, console):
    client.get(read(send(leaver, "xiaomiio"))["location"].replace("https://sts.api.io.mi.com", console.cloud_url))
    assert client.get(f"{console.cloud_url}/find/device/full/status").status_code == 401


def test_device_status_is_read_with_two_cookies(send, leaver, client, console):
    token = client.get(read(send(leaver, "i.mi.com"))["location"]).cookies["serviceToken"]
    client.cookies.clear()
    cookie = {"Cookie": f"userId={leaver['id']};serviceToken={token}"}
    devices = client.get(f"{console.cloud_url}/find/device/full/status?ts=1", headers=cookie).json()["data"]["devices"]
    assert [(each["model"], each["imei"]) for each in devices] == [
        (each["model"], each["imei"]) for each in leaver["devices"]
    ]
    assert devices[0]["phone"] == leaver["phone"]


def test_cloud_host_without_a_session(client, console):
    page = client.get(f"{console.cloud_url}/", headers={"Accept": "text/html"})
    assert page.headers["location"].startswith(f"{console.account_url}/pass/serviceLogin?sid=i.mi.com")
    assert client.get(f"{console.cloud_url}/find/device/full/status").status_code == 401


def test_identity_check_goes_through_its_addresses(send, leaver, client, console):
    console.switch(identity="both")
    told = read(send(leaver))
    assert told["securityStatus"] != 0
    assert "passToken" not in client.cookies
    context = parse_qs(urlsplit(told["notificationUrl"]).query)["context"][0]
    base = console.account_url
    listed = client.get(f"{base}/identity/list?sid=passport&supportedMask=0&context={context}")
    assert (read(listed)["flag"], read(listed)["options"]) == (8, [8, 4])
    assert "identity_session" in listed.cookies
    assert read(client.post(f"{base}/identity/auth/sendPhoneTicket", data={"retry": "0", "icode": ""}))["code"] == 0
    form = {"_flag": "4", "trust": "false", "_json": "true"}
    wrong = client.post(f"{base}/identity/auth/verifyPhone", data=form | {"ticket": "x"})
    assert read(wrong)["code"] == 70014
    right = client.post(f"{base}/identity/auth/verifyPhone", data=form | {"ticket": console.last_code(leaver["email"])})
    check = read(right)["location"]
    assert urlsplit(check).path == "/identity/result/check"
    end = client.get(check).headers["location"]
    assert end.startswith("/pass/serviceLoginAuth2/end?")
    assert "passToken" in client.get(f"{base}{end}").cookies


def test_check_that_was_not_passed_ends_nowhere(send, leaver, client, console):
    console.switch(identity="email")
    context = parse_qs(urlsplit(read(send(leaver))["notificationUrl"]).query)["context"][0]
    for path in ("/identity/result/check", "/pass/serviceLoginAuth2/end"):
        answer = client.get(f"{console.account_url}{path}?context={context}")
        assert answer.headers["location"].startswith("/pass/serviceLogin?")


def test_pages_never_carry_the_password(send, leaver, client, console):
    answer = send(leaver)
    home = client.get(read(answer)["location"], follow_redirects=True)
    assert leaver["id"] in home.text
    assert not re.search(re.escape(leaver["password"]), answer.text + home.text)
