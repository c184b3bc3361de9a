"""What people find, read and compare in the catalogue."""

from world import COUNTY, NOBODY, ok, refused


def search(world, q, **query):
    return [hit["item"] for hit in ok(world.anyone().get("/api/v1/search", q=q, **query))["hits"]]


def everything(world, limit, target="/api/v1/items", member="items", **query):
    """All rows of a list over all its pages."""
    rows, after = [], None
    while True:
        page = ok(world.anyone().get(target, limit=limit, after=after, **query))
        assert len(page[member]) <= limit
        rows += page[member]
        after = page["next"]
        if not after:
            return rows


def test_an_item_is_found_as_people_type_it(world):
    for typed in ("食品经营许可", "食品经营许可（新办）", "食品经营 新办", "shipinjingyingxuke", "spjyxk", "食品经赢许可", "食品经营许可证",
                  "开饭店", "ＳＰＪＹＸＫ", "SPJYXK"):
        top = [card["item_id"] for card in search(world, typed, region_code=COUNTY, limit=5)[:3]]
        assert world.real_item in top, (typed, search(world, typed, region_code=COUNTY, limit=5))
    code = ok(world.anyone().get(f"/api/v1/items/{world.real_item}/guide"))["header"]["implementing_code"]
    assert world.real_item in [card["item_id"] for card in search(world, code)], code
    assert search(world, "") == [] and search(world, "！？。") == []
    assert ok(world.anyone().get("/api/v1/search", q="zzzzqqqxxx"))["hits"] == []
    for hostile in ("' OR 1=1 --", "%", "_", "食" * 100, "<script>", "\\", '"', "食品*", "a" * 100):
        assert world.anyone().get("/api/v1/search", q=hostile).status == 200, hostile
    refused(world.anyone().get("/api/v1/search", q="食" * 101), 400, "input.invalid", "/query/q")


def test_search_pages_without_repeats_and_keeps_to_its_filters(world):
    department = world.department_id()
    all_at_once = search(world, "许可", region_code=COUNTY, limit=100)
    in_pages, after = [], None
    while True:
        page = ok(world.anyone().get("/api/v1/search", q="许可", region_code=COUNTY, limit=7, after=after))
        in_pages += [hit["item"]["item_id"] for hit in page["hits"]]
        after = page["next"]
        if not after or len(in_pages) >= 100:
            break
    assert len(in_pages) == len(set(in_pages))
    assert in_pages[:len(all_at_once)] == [card["item_id"] for card in all_at_once][:len(in_pages)]
    for card in search(world, "许可", department_id=department, limit=100):
        assert card["department_id"] == department
    for card in all_at_once:  # the county itself, its city, its province
        assert card["region_code"] in (COUNTY, "431300000000", "430000000000"), card
        assert card["from_parent"] == (card["region_code"] != COUNTY), card
    types = {card["item_type"]["code"] for card in search(world, "许可", type="01", limit=100)}
    assert types == {"01"}, types


def test_suggestions_while_typing(world):
    for typed in ("食品", "食品经", "spjy", "shipinjing"):
        texts = [row["text"] for row in ok(world.anyone().get("/api/v1/suggest", q=typed, region_code=COUNTY))["suggestions"]]
        assert any("食品经营许可" in text for text in texts), (typed, texts)
        assert len(texts) == len(set(texts)) <= 8, texts
    assert ok(world.anyone().get("/api/v1/suggest", q=""))["suggestions"] == []


def test_browsing_by_pages_leaves_nothing_out_and_repeats_nothing(world):
    whole = everything(world, 100, region_code=COUNTY)
    assert len(whole) > 40, len(whole)
    for limit in (7, 33):
        assert everything(world, limit, region_code=COUNTY) == whole
    identities = [card["item_id"] for card in whole]
    assert identities == sorted(identities) and len(set(identities)) == len(identities)
    facets = ok(world.anyone().get("/api/v1/catalog/facets", region_code=COUNTY))
    assert facets["items"] == len(whole), (facets["items"], len(whole))
    for kind, parameter in (("departments", "department_id"), ("item_types", "item_type"), ("person_themes", "theme"),
                            ("legal_themes", "theme"), ("service_objects", "service_object")):
        assert facets[kind], kind
        for facet in facets[kind][:4]:
            found = everything(world, 100, region_code=COUNTY, **{parameter: facet["code"]})
            assert len(found) == facet["count"], (kind, facet, len(found))
    newest = ok(world.anyone().get("/api/v1/items", sort="newest", limit=5))["items"]
    assert [card["effective_from"] for card in newest] == sorted((card["effective_from"] for card in newest), reverse=True)


def test_the_levels_above_offer_what_a_county_does_not(world):
    own = {card["item_name"] for card in everything(world, 100, region_code=COUNTY) if not card["from_parent"]}
    above = everything(world, 100, region_code="430000000000")
    assert not [card for card in above if card["region_code"] == COUNTY], "a province does not offer what its county does"
    county = everything(world, 100, region_code=COUNTY)
    names = [card["item_name"] for card in county if card["from_parent"]]
    assert not set(names) & own, "what the county offers itself is not offered by its parents, too"


