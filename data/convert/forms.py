"""Application forms: JSON Schema (subset of src/platform/forms/schema.h) with a JSON Forms layout.

The properties are flat, because the groups of the layout are only the units in which a draft is saved; a group's key
stands in its options. A form is written as text: a line `[group_key] label` begins a group, any other line is
`property label [*] type`. Types: text, area, int, money, date, bool, yes (must be true), choice:a/b/c, several:a/b/c,
and the formats citizen_id, credit_code, mobile, phone, postcode, region_code, email, address.
"""

PERSON = """
[applicant] 申请人信息
applicant_name 姓名 * name
applicant_id_number 公民身份号码 * citizen_id
applicant_mobile 手机号码 * mobile
applicant_address 联系地址 * address
"""
FIRM = """
[applicant] 申请单位信息
firm_name 单位名称 * text
firm_credit_code 统一社会信用代码 * credit_code
legal_representative 法定代表人（负责人）姓名 * name
contact_name 联系人姓名 * name
contact_mobile 联系人手机号码 * mobile
firm_address 住所（经营场所）地址 * address
"""
PROMISE = """
[promise] 承诺
truth_promise 本人（单位）承诺所填信息和所提交材料真实、合法、有效，并承担相应法律责任 * yes
"""

GENERIC_PERSON = PERSON + """
[request] 申请内容
request_reason 申请理由和情况说明 * area
request_date 期望办理日期 date
""" + PROMISE
GENERIC_FIRM = FIRM + """
[request] 申请内容
request_content 申请事项的具体内容 * area
start_date 计划开始日期 date
""" + PROMISE

