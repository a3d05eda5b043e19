"""The committed sample: what README shows is a real trail, small, intact, and verified by anybody."""

from pathlib import Path

from runner.trail.verify import verify

SAMPLE = Path(__file__).parents[2] / "screenshots" / "sample"
LARGEST = 1_000_000


def trail():
    (folder,) = (path for path in SAMPLE.iterdir() if path.is_dir())
    return folder


def test_the_sample_is_intact():
    assert verify(trail()).intact


def test_the_sample_is_small():
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < LARGEST


def test_the_sample_is_a_whole_leave():
    text = (trail() / "trail.jsonl").read_text(encoding="utf-8")

    assert '"act":"delete the account' in text
    assert text.splitlines()[-1].count('"status":"done"') == 1
    assert "leaver@example.test" not in text
