"""Whose account the console says it is: learnt once on the account's own page, and made sure of again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from runner.model import Account, Match, NameKind, is_masked, kind_of_name, mask_fits, normal_name


class SeveralNames(Exception):
    """The page names several accounts, so that only a person can say whose it is."""


class AnotherOwner(Exception):
    """The page names another account, or none."""


@dataclass(frozen=True)
class Owner:
    """The names that the account's own page shows together, in their normal form."""

    names: tuple[str, ...]
    """Whole names, the id first: what an intent is kept under."""
    masked: tuple[str, ...]
    match: Match

    def recognise(self, shown: Iterable[str]) -> Match:
        """How a later page names this owner.

        Raises:
            AnotherOwner: it names somebody else, or nobody.
        """
        names = [normal_name(name) for name in shown]
        for kind in ("email", "phone", "number"):
            ours, theirs = whole(self.names, kind), whole(names, kind)
            if ours and theirs and not ours & theirs:  # a name of ours beside it may be somebody's recovery address
                raise AnotherOwner
        if set(names) & set(self.names):
            return "exact"
        if any(self._may_be(name) for name in names if is_masked(name)):
            return "masked"
        raise AnotherOwner

    def _may_be(self, masked: str) -> bool:
        return masked in self.masked or (
            masked[:1] not in "*•" and any(mask_fits(masked, name) for name in self.names)
        )


def learn(account: Account, shown: Iterable[str], *, certain: bool = False) -> Owner:
    """Learn on the account's own page which names belong together.

    Arguments:
        account: whose account it should be.
        shown: every name the page shows.
        certain: whether a person has said that it is this account, though the page names several.

    Raises:
        AnotherOwner: none of the names is the one asked for.
        SeveralNames: one of them is, beside another of the same kind, such as a recovery address; two addresses are
            several names whatever kind was asked for.
    """
    names = tuple(dict.fromkeys(normal_name(name) for name in shown))
    matches = {account.match(name) for name in names}
    if not matches & {"exact", "masked"}:
        raise AnotherOwner
    if not certain and any(len(distinct(names, kind)) > 1 for kind in _kinds_that_matter(account)):
        raise SeveralNames
    match: Match = "exact" if "exact" in matches and not certain else "masked"
    ids = whole(names, "number")
    ours = sorted(ids) if len(ids) == 1 else []
    others = [] if certain else [name for kind in ("email", "phone") for name in _only(whole(names, kind))]
    known = (*ours, *others, *([normal_name(account.name)] if certain else []))
    return Owner(tuple(dict.fromkeys(known)), tuple(name for name in names if is_masked(name)), match)


def whole(names: Iterable[str], kind: str) -> set[str]:
    """The whole names of one kind."""
    return {name for name in names if not is_masked(name) and kind_of_name(name) == kind}


def distinct(names: Iterable[str], kind: NameKind) -> set[str]:
    """The names of one kind that cannot be one and the same: a masked one that fits a whole one is that one."""
    of_kind = [name for name in names if kind_of_name(name) == kind]
    known = whole(names, kind)
    return known | {name for name in of_kind if is_masked(name) and not any(mask_fits(name, one) for one in known)}


def _only(names: set[str]) -> list[str]:
    """The one name of its kind; of two, nobody can say which is the owner's."""
    return list(names) if len(names) == 1 else []


def _kinds_that_matter(account: Account) -> tuple[NameKind, ...]:
    """The kind of the name asked for, and addresses: two numbers beside the right address are no reason to ask.

    A page may show numbers that are no accounts, such as that of a hotline.
    """
    return (kind_of_name(account.name), "email")
