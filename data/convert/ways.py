"""Which demonstration items go through which process of data/processes, with its decision tables and who works in its lanes."""

COUNTY = "431322000000"
TOWN = {"region_code": "431322102000", "department_name": "新化县洋溪镇人民政府"}


def way(key, decisions=(), sampling=0, lanes=()):
    return {"model_key": key, "model_version": 0, "decisions": [{"model_key": each, "model_version": 0} for each in decisions],
            "sampling_percent": sampling, "lanes": list(lanes)}


def of_county(lane, name):
    return {"lane": lane, "region_code": COUNTY, "department_name": name}


# By item, and by place where it is not everywhere the same.
WAYS = {
    "g-birth-register": way("instant", ["instant_birth"], sampling=2),
    "g-offsite-medical": way("instant", ["instant_offsite_medical"]),
    ("g-build-plan-permit", COUNTY): way("joint_review", lanes=[
        of_county("前置部门", "新化县发展和改革局"), of_county("后置部门", "新化县住房和城乡建设局"), of_county("并行部门", "新化县生态环境局")]),
    ("g-construction-permit", COUNTY): way("construction_permit", ["construction_conditions"]),
    ("g-dibao", COUNTY): way("township_county", lanes=[{"lane": "乡镇（街道）窗口", **TOWN}, {"lane": "乡镇（街道）经办", **TOWN}]),
}


def of(item_id, region_code):
    """The process of an item in a place, or None."""
    return WAYS.get((item_id, region_code)) or WAYS.get(item_id)