def test_a_guide_says_everything_in_the_scenario_chosen(world):
    anyone = world.anyone()
    guide = ok(anyone.get(f"/api/v1/items/{world.item}/guide"))
    need = lambda guide: {row["material"]["material_key"]: row["need"] for row in guide["materials"]}  # noqa: E731
    assert not guide["scenario_complete"] and need(guide)["proxy"] == "depends", need(guide)
    own = ok(anyone.get(f"/api/v1/items/{world.item}/guide", scenario="q1:self"))
    assert own["scenario_complete"] and "proxy" not in need(own) and need(own)["form"] == "required", need(own)
    assert need(own)["later"] == "tolerable"
    proxy = ok(anyone.get(f"/api/v1/items/{world.item}/guide", scenario="q1:proxy"))
    assert need(proxy)["proxy"] == "required"
    assert any("完全民事行为能力" in condition["text"] and condition["why"] for condition in proxy["conditions"])
    assert not any("完全民事行为能力" in condition["text"] for condition in own["conditions"])
    real = ok(anyone.get(f"/api/v1/items/{world.real_item}/guide"))
    facts = real["facts"]
    assert real["legal_basis"] and real["steps"] and real["materials"] and real["questions"] and real["sources"]
    assert facts["legal_limit"]["text"] and facts["promised_limit"]["text"] and facts["address"] and facts["consult_phone"]
    assert real["header"]["demonstration"] and real["header"]["implementing_code"].startswith("YY99"), real["header"]
    assert real["qr_svg"].startswith("<svg") or real["qr_svg"].startswith("<?xml"), real["qr_svg"][:40]
    assert world.real_item in real["guide_path"]
    assert real["other_regions"], "the same is offered elsewhere"


def test_a_guide_to_print_runs_nothing(world):
    page = world.anyone().get(f"/api/v1/items/{world.real_item}/guide.html")
    assert page.status == 200 and page.headers["content-type"].startswith("text/html")
    text = page.body.decode()
    guide = ok(world.anyone().get(f"/api/v1/items/{world.real_item}/guide"))
    for wanted in (guide["header"]["item_name"], guide["header"]["implementing_code"], guide["facts"]["address"], "<svg"):
        assert wanted in text, wanted
    assert "<script" not in text and "演示" in text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_the_same_item_side_by_side_with_differences_marked(world):
    guide = ok(world.anyone().get(f"/api/v1/items/{world.real_item}/guide"))
    basic_item_id = guide["header"]["basic_item_id"]
    basic = ok(world.anyone().get(f"/api/v1/basic-items/{basic_item_id}"))
    comparison = ok(world.anyone().get(f"/api/v1/basic-items/{basic_item_id}/compare"))
    columns = len(comparison["items"])
    assert columns >= 2 and basic["item_count"] >= columns, comparison["items"]
    assert len({card["region_code"] for card in comparison["items"]}) >= 2
    assert comparison["rows"] and comparison["materials"]
    for row in comparison["rows"] + comparison["materials"]:
        assert len(row["values"]) == columns, row
        texts = {value["text"] for value in row["values"]}
        assert row["differs"] == (len(texts) > 1), row
        assert not any(value["best"] for value in row["values"]) or row["differs"], row
    assert {"legal_limit", "promised_limit", "material_count", "trips"} <= {row["key"] for row in comparison["rows"]}
    chosen = [card["item_id"] for card in comparison["items"]][:2][::-1]
    two = ok(world.anyone().get(f"/api/v1/basic-items/{basic_item_id}/compare", item_ids=chosen))
    assert [card["item_id"] for card in two["items"]] == chosen, "in the order asked for"
    refused(world.anyone().get(f"/api/v1/basic-items/{basic_item_id}/compare", item_ids=[NOBODY]), 404,
            "catalog.no_such_item")
    refused(world.anyone().get(f"/api/v1/basic-items/{basic_item_id}/compare", item_ids=chosen * 5), 400,
            "catalog.too_many_compared", "/query/item_ids")


def test_regions_departments_and_dictionary(world):
    provinces = ok(world.anyone().get("/api/v1/regions"))["regions"]
    assert len(provinces) >= 31 and all(region["level"] == 1 for region in provinces)
    detail = ok(world.anyone().get(f"/api/v1/regions/{COUNTY}"))
    assert [region["name"] for region in detail["path"]] == ["湖南省", "娄底市", "新化县"], detail["path"]
    children = ok(world.anyone().get("/api/v1/regions", parent_code=COUNTY))["regions"]
    assert len(children) > 20 and all(region["parent_code"] == COUNTY for region in children)
    departments = everything(world, 10, "/api/v1/departments", "departments", region_code=COUNTY, with_items="true")
    assert world.department_id() in [row["department_id"] for row in departments]
    assert all(row["item_count"] > 0 and row["demonstration"] for row in departments)
    assert ok(world.anyone().get(f"/api/v1/departments/{world.department_id()}"))["name"] == "新化县市场监督管理局"
    sets = {row["code_set"]: row["entries"] for row in ok(world.anyone().get("/api/v1/dictionary"))["code_sets"]}
    assert sets["item_type"] >= 10 and "special_procedure" in sets, sets
    entries = ok(world.anyone().get("/api/v1/dictionary/item_type"))["entries"]
    assert {entry["code"]: entry["name"] for entry in entries}["01"] == "行政许可"
    assert all(entry["source"] for entry in entries), "each with its source"
    basic = everything(world, 100, "/api/v1/basic-items", "basic_items", item_type="01")
    assert len(basic) >= 400 and len({row["basic_item_id"] for row in basic}) == len(basic)
