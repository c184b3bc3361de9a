// Model: a BPMN 2.0 file as the engine runs it: read once, checked, never changed, safe to share between threads. All
// elements of all processes of the file lie in a few arrays and name each other by index. The text of the file is
// kept, diagrams and all: it is what was published.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/bpmn/expression.h"
#include "engine/bpmn/finding.h"

namespace tongban::bpmn {

using Index = std::int32_t;
inline constexpr Index kNone = -1;

enum class NodeKind : std::uint8_t {
  start_event,
  end_event,
  catch_event,
  throw_event,
  boundary_event,
  task,
  manual_task,
  user_task,
  service_task,
  script_task,
  business_rule_task,
  send_task,
  receive_task,
  sub_process,
  transaction,
  ad_hoc,
  event_sub_process,
  call_activity,
  exclusive_gateway,
  parallel_gateway,
  inclusive_gateway,
  event_based_gateway,
  complex_gateway,
};
bool is_activity(NodeKind kind);  // tasks, sub-processes, call activities; not event sub-processes
bool is_gateway(NodeKind kind);
bool has_scope(NodeKind kind);  // sub-processes of all kinds

enum class EventKind : std::uint8_t {
  none,
  message,
  timer,
  signal,
  error,
  escalation,
  conditional,
  link,
  cancel,
  compensation,
  terminate,
};

enum class TimerKind : std::uint8_t { none, date, duration, cycle };

struct EventDefinition {
  EventKind kind = EventKind::none;
  std::string id;
  std::string name;  // of message, signal, link; code of error and escalation; empty catches every code
  TimerKind timer = TimerKind::none;
  Index expression = kNone;   // condition, or the timer where it is no plain ISO 8601 text
  std::string timer_text;     // where it is
  Index correlation = kNone;  // messages: expression of the key that must be equal
  std::string activity;       // compensation: id of the activity, or empty for all
  Index activity_node = kNone;
  bool wait_for_completion = true;
};

struct Flow {
  std::string id, name;
  Index source = kNone, target = kNone;
  Index condition = kNone;
};

// Copies a value when an activity or event begins or ends (BPMN 2.0.2, 10.4.2).
struct DataMove {
  std::string from;     // variable; empty where `value` says it
  std::string to;       // variable
  Index value = kNone;  // transformation or assignment
};

struct StandardLoop {
  bool test_before = false;
  Index condition = kNone;
  std::int64_t maximum = -1;
};

enum class Behavior : std::uint8_t { all, one, none, complex };
enum class Signing : std::uint8_t { none, all, any, vote };

struct ComplexBehavior {
  Index condition = kNone;
  EventDefinition event;
};

struct MultiInstance {
  bool sequential = false;
  Index cardinality = kNone;
  std::string collection;          // variable that holds the list
  Index collection_value = kNone;  // or an expression of it
  std::string item;                // variable of one element
  std::string output_item;         // variable of one result
  std::string output;              // variable that gets the list of results
  Index completion = kNone;
  Behavior behavior = Behavior::all;
  std::optional<EventDefinition> event;  // of behaviours one and none; empty: a signal without name
  std::vector<ComplexBehavior> complex;
  // How several people sign (会签, 或签, 票签): when the outcome is known the rest is cancelled.
  Signing signing = Signing::none;
  double pass_share = 0.5;           // of votes: more than none, at most 1
  std::string outcome = "approved";  // boolean variable that each signer gives and that tells the result
};

// What happens when a user task was not done in time: an own timer of the task, begun anew with each task.
struct TimeLimit {
  std::string duration;      // ISO 8601
  Index expression = kNone;  // where the duration is computed
  enum class Action : std::uint8_t { urge, complete, transfer, give_back } action = Action::urge;
  std::string argument;  // complete: FEEL context as text; transfer: assignee; give_back: node id
  Index argument_value = kNone;
};

struct Node {
  std::string id, name, type;  // type: the name of the XML element
  NodeKind kind = NodeKind::task;
  Index scope = kNone;      // that it lies in
  Index own_scope = kNone;  // that lies in it; of a call activity: that of a process of the same file
  std::vector<Index> incoming, outgoing;
  Index default_flow = kNone;
  std::vector<EventDefinition> events;
  bool parallel_multiple = false;
  bool interrupting = true;     // boundary and start events
  Index attached_to = kNone;    // boundary events
  std::vector<Index> boundary;  // events attached to it
  Index handler = kNone;        // compensation boundary event: the activity that compensates
  bool for_compensation = false;
  bool instantiate = false;      // receive tasks and event-based gateways
  bool all_events = false;       // event-based gateway of type Parallel
  bool sequential = false;       // ad hoc ordering
  bool cancel_remaining = true;  // ad hoc
  Index condition = kNone;       // activation (complex gateway), completion (ad hoc)
  std::int64_t start_quantity = 1, completion_quantity = 1;
  std::optional<StandardLoop> loop;
  std::optional<MultiInstance> multi;
  std::vector<DataMove> inputs, outputs;
  std::vector<std::string> locals;  // data inputs and outputs: variables that end with the activity
  std::string script, script_format;
  Index script_value = kNone;  // the script as FEEL
  std::string reference;       // called element, decision, message of send and receive tasks, operation
  std::string result;          // variable that gets the result of a script or decision
  std::string lane;            // name of the innermost lane: the role
  std::optional<TimeLimit> limit;
  std::vector<std::pair<std::string, std::string>> attributes;  // of other namespaces: assignee, form, ...
  Index link_target = kNone;                                    // throwing link
  std::string_view attribute(std::string_view local_name) const;
};

// Before an inclusive or complex join may fire: for each incoming flow the nodes of the scope from which a token can
// still come along that flow without passing the gateway.
struct JoinReach {
  std::vector<std::vector<bool>> from_node;  // [incoming][node index - first node of the model]
};

struct Property {
  std::string id, name;
  Index value = kNone;
};

struct Scope {
  Index owner = kNone;  // node, or none for that of a process
  Index process = kNone;
  std::vector<Index> nodes;
  std::vector<Index> starts;  // none start events, or where there is no start event: what nothing leads to
  std::vector<Index> event_sub_processes;
  std::vector<Property> data;  // data objects and properties
  bool compensable = false;    // some activity in it, at any depth, can be compensated
};

struct Process {
  std::string id, name;
  bool executable = true;
  bool is_global_task = false;
  Index scope = kNone;
  // What begins an instance: a none start (or what nothing leads to) by request, the others by their event.
  std::vector<Index> event_starts;  // start events with definitions, instantiating receive tasks and gateways
  bool by_request = false;
};

struct Model {
  std::string text;
  std::string id;
  std::vector<Node> nodes;
  std::vector<Flow> flows;
  std::vector<Scope> scopes;
  std::vector<Process> processes;
  std::vector<Expression> expressions;
  std::vector<std::string> declared;  // names that expressions may use with blanks in them
  std::map<Index, JoinReach> joins;   // by gateway
  std::map<std::string, Index, std::less<>> node_by_id;
  Findings findings;  // warnings; a model with errors is not made

  Index find_node(std::string_view id) const;
  Index find_process(std::string_view id) const;
};

struct ReadLimits {
  std::size_t bytes = 4 * 1024 * 1024;
  std::size_t elements = 50'000;
  int depth = 64;
};

// Reads and checks. The model is there only where nothing found is an error; findings has errors and warnings.
struct Reading {
  std::shared_ptr<const Model> model;
  Findings findings;
};
Reading read_model(std::string_view xml, const ReadLimits& limits = {});

std::string_view name_of(EventKind kind);

}  // namespace tongban::bpmn
