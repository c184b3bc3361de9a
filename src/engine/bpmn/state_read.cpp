#include <algorithm>

#include "engine/bpmn/state.h"
#include "engine/bpmn/value_json.h"

namespace tongban::bpmn {
namespace {

// Reads rows without trusting them: the first wrong thing is remembered, what follows is read as if it were absent.
class StateReader {
 public:
  explicit StateReader(const Model& model) : model_(model) {}
  bool ok() const { return ok_; }
  void fail() { ok_ = false; }

  std::int64_t number(const json::object& from, const char* name, std::int64_t least = 0,
                      std::int64_t most = INT32_MAX) {
    const auto* value = from.if_contains(name);
    if (!value) return 0;
    return number(*value, least, most);
  }
  std::int64_t number(const json::value& value, std::int64_t least = 0, std::int64_t most = INT32_MAX) {
    const auto* found = value.if_int64();
    if (found && *found >= least && *found <= most) return *found;
    ok_ = false;
    return 0;
  }
  int id(const json::object& from, const char* name) { return static_cast<int>(number(from, name)); }
  bool flag(const json::object& from, const char* name) {
    const auto* value = from.if_contains(name);
    if (value && !value->is_bool()) ok_ = false;
    return value && value->is_bool() && value->get_bool();
  }
  std::string text(const json::object& from, const char* name) {
    const auto* value = from.if_contains(name);
    if (value && !value->is_string()) ok_ = false;
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
  }
  Index node(const json::value* value) {
    const auto found = value && value->is_string() ? model_.find_node(std::string_view(value->get_string())) : kNone;
    if (found == kNone) ok_ = false;
    return found == kNone ? 0 : found;
  }
  const json::array& list(const json::object& from, const char* name) {
    static const json::array kEmpty;
    const auto* value = from.if_contains(name);
    if (value && !value->is_array()) ok_ = false;
    return value && value->is_array() ? value->get_array() : kEmpty;
  }
  const json::object& object(const json::value& value) {
    static const json::object kEmpty;
    if (!value.is_object()) ok_ = false;
    return value.is_object() ? value.get_object() : kEmpty;
  }
  // A row of a fixed number of columns.
  const json::array& row(const json::value& value, std::size_t columns) {
    static const json::array kNulls(8, nullptr);
    const bool fits = value.is_array() && value.get_array().size() == columns;
    if (!fits) ok_ = false;
    return fits ? value.get_array() : kNulls;
  }
  Origin origin(const json::value& value) {
    const auto& columns = row(value, 2);
    Origin from;
    from.flow = static_cast<Index>(number(columns[0], kNone, std::ssize(model_.flows) - 1));
    from.visit = static_cast<int>(number(columns[1]));
    return from;
  }
  std::vector<Origin> origins(const json::object& from, const char* name) {
    std::vector<Origin> all;
    for (const auto& each : list(from, name)) all.push_back(origin(each));
    return all;
  }
  Variables variables(const json::object& from, const char* name) {
    Variables all;
    const auto* value = from.if_contains(name);
    if (!value) return all;
    for (const auto& [key, each] : object(*value)) {
      auto read = restored(each);
      if (!read)
        ok_ = false;
      else
        all.emplace_back(std::string(key), *std::move(read));
    }
    return all;
  }
  std::vector<Value> values(const json::object& from, const char* name) {
    std::vector<Value> all;
    for (const auto& each : list(from, name)) {
      auto read = restored(each);
      if (!read)
        ok_ = false;
      else
        all.push_back(*std::move(read));
    }
    return all;
  }

