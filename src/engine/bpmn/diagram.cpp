#include "engine/bpmn/diagram.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/bpmn/xml.h"

namespace tongban::bpmn {
namespace {

constexpr std::size_t kMost = 5'000;
constexpr double kFarthest = 1'000'000;

int number(pugi::xml_node node, const char* name) {
  const double value = node.attribute(name).as_double(0);
  return std::isfinite(value) ? static_cast<int>(std::lround(std::clamp(value, -kFarthest, kFarthest))) : 0;
}

pugi::xml_node part(pugi::xml_node node, std::string_view name) {
  for (const auto each : node.children())
    if (local_name(each) == name) return each;
  return {};
}

Box box_of(pugi::xml_node bounds) {
  return {number(bounds, "x"), number(bounds, "y"), std::max(0, number(bounds, "width")),
          std::max(0, number(bounds, "height"))};
}

// Elements of the semantic part by id: names and types of pools and lanes, which the model does not keep.
void index(pugi::xml_node at, std::map<std::string, pugi::xml_node, std::less<>>& by_id) {
  for (const auto each : at.children()) {
    if (each.type() != pugi::node_element || !is_bpmn(each)) continue;
    if (const auto id = attribute(each, "id"); !id.empty()) by_id.emplace(id, each);
    index(each, by_id);
  }
}

class Drawing {
 public:
  Drawing(const Model& model, pugi::xml_node root) : model_(model) { index(root, by_id_); }

  void read(pugi::xml_node plane) {
    for (const auto each : plane.children()) {
      const auto name = local_name(each);
      if (name == "BPMNShape" && drawn_.shapes.size() < kMost) shape(each);
      if (name == "BPMNEdge" && drawn_.edges.size() < kMost) edge(each);
    }
  }

  Diagram take() {
    std::stable_partition(drawn_.shapes.begin(), drawn_.shapes.end(),
                          [](const DrawnShape& shape) { return shape.type == "participant" || shape.type == "lane"; });
    Box all{0, 0, -1, -1};
    for (const auto& shape : drawn_.shapes) {
      grow(all, shape.box);
      if (shape.label.width > 0) grow(all, shape.label);
    }
    for (const auto& edge : drawn_.edges) {
      for (const auto& point : edge.points) grow(all, {point.x, point.y, 0, 0});
      if (edge.label.width > 0) grow(all, edge.label);
    }
    move(all.x, all.y);
    drawn_.width = std::max(0, all.width);
    drawn_.height = std::max(0, all.height);
    return std::move(drawn_);
  }

 private:
  void shape(pugi::xml_node xml) {
    const auto found = by_id_.find(attribute(xml, "bpmnElement"));
    if (found == by_id_.end()) return;
    DrawnShape shape;
    shape.element = found->first;
    shape.name = attribute(found->second, "name");
    shape.type = local_name(found->second);
    shape.box = box_of(part(xml, "Bounds"));
    shape.label = box_of(part(part(xml, "BPMNLabel"), "Bounds"));
    if (const auto at = model_.find_node(shape.element); at != kNone) {
      const auto& node = model_.nodes[static_cast<std::size_t>(at)];
      shape.lane = node.lane;
      if (!node.events.empty()) shape.event = name_of(node.events[0].kind);
    }
    drawn_.shapes.push_back(std::move(shape));
  }

  void edge(pugi::xml_node xml) {
    const auto found = by_id_.find(attribute(xml, "bpmnElement"));
    if (found == by_id_.end()) return;
    DrawnEdge edge;
    edge.element = found->first;
    edge.name = attribute(found->second, "name");
    edge.source = reference(attribute(found->second, "sourceRef"));
    edge.target = reference(attribute(found->second, "targetRef"));
    edge.label = box_of(part(part(xml, "BPMNLabel"), "Bounds"));
    for (const auto each : xml.children())
      if (local_name(each) == "waypoint" && edge.points.size() < 200)
        edge.points.push_back({number(each, "x"), number(each, "y")});
    if (edge.points.size() > 1) drawn_.edges.push_back(std::move(edge));
  }

  static void grow(Box& all, const Box& more) {
    if (all.width < 0) {
      all = more;
      return;
    }
    const int right = std::max(all.x + all.width, more.x + more.width);
    const int bottom = std::max(all.y + all.height, more.y + more.height);
    all.x = std::min(all.x, more.x);
    all.y = std::min(all.y, more.y);
    all.width = right - all.x;
    all.height = bottom - all.y;
  }

  void move(int x, int y) {
    for (auto& shape : drawn_.shapes) {
      shape.box.x -= x;
      shape.box.y -= y;
      shape.label.x -= x;
      shape.label.y -= y;
    }
    for (auto& edge : drawn_.edges) {
      for (auto& point : edge.points) point = {point.x - x, point.y - y};
      edge.label.x -= x;
      edge.label.y -= y;
    }
  }

  const Model& model_;
  std::map<std::string, pugi::xml_node, std::less<>> by_id_;
  Diagram drawn_;
};

}  // namespace

Result<Diagram> read_diagram(const Model& model) {
  pugi::xml_document document;
  TRY(load_xml(document, model.text, {}));
  const auto root = document.document_element();
  Drawing drawing(model, root);
  for (const auto each : root.children())
    if (local_name(each) == "BPMNDiagram")
      for (const auto plane : each.children()) drawing.read(plane);
  auto diagram = drawing.take();
  if (diagram.shapes.empty()) return invalid("bpmn.no_diagram", "流程文件里没有图形 / nothing of the model is drawn");
  return diagram;
}

}  // namespace tongban::bpmn
