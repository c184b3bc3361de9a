// Checks form answers against the JSON Schema of an item: a documented subset of draft 2020-12 with our own messages,
// formats (citizen_id, credit_code, mobile, …) and limits. A schema is compiled once and then read by many threads.
// Schemas come from catalogue editors, answers from anyone: both are hostile. Patterns run on RE2, which is linear in
// time.
//
// Keywords: type enum const · properties required additionalProperties patternProperties propertyNames minProperties
// maxProperties dependentRequired dependentSchemas · items prefixItems minItems maxItems uniqueItems contains
// minContains maxContains · minLength maxLength pattern format · minimum maximum exclusiveMinimum exclusiveMaximum
// multipleOf · allOf anyOf oneOf not if then else · $ref (within the document) $defs. Annotations (title, description,
// default, examples, readOnly, writeOnly, deprecated, $schema, $id, $comment, x-…) are kept aside. Any other keyword is
// refused.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace tongban::forms {

struct SchemaNode;

class Schema {
 public:
  // Errors (Code::unprocessable): `form.schema_invalid`, with one FieldError for each fault and its place in the
  // schema.
  static Result<Schema> compile(const json::value& document);

  // What is wrong with `answers`, each with a JSON pointer; empty when all is well. At most kMaxFindings.
  // A check that would take more than kMaxSteps steps ends with the finding `form.too_complex`.
  std::vector<FieldError> check(const json::value& answers) const;

  static constexpr std::size_t kMaxFindings = 200;
  static constexpr int kMaxSteps = 200'000;
  static constexpr int kMaxDepth = 48;

 private:
  std::shared_ptr<const std::vector<SchemaNode>> nodes_;
};

// Whether `text` has the named format; unknown formats are refused by compile(). Returns "" or the stable error key.
bool known_format(std::string_view format);
std::string format_problem(std::string_view format, std::string_view text);

}  // namespace tongban::forms
