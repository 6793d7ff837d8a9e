"""The pages of this repository: their blocks of code, with the marks above them, and their links.

A mark is a comment in the line above a block:

    <!-- run -->                    bash runs the block in the page's own folder; it must end with 0
    <!-- run: in the clone -->      the same, in the folder of the repository
    <!-- run: serves -->            the block starts the server; what follows on the page finds it on port 8080
    <!-- not run: WHY -->           the block cannot be run by a test
    <!-- output -->                 what the block before it printed; `…` stands for anything
    <!-- file: NAME -->             the block is written to that file of the page's folder
    <!-- part: WHY -->              a fragment that means nothing by itself: neither parsed nor checked
    <!-- client: NAME -->           the settings of a client; the command that they start is run
"""

import functools
import pathlib
import re
import unicodedata
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHELLS = ("sh", "bash", "console")
FENCE = re.compile(r"^( *)```(\S*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"<!-- (run|not run|output|file|part|client)(?:: ([^>]*))? -->\n *$")


@dataclass(frozen=True)
class Block:
    page: str
    line: int
    language: str
    text: str
    mark: str
    detail: str

    @property
    def place(self):
        return f"{self.page}:{self.line}"

    @property
    def options(self):
        return {word.strip() for word in self.detail.split(",")}


def pages():
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    return sorted(str(file.relative_to(ROOT)) for file in found)


@functools.cache
def text(page):
    return (ROOT / page).read_text()


@functools.cache
def blocks(page):
    found = []
    for match in FENCE.finditer(text(page)):
        before = text(page)[: match.start()]
        mark = MARK.search(before)
        found.append(
            Block(
                page=page,
                line=before.count("\n") + 1,
                language=match[2],
                text=re.sub(f"^{match[1]}", "", match[3], flags=re.MULTILINE),
                mark=mark[1] if mark else "",
                detail=(mark[2] or "") if mark else "",
            )
        )
    return tuple(found)


def every_block():
    return [block for page in pages() for block in blocks(page)]


def commands():
    """The blocks of commands that are run, and those that are not."""
    shells = [block for block in every_block() if block.language in SHELLS]
    return [block for block in shells if block.mark == "run"], [block for block in shells if block.mark == "not run"]


def prose(page):
    """The page without its blocks and its code."""
    return re.sub(r"`[^`\n]+`", "``", FENCE.sub("", text(page)))


def links(page):
    """The targets of a page that lie in this repository."""
    found = re.findall(r"\]\(([^)\s]+)\)", prose(page)) + re.findall(r'(?:href|src|srcset)="([^"]+)"', text(page))
    return [target for target in found if not re.match(r"[a-z]+:", target)]


@functools.cache
def anchors(page):
    """The fragments that the headings of a page can be reached by, as GitHub makes them."""
    found, seen = set(), {}
    for heading in re.findall(r"^#{1,6} +(.+?) *$", FENCE.sub("", text(page)), re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        kept = (c for c in words if c in " -_" or unicodedata.category(c)[0] in "LN")
        name = "".join(kept).replace(" ", "-")
        again = seen.get(name, 0)
        seen[name] = again + 1
        found.add(f"{name}-{again}" if again else name)
    return found
