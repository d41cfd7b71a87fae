"""MyST's directives and roles in words that any notebook shows."""

import re
from textwrap import indent

DIRECTIVE = re.compile(r"^(`{3,}|:{3,})\{([\w:-]+)\} *(.*)\n((?:.*\n)*?)\1 *$", re.MULTILINE)
OPTIONS = re.compile(r"\A(?:---\n(?:.*\n)*?---\n|(?: *:[\w-]+:.*\n)+)")
TARGET = re.compile(r"^\([\w:-]+\)=\n", re.MULTILINE)
MATH_ROLE = re.compile(r"\{math\}`([^`]+)`")
GLUE = re.compile(r"\*{0,2}\{glue:text\}`(\w+)`\*{0,2}")
ROLE = re.compile(r"\{[\w:-]+\}`([^`<]+?)(?: *<[^`>]+>)?`")
PAGE_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)]*\)")


def plain(text: str, numbers: dict[str, str] | None = None) -> str:
    text = GLUE.sub(lambda found: f"**{(numbers or {}).get(found.group(1), found.group(1))}**", text)
    text = DIRECTIVE.sub(directive, TARGET.sub("", text) + "\n").rstrip("\n")
    return PAGE_LINK.sub(r"\1", ROLE.sub(r"\1", MATH_ROLE.sub(r"$\1$", text)))


def directive(found: re.Match) -> str:
    _, kind, title, body = found.groups()
    words = OPTIONS.sub("", body).strip("\n")
    if kind in ("figure", "image"):
        return ""
    if kind.startswith("season"):
        return plain(f"{words}\n\n*Here the lesson's page has a live panel.*").lstrip("\n")
    if kind in ("div", "math"):
        return plain(words) if kind == "div" else f"$$\n{words}\n$$"
    if kind == "dropdown":
        return f"<details>\n<summary>{title}</summary>\n\n{plain(words)}\n\n</details>\n"
    return quote(title or kind.capitalize(), plain(words))


def quote(title: str, words: str) -> str:
    return indent(f"**{title}**\n\n{words}", "> ", lambda line: True)
