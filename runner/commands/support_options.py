"""Options of ``blocked-account``, checked before anything is opened."""

from __future__ import annotations

from pathlib import Path

import click

from runner.support_request.imei import WrongImei, read_imei
from runner.support_request.photos import WrongPhoto, check_photo

IMAGE = click.Path(path_type=Path, dir_okay=False)


def checked_imei(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The IMEI's digits; what is wrong with it is told as a usage error."""
    try:
        return None if value is None else read_imei(value)
    except WrongImei as wrong:
        raise click.BadParameter(str(wrong)) from None


def checked_photos(_context: click.Context, _option: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths, each of a picture that can be used."""
    try:
        for path in value:
            check_photo(path)
    except WrongPhoto as wrong:
        raise click.BadParameter(str(wrong)) from None
    return value
