// The texts, as administrators see and change them. Saving makes a new version; what was said with an earlier one stays
// as it was said.
#include "modules/messages/actions.h"
#include "modules/messages/shipped.h"

namespace tongban::messages {
namespace {

constexpr Channel kChannels[] = {Channel::page, Channel::mail, Channel::sms, Channel::push};

TemplateView view_of(const store::TemplateRow& row) {
  TemplateView view;
  view.kind = row.kind, view.channel = row.channel;
  view.version = row.version, view.active = row.active;
  view.zh = row.texts.zh, view.en = row.texts.en;
  view.placeholders = placeholders_of(row.kind, row.channel);
  view.required = required_placeholders(row.kind, row.channel);
  if (row.version > 0) view.saved_at = row.saved_at;
  return view;
}

Error no_such_text() { return not_found("messages.no_such_template", "没有这个消息模板"); }

Result<void> check(MessageKind kind, Channel channel, const Texts& texts) {
  auto faults = faults_of(kind, channel, texts);
  if (faults.empty()) return {};
  return Error{Code::invalid, "input.invalid", "提交的内容有误，请按提示修改", std::move(faults)};
}

}  // namespace

Result<TemplateList> list_templates(Ctx& ctx, const Nothing&) {
  std::map<std::pair<MessageKind, Channel>, store::TemplateRow> saved;
  for (auto& row : store::current_templates(ctx.tx)) saved.emplace(std::pair(row.kind, row.channel), std::move(row));
  const auto& shipped = ctx.services.state<ShippedTexts>();
  TemplateList list;
  for (const auto kind : all_of<MessageKind>())
    for (const auto channel : kChannels) {
      const auto* texts = shipped.find(kind, channel);
      if (!texts) continue;
      const auto found = saved.find({kind, channel});
      store::TemplateRow as_shipped;
      as_shipped.kind = kind, as_shipped.channel = channel, as_shipped.texts = *texts;
      list.templates.push_back(view_of(found == saved.end() ? as_shipped : found->second));
    }
  return list;
}

Result<TemplateList> template_versions(Ctx& ctx, const TemplateRef& in) {
  const auto* shipped = ctx.services.state<ShippedTexts>().find(in.kind, in.channel);
  if (!shipped) return no_such_text();
  TemplateList list;
  for (const auto& row : store::versions_of(ctx.tx, in.kind, in.channel)) list.templates.push_back(view_of(row));
  store::TemplateRow as_shipped;
  as_shipped.kind = in.kind, as_shipped.channel = in.channel, as_shipped.texts = *shipped;
  list.templates.push_back(view_of(as_shipped));
  return list;
}

Result<TemplateView> save_template(Ctx& ctx, const TemplateIn& in) {
  const auto now = template_in_force(ctx, in.kind, in.channel);
  if (!now) return no_such_text();
  ctx.audit = {"template", 0, std::string(enum_text(in.kind)) + " " + std::string(enum_text(in.channel))};
  if (!in.active && (in.channel == Channel::page || in.kind == MessageKind::mail_confirmation))
    return unprocessable("messages.always_told", "站内消息和邮箱验证不能停用",
                         {{"/active", "field.range", "不能停用"}});
  const Texts texts{in.zh, in.en};
  TRY(check(in.kind, in.channel, texts));
  store::TemplateRow row;
  row.template_id = ctx.new_id();
  row.kind = in.kind, row.channel = in.channel;
  row.version = now->version + 1;
  row.active = in.active, row.texts = texts;
  row.saved_by = ctx.actor.account_id, row.saved_at = ctx.now;
  if (now->version != in.expected_version || !store::insert_template(ctx.tx, row))
    return Error{Code::stale, "messages.stale_template", "模板已在别处更改，请刷新后再试"};
  ctx.audit.object_id = row.template_id;
  ctx.audit.detail += " v" + std::to_string(row.version);
  return view_of(row);
}

Result<Preview> preview_template(Ctx& ctx, const PreviewIn& in) {
  if (!ctx.services.state<ShippedTexts>().find(in.kind, in.channel)) return no_such_text();
  TRY(check(in.kind, in.channel, {in.zh, in.en}));
  return Preview{fill_in(in.zh, sample_values(TextLanguage::zh)), fill_in(in.en, sample_values(TextLanguage::en))};
}

}  // namespace tongban::messages
