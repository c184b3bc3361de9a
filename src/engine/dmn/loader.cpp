#include "engine/dmn/loader.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "engine/dmn/item_types.h"

namespace tongban::dmn {
namespace {

constexpr std::size_t kMaxBytes = 20'000'000;
constexpr int kMaxDepth = 200;

std::optional<ElementKind> kind_of(std::string_view name) {
  if (name == "inputData") return ElementKind::input;
  if (name == "decision") return ElementKind::decision;
  if (name == "businessKnowledgeModel") return ElementKind::knowledge;
  if (name == "decisionService") return ElementKind::service;
  return std::nullopt;
}

int depth_of(const pugi::xml_node& root) {
  struct Walker final : pugi::xml_tree_walker {
    int deepest = 0;
    bool for_each(pugi::xml_node&) override {
      deepest = std::max(deepest, depth());
      return deepest <= kMaxDepth;
    }
  } walker;
  auto start = root;
  start.traverse(walker);
  return walker.deepest;
}

}  // namespace

void Loader::find(const std::string& element, std::string key, std::string detail) {
  plan_->findings.push_back({element, std::move(key), std::move(detail)});
}

Result<std::unique_ptr<Loader::Document>> Loader::parse(const Source& source) {
  if (source.xml.size() > kMaxBytes) return invalid("dmn.too_large", source.name + " is larger than 20 MB");
  auto document = std::make_unique<Document>();
  // Entities of a document type are never expanded; a document type itself is passed over.
  const auto parsed = document->xml.load_buffer(
      source.xml.data(), source.xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
  if (!parsed)
    return invalid("dmn.syntax",
                   source.name + ": " + parsed.description() + " at byte " + std::to_string(parsed.offset));
  document->definitions = document->xml.document_element();
  if (local_name(document->definitions) != "definitions")
    return invalid("dmn.no_definitions", source.name + " has no <definitions>");
  if (depth_of(document->definitions) > kMaxDepth)
    return invalid("dmn.too_deep", source.name + " is nested too deeply");
  document->space = document->definitions.attribute("namespace").value();
  for (const auto& import : children(document->definitions, "import"))
    document->imports.emplace(import.attribute("namespace").value(), import.attribute("name").value());
  return document;
}

// Marks what the document imports, and what that imports.
void Loader::reach(Document& document, int depth) {
  if (document.reached || depth > 50) return;
  document.reached = true;
  for (const auto& [space, name] : document.imports) {
    const auto at = by_space_.find(space);
    if (at != by_space_.end()) {
      reach(*at->second, depth + 1);
    } else {
      find(name, "dmn.missing_import", "the imported model " + space + " is not there");
    }
  }
}

// The types of imports first, as they are needed to read those of the document.
void Loader::read_types(Document& document, int depth) {
  if (document.typed || depth > 50) return;
  document.typed = true;
  plan_->types.push_back(std::make_unique<feel::Types>());
  document.types = plan_->types.back().get();
  for (const auto& [space, name] : document.imports) {
    const auto at = by_space_.find(space);
    if (at == by_space_.end()) continue;
    read_types(*at->second, depth + 1);
    if (at->second->types == nullptr) continue;
    for (const auto& [type_name, type] : at->second->types->all())
      document.types->add(name.empty() ? type_name : name + "." + type_name, type);
  }
  read_item_types(document.definitions, *document.types, plan_->findings);
}

void Loader::add_elements(Document& document) {
  for (const auto& node : document.definitions.children()) {
    const auto kind = kind_of(local_name(node));
    if (!kind) continue;
    Element element;
    element.kind = *kind;
    element.space = document.space;
    element.id = node.attribute("id").value();
    element.name = node.attribute("name").value();
    const auto variable = child(node, "variable");
    element.type_name = variable.attribute("typeRef").value();
    if (!by_id_.emplace(document.space + "#" + element.id, static_cast<int>(nodes_.size())).second)
      find(element.name, "dmn.duplicate_id", "another element has the id " + element.id);
    nodes_.emplace_back(&document, node);
    plan_->elements.push_back(std::move(element));
  }
}

int Loader::element_of(const Document& document, const std::string& href, const std::string& element) {
  const auto mark = href.find('#');
  const auto id = mark == std::string::npos ? href : href.substr(mark + 1);
  const auto space = mark == std::string::npos || mark == 0 ? document.space : href.substr(0, mark);
  const auto at = by_id_.find(space + "#" + id);
  if (at != by_id_.end()) return at->second;
  find(element, "dmn.dangling_reference", "nothing has the id " + href);
  return -1;
}

void Loader::need(Document& document, Element& element, int other) {
  const auto& target = plan_->elements[static_cast<std::size_t>(other)];
  const auto import = target.space == document.space ? document.imports.end() : document.imports.find(target.space);
  if (import == document.imports.end() || import->second.empty()) {
    for (const auto& known : element.needs)
      if (known.name == target.name) return;
    element.needs.push_back({target.name, other, {}});
    return;
  }
  auto at = std::find_if(element.needs.begin(), element.needs.end(),
                         [&](const Need& known) { return known.name == import->second; });
  if (at == element.needs.end()) at = element.needs.insert(at, {import->second, -1, {}});
  at->members.emplace_back(target.name, other);
}

void Loader::find_needs(Document& document, const pugi::xml_node& node, Element& element) {
  for (const auto* requirement : {"informationRequirement", "knowledgeRequirement"}) {
    for (const auto& one : children(node, requirement)) {
      for (const auto* what : {"requiredDecision", "requiredInput", "requiredKnowledge"}) {
        const auto reference = child(one, what);
        if (!reference) continue;
        const int other = element_of(document, reference.attribute("href").value(), element.name);
        if (other >= 0) need(document, element, other);
      }
    }
  }
}

void Loader::compile_logic(Document& document, const pugi::xml_node& node, Element& element) {
  const TypeNames type_names(*document.types, document.definitions);
  feel::Scope scope;
  const bool knowledge = element.kind == ElementKind::knowledge;
  const auto logic = knowledge ? child(node, "encapsulatedLogic") : node;
  feel::NamesInScope unused{feel::Scope()};
  if (knowledge) element.parameters = Boxed(unused, type_names, element.name, plan_->findings).parameters_of(logic);
  // Variables keep their places even where names repeat: a parameter hides what is needed from outside.
  std::set<std::string> taken;
  for (const auto& parameter : element.parameters) {
    scope.variable(parameter.name);
    taken.insert(parameter.name);
  }
  std::erase_if(element.needs, [&](const Need& one) { return taken.contains(one.name); });
  for (const auto& one : element.needs) scope.variable(one.name);
  const std::string_view kind = logic.attribute("kind").value();
  if (knowledge && !kind.empty() && kind != "FEEL") {
    find(element.name, "dmn.external_function", "functions of kind " + std::string(kind) + " are not run");
    return;
  }
  feel::NamesInScope names(scope, members_);
  Boxed boxed(names, type_names, element.name, plan_->findings);
  auto root = boxed.expression_in(logic);
  if (root) element.code = names.finish(std::move(root));
}

void Loader::compile_service(Document& document, const pugi::xml_node& node, Element& element) {
  for (const auto* what : {"inputData", "inputDecision"}) {
    for (const auto& reference : children(node, what)) {
      const int other = element_of(document, reference.attribute("href").value(), element.name);
      if (other < 0) continue;
      const auto& target = plan_->elements[static_cast<std::size_t>(other)];
      element.inputs.push_back(other);
      element.parameters.push_back({target.name, target.type});
    }
  }
  for (const auto& reference : children(node, "outputDecision")) {
    const int other = element_of(document, reference.attribute("href").value(), element.name);
    if (other >= 0) element.outputs.push_back(other);
  }
}

void Loader::compile(Document& document, const pugi::xml_node& node, int index) {
  auto& element = plan_->elements[static_cast<std::size_t>(index)];
  if (element.kind == ElementKind::service) return compile_service(document, node, element);
  if (element.kind == ElementKind::input) return;
  find_needs(document, node, element);
  // A knowledge model may call itself.
  if (element.kind == ElementKind::knowledge) need(document, element, index);
  compile_logic(document, node, element);
}

// Whatever has a name may follow a dot somewhere.
void Loader::collect_names(const pugi::xml_node& node, int depth) {
  if (depth > kMaxDepth) return;
  if (const auto name = node.attribute("name")) members_->add(name.value());
  for (const auto& one : node.children())
    if (one.type() == pugi::node_element && local_name(one) != "DMNDI") collect_names(one, depth + 1);
}

// Among decisions and what they need; knowledge models may call each other.
bool Loader::in_circle(int index, std::vector<char>& seen) {
  const auto at = static_cast<std::size_t>(index);
  if (seen[at] != 0) return seen[at] == 1;
  const auto& element = plan_->elements[at];
  if (element.kind != ElementKind::decision) return false;
  seen[at] = 1;
  bool found = false;
  for (const auto& need : element.needs) {
    if (need.element >= 0) found = in_circle(need.element, seen) || found;
    for (const auto& member : need.members) found = in_circle(member.second, seen) || found;
  }
  seen[at] = 2;
  return found;
}

Result<std::shared_ptr<const Plan>> Loader::load(const Source& main, std::span<const Source> others) {
  Loader loader;
  loader.documents_.push_back(TRY(parse(main)));
  for (const auto& other : others) {
    auto parsed = parse(other);
    // A neighbour that is no model matters only when it is imported; then its absence is the finding.
    if (parsed) loader.documents_.push_back(std::move(*parsed));
  }
  for (const auto& document : loader.documents_) loader.by_space_.emplace(document->space, document.get());
  auto& first = *loader.documents_[0];
  loader.by_space_[first.space] = &first;
  loader.plan_->space = first.space;
  loader.plan_->name = first.definitions.attribute("name").value();
  loader.reach(first, 0);
  for (const auto& document : loader.documents_) {
    if (!document->reached || loader.by_space_[document->space] != document.get()) continue;
    loader.read_types(*document, 0);
    loader.collect_names(document->definitions, 0);
    loader.add_elements(*document);
  }
  for (std::size_t at = 0; at < loader.nodes_.size(); ++at) {
    auto& element = loader.plan_->elements[at];
    auto& document = *loader.nodes_[at].first;
    bool known = true;
    element.type = TypeNames(*document.types, document.definitions).find(element.type_name, known);
    if (!known) loader.find(element.name, "dmn.unknown_type", "there is no type " + element.type_name);
  }
  for (std::size_t at = 0; at < loader.nodes_.size(); ++at)
    loader.compile(*loader.nodes_[at].first, loader.nodes_[at].second, static_cast<int>(at));
  std::vector<char> seen(loader.plan_->elements.size());
  for (std::size_t at = 0; at < loader.plan_->elements.size() && at < 100'000; ++at)
    if (seen[at] == 0 && loader.in_circle(static_cast<int>(at), seen))
      loader.find(loader.plan_->elements[at].name, "dmn.cycle", "the decision needs its own value");
  return std::shared_ptr<const Plan>(std::move(loader.plan_));
}

}  // namespace tongban::dmn
