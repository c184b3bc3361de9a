"""Lists into the catalogue and out of it: as a whole or not at all, the same twice is once, and what was taken out goes
in again without a change."""

import copy
import csv
import io
import json
import zipfile

import papers
from test_editing import version_url
from world import COUNTY, ok, refused


def export(client, file, **query):
    answer = client.get(f"/api/v1/export/{file}", **query)
    assert answer.status == 200, answer
    assert answer.headers["content-disposition"].startswith("attachment"), answer.headers
    assert file.split(".")[1] in answer.headers["content-disposition"], answer.headers
    return answer


def bring(client, kind, document, media_type="application/json", **query):
    body = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    headers = client.headers("POST") | {"Content-Type": media_type}
    settings = {"reason": "%E6%8E%A5%E5%8F%A3%E6%B5%8B%E8%AF%95"} | query
    return client.raw("POST", f"/api/v1/import/{kind}?" + "&".join(f"{k}={v}" for k, v in settings.items()), body, headers)


def keeper(world):
    """Somebody who keeps the departments and items of the whole county."""
    if not hasattr(world, "keeper"):
        world.keeper = world.new_staff("catalog_publisher", None, COUNTY)
    return world.keeper.again()


def test_an_export_imported_again_changes_nothing(world):
    world.item  # something made by hand is among what is exported
    for kind in ("departments", "dictionary", "basic-items", "items"):
        region = {"region_code": COUNTY} if kind == "items" else {}
        client = world.system_admin if kind in ("dictionary", "basic-items") else keeper(world)  # shared lists
        first = export(client, f"{kind}.json", **region)
        document = first.json
        if kind == "departments":  # those that the keeper's post covers; the others are somebody else's to import
            document["rows"] = [row for row in document["rows"] if row["region_code"] == COUNTY]
        assert document["format"] == "tongban.catalog/1" and len(document["rows"]) > 10, (kind, len(document["rows"]))
        report = ok(bring(client, kind, document, dry_run="true"))
        assert report["rows"] == len(document["rows"]) and report["finding_count"] == 0, (kind, report["findings"][:3])
        assert report["added"] == report["changed"] == 0 and not report["applied"], (kind, report["changes"][:3])
        report = ok(bring(client, kind, document))
        assert report["unchanged"] == report["rows"] and report["changes"] == [], (kind, report["changes"][:3])
        assert export(client, f"{kind}.json", **region).body == first.body, kind


def test_tables_for_people(world):
    client = keeper(world)
    table = export(client, "departments.csv")
    rows = list(csv.DictReader(io.StringIO(table.body.decode("utf-8-sig"))))
    assert "新化县市场监督管理局" in {row["name"] for row in rows}, list(rows[0])
    ours = io.StringIO()
    writer = csv.DictWriter(ours, list(rows[0]))
    writer.writeheader()
    writer.writerows(row for row in rows if row["region_code"] == COUNTY)
    report = ok(bring(client, "departments", ours.getvalue().encode(), "text/csv", dry_run="true"))
    assert report["unchanged"] == report["rows"] > 5, (report["changes"][:2], report["findings"][:2])
    for kind in ("departments", "items", "dictionary", "basic-items"):
        book = export(client, f"{kind}.xlsx")
        with zipfile.ZipFile(io.BytesIO(book.body)) as archive:
            assert "xl/workbook.xml" in archive.namelist()
    items = list(csv.DictReader(io.StringIO(export(client, "items.csv", region_code=COUNTY).body.decode("utf-8-sig"))))
    assert len(items) > 40
    for row in items:  # what a spreadsheet would run is no formula
        assert not any(str(value).startswith(("=", "+", "@")) for value in row.values()), row
    for file in ("..%2f..%2fetc%2fpasswd", "items.json%00.csv", "items"):
        assert client.raw("GET", f"/api/v1/export/{file}", headers=client.headers("GET")).status in (400, 404), file
    refused(client.get("/api/v1/export/people.csv"), 404, "export.no_such_list")
    refused(client.get("/api/v1/export/items.exe"), 404, "export.no_such_list")
    assert bring(client, "items", b"name\nx\n", "text/csv").status in (400, 415)


