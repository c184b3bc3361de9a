#include "engine/bpmn/run_fixture.h"
#include "engine/bpmn/timer.h"

namespace tongban::bpmn {
namespace {

// The key of the first error, empty where the model is accepted.
std::string refused(const std::string& xml) {
  const auto reading = read_model(xml);
  CHECK((reading.model == nullptr) == has_errors(reading.findings));
  for (const auto& finding : reading.findings)
    if (finding.severity == Severity::error) return finding.key;
  return "";
}
std::string refused_body(const std::string& body, const std::string& roots = "") {
  return refused(file_of(body, roots));
}

}  // namespace

TEST_CASE("Hostile and broken XML is refused with a finding") {
  CHECK(refused("") == "bpmn.xml");
  CHECK(refused("<definitions") == "bpmn.xml");
  CHECK(refused("\xff\xfe<a/>") == "bpmn.bad_utf8");
  CHECK(refused("<html/>") == "bpmn.not_bpmn");
  CHECK(refused("<definitions/>") == "bpmn.not_bpmn");
  CHECK(refused("<!DOCTYPE d [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]>" + file_of("<task id=\"t\"/>").substr(38)) ==
        "bpmn.doctype");
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<subProcess id=\"s" + std::to_string(i) + "\">";
  for (int i = 0; i < 5000; ++i) deep += "</subProcess>";
  CHECK(refused_body(deep) == "bpmn.too_deep");
  CHECK(refused(std::string(5'000'000, ' ')) == "bpmn.too_large");
  CHECK(refused_body("") == "");  // an empty process is a warning only
}

TEST_CASE("What leads nowhere, stands twice or cannot run is refused, not ignored") {
  CHECK(refused_body("<task id=\"t\"/>" + flow("t", "nowhere")) == "bpmn.dangling_flow");
  CHECK(refused_body("<task id=\"t\"/><task id=\"t\"/>") == "bpmn.duplicate_id");
  CHECK(refused_body("<task/>") == "bpmn.missing_id");
  CHECK(refused_body("<task id=\"t\"/><teaTask id=\"x\"/>") == "bpmn.unknown_element");
  CHECK(refused_body("<task id=\"t\" default=\"f\"/>") == "bpmn.dangling_default");
  CHECK(refused_body("<task id=\"t\"/><boundaryEvent id=\"b\" "
                     "attachedToRef=\"x\"><timerEventDefinition><timeDuration>PT1S</timeDuration>"
                     "</timerEventDefinition></boundaryEvent>") == "bpmn.dangling_boundary");
  CHECK(refused_body("<task id=\"t\" completionQuantity=\"0\"/>") == "bpmn.bad_quantity");
  CHECK(refused_body("<task id=\"t\"><standardLoopCharacteristics loopMaximum=\"-1\"/></task>") ==
        "bpmn.bad_loop_maximum");
  CHECK(refused_body("<startEvent id=\"s\"/><intermediateThrowEvent id=\"l\"><linkEventDefinition "
                     "name=\"L\"/></intermediateThrowEvent>" +
                     flow("s", "l")) == "bpmn.dangling_link");
  CHECK(refused_body("<startEvent id=\"s\"/><endEvent id=\"e\"><cancelEventDefinition/></endEvent>" + flow("s", "e")) ==
        "bpmn.cancel_outside");
  CHECK(refused_body("<startEvent id=\"s\"/><exclusiveGateway id=\"g\"/>" + flow("s", "g") + flow("g", "g")) ==
        "bpmn.endless");
  CHECK(refused_body("<startEvent id=\"s\"/><task id=\"t\"/>" + flow("s", "t", "1 +")) == "bpmn.bad_expression");
  CHECK(refused_body("<startEvent id=\"s\"/><eventBasedGateway id=\"g\"/><task id=\"t\"/>" + chain({"s", "g", "t"})) ==
        "bpmn.not_an_event");
  CHECK(refused_body("<callActivity id=\"c\"/>") == "bpmn.missing_called_element");
  CHECK(refused_body("<startEvent id=\"s\"><signalEventDefinition signalRef=\"x\"/></startEvent>") ==
        "bpmn.dangling_reference");
  CHECK(refused_body(
            "<subProcess id=\"e\" triggeredByEvent=\"true\"><startEvent id=\"s\"/></subProcess><task id=\"t\"/>") ==
        "bpmn.missing_event");
  CHECK(
      refused_body(
          "<userTask id=\"t\"><extensionElements><tongban:timeLimit after=\"soon\"/></extensionElements></userTask>") ==
      "bpmn.bad_time_limit");
}

TEST_CASE("What is only drawn does not matter, and the text of the file is kept") {
  const auto xml = file_of(
      "<startEvent id=\"s\"/><documentation>said</documentation><textAnnotation "
      "id=\"a\"><text>note</text></textAnnotation>"
      "<laneSet id=\"l\"><lane id=\"l1\" name=\"窗口\"><flowNodeRef>s</flowNodeRef></lane></laneSet>");
  const auto reading = read_model(xml);
  REQUIRE(reading.model);
  CHECK(reading.model->text == xml);
  CHECK(reading.model->nodes[0].lane == "窗口");
}

TEST_CASE("Timers are dates, durations and cycles of ISO 8601, and nothing else") {
  CHECK(parse_duration("P1Y2M3DT4H5M6.5S") == Step{14, ((3 * 24 + 4) * 3600LL + 5 * 60 + 6) * 1'000'000 + 500'000});
  CHECK(parse_duration("P2W") == Step{0, 14LL * 86400 * 1'000'000});
  for (const auto* wrong : {"", "P", "PT", "1S", "P1S", "PT1D", "P-1D", "P1M1Y", "P1.5D", "PT99999999999S", "P1DT"})
    CHECK_MESSAGE(!parse_duration(wrong), wrong);
  const auto cycle = parse_timer(TimerKind::cycle, "R3/PT10S");
  REQUIRE(cycle);
  CHECK(cycle->repeats == 3);
  CHECK(!parse_timer(TimerKind::cycle, "R3/PT0S"));
  CHECK(!parse_timer(TimerKind::cycle, "PT10S"));
  CHECK(parse_timer(TimerKind::date, "2026-01-31T09:00:00+08:00"));
  const auto january = *parse_instant("2026-01-31T09:00:00+08:00");
  CHECK(after(january, {1, 0}) == *parse_instant("2026-02-28T09:00:00+08:00"));
  CHECK(after(january, {12'000, 0}) > january);
}

}  // namespace tongban::bpmn
