#include "engine/dmn/boxed.h"

#include "base/text.h"
#include "engine/feel/names.h"
#include "engine/feel/nodes.h"

namespace tongban::dmn {
namespace {

constexpr int kMaxDepth = 60;

// A node that stands for what could not be read.
class Broken final : public feel::Node {
 public:
  Value evaluate(Machine& machine, Value*) const override {
    return machine.warn(position, "dmn.expression", "the expression could not be read");
  }
};

}  // namespace

bool Boxed::is_expression(std::string_view name) {
  for (const auto* known : {"literalExpression", "decisionTable", "context", "list", "relation", "functionDefinition",
                            "invocation", "conditional", "filter", "for", "some", "every"})
    if (name == known) return true;
  return false;
}

NodePtr Boxed::nothing() const { return std::make_unique<feel::Constant>(Value()); }

NodePtr Boxed::expression_in(const pugi::xml_node& parent) {
  for (const auto& one : parent.children())
    if (is_expression(local_name(one))) return expression(one);
  return nullptr;
}

TypePtr Boxed::type(std::string_view written) {
  bool known = true;
  auto found = types_.find(written, known);
  if (!known) find("dmn.unknown_type", "there is no type " + std::string(written));
  return found;
}

NodePtr Boxed::literal(const std::string& text, std::string_view what) {
  if (feel::skip_space(text, 0) == text.size()) return nothing();
  auto node = feel::parse_into(names_, text, &types_.types());
  if (node) return std::move(node).value();
  find("dmn.expression", std::string(what) + ": " + node.error().detail);
  return std::make_unique<Broken>();
}

// nullptr where everything passes.
NodePtr Boxed::tests(const std::string& text) {
  const auto trimmed = trim(text);
  if (trimmed.empty() || trimmed == "-") return nullptr;
  auto node = feel::parse_tests_into(names_, trimmed, &types_.types());
  if (node) return std::move(node).value();
  find("dmn.expression", "the tests " + std::string(trimmed) + ": " + node.error().detail);
  return std::make_unique<Broken>();
}

NodePtr Boxed::expression(const pugi::xml_node& node) {
  struct Deeper {
    int& depth;
    explicit Deeper(int& of) : depth(of) { ++depth; }
    ~Deeper() { --depth; }
  } deeper(depth_);
  if (depth_ > kMaxDepth) {
    find("dmn.too_deep", "boxed expressions are nested too deeply");
    return std::make_unique<Broken>();
  }
  const auto kind = local_name(node);
  if (kind == "literalExpression") {
    const std::string_view language = node.attribute("expressionLanguage").value();
    if (!language.empty() && language.find("FEEL") == std::string_view::npos && language != "feel") {
      find("dmn.language", "the expression language " + std::string(language) + " is not supported");
      return std::make_unique<Broken>();
    }
    return literal(text_of(node), "the expression");
  }
  if (kind == "decisionTable") return decision_table(node);
  if (kind == "context") return context(node);
  if (kind == "list") return list(node);
  if (kind == "relation") return relation(node);
  if (kind == "functionDefinition") return function(node);
  if (kind == "invocation") return invocation(node);
  if (kind == "conditional") return conditional(node);
  if (kind == "filter") return filter(node);
  return iterator(node);
}

NodePtr Boxed::context(const pugi::xml_node& node) {
  std::vector<feel::ContextLiteral::Item> items;
  NodePtr result;
  for (const auto& entry : children(node, "contextEntry")) {
    const auto variable = child(entry, "variable");
    if (!variable) {
      result = expression_in(entry);
      continue;
    }
    const std::string name = variable.attribute("name").value();
    auto declared = type(variable.attribute("typeRef").value());
    auto value = expression_in(entry);
    if (!value) value = nothing();
    // A function is of a function type where one is declared by name; else the type is that of its result.
    if (local_name(entry.last_child()) == "functionDefinition") declared = nullptr;
    const auto slot = names_.bind(name);
    items.push_back({name, slot, std::move(value), std::move(declared)});
  }
  for (const auto& item : items) names_.unbind(item.name);
  return std::make_unique<feel::ContextLiteral>(std::move(items), std::move(result));
}

NodePtr Boxed::list(const pugi::xml_node& node) {
  std::vector<NodePtr> items;
  for (const auto& one : node.children())
    if (is_expression(local_name(one))) items.push_back(expression(one));
  return std::make_unique<feel::ListLiteral>(std::move(items));
}

// Each row is a context of the columns.
NodePtr Boxed::relation(const pugi::xml_node& node) {
  const auto columns = children(node, "column");
  std::vector<NodePtr> rows;
  for (const auto& row : children(node, "row")) {
    std::vector<feel::ContextLiteral::Item> cells;
    for (const auto& cell : row.children()) {
      if (!is_expression(local_name(cell)) || cells.size() == columns.size()) continue;
      const auto& column = columns[cells.size()];
      auto value = expression(cell);
      cells.push_back({column.attribute("name").value(), names_.new_slot(), std::move(value),
                       type(column.attribute("typeRef").value())});
    }
    rows.push_back(std::make_unique<feel::ContextLiteral>(std::move(cells), nullptr));
  }
  return std::make_unique<feel::ListLiteral>(std::move(rows));
}

std::vector<feel::Parameter> Boxed::parameters_of(const pugi::xml_node& function) {
  std::vector<feel::Parameter> parameters;
  for (const auto& parameter : children(function, "formalParameter"))
    parameters.push_back({parameter.attribute("name").value(), type(parameter.attribute("typeRef").value())});
  return parameters;
}

NodePtr Boxed::function(const pugi::xml_node& node) {
  const std::string_view kind = node.attribute("kind").value();
  auto body = std::make_shared<feel::Closure::Body>();
  body->parameters = parameters_of(node);
  names_.open_function();
  for (const auto& parameter : body->parameters) names_.bind(parameter.name);
  NodePtr root;
  if (kind.empty() || kind == "FEEL") {
    root = expression_in(node);
  } else {
    find("dmn.external_function", "functions of kind " + std::string(kind) + " are not run");
  }
  for (const auto& parameter : body->parameters) names_.unbind(parameter.name);
  auto level = names_.close_function();
  body->code.root = root ? std::move(root) : std::make_unique<Broken>();
  body->code.slots = level.slots;
  body->code.captures = std::move(level.captures);
  return std::make_unique<feel::FunctionLiteral>(std::move(body));
}

NodePtr Boxed::invocation(const pugi::xml_node& node) {
  std::vector<std::string> names;
  std::vector<NodePtr> arguments;
  auto callee = expression_in(node);
  for (const auto& binding : children(node, "binding")) {
    names.push_back(child(binding, "parameter").attribute("name").value());
    auto value = expression_in(binding);
    arguments.push_back(value ? std::move(value) : nothing());
  }
  if (!callee) callee = std::make_unique<Broken>();
  return std::make_unique<feel::Call>(std::move(callee), std::move(names), std::move(arguments));
}

NodePtr Boxed::conditional(const pugi::xml_node& node) {
  auto condition = expression_in(child(node, "if")), then = expression_in(child(node, "then")),
       otherwise = expression_in(child(node, "else"));
  if (!condition) condition = nothing();
  if (!then) then = nothing();
  if (!otherwise) otherwise = nothing();
  return std::make_unique<feel::If>(std::move(condition), std::move(then), std::move(otherwise), true);
}

NodePtr Boxed::filter(const pugi::xml_node& node) {
  auto in = expression_in(child(node, "in"));
  const auto item = names_.open_filter();
  auto match = expression_in(child(node, "match"));
  names_.close_filter();
  if (!in || !match) return std::make_unique<Broken>();
  return std::make_unique<feel::Filter>(std::move(in), item, std::move(match), true);
}

NodePtr Boxed::iterator(const pugi::xml_node& node) {
  const auto kind = local_name(node);
  const std::string name = node.attribute("iteratorVariable").value();
  auto domain = expression_in(child(node, "in"));
  if (!domain) return std::make_unique<Broken>();
  std::vector<feel::Iterator> iterators;
  const auto slot = names_.bind(name);
  iterators.push_back({slot, std::move(domain), nullptr});
  if (kind == "for") {
    const auto partial = names_.bind("partial");
    auto body = expression_in(child(node, "return"));
    const bool uses_partial = names_.unbind("partial");
    names_.unbind(name);
    if (!body) return std::make_unique<Broken>();
    return std::make_unique<feel::For>(std::move(iterators), std::move(body), partial, uses_partial);
  }
  auto condition = expression_in(child(node, "satisfies"));
  names_.unbind(name);
  if (!condition) return std::make_unique<Broken>();
  return std::make_unique<feel::Quantified>(kind == "every", std::move(iterators), std::move(condition));
}

}  // namespace tongban::dmn
