#include "engine/feel/type.h"

#include <algorithm>

#include "engine/feel/function.h"
#include "engine/feel/machine.h"

namespace tongban::feel {
namespace {

TypePtr make(Type::Form form, Kind kind = Kind::null) {
  auto type = std::make_shared<Type>();
  type->form = form;
  type->kind = kind;
  return type;
}

// Behind the names; nullptr for a name that leads nowhere, or only to itself.
const Type* resolved(const Type* type) {
  for (int hops = 0; type != nullptr && type->form == Type::Form::named; ++hops) {
    if (hops > 32 || type->names == nullptr) return nullptr;
    type = type->names->find(type->name).get();
  }
  return type;
}

bool is_function_of(const Function& function, const Type& type) {
  const auto& parameters = function.parameters();
  if (!type.result && type.parameters.empty()) return true;  // `function` alone
  if (parameters.size() != type.parameters.size()) return false;
  for (std::size_t at = 0; at < parameters.size(); ++at)
    if (!conforms(type.parameters[at].get(), parameters[at].type.get())) return false;
  // What a function written in FEEL gives is not declared: it may be anything, until it is called.
  const auto result = function.result_type();
  return !result || conforms(result.get(), type.result.get());
}

bool fields_fit(Machine& machine, const Context& context, const Type& type, bool strictly) {
  return std::all_of(type.fields.begin(), type.fields.end(), [&](const Type::Field& field) {
    const Value* value = context.find(field.name);
    if (value == nullptr) return !strictly;
    return value->is_null() || is_of(machine, *value, field.type.get(), strictly);
  });
}

bool range_fits(Machine& machine, const Range& range, const Type& type) {
  const auto fits = [&](const Value& end) { return end.is_null() || is_of(machine, end, type.element.get(), true); };
  return fits(range.low) && fits(range.high);
}

// Whether every constraint on the way to the type itself allows the value.
bool allowed(Machine& machine, const Value& value, const Type* type, int hops) {
  if (type == nullptr || hops > 32) return true;
  if (type->constraint && !type->constraint->allows(machine, value)) return false;
  if (type->wider) return allowed(machine, value, type->wider.get(), hops + 1);
  if (type->form != Type::Form::named || type->names == nullptr) return true;
  return allowed(machine, value, type->names->find(type->name).get(), hops + 1);
}

bool has_form(Machine& machine, const Value& value, const Type& type, bool strictly) {
  switch (type.form) {
    case Type::Form::any:
      return true;
    case Type::Form::null:
      return false;
    case Type::Form::simple:
      return value.is(type.kind);
    case Type::Form::list:
      return value.is(Kind::list) &&
             std::all_of(value.as_list().begin(), value.as_list().end(), [&](const Value& item) {
               return is_of(machine, item, type.element.get(), strictly && !item.is_null());
             });
    case Type::Form::context:
      return value.is(Kind::context) && fields_fit(machine, value.as_context(), type, strictly);
    case Type::Form::range:
      return value.is(Kind::range) && range_fits(machine, value.as_range(), type);
    case Type::Form::function:
      return value.is(Kind::function) && is_function_of(value.as_function(), type);
    case Type::Form::named:
      return false;
  }
  return false;
}

}  // namespace

TypePtr simple_type(std::string_view name) {
  static const std::map<std::string, TypePtr, std::less<>> kTypes = {
      {"Any", make(Type::Form::any)},
      {"Null", make(Type::Form::null)},
      {"number", make(Type::Form::simple, Kind::number)},
      {"string", make(Type::Form::simple, Kind::string)},
      {"boolean", make(Type::Form::simple, Kind::boolean)},
      {"date", make(Type::Form::simple, Kind::date)},
      {"time", make(Type::Form::simple, Kind::time)},
      {"date and time", make(Type::Form::simple, Kind::date_time)},
      {"dateTime", make(Type::Form::simple, Kind::date_time)},
      {"days and time duration", make(Type::Form::simple, Kind::days_time)},
      {"dayTimeDuration", make(Type::Form::simple, Kind::days_time)},
      {"years and months duration", make(Type::Form::simple, Kind::years_months)},
      {"yearMonthDuration", make(Type::Form::simple, Kind::years_months)},
      {"list", make(Type::Form::list)},
      {"context", make(Type::Form::context)},
      {"range", make(Type::Form::range)},
      {"function", make(Type::Form::function)},
  };
  const auto at = kTypes.find(name);
  return at == kTypes.end() ? nullptr : at->second;
}

TypePtr list_of(TypePtr element) {
  auto type = std::make_shared<Type>();
  type->form = Type::Form::list;
  type->element = std::move(element);
  return type;
}

TypePtr Types::find(std::string_view name) const {
  const auto at = types_.find(name);
  return at == types_.end() ? nullptr : at->second;
}

bool is_of(Machine& machine, const Value& value, const Type* asked, bool strictly) {
  const Type* type = resolved(asked);
  if (type == nullptr) return asked == nullptr;
  if (!machine.step()) return false;
  if (value.is_null()) return strictly ? type->form == Type::Form::null : true;
  return has_form(machine, value, *type, strictly) && allowed(machine, value, asked, 0);
}

bool conforms(const Type* of_a, const Type* of_b, int depth) {
  const Type *a = resolved(of_a), *b = resolved(of_b);
  if (b == nullptr || b->form == Type::Form::any || a == b) return true;
  if (a == nullptr || a->form == Type::Form::any || depth > 32) return false;
  if (a->form == Type::Form::null) return true;
  if (a->form != b->form) return false;
  const auto inner = [&](const TypePtr& x, const TypePtr& y) { return conforms(x.get(), y.get(), depth + 1); };
  switch (a->form) {
    case Type::Form::simple:
      return a->kind == b->kind;
    case Type::Form::list:
    case Type::Form::range:
      return inner(a->element, b->element);
    case Type::Form::context:
      return std::all_of(b->fields.begin(), b->fields.end(), [&](const Type::Field& field) {
        return std::any_of(a->fields.begin(), a->fields.end(), [&](const Type::Field& other) {
          return other.name == field.name && inner(other.type, field.type);
        });
      });
    case Type::Form::function:
      return std::equal(a->parameters.begin(), a->parameters.end(), b->parameters.begin(), b->parameters.end(),
                        [&](const TypePtr& x, const TypePtr& y) { return inner(y, x); }) &&
             inner(a->result, b->result);
    default:
      return true;
  }
}

Value coerced(Machine& machine, Value value, const Type* type, Position where, std::string_view what) {
  if (type == nullptr || is_of(machine, value, type)) return value;
  const Type* wanted = resolved(type);
  if (wanted != nullptr && value.is(Kind::list) && value.as_list().size() == 1 &&
      is_of(machine, value.as_list()[0], type))
    return value.as_list()[0];
  if (wanted != nullptr && wanted->form == Type::Form::list && !value.is(Kind::list)) {
    auto list = Value::list({value});
    if (is_of(machine, list, type)) return list;
  }
  if (wanted != nullptr && value.is(Kind::date)) {
    auto moment = midnight(value.as_date());
    moment.zone = *make_offset(0);
    auto converted = Value::date_time(moment);
    if (is_of(machine, converted, type)) return converted;
  }
  return machine.warn(where, "feel.wrong_type",
                      std::string(what) + " is not of the declared type but a " + std::string(name_of(value.kind())));
}

}  // namespace tongban::feel
