"""Fills an application form from its JSON Schema, as a person would who has one of everything."""

import papers

_FORMATS = {
    "citizen_id": lambda who: who["id_number"],
    "credit_code": lambda who: who.get("credit_code") or papers.credit_code(),
    "organisation_code": lambda who: "000000019",
    "mobile": lambda who: who["phone"],
    "phone": lambda who: who["phone"],
    "postcode": lambda who: "417600",
    "region_code": lambda who: "431322000000",
    "money": lambda who: "10000.00",
    "date": lambda who: "2026-11-20",
    "date-time": lambda who: "2026-11-20T09:00:00+08:00",
    "email": lambda who: who.get("email", "nobody@example.com"),
    "uri": lambda who: "https://example.com/page",
    "address": lambda who: who["address"],
    "signature": lambda who: who["name"],
    "textarea": lambda who: "按指南填写的内容",
}


def value_for(schema, who, root=None):
    root = root or schema
    if "$ref" in schema:
        target = root
        for step in schema["$ref"].lstrip("#/").split("/"):
            target = target[step]
        return value_for(target, who, root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kinds = schema.get("type", "object" if "properties" in schema else "string")
    kind = kinds if isinstance(kinds, str) else next(k for k in kinds if k != "null")
    if kind == "object":
        return {name: value_for(rule, who, root) for name, rule in schema.get("properties", {}).items()}
    if kind == "array":
        return [value_for(schema.get("items", {}), who, root)] * max(1, schema.get("minItems", 1))
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return max(1, schema.get("minimum", 1))
    if schema.get("x-personal") == "name":
        return who["name"]
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]](who)
    if "x-personal" in schema:
        return who.get("account_number", "6222000000000000001")
    text = "按指南填写"
    return (text * (schema.get("minLength", 1) // len(text) + 1))[: schema.get("maxLength", 5)] if schema.get(
        "minLength", 0) > 5 else text[: schema.get("maxLength", 5)]


def groups_of(layout):
    """[(group key, [property, …])] of a JSON Forms layout; a form without one is a single group."""
    found = []

    def walk(element, into):
        if element.get("type") == "Group":
            into = []
            found.append((element.get("options", {}).get("group_key") or element.get("key") or f"g{len(found)}", into))
        if element.get("scope", "").startswith("#/properties/") and into is not None:
            into.append(element["scope"].split("/")[2])
        for child in element.get("elements", []):
            walk(child, into)

    if layout:
        walk(layout, None)
    return found


def filled(schema, layout, who):
    """{group key: answers} that together satisfy the schema."""
    if not schema:
        return {}
    answers = value_for(schema, who)
    groups = {key: {name: answers[name] for name in names if name in answers} for key, names in groups_of(layout)}
    rest = {name: value for name, value in answers.items() if not any(name in group for group in groups.values())}
    if rest:
        groups["rest"] = rest
    return groups