FORMS = {
    "g-food-operate": FIRM + """
[business] 经营信息
main_business 主体业态 * choice:食品销售经营者/餐饮服务经营者/集中用餐单位食堂
business_items 经营项目 * several:散装食品销售/热食类食品制售/冷食类食品制售/生食类食品制售/糕点类食品制售/自制饮品制售
premises_address 经营场所地址 * address
premises_area 经营场所面积（平方米） * int
employees 从业人员数 * int
online_business 是否通过网络经营 * bool
safety_manager 食品安全管理人员姓名 * name
safety_manager_mobile 食品安全管理人员手机号码 * mobile
""" + PROMISE,
    "g-company-setup": """
[company] 公司信息
company_name 公司名称（已申报或者自主申报） * text
company_type 公司类型 * choice:有限责任公司/股份有限公司/一人有限责任公司
registered_capital 注册资本（元） * money
business_scope 经营范围 * area
business_term 营业期限 * choice:长期/有固定期限
premises_address 住所 * address
premises_postcode 邮政编码 postcode
premises_region 住所所在区划代码 region_code
[people] 人员信息
legal_representative 法定代表人姓名 * name
legal_representative_id 法定代表人公民身份号码 * citizen_id
legal_representative_mobile 法定代表人手机号码 * mobile
shareholders 股东（发起人）人数 * int
shareholder_list 股东姓名（名称）、出资额、出资比例 * area
finance_contact 财务负责人姓名 name
[agent] 经办人信息
contact_name 经办人姓名 * name
contact_mobile 经办人手机号码 * mobile
contact_email 电子邮箱 email
""" + PROMISE,
    "g-ind-biz": """
[operator] 经营者信息
applicant_name 经营者姓名 * name
applicant_id_number 公民身份号码 * citizen_id
applicant_mobile 手机号码 * mobile
political_status 政治面貌 choice:群众/中共党员/共青团员/民主党派
[business] 经营信息
business_name 字号名称 text
composition 组成形式 * choice:个人经营/家庭经营
business_scope 经营范围 * area
premises_address 经营场所 * address
employees 从业人数 * int
capital 资金数额（元） money
online_business 是否仅通过互联网经营 * bool
""" + PROMISE,
    "g-marriage": """
[man] 男方信息
man_name 男方姓名 * name
man_id_number 男方公民身份号码 * citizen_id
man_mobile 男方手机号码 * mobile
man_marital_status 男方婚姻状况 * choice:未婚/离婚/丧偶
man_residence 男方常住户口所在地 * address
[woman] 女方信息
woman_name 女方姓名 * name
woman_id_number 女方公民身份号码 * citizen_id
woman_mobile 女方手机号码 * mobile
woman_marital_status 女方婚姻状况 * choice:未婚/离婚/丧偶
woman_residence 女方常住户口所在地 * address
[appointment] 预约登记
wanted_date 拟登记日期 * date
no_kinship_promise 双方承诺无配偶，且没有直系血亲和三代以内旁系血亲关系 * yes
""" + PROMISE,
    "g-idcard-renew": PERSON + """
[request] 换领信息
renew_reason 换领原因 * choice:有效期满/证件损坏/登记项目变更/证件丢失补领
old_valid_to 原证件有效期截止日期 date
household_address 户口登记地址 * address
photo_consent 同意使用现场采集的人像和指纹信息 * yes
""" + PROMISE,
    "g-hf-withdraw": PERSON + """
[account] 公积金账户
fund_account 个人公积金账号 * text
unit_name 缴存单位名称 text
[request] 提取信息
withdraw_reason 提取原因 * choice:购买自住住房/租赁住房/离休退休
withdraw_amount 申请提取金额（元） * money
bank_name 收款银行 * text
bank_account 本人银行账号 * personal
house_address 所购（租）住房地址 address
spouse_id_number 配偶公民身份号码 citizen_id
""" + PROMISE,
    "g-birth-register": PERSON + """
[family] 生育信息
spouse_name 配偶（孩子另一方父母）姓名 name
spouse_id_number 配偶公民身份号码 citizen_id
marital_status 婚姻状况 * choice:初婚/再婚/未婚
child_order 拟生育（已怀孕）第几个子女 * choice:第一个/第二个/第三个/第四个及以上
expected_date 预产期（或出生日期） date
living_children 现有子女数 * int
residence_address 现居住地 * address
""" + PROMISE,
    "g-residence-permit": PERSON + """
[residence] 居住信息
residence_address 现居住地址 * address
residence_since 到本地居住日期 * date
residence_kind 居住方式 * choice:租赁住房/自有住房/单位宿舍/借住
residence_reason 申领事由 * choice:合法稳定就业/合法稳定住所/连续就读
workplace 工作（就读）单位 text
household_address 户籍地址 * address
""" + PROMISE,
    "g-public-place": FIRM + """
[place] 场所信息
place_kind 场所类别 * choice:宾馆、旅店、招待所/理发店、美容店/公共浴室/游泳场（馆）/影剧院、歌舞厅/商场（店）、书店/候诊室、候车室
place_name 场所招牌名称 * text
place_address 经营场所地址 * address
place_area 使用面积（平方米） * int
employees 直接为顾客服务的从业人员数 * int
central_air 是否使用集中空调通风系统 * bool
health_manager 卫生管理人员姓名 * name
""" + PROMISE,
    "g-flex-subsidy": PERSON + """
[work] 就业信息
person_kind 人员类别 * choice:就业困难人员/毕业2年内高校毕业生
work_kind 灵活就业形式 * text
work_address 就业地点 * address
work_since 开始灵活就业日期 * date
[subsidy] 补贴申请
pay_from 缴费起始月份（填写当月1日） * date
pay_to 缴费截止月份（填写当月末日） * date
pension_paid 个人缴纳养老保险费（元） * money
medical_paid 个人缴纳医疗保险费（元） money
social_card 社会保障卡号 * personal
bank_name 发卡银行 * text
""" + PROMISE,
    "g-realestate-transfer": """
[seller] 转让方（义务人）
seller_name 转让方姓名（名称） * name
seller_id_number 转让方公民身份号码 * citizen_id
seller_mobile 转让方手机号码 * mobile
[buyer] 受让方（权利人）
buyer_name 受让方姓名（名称） * name
buyer_id_number 受让方公民身份号码 * citizen_id
buyer_mobile 受让方手机号码 * mobile
ownership 共有情况 * choice:单独所有/共同共有/按份共有
[house] 不动产情况
certificate_number 不动产权证书号 * text
unit_number 不动产单元号 text
house_address 坐落 * address
house_area 建筑面积（平方米） * number
price 成交价格（元） * money
contract_number 网签合同备案号 text
has_mortgage 是否存在抵押 * bool
""" + PROMISE,
    "g-disabled-cert": PERSON + """
[guardian] 监护人信息
guardian_name 监护人姓名 name
guardian_relation 与申请人关系 choice:父母/配偶/子女/其他近亲属
guardian_mobile 监护人手机号码 mobile
[disability] 残疾情况
disability_kind 申请评定的残疾类别 * several:视力/听力/言语/肢体/智力/精神
disability_cause 致残原因 choice:遗传/疾病/意外伤害/工伤/交通事故/不明
hospital 希望评定的指定医院 text
household_address 户籍地址 * address
needs_home_visit 是否需要上门评定 * bool
""" + PROMISE,
    "g-passport": PERSON + """
[request] 护照申请
request_kind 申请类别 * choice:首次申请/换发/补发
name_pinyin 姓名拼音（与护照一致，大写） * text
birthplace 出生地 * text
old_passport 原护照号码 text
destination 拟前往国家或者地区 text
emergency_name 紧急联系人姓名 * name
emergency_mobile 紧急联系人手机号码 * mobile
""" + PROMISE,
}

