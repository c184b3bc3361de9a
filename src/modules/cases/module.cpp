// What the module puts into a node, and what it tells other modules when they ask.
#include "modules/cases/answers.h"
#include "modules/cases/cases.h"
#include "modules/cases/process_models.h"
#include "modules/cases/progress_memory.h"

namespace tongban::cases {

void start(Services& services) {
  services.add_state(std::make_shared<FormSchemas>());
  services.add_state(std::make_shared<ProgressMemory>());
  services.add_state(std::make_shared<ProcessModels>());
}

Result<CaseFacts> case_facts(Ctx& ctx, std::int64_t case_id) {
  const auto row = store::find_case(ctx.tx, case_id);
  if (!row) return case_not_found();
  CaseFacts facts;
  facts.case_id = row->case_id;
  facts.case_number = row->case_number.value_or("");
  facts.status = enum_text(row->status);
  facts.item_id = row->item_id;
  facts.item_version_id = row->item_version_id;
  facts.department_id = row->department_id;
  facts.item_name = row->item_name;
  facts.department_name = row->department_name;
  facts.region_code = row->region_code;
  facts.applicant_account_id = row->applicant_account_id;
  facts.agent_account_id = row->agent_account_id;
  facts.assignee_account_id = row->assignee_account_id;
  facts.waiting_for = enum_text(row->waiting_for);
  return facts;
}

}  // namespace tongban::cases
