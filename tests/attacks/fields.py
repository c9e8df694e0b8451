"""Attacks by what is written into single facts, as (place, value, what a refusal says)."""

from typing import Any

from tests.attacks.sites import AGENDA, HOME, PAGE, SECRET, SPEAKER, SPEAKERS, TALK
from tests.attacks.texts import HOST

MARKUP = (
    "\"'><script>attack()</script><img src=x onerror=attack()>--><svg/onload=attack()>{{ 1337 * 7331 }}"
    '{% include "base.html" %}</title></script>[x](javascript:attack())'
)
TAGS = MARKUP.partition("[x]")[0].replace("src=x", "src=x.png alt=a")
LINES = "Words\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:x@attack.invalid\r\n /* https://attack.invalid 301\n"
COMMAS = 'a;b,c\\,d\\nATTACH;VALUE=URI:https://attack.invalid\\r\\n":x'
REVERSED = "\u202e\u2066Words\u200f"
NOTE = f"<!-- {SECRET} -->"
ESCAPES = "\x1b]8;;https://attack.invalid\x07Words"

# Every fact that is shown as it was written.
TEXTS = (
    "site.yaml#event.title", "site.yaml#event.short_title", "site.yaml#event.summary", "site.yaml#event.status_note",
    "site.yaml#event.follow_up.0.label", "site.yaml#attend.0.venue.name", "site.yaml#attend.0.venue.street",
    "site.yaml#attend.0.venue.postal_code", "site.yaml#attend.0.venue.city", "site.yaml#attend.0.venue.access_note",
    "site.yaml#attend.0.registration.label", "site.yaml#attend.0.registration.note", "site.yaml#attend.1.platform",
    "site.yaml#organizers.0.name", "site.yaml#contact.name", f"{HOME}#title", f"{HOME}#description", f"{PAGE}#title",
    f"{PAGE}#description", f"{PAGE}#nav.label", f"{SPEAKER}#name", f"{SPEAKER}#role", f"{SPEAKER}#organization",
    f"{TALK}#title", f"{TALK}#room", f"{TALK}#track",
)  # fmt: skip
LISTS = (f"{SPEAKER}#also", f"{TALK}#speakers", f"{TALK}#moderators", f"{TALK}#tags")
ADDRESSES = (
    "site.yaml#event.follow_up.0.url", "site.yaml#attend.0.venue.map_url", "site.yaml#attend.0.registration.url",
    "site.yaml#organizers.0.url", "site.yaml#site.url", "site.yaml#site.edit_url", f"{SPEAKER}#url", f"{TALK}#online",
    f"{TALK}#slides", f"{TALK}#recording",
)  # fmt: skip

