"""Somebody who uses a console by reading: words on the screen, what stands beside them, and what lies on top.

No attribute, role or address of a front end is used, so that what a person can do is proven for every one of them.
"""

from __future__ import annotations

import re
import time

PATIENCE = 15.0
KINDS = {"phone": "Phones", "tablet": "Tablets", "watch": "Watches", "tv": "TV"}

# What can be read and reached: elements with text of their own, through shadow roots, on top where they stand.
READ = """([pattern, fields]) => {
  const found = [], wanted = new RegExp(pattern), all = [];
  const collect = (root) => root.querySelectorAll('*').forEach((each) => { all.push(each); each.shadowRoot && collect(each.shadowRoot); });
  collect(document);
  const hit = (x, y) => { let at = document.elementFromPoint(x, y);
    while (at && at.shadowRoot) { const inner = at.shadowRoot.elementFromPoint(x, y); if (!inner || inner === at) break; at = inner; }
    return at; };
  const holds = (outer, inner) => { for (let at = inner; at; at = at.parentNode || at.host) if (at === outer) return true; return false; };
  for (const each of all) {
    // Words may be pieces of their own, and hold places where they may be broken.
    const pieces = each.childNodes.length > 1 || !each.childElementCount;
    const whole = pieces && [...each.childNodes].every((node) => node.nodeType === 3 || node.nodeName === 'SPAN');
    const said = whole ? each.textContent : [...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('');
    const own = fields ? '' : (each.tagName === 'INPUT' ? (each.type === 'submit' ? each.value : each.value ? '' : each.placeholder) : said).replace(/\\u00ad/g, '').replace(/\\s+/g, ' ').trim();
    if (fields ? !['text', 'password'].includes(each.tagName === 'INPUT' && each.type) : !own || !wanted.test(own)) continue;
    if (['SCRIPT', 'STYLE', 'OPTION'].includes(each.tagName)) continue;
    const drawn = getComputedStyle(each).display === 'contents' && each.parentElement ? each.parentElement : each;
    const box = drawn.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    if (!box.width || !box.height || getComputedStyle(each).visibility === 'hidden') continue;
    const off = y < 0 || y > innerHeight, top = off ? each : hit(x, y);
    if (!fields && !(top && (holds(each, top) || holds(top, each) || top.tagName === 'INPUT'))) continue;
    found.push([x, y, own]);
  }
  return found;
}"""


