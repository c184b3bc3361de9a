"""Implementing versions of the 81 full guides of the kit for the demonstration places.

What the kit states is taken over; where its parts contradict each other, the stricter rule of the publish gate wins and
the change is said in the sources. What a kit of facts cannot have (addresses, telephones, office hours) is invented,
obviously fictional and marked as demonstration.
"""
import math
import re

import forms
import guide_facts
import places
import scenarios
import ways

HOURS = "工作日 9:00—12:00，13:30—17:00（演示）"
UNITS = {"工作日": "working_day", "日": "natural_day", "小时": "working_hour"}
EIGHTHS = {"working_day": 8, "natural_day": 8 * 5 / 7, "working_hour": 1}
OBJECTS = {"自然人": "1", "个人": "1", "企业": "2", "企业法人": "2", "校车服务提供者": "2", "事业单位": "3", "学校": "3",
           "社会组织": "4", "个体工商户": "5", "个体": "5", "组织": "9", "医疗机构": "9"}
TYPES = {"行政许可": "01", "行政给付": "05", "行政确认": "07", "行政奖励": "08", "行政裁决": "09", "其他行政权力": "10", "公共服务": "20"}
LEVELS = {"国家级": "1", "省级": "2", "市级": "3", "县级": "4", "乡级": "5"}
NOT_COUNTED = ("公示", "公告", "评审", "评估", "核查", "勘", "检查", "考试", "冷静期", "评定", "发放", "支付", "划款", "放款", "领证", "送达",
               "发证", "激活", "指派", "轮候")
PROCEDURES = [("hearing", ("听证",)), ("technical_review", ("技术评估", "技术评审", "技术审查")), ("expert_review", ("评审", "专家")),
              ("publicity", ("公示", "公告")), ("examination", ("考试",)), ("appraisal", ("评定", "鉴定")),
              ("inspection", ("核查", "勘", "查验", "检查", "查看"))]


def limit(amount, unit, explanation=""):
    return {"stated": True, "amount": amount, "unit": unit, "explanation": explanation}


def unstated(explanation):
    return {"stated": False, "amount": 0, "unit": "working_day", "explanation": explanation}


def limit_of(text):
    """A limit as the kit writes it ("0.5工作日", "即时", "30日"); None where it states no number."""
    text = text.strip()
    if text in ("即时", "即办", "当场", "即时制卡"):
        return limit(0, "working_day")
    found = re.fullmatch(r"([0-9.]+)(工作日|日|小时)(?:内)?", text)
    if not found:
        return None
    amount, unit = float(found[1]), UNITS[found[2]]
    if amount != int(amount):
        amount, unit = amount * 8, "working_hour"  # a half working day is four working hours
    return limit(int(amount), unit)


SPECIAL_LIMITS = {  # where the kit has a sentence instead of a number: (legal, promised)
    "g-divorce": (limit(60, "natural_day", "30日冷静期＋30日内申领"), limit(60, "natural_day", "同法定：30日冷静期＋30日内申领")),
    "g-hukou-move": (None, limit(10, "working_day", "符合条件的当场办结，需核实的10个工作日")),
    "g-eia": (limit(60, "natural_day", "报告书60日，报告表30日"), limit(20, "working_day", "报告书20个工作日，报告表10个工作日")),
    "g-pollution-permit": (limit(30, "natural_day", "简化管理20日，重点管理30日，需现场核查45日"), None),
    "g-public-rental": (limit(45, "working_day", "按地方规定，约45个工作日"), None),
    "g-work-injury": (limit(60, "natural_day", "事实清楚、权利义务明确的15日"), None),
}


def limits_of(item):
    legal, promised = SPECIAL_LIMITS.get(item["id"], (None, None))
    legal = legal or limit_of(item["statutory_limit"]["text"])
    promised = promised or limit_of(item["promised_limit"]["text"])
    if item["limit_note"] != "—":
        legal = {**legal, "explanation": legal["explanation"] or item["limit_note"]}
    return legal, promised


def eighths(value):
    return value["amount"] * EIGHTHS[value["unit"]]


def promise_at(place, promised, legal):
    """A real difference between the places would be a real fact; these are demonstration, within the law."""
    if promised["amount"] < 4 or promised["unit"] == "working_hour" or promised["explanation"]:
        return promised
    shorter = {"3": 0.6, "2": 0.8}.get(place.level, 1)
    if place.code.startswith("53"):
        shorter = 1
    return {**promised, "amount": math.ceil(promised["amount"] * shorter)}


