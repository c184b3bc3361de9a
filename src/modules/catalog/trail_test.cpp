// What the audit trail says of changes to departments and codes: what was, and what is.
#include "modules/catalog/test_catalog.h"

using namespace tongban;
using namespace tongban::catalog;

namespace {

// The readable part of the entry: before the sealed reason.
std::string label_of(const Ctx& ctx) { return ctx.audit.detail.substr(0, ctx.audit.detail.find(": sealed ")); }

}  // namespace

TEST_CASE("a change of a department tells what was and what is, and its reason is sealed") {
  const auto database = db::open_test_database();
  TestCatalog t(*database);
  t.run([&](Ctx& ctx) -> Result<void> {
    const auto before = TRY(get_department(ctx, {{t.county_department}}));
    UpdateDepartmentIn in;
    in.department_id = {t.county_department};
    in.name = before.name;
    in.short_name = before.short_name;
    in.line = "市场监管";
    in.active = false;
    in.reason = "张三同志来函";
    TRY(update_department(ctx, in));
    CHECK(label_of(ctx) == "updated line " + before.line + "→市场监管 active yes→no");
    CHECK(ctx.audit.detail.find("张三") == std::string::npos);
    in.active = true;
    TRY(update_department(ctx, in));
    CHECK(label_of(ctx) == "updated active no→yes");
    return {};
  });
}

TEST_CASE("a change of a code tells the name before") {
  const auto database = db::open_test_database();
  TestCatalog t(*database);
  t.run([&](Ctx& ctx) -> Result<void> {
    PutCodeEntryIn in;
    in.code_set = "test_theme";
    in.code = "01";
    in.name = "测试主题";
    in.source = "测试";
    in.reason = "增补";
    TRY(put_code_entry(ctx, in));
    CHECK(label_of(ctx) == "test_theme/01 →测试主题 ");
    in.name = "改名的主题";
    TRY(put_code_entry(ctx, in));
    CHECK(label_of(ctx) == "test_theme/01 测试主题 →改名的主题 ");
    return {};
  });
}