class Reader:
    """A person in front of one tab."""

    def __init__(self, page, console):
        self.page, self.console = page, console
        self.boxes: list[str] = []
        page.on("dialog", self._accept)

    def _accept(self, box) -> None:
        """Press OK in the browser's own box, once it is read."""
        self.boxes.append(box.message)
        box.accept()

    def say(self, key: str, **values: str) -> str:
        return self.console.front.says()[key].format(**values)

    # --- reading

    def seen(self, pattern: str, fields: bool = False) -> list[tuple[float, float, str]]:
        """Where such words stand now, in the window's measure."""
        found = []
        for frame in self.page.frames:
            try:
                left, top = 0.0, 0.0
                if frame.parent_frame:
                    box = frame.frame_element().bounding_box()
                    left, top = box["x"], box["y"]
                found += [(x + left, y + top, text) for x, y, text in frame.evaluate(READ, [pattern, fields])]
            except Exception:  # the frame is between two documents
                continue
        return found

    def wait_for(self, pattern: str, near: tuple | None = None) -> tuple[float, float, str]:
        """Wait for words; of several the one that stands in the same row."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = self.seen(pattern)
            if found:
                return min(found, key=lambda each: _apart(each, near)) if near else found[0]
            self.page.wait_for_timeout(80)
        raise AssertionError(f"nobody could read {pattern!r} on {self.page.url}")

    def reads(self, words: str) -> tuple[float, float, str]:
        return self.wait_for(f"^{re.escape(words)}$")

    def mentions(self, words: str) -> tuple[float, float, str]:
        return self.wait_for(re.escape(words))

    # --- acting

    def press(self, words: str, beside: str = "") -> None:
        """Press what says this; beside a name, what says it in that row."""
        self.aim(lambda: self.wait_for(f"^{re.escape(words)}$", self.reads(beside) if beside else None))

    def aim(self, find) -> None:
        """Click what is found once it stands still: dialogues glide in, lists move up."""
        before = (0.0, -1.0, "")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            now = find()
            if now == before and self.click(*now[:2]):
                return
            before = now
            self.page.wait_for_timeout(60)
        raise AssertionError(f"{before[2]!r} did not stand still")

    def click(self, x: float, y: float) -> bool:
        """Click there; where that is out of sight, scroll instead and have it looked for again."""
        height = self.page.viewport_size["height"]
        if 0 < y < height:
            self.page.mouse.click(x, y)
            return True
        self.page.mouse.move(400, 400)
        self.page.mouse.wheel(0, y - height / 2)
        self.page.wait_for_timeout(60)
        return False

    def fill(self, label: str, text: str) -> None:
        """Type into the field under, or in, the words of its label."""
        at = self.reads(label)
        fields = [each for each in self.seen("", fields=True) if each[1] > at[1] - 30]
        x, y, _ = min(fields, key=lambda each: abs(each[1] - at[1]))
        self.page.mouse.click(x, y)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    # --- the console's procedures, as a person would go through them

    def sign_in(self, account: dict, where: str = "") -> None:
        self.page.goto(where or self.console.account_url)
        self.fill(self.say("account"), account["email"])
        if self.console.front.options.get("two screens"):
            self.press_button("next")
        self.fill(self.say("password"), account["password"])
        self.press(self.say("agreement"))
        self.press_button("sign in")
        if self.console.front.options.get("two screens"):  # the second one names the account, as the home does
            self.gone(self.say("password"))
        if self.console.front.identity:
            self.enter_code(account)

    def press_button(self, key: str) -> None:
        """Press the lowest of the things that say this: headings and tabs stand above."""
        words = f"^{re.escape(self.say(key))}$"

        def lowest():
            self.wait_for(words)
            return max(self.seen(words) or [(0.0, -1.0, "")], key=lambda each: each[1])

        self.aim(lowest)

    def enter_code(self, account: dict) -> None:
        self.press_button("send")
        self.reads(self.say("code"))
        self.fill(self.say("code"), self.console.practice.last_code(account["email"]))
        self.press_button("submit")

    def go_to_devices(self) -> None:
        self.page.goto(self.console.cloud_url)
        self.press(self.say("settings"))
        self.press(self.say("my devices"))
        self.page.wait_for_url(re.compile("#/s|/settings/units"))
        self.reads(self.say("devices"))

    def all_names(self, names: list[str]) -> set[str]:
        """Which of these devices can be read, on all pages of the list."""
        pager, read = self.console.front.options.get("pager"), set()
        if self.console.front.options.get("accordion"):
            self.unfold()
        self.wait_for("^(" + "|".join(re.escape(name) for name, _ in self.console.front.devices) + ")$")
        for _ in range(len(self.console.front.devices) + 5):
            read |= {name for name in names if self.seen(f"^{re.escape(name)}$")}
            if read == set(names):
                if pager == "box":  # the name has come into the window; its row's button has too, a little further
                    self.page.mouse.wheel(0, 60)
                    self.page.wait_for_timeout(200)
                break
            if pager == "scroll":
                self.page.mouse.move(400, 400)
                self.page.mouse.wheel(0, 4000)
            elif pager == "box":
                self.page.mouse.move(400, 300)
                self.page.mouse.wheel(0, 150)
            elif pager:
                self.press(self.say("next" if pager == "pages" else "more"))
            self.page.wait_for_timeout(80)
        return read

    def unfold(self) -> None:
        """Open every kind of devices that is folded away."""
        for kind, heading in KINDS.items():
            if any(each == kind for _, each in self.console.front.devices):
                self.reads(heading)
                names = [re.escape(name) for name, each in self.console.front.devices if each == kind]
                if not self.seen("^(" + "|".join(names) + ")$"):
                    self.press(heading)

    def agree(self, question: str, yes: str) -> None:
        """Read what is asked, and press yes."""
        if self.console.front.options.get("confirm"):
            until = time.monotonic() + PATIENCE
            while not any(question in each for each in self.boxes):
                assert time.monotonic() < until, f"nobody asked {question!r}"
                self.page.wait_for_timeout(60)
            return
        self.mentions(question)
        self.press_button("ok" if self.console.front.options.get("ask ok") else yes)

    def unlink(self, name: str) -> None:
        """Remove one device; the list is shown, perhaps on another of its pages."""
        how = self.console.front.row
        self.all_names([name])
        if how in {"open", "fold", "split"}:
            self.press(name)
            self.press(self.say("delete device"))
        elif how == "menu":
            self.press(name) if self.console.front.options.get("whole row") else self.press("⋮", beside=name)
            self.press(self.say("delete device"))
        else:
            self.press(self.say("remove"), beside=name)
        if self.console.front.options.get("typed"):
            self.mentions(self.say("ask device", name=name))
            self.fill(self.say("type name", name=name), name)
        self.agree(self.say("ask device", name=name), "confirm device")
        self.see_done("device-unlinked", name)

    def see_done(self, event: str, name: str) -> None:
        """Wait until the console did it: its notice is shown for a moment only."""
        until = time.monotonic() + PATIENCE
        while (event, name) not in {(row["event"], row.get("name")) for row in self.console.practice.ledger()}:
            assert time.monotonic() < until, f"the console noted no {event} of {name}"
            self.page.wait_for_timeout(60)

    def gone(self, words: str) -> None:
        until = time.monotonic() + PATIENCE
        while self.seen(f"^{re.escape(words)}$"):
            assert time.monotonic() < until, f"{words!r} is still there"
            self.page.wait_for_timeout(60)

    def revoke(self, name: str) -> None:
        self.press(self.say("revoke"), beside=name)
        self.agree(self.say("ask revoke", name=name), "confirm revoke")
        self.see_done("app-revoked", name)
        self.gone(name)

    def go_to_apps(self) -> None:
        self.page.goto(self.console.account_url + "/fe/service/account")
        self.press(self.say("privacy"))
        self.press_button("apps")
        self.reads("Runkeeper")
        self.reads(self.say("apps"))

    def delete_product(self, name: str) -> None:
        """Delete the data of one of the vendor's products, as one might by mistake."""
        self.page.goto(self.console.account_url + "/fe/service/account")
        self.press(self.say("privacy"))
        self.press_button("manage data")
        self.press("🗑", beside=name)
        self.agree(f"All data of {name}", "ok")
        self.see_done("product-deleted", None)

    def delete_account(self, account: dict) -> None:
        self.page.goto(self.console.account_url + "/pass/del")
        self.reads(self.say("delete account"))
        if self.console.front.options.get("switch"):
            self.press_button("delete start")
            self.reads(self.say("delete agree"))
            self.press(self.say("off"), beside=self.say("delete agree"))
            self.reads(self.say("on"))
        else:
            self.press(self.say("delete agree"))
        if self.console.front.options.get("wizard"):
            self.press_button("next")
            self.reads(self.say("why"))
            self.press_button("next")
            self.reads(self.say("step", number="3"))
        self.press_button("delete start")
        self.enter_code(account)
        if self.console.front.options.get("password again"):
            self.reads(self.say("enter password"))
            self.fill(self.say("password"), account["password"])
            self.press_button("submit")
        self.mentions(self.say("last text"))
        self.press_button("delete finally")
        self.reads(self.say("deleted"))


def _apart(one: tuple, other: tuple) -> float:
    """How far apart two words look: what stands in one line belongs together, however far to the side."""
    return abs(one[0] - other[0]) + 4 * abs(one[1] - other[1])
