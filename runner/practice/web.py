"""What every screen needs: language, skin, who is signed in, and a page made from a template."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from runner.practice.people import Account
from runner.practice.state import Session, State
from runner.practice.switches import Switches
from runner.practice.words import language_of, words_in

HERE = Path(__file__).parent
PREFIX = "&&&START&&&"
"""Before every JSON answer of the login (seen in many public clients)."""

TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape(), undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip

ACCOUNT_COOKIE = "passToken"
CLOUD_COOKIE = "serviceToken"


def state_of(request: Request) -> State:
    """The one state behind all hosts."""
    state: State = request.app.state.practice
    return state


def hosts_of(request: Request) -> dict[str, str]:
    """The addresses of the account and the cloud host."""
    hosts: dict[str, str] = request.app.state.hosts
    return hosts


def cookie_name(request: Request) -> str:
    """Which cookie says who is signed in on this host."""
    return CLOUD_COOKIE if request.app.state.host == "cloud" else ACCOUNT_COOKIE


def session_of(request: Request, *, counts: bool = True) -> Session | None:
    """Who is signed in here; a session may end in the middle when it was switched so."""
    state = state_of(request)
    session = state.sessions.get(request.cookies.get(cookie_name(request), ""))
    if session is None or not counts:
        return session
    session.pages += 1
    limit = state.switches_for(session.account).expire_after
    total = sum(each.pages for each in state.sessions.values() if each.account == session.account)
    if limit and total > limit and session.account not in state.expired:
        state.expired.add(session.account)
        state.close_sessions(session.account)
        state.note(session.account, "session-expired")
        return None
    return session


def account_of(request: Request, session: Session) -> Account:
    """The account of a session."""
    return state_of(request).accounts[session.account.lower()]


def switches_of(request: Request, account: str | None = None) -> Switches:
    """The switches in force for whoever asks."""
    state = state_of(request)
    if account is None:
        session = session_of(request, counts=False)
        account = session.account if session else None
    return state.switches_for(account)


def language(request: Request) -> str:
    """``_locale`` of the address, else of the cookie, else the switch."""
    asked = language_of(request.query_params.get("_locale")) or language_of(request.cookies.get("uLocale"))
    return asked or switches_of(request).language


def page(request: Request, template: str, status: int = 200, account: str | None = None, **facts: Any) -> Response:
    """A screen from a template, in the language and skin of whoever asks."""
    switches, tongue = switches_of(request, account), language(request)
    banner = switches.cookie_banner and "cookieChoice" not in request.cookies
    html = TEMPLATES.get_template(template).render(
        w=words_in(tongue), lang=tongue, skin=switches.skin, classic=switches.skin == "classic", switches=switches,
        banner=banner, latency=switches.latency, hosts=hosts_of(request), **facts,
    )  # fmt: skip
    answer = HTMLResponse(html, status)
    if "_locale" in request.query_params:
        answer.set_cookie("uLocale", request.query_params["_locale"])
    return answer


def protocol_json(data: dict[str, Any]) -> Response:
    """A JSON answer in the login's own dress."""
    return Response(PREFIX + json.dumps(data, ensure_ascii=False), media_type="application/json")


def go(address: str, **query: str) -> RedirectResponse:
    """Send the browser elsewhere."""
    if query:
        address += ("&" if "?" in address else "?") + urlencode(query)
    return RedirectResponse(address, 302)


def to_sign_in(request: Request, sid: str = "passport") -> Response:
    """Send whoever is not signed in to the account host's sign-in, and back here afterwards."""
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    hosts = hosts_of(request)
    here = hosts["cloud" if sid == "i.mi.com" else "account"]
    query = {"sid": sid, "callback": f"{here}/sts", "followup": here + back}
    if locale := request.query_params.get("_locale"):
        query["_locale"] = locale
    return go(hosts["account"] + "/pass/serviceLogin", **query)
