// The ways an inquiry goes, on both databases, from the question to its end.
#include <algorithm>

#include "modules/inquiries/test_house.h"

namespace tongban::inquiries {
namespace {

bool allows(const InquiryView& view, Action action) {
  return std::find(view.allowed.begin(), view.allowed.end(), action) != view.allowed.end();
}

AskIn anonymous_question(const House& house) {
  auto in = house.question();
  in.name = "王女士";
  in.phone = kPhone;
  return in;
}

}  // namespace

TEST_CASE("a question goes to the department of its item, is answered and ended") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const auto asked = house.must(house.citizen, ask, house.question());
    CHECK(asked.department_name == "新化县市场监督管理局");
    CHECK(asked.limit_days == 5);
    CHECK(asked.due_at == *parse_instant("2025-09-22T23:59:59.999999+08:00"));
    CHECK(asked.query_code.size() == 10);
    auto view = house.view(house.citizen, asked.inquiry_id);
    CHECK(view.summary.remaining_days == 5);
    CHECK(view.asker.name == "张三丰");
    CHECK(allows(view, Action::close));
    CHECK_FALSE(allows(view, Action::answer));
    view = house.view(house.clerk, asked.inquiry_id);
    CHECK(view.asker.name == "张**");
    CHECK(view.query_code.empty());
    CHECK(allows(view, Action::answer));
    house.must(house.clerk, answer, AnswerIn{asked.inquiry_id, asked.version, " 可以。 "});
    view = house.view(house.citizen, asked.inquiry_id);
    CHECK(view.summary.status == Status::answered);
    CHECK(view.answer == "可以。");
    CHECK(view.steps.size() == 2);
    CHECK(view.steps.back().by.empty());  // the asker is not told who
    CHECK(house.view(house.clerk, asked.inquiry_id).steps.back().by == "窗口甲");
    house.must(house.citizen, close, CloseIn{asked.inquiry_id, {}, {}, {}});
    CHECK(house.view(house.citizen, asked.inquiry_id).summary.status == Status::closed);
    CHECK(house.told("inquiries.answered") == 1);
    const auto report = house.check();
    CHECK(report.finding_count == 0);
    CHECK(report.events == 3);
  });
}

TEST_CASE("somebody without an account looks, asks again and ends by code and phone, and nobody else does") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    CHECK(house.refusal(house.nobody, ask, house.question()) == "input.invalid");  // no phone
    const auto asked = house.must(house.nobody, ask, anonymous_question(house));
    const Str<20> code = asked.query_code, phone = Str<20>("139 1234 5678");
    auto view = house.must(house.nobody, lookup, LookupIn{code, phone});
    CHECK(view.summary.title == "租的房子可以办吗");
    CHECK(view.asker.phone == "139****5678");
    CHECK(house.refusal(house.nobody, lookup, LookupIn{code, "13912345679"}) == "inquiries.no_such_code");
    CHECK(house.refusal(house.nobody, lookup, LookupIn{"ABCDEFGHJK", phone}) == "inquiries.no_such_code");
    CHECK(house.refusal(house.nobody, lookup, LookupIn{"", ""}) == "inquiries.no_such_code");
    house.must(house.reviewer, answer, AnswerIn{asked.inquiry_id, {}, "可以。"});
    const auto again = [&](const Str<20>& by_code, const Str<20>& by_phone) {
      return house.refusal(house.nobody, reopen, ReopenIn{asked.inquiry_id, {}, "没说清楚", by_code, by_phone});
    };
    CHECK(again("ABCDEFGHJK", phone) == "inquiries.not_found");
    CHECK(again(code, "13912345679") == "inquiries.not_found");
    CHECK(house.refusal(house.nobody, reopen, ReopenIn{asked.inquiry_id, {}, "没说清楚", {}, {}}) ==
          "inquiries.not_found");
    CHECK(again(code, phone) == "done");
    house.must(house.reviewer, answer, AnswerIn{asked.inquiry_id, {}, "用租赁合同。"});
    CHECK(again(code, phone) == "inquiries.reopened_before");
    house.must(house.nobody, close, CloseIn{asked.inquiry_id, {}, code, phone});
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("a question is passed on: the limit runs on, the former department no longer sees it") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const auto id = house.asked();
    const auto due = house.view(house.clerk, id).summary.due_at;
    const TransferIn to_civil{id, {}, Id{house.foreign_department_id}, "属民政局职责"};
    CHECK(house.refusal(house.foreign_clerk, transfer, to_civil) == "inquiries.not_found");
    house.go_to("2025-09-16T10:00:00+08:00");
    house.must(house.clerk, transfer, to_civil);
    CHECK(house.refusal(house.clerk, view_inquiry, InquiryIn{id}) == "inquiries.not_found");
    const auto view = house.view(house.foreign_clerk, id);
    CHECK(view.summary.department_name == "新化县民政局");
    CHECK(view.summary.due_at == due);
    CHECK(view.steps.back().note == "属民政局职责");
    CHECK(house.refusal(house.foreign_clerk, transfer, to_civil) == "input.invalid");  // it is there already
    const TransferIn back{id, {}, Id{house.department_id}, "属市监局职责"};
    house.must(house.foreign_clerk, transfer, back);
    house.must(house.clerk, transfer, to_civil);
    CHECK(house.refusal(house.foreign_clerk, transfer, back) == "inquiries.transferred_too_often");
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("a complaint is the head's: clerks neither see nor answer it, supervisors look") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    AskIn in;
    in.kind = Kind::complaint;
    in.department_id = Id{house.department_id};
    in.title = "窗口态度不好";
    in.text = "等了两个小时没有人理。";
    const auto asked = house.must(house.neighbour, ask, in);
    CHECK(asked.limit_days == 15);
    CHECK(house.refusal(house.clerk, view_inquiry, InquiryIn{asked.inquiry_id}) == "inquiries.not_found");
    CHECK(house.refusal(house.clerk, answer, AnswerIn{asked.inquiry_id, {}, "没有的事"}) == "inquiries.not_found");
    CHECK(house.must(house.clerk, worklist, InquiryWorklistIn{}).inquiries.empty());
    CHECK(house.must(house.head, worklist, InquiryWorklistIn{}).inquiries.size() == 1);
    CHECK(house.view(house.supervisor, asked.inquiry_id).allowed.empty());
    CHECK(house.refusal(house.supervisor, answer, AnswerIn{asked.inquiry_id, {}, "好"}) ==
          "inquiries.not_for_your_role");
    house.must(house.head, answer, AnswerIn{asked.inquiry_id, {}, "已批评教育，向您道歉。"});
    CHECK(house.refusal(house.head, publish, PublishIn{asked.inquiry_id, {}, "问", "答"}) ==
          "inquiries.not_for_your_role");
  });
}

