// Each rule of the gate is triggered by one change of a complete content, and by that change alone.
#include "modules/catalog/gate.h"

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <set>

#include "modules/catalog/private_codes.h"
#include "modules/catalog/test_content.h"

namespace tongban::catalog {
namespace {

// The codes that the complete content uses, and one phrase of each list.
class TestLookup final : public GateLookup {
 public:
  bool known_code(std::string_view code_set, std::string_view code) const override {
    const auto set = kSets.find(std::string(code_set));
    return set != kSets.end() && set->second.contains(std::string(code));
  }
  const std::vector<std::string>& phrases(std::string_view code_set) const override {
    return code_set == "vague_material" ? kVague : kVagueConditions;
  }
  std::vector<FieldError> form_problems(const json::value& schema) const override {
    return schema.as_object().contains("bad") ? std::vector<FieldError>{{"/bad", "form.keyword", "不认识"}}
                                              : std::vector<FieldError>{};
  }

 private:
  const std::map<std::string, std::set<std::string>> kSets = {
      {"item_type", {"01", "20"}},
      {"use_level", {"4"}},
      {"power_source", {"1"}},
      {"implementer_nature", {"1"}},
      {"handling_type", {"1", "2", "9"}},
      {"limit_unit", {"working_day", "natural_day", "working_hour"}},
      {"service_object", {"1", "2"}},
      {"handling_form", {"1", "2", "4"}},
      {"review_type", {"instant", "staged"}},
      {"online_level", {"III", "IV"}},
      {"result_type", {"10", "20"}},
      {"delivery_form", {"window", "express"}},
      {"online_depth", {"4", "5", "6"}},
      {"theme_person", {"040"}},
      {"theme_legal", {"010"}},
      {"material_type", {"2"}},
      {"material_format", {"3"}},
      {"material_necessity", {"1", "2", "3"}},
      {"material_source", {"10", "20"}},
      {"step_stage", {"accept", "review", "decide", "make", "deliver"}},
      {"special_procedure", {"inspection"}},
  };
  const std::vector<std::string> kVague = {"其他材料", "相关证明"};
  const std::vector<std::string> kVagueConditions = {"规定的其他条件"};
};

constexpr const char* kCredit = "11100000000013338W";

GateSubject real_subject() {
  GateSubject subject;
  subject.credit_code = kCredit;
  subject.implementing_code = std::string(kCredit) + "4" + "000131024000";
  subject.handle_code = subject.implementing_code + "01";
  subject.basic_code = subject.official_basic_code = "000131024000";
  subject.region_code = "511602000000";
  return subject;
}

std::string found(const ItemContent& content, const GateSubject& subject = real_subject()) {
  std::string text;
  for (const auto& finding : check_content(content, subject, TestLookup()).findings)
    text += (text.empty() ? "" : " ") + finding.code + "@" + finding.place;
  return text;
}

struct Rule {
  std::string finding;
  std::function<void(ItemContent&)> change;
};

void check_rules(const std::vector<Rule>& rules) {
  for (const auto& rule : rules) {
    auto content = complete_content();
    rule.change(content);
    CHECK(found(content) == rule.finding);
  }
}

TEST_CASE("a complete content has no findings and scores one hundred") {
  const auto report = check_content(complete_content(), real_subject(), TestLookup());
  CHECK(found(complete_content()).empty());
  CHECK(report.error_count == 0);
  CHECK(report.completeness == 100);
}

TEST_CASE("what every guide must state") {
  check_rules({
      {"gate.item_name_missing@/basic/item_name", [](auto& c) { c.basic.item_name = " "; }},
      {"gate.use_level_missing@/basic/use_level", [](auto& c) { c.basic.use_level = ""; }},
      {"gate.implementer_nature_missing@/basic/implementer_nature", [](auto& c) { c.basic.implementer_nature = ""; }},
      {"gate.power_source_missing@/basic/power_source", [](auto& c) { c.basic.power_source = ""; }},
      {"gate.handling_type_missing@/basic/handling_type", [](auto& c) { c.basic.handling_type = ""; }},
      {"gate.address_missing@/basic/address", [](auto& c) { c.basic.address = ""; }},
      {"gate.office_hours_missing@/basic/office_hours", [](auto& c) { c.basic.office_hours = ""; }},
      {"gate.consult_phone_missing@/basic/consult_phone", [](auto& c) { c.basic.consult_phone = ""; }},
      {"gate.supervise_phone_missing@/basic/supervise_phone", [](auto& c) { c.basic.supervise_phone = ""; }},
      {"gate.service_objects_missing@/basic/service_objects", [](auto& c) { c.basic.service_objects = {}; }},
      {"gate.conditions_missing@/basic/conditions", [](auto& c) { c.basic.conditions = {}; }},
      {"gate.handling_forms_missing@/basic/handling_forms", [](auto& c) { c.basic.handling_forms = {}; }},
      {"gate.flow_missing@/flow", [](auto& c) { c.flow = {}; }},
      {"gate.result_type_missing@/extension/result_types", [](auto& c) { c.extension.result_types = {}; }},
      {"gate.legal_basis_missing@/basic/legal_basis", [](auto& c) { c.basic.legal_basis = {}; }},
      {"gate.legal_basis_unnamed@/basic/legal_basis/0/law", [](auto& c) { c.basic.legal_basis[0].law = ""; }},
      {"gate.legal_basis_no_article@/basic/legal_basis/0/article",
       [](auto& c) { c.basic.legal_basis[0].article = ""; }},
      {"gate.step_unnamed@/flow/1/step_name", [](auto& c) { c.flow[1].step_name = ""; }},
      {"gate.question_incomplete@/questions/0", [](auto& c) { c.questions[0].answer = ""; }},
      {"gate.vague_condition@/basic/conditions/1", [](auto& c) { c.basic.conditions[1] = "法律规定的其他条件"; }},
      {"gate.materials_none@/materials",
       [](auto& c) {
         c.materials = {};
         c.scenarios = {};
       }},
      {"gate.licence_no_question@/questions", [](auto& c) { c.questions = {}; }},
      {"gate.licence_few_steps@/flow", [](auto& c) { c.flow.pop_back(); }},
      {"gate.remedies_missing@/extension/reconsideration", [](auto& c) { c.extension.litigation = ""; }},
  });
}

TEST_CASE("limits keep within the law and steps within the promise") {
  check_rules({
      {"gate.legal_limit_missing@/basic/legal_limit", [](auto& c) { c.basic.legal_limit = {}; }},
      {"gate.promised_limit_missing@/basic/promised_limit", [](auto& c) { c.basic.promised_limit = {}; }},
      {"gate.promise_exceeds_legal@/basic/promised_limit", [](auto& c) { c.basic.promised_limit.amount = 21; }},
      {"gate.promise_exceeds_legal@/basic/promised_limit",
       [](auto& c) {
         c.basic.promised_limit = {true, 161, "working_hour", ""};
       }},
      {"gate.promise_exceeds_legal@/basic/promised_limit",
       [](auto& c) {
         c.basic.promised_limit = {true, 29, "natural_day", ""};
       }},
      {"gate.promise_may_exceed_legal@/basic/promised_limit",
       [](auto& c) {
         c.basic.promised_limit = {true, 25, "natural_day", ""};
       }},
      {"gate.limit_out_of_range@/basic/legal_limit/amount", [](auto& c) { c.basic.legal_limit.amount = 3661; }},
      {"gate.handling_type_against_limit@/basic/handling_type", [](auto& c) { c.basic.handling_type = "1"; }},
      {"gate.review_type_against_limit@/extension/review_type", [](auto& c) { c.extension.review_type = "instant"; }},
      {"gate.steps_exceed_promise@/flow", [](auto& c) { c.flow[1].limit.amount = 6; }},
  });
}

TEST_CASE("limits that are within, in whatever unit, are left alone") {
  check_rules({
      {"", [](auto& c) { c.basic.promised_limit.amount = 20; }},
      {"",
       [](auto& c) {
         c.basic.promised_limit = {true, 20, "natural_day", ""};
       }},
      {"",
       [](auto& c) {
         c.basic.promised_limit = {true, 160, "working_hour", ""};
       }},
      {"",
       [](auto& c) {
         c.basic.legal_limit = {false, 0, "working_day", "法律未规定时限"};
       }},
      {"",
       [](auto& c) {
         c.flow[1].limit = {true, 40, "working_hour", ""};
       }},
      {"", [](auto& c) { c.basic.handling_type = "9"; }},
  });
}

TEST_CASE("an item done on the spot says so throughout") {
  auto content = complete_content();
  content.basic.promised_limit.amount = 0;
  for (auto& step : content.flow) step.limit = {};
  CHECK(found(content) ==
        "gate.handling_type_against_limit@/basic/handling_type gate.review_type_against_limit@/extension/review_type");
  content.basic.handling_type = "1";
  content.extension.review_type = "instant";
  CHECK(found(content).empty());
  content.flow[0].limit = {true, 1, "working_hour", ""};
  CHECK(found(content) == "gate.steps_exceed_promise@/flow");
}

TEST_CASE("trips, online depth and channels agree") {
  check_rules({
      {"gate.trips_missing@/basic/trips", [](auto& c) { c.basic.trips.reset(); }},
      {"gate.trips_negative@/basic/trips gate.fully_online_with_trips@/basic/trips",
       [](auto& c) { c.basic.trips = -1; }},
      {"gate.trips_without_reason@/basic/trips_reason",
       [](auto& c) {
         c.basic.trips = 1;
         c.extension.online_level = "III";
       }},
      {"gate.trips_reason_without_trips@/basic/trips_reason", [](auto& c) { c.basic.trips_reason = "核验原件"; }},
      {"gate.more_than_one_trip@/basic/trips",
       [](auto& c) {
         c.basic.trips = 2;
         c.basic.trips_reason = "核验原件";
         c.extension.online_level = "III";
       }},
      {"gate.no_trip_no_channel@/basic/handling_forms",
       [](auto& c) {
         c.extension.is_online = false;
         c.extension.online_level = "";
       }},
      {"gate.fully_online_with_trips@/basic/trips",
       [](auto& c) {
         c.basic.trips = 1;
         c.basic.trips_reason = "核验原件";
       }},
      {"gate.online_depth_missing@/extension/online_depth", [](auto& c) { c.extension.online_depth = {}; }},
      {"gate.fully_online_not_online@/extension/is_online",
       [](auto& c) {
         c.extension.is_online = false;
         c.basic.handling_forms = {"4"};
       }},
      {"gate.not_in_center@/extension/not_in_center_reason",
       [](auto& c) {
         c.extension.is_online = c.extension.in_service_center = false;
         c.extension.online_level = "";
         c.basic.handling_forms = {"4"};
       }},
  });
}

TEST_CASE("fees have a basis, a standard and a row, or are not there at all") {
  const auto charged = [](ItemContent& c) {
    c.basic.is_fee = true;
    c.basic.fee_basis = "价格主管部门文件";
    c.fees = {{"证照工本费", "10 元/证", 1000, "", false, "", ""}};
  };
  check_rules({
      {"", charged},
      {"gate.fee_missing@/basic/is_fee", [](auto& c) { c.basic.is_fee.reset(); }},
      {"gate.fee_rows_without_fee@/fees",
       [&](auto& c) {
         charged(c);
         c.basic.is_fee = false;
       }},
      {"gate.pay_online_without_fee@/extension/is_pay_online", [](auto& c) { c.extension.is_pay_online = true; }},
      {"gate.fee_basis_missing@/basic/fee_basis",
       [&](auto& c) {
         charged(c);
         c.basic.fee_basis = "";
       }},
      {"gate.fee_rows_missing@/fees",
       [&](auto& c) {
         charged(c);
         c.fees = {};
       }},
      {"gate.fee_unnamed@/fees/0/fee_name",
       [&](auto& c) {
         charged(c);
         c.fees[0].fee_name = "";
       }},
      {"gate.fee_standard_missing@/fees/0/fee_standard",
       [&](auto& c) {
         charged(c);
         c.fees[0].fee_standard = "";
       }},
      {"gate.fee_negative@/fees/0/amount_fen",
       [&](auto& c) {
         charged(c);
         c.fees[0].amount_fen = -1;
       }},
      {"gate.fee_reduction_basis_missing@/fees/0/reduction_basis",
       [&](auto& c) {
         charged(c);
         c.fees[0].reducible = true;
       }},
  });
}

TEST_CASE("results, phones, themes and promises agree") {
  check_rules({
      {"gate.result_sample_missing@/extension/result_sample", [](auto& c) { c.extension.result_sample = ""; }},
      {"gate.result_type_against_name@/extension/result_types", [](auto& c) { c.extension.result_types = {"20"}; }},
      {"gate.result_type_against_name@/extension/result_types", [](auto& c) { c.extension.result_name = "项目批复"; }},
      {"", [](auto& c) { c.extension.result_name = "无"; }},
      {"gate.phone_format@/basic/consult_phone", [](auto& c) { c.basic.consult_phone = "8765432"; }},
      {"gate.phone_format@/basic/consult_phone", [](auto& c) { c.basic.consult_phone = "0571-87654321、电话局"; }},
      {"", [](auto& c) { c.basic.consult_phone = "0571-87654321、0571-87654322"; }},
      {"gate.same_phones@/basic/supervise_phone", [](auto& c) { c.basic.supervise_phone = c.basic.consult_phone; }},
      {"gate.theme_against_service_object@/extension/person_themes", [](auto& c) { c.basic.service_objects = {"2"}; }},
      {"gate.theme_against_service_object@/extension/legal_themes", [](auto& c) { c.basic.service_objects = {"1"}; }},
      {"gate.theme_missing@/extension/person_themes", [](auto& c) { c.extension.person_themes = {}; }},
      {"gate.theme_missing@/extension/legal_themes", [](auto& c) { c.extension.legal_themes = {}; }},
      {"gate.promise_text_missing@/extension/inform_promise_text",
       [](auto& c) { c.extension.is_inform_promise = true; }},
      {"gate.tolerant_days@/extension/tolerant_days",
       [](auto& c) {
         c.extension.is_tolerant = true;
         c.extension.tolerant_days = 0;
       }},
      {"gate.assurance_level@/extension/min_assurance_level", [](auto& c) { c.extension.min_assurance_level = 6; }},
  });
}

TEST_CASE("materials are named once and plainly") {
  check_rules({
      {"gate.vague_material@/materials/2/material_name", [](auto& c) { c.materials[2].material_name = "其他材料"; }},
      {"gate.vague_material@/materials/2/material_name",
       [](auto& c) { c.materials[2].material_name = "住所相关证明"; }},
      {"gate.material_unnamed@/materials/2/material_name", [](auto& c) { c.materials[2].material_name = ""; }},
      {"gate.material_key_missing@/materials/2/material_key", [](auto& c) { c.materials[2].material_key = ""; }},
      {"gate.material_necessity_missing@/materials/2/necessity", [](auto& c) { c.materials[2].necessity = ""; }},
      {"gate.material_source_missing@/materials/2/source_type", [](auto& c) { c.materials[2].source_type = ""; }},
      {"gate.material_standard_missing@/materials/2/accept_standard",
       [](auto& c) { c.materials[2].accept_standard = ""; }},
      {"gate.material_count@/materials/2/originals", [](auto& c) { c.materials[2].copies = -1; }},
      {"gate.exempt_without_licence@/materials/1/licence_type", [](auto& c) { c.materials[1].licence_type = ""; }},
      {"gate.duplicate_material@/materials/2/material_name",
       [](auto& c) { c.materials[2].material_name = "《营业 执照》"; }},
      {"gate.duplicate_material@/materials/2/material_name",
       [](auto& c) {
         c.materials[2].material_name = "营业执照";
         c.materials[2].at_step = "送达";
       }},
      {"gate.duplicate_material_key@/materials/2/material_key", [](auto& c) { c.materials[2].material_key = "m2"; }},
      {"gate.material_step_unknown@/materials/2/at_step", [](auto& c) { c.materials[2].at_step = "公示"; }},
  });
}

TEST_CASE("scenarios refer to what exists and the form compiles") {
  check_rules({
      {"gate.scenario_material_unknown@/scenarios/0/options/1/materials_added",
       [](auto& c) { c.scenarios[0].options[1].materials_added = {"m9"}; }},
      {"gate.scenario_material_unknown@/scenarios/0/options/0/materials_dropped",
       [](auto& c) { c.scenarios[0].options[0].materials_dropped = {"m9"}; }},
      {"gate.scenario_contradicts@/scenarios/0/options/1/materials_dropped",
       [](auto& c) { c.scenarios[0].options[1].materials_dropped = {"m4"}; }},
      {"gate.scenario_unlabelled@/scenarios/0/options/0/label", [](auto& c) { c.scenarios[0].options[0].label = ""; }},
      {"gate.scenario_unlabelled@/scenarios/0/question", [](auto& c) { c.scenarios[0].question = ""; }},
      {"gate.scenario_few_options@/scenarios/0/options", [](auto& c) { c.scenarios[0].options.pop_back(); }},
      {"gate.scenario_key@/scenarios/0/options/1/option_key",
       [](auto& c) { c.scenarios[0].options[1].option_key = "o1"; }},
      {"gate.scenario_key@/scenarios/0/question_key", [](auto& c) { c.scenarios[0].question_key = ""; }},
      {"gate.form_schema@/form_schema", [](auto& c) { c.form_schema = "text"; }},
      {"gate.form_schema@/form_schema/bad", [](auto& c) { c.form_schema.as_object()["bad"] = 1; }},
      {"gate.form_layout@/form_layout", [](auto& c) { c.form_layout = json::array{}; }},
      {"gate.form_layout@/form_layout",
       [](auto& c) {
         c.form_schema = nullptr;
         c.form_layout = json::object{};
       }},
  });
}

TEST_CASE("codes stand in the dictionary") {
  check_rules({
      {"gate.unknown_code@/basic/implementer_nature", [](auto& c) { c.basic.implementer_nature = "8"; }},
      {"gate.unknown_code@/basic/power_source", [](auto& c) { c.basic.power_source = "8"; }},
      {"gate.unknown_code@/basic/handling_forms/1", [](auto& c) { c.basic.handling_forms[1] = "8"; }},
      {"gate.unknown_code@/extension/online_level", [](auto& c) { c.extension.online_level = "V"; }},
      {"gate.unknown_code@/extension/cross_region_scope", [](auto& c) { c.extension.cross_region_scope = "8"; }},
      {"gate.unknown_code@/extension/person_themes/0", [](auto& c) { c.extension.person_themes = {"001"}; }},
      {"gate.unknown_code@/materials/0/material_type", [](auto& c) { c.materials[0].material_type = "8"; }},
      {"gate.unknown_code@/flow/0/stage", [](auto& c) { c.flow[0].stage = "begin"; }},
      {"gate.unknown_code@/special_procedures/0/procedure_kind",
       [](auto& c) { c.special_procedures[0].procedure_kind = "ordeal"; }},
      {"gate.unknown_code@/basic/legal_limit/unit", [](auto& c) { c.basic.legal_limit.unit = "fortnight"; }},
  });
}

TEST_CASE("the item's own codes agree with its department, level and type") {
  const auto check = [](const char* finding, const std::function<void(GateSubject&)>& change) {
    auto subject = real_subject();
    change(subject);
    CHECK(found(complete_content(), subject) == finding);
  };
  check("gate.implementing_code@/item/implementing_code", [](auto& s) { s.implementing_code = ""; });
  check("gate.code_against_department@/item/implementing_code", [](auto& s) { s.credit_code = "12441500196720244T"; });
  check("gate.code_against_basic_item@/item/basic_code", [](auto& s) { s.official_basic_code = "000131025000"; });
  check("", [](auto& s) { s.official_basic_code = ""; });
  check("gate.handle_code@/item/handle_code", [](auto& s) { s.handle_code = "01"; });
  check("", [](auto& s) { s.handle_code = ""; });
  check("gate.private_range@/item/implementing_code", [](auto& s) { s.demonstration = true; });
  check("", [](auto& s) {
    s.code_as_is = true;
    s.implementing_code = "511Z07001006-511602000000-000-11511301008778183N-1-00";
  });
  auto subject = real_subject();
  subject.handle_code = "";
  subject.implementing_code[18] = '3';
  CHECK(found(complete_content(), subject) == "gate.code_against_level@/basic/use_level");
  subject = real_subject();
  subject.handle_code = subject.official_basic_code = "";
  subject.implementing_code[22] = '7';
  CHECK(found(complete_content(), subject) == "gate.code_against_type@/basic/item_type");
}

TEST_CASE("demonstration items live in the private range and nothing else does") {
  GateSubject subject;
  subject.credit_code = private_credit_code("410000000000", 1);
  subject.basic_code = private_basic_code("01", 7);
  subject.implementing_code = subject.credit_code + "4" + subject.basic_code;
  subject.official_basic_code = "000131024000";
  subject.demonstration = true;
  CHECK(found(complete_content(), subject).empty());
  subject.demonstration = false;
  CHECK(found(complete_content(), subject) == "gate.private_range@/item/implementing_code");
}

TEST_CASE("dates are dates and in order") {
  check_rules({
      {"gate.bad_date@/basic/effective_from", [](auto& c) { c.basic.effective_from = "2026-02-30"; }},
      {"gate.bad_date@/basic/legal_basis/0/version_date",
       [](auto& c) { c.basic.legal_basis[0].version_date = "2021"; }},
      {"gate.dates_reversed@/basic/effective_to",
       [](auto& c) {
         c.basic.effective_from = "2026-02-01";
         c.basic.effective_to = "2026-01-31";
       }},
      {"", [](auto& c) { c.basic.effective_from = c.basic.effective_to = "2026-02-01"; }},
  });
}

TEST_CASE("errors come before warnings, each is counted, and a warning costs a point") {
  auto content = complete_content();
  content.questions = {};
  content.basic.address = "";
  const auto report = check_content(content, real_subject(), TestLookup());
  REQUIRE(report.findings.size() == 2);
  CHECK(report.findings[0].severity == Severity::error);
  CHECK(report.findings[1].severity == Severity::warning);
  CHECK(report.error_count == 1);
  CHECK(report.warning_count == 1);
  CHECK(report.completeness == 92);  // address 4, questions 3, one warning 1
}

TEST_CASE("an empty content is refused in many places and scores nothing") {
  const auto report = check_content(ItemContent(), GateSubject(), TestLookup());
  CHECK(report.error_count > 15);
  CHECK(report.completeness == 0);
}

}  // namespace
}  // namespace tongban::catalog
