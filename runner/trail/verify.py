"""Checks a trail that somebody else hands over, and names what was done to it. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from runner.trail import bag, chain
from runner.trail.chain_reader import Chain, ChainReader, Findings
from runner.trail.checks import NO_TRUST, Check, State, Trust, Verdict, conclude, differs
from runner.trail.locking import is_locked
from runner.trail.seal_checks import Seal, seal_checks
from runner.trail.source import BAG, DAMAGE, Source, Unreadable, open_source

__all__ = ["Check", "State", "Trust", "Verdict", "verify"]


def verify(path: Path, trust: Trust = NO_TRUST) -> Verdict:
    """Check a trail: a folder, an exported package, or a zip of either.

    Raises:
        NotATrail: there is none at the path.
    """
    source = open_source(path)
    verdict = Verdict(source.name)
    inside: Source | None = source
    if BAG in source.files:
        found = bag.problems(source)
        verdict.checks.append(conclude("Package", found, f"BagIt 1.0, {len(source.files):,} files as declared"))
        inside = bag.trail_in(source)
    if inside is None:
        verdict.checks.append(Check("Trail", State.FAILED, ("the package holds no trail",)))
        return verdict
    verdict.name = inside.name
    try:
        verdict.checks.extend(_checks(inside, trust, path))
    except (*DAMAGE, TypeError, AttributeError) as error:
        # Whatever a damaged trail does to a check, it has failed, and the next trail is looked at.
        words = (
            f"the trail is damaged in a way no check knows ({type(error).__name__}); the checks after it were left out"
        )
        verdict.checks.append(Check("Trail", State.FAILED, (words,)))
    return verdict


def _checks(source: Source, trust: Trust, path: Path) -> Iterator[Check]:
    seal = Seal(source)
    try:
        told = ChainReader().read(source) if chain.EVENTS in source.files else None
    except Unreadable as error:
        yield Check("Chain", State.FAILED, (f"{chain.EVENTS} cannot be read: {error}",))
        told = None
    if told is not None:
        yield conclude("Events", told.invalid.lines(), f"{told.lines:,} lines, each of a kind on the list")
        yield _chain(told, seal)
        yield _ending(told, path)
        yield _pictures(source, told)
    elif chain.EVENTS not in source.files:
        yield Check("Chain", State.FAILED, (f"{chain.EVENTS} is missing",))
    yield from seal_checks(seal, source, trust, told)


def _chain(told: Chain, seal: Seal) -> Check:
    found = told.broken.lines()
    if seal.body is not None and told.lines < seal.body["lines"]:
        found.append(f"{seal.body['lines'] - told.lines:,} lines were cut off: {told.lines:,} of the sealed are left")
    elif seal.body is not None and told.lines > seal.body["lines"]:
        found.append(f"{told.lines - seal.body['lines']:,} lines were added after the seal")
    elif seal.body is not None and told.head != seal.body.get("head") and not found:
        found.append("its head is not the sealed one: the last line was changed, or the whole chain was rewritten")
    return conclude("Chain", found, f"{told.lines:,} links, each remembers the line before it")


def _ending(told: Chain, path: Path) -> Check:
    if told.closed is not None:
        left = told.open_intents.lines()
        if told.closed["pictures"] != len(told.pictures):
            left.append(f"the run took {told.closed['pictures']:,} pictures, {len(told.pictures):,} are on record")
        return conclude("Ending", left, f"run-closed: {told.closed['status']}")
    if _is_being_written(path):
        return Check("Ending", State.FAILED, ("a run is writing this trail now; verify it when the run has ended",))
    last = f"after line {told.lines:,} ({told.last['kind']}, {told.last['at']})" if told.last else "at its beginning"
    return Check("Ending", State.FAILED, (f"the end is missing: the run was killed {last}, or the tail was cut off",))


def _is_being_written(path: Path) -> bool:
    try:
        with (path / chain.EVENTS).open("rb") as file:
            return is_locked(file.fileno())
    except OSError:
        return False


def _pictures(source: Source, told: Chain) -> Check:
    found = Findings()
    for name, event in told.pictures.items():
        if (wrong := differs(source, name, event["sha256"], event["bytes"])) is not None:
            found.add(f"{name} (line of event {event['n']}) {wrong}")
    for name in source.files:
        if name.startswith(f"{chain.PICTURES}/") and name not in told.pictures:
            found.add(f"{name} is a picture that no event tells of")
    return conclude("Pictures", found.lines(), f"{len(told.pictures):,} pictures, as they were taken")
