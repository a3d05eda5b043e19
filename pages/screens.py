"""Every screen there is a page object for: questions and notices before what they cover, then as a person meets them."""

from __future__ import annotations

from pages.authorised_apps import AppNotRevoked, AppPage, AuthorisedAppsPage, ConfirmRevocation
from pages.base import Page
from pages.delete_account import (
    AccountDeletedPage,
    DeleteAccountPage,
    DeletionStepPage,
    LastWarningPage,
    PasswordAgainPage,
)
from pages.device_list import ConfirmDeviceRemoval, DeviceListPage, DeviceNotRemoved, DevicePage
from pages.homes import AccountHomePage, CloudHomePage
from pages.login import LoginPage
from pages.password_reset import NewPasswordPage, PasswordChangedPage, PasswordResetPage
from pages.support import SupportPage

SCREENS: tuple[type[Page], ...] = (
    AccountDeletedPage,
    LoginPage,
    PasswordResetPage,
    NewPasswordPage,
    PasswordChangedPage,
    DeleteAccountPage,
    DeletionStepPage,
    PasswordAgainPage,
    LastWarningPage,
    DeviceNotRemoved,
    AppNotRevoked,
    ConfirmDeviceRemoval,
    ConfirmRevocation,
    AuthorisedAppsPage,
    DeviceListPage,
    DevicePage,
    AppPage,
    AccountHomePage,
    CloudHomePage,
    SupportPage,
)
