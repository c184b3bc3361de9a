// A whole application in one call, for systems that hold all of it already (a firm's own software, a terminal, another
// platform): begun, filled in, attached and handed in by one transaction, or nothing of it. The rules are those of the
// single steps.
#include "modules/cases/actions.h"
#include "modules/cases/answer_files.h"
#include "modules/cases/application.h"
#include "platform/config/config.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

// "/answers/name" of a step becomes "/groups/2/answers/name".
Error placed(Error error, const std::string& at) {
  for (auto& field : error.fields) field.pointer.insert(0, at);
  return error;
}

Result<std::vector<AnswerGroup>> take_groups(Ctx& ctx, const Work& work, const ApplyIn& in) {
  std::vector<AnswerGroup> groups;
  for (std::size_t i = 0; i < in.groups.size(); ++i) {
    const auto& group = in.groups[i];
    const auto at = "/groups/" + std::to_string(i);
    for (const auto& earlier : groups)
      if (earlier.group_key == group.group_key) return placed(required_field("/group_key", "同一分组不能出现两次"), at);
    if (auto fine = check_group(work, {Id{work.row.case_id}, group.group_key, 0, group.answers}, groups); !fine)
      return placed(std::move(fine).error(), at);
    const auto& answers = group.answers.get_object();
    if (auto own = check_answer_files(ctx, work.item->content.form_schema, answers, {}); !own)
      return placed(std::move(own).error(), at);
    groups.push_back({group.group_key, 1, ctx.now, group.answers.get_object()});
  }
  return groups;
}

void save_groups(Ctx& ctx, const Work& work, const std::vector<AnswerGroup>& groups) {
  for (const auto& group : groups) {
    const auto context = answers_context(work.row.case_id, group.group_key);
    store::save_answers(ctx.tx, work.row.case_id,
                        {group.group_key, group.group_version,
                         ctx.services.keyring.seal(context, to_json_text(group.answers)), group.saved_at});
  }
}

Result<std::vector<store::MaterialRow>> take_materials(Ctx& ctx, const Work& work, const ApplyIn& in,
                                                       const std::vector<ScenarioAnswer>& scenario) {
  if (static_cast<int>(in.materials.size()) > ctx.services.config.upload.max_files_per_case)
    return unprocessable("cases.too_many_files", "本办件的材料文件过多");
  std::vector<store::MaterialRow> rows;
  auto requirements = requirements_of(work, scenario, {});
  for (std::size_t i = 0; i < in.materials.size(); ++i) {
    const auto& m = in.materials[i];
    auto row = new_material(ctx, work, requirements,
                            {Id{work.row.case_id}, m.material_key, m.source, m.file_id, m.earlier_material_id,
                             m.promised_date, m.commitment_agreed, std::nullopt});
    if (!row) return placed(std::move(row).error(), "/materials/" + std::to_string(i));
    for (auto& requirement : requirements) {
      if (requirement.material->material_key != row->material_key) continue;
      // A promise or commitment, and what really is there, exclude each other.
      const auto stands_in = [](const store::MaterialRow& entry) {
        return entry.source == MaterialSource::promised || entry.source == MaterialSource::commitment;
      };
      if (requirement.satisfied() && (stands_in(*row) || stands_in(requirement.entries.front())))
        return placed(conflict("cases.material_already_there", "该材料已经提供"), "/materials/" + std::to_string(i));
      requirement.entries.push_back(*row);
    }
    rows.push_back(*std::move(row));
  }
  return rows;
}

}  // namespace

Result<ActOut> apply(Ctx& ctx, const ApplyIn& in) {
  auto beginning = TRY(begin_online(ctx, {in.item_id, in.scenario, in.acting_for}));
  Work work;
  work.unsaved = true;
  work.row = std::move(beginning.row);
  work.item = std::move(beginning.item);
  work.limits = limits_of(*work.item, ctx.services.config);
  work.state = TRY(state_of(work.events));
  ctx.audit = {"case", work.row.case_id, ""};

  Given given;
  given.applicant = std::move(beginning.applicant);
  given.scenario = in.scenario;
  TRY(take_contact(given.applicant, in.contact));
  const auto groups = TRY(take_groups(ctx, work, in));
  given.answers = merge(groups);
  given.materials = TRY(take_materials(ctx, work, in, given.scenario));
  given.files = TRY(files_of(ctx, given.materials));
  seal_applicant(ctx, work.row, given.applicant);
  seal_scenario(ctx, work.row, given.scenario);
  // Before handing in, since the process that it may begin looks at them.
  save_groups(ctx, work, groups);
  for (const auto& row : given.materials) store::insert_material(ctx.tx, row);
  return hand_in(ctx, work, given);
}

}  // namespace tongban::cases
