// State: everything about a running instance, and nothing else: small, without pointers, as JSON and back. It belongs
// to one version of one model and changes only through advance() (engine/bpmn/engine.h). History is not in it, except
// what returning to an earlier node needs: which token came from which step (Visit).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/result.h"
#include "engine/bpmn/model.h"
#include "engine/bpmn/table.h"
#include "engine/bpmn/timer.h"
#include "engine/feel/value.h"

namespace tongban::bpmn {

using Variables = std::vector<std::pair<std::string, Value>>;
Value* find(Variables& variables, std::string_view name);
const Value* find(const Variables& variables, std::string_view name);
void assign(Variables& variables, std::string_view name, Value value);

// A token that came to a step: along which flow (none: otherwise), and from which visit (0: the scope began).
struct Origin {
  Index flow = kNone;
  int visit = 0;
  bool operator==(const Origin&) const = default;
};

// One step of a token at a node. Its origins are those of the tokens it consumed; the tokens it made name it. Together
// they are the causal net of the scope, which return_to cuts.
struct Visit {
  int id = 0;
  Index node = kNone;
  std::vector<Origin> from;
  std::string by;  // the person who completed the task, where one did
  int scope = 0;   // the scope that was inside and is kept, or 0
  bool person = false;
};

// A token that waits at a gateway (or before a task of a higher start quantity) for others.
struct Arrival {
  Index node = kNone;
  Origin from;
  bool operator==(const Arrival&) const = default;
};

// An activity that was completed and may be compensated.
struct Done {
  int order = 0;
  Index node = kNone;
  int visit = 0;
  int scope = 0;  // kept scope of a sub-process, or 0
};

// A complex gateway between its first firing and its reset.
struct Fired {
  Index gateway = kNone;
  std::vector<Index> flows;  // that had a token then
};

struct ScopeState {
  int id = 0;
  Index scope = kNone;
  int owner = 0;             // the activity it lies in, 0 for the outermost
  int parent = 0;            // scope whose variables are seen, 0 for those of a process
  int tokens = 0;            // that move, wait or are worked on
  bool kept = false;         // completed, kept for compensation or return
  bool interrupted = false;  // by an interrupting event sub-process
  bool cancelling = false;   // transaction: waits for compensation before it is left
  Variables variables;
  std::vector<Arrival> arrivals;
  std::vector<Visit> visits;
  std::vector<Done> done;
  std::vector<Fired> fired;
};

enum class Phase : std::uint8_t {
  waiting,       // for what its kind waits for
  inside,        // for the scope inside
  looping,       // for its own instances
  compensating,  // for the handlers it called
  incident,      // something failed; a retry goes on
};

struct Signature {
  int instance = 0;  // number of the instance that signed
  std::string by;
  std::optional<bool> approved;
  bool operator==(const Signature&) const = default;
};

// Of a loop or several instances of an activity.
struct LoopState {
  bool multi = false, sequential = false;
  std::int64_t total = 0, started = 0, completed = 0, terminated = 0;
  std::vector<Value> items;    // of a collection
  std::vector<Value> results;  // by instance
  std::vector<Signature> signatures;
  bool fixed_item = false;
};

enum class Retry : std::uint8_t { none, arrive, body, leave };

struct Active {
  int id = 0;
  Index node = kNone;
  int scope = 0;
  int holder = 0;  // the loop this is an instance of, or 0
  int visit = 0;
  int inner = 0;  // scope inside
  Phase phase = Phase::waiting;
  Retry retry = Retry::none;
  std::int64_t number = 0;  // of the instance in its loop, from 0
  Variables locals;
  std::optional<LoopState> loop;
  std::vector<Origin> arrived;  // incident before the node was entered
  std::string problem;          // incident: key and detail
  // A user task's people. delegated: when the delegate completes, the task goes back to the owner.
  std::string assignee, owner;
  bool delegated = false;
  int urged = 0;
};

// What an instance waits for from outside, or from itself.
struct Wait {
  int id = 0;
  int active = 0;  // catching event, gateway, receive task, or host of a boundary event; 0: event sub-process
  int scope = 0;
  Index node = kNone;  // event that catches
  int event = 0;       // number of its definition; kTimeLimit: that of the task
  EventKind kind = EventKind::none;
  std::string key;  // correlation, where the model has one
  Instant due;
  Step step;
  std::int64_t repeats = 0;  // timers: still to come after this one, -1 without end
  std::optional<Instant> until;
  bool was_true = false;  // conditional
};
inline constexpr int kTimeLimit = -1;

// Handlers to run one after another; then the thrower goes on.
struct Compensation {
  int id = 0;
  int thrower = 0;  // active that waits, or 0
  int cancels = 0;  // scope of a transaction to leave afterwards, or 0
  int handler = 0;  // active that runs
  struct Step {
    int scope = 0;
    Index handler = kNone;  // activity, or event sub-process
  };
  std::vector<Step> steps;  // the next is last
};

enum class Status : std::uint8_t { fresh, running, completed, failed, terminated };

struct State {
  static constexpr int kVersion = 1;
  Status status = Status::fresh;
  Index process = kNone;
  int next_id = 1;
  std::string error;  // code of the error nobody caught
  Table<ScopeState> scopes;
  Table<Active> actives;
  Table<Wait> waits;
  Table<Compensation> compensations;

  bool has_incident() const;
};

// Elements are written by their ids, so that a state reads as the model does. The text depends on the state alone.
json::value json_of(const Model& model, const State& state);
// Errors (Code::invalid): `bpmn.bad_state` for anything that is no state of this model; never a crash.
Result<State> state_of(const Model& model, const json::value& json);

}  // namespace tongban::bpmn
