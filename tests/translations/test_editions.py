"""A site in several languages: words where they are translated, the default language where not, facts always once."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.translations.sample import AGENDA, SITE, build_site, read_page


def test_each_language_has_its_words_and_its_addresses(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said, out = build_site(site, capsys)
    assert status == 0, said
    home = read_page(out, "fr")
    assert '<html lang="fr" dir="ltr">' in home
    for words in ("Journée Exemple", "Une journée d’exemples.", "S’inscrire", "jeudi 6 juin 2024", "À propos"):
        assert words in home
    assert 'href="venir/#train"' in home
    assert "En train." in read_page(out, "fr/venir")
    assert 'href="travel/#train"' in read_page(out, "")


def test_pages_name_each_other_in_every_language(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = build_site(site, capsys)[2]
    links = '<link rel="alternate" hreflang="{}" href="https://example.event/day/{}">'
    for path in ("travel", "fr/venir", "ar/travel"):
        page = read_page(out, path)
        for language, address in (
            ("en", "travel/"), ("fr", "fr/venir/"), ("ar", "ar/travel/"), ("x-default", "travel/")
        ):  # fmt: skip
            assert links.format(language, address) in page
    assert re.search(
        r'<a href="../../ar/travel/" lang="ar" dir="rtl" hreflang="ar">العربية</a>', read_page(out, "fr/venir")
    )
    sitemap = (out / "sitemap.xml").read_text("utf-8")
    assert '<xhtml:link rel="alternate" hreflang="fr" href="https://example.event/day/fr/venir/"/>' in sitemap


def test_facts_come_from_the_default_language(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = build_site(site, capsys)[2]
    agenda = read_page(out, "fr/agenda")
    assert "Ouverture" in agenda
    assert "Room A" in agenda
    assert '<h3 class="session-title" lang="en" dir="ltr">Closing</h3>' in agenda
    sessions = {
        path: json.loads((out / path).read_text("utf-8"))["sessions"] for path in ("event.json", "fr/event.json")
    }
    assert [each["start"] for each in sessions["event.json"]] == [each["start"] for each in sessions["fr/event.json"]]
    uid = re.compile(r"^UID:.*$", re.MULTILINE)
    texts = [(out / path).read_bytes().decode() for path in ("agenda/opening.ics", "fr/agenda/opening.ics")]
    assert uid.findall(texts[0]) == uid.findall(texts[1])
    assert "SUMMARY:Ouverture" in texts[1]


def test_a_missing_translation_shows_the_default_language_under_a_notice(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _status, said, out = build_site(site, capsys)
    page = read_page(out, "ar/travel")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<h1 lang="en"><bdi>Travel</bdi></h1>' in page
    assert '<div class="prose" lang="en" dir="ltr"> <h2' in page.replace("<section> ", "")
    assert 'class="untranslated"' in page
    assert "notice: content/ar/travel.md:1:1: this file is missing, and its page is in English\n" in said
    assert 'the title has no "ar" text' in said
    assert "content/fr/agenda.md:1:1: 1 of 2 sessions are not translated\n" in said
    assert build_site(site, capsys, "--strict")[0] == 1


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (
            "## 10:00 Ouverture {#opening}",
            'notice: content/fr/agenda.md:1:4: the time "10:00" stands in the original',
            0,
        ),
        (
            "## 10:30 Ouverture {#opening}",
            'content/fr/agenda.md:1:4: the time "10:30" is not the original\'s, 10:00',
            1,
        ),
        (
            "## Ouverture {#opening}\nRoom: Room B",
            'content/fr/agenda.md:2:7: the room "Room B" is not the original\'s, "Room A"',
            1,
        ),
        ("## Ouverture {#opening}\nRoom: Room A", "", 0),
        (
            "## Ouverture {#opening}\nTrack: Débuts\n\n## Clôture {#closing}\nTrack: Commencements",
            'the track "Beginnings" is called "Débuts" in content/fr/agenda.md:2:8, and "Commencements" here',
            1,
        ),
        (
            "## Ouverture {#opening}\nTags: premier",
            'content/fr/agenda.md:2:7: the tags "premier" translate "first, morning"',
            1,
        ),
        ("## Clôture {#closing}\nTags: fin", "content/fr/agenda.md:2:7: the original has no tags here", 1),
        ("## Ouverture {#opening}\nKind: panel", 'content/fr/agenda.md:2:7: kind: "panel" is not the original', 1),
        ("## Ouverture {#opening}\nSpeakers: Une représentante de l’exemple", "", 0),
        ("## Ouverture {#opening}\nSpeakers: A, B", 'speakers: "A, B" is not the original', 1),
        ("## Ouverture {#opneing}", 'the original agenda has no session "opneing"\n    did you mean "opening"?', 1),
        ("Rien que des mots.", "content/fr/agenda.md:1:1: 2 of 2 sessions are not translated", 0),
        ("## Ouverture", 'write the id of the original behind it, such as "Ouverture {#opening}"', 1),
        ("## Début\n\n## 11:00 Clôture", 'behind it, such as "Clôture {#closing}"', 1),
        (
            "# Programme\n\n# Jeudi\n\n## Ouverture {#opening}",
            'content/fr/agenda.md:3:3: "# Jeudi" begins day 2, and the original agenda has 1',
            1,
        ),
        (
            "## Ouverture {#opening}\n\n## Clôture {#opening}",
            '"Clôture" has the id "opening", which "Ouverture" on line 1 has already',
            1,
        ),
        (
            "# Jour\n\n## Ouverture {#opening}\n\n### 11:30 Clôture {#closing}",
            'agenda.md:5:5: the time "11:30" is not',
            1,
        ),
    ],
)
def test_a_translated_agenda_carries_words_only(
    site: Path, capsys: pytest.CaptureFixture[str], words: str, said: str, status: int
) -> None:
    (site / "content/fr/agenda.md").write_text(words + "\n", "utf-8")
    found = build_site(site, capsys)
    assert (found[0], said in found[1]) == (status, True), found[1]


def test_fields_may_be_called_what_their_labels_are_in_the_language(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content/ar").mkdir()
    (site / "content/ar/agenda.md").write_text("## الافتتاح {#opening}\nالقاعة: القاعة أ\n\nالبداية.\n", "utf-8")
    agenda = read_page(build_site(site, capsys)[2], "ar/agenda")
    assert "<bdi>القاعة أ</bdi>" in agenda
    assert "القاعة:" not in agenda


def test_a_file_whose_front_matter_is_wrong_is_not_called_missing(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content/fr/travel.md").write_text("---\ntitel: Voyage\n---\n\n## Train {#train}\n", "utf-8")
    said = build_site(site, capsys)[1]
    assert 'content/fr/travel.md:2:1: unknown key "titel"\n    did you mean "title"?' in said
    assert "content/fr/travel.md:1:1" not in said


def test_a_speaker_is_translated_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/speakers.md").write_text("## Speaker 1\n\nOne.\n", "utf-8")
    (site / "content/fr/speakers.md").write_text("## Speaker 1\n\nUn.\n\n## Speaker 1\n\nEncore.\n", "utf-8")
    status, said, _out = build_site(site, capsys)
    assert status == 1
    assert 'content/fr/speakers.md:5:4: "Speaker 1" stands on line 1 already\n    keep one of the two' in said


def test_a_folder_for_a_language_the_site_does_not_have_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/de").mkdir()
    (site / "content/de/travel.md").write_text("Mit dem Zug.\n", "utf-8")
    said = build_site(site, capsys)[1]
    assert (
        "notice: content/de/travel.md:1:1: this looks like a translation into German, which is no language of the site\n"
        "    write languages: [en, fr, ar, de] under site:, or give content/de/ another name\n"
    ) in said


def test_old_addresses_lead_on_in_each_language(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    travel = "title: {}\nslug: {}\nredirect_from: [{}]\n---\n\n## Train {{#train}}\n"
    (site / "content/travel.md").write_text("---\n" + travel.format("Travel", "travel", "/trains/, /voyage/"), "utf-8")
    (site / "content/fr/travel.md").write_text("---\n" + travel.format("Voyage", "voyage", "/fr/trajet/"), "utf-8")
    out = build_site(site, capsys)[2]
    lines = {line.split()[0]: line.split()[1] for line in (out / "_redirects").read_text("utf-8").splitlines()}
    assert {old: new for old, new in lines.items() if old.endswith("/")} == {
        "/trains/": "/day/travel/", "/voyage/": "/day/travel/", "/ar/trains/": "/day/ar/travel/",
        "/ar/voyage/": "/day/ar/travel/", "/fr/trains/": "/day/fr/voyage/", "/fr/trajet/": "/day/fr/voyage/",
    }  # fmt: skip
    assert "Cette page a été déplacée" in read_page(out, "fr/trajet")


def test_a_name_translated_once_is_translated_everywhere(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "## Ouverture {#opening}\nRoom: Salle A\nTrack: Débuts\nTags: premier, matin\n\nLe début.\n\n## Clôture {#closing}\n"
    (site / "content/fr/agenda.md").write_text(words, "utf-8")
    _status, said, out = build_site(site, capsys)
    agenda = read_page(out, "fr/agenda")
    assert "content/fr" not in said
    for text in ("<bdi>Salle A</bdi>", "<bdi>premier, matin</bdi>", '<bdi lang="en">Room B</bdi>'):
        assert text in agenda
    assert agenda.count("<bdi>Débuts</bdi>") == 2
    assert '<bdi lang="en">Beginnings</bdi>' in read_page(out, "ar/agenda")
    sessions = json.loads((out / "fr/event.json").read_text("utf-8"))["sessions"]
    assert [(each["room"], each["track"]) for each in sessions] == [("Salle A", "Débuts"), ("Room B", "Débuts")]


def test_a_text_without_translation_below_a_translated_title_says_its_language(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content/fr/agenda.md").write_text("## Ouverture {#opening}\n\n## Clôture {#closing}\n", "utf-8")
    _status, said, out = build_site(site, capsys)
    assert '<div class="prose" lang="en" dir="auto"> <p>How it begins.</p>' in read_page(out, "fr/agenda")
    assert "the text below {#opening} is not translated" in said
    assert "2 of 2 sessions" not in said
    assert "tracks not translated yet: Beginnings" in said


def test_the_page_of_a_session_says_that_it_is_not_translated(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/sessions").mkdir()
    (site / "content/sessions/closing.md").write_text("The end.\n", "utf-8")
    page = read_page(build_site(site, capsys)[2], "fr/agenda/closing")
    assert 'class="untranslated"' in page
    assert '<h1 lang="en" dir="ltr">Closing</h1>' in page


def test_people_who_are_no_names_are_translated(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/fr/agenda.md").write_text(
        "## Ouverture {#opening}\nSpeakers: Représentante de l’exemple\n", "utf-8"
    )
    out = build_site(site, capsys)[2]
    assert "Représentante de l’exemple" in read_page(out, "fr/agenda")
    assert "Representative of the example" in read_page(out, "ar/agenda")


def test_a_file_that_translates_nothing_is_a_problem(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(site / "content/fr/travel.md", site / "content/fr/travels.md")
    status, said, _out = build_site(site, capsys)
    assert status == 1
    assert (
        'content/fr/travels.md:1:1: there is no content/travels.md that this translates\n    did you mean "travel.md"?'
        in said
    )


def test_an_agenda_that_is_not_translated_is_called_so_in_its_readers_language(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content/agenda.md").write_text(f"---\ntitle: What happens\n---\n{AGENDA}", "utf-8")
    out = build_site(site, capsys)[2]
    assert "<h1>What happens</h1>" in read_page(out, "agenda")
    page = read_page(out, "ar/agenda")
    assert "<h1>البرنامج</h1>" in page
    assert 'aria-current="page"><bdi>البرنامج</bdi></a>' in page


@pytest.mark.parametrize(
    ("organizers", "label"), [(1, "Organizator"), (2, "Organizatorja"), (3, "Organizatorji"), (5, "Organizatorji")]
)
def test_organizers_are_counted_as_the_language_counts(
    site: Path, capsys: pytest.CaptureFixture[str], organizers: int, label: str
) -> None:
    names = ", ".join(f"{{name: Example Organisation {number}}}" for number in range(organizers))
    facts = SITE.replace("fr, ar", "fr, sl").replace("{name: Example Organisation}", names)
    (site / "site.yaml").write_text(facts, "utf-8")
    page = read_page(build_site(site, capsys)[2], "sl")
    assert f"<dt>{label}</dt>" in page
    assert f'<p class="label">{label}</p>' in page


def test_an_address_is_joined_as_the_language_joins_parts_and_a_list_as_it_lists(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    venue = "{name: Hall, street: Street 1, city: Zürich, country: CH}"
    facts = SITE.replace("fr, ar", "fr, zh").replace(
        "  - id: online", f"  - id: hall\n    mode: in-person\n    venue: {venue}\n  - id: online"
    )
    facts = facts.replace("  updated", "  languages_spoken: [en, fr]\n  updated")
    (site / "site.yaml").write_text(facts, "utf-8")
    out = build_site(site, capsys)[2]
    page = read_page(out, "zh")
    assert "<bdi>Hall，Street 1，Zürich，瑞士</bdi>" in page
    assert re.sub("<.*?>", "", page).count("Hall，Street 1，Zürich，瑞士") == 2
    assert "<dd>英语、法语</dd>" in page
    assert "LOCATION:Hall，Street 1，Zürich，瑞士" in (out / "zh/event.ics").read_text("utf-8")


def test_words_of_site_yaml_that_are_lent_say_their_language(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/speakers.md").write_text("## Speaker 1\nRole: Chair\nOrganization: Example\n", "utf-8")
    out = build_site(site, capsys)[2]
    for text in (
        '<h1><bdi lang="en">Example Day</bdi></h1>',
        '<p class="summary" lang="en" dir="auto">A day of examples.</p>',
        'href="https://register.event/" lang="en">Register</a>',
        '<a class="brand" href="./"><bdi lang="en">Example Day</bdi></a>',
    ):
        assert text in read_page(out, "ar")
    assert 'lang="en">' not in read_page(out, "fr").partition("<main")[2]
    assert '<bdi lang="en">Chair</bdi><br><bdi>Example</bdi>' in read_page(out, "ar/speakers")


def test_many_languages_are_folded_up_under_the_one_that_is_shown(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 'aria-label="Langue"> <ul>' in read_page(build_site(site, capsys)[2], "fr")
    (site / "site.yaml").write_text(SITE.replace("fr, ar", "fr, ar, de, el, nl, pl"), "utf-8")
    page = read_page(build_site(site, capsys)[2], "fr")
    assert 'aria-label="Langue"> <details> <summary>Langue : Français</summary> <ul>' in page
