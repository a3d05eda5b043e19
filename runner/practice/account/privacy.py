"""Privacy: *Manage your data* with its row for each product, and the way to the deletion."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from runner.practice.account.checks import step_up
from runner.practice.account.services import HOME
from runner.practice.web import answer, form_of, redirect, render, require, world_of

PRIVACY = f"{HOME}/privacy"  # seen
DATA = f"{PRIVACY}/data"  # inferred
DELETE = f"{PRIVACY}/delete-account"  # seen; that it leads to /pass/del is inferred


async def privacy(request: Request) -> Response:
    """Where data, apps and the deletion are."""
    account = require(request, "passport")
    return step_up(request, account, "privacy") or render(request, "privacy.html", account=account)


async def data(request: Request) -> Response:
    """A row for each product, with a copy to download and a button that deletes its data."""
    account = require(request, "passport")
    return step_up(request, account, "data") or render(request, "data.html", account=account)


async def delete_product(request: Request) -> Response:
    """Note that a product's data was to be deleted: when *Delete* is pressed, and again when that is confirmed.

    No run may ever cause either.
    """
    account, form, world = require(request, "passport"), await form_of(request), world_of(request)
    world.note("product-deleted", account, product=form.get("product", ""), confirmed=form.get("confirmed") == "true")
    return answer(0)


async def copy_product(request: Request) -> Response:
    """A copy of a product's data."""
    account, product = require(request, "passport"), request.query_params.get("product", "")
    world_of(request).note("product-copied", account, product=product)
    name = {"Content-Disposition": 'attachment; filename="copy.txt"'}
    return PlainTextResponse(f"{product}\n", headers=name)


async def delete_account(request: Request) -> Response:
    """The address the vendor's own app opens."""
    require(request, "passport")
    return redirect(request, "/pass/del")


ROUTES = [
    Route(PRIVACY, privacy),
    Route(DATA, data),
    Route(f"{DATA}/delete", delete_product, methods=["POST"]),
    Route(f"{DATA}/copy", copy_product),
    Route(DELETE, delete_account),
]
