#include "modules/catalog/flowchart.h"

#include <algorithm>
#include <deque>
#include <map>

#include "engine/bpmn/diagram.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/process.h"
#include "modules/catalog/process_actions.h"

namespace tongban::catalog {
namespace {

using bpmn::NodeKind;

ChartBox box_of(const bpmn::Box& box) { return {box.x, box.y, box.width, box.height}; }

std::string kind_of(const std::string& type) {
  if (type == "participant") return "pool";
  if (type == "lane") return "lane";
  if (type == "startEvent") return "start";
  if (type == "endEvent") return "end";
  if (type.ends_with("Event")) return "event";
  if (type.ends_with("Gateway")) return "gateway";
  if (type.ends_with("ask")) return "task";
  if (type == "subProcess" || type == "transaction" || type == "adHocSubProcess" || type == "callActivity")
    return "sub_process";
  return "note";
}

void put_shapes(const bpmn::Diagram& diagram, Flowchart& chart) {
  for (const auto& shape : diagram.shapes)
    chart.shapes.push_back({shape.element, shape.name, kind_of(shape.type), shape.type, shape.event, shape.lane,
                            box_of(shape.box), box_of(shape.label)});
  for (const auto& edge : diagram.edges) {
    ChartEdge shown{edge.element, edge.name, edge.source, edge.target, {}, box_of(edge.label)};
    for (const auto& point : edge.points) shown.points.push_back({point.x, point.y});
    chart.edges.push_back(std::move(shown));
  }
}

// Steps that people read: gateways without a name are looked through.
bool is_told(const bpmn::Node& node) { return !node.name.empty() || !bpmn::is_gateway(node.kind); }

std::string spoken(const bpmn::Node& node) {
  if (!node.name.empty()) return node.name;
  return node.kind == NodeKind::start_event ? "开始" : node.kind == NodeKind::end_event ? "结束" : node.id;
}

class Telling {
 public:
  Telling(const bpmn::Model& model, Flowchart& chart) : model_(model), chart_(chart), seen_(model.nodes.size()) {}

  void tell() {
    std::deque<bpmn::Index> open;
    for (const auto& scope : model_.scopes)
      for (const auto start : scope.starts) open.push_back(start);
    while (!open.empty()) {
      const auto at = open.front();
      open.pop_front();
      if (std::exchange(seen_[static_cast<std::size_t>(at)], 1) != 0) continue;
      const auto& node = model_.nodes[static_cast<std::size_t>(at)];
      if (is_told(node)) chart_.steps.push_back(step_of(node));
      for (const auto flow : node.outgoing) open.push_back(model_.flows[static_cast<std::size_t>(flow)].target);
      for (const auto event : node.boundary) open.push_back(event);
    }
  }

 private:
  ChartStep step_of(const bpmn::Node& node) const {
    ChartStep step{node.id, spoken(node), node.lane, kind_of(node.type), {}};
    std::vector<char> passed(model_.nodes.size());
    follow(node, "", step.next, passed);
    return step;
  }

  void follow(const bpmn::Node& node, const std::string& said, std::vector<std::string>& next,
              std::vector<char>& passed) const {
    for (const auto index : node.outgoing) {
      const auto& flow = model_.flows[static_cast<std::size_t>(index)];
      const auto& target = model_.nodes[static_cast<std::size_t>(flow.target)];
      const auto words = flow.name.empty() ? said : said.empty() ? flow.name : said + "，" + flow.name;
      if (is_told(target)) {
        auto text = (words.empty() ? "" : words + " → ") + spoken(target);
        if (std::find(next.begin(), next.end(), text) == next.end()) next.push_back(std::move(text));
      } else if (std::exchange(passed[static_cast<std::size_t>(flow.target)], 1) == 0) {
        follow(target, words, next, passed);
      }
    }
  }

  const bpmn::Model& model_;
  Flowchart& chart_;
  std::vector<char> seen_;
};

}  // namespace

Result<Flowchart> flowchart_of(const std::string& bpmn) {
  const auto reading = bpmn::read_model(bpmn);
  if (!reading.model) return unprocessable("catalog.no_flowchart", "流程不能显示");
  const auto diagram = bpmn::read_diagram(*reading.model);
  if (!diagram) return unprocessable("catalog.no_flowchart", "流程没有图形");
  Flowchart chart;
  for (const auto& process : reading.model->processes)
    if (chart.name.empty()) chart.name = process.name;
  chart.width = diagram->width;
  chart.height = diagram->height;
  put_shapes(*diagram, chart);
  Telling(*reading.model, chart).tell();
  return chart;
}

Result<Flowchart> flowchart(Ctx& ctx, const FlowchartIn& in) {
  const auto process = TRY(process_of(ctx, TRY(visible_version(ctx, in.item_id.value, in.version)).item_version_id));
  if (!process) return not_found("catalog.no_such_process", "该事项没有流程图");
  return flowchart_of(TRY(process_texts(ctx, process->digest)).bpmn);
}

}  // namespace tongban::catalog
