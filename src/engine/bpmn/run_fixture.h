// A small process and what happens to it, for tests.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "engine/bpmn/engine.h"

namespace tongban::bpmn {

inline std::string file_of(const std::string& body, const std::string& roots = "") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
         "xmlns:tongban=\"urn:tongban:bpmn\" id=\"d\">" +
         roots + "<process id=\"p\" isExecutable=\"true\">" + body + "</process></definitions>";
}
inline std::string flow(const std::string& from, const std::string& to, const std::string& condition = "") {
  return "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\">" +
         (condition.empty() ? "" : "<conditionExpression>" + condition + "</conditionExpression>") + "</sequenceFlow>";
}
// a -> b -> c as flows.
inline std::string chain(std::initializer_list<const char*> ids) {
  std::string out;
  for (auto at = ids.begin(); at + 1 != ids.end(); ++at) out += flow(*at, *(at + 1));
  return out;
}
inline std::string user(const std::string& id, const std::string& inside = "") {
  return "<userTask id=\"" + id + "\" name=\"" + id + "\">" + inside + "</userTask>";
}

struct Play {
  explicit Play(const std::string& xml) {
    reading = read_model(xml);
    for (const auto& finding : reading.findings)
      if (finding.severity == Severity::error) MESSAGE(finding.key << " " << finding.element << " " << finding.detail);
    REQUIRE(reading.model != nullptr);
  }
  Result<void> act(Stimulus stimulus) {
    effects.clear();
    const auto done = advance(*reading.model, state, stimulus, services, now, effects);
    return done;
  }
  void start(Variables variables = {}, const std::string& element = "p") {
    Stimulus stimulus;
    stimulus.element = element;
    stimulus.variables = std::move(variables);
    REQUIRE(act(stimulus).ok());
  }
  // The waiting activity at the node, the first where there are several; 0 where there is none.
  int at(const std::string& node) const {
    for (const auto& active : state.actives)
      if (reading.model->nodes[active->node].id == node && !active->loop) return active->id;
    return 0;
  }
  int count(const std::string& node) const {
    int found = 0;
    for (const auto& active : state.actives) found += reading.model->nodes[active->node].id == node && !active->loop;
    return found;
  }
  Stimulus about(StimulusKind kind, const std::string& node, const std::string& person = "") const {
    Stimulus stimulus;
    stimulus.kind = kind;
    stimulus.active = at(node);
    stimulus.person = person;
    return stimulus;
  }
  Result<void> complete(const std::string& node, Variables variables = {}, const std::string& by = "") {
    auto stimulus = about(StimulusKind::complete, node);
    stimulus.variables = std::move(variables);
    stimulus.by = by;
    return act(stimulus);
  }
  Result<void> back(const std::string& from, const std::string& to) {
    auto stimulus = about(StimulusKind::return_to, from);
    stimulus.element = to;
    return act(stimulus);
  }
  int wait(EventKind kind) const {
    for (const auto& each : state.waits)
      if (each->kind == kind) return each->id;
    return 0;
  }
  Result<void> timer(int wait) {
    Stimulus stimulus;
    stimulus.kind = StimulusKind::timer;
    stimulus.wait = wait;
    return act(stimulus);
  }
  int told(EffectKind kind, const std::string& node = "") const {
    int found = 0;
    for (const auto& effect : effects)
      found += effect.kind == kind &&
               (node.empty() || (effect.node != kNone && reading.model->nodes[effect.node].id == node));
    return found;
  }

  Reading reading;
  State state;
  Services services;
  Effects effects;
  Instant now = start_of_day(Date::from_days(20454));
};

inline Value yes() { return Value::boolean(true); }
inline Value no() { return Value::boolean(false); }

}  // namespace tongban::bpmn
