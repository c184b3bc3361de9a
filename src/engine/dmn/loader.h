// Loader: documents to a plan: which document imports which, which element needs which, what each computes.
#pragma once

#include <map>

#include "engine/dmn/boxed.h"

namespace tongban::dmn {

class Loader {
 public:
  // Errors: see Model::load().
  static Result<std::shared_ptr<const Plan>> load(const Source& main, std::span<const Source> others);

 private:
  struct Document {
    pugi::xml_document xml;
    pugi::xml_node definitions;
    std::string space;
    feel::Types* types = nullptr;
    std::map<std::string, std::string> imports;  // namespace to name
    bool reached = false, typed = false;
  };

  static Result<std::unique_ptr<Document>> parse(const Source& source);
  void reach(Document& document, int depth);
  void read_types(Document& document, int depth);
  void add_elements(Document& document);
  int element_of(const Document& document, const std::string& href, const std::string& element);
  void compile(Document& document, const pugi::xml_node& node, int index);
  void find_needs(Document& document, const pugi::xml_node& node, Element& element);
  void need(Document& document, Element& element, int other);
  void compile_service(Document& document, const pugi::xml_node& node, Element& element);
  void compile_logic(Document& document, const pugi::xml_node& node, Element& element);
  void collect_names(const pugi::xml_node& node, int depth);
  bool in_circle(int element, std::vector<char>& seen);
  void find(const std::string& element, std::string key, std::string detail);

  std::vector<std::unique_ptr<Document>> documents_;
  std::map<std::string, Document*> by_space_;
  std::map<std::string, int> by_id_;  // "namespace#id"
  std::vector<std::pair<Document*, pugi::xml_node>> nodes_;
  std::shared_ptr<feel::MemberNames> members_ = std::make_shared<feel::MemberNames>();
  std::shared_ptr<Plan> plan_ = std::make_shared<Plan>();
};

}  // namespace tongban::dmn
