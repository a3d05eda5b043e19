"""The operator's desk: a web page where one person serves many paused browsers."""

from runner.desk.server import Desk, serve_desk

__all__ = ["Desk", "serve_desk"]
