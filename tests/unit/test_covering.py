"""A secret is not readable in any text, however the console repeats it; nor is the owner, in another spelling or with stars."""

import base64
import html
import json
import textwrap
import urllib.parse

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runner.credentials.vault import COVERED, Vault
from runner.printable import covered, printable, printable_json

SECRET = 'Zebra "9" & Ünder/sky'


def spaced(text):
    return " ".join(text)


FORMS = {
    "itself": str, "capitals": str.upper, "small": str.lower, "spaced": spaced, "dotted": ".".join, "dashes": "-".join,
    "zero width": "\u200b".join, "backwards": lambda text: text[::-1], "address": urllib.parse.quote,
    "form": urllib.parse.quote_plus, "address of an address": lambda text: urllib.parse.quote(urllib.parse.quote(text, safe="")),
    "every sign": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()), "HTML": html.escape,
    "decimal": lambda text: "".join(f"&#{ord(sign)};" for sign in text), "hexadecimal": lambda text: "".join(f"&#x{ord(sign):X};" for sign in text),
    "HTML twice": lambda text: html.escape(html.escape(text)),
    "decimal in HTML": lambda text: html.escape("".join(f"&#{ord(sign)};" for sign in text)),
    "base 64 in lines": lambda text: "\r\n".join(textwrap.wrap(base64.b64encode(text.encode()).decode(), 5)),
    "base 64 of capitals": lambda text: base64.b64encode(text.upper().encode()).decode(),
    "base 64 backwards": lambda text: base64.b64encode(text[::-1].encode()).decode(),
    "JSON": lambda text: json.dumps(text)[1:-1], "escaped": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text),
    "base 64": lambda text: base64.b64encode(text.encode()).decode(), "base 64, after one": lambda text: base64.b64encode(b"x" + text.encode()).decode(),
    "base 64, after two": lambda text: base64.b64encode(b"xy" + text.encode() + b"tail").decode(),
    "base 64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()).decode(), "bytes": lambda text: text.encode().hex(),
    "bytes, spaced": lambda text: text.encode().hex(" "), "full width": lambda text: "".join(chr(ord(s) + 0xFEE0) if "!" <= s <= "~" else s for s in text),
}  # fmt: skip


@pytest.mark.parametrize("form", list(FORMS))
def test_a_secret_in_any_form_is_covered(form):
    assert_covered(FORMS[form](SECRET), around=12)


def assert_covered(written, *, around):
    """Nothing of the secret is left in a sentence but so many signs of what it was put into."""
    vault = Vault(environment={})
    vault.hide_secret(SECRET)

    told = vault.redact(f"The console says: {written} is wrong.")

    assert COVERED in told
    assert written not in told
    assert len(told) < len("The console says:  is wrong.") + len(COVERED) + around
    assert told.startswith("The console says: ")
    assert told.endswith(" is wrong.")


READ = {
    "far apart": "      ".join, "a list": lambda text: json.dumps(list(text)), "a list of texts": lambda text: repr(list(text)),
    "in quotes": lambda text: " ".join(f"'{sign}'" for sign in text), "in brackets": lambda text: "".join(f"[{sign}]" for sign in text),
    "with plus signs": "+".join, "with arrows": " > ".join, "line by line, escaped": "\\n".join, "marks nobody sees": "\u034f".join,
    "isolated": "\u2068".join, "a tag each": lambda text: "".join(f"<b>{html.escape(sign)}</b>" for sign in text),
    "a break each": lambda text: "<br>".join(map(html.escape, text)), "entities between": lambda text: "&nbsp;".join(map(html.escape, text)),
    "address three times": lambda text: urllib.parse.quote(urllib.parse.quote(urllib.parse.quote(text, safe=""), safe=""), safe=""),
    "JavaScript's escape": lambda text: "".join(f"%u{ord(sign):04x}" for sign in text), "JSON twice": lambda text: json.dumps(json.dumps(text)),
    "escaped twice": lambda text: "".join(f"\\\\u{ord(sign):04x}" for sign in text), "code points": lambda text: "".join(f"\\u{{{ord(sign):x}}}" for sign in text),
    "bytes of Python": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()), "octal": lambda text: "".join(f"\\{byte:03o}" for byte in text.encode()),
    "quoted printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()), "bytes, with 0x": lambda text: " ".join(f"0x{byte:02x}" for byte in text.encode()),
    "bytes, dashes": lambda text: text.encode().hex("-"), "bytes of capitals": lambda text: text.upper().encode().hex(),
    "numbers": lambda text: str([ord(sign) for sign in text]), "base 64 of base 64": lambda text: base64.b64encode(base64.b64encode(text.encode())).decode(),
    "base 64 of JSON": lambda text: base64.b64encode(json.dumps(text).encode()).decode(), "base 64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
    "bold": lambda text: "".join(chr(0x1D7CE + int(sign)) if sign.isdigit() else sign for sign in text), "taken for Latin-1": lambda text: text.encode().decode("latin-1"),
    "without its accents": lambda text: text.replace("Ü", "U"),
}  # fmt: skip
"""What is only known for the secret when it is read: by letters and digits, escape after escape, as data in data."""


