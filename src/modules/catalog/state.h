// What the catalogue keeps in memory per node: parsed published versions and a snapshot of the dictionary. Both can be
// lost at any time: the database has everything.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/instant.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/gate.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

inline constexpr std::chrono::seconds kSnapshotAge{60};  // how old names may be
inline constexpr std::size_t kMaxFrozenItems = 1000;     // parsed versions kept; the least recently used go first

// The dictionary on one day.
class Dictionary final : public GateLookup {
 public:
  static std::shared_ptr<const Dictionary> load(db::Tx& tx, Instant now);

  bool known_code(std::string_view code_set, std::string_view code) const override;
  const std::vector<std::string>& phrases(std::string_view code_set) const override;
  std::vector<FieldError> form_problems(const json::value& schema) const override;
  // The name, or the code itself.
  std::string name(std::string_view code_set, std::string_view code) const;
  CodeName named(std::string_view code_set, std::string_view code) const {
    return {std::string(code), code.empty() ? std::string() : name(code_set, code)};
  }
  std::vector<CodeName> named(std::string_view code_set, const std::vector<std::string>& codes) const;
  Instant loaded_at() const { return loaded_at_; }

 private:
  Instant loaded_at_;
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> names_;
  std::map<std::string, std::vector<std::string>, std::less<>> phrases_;
};

class State {
 public:
  // Not older than kSnapshotAge.
  std::shared_ptr<const Dictionary> dictionary(Ctx& ctx);

  std::shared_ptr<const FrozenItem> find(std::int64_t item_version_id, Instant now);
  void keep(std::shared_ptr<const FrozenItem> item, Instant now);

 private:
  struct Kept {
    std::shared_ptr<const FrozenItem> item;
    Instant loaded_at;
    std::list<std::int64_t>::iterator place;
  };
  std::mutex mutex_;
  std::shared_ptr<const Dictionary> dictionary_;
  std::unordered_map<std::int64_t, Kept> kept_;
  std::list<std::int64_t> recent_;  // most recently used first
};

}  // namespace tongban::catalog
