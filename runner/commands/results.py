"""The result of a run on stdout: one JSON object, or the sentences a person wants."""

from __future__ import annotations

from typing import Any

from runner.inventory import kinds_in
from runner.model import Result, Status
from runner.printable import printable, say, say_json


def show_result(result: Result, *, as_json: bool) -> None:
    """Print the result."""
    if as_json:
        say_json(result.to_json())
        return
    sign = "✓" if result.status is Status.DONE else "✗"
    say(f"{sign} {result.scenario}: {result.status.value}. {result.reason}")
    for line in lines_about(result):
        say(line)
    if result.trail:
        say(f"Trail: {result.trail}")


def lines_about(result: Result) -> list[str]:
    """The findings worth printing under the result's sentence; none for most scenarios."""
    tell = {"list-devices": _devices, "inventory": _inventory, "blocked-account": _package}.get(result.scenario)
    return tell(result.found) if tell and result.found else []


def _devices(found: dict[str, Any]) -> list[str]:
    return [f"  {printable(device['id'])}  {printable(device['name'])}" for device in found.get("devices", [])]


def _package(found: dict[str, Any]) -> list[str]:
    package = found.get("package")
    return [f"Package: {package['folder']} ({', '.join(package['files'])})"] if package else []


def _inventory(found: dict[str, Any]) -> list[str]:
    counts, places = kinds_in(found.get("stored", {})), found.get("save_first", {})
    width = max(map(len, counts.values()), default=0)
    lines = [f"  {figure:>{width}}  {kind:<14} {_place(places.get(kind))}".rstrip() for kind, figure in counts.items()]
    lines += [f"  not shown: {', '.join(found['not_shown'])}"] if found.get("not_shown") else []
    lines += _named("devices", found) + _named("apps", found)
    lines += [f"  ! {warning}" for warning in found.get("warnings", [])]
    if "everything" in places:
        lines.append(f"  A copy of everything can be asked for at {_place(places['everything'])}")
    return lines


def _named(kind: str, found: dict[str, Any]) -> list[str]:
    return [f"  {kind}: {', '.join(printable(each['name']) for each in found[kind]) or 'none'}"] if kind in found else []


def _place(place: dict[str, str] | None) -> str:
    if place is None:
        return ""
    return place["address"] + (" (inferred)" if place["known"] == "inferred" else "")
