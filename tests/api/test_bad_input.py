"""Whatever is wrong with a request, it is told with a status, a stable key and, where it can be, the place; and nothing
is half-written. (That every problem has the shape of one is watched over all tests: watch.py.)"""

import http.client
import json
import socket

import papers
from rows import actors, body_for, declared, json_body, spelled
from stories import Story, day, upload
from world import COUNTY, NOBODY, field_keys, ok, refused


def unchanged(client, url, body):
    """Runs `body` and asserts that the document at `url` is the same before and after."""
    before = ok(client.get(url))
    body()
    after = ok(client.get(url))
    assert before == after, (url, before, after)


def send(client, body, content_type="application/json", method="POST", target="/api/v1/cases", **headers):
    """Exactly these bytes."""
    sent = client.headers(method) | ({"Content-Type": content_type} if content_type else {}) | headers
    return client.raw(method, target, body, sent)


def good_registration():
    return {"login_name": "wellformed1", "password": "a-long-pass-phrase", "applicant_kind": "natural",
            "name": papers.person_name(), "id_number": papers.citizen_id(), "phone": papers.mobile()}


def test_identifiers_with_wrong_checksums_and_shapes(world):
    good = good_registration()
    cases = [
        ({"id_number": papers.spoiled(good["id_number"])}, "/id_number", "citizen_id.checksum"),
        ({"id_number": papers.citizen_id_for("11010119000230001")}, "/id_number", "citizen_id.date"),
        ({"id_number": papers.citizen_id_for("11010129990101001")}, "/id_number", "citizen_id.date"),
        ({"id_number": "1101011900010100"}, "/id_number", "citizen_id.length"),
        ({"id_number": "11010119OO01010001"}, "/id_number", "citizen_id.charset"),
        ({"id_number": papers.citizen_id_for("01010119000101001")}, "/id_number", "citizen_id.region"),
        ({"applicant_kind": "legal", "id_number": papers.spoiled("91350100M000100Y43"), "representative": "王五"},
         "/id_number", "credit_code.checksum"),
        ({"applicant_kind": "legal", "id_number": "91350100I000100Y43", "representative": "王五"}, "/id_number",
         "credit_code.charset"),
        ({"applicant_kind": "legal", "id_number": papers.credit_code()}, "/representative", None),
        ({"representative": "王五"}, "/representative", "field.not_applicable"),
        ({"phone": "12345"}, "/phone", None),
        ({"phone": "1390000000O"}, "/phone", None),
        ({"login_name": "张三"}, "/login_name", "login_name.format"),
        ({"login_name": "ab"}, "/login_name", "login_name.format"),
        ({"password": "short"}, "/password", "password.too_short"),
        ({"password": "aaaaaaaaaaaa"}, "/password", "password.common"),
        ({"password": "my-wellformed1-word"}, "/password", "password.contains_name"),
        ({"name": "李\u0007四"}, "/name", "field.control_character"),
    ]
    for change, pointer, key in cases:
        answer = world.anyone().post("/api/v1/registrations", good | change)
        refused(answer, 400, "input.invalid", pointer)
        if key:
            assert field_keys(answer)[pointer] == key, (change, answer)
    answer = world.anyone().post("/api/v1/registrations", good | {"id_number": "1", "phone": "2", "password": "3"})
    assert set(field_keys(answer)) == {"/id_number", "/phone", "/password"}, "all mistakes are told at once"
    ok(world.anyone().post("/api/v1/registrations", good), 201)  # nothing of the failures was kept
    refused(world.anyone().post("/api/v1/registrations", good | {"login_name": "wellformed2"}), 409,
            "identity.already_registered")
    refused(world.anyone().post("/api/v1/registrations", good | {"id_number": papers.citizen_id()}), 409,
            "identity.login_name_taken")


