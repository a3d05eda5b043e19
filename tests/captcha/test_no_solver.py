"""The product answers no CAPTCHA and hides from none: nobody may add a solver or a disguise unnoticed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("pages", "runner", "scenarios", "pyproject.toml")
READ = {".py", ".js", ".html", ".css", ".toml", ".json", ".sh", ".yml", ".yaml", ".cfg", ".txt"}

FORBIDDEN = {
    "a solving service": r"2captcha|twocaptcha|anti-?captcha|cap-?solver|cap-?monster|deathbycaptcha|nopecha|"
    r"captcha-?solver|solve-?captcha|azcaptcha|nextcaptcha|captchaai|buster",
    "reading of pictures": r"ddddocr|pytesseract|tesserocr|easyocr|tesseract|paddleocr|muggle[-_]ocr|keras[-_]ocr",
    "a browser in disguise": r"playwright[-_]stealth|puppeteer-extra|stealth(?:_async|_sync)?\b|undetected[-_]|"
    r"patchright|rebrowser|camoufox|nodriver|zendriver|seleniumbase|botright|fingerprint[-_](?:suite|generator)",
    "a flag or patch that hides automation": r"AutomationControlled|navigator\s*(?:\.|\[\s*['\"])\s*webdriver|"
    r"['\"]webdriver['\"]|enable-automation|excludeSwitches|cdc_[a-z]|curl[-_]cffi|tls[-_]client",
}  # fmt: skip


def offences(root: Path) -> list[str]:
    """Each line of the product that speaks of a solver or of a disguise: file, line number and what it is."""
    files = [path for top in PRODUCT for path in ([root / top] if (root / top).is_file() else (root / top).rglob("*"))]
    return [
        f"{path.relative_to(root).as_posix()}:{number}: {what}"
        for path in sorted(files)
        if path.is_file() and path.suffix in READ
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for what, words in FORBIDDEN.items()
        if re.search(words, line, re.IGNORECASE)
    ]


def test_the_product_has_no_solver_and_no_disguise():
    assert offences(ROOT) == []


def test_the_product_was_there_to_be_read():
    assert all((ROOT / top).exists() for top in PRODUCT)
    assert len(list((ROOT / "pages").rglob("*.py"))) > 5


@pytest.mark.parametrize(
    ("file", "planted"),
    [
        ("pages/captcha/images.py", "from twocaptcha import TwoCaptcha"),
        ("pages/captcha/images.py", "import ddddocr"),
        ("pages/captcha/_look.js", "Object.defineProperty(navigator, 'webdriver', {get: () => undefined})"),
        ("runner/browser.py", 'args = ["--disable-blink-features=AutomationControlled"]'),
        ("runner/browser.py", "from playwright_stealth import stealth_async"),
        ("runner/browser.py", "import undetected_chromedriver as uc"),
        ("runner/browser.py", "from patchright.async_api import async_playwright"),
        ("runner/browser.py", "from rebrowser_playwright.async_api import Page"),
        ("runner/browser.py", "delete navigator.webdriver"),
        ("scenarios/leave.py", "client = anticaptcha.Client(key)"),
        ("pyproject.toml", 'dependencies = ["capsolver>=1"]'),
        ("pyproject.toml", 'dependencies = ["camoufox"]'),
        ("pyproject.toml", 'dependencies = ["pytesseract"]'),
        ("pyproject.toml", 'dependencies = ["2captcha-python"]'),
    ],
)
def test_a_planted_one_is_found(tmp_path, file, planted):
    """So that the first test can fail."""
    place = tmp_path / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f'"""Harmless."""\n{planted}\n', encoding="utf-8")

    assert any(offence.startswith(f"{file}:2: ") for offence in offences(tmp_path))


def test_ordinary_words_are_left_alone(tmp_path):
    (tmp_path / "runner").mkdir()
    (tmp_path / "runner" / "run.py").write_text('wanted = "Solve the puzzle shown."  # a captcha is for a person\n')

    assert offences(tmp_path) == []
