// Materials: each named once and plainly, never a catch-all (国办发〔2018〕45号: 没有法律依据的材料一律取消,
// 清理“其他材料”“有关材料” 等兜底条款).
#include <map>
#include <set>

#include "modules/catalog/gate_findings.h"
#include "modules/catalog/material_names.h"

namespace tongban::catalog::gate {
namespace {

void check_row(const Look& look, const MaterialElement& material, const std::string& place) {
  if (is_blank(material.material_name))
    return look.error("gate.material_unnamed", "申请材料未写明名称", place + "/material_name");
  const auto vague = phrase_in(material.material_name, look.lookup.phrases("vague_material"));
  if (!vague.empty())
    look.error("gate.vague_material",
               "材料名称“" + material.material_name + "”含兜底表述“" + std::string(vague) + "”，应逐项列明",
               place + "/material_name");
  if (is_blank(material.material_key))
    look.error("gate.material_key_missing", "申请材料缺少内部编号", place + "/material_key");
  if (is_blank(material.necessity))
    look.error("gate.material_necessity_missing", "申请材料未写明是否必要", place + "/necessity");
  if (is_blank(material.source_type))
    look.warning("gate.material_source_missing", "申请材料未写明来源渠道", place + "/source_type");
  if (is_blank(material.accept_standard))
    look.warning("gate.material_standard_missing", "申请材料未写明受理标准", place + "/accept_standard");
  if (material.originals < 0 || material.copies < 0)
    look.error("gate.material_count", "材料份数不能为负", place + "/originals");
  if (material.exempt_by_licence && is_blank(material.licence_type))
    look.error("gate.exempt_without_licence", "可用电子证照免交的材料，应写明对应的电子证照", place + "/licence_type");
}

void check_duplicates(const Look& look) {
  std::map<std::string, std::size_t> names;
  std::set<std::string> keys;
  const auto& materials = look.content.materials;
  for (std::size_t i = 0; i < materials.size(); ++i) {
    const auto place = "/materials/" + std::to_string(i);
    const auto name = comparable_material_name(materials[i].material_name);
    if (!name.empty() && !names.emplace(name, i).second)
      look.error("gate.duplicate_material", "材料“" + materials[i].material_name + "”重复，同一材料只应提交一次",
                 place + "/material_name");
    if (!is_blank(materials[i].material_key) && !keys.insert(materials[i].material_key).second)
      look.error("gate.duplicate_material_key", "材料内部编号重复", place + "/material_key");
  }
}

// A material handed in at a step must name a step that the flow has.
void check_steps(const Look& look) {
  std::set<std::string> steps;
  for (const auto& step : look.content.flow) steps.insert(step.step_name);
  for (std::size_t i = 0; i < look.content.materials.size(); ++i) {
    const auto& at_step = look.content.materials[i].at_step;
    if (!at_step.empty() && !steps.contains(at_step))
      look.error("gate.material_step_unknown", "材料提交环节“" + at_step + "”不在办理流程中",
                 "/materials/" + std::to_string(i) + "/at_step");
  }
}

}  // namespace

void check_materials(const Look& look) {
  for (std::size_t i = 0; i < look.content.materials.size(); ++i)
    check_row(look, look.content.materials[i], "/materials/" + std::to_string(i));
  check_duplicates(look);
  check_steps(look);
}

}  // namespace tongban::catalog::gate
