#include <algorithm>

#include "base/text.h"
#include "engine/bpmn/world.h"

namespace tongban::bpmn {
namespace {

constexpr std::string_view kData = "data of the kit";

bool is_word(std::string_view text) {
  for (const char c : text)
    if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
  return !text.empty();
}

bool begins(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

}  // namespace

std::optional<Result<Services::Done>> KitServices::script(const Node& node, const Variables& inputs) {
  const std::string_view text = trim(node.script);
  Done done;
  if (!is_word(text)) return std::nullopt;
  if (begins(text, "SCRIPT_")) {
    traces_.emplace_back(text);
  } else if (text == "CREATE_LOG_FILE") {
    return done;
  } else if (text == "CREATE_MARKER_FILE") {
    if (!marked_) traces_.emplace_back("MARKER_exists");
    marked_ = true;
  } else if (begins(text, "INCREMENT_INTEGER_VARIABLE")) {
    const auto* value = find(inputs, "integerVariable");
    const auto number = value && value->is(feel::Kind::number) ? value->as_number().to_integer() : std::nullopt;
    if (!number) return Result<Done>(unprocessable("bpmn.kit", "integerVariable"));
    done.variables.emplace_back("integerVariable", Value::integer(*number + 1));
    if (text.find("LOG") != std::string_view::npos) traces_.emplace_back("INCREMENT_correct");
  } else if (begins(text, "SET_") && text.find("DATA") != std::string_view::npos) {
    for (const auto& move : node.outputs) done.variables.emplace_back(move.from, Value::string(std::string(kData)));
    if (node.outputs.empty()) done.variables.emplace_back("data", Value::string(std::string(kData)));
  } else if (text == "LOG_DATA") {
    for (const auto& [name, value] : inputs)
      if (value.is(feel::Kind::string) && value.as_string() == kData) {
        traces_.emplace_back("DATA_correct");
        break;
      }
  } else if (begins(text, "CREATE_TIMESTAMP_LOG_")) {
    const auto now = clock_();
    const auto ends = now + std::chrono::microseconds(kLongScriptMicros);
    for (const auto& [other, span] : spans_)
      if (other != text && span.first < ends && now < span.second) traces_.emplace_back("EXECUTION_parallel");
    spans_.push_back({std::string(text), {now, ends}});
    done.later = true;
  } else {
    return std::nullopt;
  }
  return done;
}

}  // namespace tongban::bpmn
