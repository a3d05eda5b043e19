"""The key that signs trails: made on first use, kept in the user's own configuration folder, never in a trail."""

from __future__ import annotations

import base64
import hashlib
import itertools
import os
import secrets
from pathlib import Path
from typing import Final

import platformdirs
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
    load_ssh_public_key,
)

from runner.errors import UsageError

NAMESPACE: Final = "mi-runner-trail"
PRINCIPAL: Final = "mi-runner"
KEY_NAME: Final = "trail_ed25519"
FOLDER_VARIABLE: Final = "MI_TRAIL_KEYS"
"""The environment variable that names another folder for the key."""


def folder() -> Path:
    """Where the user's keys are."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_config_path("mi-runner", appauthor=False)


def own_key(where: Path | None = None) -> Ed25519PrivateKey:
    """Load the user's key, or make it.

    Raises:
        OSError: the folder cannot be read or written.
        UsageError: the file is no Ed25519 key without a passphrase.
    """
    path = (where or folder()) / KEY_NAME
    if not path.exists():
        _make(path)
    try:
        key = load_ssh_private_key(path.read_bytes(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(f"{path} is no Ed25519 key without a passphrase. Move it away, and a new one is made.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    create_private(path, key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))


def create_private(path: Path, data: bytes) -> None:
    """Write a file that only the user may read, from its first byte on; leave one that is there already.

    Two runs may start at once: the file is finished under another name and then appears whole, for one of them.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    fd = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def public_blob(key: Ed25519PublicKey) -> bytes:
    """The key as OpenSSH packs it."""
    return base64.b64decode(key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).split()[1])


def fingerprint(blob: bytes) -> str:
    """The name OpenSSH gives a key: ``SHA256:`` and 43 characters."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def public_line(key: Ed25519PublicKey) -> str:
    """The line of a ``.pub`` file, without its newline."""
    return f"ssh-ed25519 {base64.b64encode(public_blob(key)).decode()} mi-runner"


def allowed_signers_line(key: Ed25519PublicKey) -> str:
    """The line that ``ssh-keygen -Y verify -f`` wants, without its newline."""
    return f'{PRINCIPAL} namespaces="{NAMESPACE}" {" ".join(public_line(key).split()[:2])}'


def own_fingerprint() -> str | None:
    """The fingerprint of the user's key, or None when none was made yet; never makes one."""
    path = folder() / KEY_NAME
    if not path.is_file():
        return None
    return fingerprint(public_blob(own_key().public_key()))


def trusted_fingerprints(given: str) -> frozenset[str]:
    """Read what a verifier trusts: a fingerprint, or a file of public keys or allowed signers.

    Raises:
        UsageError: it is neither.
    """
    if given.startswith("SHA256:"):
        return frozenset({given})
    try:
        lines = Path(given).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{given} is neither a fingerprint (SHA256:…) nor a readable file of public keys.") from error
    found = frozenset(blob for line in lines if (blob := _fingerprint_in(line)))
    if not found:
        raise UsageError(f"{given} holds no Ed25519 public key. Give a .pub file, an allowed_signers file or SHA256:….")
    return found


def _fingerprint_in(line: str) -> str | None:
    words = line.split()
    for kind, body in itertools.pairwise(words):
        if kind == "ssh-ed25519" and not line.startswith("#"):
            try:
                key = load_ssh_public_key(f"{kind} {body}".encode())
            except ValueError:
                continue
            if isinstance(key, Ed25519PublicKey):
                return fingerprint(public_blob(key))
    return None
