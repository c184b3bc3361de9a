// Ways to reach people outside the pages: mail, text messages and app push, each behind one narrow interface. Which
// provider a node uses is configuration ([mail], [sms], [push]); the default only records, so that an installation
// without providers still shows what it would have sent. What is said to whom is not decided here.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace tongban {
struct Config;  // platform/config/config.h
}

namespace tongban::notify {

// One message to one person over one channel. Holds personal data (`to`): never logged.
struct Outgoing {
  std::string reference;  // the same at every try, so that a provider can recognise a repeat
  std::string to;         // mail address, mobile number, or the name of the person's app account
  std::string language;   // zh, en
  std::string template_name;
  std::string subject;  // "" where the channel has none
  std::string text;
  std::map<std::string, std::string> values;  // what the placeholders stand for; gateways of text messages ask for them
  Instant made_at;
};

// Errors of send(): Code::unavailable, worth trying again (`notify.unreachable`, `notify.busy`, `notify.not_accepted`);
// Code::invalid, the same message will never be taken (`notify.refused`).
class Provider {
 public:
  virtual ~Provider() = default;
  virtual std::string_view name() const = 0;
  // Blocks, no longer than the configured seconds; gives up early once the node stops. The answer is the provider's
  // own number of the message, "" if it has none. Called by one thread at a time.
  virtual Result<std::string> send(const Outgoing& message) = 0;
};

// Keeps nothing and says it was sent: the row in the outbox is the record.
std::unique_ptr<Provider> recording_provider();

// What the configuration names, with passwords and tokens read from their files. `stopping` outlives the provider.
// Error: unavailable `notify.no_secret` (the file cannot be read or is empty).
Result<std::unique_ptr<Provider>> mail_provider(const Config& config, const std::atomic<bool>& stopping);
Result<std::unique_ptr<Provider>> sms_provider(const Config& config, const std::atomic<bool>& stopping);
Result<std::unique_ptr<Provider>> push_provider(const Config& config, const std::atomic<bool>& stopping);

}  // namespace tongban::notify
