"""What people call the 81 guides, and where they stand: themes, life events, department line. Written by hand.

Each line: guide id | line of the department | themes of persons | themes of firms | life event | what people call it.
Theme codes: official theme tables of the national platform (see code_entries.json).
"""

TABLE = """
food-operate|市场监管||010,110|开办企业|开饭店,开餐馆,开餐厅,餐饮许可证,食品证,卫生许可证（餐饮）,开奶茶店,开超市卖食品,食品流通许可
food-small|市场监管||010|开办企业|小餐饮,小饭馆,早餐店,小吃店,小餐饮证
public-place|卫生健康||010,110|开办企业|卫生许可证,理发店卫生许可,美容院许可,宾馆卫生许可,游泳馆卫生许可,开理发店
company-setup|市场监管||005,010|开办企业|注册公司,开公司,办营业执照,办执照,公司注册,新办企业,成立公司
ind-biz|市场监管|035,040||就业创业|办个体户,个体营业执照,办营业执照,开店,摆摊执照,个体户注册,办执照
labour-dispatch|人力资源社会保障||010,030|经营发展|劳务派遣证,派遣许可证,劳务公司资质
hr-service|人力资源社会保障||010,030|经营发展|人力资源许可证,中介所,职业介绍许可,猎头公司资质
social-ins-register|人力资源社会保障||035|开办企业|单位社保开户,公司社保开户,企业参保
resident-medical-ins|医疗保障|085,145||社会保障|城乡居民医保,居民医保参保,新农合,交医保,办医保,合作医疗
residence-permit|公安|010,090||户籍身份|居住证,暂住证,办居住证,流动人口居住证
flex-subsidy|人力资源社会保障|030,085||就业创业|社保补贴,灵活就业补贴,4050补贴,自己交社保补贴
startup-subsidy|人力资源社会保障|030||就业创业|创业补贴,大学生创业补贴,创业补助
unemploy|人力资源社会保障|030,085||就业创业|失业金,领失业金,失业补助,失业登记领钱
pension-retire|人力资源社会保障|085,150||退休养老|办退休,退休手续,养老金申领,领养老金,退休金
hf-withdraw|公积金|075||住房置业|公积金,提公积金,公积金提取,取公积金,租房提取公积金,住房公积金支取
hf-loan|公积金|075||住房置业|公积金贷款,公积金买房,住房贷款
realestate-transfer|自然资源|075|085|住房置业|过户,房产过户,二手房过户,房产证,办房产证,不动产证,房本
marriage|民政|060||婚姻生育|结婚,领证,领结婚证,结婚证,扯证,婚姻登记
divorce|民政|060||婚姻生育|离婚,办离婚,离婚证,协议离婚
birth-register|卫生健康|005||婚姻生育|准生证,生育证,生育服务证,生娃登记,二胎登记,三孩登记,怀孕登记
birth-hukou|公安|005,010||婚姻生育|上户口,新生儿上户,孩子上户口,宝宝落户,出生登记
idcard-renew|公安|010,090||户籍身份|换身份证,补身份证,身份证到期,身份证丢了,身份证补办,办身份证
hukou-move|公安|010||户籍身份|迁户口,户口迁移,落户,转户口,户口迁入
passport|公安出入境|090,105||户籍身份|护照,办护照,换护照,出国证件,因私护照
hk-permit|公安出入境|090,105||户籍身份|港澳通行证,去香港,去澳门,港澳签注,通行证
driver-license-renew|公安交管|090,095||交通出行|换驾照,驾照到期,驾驶证换证,驾照年审,驾照
vehicle-register|公安交管|095|090|交通出行|新车上牌,上牌照,车牌,汽车上户,机动车上牌
internet-cafe|文化旅游||010,120|经营发展|开网吧,网吧许可证,网吧,上网服务
fire-check|消防||010,150|开办企业|消防检查,消防验收合格证,开业消防,消防手续,消防证
construction-permit|住房城乡建设||040,085|工程建设|施工许可证,开工许可,施工证
land-plan-permit|自然资源||040,085|工程建设|用地规划许可证,用地许可
build-plan-permit|自然资源|070|040,085|工程建设|建设工程规划许可证,规划许可,建房规划许可
land-preexam|自然资源||040,085|工程建设|用地预审,选址意见书,项目选址
invest-record|发展改革||040|工程建设|项目备案,立项,投资备案,企业立项
energy-review|发展改革||040,095|工程建设|能评,节能审查,节能评估
eia|生态环境||040,095|工程建设|环评,环评审批,环境影响评价,环保手续
pollution-permit|生态环境||095|经营发展|排污许可证,排污证,环保许可
water-permit|水利|070|105,040|经营发展|取水许可证,打井许可,用水许可
soil-water|水利||105,040|工程建设|水保方案,水土保持,水保审批
outdoor-ad|城市管理||085|经营发展|户外广告,广告牌审批,店招,门头招牌
road-dig|城市管理||085,160|工程建设|挖路,占道施工,开挖马路,道路开挖,占道审批
drug-retail|市场监管||010,110|经营发展|开药店,药店许可证,药品经营许可证,药房
tobacco|烟草||010,055|经营发展|烟草证,卖烟许可证,烟证,香烟专卖证
road-freight|交通运输||010,090|经营发展|货运许可证,道路运输证,营运证,货车营运,跑货运
schoolbus|教育||090,120|经营发展|校车,校车证,校车许可
teacher|教育|020,050||就业创业|教师资格证,教资,教师证,教资认定
doctor|卫生健康|050,145||就业创业|医师注册,医生执业注册,执业医师证,医生证
nurse|卫生健康|050,145||就业创业|护士注册,护士证,护士执业证
lawyer|司法行政|050,120||就业创业|律师证,律师执业证,当律师
special-equip|市场监管||135,145|经营发展|电梯登记,锅炉登记,特种设备登记,叉车上牌,电梯使用登记
special-worker|市场监管|050||就业创业|叉车证,电梯证,特种作业证,锅炉工证,特种设备操作证
publication-retail|新闻出版||010,120|经营发展|开书店,卖书许可证,出版物许可证,书店
performance|文化旅游||010,120|经营发展|演出审批,演唱会审批,办演出,商演
entertainment|文化旅游||010,120|经营发展|KTV许可,开KTV,歌舞厅,娱乐场所,游戏厅,电玩城
civil-nonent|民政||005|开办企业|民办非企业,民非登记,办民办学校登记,社会服务机构登记
social-org|民政||005|开办企业|社团登记,协会登记,成立协会,商会成立
disabled-cert|残联|065,090||社会保障|残疾证,残疾人证,办残疾证,残疾评定
dibao|民政|085||社会保障|低保,办低保,吃低保,最低生活保障,困难补助
temp-aid|民政|085||社会保障|临时救助,困难救助,救助金,大病救助
public-rental|住房城乡建设|075||住房置业|公租房,廉租房,申请公租房,保障房
elder-card|民政|065,095||退休养老|老年证,老人证,老年卡,老年优待证,敬老卡
old-age-allowance|民政|065,085||退休养老|高龄补贴,高龄津贴,老人补贴,80岁补贴
work-injury|人力资源社会保障|085|030,035|社会保障|工伤,工伤认定,工伤鉴定,申报工伤
ss-card|人力资源社会保障|085,090||社会保障|社保卡,办社保卡,补社保卡,社会保障卡,医保卡
offsite-medical|医疗保障|085,145||社会保障|异地就医,异地医保,医保备案,外地看病报销
maternity-allow|医疗保障|005,085|035|婚姻生育|生育津贴,产假工资,生育保险,生孩子报销
lease-record|住房城乡建设|075|085|住房置业|租房备案,租房合同备案,房屋租赁备案,租赁备案
hotel|公安||010,150|经营发展|开宾馆,开酒店,开旅馆,特种行业许可证,民宿许可,旅馆许可
seal|公安||010,150|经营发展|刻章店许可,公章刻制,刻章
hazchem-operate|应急管理||010,145|经营发展|危化品许可证,危险化学品,危化证,卖危险品
firework-retail|应急管理||010,145|经营发展|卖烟花,烟花爆竹,鞭炮许可证,烟花零售证
animal-clinic|农业农村||010,075|经营发展|宠物医院,开宠物医院,兽医站,动物医院许可证
pesticide|农业农村||010,075|经营发展|农药证,卖农药,农药经营许可证,农资店
tree-cut|林业|070|075|经营发展|砍树,伐木,采伐证,林木采伐,砍伐许可
rural-build|乡镇|070,075||住房置业|农村建房,宅基地,自建房,建房审批,宅基地审批
legal-aid|司法行政|120||法律服务|免费律师,法援,法律援助,打官司没钱
notary-edu|公证|120,020||法律服务|公证,学历公证,毕业证公证
vat-limit|税务||025|经营发展|增值税发票,专票限额,发票增额,开票限额,专票最高限额
company-cancel|市场监管||165|注销退出|注销公司,公司注销,企业注销,简易注销,关公司,营业执照注销
death-hukou|公安|010,155||身后事务|销户口,注销户口,去世销户,死亡注销户口,死亡销户
taxi-qual|交通运输|050,095||就业创业|网约车证,出租车证,跑滴滴,网约车驾驶员证,从业资格证
"""

