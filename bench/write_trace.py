"""Which rows one application writes, as the database itself sees them: triggers on every table of a running SQLite server
note each row while one application is handed in. bench_raw_sqlite and bench_raw_postgres then write the same rows."""

import json
import sqlite3

ID_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # of ids as the API writes them (src/base/ids.h)
SERIALS = ("case_serials", "instrument_serials")
# What workers do afterwards is not part of the request.
LATER = ("event_handled", "audit_blocks", "items", "item_popularity", "sessions", "schema_migrations")


def _number_of(text):
    number = 0
    for digit in text:
        number = number * 32 + ID_DIGITS.index(digit)
    return number


def _tables(connection):
    names = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'bench_%'")]
    for name in names:
        columns = connection.execute(f"SELECT name, pk FROM pragma_table_info('{name}')").fetchall()
        yield name, [column for column, _ in columns], [column for column, pk in columns if pk]


# The server trusts no function in a schema that others may have changed, so the triggers call none: they copy columns.
def _watch(connection, name, columns):
    cells = ", ".join(f"c{place}" for place in range(len(columns)))
    row = ", ".join(f"NEW.{column}" for column in columns)
    for op in ("insert", "update"):
        connection.execute(f"CREATE TRIGGER bench_{op}_{name} AFTER {op} ON {name} BEGIN INSERT INTO bench_trace (op, name, "
                           f"{cells}) VALUES ('{op}', '{name}', {row}); END")


def write_trace(path, database, hand_in):
    """Writes the trace of `hand_in()`, which returns the id of the new case, to `path`; returns the number of rows."""
    connection = sqlite3.connect(database, timeout=30, isolation_level=None)
    tables = {name: (columns, key) for name, columns, key in _tables(connection)}
    cells = ", ".join(f"c{place}" for place in range(max(len(columns) for columns, _ in tables.values())))
    connection.execute(f"CREATE TABLE bench_trace (number INTEGER PRIMARY KEY, op TEXT, name TEXT, {cells})")
    for name, (columns, _) in tables.items():
        _watch(connection, name, columns)
    case_id = _number_of(hand_in())
    lines, greatest = [], case_id
    for op, name, *values in connection.execute(f"SELECT op, name, {cells} FROM bench_trace ORDER BY number").fetchall():
        row = dict(zip(tables[name][0], values))
        # The queue is also written by the worker that empties it; jobs by the one that runs them.
        if name in LATER or (op == "update" and name not in SERIALS + ("idempotency_receipts",)):
            continue
        op = "upsert" if name in SERIALS else op
        lines.append({"op": op, "table": name, "key": tables[name][1], "row": row})
        ids = [value for column, value in row.items() if isinstance(value, int) and value >= case_id
               and (column.endswith("_id") or column == "position")]
        greatest = max([greatest, *ids])
    for name in tables:
        for op in ("insert", "update"):
            connection.execute(f"DROP TRIGGER bench_{op}_{name}")
    connection.execute("DROP TABLE bench_trace")
    connection.close()
    with open(path, "w", encoding="utf-8") as file:
        for line in [{"first_id": case_id, "last_id": greatest}, *lines]:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return len(lines)
