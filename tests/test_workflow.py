"""The workflow that publishes: its rules, and its steps run here as GitHub would, before a host on loopback."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
TEXT = (ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8")
# Everything as text: YAML 1.1 would make true of the key "on".
WORKFLOW: dict[str, Any] = yaml.load(TEXT, Loader=yaml.BaseLoader)
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
# Stands for uv: runs the real build, and notes the rest.
UV = f"""#!/bin/sh
shift
if [ "$1" = build.py ]; then exec "{sys.executable}" "$@"; fi
echo "$@" >> ran.txt
"""


def test_actions_are_pinned_and_their_versions_told() -> None:
    uses = re.findall(r"uses: (.*)", TEXT)
    assert len(uses) >= 5
    assert [each for each in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


def test_only_the_step_that_publishes_may_write() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name for name, job in JOBS.items() if "write" in job["permissions"].values()} == {"deploy"}
    assert not any("run" in step for step in JOBS["deploy"]["steps"])
    checkouts = [step for job in JOBS.values() for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_no_run_hangs_for_hours_and_no_text_of_strangers_reaches_the_shell() -> None:
    assert all(int(job["timeout-minutes"]) <= 20 for job in JOBS.values())
    assert all("${{" not in step.get("run", "") for job in JOBS.values() for step in job["steps"])


def test_publications_never_overtake_each_other() -> None:
    assert WORKFLOW["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
    assert JOBS["deploy"]["needs"] == "build"
    assert JOBS["build"]["if"] == "github.ref == 'refs/heads/main'"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None: ...


class Clone:
    """A repository with a small site, the machine that GitHub lends it, and the host it publishes to."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.host, self.summary = folder / "clone", folder / "host", folder / "summary.md"
        for name in ("generator", "templates", "assets"):
            shutil.copytree(ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "build.py", self.folder)
        (self.folder / ".ci").mkdir()
        shutil.copy(ROOT / ".ci" / "build", self.folder / ".ci")
        (ROOT / ".cache").mkdir(exist_ok=True)
        (self.folder / ".cache").symlink_to(ROOT / ".cache")  # pictures made before need not be made again
        shutil.copytree(ROOT / "tests" / "cases" / "minimal" / "content", self.folder / "content")
        facts = (ROOT / "tests" / "cases" / "minimal" / "site.yaml").read_text("utf-8")
        (self.folder / "site.yaml").write_text(facts.replace("https://minimal.event/", address), "utf-8")
        (folder / "bin").mkdir()
        self.tool(folder / "bin" / "uv", UV)
        self.tool(folder / "bin" / "pip", "#!/bin/sh\n")
        self.tool(folder / "bin" / "date", '#!/bin/sh\necho "$NOW"\n')
        self.environment = {
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary), "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        }  # fmt: skip
        self.git("init", "--quiet")
        self.commit("2024-01-05T08:00:00Z")

    def tool(self, path: Path, script: str) -> None:
        path.write_text(script, "utf-8")
        path.chmod(0o755)

    def git(self, *arguments: str, **more: str) -> None:
        identity = ["-c", "user.name=Editor", "-c", "user.email=editor@conference.test"]
        subprocess.run(["git", *identity, *arguments], cwd=self.folder, check=True, env=self.environment | more)

    def commit(self, date: str) -> None:
        self.git("add", "site.yaml", "content")
        self.git("commit", "--quiet", "--message=Edit", GIT_COMMITTER_DATE=date, GIT_AUTHOR_DATE=date)

    def edit(self, old: str, new: str) -> None:
        path = self.folder / "site.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def run(self, job: str, event: str, *, first: bool = False, now: int = 1_704_500_000) -> list[str]:
        """The job's steps until one fails; returns what they printed, and an element "failed" at the end if one did."""
        # What GitHub would make of the expressions; a new one fails here until somebody says what it means.
        values = {
            "github.event_name == 'push'": event == "push", "${{ !inputs.first }}": not first,
            "${{ !inputs.first && 'published' || '' }}": "" if first else "published", "": True,
        }  # fmt: skip
        self.summary.unlink(missing_ok=True)
        printed: list[str] = []
        for step in JOBS[job]["steps"]:
            if "run" not in step or not values[step.get("if", "")]:
                continue
            variables = {name: str(values[value]) for name, value in step.get("env", {}).items()}
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]], cwd=self.folder, capture_output=True, text=True, timeout=60,
                env=self.environment | {"NOW": str(now)} | variables, check=False,
            )  # fmt: skip
            printed += [*done.stdout.splitlines(), *done.stderr.splitlines()]
            if done.returncode:
                return [*printed, "failed"]
        return printed

    def shell(self, script: str, **variables: str) -> None:
        environment = self.environment | {"NOW": "1704500000"} | variables
        subprocess.run(["bash", "-e", "-c", script], cwd=self.folder, env=environment, check=True, timeout=60)

    def publish(self, event: str = "push", *, first: bool = False, now: int = 1_704_500_000) -> None:
        printed = self.run("build", event, first=first, now=now)
        assert "failed" not in printed, printed
        shutil.rmtree(self.host, ignore_errors=True)
        shutil.copytree(self.folder / "_site", self.host)

    def published(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.host)): path.read_bytes() for path in self.host.rglob("*") if path.is_file()}


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    (tmp_path / "host").mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path / "host")))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Clone(tmp_path, f"http://127.0.0.1:{server.server_port}/")
    finally:
        server.shutdown()
        server.server_close()