# What must be done in person, for the items whose guide says that one has to come.
TRIP_REASONS = {
    "marriage": "《婚姻登记条例》要求男女双方共同到婚姻登记机关当面申请",
    "divorce": "《民法典》第一千零七十六条、第一千零七十七条要求双方亲自申请，冷静期满后双方亲自领证",
    "idcard-renew": "须当面采集人像和指纹信息",
    "passport": "须当面采集人像和指纹信息并接受询问",
    "hk-permit": "须当面采集人像和指纹信息",
    "vehicle-register": "须交验机动车",
    "realestate-transfer": "须由登记机构当面核验身份和真实意思表示",
    "hf-loan": "须当面签订借款合同",
    "disabled-cert": "须到指定医院接受残疾评定",
    "teacher": "须到确认点核验原件",
    "birth-hukou": "须当面核验《出生医学证明》原件",
    "residence-permit": "须当面核验证件原件",
}
DEFAULT_TRIP_REASON = "须到现场核验原件或者配合现场核查"

# Fees as rows: (name, standard, fen or 0, reduction basis or "").
FEES = {
    "realestate-transfer": [
        ("不动产登记费（住宅）", "80元/件", 8000, ""),
        ("不动产登记费（非住宅）", "550元/件", 55000, ""),
    ],
    "idcard-renew": [("居民身份证换领工本费", "20元/证", 2000, ""), ("居民身份证丢失补领工本费", "40元/证", 4000, "")],
    "passport": [("普通护照工本费", "120元/本", 12000, "")],
    "hk-permit": [
        ("往来港澳通行证工本费", "60元/证", 6000, ""),
        ("一次有效签注", "15元/件", 1500, ""),
        ("二次有效签注", "30元/件", 3000, ""),
    ],
    "driver-license-renew": [("机动车驾驶证工本费", "10元/证", 1000, "")],
    "vehicle-register": [
        ("汽车号牌工本费", "100元/副", 10000, ""),
        ("机动车行驶证工本费", "10元/本", 1000, ""),
        ("机动车登记证书工本费", "10元/本", 1000, ""),
    ],
    "road-dig": [("城市道路占用费、挖掘修复费", "按地方标准计收", 0, "")],
    "special-worker": [("考试费", "按地方标准计收", 0, "")],
    "notary-edu": [("学历公证费", "150元/件（湖南）", 15000, ""), ("公证书副本费", "20元/份", 2000, "")],
}
FEE_BASIS = "国家及省级价格、财政主管部门公布的收费标准（文号待核实）"

