"""Each test has the day in three languages in a folder of its own."""

from pathlib import Path

import pytest

from tests.translations.sample import AGENDA, SITE


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    files = {
        "site.yaml": SITE,
        "content/index.md": "## About\n\nSee [travel](travel.md#train).\n",
        "content/travel.md": "---\ntitle: Travel\n---\n\n## Train {#train}\n\nBy train.\n",
        "content/agenda.md": AGENDA,
        "content/fr/index.md": "## À propos\n\nVoir [le voyage](travel.md#train).\n",
        "content/fr/travel.md": "---\ntitle: Voyage\nslug: venir\n---\n\n## Train {#train}\n\nEn train.\n",
        "content/fr/agenda.md": "## Ouverture {#opening}\n\nLe début.\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder
