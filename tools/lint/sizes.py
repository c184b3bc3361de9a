"""Sizes: C++ files up to 600 lines with p90 at most 320, functions up to 60, Vue components up to 250."""

import re

from tree import CPP_ENDINGS, is_test

MAX_FILE = 600
MAX_P90 = 320
MAX_FUNCTION = 60
MAX_VUE = 250


def length(tree, path):
    return len(tree.lines(path)) - (1 if tree.text(path).endswith("\n") else 0)


def check(tree):
    findings = []
    cpp = tree.under("src/", CPP_ENDINGS) + tree.under("tests/", CPP_ENDINGS)
    code = cpp + tree.under("tests/", (".py",)) + tree.under("tools/", (".py", ".sh"))
    code += [path for path in tree.under("web/src/", (".ts",)) if ".gen." not in path]
    for path in code:
        lines = length(tree, path)
        if lines > MAX_FILE and not tree.allowance("sizes", path, lines):
            findings.append(f"{path}: {lines} lines, at most {MAX_FILE}")
    for path in tree.under("web/src/", (".vue",)):
        lines = length(tree, path)
        if lines > MAX_VUE and not tree.allowance("sizes", path, lines):
            findings.append(f"{path}: {lines} lines, a component has at most {MAX_VUE}")
    lengths = sorted(length(tree, path) for path in cpp)
    if len(lengths) >= 20 and lengths[int(len(lengths) * 0.9)] > MAX_P90:
        findings.append(f"src: nine of ten C++ files should have at most {MAX_P90} lines, now {lengths[int(len(lengths) * 0.9)]}")
    return findings


OPENING = re.compile(r"( {0,2})(?!namespace|class |struct |enum |extern |union |if |for |while |switch |else|do |//|#|\}|template)[^\s].*")


def signature(lines, number):
    """(indent, name) of the function whose body opens at the end of this line, or None where none does."""
    text = ""
    for back in range(number - 1, max(-1, number - 12), -1):
        text = lines[back].strip() + " " + text
        if not lines[back].startswith("    "):
            break
    match = OPENING.fullmatch(lines[back])
    name = re.search(r"([\w:~]+)\s*\(", text)
    if match is None or name is None or "=" in text[:name.start()] or ";" in text:
        return None
    return match.group(1), name.group(1)


def functions(lines):
    """(first line, name, length) of functions at namespace scope and of those written in a class, as clang-format lays them."""
    start = indent = name = None
    for number, line in enumerate(lines, 1):
        if start is None and line.endswith("{"):
            found = signature(lines, number)
            if found:
                start, (indent, name) = number, found
        elif start is not None and re.fullmatch(indent + r"\}\W*(//.*)?", line):
            yield start, name, number - start + 1
            start = None


def check_functions(tree):
    findings = []
    for path in tree.under("src/", CPP_ENDINGS):
        if is_test(path):
            continue
        for start, name, lines in functions(tree.lines(path)):
            if lines > MAX_FUNCTION and not tree.allowance("function_length", f"{path}:{name}", lines):
                findings.append(f"{path}:{start}: {name} has {lines} lines, at most {MAX_FUNCTION}")
    return findings
