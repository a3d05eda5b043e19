"""Signatures in OpenSSH's format, so that ``ssh-keygen -Y verify`` checks them without this project.

The format is described in PROTOCOL.sshsig of OpenSSH.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from runner.trail.keys import NAMESPACE, public_blob

_MAGIC: Final = b"SSHSIG"
_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----"
_END: Final = "-----END SSH SIGNATURE-----"
_HASH: Final = b"sha512"
_KIND: Final = b"ssh-ed25519"
_WIDTH: Final = 70


class BadSignature(Exception):
    """A signature is not one, or not of these bytes; the message says which."""


def sign(key: Ed25519PrivateKey, message: bytes, namespace: str = NAMESPACE) -> bytes:
    """Sign a message; gives the armoured file."""
    signature = _string(_KIND) + _string(key.sign(_signed(message, namespace)))
    return _armour(_blob(public_blob(key.public_key()), namespace, signature))


def verify(armoured: bytes, message: bytes, namespace: str = NAMESPACE) -> bytes:
    """Check a signature against the key inside it; gives that key as OpenSSH packs it.

    Whether the key is one to trust is the caller's question.

    Raises:
        BadSignature: it does not hold.
    """
    blob = _dearmour(armoured)
    # The only layout we write, byte for byte: what could be changed without notice would not be evidence.
    public, raw = blob[_KEY_AT : _KEY_AT + _KEY_SIZE], blob[-_RAW_SIZE:]
    if blob != _blob(public, namespace, _string(_KIND) + _string(raw)) or public[:-32] != _KEY_HEAD:
        raise BadSignature(f"it is no Ed25519 signature for {namespace}")
    try:
        Ed25519PublicKey.from_public_bytes(public[-32:]).verify(raw, _signed(message, namespace))
    except (InvalidSignature, ValueError):
        raise BadSignature("it is not the signature of these bytes") from None
    return public


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


_KEY_HEAD: Final = _string(_KIND) + struct.pack(">I", 32)
_KEY_SIZE: Final = len(_KEY_HEAD) + 32
_KEY_AT: Final = len(_MAGIC) + 4 + 4
_RAW_SIZE: Final = 64


def _signed(message: bytes, namespace: str) -> bytes:
    digest = hashlib.sha512(message).digest()
    return _MAGIC + _string(namespace.encode()) + _string(b"") + _string(_HASH) + _string(digest)


def _blob(public: bytes, namespace: str, signature: bytes) -> bytes:
    head = _MAGIC + struct.pack(">I", 1) + _string(public)
    return head + _string(namespace.encode()) + _string(b"") + _string(_HASH) + _string(signature)


def _armour(blob: bytes) -> bytes:
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    return "\n".join([_BEGIN, *lines, _END, ""]).encode()


def _dearmour(armoured: bytes) -> bytes:
    lines = armoured.decode("ascii", "replace").split("\n")
    try:
        blob = base64.b64decode("".join(lines[1:-2]), validate=True)
    except (binascii.Error, ValueError):
        raise BadSignature("it is not in OpenSSH's format") from None
    if _armour(blob) != armoured:
        raise BadSignature("it is not in OpenSSH's format")
    return blob
