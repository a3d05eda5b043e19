"""Where a code comes from when no person reads it: the owner's own mailbox, or their authenticator."""

from runner.codes.base import CodeSource
from runner.codes.first_code import CodesFirst
from runner.codes.sources import check_codes, find_source

__all__ = ["CodeSource", "CodesFirst", "check_codes", "find_source"]
