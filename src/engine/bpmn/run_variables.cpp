#include "engine/bpmn/run.h"

namespace tongban::bpmn {

Value* find(Variables& variables, std::string_view name) {
  for (auto& [each, value] : variables)
    if (each == name) return &value;
  return nullptr;
}

const Value* find(const Variables& variables, std::string_view name) {
  return find(const_cast<Variables&>(variables), name);
}

void assign(Variables& variables, std::string_view name, Value value) {
  if (auto* known = find(variables, name))
    *known = std::move(value);
  else
    variables.emplace_back(std::string(name), std::move(value));
}

// The activity's own variables, those of the loop it is an instance of, then the scopes from the inside out.
Value Run::look_up(const Active* active, int scope, const std::string& name) const {
  while (active) {
    if (const auto* value = find(active->locals, name)) return *value;
    active = active->holder ? state_.actives.find(active->holder) : nullptr;
  }
  while (const auto* at = scope ? state_.scopes.find(scope) : nullptr) {
    if (const auto* value = find(at->variables, name)) return *value;
    // The instance of a loop that this scope is in lends its item and its number.
    const auto* owner = at->owner ? state_.actives.find(at->owner) : nullptr;
    for (; owner && at->parent; owner = owner->holder ? state_.actives.find(owner->holder) : nullptr)
      if (const auto* value = find(owner->locals, name)) return *value;
    scope = at->parent;
  }
  return {};
}

Result<Value> Run::evaluate(Index expression, const Active* active, int scope) const {
  return evaluate(expression, active, scope, {});
}

Result<Value> Run::evaluate(Index expression, const Active* active, int scope, const Variables& more) const {
  if (expression == kNone) return Value();
  return model_.expressions[expression].evaluate(
      [&](const std::string& name) {
        if (const auto* value = find(more, name)) return *value;
        return look_up(active, scope, name);
      },
      now_);
}

// Where the variable is, else in the scope of the process: what a task says, the whole process knows.
void Run::set_variable(int scope, std::string_view name, Value value) {
  changed_ = true;
  ScopeState* outermost = nullptr;
  for (auto* at = state_.scopes.find(scope); at; at = at->parent ? state_.scopes.find(at->parent) : nullptr) {
    if (auto* known = find(at->variables, name)) {
      *known = std::move(value);
      return;
    }
    outermost = at;
  }
  if (outermost) outermost->variables.emplace_back(std::string(name), std::move(value));
}

void Run::set_variables(Active* active, int scope, const Variables& variables) {
  for (const auto& [name, value] : variables) {
    bool local = false;
    for (const auto* at = active; at && !local; at = at->holder ? state_.actives.find(at->holder) : nullptr)
      if (auto* known = find(const_cast<Active*>(at)->locals, name)) {
        *known = value;
        local = true;
      }
    if (!local) set_variable(scope, name, value);
  }
}

Variables Run::visible(const Active* active, int scope) const {
  Variables all;
  const auto add = [&all](const Variables& variables) {
    for (const auto& [name, value] : variables)
      if (!find(all, name)) all.emplace_back(name, value);
  };
  for (; active; active = active->holder ? state_.actives.find(active->holder) : nullptr) add(active->locals);
  while (const auto* at = scope ? state_.scopes.find(scope) : nullptr) {
    add(at->variables);
    if (const auto* owner = at->owner && at->parent ? state_.actives.find(at->owner) : nullptr) add(owner->locals);
    scope = at->parent;
  }
  return all;
}

Result<void> Run::apply(const std::vector<DataMove>& moves, Active* active, int scope, bool into_locals) {
  for (const auto& move : moves) {
    auto value = move.value != kNone ? TRY(evaluate(move.value, active, scope)) : look_up(active, scope, move.from);
    if (into_locals && active)
      assign(active->locals, move.to, std::move(value));
    else
      set_variable(scope, move.to, std::move(value));
  }
  return {};
}

Result<void> Run::move_in(Active& active) {
  const auto& node = node_of(active.node);
  for (const auto& name : node.locals) assign(active.locals, name, Value());
  return apply(node.inputs, &active, active.scope, true);
}

Result<void> Run::move_out(Active& active) { return apply(node_of(active.node).outputs, &active, active.scope, false); }

// What a worker gets: the data inputs where the model declares some, else all it can see.
Variables Run::inputs_of(const Active& active) const {
  const auto& node = node_of(active.node);
  return node.inputs.empty() ? visible(&active, active.scope) : active.locals;
}

}  // namespace tongban::bpmn
