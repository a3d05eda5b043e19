"""Every screen there is a page object for, in the order a person meets them."""

from __future__ import annotations

from pages.authorised_apps import AuthorisedAppsPage, ConfirmWithdrawal
from pages.base import Page
from pages.delete_account import AccountDeletedPage, DeleteAccountPage, LastWarningPage, PasswordAgainPage
from pages.device_list import ConfirmDeviceRemoval, DeviceListPage, DevicePage
from pages.homes import AccountHomePage, CloudHomePage
from pages.login import LoginPage
from pages.password_reset import NewPasswordPage, PasswordChangedPage, PasswordResetPage
from pages.support import SupportPage

SCREENS: tuple[type[Page], ...] = (
    LoginPage,
    PasswordResetPage,
    NewPasswordPage,
    PasswordChangedPage,
    AccountHomePage,
    CloudHomePage,
    DeviceListPage,
    DevicePage,
    ConfirmDeviceRemoval,
    AuthorisedAppsPage,
    ConfirmWithdrawal,
    DeleteAccountPage,
    PasswordAgainPage,
    LastWarningPage,
    AccountDeletedPage,
    SupportPage,
)
