#include "modules/cases/progress_memory.h"

#include <utility>

namespace tongban::cases {

std::shared_ptr<const KnownProgress> ProgressMemory::find(const std::string& number) {
  const std::lock_guard lock(mutex_);
  if (const auto at = young_.find(number); at != young_.end()) return at->second;
  const auto at = old_.find(number);
  if (at == old_.end()) return nullptr;
  auto known = at->second;
  keep_young(number, known);
  return known;
}

void ProgressMemory::keep(const std::string& number, std::shared_ptr<const KnownProgress> known) {
  const std::lock_guard lock(mutex_);
  keep_young(number, std::move(known));
}

void ProgressMemory::keep_young(const std::string& number, std::shared_ptr<const KnownProgress> known) {
  if (young_.size() >= kGeneration) old_ = std::exchange(young_, {});
  young_.insert_or_assign(number, std::move(known));
}

}  // namespace tongban::cases
