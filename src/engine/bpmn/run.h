// Run: one advance(). Tokens move along an agenda: first everything that can move, then what a change of variables has
// made true, then what is thrown (so that whoever can be listening is listening), then the joins that must know that
// nothing else comes. Inside the room only; the parts are in run_*.cpp.
#pragma once

#include <deque>

#include "engine/bpmn/engine.h"

namespace tongban::bpmn {

class Run {
 public:
  Run(const Model& model, State& state, Services& services, Instant now, Effects& effects, const Limits& limits)
      : model_(model), state_(state), services_(services), now_(now), effects_(effects), limits_(limits) {}

  Result<void> act(const Stimulus& stimulus);

 private:
  enum class MoveKind : std::uint8_t { arrive, throwing, finish, fire, body };
  struct Move {
    MoveKind kind = MoveKind::arrive;
    int scope = 0;
    Index node = kNone;
    Origin from;
    int active = 0;  // throwing: the send task; body: the activity
    int wait = 0;    // fire
    int job = 0;     // arrive: the compensation this is a handler of
  };

  // run.cpp: the agenda, tokens, variables.
  void settle();
  void step(const Move& move);
  void give_up();
  void push(int scope, Index node, Origin from);
  void consume(ScopeState& scope);
  void check_conditions();
  int next_id() { return state_.next_id++; }
  const Node& node_of(Index index) const { return model_.nodes[index]; }
  void tell(EffectKind kind, Index node, int active = 0, std::string name = {}, std::string key = {});
  void tell_event(EffectKind kind, Index node, const EventDefinition& event);

  // run_variables.cpp
  Value look_up(const Active* active, int scope, const std::string& name) const;
  Result<Value> evaluate(Index expression, const Active* active, int scope) const;
  Result<Value> evaluate(Index expression, const Active* active, int scope, const Variables& more) const;
  void set_variable(int scope, std::string_view name, Value value);
  void set_variables(Active* active, int scope, const Variables& variables);
  Variables visible(const Active* active, int scope) const;
  Result<void> move_in(Active& active);
  Result<void> move_out(Active& active);
  Result<void> apply(const std::vector<DataMove>& moves, Active* active, int scope, bool into_locals);
  Variables inputs_of(const Active& active) const;

  // run_flow.cpp: gateways and sequence flows.
  void arrive(const Move& move);
  void arrive_at_gateway(ScopeState& scope, Index node, Origin from);
  int visit(ScopeState& scope, Index node, std::vector<Origin> from);
  void forget_oldest(ScopeState& scope);
  void leave(int scope, Index node, int visit);
  void choose_one(ScopeState& scope, Index node, std::vector<Origin> from);
  void fork(ScopeState& scope, Index node, std::vector<Origin> from);
  void choose_some(ScopeState& scope, Index node, std::vector<Origin> from, bool reset);
  Result<std::vector<Index>> true_flows(int scope, const Node& node, bool reset, const Variables& more);
  bool take_arrivals(ScopeState& scope, Index node, std::vector<Origin>& taken);
  // run_join.cpp: inclusive and complex joins.
  bool resolve_joins();
  bool nothing_else_comes(const ScopeState& scope, Index gateway, const std::vector<bool>& has) const;
  bool resolve_complex(ScopeState& scope, Index gateway);
  bool activates(ScopeState& scope, Index gateway);

  // run_activity.cpp
  void begin_activity(int scope, Index node, std::vector<Origin> from, int job = 0);
  void push_body(const Active& active);
  Active& new_active(int scope, Index node, int visit);
  void begin_body(int active);
  void begin_task(Active& active);
  void begin_script(Active& active);
  void begin_rule(Active& active);
  void begin_service(Active& active);
  void begin_user(Active& active);
  void complete_body(int active);
  void complete_activity(int active);
  void end_active(Active& active);
  void fail_body(Active& active, Error problem);
  void incident(int scope, Index node, std::vector<Origin> from, int visit, Retry retry, const Error& problem);
  void retry(Active& active);

  // run_loop.cpp
  void begin_loop(int active);
  Result<void> prepare_instances(Active& active);
  void next_iteration(int active);
  void start_instance(Active& holder);
  void instance_done(int holder, int instance);
  Result<bool> loop_is_over(const Active& holder) const;
  void throw_behavior(Active& holder);
  void finish_loop(int holder);
  Variables counts_of(const Active& holder) const;
  std::optional<bool> signing_result(const Active& holder) const;

