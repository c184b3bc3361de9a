"""Who may do what to what: every route × every role as declared, somebody else's things are as if they did not exist,
and in every status only those steps that the law's table has."""

from rows import actors, declared, request, ROLES
from stories import Story, day, upload
from world import NOBODY, ok, refused

# The rows that matter most, written down a second time by hand: operation → who may call it.
BY_HAND = {
    "identity.register": {"anonymous", "applicant", "staff"} | set(ROLES),
    "identity.own_profile": {"applicant", "staff"} | set(ROLES),
    "identity.authorise_agent": {"applicant"},
    "identity.accounts": {"system_admin", "security_admin"},
    "identity.create_staff": {"system_admin"},
    "identity.disable_account": {"system_admin"},
    "identity.grant_post": {"security_admin"},
    "identity.revoke_post": {"security_admin"},
    "audit.chain": {"auditor"}, "audit.list": {"auditor"},
    "cases.start": {"applicant"},
    "cases.start_at_window": {"window_clerk"},
    "cases.find_person": {"window_clerk"},
    "cases.see_original": {"window_clerk"},
    "cases.receive": {"window_clerk"},
    "cases.correct": {"window_clerk"},
    "cases.accept": {"window_clerk"},
    "cases.refuse": {"window_clerk"},
    "cases.review": {"window_clerk", "reviewer", "approver"},
    "cases.suspend": {"reviewer", "approver"},
    "cases.extend": {"approver", "department_head"},
    "cases.decide": {"approver"},
    "cases.assign": {"department_head"},
    "cases.terminate": {"approver", "department_head"},
    "cases.transfer": {"approver", "department_head"},
    "cases.issue": {"window_clerk", "reviewer", "approver"},
    "cases.deliver": {"window_clerk"},
    "cases.reveal": {"window_clerk", "reviewer", "approver", "department_head"},
    "cases.worklist": {"window_clerk", "reviewer", "approver", "department_head", "supervisor"},
    "catalog.create_item": {"catalog_editor", "catalog_publisher"},
    "catalog.put_code_entry": {"system_admin"},
    "catalog.create_basic_item": {"system_admin"},
    "catalog.publish": {"catalog_publisher"},
    "catalog.suspend": {"catalog_publisher"},
    "catalog.guide": {"anonymous", "applicant", "staff"} | set(ROLES),
}


def test_every_route_and_every_role_as_declared(world):
    rows = world.watch.operations
    assert len(rows) >= 90, len(rows)
    who = actors(world)
    skip = {"identity.logout", "catalog.rebuild_search", "search.rebuild"}  # would end the session, or take long
    for method, path, _, operation in rows:
        name = operation["operationId"]
        may = declared(operation)
        assert BY_HAND.get(name, may) == may, (name, may)
        for role, client in who.items():
            if role in may and name in skip:
                continue
            answer = request(world, client, method, path, operation)
            if role in may:
                assert not (answer.status in (401, 403) and answer.key.startswith("auth.")), (name, role, answer)
            elif role == "anonymous":
                refused(answer, 401, "auth.required")
            else:
                refused(answer, 403, "auth.forbidden")
    assert not set(BY_HAND) - {operation["operationId"] for _, _, _, operation in rows}


def same(real, nothing):
    strip = lambda answer: {k: v for k, v in answer.json.items() if k != "request_id"}  # noqa: E731
    return real.status == nothing.status and strip(real) == strip(nothing)


