"""What a run did that cannot be undone, as far as it knows: every sentence about it is made from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Known(StrEnum):
    """What is known of one click; the value is the word in the trail."""

    NOT_DONE = "not done"
    UNSURE = "not known"
    """The click was begun, and nothing says whether it was made."""
    CLICKED = "clicked, not seen"
    """It was made, and nobody saw what came of it."""
    DONE = "done"
    REFUSED = "refused by the console"
    """It was made, and the console said that it will not do it."""


@dataclass
class Click:
    """One irreversible click. Whoever makes it says so, and says when the console has shown what came of it."""

    act: str
    known: Known = Known.NOT_DONE

    def begin(self) -> None:
        """From here on the click may have been made, whatever happens."""
        self.known = Known.UNSURE

    def not_made(self) -> None:
        """Say that it came to no click: the console asked about something else, or the session ended."""
        self.known = Known.NOT_DONE

    def clicked(self) -> None:
        """Say that the button was pressed."""
        self.known = Known.CLICKED

    def refused(self) -> None:
        """Say that the console has answered with a refusal."""
        self.known = Known.REFUSED

    def seen(self) -> None:
        """Say that the console has shown it done."""
        self.known = Known.DONE


@dataclass
class Acts:
    """All irreversible clicks of a run."""

    clicks: list[Click] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """What was to be done and was gone already when the run came to it."""

    def begin(self, act: str) -> Click:
        """Keep what becomes of one click."""
        click = Click(act)
        self.clicks.append(click)
        return click

    @property
    def done(self) -> list[str]:
        """What was seen to be done."""
        return [click.act for click in self.clicks if click.known is Known.DONE]

    @property
    def unseen(self) -> list[str]:
        """What was clicked, or may have been, without anybody having seen what came of it."""
        return [click.act for click in self.clicks if click.known in {Known.UNSURE, Known.CLICKED}]

    def told(self) -> str:
        """What was done and what was not, for the end of a run that did not come to its own end."""
        parts = [self._told_of(click) for click in self.clicks if click.act in self.unseen]
        if self.done:
            parts.append(f"Done before: {'; '.join(self.done)}. Nothing else was done.")
        elif not parts:
            parts.append("Nothing was changed on the console.")
        return " ".join(parts)

    @staticmethod
    def _told_of(click: Click) -> str:
        made = "was clicked" if click.known is Known.CLICKED else "may have been clicked"
        return f"“{_upper(click.act)}” {made}, and what came of it was not seen: look at the console."

    def counted(self, acts: Iterable[str], done: str) -> str:
        """How many of these acts came to what end, such as ``2 unlinked, 1 gone already``.

        Arguments:
            acts: the sentences consented to.
            done: the word for an act that was done.
        """
        wanted = list(acts)
        counts = {
            done: sum(act in self.done for act in wanted),
            "gone already": sum(act in self.gone for act in wanted),
            "clicked, but not seen done": sum(act in self.unseen for act in wanted),
            "refused by the console": sum(click.act in wanted for click in self.clicks if click.known is Known.REFUSED),
        }
        counts["not done"] = len(wanted) - sum(counts.values())
        return ", ".join(f"{count} {word}" for word, count in counts.items() if count) or f"0 {done}"


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
