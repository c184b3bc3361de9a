// Reader: makes a Model of the XML of a file. What it finds wrong is a Finding; it goes on to find everything at once.
// Inside the room only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/bpmn/xml.h"

namespace tongban::bpmn {

class Reader {
 public:
  Reader(std::string_view text, pugi::xml_node definitions);
  // reader.cpp: roots, processes, scopes, lanes.
  void read();
  Model take() { return std::move(model_); }
  Findings& findings() { return findings_; }

 private:
  void error(std::string key, std::string element, std::string detail);
  void warn(std::string key, std::string element, std::string detail);

  void collect_roots();
  void read_process(pugi::xml_node xml);
  void read_global_task(pugi::xml_node xml);
  Index new_scope(Index owner, Index process);
  void read_scope(pugi::xml_node xml, Index scope);
  bool read_in_scope(pugi::xml_node xml, Index scope);
  void read_flow(pugi::xml_node xml, Index scope);
  void read_lane_set(pugi::xml_node xml, int depth);
  void read_data(pugi::xml_node xml, Index scope);

  // read_nodes.cpp: one element.
  void read_node(pugi::xml_node xml, NodeKind kind, Index scope);
  void read_node_parts(pugi::xml_node xml, Node& node);
  bool read_node_part(pugi::xml_node part, Node& node);
  void read_attributes(pugi::xml_node xml, Node& node);
  void read_task(pugi::xml_node xml, Node& node);
  void read_extensions(pugi::xml_node xml, Node& node);
  void read_io(pugi::xml_node xml, Node& node);
  void read_association(pugi::xml_node xml, Node& node, bool input);
  std::int64_t quantity(pugi::xml_node xml, const char* name);
  // read_events.cpp: event definitions, loops.
  bool read_event(pugi::xml_node xml, Node& node);
  EventDefinition read_definition(pugi::xml_node xml);
  void read_timer(pugi::xml_node xml, EventDefinition& definition);
  void read_loop(pugi::xml_node xml, Node& node);
  void read_multi(pugi::xml_node xml, Node& node);
  std::optional<EventDefinition> referenced_event(pugi::xml_node xml, const char* name, const std::string& owner);

  Index expression(pugi::xml_node xml, const std::string& element);
  Index expression(const std::string& text, const std::string& element);
  std::string name_of_root(const std::string& id, const char* kind, const char* attribute_name,
                           const std::string& element);
  std::string variable_of(const std::string& reference_text);

  // connect.cpp: what names other elements, once all are known.
  void connect();
  void connect_flows();
  void connect_defaults();
  void connect_boundary();
  void connect_links();
  void connect_calls();
  void connect_compensation();
  void connect_signing(Node& node);
  void find_starts();
  void find_compensable();
  void find_joins();

  struct PendingFlow {
    pugi::xml_node xml;
    Index scope;
  };

  std::string_view text_;
  pugi::xml_node definitions_;
  Model model_;
  Findings findings_;
  std::map<std::string, pugi::xml_node, std::less<>> roots_;      // by id: messages, signals, errors, definitions, ...
  std::map<std::string, std::string, std::less<>> variables_;     // id of a data element to the name of its variable
  std::map<std::string, std::string, std::less<>> data_objects_;  // id of a reference to that of the object
  std::map<std::string, Index, std::less<>> expressions_;
  std::vector<PendingFlow> flows_;
  std::vector<std::pair<Index, std::string>> defaults_, attachments_, link_targets_;
  std::vector<std::pair<std::string, std::string>> associations_;
  std::vector<std::pair<std::string, std::string>> lanes_;  // node id, lane name
  std::map<std::string, Index, std::less<>> flow_by_id_;
};

// check.cpp: what cannot run is an error, what is doubtful a warning.
void check_model(const Model& model, Findings& findings);

}  // namespace tongban::bpmn
