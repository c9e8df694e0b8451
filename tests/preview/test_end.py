"""Ctrl-C ends `build.py` at once and without a word, whatever it is doing."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.preview.real import HOUSE, Preview, copy_site, previewing
from tests.preview.running import eventually

SIGNALS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(copy_site(HOUSE / "tests" / "cases" / "minimal", tmp_path / "site")) as preview:
        yield preview


def _ask(preview: Preview, request: str) -> socket.socket:
    browser = socket.create_connection(("127.0.0.1", urlsplit(preview.address).port or 0), timeout=60)
    browser.sendall(f"GET {request}\r\nHost: localhost\r\n\r\n".encode())
    return browser


def _ends(preview: Preview, number: int) -> None:
    before, started = preview.said.read_text("utf-8"), time.monotonic()
    preview.process.send_signal(number)
    assert preview.process.wait(60) == 0
    assert time.monotonic() - started < 2
    assert preview.said.read_text("utf-8") == before


@SIGNALS
def test_with_a_browser_connected(preview: Preview, number: int) -> None:
    upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
    with _ask(preview, f"/.preview/socket HTTP/1.1\r\n{upgrade}\r\nSec-WebSocket-Key: {'A' * 22}==") as browser:
        assert b"101" in browser.recv(1000)
        _ends(preview, number)


@SIGNALS
def test_in_a_long_build_which_a_browser_waits_for(preview: Preview, number: int) -> None:
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    preview.replace("templates/home.html", "<h1", f"{endless}<h1")
    path = urlsplit(preview.address).path
    time.sleep(1)
    with _ask(preview, f"{path} HTTP/1.1") as browser:
        time.sleep(0.2)
        _ends(preview, number)
        try:
            answer = browser.recv(1000)
        except ConnectionResetError:
            answer = b""
        assert answer == b""  # and not "500 Internal Server Error"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at what the process has loaded")
@pytest.mark.parametrize(("command", "status"), [("serve", 0), ("--strict", -signal.SIGINT)])
def test_while_it_starts(command: str, status: int, tmp_path: Path) -> None:
    """An import that Ctrl-C meets can lose it: what Python calls back from C may raise nothing."""
    options = ["--site", HOUSE, *(["--port", "8100"] if command == "serve" else ["--out", tmp_path / "out"])]
    arguments = [sys.executable, "build.py", command, *options]
    with subprocess.Popen(arguments, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        eventually(lambda: "nh3" in Path(f"/proc/{process.pid}/maps").read_text())
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    assert (process.returncode, b"Traceback" in said) == (status, False)
