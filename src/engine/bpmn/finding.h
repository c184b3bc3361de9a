// Finding: one thing that is wrong or doubtful in a model, said so that the person who drew it finds the place. An
// error keeps the model from being deployed; a warning does not.
#pragma once

#include <string>
#include <vector>

namespace tongban::bpmn {

enum class Severity { error, warning };

struct Finding {
  Severity severity = Severity::error;
  std::string key;      // stable, e.g. `bpmn.dangling_flow`
  std::string element;  // id of the element, or empty
  std::string detail;   // one sentence, Chinese first, English second
};
using Findings = std::vector<Finding>;

inline bool has_errors(const Findings& findings) {
  for (const auto& finding : findings)
    if (finding.severity == Severity::error) return true;
  return false;
}

}  // namespace tongban::bpmn
