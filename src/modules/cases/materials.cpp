// Materials: uploaded, taken from an earlier case of the same applicant, promised for later (容缺), replaced by a
// signed commitment (告知承诺), or handed over on paper at the window — each only where the item allows it.
#include <algorithm>

#include "modules/cases/actions.h"
#include "modules/cases/application.h"
#include "platform/config/config.h"

namespace tongban::cases {
namespace {

Error field_error(const char* pointer, const char* key, std::string detail) {
  return unprocessable(key, detail, {{pointer, key, detail}});
}

const Requirement* find(const std::vector<Requirement>& list, std::string_view key) {
  for (const auto& requirement : list)
    if (requirement.material->material_key == key) return &requirement;
  return nullptr;
}

Result<void> check_promise(Ctx& ctx, const Work& work, const Requirement& requirement, const AttachMaterialIn& in) {
  if (!requirement.tolerable) return unprocessable("cases.material_not_tolerable", "该材料不能容缺后补");
  if (requirement.satisfied()) return conflict("cases.material_already_there", "该材料已经提供");
  if (!in.promised_date) return required_field("/promised_date", "请填写补交日期");
  const auto latest =
      TRY(due_date(ctx.now, std::max(1, work.item->content.extension.tolerant_days), ctx.services.calendar));
  if (*in.promised_date <= local_date(ctx.now) || *in.promised_date > latest)
    return field_error("/promised_date", "cases.promise_date", "补交日期须在明日至" + latest.text() + "之间");
  return {};
}

Result<void> fill(Ctx& ctx, const Work& work, const Requirement& requirement, const AttachMaterialIn& in,
                  store::MaterialRow& row) {
  const bool clerk = work.party == Party::window_clerk;
  switch (in.source) {
    case MaterialSource::uploaded: {
      if (!in.file_id) return required_field("/file_id", "请先上传文件");
      const auto file = TRY(ctx.services.files.find_owned(ctx.tx, in.file_id->value, ctx.actor.account_id));
      row.file_id = file.file_id;
      return {};
    }
    case MaterialSource::earlier_case: {
      if (!in.earlier_material_id) return required_field("/earlier_material_id", "请选择已有材料");
      const auto earlier = store::earlier_material(ctx.tx, in.earlier_material_id->value, work.row.applicant_index,
                                                   ctx.actor.account_id, clerk);
      if (!earlier || earlier->case_id == work.row.case_id)
        return not_found("cases.no_such_material", "没有可以引用的材料");
      row.file_id = earlier->file_id;
      row.earlier_material_id = earlier->material_id;
      return {};
    }
    case MaterialSource::promised:
      TRY(check_promise(ctx, work, requirement, in));
      row.promised_date = in.promised_date->text();
      return {};
    case MaterialSource::commitment:
      if (!requirement.promise_replaceable)
        return unprocessable("cases.material_not_replaceable", "该材料不能以告知承诺替代");
      if (!in.commitment_agreed.value_or(false)) return required_field("/commitment_agreed", "请确认承诺内容");
      return {};
    case MaterialSource::paper:
      if (!clerk) return unprocessable("cases.paper_only_at_window", "纸质材料请在窗口提交");
      row.copies = std::clamp(in.copies.value_or(1), 1, 999);
      return {};
  }
  return {};
}

// A promise or commitment, and what really is there, exclude each other.
void supersede(Ctx& ctx, const store::MaterialRow& row) {
  for (const auto source : {MaterialSource::promised, MaterialSource::commitment})
    store::remove_materials_of_key(ctx.tx, row.case_id, row.material_key, source, ctx.now);
  if (row.source != MaterialSource::commitment) return;
  for (const auto source : {MaterialSource::uploaded, MaterialSource::earlier_case, MaterialSource::paper})
    store::remove_materials_of_key(ctx.tx, row.case_id, row.material_key, source, ctx.now);
}

}  // namespace

Result<store::MaterialRow> new_material(Ctx& ctx, const Work& work, const std::vector<Requirement>& requirements,
                                        const AttachMaterialIn& in) {
  const auto* requirement = find(requirements, in.material_key);
  if (!requirement) return unprocessable("cases.material_not_required", "该事项在当前情形下不需要此材料");
  store::MaterialRow row;
  row.material_id = ctx.new_id();
  row.case_id = work.row.case_id;
  row.material_key = in.material_key;
  row.source = in.source;
  row.added_at = ctx.now;
  row.added_by_account_id = ctx.actor.account_id;
  TRY(fill(ctx, work, *requirement, in, row));
  return row;
}

Result<MaterialView> attach_material(Ctx& ctx, const AttachMaterialIn& in) {
  const auto work = TRY(load_for(ctx, in.case_id, std::nullopt, Action::edit));
  const auto scenario = TRY(open_scenario(ctx, work.row));
  auto entries = store::materials_of(ctx.tx, work.row.case_id);
  if (static_cast<int>(entries.size()) >= ctx.services.config.upload.max_files_per_case)
    return unprocessable("cases.too_many_files", "本办件的材料文件过多");
  const auto row = TRY(new_material(ctx, work, requirements_of(work, scenario, std::move(entries)), in));
  supersede(ctx, row);
  store::insert_material(ctx.tx, row);
  ctx.audit.detail = "material " + row.material_key + " " + std::string(enum_text(row.source));
  const auto after = requirements_of(work, scenario, store::materials_of(ctx.tx, work.row.case_id));
  const auto* now = find(after, in.material_key);
  return material_view(*now, TRY(files_of(ctx, now->entries)));
}

Result<ActOut> remove_material(Ctx& ctx, const RemoveMaterialIn& in) {
  const auto work = TRY(load_for(ctx, in.case_id, std::nullopt, Action::edit));
  const auto entries = store::materials_of(ctx.tx, work.row.case_id);
  const bool there = std::any_of(entries.begin(), entries.end(),
                                 [&](const auto& entry) { return entry.material_id == in.material_id.value; });
  if (!there) return not_found("cases.no_such_material", "没有这份材料");
  store::remove_material(ctx.tx, in.material_id.value, ctx.now);
  ctx.audit.detail = "material removed";
  return act_out(work);
}

Result<EarlierMaterials> earlier_materials(Ctx& ctx, const EarlierMaterialsIn& in) {
  const auto work = TRY(load_to_see(ctx, in.case_id));
  const auto parties = parties_of(ctx.actor, work.row);
  if (parties.empty()) return case_not_found();
  const auto wanted = requirements_of(work, TRY(open_scenario(ctx, work.row)), {});
  const auto* requirement = find(wanted, in.material_key);
  if (!requirement) return unprocessable("cases.material_not_required", "该事项在当前情形下不需要此材料");
  EarlierMaterials out;
  const bool clerk = parties.front() == Party::window_clerk;
  for (const auto& row :
       store::earlier_materials(ctx.tx, work.row.applicant_index, ctx.actor.account_id, clerk, work.row.case_id)) {
    const auto item = TRY(catalog::frozen_item(ctx, row.item_version_id));
    const auto& materials = item->content.materials;
    const auto material = std::find_if(materials.begin(), materials.end(),
                                       [&](const auto& m) { return m.material_key == row.material_key; });
    // Only what has the same name can stand for it; anything else is for the applicant to upload knowingly.
    if (material == materials.end() || material->material_name != requirement->material->material_name) continue;
    const auto file = TRY(ctx.services.files.find(ctx.tx, row.file_id));
    out.materials.push_back({Id{row.material_id}, Id{row.case_id}, row.case_number, row.item_name,
                             material->material_name, file.name, row.added_at});
  }
  return out;
}

}  // namespace tongban::cases
