// What people read, choose and change: lists, marks, settings, texts.
#include <cstring>
#include <map>

#include "modules/messages/test_house.h"
#include "platform/db/test_recording.h"

namespace tongban::messages {
namespace {

TemplateIn changed(const TemplateView& view) {
  return {view.kind, view.channel, view.version, view.active, view.zh, view.en};
}
TemplateView text_of(House& house, MessageKind kind, Channel channel) {
  for (const auto& view : house.must(house.admin, list_templates, Nothing{}).templates)
    if (view.kind == kind && view.channel == channel) return view;
  FAIL("no such text");
  return {};
}

}  // namespace

TEST_CASE("every kind of message is shipped with complete texts in both languages") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    std::map<MessageKind, int> channels;
    for (const auto& view : house.must(house.admin, list_templates, Nothing{}).templates) ++channels[view.kind];
    CHECK(channels.size() == all_of<MessageKind>().size());
    CHECK(channels[MessageKind::correction_notice] == 4);
    Services& services = house.services.services;
    start(services, "{}");
    CHECK_FALSE(ready(services).ok());
  });
}

TEST_CASE("one event is told once, and the list is newest first, page by page") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    for (const std::int64_t event : {1000, 1002, 1001, 1000})
      house.told(house.citizen, MessageKind::case_accepted, event);
    house.told(house.neighbour, MessageKind::case_accepted, 1000);
    CHECK(house.must(house.citizen, unread_messages, Nothing{}).unread == 3);
    std::vector<Id> all;
    MessagesIn in{.limit = 1};
    for (;;) {
      const auto page = house.list(house.citizen, in);
      REQUIRE(page.messages.size() == 1);
      all.push_back(page.messages[0].message_id);
      if (!page.next) break;
      in.after = Str<200>(*page.next);
    }
    REQUIRE(all.size() == 3);
    const auto first = house.list(house.citizen).messages[0];
    CHECK(first.message_id == all[0]);
    CHECK(first.subject == "申请已受理");
    CHECK(first.text.find("食品经营许可（新办）") != std::string::npos);
    CHECK(first.case_id == Id{77});
    CHECK(house.must(house.citizen, read_message, MessageRef{all[1]}).unread == 2);
    CHECK(house.list(house.citizen, {.unread = true}).messages.size() == 2);
    CHECK(house.refusal(house.neighbour, read_message, MessageRef{all[0]}) == "messages.not_found");
    CHECK(house.must(house.citizen, read_all_messages, ReadAllIn{all[1]}).unread == 1);  // a newer one came meanwhile
    CHECK(house.must(house.citizen, read_all_messages, ReadAllIn{}).unread == 0);
    CHECK(house.must(house.neighbour, unread_messages, Nothing{}).unread == 1);
    CHECK(house.refusal(house.citizen, my_messages, MessagesIn{.after = Str<200>("x")}) == "messages.bad_page");
    CHECK(house.refusal(house.citizen, my_messages, MessagesIn{.limit = 0}) == "input.invalid");
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("an address is written to only when the one who reads it has confirmed it") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    house.told(house.citizen, MessageKind::case_accepted, 1);
    SettingsIn in{"wang@example.com", TextLanguage::en, true, true, false, 0, 0, 0};
    auto settings = house.must(house.citizen, change_settings, in);
    CHECK(settings.code_sent);
    CHECK(settings.phone == "138****5678");
    house.told(house.citizen, MessageKind::case_accepted, 2);
    house.deliver();
    REQUIRE(house.mail->taken.size() == 1);  // the code alone
    in.expected_version = settings.version, in.send_code = true;
    CHECK(house.refusal(house.citizen, change_settings, in) == "messages.code_sent_just_now");
    CHECK(house.refusal(house.citizen, confirm_mail, ConfirmMailIn{"x"}) == "input.invalid");
    const auto code = house.mail->taken[0].values.at("code");
    CHECK(house.refusal(house.neighbour, confirm_mail, ConfirmMailIn{code}) == "messages.nothing_to_confirm");
    house.services.clock.advance(std::chrono::minutes(31));
    CHECK(house.refusal(house.citizen, confirm_mail, ConfirmMailIn{code}) == "messages.nothing_to_confirm");
    house.must(house.citizen, change_settings, in);
    house.deliver();
    const auto second = house.mail->taken.back().values.at("code");
    CHECK(house.must(house.citizen, confirm_mail, ConfirmMailIn{second}).mail_confirmed);
    house.mail->taken.clear();
    house.told(house.citizen, MessageKind::case_accepted, 3);
    house.deliver();
    REQUIRE(house.mail->taken.size() == 1);
    CHECK(house.mail->taken[0].subject == "Application accepted");
    CHECK(house.refusal(house.citizen, change_settings, in) == "messages.stale");
    in.send_code.reset();
    in.expected_version = house.must(house.citizen, own_settings, Nothing{}).version;
    in.mail = "王@b";
    CHECK(house.refusal(house.citizen, change_settings, in) == "input.invalid");
    in.mail = "wang@example.com", in.quiet_from = 1440;
    CHECK(house.refusal(house.citizen, change_settings, in) == "input.invalid");
    in.mail = "other@example.com", in.quiet_from = 0;
    house.services.clock.advance(std::chrono::minutes(2));
    CHECK_FALSE(house.must(house.citizen, change_settings, in).mail_confirmed);
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("administrators change texts; what was said stays as it was said") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    house.told(house.citizen, MessageKind::case_accepted, 1);
    auto in = changed(text_of(house, MessageKind::case_accepted, Channel::page));
    in.zh.text = "办件{case_number}已受理，请放心。";
    const auto preview = house.must(house.admin, preview_template, PreviewIn{in.kind, in.channel, in.zh, in.en});
    CHECK(preview.zh.text == "办件11431322006000000XZB000000000000202601010001已受理，请放心。");
    CHECK(house.must(house.admin, save_template, in).version == 1);
    CHECK(house.refusal(house.admin, save_template, in) == "messages.stale_template");
    house.told(house.citizen, MessageKind::case_accepted, 2);
    const auto list = house.list(house.citizen).messages;
    CHECK(list[0].text.ends_with("请放心。"));
    CHECK_FALSE(list[1].text.ends_with("请放心。"));
    in = changed(text_of(house, MessageKind::case_accepted, Channel::page));
    in.zh.text = "{name}";
    CHECK(house.refusal(house.admin, save_template, in) == "input.invalid");
    CHECK(house.refusal(house.admin, preview_template, PreviewIn{in.kind, in.channel, in.zh, in.en}) ==
          "input.invalid");
    in = changed(text_of(house, MessageKind::case_accepted, Channel::page));
    in.active = false;
    CHECK(house.refusal(house.admin, save_template, in) == "messages.always_told");
    in.channel = Channel::sms;
    CHECK(house.refusal(house.admin, save_template, in) == "messages.no_such_template");
    const auto versions = house.must(house.admin, template_versions, TemplateRef{in.kind, Channel::page}).templates;
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].version == 1);
    CHECK(versions[1].version == 0);
    // A channel that is switched off is taken no more.
    in = changed(text_of(house, MessageKind::correction_notice, Channel::sms));
    in.active = false;
    house.must(house.admin, save_template, in);
    house.told(house.citizen, MessageKind::correction_notice, 3);
    CHECK(house.out(DeliveryState::waiting).deliveries.empty());
  });
}