def test_a_window_case_with_wrong_numbers(world):
    good = {"item_id": world.item, "scenario": [], "applicant_kind": "natural", "applicant_name": "某人",
            "document_type": "111", "document_number": papers.citizen_id(), "phone": papers.mobile()}
    def body():
        for change, pointer, key in [
                ({"document_number": papers.spoiled(good["document_number"])}, "/document_number", "citizen_id.checksum"),
                ({"document_type": "999"}, "/document_number", "document_number.type"),
                ({"phone": "1"}, "/phone", None),
                ({"applicant_name": "  "}, "/applicant_name", "field.required"),
                ({"applicant_kind": "legal", "document_type": "001", "document_number": papers.credit_code()},
                 "/legal_representative", "field.required"),
                ({"applicant_kind": "animal"}, "/applicant_kind", "field.unknown_value")]:
            answer = world.clerk.post("/api/v1/window/cases", good | change)
            refused(answer, 400, "input.invalid", pointer)
            assert key is None or field_keys(answer)[pointer] == key, (change, answer)
    unchanged(world.clerk, "/api/v1/worklist?scope=mine", body)


def test_missing_extra_and_mistyped_fields_name_their_place(world):
    client = world.lisi
    def body():
        for document, pointer, key in [
                ({}, "/item_id", "field.required"),
                ({"item_id": None, "scenario": []}, "/item_id", None),
                ({"item_id": 7, "scenario": []}, "/item_id", None),
                ({"item_id": "short", "scenario": []}, "/item_id", None),
                ({"item_id": "UPPERCASE0001", "scenario": []}, "/item_id", None),
                ({"item_id": world.item, "scenario": {}}, "/scenario", "field.type"),
                ({"item_id": world.item, "scenario": "none"}, "/scenario", "field.type"),
                ({"item_id": world.item, "scenario": [7]}, "/scenario/0", "field.type"),
                ({"item_id": world.item, "scenario": [{"question_key": "q1"}] * 5001}, "/scenario", "field.too_many"),
                ({"item_id": world.item, "scenario": [{"question_key": "x" * 41, "option_keys": []}]},
                 "/scenario/0/question_key", "field.too_long"),
                ({"item_id": world.item, "scenario": [{"question_key": "q1", "option_keys": [None]}]},
                 "/scenario/0/option_keys/0", None),
                ({"item_id": world.item, "surprise": 1}, "/surprise", "field.unknown"),
                ({"item_id": world.item, "status": "granted"}, "/status", "field.unknown"),
                ({"item_id": world.item, "a/b~c": 1}, "/a~1b~0c", "field.unknown")]:
            answer = client.post("/api/v1/cases", document)
            refused(answer, 400, "input.invalid", pointer)
            assert key is None or field_keys(answer)[pointer] == key, (document, answer)
        refused(client.post("/api/v1/cases", {"item_id": NOBODY, "scenario": []}), 404, "catalog.no_such_item")
    unchanged(client, "/api/v1/cases?drafts=true", body)


def test_fields_that_the_server_owns_cannot_be_set(world):
    story = Story(world)
    owned = ["status", "version", "case_number", "query_code", "waiting_for", "applicant_account_id", "department_id",
             "legal_due_at", "decision", "assignee_account_id", "created_by_account_id", "events"]
    def body():
        for name in owned:
            for method, path, document in [("POST", "/submit", {}), ("PUT", "/scenario", {"scenario": []}),
                                           ("POST", "/withdraw", {"reason": "x"})]:
                answer = story.applicant.call(method, story.url + path, document | {name: "1"})
                refused(answer, 400, "input.invalid", f"/{name}")
    unchanged(story.applicant, story.url, body)
    ok(story.applicant.delete(story.url))


