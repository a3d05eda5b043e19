"""Apps and websites that may use the account, and the question before one loses its access."""

from __future__ import annotations

from pages.listed import ListPage
from pages.lists import Labels
from pages.question import Question
from pages.thing import ThingPage, WentWrong

APPS = Labels(
    thing="app",
    heading=("apps heading", "apps menu"),
    action=("revoke",),
    weak_action=("remove", "delete", "confirm revoke"),
    none=("no apps", "nothing here"),
)


class AuthorisedAppsPage(ListPage):
    """Every app and website with access to the account."""

    title = "Authorised apps"
    path = "/fe/service/account/authorization"  # inferred 2026; guides only say "privacy / permissions": a hint only
    labels = APPS
    way = ("security menu", "privacy", "apps menu")
    known_by = ("apps heading", "no apps", "revoke")


class AppPage(ThingPage):
    """One app, with the button that revokes its access."""

    title = "App"
    labels = APPS
    known_by = ("revoke",)


class ConfirmRevocation(Question):
    """The question *Revoke access?* before an app loses it."""

    title = "Confirm revocation"
    yes = ("confirm revoke", "revoke", "remove", "delete")
    thing = "app"
    known_by = ("confirm revoke", "cancel")


class AppNotRevoked(WentWrong):
    """The console could not revoke the access."""

    title = "Access not revoked"
