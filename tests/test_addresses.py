"""One page names another so that the link holds at /, below a sub-path and from the file system."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import base_path, output_path, permalink, relative


@pytest.mark.parametrize(
    ("url_path", "start", "written"),
    [
        ("/", "/", "./"),
        ("/", "/agenda/", "../"),
        ("/agenda/", "/", "agenda/"),
        ("/agenda/#a", "/agenda/", "#a"),
        ("/agenda/", "/agenda/", "./"),
        ("/agenda/#a", "/", "agenda/#a"),
        ("/agenda/b/", "/agenda/", "b/"),
        ("/agenda/", "/agenda/b/", "../"),
        ("/event.ics", "/agenda/b/", "../../event.ics"),
        ("/assets/größe a.png", "/a/", "../assets/gr%C3%B6%C3%9Fe%20a.png"),
        ("/a/#größe", "/", "a/#gr%C3%B6%C3%9Fe"),
    ],
)
def test_relative(url_path: str, start: str, written: str) -> None:
    assert relative(url_path, start) == written


_PART = st.sampled_from(["a", "b", "agenda", "x-y"])
_PATH = st.builds(
    lambda parts, file: "/" + "".join(f"{part}/" for part in parts) + file,
    st.lists(_PART, max_size=3),
    st.sampled_from(["", "f.ics"]),
)


@given(
    _PATH,
    _PATH,
    st.sampled_from(["https://a.eu", "https://a.eu/sub", "file:///home/me/_site"]),
    st.sampled_from(["", "#x"]),
)
def test_a_browser_arrives(target: str, start: str, base: str, fragment: str) -> None:
    assert urljoin(base + start, relative(target + fragment, start)) == base + target + fragment


@pytest.mark.parametrize(
    ("url_path", "path"), [("/", "index.html"), ("/a/b/", "a/b/index.html"), ("/404.html", "404.html")]
)
def test_output_path(url_path: str, path: str) -> None:
    assert output_path(url_path) == path


@pytest.mark.parametrize(
    ("url", "base", "page"),
    [
        ("https://a.eu", "/", "https://a.eu/agenda/"),
        ("https://a.eu/x", "/x/", "https://a.eu/x/agenda/"),
        ("https://a.eu/x/", "/x/", "https://a.eu/x/agenda/"),
    ],
)
def test_the_published_address(url: str, base: str, page: str) -> None:
    assert base_path(url) == base
    assert permalink(url, "/agenda/") == page
