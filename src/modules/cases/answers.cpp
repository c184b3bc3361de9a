#include "modules/cases/answers.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "base/masking.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

std::string text_of(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string mask_by_format(const std::string& format, const std::string& text) {
  if (format == "citizen_id") return mask_citizen_id(text);
  if (format == "credit_code" || format == "organisation_code") return mask_credit_code(text);
  if (format == "mobile" || format == "phone") return mask_phone(text);
  if (format == "address") return mask_address(text);
  if (format == "email") return mask_email(text);
  if (format == "signature") return "***";
  return text;
}

json::value mask_text(const json::object& schema, const json::value& value) {
  const std::string text(value.get_string());
  const auto* personal = schema.if_contains("x-personal");
  if (personal && personal->is_string() && personal->get_string() == "name") return json::value(mask_name(text));
  if (personal && !(personal->is_bool() && !personal->get_bool())) return json::value(mask_number(text));
  return json::value(mask_by_format(text_of(schema, "format"), text));
}

}  // namespace

Result<std::shared_ptr<const forms::Schema>> FormSchemas::of(const catalog::FrozenItem& item) {
  if (item.content.form_schema.is_null()) return std::shared_ptr<const forms::Schema>();
  const std::lock_guard lock(mutex_);
  auto& kept = by_version_[item.item_version_id];
  if (!kept) kept = std::make_shared<const forms::Schema>(TRY(forms::Schema::compile(item.content.form_schema)));
  return kept;
}

Result<std::vector<AnswerGroup>> open_groups(Ctx& ctx, const store::CaseRow& row) {
  std::vector<AnswerGroup> groups;
  for (const auto& stored : store::answers_of(ctx.tx, row.case_id)) {
    const auto context = "case_answers.answers_sealed/" + id_text(row.case_id) + "/" + stored.group_key;
    const auto document = TRY(parse_json(TRY(ctx.services.keyring.open(context, stored.answers_sealed))));
    AnswerGroup group{stored.group_key, stored.group_version, stored.saved_at, {}};
    if (document.is_object()) group.answers = document.get_object();
    groups.push_back(std::move(group));
  }
  return groups;
}

json::object merge(const std::vector<AnswerGroup>& groups) {
  json::object merged;
  for (const auto& group : groups)
    for (const auto& member : group.answers) merged[member.key()] = member.value();
  return merged;
}

Result<std::vector<FieldError>> check_form(Ctx& ctx, const catalog::FrozenItem& item, const json::object& answers) {
  const auto schema = TRY(ctx.services.state<FormSchemas>().of(item));
  if (schema) return schema->check(answers);
  std::vector<FieldError> findings;
  for (const auto& member : answers)
    findings.push_back({"/" + std::string(member.key()), "field.unknown", "没有这个字段"});
  return findings;
}

json::value mask_answers(const json::value& schema, const json::value& answers) {
  static const json::object kNoSchema;
  const auto& rules = schema.is_object() ? schema.get_object() : kNoSchema;
  if (answers.is_string()) return mask_text(rules, answers);
  if (answers.is_array()) {
    const auto* items = rules.if_contains("items");
    json::array masked;
    for (const auto& element : answers.get_array())
      masked.push_back(mask_answers(items ? *items : json::value(), element));
    return masked;
  }
  if (!answers.is_object()) return answers;
  const auto* properties = rules.if_contains("properties");
  json::object masked;
  for (const auto& member : answers.get_object()) {
    const auto* rule =
        properties && properties->is_object() ? properties->get_object().if_contains(member.key()) : nullptr;
    masked[member.key()] = mask_answers(rule ? *rule : json::value(), member.value());
  }
  return masked;
}

}  // namespace tongban::cases
