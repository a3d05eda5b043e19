"""The same journey with Selenium 4, as somebody would write it; the browser is open before the clock starts.

``python with_selenium.py ACCOUNT CLOUD CONTROL EMAIL PASSWORD FOLDER``; prints the seconds.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from by_hand import newest_code
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

BUTTON = "//*[@role='dialog'][last()]//button[normalize-space()='{}'] | //button[normalize-space()='{}']"


class Journey:
    """One browser, one account."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver, self.folder, self.count = driver, folder, 0

    def snap(self, title: str) -> None:
        self.count += 1
        self.driver.save_screenshot(str(self.folder / f"{self.count:02d}-{title}.png"))

    def until(self, how: str, what: str) -> WebElement:
        def shown(driver: webdriver.Chrome) -> WebElement | None:
            return next((one for one in driver.find_elements(how, what) if one.is_displayed()), None)

        return WebDriverWait(self.driver, 60, poll_frequency=0.05).until(shown)

    def press(self, name: str) -> None:
        def pressed(driver: webdriver.Chrome) -> bool:
            found = [
                one
                for one in driver.find_elements(By.XPATH, BUTTON.format(name, name))
                if one.is_displayed() and one.is_enabled()
            ]
            if found:
                found[-1].click()
            return bool(found)

        WebDriverWait(self.driver, 60, poll_frequency=0.05, ignored_exceptions=[Exception]).until(pressed)

    def rows(self) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, ".ant-list-item")

    def until_fewer(self, before: int) -> None:
        WebDriverWait(self.driver, 60, poll_frequency=0.05).until(
            lambda driver: len(self.rows()) == before - 1 and not driver.find_elements(By.CSS_SELECTOR, ".ant-modal")
        )

    def leave(self, hosts: list[str], email: str, password: str) -> None:
        account, cloud, control = hosts
        get = self.driver.get
        get(account)
        self.until(By.NAME, "account").send_keys(email)
        self.until(By.NAME, "password").send_keys(password)
        self.until(By.CSS_SELECTOR, ".ant-checkbox-inner").click()
        self.press("Sign in")
        self.until(By.CSS_SELECTOR, ".mi-layout__title")
        self.snap("signed-in")
        get(f"{account}/fe/service/account/profile")
        self.until(By.XPATH, f"//*[text()='{email}']")
        self.snap("profile")
        get(f"{cloud}/#/")
        self.until(By.XPATH, "//*[text()='Photos']")
        self.snap("stored")
        get(f"{account}/fe/service/account/authorization")
        self.until(By.CSS_SELECTOR, ".ant-list-item")
        self.snap("apps")
        get(f"{cloud}/#/settings/devices")
        self.until(By.CSS_SELECTOR, ".ant-list-item")
        self.snap("devices")
        while left := len(self.rows()):
            self.rows()[0].click()
            self.press("Delete device")
            self.until(By.XPATH, "//button[normalize-space()='Delete']")
            self.snap("before-unlink")
            self.press("Delete")
            self.until_fewer(left)
            self.snap("after-unlink")
        get(f"{account}/fe/service/account/authorization")
        self.until(By.CSS_SELECTOR, ".ant-list-item")
        while left := len(self.rows()):
            self.rows()[0].find_element(By.TAG_NAME, "button").click()
            self.until(By.XPATH, "//*[@role='dialog']//button[normalize-space()='Remove']")
            self.snap("before-revoke")
            self.press("Remove")
            self.until_fewer(left)
            self.snap("after-revoke")
        get(f"{account}/pass/del")
        self.until(By.CSS_SELECTOR, ".ant-checkbox-inner").click()
        self.snap("deletion")
        self.press("Delete Xiaomi Account")
        field = self.until(By.NAME, "ticket")
        self.snap("code")
        field.send_keys(newest_code(control, email))
        self.press("Submit")
        self.until(By.XPATH, "//button[normalize-space()='Delete account']")
        self.snap("warning")
        self.snap("before-delete")
        self.press("Delete account")
        self.until(By.XPATH, "//*[contains(text(), 'Your account has been deleted')]")
        self.snap("deleted")


def main(account: str, cloud: str, control: str, email: str, password: str, folder: str) -> None:
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1280,800", "--lang=en-US"):
        options.add_argument(argument)
    with webdriver.Chrome(options=options) as driver:
        journey = Journey(driver, Path(folder))
        started = time.perf_counter()
        journey.leave([account, cloud, control], email, password)
        print(time.perf_counter() - started)


if __name__ == "__main__":
    main(*sys.argv[1:])