def stage_of(name):
    for stage, words in (("accept", ("受理", "收件", "申请", "申报")), ("decide", ("决定", "审批", "核准", "签发", "认定", "登簿", "确认", "核定")),
                         ("make", ("制证", "缮证", "制卡")), ("deliver", ("送达", "发证", "发放", "颁证", "领证", "支付", "划款", "放款", "激活", "标牌")),
                         ("review", ("审查", "审核", "初审", "会审", "会签", "查", "评", "公示", "公告", "听证", "考试", "冷静", "意见"))):
        if any(word in name for word in words):
            return stage
    return "decide" if name in ("登记", "办结", "出证", "迁出迁入") else "review"


def flow_of(item, promised):
    steps = []
    for step in item["guide"]["steps"]:
        value = limit_of(step["limit"]) or unstated("" if step["limit"] == "—" else step["limit"])
        steps.append({"step_name": step["name"], "stage": stage_of(step["name"]), "role": step["role"] if step["role"] != "—" else "",
                      "limit": value, "standard": "", "outcome": ""})
    if item["type"] == "行政许可" and not any(step["stage"] == "deliver" for step in steps) and len(steps) < 6 and \
            "送达" not in steps[-1]["step_name"]:
        steps.append({"step_name": "送达", "stage": "deliver", "role": "窗口", "standard": "", "outcome": "",
                      "limit": unstated("行政许可法第四十四条：自作出决定之日起十日内颁发、送达，不计入承诺时限")})
    fit(steps, promised)
    for step in steps:
        step["standard"], step["outcome"] = STANDARDS[step["stage"]]
    return steps


STANDARDS = {
    "accept": ("材料齐全、符合法定形式的予以受理；需要补正的一次性告知", "受理通知书、补正材料告知书或者不予受理决定书"),
    "review": ("申请符合本指南所列受理条件，材料真实、一致", "审查意见"),
    "decide": ("符合法定条件、标准的，依法作出准予的决定；不符合的说明理由", "准予或者不予的决定"),
    "make": ("证件内容与决定一致", "证件、文书"),
    "deliver": ("按申请人选择的方式送达", "送达回证"),
}


