"""The endpoint rows as /api/openapi.json tells them: who may call them, what their body looks like, and somebody of each
kind to call them."""

import re

from stories import day
from world import NOBODY

ROLES = ["window_clerk", "reviewer", "approver", "department_head", "catalog_editor", "catalog_publisher", "supervisor",
         "system_admin", "security_admin", "auditor"]


def declared(operation):
    """The roles that x-access lets in, in the words of BY_HAND."""
    access = operation["x-access"]
    staff = {"staff"} | set(ROLES)
    if access == "anyone":
        return {"anonymous", "applicant"} | staff
    if access == "signed in":
        return {"applicant"} | staff
    if access == "applicant":
        return {"applicant"}
    if access == "staff":
        return staff
    kind, _, roles = access.partition(": ")
    assert kind == "staff", access
    return {role.strip() for role in roles.split(",")}


def actors(world):
    return {"anonymous": world.anyone(), "applicant": world.lisi, "staff": world.new_staff(None),
            "window_clerk": world.clerk, "reviewer": world.reviewer, "approver": world.approver,
            "department_head": world.head, "catalog_editor": world.editor, "catalog_publisher": world.publisher,
            "supervisor": world.supervisor, "system_admin": world.system_admin,
            "security_admin": world.security_admin, "auditor": world.auditor}


def body_for(schema, schemas):
    """A document that decodes: required members only, of the right types."""
    if "$ref" in schema:
        return body_for(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {name: body_for(schema["properties"][name], schemas) for name in schema.get("required", [])}
    if kind == "array":
        return []
    if kind in ("integer", "number"):
        return 1
    if kind == "boolean":
        return False
    if kind == "string":
        if schema.get("pattern") == "^[0-9a-z]{13}$":
            return NOBODY
        return {"date": day(5), "date-time": day(5) + "T00:00:00+08:00"}.get(schema.get("format"), "x")
    return {}


def spelled(path, **ids):
    """The path with `ids` in it, and something that nobody has in place of the other parameters."""
    other = {"version": "1", "group_key": "g1", "material_key": "form", "code_set": "item_type", "code": "01",
             "region_code": "431322000000", "kind": "items", "task": "1"}
    return re.sub(r"\{(\w+)\}", lambda name: ids.get(name.group(1), other.get(name.group(1), NOBODY)), path)


def json_body(operation):
    """The schema of the body, or None where it has none or takes bytes."""
    return operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")


def request(world, client, method, path, operation, **ids):
    """Calls the row with a body that decodes."""
    target = spelled(path, **ids)
    if method in ("GET", "DELETE"):
        return client.call(method, target)
    if "application/octet-stream" in operation.get("requestBody", {}).get("content", {}):
        return client.raw(method, target, b"", client.headers(method) | {"Content-Type": "application/octet-stream"})
    schema = json_body(operation)
    return client.call(method, target, body_for(schema, world.watch.schemas) if schema else {})
