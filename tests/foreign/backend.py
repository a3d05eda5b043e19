"""What stands behind every foreign front end: an account host and a cloud host over the practice console's state.

The addresses, names and envelopes that were seen at the vendor's are the vendor's; the others are nobody's. Whatever
somebody does through them is a row in the ledger, wrong acts as well.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.foreign.served import serve

HERE = Path(__file__).parent
PREFIX = "&&&START&&&"
PRODUCTS = ("Xiaomi Cloud", "Mi Home", "Xiaomi Community")
FLOW = ("/static/flow.js", "/static/ways.js", "/static/lists.js", "/static/start.js")
NO_STORE = {"Cache-Control": "no-store"}
REFUSING = 1.0
"""Seconds until a console that refuses a removal has said so."""
OFFERS = (("Redmi Note 13", "phone", "€ 179"), ("Xiaomi TV A 43", "tv", "€ 289"), ("Smart Band 9", "watch", "€ 39"))
"""What the shop would sell: the first is called as a device that many have."""


def answer(code: int = 0, **facts) -> Response:
    """JSON as the account host gives it."""
    return Response(PREFIX + json.dumps({"code": code, **facts}), 200, NO_STORE, "application/json")


def plain(**facts) -> Response:
    """JSON as the cloud host gives it."""
    return JSONResponse({"code": 0, "result": "ok", "description": "", **facts}, 200, NO_STORE)


class Host:
    """One of the two hosts; ``console`` knows the state, the front end and who is signed in."""

    name = ""
    api: tuple[tuple[str, str], ...] = ()

    def __init__(self, console) -> None:
        self.console = console

    def app(self) -> Starlette:
        made = [Route(path, getattr(self, verb), methods=["GET", "POST"]) for path, verb in self.api]
        made.append(Route("/gw/one", self.one_answer, methods=["POST"]))
        files = [Route("/static/{path:path}", self.own_file), Route("/npm/{path:path}", self.npm_file)]
        return Starlette(routes=[*files, *made, Route("/{path:path}", self.page, methods=["GET", "POST"])])

    # --- who asks

    def account(self, request: Request):
        return self.console.whose(request.cookies.get(f"{self.name}_token", ""))

    def needed(self, request: Request):
        account = self.account(request)
        if account is None:
            raise _SignedOut
        return account

    async def form(self, request: Request) -> dict[str, str]:
        async with request.form() as sent:
            return {name: str(value) for name, value in sent.items()}

    # --- removals, whichever address asks for them

    async def take_device(self, account, wanted: str | None) -> bool:
        """Unlink it, unless this front end's console refuses."""
        world = self.console.world
        device = next((each for each in account.devices if each.id == wanted), None)
        if device and self.console.refuses("device", device.name):
            await asyncio.sleep(self.console.front.options["refuses"].get("after", REFUSING))
            if world.find(account.email) is account:  # not the one of the run before
                world.note("unlink-refused", account, device=device.id, name=device.name)
            return False
        with world.lock:
            if device not in account.devices:
                return False
            self.console.outdate("devices", account.devices)
            account.devices.remove(device)
            world.note("device-unlinked", account, device=device.id, name=device.name)
        return True

    async def take_app(self, account, wanted: str | None) -> bool:
        """Revoke its access, unless this front end's console refuses."""
        world = self.console.world
        app = next((app for app in account.apps if app.id == wanted), None)
        if app and self.console.refuses("app", app.name):
            await asyncio.sleep(self.console.front.options["refuses"].get("after", REFUSING))
            if world.find(account.email) is account:  # not the one of the run before
                world.note("revoke-refused", account, app=app.id, name=app.name)
            return False
        with world.lock:
            if app not in account.apps:
                return False
            self.console.outdate("apps", account.apps)
            account.apps.remove(app)
            world.note("app-revoked", account, app=app.id, name=app.name)
        return True

    # --- one address for everything

    async def one_answer(self, request: Request) -> Response:
        """Everything the page knows in one answer; acts go to the same address."""
        account = self.account(request)
        if account is None:
            return JSONResponse({"rc": 401}, 401)
        form = await self.form(request)
        if form.get("op") == "unbind":
            return JSONResponse({"rc": 0 if await self.take_device(account, form.get("uid")) else 7}, 200, NO_STORE)
        if form.get("op") == "withdraw":
            return JSONResponse({"rc": 0 if await self.take_app(account, form.get("gid")) else 7}, 200, NO_STORE)
        gear = [{"uid": each.id, "label": each.name, "sort": each.kind, "category": "gear", "bound": True} for each in account.devices]
        offers = [
            {"uid": f"sku{number:05d}", "label": name, "sort": kind, "category": "offer", "bound": False, "price": price}
            for number, (name, kind, price) in enumerate(OFFERS, 70211)
        ]
        bag = {
            "owner": {"nick": account.name, "mail": account.email, "no": account.id},
            "items": [*offers[:1], *gear, *offers[1:]],
            "grants": [{"gid": app.id, "label": app.name, "from": app.since} for app in account.apps],
            "shelves": [{"label": name} for name in PRODUCTS],
            "tally": account.counts(),
        }
        return JSONResponse({"rc": 0, "bag": bag}, 200, NO_STORE)

    # --- pages and files

    async def own_file(self, request: Request) -> Response:
        return FileResponse(HERE / "static" / Path(request.path_params["path"]).name)

    async def npm_file(self, request: Request) -> Response:
        file = (self.console.widgets / request.path_params["path"]).resolve()
        if not file.is_relative_to(self.console.widgets):
            return Response("", 404)
        return FileResponse(file, headers={"Cache-Control": "max-age=3600"})

    async def page(self, request: Request) -> Response:
        if request.url.path == "/favicon.ico":
            return Response("", 204)
        account = self.account(request)
        if account is None and not self.is_open(request.url.path):
            return RedirectResponse(self.sign_in_address(request), 302)
        if self.console.front.options.get("frame") and request.headers.get("sec-fetch-dest") != "iframe":
            return HTMLResponse(FRAME, 200, NO_STORE)
        if account and self.console.front.options.get("server pages"):
            made = await serve(self, request, account)
            if made:
                return made
        return HTMLResponse(self.document(account), 200, NO_STORE)

    def is_open(self, path: str) -> bool:
        return False

    def document(self, account) -> str:
        front = self.console.front
        boot = {
            "host": self.name, "words": front.says(), "row": front.row, "data": front.data, "direct": front.direct,
            "size": front.size, "options": front.options, "account": self.console.account_url,
            "cloud": self.console.cloud_url, "products": PRODUCTS,
            "me": account and {"id": account.id, "email": account.email, "name": account.name, "masked": account.masked_email},
        }  # fmt: skip
        styles = "".join(f'<link rel="stylesheet" href="{each}">' for each in front.styles)
        scripts = ("/npm/js-md5/build/md5.min.js", "/static/core.js", *front.scripts, *FLOW)
        loaded = "".join(f'<script src="{each}"></script>' for each in scripts)
        text = json.dumps(boot).replace("<", "\\u003c")
        return (
            f'<!doctype html><html lang="{front.options.get("lang", "en")}" dir="{front.options.get("dir", "ltr")}"><head><meta charset="utf-8">'
            f'<title>{front.says()["brand"]}</title>{styles}</head><body><div id="root"></div>'
            f"<script>window.BOOT = {text}</script>{loaded}</body></html>"
        )

    def sign_in_address(self, request: Request) -> str:
        wanted = f"{self.console.url(self.name)}{request.url.path}"
        sid = "passport" if self.name == "account" else "i.mi.com"
        return f"{self.console.account_url}/pass/serviceLogin?sid={sid}&followup={quote(wanted, safe='')}"


FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Console</title><style>
html, body { margin: 0; height: 100% } iframe { border: 0; width: 100%; height: 100% }</style></head><body>
<script>document.write('<iframe src="' + location.href.replace(/"/g, '%22') + '"></iframe>');
addEventListener('hashchange', () => document.querySelector('iframe').contentWindow.location.replace(location.href));
</script></body></html>"""


class _SignedOut(Exception):
    """Nobody is signed in here."""


class _Broken(Exception):
    """The console fails to answer."""


def private(handler):
    """An address that only somebody signed in may ask."""

    async def guarded(self, request):
        try:
            return await handler(self, request)
        except _SignedOut:
            return JSONResponse({"code": 401, "description": "unauthorised"}, 401)
        except _Broken:
            return Response("Internal Server Error", 500)

    return guarded


class AccountHost(Host):
    """Sign-in, identity check, home, apps, data, deletion."""

    name = "account"
    api = (
        ("/pass/serviceLogin", "service_login"),
        ("/pass/serviceLoginAuth2", "sign_in"),
        ("/identity/auth/sendEmailTicket", "send_identity"),
        ("/identity/auth/verifyEmail", "verify_identity"),
        ("/identity/result/check", "identity_done"),
        ("/pass/logout", "sign_out"),
        ("/api/apps", "apps"),
        ("/api/apps/revoke", "revoke"),
        ("/api/data/delete", "delete_product"),
        ("/api/deletion/start", "start_deletion"),
        ("/api/deletion/send", "send_deletion"),
        ("/api/deletion/verify", "verify_deletion"),
        ("/api/deletion/password", "password_again"),
        ("/api/deletion/confirm", "confirm_deletion"),
    )

    def is_open(self, path: str) -> bool:
        return path.startswith(("/fe/service/login", "/fe/service/identity", "/pass/del/done"))

    async def service_login(self, request: Request) -> Response:
        """Who is signed in goes on to where they came from; anybody else to the form."""
        account, query = self.account(request), request.query_params
        followup = query.get("followup", f"{self.console.account_url}/fe/service/account")
        sid = query.get("sid", "passport")
        if account:
            return RedirectResponse(self.console.onward(account, sid, followup), 302)
        asked = f"sid={sid}&followup={quote(followup, safe='')}&_sign=x"
        return RedirectResponse(f"/fe/service/login/password?{asked}", 302)

    async def page(self, request: Request) -> Response:
        if request.url.path == "/":
            return RedirectResponse("/pass/serviceLogin?sid=passport", 302)
        return await super().page(request)

    async def sign_in(self, request: Request) -> Response:
        form, world = await self.form(request), self.console.world
        account = world.find(form.get("user", ""))
        if account is None or account.state == "deleted":
            world.note("sign-in-refused", form.get("user", ""), reason="no-account")
            return answer(20003, desc=self.console.front.says()["no account"])
        if not secrets.compare_digest(account.password_hash.encode(), form.get("hash", "").upper().encode()):
            world.note("sign-in-refused", account, reason="wrong-password")
            return answer(70016, desc=self.console.front.says()["wrong password"])
        onward = self.console.onward(account, form.get("sid", "passport"), form.get("followup", ""))
        if self.console.front.identity:
            context = self.console.begin_identity(account, onward)
            world.note("identity-check-asked", account)
            where = f"{self.console.account_url}/fe/service/identity/authStart?context={context}"
            return answer(securityStatus=16, notificationUrl=where, location=None)
        return self.enter(account, answer(securityStatus=0, location=onward))

    def enter(self, account, response: Response) -> Response:
        self.console.world.note("signed-in", account)
        response.set_cookie("account_token", self.console.open(account), httponly=True)
        response.set_cookie("userId", account.id)
        return response

    async def sign_out(self, request: Request) -> Response:
        if account := self.account(request):
            self.console.close(account)
            self.console.world.note("signed-out", account)
        return RedirectResponse("/pass/serviceLogin?sid=passport", 302)

    # --- codes

    async def send_identity(self, request: Request) -> Response:
        account, _ = self.console.identity[(await self.form(request))["context"]]
        return self.sent(account, "identity")

    def sent(self, account, purpose: str) -> Response:
        made = self.console.world.codes.make(account, purpose, "email")
        return (
            answer(70022, desc="Too many codes requested") if isinstance(made, str) else answer(to=account.masked_email)
        )

    async def verify_identity(self, request: Request) -> Response:
        form = await self.form(request)
        account, _ = self.console.identity[form["context"]]
        if not self.accepts(account, "identity", form):
            return answer(70014, desc=self.console.front.says()["wrong code"])
        return answer(
            location=f"/identity/result/check?context={form['context']}&ok={self.console.pass_identity(form['context'])}"
        )

    def accepts(self, account, purpose: str, form: dict[str, str]) -> bool:
        return self.console.world.codes.check(account, purpose, form.get("ticket", "")) == "accepted"

    async def identity_done(self, request: Request) -> Response:
        found = self.console.finish_identity(
            request.query_params.get("context", ""), request.query_params.get("ok", "")
        )
        if found is None:
            return RedirectResponse("/pass/serviceLogin?sid=passport", 302)
        account, onward = found
        return self.enter(account, RedirectResponse(onward, 302))

    # --- apps and data

    @private
    async def apps(self, request: Request) -> Response:
        apps = self.console.shown("apps", self.needed(request).apps)
        return answer(list=[{"key": app.id, "title": app.name, "since": app.since} for app in apps])

    @private
    async def revoke(self, request: Request) -> Response:
        account, form = self.needed(request), await self.form(request)
        return answer(0 if await self.take_app(account, form.get("key")) else 404)

    @private
    async def delete_product(self, request: Request) -> Response:
        """What no run may ever cause: one product's data is gone."""
        account, form = self.needed(request), await self.form(request)
        self.console.world.note("product-deleted", account, product=form.get("product", ""))
        return answer()

    # --- the deletion, in its order

    @private
    async def start_deletion(self, request: Request) -> Response:
        account, form, world = self.needed(request), await self.form(request), self.console.world
        if form.get("agree") != "true":
            world.note("deletion-refused", account, reason="not-agreed")
            return answer(1, desc="")
        if self.console.held(account):
            world.note("deletion-refused", account, reason="devices")
            return answer(2, desc=self.console.front.says()["devices first"])
        world.note("deletion-started", account)
        self.console.stages[account.id] = "code"
        return answer()

    @private
    async def send_deletion(self, request: Request) -> Response:
        return self.sent(self.needed(request), "deletion")

    @private
    async def verify_deletion(self, request: Request) -> Response:
        account, form = self.needed(request), await self.form(request)
        if self.console.stages.get(account.id) != "code" or not self.accepts(account, "deletion", form):
            return answer(70014, desc=self.console.front.says()["wrong code"])
        self.console.stages[account.id] = "password" if self.console.front.options.get("password again") else "final"
        return answer()

    @private
    async def password_again(self, request: Request) -> Response:
        account, form = self.needed(request), await self.form(request)
        right = form.get("hash", "").upper() == account.password_hash
        if self.console.stages.get(account.id) != "password" or not right:
            self.console.world.note("deletion-refused", account, reason="wrong-password")
            return answer(70016, desc=self.console.front.says()["wrong password"])
        self.console.world.note("password-confirmed", account)
        self.console.stages[account.id] = "final"
        return answer()

    @private
    async def confirm_deletion(self, request: Request) -> Response:
        account, world = self.needed(request), self.console.world
        with world.lock:
            if self.console.stages.get(account.id) != "final" or account.state == "deleted":
                world.note("deletion-refused", account, reason="out-of-order")
                return answer(409)
            account.state = "deleted"
            world.note("account-deleted", account, id=account.id, devices=len(account.devices))
            self.console.close(account)
        return answer(location="/pass/del/done")


class CloudHost(Host):
    """Home with its counts, settings, linked devices."""

    name = "cloud"
    api = (
        ("/sts", "sts"),
        ("/api/overview", "overview"),
        ("/passport/user/all/devices", "all_devices"),
        ("/find/device/full/status", "full_status"),
        ("/svc/v3/things", "own_devices"),
        ("/svc/v3/things/detach", "unlink"),
        ("/api/activity", "activity"),
    )

    async def sts(self, request: Request) -> Response:
        account = self.console.redeem(request.query_params.get("auth", ""))
        if account is None:
            return Response("invalid sign", 401)
        response = RedirectResponse(request.query_params.get("followup") or "/", 302)
        response.set_cookie("cloud_token", self.console.open(account), httponly=True)
        return response

    @private
    async def overview(self, request: Request) -> Response:
        account = self.needed(request)
        return plain(data={"name": account.name, "stored": account.counts()})

    async def listed(self, request: Request):
        account = self.needed(request)
        if self.console.front.options.get("fails") == "status":
            raise _Broken
        await self.console.hold_back()
        with self.console.world.lock:
            return self.console.shown("devices", account.devices)

    @private
    async def all_devices(self, request: Request) -> Response:
        found = [
            {"devId": each.id, "model": each.model, "statusMicloud": "on",
             "modelInfo": {"deviceName": each.name, "deviceType": each.kind, "modelName": each.model}}
            for each in await self.listed(request)
        ]  # fmt: skip
        if self.console.front.options.get("fails") == "envelope":
            return JSONResponse({"code": 500, "result": "error", "description": "", "data": None}, 200, NO_STORE)
        return plain(data={"list": found})

    @private
    async def full_status(self, request: Request) -> Response:
        found = [
            {"devId": each.id, "imei": each.imei, "model": each.name, "deviceType": each.kind, "status": "online",
             "version": "V14", "regId": None, "lastLocationReceipt": None, "phone": ""}
            for each in await self.listed(request)
        ]  # fmt: skip
        return plain(data={"devices": found})

    @private
    async def own_devices(self, request: Request) -> Response:
        """An address that nobody knows, with names of its own; a part of the list where it is asked for one."""
        query = request.query_params
        found = [{"ref": each.id, "caption": each.name, "sort": each.kind} for each in await self.listed(request)]
        start, size = int(query.get("from", 0)), int(query.get("size", 0)) or len(found)
        return plain(things=found[start : start + size], total=len(found))

    @private
    async def activity(self, request: Request) -> Response:
        """What happened lately: of all devices that ever were there, also of those that have gone."""
        account = self.needed(request)
        with self.console.world.lock:
            linked = {each.name for each in account.devices}
        gone = [{"device": name, "what": "Removed"} for name, _ in self.console.front.devices if name not in linked]
        came = [{"device": name, "what": "Signed in"} for name, _ in self.console.front.devices]
        return plain(entries=[*gone, *came])

    @private
    async def unlink(self, request: Request) -> Response:
        account, form = self.needed(request), await self.form(request)
        done = await self.take_device(account, form.get("ref"))
        await asyncio.sleep(0)
        return plain(done=done)
