"""``mi-runner practice``: the practice console, served by itself."""

from __future__ import annotations

from runner.practice.command import practice_command as practice

__all__ = ["practice"]
