// The guide of an item (办事指南) in a chosen scenario, complete in one answer. Codes come with their names; limits
// come as numbers (for clocks) and as text (for people).
#pragma once

#include "modules/catalog/actions_public.h"

namespace tongban::catalog {

struct GuideIn {
  static constexpr bool kDefaults = true;
  Id item_id;
  std::string scenario;  // "q1:o2,q2:o1"; a question with several answers is named once for each
  int version = 0;       // 0: the current one; a former published version is shown with `superseded`
};
BOOST_DESCRIBE_STRUCT(GuideIn, (), (item_id, scenario, version))

struct FormPageIn {
  static constexpr bool kDefaults = true;
  Id item_id;
  bool sample = false;  // filled with examples
};
BOOST_DESCRIBE_STRUCT(FormPageIn, (), (item_id, sample))

struct GuideHeader {
  Id item_id;
  Id item_version_id;
  int version = 0;
  std::string item_name;
  std::vector<std::string> aliases;
  CodeName item_type;
  std::string implementing_code;  // 31, or the real code as it is
  std::string handle_code;        // 33
  std::string basic_code;         // 12
  std::string local_code;
  std::string basic_item_id;  // "" without basic item
  Id department_id;
  std::string department_name;
  std::string region_code, region_name;
  std::vector<CodeName> region_path;  // province first
  CodeName use_level, power_source, implementer_nature, handling_type;
  std::string state;  // published, suspended
  std::string effective_from, effective_to;
  std::string published_at;  // RFC 3339
  bool demonstration = false;
  bool superseded = false;  // not the version new applications begin with
  int completeness = 0;     // 0..100
};
BOOST_DESCRIBE_STRUCT(GuideHeader, (),
                      (item_id, item_version_id, version, item_name, aliases, item_type, implementing_code, handle_code,
                       basic_code, local_code, basic_item_id, department_id, department_name, region_code, region_name,
                       region_path, use_level, power_source, implementer_nature, handling_type, state, effective_from,
                       effective_to, published_at, demonstration, superseded, completeness))

struct GuideLimit {
  bool stated = false;
  int amount = 0;
  std::string unit;
  std::string text;  // "20 个工作日", "即办", "未规定"
  std::string explanation;
};
BOOST_DESCRIBE_STRUCT(GuideLimit, (), (stated, amount, unit, text, explanation))

struct GuideFacts {
  std::vector<CodeName> service_objects;
  GuideLimit legal_limit, promised_limit;
  std::optional<bool> is_fee;  // null: not stated
  std::optional<int> trips;    // null: not stated
  std::string trips_reason;
  std::string online_level;
  std::vector<CodeName> online_depth;
  std::vector<CodeName> handling_forms;
  CodeName cross_region_scope;
  std::string cross_region_mode;
  std::vector<CodeName> result_types;
  std::string result_name, result_sample, result_validity;
  std::vector<CodeName> delivery_forms;
  std::string address, office_hours, consult_phone, supervise_phone;
  std::string online_url, mobile_url;
  bool in_service_center = false, is_one_window = false, is_appointment = false, is_express = false,
       is_pay_online = false, is_self_service = false, is_agent_allowed = false, is_inform_promise = false,
       is_tolerant = false;
  std::string inform_promise_text;
  int tolerant_days = 0;
  int min_assurance_level = 2;
  std::string quantity_limit, intermediary_service, annual_check, reconsideration, litigation;
  std::vector<CodeName> themes;  // codes as browsing takes them: "person:020"
};
BOOST_DESCRIBE_STRUCT(GuideFacts, (),
                      (service_objects, legal_limit, promised_limit, is_fee, trips, trips_reason, online_level,
                       online_depth, handling_forms, cross_region_scope, cross_region_mode, result_types, result_name,
                       result_sample, result_validity, delivery_forms, address, office_hours, consult_phone,
                       supervise_phone, online_url, mobile_url, in_service_center, is_one_window, is_appointment,
                       is_express, is_pay_online, is_self_service, is_agent_allowed, is_inform_promise, is_tolerant,
                       inform_promise_text, tolerant_days, min_assurance_level, quantity_limit, intermediary_service,
                       annual_check, reconsideration, litigation, themes))

struct GuideCondition {
  std::string text;
  std::string why;  // "" when it always holds, else the answer that brings it
};
BOOST_DESCRIBE_STRUCT(GuideCondition, (), (text, why))

// How much a material is needed in the scenario. `depends`: a question that decides it has no answer yet.
enum class MaterialNeed { required, optional, tolerable, depends };
BOOST_DESCRIBE_ENUM(MaterialNeed, required, optional, tolerable, depends)

struct GuideMaterial {
  MaterialElement material;
  MaterialNeed need = MaterialNeed::required;
  std::string type_name, format_name, necessity_name, source_name;
  std::vector<std::string> why;  // the answers that bring it; with `depends` those that would
};
BOOST_DESCRIBE_STRUCT(GuideMaterial, (), (material, need, type_name, format_name, necessity_name, source_name, why))

struct GuideStep {
  std::string step_name;
  CodeName stage;
  std::string role;
  GuideLimit limit;
  std::string standard, outcome;
};
BOOST_DESCRIBE_STRUCT(GuideStep, (), (step_name, stage, role, limit, standard, outcome))

struct GuideProcedure {
  CodeName procedure_kind;
  std::string procedure_name;
  GuideLimit limit;
  bool excluded_from_limit = true;
  std::string by_law, note;
};
BOOST_DESCRIBE_STRUCT(GuideProcedure, (), (procedure_kind, procedure_name, limit, excluded_from_limit, by_law, note))

struct GuideScenarioOption {
  std::string option_key, label, note;
  bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(GuideScenarioOption, (), (option_key, label, note, chosen))
struct GuideScenario {
  std::string question_key, question;
  bool multiple = false;
  std::vector<GuideScenarioOption> options;
};
BOOST_DESCRIBE_STRUCT(GuideScenario, (), (question_key, question, multiple, options))

struct GuideOffer {  // the same basic item elsewhere
  Id item_id;
  std::string region_code, region_name, department_name;
  bool demonstration = false;
};
BOOST_DESCRIBE_STRUCT(GuideOffer, (), (item_id, region_code, region_name, department_name, demonstration))

struct Guide {
  GuideHeader header;
  GuideFacts facts;
  std::vector<GuideScenario> scenarios;
  bool scenario_complete = true;  // every question has an answer
  std::vector<GuideCondition> conditions;
  std::vector<GuideMaterial> materials;
  int materials_exempt = 0;  // of them, how many an electronic licence can replace
  std::vector<GuideStep> steps;
  std::vector<FeeElement> fees;
  std::string fee_basis;
  std::vector<LegalBasis> legal_basis;
  std::vector<QuestionElement> questions;
  std::vector<GuideProcedure> special_procedures;
  std::vector<GuideOffer> other_regions;
  std::vector<SourceNote> sources;
  bool has_flowchart = false;   // GET …/flowchart gives the process as a picture
  bool can_apply_here = false;  // an application can be made on this platform
  std::string cannot_apply_reason;
  json::value form_schema, form_layout;
  std::string guide_path;  // "/items/…": what the QR code leads to, below the site's address
  std::string qr_svg;
};
BOOST_DESCRIBE_STRUCT(Guide, (),
                      (header, facts, scenarios, scenario_complete, conditions, materials, materials_exempt, steps,
                       fees, fee_basis, legal_basis, questions, special_procedures, other_regions, sources,
                       has_flowchart, can_apply_here, cannot_apply_reason, form_schema, form_layout, guide_path,
                       qr_svg))

}  // namespace tongban::catalog