# With a message each: what is not of the right shape is refused.
REFUSED: tuple[tuple[str, Any, str], ...] = (
    *((place, "javascript:attack()", "") for place in ADDRESSES),
    (f"{SPEAKER}#links", ["data:text/html,x"], "is not a web address"),
    (f"{SPEAKER}#links", "https://conference.internal/ javascript:attack()", "is not a web address"),
    (f"{TALK}#slides", "https://user:word@attack.invalid/", "user name or password"),
    (f"{TALK}#slides", "https://conference.internal/\x00", "holds a character that cannot be shown"),
    (f"{TALK}#slides", "//attack.invalid/", "is not a web address"),
    (f"{TALK}#slides", "https:attack()", "is not a web address"),
    (f"{TALK}#slides", 'https://conference.internal/ "onclick="attack()', "has a space in it"),
    (f"{TALK}#slides", "https://", "is not a web address"),
    ("site.yaml#event.id", "../../x", "is not an id"),
    ("site.yaml#event.id", "a\nb", "is not an id"),
    ("site.yaml#event.start", "2024-06-06 09:00\r\nX:1", ""),
    ("site.yaml#event.time_zone", "../../../etc/passwd", ""),
    ("site.yaml#event.time_zone", "/etc/localtime", ""),
    ("site.yaml#event.time_zone", "Europe/Brussels\r\nX:1", ""),
    ("site.yaml#event.status", "scheduled\"><script>", "is not a status"),
    ("site.yaml#event.image", "../../outside.png", "leaves content/"),
    ("site.yaml#event.image", "/etc/passwd", "there is no picture"),
    ("site.yaml#event.image", f"{HOST}/x.png", "is not a file of this site"),
    ("site.yaml#event.image", "file:///etc/passwd", "is not a file of this site"),
    ("site.yaml#event.languages_spoken", ['en"><script>'], "is not the code of a language"),
    ("site.yaml#event.updated", "2024-01-01 10:00Z\r\nX:1", ""),
    ("site.yaml#event.follow_up.0.url", "../site.yaml", "leaves content/"),
    ("site.yaml#attend.0.id", "../in-person", "is not an id"),
    ("site.yaml#attend.0.venue.country", "B\"", "is not the code of a country"),
    ("site.yaml#attend.0.venue.latitude", "50;X=1", "is not a number"),
    ("site.yaml#attend.0.registration.price", "<b>1</b> EUR", ""),
    ("site.yaml#organizers.0.logo", "..\\..\\outside.png", "leaves content/"),
    ("site.yaml#organizers.0.logo", "logo.png\x00.svg", "holds a character that cannot be shown"),
    ("site.yaml#contact.email", "a@b.invalid?bcc=x@attack.invalid", "is not an e-mail address"),
    ("site.yaml#contact.email", "a@b.invalid\r\nBcc: x@attack.invalid", "is not an e-mail address"),
    ("site.yaml#contact.email", '"onclick=attack()"@b.invalid', "is not an e-mail address"),
    ("site.yaml#site.url", "https://conference.internal/2024/\nSitemap: https://attack.invalid", "has a space in it"),
    ("site.yaml#site.accent_color", "red;}body{background:url(//attack.invalid)}", "is not a colour"),
    ("site.yaml#site.accent_color", "#003399;}x{", "is not a colour"),
    ("site.yaml#site.accent_color", "#٠٠٣٣٩٩", "is not a colour"),
    ("site.yaml#site.languages", ["../../en"], "is not the code of a language"),
    ("site.yaml#site.languages", ['en" onclick="attack()'], "is not the code of a language"),
    ("site.yaml#site.edit_url", "javascript:attack()//{path}", "is not a web address"),
    ("site.yaml#site.template", "x", "unknown"),
    ("site.yaml#__proto__", {"x": "y"}, "unknown"),
    ("site.yaml#event.__class__", "x", "unknown"),
    (f"{PAGE}#slug", "../../x", "is not an id"),
    (f"{PAGE}#slug", "/etc/x", "is not an id"),
    (f"{PAGE}#slug", "..", "is not an id"),
    (f"{PAGE}#slug", "C:\\x", "is not an id"),
    (f"{PAGE}#slug", "con", "not every system can hold"),
    (f"{PAGE}#slug", "lpt1", "not every system can hold"),
    (f"{PAGE}#slug", "x\x00", "is not an id"),
    (f"{PAGE}#slug", "x\n", "is not an id"),
    (f"{PAGE}#slug", "a" * 300, "is not an id"),
    (f"{PAGE}#slug", "стр", "is not an id"),
    (f"{PAGE}#slug", "agenda", "both become"),
    (f"{PAGE}#template", "../../../etc/passwd", "there is no template"),
    (f"{PAGE}#template", "/etc/passwd", "there is no template"),
    (f"{PAGE}#template", "../site.yaml", "there is no template"),
    (f"{PAGE}#template", "{{ 1337 * 7331 }}", "there is no template"),
    (f"{PAGE}#template", "home.html", "the template fails"),
    (f"{PAGE}#template", "page.html\x00", "holds a character that cannot be shown"),
    (f"{PAGE}#nav.order", "1; x", "is not a whole number"),
    (f"{SPEAKER}#photo", "../../outside.png", "leaves content/"),
    (f"{SPEAKER}#photo", "photos/../../outside.png", "leaves content/"),
    (f"{SPEAKER}#photo", "/etc/passwd", "there is no picture"),
    (f"{SPEAKER}#photo", "javascript:attack()", "is not a file of this site"),
    (f"{SPEAKER}#photo", "//attack.invalid/x.png", "is not a file of this site"),
    (f"{SPEAKER}#photo", "\\\\attack.invalid\\x.png", "there is no picture"),
    (f"{SPEAKER}#photo", "list.csv", "is not a picture"),
    (f"{SPEAKER}#photo", ".env", "there is no picture"),
    (f"{SPEAKER}#draft", "no; yes", "is neither true nor false"),
    (f"{TALK}#language", "en;X=1", "is not the code of a language"),
    (f"{TALK}#kind", "talk\"><script>", "is not a kind"),
    (f"{TALK}#start", "10:00\r\nX:1", ""),
    (f"{TALK}#title", ESCAPES, "holds a character that cannot be shown"),
    (f"{TALK}#extra", {"x": "y"}, "unknown"),
    (AGENDA, '<table><tr><td>09:00–10:00<td><a href="javascript:attack()">Welcome</a></tr></table>\n', "is not safe"),
    # The same facts in agenda.md and speakers.md
    (AGENDA, "## 09:00–10:00 Welcome {#../../x}\n", ""),
    (AGENDA, "## 09:00–10:00 Welcome\nSlides: javascript:attack()\n", "is not a web address"),
    (AGENDA, "## 09:00–10:00 Welcome\nSlides: [x](data:text/html,x)\n", "is not a web address"),
    (AGENDA, "## 09:00–10:00 Welcome\nLanguage: en\"><script>\n", "is not the code of a language"),
    (AGENDA, "## 09:00–10:00 Welcome\nKind: <script>attack()</script>\n", "is not a kind"),
    (AGENDA, "## 09:00–10:00 Welcome\n\n[x](javascript:attack())\n", "is not safe"),
    (SPEAKERS, "## Speaker 2 {#../../x}\n", "is not an id"),
    (SPEAKERS, "## Speaker 2\nURL: javascript:attack()\n", "is not a web address"),
    (SPEAKERS, "## Speaker 2\nLinks: [x](javascript:attack()), <data:text/html,x>\n", "is not a web address"),
    (SPEAKERS, "## Speaker 2\nPhoto: ../../outside.png\n", "leaves content/"),
    (SPEAKERS, "## Speaker 2\nPhoto: ![x](https://attack.invalid/x.png)\n", "is not a file of this site"),
    (f"{PAGE}#redirect_from", ["/old\n/* https://attack.invalid 301"], "is not an address"),
    (f"{PAGE}#redirect_from", [f"{HOST}/"], "is a whole address"),
    (f"{PAGE}#redirect_from", ["/../../x"], "is not an address"),
    (f"{PAGE}#redirect_from", ["C:\\x", "//attack.invalid/"], "is a whole address"),
    # Front matter that is none
    ("content/raw.md", "---\ntitle: !!python/object/apply:os.system ['id']\n---\nx", "cannot begin with"),
    ("content/raw.md", "---\na: &a [x, x]\nb: [*a, *a]\n---\nx", "cannot begin with"),
    ("content/raw.md", "---\ntitle: x\n", "have no end"),
    ("content/raw.md", "---\n" + "[" * 9000 + "\n---\n", "nested more than"),
    ("content/raw.md", '---\n"title": "\\ud83d"\n---\nx', ""),
)  # fmt: skip

