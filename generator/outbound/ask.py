"""What the servers of outbound links answer.

httpx2, the continuation of httpx: it brings what a hand-made client would lack, the network's proxy and the machine's own
trust store (offices have both), cookies, IDNA 2008, and, being asynchronous, one deadline over everything an answer
may drag out. Tornado, which is here already, knows neither proxies nor cookies; urllib has no deadline over
headers that come drop by drop; aiohttp weighs six times as much. No body is ever read, so none can do harm.
"""

import asyncio
import contextlib
import ipaddress
import json
import re
import socket
import ssl
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal, NamedTuple

import httpx2

from generator import __version__
from generator.outbound.links import OutboundLink, host
from generator.problems import Message, notice, problem

_DAY = 86_400
_HOPS = 10
_AT_ONCE = 16
_PATIENCE = 20
_HEADERS = {"User-Agent": f"event-microsite-link-check/{__version__}", "Accept": "text/html, */*;q=0.8"}

_LOOK = "open it in a browser; if it fails there too, ask whoever runs that site"
_COPY = "copy the address again from the browser, or take the link out"
_NO_HOST = "there is no such host"
_FAULTS: tuple[tuple[type[BaseException], str, str], ...] = (
    (socket.gaierror, _NO_HOST, "check how the host is spelt"),
    (ssl.SSLCertVerificationError, "browsers will warn of its certificate", "ask whoever runs that site to renew it"),
    (ssl.SSLError, "no secure connection comes about", _LOOK),
    (ConnectionRefusedError, "nothing answers there", _LOOK),
    (httpx2.ConnectError, "there is no way to its server", _LOOK),
    (httpx2.InvalidURL, "it is not a web address", _COPY),
    (httpx2.UnsupportedProtocol, "it is not a web address, or redirects to what is none", _COPY),
    (ValueError, "it is not a web address", _COPY),
    (OverflowError, "it is not a web address", _COPY),
)


class _Answer(NamedTuple):
    """What asking came to. `wait`: seconds after which to ask again, 0 for at once by GET, None for never."""

    kind: Literal["good", "moved", "unknown", "dead"]
    phrase: str = ""
    remedy: str = ""
    wait: float | None = None


def ask(
    links: Iterable[OutboundLink], cache: Path | None, now: float, *, timeout: float = 10, per_host: int = 2,
    pause: float = 0.1, limit: float = 300, tell: Callable[[str], None] = lambda _: None,
) -> tuple[Message, ...]:  # fmt: skip
    """What is wrong with the links, in their order: problems for dead ones, notices for moved and doubtful ones.

    `cache` is a JSON file of what answered well within a day of `now` (POSIX seconds). In seconds: `timeout` for a
    request with its redirects, `pause` before the next at the same host, `limit` for all. `tell` hears each url as it is asked.
    """
    links = tuple(links)
    fresh = _recall(cache, now)
    asker = _Asker(now, timeout, pause, per_host, tell)
    answers = asyncio.run(asker.ask_all([link.url for link in links if link.url not in fresh], limit))
    if len({host(url) for url in answers}) > 1 and all(answer.phrase.endswith(_NO_HOST) for answer in answers.values()):
        answers = dict.fromkeys(answers, _OFFLINE)
    good = {url: now for url, answer in answers.items() if answer.kind == "good"}
    if cache:
        with contextlib.suppress(OSError):
            cache.parent.mkdir(parents=True, exist_ok=True)
            cache.write_text(json.dumps(fresh | good, indent=1), encoding="utf-8")
    said = ((link, answers[link.url]) for link in links if link.url in answers)
    return tuple(_message(link, answer) for link, answer in said if answer.kind != "good")


def _recall(cache: Path | None, now: float) -> dict[str, float]:
    """When which url last answered well, a day ago at most; nothing where the file is missing or damaged."""
    try:
        kept = json.loads(cache.read_text("utf-8")) if cache else {}
        return {url: float(at) for url, at in kept.items() if 0 <= now - float(at) < _DAY}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _message(link: OutboundLink, answer: _Answer) -> Message:
    """One message for one address, at the first of its places; the others are named in the remedy."""
    name = f'the registration link "{link.url}"' if link.is_registration else f'"{link.url}"'
    place, *others = link.places
    also = ", ".join(map(str, others[:3])) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
    remedy = answer.remedy + (f"; it also stands at {also}" if others else "")
    return (problem if answer.kind == "dead" else notice)(place, f"{name} {answer.phrase}", remedy)


# Systems say of every host that there is none when it is they who are cut off.
_OFFLINE = _Answer("unknown", "could not be checked: not one host was found", "see whether this machine is online")


