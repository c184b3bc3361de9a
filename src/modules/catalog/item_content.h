// All elements of an implementing item (实施清单) in one described document: the content of one item version. It is
// what an editor edits, the gate checks, publishing freezes, a guide shows and a running case keeps. Elements and their
// official names: 国办函〔2016〕108号, GB/T 39046-2020 and the national exchange tables (up_task_general_basic,
// _extend, _material, …). Codes are values of the code sets named in the comments (dictionary tables), never enums of
// ours. Everything may be missing in a draft: what is mandatory is decided by the publish gate, not by decoding.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/described.h"

namespace tongban::catalog {

// A limit of days or hours. `unit` is a value of code set limit_unit: working_day, natural_day, working_hour.
struct LimitElement {
  static constexpr bool kDefaults = true;
  bool stated = false;  // false: the law or the promise states none
  int amount = 0;       // 0 with stated: 即办, done on the spot
  std::string unit = "working_day";
  std::string explanation;  // anticipate_explain / promise_explain
};
BOOST_DESCRIBE_STRUCT(LimitElement, (), (stated, amount, unit, explanation))

struct LegalBasis {  // by_law: 设定依据, one row an article
  static constexpr bool kDefaults = true;
  std::string law;
  std::string article;
  std::string document_number;  // 文号
  std::string version_date;     // of the text the article was checked against, YYYY-MM-DD
  std::string text;
  bool verified = false;
};
BOOST_DESCRIBE_STRUCT(LegalBasis, (), (law, article, document_number, version_date, text, verified))

// up_task_general_basic
struct BasicElements {
  static constexpr bool kDefaults = true;
  std::string item_name;             // task_name
  std::vector<std::string> aliases;  // what people call it; searched, not official
  std::string item_type;             // task_type, code set item_type: 01 行政许可 … 20 公共服务
  std::vector<LegalBasis> legal_basis;
  std::string use_level;                     // code set use_level: 1 国家级 … 6 村
  std::string power_source;                  // code set power_source
  std::string implementer_nature;            // dept_type, code set implementer_nature
  std::string entrust_name;                  // 受委托部门
  LimitElement legal_limit;                  // anticipate_day/type/explain
  LimitElement promised_limit;               // promise_day/type/explain
  std::string handling_type;                 // project_type, code set handling_type: 1 即办件 2 承诺件
  std::vector<std::string> service_objects;  // server_type, code set service_object
  std::vector<std::string> conditions;       // accept_condition: 受理条件
  std::string quantity_limit;                // 数量限制 (limit_explain)
  std::vector<std::string> handling_forms;   // handle_type, code set handling_form: 1 窗口 2 网上 3 快递 …
  std::optional<int> trips;                  // limit_scene_num: 到办事现场次数; null: not stated
  std::string trips_reason;                  // limit_scene_explain: why one must come
  std::optional<bool> is_fee;                // null: not stated, which is not the same as free
  std::string fee_basis;
  std::string address;          // transact_addr
  std::string office_hours;     // transact_time
  std::string consult_phone;    // link_way
  std::string supervise_phone;  // supervise_way
  std::string online_url;       // link_addr, where another system takes the application
  bool single_login = false;
  std::string mobile_url;
  std::string effective_from;  // plan_effective_date, YYYY-MM-DD
  std::string effective_to;    // plan_cancel_date
};
BOOST_DESCRIBE_STRUCT(BasicElements, (),
                      (item_name, aliases, item_type, legal_basis, use_level, power_source, implementer_nature,
                       entrust_name, legal_limit, promised_limit, handling_type, service_objects, conditions,
                       quantity_limit, handling_forms, trips, trips_reason, is_fee, fee_basis, address, office_hours,
                       consult_phone, supervise_phone, online_url, single_login, mobile_url, effective_from,
                       effective_to))

// up_task_general_extend and the elements added since 2021
struct ExtensionElements {
  static constexpr bool kDefaults = true;
  bool in_service_center = false;  // is_entry_center: 是否进驻政务大厅
  std::string not_in_center_reason;
  std::string cross_region_scope;              // handle_area, code set cross_region_scope: 0 … 4
  std::string cross_region_mode;               // 全程网办 / 异地代收代办 / 多地联办
  std::vector<std::string> joint_departments;  // other_dept: 联办机构
  std::string intermediary_service;            // service_type: 中介服务
  std::string intermediary_basis;
  std::string review_type;    // 审查类型, code set review_type: instant 即审即办, staged 前审后批
  std::string approval_form;  // 审批形式 (马上办 网上办 就近办 一次办)
  std::vector<std::string> result_types;  // result_type, code set result_type: 10 证照 20 批文 30 其他
  std::string result_name;
  std::string result_sample;  // result_guid: name of the sample file
  std::string result_validity;
  bool is_electronic_licence = false;
  std::string licence_type;                 // name in the licence catalogue
  std::vector<std::string> delivery_forms;  // 送达方式: window, express, electronic
  bool is_online = false;
  std::vector<std::string> online_depth;  // code set online_depth: 1 … 8
  std::string online_level;               // I, II, III, IV (全程网办)
  bool is_appointment = false;            // is_schedule
  bool is_pay_online = false;
  bool is_express = false;
  bool is_self_service = false;            // is_service_terminals
  bool is_one_window = true;               // 是否一窗受理
  bool is_agent_allowed = true;            // 可代办
  bool is_remote_application = false;      // 异地申请
  bool is_video = false;                   // 视频办
  std::vector<std::string> person_themes;  // user_topic_type, code set theme_person
  std::vector<std::string> legal_themes;   // corp_topic_type, code set theme_legal
  std::vector<std::string> life_events;    // user_character_topic_type: 生命周期
  bool is_inform_promise = false;          // 告知承诺
  std::string inform_promise_explanation;
  std::string inform_promise_text;  // 承诺书
  bool is_tolerant = false;         // 容缺受理
  int tolerant_days = 10;           // working days given for a promised material, not later than the decision
  std::string permit_kind;          // 许可事项类型 (普通 特许 认可 核准 登记)
  std::string grant_conditions;     // 准予条件
  std::string grant_basis;
  std::string procedure_basis;
  std::string licence_scope;     // 有效地域范围
  std::string licence_renewal;   // 延续要求
  std::string annual_check;      // 年检/年报
  std::string reconsideration;   // 行政复议 途径
  std::string litigation;        // 行政诉讼 途径
  bool is_secret = false;        // 是否涉密
  std::string progress_channel;  // 办理进程查询途径
  std::string business_system;   // 业务系统名称/层级
  int min_assurance_level = 2;   // 认证等级 1..5
  std::string town_code, village_code;
  std::string remark;  // extend_field / 说明
};
BOOST_DESCRIBE_STRUCT(ExtensionElements, (),
                      (in_service_center, not_in_center_reason, cross_region_scope, cross_region_mode,
                       joint_departments, intermediary_service, intermediary_basis, review_type, approval_form,
                       result_types, result_name, result_sample, result_validity, is_electronic_licence, licence_type,
                       delivery_forms, is_online, online_depth, online_level, is_appointment, is_pay_online, is_express,
                       is_self_service, is_one_window, is_agent_allowed, is_remote_application, is_video, person_themes,
                       legal_themes, life_events, is_inform_promise, inform_promise_explanation, inform_promise_text,
                       is_tolerant, tolerant_days, permit_kind, grant_conditions, grant_basis, procedure_basis,
                       licence_scope, licence_renewal, annual_check, reconsideration, litigation, is_secret,
                       progress_channel, business_system, min_assurance_level, town_code, village_code, remark))

// up_task_general_material. `material_key` is stable over versions; cases and scenarios refer to it.
struct MaterialElement {
  static constexpr bool kDefaults = true;
  std::string material_key;  // "m1", "m2", …
  std::string material_name;
  std::string material_type;    // code set material_type: 1 证件证书证明 2 申请表格文书 9 其他
  std::string material_format;  // code set material_format: 1 纸质 2 电子 3 纸质/电子
  std::string necessity;        // is_need, code set material_necessity: 1 必要 2 非必要 3 容缺后补
  std::string source_type;  // code set material_source: 10 申请人自备 20 政府部门核发 30 中介机构出具 99 其他
  std::string source_explanation;
  std::string issuing_organ;         // 出具机构
  std::string licence_type;          // 对应电子证照
  bool exempt_by_licence = false;    // 电子证照可免交
  bool tolerable = false;            // 可容缺
  bool promise_replaceable = false;  // 可告知承诺替代
  int originals = 0;                 // page_num_y
  int copies = 0;                    // page_num_f
  std::string page_format;           // 规格
  std::string fill_explanation;      // fill_explain: 填报须知
  std::string accept_standard;       // accept_stand: 受理标准
  std::string by_law;                // 要求依据
  std::string blank_form;            // form_guid: name of the blank form file
  std::string sample_form;           // example_guid
  std::string at_step;               // 在哪个环节提交, "" = application
  std::string remark;
};
BOOST_DESCRIBE_STRUCT(MaterialElement, (),
                      (material_key, material_name, material_type, material_format, necessity, source_type,
                       source_explanation, issuing_organ, licence_type, exempt_by_licence, tolerable,
                       promise_replaceable, originals, copies, page_format, fill_explanation, accept_standard, by_law,
                       blank_form, sample_form, at_step, remark))

struct FeeElement {  // up_task_*_fee_project
  static constexpr bool kDefaults = true;
  std::string fee_name;
  std::string fee_standard;
  std::int64_t amount_fen = 0;  // 0 when the standard is a table or a rate
  std::string by_law;
  bool reducible = false;       // is_desc
  std::string reduction_basis;  // desc_explain
  std::string remark;
};
BOOST_DESCRIBE_STRUCT(FeeElement, (), (fee_name, fee_standard, amount_fen, by_law, reducible, reduction_basis, remark))

struct QuestionElement {  // up_task_*_questions: 常见问题
  static constexpr bool kDefaults = true;
  std::string question;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(QuestionElement, (), (question, answer))

// 情形: a question whose chosen options narrow conditions and materials (item_condition, material_condition).
struct ScenarioOption {
  static constexpr bool kDefaults = true;
  std::string option_key;  // "o1"
  std::string label;
  std::vector<std::string> materials_added;    // material_key: needed only when this option is chosen
  std::vector<std::string> materials_dropped;  // material_key: not needed when this option is chosen
  std::vector<std::string> conditions;         // further conditions
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ScenarioOption, (), (option_key, label, materials_added, materials_dropped, conditions, note))
struct ScenarioQuestion {
  static constexpr bool kDefaults = true;
  std::string question_key;  // "q1"
  std::string question;
  bool multiple = false;
  std::vector<ScenarioOption> options;
};
BOOST_DESCRIBE_STRUCT(ScenarioQuestion, (), (question_key, question, multiple, options))

struct FlowStep {  // handle_flow: 办理流程, one row a step
  static constexpr bool kDefaults = true;
  std::string step_name;  // 受理 审查 决定 制证 送达 …
  std::string stage;      // code set step_stage: accept, review, decide, make, deliver
  std::string role;       // who does it, as written
  LimitElement limit;
  std::string standard;  // 审查标准
  std::string outcome;
};
BOOST_DESCRIBE_STRUCT(FlowStep, (), (step_name, stage, role, limit, standard, outcome))

struct SpecialProcedureElement {  // special_procedure: the menu of what may stop the clock in a case of this item
  static constexpr bool kDefaults = true;
  std::string procedure_kind;  // code set special_procedure: hearing, inspection, testing, quarantine, appraisal, …
  std::string procedure_name;
  LimitElement limit;
  bool excluded_from_limit = true;  // 不计入办理时限
  std::string by_law;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(SpecialProcedureElement, (),
                      (procedure_kind, procedure_name, limit, excluded_from_limit, by_law, note))

// Where a fact came from and how sure it is; shown to editors.
struct SourceNote {
  static constexpr bool kDefaults = true;
  std::string source;
  std::string confidence;  // high, medium, low
  std::string element;     // which element it speaks of, "" = all
};
BOOST_DESCRIBE_STRUCT(SourceNote, (), (source, confidence, element))

// Who works in a lane of the process; a lane that is not named is the item's own department.
struct ProcessLane {
  static constexpr bool kDefaults = true;
  std::string lane;  // its name in the model
  std::string region_code;
  std::string department_name;
};
BOOST_DESCRIBE_STRUCT(ProcessLane, (), (lane, region_code, department_name))

// A decision model that rule tasks of the process name (docs/processes.md).
struct ProcessDecision {
  static constexpr bool kDefaults = true;
  std::string model_key;
  int model_version = 0;
};
BOOST_DESCRIBE_STRUCT(ProcessDecision, (), (model_key, model_version))

// The way of a case of this item: a process of the library or of a department, with its decision models. Version 0 is
// the newest one on the day of publication; what is published keeps its texts.
struct ProcessElement {
  static constexpr bool kDefaults = true;
  std::string model_key;
  int model_version = 0;
  std::vector<ProcessDecision> decisions;
  int sampling_percent = 0;  // of the cases that a rule could decide, how many a person must see
  std::vector<ProcessLane> lanes;
};
BOOST_DESCRIBE_STRUCT(ProcessElement, (), (model_key, model_version, decisions, sampling_percent, lanes))

struct ItemContent {
  static constexpr bool kDefaults = true;
  BasicElements basic;
  ExtensionElements extension;
  std::vector<MaterialElement> materials;
  std::vector<FeeElement> fees;
  std::vector<QuestionElement> questions;
  std::vector<ScenarioQuestion> scenarios;
  std::vector<FlowStep> flow;
  std::vector<SpecialProcedureElement> special_procedures;
  json::value
      form_schema;  // JSON Schema (platform/forms subset) of the application form; null: only applicant and materials
  json::value form_layout;  // JSON Forms UI schema: groups are the units in which a draft is saved
  std::vector<SourceNote> sources;
  std::optional<ProcessElement> process;  // without: acceptance, review, decision as the acts of a case say
};
BOOST_DESCRIBE_STRUCT(ItemContent, (),
                      (basic, extension, materials, fees, questions, scenarios, flow, special_procedures, form_schema,
                       form_layout, sources, process))

}  // namespace tongban::catalog
