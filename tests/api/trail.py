"""Compares the audit trail with every answer the tests got: each call of an endpoint that changes something leaves one
entry, which tells the same outcome."""

from collections import Counter

# Refused before the guard knows who asks for what, or because the database cannot be had: these leave no entry.
NEVER_BEGUN = {408, 413, 429, 431, 503}


def all_entries(world):
    before = None
    while True:
        page = world.auditor.get("/api/v1/audit", before=before, limit=200).json
        yield from page["entries"]
        before = page["next"]
        if before is None:
            return


def findings(world):
    calls = list(world.watch.changes)
    entries = {}
    for entry in all_entries(world):
        entries.setdefault(entry["request_id"], []).append((entry["action"], entry["outcome"]))
    wrong, good, bad = {}, Counter(), Counter()
    for call in calls:
        if call.status in NEVER_BEGUN or call.replayed:
            continue
        found = [outcome for action, outcome in entries.get(call.request_id, []) if action == call.operation]
        (good if call.status < 400 else bad)[call.operation] += 1
        wanted = {"ok"} if call.status < 400 else {"denied"} if call.status in (401, 403) else {"failed"}
        if len(found) != 1 or set(found) != wanted:
            wrong.setdefault(f"{call.operation} answered {call.status} and left the entries {found}", call.key)
    yield from (f"{what} (e.g. {key})" for what, key in sorted(wrong.items()))
    never_refused = sorted(set(good) - set(bad))
    if never_refused:
        yield "no test had a refusal from: " + ", ".join(never_refused)
