"""S1: every endpoint × every demonstration role and nobody at all answers as the printed table says (`tongban api
matrix`), and without a login everything is 401 but what stands in the list below, which is written by hand."""

from ground import ROLES, Targets, declared, request, unreached
from world import ok

SIZES = (2, 400)  # demonstration accounts beyond one of each role

PUBLIC = {
    "cases.progress", "catalog.answers", "catalog.basic_item", "catalog.basic_items", "catalog.browse", "catalog.code_entries",
    "catalog.code_sets", "catalog.compare", "catalog.department", "catalog.department_contact", "catalog.departments", "catalog.facets",
    "catalog.form_page", "catalog.life_event", "catalog.life_events", "catalog.scoreboard", "catalog.scored_items",
    "catalog.flowchart", "catalog.guide", "catalog.guide_page", "catalog.region", "catalog.region_children", "catalog.search",
    "catalog.suggest", "identity.login", "identity.register", "identity.session", "inquiries.ask",
    "inquiries.close", "inquiries.lookup", "inquiries.published", "inquiries.reopen", "notices.public",
    "notices.public_list",
}
# With the placeholder bodies the act itself is never asked: a body of theirs that decodes needs codes that exist.
UNREACHED = {
    "queues.discard_event": "acts on what failed, and nothing has", "queues.retry_event": "the same",
    "queues.retry_job": "the same",
}


def table(text):
    """operation id → roles, from the Markdown of the matrix."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    columns = [cell.strip() for cell in lines[0].strip("|").split("|")]
    out = {}
    for line in lines[2:]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        out[cells[1]] = {column for column, cell in zip(columns[2:], cells[2:]) if cell == "x"}
    return out


def actors_of(attack):
    """[(account, its roles, client)]: nobody, one account of each role, an account without a post, and more by lot."""
    world, seen, later = attack.world, set(), []
    out = [("nobody", {"anonymous"}, world.anyone()), ("staff without a post", {"staff"}, world.new_staff(None))]
    logins = sorted(world.accounts)
    for login in logins:
        role = world.accounts[login].split("（")[0]
        (later if role in seen and login not in ("lisi", "gongsi") else out).append(login)
        seen.add(role)
    out += attack.dice.sample(later, min(attack.count, len(later)))
    people = []
    for entry in out:
        if isinstance(entry, str):
            client = world.sign_in(entry)
            session = ok(client.get("/api/v1/session"))
            roles = {post["role"] for post in session["posts"]} or {session["kind"]}
            people.append((entry, roles, client))
        else:
            people.append(entry)
    return people


def attack(attack):
    world, matrix = attack.world, table(attack.world.matrix)
    operations = world.watch.operations
    names = {operation["operationId"] for _, _, _, operation in operations}
    api = {name for name in names if not name.startswith("system.")}
    attack.expect(set(matrix) == api, "the printed table and the description name different endpoints", set(matrix) ^ api)
    attack.expect({name for name, roles in matrix.items() if "anonymous" in roles} == PUBLIC,
                  "what is open to everybody is not the list kept by hand",
                  {name for name, roles in matrix.items() if "anonymous" in roles} ^ PUBLIC)
    people = actors_of(attack)
    covered = set().union(*(roles for _, roles, _ in people))
    attack.expect(covered == {"anonymous", "applicant", "staff"} | set(ROLES), "not every role has an account", covered)
    for method, path, _, operation in operations:
        name = operation["operationId"]
        if name not in matrix:
            continue
        attack.expect(matrix[name] == declared(operation), f"{name}: the table and the description differ",
                      (matrix[name], declared(operation)))
        for login, roles, client in people:
            may = bool(roles & matrix[name])
            if may and name == "identity.logout":
                client = world.sign_in(login) if login in world.accounts else world.new_staff(None)
            if may and name == "catalog.rebuild_search" and login != "xitong":
                continue  # one account has this role; it is called once
            answer = request(world, client, method, path, operation)
            what = f"{name} as {'/'.join(sorted(roles))}"
            if may:
                attack.expect(answer.status not in (401, 403) or not answer.key.startswith("auth."),
                              f"{what}: refused, but the table lets it in", answer)
            elif roles == {"anonymous"}:
                attack.expect((answer.status, answer.key) == (401, "auth.required"), f"{what}: not 401", answer)
            else:
                attack.expect((answer.status, answer.key) == (403, "auth.forbidden"), f"{what}: not 403", answer)
    reach_all(attack)
    return f"{len(matrix)} endpoints × {len(people)} accounts"


def reach_all(attack):
    """Each endpoint, called as it should be, is answered by its act: the other attacks rest on that."""
    targets = Targets(attack.world)
    for method, path, _, operation in attack.world.watch.operations:
        name = operation["operationId"]
        if name in UNREACHED or name == "identity.logout":
            continue
        why = unreached(targets.request(method, path, operation))
        attack.expect(not why, f"{name}: the generator does not reach its act", why)
