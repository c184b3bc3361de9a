// The texts as they are shipped, and what is in force: the newest that administrators saved, else the shipped ones.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "modules/messages/store.h"
#include "platform/act/ctx.h"

namespace tongban::messages {

// State of a node.
struct ShippedTexts {
  std::map<std::pair<MessageKind, Channel>, Texts> texts;
  std::string faults;  // "" when all is well

  const Texts* find(MessageKind kind, Channel channel) const {
    const auto found = texts.find({kind, channel});
    return found == texts.end() ? nullptr : &found->second;
  }
};
// Reads data/messages/templates.json and holds each text to the rules of faults_of(); what is wrong is said in
// `faults`.
ShippedTexts read_shipped_texts(std::string_view templates_json);

// As version 0 where nobody has saved another; nothing where the kind does not take that channel.
std::optional<store::TemplateRow> template_in_force(Ctx& ctx, MessageKind kind, Channel channel);

}  // namespace tongban::messages
