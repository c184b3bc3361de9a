// The guide of an item: everything a guide page needs, in the chosen scenario, in one answer.
#include <algorithm>

#include "modules/catalog/actions.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/limits.h"
#include "modules/catalog/places.h"
#include "modules/catalog/state.h"
#include "modules/catalog/store_lists.h"
#include "platform/config/config.h"
#include "platform/documents/qr.h"

namespace tongban::catalog {
namespace {

constexpr int kMostOffers = 50;
constexpr std::size_t kImplementingCodeLength = 31;

GuideLimit limit_view(const LimitElement& limit) {
  return {limit.stated, limit.amount, limit.unit, limit_text(limit), limit.explanation};
}

std::vector<CodeName> path_view(Ctx& ctx, const std::string& region_code) {
  std::vector<CodeName> path;
  for (const auto& code : region_path_codes(region_code)) path.push_back({code, region_name(ctx, code)});
  return path;
}

GuideHeader header_of(Ctx& ctx, const Dictionary& names, const store::ItemRow& item, const store::VersionData& version,
                      const FrozenItem& frozen) {
  const auto& basic = frozen.content.basic;
  GuideHeader header;
  header.item_id.value = item.item_id;
  header.item_version_id.value = version.item_version_id;
  header.version = version.version;
  header.item_name = basic.item_name;
  header.aliases = basic.aliases;
  header.item_type = names.named("item_type", basic.item_type);
  header.implementing_code = item.implementing_code;
  header.handle_code = item.handle_code;
  header.basic_code = item.basic_code;
  header.local_code = item.local_code;
  if (item.basic_item_id != 0) header.basic_item_id = id_text(item.basic_item_id);
  header.department_id.value = frozen.department.department_id;
  header.department_name = frozen.department.name;
  header.region_code = item.region_code;
  header.region_name = frozen.department.region_name;
  header.region_path = path_view(ctx, item.region_code);
  header.use_level = names.named("use_level", basic.use_level);
  header.power_source = names.named("power_source", basic.power_source);
  header.implementer_nature = names.named("implementer_nature", basic.implementer_nature);
  header.handling_type = names.named("handling_type", basic.handling_type);
  header.state = enum_text(item.state);
  header.effective_from = version.promoted.effective_from;
  header.effective_to = version.promoted.effective_to;
  if (version.published_at) header.published_at = iso_text(Instant::from_micros(*version.published_at));
  header.demonstration = item.demonstration;
  header.superseded = version.item_version_id != item.current_version_id;
  header.completeness = version.promoted.completeness;
  return header;
}

std::vector<CodeName> themes_of(const Dictionary& names, const ExtensionElements& extension) {
  std::vector<CodeName> themes;
  for (const auto& code : extension.person_themes)
    themes.push_back({"person:" + code, names.name("theme_person", code)});
  for (const auto& code : extension.legal_themes) themes.push_back({"legal:" + code, names.name("theme_legal", code)});
  return themes;
}

GuideFacts facts_of(const Dictionary& names, const ItemContent& content) {
  const auto& basic = content.basic;
  const auto& extension = content.extension;
  GuideFacts facts;
  facts.service_objects = names.named("service_object", basic.service_objects);
  facts.legal_limit = limit_view(basic.legal_limit);
  facts.promised_limit = limit_view(basic.promised_limit);
  facts.is_fee = basic.is_fee;
  facts.trips = basic.trips;
  facts.trips_reason = basic.trips_reason;
  facts.online_level = extension.online_level;
  facts.online_depth = names.named("online_depth", extension.online_depth);
  facts.handling_forms = names.named("handling_form", basic.handling_forms);
  facts.cross_region_scope = names.named("cross_region_scope", extension.cross_region_scope);
  facts.cross_region_mode = extension.cross_region_mode;
  facts.result_types = names.named("result_type", extension.result_types);
  facts.result_name = extension.result_name;
  facts.result_sample = extension.result_sample;
  facts.result_validity = extension.result_validity;
  facts.delivery_forms = names.named("delivery_form", extension.delivery_forms);
  facts.address = basic.address;
  facts.office_hours = basic.office_hours;
  facts.consult_phone = basic.consult_phone;
  facts.supervise_phone = basic.supervise_phone;
  facts.online_url = basic.online_url;
  facts.mobile_url = basic.mobile_url;
  facts.in_service_center = extension.in_service_center;
  facts.is_one_window = extension.is_one_window;
  facts.is_appointment = extension.is_appointment;
  facts.is_express = extension.is_express;
  facts.is_pay_online = extension.is_pay_online;
  facts.is_self_service = extension.is_self_service;
  facts.is_agent_allowed = extension.is_agent_allowed;
  facts.is_inform_promise = extension.is_inform_promise;
  facts.is_tolerant = extension.is_tolerant;
  facts.inform_promise_text = extension.inform_promise_text;
  facts.tolerant_days = extension.tolerant_days;
  facts.min_assurance_level = extension.min_assurance_level;
  facts.quantity_limit = basic.quantity_limit;
  facts.intermediary_service = extension.intermediary_service;
  facts.annual_check = extension.annual_check;
  facts.reconsideration = extension.reconsideration;
  facts.litigation = extension.litigation;
  facts.themes = themes_of(names, extension);
  return facts;
}

void fill_scenario(Guide& guide, const Dictionary& names, const ItemContent& content, const ScenarioAnswers& answers) {
  for (const auto& question : content.scenarios) {
    GuideScenario shown{question.question_key, question.question, question.multiple, {}};
    const auto chosen = answers.find(question.question_key);
    for (const auto& option : question.options) {
      const bool is_chosen = chosen != answers.end() && std::find(chosen->second.begin(), chosen->second.end(),
                                                                  option.option_key) != chosen->second.end();
      shown.options.push_back({option.option_key, option.label, option.note, is_chosen});
    }
    guide.scenarios.push_back(std::move(shown));
  }
  guide.scenario_complete = all_answered(content, answers);
  guide.conditions = conditions_for(content, answers);
  for (auto& narrowed : materials_for(content, answers)) {
    const auto& material = *narrowed.material;
    GuideMaterial shown{material, narrowed.need};
    shown.type_name = names.name("material_type", material.material_type);
    shown.format_name = names.name("material_format", material.material_format);
    shown.necessity_name = names.name("material_necessity", material.necessity);
    shown.source_name = names.name("material_source", material.source_type);
    shown.why = std::move(narrowed.why);
    guide.materials_exempt += material.exempt_by_licence ? 1 : 0;
    guide.materials.push_back(std::move(shown));
  }
}

void fill_rows(Guide& guide, const Dictionary& names, const ItemContent& content) {
  for (const auto& step : content.flow)
    guide.steps.push_back({step.step_name, names.named("step_stage", step.stage), step.role, limit_view(step.limit),
                           step.standard, step.outcome});
  for (const auto& procedure : content.special_procedures)
    guide.special_procedures.push_back({names.named("special_procedure", procedure.procedure_kind),
                                        procedure.procedure_name, limit_view(procedure.limit),
                                        procedure.excluded_from_limit, procedure.by_law, procedure.note});
  guide.fees = content.fees;
  guide.fee_basis = content.basic.fee_basis;
  guide.legal_basis = content.basic.legal_basis;
  guide.questions = content.questions;
  guide.sources = content.sources;
  guide.form_schema = content.form_schema;
  guide.form_layout = content.form_layout;
}

// Why an application cannot be made here; "" when it can.
std::string obstacle(const store::ItemRow& item, const GuideHeader& header, const ItemContent& content) {
  if (item.state == ItemState::suspended) return "该事项暂停办理";
  if (item.state == ItemState::retired) return "该事项已取消";
  if (header.superseded) return "这是历史版本，请按现行版本申请";
  if (content.extension.is_secret) return "涉密事项不在网上办理";
  if (!content.extension.is_online) return "该事项暂不能网上申请，请到窗口办理";
  if (!content.basic.online_url.empty()) return "该事项在其他系统办理，请从办理地址进入";
  if (item.implementing_code.size() != kImplementingCodeLength) return "该事项的编码尚未统一，暂不能在本平台申请";
  return {};
}

void fill_offers(Ctx& ctx, Guide& guide, const store::ItemRow& item) {
  if (item.basic_item_id == 0) return;
  for (const auto& row : store::offers(ctx.tx, item.basic_item_id, kMostOffers))
    if (row.item_id != item.item_id)
      guide.other_regions.push_back(
          {{row.item_id}, row.region_code, row.region_name, row.department_name, row.demonstration});
}

// The version asked for: the current one, or a former one that was published.
Result<store::VersionData> shown_version(Ctx& ctx, const store::ItemRow& item, int number) {
  auto version = number == 0 ? store::find_version(ctx.tx, item.current_version_id)
                             : store::find_version_number(ctx.tx, item.item_id, number);
  const bool was_in_effect =
      version && version->published_at && version->promoted.effective_from <= local_date(ctx.now).text();
  if (!was_in_effect) return not_found("catalog.no_such_version", "该事项没有这个版本");
  return *std::move(version);
}

Result<store::ItemRow> shown_item(Ctx& ctx, std::int64_t item_id, int number) {
  auto item = store::find_item(ctx.tx, item_id);
  if (!item || item->current_version_id == 0 || item->state == ItemState::draft)
    return not_found("catalog.no_such_item", "没有这个事项");
  if (item->state == ItemState::retired && number == 0) return not_found("catalog.no_such_item", "该事项已取消");
  return *std::move(item);
}

}  // namespace

Result<store::VersionData> visible_version(Ctx& ctx, std::int64_t item_id, int number) {
  return shown_version(ctx, TRY(shown_item(ctx, item_id, number)), number);
}

Result<Guide> guide(Ctx& ctx, const GuideIn& in) {
  const auto item = TRY(shown_item(ctx, in.item_id.value, in.version));
  const auto version = TRY(shown_version(ctx, item, in.version));
  const auto frozen = TRY(frozen_item(ctx, version.item_version_id));
  const auto answers = TRY(parse_scenario(in.scenario));
  TRY(check_answers(frozen->content, answers));
  const auto names = ctx.services.state<State>().dictionary(ctx);
  Guide guide;
  guide.header = header_of(ctx, *names, item, version, *frozen);
  guide.facts = facts_of(*names, frozen->content);
  fill_scenario(guide, *names, frozen->content, answers);
  fill_rows(guide, *names, frozen->content);
  fill_offers(ctx, guide, item);
  guide.cannot_apply_reason = obstacle(item, guide.header, frozen->content);
  guide.has_flowchart = frozen->content.process.has_value();
  guide.can_apply_here = guide.cannot_apply_reason.empty();
  guide.guide_path = "/items/" + id_text(item.item_id);
  // A picture that cannot be made is no reason to withhold the guide.
  if (auto picture = documents::qr_svg(ctx.services.config.server.public_base_url + guide.guide_path))
    guide.qr_svg = *std::move(picture);
  return guide;
}

}  // namespace tongban::catalog
