"""The catalogue's side of processes: the library, a process of a department, the gate, publication, the picture for all."""

import copy

from test_editing import saved, version_url
from world import ok, refused


def test_a_process_is_drawn_tried_out_published_with_its_item_and_kept(world):
    library = {row["model_key"]: row for row in ok(world.editor.get("/api/v1/editor/processes?limit=100"))["models"]}
    assert {"standard", "joint_review", "instant", "instant_birth"} <= set(library), sorted(library)
    assert library["standard"]["library"] and not library["standard"]["may_edit"]
    standard = ok(world.editor.get("/api/v1/editor/processes/standard"))
    assert not standard["findings"], standard["findings"]
    copied = {"kind": "process", "name": "测试流程", "department_id": world.department_id(), "xml": standard["xml"], "reason": "复制"}
    refused(world.editor.put("/api/v1/editor/processes/standard", {"version": 1, "name": "x", "xml": standard["xml"], "reason": "改"}), 409,
            "catalog.library_model")
    own = ok(world.editor.post("/api/v1/editor/processes", copied), 201)
    key = own["model"]["model_key"]
    xml = standard["xml"].replace('name="审查"', 'name="实质审查"')
    tried = ok(world.editor.post("/api/v1/editor/process-trial", {"xml": xml}))
    assert not tried["findings"] and tried["trial"]["usual_days"] == 4, tried
    second = {"version": 1, "name": "测试流程", "xml": xml, "reason": "改名"}
    assert ok(world.editor.put(f"/api/v1/editor/processes/{key}", second))["version"] == 2
    refused(world.editor.put(f"/api/v1/editor/processes/{key}", second), 412, "catalog.stale_draft")
    refused(world.editor.post("/api/v1/editor/processes", {**copied, "xml": "<nothing/>"}), 422, "catalog.bad_model")

    content = world.make_content("带流程的测试事项")
    content["process"] = {"model_key": "no-such", "lanes": [], "decisions": []}
    view = world.make_draft_item(content)
    item_id = view["item"]["item_id"]
    refused(world.editor.post(version_url(item_id, 1) + "/check", {"reason": "检查"}), 422, "catalog.gate_errors")
    content = copy.deepcopy(content)
    content["process"] = {"model_key": key, "model_version": 2, "decisions": [], "sampling_percent": 10,
                          "lanes": [{"lane": "没有", "region_code": view["item"]["region_code"], "department_name": view["item"]["department_name"]}]}
    view = ok(saved(world, view, content))
    assert "gate.process_unknown_lane" in {finding["code"] for finding in view["gate"]["findings"]}, view["gate"]
    content["process"]["lanes"][0]["lane"] = "审批"
    view = ok(saved(world, view, content))
    world.publish(item_id)
    ok(world.editor.put(f"/api/v1/editor/processes/{key}", {**second, "version": 2, "xml": standard["xml"]}))
    uses = ok(world.editor.get(f"/api/v1/editor/processes/{key}"))["uses"]
    assert [use["item_id"] for use in uses] == [item_id] and uses[0]["model_version"] == 2, uses
    anyone = world.anyone()
    assert ok(anyone.get(f"/api/v1/items/{item_id}/guide"))["has_flowchart"]
    chart = ok(anyone.get(f"/api/v1/items/{item_id}/flowchart"))
    assert "实质审查" in {step["name"] for step in chart["steps"]}, chart["steps"]
    assert any(shape["kind"] == "lane" for shape in chart["shapes"]) and chart["edges"]