# Names that the gate would refuse as catch-alls, said plainly; the meaning is the kit's.
MATERIAL_NAMES = {
    "住所（主要经营场所）使用相关文件": "住所（主要经营场所）使用证明",
    "经营者住所相关文件": "经营者住所证明",
    "经营场所使用相关文件": "经营场所使用证明",
    "遭遇困难的相关证明或声明": "遭遇困难的证明或声明",
    "采伐地点、林种、面积、蓄积、方式、更新措施等材料": "采伐地点、林种、面积、蓄积、方式和更新措施说明",
    "案件相关材料": "案件事实材料",
    "申请表": "申请表",
}

INFORM_PROMISE = {"hr-service", "fire-check", "hotel", "publication-retail"}
TOLERANT = {"food-operate", "public-place", "labour-dispatch", "hotel", "drug-retail", "animal-clinic", "pesticide",
            "road-freight", "entertainment"}
TOLERABLE_WORDS = ("制度", "平面图", "布局图", "目录")


def rows():
    """guide id → (line, person themes, firm themes, life event, aliases)."""
    table = {}
    for line in TABLE.strip().splitlines():
        guide, department, person, legal, event, aliases = line.split("|")
        table["g-" + guide] = (department, split(person), split(legal), event, split(aliases))
    return table


def split(text):
    return [part for part in text.split(",") if part]