TEST_CASE("no list reads or sorts more than it shows, by the plans of the statements it runs") {
  db::for_each_database([](db::Database& database) {
    db::RecordingDatabase recording(database);
    House house(recording);
    house.told(house.citizen, MessageKind::correction_notice, 1);
    recording.take();
    for (const bool unread : {true, false})
      house.list(house.citizen, {.unread = unread, .after = id_text(INT64_MAX / 2)});
    house.must(house.citizen, unread_messages, Nothing{});
    for (const auto state : all_of<DeliveryState>())
      house.must(house.admin, outbox, OutboxIn{.state = state, .after = id_text(INT64_MAX / 2)});
    std::map<const char*, db::RecordedStatement> distinct;
    for (auto& statement : recording.take())
      if (std::strncmp(statement.sql, "SELECT", 6) == 0 && std::strstr(statement.sql, "LIMIT") != nullptr)
        distinct.emplace(statement.sql, std::move(statement));
    CHECK(distinct.size() == 4);
    for (const auto& [sql, statement] : distinct) {
      std::string growing;
      REQUIRE(database
                  .read([&](db::Tx& tx) -> Result<void> {
                    growing = db::growing_step(db::plan_of(tx, statement), tx.is_postgres(), {});
                    return {};
                  })
                  .ok());
      CHECK_MESSAGE(growing.empty(), "this step grows with the table: ", growing, "\nin the plan of: ", sql);
    }
  });
}

}  // namespace tongban::messages
