"""Checks a trail that somebody else hands over, and names what was done to it. Reads only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from runner.errors import UsageError
from runner.trail import bag, chain, stamp
from runner.trail.chain_reader import Chain, ChainReader, Findings
from runner.trail.keys import fingerprint, own_fingerprint
from runner.trail.locking import lock
from runner.trail.seal import FORMAT, SEAL, SIGNATURE, SUMS
from runner.trail.source import BAG, LARGEST_FILE, Source, Unreadable, open_source
from runner.trail.sshsig import BadSignature
from runner.trail.sshsig import verify as verify_signature


class State(Enum):
    """How a check ended."""

    OK = "ok"
    NOTE = "note"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, and what was found, in sentences."""

    name: str
    state: State
    words: tuple[str, ...]


@dataclass(frozen=True)
class Trust:
    """What the verifier knows already: fingerprints of keys, and a file of a time-stamping authority's roots."""

    keys: frozenset[str] = frozenset()
    roots: Path | None = None


@dataclass
class Verdict:
    """All checks of one trail."""

    name: str
    checks: list[Check] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether no check failed."""
        return all(check.state is not State.FAILED for check in self.checks)


def verify(path: Path, trust: Trust = Trust()) -> Verdict:
    """Check a trail: a folder, an exported package, or a zip of either.

    Raises:
        NotATrail: there is none at the path.
    """
    source = open_source(path)
    verdict = Verdict(source.name)
    inside: Source | None = source
    if BAG in source.files:
        found = bag.problems(source)
        verdict.checks.append(_check("Package", found, f"BagIt 1.0, {len(source.files):,} files as declared"))
        inside = bag.trail_in(source)
    if inside is None:
        verdict.checks.append(Check("Trail", State.FAILED, ("the package holds no trail",)))
        return verdict
    verdict.name = inside.name
    verdict.checks.extend(_checks(inside, trust, path))
    return verdict


def _checks(source: Source, trust: Trust, path: Path) -> Iterator[Check]:
    seal = _Seal(source)
    try:
        told = ChainReader().read(source) if chain.EVENTS in source.files else None
    except Unreadable as error:
        yield Check("Chain", State.FAILED, (f"{chain.EVENTS} cannot be read: {error}",))
        told = None
    if told is not None:
        yield _check("Events", told.invalid.lines(), f"{told.lines:,} lines, each of a kind on the list")
        yield _chain(told, seal)
        yield _ending(told, path)
        yield _pictures(source, told)
    elif chain.EVENTS not in source.files:
        yield Check("Chain", State.FAILED, (f"{chain.EVENTS} is missing",))
    yield _sealed(seal, told)
    if seal.body is not None:
        yield _files(source, seal.body)
        yield from _signed(source, trust)
        yield _stamped(source, seal.body, trust)


class _Seal:
    """The seal as it was read: its content, or why there is none."""

    def __init__(self, source: Source) -> None:
        self.body: dict[str, Any] | None = None
        self.why = ""
        if SEAL not in source.files:
            self.why = f"there is no {SEAL}: the run did not come to its end, or the seal was removed"
            return
        try:
            body = json.loads(source.small(SEAL))
            self.body = body if _is_seal(body) else None
        except (ValueError, RecursionError, Unreadable):
            pass
        if self.body is None:
            self.why = f"{SEAL} was changed: it is not a seal"


def _is_seal(body: Any) -> bool:
    if not isinstance(body, dict) or body.get("format") != FORMAT or not isinstance(body.get("files"), dict):
        return False
    files = body["files"].values()
    return isinstance(body.get("lines"), int) and all(
        isinstance(one, dict) and isinstance(one.get("sha256"), str) and type(one.get("bytes")) is int for one in files
    )


def _chain(told: Chain, seal: _Seal) -> Check:
    found = told.broken.lines()
    if seal.body is not None and told.lines < seal.body["lines"]:
        found.append(f"{seal.body['lines'] - told.lines:,} lines were cut off: {told.lines:,} of the sealed are left")
    elif seal.body is not None and told.lines > seal.body["lines"]:
        found.append(f"{told.lines - seal.body['lines']:,} lines were added after the seal")
    elif seal.body is not None and told.head != seal.body.get("head") and not found:
        found.append("its head is not the sealed one: the last line was changed, or the whole chain was rewritten")
    return _check("Chain", found, f"{told.lines:,} links, each remembers the line before it")


def _ending(told: Chain, path: Path) -> Check:
    if told.closed is not None:
        left = told.open_intents.lines()
        if told.closed["pictures"] != len(told.pictures):
            left.append(f"the run took {told.closed['pictures']:,} pictures, {len(told.pictures):,} are on record")
        return _check("Ending", left, f"run-closed: {told.closed['status']}")
    if _is_being_written(path):
        return Check("Ending", State.FAILED, ("a run is writing this trail now; verify it when the run has ended",))
    last = f"after line {told.lines:,} ({told.last['kind']}, {told.last['at']})" if told.last else "at its beginning"
    return Check("Ending", State.FAILED, (f"the end is missing: the run was killed {last}, or the tail was cut off",))


def _is_being_written(path: Path) -> bool:
    try:
        with (path / chain.EVENTS).open("rb") as file:
            return not lock(file.fileno())
    except OSError:
        return False


def _pictures(source: Source, told: Chain) -> Check:
    found = Findings()
    for name, event in told.pictures.items():
        if (wrong := _differs(source, name, event["sha256"], event["bytes"])) is not None:
            found.add(f"{name} (line of event {event['n']}) {wrong}")
    for name in source.files:
        if name.startswith(f"{chain.PICTURES}/") and name not in told.pictures:
            found.add(f"{name} is a picture that no event tells of")
    return _check("Pictures", found.lines(), f"{len(told.pictures):,} pictures, as they were taken")


def _differs(source: Source, name: str, sha256: str, size: int) -> str | None:
    """Say how a file differs from what is on record; a file of another size is not even read."""
    if name not in source.files:
        return "is missing"
    now = source.files[name]
    if now == 0 and size:
        return "is empty"
    if now > LARGEST_FILE and name != chain.EVENTS:
        return f"holds {now:,} bytes, far more than it can need; it was not read"
    if now != size:
        return f"was changed or swapped: {now:,} bytes instead of {size:,}"
    try:
        return None if source.digest(name) == sha256 else "was changed or swapped: another SHA-256"
    except Unreadable as error:
        return f"cannot be read: {error}"


def _sealed(seal: _Seal, told: Chain | None) -> Check:
    if seal.body is None:
        return Check("Seal", State.FAILED, (seal.why,))
    outcome, found = seal.body.get("outcome"), []
    if told is not None and told.closed is not None:
        closed = {name: told.closed[name] for name in ("status", "reason", "seconds", "steps", "pictures")}
        if closed != outcome:
            found.append("the outcome in the seal is not the one in the last line")
    return _check("Seal", found, f"sealed {seal.body.get('sealed_at')}, with head, outcome and every file")


def _files(source: Source, body: dict[str, Any]) -> Check:
    sealed, found = body["files"], Findings()
    for words in source.odd:
        found.add(words)
    for name, record in sealed.items():
        if (wrong := _differs(source, name, record["sha256"], record["bytes"])) is not None:
            found.add(f"{name} {wrong}")
    for name in sorted(set(source.files) - set(sealed) - {SEAL, SIGNATURE}):
        found.add(f"{name} was added: the seal does not know it")
    return _check("Files", found.lines(), f"{len(sealed):,} files, none missing, added or changed")


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


def _stamped(source: Source, body: dict[str, Any], trust: Trust) -> Check:
    told = body.get("timestamp")
    # A verifier who names roots wants a stamp; for everybody else one that is not there is no fault.
    unless_wanted = State.FAILED if trust.roots else State.NOTE
    if not isinstance(told, dict):
        return Check("Time-stamp", unless_wanted, ("none: no authority was set for this run",))
    if "problem" in told:
        words = f"none: the authority {told.get('authority')} did not stamp: {told['problem']}"
        return Check("Time-stamp", unless_wanted, (words,))
    try:
        found = stamp.check(source.small(stamp.TOKEN), source.small(SUMS), trust.roots)
    except stamp.NoExtra as problem:
        return Check("Time-stamp", unless_wanted, (f"not checked: {problem}",))
    except (stamp.NoStamp, Unreadable, KeyError) as problem:
        return Check("Time-stamp", State.FAILED, (f"it does not hold: {problem}",))
    words = f"{found.at:%Y-%m-%d %H:%M:%S} UTC by {found.authority}"
    if found.trusted:
        return Check("Time-stamp", State.OK, (words,))
    return Check("Time-stamp", State.NOTE, (f"{words} (not compared with a root you trust; give --tsa-roots)",))


def _check(name: str, problems: Iterable[str], fine: str) -> Check:
    found = tuple(problems)
    return Check(name, State.FAILED if found else State.OK, found or (fine,))
