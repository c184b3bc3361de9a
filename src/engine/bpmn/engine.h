// The face of engine/bpmn: one pure step. advance() takes a model, the state of an instance and what happened, and says
// what is to be done about it. It reads no clock, opens no file, keeps nothing: the host stores state and effects in
// one transaction, so that the same thing after a crash happens once. Where it gives an Error, the state is as it was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/bpmn/model.h"
#include "engine/bpmn/state.h"

namespace tongban::bpmn {

enum class StimulusKind {
  start,      // element: process id, or id of the start event (or instantiating task) that was triggered
  complete,   // active: a user, service, receive or manual task, a call; variables; by
  fail,       // active; code: error that boundary events may catch
  escalate,   // active; code; the task goes on unless interrupted
  incident,   // active: the work could not be done (detail); a retry goes on
  timer,      // wait
  message,    // name or wait; key; variables
  signal,     // name; variables
  variables,  // variables of the process; conditions are looked at again
  retry,      // active: of an incident
  activate,   // element: one more run of an activity of an ad hoc sub-process; active: the sub-process
  cancel,     // the whole instance
  // What approvers need beyond BPMN; see docs/processes.md.
  return_to,      // 退回: element; active: the task it is returned from (0: none); by
  withdraw,       // 撤回: element: the task that `by` has completed
  add_signer,     // 加签: active; person: assignee
  remove_signer,  // 减签: active of the signer
  transfer,       // 转办: active; person
  delegate,       // 委派: active; person
  copy_to,        // 抄送: active; person
  urge,           // 催办: active
};

struct Stimulus {
  StimulusKind kind = StimulusKind::start;
  std::string element, name, key, code, person, by, detail;
  int active = 0, wait = 0;
  int event = 0;  // start: number of the definition that was triggered
  Variables variables;
};

enum class EffectKind {
  // History, in the order in which it happened.
  entered,
  left,
  cancelled,
  thrown,
  caught,
  error,
  // Work for the host.
  task_created,  // user tasks: name: assignee
  task_changed,  // name: assignee
  task_completed,
  task_cancelled,
  task_urged,
  task_copied,     // name: person
  service_wanted,  // name: topic; variables: data inputs
  service_cancelled,
  call_wanted,  // name: called element of another file; variables
  call_cancelled,
  timer_set,        // wait, due
  timer_cleared,    // wait
  message_awaited,  // wait, name, key
  message_dropped,  // wait
  signal_awaited,
  signal_dropped,
  message_thrown,  // name, key, variables
  signal_thrown,   // name, variables: for other instances; this one has seen it
  escalated,       // name: code that nobody caught
  returned,        // node: to which; name: by
  completed,
  failed,  // name: code of the error that nobody caught
  terminated,
};

struct Effect {
  EffectKind kind = EffectKind::entered;
  EventKind event = EventKind::none;
  Index node = kNone;
  int active = 0;
  int wait = 0;
  Instant due;
  std::string name, key;  // of errors: the code or key, and the detail
  Variables variables;
};
using Effects = std::vector<Effect>;

// What only the host can do at once. All are called inside advance() and must be as pure as it is.
class Services {
 public:
  virtual ~Services() = default;
  // A script task whose text is the name of a built-in. nullopt: no such built-in, the text is FEEL.
  struct Done {
    Variables variables;
    bool later = false;  // the work goes on outside; a `complete` will come
  };
  virtual std::optional<Result<Done>> script(const Node& node, const Variables& inputs);
  // A business rule task: the value of the decision, in what context.
  virtual Result<Value> decide(const std::string& decision, const Value& context);
  // A service task done at once, or nullopt: it becomes an effect and a `complete` will come.
  virtual std::optional<Result<Variables>> service(const Node& node, const Variables& inputs);
};

struct Limits {
  int steps = 20'000;              // of one advance(): more is an endless cycle
  std::size_t tokens = 20'000;     // at once
  std::int64_t instances = 5'000;  // of one multi-instance activity
  std::size_t visits = 4'000;      // remembered of a scope; older ones cannot be returned to
  bool history = true;             // entered, left, ... among the effects
};

// Changes `state` and appends to `effects`. Errors leave both as they were: `bpmn.finished` (conflict),
// `bpmn.not_waiting` (conflict: the task, timer or message was dealt with already, or is of another time),
// `bpmn.no_such_element`, `bpmn.not_before` (conflict), `bpmn.already_handled` (conflict), `bpmn.last_signer`
// (conflict), `bpmn.bad_stimulus`. What fails inside the process is no Error but an incident in the state and an effect
// `error`.
Result<void> advance(const Model& model, State& state, const Stimulus& stimulus, Services& services, Instant now,
                     Effects& effects, const Limits& limits = {});

// What can begin an instance besides a request.
struct Beginning {
  Index process = kNone;
  Index node = kNone;  // start event, receive task, or event after an instantiating gateway: the element to start with
  int event = 0;
  const EventDefinition* definition = nullptr;
};
std::vector<Beginning> beginnings(const Model& model);

// A variable as the outermost scope sees it.
Value variable(const State& state, std::string_view name);
// All of the outermost scope.
Variables variables_of(const State& state);

}  // namespace tongban::bpmn
