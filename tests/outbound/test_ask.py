"""Outbound links, asked of a server on loopback that misbehaves in every way."""

import asyncio
import gzip
import json
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
import tornado

from generator.outbound.ask import ask
from generator.outbound.links import OutboundLink
from generator.problems import Message, Place

NOW = 1_790_000_000.0
_getaddrinfo = socket.getaddrinfo
PLACE = Place("content/a.md", 3, 5)

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
Route = Callable[[str, int, bytes], Iterable[bytes]]


def says(status: str, *headers: str, body: bytes = b"") -> bytes:
    lines = (f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(lines).encode() + body


def first(*answers: bytes) -> Route:
    """One answer after the other; the last for ever."""
    return lambda method, nth, head: [answers[min(nth, len(answers)) - 1]]


def by_method(head: bytes, get: bytes) -> Route:
    return lambda method, nth, _: [head if method == "HEAD" else get]


def headers_then(chunks: Iterable[bytes], *headers: str) -> Route:
    return lambda method, nth, _: ("\r\n".join(["HTTP/1.1 200 OK", *headers, "", ""]).encode(), *chunks)


def endless(start: bytes, chunk: bytes) -> Route:
    def route(method: str, nth: int, head: bytes) -> Iterator[bytes]:
        yield start
        yield from repeat(chunk)

    return route


class Server:
    """Raw bytes over TCP: `routes` by path, their pieces written slowly. `asked` counts (method, path)."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: Counter[tuple[str, str]] = Counter()
        self.heads: list[bytes] = []
        self.clear = self.secure = ""

    async def run(self, ready: Callable[[], object], stop: asyncio.Event) -> None:
        """Answers in the clear, and with a certificate that nobody trusts."""
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        keys = Path(tornado.__file__).parent / "test"
        tls.load_cert_chain(keys / "test.crt", keys / "test.key")
        clear = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        secure = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=tls)
        self.clear = f"http://127.0.0.1:{clear.sockets[0].getsockname()[1]}"
        self.secure = f"https://127.0.0.1:{secure.sockets[0].getsockname()[1]}"
        ready()
        await stop.wait()
        clear.close()
        secure.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The client may leave at any moment, and the test may be over.
        with suppress(OSError, asyncio.CancelledError):
            head = await reader.read(65_536)
            await self._answer(head if head.endswith(b"\r\n\r\n") else b"TLS /tls ", writer)
        writer.close()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        method, path, _ = head.decode().split(" ", 2)
        self.asked[method, path] += 1
        self.heads.append(head)
        nth = sum(count for (_, asked), count in self.asked.items() if asked == path)
        for chunk in self.routes[path](method, nth, head):
            writer.write(chunk)
            await writer.drain()
            await asyncio.sleep(0.01)


def _resolve(host: str | bytes, *arguments: Any, **named: Any) -> Any:
    """No test looks up a name: there is but this machine, which has one more."""
    if host not in ("127.0.0.1", b"127.0.0.1", "us.museum", b"us.museum"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return _getaddrinfo("127.0.0.1", *arguments, **named)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(socket, "getaddrinfo", _resolve)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    server, ready, stop = Server(), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        thread = threading.Thread(target=lambda: runner.run(server.run(ready.set, stop)))
        thread.start()
        ready.wait()
        yield server
        loop.call_soon_threadsafe(stop.set)
        thread.join()


@pytest.fixture
def base(server: Server) -> str:
    return server.clear


def _ask(
    *urls: str, cache: Path | None = None, now: float = NOW, timeout: float = 9, limit: float = 99
) -> list[Message]:
    links = [OutboundLink(url, (PLACE,)) for url in urls]
    return list(ask(links, cache, now, timeout=timeout, pause=0, limit=limit))


def _said(server: Server, base: str, route: Route, timeout: float = 9) -> str:
    """What is said of one address, in short: severity and the phrase without the address."""
    server.routes["/x"] = route
    messages = _ask(f"{base}/x", timeout=timeout)
    assert [message.place for message in messages] == [PLACE] * len(messages)
    return "".join(f"{each.severity}: {each.phrase}".replace(f'"{base}/x" ', "") for each in messages)


BUSY = says("503 Service Unavailable", "Retry-After: 0")
COOKIE = says("301 Moved Permanently", "Location: /wants-a-cookie", "Set-Cookie: seen=1; Path=/")
THERE: dict[str, Route] = {
    "good": first(GOOD),
    "head-405": by_method(says("405 Method Not Allowed"), GOOD),
    "head-404": by_method(says("404 Not Found"), GOOD),
    "head-500": by_method(says("500 Internal Server Error"), GOOD),
    "head-closes": by_method(b"", GOOD),
    "once-429": first(says("429 Too Many Requests", "Retry-After: 0"), GOOD),
    "twice-503": first(BUSY, BUSY, GOOD),
    "503-until": first(says("503 Service Unavailable", "Retry-After: Thu, 01 Jan 2015 00:00:00 GMT"), GOOD),
    "wants-a-cookie": lambda method, nth, head: [GOOD if b"seen=1" in head else COOKIE],
    "dripping-body": endless(b"HTTP/1.1 200 OK\r\n\r\n", b"."),
    "endless-body": endless(b"HTTP/1.1 200 OK\r\n\r\n", b"." * 100_000),
    "wrong-length": headers_then([b"short"], "Content-Length: 5000"),
    "no-gzip": headers_then([b"no gzip"], "Content-Encoding: gzip", "Content-Length: 7"),
    "gzip-bomb": headers_then([gzip.compress(b"0" * 10_000_000)], "Content-Encoding: gzip"),
    "bad-chunks": headers_then([b"zz\r\nno chunk"], "Transfer-Encoding: chunked"),
}


def test_pages_that_are_there(server: Server, base: str) -> None:
    server.routes |= {f"/{name}": route for name, route in THERE.items()}
    assert _ask(*(f"{base}/{name}" for name in THERE)) == []


NO_HTTP = "its server breaks off, or does not speak HTTP"
NOT_THERE: dict[str, tuple[Route, str]] = {
    "404": (first(says("404 Not Found")), "the server answers 404 Not Found"),
    "410": (first(says("410 Away")), "the server answers 410 Gone"),
    "circle": (first(says("302 Found", "Location: /circle")), "it redirects more than 10 times"),
    "file": (first(says("302 Found", "Location: file:///etc/passwd")), "it is not a web address, or redirects to what is none"),
    "ftp": (first(says("302 Found", "Location: ftp://127.0.0.1/")), "it is not a web address, or redirects to what is none"),
    "nowhere": (first(says("302 Found", "Location: http://127.0.0.1:port/")), "it redirects to what is no web address"),
    "closes": (first(b""), NO_HTTP),
    "garbage": (first(b"\x00\xff garbage\r\n\r\n"), NO_HTTP),
    "http-0.9": (first(b"<h1>HTTP/0.9</h1>"), NO_HTTP),
    "huge-headers": (first(says("200 OK", "X: " + "x" * 200_000)), NO_HTTP),
    "endless-headers": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"." * 50_000), NO_HTTP),
}  # fmt: skip


def test_pages_that_are_not_there(server: Server, base: str) -> None:
    server.routes |= {f"/{name}": route for name, (route, _) in NOT_THERE.items()}
    messages = _ask(*(f"{base}/{name}" for name in NOT_THERE))
    assert [str(message).partition("\n")[0] for message in messages] == [
        f'{PLACE}: "{base}/{name}" leads nowhere: {said}' for name, (_, said) in NOT_THERE.items()
    ]
    assert {message.severity for message in messages} == {"problem"}


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: "], ids=["nothing", "headers for ever"])
def test_a_server_that_keeps_one_waiting(server: Server, base: str, start: bytes) -> None:
    started = time.monotonic()
    said = _said(server, base, endless(start, b"." if start else b""), timeout=0.2)
    assert said == "problem: leads nowhere: no answer within 0.2 seconds"
    assert time.monotonic() - started < 4


def test_a_server_that_keeps_only_head_waiting(server: Server, base: str) -> None:
    assert _said(server, base, lambda method, nth, head: repeat(b"") if method == "HEAD" else [GOOD], timeout=0.6) == ""


def test_what_turns_robots_away_is_only_doubtful(server: Server, base: str) -> None:
    doubtful = ("400 Bad Request", "401 Unauthorized", "403 Forbidden", "451 Unavailable For Legal Reasons",
                "500 Internal Server Error", "999")  # fmt: skip
    server.routes |= {f"/{status[:3]}": first(says(status)) for status in doubtful}
    assert [(each.severity, each.phrase) for each in _ask(*(f"{base}/{status[:3]}" for status in doubtful))] == [
        ("notice", f'"{base}/{status[:3]}" could not be checked: the server answers {status}') for status in doubtful
    ]


@pytest.mark.parametrize("after", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_server_that_asks_for_an_hour_is_left_alone(server: Server, base: str, after: str) -> None:
    said = _said(server, base, first(says("429 Too Many Requests", f"Retry-After: {after}"), GOOD))
    assert said == "notice: could not be checked: the server answers 429 Too Many Requests"
    assert server.asked.total() == 1


def test_a_busy_server_is_asked_three_times_and_no_more(server: Server, base: str) -> None:
    said = _said(server, base, first(BUSY))
    assert said == "notice: could not be checked: the server answers 503 Service Unavailable"
    assert server.asked == {("HEAD", "/x"): 1, ("GET", "/x"): 2}


def test_a_move_for_good_names_the_new_address(server: Server, base: str) -> None:
    server.routes |= {
        "/old": first(says("301 Moved Permanently", "Location: /newer")),
        "/newer": first(says("308 Permanent Redirect", "Location: /today")),
        "/today": first(says("302 Found", "Location: /login")),
        "/login": first(says("301 Moved Permanently", "Location: /form")),
        "/form": first(GOOD),
        "/gone": first(says("301 Moved Permanently", "Location: /nothing")),
        "/nothing": first(says("404 Not Found")),
    }
    moved, gone = _ask(f"{base}/old", f"{base}/today", f"{base}/gone")
    assert (moved.severity, moved.phrase) == ("notice", f'"{base}/old" has moved for good')
    assert moved.remedy == f'write "{base}/today"'
    assert gone.phrase == f'"{base}/gone" leads nowhere: the server answers 404 Not Found'


@pytest.mark.parametrize(
    "to",
    [
        "127.0.0.1:{}",
        "localhost:{}",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[::1]",
        "[fd00::1]",
        "printer.local",
    ],
)
def test_a_redirect_into_a_private_network_is_not_followed(server: Server, base: str, to: str) -> None:
    port = base.rpartition(":")[2]
    server.routes |= {
        "/x": first(says("302 Found", f"Location: http://{to.format(port)}/secret")),
        "/secret": first(GOOD),
    }
    (message,) = _ask(f"http://us.museum:{port}/x")
    assert message.severity == "problem"
    assert "where no visitor can follow" in message.phrase
    assert {path for _, path in server.asked} == {"/x"}


def test_no_server_no_trust_no_host(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    server.routes["/tls"] = first(says("400 Bad Request"))
    urls = [
        f"http://127.0.0.1:{port}/",
        server.secure,
        server.clear.replace("http:", "https:"),
        "https://gone.invalid/",
        "http://127.0.0.1:99999/",
        "https://",
    ]
    said = [(each.severity, each.phrase.partition("leads nowhere: ")[2].partition(" (")[0]) for each in _ask(*urls)]
    assert said == [
        ("problem", "nothing answers there"),
        ("problem", "browsers will warn of its certificate"),
        ("problem", "no secure connection comes about"),
        ("problem", "there is no such host"),
        ("problem", "it is not a web address"),
        ("problem", "it is not a web address, or redirects to what is none"),
    ]
    assert server.asked == {("TLS", "/tls"): 1}


def test_a_machine_that_is_cut_off_calls_no_link_dead(server: Server, base: str) -> None:
    messages = _ask("https://gone.invalid/", "https://lost.invalid/")
    assert [(each.severity, each.phrase.partition('" ')[2]) for each in messages] == [
        ("notice", "could not be checked: not one host was found")
    ] * 2
    server.routes["/x"] = first(GOOD)
    assert {each.severity for each in _ask("https://gone.invalid/", "https://lost.invalid/", f"{base}/x")} == {
        "problem"
    }
    assert {each.severity for each in _ask("https://gone.invalid/a", "https://gone.invalid/b")} == {"problem"}


def test_the_proxy_of_an_office_is_used(server: Server, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", base)
    server.routes["gone.invalid:443"] = first(says("407 Proxy Authentication Required"))
    (message,) = _ask("https://gone.invalid/")
    assert message.severity == "notice"
    assert message.phrase == '"https://gone.invalid/" could not be checked: this network\'s proxy refused'


def test_one_host_is_never_crowded_and_each_link_asked_once(server: Server, base: str) -> None:
    waiting: list[int] = []

    def route(method: str, nth: int, head: bytes) -> Iterator[bytes]:
        waiting.append(waiting[-1] + 1 if waiting else 1)
        yield from (b"", b"")
        waiting.append(waiting[-1] - 1)
        yield GOOD

    paths = [f"/{number}" for number in range(20)]
    server.routes |= dict.fromkeys(paths, route)
    assert _ask(*(base + path for path in paths * 2)) == []
    assert server.asked == {("HEAD", path): 1 for path in paths}
    assert max(waiting) == 2


def test_who_asks_is_said_and_nothing_else(server: Server, base: str) -> None:
    assert _said(server, base, first(GOOD)) == ""
    head = server.heads[-1].decode().lower()
    assert "user-agent: event-microsite-link-check/" in head
    assert {line.partition(":")[0] for line in head.split("\r\n")[1:] if line} == {
        "host", "user-agent", "accept", "accept-encoding", "connection",
    }  # fmt: skip


def test_time_is_up_for_what_comes_last(server: Server, base: str) -> None:
    server.routes |= {"/good": first(GOOD), "/silent": lambda method, nth, head: repeat(b"")}
    (message,) = _ask(f"{base}/good", f"{base}/silent", limit=0.3)
    assert (message.severity, message.phrase) == ("notice", f'"{base}/silent" could not be checked: time was up')


def test_what_answered_well_is_not_asked_again_for_a_day(server: Server, base: str, tmp_path: Path) -> None:
    cache = tmp_path / "new" / "links.json"
    server.routes |= {"/good": first(GOOD), "/bad": first(says("404 Not Found"))}
    for hours, asked in ((0, 1), (12, 1), (23, 1), (25, 2)):
        assert len(_ask(f"{base}/good", f"{base}/bad", cache=cache, now=NOW + hours * 3600)) == 1
        assert server.asked["HEAD", "/good"] == asked
    assert server.asked["HEAD", "/bad"] == 4


@pytest.mark.parametrize("text", ["", "[]", '{"BASE/x": null}', "[" * 100_000])
def test_a_damaged_cache_is_none(server: Server, base: str, tmp_path: Path, text: str) -> None:
    cache = tmp_path / "links.json"
    cache.write_text(text.replace("BASE", base))
    server.routes["/x"] = first(GOOD)
    assert _ask(f"{base}/x", cache=cache) == []
    assert server.asked.total() == 1
    assert json.loads(cache.read_text()) == {f"{base}/x": NOW}


def test_a_message_names_every_place_and_says_that_it_is_the_registration(server: Server, base: str) -> None:
    server.routes["/x"] = first(says("404 Not Found"))
    places = tuple(Place("content/a.md", line) for line in range(1, 7))
    (message,) = ask([OutboundLink(f"{base}/x", places, is_registration=True)], None, NOW)
    assert message.place == places[0]
    assert message.phrase == f'the registration link "{base}/x" leads nowhere: the server answers 404 Not Found'
    assert message.remedy == (
        "copy the address again from the browser, or take the link out; it also stands at "
        "content/a.md:2:1, content/a.md:3:1, content/a.md:4:1 and 2 more"
    )


def test_a_long_path_in_another_script_arrives(server: Server, base: str) -> None:
    path = "/%C3%A4%20" + "long" * 3000
    server.routes[path] = first(GOOD)
    assert _ask(base + path) == []