TEST_CASE("an answer is published without personal data, shown beside the item, and taken back") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const auto id = house.answered();
    const auto put = [&](const Actor& who, const char* question, const char* text) {
      return house.refusal(who, publish, PublishIn{id, {}, Str<1000>(question), Str<4000>(text)});
    };
    CHECK(put(house.second_clerk, "可以吗？", "可以。") == "inquiries.not_your_answer");
    CHECK(put(house.clerk, "张三丰问可以吗？", "可以。") == "inquiries.personal_data");
    CHECK(put(house.clerk, "可以吗？", "打 13912345678") == "inquiries.personal_data");
    CHECK(put(house.clerk, " ", "可以。") == "input.invalid");
    CHECK(put(house.clerk, "可以吗？", "可以。") == "done");
    CHECK(put(house.clerk, "租的房子可以吗？", "可以，用合同。") == "done");  // in the place of the first
    const auto other = house.answered();
    house.must(house.clerk, publish, PublishIn{other, {}, "要多久？", "十天。"});
    auto page = house.must(house.nobody, published_questions, PublishedIn{Id{house.item_id}, {}, 1});
    REQUIRE(page.questions.size() == 1);
    CHECK(page.questions[0].question == "要多久？");
    REQUIRE(page.next.has_value());
    page = house.must(house.nobody, published_questions, PublishedIn{Id{house.item_id}, Str<200>(*page.next), 1});
    REQUIRE(page.questions.size() == 1);
    CHECK(page.questions[0].question == "租的房子可以吗？");
    CHECK_FALSE(page.next.has_value());
    // The asker is not troubled with it.
    CHECK(house.view(house.citizen, id).steps.size() == 2);
    CHECK(house.view(house.head, id).steps.size() == 4);
    CHECK(house.check().finding_count == 0);
    house.must(house.head, unpublish, UnpublishIn{id, {}, "政策变了"});
    CHECK(house.refusal(house.head, unpublish, UnpublishIn{id, {}, "政策变了"}) == "inquiries.not_published");
    page = house.must(house.nobody, published_questions, PublishedIn{Id{house.item_id}, {}, 10});
    CHECK(page.questions.size() == 1);
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("a limit that ends without an answer is told once, and anew after the question was asked again") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const auto id = house.asked();
    house.let_time_act();
    CHECK(house.told("inquiries.fell_overdue") == 0);
    house.go_to("2025-09-19T10:00:00+08:00");
    CHECK(house.view(house.clerk, id).summary.clock_state == ClockState::warning);
    house.go_to("2025-09-23T00:00:01+08:00");
    const auto version = house.view(house.clerk, id).summary.version;
    house.let_time_act();
    house.let_time_act();
    CHECK(house.told("inquiries.fell_overdue") == 1);
    const auto view = house.view(house.clerk, id);
    CHECK(view.summary.clock_state == ClockState::overdue);
    CHECK(view.summary.version == version);  // nobody's page became stale by it
    house.must(house.clerk, answer, AnswerIn{id, version, "可以。"});
    house.must(house.citizen, reopen, ReopenIn{id, {}, "还是不明白", {}, {}});
    CHECK(house.view(house.clerk, id).summary.clock_state == ClockState::normal);
    CHECK(house.must(house.clerk, worklist, InquiryWorklistIn{}).inquiries.at(0).clock_state == ClockState::normal);
    house.go_to("2025-10-20T10:00:00+08:00");
    house.let_time_act();
    CHECK(house.told("inquiries.fell_overdue") == 2);
    house.must(house.clerk, answer, AnswerIn{id, {}, "可以。"});
    house.let_time_act();
    CHECK(house.check().finding_count == 0);
  });
}

