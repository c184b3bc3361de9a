#include "modules/cases/answer_files.h"

#include "modules/cases/files.h"
#include "modules/cases/test_town.h"

namespace tongban::cases {
namespace {

json::value schema() {
  return parse_json(R"({"type":"object","properties":{
    "plan":{"type":"string","format":"file"},"name":{"type":"string"},
    "rooms":{"type":"array","items":{"type":"object","properties":{"photo":{"type":"string","format":"file"}}}}}})")
      .value();
}

std::string read_of(Town& town, const Actor& reader, Id case_id, Id file_id) {
  const WorkCtx work{reader, town.services.services, town.services.clock.now()};
  WorkCtx ctx = work;
  const auto found = case_file(ctx, case_id, file_id);
  return found ? "done" : found.error().key;
}

}  // namespace

TEST_CASE("the files of a form are those in its fields for files, also in the rows of a table") {
  const auto answers = parse_json("{\"plan\":\"" + id_text(5) + "\",\"name\":\"" + id_text(6) +
                                  "\",\"rooms\":[{\"photo\":\"" + id_text(7) + "\"},{\"photo\":\"no id\"},3]}");
  REQUIRE(answers.ok());
  CHECK(files_in_answers(schema(), answers->get_object()) == std::vector<std::int64_t>{5, 7});
  CHECK(files_in_answers(json::value(), answers->get_object()).empty());
}

TEST_CASE("an answer names only one's own file, and the desk reads it through the case") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    auto content = town_item();
    content.form_schema = parse_json(R"({"type":"object","required":["shop_name"],"properties":{
      "shop_name":{"type":"string"},"plan":{"type":"string","format":"file"},
      "sign":{"type":"string","format":"signature"}}})")
                              .value();
    const Id item{town.add_item(content, "11110000000021135M4000131003000", false)};
    const auto id = town.must(town.citizen, start_case, StartCaseIn{item, {{"q1", {"o1"}}}, {}}).case_id;
    const auto save = [&](const Actor& who, Id file, const char* field, std::int64_t version) {
      SaveAnswersIn in{id, "g1", version, json::object{{"shop_name", "梅山小吃"}, {field, id_text(file.value)}}};
      const auto out = town.run(who, save_answers, in);
      return out ? std::string("done") : out.error().fields.front().pointer + " " + out.error().fields.front().key;
    };
    const auto theirs = town.upload(town.neighbour), mine = town.upload(town.citizen);
    CHECK(save(town.citizen, theirs, "plan", 0) == "/answers/plan file.not_found");
    CHECK(save(town.citizen, mine, "sign", 0) == "/answers/sign cases.signature_not_a_picture");
    CHECK(save(town.citizen, mine, "plan", 0) == "done");
    CHECK(save(town.citizen, mine, "plan", 1) == "done");
    for (const char* key : {"m1", "m2", "m3"}) {
      AttachMaterialIn in{id, key};
      in.file_id = town.upload(town.citizen);
      town.must(town.citizen, attach_material, in);
    }
    town.must(town.citizen, submit, ActIn{id, {}});
    CHECK(read_of(town, town.clerk, id, mine) == "done");
    CHECK(read_of(town, town.clerk, id, theirs) == "file.not_found");
    CHECK(read_of(town, town.neighbour, id, mine) == "cases.not_found");
    CHECK(town.check().finding_count == 0);
  });
}

}  // namespace tongban::cases