def test_every_row_refuses_what_its_schema_does_not_have(world):
    """Generated: of each body an unknown member, each required one missing, and each one of another type."""
    who, tried = actors(world), 0
    for method, path, _, operation in world.watch.operations:
        schema, name = json_body(operation), operation["operationId"]
        if not schema:
            continue
        may = declared(operation)
        client = next(client for role, client in who.items() if role in may and role != "staff")
        good, target = body_for(schema, world.watch.schemas), spelled(path)
        wrong = [({"surprise": 1} | good, "/surprise")]
        wrong += [({k: v for k, v in good.items() if k != member}, f"/{member}") for member in schema.get("required", [])]
        wrong += [(good | {member: value}, f"/{member}") for member, rule in schema["properties"].items() if rule
                  for value in (["a", {"b": 1}], 1.5e300)]
        for document, pointer in wrong:
            answer = client.call(method, target, document)
            assert answer.status == 400 and answer.key == "input.invalid", (name, document, answer)
            assert any(error["pointer"].startswith(pointer) for error in answer.json["errors"]), (name, pointer, answer)
            tried += 1
    assert tried > 300, tried


def test_documents_that_are_no_json(world):
    client = world.lisi
    deep = b"[" * 100_000
    cases = [
        (b"", 400, "input.invalid"),
        (b"{", 400, "json.syntax"),
        (b"[]", 400, "json.not_an_object"),
        (b"null", 400, "json.not_an_object"),
        (b'"text"', 400, "json.not_an_object"),
        (b"{} {}", 400, "json.syntax"),
        (b"{'item_id': 1}", 400, "json.syntax"),
        (b'{"item_id": "\xff\xfe"}', 400, "json.bad_utf8"),
        (b'{"item_id": "\xed\xa0\x80"}', 400, "json.bad_utf8"),
        (b'{"item_id": "\xc0\xaf"}', 400, "json.bad_utf8"),
        (b'{"item_id": "\\udc00"}', 400, "json.bad_utf8"),
        (b'{"item_id": "\\ud800x"}', 400, "json.syntax"),
        (b'{"item_id": 1, "item_id": 2}', 400, "json.duplicate_key"),
        (b'{"scenario": [{"question_key": "a", "question_key": "b"}]}', 400, "json.duplicate_key"),
        (b'{"item_id": 1e999}', 400, "json.number_range"),
        (b'{"item_id": NaN}', 400, "json.syntax"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, 400, "json.too_deep"),
        (b'{"a": ' + deep + b"}", 400, "json.too_deep"),
    ]
    def body():
        for sent, status, key in cases:
            answer = send(client, sent)
            assert answer.status == status and answer.key == key, (sent[:60], answer)
    unchanged(client, "/api/v1/cases?drafts=true", body)


def test_control_characters_and_broken_text_are_refused_in_free_text(world):
    story = Story(world).to("submitted")
    def body():
        for text in ("撤回\u0000", "撤回\u0008", "撤回\u001b[31m", "撤回\u007f"):
            answer = story.applicant.post(f"{story.url}/withdraw", {"reason": text})
            refused(answer, 400, "input.invalid", "/reason")
        refused(story.applicant.post(f"{story.url}/withdraw", {"reason": "长" * 501}), 400, "input.invalid", "/reason")
    unchanged(story.applicant, story.url, body)
    story.act(story.applicant, "withdraw", reason="换行\n和制表符\t可以，长" + "长" * 400)


def test_wrong_content_types_and_encodings(world):
    client = world.lisi
    good = json.dumps({"item_id": world.item, "scenario": []}).encode()
    def body():
        for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                             "application/xml", "application/json; charset=gbk", "application/jsonp", ""):
            refused(send(client, good, content_type), 415, "http.unsupported_media_type")
        refused(send(client, good, target="/api/v1/cases?item_id=x"), 400, "query.unexpected")
    unchanged(client, "/api/v1/cases?drafts=true", body)


def test_oversized_bodies_are_refused_unread(world):
    client = world.lisi
    big = b'{"item_id":"' + b"a" * 300_000 + b'","scenario":[]}'
    unchanged(client, "/api/v1/cases?drafts=true", lambda: refused(send(client, big), 413, "http.body_too_large"))
    refused(send(world.anyone(), b'{"login_name":"' + b"a" * 5000 + b'"}', target="/api/v1/session"), 413,
            "http.body_too_large")
    # A length that is only promised is refused as well, before it is sent.
    with socket.create_connection(("127.0.0.1", world.server.port), timeout=10) as wire:
        wire.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                     b"Content-Length: 10000000000\r\n\r\n")
        assert wire.recv(4096).split(b"\r\n")[0] == b"HTTP/1.1 413 Content Too Large"


