#include "base/described.h"

#include <cmath>
#include <limits>

#include "base/text.h"

namespace tongban {

void JsonReader::text(const json::value& value, std::string& into, int max_code_points) {
  const auto* text = value.if_string();
  if (text == nullptr) return fail("field.type", "此处应为文字");
  const std::string_view view(text->data(), text->size());
  if (count_code_points(view) > static_cast<std::size_t>(max_code_points))
    return fail("field.too_long", "超出长度，最多 " + std::to_string(max_code_points) + " 个字");
  if (has_control_characters(view, Lines::several)) return fail("field.control_character", "含有不可见的控制字符");
  into.assign(view);
}

void JsonType<bool>::read(JsonReader& reader, const json::value& value, bool& into) {
  if (!value.is_bool()) return reader.fail("field.type", "此处应为 true 或 false");
  into = value.get_bool();
}

void JsonType<std::int64_t>::read(JsonReader& reader, const json::value& value, std::int64_t& into) {
  if (value.is_int64()) {
    into = value.get_int64();
  } else if (value.is_double() && std::trunc(value.get_double()) == value.get_double() &&
             std::abs(value.get_double()) < 9007199254740992.0) {
    into = static_cast<std::int64_t>(value.get_double());
  } else {
    reader.fail("field.type", "此处应为整数");
  }
}

void JsonType<int>::read(JsonReader& reader, const json::value& value, int& into) {
  std::int64_t wide = 0;
  JsonType<std::int64_t>::read(reader, value, wide);
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
    return reader.fail("field.out_of_range", "数字超出范围");
  into = static_cast<int>(wide);
}

void JsonType<double>::read(JsonReader& reader, const json::value& value, double& into) {
  if (value.is_double())
    into = value.get_double();
  else if (value.is_int64())
    into = static_cast<double>(value.get_int64());
  else
    reader.fail("field.type", "此处应为数字");
}

void JsonType<Id>::read(JsonReader& reader, const json::value& value, Id& into) {
  const auto* text = value.if_string();
  const auto id = text ? parse_id(std::string_view(text->data(), text->size())) : std::nullopt;
  if (!id) return reader.fail("field.bad_id", "编号格式不对");
  into.value = *id;
}

void JsonType<Date>::read(JsonReader& reader, const json::value& value, Date& into) {
  const auto* text = value.if_string();
  const auto date = text ? Date::parse(std::string_view(text->data(), text->size())) : std::nullopt;
  if (!date) return reader.fail("field.bad_date", "日期应写作 2026-01-31");
  into = *date;
}
void JsonType<Date>::write(std::string& out, Date value) { append_json_string(out, value.text()); }

void JsonType<Instant>::read(JsonReader& reader, const json::value& value, Instant& into) {
  const auto* text = value.if_string();
  const auto instant = text ? parse_instant(std::string_view(text->data(), text->size())) : std::nullopt;
  if (!instant) return reader.fail("field.bad_time", "时间应写作 2026-01-31T09:00:00+08:00");
  into = *instant;
}
void JsonType<Instant>::write(std::string& out, Instant value) { append_json_string(out, iso_text(value)); }

std::string published_name(std::string_view pretty_function) {
  // gcc: "std::string tongban::type_name() [with T = tongban::cases::CaseView; std::string = …]"; clang: "[T = …]".
  auto begin = pretty_function.find("T = ") + 4;
  auto end = pretty_function.find_first_of(";]", begin);
  auto name = pretty_function.substr(begin, end - begin);
  if (name.starts_with("tongban::")) name.remove_prefix(9);
  std::string out;
  bool upper = true;
  while (!name.empty()) {
    constexpr std::string_view kAnonymous = "{anonymous}";
    if (name.starts_with(kAnonymous)) {  // as gcc writes a namespace without a name
      name.remove_prefix(kAnonymous.size());
      continue;
    }
    const char ch = name.front();
    name.remove_prefix(1);
    const bool lower = ch >= 'a' && ch <= 'z';
    const bool part = lower || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_';
    if (part) out += upper && lower ? static_cast<char>(ch - 32) : ch;
    upper = !part;
  }
  return out;
}

}  // namespace tongban
