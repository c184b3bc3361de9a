// The main road and its forks, on both databases.
#include "base/identifiers.h"
#include "modules/cases/test_town.h"
#include "platform/events/events.h"

namespace tongban::cases {
namespace {

void clean(Town& town) {
  const auto report = town.check();
  for (const auto& finding : report.findings) MESSAGE(finding.key, " ", finding.detail);
  CHECK(report.finding_count == 0);
}

}  // namespace

TEST_CASE("a citizen applies, a clerk accepts, a department decides, the result is delivered and archived") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.delivered();
    town.must(town.clerk, archive, ActIn{id, {}});
    const auto view = town.view(town.citizen, id);
    CHECK(view.summary.status == Status::archived);
    REQUIRE(view.summary.case_number);
    CHECK(parse_case_number(*view.summary.case_number).ok());
    CHECK(view.summary.case_number->size() == 43);
    CHECK(view.query_code->size() == 8);
    CHECK(view.instruments.size() == 4);  // receipt, acceptance, decision, delivery
    CHECK(view.result->result_number == "JY14313220000001");
    CHECK(view.applicant.name == "张三");
    CHECK(view.allowed.empty());
    CHECK(view.responsible_name == "窗口甲");
    CHECK(view.savings.trips_avoided == 2);
    clean(town);
  });
}

TEST_CASE("an incomplete application is refused as a whole, and every gap is named") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto draft = town.must(town.citizen, start_case, StartCaseIn{Id{town.item_id}, {}, {}});
    town.must(town.citizen, save_answers, SaveAnswersIn{draft.case_id, "g1", 0, json::object{{"shop_name", ""}}});
    const auto refused = town.run(town.citizen, submit, ActIn{draft.case_id, {}});
    REQUIRE(!refused.ok());
    CHECK(refused.error().key == "cases.incomplete");
    std::string places;
    for (const auto& field : refused.error().fields) places += field.pointer + " ";
    CHECK(places.find("/scenario") != places.npos);
    CHECK(places.find("/answers/shop_name") != places.npos);
    CHECK(places.find("/answers/phone") != places.npos);
    CHECK(places.find("/materials/m1") != places.npos);
    CHECK(town.view(town.citizen, draft.case_id).summary.status == Status::draft);
    clean(town);
  });
}

TEST_CASE("a draft is saved group by group, and two devices do not overwrite each other") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto draft = town.must(town.citizen, start_case, StartCaseIn{Id{town.item_id}, {{"q1", {"o1"}}}, {}});
    const auto saved =
        town.must(town.citizen, save_answers, SaveAnswersIn{draft.case_id, "g1", 0, json::object{{"phone", "123"}}});
    CHECK(saved.group_version == 1);
    REQUIRE(saved.findings.size() == 1);
    CHECK(saved.findings[0].pointer == "/phone");
    const SaveAnswersIn other_device{draft.case_id, "g1", 0, json::object{{"phone", "13812345678"}}};
    CHECK(town.refusal(town.citizen, save_answers, other_device) == "cases.answers_stale");
    const SaveAnswersIn unknown{draft.case_id, "g2", 0, json::object{{"nothing", "x"}}};
    CHECK(town.refusal(town.citizen, save_answers, unknown) == "input.invalid");
    const SaveAnswersIn twice{draft.case_id, "g2", 0, json::object{{"phone", "x"}}};
    CHECK(town.refusal(town.citizen, save_answers, twice) == "input.invalid");
    CHECK(town.refusal(town.neighbour, save_answers, other_device) == "cases.not_found");
    const auto drafts = town.must(town.citizen, my_cases, MyCasesIn{.drafts = true});
    CHECK(drafts.cases.size() == 1);
    town.must(town.citizen, delete_draft, CaseIn{draft.case_id});
    CHECK(town.refusal(town.citizen, view_case, CaseIn{draft.case_id}) == "cases.not_found");
    clean(town);
  });
}

TEST_CASE("a draft says when the item has a newer version, and can take it") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.begin();
  CHECK_FALSE(town.view(town.citizen, id).summary.item.newer_version);
  auto newer = town_item();
  newer.materials.push_back(
      catalog::MaterialElement{.material_key = "m9", .material_name = "健康证明", .necessity = "1"});
  town.publish_new_version(town.item_id, newer);
  CHECK(town.view(town.citizen, id).summary.item.newer_version);
  town.must(town.citizen, upgrade_draft, ActIn{id, {}});
  CHECK_FALSE(town.view(town.citizen, id).summary.item.newer_version);
  CHECK(town.refusal(town.citizen, submit, ActIn{id, {}}) == "cases.incomplete");
}

