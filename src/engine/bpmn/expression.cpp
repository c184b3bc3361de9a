#include "engine/bpmn/expression.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tongban::bpmn {
namespace {

constexpr std::array<std::string_view, 24> kWords = {
    "if",        "then", "else",     "for",      "in",   "return",  "some",  "every",
    "satisfies", "and",  "or",       "not",      "true", "null",    "false", "between",
    "instance",  "of",   "function", "external", "list", "context", "range", "item"};

bool begins_name(char32_t c) {
  return c == '_' || c == '?' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC0;
}
bool continues_name(char32_t c) { return begins_name(c) || (c >= '0' && c <= '9') || c == 0xB7; }
bool is_wide_mark(char32_t c) { return (c >= 0x3000 && c <= 0x303F) || c >= 0xFF00; }

void skip_string(std::string_view text, std::size_t& at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  if (at < text.size()) ++at;
}

// The words that can be variables: no keyword, not before a parenthesis (a function), not after a dot (a member).
std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  bool after_dot = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      skip_string(text, at);
      continue;
    }
    const auto begin = at;
    const auto c = next_code_point(text, at);
    if (!begins_name(c) || is_wide_mark(c)) {
      if (c == '.')
        after_dot = true;
      else if (c != ' ' && c != '\n' && c != '\t')
        after_dot = false;
      while (c >= '0' && c <= '9' && at < text.size() && (text[at] == '.' || (text[at] >= '0' && text[at] <= '9')))
        ++at;
      continue;
    }
    auto end = at;
    while (at < text.size()) {
      const auto next = next_code_point(text, at);
      if (!continues_name(next) || is_wide_mark(next)) break;
      end = at;
    }
    at = end;
    const auto word = text.substr(begin, end - begin);
    const auto next = text.find_first_not_of(" \t\n", end);
    const bool called = next != std::string_view::npos && text[next] == '(';
    if (!after_dot && !called && std::find(kWords.begin(), kWords.end(), word) == kWords.end())
      words.emplace_back(word);
    after_dot = false;
  }
  return words;
}

feel::DateTime now_of(Instant now) {
  const auto zone = feel::make_offset(8 * 3600).value_or(feel::Zone());
  const auto nanosecond = static_cast<std::uint32_t>((now.micros() - now.seconds() * 1'000'000) * 1000);
  return feel::date_time_of(now.seconds(), nanosecond, zone).value_or(feel::DateTime());
}

}  // namespace

Result<Expression> Expression::parse(std::string_view text, const std::vector<std::string>& declared) {
  text = trim(text);
  feel::Scope scope;
  for (const auto& name : declared)
    if (text.find(name) != std::string_view::npos) scope.variable(name);
  for (const auto& word : words_in(text)) scope.variable(word);
  auto compiled = TRY(feel::Expression::parse(text, scope));
  const auto& names = scope.variables();
  const auto read = compiled.used_variables();
  std::vector<bool> used(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) used[i] = std::find(read.begin(), read.end(), names[i]) != read.end();
  return Expression(std::string(text), std::move(compiled), names, std::move(used));
}

Result<Value> Expression::evaluate(const Lookup& lookup, Instant now) const {
  std::vector<Value> values(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (used_[i]) values[i] = lookup(names_[i]);
  feel::Environment environment;
  environment.limits.steps = 200'000;
  environment.limits.memory = 8 * 1024 * 1024;
  environment.now = now_of(now);
  return TRY(compiled_.evaluate(values, environment)).value;
}

bool Expression::reads(std::string_view variable) const {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (used_[i] && names_[i] == variable) return true;
  return false;
}

}  // namespace tongban::bpmn
