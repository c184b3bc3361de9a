#include "modules/messages/shipped.h"

#include "modules/messages/messages.h"

namespace tongban::messages {
namespace {

void tell(ShippedTexts& shipped, const std::string& fault) {
  shipped.faults += (shipped.faults.empty() ? "" : "; ") + fault;
}

void take_kind(ShippedTexts& shipped, MessageKind kind, const json::object& channels) {
  for (const auto& [name, value] : channels) {
    const auto channel = parse_enum<Channel>(std::string_view(name.data(), name.size()));
    auto texts = from_json<Texts>(value);
    const auto place = std::string(enum_text(kind)) + "/" + std::string(name);
    if (!channel || !texts) {
      tell(shipped, place + " is malformed");
      continue;
    }
    for (const auto& fault : faults_of(kind, *channel, *texts)) tell(shipped, place + fault.pointer + " " + fault.key);
    shipped.texts.emplace(std::pair(kind, *channel), *std::move(texts));
  }
  const auto must = kind == MessageKind::mail_confirmation ? Channel::mail : Channel::page;
  if (!shipped.find(kind, must)) tell(shipped, std::string(enum_text(kind)) + " has no text");
}

}  // namespace

ShippedTexts read_shipped_texts(std::string_view templates_json) {
  ShippedTexts shipped;
  const auto document = parse_json(templates_json);
  const auto* kinds = document ? document->if_object() : nullptr;
  if (!kinds) {
    tell(shipped, "data/messages/templates.json cannot be read");
    return shipped;
  }
  for (const auto kind : all_of<MessageKind>()) {
    const auto* channels = kinds->if_contains(enum_text(kind));
    if (channels && channels->is_object())
      take_kind(shipped, kind, channels->get_object());
    else
      tell(shipped, std::string(enum_text(kind)) + " has no texts");
  }
  return shipped;
}

void start(Services& services, std::string_view templates_json) {
  services.add_state(std::make_shared<ShippedTexts>(read_shipped_texts(templates_json)));
}

Result<void> ready(const Services& services) {
  const auto& faults = services.state<ShippedTexts>().faults;
  if (faults.empty()) return {};
  return Error{Code::unavailable, "messages.bad_templates", "消息模板不完整：" + faults};
}

std::optional<store::TemplateRow> template_in_force(Ctx& ctx, MessageKind kind, Channel channel) {
  if (auto saved = store::current_template(ctx.tx, kind, channel)) return saved;
  const auto* shipped = ctx.services.state<ShippedTexts>().find(kind, channel);
  if (!shipped) return std::nullopt;
  store::TemplateRow row;
  row.kind = kind, row.channel = channel, row.texts = *shipped;
  return row;
}

}  // namespace tongban::messages