def test_somebody_elses_case_is_as_if_it_did_not_exist(world):
    owner, _ = world.register()
    stories = [Story(world, applicant=owner).to(status) for status in ("draft", "submitted", "under_review", "issued")]
    strangers = {"a citizen": world.lisi, "a firm": world.firm,
                 **{f"next door's {role}": client for role, client in world.next_door.items()},
                 **{f"the far {role}": client for role, client in world.far.items()},
                 "the far supervisor": world.far_supervisor, "an editor": world.editor,
                 "the system administrator": world.system_admin, "the auditor": world.auditor,
                 "nobody": world.anyone()}
    rows = [(method, path, operation) for method, path, _, operation in world.watch.operations if "{case_id}" in path]
    assert len(rows) >= 35, len(rows)
    for story in stories:
        before = story.view()
        for stranger, client in strangers.items():
            for method, path, operation in rows:
                real = request(world, client, method, path, operation, case_id=story.case_id)
                nothing = request(world, client, method, path, operation, case_id=NOBODY)
                what = (stranger, operation["operationId"], before["summary"]["status"], real, nothing)
                assert real.status in (401, 403, 404) and same(real, nothing), what
                if real.status == 403:
                    assert real.key == "auth.forbidden", what  # the role never may, whatever the case
        assert story.view() == before
    listed = [row["case_id"] for stranger in ("next door's clerk", "the far clerk") for scope in
              ("waiting", "mine", "running", "finished") for row in
              ok(strangers[stranger].get("/api/v1/worklist", scope=scope, limit=100))["cases"]]
    assert not set(listed) & {story.case_id for story in stories}


def test_the_departments_own_staff_do_not_see_drafts(world):
    story = Story(world)
    for client in (world.clerk, world.reviewer, world.approver, world.head, world.supervisor):
        refused(client.get(story.url), 404, "cases.not_found")
    ok(story.applicant.delete(story.url))


def test_somebody_elses_files_materials_and_papers(world):
    owner, _ = world.register()
    theirs = Story(world, applicant=owner).to("accepted")
    view = theirs.view()
    file_id = view["materials"][0]["entries"][0]["file_id"]
    material_id = view["materials"][0]["entries"][0]["material_id"]
    instrument_id = view["instruments"][0]["instrument_id"]
    thief, _ = world.register()
    mine = Story(world, applicant=thief)
    accepted = Story(world, applicant=thief).to("accepted")
    for real, nothing in [
            (thief.get(f"/api/v1/files/{file_id}"), thief.get(f"/api/v1/files/{NOBODY}")),
            (thief.get(f"{accepted.url}/files/{file_id}"), thief.get(f"{accepted.url}/files/{NOBODY}")),
            (thief.get(f"{accepted.url}/instruments/{instrument_id}/html"),
             thief.get(f"{accepted.url}/instruments/{NOBODY}/html")),
            (thief.delete(f"{mine.url}/materials/{material_id}"), thief.delete(f"{mine.url}/materials/{NOBODY}")),
            (thief.post(f"{mine.url}/materials", {"material_key": "form", "source": "uploaded", "file_id": file_id}),
             thief.post(f"{mine.url}/materials", {"material_key": "form", "source": "uploaded", "file_id": NOBODY})),
            (thief.get(f"{theirs.url}/instruments/{instrument_id}/html"),
             thief.get(f"/api/v1/cases/{NOBODY}/instruments/{NOBODY}/html")),
            # The clerk has the case, but did not upload the file.
            (world.clerk.get(f"/api/v1/files/{file_id}"), world.clerk.get(f"/api/v1/files/{NOBODY}"))]:
        assert real.status == 404 and same(real, nothing), (real, nothing)
    assert world.clerk.get(f"{theirs.url}/files/{file_id}").status == 200
    assert world.far["clerk"].get(f"{theirs.url}/files/{file_id}").status == 404
    ok(thief.delete(mine.url))


def test_somebody_elses_authorisation_account_and_posts(world):
    given = ok(world.zhangsan.post("/api/v1/agents", {"agent_login_name": "lisi", "agent_name": "李四", "item_id": None,
                                                      "valid_from": day(0), "valid_until": day(1)}), 201)
    real = world.firm.delete(f"/api/v1/agents/{given['authorisation_id']}")
    assert real.status == 404 and same(real, world.firm.delete(f"/api/v1/agents/{NOBODY}")), real
    ok(world.zhangsan.delete(f"/api/v1/agents/{given['authorisation_id']}"))
    # Nobody gives themselves a post, and an administrator of one kind has no duty of another.
    me = ok(world.security_admin.get("/api/v1/session"))["account_id"]
    refused(world.security_admin.post(f"/api/v1/accounts/{me}/posts", {"role": "auditor", "department_id": None,
                                                                       "region_code": None}), 409, "identity.own_posts")
    system = ok(world.system_admin.get("/api/v1/session"))["account_id"]
    refused(world.security_admin.post(f"/api/v1/accounts/{system}/posts", {
        "role": "auditor", "department_id": None, "region_code": None}), 409, "identity.duties_conflict")
    refused(world.system_admin.post(f"/api/v1/accounts/{system}/disable", {}), 409, "identity.own_account")


