"""The practice console: a stand-in for the vendor's, on loopback, as close to it as the public facts allow.

It imports nothing of the rest of the project, so that what is proven on it is proven from outside.
"""

from runner.practice.server import Practice

__all__ = ["Practice"]
