"""What was measured on: the machine, the versions, and how busy it was."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path


def processor() -> str:
    """The processor's name and how many there are."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text("utf-8").splitlines() if "model name" in line
        ]
        name = names[0] if names else name
    return f"{name}, {os.cpu_count()} cores"


def version(package: str) -> str:
    """An installed package's version, or a dash."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "–"


def load() -> float:
    """How many programs wanted a processor in the last minute; 0 where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
