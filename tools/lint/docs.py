"""Docs that must keep up: every dependency has its line, every link leads somewhere, every module has its page."""

import json
import re
from pathlib import PurePosixPath


def check_dependencies(tree):
    named = set()
    if tree.exists("docs/dependencies.md"):
        for line in tree.lines("docs/dependencies.md"):
            if line.startswith("|"):
                named.update(re.findall(r"`([^`]+)`", line.split("|")[1]))
    wanted = {}
    for path in tree.under("tools/packages/", (".txt",)):
        for line in tree.lines(path):
            for name in line.split("#")[0].strip().split("|"):
                if name:
                    wanted[name] = path
    for path in ("web/package.json", "bench/engine/package.json"):
        package = json.loads(tree.text(path)) if tree.exists(path) else {}
        for kind in ("dependencies", "devDependencies"):
            for name in package.get(kind, {}):
                wanted[name] = path
    findings = [f"{path}: {name} has no line in docs/dependencies.md" for name, path in sorted(wanted.items()) if name not in named]
    return findings + [f"docs/dependencies.md: {name} is not used any more" for name in sorted(named - set(wanted))]


def check_links(tree):
    findings = []
    for path in tree.paths:
        if not path.endswith(".md") or path.startswith("web/node_modules"):
            continue
        text = re.sub(r"```.*?```", lambda m: "\n" * m.group(0).count("\n"), tree.text(path), flags=re.DOTALL)
        for match in re.finditer(r"\]\(([^)\s]+)\)", text):
            target = match.group(1).split("#")[0]
            if not target or re.match(r"[a-z]+:", target):
                continue
            place = (tree.root / PurePosixPath(path).parent / target).resolve()
            if not place.exists():
                findings.append(f"{path}:{text.count(chr(10), 0, match.start()) + 1}: the link leads nowhere: {match.group(1)}")
    return findings


def check_module_readme(tree):
    modules = sorted({path.split("/")[2] for path in tree.under("src/modules/", (".cpp", ".h")) if path.count("/") > 2})
    return [f"src/modules/{name}: has no README.md" for name in modules if not tree.exists(f"src/modules/{name}/README.md")]
