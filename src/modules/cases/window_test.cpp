#include "modules/cases/window.h"

#include "modules/cases/test_town.h"
#include "platform/audit/audit.h"

namespace tongban::cases {
namespace {

const std::string kCitizen = "11010519491231002X";
// A picture of one pixel: real enough for the check of contents.
const std::string kPng =
    "\x89PNG\r\n\x1a\n" + std::string(
                              "\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xda"
                              "cd\xf8\xcfP\x0f\0\x03\x86\x01\x80Z4}k\0\0\0\0IEND\xae"
                              "B`\x82",
                              62);

FindPersonIn asking(const std::string& number = kCitizen) { return {"111", number, "领取办理结果", std::nullopt}; }

Id upload_picture(Town& town, const Actor& owner) {
  const auto content = town.services.files.put(kPng, "signature.png", "image/png");
  REQUIRE_MESSAGE(content.ok(), content.error().key);
  Id id;
  REQUIRE(town.services
              .act(owner,
                   [&](Ctx& ctx) -> Result<void> {
                     id.value =
                         ctx.services.files.record(ctx.tx, ctx.new_id(), content.value(), owner.account_id, ctx.now);
                     return {};
                   })
              .ok());
  return id;
}

Id begin_at_window(Town& town) {
  StartWindowCaseIn in{Id{town.item_id}, {{"q1", {"o1"}}}, ApplicantKind::natural, "", "111", kCitizen, ""};
  in.from_account = true;
  return town.must(town.clerk, start_window_case, in).case_id;
}

DeliverIn handing_out(Id case_id, Id signature) {
  DeliverIn in{case_id, {}, DeliveryForm::window, "张三", "", ""};
  in.recipient_kind = RecipientKind::applicant;
  in.identity_checked = true;
  in.signature_file_id = signature;
  return in;
}

bool has(const std::vector<Action>& actions, Action action) {
  return std::find(actions.begin(), actions.end(), action) != actions.end();
}

}  // namespace

TEST_CASE("who is present is found by number, masked, with what this clerk may do") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto issued = town.issued();
    town.begin();  // the citizen's own draft: nobody else's business
    const auto found = town.must(town.clerk, find_person, asking());
    CHECK(found.has_account);
    CHECK(found.name == "张*");
    CHECK(found.document_number == "110***********002X");
    CHECK(found.phone.find("****") != std::string::npos);
    CHECK(found.drafts_elsewhere == 1);
    REQUIRE(found.cases.size() == 1);
    CHECK(found.cases[0].summary.case_id == issued);
    CHECK(found.cases[0].summary.applicant_name == "张*");
    CHECK(found.cases[0].result_name == "食品经营许可证");
    CHECK(has(found.cases[0].allowed, Action::deliver));
    CHECK_FALSE(found.next.has_value());
    // Another department's window sees the person, not the cases here.
    CHECK(town.must(town.foreign_clerk, find_person, asking()).cases.empty());
  });
}

TEST_CASE("a look-up wants a true number and a reason") {
  const auto database = db::open_test_database();
  Town town(*database);
  auto in = asking("110105194912310021");
  CHECK(town.refusal(town.clerk, find_person, in) == "input.invalid");
  in = asking();
  in.reason = "  ";
  const auto refused = town.run(town.clerk, find_person, in);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().fields.front().pointer == "/reason");
  const auto stranger = town.must(town.clerk, find_person, asking("110105190001010036"));
  CHECK_FALSE(stranger.has_account);
  CHECK(stranger.name.empty());
}

TEST_CASE("a look-up leaves its reason and the masked number in the trail, sealed") {
  const auto database = db::open_test_database();
  Town town(*database);
  std::string detail, opened;
  REQUIRE(town.services
              .act(town.clerk,
                   [&](Ctx& ctx) -> Result<void> {
                     TRY(find_person(ctx, asking()));
                     detail = ctx.audit.detail;
                     audit::Entry entry;
                     entry.object_id = Id{ctx.audit.object_id};
                     entry.detail = detail;
                     opened = audit::opened_detail(ctx.services.keyring, entry);
                     CHECK(ctx.audit.object_id == town.citizen.account_id);
                     return {};
                   })
              .ok());
  CHECK(detail.find("领取") == std::string::npos);
  CHECK(opened == "looked up: 领取办理结果（110***********002X）");
}

TEST_CASE("the pages of a person's cases follow one another") {
  const auto database = db::open_test_database();
  Town town(*database);
  for (int i = 0; i < 23; ++i) begin_at_window(town);
  auto in = asking();
  const auto first = town.must(town.clerk, find_person, in);
  CHECK(first.cases.size() == 20);
  REQUIRE(first.next.has_value());
  in.after = Id{*parse_id(*first.next)};
  const auto second = town.must(town.clerk, find_person, in);
  CHECK(second.cases.size() == 3);
  CHECK_FALSE(second.next.has_value());
  CHECK(second.cases[0].summary.case_id < first.cases.back().summary.case_id);
}

