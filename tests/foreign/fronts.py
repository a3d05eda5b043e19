"""The foreign front ends: what each looks like, what it calls things, and whose account it shows.

None of them was drawn after our page objects. They differ in what a person does not notice and a program stumbles over:
elements, roles, where a row's action stands, how many rows are shown, when the list comes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WORDS = {
    "brand": "Mi Account",
    "sign in title": "Sign in to Mi Account",
    "account": "Email/Phone/Mi Account",
    "password": "Password",
    "agreement": "I've read and agreed to Mi Account's User Agreement and Privacy Policy",
    "agree first": "Agree to the terms and conditions first",
    "sign in": "Sign in",
    "sign up": "Sign up",
    "forgot": "Forgot password?",
    "sign out": "Sign out",
    "wrong password": "Incorrect account or password",
    "no account": "This account doesn't exist",
    "identity": "Account Authentication",
    "identity text": "To keep your account safe, verify that it is you. A code goes to {to}.",
    "send": "Send",
    "resend": "Resend {seconds}s",
    "code": "Verification code",
    "submit": "Submit",
    "wrong code": "Verification code error",
    "personal info": "Personal info",
    "account security": "Account security",
    "privacy": "Privacy",
    "help": "Help",
    "account id": "Xiaomi Account ID",
    "recovery email": "Recovery email",
    "apps": "Apps and websites with account access",
    "no apps": "No apps have access to your account",
    "revoke": "Remove access",
    "ask revoke": "{name} will no longer be able to use your account. Remove its access?",
    "confirm revoke": "Remove",
    "revoked": "Access removed",
    "manage data": "Manage your data",
    "cloud": "Mi Cloud",
    "home": "Home",
    "settings": "Settings",
    "find device": "Find device",
    "on": "On",
    "off": "Off",
    "devices": "Linked devices",
    "no devices": "No linked devices",
    "my devices": "My devices",
    "delete device": "Delete device",
    "remove": "Remove",
    "ask device": "Delete {name} from your account? It will be signed out.",
    "confirm device": "Delete",
    "unlinked": "The device was removed from your account",
    "cancel": "Cancel",
    "ok": "OK",
    "delete account": "Delete Mi Account",
    "delete text": "This process cannot be undone. You lose access to Mi Cloud, Mi Home and all linked services.",
    "delete agree": "Yes, I want to delete my Mi Account and all its data permanently",
    "delete start": "Delete Mi Account",
    "last title": "Before you delete the account",
    "last text": (
        "Make sure that you have signed out of Mi Account on all devices. If you delete your account before signing out, "
        "you may not be able to use these devices normally."
    ),
    "delete finally": "Delete account",
    "deleted": "Your account has been deleted",
    "deleted text": "It may take up to 15 working days to complete.",
    "devices first": "Sign out of Mi Account on all devices first",
    "enter password": "Enter your password",
    "more": "Load more",
    "next": "Next",
    "previous": "Previous",
    "not found": "Page not found",
}
"""What the console says; the same words as in pages/wording, or seen in the vendor's own app."""

# The vendor's own app says these (2024), or guides do; a console may have moved on to them while our words have not.
DRIFTED = {
    "brand": "Xiaomi Account",
    "sign in title": "Sign in to your Xiaomi Account",
    "account": "Email/Phone number/Xiaomi Account ID",
    "agreement": "I've read and agreed to Xiaomi Account's User Agreement and Privacy Policy",
    "send": "Get code",
    "resend": "Resend code ({seconds}s)",
    "code": "Enter verification code",
    "submit": "Verify",
    "wrong code": "This code is incorrect",
    "cloud": "Xiaomi Cloud",
    "devices": "My devices",
    "no devices": "Nothing here yet",
    "delete device": "Remove",
    "ask device": "Remove {name} from your Xiaomi Account?",
    "confirm device": "Remove",
    "unlinked": "Signed out",
    "delete account": "Delete Xiaomi Account",
    "delete agree": "Yes, I want to permanently delete my Xiaomi Account and all its data",
    "delete start": "Delete Xiaomi Account",
    "last text": (
        "Make sure that you have signed out of Xiaomi Account on all devices. If you delete your account before signing "
        "out, you may not be able to use these devices normally."
    ),
    "devices first": "Sign out of Xiaomi Account on all devices first",
}

THREE = (("Redmi Note 13", "phone"), ("Xiaomi Pad 6", "tablet"), ("Living room TV", "tv"))
ODD = (
    ("No linked devices", "phone"),
    ("Delete", "phone"),
    ("Mi Band", "watch"),
    ("Mi Band", "watch"),
    ("Anna's “old” phone", "phone"),
)
RIGHT_TO_LEFT = (("הטלפון של דנה", "phone"), ("Redmi Note 13", "phone"), ("جهاز لوحي", "tablet"))
EMOJI = (
    ("📱 Anna & Ben <3", "phone"),
    ("Remove", "phone"),
    ("Sixty characters, to see what a row does with so long a name", "tv"),
)
MANY = tuple((f"{kind} {number}", "phone") for number in range(1, 10) for kind in ("Redmi", "Poco", "Pad"))


