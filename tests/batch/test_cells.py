"""What spreadsheets and chats do to a list: cleaned where it is unmistakable, refused by row and column where not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.batch.accounts import MOST_TOLD, read_accounts
from runner.batch.cells import Odd, clean, clean_account
from runner.errors import UsageError


def read(tmp_path, text, name="accounts.csv", **more):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_accounts(file, scenario="list-devices", **more)


def wrong(tmp_path, text, name="accounts.csv"):
    with pytest.raises(UsageError) as told:
        read(tmp_path, text, name)
    return str(told.value)


@pytest.mark.parametrize(
    ("cell", "account"),
    [
        ("2100000001.0", "2100000001"), ("2100000001,00", "2100000001"), ("'+34600123456", "+34600123456"),
        ("'2100000001", "2100000001"), ('="+34600123456"', "+34600123456"), ("\u202a+34600123456\u202c", "+34600123456"),
        ("\u200e2100000001\u200f", "2100000001"), ("a\u200bna@x.test", "ana@x.test"), ("ana@x.test\ufeff", "ana@x.test"),
        ("\u00a0ana@x.test\u3000", "ana@x.test"), ("an\u00ada@x.test", "ana@x.test"), ("ana＠x.test", "ana@x.test"),
        ("２１０００００００１", "2100000001"), ("٢١٠٠٠٠٠٠٠١", "2100000001"), ("+34\u00a0600 123 456", "+34 600 123 456"),
        ("Ana.P+x@X.test", "Ana.P+x@X.test"), ("o'brien@x.test", "o'brien@x.test"), ("пётр@x.test", "пётр@x.test"), ("हिन्दी@डाक.test", "हिन्दी@डाक.test"),
        ("+34 (600) 123-456", "+34 (600) 123-456"),
    ],
)  # fmt: skip
def test_what_is_unmistakable_is_cleaned(cell, account):
    assert clean_account(cell) == account


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("8.61381E+12", "was shortened by a spreadsheet"), ("8,61381e12", "was shortened by a spreadsheet"),
        ("2E+9", "was shortened by a spreadsheet"), ("'ana@x.test", "begins with an apostrophe"), ("#N/A", "is neither"), ("#REF!", "is neither"),
        ("NULL", "is neither"), ("nan", "is neither"), ("2,100,000,001", "is neither"), ("a b@x.test", "is neither"),
        ("a@x.test;b@x.test", "is neither"), ("a@b@c", "is neither"), ("<a@x.test>", "is neither"), ("12", "is neither"),
        ("ana@x.test\x00", "control character"), ("ana\n@x.test", "control character"), ("a\u2028@x.test", "control character"),
        ("“a@x.test”", "is neither"), ("‘a@x.test’", "is neither"), ("`a@x.test`", "is neither"), ("*a@x.test*", "is neither"),
        ("a@x.test.", "is neither"), ("a@x.test/", "is neither"), ("a@x.test›", "is neither"),
        ("2100000001.5", "a fraction"), ("-5", "is neither"), ("TRUE", "is neither"), ("\ud800a@x.test", "half a character"),
    ],
)  # fmt: skip
def test_what_is_not_is_refused(cell, words):
    with pytest.raises(Odd, match=words):
        clean_account(cell)


def test_a_refused_cell_is_told_by_row_and_column_and_not_repeated(tmp_path):
    told = wrong(tmp_path, "account,label\na@x.test,one\n8.61381E+12,two\nhunter2,three\n")

    assert "accounts.csv:3, column account: was shortened by a spreadsheet" in told
    assert "accounts.csv:4, column account: is neither" in told
    assert "hunter2" not in told
    assert "8.61381" not in told


def test_the_consent_is_cleaned_as_the_account_is(tmp_path):
    (row,) = read(tmp_path, "account,consent\n'+34600123456,\u202a+34600123456\u202c\n")

    assert (row.account, row.consent) == ("+34600123456", "+34600123456")


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\naccount;label\na@x.test;one\n", '"sep=;"\r\naccount;label\r\na@x.test;one\r\n',
        "\ufeffsep=;\naccount;label\na@x.test;one\n", "account,label,,\na@x.test,one,,\n", "account,label\na@x.test,one,,,\n",
        "account,label\n , \na@x.test,one\n\u00a0,\n", "account,label\n\n\n,,,\na@x.test,one\n\n",
        'account,label\n"",""\na@x.test,one\n', "\u200baccount,label\u00a0\na@x.test,one\n",
    ],
    ids=["sep", "sep quoted", "sep after a mark", "empty columns", "empty cells", "blank rows", "empty rows", "quoted blanks", "invisible"],
)  # fmt: skip
def test_a_list_as_spreadsheets_write_it_is_read(tmp_path, text):
    (row,) = read(tmp_path, text)

    assert (row.account, row.label) == ("a@x.test", "one")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("account,label\na\0@x.test,one\n", "accounts.csv:2, column account: holds a control character"),
        ("account,label\na@x.test,o\0ne\n", "accounts.csv:2, column label: holds a control character"),
        ("account,label\n\u200b,one\n", "accounts.csv:2, column account: is empty"),
        ("account,label\n   ,one\n", "accounts.csv:2, column account: is empty"),
        ("account,label\na@x.test,one,two\n", "accounts.csv:2: there are more cells than columns"),
        ("account,,label\na@x.test,two,one\n", "accounts.csv:1, column 2: its name is not known"),
        ("sep=;\naccount;label\n;one\n", "accounts.csv:3, column account: is empty"),
        (f"account\n{'a' * 200_000}@x.test\n", "this is no CSV"),
        ("account\na@x.test\n'ana@x.test\n", "accounts.csv:3, column account: begins with an apostrophe"),
        ("account,label\nA@x.test,one\na@X.test,two\n", "accounts.csv:3, column account: is the same as in line 2"),
        ("account,label\n+34 600 123 456,one\n+34600123456,two\n", "accounts.csv:3, column account: is the same as in line 2"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_is(tmp_path, text, words):
    assert words in wrong(tmp_path, text)


@pytest.mark.parametrize("line", ["[" * 5000, '{"account":"\\ud800@x.test"}', '{"account":"a@x.test","account":"b@x.test"}',
                                  '{"account":"a@x.test","label":1e999}'])  # fmt: skip
def test_json_of_strangers_is_refused_in_a_sentence(tmp_path, line):
    assert "accounts.jsonl:1: this is no JSON object of texts" in wrong(tmp_path, line, "accounts.jsonl")


@pytest.mark.parametrize(
    "data",
    ["account\na@x.test\n".encode("utf-16-le"), "account\na@x.test\n".encode("utf-16-be"), "account\na@x.test\n".encode("utf-16"), b"PK\3\4\24\0\6\0"],
    ids=["UTF-16", "UTF-16, the other way", "UTF-16 with its mark", "a spreadsheet"],
)  # fmt: skip
def test_what_is_no_text_in_utf_8_is_called_so(tmp_path, data):
    assert "UTF-8; save it as “CSV UTF-8” and try again" in wrong(tmp_path, data)


def test_at_most_twenty_faults_are_told_and_the_rest_is_a_number(tmp_path):
    told = wrong(tmp_path, "account\n" + "#N/A\n" * 5000).splitlines()

    assert told[0].startswith("5,000 thing(s) to correct")
    assert len(told) == MOST_TOLD + 2
    assert told[-1] == "and 4,980 more; correct these first"
    assert len("\n".join(told)) < 5000


def test_a_large_list_is_read_whole_and_in_order(tmp_path):
    count = 20_000
    rows = read(tmp_path, "account,secret\n" + "".join(f"p{n}@x.test,keyring:e{n % 7}\n" for n in range(count)))

    assert len(rows) == count
    assert rows[12_345].account == "p12345@x.test"
    assert rows[-1].label == f"account-{count}"
    assert [row.number for row in rows[3:6]] == [4, 5, 6]
    assert {row.secret for row in rows} == {f"keyring:e{n}" for n in range(7)}


@given(st.text(max_size=40) | st.text(alphabet="0123456789eE+-.,'=\"@x \u200b\u202a", max_size=20))
def test_any_cell_is_cleaned_or_refused_and_clean_is_clean(cell):
    for cleaner in (clean, clean_account):
        try:
            once = cleaner(cell)
        except Odd:
            continue
        assert cleaner(once) == once
        assert once.isprintable()


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.jsonl"]))
def test_any_file_is_read_or_refused_in_a_sentence(tmp_path_factory, data, name):
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    refused = ""
    try:
        assert read_accounts(path, scenario="list-devices")
    except UsageError as told:
        refused = str(told)
    assert len(refused) < 5000


@given(st.lists(st.text(alphabet='account,label;\t"\n\r\0sep=@.ax1', max_size=20), max_size=8))
def test_any_list_like_file_is_read_or_refused_in_a_sentence(tmp_path_factory, lines):
    path = tmp_path_factory.getbasetemp() / "b.csv"
    path.write_text("account,label\n" + "\n".join(lines), encoding="utf-8", newline="")
    try:
        rows = read_accounts(path, scenario="list-devices")
    except UsageError:
        return
    assert all(json.dumps(row.account).isascii() and row.account for row in rows)
