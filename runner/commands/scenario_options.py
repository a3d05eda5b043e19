"""A scenario's own options, as it declares them, made into click's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from runner.core.registry import Option

_IMAGE = click.Path(path_type=Path, dir_okay=False)


def option_of(declared: Option) -> Callable[[Any], Any]:
    """Return click's decorator for an option; what is wrong with a value is told before anything is opened."""
    given: dict[str, Any] = {"help": declared.help, "metavar": declared.metavar, "multiple": declared.multiple}
    if declared.kind == "image":
        given |= {"type": _IMAGE, "callback": _checked_photos}
    elif declared.kind == "imei":
        given |= {"callback": _checked_imei}
    return click.option(declared.flag, declared.name, **given)


def _checked_imei(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return the IMEI's digits."""
    from runner.support_request.imei import WrongImei, read_imei

    try:
        return None if value is None else read_imei(value)
    except WrongImei as wrong:
        raise click.BadParameter(str(wrong)) from None


def _checked_photos(_context: click.Context, _option: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the paths, each of a picture that can be used."""
    from runner.support_request.photos import WrongPhoto, check_photo  # late: most scenarios take no photograph

    try:
        for path in value:
            check_photo(path)
    except WrongPhoto as wrong:
        raise click.BadParameter(str(wrong)) from None
    return value
