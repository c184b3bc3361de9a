#include "base/item_codes.h"
#include "base/text.h"
#include "modules/catalog/actions.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/places.h"
#include "modules/catalog/state.h"

namespace tongban::catalog {
namespace {

Error bad_field(const char* pointer, const char* key, const char* detail) {
  return unprocessable(key, detail, {{pointer, key, detail}});
}

}  // namespace

BasicItemView basic_item_view(Ctx& ctx, const store::BasicItemRow& row) {
  BasicItemView view;
  view.basic_item_id.value = row.basic_item_id;
  view.basic_code = row.basic_code;
  view.local_basic_code = row.local_basic_code;
  view.private_code = row.private_code;
  view.name = row.name;
  view.item_type = ctx.services.state<State>().dictionary(ctx)->named("item_type", row.item_type);
  view.central_authority = row.central_authority;
  if (auto content = from_json_text<BasicItemContent>(row.content)) view.content = *std::move(content);
  view.source = row.source;
  view.confidence = row.confidence;
  view.item_count = row.item_count;
  return view;
}

Result<BasicItemList> list_basic_items(Ctx& ctx, const ListBasicItemsIn& in) {
  const auto after = TRY(optional_id(in.after, "/query/after"));
  const int limit = page_size(in.limit);
  BasicItemList list;
  for (const auto& row : store::list_basic_items(ctx.tx, in.item_type, trim(in.text), after, limit))
    list.basic_items.push_back(basic_item_view(ctx, row));
  if (list.basic_items.size() == static_cast<std::size_t>(limit))
    list.next = id_text(list.basic_items.back().basic_item_id.value);
  return list;
}

Result<BasicItemView> get_basic_item(Ctx& ctx, const BasicItemIn& in) {
  const auto row = store::find_basic_item(ctx.tx, in.basic_item_id.value);
  if (!row) return not_found("catalog.no_such_basic_item", "没有这个基本目录事项");
  return basic_item_view(ctx, *row);
}

Result<BasicItemView> create_basic_item(Ctx& ctx, const CreateBasicItemIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  if (trim(in.name).empty()) return bad_field("/name", "catalog.name_required", "请填写事项名称");
  // One of the codes tells it from others, also in an export that is imported elsewhere.
  if (in.basic_code.empty() && trim(in.local_basic_code).empty())
    return bad_field("/local_basic_code", "field.required", "没有基本编码的，应有地方基本编码");
  store::BasicItemRow row;
  if (!in.basic_code.empty()) {
    const auto code = parse_basic_code(in.basic_code);
    if (!code) return bad_field("/basic_code", "catalog.bad_basic_code", "基本编码应为 12 位数字");
    if (is_demonstration_code(code->code))
      return bad_field("/basic_code", "catalog.private_range", "99 开头的编码只能用于演示事项");
    if (code->item_type != in.item_type)
      return bad_field("/basic_code", "catalog.code_against_type", "基本编码中的事项类型与事项类型不一致");
    row.basic_code = code->code;
  }
  if (!Dictionary::load(ctx.tx, ctx.now)->known_code("item_type", in.item_type))
    return bad_field("/item_type", "catalog.unknown_code", "事项类型不在字典中");
  row.basic_item_id = ctx.new_id();
  row.local_basic_code = in.local_basic_code;
  row.name = trim(in.name);
  row.item_type = in.item_type;
  row.central_authority = in.central_authority;
  row.content = to_json(in.content);
  row.source = in.source;
  row.confidence = in.confidence;
  if (!store::insert_basic_item(ctx.tx, row, ctx.now))
    return conflict("catalog.basic_code_taken", "该编码已有基本目录事项");
  ctx.audit = audited(ctx, "basic_item", row.basic_item_id, "created", reason);
  return basic_item_view(ctx, row);
}

}  // namespace tongban::catalog
