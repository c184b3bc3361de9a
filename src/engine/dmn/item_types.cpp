#include "engine/dmn/item_types.h"

#include "base/text.h"

namespace tongban::dmn {
namespace {

using feel::Type;

// Unary tests over the value, which is `?`.
class AllowedValues final : public feel::Constraint {
 public:
  explicit AllowedValues(feel::Compiled code) : code_(std::move(code)) {}
  bool allows(Machine& machine, const Value& value) const override {
    feel::Slots slots(code_.slots);
    for (const auto& capture : code_.captures) slots.get()[capture.to] = value;
    return code_.root->evaluate(machine, slots.get()).is_true();
  }

 private:
  feel::Compiled code_;
};

class ItemReader {
 public:
  ItemReader(const pugi::xml_node& definitions, feel::Types& types, std::vector<Finding>& findings)
      : types_(types), names_(types, definitions), findings_(findings) {}

  TypePtr read(const pugi::xml_node& item, int depth = 0) {
    auto type = base(item, depth);
    type = constrained(type, child(item, "allowedValues"), item);
    if (item.attribute("isCollection").as_bool()) type = feel::list_of(type);
    return constrained(type, child(item, "typeConstraint"), item);
  }

 private:
  TypePtr reference(std::string_view written, const pugi::xml_node& item) {
    bool known = true;
    auto type = names_.find(written, known);
    if (!known)
      findings_.push_back(
          {item.attribute("name").value(), "dmn.unknown_type", "there is no type " + std::string(written)});
    return type;
  }

  TypePtr base(const pugi::xml_node& item, int depth) {
    auto made = std::make_shared<Type>();
    if (depth > 60) return made;
    if (const auto function = child(item, "functionItem")) {
      made->form = Type::Form::function;
      for (const auto& parameter : children(function, "parameters"))
        made->parameters.push_back(reference(parameter.attribute("typeRef").value(), item));
      made->result = reference(function.attribute("outputTypeRef").value(), item);
      return made;
    }
    const auto components = children(item, "itemComponent");
    if (!components.empty()) {
      made->form = Type::Form::context;
      for (const auto& component : components)
        made->fields.push_back({component.attribute("name").value(), read(component, depth + 1)});
      return made;
    }
    const auto written = text_of(item, "typeRef");
    auto type = reference(trim(written), item);
    return type ? type : made;
  }

  TypePtr constrained(TypePtr type, const pugi::xml_node& tests, const pugi::xml_node& item) {
    const auto text = text_of(tests);
    if (trim(text).empty() || trim(text) == "-") return type;
    feel::Scope scope;
    scope.variable("?");
    feel::NamesInScope names(scope);
    auto node = feel::parse_tests_into(names, text, &types_);
    if (!node) {
      findings_.push_back({item.attribute("name").value(), "dmn.expression", node.error().detail});
      return type;
    }
    auto made = std::make_shared<Type>(*type);
    auto constraint = std::make_shared<AllowedValues>(names.finish(std::move(*node)));
    if (type->constraint || type->form == Type::Form::named) made->wider = type;
    made->constraint = std::move(constraint);
    return made;
  }

  feel::Types& types_;
  TypeNames names_;
  std::vector<Finding>& findings_;
};

// A type that is found by its name when it is needed, so that definitions may stand in any order.
TypePtr named(const feel::Types& types, std::string name) {
  auto type = std::make_shared<Type>();
  type->form = Type::Form::named;
  type->name = std::move(name);
  type->names = &types;
  return type;
}

}  // namespace

TypePtr TypeNames::find(std::string_view written, bool& known) const {
  known = true;
  written = trim(written);
  if (written.empty()) return nullptr;
  if (types_.find(written)) return named(types_, std::string(written));
  if (auto simple = feel::simple_type(written)) return simple;
  // "feel:string" of DMN 1.1, or a prefix of a namespace.
  const auto colon = written.find(':');
  if (colon != std::string_view::npos) {
    const auto local = written.substr(colon + 1);
    const auto space =
        std::string_view(definitions_.attribute(("xmlns:" + std::string(written.substr(0, colon))).c_str()).value());
    for (const auto& import : children(definitions_, "import"))
      if (import.attribute("namespace").value() == space) {
        const auto imported = std::string(import.attribute("name").value()) + "." + std::string(local);
        if (types_.find(imported)) return named(types_, imported);
      }
    if (types_.find(local)) return named(types_, std::string(local));
    if (auto simple = feel::simple_type(local)) return simple;
  }
  known = false;
  return nullptr;
}

void read_item_types(const pugi::xml_node& definitions, feel::Types& types, std::vector<Finding>& findings) {
  const auto items = children(definitions, "itemDefinition");
  // All names first: components may refer to types that are defined later, or to their own.
  for (const auto& item : items) types.add(item.attribute("name").value(), std::make_shared<Type>());
  for (const auto& item : items) {
    ItemReader reader(definitions, types, findings);
    types.add(item.attribute("name").value(), reader.read(item));
  }
}

}  // namespace tongban::dmn
