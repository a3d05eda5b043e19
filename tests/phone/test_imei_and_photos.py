"""A wrong IMEI and a file that is no picture are told in one sentence; a cleaned photo holds its pixels only."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from runner.practice.accounts import imei
from runner.support_request.imei import WrongImei, check_digit, read_imei
from runner.support_request.photos import LARGEST_COPY, LONGEST_EDGE, WrongPhoto, check_photo, clean_photo, path_from

IMEI = "490154203237518"  # the example of the GSM Association
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


@pytest.fixture
def snapshot(tmp_path):
    """A photograph as a phone takes it: where, by which phone, and with a comment; lying on its side."""
    exif = Image.Exif()
    exif[MAKE] = "Xiaomi"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS).update({1: "N", 2: (40.0, 25.0, 7.5), 3: "W", 4: (3.0, 42.0, 9.5)})
    path = tmp_path / "IMG_2041.jpg"
    Image.new("RGB", (400, 300), "#3366cc").save(
        path, exif=exif, comment=b"at home", xmp=b"<x:xmpmeta>Calle Mayor</x:xmpmeta>", icc_profile=b"secret profile"
    )
    return path


@pytest.mark.parametrize(
    "typed",
    [IMEI, " 49-015420-323751-8 ", "490154 203237 518", "IMEI1: 490154203237518", "４９０１５４２０３２３７５１８"],
)
def test_an_imei_is_read_as_people_write_it(typed):
    assert read_imei(typed) == IMEI


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("490154203237519", "check digit does not fit"),
        ("490154203237581", "check digit does not fit"),  # two digits in the wrong order
        ("49015420323751", "this one has 14"),
        ("4901542032375182", "leave them out"),
        ("49015420323751X", "digits only"),
        ("", "15 digits"),
        ("000000000000000", "check digit does not fit"),
        ("٤٩٠١٥٤٢٠٣٢٣٧٥١٨", "digits only"),
    ],
)
def test_what_is_no_imei_is_told_and_not_repeated(typed, said):
    with pytest.raises(WrongImei, match=said) as wrong:
        read_imei(typed)

    assert len(typed) < 5 or typed not in str(wrong.value)


@given(st.text("0123456789abcdef", min_size=8, max_size=12))
def test_two_programs_agree_on_the_check_digit(seed):
    """The practice console reckons it by itself."""
    made = imei(seed)

    assert check_digit(made[:14]) == made[14]


@given(st.text("0123456789", min_size=14, max_size=14).filter(lambda body: len(set(body)) > 1), st.integers(0, 14))
def test_any_one_mistyped_digit_is_noticed(body, place):
    """Luhn finds every single wrong digit."""
    whole = body + check_digit(body)
    wrong = whole[:place] + str((int(whole[place]) + 1) % 10) + whole[place + 1 :]

    assert read_imei(whole) == whole
    with pytest.raises(WrongImei):
        read_imei(wrong)


def test_nothing_but_the_pixels_is_handed_on(snapshot):
    before = snapshot.read_bytes()
    with Image.open(snapshot) as original:
        assert original.getexif().get_ifd(GPS), "the original has a place, or this test proves nothing"

    data = clean_photo(snapshot)

    with Image.open(io.BytesIO(data)) as copy:
        assert dict(copy.getexif()) == {}
        assert copy.getexif().get_ifd(GPS) == {}
        assert set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert copy.size == (300, 400), "it stands upright, as its owner saw it"
        assert max(abs(a - b) for a, b in zip(copy.getpixel((150, 200)), (0x33, 0x66, 0xCC), strict=True)) < 6
    for word in (b"Exif", b"Xiaomi", b"at home", b"Calle Mayor", b"secret profile"):
        assert word in before
        assert word not in data
    assert snapshot.read_bytes() == before


def test_a_large_photo_is_bounded(tmp_path):
    """Noise is the worst there is to compress."""
    path = tmp_path / "noise.png"
    Image.effect_noise((3600, 2700), 120).save(path, compress_level=1)

    data = clean_photo(path)

    with Image.open(io.BytesIO(data)) as copy:
        assert max(copy.size) == LONGEST_EDGE
    assert len(data) <= LARGEST_COPY


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1", "CMYK", "I;16"])
def test_every_mode_of_picture_becomes_one(tmp_path, mode):
    path = tmp_path / ("picture.tiff" if mode in {"CMYK", "I;16"} else "picture.png")
    Image.new(mode, (40, 30)).save(path)

    with Image.open(io.BytesIO(clean_photo(path))) as copy:
        assert (copy.format, copy.mode, copy.size) == ("JPEG", "RGB", (40, 30))


def test_the_two_pictures_in_one_of_some_phones_are_one(tmp_path):
    path = tmp_path / "motion.jpg"
    Image.new("RGB", (40, 30), "red").save(path, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])

    with Image.open(io.BytesIO(clean_photo(path))) as copy:
        assert (copy.format, copy.getpixel((20, 15))[0] > 250) == ("JPEG", True)


def test_what_is_seen_through_becomes_white(tmp_path):
    path = tmp_path / "clear.png"
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(path)

    with Image.open(io.BytesIO(clean_photo(path))) as copy:
        assert copy.getpixel((10, 10)) == (255, 255, 255)


def bomb(path):
    """A PNG that claims 60 000 by 60 000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    whole = b"\x89PNG\r\n\x1a\n"
    for kind, data in parts:
        whole += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    path.write_bytes(whole)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("bill.pdf", lambda path: path.write_bytes(b"%PDF-1.7\n"), "take a screenshot"),
        ("fake.jpg", lambda path: path.write_text("no picture"), "no picture"),
        ("empty.jpg", lambda path: path.write_bytes(b""), "no picture"),
        ("bomb.png", bomb, "too many pixels"),
        ("folder.jpg", lambda path: path.mkdir(), "There is no file"),
        ("missing.jpg", lambda path: None, "There is no file"),
        ("x" * 300 + ".jpg", lambda path: None, "There is no file"),
        ("drawing.svg", lambda path: path.write_text("<svg/>"), "no picture"),
    ],
)
def test_what_is_no_photo_is_told_in_one_sentence(tmp_path, name, make, said):
    path = tmp_path / name
    make(path)

    for read in (check_photo, clean_photo):
        with pytest.raises(WrongPhoto, match=said) as wrong:
            read(path)
        assert "\n" not in str(wrong.value)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path):
    path = tmp_path / "film.jpg"
    with path.open("wb") as file:
        file.truncate(41 * 1024 * 1024)

    with pytest.raises(WrongPhoto, match="larger than 40 MB"):
        clean_photo(path)


def test_a_picture_cut_short_is_told(snapshot):
    whole = snapshot.read_bytes()
    snapshot.write_bytes(whole[: len(whole) - 300])

    with pytest.raises(WrongPhoto, match="damaged"):
        clean_photo(snapshot)


def test_a_path_is_read_as_terminals_write_it(tmp_path, monkeypatch):
    photo = tmp_path / "my photo (1).jpg"
    photo.write_bytes(b"")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    for typed in (str(photo), f"'{photo}' ", f'"{photo}"', photo.as_uri(), "~/my photo (1).jpg"):
        assert path_from(typed) == photo


@pytest.mark.skipif("sys.platform == 'win32'", reason="there a backslash parts folders")
def test_a_path_may_be_escaped(tmp_path):
    photo = tmp_path / "my photo (1).jpg"
    photo.write_bytes(b"")

    assert path_from(str(photo).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")) == photo
