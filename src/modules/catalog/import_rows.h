// The rows of the documents that imports read and exports write. Members are the columns of a CSV file, except nested
// content, which only JSON has.
#pragma once

#include "modules/catalog/actions_public.h"

namespace tongban::catalog {

struct RegionImport {
  static constexpr bool kDefaults = true;
  std::string region_code;  // 12 digits; level and parent follow from it
  Str<100> name;
  std::string valid_from, valid_to;
  Str<500> source;
};
BOOST_DESCRIBE_STRUCT(RegionImport, (), (region_code, name, valid_from, valid_to, source))

// Known again by region and name: real lists have departments without a code, and codes that fail their checksum.
struct DepartmentImport {
  static constexpr bool kDefaults = true;
  std::string region_code;  // "" for a central authority
  Str<200> name;
  Str<60> short_name;
  std::string credit_code;
  Str<20> org_code;  // a code of another scheme, as it is
  std::string implementer_nature = "1";
  Str<60> line;
  bool demonstration = false;
  bool active = true;
  Str<500> source;
  std::string confidence = "high";
};
BOOST_DESCRIBE_STRUCT(DepartmentImport, (),
                      (region_code, name, short_name, credit_code, org_code, implementer_nature, line, demonstration,
                       active, source, confidence))

struct DictionaryImport {
  static constexpr bool kDefaults = true;
  Str<60> code_set, code;
  Str<200> name;
  std::string valid_from = "1949-10-01", valid_to;
  Str<500> source;
  int sort = 0;
};
BOOST_DESCRIBE_STRUCT(DictionaryImport, (), (code_set, code, name, valid_from, valid_to, source, sort))

struct BasicItemImport {
  static constexpr bool kDefaults = true;
  std::string basic_code;    // 12 digits, "" when no official code is known
  Str<50> local_basic_code;  // what the row is known by again when it has no official code
  std::string private_code;  // 12 digits beginning with 99
  Str<1000> name;
  std::string item_type;
  Str<200> central_authority;
  BasicItemContent content;
  Str<500> source;
  std::string confidence = "high";
};
BOOST_DESCRIBE_STRUCT(BasicItemImport, (),
                      (basic_code, local_basic_code, private_code, name, item_type, central_authority, content, source,
                       confidence))

struct DepartmentRef {
  static constexpr bool kDefaults = true;
  std::string region_code;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(DepartmentRef, (), (region_code, name))

// Known again by implementing and handle code, or by department and local code where it has none.
struct ItemImport {
  static constexpr bool kDefaults = true;
  DepartmentRef department;
  std::string basic_item;  // local or official code of the basic item; "" without
  Str<60> implementing_code, handle_code;
  bool code_as_is = false;
  Str<50> local_code;
  bool demonstration = false;
  std::string publish;  // "", checked, as_is: see ImportOptions
  ItemContent content;
};
BOOST_DESCRIBE_STRUCT(ItemImport, (),
                      (department, basic_item, implementing_code, handle_code, code_as_is, local_code, demonstration,
                       publish, content))

}  // namespace tongban::catalog
