"""A time-stamp by a third party (RFC 3161): the trail existed at that moment, whoever holds its key.

Needs the extra ``evidence``. ``openssl ts -verify`` checks the same token.
"""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

TOKEN: Final = "timestamp.tsr"  # noqa: S105  a file name
VARIABLE: Final = "MI_TSA_URL"
"""The environment variable that names the authority's address."""

_TIMEOUT: Final = 15.0
_LARGEST: Final = 1 << 20


class NoStamp(Exception):
    """There is no time-stamp, or it does not hold; the message says why."""


class NoExtra(NoStamp):
    """The package that reads time-stamps is not installed."""


@dataclass(frozen=True)
class Stamp:
    """What a token says: when, and by whose certificate; and whether that was compared with a trusted root."""

    at: datetime
    authority: str
    trusted: bool


def request(url: str, data: bytes) -> bytes:
    """Ask an authority for a token over ``data``; gives its whole answer as DER.

    Raises:
        NoStamp: the authority cannot be reached, or its answer is not for these bytes.
    """
    client = _client()
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        raise NoStamp("its address does not begin with http:// or https://")
    query = client.TimestampRequestBuilder().data(data).hash_algorithm(client.HashAlgorithm.SHA256).build()
    ask = urllib.request.Request(  # noqa: S310  the scheme was looked at above
        url, data=query.as_bytes(), headers={"Content-Type": "application/timestamp-query"},
    )  # fmt: skip
    try:
        with urllib.request.urlopen(ask, timeout=_TIMEOUT) as answer:  # noqa: S310  as above
            token: bytes = answer.read(_LARGEST)
    except (OSError, ValueError) as error:
        raise NoStamp(f"it cannot be reached ({type(error).__name__})") from None
    if _decoded(token, data).tst_info.nonce != query.nonce:
        raise NoStamp("its answer belongs to another question")
    return token


def check(token: bytes, data: bytes, roots: Path | None = None) -> Stamp:
    """Check that a token is over ``data``, and, when a file of root certificates is given, who signed it.

    Raises:
        NoStamp: it does not hold, or cannot be checked here.
    """
    from cryptography import x509

    answer = _decoded(token, data)
    certificates = [x509.load_der_x509_certificate(raw) for raw in answer.signed_data.certificates]
    name = certificates[0].subject.rfc4514_string() if certificates else "an authority without a certificate"
    if roots is not None:
        _check_roots(answer, data, roots)
    return Stamp(answer.tst_info.gen_time, name, roots is not None)


def _check_roots(answer: Any, data: bytes, roots: Path) -> None:
    from cryptography import x509

    client = _client()
    try:
        trusted = x509.load_pem_x509_certificates(roots.read_bytes())
        client.VerifierBuilder(roots=trusted).build().verify_message(answer, data)
    except (OSError, ValueError) as error:
        raise NoStamp(f"{roots} holds no readable certificates ({type(error).__name__})") from None
    except client.VerificationError:
        raise NoStamp(f"it was not signed by an authority under {roots}") from None


def _decoded(token: bytes, data: bytes) -> Any:
    try:
        answer = _client().decode_timestamp_response(token)
        granted = int(answer.status) in {0, 1}
        imprint = answer.tst_info.message_imprint if granted else None
    except ValueError:
        raise NoStamp("it is no RFC 3161 answer") from None
    if imprint is None:
        raise NoStamp("the authority refused to stamp")
    if imprint.message != hashlib.sha256(data).digest():
        raise NoStamp("it is over other bytes")
    return answer


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError:
        raise NoExtra("time-stamps need the extra: pip install 'mi-runner[evidence]'") from None
    return rfc3161_client
