// The form of an item as a page to print: blank, or filled with examples that cannot be anybody's. Both are made of the
// published form itself, so that paper and screen ask for the same.
#include <utility>

#include "modules/catalog/actions.h"
#include "modules/catalog/html_page.h"

namespace tongban::catalog {
namespace {

std::string text_member(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string();
}
const json::object* object_member(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member != nullptr && member->is_object() ? &member->get_object() : nullptr;
}

std::string choices_of(const json::object& field, bool sample) {
  const auto* choices = field.if_contains("enum");
  std::string text;
  if (choices == nullptr || !choices->is_array()) return text;
  for (const auto& choice : choices->get_array())
    if (choice.is_string()) text += (text.empty() ? (sample ? "☑ " : "☐ ") : "　☐ ") + std::string(choice.get_string());
  return text;
}

// Numbers with wrong check digits, and names that say what they are.
std::string example_of(const json::object& field) {
  constexpr std::pair<const char*, const char*> kExamples[] = {{"credit_code", "91000000000000000X（示例）"},
                                                               {"citizen_id", "110101190001010000（示例）"},
                                                               {"mobile", "13800000000（示例）"},
                                                               {"date", "2026-01-01（示例）"},
                                                               {"region", "某省某市某县（示例）"},
                                                               {"address", "某县某街道某路1号（示例）"},
                                                               {"email", "example@example.com（示例）"}};
  const auto format = text_member(field, "format");
  for (const auto& [name, example] : kExamples)
    if (format == name) return example;
  if (text_member(field, "x-personal") == "name") return "张某（示例）";
  const auto type = text_member(field, "type");
  if (type == "integer" || type == "number") return "10（示例）";
  if (type == "boolean") return "☑ 是　☐ 否";
  return type == "string" ? "（按实际情况填写）" : "";
}

std::string value_of(const json::object& field, bool sample) {
  auto choices = choices_of(field, sample);
  if (const auto* items = object_member(field, "items"); items != nullptr && choices.empty())
    choices = choices_of(*items, sample);
  if (!choices.empty()) return choices;
  if (sample) return example_of(field);
  return text_member(field, "type") == "boolean" ? "☐ 是　☐ 否" : std::string();
}

void write_field(Page& page, const json::object& field, bool sample) {
  const auto title = text_member(field, "title");
  const auto* items = object_member(field, "items");
  const auto* columns = items == nullptr ? nullptr : object_member(*items, "properties");
  if (columns == nullptr) return page.blank(title, value_of(field, sample));
  // A table: one line for each column would hide that there may be several rows.
  page.close_table();
  page.heading(title);
  page.open_table();
  std::vector<std::string> names, values;
  for (const auto& column : *columns) {
    if (!column.value().is_object()) continue;
    names.push_back(text_member(column.value().get_object(), "title"));
    values.push_back(value_of(column.value().get_object(), sample));
  }
  page.row(names, "th");
  page.row(values);
  page.row(std::vector<std::string>(names.size(), "　"));
  page.close_table();
  page.open_table();
}

void write_element(Page& page, const json::object& element, const json::object& fields, bool sample) {
  constexpr std::string_view kScope = "#/properties/";
  const auto scope = text_member(element, "scope");
  if (scope.starts_with(kScope))
    if (const auto* field = object_member(fields, std::string_view(scope).substr(kScope.size())))
      write_field(page, *field, sample);
  const auto* parts = element.if_contains("elements");
  if (parts == nullptr || !parts->is_array()) return;
  const bool group = text_member(element, "type") == "Group";
  if (group) {
    page.heading(text_member(element, "label"));
    page.open_table();
  }
  for (const auto& part : parts->get_array())
    if (part.is_object()) write_element(page, part.get_object(), fields, sample);
  if (group) page.close_table();
}

}  // namespace

std::string form_page(const Guide& guide, bool sample) {
  Page page;
  page.begin(guide.header.item_name + (sample ? " 申请表（填写示例）" : " 申请表"));
  if (guide.header.demonstration) page.notice("演示数据，非正式表格");
  if (sample) page.notice("示例中的姓名、号码和地址均为虚构");
  if (guide.form_schema.is_object() && guide.form_layout.is_object())
    if (const auto* fields = object_member(guide.form_schema.get_object(), "properties"))
      write_element(page, guide.form_layout.get_object(), *fields, sample);
  if (!sample) page.paragraph("申请人（签名或者盖章）：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日");
  page.paragraph(guide.header.department_name + "　第 " + std::to_string(guide.header.version) + " 版，自 " +
                 guide.header.effective_from + " 起使用");
  return page.end();
}

}  // namespace tongban::catalog
