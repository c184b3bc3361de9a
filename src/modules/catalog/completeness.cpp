#include "modules/catalog/completeness.h"

#include <algorithm>

namespace tongban::catalog {
namespace {

constexpr int kMostForWarnings = 10;

struct Tally {
  int filled = 0;
  int whole = 0;
  void count(int weight, bool is_filled) {
    whole += weight;
    if (is_filled) filled += weight;
  }
};

template <class List, class Predicate>
bool all(const List& list, Predicate predicate) {
  return !list.empty() && std::all_of(list.begin(), list.end(), predicate);
}

void count_basic(Tally& tally, const ItemContent& content) {
  const auto& basic = content.basic;
  tally.count(4, !basic.item_name.empty());
  tally.count(3, !basic.item_type.empty());
  tally.count(7, all(basic.legal_basis, [](const auto& row) { return !row.law.empty(); }));
  tally.count(3, !basic.service_objects.empty());
  tally.count(2, !basic.use_level.empty());
  tally.count(1, !basic.aliases.empty());
  tally.count(3, !content.extension.person_themes.empty() || !content.extension.legal_themes.empty());
  tally.count(7, !basic.conditions.empty());
  tally.count(4, basic.legal_limit.stated || !basic.legal_limit.explanation.empty());
  tally.count(4, basic.promised_limit.stated);
  tally.count(4, !basic.address.empty());
  tally.count(3, !basic.office_hours.empty());
  tally.count(3, !basic.consult_phone.empty());
  tally.count(3, !basic.supervise_phone.empty());
}

void count_way(Tally& tally, const ItemContent& content) {
  const auto& basic = content.basic;
  const auto& extension = content.extension;
  tally.count(5, !content.flow.empty());
  tally.count(3, all(content.flow, [](const auto& step) { return step.limit.stated; }));
  tally.count(2, !basic.handling_forms.empty());
  tally.count(1, basic.trips && (*basic.trips == 0 ? !basic.handling_forms.empty() : !basic.trips_reason.empty()));
  tally.count(3, !extension.online_depth.empty() || !extension.online_level.empty());
  const bool fees_stated =
      !basic.fee_basis.empty() && all(content.fees, [](const auto& fee) { return !fee.fee_standard.empty(); });
  tally.count(3, basic.is_fee && (!*basic.is_fee || fees_stated));
  tally.count(4, !extension.result_types.empty() && !extension.result_name.empty());
  tally.count(1, !extension.result_sample.empty());
  tally.count(2, !extension.delivery_forms.empty());
  tally.count(3, !content.questions.empty());
  tally.count(3, !extension.reconsideration.empty() && !extension.litigation.empty());
  tally.count(2, content.form_schema.is_object());
}

void count_materials(Tally& tally, const ItemContent& content) {
  const auto& materials = content.materials;
  tally.count(7, !materials.empty());
  if (materials.empty()) return;
  tally.count(4, all(materials, [](const auto& m) { return !m.accept_standard.empty(); }));
  tally.count(3, all(materials, [](const auto& m) { return !m.source_type.empty(); }));
  tally.count(3,
              all(materials, [](const auto& m) { return !m.material_format.empty() && m.originals + m.copies > 0; }));
}

}  // namespace

int completeness_score(const ItemContent& content, int warning_count) {
  Tally tally;
  count_basic(tally, content);
  count_way(tally, content);
  count_materials(tally, content);
  const int share = (tally.filled * 100 + tally.whole / 2) / tally.whole;
  return std::max(0, share - std::min(warning_count, kMostForWarnings));
}

}  // namespace tongban::catalog