TEST_CASE("what is refused: wrong subjects, stale versions, empty words, too many at once") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    auto in = house.question();
    in.department_id = Id{house.department_id};
    CHECK(house.refusal(house.citizen, ask, in) == "input.invalid");
    in.item_id.reset(), in.department_id.reset();
    CHECK(house.refusal(house.citizen, ask, in) == "input.invalid");
    in.case_id = Id{42};
    CHECK(house.refusal(house.citizen, ask, in) == "cases.not_found");
    CHECK(house.refusal(house.nobody, ask, [&] {
      auto foreign = anonymous_question(house);
      foreign.item_id.reset(), foreign.case_id = Id{42};
      return foreign;
    }()) == "cases.not_found");
    in.case_id.reset(), in.item_id = Id{42};
    CHECK(house.refusal(house.citizen, ask, in) == "catalog.no_such_item");
    auto empty = house.question();
    empty.text = "　 \n";
    CHECK(house.refusal(house.citizen, ask, empty) == "input.invalid");
    auto bad_phone = anonymous_question(house);
    bad_phone.phone = "12";
    CHECK(house.refusal(house.nobody, ask, bad_phone) == "input.invalid");
    const auto id = house.asked();
    CHECK(house.refusal(house.neighbour, view_inquiry, InquiryIn{id}) == "inquiries.not_found");
    CHECK(house.refusal(house.neighbour, close, CloseIn{id, {}, {}, {}}) == "inquiries.not_found");
    CHECK(house.refusal(house.clerk, answer, AnswerIn{id, 7, "可以。"}) == "inquiries.stale");
    CHECK(house.refusal(house.citizen, reopen, ReopenIn{id, {}, "快点", {}, {}}) == "inquiries.not_allowed_in_status");
    CHECK(house.refusal(house.clerk, close, CloseIn{id, {}, {}, {}}) == "inquiries.not_for_your_role");
    for (int i = 0; i < 19; ++i) house.asked();
    CHECK(house.refusal(house.citizen, ask, house.question()) == "inquiries.too_many_open");
    CHECK(house.refusal(house.neighbour, ask, house.question()) == "done");
  });
}

TEST_CASE("who asked is opened for a recorded reason only") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const auto id = house.asked();
    CHECK(house.refusal(house.clerk, reveal_asker, RevealAskerIn{id, " "}) == "input.invalid");
    CHECK(house.refusal(house.supervisor, reveal_asker, RevealAskerIn{id, "想看"}) == "inquiries.not_for_your_role");
    CHECK(house.refusal(house.foreign_clerk, reveal_asker, RevealAskerIn{id, "想看"}) == "inquiries.not_found");
    CHECK(house.must(house.clerk, reveal_asker, RevealAskerIn{id, "电话答复"}).phone == "13812345678");
  });
}

TEST_CASE("the check finds what was changed behind the back of the events") {
  db::for_each_database([](db::Database& database) {
    House house(database);
    const auto id = house.answered();
    const auto change = [&](const char* sql) {
      REQUIRE(house.services
                  .act([&](Ctx& ctx) -> Result<void> {
                    ctx.tx.exec(sql, id.value);
                    return {};
                  })
                  .ok());
    };
    change("UPDATE inquiries SET status = 'open' WHERE inquiry_id = $1");
    change("UPDATE inquiries SET due_at = due_at + 1, department_id = 5 WHERE inquiry_id = $1");
    change("UPDATE inquiries SET words_sealed = 'x' WHERE inquiry_id = $1");
    std::vector<std::string> keys;
    for (const auto& finding : house.check().findings) keys.push_back(finding.key);
    std::sort(keys.begin(), keys.end());
    CHECK(keys == std::vector<std::string>{"inquiries.cannot_open", "inquiries.clock_differs",
                                           "inquiries.department_differs", "inquiries.status_differs"});
  });
}

}  // namespace tongban::inquiries
