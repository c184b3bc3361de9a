// A citizen, a member of staff and providers that do what a test says, for this module's tests. Not used by the program
// itself.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "modules/messages/actions.h"
#include "modules/messages/delivery.h"
#include "modules/messages/messages.h"
#include "modules/messages/tell.h"
#include "platform/act/test_services.h"
#include "platform/db/test_database.h"

namespace tongban::messages {

// Keeps what it was given, and answers as told.
struct FakeProvider final : notify::Provider {
  std::string_view name() const override { return "fake"; }
  Result<std::string> send(const notify::Outgoing& message) override {
    taken.push_back(message);
    if (fault) return *fault;
    return "ref" + std::to_string(taken.size());
  }
  std::vector<notify::Outgoing> taken;
  std::optional<Error> fault;
};

class House {
 public:
  explicit House(db::Database& database);

  template <class In, class Out>
  Result<Out> run(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    std::optional<Out> out;
    const auto done = services.act(actor, [&](Ctx& ctx) -> Result<void> {
      out = TRY(act(ctx, in));
      return {};
    });
    if (!done) return done.error();
    return *std::move(out);
  }
  template <class In, class Out>
  Out must(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    auto out = run(actor, act, in);
    REQUIRE_MESSAGE(out.ok(), out.error().key, " ", out.error().detail);
    return std::move(out).value();
  }
  template <class In, class Out>
  std::string refusal(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    const auto out = run(actor, act, in);
    return out ? "done" : out.error().key;
  }

  // Tells `actor` of an event; the same number is the same event.
  void told(const Actor& actor, MessageKind kind, std::int64_t event_id);
  void go_to(const char* iso) { services.clock.set(*parse_instant(iso)); }
  DeliveryWorker::RunReport deliver();
  // Gives the actor a mail address and confirms it with the code that was mailed.
  void confirm_mail_of(const Actor& actor, const std::string& mail);
  MessagePage list(const Actor& actor, MessagesIn in = {}) { return must(actor, my_messages, in); }
  OutboxPage out(DeliveryState state) { return must(admin, outbox, OutboxIn{.state = state}); }
  CheckReport check();

  db::Database& database;
  TestServices services;
  Actor citizen, neighbour, clerk, admin;
  FakeProvider *mail, *sms, *push;  // of `worker`
  Metrics metrics;
  std::unique_ptr<DeliveryWorker> worker;

 private:
  Actor add_applicant(const std::string& name, const std::string& id_number);
  Actor add_staff(const std::string& name, Role role);
};

inline constexpr const char* kPhone = "13812345678";

}  // namespace tongban::messages
