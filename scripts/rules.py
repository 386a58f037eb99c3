"""Fill the *Uji* column of docs/aturan.md from the docstrings of the tests, which open with the rule ids they prove.

`make aturan` runs it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict

from scripts.common import ROOT

REGISTER = ROOT / "docs" / "aturan.md"
ID = re.compile(r"\b(?:SIK|WIL|PAR|AKN|DOK|UMU|KEU|PS2|BKM|BLM|KSM|PJM|DAS|USL|KRJ|PLH|SOS|RPD|LPJ|SLW)-\d{2,3}\b")
ROW = re.compile(r"^\| (?P<id>[A-Z0-9]{3}-\d{2,3}) \|")
SHOWN = 2  # names in the register; the rest is counted


def tests_by_rule() -> dict[str, list[str]]:
    """Rule id -> the tests whose docstring opens with it, as module::name."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
                continue
            opening = (ast.get_docstring(node) or "").split(":", 1)[0]
            for rule in dict.fromkeys(ID.findall(opening)):
                found[rule].append(f"{path.parent.name}/{path.stem.removeprefix('test_')}::{node.name}")
    return found


def filled(text: str) -> str:
    """The register with its last column as the tests say now."""
    known = tests_by_rule()
    lines = []
    for line in text.splitlines():
        row = ROW.match(line)
        if row:
            cells = line.rstrip().rstrip("|").split("|")
            cells[-1] = f" {_names(known.get(row['id'], []))} "
            line = "|".join(cells) + "|"
        lines.append(line)
    return "\n".join(lines) + "\n"


def _names(tests: list[str]) -> str:
    if not tests:
        return ""
    shown = ", ".join(f"`{t}`" for t in tests[:SHOWN])
    rest = len(tests) - SHOWN
    return shown + (f" dan {rest} lagi" if rest > 0 else "")


def main() -> int:
    """Write the register and say how much of it is proved."""
    new = filled(REGISTER.read_text(encoding="utf-8"))
    REGISTER.write_text(new, encoding="utf-8")
    rows = [m["id"] for m in map(ROW.match, new.splitlines()) if m]
    proved = tests_by_rule()
    print(f"{len(rows)} aturan, {sum(r in proved for r in rows)} dengan uji.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
