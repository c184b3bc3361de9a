#include "engine/bpmn/diagram.h"

#include <doctest/doctest.h>

namespace tongban::bpmn {
namespace {

std::string drawn(const std::string& plane) {
  return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
         "xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" "
         "xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" "
         "xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" id=\"d\"><process id=\"p\"><startEvent id=\"s\" "
         "name=\"申请\"/><userTask id=\"t\" name=\"受理\"/><sequenceFlow id=\"f\" sourceRef=\"s\" "
         "targetRef=\"t\"/></process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane>" +
         plane + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>";
}

}  // namespace

TEST_CASE("diagram: shapes and flows as they are drawn, from 0,0") {
  const auto reading = read_model(
      drawn("<bpmndi:BPMNShape bpmnElement=\"s\"><dc:Bounds x=\"100\" y=\"50\" width=\"36\" height=\"36\"/>"
            "<bpmndi:BPMNLabel><dc:Bounds x=\"90\" y=\"90\" width=\"28\" height=\"14\"/></bpmndi:BPMNLabel>"
            "</bpmndi:BPMNShape><bpmndi:BPMNShape bpmnElement=\"t\"><dc:Bounds x=\"200\" y=\"30\" width=\"100\" "
            "height=\"80\"/></bpmndi:BPMNShape><bpmndi:BPMNShape bpmnElement=\"nobody\"><dc:Bounds x=\"9000\" "
            "y=\"0\" width=\"1\" height=\"1\"/></bpmndi:BPMNShape><bpmndi:BPMNEdge bpmnElement=\"f\"><di:waypoint "
            "x=\"136\" y=\"68\"/><di:waypoint x=\"200\" y=\"68\"/></bpmndi:BPMNEdge>"));
  REQUIRE(reading.model != nullptr);
  const auto diagram = read_diagram(*reading.model);
  REQUIRE(diagram.ok());
  REQUIRE(diagram->shapes.size() == 2);
  CHECK(diagram->shapes[0].type == "startEvent");
  CHECK(diagram->shapes[0].box.x == 10);
  CHECK(diagram->shapes[0].label.width == 28);
  CHECK(diagram->shapes[1].name == "受理");
  CHECK(diagram->shapes[1].box.y == 0);
  CHECK(diagram->width == 210);
  CHECK(diagram->height == 80);
  REQUIRE(diagram->edges.size() == 1);
  CHECK(diagram->edges[0].source == "s");
  CHECK(diagram->edges[0].points[1].x == 110);
}

TEST_CASE("diagram: numbers that are none, and models that are not drawn, do no harm") {
  const auto odd =
      read_model(drawn("<bpmndi:BPMNShape bpmnElement=\"s\"><dc:Bounds x=\"nan\" y=\"1e99\" width=\"-5\" "
                       "height=\"x\"/></bpmndi:BPMNShape>"
                       "<bpmndi:BPMNEdge bpmnElement=\"f\"><di:waypoint x=\"1\" y=\"2\"/></bpmndi:BPMNEdge>"));
  REQUIRE(odd.model != nullptr);
  const auto diagram = read_diagram(*odd.model);
  REQUIRE(diagram.ok());
  CHECK(diagram->shapes[0].box.width == 0);
  CHECK(diagram->edges.empty());
  CHECK(read_diagram(*read_model(drawn("")).model).error().key == "bpmn.no_diagram");
}

}  // namespace tongban::bpmn