def test_answers_that_do_not_fit_the_form(world):
    story = Story(world)
    url = f"{story.url}/answers/shop"
    def body():
        refused(story.applicant.put(url, {"group_version": 0, "answers": []}), 400, "input.invalid", "/answers")
        refused(story.applicant.put(url, {"group_version": 0, "answers": {"no_such": 1}}), 400, "input.invalid",
                "/answers/no_such")
        refused(story.applicant.put(f"{story.url}/answers/a b", {"group_version": 0, "answers": {}}), 400, "cases.bad_group")
        refused(story.applicant.put(url, {"group_version": 9, "answers": {}}), 412, "cases.answers_stale")
        refused(story.applicant.put(url, {"group_version": "0", "answers": {}}), 400, "input.invalid", "/group_version")
        refused(story.applicant.put(url, {"group_version": 0, "answers": {"shop_name": "a" * 140_000}}), 413,
                "cases.answers_too_large")
    unchanged(story.applicant, story.url, body)
    bad = {"owner_id_number": papers.spoiled(papers.citizen_id()), "owner_mobile": "123", "size": 1}
    answer = story.applicant.put(f"{story.url}/answers/mixed", {"group_version": 0, "answers": bad})
    findings = {finding["pointer"]: finding["key"] for finding in ok(answer)["findings"]}
    assert findings["/owner_id_number"] == "citizen_id.checksum" and "/owner_mobile" in findings, findings
    refused(story.applicant.put(url, {"group_version": 0, "answers": {"size": 2}}), 400, "input.invalid",
            "/answers/size")  # the field is in another group already
    story.hand_in()
    answer = story.applicant.post(f"{story.url}/submit", {})
    refused(answer, 422, "cases.incomplete", "/answers/")
    keys = field_keys(answer)
    assert keys["/answers/owner_id_number"] == "citizen_id.checksum", keys
    assert story.status() == "draft" and story.view()["timeline"] == []
    ok(story.applicant.delete(story.url))


def test_files_are_what_they_say(world):
    client = world.lisi
    document = papers.pdf("a true document")
    cases = [
        ("材料.pdf", b"", "application/pdf", 400, "file.empty"),
        ("材料.pdf", papers.png(), "application/pdf", 422, "file.type_mismatch"),
        ("材料.png", document, "image/png", 422, "file.type_mismatch"),
        ("材料.pdf", document, "image/png", 422, "file.type_mismatch"),
        ("材料", document, "application/pdf", 422, "file.type_mismatch"),
        ("材料.pdf", b"MZ\x90\0\x03\0\0\0" + b"\0" * 300, "application/pdf", 415, "file.type_not_allowed"),
        ("材料.pdf", b"\x7fELF\x02\x01\x01" + b"\0" * 300, "application/pdf", 415, "file.type_not_allowed"),
        ("材料.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/svg+xml", None,
         None),
        ("材料.html", b"<!doctype html><script>alert(1)</script>", "text/html", 422, "file.type_mismatch"),
        ("材料.zip", papers.archive({"a.txt": b"x"}), "application/zip", 415, "file.type_not_allowed"),
        ("材料.docx", papers.archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "x",
                                      "word/vbaProject.bin": "x"}), "", 422, "file.archive_unsafe"),
        ("材料.docx", papers.archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "x",
                                      "../../etc/passwd": "x"}), "", None, "file.archive_unsafe"),
        ("材料.docx", papers.archive({"[Content_Types].xml": "<Types/>", "word/document.xml": b"\0" * 30_000_000}), "", None,
         "file.archive_unsafe"),
        ("材料.pdf", b"\0" * 200 + document, "application/pdf", 415, "file.type_not_allowed"),
        ("", document, "application/pdf", None, "file.name_invalid"),
        ("名" * 301 + ".pdf", document, "application/pdf", 400, "input.invalid"),
    ]
    for name, content, media_type, status, key in cases:
        answer = client.upload(name, content, media_type)
        assert 400 <= answer.status < 500, (name, answer)
        assert status is None or answer.status == status, (name, answer)
        assert key is None or answer.key == key, (name, answer)
    refused(client.upload("大.pdf", papers.pdf() + b"%" * (21 << 20), "application/pdf"), 413, "file.too_large")
    kept = ok(client.upload("../../etc/材料.pdf", document, "application/pdf"), 201)
    assert kept["name"] == "材料.pdf" and kept["media_type"] == "application/pdf" and kept["size"] == len(document)
    assert ok(client.upload("报告.docx", papers.docx(), ""), 201)["media_type"].endswith("wordprocessingml.document")
    answer = client.get(f"/api/v1/files/{kept['file_id']}")
    assert answer.status == 200 and answer.body == document
    assert "sandbox" in answer.headers["content-security-policy"], answer.headers
    assert answer.headers["content-type"] == "application/pdf"


