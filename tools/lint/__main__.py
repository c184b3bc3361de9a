"""The house rules, checked. `./tb lint` runs all of them, `./tb lint RULE...` some; each rule is proven by tests/arch/."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import docs
import floors
import generated
import sizes
import sql
import words
from tree import Tree

RULES = {
    "floors": floors.check,
    "module_borders": floors.check_modules,
    "module_graph": floors.check_graph,
    "vendors": floors.check_vendors,
    "sizes": sizes.check,
    "function_length": sizes.check_functions,
    "sql_placement": sql.check_placement,
    "sql_literals": sql.check_literals,
    "dialect": sql.check_dialect,
    "words": words.check,
    "names": words.check_names,
    "unsafe_html": words.check_html,
    "dependencies": docs.check_dependencies,
    "links": docs.check_links,
    "module_readme": docs.check_module_readme,
}


def main(arguments):
    root = Path(__file__).resolve().parents[2]
    if arguments[:1] == ["generated"]:
        return generated.main(root, arguments[1:])
    chosen = arguments or list(RULES)
    unknown = [name for name in chosen if name not in RULES]
    if unknown:
        print(f"lint: no rule {unknown[0]}; the rules are: {' '.join(RULES)} generated", file=sys.stderr)
        return 2
    tree = Tree(root)
    failures = 0
    for name in chosen:
        findings = RULES[name](tree)
        for finding in findings:
            print(f"{finding} [{name}]")
        failures += len(findings)
    for stale in tree.unused_allowances(chosen):
        print(f"tools/lint/ratchet.txt: {stale} [ratchet]")
        failures += 1
    if not arguments:
        failures += generated.check_when_fresh(root)
    print(f"lint: {len(chosen)} rules over {len(tree.paths)} files, {failures} findings")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