# ---- the table of status, act and party ---------------------------------------------------------------------------

CLERKS = {"claim", "hand_over"}
TABLE = {  # status → party → what they may do next (an online case; what is for the platform alone is left out)
    "draft": {"applicant": {"edit", "delete_draft", "upgrade", "submit"}},
    "submitted": {"applicant": {"withdraw", "urge"}, "clerk": CLERKS | {"pre_review", "receive"},
                  "head": {"assign", "hand_over", "urge"}},
    "received": {"applicant": {"withdraw", "urge"}, "clerk": CLERKS | {"correct", "accept", "refuse"},
                 "head": {"assign", "hand_over", "urge"}},
    "correcting": {"applicant": {"edit", "resubmit", "withdraw"}},
    "accepted": {"applicant": {"withdraw", "urge"}, "reviewer": {"claim", "review"},
                 "approver": {"extend", "terminate", "transfer"},
                 "head": {"assign", "extend", "terminate", "transfer", "urge"}},
    "under_review": {"applicant": {"withdraw", "urge"},
                     "approver": {"claim", "hand_over", "review", "suspend", "extend", "grant", "deny", "terminate",
                                  "transfer", "delegate", "add_signer"},
                     "head": {"assign", "hand_over", "extend", "terminate", "transfer", "add_signer", "urge"}},
    "suspended": {"applicant": {"withdraw"}, "reviewer": {"hand_over", "resume"}, "approver": {"terminate"},
                  "head": {"assign", "hand_over", "terminate"}},
    "granted": {"applicant": {"urge"}, "clerk": {"issue"}, "reviewer": {"issue"}, "approver": {"issue"}, "head": {"urge"}},
    "denied": {"applicant": {"urge"}, "clerk": {"deliver"}, "head": {"urge"}},
    "issued": {"applicant": {"urge"}, "clerk": {"deliver"}, "head": {"urge"}},
    "delivered": {"clerk": {"archive"}, "reviewer": {"archive"}, "head": {"archive"}},
    "archived": {}, "not_accepted": {}, "withdrawn": {}, "terminated": {}, "transferred": {},
}
REASON = {"reason": "理由", "basis": "依据"}
DECIDE = {"grounds": "理由", "basis": "依据", "remedies": "救济", "conditions": ""}
ACTS = {  # action → path and a body that is complete; {me} is an account
    "submit": ("submit", {}), "revise": ("revise", {}), "resubmit": ("resubmit", {}), "upgrade": ("upgrade", {}),
    "withdraw": ("withdraw", {"reason": "理由"}), "supplement": ("supplement", {"material_key": "later"}),
    "pre_review": ("pre-review", {"outcome": "passed", "note": ""}), "receive": ("receive", {}),
    "correct": ("correct", {"points": [{"kind": "other", "key": "", "problem": "问题", "requirement": "要求",
                                        "basis": "依据"}]}),
    "accept": ("accept", {"supplements": [], "note": ""}), "refuse": ("refuse", REASON | {"remedies": "救济"}),
    "claim": ("claim", {}), "assign": ("assign", {"assignee_account_id": "{me}", "note": ""}),
    "hand_over": ("hand-over", {"assignee_account_id": "{me}", "note": ""}),
    "review": ("review", {"opinion": "agree", "note": "说明"}),
    "suspend": ("suspend", REASON | {"procedure_kind": "hearing", "planned_end": "{day}"}),
    "resume": ("resume", {"result": "结果"}), "extend": ("extend", {"days": 1, "reason": "理由"}),
    "grant": ("decide", DECIDE | {"outcome": "granted"}), "deny": ("decide", DECIDE | {"outcome": "denied"}),
    "terminate": ("terminate", REASON), "transfer": ("transfer", REASON | {"to_organ": "某局"}),
    "issue": ("issue", {"result_name": "证", "result_number": "1"}),
    "deliver": ("deliver", {"form": "window", "recipient": "甲", "express_number": "", "note": ""}),
    "archive": ("archive", {}),
}
CONFLICTS = {"cases.not_allowed_in_status", "cases.not_your_turn", "cases.waiting_for_applicant",
             "cases.assigned_to_other", "cases.not_reviewed", "cases.no_such_supplement"}