TEST_CASE("one correction notice with everything, an answer, and no second notice") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.received();
    CorrectIn in{id, {}, {{"material", "m2", "过期", "有效的营业执照", "食品经营许可管理办法"}}, {}};
    CorrectIn empty{id, {}, {}, {}};
    CHECK(town.refusal(town.clerk, correct, empty) == "input.invalid");
    const auto sent = town.must(town.clerk, correct, in);
    CHECK(sent.status == Status::correcting);
    CHECK(sent.instrument->title == "补正材料告知书");
    CHECK(town.view(town.citizen, id).correction.size() == 1);
    CHECK(town.view(town.citizen, id).reply_due_at == "2025-10-31");  // thirty working days over the October holidays
    town.must(town.citizen, save_answers,
              SaveAnswersIn{id, "g1", 1, json::object{{"shop_name", "梅山小吃二店"}, {"phone", "13812345678"}}});
    town.must(town.citizen, resubmit, ActIn{id, {}});
    CHECK(town.status(id) == Status::received);
    CHECK(town.refusal(town.clerk, correct, in) == "cases.correction_already_sent");
    town.must(town.clerk, accept, AcceptIn{id, {}, {}, ""});
    clean(town);
  });
}

TEST_CASE("a refusal without reason, basis or remedies cannot be saved") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.received();
  CHECK(town.refusal(town.clerk, refuse, RefuseIn{id, {}, "不属于本机关职权", "", "复议诉讼", {}}) == "input.invalid");
  CHECK(town.refusal(town.clerk, refuse, RefuseIn{id, {}, "", "行政许可法", "复议诉讼", {}}) == "input.invalid");
  CHECK(town.refusal(town.clerk, refuse, RefuseIn{id, {}, "不属于", "行政许可法", " ", {}}) == "input.invalid");
  const auto out =
      town.must(town.clerk, refuse, RefuseIn{id, {}, "不属于本机关职权", "行政许可法第三十二条", "复议诉讼", {}});
  CHECK(out.status == Status::not_accepted);
  const auto reviewed = town.reviewed();
  const DecideIn bare{reviewed, {}, DecisionOutcome::denied, "不符合条件", "食品安全法", "", ""};
  CHECK(town.refusal(town.approver, decide, bare) == "input.invalid");
  clean(town);
}

TEST_CASE("a promised material is awaited, watched, and stops a grant until it is there") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto draft = town.must(town.citizen, start_case, StartCaseIn{Id{town.item_id}, {{"q1", {"o1"}}}, {}});
    const auto id = draft.case_id;
    town.must(town.citizen, save_answers,
              SaveAnswersIn{id, "g1", 0, json::object{{"shop_name", "店"}, {"phone", "13812345678"}}});
    AttachMaterialIn file{id, "m1"};
    file.file_id = town.upload(town.citizen);
    town.must(town.citizen, attach_material, file);
    AttachMaterialIn promise{id, "m1", MaterialSource::promised};
    promise.promised_date = Date::parse("2025-09-20");
    CHECK(town.refusal(town.citizen, attach_material, promise) == "cases.material_not_tolerable");
    promise.material_key = "m2";
    promise.promised_date = Date::parse("2025-12-20");
    CHECK(town.refusal(town.citizen, attach_material, promise) == "cases.promise_date");
    promise.promised_date = Date::parse("2025-09-19");
    town.must(town.citizen, attach_material, promise);
    AttachMaterialIn commitment{id, "m3", MaterialSource::commitment};
    CHECK(town.refusal(town.citizen, attach_material, commitment) == "input.invalid");
    commitment.commitment_agreed = true;
    town.must(town.citizen, attach_material, commitment);
    AttachMaterialIn stranger{id, "m9"};
    stranger.file_id = town.upload(town.citizen);
    CHECK(town.refusal(town.citizen, attach_material, stranger) == "cases.material_not_required");
    AttachMaterialIn foreign{id, "m1"};
    foreign.file_id = town.upload(town.neighbour);
    CHECK(town.refusal(town.citizen, attach_material, foreign) == "file.not_found");

    town.must(town.citizen, submit, ActIn{id, {}});
    town.must(town.clerk, receive, ActIn{id, {}});
    town.must(town.clerk, accept, AcceptIn{id, {}, {}, ""});
    town.must(town.reviewer, claim, ActIn{id, {}});
    town.must(town.reviewer, review, ReviewIn{id, {}, Opinion::agree, ""});
    const DecideIn grant{id, {}, DecisionOutcome::granted, "材料齐全", "食品安全法", "", ""};
    CHECK(town.refusal(town.approver, decide, grant) == "cases.supplements_pending");
    SupplementIn late{id, "m2", town.upload(town.citizen), {}};
    town.must(town.citizen, supplement, late);
    CHECK(town.refusal(town.citizen, supplement, late) == "cases.no_such_supplement");
    town.must(town.approver, decide, grant);
    const auto savings = town.view(town.citizen, id).savings;
    REQUIRE(savings.materials_saved.size() == 1);
    CHECK(savings.materials_saved[0].why == "commitment");
    CHECK(savings.days_saved == 20);
    clean(town);
  });
}

