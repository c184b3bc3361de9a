"""Files made from the program (endpoint rows, configuration) or from the sources must be those that would be made now."""

import argparse
import subprocess
import sys
from pathlib import Path

import reference

# Made by the program.
FILES = {
    "docs/api/openapi.json": ["api", "openapi"],
    "web/src/core/api.gen.ts": ["api", "typescript"],
    "docs/api/authorisation.md": ["api", "matrix"],
    "docs/operations/tongban.toml": ["sample-config"],
}
# Made here, of what the program printed and of the sources.
REFERENCE = {
    "docs/audit-events.md": lambda root, binary: reference.audit_events(made_by(binary, ["api", "openapi"]), reference.audited_reads(root)),
    "docs/api/errors.md": lambda root, binary: reference.errors(root),
}
CONVERTER = "data/convert/convert.py"


def made_by(binary, arguments):
    return subprocess.run([str(binary), *arguments], check=True, stdout=subprocess.PIPE).stdout


def wanted(root, binary):
    """(path, content) of every generated file."""
    for path, arguments in FILES.items():
        yield path, made_by(binary, arguments)
    for path, make in REFERENCE.items():
        yield path, make(root, binary).encode()


def stale_files(root, binary):
    for path, content in wanted(root, binary):
        file = Path(root, path)
        if not file.exists() or file.read_bytes() != content:
            yield path


def stale_facts(root):
    """What the converter says of data/catalog, which it makes from data/kit; empty when all is fresh."""
    if not Path(root, CONVERTER).exists():
        return ""
    done = subprocess.run([sys.executable, CONVERTER, "--check"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return "" if done.returncode == 0 else done.stdout.strip() or f"{CONVERTER} --check ended with {done.returncode}"


def check_when_fresh(root):
    """Lint builds nothing: it compares only when the program is newer than every source. `./tb test` always compares."""
    findings = 0
    facts = stale_facts(root)
    if facts:
        print(f"data/catalog: stale; python3 {CONVERTER} rewrites it: {facts.splitlines()[-1]} [generated]")
        findings += 1
    binary = Path(root, "build/dev/tongban")
    sources = [*Path(root, "src").rglob("*.cpp"), *Path(root, "src").rglob("*.h")]
    if not binary.exists() or any(file.stat().st_mtime > binary.stat().st_mtime for file in sources):
        return findings
    stale = list(stale_files(root, binary))
    for path in stale:
        print(f"{path}: stale; ./tb gen rewrites it [generated]")
    return findings + len(stale)


def main(root, arguments):
    parser = argparse.ArgumentParser(prog="tools/lint generated")
    parser.add_argument("--binary", required=True)
    parser.add_argument("--write", action="store_true", help="write the files instead of comparing them")
    parser.add_argument("--count", action="store_true", help="end with 'N passed, M failed'")
    options = parser.parse_args(arguments)
    if options.write:
        for path, content in wanted(root, options.binary):
            file = Path(root, path)
            fresh = file.exists() and file.read_bytes() == content
            if not fresh:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            print(f"{path}: {'as it was' if fresh else 'rewritten'}")
        return 0
    stale = list(stale_files(root, options.binary))
    for path in stale:
        print(f"{path}: stale; ./tb gen rewrites it")
    facts = stale_facts(root)
    if facts:
        print(f"data/catalog: stale; python3 {CONVERTER} rewrites it:\n{facts}")
    if options.count:
        failed, total = len(stale) + bool(facts), len(FILES) + len(REFERENCE) + Path(root, CONVERTER).exists()
        print(f"{total - failed} passed, {failed} failed")
    return 1 if stale or facts else 0
