"""A console whose pages the server makes: no script on them, forms that lead to a page that asks, and back to the list."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

HOME, SECURITY, PRIVACY = "/fe/service/account", "/fe/service/account/security", "/fe/service/account/privacy"
DATA, APPS, UNITS = "/fe/service/account/privacy/data", "/fe/service/account/linked", "/settings/units"

CSS = """body { font: 15px/1.5 Tahoma, Verdana, sans-serif; margin: 0; background: #e9edf0; color: #222 }
#banner { background: #20486b; color: #fff; padding: 14px 32px; font-size: 20px } #cols { display: flex; max-width: 1040px; margin: 22px auto; gap: 24px; padding: 0 16px }
#nav { flex: 0 0 200px; background: #fff; border: 1px solid #c3ccd3; padding: 8px 0 } #nav a { display: block; padding: 9px 18px; color: #20486b } #content { flex: 1; background: #fff; border: 1px solid #c3ccd3; padding: 8px 28px 28px }
.lst { width: 100%; border-collapse: collapse } .lst td, .lst th { text-align: start; padding: 10px 8px; border-bottom: 1px solid #d8dfe4 } .lst form { margin: 0; text-align: end } .dim { color: #6a7680 }
.flash { background: #e3f3e3; border: 1px solid #6aa56a; padding: 9px 14px } input[type=submit] { font: inherit; padding: 5px 16px } .acts { display: flex; gap: 14px; align-items: center; margin-top: 18px } .acts form { margin: 0 }"""


async def serve(host, request: Request, account) -> Response | None:
    """The page of this address, or what its form does; nothing where a page with a script is to be shown."""
    made = _Pages(host, account)
    method, path = request.method, request.url.path.rstrip("/") or "/"
    act = made.pages(host.name).get((method, path))
    if act is None:
        return None
    async with request.form() as form:
        return await act({**request.query_params, **{name: str(value) for name, value in form.items()}})


class _Pages:
    def __init__(self, host, account) -> None:
        self.host, self.account, self.words = host, account, host.console.front.says()

    def pages(self, host: str) -> dict:
        if host == "cloud":
            return {
                ("GET", "/"): self.cloud, ("GET", "/settings"): self.settings, ("GET", UNITS): self.units,
                ("POST", f"{UNITS}/remove"): self.ask_unit, ("POST", f"{UNITS}/removed"): self.remove_unit,
            }  # fmt: skip
        return {
            ("GET", HOME): self.home, ("GET", SECURITY): self.security, ("GET", PRIVACY): self.privacy,
            ("GET", DATA): self.data, ("POST", f"{DATA}/erase"): self.ask_product, ("POST", f"{DATA}/erased"): self.erase_product,
            ("GET", APPS): self.apps, ("POST", f"{APPS}/revoke"): self.ask_app, ("POST", f"{APPS}/revoked"): self.revoke_app,
        }  # fmt: skip

    # --- what stands on them

    def say(self, key: str, **values: str) -> str:
        return escape(self.words[key].format(**values))

    def page(self, title: str, body: str) -> Response:
        console = self.host.console
        menu = {
            "account": [("brand", HOME), ("account security", SECURITY), ("privacy", PRIVACY), ("sign out", "/pass/logout")],
            "cloud": [("home", "/"), ("settings", "/settings"), ("brand", console.account_url + HOME)],
        }[self.host.name]
        links = "".join(f'<a href="{escape(where)}">{self.say(key)}</a>' for key, where in menu)
        return HTMLResponse(
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{CSS}</style></head><body>'
            f'<div id="banner">{self.say("cloud" if self.host.name == "cloud" else "brand")}</div><div id="cols"><div id="nav">{links}</div>'
            f'<div id="content"><h2>{title}</h2>{body}</div></div></body></html>',
            200, {"Cache-Control": "no-store"},
        )  # fmt: skip

    def form(self, action: str, name: str, value: str, text: str, title: str = "") -> str:
        return (
            f'<form method="post" action="{action}"><input type="hidden" name="{name}" value="{escape(value)}">'
            f'<input type="submit" value="{escape(text)}"{f" title={title}" if title else ""}></form>'
        )

    def table(self, rows: list[tuple[str, ...]]) -> str:
        """Cells as they are: whatever somebody named has been escaped."""
        return '<table class="lst">' + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"

    def question(self, title: str, text: str, yes: str, back: str) -> Response:
        """A page of its own that asks."""
        no = f'<form method="get" action="{back}"><input type="submit" value="{self.say("cancel")}"></form>'
        return self.page(title, f'<p>{text}</p><div class="acts">{yes}{no}</div>')

    def flash(self, sent: dict, words: str) -> str:
        return f'<p class="flash">{self.say(words)}</p>' if sent.get("done") else ""

    @staticmethod
    def back(where: str) -> Response:
        return RedirectResponse(f"{where}?done={quote('yes')}", 303)

    # --- the account host's

    async def home(self, sent: dict) -> Response:
        me = self.account
        facts = [("personal info", me.name), ("recovery email", me.email), ("account id", me.id)]
        return self.page(self.say("brand"), self.table([(f'<span class="dim">{self.say(key)}</span>', escape(value)) for key, value in facts]))

    async def security(self, sent: dict) -> Response:
        link = f'<p><a href="{self.host.console.cloud_url}{UNITS}">{self.say("my devices")}</a></p>'
        return self.page(self.say("account security"), self.table([(self.say("recovery email"), escape(self.account.email))]) + link)

    async def privacy(self, sent: dict) -> Response:
        links = [("apps", APPS), ("manage data", DATA), ("delete account", "/pass/del")]
        return self.page(self.say("privacy"), "".join(f'<p><a href="{where}">{self.say(key)}</a></p>' for key, where in links))

    async def data(self, sent: dict) -> Response:
        from tests.foreign.backend import PRODUCTS

        rows = [(name, self.form(f"{DATA}/erase", "product", name, "🗑", "Delete")) for name in PRODUCTS]
        return self.page(self.say("manage data"), self.table(rows))

    async def ask_product(self, sent: dict) -> Response:
        name = sent["product"]
        yes = self.form(f"{DATA}/erased", "product", name, self.words["ok"])
        return self.question(escape(name), f"All data of {escape(name)} will be deleted. Delete?", yes, DATA)

    async def erase_product(self, sent: dict) -> Response:
        self.host.console.world.note("product-deleted", self.account, product=sent["product"])
        return self.back(DATA)

    async def apps(self, sent: dict) -> Response:
        rows = [
            (escape(app.name), f'<span class="dim">since {app.since}</span>', self.form(f"{APPS}/revoke", "key", app.id, self.words["revoke"]))
            for app in self.account.apps
        ]
        body = self.table(rows) if rows else f'<p class="dim">{self.say("no apps")}</p>'
        return self.page(self.say("apps"), self.flash(sent, "revoked") + body)

    async def ask_app(self, sent: dict) -> Response:
        app = next((app for app in self.account.apps if app.id == sent["key"]), None)
        if app is None:
            return RedirectResponse(APPS, 303)
        yes = self.form(f"{APPS}/revoked", "key", app.id, self.words["confirm revoke"])
        return self.question(self.say("revoke"), self.say("ask revoke", name=app.name), yes, APPS)

    async def revoke_app(self, sent: dict) -> Response:
        return self.back(APPS) if await self.host.take_app(self.account, sent["key"]) else RedirectResponse(APPS, 303)

    # --- the cloud host's

    async def cloud(self, sent: dict) -> Response:
        return self.page(self.say("cloud"), self.table([(escape(kind), str(count)) for kind, count in self.account.counts().items()]))

    async def settings(self, sent: dict) -> Response:
        return self.page(self.say("settings"), f'<p><a href="{UNITS}">{self.say("my devices")}</a></p><p><a href="/">{self.say("find device")}</a></p>')

    async def units(self, sent: dict) -> Response:
        rows = [
            (escape(each.name), f'<span class="dim">{escape(each.kind)}</span>', self.form(f"{UNITS}/remove", "unit", each.id, self.words["remove"]))
            for each in self.account.devices
        ]
        body = self.table(rows) if rows else f'<p class="dim">{self.say("no devices")}</p>'
        return self.page(self.say("devices"), self.flash(sent, "unlinked") + body)

    async def ask_unit(self, sent: dict) -> Response:
        unit = next((each for each in self.account.devices if each.id == sent["unit"]), None)
        if unit is None:
            return RedirectResponse(UNITS, 303)
        yes = self.form(f"{UNITS}/removed", "unit", unit.id, self.words["confirm device"])
        return self.question(self.say("delete device"), self.say("ask device", name=unit.name), yes, UNITS)

    async def remove_unit(self, sent: dict) -> Response:
        return self.back(UNITS) if await self.host.take_device(self.account, sent["unit"]) else RedirectResponse(UNITS, 303)