  ScopeState scope(const json::object& from) {
    ScopeState scope;
    scope.id = id(from, "id");
    scope.scope = static_cast<Index>(number(from, "scope", 0, std::ssize(model_.scopes) - 1));
    scope.owner = id(from, "owner");
    scope.parent = id(from, "parent");
    scope.tokens = id(from, "tokens");
    scope.kept = flag(from, "kept");
    scope.interrupted = flag(from, "interrupted");
    scope.cancelling = flag(from, "cancelling");
    scope.variables = variables(from, "variables");
    for (const auto& each : list(from, "arrivals")) {
      const auto& columns = row(each, 2);
      scope.arrivals.push_back({node(&columns[0]), origin(columns[1])});
    }
    for (const auto& each : list(from, "visits")) {
      const auto& one = object(each);
      scope.visits.push_back({id(one, "id"), node(one.if_contains("node")), origins(one, "from"), text(one, "by"),
                              id(one, "scope"), flag(one, "person")});
    }
    for (const auto& each : list(from, "done")) {
      const auto& columns = row(each, 4);
      scope.done.push_back({static_cast<int>(number(columns[0])), node(&columns[1]),
                            static_cast<int>(number(columns[2])), static_cast<int>(number(columns[3]))});
    }
    for (const auto& each : list(from, "fired")) {
      const auto& columns = row(each, 2);
      Fired fired;
      fired.gateway = node(&columns[0]);
      if (!columns[1].is_array())
        ok_ = false;
      else
        for (const auto& flow : columns[1].get_array())
          fired.flows.push_back(static_cast<Index>(number(flow, 0, std::ssize(model_.flows) - 1)));
      scope.fired.push_back(std::move(fired));
    }
    return scope;
  }

  LoopState loop(const json::object& from) {
    LoopState loop;
    loop.multi = flag(from, "multi");
    loop.sequential = flag(from, "sequential");
    loop.total = number(from, "total");
    loop.started = number(from, "started");
    loop.completed = number(from, "completed");
    loop.terminated = number(from, "terminated");
    loop.items = values(from, "items");
    loop.results = values(from, "results");
    for (const auto& each : list(from, "signatures")) {
      const auto& columns = row(each, 3);
      Signature signature;
      signature.instance = static_cast<int>(number(columns[0]));
      if (columns[1].is_string()) signature.by = columns[1].get_string();
      if (columns[2].is_bool()) signature.approved = columns[2].get_bool();
      loop.signatures.push_back(std::move(signature));
    }
    return loop;
  }

  Active active(const json::object& from) {
    Active active;
    active.id = id(from, "id");
    active.node = node(from.if_contains("node"));
    active.scope = id(from, "scope");
    active.holder = id(from, "holder");
    active.visit = id(from, "visit");
    active.inner = id(from, "inner");
    active.phase = static_cast<Phase>(number(from, "phase", 0, static_cast<int>(Phase::incident)));
    active.retry = static_cast<Retry>(number(from, "retry", 0, static_cast<int>(Retry::leave)));
    active.number = number(from, "number");
    active.locals = variables(from, "locals");
    active.arrived = origins(from, "arrived");
    active.problem = text(from, "problem");
    active.assignee = text(from, "assignee");
    active.owner = text(from, "owner");
    active.delegated = flag(from, "delegated");
    active.urged = id(from, "urged");
    if (const auto* found = from.if_contains("loop")) active.loop = loop(object(*found));
    return active;
  }

  Wait wait(const json::object& from) {
    Wait wait;
    wait.id = id(from, "id");
    wait.active = id(from, "active");
    wait.scope = id(from, "scope");
    wait.node = node(from.if_contains("node"));
    wait.event = static_cast<int>(number(from, "event", kTimeLimit));
    wait.kind = static_cast<EventKind>(number(from, "kind", 0, static_cast<int>(EventKind::terminate)));
    wait.key = text(from, "key");
    wait.due = Instant::from_micros(number(from, "due", INT64_MIN, INT64_MAX));
    wait.step = {number(from, "months", 0, INT64_MAX), number(from, "micros", 0, INT64_MAX)};
    wait.repeats = number(from, "repeats", -1);
    if (from.if_contains("until")) wait.until = Instant::from_micros(number(from, "until", INT64_MIN, INT64_MAX));
    wait.was_true = flag(from, "was_true");
    const auto& at = model_.nodes[wait.node];
    if (wait.event >= 0 ? wait.event >= std::ssize(at.events) : !at.limit) ok_ = false;
    return wait;
  }

  Compensation compensation(const json::object& from) {
    Compensation job;
    job.id = id(from, "id");
    job.thrower = id(from, "thrower");
    job.cancels = id(from, "cancels");
    job.handler = id(from, "handler");
    for (const auto& each : list(from, "steps")) {
      const auto& columns = row(each, 2);
      job.steps.push_back({static_cast<int>(number(columns[0])), node(&columns[1])});
    }
    return job;
  }

  template <class T, class Read>
  void rows(Table<T>& table, const json::object& from, const char* name, int next_id, Read read) {
    int last = 0;
    for (const auto& each : list(from, name)) {
      auto one = read(object(each));
      if (!ok_ || one.id <= last || one.id >= next_id) return fail();
      last = one.id;
      table.add(std::move(one));
    }
  }