def test_stale_versions_change_nothing(world):
    story = Story(world).to("received")
    version = story.view(world.clerk)["summary"]["version"]
    late = {"expected_version": version - 1}
    acts = [("accept", {"supplements": [], "note": ""}), ("correct", {"points": []}),
            ("refuse", {"reason": "r", "basis": "b", "remedies": "r"})]
    def body():
        for act, document in acts:
            refused(world.clerk.post(f"{story.url}/{act}", document | late), 412, "cases.stale")
            refused(world.clerk.post(f"{story.url}/{act}", document | {"expected_version": version + 1}), 412, "cases.stale")
        refused(story.applicant.post(f"{story.url}/withdraw", {"reason": "x"} | late), 412, "cases.stale")
    unchanged(world.clerk, story.url, body)
    ok(world.clerk.post(f"{story.url}/accept", {"supplements": [], "note": "", "expected_version": version}))


def test_dates_that_do_not_exist_or_lie_outside_the_calendar(world):
    story = Story(world).to("accepted")
    story.act("reviewer", "claim")
    suspend = {"procedure_kind": "hearing", "reason": "听证", "basis": "第四十六条"}
    def body():
        for date in ("2026-02-30", "2026-13-01", "20261122", "2026-1-1", "明天", "", None, 20261122, "2026-11-22T00:00:00Z"):
            refused(world.reviewer.post(f"{story.url}/suspend", suspend | {"planned_end": date}), 400, "input.invalid",
                    "/planned_end")
        for date in ("2099-01-01", "1999-01-01", day(-1), "9999-12-31"):
            refused(world.reviewer.post(f"{story.url}/suspend", suspend | {"planned_end": date}), 400, "input.invalid",
                    "/planned_end")
    unchanged(world.reviewer, story.url, body)
    draft = Story(world)
    for date in ("2099-01-01", day(0), day(-1), "1900-01-01"):
        answer = draft.applicant.post(f"{draft.url}/materials", {"material_key": "later", "source": "promised",
                                                                 "promised_date": date})
        refused(answer, 422, "cases.promise_date", "/promised_date")
    ok(draft.applicant.delete(draft.url))
    refused(world.zhangsan.post("/api/v1/agents", {"agent_login_name": "lisi", "agent_name": "李四", "item_id": None,
                                                   "valid_from": day(2), "valid_until": day(1)}), 400, "input.invalid",
            "/valid_until")
    refused(world.zhangsan.post("/api/v1/agents", {"agent_login_name": "lisi", "agent_name": "李四", "item_id": None,
                                                   "valid_from": "2026-01-01", "valid_until": "2099-01-01"}), 400,
            "input.invalid", "/valid_until")