def fit(steps, promised):
    """The steps must not take longer together than is promised. Steps that the law does not count go first."""
    bound = eighths(promised)

    def over():
        return sum(eighths(step["limit"]) for step in steps if step["limit"]["stated"]) - bound

    flagged = [step for step in steps if any(word in step["step_name"] for word in NOT_COUNTED)]
    for step in flagged + sorted(steps, key=lambda step: -eighths(step["limit"])):
        if over() <= 0.01:
            return
        value = step["limit"]
        if not value["stated"] or value["amount"] == 0:
            continue
        left = eighths(value) - over()
        if step not in flagged and left >= 1:
            whole = value["unit"] == "working_day" and left % 8 == 0
            step["limit"] = limit(int(left // 8), "working_day") if whole else limit(int(left), "working_hour")
        else:
            number = {"working_day": "个工作日", "natural_day": "日", "working_hour": "小时"}[value["unit"]]
            step["limit"] = unstated(f"原指南写明{value['amount']}{number}，不计入承诺时限")


def procedures_of(item):
    rows, rest = [], []
    for row in item["guide"].get("special_procedures", []):
        kind = next((kind for kind, words in PROCEDURES if any(word in row["name"] for word in words)), None)
        note = "" if row["note"] == "—" else row["note"]
        if kind is None or "受理" in row["name"]:
            rest.append("；".join(filter(None, [row["name"], row["limit"] if row["limit"] != "—" else "", note])))
            continue
        value = limit_of(row["limit"]) or unstated("" if row["limit"] == "—" else row["limit"])
        rows.append({"procedure_kind": kind, "procedure_name": row["name"], "limit": value,
                     "excluded_from_limit": not note.startswith("计入"), "by_law": "" if note.startswith("计入") else "行政许可法第四十五条"
                     if item["type"] == "行政许可" else "", "note": note})
    return rows, rest


def material_type(name):
    if re.search(r"(申请书|申请表|登记表|申报表|审核表|承诺书|声明|委托|申请单|表（|信息表|表$|申请$)", name):
        return "2"
    return "1" if re.search(r"(证|执照|户口簿|证明|护照|凭证|发票|报告|合同|批准|文件|回执|批复)", name) else "9"


def accept_standard(name, kind):
    if kind == "2":
        return "填写完整、准确，由申请人签名或者盖章；网上申请的以电子表单为准"
    if "照片" in name:
        return "近期免冠，符合证件照片要求"
    if kind == "1":
        return "真实、在有效期内，信息与申请内容一致，字迹清晰"
    return "内容完整、真实，与申请事项一致"


def materials_of(item, issuers, place):
    materials = []
    for number, row in enumerate(item["guide"]["materials"], 1):
        name = guide_facts.MATERIAL_NAMES.get(row["name"], row["name"])
        kind = material_type(name)
        licence = row.get("e_licence", "")
        tolerable = item["id"][2:] in guide_facts.TOLERANT and place.level in "34" and \
            any(word in name for word in guide_facts.TOLERABLE_WORDS)
        materials.append({
            "material_key": f"m{number}", "material_name": name, "material_type": kind, "material_format": "3",
            "necessity": "1" if row["necessity"] == "必要" else "2",
            "source_type": {"申请人自备": "10", "政府部门核发": "20", "第三方机构出具": "30"}[row["source"]],
            "source_explanation": "" if row["source"] == "申请人自备" else row["source"],
            "issuing_organ": issuers.get(licence, ""), "licence_type": licence,
            "exempt_by_licence": bool(row.get("exempt_by_e_licence")), "tolerable": tolerable,
            "promise_replaceable": False, "originals": row["original"], "copies": row["copies"], "page_format": "A4",
            "fill_explanation": "可在线填写后生成" if kind == "2" else "", "accept_standard": accept_standard(name, kind),
        })
    return materials


def results_of(item):
    rows = item["guide"]["results"]
    types, names = [], []
    for row in rows:
        name = row["name"]
        names.append(name)
        if row["kind"] == "证照":
            types.append("10")
        elif row["kind"] in ("批文", "文书"):
            types.append("20")
        else:
            types.append("30")
        if re.search(r"(许可证|执照|登记证|资格证|合格证|身份证|居住证|证书)$", name):
            types.append("10")
        if re.search(r"(批复|批文|决定书|通知书|意见书)$", name):
            types.append("20")
    validity = "；".join(sorted({row["validity"] for row in rows if row["validity"] != "—"}))
    name = "、".join(names)
    return sorted(set(types)), ("无" if name.startswith("无") else name), validity


def text_of_limit(value):
    if not value["stated"]:
        return value["explanation"] or "未规定"
    if value["amount"] == 0:
        return "即办（当场办结）"
    unit = {"working_day": "个工作日", "natural_day": "个自然日", "working_hour": "个工作小时"}[value["unit"]]
    return f"{value['amount']}{unit}"


def questions_of(item, content):
    """Three to five, each answered by facts of this guide only."""
    basic, extension, name = content["basic"], content["extension"], item["name"]
    needed = [m["material_name"] for m in content["materials"] if m["necessity"] == "1"]
    exempt = [m["material_name"] for m in content["materials"] if m["exempt_by_licence"]]
    rows = [(f"办理{name}需要多长时间？",
             f"法定办结时限：{text_of_limit(basic['legal_limit'])}；承诺办结时限：{text_of_limit(basic['promised_limit'])}。")]
    answer = "需要提交：" + "；".join(needed) + "。"
    if exempt:
        answer += "其中" + "、".join(exempt) + "可通过电子证照核验的，免予提交。"
    rows.append((f"办理{name}要准备哪些材料？", answer))
    if basic["is_fee"]:
        rows.append(("收费吗？", "收费：" + "；".join(f"{fee['fee_name']} {fee['fee_standard']}" for fee in content["fees"]) + "。"))
    else:
        rows.append(("收费吗？", "不收费。"))
    if extension["is_online"]:
        way = "可以。" + ("全程网上办理，无需到现场。" if basic["trips"] == 0 else f"网上申请后需到现场{basic['trips']}次：{basic['trips_reason']}。")
    else:
        way = f"目前不能网上申请，需到现场{basic['trips']}次：{basic['trips_reason']}。"
    rows.append(("可以在网上办理吗？需要跑几次？", way))
    if item["guide"].get("notes"):
        rows.append(("还有什么需要注意？", item["guide"]["notes"].rstrip("。") + "。"))
    elif extension["result_name"] != "无" and extension["result_validity"]:
        rows.append(("办结后会得到什么？", f"{extension['result_name']}，有效期：{extension['result_validity']}。"))
    return [{"question": question, "answer": answer} for question, answer in rows]


def basic_of(item, place, facts, legal, promised):
    guide = item["guide"]
    trips = guide["on_site_visits"]
    if place.code == "370200000000" and trips == 2:
        trips = 1
    if item["id"] == "g-divorce":
        trips = 2
    channels = guide["channels"]
    forms_of_handling = sorted({"窗口": "1", "银行网点": "1", "网上": "2", "网上预约": "2", "快递": "4", "自助": "9"}[c] for c in channels)
    objects = sorted({OBJECTS[name] for name in item["service_objects"]})
    town = places.TOWN_OFFICES.get(place.code)
    hall = f"{town}便民服务中心" if town else f"{place.name}政务服务中心综合窗口"
    fees = guide_facts.FEES.get(item["id"][2:], [])
    return {
        "item_name": item["name"], "aliases": facts[4], "item_type": TYPES[item["type"]],
        "legal_basis": [{"law": b["law"], "article": b.get("article") or "", "version_date": b.get("law_version_date") or "",
                         "verified": b.get("verified") is True} for b in item["legal_basis"]],
        "use_level": place.level, "power_source": "1", "implementer_nature": places.NOT_AN_ORGAN.get(facts[0], "1"),
        "legal_limit": legal, "promised_limit": promised, "handling_type": "1" if promised["amount"] == 0 else "2",
        "service_objects": objects, "conditions": guide["conditions"], "quantity_limit": "无",
        "handling_forms": sorted(set(forms_of_handling)), "trips": trips,
        "trips_reason": (guide_facts.TRIP_REASONS.get(item["id"][2:], guide_facts.DEFAULT_TRIP_REASON)) if trips else "",
        "is_fee": bool(fees), "fee_basis": guide_facts.FEE_BASIS if fees else "", "address": hall + "（演示地址）",
        "office_hours": HOURS, "consult_phone": place.area + "-00000001", "supervise_phone": place.area + "-00012345",
        "effective_from": "2026-01-01",
    }


def extension_of(item, place, facts, basic, rest, materials):
    guide = item["guide"]
    types, name, validity = results_of(item)
    online = any(channel.startswith("网上") for channel in guide["channels"])
    booked = "网上预约" in guide["channels"]
    fully = online and basic["trips"] == 0
    level = "IV" if fully else "II" if booked else "III" if online else "I"
    depth = ["1", "2", "3", "4", "5", "6"] if fully else ["1", "2", "3"] if booked else ["1", "2", "3", "4"] if online else ["1"]
    promise = item["id"][2:] in guide_facts.INFORM_PROMISE
    licence = "10" in types and name != "无"
    notes = [guide.get("notes", "")] + rest
    extension = {
        "in_service_center": True, "cross_region_scope": "0", "review_type": "instant" if basic["handling_type"] == "1" else "staged",
        "approval_form": "马上办" if basic["handling_type"] == "1" else "网上办" if fully else "一次办", "result_types": types, "result_name": name,
        "result_sample": "" if name == "无" else f"《{name}》样本（演示，样式以发证机关为准）", "result_validity": validity,
        "is_electronic_licence": licence, "licence_type": name if licence else "",
        "delivery_forms": ["window", "express"] + (["electronic"] if fully else []), "is_online": online, "online_depth": depth,
        "online_level": level, "is_appointment": booked, "is_pay_online": bool(basic["is_fee"]) and online, "is_express": True,
        "is_self_service": "自助" in guide["channels"], "is_agent_allowed": item["id"] not in ("g-marriage", "g-divorce"),
        "person_themes": facts[1] if "1" in basic["service_objects"] else [], "legal_themes": facts[2] if basic["service_objects"] != ["1"] else [],
        "life_events": [facts[3]], "is_inform_promise": promise,
        "inform_promise_text": "本单位已知晓告知内容，承诺符合办理条件、所提交信息真实，并承担不实承诺的法律责任（演示文本）" if promise else "",
        "is_tolerant": any(m["tolerable"] for m in materials), "tolerant_days": 10,
        "reconsideration": "对决定不服的，可自知道该行政行为之日起六十日内申请行政复议",
        "litigation": "对决定不服的，可自知道或者应当知道该行政行为之日起六个月内提起行政诉讼", "min_assurance_level": 2,
        "progress_channel": "本平台“我的办件”或者凭办件编号和查询码查询", "remark": "；".join(filter(None, notes)),
    }
    return extension


def content_of(item, place, facts, issuers):
    legal, promised = limits_of(item)
    promised = promise_at(place, promised, legal)
    procedures, rest = procedures_of(item)
    materials = materials_of(item, issuers, place)
    questions = scenarios.scenarios_of(item["id"], materials)
    basic = basic_of(item, place, facts, legal, promised)
    schema, layout = forms.form_for(item["id"], "1" in basic["service_objects"])
    content = {
        "basic": basic, "extension": extension_of(item, place, facts, basic, rest, materials), "materials": materials,
        "fees": [{"fee_name": name, "fee_standard": standard, "amount_fen": fen, "by_law": guide_facts.FEE_BASIS, "reducible": bool(by),
                  "reduction_basis": by} for name, standard, fen, by in guide_facts.FEES.get(item["id"][2:], [])],
        "scenarios": questions, "flow": flow_of(item, promised), "special_procedures": procedures, "form_schema": schema, "form_layout": layout,
        "sources": sources_of(item),
    }
    content["questions"] = questions_of(item, content)
    return content


ELEMENTS = {"legal_basis": "/basic/legal_basis", "statutory_limit": "/basic/legal_limit", "promised_limit": "/basic/promised_limit",
            "materials": "/materials", "steps": "/flow", "fee": "/fees", "result_validity": "/extension/result_validity",
            "conditions": "/basic/conditions"}


def sources_of(item):
    sources = [{"source": source, "confidence": item["confidence"], "element": ""} for source in item["sources"]]
    for key, confidence in item["field_confidence"].items():
        sources.append({"source": "办事指南事实数据包 items.json " + item["id"], "confidence": confidence, "element": ELEMENTS[key]})
    for element in ("/basic/address", "/basic/office_hours", "/basic/consult_phone", "/basic/supervise_phone", "/form_schema", "/scenarios",
                    "/extension/result_sample"):
        sources.append({"source": "演示内容，非真实信息", "confidence": "low", "element": element})
    if item["guide"]["handling_type"] == "即办件" and (limits_of(item)[1]["amount"] != 0):
        sources.append({"source": "原指南为即办件；承诺时限不是当场办结，按发布规则记为承诺件", "confidence": "medium", "element": "/basic/handling_type"})
    return sources


def offered_at(item, place):
    """Whether the place's level handles the item. A town has what only towns handle; the county has that too, handled by
    its town offices, so that somebody who chose the county finds it."""
    levels = {LEVELS[level] for level in item["levels"]}
    only_towns = levels == {"5"}
    if place.level == "5":
        return only_towns
    return place.level in levels or (place.level == "4" and only_towns)


def items_of(kit_items, basic_codes, departments, issuers):
    facts_by_guide = guide_facts.rows()
    codes = {(d["region_code"], d["name"]): d["credit_code"] for d in departments}
    items = []
    for item in kit_items:
        if item["record"] != "guide":
            continue
        facts = facts_by_guide[item["id"]]
        only_towns = item["levels"] == ["乡级"]
        for place in places.PLACES:
            if not offered_at(item, place):
                continue
            line = "乡镇" if only_towns else facts[0]
            department = places.department_name(place, line)
            if not department:
                continue
            content = content_of(item, place, facts, issuers)
            if only_towns:
                content["basic"]["use_level"] = "5"
            process = ways.of(item["id"], place.code)
            if process:
                content["process"] = process
            code = codes[(place.code, department)] + content["basic"]["use_level"] + basic_codes[item["id"]]
            items.append({
                "department": {"region_code": place.code, "name": department}, "basic_item": item["id"], "implementing_code": code,
                "local_code": item["id"], "demonstration": True, "publish": "checked", "content": content,
            })
    return items
