// Where a department is and when: nobody keeps that twice, so it is what most of its guides say.
#include <algorithm>

#include "modules/catalog/actions.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/portal.h"
#include "modules/catalog/store_portal.h"

namespace tongban::catalog {
namespace {

constexpr int kMostGuides = 30;
constexpr std::size_t kMostTold = 3;

class Votes {
 public:
  void add(const std::string& text) {
    if (text.empty()) return;
    const auto at = std::find_if(votes_.begin(), votes_.end(), [&](const auto& vote) { return vote.second == text; });
    if (at == votes_.end())
      votes_.emplace_back(1, text);
    else
      ++at->first;
  }
  std::vector<std::string> most() {
    std::stable_sort(votes_.begin(), votes_.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> texts;
    for (const auto& [count, text] : votes_)
      if (texts.size() < kMostTold) texts.push_back(text);
    return texts;
  }

 private:
  std::vector<std::pair<int, std::string>> votes_;
};

}  // namespace

Result<DepartmentContact> department_contact(Ctx& ctx, const DepartmentIn& in) {
  TRY(get_department(ctx, in));
  DepartmentContact contact;
  Votes addresses, hours, consult, supervise;
  for (const auto& row : store::scored_items(ctx.tx, in.department_id.value, 0, kMostGuides)) {
    const auto frozen = TRY(frozen_item(ctx, row.item_version_id));
    const auto& basic = frozen->content.basic;
    ++contact.guides;
    addresses.add(basic.address);
    hours.add(basic.office_hours);
    consult.add(basic.consult_phone);
    supervise.add(basic.supervise_phone);
  }
  contact.addresses = addresses.most();
  contact.office_hours = hours.most();
  contact.consult_phones = consult.most();
  contact.supervise_phones = supervise.most();
  return contact;
}

}  // namespace tongban::catalog
