"""Departments, the basic catalogue, the real items of Guang'an and the dictionaries."""
import json
import re

import guides
import places


def is_national_code(code):
    return bool(code) and len(code) == 12 and code.isdigit() and code.startswith("00")


def departments_of(kit, guangan):
    rows = []
    for row in kit["central"]:
        rows.append({"region_code": "", "name": row["name"], "short_name": row["name"], "credit_code": "", "org_code": "",
                     "implementer_nature": "1", "line": "", "demonstration": False,
                     "source": "中央主管部门名称：国家许可清单（一般知识转录）；统一社会信用代码未取得", "confidence": "medium"})
    for row in kit["local_sample"]["departments"]:
        rows.append(guangan_department(row))
    return rows + places.demonstration_departments()


def guangan_name(name):
    return "广安" + name if name.startswith("区") else name


def guangan_department(row):
    """Codes are as the source has them: a code that fails GB 32100 is kept apart, in org_code, and said."""
    valid = [code for code in row["org_codes"] if places.is_credit_code(code)]
    others = [code for code in row["org_codes"] if code not in valid]
    source = "v-luobo/zwfw（广安市广安区办事指南，Apache-2.0，2025-04）"
    if others:
        source += "；来源中另有代码 " + "、".join(others) + "（未通过校验或为别的机构）"
    return {"region_code": "511602000000", "name": guangan_name(row["name"]), "short_name": row["name"],
            "credit_code": valid[0] if valid else "", "org_code": "" if valid else others[0][:20], "implementer_nature": "1", "line": "",
            "demonstration": False, "source": source, "confidence": "high"}


def basic_limit(row):
    value = row.get("statutory_limit")
    if not value:
        return guides.unstated("未见法定期限"), ""
    law = value.get("law", "") + value.get("article", "")
    if value.get("unit") not in guides.UNITS:
        return guides.unstated(f"{value['value']}{value['unit']}"), law
    return guides.limit(int(value["value"]), guides.UNITS[value["unit"]], value.get("note", "")), law


def worst(confidence):
    if isinstance(confidence, str):
        return confidence
    return next(level for level in ("low", "medium", "high") if level in confidence.values())


def basic_items_of(kit_items):
    """(rows, basic code of each guide). Real codes only where the kit has national ones; the guides, whose demonstration
    items need a code, get one of the private range 99 by their order in the kit."""
    rows, codes, serial = [], {}, 0
    for item in kit_items:
        guide = item["record"] == "guide"
        item_type = guides.TYPES[item["type"]]
        given = (item.get("guide") or {}).get("base_code") or ""
        private = ""
        if guide:
            serial += 1
            private = "99" + item_type + str(serial).zfill(8)
            codes[item["id"]] = given if is_national_code(given) else private
        limit, law = guides.limits_of(item)[0] if guide else basic_limit(item)[0], "" if guide else basic_limit(item)[1]
        note = f"来源中的基本编码 {given} 属地方目录，未用作国家基本编码" if given and not is_national_code(given) else item.get("limit_note", "")
        rows.append({
            "basic_code": given if is_national_code(given) else "", "local_basic_code": item["id"], "private_code": private,
            "name": item["name"], "item_type": item_type, "central_authority": item.get("central_authority") or "",
            "content": {
                "parent": (item.get("parent_item_id") or "") if guide else "",
                "implementing_organs": item.get("implementing_organs") or item.get("lead_department") or "",
                "use_levels": [guides.LEVELS[level] for level in item["levels"]],
                "service_objects": sorted({guides.OBJECTS[name] for name in item["service_objects"]}),
                "legal_basis": [{"law": b["law"], "article": b.get("article") or "", "version_date": b.get("law_version_date") or "",
                                 "verified": b.get("verified") is True} for b in item["legal_basis"]],
                "legal_limit": limit, "legal_limit_law": law,
                "local_names": [sample["name"] for sample in item.get("local_samples", [])], "note": "" if note == "—" else note,
                "sources": [{"source": source, "confidence": worst(item["confidence"]), "element": ""} for source in item["sources"]],
            },
            "source": item["sources"][0], "confidence": worst(item["confidence"]),
        })
    return rows, codes


def guangan_items_of(guangan):
    """Real items of another platform, as they are: only name, type, department and code are known."""
    items = []
    for item in guangan["items"]:
        items.append({
            "department": {"region_code": "511602000000", "name": guangan_name(item["department"])}, "basic_item": "",
            "implementing_code": item["impl_code"], "code_as_is": True, "local_code": item["id"], "demonstration": False,
            "publish": "as_is",
            "content": {
                "basic": {"item_name": item["name"], "item_type": guides.TYPES[item["type"]], "use_level": "4",
                          "effective_from": "2025-04-02"},
                "sources": [{"source": guangan["meta"]["source"], "confidence": guangan["meta"]["confidence"], "element": ""}],
            },
        })
    return items


def schema_entries(sql):
    """The entries that a new installation begins with; the kit adds to them, so that both agree."""
    entries = []
    for found in re.finditer(r"\('(\w+)', '([^']*)', '([^']*)', '([^']*)', '([^']*)', '([^']*)', (\d+)\)", sql):
        code_set, code, valid_from, valid_to, name, source, sort = found.groups()
        entries.append({"code_set": code_set, "code": code, "name": name, "valid_from": valid_from, "valid_to": valid_to,
                        "source": source, "sort": int(sort)})
    return entries


def code_entries_of(sql, codes, industry):
    entries = schema_entries(sql)

    def add(code_set, pairs, source):
        for place, (code, name) in enumerate(pairs, 1):
            entries.append({"code_set": code_set, "code": code, "name": name, "valid_from": "1949-10-01", "valid_to": "",
                            "source": source, "sort": place * 10})

    add("nationality", [(str(i).zfill(2), name) for i, name in enumerate(codes["nationality_56"], 1)], "GB/T 3304-1991")
    add("education", [(row["code"], row["name"]) for row in codes["education"]], "GB/T 4658-2006（一般知识）")
    add("gender", codes["gender"], "GB/T 2261.1-2003")
    add("marital_status", codes["marital"], "GB/T 2261.2-2003")
    add("id_type", codes["id_types"], "GA/T 517，一体化平台常用（一般知识）")
    add("evaluation", [(str(5 - i), name) for i, name in enumerate(codes["evaluation"])], "国办发〔2019〕51号")
    add("approval_form", [(name, name) for name in codes["approval_forms"]], "国办发〔2018〕45号")
    add("confidence", [("high", "有存档来源或逐条核对"), ("medium", "一般知识，未逐字核对"), ("low", "占位或演示，不得当作事实")], "platform")
    add("legal_basis_check", [("true", "条文在库且核对一致"), ("article_exists", "条文存在未核对内容"), ("law_only", "仅核对到法"), ("false", "未在库")],
        "办事指南事实数据包说明")
    add("industry", industry, "GB/T 4754-2017")
    return entries


def industry_pairs(tree):
    pairs = []

    def walk(rows):
        for row in rows:
            pairs.append((row["code"], row["name"]))
            walk(row.get("children", []))

    rows = next(value for value in tree.values() if isinstance(value, list))
    walk(rows)
    return pairs


def issuers_of(licences):
    return {row["name"]: row["issuer"] for row in licences["licences"]}