class _Asker:
    """One round of asking: at most `per_host` requests to a host at a time, and not one right after the other."""

    def __init__(self, now: float, timeout: float, pause: float, per_host: int, tell: Callable[[str], None]) -> None:
        self._now, self._timeout, self._pause, self._tell = now, timeout, pause, tell
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._everywhere = asyncio.Semaphore(_AT_ONCE)

    async def ask_all(self, urls: list[str], limit: float) -> dict[str, _Answer]:
        async with httpx2.AsyncClient(headers=_HEADERS, timeout=None) as client:  # the deadline stands in _request
            tasks = {asyncio.create_task(self._ask(client, url)): url for url in dict.fromkeys(urls)}
            done, late = await asyncio.wait(tasks, timeout=limit) if tasks else (set(), set())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        unasked = _Answer("unknown", "could not be checked: time was up", "check the links again")
        return {url: task.result() if task in done else unasked for task, url in tasks.items()}

    async def _ask(self, client: httpx2.AsyncClient, url: str) -> _Answer:
        async with self._hosts[host(url)], self._everywhere:
            self._tell(url)
            answer = await self._request(client, "HEAD", url)
            # Servers are known to refuse HEAD with any status, or to hang: only what GET says counts.
            if answer.wait is not None:
                await asyncio.sleep(answer.wait)
                answer = await self._request(client, "GET", url)
            if answer.wait:
                await asyncio.sleep(answer.wait)
                answer = await self._request(client, "GET", url)
            await asyncio.sleep(self._pause)
            return answer

    async def _request(self, client: httpx2.AsyncClient, method: str, url: str) -> _Answer:
        try:
            async with asyncio.timeout(self._timeout):
                return await self._follow(client, client.build_request(method, url))
        except TimeoutError:
            return _Answer("dead", f"leads nowhere: no answer within {self._timeout:g} seconds", _LOOK, 0)
        except httpx2.ProxyError:
            return _Answer("unknown", "could not be checked: this network's proxy refused", _LOOK)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, ExceptionGroup) as error:
            return _explain(error)

    async def _follow(self, client: httpx2.AsyncClient, request: httpx2.Request) -> _Answer:
        start, moved, is_lasting = request.url, "", True
        for _ in range(_HOPS + 1):
            response = await client.send(request, stream=True)
            await response.aclose()
            if response.next_request is None:
                return self._judge(response, moved if moved != str(start) else "")
            is_lasting = is_lasting and response.status_code in (301, 308)
            request = response.next_request
            if _is_private(request.url.host) and not _is_private(start.host):
                return _Answer(
                    "dead", f"leads nowhere: it redirects to {request.url.host}, where no visitor can follow", _LOOK
                )
            moved = str(request.url) if is_lasting else moved
        return _Answer("dead", f"leads nowhere: it redirects more than {_HOPS} times", _LOOK, 0)

    def _judge(self, response: httpx2.Response, moved: str) -> _Answer:
        """RFC 9110, section 15. Only 404 and 410 say that a page is gone; servers turn robots away with the others."""
        status = f"{response.status_code} {httpx2.codes.get_reason_phrase(response.status_code)}".rstrip()
        if response.status_code in (404, 410):
            return _Answer("dead", f"leads nowhere: the server answers {status}", _COPY, 0)
        if response.has_redirect_location:
            return _Answer("dead", "leads nowhere: it redirects to what is no web address", _LOOK, 0)
        if response.status_code >= 400:
            wait = self._patience(response) if response.status_code in (429, 503) else 0
            return _Answer("unknown", f"could not be checked: the server answers {status}", _LOOK, wait)
        return _Answer("moved", "has moved for good", f'write "{moved}"') if moved else _Answer("good")

    def _patience(self, response: httpx2.Response) -> float | None:
        """Seconds to wait as Retry-After has it (RFC 9110, section 10.2.3); None when that is too long."""
        value = response.headers.get("Retry-After", "1")
        try:
            seconds = float(value) if value.isdigit() else parsedate_to_datetime(value).timestamp() - self._now
        except ValueError:
            seconds = 1.0
        return max(seconds, 0.1) if seconds <= _PATIENCE else None


def _is_private(name: str) -> bool:
    """Whether a host is this machine, or in a network that visitors are not in: nobody may send us there either."""
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return re.search(r"(^|\.)(localhost|local|internal|home\.arpa)\.?$", name) is not None


def _explain(error: Exception) -> _Answer:
    """The first fault in the chain of causes that has a name; a broken connection when none has."""
    causes = list(_causes(error))
    for kind, phrase, remedy in _FAULTS:
        for cause in causes:
            if isinstance(cause, kind):
                detail = f" ({cause.verify_message})" if isinstance(cause, ssl.SSLCertVerificationError) else ""
                return _Answer("dead", f"leads nowhere: {phrase}{detail}", remedy)
    return _Answer("dead", "leads nowhere: its server breaks off, or does not speak HTTP", _LOOK, 0)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and what led to it; anyio gathers the errors of several IP addresses in a group."""
    while error:
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from (cause for each in error.exceptions for cause in _causes(each))
        error = error.__cause__ or error.__context__
