"""What was published: fetched or refused, and never forgotten by accident."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator import published
from generator.problems import ContentProblems
from generator.published import fetch_published, make_record, read_records
from generator.records import as_json
from tests.calendar_samples import make_entry

EVENT = {"id": "example-conference"}


class _Host(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = {
            "/event.json": (200, b'{"event": {}}'),
            "/broken.json": (200, b"<html>"),
            "/500": (500, b""),
        }.get(self.path, (404, b"{}"))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests are quiet."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_and_a_file_are_read(host: str, tmp_path: Path) -> None:
    assert fetch_published(f"{host}/event.json") == {"event": {}}
    (tmp_path / "event.json").write_bytes(b'\xef\xbb\xbf{"event": {}}')
    assert fetch_published(str(tmp_path / "event.json")) == {"event": {}}


def test_an_address_without_anything_is_a_first_publication(host: str) -> None:
    assert fetch_published(f"{host}/nothing.json") is None
    assert read_records(None, f"{host}/nothing.json", "example-conference") == {}


@pytest.mark.parametrize("path", ["/500", "/broken.json"])
def test_any_other_answer_stops_the_build(host: str, path: str) -> None:
    with pytest.raises(ContentProblems) as caught:
        fetch_published(host + path)
    assert caught.value.messages[0].place.path == host + path


@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.1:1/event.json",
        "https://",
        "http://[",
        "http://exa mple.invalid/",
        "no-such-file.json",
        "",
        "nul\0",
        "ftp://events.example.org/event.json",
        "file:///etc/hostname",
        "http://host:port/",
    ],
)
def test_what_cannot_be_reached_stops_the_build(where: str) -> None:
    with pytest.raises(ContentProblems, match="cannot read what was published"):
        fetch_published(where, timeout=1)


@pytest.mark.parametrize("octets", [b"", b"[]", b"null", b"\xff\xfe\xff", b"[" * 100_000, b"1" * 5_000, b'{"a": '])
def test_a_file_that_is_no_event_json_is_a_problem(tmp_path: Path, octets: bytes) -> None:
    path = tmp_path / "event.json"
    path.write_bytes(octets)
    with pytest.raises(ContentProblems, match="this is not"):
        fetch_published(str(path))


def test_a_file_too_large_is_not_even_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "MAXIMUM_OCTETS", 10)
    (tmp_path / "event.json").write_bytes(b'{"event": {}}')
    with pytest.raises(ContentProblems, match="too large"):
        fetch_published(str(tmp_path / "event.json"))


def record(**values: object) -> dict[str, Any]:
    return as_json(make_record([make_entry()], "opening")) | values


def test_a_record_survives_json() -> None:
    data = json.loads(json.dumps({"event": EVENT, "calendar": [record()]}))
    made = make_record([make_entry()], "opening")
    assert read_records(data, "event.json", "example-conference") == {made.uid: made}


def test_a_record_in_json_is_exactly_this() -> None:
    values = record()
    assert len(values.pop("hash")) == 32
    assert values == {
        "uid": "11111111-1111-5111-8111-111111111111",
        "session": "opening",
        "sequence": 0,
        "created": "2026-05-01T12:00:00Z",
        "modified": "2026-05-01T12:00:00Z",
        "status": "CONFIRMED",
        "start": "2026-06-01T07:00:00Z",
        "end": "2026-06-01T08:00:00Z",
        "summary": "Opening",
        "location": "",
    }


@pytest.mark.parametrize(
    "calendar",
    [
        None,
        "x",
        {},
        [None],
        [[]],
        [{}],
        [record(uid="x")],
        [record(session="../../x")],
        [record(sequence=-1)],
        [record(sequence="1")],
        [record(sequence=2**40)],
        [record(created="2026-05-01")],
        [record(created=12)],
        [record(modified="2026-05-01T12:00:00")],
        [record(start="0001-01-01T00:00:00+05:00")],
        [record(start="2026-06-01")],
        [record(end="2026-05-01T12:00:00Z")],
        [record(status="NONE")],
        [record(summary=None)],
        [record(hash="\r\n")],
    ],
)
def test_a_damaged_record_is_a_problem_that_names_it(calendar: object) -> None:
    with pytest.raises(ContentProblems, match="damaged at calendar") as caught:
        read_records({"event": EVENT, "calendar": calendar}, "event.json", "example-conference")
    assert caught.value.messages[0].place.path == "event.json"


@pytest.mark.parametrize("event", [None, [], {}, {"id": 1}, {"id": "another-event"}])
def test_another_events_memory_is_refused(event: object) -> None:
    with pytest.raises(ContentProblems, match=r'not the event\.json of "example-conference"'):
        read_records({"event": event, "calendar": []}, "event.json", "example-conference")
