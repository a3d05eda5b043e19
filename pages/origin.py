"""One way to read a web address: as an origin, in one normal form, that is compared as a whole and never in part."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final

DEFAULT_PORTS: Final = {"https": 443, "http": 80}
LAST_PORT: Final = 65535

_GIVEN = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?/?", re.IGNORECASE
)
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_OF_PAGE = re.compile(r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?(?=[/?#]|$)")


def is_port(text: str) -> bool:
    """Whether a text is a port, in plain digits; to Python ``²`` is a digit as well, and 5,000 of them are an error."""
    return bool(re.fullmatch("[0-9]{1,5}", text)) and int(text) <= LAST_PORT


@dataclass(frozen=True, order=True)
class Origin:
    """Scheme, host and port: what the browser itself tells sites apart by."""

    scheme: str
    host: str
    port: int

    @classmethod
    def parse(cls, given: str) -> Origin:
        """Read the address of a console, as a person gives it.

        Raises:
            ValueError: it is no bare origin, or not one that a password may be sent to; the reason is its text.
        """
        found = _GIVEN.fullmatch(given)
        if not found:
            raise ValueError(_what_is_wrong(given))
        scheme, host = found["scheme"].lower(), _host(found["host"].lower())
        if scheme not in DEFAULT_PORTS:
            raise ValueError("it must begin with https://")
        port = int(found["port"]) if found["port"] else DEFAULT_PORTS[scheme]
        if not 0 < port <= LAST_PORT:
            raise ValueError(f"there is no port {port}")
        origin = cls(scheme, host, port)
        if scheme == "http" and not origin.is_loopback:
            raise ValueError("only https is accepted; plain http is for this machine itself")
        return origin

    @classmethod
    def of_page(cls, address: str) -> Origin | None:
        """Read the origin of an address that the browser gave; None for ``about:blank``, files and error pages."""
        found = _OF_PAGE.match(address)
        if not found:
            return None
        return cls(found["scheme"], found["host"], int(found["port"] or DEFAULT_PORTS[found["scheme"]]))

    @property
    def is_loopback(self) -> bool:
        """Whether it is this machine, by a name or number that cannot mean another."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        """Write it as the browser's ``location.origin`` does: without the port where it is the scheme's own."""
        port = "" if self.port == DEFAULT_PORTS.get(self.scheme) else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"


def _host(host: str) -> str:
    """Return a host in its normal form.

    Raises:
        ValueError: it is neither a plain name nor a plain number: browsers read ``127.1`` and ``0x7f000001`` in ways
            that a person does not see.
    """
    if host.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(host[1:-1]).compressed}]"
        except ValueError:
            raise ValueError(f"{host} is no IPv6 address") from None
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise ValueError(f"{host} is no IPv4 address in its plain form") from None
    if not _NAME.fullmatch(host):
        raise ValueError(f"{host} is no host name")
    return host


def _what_is_wrong(given: str) -> str:
    if "://" not in given:
        return "it must begin with https://"
    rest = given.partition("://")[2]
    if "@" in re.split(r"[/?#]", rest, maxsplit=1)[0]:
        return "it must not hold a user name or a password"
    if not given.isascii() or re.search(r"[\s\\\x00-\x1f\x7f]", given):
        return "it holds a character that does not belong into a host name"
    if re.search(r"[/?#].", rest):
        return "it must end after the host: no path, no query"
    return "it is no web address"
