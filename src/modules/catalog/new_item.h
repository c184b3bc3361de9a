// Making items from inside the module: what the act create_item and imports share. An item begins as version 1, a
// draft.
#pragma once

#include <cstdint>
#include <string>

#include "modules/catalog/item_content.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

struct NewItem {
  std::int64_t department_id = 0;
  std::int64_t basic_item_id = 0;  // 0: none
  std::string implementing_code;   // "": composed; with demonstration from the private range
  bool code_as_is = false;
  int handle_serial = 0;  // 1..99: a 业务办理项 with a code of 33
  std::string local_code;
  bool demonstration = false;
  ItemContent content;
  std::string reason;
};
struct NewItemIds {
  std::int64_t item_id = 0;
  std::int64_t item_version_id = 0;
};

// Errors: not_found `catalog.no_such_department`, `catalog.no_such_basic_item`; unprocessable
// `catalog.demonstration_mismatch`, `catalog.bad_implementing_code`, `catalog.code_against_department`,
// `catalog.bad_handle_serial`; conflict `catalog.code_taken`.
Result<NewItemIds> add_item(Ctx& ctx, const NewItem& in);

}  // namespace tongban::catalog
