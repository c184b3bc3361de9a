"""Words that must not stand in the project: marks of unfinished work, names that say nothing, machine paths, package hosts."""

import re

from tree import CPP_ENDINGS

# Written with a gap so that this file does not accuse itself.
WORDS = {
    "unfinished work": re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|\bnot (yet )?implemented\b"),
    "a path of one machine": re.compile(r"(?<![\w.])/(wo" r"rk|ro" r"ot|ho" r"me/\w+|Us" r"ers)/"),
    "a package host": re.compile(r"\b(deb\.deb" r"ian\.org|registry\.npm" r"js\.org|py" r"pi\.org|files\.python" r"hosted\.org|node" r"source\.com|[\w.-]+\.pkg\.dev)\b"),
    "how the text was made": re.compile(r"\b(Cla" r"ude|Chat" r"GPT|Co" r"pilot|Anth" r"ropic|AI[ -]gener" r"ated|co-auth" r"ored-by)\b", re.IGNORECASE),
    "a note outside the project": re.compile(r"\b(hou" r"se|dom" r"ain|sta" r"ck|less" r"ons|official-f" r"acts)\.md\b|sha" r"red/design"),
}
EMPTY_NAMES = re.compile(r"^\s*(?:class|struct)\s+(\w*(?:Impl|Manager|Helper|Util|Utils))\b(?!.*;\s*//)")
SKIPPED = ("package-lock.json", "LICENSE")


def check(tree):
    findings = []
    for path in tree.paths:
        if path.endswith(SKIPPED) or path.startswith("data/"):
            continue
        for number, line in enumerate(tree.lines(path), 1):
            for what, pattern in WORDS.items():
                match = pattern.search(line)
                if match:
                    findings.append(f"{path}:{number}: {what}: {match.group(0)}")
    return findings


def check_names(tree):
    findings = []
    for path in tree.under("src/", CPP_ENDINGS):
        for number, line in enumerate(tree.lines(path), 1):
            match = EMPTY_NAMES.match(line)
            if match:
                findings.append(f"{path}:{number}: {match.group(1)} does not say what it does")
        if not re.fullmatch(r"[a-z0-9_.]+", path.rsplit("/", 1)[-1]):
            findings.append(f"{path}: file names are snake_case")
    return findings


def check_html(tree):
    """Text from people is never put into a page as markup."""
    return [f"{path}:{number}: {match.group(0)} puts unchecked markup into the page"
            for path in tree.under("web/", (".vue", ".ts", ".js"))
            for number, line in enumerate(tree.lines(path), 1)
            for match in [re.search(r"\bv-ht" r"ml\b|\.innerHT" r"ML\s*=|insertAdjacentHT" r"ML|document\.wr" r"ite\(", line)] if match]
