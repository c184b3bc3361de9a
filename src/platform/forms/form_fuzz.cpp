// A form's schema (first line) and answers to it, both hostile: the logic of JSON Schema holds for whatever compiles,
// and no pair takes long.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/forms/schema.h"

namespace tongban::forms {
namespace {

constexpr int kDepth = 32;

// The schema inside another, its references still pointing to their targets.
json::value inside(const char* text, const json::value& schema) {
  auto outer = *parse_json(text);
  outer.at("$defs").at("s") = schema;
  return outer;
}

bool has_reference(std::string_view schema_text) { return schema_text.find('$') != std::string_view::npos; }

bool too_complex(const std::vector<FieldError>& findings) {
  return !findings.empty() && findings.back().key == "form.too_complex";
}

void check_findings(const std::vector<FieldError>& findings) {
  PROMISE(findings.size() <= Schema::kMaxFindings + 1);
  for (const auto& finding : findings) {
    PROMISE(!finding.key.empty() && is_valid_utf8(finding.pointer));
    PROMISE(finding.pointer.empty() || finding.pointer.front() == '/');
  }
}

void check_logic(const json::value& schema, const json::value& answers, bool passes) {
  struct Law {
    const char* text;
    bool when_passed, when_failed;
  };
  static const Law laws[] = {
      {R"({"not":{"$ref":"#/$defs/s"},"$defs":{"s":0}})", false, true},
      {R"({"allOf":[{"$ref":"#/$defs/s"},true],"$defs":{"s":0}})", true, false},
      {R"({"anyOf":[false,{"$ref":"#/$defs/s"}],"$defs":{"s":0}})", true, false},
      {R"({"oneOf":[{"$ref":"#/$defs/s"},true],"$defs":{"s":0}})", false, true},
      {R"({"if":{"$ref":"#/$defs/s"},"then":false,"else":true,"$defs":{"s":0}})", false, true},
  };
  for (const auto& law : laws) {
    const auto compiled = Schema::compile(inside(law.text, schema));
    if (!compiled) continue;  // one level more may be too deep
    const auto findings = compiled->check(answers);
    if (too_complex(findings)) continue;
    PROMISE(findings.empty() == (passes ? law.when_passed : law.when_failed));
  }
}

}  // namespace

FUZZ_TARGET(form) {
  fuzz::Pieces pieces(input);
  const auto schema_text = pieces.line();
  const auto schema = parse_json(schema_text, kDepth);
  const auto answers = parse_json(pieces.rest(), kDepth);
  if (!schema) return;
  const auto compiled = Schema::compile(*schema);
  if (!compiled) {
    PROMISE(compiled.error().key == "form.schema_invalid" && !compiled.error().fields.empty());
    return check_findings(compiled.error().fields);
  }
  if (!answers) return;
  const auto findings = compiled->check(*answers);
  check_findings(findings);
  PROMISE(compiled->check(*answers).size() == findings.size());
  if (!too_complex(findings) && !has_reference(schema_text)) check_logic(*schema, *answers, findings.empty());
}

}  // namespace tongban::forms
