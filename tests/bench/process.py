"""A command as whoever types it has it: a whole process with all that it starts, its seconds and its memory."""

import http.client
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Command = Sequence[str | Path]


def seconds(command: Command, folder: Path) -> float:
    """Wall time of a run; raises CalledProcessError where it fails."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


def peak_megabytes(command: Command, folder: Path) -> float:
    """The most that the process and its children held at one moment, what they share counted once (proc(5), Pss)."""
    peak = 0
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_kilobytes, _family(process.pid))))
            time.sleep(0.02)
    return peak / 1024


def until_served(command: Command, folder: Path, path: str, save: Callable[[str], object], rounds: int) -> list[float]:
    """Seconds from a save to the first answer that has it; `command` lacks the port, its last word, and `save` puts
    a word into the page at `path`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    taken = []
    with subprocess.Popen(
        [*command, str(port)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(port, path, b"")
            for number in range(rounds):
                time.sleep(1)  # as long as it takes to be done with the save before
                word = f"saved{number}"
                started = time.perf_counter()
                save(word)
                _wait(port, path, word.encode())
                taken.append(time.perf_counter() - started)
        finally:
            process.terminate()
    return taken


def _wait(port: int, path: str, word: bytes) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status == 200 and word in answer.read():
                return
        except (OSError, http.client.HTTPException):
            pass  # it has not begun to listen, or is writing the file it sends
        time.sleep(0.002)
    raise TimeoutError(path)


def _family(pid: int) -> list[int]:
    """A process and those it started, theirs too."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
