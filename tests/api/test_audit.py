"""The sealed audit trail as an auditor and an operator have it: verified beside the running server, exported, verified
again with nothing but the public key, and found out when somebody changes the database behind the server's back."""

import json
import os
import sqlite3
import subprocess
import time

from world import ok, refused


def audit(world, what, *more, code=0):
    """`tongban audit …`, which must end with `code`."""
    server = world.server
    done = subprocess.run([server.binary, "audit", what, *server.arguments(), *more], env=server.environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
    assert done.returncode == code, f"audit {what} ended with {done.returncode}:\n{done.stdout[-3000:]}"
    return done.stdout


def sealed(world):
    """Waits until everything is sealed that was written so far; returns what verify says."""
    give_up = time.time() + 60
    while True:
        told = audit(world, "verify")
        if "unsealed 0" in told or time.time() > give_up:
            return told
        time.sleep(0.5)


def sql(world, statements):
    if world.server.database:
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", world.server.database, "-c", statements], check=True)
        return
    database = sqlite3.connect(os.path.join(world.server.folder, "data", "tongban.db"), timeout=20)
    database.executescript(statements)
    database.close()


def test_the_trail_is_sealed_while_the_server_runs(world):
    ok(world.clerk.get("/api/v1/worklist"))
    refused(world.zhangsan.post("/api/v1/admin/search/rebuild"), 403, "auth.forbidden")
    told = sealed(world)
    assert "audit: clean" in told and "unsealed 0" in told, told
    state = ok(world.auditor.get("/api/v1/audit/chain"))
    assert state["block_number"] > 0 and state["entries"] > 0 and len(state["block_hash"]) == 64, state
    refused(world.clerk.get("/api/v1/audit/chain"), 403, "auth.forbidden")


def test_an_export_is_verified_without_the_server(world):
    sealed(world)
    folder = world.server.folder
    export, key, checkpoints = (os.path.join(folder, name) for name in ("trail.jsonl", "key.pem", "checkpoints.jsonl"))
    audit(world, "checkpoint", "--file", checkpoints)
    audit(world, "export", "--file", export)
    with open(key, "w", encoding="utf-8") as file:
        file.write(audit(world, "public-key"))
    verify = [world.server.binary, "audit", "verify", "--file", export, "--public-key", key, "--checkpoints", checkpoints]

    def verified(code):
        done = subprocess.run(verify, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
        assert done.returncode == code, done.stdout[-3000:]
        return done.stdout

    assert "audit: clean" in verified(0)
    with open(export, encoding="utf-8") as file:
        lines = file.readlines()
    number = next(n for n, line in enumerate(lines) if line.startswith('{"entry"'))
    entry = json.loads(lines[number])
    entry["entry"]["actor_id"] = str(int(entry["entry"]["actor_id"]) + 1)
    changed = lines[:number] + [json.dumps(entry, ensure_ascii=False) + "\n"] + lines[number + 1:]
    with open(export, "w", encoding="utf-8") as file:
        file.writelines(changed)
    assert "audit.entry_changed" in verified(1)
    last = max(n for n, line in enumerate(lines) if line.startswith('{"block"'))
    with open(export, "w", encoding="utf-8") as file:
        file.writelines(lines[:last])
    assert "audit.checkpoint_unmet" in verified(1)


def test_who_changes_the_database_behind_the_server_is_found_out(world):
    sealed(world)
    server = world.server
    trigger = "audit_entries_no_update"
    if server.database:
        off, on = (f"ALTER TABLE audit_entries {how} TRIGGER USER;" for how in ("DISABLE", "ENABLE"))
    else:
        off = f"DROP TRIGGER {trigger};"
        on = (f"CREATE TRIGGER {trigger} BEFORE UPDATE ON audit_entries BEGIN "
              "SELECT RAISE(ABORT, 'audit_entries is append-only'); END;")
    change = "{} UPDATE audit_entries SET actor_id = actor_id {} 1 WHERE audit_id = (SELECT max(first_id) FROM audit_blocks); {}"
    sql(world, change.format(off, "+", on))
    try:
        told = audit(world, "verify", code=1)
        assert "audit.entry_changed: block " in told and "audit: 1 findings" in told, told
        assert "audit.entry_changed" in server.check() and server.check_code == 1
    finally:
        sql(world, change.format(off, "-", on))
    assert "audit: clean" in audit(world, "verify")
