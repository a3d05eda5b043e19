"""The checks of a seal: what it says, who signed it, when it was stamped, and whether the files are still the sealed ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from runner.errors import UsageError
from runner.trail import stamp
from runner.trail.chain_reader import Chain, Findings
from runner.trail.checks import Check, State, Trust, conclude, differs
from runner.trail.keys import fingerprint, own_fingerprint
from runner.trail.seal import FORMAT, SEAL, SIGNATURE, SUMS
from runner.trail.source import Source, Unreadable
from runner.trail.sshsig import BadSignature
from runner.trail.sshsig import verify as verify_signature
from runner.trail.strict_json import loads

_CLOCK_MAY_BE_FAST: Final = timedelta(days=1)


class Seal:
    """The seal as it was read: its content, or why there is none."""

    def __init__(self, source: Source) -> None:
        self.body: dict[str, Any] | None = None
        self.why = ""
        if SEAL not in source.files:
            self.why = f"there is no {SEAL}: the run did not come to its end, or the seal was removed"
            return
        try:
            body = loads(source.small(SEAL))
            self.body = body if _is_seal(body) else None
        except (ValueError, Unreadable):
            pass
        if self.body is None:
            self.why = f"{SEAL} was changed: it is not a seal"


def _is_seal(body: Any) -> bool:
    if not isinstance(body, dict) or body.get("format") != FORMAT or not isinstance(body.get("files"), dict):
        return False
    files = body["files"].values()
    return type(body.get("lines")) is int and all(
        isinstance(one, dict) and isinstance(one.get("sha256"), str) and type(one.get("bytes")) is int for one in files
    )


def seal_checks(seal: Seal, source: Source, trust: Trust, told: Chain | None) -> Iterator[Check]:
    """Every check that a seal makes possible."""
    yield _sealed(seal, told)
    if seal.body is None:
        return
    yield _name(source, seal.body)
    yield _files(source, seal.body)
    if SUMS in source.files:
        yield _sums(source, seal.body)
    yield from _signed(source, trust)
    last = told.last if told else None
    yield _stamped(source, seal.body, trust, last["at"] if last else None)


def _sealed(seal: Seal, told: Chain | None) -> Check:
    if seal.body is None:
        return Check("Seal", State.FAILED, (seal.why,))
    outcome, found = seal.body.get("outcome"), []
    if told is not None and told.closed is not None:
        closed = {name: told.closed[name] for name in ("status", "reason", "seconds", "steps", "pictures")}
        if closed != outcome:
            found.append("the outcome in the seal is not the one in the last line")
    fine = f"sealed {seal.body.get('sealed_at')}, with head, outcome and every file"
    salvaged = seal.body.get("salvaged")
    if found or not salvaged:
        return conclude("Seal", found, fine)
    lost = salvaged.get("missing") if isinstance(salvaged, dict) else None
    more = f"; {lost} lines it had written after the last that was made durable are lost" if lost else ""
    words = f"{fine}; salvaged: the run was killed, and another run sealed what it had left{more}"
    return Check("Seal", State.NOTE, (words,))


def _name(source: Source, body: dict[str, Any]) -> Check:
    sealed = body.get("trail")
    if not isinstance(sealed, str):
        return Check("Name", State.NOTE, ("the seal names no folder, so whether it was renamed is not known",))
    if not source.named:
        return Check("Name", State.NOTE, (f"the seal is of {sealed}; this zip holds no folder to compare it with",))
    wrong = [] if source.name == sealed else [f"the trail was renamed: it was sealed as {sealed}"]
    return conclude("Name", wrong, "the folder is called as it was when it was sealed")


def _sums(source: Source, body: dict[str, Any]) -> Check:
    """What the authority stamped is the list, so the list is worth no more than its every line."""
    found, listed = Findings(), set()
    try:
        text = source.small(SUMS).decode("utf-8")
    except (Unreadable, UnicodeDecodeError):
        return Check("Sums", State.FAILED, (f"{SUMS} cannot be read",))
    for number, line in enumerate(text.split("\n")[:-1] if text.endswith("\n") else text.split("\n"), 1):
        match = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if match is None or match[2] in listed:
            found.add(f"line {number} of {SUMS} is no line of it")
            continue
        listed.add(match[2])
        record = body["files"].get(match[2])
        if record is None or record["sha256"] != match[1]:
            found.add(f"{SUMS} and {SEAL} do not agree on {match[2]}")
    for name in sorted(set(body["files"]) - listed - {SUMS, stamp.TOKEN}):
        found.add(f"{SUMS} does not know {name}")
    return conclude("Sums", found.lines(), f"{SUMS} lists the same {len(listed):,} files as {SEAL}")


def _files(source: Source, body: dict[str, Any]) -> Check:
    sealed, found = body["files"], Findings()
    for words in source.odd:
        found.add(words)
    for name, record in sealed.items():
        if (wrong := differs(source, name, record["sha256"], record["bytes"])) is not None:
            found.add(f"{name} {wrong}")
    for name in sorted(set(source.files) - set(sealed) - {SEAL, SIGNATURE}):
        found.add(f"{name} was added: the seal does not know it")
    return conclude("Files", found.lines(), f"{len(sealed):,} files, none missing, added or changed")


def _signed(source: Source, trust: Trust) -> Iterator[Check]:
    if SIGNATURE not in source.files:
        yield Check("Signature", State.FAILED, (f"{SIGNATURE} is missing",))
        return
    try:
        blob = verify_signature(source.small(SIGNATURE, 10_000), source.small(SEAL))
    except (BadSignature, Unreadable) as error:
        yield Check("Signature", State.FAILED, (f"the signature of {SEAL} does not hold: {error}",))
        return
    key = fingerprint(blob)
    yield Check("Signature", State.OK, (f"{SEAL} is signed by key {key}",))
    yield _trusted(key, trust)


def _trusted(key: str, trust: Trust) -> Check:
    if trust.keys:
        if key in trust.keys:
            return Check("Key", State.OK, ("it is a key you trust",))
        words = f"{key} is not a key you gave: the whole trail was rewritten, or it is somebody else's"
        return Check("Key", State.FAILED, (words,))
    try:
        own = own_fingerprint()
    except (UsageError, OSError):
        own = None
    if own == key:
        return Check("Key", State.OK, ("it is this user's own key",))
    return Check("Key", State.NOTE, (f"signed by key {key} (not compared with a key you trust; give --key)",))


def _stamped(source: Source, body: dict[str, Any], trust: Trust, ended: str | None) -> Check:
    told = body.get("timestamp")
    if stamp.TOKEN in source.files and not (isinstance(told, dict) and told.get("over") == SUMS):
        return Check("Time-stamp", State.FAILED, (f"there is a {stamp.TOKEN}, and the seal knows of none over {SUMS}",))
    # A verifier who names roots wants a stamp; for everybody else one that is not there is no fault.
    unless_wanted = State.FAILED if trust.roots else State.NOTE
    if not isinstance(told, dict) or "problem" in told:
        return Check("Time-stamp", unless_wanted, (_why_none(told),))
    try:
        found = stamp.check(source.small(stamp.TOKEN), source.small(SUMS), trust.roots)
    except stamp.NoExtra as problem:
        return Check("Time-stamp", unless_wanted, (f"not checked: {problem}",))
    except (stamp.NoStamp, Unreadable, KeyError) as problem:
        return Check("Time-stamp", State.FAILED, (f"it does not hold: {problem}",))
    return _stamp_found(found, ended)


def _why_none(told: Any) -> str:
    if not isinstance(told, dict):
        return "none: no authority was set for this run"
    return f"none: the authority {told.get('authority')} did not stamp: {told['problem']}"


def _stamp_found(found: stamp.Stamp, ended: str | None) -> Check:
    words = f"{found.at:%Y-%m-%d %H:%M:%S} UTC by {found.authority}"
    # A stamp cannot be older than what it stamps, but for a clock of the machine that wrote the trail.
    if ended is not None and datetime.fromisoformat(ended) - found.at > _CLOCK_MAY_BE_FAST:
        return Check("Time-stamp", State.FAILED, (f"{words}: that is before the last line, which says {ended}",))
    if found.trusted:
        return Check("Time-stamp", State.OK, (words,))
    return Check("Time-stamp", State.NOTE, (f"{words} (not compared with a root you trust; give --tsa-roots)",))
