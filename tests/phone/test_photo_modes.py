"""A photo of any mode becomes the picture it was, told by values that are known; phones of today are not refused."""

import io
import struct

import pytest
from PIL import Image

from runner.support_request.photos import LONGEST_EDGE, MOST_PIXELS, WrongPhoto, check_photo, clean_photo


def values(data):
    """What the copy shows in its left half and in its right half."""
    with Image.open(io.BytesIO(data)) as copy:
        assert (copy.format, copy.mode) == ("JPEG", "RGB")
        return copy.getpixel((copy.width // 4, copy.height // 2)), copy.getpixel(
            (3 * copy.width // 4, copy.height // 2)
        )


def halves(mode, left, right):
    picture = Image.new(mode, (80, 40), left)
    picture.paste(right, (40, 0, 80, 40))
    return picture


def palette():
    picture = Image.new("P", (80, 40), 0)
    picture.putpalette([200, 30, 10, 20, 40, 220] + [0] * 762)
    picture.paste(1, (40, 0, 80, 40))
    return picture


GREY = ((64, 64, 64), (192, 192, 192))
CASES = {
    "RGB": (lambda: halves("RGB", (200, 30, 10), (20, 40, 220)), "png", ((200, 30, 10), (20, 40, 220))),
    "RGBA over white": (lambda: halves("RGBA", (200, 30, 10, 255), (0, 0, 0, 0)), "png", ((200, 30, 10), (255, 255, 255))),
    "half seen through": (lambda: halves("RGBA", (0, 0, 0, 128), (0, 0, 0, 255)), "png", ((127, 127, 127), (0, 0, 0))),
    "LA": (lambda: halves("LA", (64, 255), (192, 255)), "png", GREY),
    "L": (lambda: halves("L", 64, 192), "png", GREY),
    "1": (lambda: halves("1", 0, 1), "png", ((0, 0, 0), (255, 255, 255))),
    "P": (palette, "png", ((200, 30, 10), (20, 40, 220))),
    "16 bit grey": (lambda: halves("I;16", 64 * 257, 192 * 257), "png", GREY),
    "16 bit grey, TIFF": (lambda: halves("I;16", 64 * 257, 192 * 257), "tiff", GREY),
    "32 bit grey": (lambda: halves("I", 64 * 257, 192 * 257), "tiff", GREY),
    "32 bit grey that needs 8": (lambda: halves("I", 64, 192), "tiff", GREY),
    "32 bit grey that needs all of them": (lambda: halves("I", 64 << 23, 192 << 23), "tiff", ((85, 85, 85), (255, 255, 255))),
    "fractions": (lambda: halves("F", 64 / 255, 192 / 255), "tiff", GREY),
    "CMYK": (lambda: halves("CMYK", (0, 0, 0, 0), (0, 0, 0, 255)), "tiff", ((255, 255, 255), (0, 0, 0))),
    "CMYK, JPEG": (lambda: halves("CMYK", (0, 0, 0, 0), (0, 0, 0, 255)), "jpg", ((255, 255, 255), (0, 0, 0))),
    "YCbCr": (lambda: halves("RGB", (200, 30, 10), (20, 40, 220)).convert("YCbCr"), "jpg", ((200, 30, 10), (20, 40, 220))),
    "LAB": (lambda: halves("LAB", (112, 191, 183), (75, 177, 36)), "tiff", ((199, 31, 10), (27, 40, 219))),
    "WebP": (lambda: halves("RGB", (200, 30, 10), (20, 40, 220)), "webp", ((200, 30, 10), (20, 40, 220))),
    "GIF": (palette, "gif", ((200, 30, 10), (20, 40, 220))),
    "BMP": (lambda: halves("RGB", (200, 30, 10), (20, 40, 220)), "bmp", ((200, 30, 10), (20, 40, 220))),
}  # fmt: skip


@pytest.mark.parametrize("case", list(CASES))
def test_every_mode_by_a_known_value(tmp_path, case):
    make, suffix, wanted = CASES[case]
    path = tmp_path / f"photo.{suffix}"
    make().save(path, **({"quality": 95} if suffix in {"jpg", "webp"} else {}))

    seen = values(clean_photo(path))

    for got, right in zip(seen, wanted, strict=True):
        assert all(abs(one - other) <= 12 for one, other in zip(got, right, strict=True)), (seen, wanted)


def test_a_photo_of_108_megapixels_is_taken(tmp_path):
    """A JPEG is decoded in small, so that it costs little."""
    path = tmp_path / "phone.jpg"
    Image.new("L", (12_000, 9_000), 200).save(path, quality=50)

    with Image.open(io.BytesIO(clean_photo(path))) as copy:
        assert max(copy.size) == LONGEST_EDGE
        assert abs(copy.getpixel((5, 5))[0] - 200) < 5


def test_more_pixels_than_any_phone_takes_are_refused_before_they_are_decoded(tmp_path):
    path = tmp_path / "large.jpg"
    Image.new("L", (64, 64)).save(path)
    whole = bytearray(path.read_bytes())
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    path.write_bytes(bytes(whole))
    assert MOST_PIXELS < 60_000**2

    with pytest.raises(WrongPhoto, match="too many pixels"):
        check_photo(path)
