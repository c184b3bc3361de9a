// The process that the content of an item names, looked up, read and judged: what the gate says of it, how long it
// takes, and what publishing freezes. Nothing is written here except by freeze_process().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "modules/catalog/actions_process.h"
#include "modules/catalog/process.h"
#include "modules/catalog/process_trial.h"
#include "modules/catalog/store.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

// A process and its decisions as texts, read.
struct ReadProcess {
  std::shared_ptr<const bpmn::Model> model;  // null where it cannot run
  std::optional<dmn::DecisionSet> decisions;
  std::vector<ModelFinding> findings;
};
// `name`: of each decision text, for findings.
ReadProcess read_process(const std::string& bpmn, const std::vector<dmn::Source>& decisions);
std::vector<ModelFinding> decision_findings(const std::string& xml);

// What the content names. `found` is false where a model or version is not there; findings then say which.
struct NamedProcess {
  bool found = true;
  ProcessTexts texts;
  std::vector<dmn::Source> decisions;  // the same texts with their keys
  std::vector<ProcessDepartment> departments;
  std::vector<Finding> findings;                    // of names: places in the content
  std::vector<std::pair<std::string, int>> models;  // keys and the versions they stand for today
};
NamedProcess named_process(Ctx& ctx, const ProcessElement& process, bool demonstration);

// All findings of the gate; empty where the content names no process.
std::vector<Finding> process_findings(Ctx& ctx, const ItemContent& content, bool demonstration);

// At publication: the version keeps the texts, whatever happens to the models later.
// Errors: unprocessable `catalog.gate_errors` where a model is not there (an import past the gate).
Result<void> freeze_process(Ctx& ctx, const store::ItemRow& item, std::int64_t item_version_id,
                            const ItemContent& content);

// The models that come with the platform: *.bpmn and *.dmn of the folder become models of the library, a text that
// changed a new version. How many were added or changed. Errors: not_found `catalog.no_kit`, and of models that cannot
// run unprocessable `catalog.bad_library`.
Result<int> put_library(Ctx& ctx, const std::string& folder);

}  // namespace tongban::catalog