@dataclass(frozen=True)
class Front:
    """One foreign front end."""

    name: str
    what: str
    """What a person would say about it, for the table."""
    scripts: tuple[str, ...]
    styles: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    devices: tuple[tuple[str, str], ...] = THREE
    row: str = "open"
    """How a device is removed from the list: ``open`` its page, ``remove`` in the row, or a ``menu``."""
    data: str = "own"
    """Where the page gets its devices: ``all`` or ``status`` as the vendor's, or from an address of its ``own``."""
    direct: bool = False
    """Whether our guessed addresses of lists lead there; where not, only the menu does."""
    size: int = 0
    """Rows shown at once; 0 shows them all."""
    identity: bool = False
    options: dict[str, Any] = field(default_factory=dict)

    def says(self) -> dict[str, str]:
        """All its words."""
        return {**WORDS, **self.words}


PLAIN = ("/static/kit_plain.js",)
CLASSIC = ("/static/kit_classic.js",)

_ALL = (
    Front(
        "antd", "Ant Design: cards, a page for each device, dialogues that count down",
        ("/npm/react/umd/react.production.min.js", "/npm/react-dom/umd/react-dom.production.min.js",
         "/npm/dayjs/dayjs.min.js", "/npm/antd/dist/antd.min.js", "/static/kit_antd.js"),
        ("/npm/antd/dist/reset.css",), data="all", direct=True, identity=True, options={"countdown": 3},
    ),
    Front(
        "element", "Element Plus: a table, “Remove” in each row",
        ("/npm/vue/dist/vue.runtime.global.prod.js", "/npm/element-plus/dist/index.full.min.js", "/static/kit_element.js"),
        ("/npm/element-plus/dist/index.css",), words={"delete device": "Remove device"}, row="remove", data="status",
        options={"password again": True},
    ),
    Front(
        "mui", "Material UI: a list with a ⋮ menu for each device",
        ("/npm/react/umd/react.production.min.js", "/npm/react-dom/umd/react-dom.production.min.js",
         "/npm/@mui/material/umd/material-ui.production.min.js", "/static/kit_mui.js"),
        row="menu", data="all",
    ),
    Front(
        "bootstrap", "Bootstrap and jQuery: a table with “Remove” in each row, modals, toasts",
        ("/npm/jquery/dist/jquery.min.js", "/npm/bootstrap/dist/js/bootstrap.bundle.min.js", "/static/kit_bootstrap.js"),
        ("/npm/bootstrap/dist/css/bootstrap.min.css",), row="remove", options={"ask ok": True, "countdown": 2, "masked": True},
    ),
    Front(
        "vant", "Vant, a phone's kit: tabs below, cells that open a sheet of actions, drawn boxes",
        ("/npm/vue/dist/vue.runtime.global.prod.js", "/npm/vant/lib/vant.min.js", "/static/kit_vant.js"),
        ("/npm/vant/lib/index.css",), row="menu", data="own", options={"countdown": 2, "whole row": True},
    ),
    Front("divs", "plain divs with listeners: no role, no name, no button", PLAIN, identity=True),
    Front(
        "drifted", "the vendor's words of 2024 in place of ours; a device opens over the list", CLASSIC, words=DRIFTED,
        data="all", identity=True, options={"sheet": True},
    ),
    Front("pages", "27 devices on three pages", CLASSIC, devices=MANY, row="remove", size=10, options={"pager": "pages"}),
    Front("more", "27 devices, ten at a time, “Load more”", PLAIN, devices=MANY, row="open", size=10,
          options={"pager": "more"}),
    Front("scroll", "27 devices that come as one scrolls", CLASSIC, devices=MANY, row="open", size=10,
          options={"pager": "scroll"}),
    Front("late", "says “No linked devices” until the list has come", CLASSIC, data="all", options={"late": "words"}),
    Front("late-mask", "the same, behind the console's own loading sign", PLAIN, data="own", options={"late": "mask"}),
    Front("frame", "everything in an iframe, questions in <dialog>", CLASSIC, data="status", options={"frame": True, "native": True}),
    Front("shadow", "everything in open shadow roots", PLAIN, row="remove", options={"shadow": True}),
    Front("rtl", "right to left, names in Hebrew and Arabic, cards side by side", PLAIN, devices=RIGHT_TO_LEFT, row="remove", data="all",
          options={"dir": "rtl", "grid": True}),
    Front("menu", "a ⋮ menu for each row, of divs", PLAIN, devices=EMOJI, row="menu", data="status"),
    Front("groups", "groups, one of them empty; devices called “No linked devices”, “Delete”, and two alike", CLASSIC,
          devices=ODD, row="remove", data="all", options={"groups": True}),
    Front("fails", "says “No linked devices” because its list could not be had: an error in the answer", CLASSIC,
          data="all", options={"fails": "envelope"}),
    Front("fails-500", "the same, from an address of its own that answers 500", PLAIN, options={"fails": "status"}),
)  # fmt: skip

FRONTS = {front.name: front for front in _ALL}