def test_a_name_is_no_formula_in_a_table(world):
    """Whoever opens the table in a spreadsheet must not run what somebody wrote (CWE-1236)."""
    client = keeper(world)
    for number, name in enumerate(("=1+1测试局", "+测试局", "@SUM测试局", "-测试局")):
        department = new_department(name)
        ok(bring(client, "departments", {"format": "tongban.catalog/1", "kind": "departments", "rows": [department]}))
    rows = list(csv.DictReader(io.StringIO(export(client, "departments.csv").body.decode("utf-8-sig"))))
    names = [row["name"] for row in rows if row["name"].endswith("测试局")]
    assert len(names) >= 4 and not any(name[0] in "=+@-\t\r" for name in names), names


def new_department(name):
    return {"region_code": COUNTY, "name": name, "short_name": name[-4:], "credit_code": papers.private_code(), "org_code": "",
            "implementer_nature": "1", "line": "", "demonstration": True, "active": True, "source": "接口测试",
            "confidence": "high"}


def test_a_dry_run_tells_the_difference_and_writes_nothing(world):
    client = keeper(world)
    whole = export(client, "departments.json").json
    changed = copy.deepcopy(next(row for row in whole["rows"] if row["name"] == "新化县市场监督管理局"))
    changed["line"] = "市场监管（改）"
    document = {"format": "tongban.catalog/1", "kind": "departments", "rows": [new_department("新化县干跑测试局"), changed]}
    report = ok(bring(client, "departments", document, dry_run="true"))
    if report["findings"]:
        codes = {finding["code"] for finding in report["findings"]}
        raise AssertionError(f"an invented department is refused: {codes}: {report['findings']}")
    assert (report["added"], report["changed"], report["unchanged"]) == (1, 1, 0), report
    assert [(change["place"], change["action"]) for change in report["changes"]] == [
        ("/rows/0", "added"), ("/rows/1", "changed")]
    assert report["changes"][1]["fields"] == ["/line"], report["changes"]
    assert export(client, "departments.json").json == whole, "nothing was written"
    report = ok(bring(client, "departments", document))
    assert report["applied"] and report["added"] == report["changed"] == 1
    again = ok(bring(client, "departments", document))
    assert again["unchanged"] == 2 and again["added"] == again["changed"] == 0, "repeatable without duplicates"
    changed["line"] = next(row for row in whole["rows"] if row["name"] == "新化县市场监督管理局")["line"]
    ok(bring(client, "departments", {"format": "tongban.catalog/1", "kind": "departments", "rows": [changed]}))


def test_whatever_is_wrong_is_told_row_by_row_and_nothing_is_half_imported(world):
    client = keeper(world)
    before = export(client, "departments.json").body
    good = new_department("新化县半途测试局")
    rows = [good, good | {"name": "新化县校验错局", "credit_code": "91350100M000100Y44", "demonstration": False},
            good | {"name": "新化县未知区划局", "region_code": "999999999999"}, good | {"name": 7}, good | {"surprise": 1},
            good | {"name": ""}, good, good | {"name": "新化县性质错局", "implementer_nature": "not-a-code"}]
    document = {"format": "tongban.catalog/1", "kind": "departments", "rows": rows}
    answer = bring(client, "departments", document)
    refused(answer, 422, "import.findings")
    found = {error["pointer"]: error["key"] for error in answer.json["errors"]}
    for place, key in [("/rows/1/credit_code", "credit_code.checksum"), ("/rows/2/region_code", "catalog.no_such_region"),
                       ("/rows/3/name", "field.type"), ("/rows/4/surprise", "field.unknown"),
                       ("/rows/5/name", "field.required"), ("/rows/6", "import.duplicate_row")]:
        assert any(pointer.startswith(place) and code == key for pointer, code in found.items()), (place, key, found)
    assert any(pointer.startswith("/rows/7/implementer_nature") for pointer in found), found
    report = ok(bring(client, "departments", document, dry_run="true"))
    assert report["finding_count"] == len(report["findings"]) >= 7 and not report["applied"], report
    assert export(client, "departments.json").body == before


