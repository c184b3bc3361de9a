"""Files made from the endpoint rows must be those that the program would make now."""

import argparse
import subprocess
import sys
from pathlib import Path

FILES = {
    "docs/api/openapi.json": ["api", "openapi"],
    "web/src/core/api.gen.ts": ["api", "typescript"],
    "docs/api/authorisation.md": ["api", "matrix"],
}


def made_by(binary, arguments):
    return subprocess.run([str(binary), *arguments], check=True, stdout=subprocess.PIPE).stdout


def stale_files(root, binary):
    for path, arguments in FILES.items():
        file = Path(root, path)
        if not file.exists() or file.read_bytes() != made_by(binary, arguments):
            yield path


def check_when_fresh(root):
    """Lint builds nothing: it compares only when the program is newer than every source. `./tb test` always compares."""
    binary = Path(root, "build/dev/tongban")
    sources = [*Path(root, "src").rglob("*.cpp"), *Path(root, "src").rglob("*.h")]
    if not binary.exists() or any(file.stat().st_mtime > binary.stat().st_mtime for file in sources):
        return 0
    stale = list(stale_files(root, binary))
    for path in stale:
        print(f"{path}: stale; ./tb gen rewrites it [generated]")
    return len(stale)


def main(root, arguments):
    parser = argparse.ArgumentParser(prog="tools/lint generated")
    parser.add_argument("--binary", required=True)
    parser.add_argument("--write", action="store_true", help="write the files instead of comparing them")
    parser.add_argument("--count", action="store_true", help="end with 'N passed, M failed'")
    options = parser.parse_args(arguments)
    if options.write:
        for path, command in FILES.items():
            Path(root, path).parent.mkdir(parents=True, exist_ok=True)
            Path(root, path).write_bytes(made_by(options.binary, command))
            print(path)
        return 0
    stale = list(stale_files(root, options.binary))
    for path in stale:
        print(f"{path}: stale; ./tb gen rewrites it")
    if options.count:
        print(f"{len(FILES) - len(stale)} passed, {len(stale)} failed")
    return 1 if stale else 0
