"""The list of accounts: everything wrong with it at once, nothing begun, no secret repeated."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.batch.accounts import COLUMNS, check_mailboxes, read_accounts
from runner.errors import UsageError

GOOD = "account,label,consent,secret,codes\na@example.test,first,a@example.test,env:ONE,person\n"


def read(tmp_path, text, name="accounts.csv", **more):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_accounts(file, **more)


def wrong(tmp_path, text, name="accounts.csv", **more):
    with pytest.raises(UsageError) as told:
        read(tmp_path, text, name, **more)
    return str(told.value)


def test_a_list_is_read(tmp_path):
    (row,) = read(tmp_path, GOOD)

    assert (row.number, row.account, row.label, row.scenario, row.secret, row.codes) == (
        1, "a@example.test", "first", "leave", "env:ONE", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("account,", "Account ,", 1),
        GOOD + "\n,,,,\n",
        'account,label,consent,secret,codes\n"a@example.test",first," a@example.test ",env:ONE,person\n',
    ],
    ids=["BOM", "semicolons", "tabs", "Windows", "capitals", "empty lines", "quoted"],
)
def test_it_is_read_as_spreadsheets_write_it(tmp_path, text):
    assert read(tmp_path, text) == read(tmp_path, GOOD)


def test_json_lines_say_the_same(tmp_path):
    line = {"account": "a@example.test", "label": "first", "consent": "a@example.test", "secret": "env:ONE"}

    assert read(tmp_path, json.dumps(line) + "\n\n", "accounts.jsonl") == read(tmp_path, GOOD)


def test_labels_are_made_where_there_are_none(tmp_path):
    text = "account,consent\na@example.test,a@example.test\nb@example.test,b@example.test\n"

    assert [row.label for row in read(tmp_path, text)] == ["account-0001", "account-0002"]


def test_everything_that_is_wrong_is_told_at_once_with_line_and_column(tmp_path):
    told = wrong(
        tmp_path,
        "account,label,scenario,consent,secret,codes\n"
        "a@example.test,one,leave,A@example.test,env:X,person\n"
        ",two,leave,,env:X,\n"
        "c@example.test,c@example.test,leave,,keyring:,\n"
        "d@example.test,one,fly-away,,plain-Secret1,JBSWY3DPEHPK3PXP\n"
        "A@Example.test,five,list-devices,,env:,imap:\n",
    ).splitlines()  # fmt: skip

    assert told[0].startswith("12 thing(s) to correct; nothing was started.")
    for line in (
        "accounts.csv:2, column consent: does not repeat the account word for word",
        "accounts.csv:3, column account: is empty",
        "accounts.csv:3, column consent: is missing",
        "accounts.csv:4, column label: takes letters",
        "accounts.csv:4, column consent: is missing",
        "accounts.csv:5, column label: is the same as in line 2",
        "accounts.csv:5, column scenario: there is none of that name",
        "accounts.csv:5, column secret: is no reference",
        "accounts.csv:5, column codes: is no source",
        "accounts.csv:6, column account: is the same as in line 2",
        "accounts.csv:6, column secret: is no reference",
        "accounts.csv:6, column codes: imap: wants a name",
    ):
        assert any(each.startswith(line) for each in told), (line, told)
    assert "plain-Secret1" not in "".join(told)
    assert "JBSWY3DPEHPK3PXP" not in "".join(told)


@pytest.mark.parametrize(
    "column",
    [
        "password",
        "Passwort",
        "PASS",
        "pwd",
        "contraseña",
        "密码",
        "пароль",
        "otp",
        "totp_secret",
        "pin",
        "token",
        "code",
    ],
)
def test_a_column_for_secrets_is_refused_by_its_name(tmp_path, column):
    told = wrong(tmp_path, f"account,{column}\na@example.test,hunter2\n")

    assert "accounts.csv:1, column 2 (“" in told
    assert "do not belong in a file" in told
    assert "hunter2" not in told
    told = wrong(tmp_path, json.dumps({"account": "a", column: "hunter2"}), "accounts.jsonl")
    assert "hunter2" not in told


def test_an_unknown_column_is_told_with_the_known_ones(tmp_path):
    told = wrong(tmp_path, "account,colour\na,red\n")

    assert "accounts.csv:1, column 2: its name is not known; the columns are account, label" in told


def test_a_list_without_a_header_is_refused_and_nothing_of_it_repeated(tmp_path):
    told = wrong(tmp_path, "ana@example.test,hunter2-Passw0rd!\n")

    assert "column account: is missing" in told
    assert "hunter2" not in told
    assert "Passw0rd" not in told
    assert "ana@" not in told


@pytest.mark.parametrize("column", COLUMNS[2:])
def test_a_password_in_the_wrong_cell_is_not_repeated(tmp_path, column):
    told = wrong(tmp_path, f"account,{column},label\na@example.test,hunter2,b@c\n")

    assert "accounts.csv:2" in told
    assert "hunter2" not in told


@pytest.mark.parametrize(
    ("account", "label"),
    [
        ("+34 600 123 456", "34600123456"),
        ("+34 600 123 456", "phone-600123456"),
        ("+34600123456", "600.123.456"),
        ("ana.person@example.test", "Ana.Person"),
        ("1234567890", "id-1234567890"),
    ],
)
def test_a_label_that_gives_the_account_away_is_refused(tmp_path, account, label):
    assert "gives the account away" in wrong(tmp_path, f"account,label,scenario\n{account},{label},list-devices\n"), (
        label
    )


def test_a_label_may_look_a_little_like_the_account(tmp_path):
    assert read(tmp_path, "account,label,scenario\nana@example.test,phone-of-ana,list-devices\n")


def test_a_mailbox_for_many_is_for_those_with_an_address(tmp_path):
    """Whose code it is, a letter to a phone number's owner does not say."""
    head = "account,scenario,codes\n"

    told = wrong(tmp_path, head + "a@x.test,list-devices,imap:SHOP\n+34600123456,list-devices,imap:shop\n")
    assert "accounts.csv:3, column codes: several accounts use this mailbox" in told
    assert "accounts.csv:2" not in told
    assert read(tmp_path, head + "+34600123456,list-devices,imap:SHOP\n")
    assert read(tmp_path, head + "a@x.test,list-devices,imap:SHOP\nb@x.test,list-devices,imap:SHOP\n")


