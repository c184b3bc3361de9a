#include "modules/catalog/completeness.h"

#include <algorithm>

namespace tongban::catalog {
namespace {

struct Tally {
  std::vector<CompletenessPart> parts;
  void count(const char* key, int weight, bool filled) { parts.push_back({key, weight, filled}); }
};

template <class List, class Predicate>
bool all(const List& list, Predicate predicate) {
  return !list.empty() && std::all_of(list.begin(), list.end(), predicate);
}

void count_basic(Tally& tally, const ItemContent& content) {
  const auto& basic = content.basic;
  tally.count("item_name", 4, !basic.item_name.empty());
  tally.count("item_type", 3, !basic.item_type.empty());
  tally.count("legal_basis", 7, all(basic.legal_basis, [](const auto& row) { return !row.law.empty(); }));
  tally.count("service_objects", 3, !basic.service_objects.empty());
  tally.count("use_level", 2, !basic.use_level.empty());
  tally.count("aliases", 1, !basic.aliases.empty());
  tally.count("themes", 3, !content.extension.person_themes.empty() || !content.extension.legal_themes.empty());
  tally.count("conditions", 7, !basic.conditions.empty());
  tally.count("legal_limit", 4, basic.legal_limit.stated || !basic.legal_limit.explanation.empty());
  tally.count("promised_limit", 4, basic.promised_limit.stated);
  tally.count("address", 4, !basic.address.empty());
  tally.count("office_hours", 3, !basic.office_hours.empty());
  tally.count("consult_phone", 3, !basic.consult_phone.empty());
  tally.count("supervise_phone", 3, !basic.supervise_phone.empty());
}

void count_way(Tally& tally, const ItemContent& content) {
  const auto& basic = content.basic;
  const auto& extension = content.extension;
  tally.count("flow", 5, !content.flow.empty());
  tally.count("step_limits", 3, all(content.flow, [](const auto& step) { return step.limit.stated; }));
  tally.count("handling_forms", 2, !basic.handling_forms.empty());
  tally.count("trips_reason", 1,
              basic.trips && (*basic.trips == 0 ? !basic.handling_forms.empty() : !basic.trips_reason.empty()));
  tally.count("online_depth", 3, !extension.online_depth.empty() || !extension.online_level.empty());
  const bool fees_stated =
      !basic.fee_basis.empty() && all(content.fees, [](const auto& fee) { return !fee.fee_standard.empty(); });
  tally.count("fees", 3, basic.is_fee && (!*basic.is_fee || fees_stated));
  tally.count("result", 4, !extension.result_types.empty() && !extension.result_name.empty());
  tally.count("result_sample", 1, !extension.result_sample.empty());
  tally.count("delivery_forms", 2, !extension.delivery_forms.empty());
  tally.count("questions", 3, !content.questions.empty());
  tally.count("remedies", 3, !extension.reconsideration.empty() && !extension.litigation.empty());
  tally.count("form", 2, content.form_schema.is_object());
}

void count_materials(Tally& tally, const ItemContent& content) {
  const auto& materials = content.materials;
  tally.count("materials", 7, !materials.empty());
  if (materials.empty()) return;
  tally.count("material_standards", 4, all(materials, [](const auto& m) { return !m.accept_standard.empty(); }));
  tally.count("material_sources", 3, all(materials, [](const auto& m) { return !m.source_type.empty(); }));
  tally.count("material_copies", 3,
              all(materials, [](const auto& m) { return !m.material_format.empty() && m.originals + m.copies > 0; }));
}

}  // namespace

std::vector<CompletenessPart> completeness_parts(const ItemContent& content) {
  Tally tally;
  count_basic(tally, content);
  count_way(tally, content);
  count_materials(tally, content);
  return std::move(tally.parts);
}

int completeness_score(const ItemContent& content, int warning_count) {
  int filled = 0, whole = 0;
  for (const auto& part : completeness_parts(content)) {
    whole += part.weight;
    filled += part.filled ? part.weight : 0;
  }
  const int share = (filled * 100 + whole / 2) / whole;
  return std::max(0, share - std::min(warning_count, kMostForWarnings));
}

}  // namespace tongban::catalog
