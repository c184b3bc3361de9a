// What `tongban process simulate` and `tongban process test` do, without files.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engine/bpmn/model.h"

namespace tongban::bpmn {

struct Simulation {
  json::value variables;           // object
  json::value answers;             // object, see Answers
  std::vector<std::string> start;  // ids of processes or of start events; empty: what can begin by itself
  // The value of a decision that a rule task names, from the variables in a context; without it rule tasks fail.
  std::function<Result<Value>(const std::string& decision, const Value& context)> decide;
};

// Gives each line to `print` (without line feed): one JSON object an event, then one with `result`: completed, waiting,
// error or refused. Returns 0, or 1 for error and refused.
int simulate(std::string_view xml, const Simulation& simulation, const std::function<void(const std::string&)>& print);

// One run of the conformance kit: the traces it leaves, sorted.
struct KitRun {
  std::string process;
  json::value variables;
  std::int64_t delay_ms = 0;
  bool beside = false;  // start another process of the file as well
};
std::vector<std::string> run_kit(std::string_view xml, const KitRun& run);
// Whether the traces are the expected ones: counts matter, the order does not; `ERROR` stands for any error.
bool same_traces(std::vector<std::string> expected, std::vector<std::string> traces);

}  // namespace tongban::bpmn