  // run_scope.cpp
  int open_scope(Index scope, int owner, int parent);
  void begin_scope(int scope, Index at = kNone);
  void finish_scope(int scope);
  bool ad_hoc_is_over(ScopeState& scope, const Active& owner);
  void finish_instance(Status status);
  void cancel_contents(ScopeState& scope);
  void cancel_active(int active, bool told);
  void drop_moves(int scope);
  void erase_scope(int scope);
  void terminate_scope(int scope);

  // run_event.cpp: what is caught.
  void arm_event(int active, int scope, Index node);
  void arm_boundary(Active& active);
  void arm_event_sub_processes(ScopeState& scope);
  bool arm(int active, int scope, Index node, int event);
  Result<void> set_timer(Wait& wait, const EventDefinition& event, const Active* active);
  void disarm(int active);
  void drop(const Wait& wait);
  void fire(int wait, const Variables& payload);
  void fire_catching(const Wait& wait);
  void trigger_boundary(int host, Index node);
  void trigger_event_sub_process(int scope, Index start);
  void fire_time_limit(const Wait& wait);
  bool is_last_of_all(const Wait& wait);
  void rearm_timer(const Wait& wait);
  void take_payload(const Wait& wait, const Variables& payload);
  int open_event_sub_process(int scope, Index start, std::vector<Origin> from);

  // run_throw.cpp
  enum class Thrown : std::uint8_t { goes_on, waits, gone };
  void throw_events(const Move& move);
  Thrown throw_one(int scope, Index node, const EventDefinition& event, int visit);
  void throw_message(int scope, Index node, const EventDefinition& event, const Active* active);
  void throw_signal(int scope, Index node, const EventDefinition& event, int host);
  void throw_error(int scope, int active, const std::string& code);
  bool throw_escalation(int scope, int active, const std::string& code);
  Index handler_in_scope(const ScopeState& scope, EventKind kind, const std::string& code) const;
  Index handler_on(const Active& active, EventKind kind, const std::string& code) const;
  void finish_throwing(int scope, Index node, int visit);

  // run_compensation.cpp
  void remember(ScopeState& scope, Index node, int visit, int kept);
  bool keeps_scope(const ScopeState& scope, bool instance) const;
  bool compensate(int scope, Index only, int thrower, int cancels);
  void collect(ScopeState& scope, Index only, std::vector<Compensation::Step>& steps);
  void leave_transaction(int scope);
  void next_handler(int compensation);
  void handler_done(int active);
  void cancel_transaction(int scope);

  // run_return.cpp
  struct Place {
    int scope = 0;
    int visit = 0;
  };
  Result<void> return_to(const Stimulus& stimulus);
  Result<void> withdraw(const Stimulus& stimulus);
  bool find_place(int scope, Index node, std::vector<Place>& path) const;
  std::vector<int> scopes_outwards(int active) const;
  std::vector<bool> undone_with(const ScopeState& scope, int visit) const;
  bool a_person_worked(const ScopeState& scope, int visit) const;
  Visit cut(ScopeState& scope, int visit);
  struct Freed {
    std::vector<Arrival> arrivals;
    std::vector<int> stopped;  // visits
    bool reopened = false;
  };
  Freed tokens_taken(const ScopeState& scope, int id, const std::vector<bool>& undone) const;
  void begin_again(ScopeState& scope, const std::vector<Visit>& stopped);
  void go_back(const std::vector<Place>& path, const std::string& assignee);
  void reopen(int scope, int visit, int kept);
  // run_people.cpp
  bool withdraw_signature(const Stimulus& stimulus, Index node);
  Result<void> add_signer(const Stimulus& stimulus);
  Result<void> remove_signer(const Stimulus& stimulus);
  Result<void> hand_over(const Stimulus& stimulus);
  Result<int> task(const Stimulus& stimulus) const;

  // run_stimulus.cpp
  Result<void> start(const Stimulus& stimulus);
  Result<void> complete(const Stimulus& stimulus);
  Result<void> deliver(const Stimulus& stimulus);
  Result<void> dispatch(const Stimulus& stimulus);
  Result<void> activate(const Stimulus& stimulus);
  void begin_at(int scope, Index node, int event);
  void sign(Active& instance, const Stimulus& stimulus, Variables& variables);

  const Model& model_;
  State& state_;
  Services& services_;
  Instant now_;
  Effects& effects_;
  const Limits& limits_;
  std::deque<Move> moves_, throws_;
  int steps_ = 0;
  bool changed_ = false;  // variables, since the conditions were looked at
};

// The number of a flow among those that lead to a gateway.
std::size_t incoming_place(const Node& node, Index flow);

}  // namespace tongban::bpmn