TEST_CASE("a material of an earlier case is used again, by its owner only") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto earlier = town.delivered();
  const auto draft = town.must(town.citizen, start_case, StartCaseIn{Id{town.item_id}, {{"q1", {"o1"}}}, {}});
  const auto list = town.must(town.citizen, earlier_materials, EarlierMaterialsIn{draft.case_id, "m1"});
  REQUIRE(list.materials.size() == 1);
  CHECK(list.materials[0].case_id == earlier);
  AttachMaterialIn again{draft.case_id, "m1", MaterialSource::earlier_case};
  again.earlier_material_id = list.materials[0].material_id;
  CHECK(town.must(town.citizen, attach_material, again).satisfied);
  const auto other = town.must(town.neighbour, start_case, StartCaseIn{Id{town.item_id}, {{"q1", {"o1"}}}, {}});
  again.case_id = other.case_id;
  CHECK(town.refusal(town.neighbour, attach_material, again) == "cases.no_such_material");
}

TEST_CASE("the window and the network are one: a clerk applies for a citizen who is present") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    StartWindowCaseIn in{Id{town.instant_item_id},
                         {{"q1", {"o1"}}},
                         ApplicantKind::natural,
                         "张三",
                         "111",
                         "11010519491231002X",
                         "13812345678",
                         {},
                         {},
                         {},
                         {}};
    auto wrong = in;
    wrong.document_number = "110105194912310021";
    CHECK(town.refusal(town.clerk, start_window_case, wrong) == "input.invalid");
    CHECK(town.refusal(town.foreign_clerk, start_window_case, in) == "cases.not_for_your_role");
    const auto id = town.must(town.clerk, start_window_case, in).case_id;
    town.must(town.clerk, save_answers,
              SaveAnswersIn{id, "g1", 0, json::object{{"shop_name", "店"}, {"phone", "13812345678"}}});
    for (const char* key : {"m1", "m2", "m3"}) {
      AttachMaterialIn paper{id, key, MaterialSource::paper};
      paper.copies = 2;
      town.must(town.clerk, attach_material, paper);
    }
    const auto out = town.must(town.clerk, submit, ActIn{id, {}});
    CHECK(out.status == Status::received);
    town.must(town.clerk, accept, AcceptIn{id, {}, {}, ""});
    // Decided on the spot: there is no reviewer's stage.
    town.must(town.approver, decide, DecideIn{id, {}, DecisionOutcome::granted, "齐全", "", "", ""});
    // The citizen has an account and sees it there too.
    CHECK(town.view(town.citizen, id).summary.status == Status::granted);
    clean(town);
  });
}

TEST_CASE("an agent applies only with a living authorisation") {
  const auto database = db::open_test_database();
  Town town(*database);
  StartCaseIn in{Id{town.item_id}, {{"q1", {"o1"}}}, Id{town.citizen.account_id}};
  CHECK(town.refusal(town.agent, start_case, in) == "cases.not_authorised");
  REQUIRE(town.services
              .act([&](Ctx& ctx) -> Result<void> {
                ctx.tx.exec(
                    "INSERT INTO agent_authorisations (authorisation_id, principal_id, agent_id, item_id, valid_from, "
                    "valid_until, granted_at) VALUES ($1, $2, $3, 0, '2025-01-01', '2025-12-31', 0)",
                    ctx.new_id(), town.citizen.account_id, town.agent.account_id);
                return {};
              })
              .ok());
  const auto id = town.must(town.agent, start_case, in).case_id;
  CHECK(town.view(town.agent, id).applicant.agent_name == "王五");
  CHECK(town.view(town.citizen, id).applicant.name == "张三");
  CHECK(town.refusal(town.neighbour, view_case, CaseIn{id}) == "cases.not_found");
}

