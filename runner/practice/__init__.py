"""The practice console: a local stand-in for the vendor's web console, to try the runner on.

It imports nothing of ours.
"""

from runner.practice.server import Practice
from runner.practice.switches import SwitchError, Switches

__all__ = ["Practice", "SwitchError", "Switches"]
