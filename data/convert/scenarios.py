"""Questions (情形) that decide about the materials which the kit marks 非必要（情形性）. Written by hand.

A line: guide | question | option > material it brings | option … ; "+" before the question allows several answers. The material is
named by the beginning of its name.
"""

TABLE = """
food-operate|是否委托他人办理？|由法定代表人（经营者）本人办理|委托代理人办理>委托代理书
food-operate|是否设有专职食品安全总监或者食品安全管理人员？|经营者自行管理，不另设|设有食品安全管理人员（总监）>食品安全管理人员
public-place|经营场所是否使用集中空调通风系统？|不使用|使用>集中空调通风系统
company-setup|经营范围是否含须先经批准的项目（前置审批）？|不含|含>批准文件或许可证
ind-biz|经营范围是否含须先经批准的项目（前置审批）？|不含|含>前置批准文件
hr-service|是否选择告知承诺方式办理？|按一般程序办理|选择告知承诺>告知承诺书
social-ins-register|是否已通过市场监管部门登记并共享营业执照信息？|已共享，无需提交|未共享（如外地登记）>营业执照
resident-medical-ins|非本地户籍的参保人是否持有居住证？|本地户籍或者持有居住证|无居住证，以人才或其直系亲属身份参保>人才及直系亲属
flex-subsidy|属于哪一类灵活就业人员？|就业困难人员|毕业2年内的高校毕业生>毕业证书
startup-subsidy|创办的是哪一类主体？|企业或个体工商户|民办非企业单位>民办非企业登记证书
pension-retire|户籍信息能否通过共享数据核验？|可以核验|不能核验或者信息不一致>居民户口簿
hf-withdraw|因何提取住房公积金？|购买自住住房>购房合同|租赁住房>租赁备案信息|离休、退休
birth-register|是否已办理结婚登记？|已办理>结婚证|未办理
birth-hukou|新生儿父母是否已办理结婚登记？|已办理>结婚证|未办理
passport|申请人属于哪种情况？|一般成年申请人|登记备案的国家工作人员>国家工作人员单位同意函|未满16周岁的未成年人>未成年人监护材料
hk-permit|申请哪一种签注？|个人旅游签注或者只申请通行证|探亲、商务等其他签注>签注事由材料
driver-license-renew|原驾驶证是否仍在手中？|在手中，需交回>机动车驾驶证|已遗失，同时申请补证
vehicle-register|购置税和交强险信息能否联网核查？|可以联网核查|不能联网核查>车辆购置税完税证明,交强险凭证
construction-permit|工程是否依法必须实行监理？|不是|是>监理合同
land-plan-permit|以何种方式取得国有建设用地使用权？|出让>国有土地使用权出让合同|划拨>用地预审与选址意见书
land-plan-permit|是否委托他人办理？|由法定代表人办理|委托代理人办理>授权委托书
build-plan-permit|是否已经过设计方案审查？|尚未审查，随本事项一并审查|已审查>设计方案审查意见
land-preexam|项目是否需要编制选址论证报告？|不需要|需要（选址复杂或涉及敏感区域）>选址论证报告
eia|环境影响评价文件属于哪一类？|环境影响报告表|环境影响报告书>公众参与说明
eia|立项文件能否通过共享数据核验？|可以核验|不能核验>立项文件
pollution-permit|属于哪一类排污管理？|简化管理|重点管理>申请前信息公开情况说明
water-permit|取水是否涉及第三者利害关系？|不涉及|涉及>与第三者利害关系说明
soil-water|项目是否实行承诺制管理？|不实行|实行>承诺书
road-dig|挖掘是否因新建、改建管线等规划项目引起？|不是|是>规划批准签发文件
road-dig|是否影响交通安全？|不影响|影响，需公安交管部门同意>公安交管意见
teacher|无犯罪记录能否由部门之间核查？|可以核查|不能核查（如曾在国外居住）>无犯罪记录
doctor|属于哪种注册？|首次注册|重新注册，或取得资格后超过二年注册>培训考核合格证明
special-equip|登记哪一类特种设备？|电梯、起重机械、叉车等|锅炉>锅炉能效证明|车用气瓶>机动车行驶证
special-worker|申请的作业项目是否要求体检？|不要求|要求（如高处作业）>体检报告
performance|在何种场地演出？|已有演出场所许可的固定场地|临时搭建舞台、看台的场地>场地证明
public-rental|申请人是否已婚？|未婚|已婚>婚姻状况证明
public-rental|住房情况能否通过不动产登记信息核查？|可以核查|不能核查>住房情况
ss-card|公安人像库中是否有可用照片？|有|没有或者需更换>照片
offsite-medical|属于哪一类异地就医备案？|已有参保地规定的材料可核验|选择承诺方式备案>个人承诺书
hotel|场所是否属于公众聚集场所（须消防安全检查）？|不属于|属于>消防安全检查合格材料
hazchem-operate|经营场所是否带有储存设施？|不带储存设施（票据经营）|带有储存设施>安全评价报告
company-cancel|采用哪种注销程序？|简易注销>全体投资人承诺书|一般注销>清算报告
company-cancel|清税信息能否通过部门共享获取？|可以获取|不能获取>清税证明
"""


def questions_of(guide):
    """The questions of a guide: (question, [(label, [beginning of a material's name])])."""
    found = []
    for line in TABLE.strip().splitlines():
        name, question, *options = line.split("|")
        if "g-" + name != guide:
            continue
        parts = [option.split(">") for option in options]
        found.append((question, [(part[0], part[1].split(",") if len(part) > 1 else []) for part in parts]))
    return found


def scenarios_of(guide, materials):
    """In the shape of ItemContent; raises where a question names a material that the guide does not have, and where a
    material of a situation is decided by no question."""
    scenarios, decided = [], set()
    for number, (question, options) in enumerate(questions_of(guide), 1):
        rows = []
        for place, (label, beginnings) in enumerate(options, 1):
            keys = []
            for beginning in beginnings:
                matching = [m["material_key"] for m in materials if m["material_name"].startswith(beginning)]
                if len(matching) != 1:
                    raise ValueError(f"{guide}: {beginning} names {len(matching)} materials")
                keys += matching
            decided.update(keys)
            rows.append({"option_key": f"o{place}", "label": label, "materials_added": keys})
        scenarios.append({"question_key": f"q{number}", "question": question, "multiple": False, "options": rows})
    for material in materials:
        if material["necessity"] == "2" and material["material_key"] not in decided:
            raise ValueError(f"{guide}: no question decides about {material['material_name']}")
        # Once a situation brings it, the material is as necessary as the others.
        if material["material_key"] in decided:
            material["necessity"] = "1"
    return scenarios