def test_bad_ids_in_the_path(world):
    for bad in ("1", "x" * 14, "ABCDEFGHIJKLM", "0000000000001%00", "..%2f..%2fetc", "'%20OR%201=1", "０００００００００００００"):
        answer = world.zhangsan.get(f"/api/v1/cases/{bad}")
        assert answer.status in (400, 404), (bad, answer)
        if answer.status == 400:
            assert answer.key in ("input.invalid", "http.bad_path", "http.bad_url_encoding"), answer
    refused(world.zhangsan.get("/api/v1/cases/short"), 400, "input.invalid", "/path/case_id")
    refused(world.zhangsan.get(f"/api/v1/cases/{NOBODY}"), 404, "cases.not_found")
    refused(world.anyone().get("/api/v1/items/short/guide"), 400, "input.invalid", "/path/item_id")
    refused(world.anyone().get(f"/api/v1/items/{NOBODY}/guide"), 404, "catalog.no_such_item")


def test_bad_query_parameters(world):
    client, anyone = world.clerk, world.anyone()
    for target, key, pointer in [
            ("/api/v1/worklist?limit=0", "input.invalid", "/query/limit"),
            ("/api/v1/worklist?limit=101", "input.invalid", "/query/limit"),
            ("/api/v1/worklist?limit=ten", "input.invalid", "/query/limit"),
            ("/api/v1/worklist?limit=1.5", "input.invalid", "/query/limit"),
            ("/api/v1/worklist?limit=1&limit=2", "input.invalid", "/limit"),
            ("/api/v1/worklist?scope=everything", "input.invalid", "/query/scope"),
            ("/api/v1/worklist?status=flying", "input.invalid", "/query/status"),
            ("/api/v1/worklist?colour=red", "input.invalid", "/query/colour"),
            ("/api/v1/worklist?item_id=1", "input.invalid", "/query/item_id"),
            ("/api/v1/worklist?case_number=%FF%FE", "query.malformed", None),
            ("/api/v1/worklist?case_number=%zz", "query.malformed", None),
            ("/api/v1/cases?drafts=maybe", "input.invalid", "/query/drafts")]:
        who = world.zhangsan if target.startswith("/api/v1/cases") else client
        answer = who.raw("GET", target, headers=who.headers("GET"))
        assert answer.status == 400 and answer.key == key, (target, answer)
        assert pointer is None or any(e["pointer"].endswith(pointer.split("/")[-1]) for e in answer.json["errors"]), answer
    refused(client.get("/api/v1/worklist", after="nonsense"), 400, "cases.bad_page", "/query/after")
    refused(anyone.get("/api/v1/items", sort="cheapest"), 400, "catalog.bad_sort", "/query/sort")
    refused(anyone.get("/api/v1/items", region_code="999999999999"), 404, "catalog.no_such_region")
    assert anyone.get("/api/v1/items", region_code="43132").status in (400, 404)
    assert anyone.get("/api/v1/items", department_id="x").status == 400
    refused(anyone.get("/api/v1/progress", case_number="x"), 400, "input.invalid", "/query/query_code")
    assert anyone.get("/api/v1/regions/431322").status in (400, 404)


def test_wrong_methods_and_unknown_paths(world):
    for client in (world.anyone(), world.zhangsan):
        for method, target, allow in [("PUT", "/api/v1/cases", {"GET", "HEAD", "POST"}),
                                      ("POST", "/api/v1/worklist", {"GET", "HEAD"}),
                                      ("PATCH", "/api/v1/session", {"GET", "HEAD", "POST", "DELETE"}),
                                      ("DELETE", "/api/v1/items", {"GET", "HEAD"})]:
            answer = client.call(method, target, {} if method != "DELETE" else None)
            refused(answer, 405, "http.method_not_allowed")
            assert {name.strip() for name in answer.headers["allow"].split(",")} == allow, answer.headers
        for target in ("/api/v1/nothing", "/api/v2/cases", "/api/v1/cases/", "/api/v1//cases", "/nothing.php", "/.env",
                       "/api/v1/cases/../../etc/passwd"):
            answer = client.raw("GET", target, headers=client.headers("GET"))
            assert answer.status in (400, 404) and answer.key in ("http.not_found", "http.bad_path"), (target, answer)
    head = world.anyone().raw("HEAD", "/api/v1/regions")
    assert head.status == 200 and head.body == b"" and int(head.headers["content-length"]) > 0, head


