"""Three languages: every text there, chosen by the address, kept by the browser."""

import re
from string import Formatter

import pytest
from playwright.sync_api import expect

from runner.practice.words import WORDS, language_of


def test_every_text_is_there_in_each_language():
    for key, texts in WORDS.items():
        blanks = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts]
        assert all(texts), key
        assert blanks[0] == blanks[1] == blanks[2], key


def test_chinese_texts_are_chinese():
    latin = [key for key, (_, _, chinese) in WORDS.items() if not re.search(r"[一-鿿]", chinese)]
    assert latin == []


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en", "en"), ("en_US", "en"), ("es_ES", "es"), ("zh_CN", "zh"), ("zh", "zh"), ("vi_VN", None), ("", None)],
)
def test_locale_names_a_language(locale, language):
    assert language_of(locale) == language


@pytest.mark.thorough
def test_address_chooses_and_the_browser_keeps_it_and_the_switch_holds_where_nothing_is_asked(person, skin, console):
    console.switch(language="es")
    person.page.goto(f"{console.account_url}/?_locale=vi_VN")
    expect(person.page.get_by_role("button", name="Iniciar sesión", exact=True)).to_be_visible()
    if skin == "current":
        expect(person.field("Contraseña")).to_be_visible()
    console.switch(language="en")
    for locale, button in (("zh_CN", "登录"), ("es", "Iniciar sesión"), ("en_US", "Sign in")):
        person.page.goto(f"{console.account_url}/?_locale={locale}")
        expect(person.page.get_by_role("button", name=button, exact=True)).to_be_visible()
        person.page.goto(f"{console.account_url}/pass/forgetPassword")
        expect(person.page.locator("html")).to_have_attribute("lang", re.compile(f"^{locale[:2]}-"))


@pytest.mark.parametrize(
    ("locale", "labels", "devices", "word"),
    [
        ("es_ES", ("Contraseña", "Acepto|acepto", "Iniciar sesión"), "Mis dispositivos", "código"),
        ("zh_CN", ("密码", "已阅读并同意", "登录"), "设备列表", "验证码"),
    ],
)
@pytest.mark.thorough
def test_language_goes_along_to_the_other_host_and_into_the_mail(
    person, console, leaver, locale, labels, devices, word
):
    console.switch(identity="email")
    person.page.goto(f"{console.cloud_url}/?_locale={locale}#/settings/devices")
    person.page.locator("input[name=account]").fill(leaver["email"])
    person.field(labels[0]).fill(leaver["password"])
    person.tick(re.compile(labels[1]))
    person.press(labels[2])
    person.press({"es_ES": "Enviar código", "zh_CN": "发送验证码"}[locale])
    person.code_field().fill(console.last_code(leaver["email"]))
    assert word in console.world.mail[0]["text"]
    person.press({"es_ES": "Enviar", "zh_CN": "提交"}[locale])
    person.sees(devices)


@pytest.mark.parametrize(
    ("key", "english"),
    [
        ("account_field", "Email/Phone number/Xiaomi Account ID"), ("devices title", "My devices"),
        ("find device", "Find device"), ("on", "On"), ("device stuck", "Can't remove device"),
        ("wrong password", "Invalid username or password"), ("expired code", "Code expired. Try again."),
        ("account id", "Xiaomi Account ID"), ("trust", "Add this device to verified devices"),
    ],
)  # fmt: skip
def test_words_are_the_vendors_own_where_they_are_known(key, english):
    assert WORDS[key.replace("_", " ")][0] == english
