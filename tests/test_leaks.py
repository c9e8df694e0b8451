"""What looks private is named before it is published; what is meant for everyone is left alone."""

import time

import pytest

from generator.document import read_document
from generator.leaks import leaked_facts, leaked_words
from generator.sources import MarkdownText

PASSCODE = "a1B2c3D4e5"
# Put together here, so that no scanner of secrets takes this file for a leak.
KEY = "AKIA" + "ABCDEFGHIJKLMNOP"
PEOPLE = [f"speaker{number}@conference.test" for number in range(1, 7)]


def _phrases(text: str) -> list[str]:
    return [message.phrase for message in leaked_words(MarkdownText(text, "content/practical.md", 5))]


@pytest.mark.parametrize(
    "text",
    [
        f"Join at https://us02web.zoom.us/j/81234567890?pwd={PASSCODE}#success.",
        f"[Join](https://conference.zoom.us/w/81234567890?tk={PASSCODE}&pwd=x)",
        "Hosts start at https://zoom.us/s/81234567890",
        "<https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc/0?context=x>",
        "https://teams.live.com/meet/9312345678901?p=abcdef",
        "Meet: https://meet.google.com/abc-defg-hij",
        "https://conference.webex.com/conference/j.php?MTID=m0123456789abcdef",
        "https://conference.webex.com/meet/office",
        f"https://zoom.us/my/boardroom?pwd={PASSCODE}",
        f"zoommtg://zoom.us/join?confno=81234567890&pwd={PASSCODE}",
        "https://teams.microsoft.com/dl/launcher/launcher.html?url=%2F_%23%2Fl%2Fmeetup-join%2F19%3ameeting",
    ],
)
def test_a_link_that_lets_anyone_in_is_told_and_not_repeated(text: str) -> None:
    (phrase,) = _phrases(text)
    assert phrase.startswith("this looks like a private join link: ")
    assert PASSCODE not in phrase


@pytest.mark.parametrize(
    "text",
    [
        "Passcode: 482915",
        "**Access code:** 7731-A",
        "The password is welcome2024.",
        "Meeting password = s3cret99",
        "Mot de passe : bienvenue24",
        "Zugangscode: 4711-08",
        "Kenncode: 482915",
        "Code secret : 482915",
        "Código de acceso: 482915",
        "CONTRASEÑA: 482915",
    ],
)
def test_an_access_code_is_told(text: str) -> None:
    (phrase,) = _phrases(text)
    assert phrase.startswith("this looks like an access code: ")


def test_a_letter_that_is_two_when_small_moves_nothing() -> None:
    (message,) = leaked_words(MarkdownText("İİİİ\n\nİ Passcode: 482915", "content/practical.md", 5))
    assert message.phrase == 'this looks like an access code: "Passcode…"'
    assert str(message.place) == "content/practical.md:7:3"


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        "token gh" + "p_" + "a1B2" * 9,
        "-----BEGIN RSA PRIVATE" + " KEY-----",
        "api_key: 0123456789abcdef0123",
        '"client_secret": "0a1b2c3d4e5f6a7b8c9d"',
    ],
)
def test_a_key_is_told(text: str) -> None:
    (phrase,) = _phrases(text)
    assert phrase.startswith("this looks like a key ")
    assert KEY not in phrase


@pytest.mark.parametrize(
    "text",
    [f"https://office:{PASSCODE}@files.conference.test/x", f"[db](postgres://office:{PASSCODE}@db.conference.test/x)"],
)
def test_an_address_with_a_password_is_told(text: str) -> None:
    (phrase,) = _phrases(text)
    assert phrase.startswith("this address has a user name or password in it: ")
    assert PASSCODE not in phrase


@pytest.mark.parametrize(
    "text", ["a." * 50_000 + "://", "a@" * 50_000, "- " * 50_000 + "@", "https://zoom.us/" * 5_000]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    started = time.process_time()
    assert _phrases(text) == []
    assert time.process_time() - started < 5


def test_a_list_with_an_address_a_line_is_told_whatever_stands_between_the_lines() -> None:
    phrase = "6 e-mail addresses stand here, as in a list of people"
    assert _phrases("Invited:\n\n" + "\n\n".join(f"- {each}" for each in PEOPLE)) == [phrase]
    assert _phrases("\n\n\n".join(f"<{each}>," for each in PEOPLE)) == [phrase]


def test_a_list_of_people_is_told_where_it_begins() -> None:
    (message,) = leaked_words(MarkdownText("Words.\n\n" + ",\n".join(PEOPLE), "content/practical.md", 5))
    assert (message.phrase, str(message.place), message.severity) == (
        "6 e-mail addresses stand here, as in a list of people", "content/practical.md:7:1", "notice",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Register at https://conference.zoom.us/webinar/register/WN_abc and get your link by mail.",
        "Watch live: https://zoom.us/j/81234567890",
        "Streamed on https://www.youtube.com/watch?v=dQw4w9WgXcQ and https://meet.google.com/",
        "Your access code is sent to you. The password is on your badge. No passcode: come as you are.",
        "How to keep an API key secret: a workshop on tokens, passwords and other secrets in 2024",
        "Dial-in: +32 2 123 45 67",
        "https://social.conference.test/@office and office@conference.test",
        f"Write to {PEOPLE[0]}, {PEOPLE[1]} or {PEOPLE[2]}.",
        "\n\n".join(f"Questions about track {number}: {address}" for number, address in enumerate(PEOPLE)),
        "commit 0123456789abcdef0123456789abcdef01234567",
    ],
)
def test_what_is_meant_for_everyone_is_left_alone(text: str) -> None:
    assert _phrases(text) == []


def test_facts_are_looked_at_wherever_they_stand() -> None:
    lines = [
        "event:", "  title: Passwords and you", "extra:", "  zoom: https://zoom.us/j/81234567890?pwd=a1B2c3",
        "  passcode: 482915", "  api_key: 0123456789abcdef0123", "  guests:", *(f"    - {each}" for each in PEOPLE),
    ]  # fmt: skip
    messages = sorted(leaked_facts(read_document("\n".join(lines), "site.yaml")))
    assert [(each.place.line, each.phrase.split(":")[0]) for each in messages] == [
        (4, "this looks like a private join link"), (5, "this looks like an access code"),
        (6, "this looks like a key that gives access to a service"),
        (8, "6 e-mail addresses stand here, as in a list of people"),
    ]  # fmt: skip
    assert all(each.remedy for each in messages)
