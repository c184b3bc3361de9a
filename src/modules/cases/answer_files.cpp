#include "modules/cases/answer_files.h"

#include <algorithm>
#include <functional>

#include "platform/files/file_store.h"

namespace tongban::cases {
namespace {

std::string_view text_of(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

// Told of each file that is named: its pointer, its format and its id.
using Visit = std::function<void(const std::string& pointer, std::string_view format, std::string_view id)>;

void each_file(const json::value& schema, const json::value& answers, const std::string& at, int depth,
               const Visit& visit) {
  constexpr int kRowsOfTables = 2;  // the form, a table, its row: nothing deeper holds files
  if (!schema.is_object() || depth > kRowsOfTables) return;
  const auto& rules = schema.get_object();
  if (answers.is_string()) {
    const auto format = text_of(rules, "format");
    if (format == "file" || format == "signature") visit(at, format, answers.get_string());
  } else if (answers.is_array()) {
    const auto* items = rules.if_contains("items");
    for (std::size_t i = 0; items && i < answers.get_array().size(); ++i)
      each_file(*items, answers.get_array()[i], at + "/" + std::to_string(i), depth, visit);
  } else if (answers.is_object()) {
    const auto* properties = rules.if_contains("properties");
    if (!properties || !properties->is_object()) return;
    for (const auto& member : answers.get_object())
      if (const auto* rule = properties->get_object().if_contains(member.key()))
        each_file(*rule, member.value(), at + "/" + std::string(member.key()), depth + 1, visit);
  }
}

}  // namespace

std::vector<std::int64_t> files_in_answers(const json::value& schema, const json::object& answers) {
  std::vector<std::int64_t> files;
  each_file(schema, answers, "", 0, [&](const std::string&, std::string_view, std::string_view id) {
    if (const auto file_id = parse_id(id)) files.push_back(*file_id);
  });
  return files;
}

Result<void> check_answer_files(Ctx& ctx, const json::value& schema, const json::object& answers,
                                const json::object& before) {
  const auto known = files_in_answers(schema, before);
  std::vector<FieldError> wrong;
  each_file(schema, answers, "/answers", 0, [&](const std::string& at, std::string_view format, std::string_view id) {
    const auto file_id = parse_id(id);
    if (file_id && std::find(known.begin(), known.end(), *file_id) != known.end()) return;
    const auto file = ctx.services.files.find_owned(ctx.tx, file_id.value_or(0), ctx.actor.account_id);
    if (!file)
      wrong.push_back({at, "file.not_found", "没有这个文件，请重新上传"});
    else if (format == "signature" && file->media_type != "image/png")
      wrong.push_back({at, "cases.signature_not_a_picture", "签名应为 PNG 图片"});
  });
  if (wrong.empty()) return {};
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(wrong)};
}

}  // namespace tongban::cases
