"""SQL stands in stores and in platform rooms only, as whole literals; what differs between the two databases is counted."""

import re

from tree import CPP_ENDINGS, is_test

STATEMENT = re.compile(
    r"^\s*(SELECT\s(?=.*\sFROM\s)|SELECT\s+[$\d(]|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX)\s|ALTER\s+TABLE\s|DROP\s+TABLE\s"
    r"|WITH\s+(RECURSIVE\s+)?\w+(\s*\([^)]*\))?\s+AS\s*\()", re.IGNORECASE | re.DOTALL)
LITERAL = re.compile(r'R"(?P<tag>\w*)\((?P<raw>.*?)\)(?P=tag)"|"(?P<plain>(?:[^"\\\n]|\\.)*)"|//[^\n]*|/\*.*?\*/|\'(?:[^\'\\\n]|\\.)\'', re.DOTALL)


def statements(text):
    """(offset, end, text) of each string literal that begins an SQL statement, with its adjacent literals as one."""
    end_of_last, last = None, None
    for match in LITERAL.finditer(text):
        body = match.group("raw") if match.group("raw") is not None else match.group("plain")
        if body is None:
            continue
        if last and text[end_of_last:match.start()].strip() == "":
            last = (last[0], match.end(), last[2] + body)
        else:
            if last and STATEMENT.match(last[2]):
                yield last
            last = (match.start(), match.end(), body)
        end_of_last = match.end()
    if last and STATEMENT.match(last[2]):
        yield last


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def may_hold_sql(path):
    name = path.rsplit("/", 1)[-1]
    return path.startswith("src/platform/") or re.match(r"store(_\w+)?\.(cpp|h)$", name) is not None


def check_placement(tree):
    findings = []
    for path in tree.under("src/", CPP_ENDINGS):
        if is_test(path) or may_hold_sql(path):
            continue
        text = tree.text(path)
        for start, _, body in statements(text):
            findings.append(f"{path}:{line_of(text, start)}: SQL outside a store: {' '.join(body.split())[:60]}")
    return findings


def check_literals(tree):
    """A statement is cached by the address of its text, and text put together at run time invites injection."""
    findings = []
    for path in tree.under("src/", CPP_ENDINGS):
        if is_test(path):
            continue
        text, composed = tree.text(path), []
        for start, end, body in statements(text):
            before, after = text[:start].rstrip(), text[end:].lstrip()
            glued = before.endswith(("+", "<<", "std::string(", "fmt::format(", "std::string{")) or after.startswith(("+", "<<"))
            if glued or re.search(r"\b\w*sql\w*\s*\+=\s*$", before):
                composed.append(line_of(text, start))
        if composed and not tree.allowance("sql_literals", path, len(composed)):
            findings += [f"{path}:{line}: SQL is put together at run time; write whole literals" for line in composed]
    return findings


def check_dialect(tree):
    """Each place that asks which database it is talks two dialects; their number may only fall."""
    findings = []
    for path in tree.under("src/", CPP_ENDINGS):
        if is_test(path):
            continue
        places = [n for n, line in enumerate(tree.lines(path), 1) if re.search(r"(?<!bool )\bis_postgres\(\)", line.split("//")[0])]
        if places and not tree.allowance("dialect", path, len(places)):
            findings.append(f"{path}:{places[0]}: {len(places)} differences between the databases, "
                            f"{tree.allowed.get(('dialect', path), 0)} allowed by tools/lint/ratchet.txt")
    return findings
