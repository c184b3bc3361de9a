#include "modules/cases/requirements.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "platform/crypto/digest.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

void check_scenario(const Work& work, const std::vector<ScenarioAnswer>& scenario, std::vector<FieldError>& missing) {
  const auto answers = to_catalog(scenario);
  if (const auto checked = catalog::check_answers(work.item->content, answers, "/scenario"); !checked) {
    for (const auto& field : checked.error().fields) missing.push_back(field);
    if (checked.error().fields.empty()) missing.push_back({"/scenario", checked.error().key, checked.error().detail});
  } else if (!catalog::all_answered(work.item->content, answers)) {
    missing.push_back({"/scenario", "field.required", "请先回答全部情形问题"});
  }
}

json::array frozen_materials(const Given& given) {
  json::array list;
  for (const auto& m : given.materials) {
    json::object entry{{"material_id", id_text(m.material_id)},
                       {"material_key", m.material_key},
                       {"source", enum_text(m.source)},
                       {"promised_date", m.promised_date},
                       {"copies", m.copies}};
    if (m.file_id != 0) {
      entry["file_id"] = id_text(m.file_id);
      entry["sha256"] = given.files.at(m.file_id).sha256;
    }
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace

std::vector<Requirement> requirements_of(const Work& work, const std::vector<ScenarioAnswer>& scenario,
                                         std::vector<store::MaterialRow> entries) {
  const auto& content = work.item->content;
  std::vector<Requirement> list;
  for (const auto& narrowed : catalog::materials_for(content, to_catalog(scenario))) {
    const auto& material = *narrowed.material;
    Requirement requirement;
    requirement.material = &material;
    requirement.tolerable = content.extension.is_tolerant && (material.tolerable || material.necessity == "3");
    requirement.promise_replaceable = content.extension.is_inform_promise && material.promise_replaceable;
    // What a later step asks for is not asked for now.
    const bool now = material.at_step.empty() || material.at_step == "accept";
    requirement.required = now && narrowed.need != catalog::MaterialNeed::optional;
    for (auto& entry : entries)
      if (entry.material_key == material.material_key) requirement.entries.push_back(entry);
    list.push_back(std::move(requirement));
  }
  return list;
}

Result<std::map<std::int64_t, FileInfo>> files_of(Ctx& ctx, const std::vector<store::MaterialRow>& entries) {
  std::vector<std::int64_t> ids;
  for (const auto& entry : entries)
    if (entry.file_id != 0) ids.push_back(entry.file_id);
  return ctx.services.files.find_all(ctx.tx, ids);
}

Result<Given> open_given(Ctx& ctx, const Work& work) {
  Given given;
  given.applicant = TRY(open_applicant(ctx, work.row));
  given.scenario = TRY(open_scenario(ctx, work.row));
  given.answers = merge(TRY(open_groups(ctx, work.row)));
  given.materials = store::materials_of(ctx.tx, work.row.case_id);
  given.files = TRY(files_of(ctx, given.materials));
  return given;
}

Result<std::vector<FieldError>> missing_for_submission(Ctx& ctx, const Work& work, const Given& given) {
  std::vector<FieldError> missing;
  check_scenario(work, given.scenario, missing);
  for (auto& finding : TRY(check_form(ctx, *work.item, given.answers)))
    missing.push_back({"/answers" + finding.pointer, finding.key, finding.detail});
  for (const auto& requirement : requirements_of(work, given.scenario, given.materials))
    if (requirement.required && !requirement.satisfied())
      missing.push_back({"/materials/" + requirement.material->material_key, "cases.material_missing",
                         "缺少材料：" + requirement.material->material_name});
  if (given.applicant.phone.empty() && given.applicant.contact_phone.empty())
    missing.push_back({"/contact/contact_phone", "field.required", "请填写联系电话"});
  return missing;
}

std::string submission_context(std::int64_t submission_id) {
  return "case_submissions.content_sealed/" + id_text(submission_id);
}

Result<void> freeze_submission(Ctx& ctx, const Work& work, const Given& given, const std::string& kind) {
  const json::object content{{"item_version_id", id_text(work.row.item_version_id)},
                             {"item_content_digest", work.item->content_digest},
                             {"applicant", TRY(parse_json(to_json(given.applicant)))},
                             {"scenario", TRY(parse_json(to_json(given.scenario)))},
                             {"answers", given.answers},
                             {"materials", frozen_materials(given)}};
  const auto text = canonical_json(content);
  store::SubmissionRow row;
  row.submission_id = ctx.new_id();
  row.case_id = work.row.case_id;
  // What has no history was never handed in.
  row.round = work.events.empty() ? 1 : store::last_round(ctx.tx, work.row.case_id) + 1;
  row.kind = kind;
  row.submitted_at = ctx.now;
  row.content_sealed = ctx.services.keyring.seal(submission_context(row.submission_id), text);
  row.digest = sha256_hex(text);
  store::insert_submission(ctx.tx, row);
  return {};
}

MaterialView material_view(const Requirement& requirement, const std::map<std::int64_t, FileInfo>& files) {
  const auto& material = *requirement.material;
  MaterialView view;
  view.material_key = material.material_key;
  view.material_name = material.material_name;
  view.necessity = material.necessity;
  view.required = requirement.required;
  view.satisfied = requirement.satisfied();
  view.tolerable = requirement.tolerable;
  view.promise_replaceable = requirement.promise_replaceable;
  view.accept_standard = material.accept_standard;
  view.fill_explanation = material.fill_explanation;
  view.by_law = material.by_law;
  view.blank_form = material.blank_form;
  view.sample_form = material.sample_form;
  view.material_format = material.material_format;
  view.originals = material.originals;
  view.copies = material.copies;
  for (const auto& row : requirement.entries) {
    MaterialEntryView entry;
    entry.material_id = Id{row.material_id};
    entry.source = row.source;
    entry.promised_date = row.promised_date;
    entry.copies = row.copies;
    entry.added_at = row.added_at;
    entry.original_seen_at = row.original_seen_at;
    if (row.file_id != 0) {
      const auto& file = files.at(row.file_id);
      entry.file_id = Id{row.file_id};
      entry.file_name = file.name;
      entry.file_size = file.size;
      entry.media_type = file.media_type;
    }
    view.entries.push_back(std::move(entry));
  }
  return view;
}

SavingsView savings_of(const Work& work, const std::vector<Requirement>& requirements,
                       const std::vector<ClockView>& clocks, const std::string& delivery_form) {
  SavingsView savings;
  for (const auto& requirement : requirements) {
    const auto spared = std::find_if(requirement.entries.begin(), requirement.entries.end(), [](const auto& entry) {
      return entry.source == MaterialSource::earlier_case || entry.source == MaterialSource::commitment;
    });
    if (spared == requirement.entries.end()) continue;
    savings.materials_saved.push_back({requirement.material->material_key, requirement.material->material_name,
                                       std::string(enum_text(spared->source))});
  }
  // Without the platform one comes twice: to apply and to collect. An application at the window is one visit, and so is
  // a result collected there.
  savings.trips_usual = 2;
  savings.trips_made = (work.row.channel == "window" ? 1 : 0) + (delivery_form == "window" ? 1 : 0);
  savings.trips_avoided = std::max(0, savings.trips_usual - savings.trips_made);
  for (const auto& clock : clocks)
    if (clock.kind == ClockKind::legal && clock.stopped && work.state.decided_at)
      savings.days_saved = clock.amount + clock.extension.value_or(0) - clock.used;
  return savings;
}

}  // namespace tongban::cases
