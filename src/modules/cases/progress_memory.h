// What public progress tells of the cases that were asked for lately, folded from their events. A node keeps it by
// number; each request asks the database whether the case is still at that version, so nothing is older than a read.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modules/cases/clocks.h"
#include "modules/cases/store_mark.h"
#include "modules/cases/views.h"

namespace tongban::cases {

struct KnownProgress {
  store::CaseMark mark;
  std::string query_code, item_name, department_name;
  State state;
  CaseLimits limits;
  std::vector<ProgressStep> steps;
};

// Shared by threads. Holds at most twice kGeneration cases: those asked for since the last turn of the generations, and
// those of the one before.
class ProgressMemory {
 public:
  static constexpr std::size_t kGeneration = 2048;

  std::shared_ptr<const KnownProgress> find(const std::string& number);  // null: not known
  void keep(const std::string& number, std::shared_ptr<const KnownProgress> known);

 private:
  using Known = std::unordered_map<std::string, std::shared_ptr<const KnownProgress>>;
  void keep_young(const std::string& number, std::shared_ptr<const KnownProgress> known);

  std::mutex mutex_;
  Known young_, old_;
};

}  // namespace tongban::cases
