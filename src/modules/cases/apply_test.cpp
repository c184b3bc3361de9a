#include "modules/cases/test_town.h"

namespace tongban::cases {
namespace {

// All that `Town::begin()` says in steps.
ApplyIn whole(Town& town, const Actor& owner) {
  ApplyIn in;
  in.item_id = Id{town.item_id};
  in.scenario = {{"q1", {"o1"}}};
  in.groups = {{"g1", json::object{{"shop_name", "梅山小吃"}, {"phone", "13812345678"}}}};
  for (const char* key : {"m1", "m2", "m3"}) {
    ApplyMaterial material{key};
    material.file_id = town.upload(owner);
    in.materials.push_back(material);
  }
  return in;
}

std::string first_pointer(Town& town, const ApplyIn& in) {
  const auto out = town.run(town.citizen, apply, in);
  if (out.ok() || out.error().fields.empty()) return out.ok() ? "done" : out.error().key;
  return out.error().fields.front().pointer + " " + out.error().fields.front().key;
}

std::int64_t rows(Town& town, const char* sql) {
  std::int64_t count = 0;
  CHECK(town.database
            .read([&](db::Tx& tx) -> Result<void> {
              count = tx.query(sql).integer(0, 0);
              return {};
            })
            .ok());
  return count;
}

}  // namespace

TEST_CASE("A whole application in one call is the same case as one made step by step") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    const auto steps = town.view(town.citizen, town.submitted());
    const auto out = town.must(town.citizen, apply, whole(town, town.citizen));
    CHECK(out.status == Status::submitted);
    CHECK(out.query_code.value_or("").size() == 8);
    REQUIRE(out.instrument.has_value());
    const auto once = town.view(town.citizen, out.case_id);
    CHECK(once.summary.status == steps.summary.status);
    CHECK(once.summary.waiting_for == steps.summary.waiting_for);
    CHECK(once.timeline.size() == steps.timeline.size());
    CHECK(once.clocks.size() == steps.clocks.size());
    CHECK(once.form.answers == steps.form.answers);
    CHECK(once.scenario.size() == 1);
    CHECK(once.applicant.name == steps.applicant.name);
    REQUIRE(once.materials.size() == steps.materials.size());
    for (std::size_t i = 0; i < once.materials.size(); ++i) {
      CHECK(once.materials[i].satisfied == steps.materials[i].satisfied);
      CHECK(once.materials[i].entries.size() == steps.materials[i].entries.size());
    }
    CHECK(town.view(town.clerk, out.case_id).summary.status == Status::submitted);
    CHECK(town.check().finding_count == 0);
    // It goes on as any other.
    CHECK(town.must(town.clerk, receive, ActIn{out.case_id, {}}).status == Status::received);
    CHECK(town.check().finding_count == 0);
  });
}

TEST_CASE("An application that lacks something is refused with its place, and nothing of it is kept") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    auto in = whole(town, town.citizen);
    in.materials.pop_back();
    CHECK(first_pointer(town, in) == "/materials/m3 cases.material_missing");
    in = whole(town, town.citizen);
    in.groups[0].answers = json::object{{"shop_name", ""}, {"phone", "13812345678"}};
    CHECK(first_pointer(town, in).starts_with("/answers/shop_name "));
    in.groups[0].answers = json::object{{"shop_name", "梅山小吃"}, {"phone", "13812345678"}, {"colour", "red"}};
    CHECK(first_pointer(town, in) == "/groups/0/answers/colour field.unknown");
    in.groups[0].answers = json::object{{"shop_name", "梅山小吃"}, {"phone", "13812345678"}};
    in.groups.push_back(in.groups[0]);
    CHECK(first_pointer(town, in) == "/groups/1/group_key field.required");
    in = whole(town, town.citizen);
    in.contact.contact_phone = "12";
    CHECK(first_pointer(town, in).starts_with("/contact/contact_phone "));
    in = whole(town, town.citizen);
    in.scenario.clear();
    CHECK(first_pointer(town, in).starts_with("/scenario"));
    CHECK(rows(town, "SELECT COUNT(*) FROM cases") == 0);
    CHECK(rows(town, "SELECT COUNT(*) FROM case_answers") == 0);
    CHECK(rows(town, "SELECT COUNT(*) FROM case_materials") == 0);
    CHECK(rows(town, "SELECT COUNT(*) FROM case_serials") == 0);
  });
}

TEST_CASE("In one call, too, nobody hands in somebody else's file or applies for others without their word") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    CHECK(first_pointer(town, whole(town, town.neighbour)) == "file.not_found");
    auto in = whole(town, town.citizen);
    in.acting_for = Id{town.neighbour.account_id};
    CHECK(first_pointer(town, in) == "cases.not_authorised");
  });
}

TEST_CASE("A promise and a commitment serve where the item allows them, and not beside the file itself") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    auto in = whole(town, town.citizen);
    in.materials[2] = {"m3", MaterialSource::commitment};
    in.materials[2].commitment_agreed = true;
    CHECK(town.must(town.citizen, apply, in).status == Status::submitted);
    in.materials.push_back({"m3"});
    in.materials.back().file_id = town.upload(town.citizen);
    CHECK(first_pointer(town, in) == "cases.material_already_there");
    CHECK(town.check().finding_count == 0);
  });
}

}  // namespace tongban::cases
