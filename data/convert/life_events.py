"""Life events (一件事) from the kit's packages, with the questions that narrow them.

The kit has what belongs to an event and how sure that is; events it calls uncertain ("low") are left out. Questions, and
the words people use, are ours: each option drops components that are plainly not needed then, and nothing else.
"""
import json

# event → what people say when they mean it.
WORDS = {
    "pkg-ent-open": ["开公司", "注册公司", "办公司", "成立公司", "开企业", "创业开公司", "企业开办"],
    "pkg-restaurant": ["开饭店", "开餐馆", "开餐厅", "开餐饮店", "开小吃店", "开奶茶店", "开面馆", "开火锅店"],
    "pkg-employ": ["招人", "招员工", "招聘员工", "新员工入职", "录用员工"],
    "pkg-ent-realestate": ["公司买房", "企业买房", "厂房过户", "公司买厂房"],
    "pkg-ent-simple-cancel": ["简易注销"],
    "pkg-newborn": ["生孩子", "孩子出生", "生宝宝", "宝宝出生", "生了小孩", "生小孩", "新生儿", "孩子刚出生"],
    "pkg-flex": ["灵活就业", "自由职业", "没有单位交社保"],
    "pkg-marriage": ["结婚", "领证"],
    "pkg-disabled": ["残疾", "残疾人"],
    "pkg-veteran": ["退伍", "退役", "转业"],
    "pkg-house-utility": ["买二手房", "卖房", "二手房过户", "房子过户"],
    "pkg-death": ["去世", "过世", "亲人离世", "老人走了", "后事"],
    "pkg-retire": ["退休"],
    "pkg-ent-change": ["公司改名", "公司变更", "换法人", "企业变更", "变更地址"],
    "pkg-transport": ["开运输公司", "跑货运", "开物流公司", "办货运公司"],
    "pkg-ent-cancel": ["注销公司", "公司注销", "关公司", "公司不开了"],
    "pkg-utility": ["水电气报装", "企业用电", "厂房通电", "接通水电"],
    "pkg-credit-repair": ["信用修复", "经营异常", "失信名单"],
    "pkg-listing-check": ["公司上市", "企业上市", "无违法违规证明"],
    "pkg-school": ["孩子上学", "小学报名", "入学报名", "上小学", "上初中"],
    "pkg-ss-card": ["社保卡"],
    "pkg-netbar": ["开网吧", "开电竞馆"],
    "pkg-trade-in": ["以旧换新", "旧车换新车", "报废汽车补贴"],
    "pkg-credit-query": ["查征信", "征信报告", "信用报告"],
    "pkg-tax-credit": ["纳税信用"],
}


def yes_no(question, yes, no, without):
    """Who says no does not need these components."""
    return question, [(yes, []), (no, without)]


