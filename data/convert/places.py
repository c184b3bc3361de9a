"""The four demonstration places and the invented departments that the guides need there.

The departments are demonstration data: their credit codes come from the private range YY99 (no register has an
authority class YY, and 99 is no province), with a right check character; see src/modules/catalog/private_codes.h.
"""

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Place:
    def __init__(self, code, name, level, area, words):
        self.code, self.name, self.level, self.area, self.words = code, name, level, area, words


PLACES = [
    Place("410000000000", "河南省", "2", "0371", "省"),
    Place("530000000000", "云南省", "2", "0871", "省"),
    Place("370200000000", "青岛市", "3", "0532", "市"),
    Place("431322000000", "新化县", "4", "0738", "县"),
    Place("431322001000", "上梅街道", "5", "0738", "乡"),
    Place("431322102000", "洋溪镇", "5", "0738", "乡"),
]

# line → (province, city, county); the names follow departments.json of the kit. "" where the line has none.
DEPARTMENTS = {
    "市场监管": ("市场监督管理局", "市场监督管理局", "市场监督管理局"),
    "卫生健康": ("卫生健康委员会", "卫生健康委员会", "卫生健康局"),
    "人力资源社会保障": ("人力资源和社会保障厅", "人力资源和社会保障局", "人力资源和社会保障局"),
    "医疗保障": ("医疗保障局", "医疗保障局", "医疗保障局"),
    "公安": ("公安厅", "公安局", "公安局"),
    "公安出入境": ("公安厅出入境管理局", "公安局出入境管理局", "公安局出入境管理大队"),
    "公安交管": ("公安厅交通管理局", "公安局交通警察支队", "公安局交通警察大队"),
    "公积金": ("", "住房公积金管理中心", "住房公积金管理部"),
    "自然资源": ("自然资源厅", "自然资源和规划局", "自然资源局"),
    "民政": ("民政厅", "民政局", "民政局"),
    "文化旅游": ("文化和旅游厅", "文化和旅游局", "文化旅游广电体育局"),
    "消防": ("消防救援总队", "消防救援支队", "消防救援大队"),
    "住房城乡建设": ("住房和城乡建设厅", "住房和城乡建设局", "住房和城乡建设局"),
    "发展改革": ("发展和改革委员会", "发展和改革委员会", "发展和改革局"),
    "生态环境": ("生态环境厅", "生态环境局", "生态环境局"),
    "水利": ("水利厅", "水务管理局", "水利局"),
    "城市管理": ("住房和城乡建设厅", "城市管理局", "城市管理和综合执法局"),
    "烟草": ("烟草专卖局", "烟草专卖局", "烟草专卖局"),
    "交通运输": ("交通运输厅", "交通运输局", "交通运输局"),
    "教育": ("教育厅", "教育局", "教育局"),
    "司法行政": ("司法厅", "司法局", "司法局"),
    "新闻出版": ("新闻出版局", "新闻出版局", "新闻出版局"),
    "残联": ("残疾人联合会", "残疾人联合会", "残疾人联合会"),
    "应急管理": ("应急管理厅", "应急管理局", "应急管理局"),
    "农业农村": ("农业农村厅", "农业农村局", "农业农村局"),
    "林业": ("林业局", "园林和林业局", "林业局"),
    "公证": ("", "公证处", "公证处"),
    "税务": ("税务局", "税务局", "税务局"),
    "乡镇": ("", "", "乡镇（街道）便民服务中心"),
}
TOWN_OFFICES = {"431322001000": "新化县上梅街道办事处", "431322102000": "新化县洋溪镇人民政府"}
NOT_AN_ORGAN = {"公积金": "2", "残联": "2", "公证": "2"}  # 授权组织


def department_name(place, line):
    if place.code in TOWN_OFFICES:
        return TOWN_OFFICES[place.code]
    name = DEPARTMENTS[line][{"2": 0, "3": 1, "4": 2}[place.level]]
    if line == "税务":
        return "国家税务总局" + place.name + name
    return place.name + name if name else ""


def check_character(first17):
    total = sum(CHARACTERS.index(ch) * pow(3, i, 31) for i, ch in enumerate(first17))
    return CHARACTERS[(31 - total % 31) % 31]


def private_credit_code(region_code, serial):
    first17 = "YY99" + region_code[:4] + "DEM" + str(serial).zfill(6)
    return first17 + check_character(first17)


def is_credit_code(text):
    return len(text) == 18 and all(ch in CHARACTERS for ch in text) and check_character(text[:17]) == text[17]


def demonstration_departments():
    """In a fixed order, because the serial of the private code is the position."""
    departments, serial = [], 0
    for place in PLACES:
        names = set()
        for line in DEPARTMENTS:
            serial += 1
            if place.level == "5" and line != "乡镇":
                continue
            name = department_name(place, line)
            if not name or name in names:
                continue
            names.add(name)
            departments.append({
                "region_code": place.code, "name": name, "short_name": name.replace(place.name, "", 1),
                "credit_code": private_credit_code(place.code, serial), "org_code": "",
                "implementer_nature": NOT_AN_ORGAN.get(line, "1"), "line": line, "demonstration": True,
                "source": "演示部门，统一社会信用代码取自私有演示号段 YY99", "confidence": "low",
            })
    return departments
