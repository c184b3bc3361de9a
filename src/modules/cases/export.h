// Export of case lists for those who watch over them: heads of departments and supervisors.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "modules/cases/inputs.h"
#include "platform/act/ctx.h"

namespace tongban::cases {

struct ExportIn {
  static constexpr bool kDefaults = true;
  std::optional<WorklistScope> scope;  // running or finished; both when it is not said
  std::optional<Id> department_id;
  std::optional<Str<12>> region_code;  // with everything below it
  std::optional<Id> item_id;
  std::optional<Status> status;
};
BOOST_DESCRIBE_STRUCT(ExportIn, (), (scope, department_id, region_code, item_id, status))

// Yields a CSV table part by part: cases under way first, then ended ones, two millions at most (a last line says when
// there were more). Each part reads by itself: a case that moves meanwhile may stand in it as before, as after, or
// both. Who exported what is audited before the first row is read. Must not outlive the services.
Result<std::function<std::optional<std::string>()>> export_cases(WorkCtx& work, const ExportIn& in);

}  // namespace tongban::cases