def test_signs_that_are_no_ends_of_lines_are_none(tmp_path):
    """They are faults of their cell, in its own line."""
    good = {"account": "a@x.test", "scenario": "inventory"}
    lines = [json.dumps(good | {"label": f"x{sign}y", "account": f"{n}@x.test"}, ensure_ascii=False)
             for n, sign in enumerate("\u2028\x85\x0b\x1c")]  # fmt: skip

    told = wrong(tmp_path, "\n".join([json.dumps(good), *lines]), "a.jsonl").splitlines()
    assert [one.partition(":")[2].partition(",")[0] for one in told[1:]] == ["2", "3", "4", "5"]
    assert "accounts.csv:2, column label: holds a control" in wrong(tmp_path, 'account,label\na@x.test,"a\x0bb"\n')


@given(
    rows=st.lists(
        st.tuples(
            st.from_regex(r"[a-z]{1,8}@[a-z]{1,6}\.test", fullmatch=True),
            st.from_regex(r"x[0-9a-f]{4}", fullmatch=True),
            st.sampled_from(["leave", "list-devices"]),
            st.sampled_from(["", "keyring:", "keyring:a;b", "env:ONE", 'command:say "a, b"']),
            st.sampled_from(["", "imap:BOX", "totp:env:KEY"]),
        ),
        min_size=1,
        max_size=6,
        unique_by=(lambda row: row[0], lambda row: row[1]),
    ),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_what_is_written_is_what_is_read(tmp_path_factory, rows, delimiter, end, mark):
    file = tmp_path_factory.mktemp("lists") / "accounts.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        out.write(mark)
        writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
        writer.writerow(COLUMNS)
        for account, label, scenario, secret, codes in rows:
            writer.writerow([account, label, scenario, account, secret, codes])

    found = read_accounts(file)

    assert [(row.account, row.label, row.scenario, row.secret, row.codes) for row in found] == rows
    assert [row.number for row in found] == list(range(1, len(rows) + 1))
    assert all(row.consent == row.account for row in found)


SECRET = "S3cret-Value-7"


@given(
    place=st.integers(0, 5),
    line=st.integers(0, 2),
    cells=st.lists(st.text("ab@.,;\"'\n:", max_size=6), min_size=18, max_size=18),
    name=st.sampled_from(["accounts.csv", "accounts.jsonl"]),
)
def test_a_secret_in_any_place_of_a_list_is_never_repeated(tmp_path_factory, place, line, cells, name):
    """Also in the header, in broken files, and in the columns that are right."""
    table = [list(COLUMNS), cells[:6], cells[6:12]]
    table[line][place] = SECRET
    file = tmp_path_factory.mktemp("lists") / name
    file.write_text("\n".join(",".join(row) for row in table), encoding="utf-8")

    refused = ""
    try:
        read_accounts(file)
    except UsageError as told:
        refused = str(told).lower()

    assert SECRET.lower() not in refused


def test_a_dry_run_needs_no_consent(tmp_path):
    text = "account\na@example.test\n"

    assert "column consent: is missing" in wrong(tmp_path, text)
    assert len(read(tmp_path, text, dry_run=True)) == 1
    assert len(read(tmp_path, text, scenario="list-devices")) == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "account: is missing"),
        ("account\n", "holds no account"),
        ("label\nx\n", "column account: is missing"),
        ("account,account\na,b\n", "stands there twice"),
        ("account\na,b,c\n", "more cells than columns"),
        (b"account\n\xff\xfe\n", "not in UTF-8"),
    ],
)
def test_lists_that_are_none(tmp_path, text, what):
    assert what in wrong(tmp_path, text)


@pytest.mark.parametrize("line", ["[1]", '{"account": 5}', "{"])
def test_lines_that_are_no_objects_of_texts(tmp_path, line):
    assert "accounts.jsonl:1" in wrong(tmp_path, line, "accounts.jsonl")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_accounts(tmp_path / "none.csv")


def test_a_mailbox_that_is_not_described_is_told_before_anything_begins(tmp_path):
    rows = read(tmp_path, GOOD.replace("person", "imap:SHOP"))

    with pytest.raises(UsageError, match="MI_IMAP_SHOP_HOST"):
        check_mailboxes(rows, {})
    check_mailboxes(rows, {"MI_IMAP_SHOP_HOST": "mail.example.test", "MI_IMAP_SHOP_USER": "shop"})


@given(cells=st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=30)), stranger=st.text(min_size=1, max_size=12))
def test_whatever_stands_in_a_list_it_is_read_or_refused_with_a_sentence(tmp_path_factory, cells, stranger):
    file = tmp_path_factory.mktemp("lists") / "accounts.jsonl"
    file.write_text(
        json.dumps({**cells, **({stranger: "S3cret-Value"} if len(stranger) > 6 else {})}), encoding="utf-8"
    )
    rows, refused = (), ""
    try:
        rows = read_accounts(file)
    except UsageError as told:
        refused = str(told)

    assert "S3cret-Value" not in refused
    assert rows or "nothing was started" in refused
    assert all(row.consent in {"", row.account} for row in rows)