 private:
  const Model& model_;
  bool ok_ = true;
};

// Whether the rows name each other as the engine leaves them.
bool is_whole(const Model& model, const State& state) {
  if (state.status == Status::fresh) return state.scopes.empty() && state.actives.empty() && state.waits.empty();
  if (state.scopes.empty() || (*state.scopes.begin())->owner != 0 || (*state.scopes.begin())->kept) return false;
  for (const auto& scope : state.scopes) {
    const auto* owner = scope->owner ? state.actives.find(scope->owner) : nullptr;
    if (scope->owner && (!owner || owner->inner != scope->id)) return false;
    if (scope->parent && (scope->parent >= scope->id || !state.scopes.find(scope->parent))) return false;
    if (!scope->owner && !scope->kept && scope->id != (*state.scopes.begin())->id) return false;
    auto tokens = std::ssize(scope->arrivals);
    for (const auto& active : state.actives) tokens += active->scope == scope->id && active->holder == 0;
    if (tokens != scope->tokens) return false;
    for (const auto& arrival : scope->arrivals)
      if (model.nodes[arrival.node].scope != scope->scope) return false;
    for (std::size_t i = 0; i < scope->visits.size(); ++i)
      if (scope->visits[i].id <= 0 || (i > 0 && scope->visits[i].id <= scope->visits[i - 1].id) ||
          model.nodes[scope->visits[i].node].scope != scope->scope)
        return false;
  }
  for (const auto& active : state.actives) {
    const auto* scope = state.scopes.find(active->scope);
    if (!scope || model.nodes[active->node].scope != scope->scope) return false;
    const auto* inner = active->inner ? state.scopes.find(active->inner) : nullptr;
    if (active->inner && (!inner || inner->owner != active->id || active->inner <= 0)) return false;
    if (inner && inner->scope != model.nodes[active->node].own_scope) return false;
    if ((active->phase == Phase::inside) != (inner != nullptr) && active->phase != Phase::incident) return false;
    const auto* holder = active->holder ? state.actives.find(active->holder) : nullptr;
    if (active->holder && (!holder || !holder->loop || holder->node != active->node || holder->scope != active->scope))
      return false;
    if (active->phase == Phase::looping && !active->loop) return false;
    if (active->loop && !active->loop->multi && !model.nodes[active->node].loop) return false;
  }
  for (const auto& wait : state.waits) {
    if (!state.scopes.find(wait->scope)) return false;
    const auto* active = wait->active ? state.actives.find(wait->active) : nullptr;
    if (wait->active && (!active || active->scope != wait->scope)) return false;
    const auto kind = model.nodes[wait->node].kind;
    if (!wait->active && kind != NodeKind::start_event) return false;
    if (wait->event >= 0 && model.nodes[wait->node].events[wait->event].kind != wait->kind) return false;
    if (wait->event < 0 && wait->kind != EventKind::timer) return false;
  }
  return true;
}

}  // namespace

Result<State> state_of(const Model& model, const json::value& from) {
  const auto bad = [] {
    return invalid("bpmn.bad_state", "存储的流程状态有误 / the stored state does not belong to this model");
  };
  if (!from.is_object()) return bad();
  const auto& object = from.get_object();
  StateReader reader(model);
  if (reader.number(object, "version") != State::kVersion) return bad();
  State state;
  state.status = static_cast<Status>(reader.number(object, "status", 0, static_cast<int>(Status::terminated)));
  state.process = static_cast<Index>(reader.number(object, "process", kNone, std::ssize(model.processes) - 1));
  state.next_id = reader.id(object, "next_id");
  state.error = reader.text(object, "error");
  reader.rows(state.scopes, object, "scopes", state.next_id,
              [&](const json::object& row) { return reader.scope(row); });
  reader.rows(state.actives, object, "actives", state.next_id,
              [&](const json::object& row) { return reader.active(row); });
  reader.rows(state.waits, object, "waits", state.next_id, [&](const json::object& row) { return reader.wait(row); });
  reader.rows(state.compensations, object, "compensations", state.next_id,
              [&](const json::object& row) { return reader.compensation(row); });
  if (!reader.ok() || !is_whole(model, state)) return bad();
  return state;
}

}  // namespace tongban::bpmn
