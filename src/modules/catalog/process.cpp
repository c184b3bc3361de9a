#include "modules/catalog/process.h"

#include <map>
#include <mutex>

#include "modules/catalog/store_process.h"
#include "platform/act/ctx.h"
#include "platform/crypto/digest.h"

namespace tongban::catalog {
namespace {

// What published versions carry, without the texts. Small; when it is full, it begins anew.
class ProcessMemory {
 public:
  static constexpr std::size_t kMost = 20'000;

  bool find(std::int64_t item_version_id, std::shared_ptr<const ItemProcess>& process) {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(item_version_id);
    if (found == kept_.end()) return false;
    process = found->second;
    return true;
  }
  void keep(std::int64_t item_version_id, const std::shared_ptr<const ItemProcess>& process) {
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= kMost) kept_.clear();
    kept_.emplace(item_version_id, process);
  }

 private:
  std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<const ItemProcess>> kept_;
};

}  // namespace

std::string digest_of(const ProcessTexts& texts) {
  std::string all = "bpmn " + std::to_string(texts.bpmn.size()) + "\n" + texts.bpmn;
  for (const auto& decision : texts.decisions) all += "dmn " + std::to_string(decision.size()) + "\n" + decision;
  return sha256_hex(all);
}

Result<std::shared_ptr<const ItemProcess>> process_of(Ctx& ctx, std::int64_t item_version_id) {
  auto& memory = ctx.services.state<ProcessMemory>();
  std::shared_ptr<const ItemProcess> process;
  if (memory.find(item_version_id, process)) return process;
  const auto row = store::find_process(ctx.tx, item_version_id);
  if (row) {
    auto found = std::make_shared<ItemProcess>();
    found->digest = row->digest;
    found->sampling_percent = row->sampling_percent;
    found->departments = TRY(from_json_text<std::vector<ProcessDepartment>>(row->departments));
    process = std::move(found);
  }
  // A draft may still get another process.
  if (store::is_frozen(ctx.tx, item_version_id)) memory.keep(item_version_id, process);
  return process;
}

Result<ProcessTexts> process_texts(Ctx& ctx, std::string_view digest) {
  ProcessTexts texts;
  bool found = false;
  for (auto& row : store::process_texts(ctx.tx, digest)) {
    if (row.kind == "bpmn") {
      texts.bpmn = std::move(row.xml);
      found = true;
    } else {
      texts.decisions.push_back(std::move(row.xml));
    }
  }
  if (!found) return not_found("catalog.no_such_process", "没有这个流程");
  return texts;
}

Result<std::string> attach_process(Ctx& ctx, std::int64_t item_version_id, const AttachedProcess& process) {
  if (process.sampling_percent < 0 || process.sampling_percent > 100)
    return unprocessable("catalog.bad_sampling", "抽查比例须在0至100之间");
  const auto digest = digest_of(process.texts);
  store::keep_process_text(ctx.tx, digest, 0, "bpmn", process.texts.bpmn);
  int position = 0;
  for (const auto& decision : process.texts.decisions)
    store::keep_process_text(ctx.tx, digest, ++position, "dmn", decision);
  store::set_process(ctx.tx, item_version_id, {digest, process.sampling_percent, to_json(process.departments)});
  return digest;
}

void start_processes(Services& services) { services.add_state(std::make_shared<ProcessMemory>()); }

}  // namespace tongban::catalog
