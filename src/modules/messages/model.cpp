#include "modules/messages/model.h"

#include <algorithm>

#include "base/text.h"

namespace tongban::messages {
namespace {

bool is_of_inquiry(MessageKind kind) {
  return kind == MessageKind::inquiry_received || kind == MessageKind::inquiry_transferred ||
         kind == MessageKind::inquiry_answered || kind == MessageKind::inquiry_overdue;
}

bool has_due_date(MessageKind kind) {
  switch (kind) {
    case MessageKind::revision_requested:
    case MessageKind::correction_notice:
    case MessageKind::case_suspended:
    case MessageKind::reply_due:
    case MessageKind::material_due:
    case MessageKind::material_overdue:
    case MessageKind::inquiry_received:
    case MessageKind::inquiry_transferred:
    case MessageKind::limit_warning:
    case MessageKind::limit_overdue:
    case MessageKind::inquiry_overdue:
      return true;
    default:
      return false;
  }
}

// The applicant loses something who does not know the date.
bool must_say_due_date(MessageKind kind) {
  return kind == MessageKind::revision_requested || kind == MessageKind::correction_notice ||
         kind == MessageKind::reply_due || kind == MessageKind::material_due;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Piece {
  std::string_view literal;  // before the placeholder
  std::string_view name;     // "" at the end
  bool stray = false;        // a brace that belongs to no placeholder
};

// Cuts `text` at its placeholders: each piece is what stands before one.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  for (;;) {
    const auto open = text.find_first_of("{}");
    if (open == std::string_view::npos) {
      pieces.push_back({text, {}, false});
      return pieces;
    }
    const auto close = text[open] == '{' ? text.find_first_of("{}", open + 1) : std::string_view::npos;
    const bool whole = close != std::string_view::npos && text[close] == '}' && close > open + 1;
    const auto end = whole ? close + 1 : open + 1;
    pieces.push_back({text.substr(0, whole ? open : end),
                      whole ? text.substr(open + 1, close - open - 1) : std::string_view(), !whole});
    text.remove_prefix(end);
  }
}

class Faults {
 public:
  Faults(MessageKind kind, Channel channel) : kind_(kind), channel_(channel), known_(placeholders_of(kind, channel)) {}

  void look(const std::string& at, const Words& words) {
    const bool with_subject = channel_ != Channel::sms;
    const bool is_short = channel_ == Channel::sms || channel_ == Channel::push;
    if (with_subject) look_at(at + "/subject", words.subject, kMostSubject, Lines::one);
    if (!with_subject && !words.subject.empty()) tell(at + "/subject", "template.no_subject", "短信没有标题");
    look_at(at + "/text", words.text, is_short ? kMostShortText : kMostText, Lines::several);
    for (const auto& name : required_placeholders(kind_, channel_))
      if (words.text.find("{" + name + "}") == std::string::npos)
        tell(at + "/text", "template.missing_placeholder", "缺少必须写明的 {" + name + "}");
  }
  std::vector<FieldError> take() { return std::move(faults_); }

 private:
  void tell(const std::string& at, const char* key, std::string detail) {
    faults_.push_back({at, key, std::move(detail)});
  }
  void look_at(const std::string& at, const std::string& text, std::size_t most, Lines lines) {
    if (trim(text).empty()) return tell(at, "field.required", "此项必填");
    if (count_code_points(text) > most) tell(at, "field.too_long", "不得超过" + std::to_string(most) + "字");
    if (has_control_characters(text, lines)) tell(at, "field.control_character", "含有不可见的控制字符");
    for (const auto& piece : pieces_of(text)) {
      if (piece.stray) tell(at, "template.stray_brace", "花括号不成对");
      if (!piece.name.empty() && !contains(known_, piece.name))
        tell(at, "template.unknown_placeholder", "没有这个占位符，或不能用在这里");
    }
  }

  MessageKind kind_;
  Channel channel_;
  std::vector<std::string> known_;
  std::vector<FieldError> faults_;
};

}  // namespace

std::vector<std::string> placeholders_of(MessageKind kind, Channel channel) {
  if (kind == MessageKind::mail_confirmation) return {"site", "code"};
  std::vector<std::string> names{"site", "department_name"};
  if (channel != Channel::page) names.push_back("link");
  if (!is_of_inquiry(kind)) {
    names.push_back("case_tail");
    if (channel == Channel::page || channel == Channel::mail) names.push_back("case_number");
    if (channel == Channel::page) names.push_back("item_name");
  }
  if (has_due_date(kind)) names.push_back("due_date");
  if (kind == MessageKind::case_extended) names.push_back("days");
  return names;
}

std::vector<std::string> required_placeholders(MessageKind kind, Channel) {
  if (kind == MessageKind::mail_confirmation) return {"code"};
  return must_say_due_date(kind) ? std::vector<std::string>{"due_date"} : std::vector<std::string>{};
}

std::vector<FieldError> faults_of(MessageKind kind, Channel channel, const Texts& texts) {
  Faults faults(kind, channel);
  faults.look("/zh", texts.zh);
  faults.look("/en", texts.en);
  return faults.take();
}

std::string fill_in(std::string_view text, const Values& values) {
  std::string out;
  for (const auto& piece : pieces_of(text)) {
    out += piece.literal;
    if (const auto found = values.find(std::string(piece.name)); found != values.end()) out += found->second;
  }
  return out;
}

Words fill_in(const Words& words, const Values& values) {
  return {fill_in(words.subject, values), fill_in(words.text, values)};
}

Values sample_values(TextLanguage language) {
  const bool zh = language == TextLanguage::zh;
  return {{"site", zh ? "通办" : "Tongban"},
          {"item_name", zh ? "食品经营许可（新办）" : "Food business licence (new)"},
          {"department_name", zh ? "某某县市场监督管理局" : "County market regulation office"},
          {"case_number", "11431322006000000XZB000000000000202601010001"},
          {"case_tail", "0001"},
          {"due_date", zh ? "2026年1月15日" : "15 January 2026"},
          {"days", "10"},
          {"link", "https://example.gov.cn/messages"},
          {"code", "123456"}};
}

Instant send_time(Channel channel, Instant at, const QuietHours& quiet) {
  if (channel == Channel::page || channel == Channel::mail || quiet.from == quiet.until) return at;
  const int minute = local_minute_of_day(at);
  const auto today = local_date(at);
  if (quiet.from < quiet.until) return minute >= quiet.from && minute < quiet.until ? at_local(today, quiet.until) : at;
  if (minute >= quiet.from) return at_local(today + 1, quiet.until);
  return minute < quiet.until ? at_local(today, quiet.until) : at;
}

}  // namespace tongban::messages
