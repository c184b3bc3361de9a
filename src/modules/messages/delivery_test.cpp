// What leaves the house: to whom, when, how often it is tried, and what becomes of what nobody takes.
#include "modules/messages/test_house.h"
#include "platform/jobs/jobs.h"

namespace tongban::messages {
namespace {

const Error kBusy{Code::unavailable, "notify.unreachable", "无法连接发送服务"};
const Error kRefused{Code::invalid, "notify.refused", "发送服务拒绝发送"};

}  // namespace

TEST_CASE("a message takes the channels that the person wants, in their language, without naming anything") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    house.confirm_mail_of(house.citizen, "wang@example.com");
    house.told(house.citizen, MessageKind::correction_notice, 1);
    house.told(house.citizen, MessageKind::correction_notice, 1);
    const auto report = house.deliver();
    CHECK(report.sent == 2);
    REQUIRE(house.sms->taken.size() == 1);
    CHECK(house.sms->taken[0].to == kPhone);
    CHECK(house.sms->taken[0].text == "【通办】您的申请（尾号0001）需要补正材料，请在2026年1月15日前补齐。");
    CHECK(house.sms->taken[0].values.at("case_tail") == "0001");
    CHECK_FALSE(house.sms->taken[0].values.contains("item_name"));
    REQUIRE(house.mail->taken.size() == 1);
    CHECK(house.mail->taken[0].text.find("食品") == std::string::npos);
    CHECK(house.push->taken.empty());  // asked for by nobody
    const auto sent = house.out(DeliveryState::sent).deliveries;
    REQUIRE(sent.size() == 3);  // and the code
    CHECK(sent[0].provider == "fake");
    CHECK(sent[0].address != kPhone);
    CHECK(sent[2].text == "****");
    // Staff have no number here; they are told on their pages.
    house.told(house.clerk, MessageKind::limit_warning, 2);
    CHECK(house.deliver().sent == 0);
    CHECK(house.list(house.clerk).messages.size() == 1);
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("a text message made at night is sent in the morning; the page has it at once") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    house.go_to("2025-09-15T23:30:00+08:00");
    house.told(house.citizen, MessageKind::correction_notice, 1);
    CHECK(house.list(house.citizen).messages.size() == 1);
    CHECK(house.deliver().sent == 0);
    house.go_to("2025-09-16T06:59:00+08:00");
    CHECK(house.deliver().sent == 0);
    house.go_to("2025-09-16T07:00:00+08:00");
    CHECK(house.deliver().sent == 1);
    CHECK(house.sms->taken.size() == 1);
  });
}

TEST_CASE("what a provider does not take is tried again at growing distances, then it is a dead letter") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    house.services.config.messages.max_attempts = 5;
    house.sms->fault = kBusy;
    house.told(house.citizen, MessageKind::correction_notice, 1);
    std::vector<std::chrono::microseconds> waits;
    for (int attempt = 1; attempt < 5; ++attempt) {
      CHECK(house.deliver().failed == 1);
      CHECK(house.deliver().failed == 0);  // not before its time
      const auto waiting = house.out(DeliveryState::waiting).deliveries;
      REQUIRE(waiting.size() == 1);
      CHECK(waiting[0].attempts == attempt);
      CHECK(waiting[0].last_error == "notify.unreachable");
      waits.push_back(waiting[0].due_at - house.services.clock.now());
      house.services.clock.set(waiting[0].due_at);
    }
    for (std::size_t i = 1; i < waits.size(); ++i) CHECK(waits[i] > waits[i - 1]);
    CHECK(house.deliver().dead == 1);
    const auto dead = house.out(DeliveryState::dead);
    REQUIRE(dead.deliveries.size() == 1);
    CHECK(dead.dead == 1);
    CHECK(house.sms->taken.size() == 5);
    for (const auto& taken : house.sms->taken) CHECK(taken.reference == house.sms->taken[0].reference);
    house.sms->fault.reset();
    CHECK(house.deliver().sent == 0);
    house.must(house.admin, retry_delivery, DeliveryRef{dead.deliveries[0].delivery_id});
    CHECK(house.deliver().sent == 1);
    CHECK(house.refusal(house.admin, retry_delivery, DeliveryRef{dead.deliveries[0].delivery_id}) ==
          "messages.delivery_ended");
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("what was refused for good is not tried again, and can be dropped") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    house.sms->fault = kRefused;
    house.told(house.citizen, MessageKind::correction_notice, 1);
    CHECK(house.deliver().dead == 1);
    house.services.clock.advance(std::chrono::hours(48));
    CHECK(house.deliver().dead == 0);
    const auto id = house.out(DeliveryState::dead).deliveries[0].delivery_id;
    house.must(house.admin, drop_delivery, DeliveryRef{id});
    CHECK(house.out(DeliveryState::dropped).deliveries.size() == 1);
    CHECK(house.refusal(house.admin, drop_delivery, DeliveryRef{id}) == "messages.delivery_ended");
    CHECK(house.refusal(house.admin, drop_delivery, DeliveryRef{Id{5}}) == "messages.no_such_delivery");
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("what an administrator dropped while it was on its way stays dropped") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    house.told(house.citizen, MessageKind::correction_notice, 1);
    const auto now = house.services.clock.now();
    std::vector<store::DeliveryRow> claimed;
    REQUIRE(database
                .write([&](db::Tx& tx) -> Result<void> {
                  claimed = store::claim(tx, Channel::sms, now, now + std::chrono::minutes(5), 8);
                  return {};
                })
                .ok());
    REQUIRE(claimed.size() == 1);
    CHECK(house.deliver().sent == 0);  // somebody else has it
    house.must(house.admin, drop_delivery, DeliveryRef{Id{claimed[0].delivery_id}});
    REQUIRE(database
                .write([&](db::Tx& tx) -> Result<void> {
                  store::end(tx, claimed[0], DeliveryState::sent, "", now);
                  return {};
                })
                .ok());
    CHECK(house.out(DeliveryState::dropped).deliveries.size() == 1);
    CHECK(house.out(DeliveryState::sent).deliveries.empty());
  });
}

TEST_CASE("a node that dies loses nothing: its lease ends and another one sends") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    house.told(house.citizen, MessageKind::correction_notice, 1);
    const auto now = house.services.clock.now();
    REQUIRE(database
                .write([&](db::Tx& tx) -> Result<void> {
                  store::claim(tx, Channel::sms, now, now + std::chrono::minutes(5), 8);
                  return {};
                })
                .ok());
    house.services.clock.advance(std::chrono::minutes(6));
    CHECK(house.deliver().sent == 1);
  });
}

TEST_CASE("the record of what was sent is forgotten in time, and a clock set back strands nothing") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    jobs::JobWorker worker(house.services.services, house.metrics);
    register_jobs(worker);
    REQUIRE(worker.ensure_recurring(house.services.clock.now()).ok());
    house.told(house.citizen, MessageKind::correction_notice, 1);
    house.deliver();
    house.services.clock.advance(std::chrono::hours(24 * 400));
    house.told(house.citizen, MessageKind::correction_notice, 2);
    house.services.clock.advance(-std::chrono::hours(24 * 300));
    REQUIRE(worker.run_due(house.services.clock.now()).ok());
    CHECK(house.out(DeliveryState::sent).deliveries.empty());
    CHECK(house.deliver().sent == 1);
    CHECK(house.list(house.citizen).messages.size() == 2);  // what people were told is kept
  });
}

}  // namespace tongban::messages
