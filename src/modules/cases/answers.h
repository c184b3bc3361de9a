// The answers of the form: opened, merged from their groups, checked against the item's JSON Schema, masked for readers
// whose task does not need them. Compiled schemas are kept per node, since published versions never change.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "modules/cases/work.h"
#include "platform/forms/schema.h"

namespace tongban::cases {

// Per node; put into the services by start() (cases.h).
class FormSchemas {
 public:
  // Null when the item has no form of its own. Errors: those of forms::Schema::compile.
  Result<std::shared_ptr<const forms::Schema>> of(const catalog::FrozenItem& item);

 private:
  std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<const forms::Schema>> by_version_;
};

struct AnswerGroup {
  std::string group_key;
  std::int64_t group_version = 0;
  Instant saved_at;
  json::object answers;
};
Result<std::vector<AnswerGroup>> open_groups(Ctx& ctx, const store::CaseRow& row);
json::object merge(const std::vector<AnswerGroup>& groups);

// What is wrong with the answers; pointers begin at the answers (`/household_size`).
Result<std::vector<FieldError>> check_form(Ctx& ctx, const catalog::FrozenItem& item, const json::object& answers);

// Numbers, phones, addresses and whatever the schema marks with `x-personal` are masked; the rest stays, because a
// reviewer decides by it.
json::value mask_answers(const json::value& schema, const json::value& answers);

}  // namespace tongban::cases
