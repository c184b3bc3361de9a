#!/usr/bin/env python3
"""Makes data/catalog/*.json, which `tongban demo` and the import endpoints read, from the kit of facts in data/kit.

    python3 data/convert/convert.py            writes the files
    python3 data/convert/convert.py --check    fails when a file is not what would be written

Every document has the shape that docs/api/import.md describes: {"format", "kind", "rows"}; the life events, which the
server reads itself, are a plain list. One row a line, so that a change shows as a change of its lines.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import guides  # noqa: E402
import life_events  # noqa: E402
import lists  # noqa: E402

KIT = HERE.parent / "kit"
OUT = HERE.parent / "catalog"
CODES_SQL = HERE.parent.parent / "src/modules/catalog/schema/0021_catalog_codes.sql"


def read(name):
    return json.loads((KIT / name).read_text(encoding="utf-8"))


def document(kind, rows):
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return '{"format":"tongban.catalog/1","kind":"%s","rows":[\n%s\n]}\n' % (kind, lines)


def documents():
    kit_items, guangan = read("items.json")["items"], read("items_guangan.json")
    departments = lists.departments_of(read("departments.json"), guangan)
    basic_items, basic_codes = lists.basic_items_of(kit_items)
    issuers = lists.issuers_of(read("licences.json"))
    industry = lists.industry_pairs(read("industry_gb4754_2017.json"))
    entries = lists.code_entries_of(CODES_SQL.read_text(encoding="utf-8"), read("codes.json"), industry)
    return {
        "code_entries.json": document("dictionary", entries),
        "departments.json": document("departments", departments),
        "basic_items.json": document("basic-items", basic_items),
        "items_guides.json": document("items", guides.items_of(kit_items, basic_codes, departments, issuers)),
        "items_guangan.json": document("items", lists.guangan_items_of(guangan)),
        "life_events.json": life_events.text_of(life_events.life_events_of(
            read("packages.json")["packages"], {row["local_basic_code"] for row in basic_items})),
    }


def main():
    made = documents()
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in made.items() if not (OUT / name).exists() or (OUT / name).read_text(encoding="utf-8") != text]
        for name in stale:
            print(f"data/catalog/{name} is stale: run python3 data/convert/convert.py")
        return 1 if stale else 0
    OUT.mkdir(exist_ok=True)
    for name, text in made.items():
        (OUT / name).write_text(text, encoding="utf-8")
        print(name, text.count("\n") - 2, "rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
