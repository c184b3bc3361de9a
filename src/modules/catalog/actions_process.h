// Inputs and outputs of those who draw processes and decision tables, and of everybody who looks at a process. A model
// is of the library (it comes with the platform and nobody changes it here) or of a department.
#pragma once

#include "modules/catalog/actions_editor.h"

namespace tongban::catalog {

enum class ModelKind { process, decision };
BOOST_DESCRIBE_ENUM(ModelKind, process, decision)

inline constexpr std::size_t kMaxModelText = 1024 * 1024;
using ModelText = Str<kMaxModelText>;  // the XML as the drawing program wrote it

struct ModelRow {
  std::string model_key;
  ModelKind kind = ModelKind::process;
  std::string name;
  bool library = false;
  std::string department_id, department_name;  // "" of the library
  int newest_version = 0;
  Instant updated_at;
  bool may_edit = false;
};
BOOST_DESCRIBE_STRUCT(ModelRow, (),
                      (model_key, kind, name, library, department_id, department_name, newest_version, updated_at,
                       may_edit))
struct ListModelsIn {
  static constexpr bool kDefaults = true;
  std::string kind;  // process, decision; "" both
  std::string after;
  int limit = 100;
};
BOOST_DESCRIBE_STRUCT(ListModelsIn, (), (kind, after, limit))
struct ModelList {
  std::vector<ModelRow> models;
  std::string next;
};
BOOST_DESCRIBE_STRUCT(ModelList, (), (models, next))

struct ModelIn {
  static constexpr bool kDefaults = true;
  std::string model_key;
  int version = 0;  // 0: the newest
};
BOOST_DESCRIBE_STRUCT(ModelIn, (), (model_key, version))
struct ModelVersionRow {
  int version = 0;
  std::string name, reason, account_id;  // "" for the platform itself
  Instant saved_at;
};
BOOST_DESCRIBE_STRUCT(ModelVersionRow, (), (version, name, reason, account_id, saved_at))
struct ModelUse {
  Id item_id;
  std::string item_name, department_name;
  int item_version = 0, model_version = 0;
};
BOOST_DESCRIBE_STRUCT(ModelUse, (), (item_id, item_name, department_name, item_version, model_version))
// What is wrong or doubtful in a model; `element` is the id of what is drawn, "" for the whole.
struct ModelFinding {
  Severity severity = Severity::error;
  std::string key, element, detail;
};
BOOST_DESCRIBE_STRUCT(ModelFinding, (), (severity, key, element, detail))
struct ModelView {
  ModelRow model;
  int version = 0;
  std::string xml;
  std::vector<ModelFinding> findings;
  std::vector<ModelVersionRow> versions;  // newest first, at most 100
  std::vector<ModelUse> uses;             // by versions of items in effect, at most 100
};
BOOST_DESCRIBE_STRUCT(ModelView, (), (model, version, xml, findings, versions, uses))

struct CreateModelIn {
  static constexpr bool kDefaults = true;
  ModelKind kind = ModelKind::process;
  Str<100> name;
  Id department_id;
  ModelText xml;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(CreateModelIn, (), (kind, name, department_id, xml, reason))
struct SaveModelIn {
  static constexpr bool kDefaults = true;
  std::string model_key;
  int version = 0;  // the one the drawing began from
  Str<100> name;
  ModelText xml;
  Reason reason;
};
BOOST_DESCRIBE_STRUCT(SaveModelIn, (), (model_key, version, name, xml, reason))

// One way through a process. Days are working days.
struct TrialRun {
  std::string answers;      // in words: "受理：否；决定：是"; "" for the usual ones
  std::string ending;       // completed, waiting, failed, endless
  double days = 0;          // from the application to the end
  double counted_days = 0;  // of them those that count in the limits: from acceptance, without special procedures
  std::vector<std::string> stuck;  // ids of elements that still wait or failed
  std::string problem;
};
BOOST_DESCRIBE_STRUCT(TrialRun, (), (answers, ending, days, counted_days, stuck, problem))
struct ProcessTrial {
  std::vector<TrialRun> runs;                                  // the usual way first
  bool complete = true;                                        // false: there are more ways than were tried
  double shortest_days = 0, longest_days = 0, usual_days = 0;  // counted, of the ways that end
  std::optional<double> promised_days, legal_days;
  std::vector<std::string> unreached;  // ids of elements that no answer leads to
};
BOOST_DESCRIBE_STRUCT(ProcessTrial, (),
                      (runs, complete, shortest_days, longest_days, usual_days, promised_days, legal_days, unreached))

// A text that is drawn at the moment, or (with `xml` empty) the process of the content of an item.
struct TryProcessIn {
  static constexpr bool kDefaults = true;
  ModelKind kind = ModelKind::process;
  ModelText xml;
  std::vector<ProcessDecision> decisions;
  std::string item_id;  // whose limits count, and with `xml` empty whose process; "" without
  int item_version = 0;
};
BOOST_DESCRIBE_STRUCT(TryProcessIn, (), (kind, xml, decisions, item_id, item_version))
struct TriedProcess {
  std::vector<ModelFinding> findings;
  std::optional<ProcessTrial> trial;  // of processes that can run
};
BOOST_DESCRIBE_STRUCT(TriedProcess, (), (findings, trial))

// ---- the flowchart

struct ChartPoint {
  int x = 0, y = 0;
};
BOOST_DESCRIBE_STRUCT(ChartPoint, (), (x, y))
struct ChartBox {
  int x = 0, y = 0, width = 0, height = 0;
};
BOOST_DESCRIBE_STRUCT(ChartBox, (), (x, y, width, height))
struct ChartShape {
  std::string element, name;
  std::string kind;   // pool, lane, start, end, event, task, gateway, sub_process, note
  std::string type;   // the name of the XML element: userTask, exclusiveGateway, …
  std::string event;  // of events: timer, message, …
  std::string lane;
  ChartBox box, label;  // a label of width 0: the name stands in the shape
};
BOOST_DESCRIBE_STRUCT(ChartShape, (), (element, name, kind, type, event, lane, box, label))
struct ChartEdge {
  std::string element, name, source, target;
  std::vector<ChartPoint> points;
  ChartBox label;
};
BOOST_DESCRIBE_STRUCT(ChartEdge, (), (element, name, source, target, points, label))
// The same for those who cannot see it: the steps from the beginning on, and where one goes from each.
struct ChartStep {
  std::string element, name, lane, kind;
  std::vector<std::string> next;  // "是 → 决定"
};
BOOST_DESCRIBE_STRUCT(ChartStep, (), (element, name, lane, kind, next))
struct Flowchart {
  std::string name, explanation;
  int width = 0, height = 0;
  std::vector<ChartShape> shapes;
  std::vector<ChartEdge> edges;
  std::vector<ChartStep> steps;
};
BOOST_DESCRIBE_STRUCT(Flowchart, (), (name, explanation, width, height, shapes, edges, steps))
struct FlowchartIn {
  static constexpr bool kDefaults = true;
  Id item_id;
  int version = 0;  // 0: the one in effect
};
BOOST_DESCRIBE_STRUCT(FlowchartIn, (), (item_id, version))

}  // namespace tongban::catalog