TEST_CASE("an application begun from the account needs no name, one without an account does") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = begin_at_window(town);
    const auto view = town.view(town.clerk, id);
    CHECK(view.applicant.name == "张三");
    CHECK(view.summary.channel == "window");
    StartWindowCaseIn in{
        Id{town.item_id}, {{"q1", {"o1"}}}, ApplicantKind::natural, "", "111", "110105190001010036", ""};
    CHECK(town.refusal(town.clerk, start_window_case, in) == "input.invalid");
    in.from_account = true;
    CHECK(town.refusal(town.clerk, start_window_case, in) == "cases.no_account");
    in.from_account = false;
    in.applicant_name = "赵六";
    in.phone = "13812345678";
    town.must(town.clerk, start_window_case, in);
    // The next visit finds the name that was given.
    CHECK(town.must(town.clerk, find_person, asking("110105190001010036")).name == "赵*");
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("an original is seen once, by a clerk, where there is something to compare it with") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = begin_at_window(town);
    AttachMaterialIn paper{id, "m1", MaterialSource::paper};
    const auto m1 = town.must(town.clerk, attach_material, paper).entries.front().material_id;
    AttachMaterialIn later{id, "m2", MaterialSource::promised};
    later.promised_date = Date::parse("2025-09-20").value();
    const auto m2 = town.must(town.clerk, attach_material, later).entries.front().material_id;

    const auto seen = town.must(town.clerk, see_original, SeeOriginalIn{id, m1});
    REQUIRE(seen.entries.front().original_seen_at.has_value());
    town.go_to("2025-09-15T11:00:00+08:00");
    const auto again = town.must(town.clerk, see_original, SeeOriginalIn{id, m1});
    CHECK(again.entries.front().original_seen_at == seen.entries.front().original_seen_at);
    CHECK(town.refusal(town.clerk, see_original, SeeOriginalIn{id, m2}) == "cases.no_original");
    CHECK(town.refusal(town.clerk, see_original, SeeOriginalIn{id, id}) == "cases.no_such_material");
    CHECK(town.refusal(town.foreign_clerk, see_original, SeeOriginalIn{id, m1}) == "cases.not_found");

    const auto handed_in = town.under_review();
    const auto material = town.view(town.clerk, handed_in).materials.front().entries.front().material_id;
    town.must(town.clerk, see_original, SeeOriginalIn{handed_in, material});
    CHECK(town.refusal(town.reviewer, see_original, SeeOriginalIn{handed_in, material}) == "cases.not_for_your_role");
    const auto done = town.issued();
    const auto late = town.view(town.clerk, done).materials.front().entries.front().material_id;
    CHECK(town.refusal(town.clerk, see_original, SeeOriginalIn{done, late}) == "cases.not_allowed_in_status");
  });
}

TEST_CASE("a result is handed out with a checked identity and a signature that stays") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto id = town.issued();
    auto in = handing_out(id, upload_picture(town, town.clerk));
    in.identity_checked = false;
    CHECK(town.refusal(town.clerk, deliver, in) == "input.invalid");
    in.identity_checked = true;
    in.signature_file_id = upload_picture(town, town.citizen);
    CHECK(town.refusal(town.clerk, deliver, in) == "file.not_found");
    in.signature_file_id = town.upload(town.clerk);
    CHECK(town.refusal(town.clerk, deliver, in) == "cases.signature_not_a_picture");
    in.signature_file_id = upload_picture(town, town.clerk);
    const auto out = town.must(town.clerk, deliver, in);
    CHECK(out.status == Status::delivered);
    REQUIRE(out.instrument.has_value());

    const auto own = town.view(town.citizen, id).delivery;
    REQUIRE(own.has_value());
    CHECK(own->recipient == "张三");
    CHECK(own->identity_checked);
    CHECK(own->signature_file_id == in.signature_file_id);
    CHECK(town.view(town.clerk, id).delivery->recipient == "张*");
    CHECK_FALSE(town.view(town.supervisor, id).delivery->signature_file_id.has_value());
    const auto page = town.must(town.citizen, instrument_html, InstrumentIn{id, out.instrument->instrument_id});
    CHECK(page.find("data:image/png;base64,iVBOR") != std::string::npos);
    CHECK(page.find("申请人本人") != std::string::npos);
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("an agent takes a result with a document and an authority") {
  const auto database = db::open_test_database();
  Town town(*database);
  const auto id = town.issued();
  auto in = handing_out(id, upload_picture(town, town.clerk));
  in.recipient = "王五";
  in.recipient_kind = RecipientKind::agent;
  const auto refused = town.run(town.clerk, deliver, in);
  REQUIRE_FALSE(refused.ok());
  REQUIRE(refused.error().fields.size() == 2);
  CHECK(refused.error().fields[0].pointer == "/document_number");
  CHECK(refused.error().fields[1].pointer == "/authority");
  in.document_number = "11010519000101001X";
  in.authority = "授权委托书（2025年9月15日）";
  town.must(town.clerk, deliver, in);
  const auto delivery = town.view(town.clerk, id).delivery;
  REQUIRE(delivery.has_value());
  CHECK(delivery->document_number == "110***********001X");
  CHECK(delivery->authority == "授权委托书（2025年9月15日）");
}

}  // namespace tongban::cases
