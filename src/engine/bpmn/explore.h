// Exploring a process before it is published: it is run again and again on a virtual clock, each time with one other
// answer, so that the shortest and the longest way, ways that do not end, and elements that no answer leads to are
// known. Deterministic and bounded; an answer other than the usual one is given at the first visit of an element only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/bpmn/engine.h"

namespace tongban::bpmn {

// One way in which somebody answers. The first of a list is the usual one.
struct Option {
  std::string label;
  Variables variables;
  Step after = Step{};
  bool silent = false;  // no answer ever comes: a message that is not sent
};

struct Exploration {
  Variables variables;  // to begin with
  // Of user tasks, service tasks and messages; an empty list: done at once, without variables.
  std::function<std::vector<Option>(const Node& node)> options;
  // Of a decision: its possible values, the usual one first. Without it, or where it gives none, rule tasks fail.
  std::function<std::vector<Value>(const std::string& decision, const Value& context)> values;
  int most_runs = 200;
};

struct Answered {
  std::string element, label;
};
struct WorkSpan {
  Index node = kNone;
  Instant from, until;
};
enum class Ending { completed, waiting, failed, endless };
struct ExploredRun {
  std::vector<Answered> answers;  // where there was a choice
  Ending ending = Ending::completed;
  Instant begun, ended;
  std::vector<WorkSpan> spans;       // of tasks and waits for time, in the order of their ends
  std::vector<std::string> stuck;    // elements that still wait, or have failed
  std::vector<std::string> problem;  // what failed, in words
};

struct Explored {
  std::vector<ExploredRun> runs;  // the first with the usual answers only
  std::vector<bool> reached;      // by node
  bool complete = true;           // false: there were more ways than `most_runs`
};

// Runs the first process that begins by request.
Explored explore(const Model& model, const Exploration& exploration);

}  // namespace tongban::bpmn
