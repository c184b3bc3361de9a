"""A case on its way: each method is one step as a person takes it, and asserts that the step is allowed."""

import datetime

import forms
import papers
from world import ok

LOCAL = datetime.timezone(datetime.timedelta(hours=8))


def day(ahead):
    """The date so many days from today, in China."""
    return (datetime.datetime.now(LOCAL).date() + datetime.timedelta(days=ahead)).isoformat()


def upload(client, name="材料.pdf", content=None, media_type="application/pdf"):
    content = papers.pdf(f"{name} {papers.mobile()}") if content is None else content
    return ok(client.upload(name, content, media_type), 201)["file_id"]


def upload_to(client, case_id, material_key, **more):
    return ok(client.post(f"/api/v1/cases/{case_id}/materials", {
        "material_key": material_key, "source": "uploaded", "file_id": upload(client)} | more))


class Story:
    """`staff` are the people of the department: {role: client}."""

    def __init__(self, world, item_id=None, applicant=None, scenario=None, staff=None):
        self.world, self.item_id = world, item_id or world.item
        self.applicant = applicant or world.zhangsan
        self.staff = staff or {"clerk": world.clerk, "reviewer": world.reviewer, "approver": world.approver,
                               "head": world.head}
        if scenario is None:
            guide = ok(world.anyone().get(f"/api/v1/items/{self.item_id}/guide"))
            scenario = [{"question_key": question["question_key"],
                         "option_keys": [question["options"][0]["option_key"]]} for question in guide["scenarios"]]
        self.scenario = scenario
        started = ok(self.applicant.post("/api/v1/cases", {"item_id": self.item_id, "scenario": scenario}), 201)
        self.case_id = started["case_id"]
        self.url = f"/api/v1/cases/{self.case_id}"
        self.last = started
        self.number = self.query_code = None

    # ---- looking ----------------------------------------------------------------------------------------------------

    def view(self, client=None):
        return ok((client or self.applicant).get(self.url))

    def status(self):
        return self.view()["summary"]["status"]

    def kinds(self, client=None):
        """The kinds of events so far, as the staff see them."""
        return [entry["kind"] for entry in self.view(client or self.staff["clerk"])["timeline"]]

    def clock(self, kind, client=None):
        return next((clock for clock in self.view(client)["clocks"] if clock["kind"] == kind), None)

    def progress(self, client=None):
        return ok((client or self.world.anyone()).get("/api/v1/progress", case_number=self.number,
                                                      query_code=self.query_code))

    def paper(self, kind, client=None):
        """The printable page of an instrument."""
        reference = [entry for entry in self.view(client)["instruments"] if entry["kind"] == kind][-1]
        answer = (client or self.applicant).get(reference["html_url"])
        assert answer.status == 200, answer
        assert answer.headers["content-type"].startswith("text/html"), answer.headers
        return answer.body.decode()

    # ---- acting -----------------------------------------------------------------------------------------------------

    def act(self, who, act, **document):
        client = self.staff[who] if isinstance(who, str) else who
        self.last = ok(client.post(f"{self.url}/{act}", document))
        return self.last

    def fill(self, **changes):
        """All groups of the form; `changes` are put in place of what would be filled in."""
        view = self.view()
        groups = forms.filled(view["form"]["form_schema"], view["form"]["form_layout"], self.world.who(self.applicant))
        saved = {group["group_key"]: group["group_version"] for group in view["form"]["groups"]}
        for key, answers in groups.items():
            answers |= {name: value for name, value in changes.items() if name in answers}
            ok(self.applicant.put(f"{self.url}/answers/{key}",
                                  {"group_version": saved.get(key, 0), "answers": answers}))
        return self

    def hand_in(self, **sources):
        """All materials that are required: uploaded, or as `sources` says by key: promised, commitment, None."""
        for material in self.view()["materials"]:
            key = material["material_key"]
            source = sources.get(key, "uploaded")
            if not material["required"] or material["satisfied"] or source is None:
                continue
            if source == "promised":
                ok(self.applicant.post(f"{self.url}/materials", {
                    "material_key": key, "source": "promised", "promised_date": day(8)}))
            elif source == "commitment":
                ok(self.applicant.post(f"{self.url}/materials", {
                    "material_key": key, "source": "commitment", "commitment_agreed": True}))
            else:
                upload_to(self.applicant, self.case_id, key)
        return self

    def submit(self):
        self.fill().hand_in()
        self.act(self.applicant, "submit")
        self.number, self.query_code = self.last["case_number"], self.last["query_code"]
        return self

    def submitted_as(self, answer):
        self.number, self.query_code = answer["case_number"], answer["query_code"]
        return self

    def receive(self):
        self.act("clerk", "receive")
        return self

    def accept(self):
        self.act("clerk", "accept", supplements=[], note="")
        return self

    def correct(self, points=None):
        self.act("clerk", "correct", reply_days=10, points=points or [
            {"kind": "material", "key": "form", "problem": "申请表缺少签字", "requirement": "请签字后重新上传",
             "basis": "《中华人民共和国行政许可法》第三十二条"}])
        return self

    def refuse(self):
        self.act("clerk", "refuse", reason="不属于本机关职权范围", basis="《中华人民共和国行政许可法》第三十二条",
                 remedies="可以申请行政复议或者提起行政诉讼")
        return self

    def review(self, opinion="agree", note="符合条件"):
        self.act("reviewer", "review", opinion=opinion, note=note)
        return self

    def suspend(self):
        self.act("reviewer", "suspend", procedure_kind="hearing", reason="需要听证",
                 basis="《中华人民共和国行政许可法》第四十六条", planned_end=day(12))
        return self

    def resume(self):
        self.act("reviewer", "resume", result="听证已经结束")
        return self

    def decide(self, outcome="granted", **more):
        self.act("approver", "decide", **({
            "outcome": outcome, "grounds": "经审查符合法定条件" if outcome == "granted" else "经营场所不符合要求",
            "basis": "《中华人民共和国行政许可法》第三十八条", "remedies": "可以自收到本决定之日起六十日内申请行政复议",
            "conditions": ""} | more))
        return self

    def issue(self, **more):
        self.act("clerk", "issue", **({"result_name": "测试经营许可证", "result_number": f"JY{self.world.number():08}",
                                       "valid_from": day(0), "valid_to": day(365), "file_id": None} | more))
        return self

    def deliver(self, **more):
        self.act("clerk", "deliver", **({"form": "window", "recipient": "本人", "express_number": "", "note": ""} | more))
        return self

    def archive(self):
        self.act("clerk", "archive")
        return self

    def to(self, status):
        """On the shortest way to the status."""
        ways = {
            "draft": [], "submitted": ["submit"], "received": ["submit", "receive"],
            "correcting": ["submit", "receive", "correct"], "accepted": ["submit", "receive", "accept"],
            "not_accepted": ["submit", "receive", "refuse"],
        }
        ways["under_review"] = ways["accepted"] + ["review"]
        ways["suspended"] = ways["accepted"] + ["_claim_review", "suspend"]
        ways["granted"] = ways["under_review"] + ["decide"]
        ways["denied"] = ways["under_review"] + ["_deny"]
        ways["issued"] = ways["granted"] + ["issue"]
        ways["delivered"] = ways["issued"] + ["deliver"]
        ways["archived"] = ways["delivered"] + ["archive"]
        ways["withdrawn"] = ways["received"] + ["_withdraw"]
        ways["terminated"] = ways["accepted"] + ["_terminate"]
        ways["transferred"] = ways["accepted"] + ["_transfer"]
        for step in ways[status]:
            getattr(self, step)()
        assert self.status() == status, (status, self.status())
        return self

    def _claim_review(self):
        self.act("reviewer", "claim")

    def _deny(self):
        self.decide("denied")

    def _withdraw(self):
        self.act(self.applicant, "withdraw", reason="不再需要")

    def _terminate(self):
        self.act("head", "terminate", reason="申请人丧失主体资格", basis="《中华人民共和国行政许可法》")

    def _transfer(self):
        self.act("head", "transfer", to_organ="娄底市市场监督管理局", reason="属于上级机关权限", basis="权限规定")
