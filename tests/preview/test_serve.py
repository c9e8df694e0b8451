"""The running preview, as other programs meet it: who may ask, on which port, what it watches, how it ends."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.preview.program import make_site
from tests.preview.running import Running, eventually, running


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    with running(make_site(tmp_path / "site")) as preview:
        yield preview


def _ask(preview: Running, path: str = "/event/", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(preview.address).port or 0, timeout=10)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def _text(preview: Running, path: str = "") -> str:
    with urlopen(preview.address + path, timeout=10) as response:
        return str(response.read().decode())


def test_only_this_machine_s_own_names_are_answered(preview: Running) -> None:
    port = urlsplit(preview.address).port
    for name in ("localhost", f"localhost:{port}", "127.0.0.1", "[::1]:9", "192.0.2.7"):
        assert _ask(preview, Host=name).status == 200, name
    for name in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", f"evil.example:{port}"):
        assert _ask(preview, Host=name).status == 403, name


@pytest.mark.parametrize("path", ["/event/", "/.preview/socket"])
def test_a_foreign_site_is_refused(preview: Running, path: str) -> None:
    upgrade = {
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }  # fmt: skip
    for origin in ("http://evil.example", "null", "http://localhost:1", "https://"):
        assert _ask(preview, path, Origin=origin, **upgrade).status == 403, origin
    own = preview.address.removesuffix("/event/")
    assert _ask(preview, path, Origin=own, **upgrade).status in (101, 200)


def test_answers_are_not_stored_and_carry_the_site_s_headers(preview: Running) -> None:
    answer = _ask(preview, "/event/agenda/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "none, noarchive"
    assert answer.headers["ETag"] is None
    assert _ask(preview, "/event/none").status == 404
    assert _ask(preview, "/event/talk.ics").headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert _ask(preview, "/").headers["Location"] == "/event/"
    assert _ask(preview, "/event/..%2f..%2fetc/passwd").status == 404


def test_a_taken_port_is_passed_over(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(make_site(tmp_path / "site"), "--port", str(port)) as preview:
            assert port < int(urlsplit(preview.address).port or 0) < port + 20


def test_the_last_of_many_quick_states_is_served(preview: Running) -> None:
    for number in range(50):
        preview.write("content/index.md", f"state {number}")
        time.sleep(0.003 * (number % 5))
    eventually(lambda: "state 49<" in _text(preview))


def test_a_change_that_the_system_never_told_is_shown_all_the_same(tmp_path: Path) -> None:
    with running(make_site(tmp_path / "site"), "--deaf") as preview:
        for text in ("first", "second"):
            preview.write("content/index.md", text)
            eventually(lambda text=text: text in _text(preview))
        told = len(preview.reports())
        time.sleep(2)
        assert len(preview.reports()) == told


@pytest.mark.parametrize(("name", "text"), [("content/index.md", "turn {}"), ("templates/page.html", "<p>turn {}")])
def test_an_atomic_rename_is_seen_time_after_time(preview: Running, name: str, text: str) -> None:
    for turn in range(3):
        preview.write("new.tmp", text.format(turn))
        os.replace(preview.site / "new.tmp", preview.site / name)
        eventually(lambda turn=turn: f"turn {turn}" in _text(preview))


def test_site_yaml_may_be_replaced_removed_and_brought_back(preview: Running) -> None:
    for number in range(3):
        preview.write("new.tmp", f"/base{number}/")
        os.replace(preview.site / "new.tmp", preview.site / "site.yaml")
        eventually(lambda path=f"/base{number}/": _ask(preview, path).status == 200)
    assert preview.address.endswith("/base2/")
    (preview.site / "site.yaml").unlink()
    eventually(lambda: "there is no site.yaml here" in str(preview.messages))
    preview.write("site.yaml", "/event/")
    eventually(lambda: preview.messages == [] and _ask(preview).status == 200)


def test_a_folder_may_be_renamed_and_replaced(preview: Running) -> None:
    content, aside = preview.site / "content", preview.site / "aside"
    content.rename(aside)
    eventually(lambda: _ask(preview).status == 404)
    shutil.copytree(aside, content)
    eventually(lambda: "Home" in _text(preview))
    preview.write("content/index.md", "after the folder was replaced")
    eventually(lambda: "after the folder was replaced" in _text(preview))
    (content / "deep").mkdir()
    (content / "deep" / "new.md").write_text("below")
    eventually(lambda: "below" in _text(preview, "deep/new/"))
    (content / "deep").rename(content / "deeper")
    eventually(lambda: "below" in _text(preview, "deeper/new/") and _ask(preview, "/event/deep/new/").status == 404)
    (content / "deeper" / "new.md").write_text("edited below")
    eventually(lambda: "edited below" in _text(preview, "deeper/new/"))


def test_a_checkout_of_another_branch_is_shown(preview: Running) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=Speaker 7", "-c", "user.email=speaker@example.org"]
        subprocess.run(["git", *identity, *words], cwd=preview.site, check=True, capture_output=True)

    git("init", "--initial-branch", "first")
    git("add", ".")
    git("commit", "--message", "first")
    git("checkout", "-b", "second")
    preview.write("site.yaml", "/second/")
    preview.write("content/index.md", "another branch")
    shutil.rmtree(preview.site / "assets")
    git("add", ".")
    git("commit", "--message", "second")
    git("checkout", "first")
    eventually(lambda: "Home" in _text(preview) and preview.address.endswith("/event/"))
    git("checkout", "second")
    eventually(lambda: "another branch" in _text(preview) and preview.address.endswith("/second/"))


def test_two_hundred_files_at_once(preview: Running) -> None:
    for number in range(200):
        preview.write(f"content/page-{number}.md", f"number {number}")
    eventually(lambda: "number 199" in _text(preview, "page-199/") and "number 0" in _text(preview, "page-0/"))
    for number in range(200):
        (preview.site / f"content/page-{number}.md").unlink()
    eventually(lambda: _ask(preview, "/event/page-0/").status == _ask(preview, "/event/page-199/").status == 404)


def test_a_fault_of_the_generator_is_survived(preview: Running) -> None:
    preview.write("content/index.md", "CRASH")
    eventually(lambda: "not your fault" in str(preview.messages))
    assert "Home" in _text(preview)
    preview.write("content/index.md", "mended")
    eventually(lambda: "mended" in _text(preview) and preview.messages == [])


def test_a_template_s_mistake_is_told_though_nobody_looks(preview: Running) -> None:
    preview.write("templates/page.html", "{{ MISTAKE }}")
    eventually(lambda: preview.messages == ["templates/page.html:1:1: the template fails\n    compare it"])


def test_what_takes_long_is_tried_last_the_next_time(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "content/a.md").write_text("TOLD LONG")
    (site / "content/b.md").write_text("TOLD")

    def made(preview: Running) -> list[str]:
        return [report["made"] for report in preview.reports() if "made" in report]

    with running(site) as preview:
        eventually(lambda: made(preview) == ["TOLD LONG", "TOLD"])
        preview.write("content/index.md", "another state")
        eventually(lambda: len(made(preview)) == 4)
        assert made(preview)[2:] == ["TOLD", "TOLD LONG"]


def test_a_broken_start_comes_up_and_mends(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    shutil.rmtree(site / "content")
    (site / "site.yaml").unlink()
    with running(site) as preview:
        assert preview.messages == ["site.yaml:1:1: there is no site.yaml here\n    write one"]
        make_site(site)
        eventually(lambda: _ask(preview).status == 200)


def test_five_hundred_random_edits_with_damage_end_in_the_last_state(preview: Running) -> None:
    random = Random(6)
    texts = ["fine", "MISTAKE", "HINT", "CRASH", "", "\0", "x" * 100_000]
    names = ["content/index.md", "content/agenda.md", "content/_headers", "assets/style.css", "content/other.md"]
    sizes = []
    for number in range(500):
        name = random.choice(names)
        if random.random() < 0.1:
            (preview.site / name).unlink(missing_ok=True)
        else:
            preview.write(name, f"{random.choice(texts)} {number}")
        time.sleep(random.choice([0, 0, 0.02]))
        if number % 100 == 99:
            (preview.site / "content/other.md").unlink(missing_ok=True)
            make_site(preview.site)
            preview.write("content/index.md", f"state {number}")
            eventually(lambda number=number: f"state {number}<" in _text(preview) and preview.messages == [])
            sizes.append(_kilobytes(preview))
    assert sizes[-1] - sizes[0] < 10_000


def _kilobytes(preview: Running) -> int:
    status = Path(f"/proc/{preview.process.pid}/status")
    return int(status.read_text().split("VmRSS:")[1].split()[0]) if status.exists() else 0