@pytest.mark.parametrize("form", list(READ))
def test_a_secret_that_somebody_could_read_is_covered(form):
    assert_covered(READ[form](SECRET), around=14)


@example("00000ǰ", "capitals")
@example("Straße7", "capitals")
@settings(max_examples=20)
@given(st.text(st.characters(codec="utf-8", min_codepoint=33, max_codepoint=0x2FF), min_size=6, max_size=24), st.sampled_from(list(FORMS)))
def test_any_secret_in_any_form_is_covered(secret, form):
    vault = Vault(environment={})
    vault.hide_secret(secret)
    written = FORMS[form](secret)

    assert written not in vault.redact(f"({written})")


@pytest.mark.parametrize(
    ("identifier", "written"),
    [
        ("leaver.person@example.test", "Leaver.Person@Example.TEST"), ("leaver.person@example.test", "leaver.person%40example.test"),
        ("leaver.person@example.test", "leaver.person&#64;example.test"), ("+34600123456", "+34 600 123 456"), ("+34600123456", "600.123.456"),
        ("+34600123456", "600123456"), ("+34 600 123 456", "+34600123456"), ("+34600123456", "(+34) 600-123/456"), ("2100000001", "210 000 0001"),
        ("861234567890123", "86 123456 789012 3"),
        ("leaver.person@example.test", "leaver\u200b.person@example.test"), ("leaver.person@example.test", "<b>leaver.person</b>@example.test"),
        ("leaver.person@example.test", " ".join("leaver.person@example.test")), ("leaver.person@example.test", "leaver.person [@] example . test"),
        ("leaver.person@example.test", base64.b64encode(b"leaver.person@example.test").decode()), ("600123456", "٦٠٠١٢٣٤٥٦"),
        ("Léa Person-Redmi", "lea person redmi"), ("Ana's Redmi Note", "ANA&#x27;S  redmi note"),
    ],
)  # fmt: skip
def test_another_spelling_of_an_identifier_is_covered(identifier, written):
    vault = Vault(environment={})
    vault.hide_identifier(identifier, "account")

    told = vault.redact(f"Signed in as {written}.")

    assert "‹account›" in told
    assert not any(part in told.lower() for part in ("leaver", "person", "600", "123", "redmi", "0001"))


@pytest.mark.parametrize(
    "hint", ["l***n@example.test", "l***n@…", "l***n@...", "l***n@ex…", "le****@e*****.test", "l•••n@example.test", "+34******456", "+34 *** *** 456", "346****56", "1******8",
             "l…n@example.test", "l＊＊＊n＠e＊＊.test", "******3456", "600…456", "600....456"]
)
def test_an_address_or_a_number_with_stars_in_it_is_covered(hint):
    vault = Vault(environment={})

    told = vault.redact(f"A code was sent to {hint}.")

    assert told in {"A code was sent to ‹masked address›.", "A code was sent to ‹masked number›."}
    assert Vault(environment={}, reveal_identifiers=True).redact(hint) == hint


@pytest.mark.parametrize("hint", ["王**", "王*", "*小明"])
def test_a_name_with_stars_in_it_is_covered(hint):
    assert Vault(environment={}).redact(f"实名：{hint}。") == "实名：‹masked name›。"


@pytest.mark.parametrize("text", ["2 of 3 devices", "It took 12.5 s", "**Note**", "5 * 3 = 15", "***", "* 12", "删除*", "1...", "…12 devices", "Code valid for 43 s", "a@b", "20261125T120000Z"])
def test_what_only_looks_a_little_like_it_stays(text):
    vault = Vault(environment={})
    vault.hide_secret("hunter22")
    vault.hide_identifier("leaver@example.test", "account")
    vault.hide_identifier("+34600123456", "phone")

    assert vault.redact(text) == text


def test_a_short_name_is_covered_where_it_stands_alone():
    vault = Vault(environment={})
    vault.hide_identifier("Ana", "owner")

    assert vault.redact("Ana's analysis, ANA") == "‹owner›'s analysis, ‹owner›"


def test_everything_that_is_printed_is_covered_as_long_as_the_secret_is_in_use(capsys):
    vault = Vault(environment={})
    vault.hide_secret("hunter22")

    assert "hunter22" not in printable("refused: HUNTER22 hunter22")
    assert json.loads(printable_json({"reason": ["h u n t e r 2 2"]})) == {"reason": [COVERED]}
    del vault
    assert covered("hunter22") == "hunter22"


def test_a_monstrous_text_is_covered_in_the_time_of_its_length():
    vault = Vault(environment={})
    vault.hide_secret("aaaaaaaaaaaaaaaaaaaaaaab")
    vault.hide_identifier("+34600123456", "phone")

    assert vault.redact("a" * 20_000)
    assert vault.redact("6 " * 10_000)
    assert vault.redact("*" * 20_000)
    assert vault.redact("1*" * 10_000)
    for hostile in ("\\", "%41", "<", "&amp;", "=4", "5a", "1 ", "aGk", "\\x4"):
        assert vault.redact(hostile * 10_000)