def test_requests_that_are_no_http(world):
    """Framing that two servers could read differently is refused, and the connection closed."""
    def exchange(text):
        with socket.create_connection(("127.0.0.1", world.server.port), timeout=10) as wire:
            wire.sendall(text)
            reply = http.client.HTTPResponse(wire)
            reply.begin()
            body = reply.read()
            assert wire.recv(1) == b"", "the connection is closed"
            return reply, body
    begin = b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\n"
    for text in (begin + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                 begin + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 begin + b"Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
                 begin + b"Content-Length: -1\r\n\r\n",
                 begin + b"Content-Length : 2\r\n\r\n{}",
                 b"GET / HTTP/1.1\r\n\r\n",
                 b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                 b"NONSENSE\r\n\r\n"):
        reply, body = exchange(text)
        assert reply.status in (400, 501), (text, reply.status)
        assert reply.getheader("content-type") == "application/problem+json", (text, reply.getheaders())
        assert json.loads(body)["status"] == reply.status and json.loads(body)["key"].startswith("http."), body
        assert reply.getheader("x-content-type-options") == "nosniff" and reply.getheader("x-request-id"), text
    reply, body = exchange(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 40_000 + b"\r\n\r\n")
    assert reply.status == 431 and json.loads(body)["key"].startswith("http."), body


def test_catalogue_lookups_with_codes_that_do_not_exist(world):
    anyone = world.anyone()
    for target, key in [("/api/v1/regions/999999999999", "catalog.no_such_region"),
                        (f"/api/v1/departments/{NOBODY}", "catalog.no_such_department"),
                        (f"/api/v1/basic-items/{NOBODY}", "catalog.no_such_basic_item"),
                        (f"/api/v1/basic-items/{NOBODY}/compare", "catalog.no_such_basic_item"),
                        ("/api/v1/dictionary/no_such_set", "catalog.no_such_code_set")]:
        refused(anyone.get(target), 404, key)
    refused(anyone.get(f"/api/v1/items/{world.item}/guide", scenario="q9:o9"), 400, "catalog.unknown_scenario")
    answer = anyone.get("/api/v1/dictionary/item_type", on_date="2026-02-30")
    assert answer.status == 400, answer
    keeper = world.new_staff("catalog_editor", None, COUNTY)
    refused(keeper.post("/api/v1/editor/departments", {
        "credit_code": "91350100M000100Y44", "name": "某局", "region_code": COUNTY, "reason": "测试"}), 422,
        "catalog.bad_credit_code")
    refused(keeper.post("/api/v1/editor/departments", {
        "credit_code": "", "name": "某局", "region_code": COUNTY, "demonstration": True, "implementer_nature": "no",
        "reason": "测试"}), 422, "catalog.unknown_code", "/implementer_nature")


def test_an_act_of_the_staff_with_missing_texts(world):
    story = Story(world).to("granted")
    def body():
        refused(world.clerk.post(f"{story.url}/issue", {"result_name": " ", "result_number": ""}), 400, "input.invalid",
                "/result_name")
        refused(world.clerk.post(f"{story.url}/issue", {"result_name": "证", "result_number": "1", "valid_from": day(9),
                                                        "valid_to": day(1)}), 400, "input.invalid", "/valid_to")
        refused(world.clerk.post(f"{story.url}/issue", {"result_name": "证", "result_number": "1", "file_id": NOBODY}), 404,
                "file.not_found")
        refused(world.clerk.post(f"{story.url}/issue", {"result_name": "证", "result_number": "1",
                                                        "file_id": upload(world.lisi)}), 404, "file.not_found")
    unchanged(world.clerk, story.url, body)
    story.issue()
    refused(world.clerk.post(f"{story.url}/deliver", {"form": "express", "recipient": "", "express_number": "",
                                                      "note": ""}), 400, "input.invalid", "/recipient")
    refused(world.clerk.post(f"{story.url}/deliver", {"form": "pigeon", "recipient": "甲", "express_number": "",
                                                      "note": ""}), 400, "input.invalid", "/form")
    assert story.status() == "issued"
