// A part of the face of the catalogue: the process of an item version. A version may carry a process (BPMN), the
// decision models that its rule tasks name (DMN), the departments that work in its lanes, and how many of the cases
// that a rule could decide a person must see all the same. What is published never changes; the texts are kept by
// their digest, so that many items share them and a running case keeps its own for ever.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"

namespace tongban {
struct Ctx;
struct Services;
}  // namespace tongban

namespace tongban::catalog {

// A lane of the process (by its name) and the department that works in it. Lanes that are not named belong to the
// department of the item. What post a user task is for says its attribute `candidateGroups`: window_clerk, reviewer,
// approver or department_head; reviewer where it says nothing.
struct ProcessDepartment {
  std::string key;
  Id department_id;
};
BOOST_DESCRIBE_STRUCT(ProcessDepartment, (), (key, department_id))

struct ItemProcess {
  std::string digest;        // of the texts, see process_texts
  int sampling_percent = 0;  // 0 … 100
  std::vector<ProcessDepartment> departments;
};

struct ProcessTexts {
  std::string bpmn;
  std::vector<std::string> decisions;  // DMN documents; a rule task names a decision of one of them
};
// SHA-256 (hex) over kinds, lengths and contents: equal texts have one digest.
std::string digest_of(const ProcessTexts& texts);

// Null for a version without a process. Kept in memory per node: call it freely for published versions.
Result<std::shared_ptr<const ItemProcess>> process_of(Ctx& ctx, std::int64_t item_version_id);

// The texts behind a digest, as they were published. not_found `catalog.no_such_process`.
Result<ProcessTexts> process_texts(Ctx& ctx, std::string_view digest);

// Keeps the texts and makes them those of the version; an open version may get others later. Gives the digest. Whether
// the texts can run is for the gate: nothing is checked here but the percentage. unprocessable `catalog.bad_sampling`.
struct AttachedProcess {
  ProcessTexts texts;
  int sampling_percent = 0;
  std::vector<ProcessDepartment> departments;
};
Result<std::string> attach_process(Ctx& ctx, std::int64_t item_version_id, const AttachedProcess& process);

// Puts what a node remembers of processes into the services; called by start().
void start_processes(Services& services);

}  // namespace tongban::catalog
