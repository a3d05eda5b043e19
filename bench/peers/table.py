"""Ratios of pairs, and the tables that are printed and kept in docs/performance.md."""

from __future__ import annotations

from statistics import median


def spread(values: list[float]) -> str:
    """Median, lowest and highest."""
    if not values:
        return "–"
    return f"{median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def ratios(these: list[float], those: list[float]) -> list[float]:
    """Each round's ratio: both met the same machine."""
    return [one / other for one, other in zip(these, those, strict=True) if one and other]


def table(rows: list[tuple[str, ...]]) -> str:
    """A table in Markdown; the first row is its head."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
