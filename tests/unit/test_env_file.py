"""A setting is what stands in the file, sign for sign, or it is refused: never another password."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.credentials.env_file import LARGEST, read_values
from runner.errors import UsageError
from runner.settings import read_env_file


def read(tmp_path, text):
    path = tmp_path / ".env"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_values(path)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("MI_PASSWORD='Fx${q}9-zebra'", "Fx${q}9-zebra"),
        ("MI_PASSWORD=Fx${q}9-zebra", "Fx${q}9-zebra"),
        ('MI_PASSWORD="Fx${HOME}9-zebra"', "Fx${HOME}9-zebra"),
        (r'MI_PASSWORD="zeb\new-9ra"', r"zeb\new-9ra"),
        (r"MI_PASSWORD='zeb\new-9ra'", r"zeb\new-9ra"),
        (r"MI_PASSWORD=zeb\tra\\9", r"zeb\tra\\9"),
        ("MI_PASSWORD=zebra#9-tail", "zebra#9-tail"),
        ("MI_PASSWORD='zebra #9-tail'", "zebra #9-tail"),
        ("MI_PASSWORD='zebra #9-tail' # mine", "zebra #9-tail"),
        ('MI_PASSWORD="it\'s"', "it's"),
        ("MI_PASSWORD='say \"x\"'", 'say "x"'),
        ("MI_PASSWORD=it's", "it's"),
        ("MI_PASSWORD=a=b==", "a=b=="),
        ("  export MI_PASSWORD = spaced out  ", "spaced out"),
        ("MI_PASSWORD=' kept '", " kept "),
        ("MI_PASSWORD=", ""),
        ("MI_PASSWORD=''", ""),
        ("MI_PASSWORD=пароль$(id)`id`", "пароль$(id)`id`"),
        ("MI_PASSWORD='a\u2028b'", "a\u2028b"),
    ],
)
def test_a_value_is_what_is_written(tmp_path, line, value):
    assert read(tmp_path, f"# mine\n\n{line}\r\nOTHER=1\n") == {"MI_PASSWORD": value, "OTHER": "1"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("MI_PASSWORD=zebra #9-tail", "may be a comment or a part of the value"),
        ("MI_PASSWORD=#zebra", "may be a comment or a part of the value"),
        ("MI_PASSWORD=zebra\u00a0", "begins or ends with a space"),
        ("MI_PASSWORD=\u3000zebra", "begins or ends with a space"),
        ("MI_PASSWORD=zebra\x0c", "begins or ends with a space"),
        ("MI_PASSWORD='zebra", "opens a quote ' and does not close it"),
        ('MI_PASSWORD="zebra', 'opens a quote " and does not close it'),
        ("MI_PASSWORD='it's zebra'", "Put the whole value in double quotes"),
        (r'MI_PASSWORD="ze\"bra"', "Put the whole value in single quotes"),
        ('MI_PASSWORD_COMMAND="/opt/my op" read zebra', "Put the whole value in single quotes"),
        ("zebra", "is not NAME=value"),
        ("MI PASSWORD=zebra", "is not NAME=value"),
        ("=zebra", "is not NAME=value"),
        ("OTHER=zebra", "stands in .* twice, in lines 1 and 2"),
    ],
)
def test_a_line_that_could_be_taken_in_two_ways_is_refused_and_not_repeated(tmp_path, line, words):
    with pytest.raises(UsageError, match=words) as told:
        read(tmp_path, f"OTHER=1\n{line}\n")

    assert "2" in str(told.value)
    assert "zebra" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "data", ["MI_PASSWORD=señal".encode("latin-1"), "MI_PASSWORD=a".encode("utf-16"), b"MI_PASSWORD=a\0b", b"\xff" * 99]
)
def test_a_file_in_another_encoding_is_a_sentence(tmp_path, data):
    with pytest.raises(UsageError, match="is not in UTF-8"):
        read(tmp_path, data)


def test_a_mark_at_the_beginning_is_no_part_of_a_name(tmp_path):
    assert read(tmp_path, b"\xef\xbb\xbfMI_ACCOUNT=me") == {"MI_ACCOUNT": "me"}


def test_a_monstrous_file_is_not_read(tmp_path):
    with pytest.raises(UsageError, match="that is no settings file"):
        read(tmp_path, b"A=1\n" * LARGEST)


def test_a_folder_is_no_settings_file(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_values(tmp_path)
    with pytest.raises(UsageError, match="no settings file"):
        read_env_file(tmp_path)


@given(st.text(st.characters(exclude_characters="'\r\n\0", codec="utf-8")))
def test_whatever_stands_in_single_quotes_is_the_value(tmp_path_factory, value):
    path = tmp_path_factory.getbasetemp() / "quoted.env"
    path.write_bytes(f"MI_PASSWORD='{value}'\n".encode())

    assert read_values(path) == {"MI_PASSWORD": value}


@given(st.binary(max_size=200) | st.text(alphabet="MI_PAS='\"#\\ \n\r=${}x", max_size=80).map(str.encode))
def test_any_file_is_read_or_refused_in_a_sentence(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.env"
    path.write_bytes(data)
    try:
        values = read_values(path)
    except UsageError:
        return
    text = data.decode("utf-8-sig")
    assert all(value in text for value in values.values())
