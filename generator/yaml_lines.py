"""What is wrong with a single line of YAML, told with the line as it should be."""

import re

from generator.regex import regex

_LINE = regex(r"\s*(?:- +)?(?P<key>[\w-]+)(?P<mark>\s*[:=])(?P<space>\s*)(?P<value>.*?)\s*")
_COMMENT = regex(r"\s+#.*$")


def explain_line(line: str) -> tuple[str, str] | None:
    """Phrase and remedy for a line that YAML cannot read, or None where nothing in it is wrong by itself."""
    if re.match(r" *\t", line):
        return "a tab indents this line", "indent with spaces, never with tabs"
    if entry := re.match(r"\s*(?:-(?=[^\s-])|[•–—*])\s*(\S.*)", line):
        return f'"{line.strip()[:60]}" is not an entry of a list', f"write a dash and a space: - {entry[1].strip()}"
    match = _LINE.fullmatch(_COMMENT.sub("", line))
    if match is None or not match["value"]:
        return None
    key, value = match["key"], match["value"]
    if "=" in match["mark"]:
        return f'"=" stands where "{key}" should have a colon', f"write {key}: {value}"
    if not match["space"]:
        return f'no space stands after the colon of "{key}:"', f"write {key}: {value}"
    remedy = f"write {key}: {_quoted(value)}"
    if re.search(r":\s", value) and value[0] not in "\"'[{":
        return "a second colon stands in this line", remedy
    if value[0] in "\"'":
        return (f"the text after the closing {value[0]} is lost", remedy) if re.search(r"..\W*$", value) else None
    if value[0] in "@`%*&!" or re.match(r"\[[^]]*\]\s*\w|\{[^}]*\}\s*\w", value):
        return f'a text cannot begin with "{value[0]}"', remedy
    return None


def _quoted(value: str) -> str:
    """The text in double quotes, without those it has around it; in single ones where it has double ones inside."""
    bare = re.sub(r"^[\"'“„«]+|[\"'”“»]+$", "", value).strip().replace("''", "'")
    if "\\" not in bare and '"' not in bare:
        return f'"{bare}"'
    doubled = bare.replace("'", "''")
    return f"'{doubled}'"
