"""The numbered rules and the tests that hold them: none without a test, none unknown."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
RULE = re.compile(r"^- \*\*([A-Z]\d+)\*\*", re.MULTILINE)
TAGS = re.compile(r"\[([A-Z]\d+(?:[,–-] ?[A-Z]?\d+)*)\]")
TAG = re.compile(r"[A-Z]\d+")
ELSEWHERE = re.compile(r"^(?:F|R(?!1$|2$)|L(?!1$))\d+$")
"""Numbers of other lists that tests may cite too: faults, requirements, lines of the deck."""


def rules() -> set[str]:
    return set(RULE.findall((ROOT / "server" / "SPEC.md").read_text(encoding="utf-8")))


def cited() -> set[str]:
    """Every rule in brackets in a test of Python or TypeScript."""
    files = [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "web" / "src").rglob("*.test.ts")]
    found: set[str] = set()
    for file in files:
        for group in TAGS.findall(file.read_text(encoding="utf-8")):
            found.update(TAG.findall(group))
    return found


def test_every_rule_is_held_by_a_test() -> None:
    """A rule that is written and not tested is a promise that nobody keeps."""
    assert rules()
    assert sorted(rules() - cited()) == []


def test_no_test_cites_a_rule_that_is_not_written() -> None:
    """A renumbered rule leaves no orphan behind."""
    orphans = {tag for tag in cited() - rules() if not ELSEWHERE.match(tag)}
    assert sorted(orphans) == []


def test_every_rule_has_a_number_of_its_own() -> None:
    """None is given twice, and each letter counts from 1 without a hole."""
    numbers = RULE.findall((ROOT / "server" / "SPEC.md").read_text(encoding="utf-8"))
    assert len(set(numbers)) == len(numbers)
    for letter in {number[0] for number in numbers}:
        counted = [int(number[1:]) for number in numbers if number[0] == letter]
        assert counted == list(range(1, len(counted) + 1)), letter
