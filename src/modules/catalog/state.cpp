#include "modules/catalog/state.h"

#include "modules/catalog/store_places.h"
#include "platform/forms/schema.h"

namespace tongban::catalog {

std::shared_ptr<const Dictionary> Dictionary::load(db::Tx& tx, Instant now) {
  auto dictionary = std::make_shared<Dictionary>();
  dictionary->loaded_at_ = now;
  for (const auto& row : store::list_codes(tx, "", local_date(now).text())) {
    dictionary->names_[row.code_set].emplace(row.code, row.name);
    if (row.code_set.starts_with("vague_")) dictionary->phrases_[row.code_set].push_back(row.code);
  }
  return dictionary;
}

bool Dictionary::known_code(std::string_view code_set, std::string_view code) const {
  const auto set = names_.find(code_set);
  return set != names_.end() && set->second.contains(code);
}

const std::vector<std::string>& Dictionary::phrases(std::string_view code_set) const {
  static const std::vector<std::string> kNone;
  const auto found = phrases_.find(code_set);
  return found == phrases_.end() ? kNone : found->second;
}

std::vector<FieldError> Dictionary::form_problems(const json::value& schema) const {
  auto compiled = forms::Schema::compile(schema);
  if (compiled.ok()) return {};
  auto error = std::move(compiled).error();
  if (error.fields.empty()) error.fields.push_back({"", error.key, error.detail});
  return error.fields;
}

std::string Dictionary::name(std::string_view code_set, std::string_view code) const {
  const auto set = names_.find(code_set);
  if (set == names_.end()) return std::string(code);
  const auto found = set->second.find(code);
  return found == set->second.end() ? std::string(code) : found->second;
}

std::vector<CodeName> Dictionary::named(std::string_view code_set, const std::vector<std::string>& codes) const {
  std::vector<CodeName> named_codes;
  for (const auto& code : codes) named_codes.push_back(named(code_set, code));
  return named_codes;
}

std::shared_ptr<const Dictionary> State::dictionary(Ctx& ctx) {
  {
    const std::lock_guard lock(mutex_);
    if (dictionary_ && ctx.now - dictionary_->loaded_at() < kSnapshotAge && dictionary_->loaded_at() <= ctx.now)
      return dictionary_;
  }
  // Loaded without the lock: two readers may load the same at once, which is harmless.
  auto loaded = Dictionary::load(ctx.tx, ctx.now);
  const std::lock_guard lock(mutex_);
  dictionary_ = loaded;
  return loaded;
}

std::shared_ptr<const FrozenItem> State::find(std::int64_t item_version_id, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(item_version_id);
  if (found == kept_.end() || now - found->second.loaded_at >= kSnapshotAge || found->second.loaded_at > now)
    return nullptr;
  recent_.splice(recent_.begin(), recent_, found->second.place);
  return found->second.item;
}

void State::keep(std::shared_ptr<const FrozenItem> item, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto id = item->item_version_id;
  if (const auto before = kept_.find(id); before != kept_.end()) {
    recent_.erase(before->second.place);
    kept_.erase(before);
  }
  recent_.push_front(id);
  kept_.emplace(id, Kept{std::move(item), now, recent_.begin()});
  while (kept_.size() > kMaxFrozenItems) {
    kept_.erase(recent_.back());
    recent_.pop_back();
  }
}

}  // namespace tongban::catalog
