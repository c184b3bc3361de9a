// The process of an item: what the gate finds in it, what publishing freezes, what trying it out tells, how models are
// drawn and kept.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "modules/catalog/flowchart.h"
#include "modules/catalog/process_actions.h"
#include "modules/catalog/process_check.h"
#include "modules/catalog/test_catalog.h"

namespace tongban::catalog {
namespace {

std::string file(const std::string& name) {
  std::ifstream stream(std::string(TONGBAN_SOURCE_DIR) + "/data/processes/" + name, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

ProcessElement naming(const std::string& key, std::vector<ProcessDecision> decisions = {}) {
  ProcessElement process;
  process.model_key = key;
  process.decisions = std::move(decisions);
  return process;
}

ItemContent with_process(ProcessElement process) {
  auto content = complete_content();
  content.process = std::move(process);
  return content;
}

void with_library(TestCatalog& catalog) {
  catalog.run([](Ctx& ctx) -> Result<void> {
    CHECK(TRY(put_library(ctx, std::string(TONGBAN_SOURCE_DIR) + "/data/processes")) == 12);
    CHECK(TRY(put_library(ctx, std::string(TONGBAN_SOURCE_DIR) + "/data/processes")) == 0);
    return {};
  });
}

std::vector<Finding> findings_of(TestCatalog& catalog, const ItemContent& content) {
  std::vector<Finding> findings;
  catalog.run([&](Ctx& ctx) -> Result<void> {
    findings = process_findings(ctx, content, true);
    return {};
  });
  return findings;
}

bool has(const std::vector<Finding>& findings, const std::string& code, const std::string& place) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.code == code && finding.place == place; });
}

CreateModelIn drawn(const TestCatalog& catalog, std::string xml) {
  CreateModelIn in;
  in.name = "本局流程";
  in.department_id = {catalog.county_department};
  in.xml = std::move(xml);
  in.reason = "绘制";
  return in;
}

}  // namespace

TEST_CASE("outcomes of a task: what can be answered stands in its attribute") {
  const auto fields = outcome_fields("approved; opinion : agree, disagree ;;n:1,2");
  REQUIRE(fields.size() == 3);
  CHECK(fields[0].variable == "approved");
  CHECK(fields[0].values == std::vector<std::string>{"true", "false"});
  CHECK(fields[1].values == std::vector<std::string>{"agree", "disagree"});
  CHECK(outcome_value("true").is_true());
  CHECK(outcome_value("2").is(feel::Kind::number));
  CHECK(outcome_value("2a").is(feel::Kind::string));
  CHECK(outcome_fields(" ; :x").empty());
}

TEST_CASE("trying out: the standard process in working days, from acceptance") {
  const auto read = read_process(file("standard.bpmn"), {});
  REQUIRE(read.model != nullptr);
  CHECK(read.findings.empty());
  const auto trial = try_process(*read.model, *read.decisions, terms_of(complete_content()));
  CHECK(trial.complete);
  CHECK(trial.unreached.empty());
  CHECK(trial.usual_days == doctest::Approx(4));     // review 3, decision 1
  CHECK(trial.shortest_days == doctest::Approx(0));  // not accepted
  CHECK(trial.longest_days == doctest::Approx(4));
  CHECK(*trial.promised_days == doctest::Approx(10));
  CHECK(*trial.legal_days == doctest::Approx(20));
  CHECK(trial.runs.front().answers.find("受理：是") == 0);
  CHECK(trial.runs.front().days == doctest::Approx(5));
}

TEST_CASE(
    "trying out: special procedures do not count where the item says so, and a joint review takes its longest way") {
  auto content = complete_content();
  content.special_procedures = {{"inspection", "现场核查", {true, 10, "working_day", ""}, true, "", ""}};
  const auto survey = read_process(file("site_survey.bpmn"), {});
  CHECK(try_process(*survey.model, *survey.decisions, terms_of(content)).usual_days == doctest::Approx(1));
  content.special_procedures[0].excluded_from_limit = false;
  CHECK(try_process(*survey.model, *survey.decisions, terms_of(content)).usual_days == doctest::Approx(6));
  const auto joint = read_process(file("joint_review.bpmn"), {});
  CHECK(try_process(*joint.model, *joint.decisions, terms_of(content)).usual_days == doctest::Approx(7));
}