def test_documents_that_are_no_list(world):
    client = keeper(world)
    for body, key in [(b"", None), (b"{", "json.syntax"), (b'{"rows": "\xff"}', "json.bad_utf8"), (b"[]", None),
                      (b'{"format": "other/9", "kind": "departments", "rows": []}', None),
                      (b'{"format": "tongban.catalog/1", "kind": "items", "rows": []}', None),
                      (b'{"rows": ' + b"[" * 5000 + b"]" * 5000 + b"}", "json.too_deep"),
                      (b'{"format":"tongban.catalog/1","kind":"departments","kind":"departments","rows":[]}',
                       "json.duplicate_key")]:
        answer = bring(client, "departments", body)
        assert answer.status in (400, 422) and (key is None or answer.key == key), (body[:60], answer)
    for body in (b'name,region_code\n"open quote,1\n', b"\xff\xfe,x\n", b"no,such,columns\n1,2,3\n"):
        answer = bring(client, "departments", body, "text/csv")
        assert answer.status in (400, 422), (body, answer)
    refused(bring(client, "people", {}), 404, "import.no_such_list")
    refused(bring(client, "departments", b"x", "text/plain"), 415, "http.unsupported_media_type")
    assert bring(client, "departments", {"rows": []}, reason="").status == 400, "every import says why"


def test_who_may_import_what(world):
    document = {"format": "tongban.catalog/1", "kind": "dictionary", "rows": []}
    for kind in ("dictionary", "regions", "basic-items"):
        for client in (world.editor, world.publisher, keeper(world)):
            refused(bring(client, kind, document | {"kind": kind}, dry_run="true"), 403, "import.not_allowed")
    refused(bring(world.zhangsan, "dictionary", document), 403, "auth.forbidden")
    # An editor does not import into another department.
    theirs = export(keeper(world), "items.json", region_code=COUNTY).json
    mine = ok(world.editor.get(version_url(world.item)))["item"]["department_name"]
    foreign = [row for row in theirs["rows"] if row["department"]["name"] != mine][:1]
    foreign[0]["content"]["basic"]["address"] = "别人改的地址"
    answer = bring(world.editor, "items", theirs | {"rows": foreign})
    assert answer.status in (403, 422), answer
    exported = export(world.editor, "items.json").json["rows"]
    assert exported and {row["department"]["name"] for row in exported} == {mine}, "only what one's posts cover"


def test_an_imported_item_is_a_draft_that_people_publish(world):
    world.item
    rows = export(world.editor, "items.json").json
    row = next(row for row in rows["rows"] if row["content"]["basic"]["item_name"] == "接口测试经营许可")
    fresh = copy.deepcopy(row)
    fresh["content"]["basic"].update(item_name="导入测试许可事项", effective_from="", effective_to="")
    fresh.update(handle_code=row["implementing_code"] + "77", local_code="import-test-1")
    report = ok(bring(world.editor, "items", rows | {"rows": [fresh]}))
    assert report["added"] == 1, report
    listed = ok(world.editor.get("/api/v1/editor/items", text="导入测试许可事项"))["items"]
    assert [item["newest_state"] for item in listed] == ["draft"], listed
    assert listed[0]["item_state"] == "draft"
    world.publish(listed[0]["item_id"])
    again = ok(bring(world.editor, "items", rows | {"rows": [fresh]}))
    assert again["unchanged"] == 1, again
    fresh["content"]["basic"]["address"] = "导入后搬家的地址"
    assert ok(bring(world.editor, "items", rows | {"rows": [fresh]}))["changed"] == 1
    now = ok(world.editor.get(version_url(listed[0]["item_id"])))
    assert now["version"] == 2 and now["state"] == "draft", "the published version stays until people decide"


def test_an_imported_item_without_a_code_is_given_one_or_refused(world):
    """What can never be published is not taken in silently."""
    world.item
    rows = export(world.editor, "items.json").json
    row = next(row for row in rows["rows"] if row["content"]["basic"]["item_name"] == "接口测试经营许可")
    row["content"]["basic"].update(item_name="无码导入测试事项", effective_from="", effective_to="")
    row.update(implementing_code="", handle_code="", local_code="import-test-2")
    answer = bring(world.editor, "items", rows | {"rows": [row]})
    if answer.status == 422:
        return refused(answer, 422, "import.findings", "/rows/0/implementing_code")
    assert ok(answer)["added"] == 1
    listed = ok(world.editor.get("/api/v1/editor/items", text="无码导入测试事项"))["items"]
    world.publish(listed[0]["item_id"])


def test_the_index_can_be_rebuilt_while_people_search(world):
    out = ok(world.system_admin.post("/api/v1/admin/search/rebuild", {}))
    assert out["items"] > 1000 and out["texts"] > 500, out
    found = ok(world.anyone().get("/api/v1/search", q="食品经营许可", region_code=COUNTY))["hits"]
    assert world.real_item in [hit["item"]["item_id"] for hit in found]
