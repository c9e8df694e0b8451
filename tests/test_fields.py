"""Single values of site.yaml and front matter."""

from generator.fields import Latitude, read_as


def test_there_is_one_equator() -> None:
    """Two zeros that are equal and not written alike would be one in what is remembered."""
    assert str(read_as(Latitude, "-0")) == str(read_as(Latitude, "0")) == "0.0"
    assert read_as(Latitude, "-12.5") == -12.5