# event → (question, [(option, components it drops)])
QUESTIONS = {
    "pkg-ent-open": [
        yes_no("开业时就有员工要参保吗？", "有员工", "暂时没有员工", [4, 5]),
        yes_no("需要领用发票吗？", "要领发票", "暂时不领发票", [3]),
        yes_no("要一起预约银行开户吗？", "要预约开户", "自行到银行开户", [6])],
    "pkg-restaurant": [
        yes_no("门口要设招牌或户外广告吗？", "要设招牌", "不设招牌", [2]),
        yes_no("店面属于公众聚集场所吗（消防部门按营业面积和用途认定）？", "是公众聚集场所", "不是公众聚集场所", [3]),
        yes_no("餐饮污水要排入城镇排水管网吗？", "要排入管网", "不排入管网", [4])],
    "pkg-employ": [
        yes_no("员工有社会保障卡了吗？", "还没有社保卡", "已有社保卡", [5]),
        yes_no("员工有人事档案要转入吗？", "有档案要转", "没有档案要转", [6])],
    "pkg-newborn": [
        yes_no("做过生育登记了吗？", "还没有登记", "已经登记", [8]),
        yes_no("领到《出生医学证明》了吗？", "还没有领", "已经领了", [1]),
        yes_no("父母一方参加了生育保险（职工医保）吗？", "参加了", "没有参加", [6])],
    "pkg-flex": [
        yes_no("要申请社会保险补贴吗？", "要申请补贴", "不申请补贴", [5]),
        yes_no("人事档案要存到公共人才机构吗？", "要存档案", "不存档案", [6])],
    "pkg-marriage": [
        yes_no("要把户口迁到一起吗？", "要迁户口", "不迁户口", [3]),
        yes_no("准备生育吗？", "准备生育", "暂不生育", [4])],
    "pkg-disabled": [
        yes_no("有残疾人证了吗？", "还没有", "已经有了", [1]),
        yes_no("家庭困难，要申请低保吗？", "要申请低保", "不申请低保", [4]),
        yes_no("是为残疾儿童办理吗？", "为儿童办理", "为成年人办理", [6]),
        yes_no("要学驾驶汽车吗？", "要学车", "不学车", [5])],
    "pkg-veteran": [
        yes_no("是自主就业的退役士兵吗？", "自主就业", "由政府安排工作等其他安置方式", [2])],
    "pkg-house-utility": [
        yes_no("水、电、气要一起过户吗？", "一起过户", "不一起过户", [4, 5, 6])],
    "pkg-death": [
        yes_no("逝者参加了养老保险吗？", "参加了养老保险", "没有参加", [4]),
        yes_no("逝者参加了职工医保吗？", "参加了职工医保", "没有参加", [5]),
        yes_no("逝者有住房公积金账户吗？", "有公积金", "没有公积金", [6]),
        yes_no("逝者有驾驶证吗？", "有驾驶证", "没有驾驶证", [7])],
    "pkg-retire": [
        yes_no("缴存过住房公积金吗？", "有公积金", "没有公积金", [4]),
        yes_no("是独生子女父母吗？", "是独生子女父母", "不是", [6])],
    "pkg-ent-change": [
        yes_no("企业名称变了、要换公章吗？", "要换公章", "不换公章", [2]),
        yes_no("有员工参保和缴存公积金吗？", "有", "没有", [5, 6])],
    "pkg-transport": [
        yes_no("用总质量超过4.5吨的货车吗？", "有超过4.5吨的", "都不超过4.5吨", [2])],
    "pkg-ent-cancel": [
        yes_no("办过员工参保和公积金缴存登记吗？", "办过", "没有办过", [2, 3]),
        yes_no("办过海关报关单位备案吗？", "办过报关备案", "没有办过", [4])],
    "pkg-utility": [
        yes_no("施工要占用或挖掘城市道路吗？", "要占道或挖路", "不占道也不挖路", [5, 7]),
        yes_no("施工涉及城市绿地或树木吗？", "涉及绿地树木", "不涉及绿地树木", [6])],
    "pkg-credit-repair": [
        ("要修复的是哪一种？", [("行政处罚公示信息", [2, 3]), ("被列入经营异常名录", [1, 3]), ("被列入严重违法失信名单", [1, 2])])],
    "pkg-school": [
        ("孩子的户籍在本地吗？", [("户籍在本地", [3]), ("户籍不在本地", [])]),
        yes_no("按自有住房报名吗？", "有自有住房", "没有自有住房", [4])],
    "pkg-netbar": [
        yes_no("网吧里卖食品饮料吗？", "卖食品饮料", "不卖食品饮料", [3]),
        yes_no("属于公众聚集场所吗（消防部门按营业面积和用途认定）？", "是公众聚集场所", "不是公众聚集场所", [4])],
    "pkg-credit-query": [
        ("查个人的还是企业的？", [("查个人的", [2]), ("查企业的", [1])])],
}


def questions_of(event, orders):
    asked = []
    for number, (question, options) in enumerate(QUESTIONS.get(event, []), 1):
        for _, drops in options:
            assert set(drops) <= orders, (event, question)
        asked.append({"question_key": f"q{number}", "question": question, "options": [
            {"option_key": f"o{at}", "label": label, "drops": drops} for at, (label, drops) in enumerate(options, 1)]})
    return asked


def life_events_of(packages, known_codes):
    events = []
    for package in packages:
        if package["confidence"] == "low" or not package["components"]:
            continue
        components = [{"order": part["order"], "name": part["name"], "department": part["department"],
                       "basic_item": part["guide_id"] if part["guide_id"] in known_codes else ""}
                      for part in package["components"]]
        events.append({
            "event_key": package["id"].removeprefix("pkg-"), "name": package["name"], "person": package["target"] == "自然人",
            "lead_department": package["lead_department"] or "", "batch": package["batch"], "confidence": package["confidence"],
            "source": "；".join(package["sources"]), "words": WORDS.get(package["id"], []), "components": components,
            "questions": questions_of(package["id"], {part["order"] for part in components})})
    unknown = (set(WORDS) | set(QUESTIONS)) - {package["id"] for package in packages}
    assert not unknown, unknown
    return events


def text_of(events):
    return "[\n" + ",\n".join(json.dumps(event, ensure_ascii=False, separators=(",", ":")) for event in events) + "\n]\n"