TEST_CASE("every process of the library ends whatever is answered") {
  for (const std::string name : {"standard", "site_survey", "expert_hearing", "publicity", "joint_review",
                                 "township_county", "construction_permit", "instant"}) {
    CAPTURE(name);
    std::vector<dmn::Source> decisions;
    if (name == "construction_permit") decisions.push_back({"c", file("construction_conditions.dmn")});
    if (name == "instant") decisions.push_back({"i", file("instant_birth.dmn")});
    const auto read = read_process(file(name + ".bpmn"), decisions);
    REQUIRE(read.model != nullptr);
    CHECK(read.findings.empty());
    const auto trial = try_process(*read.model, *read.decisions, {});
    CHECK(trial.complete);
    CHECK(trial.unreached.empty());
    for (const auto& run : trial.runs) CHECK_MESSAGE(run.ending == "completed", run.answers << " " << run.problem);
    const auto chart = flowchart_of(file(name + ".bpmn"));
    REQUIRE(chart.ok());
    CHECK(chart->steps.size() > 4);
    CHECK(chart->steps.front().kind == "start");
  }
}

TEST_CASE("gate: what is wrong with the process of an item is found with its place") {
  for_each_catalog([](TestCatalog& catalog) {
    with_library(catalog);
    CHECK(findings_of(catalog, complete_content()).empty());
    CHECK(findings_of(catalog, with_process(naming("standard"))).empty());
    CHECK(has(findings_of(catalog, with_process(naming("nothing"))), "gate.process_unknown", "/process/model_key"));
    CHECK(
        has(findings_of(catalog, with_process(naming("instant_birth"))), "gate.process_unknown", "/process/model_key"));
    CHECK(has(findings_of(catalog, with_process(naming("instant"))), "gate.process_model", "/process/elements/judge"));
    CHECK(findings_of(catalog, with_process(naming("instant", {{"instant_birth", 0}}))).empty());
    CHECK(has(findings_of(catalog, with_process(naming("instant", {{"instant_birth", 7}}))), "gate.process_unknown",
              "/process/decisions/0/model_key"));
    auto process = naming("standard");
    process.sampling_percent = 101;
    process.lanes = {{"没有的泳道", kCounty, "新化县市场监督管理局（演示）"}, {"审批", kCounty, "没有的局"}};
    const auto findings = findings_of(catalog, with_process(process));
    CHECK(has(findings, "gate.process_sampling", "/process/sampling_percent"));
    CHECK(has(findings, "gate.process_unknown_lane", "/process/lanes/0/lane"));
    CHECK(has(findings, "gate.process_unknown_department", "/process/lanes/1/department_name"));
    auto hasty = with_process(naming("standard"));
    hasty.basic.promised_limit.amount = 3;
    CHECK(has(findings_of(catalog, hasty), "gate.process_over_promise", "/process"));
    hasty.basic.legal_limit.amount = 3;
    CHECK(has(findings_of(catalog, hasty), "gate.process_over_legal", "/process"));
  });
}

TEST_CASE("gate: paths that never end, and steps that nothing leads to") {
  for_each_catalog([](TestCatalog& catalog) {
    const auto standard = file("standard.bpmn");
    const auto key_of = [&](const std::string& xml) {
      const auto made = catalog.call(catalog.editor(), create_model, drawn(catalog, xml));
      REQUIRE_MESSAGE(made.ok(), made.error().key << " " << made.error().detail);
      return made->model.model_key;
    };
    // Whoever is refused is asked again for ever: the usual answer leads out, the other comes back once; no fault.
    const auto back = replaced(standard, "sourceRef=\"accepted_gate\" targetRef=\"refused\"",
                               "sourceRef=\"accepted_gate\" targetRef=\"accept\"");
    CHECK(has(findings_of(catalog, with_process(naming(key_of(back)))), "gate.process_model",
              "/process/elements/refused"));
    const auto circle = replaced(back, "tongban:outcome=\"accepted\"", "tongban:outcome=\"accepted:false\"");
    CHECK(has(findings_of(catalog, with_process(naming(key_of(circle)))), "gate.process_endless",
              "/process/elements/accept"));
  });
}

