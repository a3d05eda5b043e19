"""What an authority answers is a time-stamp only where it is its yes, over these bytes, to this question."""

import base64
import io
import urllib.request

import pytest

from runner.trail import stamp
from runner.trail.stamp import NoStamp

REFUSED = bytes.fromhex("30053003020102")
OVER_HELLO = base64.b64decode(
    "MIIB3TADAgEAMIIB1AYJKoZIhvcNAQcCoIIBxTCCAcECAQMxDzANBglghkgBZQMEAgEFADBtBgsqhkiG9w0BCRABBKBeBFwwWgIBAQYEKgMEAT"
    "AxMA0GCWCGSAFlAwQCAQUABCAs8k26X7CjDiboOyrFueKeGxYeXB+nQl5zBDNik4uYJAIBAhgPMjAyNjExMjYxMjUyNTVaAghY/DDbWNmvEzGC"
    "ATowggE2AgEBMCcwDzENMAsGA1UEAwwEUm9vdAIUV2b6M0SGNAiYHk59PA9rfeb1F7YwDQYJYIZIAWUDBAIBBQCggaQwGgYJKoZIhvcNAQkDMQ"
    "0GCyqGSIb3DQEJEAEEMBwGCSqGSIb3DQEJBTEPFw0yNjExMjYxMjUyNTVaMC8GCSqGSIb3DQEJBDEiBCCJQHEnjqXVK8MJWM6IqGeLvYsl4dTv"
    "M8HpqrWeIoc3MDA3BgsqhkiG9w0BCRACLzEoMCYwJDAiBCBwI/Tum+qNteH3N8ZH7BFeOfaSPytSuB01bOU+VsSYQDAKBggqhkjOPQQDAgRGME"
    "QCIFxfBHJzA/1Uj/rDZ7UxpmePPlXgveI/TkHpsWuR3U33AiAGNZIM6iv2Xf+AF4+BRg2L4LQLSod/yj/KmARKPeTCEQ=="
)
"""The answer of ``openssl ts -reply`` to a question over ``hello``, without the authority's certificate."""


def test_a_time_stamp_says_when_and_that_its_authority_is_not_known():
    found = stamp.check(OVER_HELLO, b"hello")

    assert f"{found.at:%Y-%m-%d %H:%M:%S}" == "2026-11-26 12:52:55"
    assert found.authority == "an authority without a certificate"
    assert not found.trusted


@pytest.mark.parametrize(
    ("token", "words"),
    [(OVER_HELLO, "it is over other bytes"), (REFUSED, "the authority refused to stamp"), (b"<html>", "no RFC 3161 answer")],
    ids=["over others", "refused", "something else"],
)
def test_what_is_no_time_stamp_over_these_bytes_is_named(token, words):
    with pytest.raises(NoStamp, match=words):
        stamp.check(token, b"hello, changed")


def test_an_old_answer_does_not_pass_for_a_new_time_stamp(monkeypatch):
    """Whoever kept one from an earlier day could play it back."""
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: io.BytesIO(OVER_HELLO))

    with pytest.raises(NoStamp, match="belongs to another question"):
        stamp.request("http://stamps.test", b"hello")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://stamps.test", "stamps.test"])
def test_only_an_address_of_the_web_is_asked_for_a_time_stamp(monkeypatch, address):
    asked = []
    monkeypatch.setattr(urllib.request, "urlopen", lambda *given, **_: asked.append(given))

    with pytest.raises(NoStamp, match="does not begin with http"):
        stamp.request(address, b"hello")
    assert asked == []
