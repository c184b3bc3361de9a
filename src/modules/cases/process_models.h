// The models of processes and decisions, read once per node and shared by all threads: what is published under a digest
// never changes.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bpmn/model.h"
#include "engine/dmn/decision_set.h"
#include "modules/catalog/process.h"
#include "platform/act/ctx.h"

namespace tongban::cases {

struct ProcessModel {
  std::string digest;
  std::shared_ptr<const bpmn::Model> process;
  dmn::DecisionSet decisions;
  // Where the model has a task that is done by accepting, or may grant by rule, it begins with the submission;
  // otherwise with the acceptance.
  bool begins_with_submission = false;
  bool may_grant = false;

  const bpmn::Node& node(bpmn::Index index) const { return process->nodes[static_cast<std::size_t>(index)]; }
};

// Errors: invalid `cases.unreadable_process` for a process that cannot run.
Result<std::shared_ptr<const ProcessModel>> read_process_model(std::string digest, const catalog::ProcessTexts& texts);

// Per node; put into the services by start() (cases.h).
class ProcessModels {
 public:
  // Errors: those of catalog::process_texts and read_process_model.
  Result<std::shared_ptr<const ProcessModel>> of(Ctx& ctx, const std::string& digest);

 private:
  static constexpr std::size_t kMost = 500;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const ProcessModel>, std::less<>> by_digest_;
};

// What a task lets its person say (`outcome` of the model): variables and the values they may have. Without values it
// is yes or no. "opinion:agree,disagree;needs_hearing:false,true".
struct OutcomeField {
  std::string name;
  std::vector<std::string> values;
};
std::vector<OutcomeField> outcome_fields(const bpmn::Node& node);
// Tasks that are done by an act of the law, not by themselves.
bool done_by_legal_act(std::string_view act);

}  // namespace tongban::cases
