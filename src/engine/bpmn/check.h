// Check: the rules of BPMN 2.0 that a model must keep to be run. Inside the room only.
#pragma once

#include <string>
#include <vector>

#include "engine/bpmn/reader.h"
#include "engine/bpmn/timer.h"

namespace tongban::bpmn {

class Check {
 public:
  Check(const Model& model, Findings& findings) : model_(model), findings_(findings) {}
  void run();

 private:
  void error(std::string key, const Node& node, std::string detail);
  void warn(std::string key, const Node& node, std::string detail);
  void check_flows(const Node& node);
  void check_activity(const Node& node);
  void check_event_gateway(const Node& node);
  void check_event_sub_process(const Node& node);
  void check_starts(const Scope& scope);
  void check_ways(const Scope& scope);
  std::vector<Index> onwards(Index index) const;
  bool waits(const Node& node) const;
  // check_events.cpp
  void check_events(const Node& node);
  void check_boundary(const Node& node);
  bool allowed(const Node& node, EventKind kind) const;
  bool inside_transaction(const Node& node) const;

  const Model& model_;
  Findings& findings_;
};

}  // namespace tongban::bpmn
