// The publish gate (发布前校验): what is wrong with the content of an item version, each finding with a stable code, a
// plain sentence and a place. Errors block checking and publishing; warnings lower the completeness score. Pure: what
// it must know of dictionaries and of the item comes in, so every rule has a test that triggers exactly it.
//
// Sources: mandatory elements of the national exchange tables (up_task_general_basic, …_extend, …_material);
// consistency rules of the quality inspections of published guides; 国办发〔2018〕45号 on catch-all materials;
// 行政许可法第30条 (what a guide must publish), 第42条 (limits), 第58条 (fees need a basis in law).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "modules/catalog/actions_editor.h"
#include "modules/catalog/item_content.h"

namespace tongban::catalog {

// What the gate asks of the world.
class GateLookup {
 public:
  virtual ~GateLookup() = default;
  virtual bool known_code(std::string_view code_set, std::string_view code) const = 0;
  // The phrases of a maintained list: code sets vague_material and vague_condition.
  virtual const std::vector<std::string>& phrases(std::string_view code_set) const = 0;
  // What is wrong with a form schema, with pointers into it; empty when nothing is.
  virtual std::vector<FieldError> form_problems(const json::value& schema) const = 0;
};

// What the item and its department say, outside the content.
struct GateSubject {
  std::string implementing_code, handle_code, basic_code;
  std::string official_basic_code;  // of the basic item; "" when it has none
  std::string credit_code;          // of the department
  std::string region_code;
  bool code_as_is = false;
  bool demonstration = false;
  std::vector<Finding> process = {};  // what was found in the process that the content names (process_check.h)
};

GateReport check_content(const ItemContent& content, const GateSubject& subject, const GateLookup& lookup);

}  // namespace tongban::catalog