TEST_CASE("an item with a code of another scheme gets case numbers of the private range") {
  const auto database = db::open_test_database();
  Town town(*database);
  std::vector<std::string> numbers;
  for (int i = 0; i < 2; ++i) {
    town.item_id = town.as_is_item_id;
    numbers.push_back(*town.view(town.citizen, town.submitted()).summary.case_number);
  }
  const auto first = parse_case_number(numbers[0]);
  const auto second = parse_case_number(numbers[1]);
  REQUIRE(first.ok());
  REQUIRE(second.ok());
  CHECK(is_demonstration_code(numbers[0]));
  CHECK(first.value().implementing.code == second.value().implementing.code);
  CHECK(first.value().serial == 1);
  CHECK(second.value().serial == 2);
}

TEST_CASE("what staff see is masked until they say why they need it") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.under_review();
  const auto seen = town.view(town.reviewer, id);
  CHECK(seen.applicant.name == "张*");
  CHECK(seen.applicant.document_number == "110***********002X");
  CHECK(seen.form.masked);
  CHECK(seen.form.answers.as_object().at("phone").as_string() == "138****5678");
  CHECK(seen.form.answers.as_object().at("shop_name").as_string() == "梅山小吃");
  CHECK(town.view(town.supervisor, id).form.answers.is_null());
  CHECK(town.refusal(town.reviewer, reveal, RevealIn{id, ""}) == "input.invalid");
  CHECK(town.refusal(town.supervisor, reveal, RevealIn{id, "看看"}) == "cases.not_for_your_role");
  CHECK(town.must(town.reviewer, reveal, RevealIn{id, "核对身份"}).applicant.document_number == "11010519491231002X");
  CHECK(town.refusal(town.foreign_clerk, view_case, CaseIn{id}) == "cases.not_found");
}

TEST_CASE("anybody with number and query code sees the progress, and nothing of a person") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.reviewed();
  const auto mine = town.view(town.citizen, id);
  const Actor nobody;
  const auto shown = town.must(nobody, progress, ProgressIn{*mine.summary.case_number, *mine.query_code});
  CHECK(shown.status == Status::under_review);
  CHECK(shown.remaining_days == 10);
  const auto text = to_json(shown);
  CHECK(text.find("张三") == text.npos);
  CHECK(text.find("承办乙") == text.npos);
  CHECK(text.find("reviewed") == text.npos);
  CHECK(town.refusal(nobody, progress, ProgressIn{*mine.summary.case_number, "AAAAAAAA"}) == "cases.no_progress");
  CHECK(town.refusal(nobody, progress, ProgressIn{"nonsense", ""}) == "cases.no_progress");
}

TEST_CASE("what an approver returns goes back to the person who reviewed it") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.reviewed();
  CHECK(town.refusal(town.approver, review, ReviewIn{id, {}, Opinion::agree, "好"}) == "cases.opinion_not_of_stage");
  CHECK(town.refusal(town.approver, review, ReviewIn{id, {}, Opinion::return_to_reviewer, ""}) == "input.invalid");
  town.must(town.approver, review, ReviewIn{id, {}, Opinion::return_to_reviewer, "请核实面积"});
  CHECK(town.refusal(town.second_reviewer, review, ReviewIn{id, {}, Opinion::agree, ""}) == "cases.assigned_to_other");
  town.must(town.reviewer, hand_over, AssignIn{id, {}, Id{town.second_reviewer.account_id}, "休假", {}});
  town.must(town.second_reviewer, review, ReviewIn{id, {}, Opinion::return_to_clerk, "请补录"});
  town.must(town.clerk, review, ReviewIn{id, {}, Opinion::forward, "已补录"});
  town.must(town.second_reviewer, review, ReviewIn{id, {}, Opinion::disagree, "面积不足"});
  const auto out = town.must(town.approver, decide,
                             DecideIn{id, {}, DecisionOutcome::denied, "面积不足", "管理办法第十二条", "复议诉讼", ""});
  CHECK(out.status == Status::denied);
  clean(town);
}

TEST_CASE("a stale version is refused, and a wrong step names its status") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.received();
  CHECK(town.refusal(town.clerk, accept, AcceptIn{id, 1, {}, ""}) == "cases.stale");
  const auto refused = town.run(town.clerk, receive, ActIn{id, {}});
  CHECK(refused.error().code == Code::conflict);
  CHECK(refused.error().key == "cases.not_allowed_in_status");
  CHECK(refused.error().detail.find("received") != std::string::npos);
  CHECK(town.refusal(town.reviewer, accept, AcceptIn{id, {}, {}, ""}) == "cases.not_for_your_role");
  CHECK(town.refusal(town.supervisor, accept, AcceptIn{id, {}, {}, ""}) == "cases.not_for_your_role");
}

}  // namespace tongban::cases