FORMATS = {"citizen_id", "credit_code", "mobile", "phone", "postcode", "region_code", "money", "date", "email", "address"}


def property_of(label, kind):
    if kind in FORMATS:
        return {"title": label, "type": "string", "format": kind, "maxLength": 200}
    if kind.startswith("choice:"):
        return {"title": label, "type": "string", "enum": kind[7:].split("/")}
    if kind.startswith("several:"):
        values = kind[8:].split("/")
        return {"title": label, "type": "array", "minItems": 1, "uniqueItems": True,
                "items": {"type": "string", "enum": values}}
    return {
        "name": {"title": label, "type": "string", "minLength": 1, "maxLength": 60, "x-personal": "name"},
        "personal": {"title": label, "type": "string", "minLength": 1, "maxLength": 40, "x-personal": True},
        "text": {"title": label, "type": "string", "minLength": 1, "maxLength": 200},
        "area": {"title": label, "type": "string", "format": "textarea", "minLength": 1, "maxLength": 2000},
        "int": {"title": label, "type": "integer", "minimum": 0, "maximum": 1000000},
        "number": {"title": label, "type": "number", "minimum": 0, "maximum": 1000000},
        "bool": {"title": label, "type": "boolean"},
        "yes": {"title": label, "type": "boolean", "const": True},
    }[kind]


def form_of(text):
    """(form_schema, form_layout)"""
    properties, required, groups = {}, [], []
    for line in filter(None, text.splitlines()):
        if line.startswith("["):
            key, label = line[1:].split("] ")
            groups.append({"type": "Group", "label": label, "options": {"group_key": key}, "elements": []})
            continue
        parts = line.split(" ")
        name, label, kind = parts[0], parts[1], parts[-1]
        properties[name] = property_of(label, kind)
        if "*" in parts:
            required.append(name)
        control = {"type": "Control", "scope": "#/properties/" + name}
        if kind == "area":
            control["options"] = {"multi": True}
        groups[-1]["elements"].append(control)
    schema = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return schema, {"type": "VerticalLayout", "elements": groups}


def form_for(guide, for_person):
    return form_of(FORMS.get(guide) or (GENERIC_PERSON if for_person else GENERIC_FIRM))
