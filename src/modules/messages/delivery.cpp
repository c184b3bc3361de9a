#include "modules/messages/delivery.h"

#include "modules/messages/tell.h"
#include "platform/config/config.h"
#include "platform/crypto/random.h"
#include "platform/jobs/retry.h"
#include "platform/log/log.h"

namespace tongban::messages {
namespace {

constexpr int kBatch = 8;
constexpr std::chrono::seconds kLease{300};  // longer than a batch whose every transfer takes all its time (8 × 30 s)
constexpr std::chrono::milliseconds kInterval{1000};

const Actor& platform_actor() {
  static const Actor actor{ActorKind::platform};
  return actor;
}

struct Outcome {
  enum class Kind { not_tried, sent, again, never } kind = Kind::not_tried;
  std::string reference, error;
};

notify::Outgoing outgoing_of(const store::DeliveryRow& row, std::string address) {
  notify::Outgoing message;
  message.reference = id_text(row.delivery_id);
  message.to = std::move(address);
  message.language = enum_text(row.language);
  message.template_name = enum_text(row.kind);
  message.subject = row.words.subject, message.text = row.words.text;
  message.made_at = row.made_at;
  if (const auto values = parse_json(row.values); values && values->is_object())
    for (const auto& [name, value] : values->get_object())
      if (value.is_string()) message.values.emplace(name, std::string(std::string_view(value.get_string())));
  return message;
}

Outcome send(notify::Provider& provider, const Services& services, const store::DeliveryRow& row) {
  auto address = open_address(services, row);
  if (!address) return {Outcome::Kind::never, "", address.error().key};
  const auto sent = provider.send(outgoing_of(row, *std::move(address)));
  if (sent) return {Outcome::Kind::sent, *sent, ""};
  const bool never = sent.error().code == Code::invalid;
  return {never ? Outcome::Kind::never : Outcome::Kind::again, "", sent.error().key};
}

}  // namespace

Result<std::unique_ptr<DeliveryWorker>> DeliveryWorker::make(const Services& services, Metrics& metrics) {
  std::unique_ptr<DeliveryWorker> worker(new DeliveryWorker(services, metrics));
  const auto& config = services.config;
  worker->add_lane(Channel::mail, TRY(notify::mail_provider(config, worker->stopping_)));
  worker->add_lane(Channel::sms, TRY(notify::sms_provider(config, worker->stopping_)));
  worker->add_lane(Channel::push, TRY(notify::push_provider(config, worker->stopping_)));
  return worker;
}

DeliveryWorker::DeliveryWorker(const Services& services, Metrics& metrics) : services_(services), metrics_(metrics) {}

DeliveryWorker::DeliveryWorker(const Services& services, Metrics& metrics, Providers providers)
    : DeliveryWorker(services, metrics) {
  add_lane(Channel::mail, std::move(providers.mail));
  add_lane(Channel::sms, std::move(providers.sms));
  add_lane(Channel::push, std::move(providers.push));
}

DeliveryWorker::~DeliveryWorker() { stop(); }

void DeliveryWorker::add_lane(Channel channel, std::unique_ptr<notify::Provider> provider) {
  auto lane = std::make_unique<Lane>();
  lane->channel = channel;
  lane->provider = std::move(provider);
  lane->poller = std::make_unique<Poller>([this, &lane = *lane] { return step(lane); }, kInterval);
  lanes_.push_back(std::move(lane));
}

void DeliveryWorker::start() {
  for (auto& lane : lanes_) lane->poller->start();
}

void DeliveryWorker::stop() {
  stopping_ = true;
  for (auto& lane : lanes_) lane->poller->stop();
}

Result<std::vector<store::DeliveryRow>> DeliveryWorker::claim(const Lane& lane, Instant now) {
  bool due = false;
  TRY(services_.database.read([&](db::Tx& tx) -> Result<void> {
    due = store::any_due(tx, lane.channel, now);
    return {};
  }));
  std::vector<store::DeliveryRow> claimed;
  if (!due) return claimed;
  TRY(services_.database.write([&](db::Tx& tx) -> Result<void> {
    claimed = store::claim(tx, lane.channel, now, now + kLease, kBatch);
    return {};
  }));
  return claimed;
}

Result<bool> DeliveryWorker::run_batch(Lane& lane, Instant now, RunReport& report) {
  auto claimed = TRY(claim(lane, now));
  if (claimed.empty()) return false;
  std::vector<Outcome> outcomes(claimed.size());
  for (std::size_t i = 0; i < claimed.size() && !stopping_; ++i) {
    outcomes[i] = send(*lane.provider, services_, claimed[i]);
    // Broken off by us is no failure of the provider.
    if (stopping_ && outcomes[i].kind == Outcome::Kind::again) outcomes[i] = {};
  }
  RunReport done;
  TRY(services_.database.write([&](db::Tx& tx) -> Result<void> {
    done = {};
    Ctx ctx{platform_actor(), tx, services_, now};
    for (std::size_t i = 0; i < claimed.size(); ++i) {
      auto row = claimed[i];
      const auto& outcome = outcomes[i];
      if (outcome.kind == Outcome::Kind::not_tried) {
        store::give_back(tx, row);
        continue;
      }
      ++row.attempts;
      row.provider = lane.provider->name();
      row.provider_reference = outcome.reference;
      const bool dead =
          outcome.kind == Outcome::Kind::never ||
          (outcome.kind == Outcome::Kind::again && row.attempts >= services_.config.messages.max_attempts);
      if (outcome.kind == Outcome::Kind::sent) {
        store::end(tx, row, DeliveryState::sent, "", now);
        ++done.sent;
      } else if (dead) {
        store::end(tx, row, DeliveryState::dead, outcome.error, now);
        ++done.dead;
      } else {
        const auto again = now + retry_delay(row.attempts, random_below(1ull << 32));
        store::put_off(tx, row, send_time(lane.channel, again, settings_of(ctx, row.account_id).quiet), outcome.error);
        ++done.failed;
      }
    }
    return {};
  }));
  for (const auto& outcome : outcomes)
    if (!outcome.error.empty())
      log::warn("message.not_sent", {log::key("channel", enum_text(lane.channel)), log::key("error", outcome.error),
                                     log::flag("never", outcome.kind == Outcome::Kind::never)});
  report.sent += done.sent, report.failed += done.failed, report.dead += done.dead;
  return !stopping_;
}

Result<DeliveryWorker::RunReport> DeliveryWorker::run_due(Instant now) {
  RunReport report;
  for (auto& lane : lanes_)
    while (TRY(run_batch(*lane, now, report))) continue;
  return report;
}

bool DeliveryWorker::step(Lane& lane) {
  RunReport report;
  const auto found_work = run_batch(lane, services_.clock.now(), report);
  count(lane, report);
  if (found_work.ok()) return *found_work;
  log::warn("message.database", {log::error_key(found_work.error()), log::error_detail(found_work.error())});
  return false;
}

void DeliveryWorker::count(const Lane& lane, const RunReport& report) {
  const auto add = [&](const char* outcome, int by) {
    if (by == 0) return;
    metrics_
        .counter("tongban_deliveries_total", "Mails, text messages and pushes, by channel and outcome",
                 {{"channel", std::string(enum_text(lane.channel))}, {"outcome", outcome}})
        .add(by);
  };
  add("sent", report.sent);
  add("failed", report.failed);
  add("dead", report.dead);
}

}  // namespace tongban::messages