def test_in_every_status_only_the_steps_of_the_table(world):
    for status, parties in TABLE.items():
        story = Story(world).to(status)
        people = {"applicant": story.applicant, **story.staff}
        for party, client in people.items():
            may = parties.get(party, set())
            if status == "draft" and party != "applicant":
                refused(client.get(story.url), 404, "cases.not_found")
            else:
                offered = set(story.view(client)["allowed"])
                assert offered == may, (status, party, "offered", offered, "table", may)
            me = ok(client.get("/api/v1/session"))["account_id"]
            before = story.view()["summary"]
            for action, (path, document) in ACTS.items():
                if action in may:
                    continue
                document = {name: value.replace("{me}", me).replace("{day}", day(9)) if isinstance(value, str) else value
                            for name, value in document.items()}
                answer = client.post(f"{story.url}/{path}", document)
                what = (status, party, action, answer)
                assert answer.status in (403, 404, 409), what
                if answer.status == 404:
                    assert status == "draft" and party != "applicant" and answer.key == "cases.not_found", what
                elif answer.status == 403:
                    assert answer.key in ("auth.forbidden", "cases.not_for_your_role"), what
                else:
                    assert answer.key in CONFLICTS, what
                    nobody = not any(action in steps for steps in parties.values())
                    if nobody and action not in ("revise", "supplement", "claim", "hand_over", "suspend", "review",
                                                 "pre_review", "grant", "deny"):
                        assert answer.key == "cases.not_allowed_in_status", what
            assert story.view()["summary"] == before, (status, party, "something was changed")
        if status == "draft":
            ok(story.applicant.delete(story.url))


def test_what_ended_is_not_edited(world):
    for status in ("submitted", "accepted", "archived", "withdrawn"):
        story = Story(world).to(status)
        material = story.view()["materials"][0]["entries"][0]["material_id"]
        for answer in (
                story.applicant.put(f"{story.url}/answers/shop", {"group_version": 1, "answers": {"shop_name": "改名"}}),
                story.applicant.put(f"{story.url}/scenario", {"scenario": []}),
                story.applicant.put(f"{story.url}/contact", {"contact": {}}),
                story.applicant.post(f"{story.url}/materials", {"material_key": "form", "source": "uploaded",
                                                                "file_id": upload(story.applicant)}),
                story.applicant.delete(f"{story.url}/materials/{material}"), story.applicant.delete(story.url)):
            refused(answer, 409, "cases.not_allowed_in_status")


def test_who_examined_does_not_decide(world):
    """审批分离: one person with both posts may review or decide, not both, while there is somebody else."""
    department = world.department_id()
    both = world.new_staff("reviewer", department)
    ok(world.security_admin.post(f"/api/v1/accounts/{both.account_id}/posts", {
        "role": "approver", "department_id": department, "region_code": None}), 201)
    both = world.sign_in(both.login_name, "a-long-pass-phrase")
    story = Story(world).to("accepted")
    ok(both.post(f"{story.url}/review", {"opinion": "agree", "note": ""}))
    refused(both.post(f"{story.url}/decide", DECIDE | {"outcome": "granted"}), 409, "cases.four_eyes")
    story.decide()


def test_a_post_ends_at_its_department_and_a_region_post_does_not(world):
    story = Story(world).to("submitted")
    county = world.new_staff("window_clerk", None, "431322000000")
    province = world.new_staff("window_clerk", None, "430000000000")
    other = world.new_staff("window_clerk", None, "370200000000")
    for client, status in ((county, 200), (province, 200), (other, 404)):
        assert client.get(story.url).status == status, status
    ok(province.post(f"{story.url}/receive", {}))
