// Sends what waits, in the background: one lane for each channel, so that a slow mail server holds up no text message.
// A delivery is leased, sent outside any transaction, and its end written; several nodes share the work. What a
// provider does not take is tried again at growing distances, and becomes a dead letter that an administrator sees.
// A process that dies between sending and writing sends once more, under the same reference.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <vector>

#include "modules/messages/store_deliveries.h"
#include "platform/act/ctx.h"
#include "platform/jobs/poller.h"
#include "platform/metrics/metrics.h"
#include "platform/notify/notify.h"

namespace tongban::messages {

class DeliveryWorker {
 public:
  struct Providers {
    std::unique_ptr<notify::Provider> mail, sms, push;
  };
  // With the providers of the configuration. Errors: those of notify::mail_provider.
  static Result<std::unique_ptr<DeliveryWorker>> make(const Services& services, Metrics& metrics);
  DeliveryWorker(const Services& services, Metrics& metrics, Providers providers);
  ~DeliveryWorker();

  void start();
  void stop();  // a transfer that is running is broken off; what was not sent is given back

  struct RunReport {
    int sent = 0, failed = 0, dead = 0;
  };
  // Sends everything that is due at `now`, and returns. For tests.
  Result<RunReport> run_due(Instant now);

 private:
  struct Lane {
    Channel channel;
    std::unique_ptr<notify::Provider> provider;
    std::unique_ptr<Poller> poller;
  };
  DeliveryWorker(const Services& services, Metrics& metrics);
  void add_lane(Channel channel, std::unique_ptr<notify::Provider> provider);
  bool step(Lane& lane);
  Result<bool> run_batch(Lane& lane, Instant now, RunReport& report);
  Result<std::vector<store::DeliveryRow>> claim(const Lane& lane, Instant now);
  void count(const Lane& lane, const RunReport& report);

  const Services& services_;
  Metrics& metrics_;
  std::atomic<bool> stopping_{false};  // before the lanes: their providers look at it
  std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace tongban::messages