TEST_CASE("publishing: a version keeps its process, whatever becomes of the model") {
  for_each_catalog([](TestCatalog& catalog) {
    with_library(catalog);
    const auto made = catalog.call(catalog.editor(), create_model, drawn(catalog, file("standard.bpmn")));
    REQUIRE_MESSAGE(made.ok(), made.error().key << " " << made.error().detail);
    CHECK(made->findings.empty());
    CHECK(made->model.may_edit);
    auto process = naming(made->model.model_key);
    process.sampling_percent = 20;
    process.lanes = {{"审批", kCounty, "新化县市场监督管理局（演示）"}};
    const auto published = catalog.published(catalog.item_in(catalog.county_department, with_process(process)));
    SaveModelIn save;
    save.model_key = made->model.model_key;
    save.version = 1;
    save.name = "改过的流程";
    save.xml = replaced(file("standard.bpmn"), "name=\"审查\"", "name=\"实质审查\"");
    save.reason = "改名";
    const auto saved = catalog.call(catalog.editor(), save_model, save);
    REQUIRE(saved.ok());
    CHECK(saved->version == 2);
    REQUIRE(saved->uses.size() == 1);
    CHECK(saved->uses[0].model_version == 1);
    CHECK(catalog.call(catalog.editor(), save_model, save).error().key == "catalog.stale_draft");
    catalog.run([&](Ctx& ctx) -> Result<void> {
      const auto kept = TRY(process_of(ctx, published.item_version_id.value));
      REQUIRE(kept != nullptr);
      CHECK(kept->sampling_percent == 20);
      REQUIRE(kept->departments.size() == 1);
      CHECK(kept->departments[0].key == "审批");
      CHECK(kept->departments[0].department_id.value == catalog.county_department);
      CHECK(TRY(process_texts(ctx, kept->digest)).bpmn == file("standard.bpmn"));
      return {};
    });
    FlowchartIn look;
    look.item_id = published.item.item_id;
    const auto chart = catalog.call(Actor{}, flowchart, look);
    REQUIRE(chart.ok());
    CHECK(chart->name == "受理、审查、决定");
    CHECK(std::any_of(chart->steps.begin(), chart->steps.end(), [](const ChartStep& step) {
      return step.name == "是否受理" && step.next == std::vector<std::string>{"否 → 不予受理", "是 → 审查"};
    }));
    CHECK(catalog.call(catalog.platform, get_version, VersionIn{published.item.item_id, 1})
              ->content.process->lanes.size() == 1);
  });
}

TEST_CASE("models: the library is nobody's to change, others' models are not there, a text that is none is refused") {
  for_each_catalog([](TestCatalog& catalog) {
    with_library(catalog);
    const auto stranger = TestCatalog::staff(13, {{Role::catalog_editor, catalog.province_department, kProvince}});
    const auto made = catalog.call(catalog.editor(), create_model, drawn(catalog, file("standard.bpmn")));
    REQUIRE_MESSAGE(made.ok(), made.error().key << " " << made.error().detail);
    const ModelIn mine{made->model.model_key, 0};
    CHECK(catalog.call(stranger, get_model, mine).error().key == "catalog.no_such_model");
    CHECK(catalog.call(stranger, create_model, drawn(catalog, file("standard.bpmn"))).error().key ==
          "catalog.no_such_department");
    ListModelsIn list;
    CHECK(catalog.call(stranger, list_models, list)->models.size() == 12);
    CHECK(catalog.call(catalog.editor(), list_models, list)->models.size() == 13);
    list.kind = "decision";
    CHECK(catalog.call(catalog.editor(), list_models, list)->models.size() == 4);
    SaveModelIn save;
    save.model_key = "standard";
    save.version = 1;
    save.name = "x";
    save.xml = file("standard.bpmn");
    save.reason = "y";
    CHECK(catalog.call(catalog.editor(), save_model, save).error().key == "catalog.library_model");
    CHECK(catalog.call(stranger, get_model, ModelIn{"standard", 0})->findings.empty());
    for (const std::string bad : {"", "<x/>", "<!DOCTYPE a><definitions/>"})
      CHECK(catalog.call(catalog.editor(), create_model, drawn(catalog, bad)).error().key == "catalog.bad_model");
    auto decision = drawn(catalog, file("instant_birth.dmn"));
    decision.kind = ModelKind::decision;
    CHECK(catalog.call(catalog.editor(), create_model, decision)->findings.empty());
    decision.xml = replaced(file("instant_birth.dmn"), "[0..10]", "[0..");
    CHECK_FALSE(catalog.call(catalog.editor(), create_model, decision)->findings.empty());
  });
}

TEST_CASE("trying out a text at hand, with the decisions and limits of an item") {
  for_each_catalog([](TestCatalog& catalog) {
    with_library(catalog);
    TryProcessIn in;
    in.xml = file("instant.bpmn");
    CHECK_FALSE(catalog.call(catalog.editor(), try_model, in)->trial.has_value());
    in.decisions = {{"instant_offsite_medical", 0}};
    const auto tried = catalog.call(catalog.editor(), try_model, in);
    REQUIRE(tried.ok());
    REQUIRE(tried->trial.has_value());
    CHECK(tried->trial->usual_days == doctest::Approx(0));
    CHECK_FALSE(tried->trial->promised_days.has_value());
    const auto made = catalog.call(catalog.editor(), create_item,
                                   catalog.item_in(catalog.county_department, with_process(naming("standard"))));
    REQUIRE_MESSAGE(made.ok(), made.error().key << " " << made.error().detail);
    TryProcessIn of_item;
    of_item.item_id = id_text(made->item.item_id.value);
    CHECK(*catalog.call(catalog.editor(), try_model, of_item)->trial->promised_days == doctest::Approx(10));
  });
}

}  // namespace tongban::catalog