def test_a_clone_publishes_and_says_what_changed(clone: Clone) -> None:
    clone.publish()
    assert "A Small Meeting" in (clone.host / "index.html").read_text("utf-8")
    assert "pytest" in (clone.folder / "ran.txt").read_text("utf-8")
    clone.edit("A Small Meeting", "A Great Meeting")
    clone.commit("2024-01-06T08:00:00Z")
    clone.publish()
    assert "is now called" in clone.summary.read_text("utf-8")
    assert "SEQUENCE:1" in (clone.host / "event.ics").read_text("utf-8")


def test_a_day_later_the_site_is_the_same_to_the_last_byte(clone: Clone) -> None:
    clone.publish()
    before = clone.published()
    clone.publish("schedule", now=1_704_500_000 + 86_400)
    assert clone.published() == before
    assert clone.summary.read_text("utf-8") == "Nothing changed.\n"


def test_what_only_time_changes_changes_by_itself(clone: Clone) -> None:
    clone.publish()
    before = clone.published()
    clone.publish("schedule", now=1_893_456_000)  # 2030
    assert clone.published()["index.html"] != before["index.html"]


def test_a_host_that_is_not_there_stops_all_but_the_first_publication(clone: Clone) -> None:
    clone.edit("http://127.0.0.1:", "http://unknown.invalid.:")
    assert "failed" in clone.run("build", "workflow_dispatch")
    clone.publish("workflow_dispatch", first=True)


def test_a_pull_request_gets_a_preview_and_its_changes(clone: Clone) -> None:
    clone.publish()
    clone.edit("A Small Meeting", "A Great Meeting")
    assert "failed" not in clone.run("preview", "pull_request")
    assert "is now called" in clone.summary.read_text("utf-8")
    preview = (clone.folder / "_site" / "index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in preview
    assert "A Great Meeting" in preview
    assert "Disallow: /\n" in (clone.folder / "_site" / "robots.txt").read_text("utf-8")


def test_a_problem_stands_on_the_line_it_is_about(clone: Clone) -> None:
    clone.edit("time_zone:", "time_zome:")
    printed = clone.run("preview", "pull_request")
    assert printed[-1] == "failed"
    assert any(re.match(r'::error file=site\.yaml,line=\d+,col=3::unknown key "time_zome"', line) for line in printed)


def test_what_would_stop_the_publication_stops_the_pull_request_with_a_preview(clone: Clone) -> None:
    (clone.folder / "content" / "privacy.md").write_text("TODO: Who answers?\n", "utf-8")
    assert clone.run("preview", "pull_request")[-1] == "failed"
    assert (clone.folder / "_site" / "privacy" / "index.html").exists()
    assert not (clone.folder / "_strict").exists()


def test_the_first_publication_needs_no_setting_where_the_host_says_that_nothing_is_there(clone: Clone) -> None:
    assert "failed" not in clone.run("build", "push")
    assert clone.summary.read_text("utf-8") == "This is the first publication.\n"


def test_an_event_with_placeholders_gets_a_preview_and_is_not_published(clone: Clone) -> None:
    clone.edit("url: http://127.0.0.1:", "url: https://events.example.org:")
    printed = clone.run("build", "push")
    assert printed[-1] == "failed"
    assert [line for line in printed if line.startswith("::error file=site.yaml,") and "is a placeholder" in line]
    printed = clone.run("preview", "pull_request")
    assert clone.summary.read_text("utf-8") == "This is the first publication.\n"
    assert (clone.folder / "_site" / "index.html").exists()
    assert printed[-1] == "failed"


@pytest.mark.parametrize(
    ("host", "variable", "published", "previewed"),
    [("Netlify", "CONTEXT", "production", "deploy-preview"), ("Cloudflare Pages", "CF_PAGES_BRANCH", "main", "edit")],
)
def test_the_command_readme_gives_publishes_and_previews(
    clone: Clone, host: str, variable: str, published: str, previewed: str
) -> None:
    command = re.search(rf"^# {host}\n(.*)$", README, re.MULTILINE)
    assert command
    clone.shell(command[1], **{variable: published})
    assert "Allow: /\n" in (clone.folder / "_site" / "robots.txt").read_text("utf-8")
    clone.shell(command[1], **{variable: previewed})
    assert "Disallow: /\n" in (clone.folder / "_site" / "robots.txt").read_text("utf-8")


def test_the_gitlab_job_readme_gives_publishes(clone: Clone) -> None:
    (job,) = [
        job
        for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
        for job in [yaml.safe_load(block)]
        if "pages" in job
    ]
    clone.shell("\n".join(job["pages"]["script"]))
    (folder,) = job["pages"]["artifacts"]["paths"]
    assert {"index.html", "index.html.br", "index.html.gz"} <= {path.name for path in (clone.folder / folder).iterdir()}


def test_a_file_is_as_old_as_its_last_commit_and_not_as_the_clone(clone: Clone) -> None:
    clone.publish()
    assert "<lastmod>2024-01-05</lastmod>" in (clone.host / "sitemap.xml").read_text("utf-8")