# Built, and without harm.
SHOWN: tuple[tuple[str, Any], ...] = (
    *((place, MARKUP) for place in TEXTS),
    *((place, [MARKUP, LINES, COMMAS]) for place in LISTS),
    *((place, text) for place in TEXTS if place.endswith("title") for text in (LINES, COMMAS, REVERSED, "=1+1|x")),
    *((place, f'{HOST}/"onclick="attack()') for place in ADDRESSES if not place.startswith("site.yaml#site.")),
    *((place, f"{HOST}/;X=1,\\n{{{{1337*7331}}}}'") for place in (f"{TALK}#online", f"{TALK}#slides")),
    ("site.yaml#event.summary", LINES),
    ("site.yaml#event.summary", COMMAS),
    ("site.yaml#attend.0.venue.city", LINES),
    ("site.yaml#attend.0.venue.name", COMMAS),
    ("site.yaml#contact.name", LINES),
    ("site.yaml#event.title", "x" * 20_000),
    ("site.yaml#event.title", "\U0001f4a9" * 500),
    ("site.yaml#event.title", "Z" + "\u0301" * 2000),
    ("site.yaml#site.edit_url", f'{HOST}/{{path}}"onclick="attack()'),
    ("site.yaml#site.edit_url", f"{HOST}/{{path.__class__}}/{{path}}"),
    ("site.yaml#extra", {"<script>": [MARKUP], "__class__": "x", "items": "x"}),
    (f"{PAGE}#extra", {"title": MARKUP, "__class__": "x", "items": "x"}),
    (f"{PAGE}#template", "base.html"),
    (f"{PAGE}#slug", "assets"),
    ("site.yaml#site.accent_color", "#003399\n"),
    (f"{SPEAKER}#links", [f"{HOST}/<script>attack()</script>", f"{HOST}/'--></script>"]),
    (f"{TALK}#slides", "HTTPS://conference.internal/java\u200bscript"),
    (AGENDA, f"## 09:00–10:00 {TAGS}\nSpeakers: {TAGS}\nRoom: {TAGS}\nTrack: {TAGS}\nTags: {TAGS}\n"),
    (AGENDA, f"# Thursday 6 June 2024\n{TAGS}\n## 09:00–10:00 Welcome\n"),
    (AGENDA, f"{TAGS}\n\n## 09:00–10:00 Welcome {{ onclick=attack() }}\n"),
    (AGENDA, "## 09:00–10:00 Welcome\n\n### Part <script>attack()</script>\n\n<div onclick=attack()>x</div>\n"),
    (AGENDA, "09:00–10:00 <script>attack()</script> Welcome\n"),
    (AGENDA, f"| Time | Title | Room |\n|---|---|---|\n| 09:00–10:00 | {TAGS} | <b onclick=attack()>A</b> |\n"),
    (AGENDA, '<table onclick=attack()><tr><th>Time<th>Title</tr><tr><td>09:00–10:00<td><a href="https://attack.invalid/" onclick="attack()">'
     "Welcome</a><script>attack()</script><img src=x.png alt=a onerror=attack()></tr></table>\n"),
    (AGENDA, "- 09:00–10:00 Welcome <img src=x.png alt=a onerror=attack()> { onclick=attack() }\n"),
    (SPEAKERS, f"## Speaker 2 {TAGS}\nRole: {TAGS}\nOrganization: {TAGS}\nAlso: S. Two\n\n{TAGS}\n"),
    (SPEAKERS, "<script>attack()</script>\n\n## Speaker 2\n\n<script>attack()</script>\n"),
    (SPEAKERS, "## Words {#words}\n\nx\n\n## Main {#main}\n\nx\n"),
    (AGENDA, "## 09:00–10:00 Words {#words}\n"),
    (AGENDA, "## 09:00–10:00 Main\n"),
    # What one author tells another
    (AGENDA, f"## 09:00–10:00 Welcome {NOTE}\nSpeakers: Speaker 2 {NOTE}\nRoom: A {NOTE}\n{NOTE}\nTags: a {NOTE}\n\nHello {NOTE}\n"),
    (AGENDA, f"{NOTE}\n# Thursday 6 June 2024 {NOTE}\n\n## 09:00–10:00 Welcome\n\n<!--\n## 12:00–13:00 {SECRET}\nRoom: {SECRET}\n-->\n"),
    (AGENDA, f"| Time | Title |\n|---|---|\n| 09:00–10:00 | Welcome {NOTE} |\n<!-- | 12:00–13:00 | {SECRET} | -->\n"),
    (AGENDA, f"- 09:00–10:00 Welcome {NOTE}\n<!-- - 12:00–13:00 {SECRET} -->\n"),
    (AGENDA, f"09:00–10:00 Welcome {NOTE}\n<!-- 12:00–13:00 {SECRET} -->\n"),
    (SPEAKERS, f"{NOTE}\n\n## Speaker 2 {NOTE}\nRole: Guest {NOTE}\n\nWords {NOTE}\n\n<!--\n## {SECRET}\n-->\n"),
    (PAGE, f"# Page {NOTE}\n\n## Part {NOTE}\n\n- Words {NOTE}\n\na | b\n--|--\n{NOTE} | c\n"),
    (TALK, f"# Talk {NOTE}\n\nWords {NOTE}\n"),
)  # fmt: skip
