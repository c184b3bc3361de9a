#include "modules/catalog/comparison.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include "modules/catalog/limits.h"
#include "modules/catalog/material_names.h"

namespace tongban::catalog {
namespace {

// A value as it is shown, and its place in the order of convenience (less is better) where the row has one.
struct Shown {
  std::string text;
  std::optional<long> burden = std::nullopt;
};
using Read = std::function<Shown(const ItemContent&)>;

ComparedRow row_of(const char* key, const char* label, const std::vector<const ItemContent*>& contents,
                   const Read& read) {
  ComparedRow row{key, label, false, {}};
  std::vector<Shown> shown;
  for (const auto* content : contents) shown.push_back(read(*content));
  long least = std::numeric_limits<long>::max();
  for (const auto& value : shown) {
    row.differs = row.differs || value.text != shown.front().text;
    least = std::min(least, value.burden.value_or(std::numeric_limits<long>::max()));
  }
  for (const auto& value : shown)
    row.values.push_back({value.text, row.differs && value.burden && *value.burden == least});
  return row;
}

Shown limit_shown(const LimitElement& limit) {
  Shown shown{limit_text(limit)};
  if (limit.stated) shown.burden = limit_span(limit).most;
  return shown;
}

Shown fee_shown(const ItemContent& content) {
  if (!content.basic.is_fee) return {"未说明"};
  if (!*content.basic.is_fee) return {"不收费", 0};
  std::string text;
  for (const auto& fee : content.fees) text += (text.empty() ? "" : "；") + fee.fee_name + " " + fee.fee_standard;
  return {text.empty() ? "收费" : text, 1};
}

Shown level_shown(const ItemContent& content) {
  static const std::vector<std::string> kLevels = {"IV", "III", "II", "I"};
  const auto& level = content.extension.online_level;
  if (!content.extension.is_online) return {"不能网上办理", static_cast<long>(kLevels.size())};
  const auto at = std::find(kLevels.begin(), kLevels.end(), level);
  if (at == kLevels.end()) return {"可网上办理"};
  return {level == "IV" ? "全程网办" : level + " 级", at - kLevels.begin()};
}

Shown count_shown(std::size_t count, const char* unit) {
  return {std::to_string(count) + unit, static_cast<long>(count)};
}

std::string material_text(const MaterialElement& material) {
  std::string text = material.necessity == "2" ? "非必要" : material.necessity == "3" ? "可容缺" : "必要";
  if (material.originals > 0) text += "，原件 " + std::to_string(material.originals);
  if (material.copies > 0) text += "，复印件 " + std::to_string(material.copies);
  if (material.exempt_by_licence) text += "，电子证照免交";
  return text;
}

}  // namespace

std::vector<ComparedRow> compared_rows(const std::vector<const ItemContent*>& contents) {
  std::vector<ComparedRow> rows;
  const auto add = [&](const char* key, const char* label, const Read& read) {
    rows.push_back(row_of(key, label, contents, read));
  };
  add("item_name", "事项名称", [](const auto& c) { return Shown{c.basic.item_name}; });
  add("legal_limit", "法定时限", [](const auto& c) { return limit_shown(c.basic.legal_limit); });
  add("promised_limit", "承诺时限", [](const auto& c) { return limit_shown(c.basic.promised_limit); });
  add("trips", "到现场次数", [](const auto& c) {
    return c.basic.trips ? count_shown(static_cast<std::size_t>(std::max(0, *c.basic.trips)), " 次") : Shown{"未说明"};
  });
  add("material_count", "申请材料", [](const auto& c) { return count_shown(c.materials.size(), " 份"); });
  add("exempt_count", "电子证照可免交", [](const auto& c) {
    const auto exempt =
        std::count_if(c.materials.begin(), c.materials.end(), [](const auto& m) { return m.exempt_by_licence; });
    return Shown{std::to_string(exempt) + " 份", -static_cast<long>(exempt)};
  });
  add("condition_count", "受理条件",
      [](const auto& c) { return Shown{std::to_string(c.basic.conditions.size()) + " 条"}; });
  add("step_count", "办理环节", [](const auto& c) { return count_shown(c.flow.size(), " 个"); });
  add("fee", "收费", fee_shown);
  add("online_level", "网办等级", level_shown);
  add("result_name", "办理结果", [](const auto& c) { return Shown{c.extension.result_name}; });
  add("is_tolerant", "容缺受理", [](const auto& c) {
    return Shown{c.extension.is_tolerant ? "支持" : "不支持", c.extension.is_tolerant ? 0 : 1};
  });
  add("is_inform_promise", "告知承诺", [](const auto& c) {
    return Shown{c.extension.is_inform_promise ? "支持" : "不支持", c.extension.is_inform_promise ? 0 : 1};
  });
  return rows;
}

std::vector<ComparedRow> compared_materials(const std::vector<const ItemContent*>& contents) {
  std::vector<ComparedRow> rows;
  std::vector<std::string> names;  // comparable names, beside the rows
  for (std::size_t column = 0; column < contents.size(); ++column)
    for (const auto& material : contents[column]->materials) {
      const auto name = comparable_material_name(material.material_name);
      auto at = std::find(names.begin(), names.end(), name) - names.begin();
      if (at == static_cast<std::ptrdiff_t>(names.size())) {
        names.push_back(name);
        rows.push_back(
            {material.material_name, material.material_name, false, std::vector<ComparedValue>(contents.size())});
      }
      rows[static_cast<std::size_t>(at)].values[column].text = material_text(material);
    }
  const auto asked_by = [](const ComparedRow& row) {
    return std::count_if(row.values.begin(), row.values.end(), [](const auto& value) { return !value.text.empty(); });
  };
  for (auto& row : rows)
    row.differs = std::any_of(row.values.begin(), row.values.end(),
                              [&](const auto& value) { return value.text != row.values.front().text; });
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return asked_by(a) > asked_by(b); });
  return rows;
}

}  // namespace tongban::catalog
