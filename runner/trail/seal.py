"""The seal: what a finished trail consists of, signed.

::

    SHA256SUMS        every file of the trail so far; ``sha256sum -c SHA256SUMS`` checks it
    timestamp.tsr     where an authority is set: an RFC 3161 answer over SHA256SUMS
    seal.json         head and length of the chain, the outcome, and every file above with its SHA-256
    seal.json.sig     an OpenSSH signature of seal.json
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from runner.trail import chain, private, stamp
from runner.trail.keys import allowed_signers_line, fingerprint, public_blob, public_line
from runner.trail.sshsig import sign

SEAL: Final = "seal.json"
SIGNATURE: Final = "seal.json.sig"
SUMS: Final = "SHA256SUMS"
SIGNER: Final = "signer.pub"
ALLOWED: Final = "allowed_signers"
FORMAT: Final = "mi-runner trail seal, version 1"


@dataclass(frozen=True)
class Ending:
    """What the seal says of the run: head and length of the chain, and the fields of ``run-closed``."""

    head: str
    lines: int
    outcome: dict[str, Any]
    salvaged: dict[str, int] | None = None
    """Of a run that was killed: the lines it left, and how many more it had written that a power cut took."""


def seal(folder: Path, ending: Ending, key: Ed25519PrivateKey, authority: str | None = None) -> None:
    """Seal a trail whose last line is written. Nothing in the folder may change afterwards.

    Arguments:
        folder: the trail.
        ending: what to seal.
        key: the user's key.
        authority: the address of a time-stamping authority. When it does not answer, the seal says so and stands.

    Raises:
        OSError: a file cannot be written.
    """
    public = key.public_key()
    _write(folder / SIGNER, f"{public_line(public)}\n".encode())
    _write(folder / ALLOWED, f"{allowed_signers_line(public)}\n".encode())
    sums = "".join(f"{digest}  {name}\n" for name, (digest, _) in _files(folder).items()).encode()
    _write(folder / SUMS, sums)
    stamped = _stamp(folder, sums, authority) if authority else None
    files = {name: {"sha256": digest, "bytes": size} for name, (digest, size) in _files(folder).items()}
    body = {
        "format": FORMAT, "trail": folder.name, "sealed_at": chain.now(), "head": ending.head, "lines": ending.lines,
        "outcome": ending.outcome, "key": fingerprint(public_blob(public)), "timestamp": stamped, "files": files,
    }  # fmt: skip
    if ending.salvaged is not None:
        body["salvaged"] = ending.salvaged
    data = (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
    _write(folder / SEAL, data)
    _write(folder / SIGNATURE, sign(key, data))


def _stamp(folder: Path, sums: bytes, authority: str) -> dict[str, str]:
    parts = urlsplit(authority)
    host = f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    address = f"{parts.scheme}://{host}{parts.path}"  # what else is in it may be a password
    try:
        token = stamp.request(authority, sums)
    except stamp.NoStamp as problem:
        return {"authority": address, "problem": str(problem)}
    _write(folder / stamp.TOKEN, token)
    return {"authority": address, "file": stamp.TOKEN, "over": SUMS}


def _files(folder: Path) -> dict[str, tuple[str, int]]:
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            found[path.relative_to(folder).as_posix()] = (digest, os.fstat(file.fileno()).st_size)
    return found


def _write(path: Path, data: bytes) -> None:
    with private.create(path) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
