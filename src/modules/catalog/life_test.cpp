// The life of an item, from the first draft to its end, on both databases.
#include <doctest/doctest.h>

#include <algorithm>

#include "modules/catalog/private_codes.h"
#include "modules/catalog/store.h"
#include "modules/catalog/test_catalog.h"

namespace tongban::catalog {
namespace {

template <class T>
std::string key_of(const Result<T>& result) {
  return result.ok() ? "ok" : result.error().key;
}

int take_effect_now(TestCatalog& t) {
  int changed = 0;
  t.run([&](Ctx& ctx) -> Result<void> {
    changed = TRY(take_effect(ctx, 10));
    return {};
  });
  return changed;
}

TEST_CASE("an item is written by one person, checked by the gate and published by another") {
  for_each_catalog([](TestCatalog& t) {
    const auto made = t.call(t.editor(), create_item, t.item_in(t.county_department));
    REQUIRE(made.ok());
    CHECK(made->state == VersionState::draft);
    CHECK(made->gate.findings.empty());
    CHECK(made->item.implementing_code.size() == 31);
    CHECK(made->item.implementing_code.substr(18) == "4" + private_basic_code("01", 1));
    const auto id = made->item.item_id;
    CHECK(key_of(t.call(t.publisher(), publish_version, t.step(id, 1))) == "catalog.wrong_state");
    CHECK(key_of(t.call(t.editor(), publish_version, t.step(id, 1))) == "catalog.no_such_item");
    REQUIRE(t.call(t.editor(), check_version, t.step(id, 1)).ok());
    CHECK(key_of(t.call(t.platform, guide, GuideIn{id})) == "catalog.no_such_item");
    const auto published = t.call(t.publisher(), publish_version, t.step(id, 1));
    REQUIRE(published.ok());
    CHECK(published->item.item_state == ItemState::published);
    CHECK(published->effective_from == "2026-06-01");
    CHECK(t.call(Actor{}, guide, GuideIn{id})->header.item_name == "食品经营许可（新办）");
  });
}

TEST_CASE("nobody publishes what they wrote themselves") {
  for_each_catalog([](TestCatalog& t) {
    const auto both = TestCatalog::staff(11, {{Role::catalog_editor, t.county_department, kCounty},
                                              {Role::catalog_publisher, t.county_department, kCounty}});
    const auto id = t.call(both, create_item, t.item_in(t.county_department))->item.item_id;
    REQUIRE(t.call(both, check_version, t.step(id, 1)).ok());
    CHECK(key_of(t.call(both, publish_version, t.step(id, 1))) == "catalog.four_eyes");
    CHECK(t.call(t.publisher(), publish_version, t.step(id, 1)).ok());
  });
}

TEST_CASE("the gate blocks a version with errors and names each place") {
  for_each_catalog([](TestCatalog& t) {
    auto content = complete_content();
    content.materials[2].material_name = "其他相关材料";
    content.basic.promised_limit.amount = 30;
    const auto id = t.call(t.editor(), create_item, t.item_in(t.county_department, content))->item.item_id;
    const auto refused = t.call(t.editor(), check_version, t.step(id, 1));
    REQUIRE(!refused.ok());
    CHECK(refused.error().key == "catalog.gate_errors");
    CHECK(refused.error().code == Code::unprocessable);
    REQUIRE(refused.error().fields.size() == 2);
    CHECK(refused.error().fields[0].key == "gate.promise_exceeds_legal");
    CHECK(refused.error().fields[1].pointer == "/materials/2/material_name");
    CHECK(t.call(t.editor(), get_version, VersionIn{id, 0})->state == VersionState::draft);
  });
}

TEST_CASE("a save must begin from the newest revision and makes a checked version a draft again") {
  for_each_catalog([](TestCatalog& t) {
    const auto id = t.call(t.editor(), create_item, t.item_in(t.county_department))->item.item_id;
    REQUIRE(t.call(t.editor(), check_version, t.step(id, 1)).ok());
    SaveDraftIn save{id, 1, 1, complete_content(), "改电话"};
    save.content.basic.consult_phone = "0571-87654399";
    const auto saved = t.call(t.editor(), save_draft, save);
    REQUIRE(saved.ok());
    CHECK(saved->revision == 2);
    CHECK(saved->state == VersionState::draft);
    CHECK(saved->content.basic.consult_phone == "0571-87654399");
    const auto stale = t.call(t.editor(), save_draft, save);
    CHECK(key_of(stale) == "catalog.stale_draft");
    CHECK(stale.error().code == Code::stale);
    const auto history = t.call(t.editor(), item_history, ItemIn{id});
    REQUIRE(history.ok());
    REQUIRE(history->changes.size() == 3);
    CHECK(history->changes[0].action == "save");
    CHECK(history->changes[0].reason == "改电话");
    CHECK(history->changes[0].changed == std::vector<std::string>{"/basic/consult_phone"});
    CHECK(history->changes[0].account_id == id_text(11));
  });
}

TEST_CASE("every change says why") {
  for_each_catalog([](TestCatalog& t) {
    auto in = t.item_in(t.county_department);
    in.reason = " 　";
    const auto refused = t.call(t.editor(), create_item, in);
    CHECK(key_of(refused) == "catalog.reason_required");
    CHECK(refused.error().fields.at(0).pointer == "/reason");
  });
}

TEST_CASE("somebody else's item is not there") {
  for_each_catalog([](TestCatalog& t) {
    const auto id = t.call(t.editor(), create_item, t.item_in(t.county_department))->item.item_id;
    const auto stranger = TestCatalog::staff(21, {{Role::catalog_editor, t.province_department, kProvince},
                                                  {Role::window_clerk, t.county_department, kCounty}});
    CHECK(key_of(t.call(stranger, get_version, VersionIn{id, 0})) == "catalog.no_such_item");
    CHECK(key_of(t.call(stranger, save_draft, SaveDraftIn{id, 1, 1, complete_content(), "x"})) ==
          "catalog.no_such_item");
    CHECK(key_of(t.call(stranger, check_version, t.step(id, 1))) == "catalog.no_such_item");
    CHECK(key_of(t.call(stranger, item_history, ItemIn{id})) == "catalog.no_such_item");
    CHECK(key_of(t.call(stranger, create_item, t.item_in(t.county_department))) == "catalog.no_such_department");
    const auto regional = TestCatalog::staff(22, {{Role::catalog_editor, 0, kProvince}});
    CHECK(t.call(regional, get_version, VersionIn{id, 0}).ok());
  });
}

TEST_CASE("a new version takes effect on its day while the former stays in effect until then") {
  for_each_catalog([](TestCatalog& t) {
    const auto first = t.published(t.item_in(t.county_department));
    const auto id = first.item.item_id;
    const auto draft = t.call(t.editor(), new_version, ItemActIn{id, "缩短时限"});
    REQUIRE(draft.ok());
    CHECK(draft->version == 2);
    CHECK(key_of(t.call(t.editor(), new_version, ItemActIn{id, "再来"})) == "catalog.version_pending");
    SaveDraftIn save{id, 2, 1, draft->content, "缩短时限"};
    save.content.basic.promised_limit.amount = 9;
    save.content.basic.effective_from = "2026-06-10";
    REQUIRE(t.call(t.editor(), save_draft, save).ok());
    REQUIRE(t.call(t.editor(), check_version, t.step(id, 2)).ok());
    REQUIRE(t.call(t.publisher(), publish_version, t.step(id, 2)).ok());
    CHECK(t.call(Actor{}, guide, GuideIn{id})->header.version == 1);
    CHECK(key_of(t.call(Actor{}, guide, GuideIn{id, "", 2})) == "catalog.no_such_version");

    t.services.clock.set(at_local(*Date::make(2026, 6, 9), 23 * 60 + 59));
    CHECK(take_effect_now(t) == 0);
    t.services.clock.set(start_of_day(*Date::make(2026, 6, 10)));
    CHECK(take_effect_now(t) == 1);
    CHECK(take_effect_now(t) == 0);

    const auto now = t.call(Actor{}, guide, GuideIn{id});
    CHECK(now->header.version == 2);
    CHECK(now->facts.promised_limit.text == "9 个工作日");
    const auto former = t.call(Actor{}, guide, GuideIn{id, "", 1});
    REQUIRE(former.ok());
    CHECK(former->header.superseded);
    CHECK(!former->can_apply_here);
    const auto history = t.call(t.editor(), item_history, ItemIn{id});
    CHECK(history->versions.at(0).state == VersionState::published);
    CHECK(history->versions.at(1).state == VersionState::retired);
  });
}

TEST_CASE("a running case keeps the version it began with, whatever is published later") {
  for_each_catalog([](TestCatalog& t) {
    const auto first = t.published(t.item_in(t.county_department));
    const auto id = first.item.item_id;
    const auto draft = t.call(t.editor(), new_version, ItemActIn{id, "更名"});
    SaveDraftIn save{id, 2, 1, draft->content, "更名"};
    save.content.basic.item_name = "食品经营许可";
    REQUIRE(t.call(t.editor(), save_draft, save).ok());
    REQUIRE(t.call(t.editor(), check_version, t.step(id, 2)).ok());
    REQUIRE(t.call(t.publisher(), publish_version, t.step(id, 2)).ok());
    t.run([&](Ctx& ctx) -> Result<void> {
      const auto kept = TRY(frozen_item(ctx, first.item_version_id.value));
      CHECK(kept->content.basic.item_name == "食品经营许可（新办）");
      CHECK(kept->content_digest == first.content_digest);
      CHECK(kept->department.name == "新化县市场监督管理局（演示）");
      CHECK(TRY(current_version(ctx, id.value))->content.basic.item_name == "食品经营许可");
      CHECK(frozen_item(ctx, first.item_version_id.value)->get() == kept.get());  // from memory
      CHECK(key_of(frozen_item(ctx, 12345)) == "catalog.no_such_version");
      return {};
    });
  });
}

TEST_CASE("a draft is never frozen for a case") {
  for_each_catalog([](TestCatalog& t) {
    const auto made = t.call(t.editor(), create_item, t.item_in(t.county_department));
    t.run([&](Ctx& ctx) -> Result<void> {
      CHECK(key_of(frozen_item(ctx, made->item_version_id.value)) == "catalog.no_such_version");
      CHECK(key_of(current_version(ctx, made->item.item_id.value)) == "catalog.no_such_item");
      return {};
    });
  });
}

TEST_CASE("a suspended item is shown with its reason not to apply, and comes back") {
  for_each_catalog([](TestCatalog& t) {
    const auto id = t.published(t.item_in(t.county_department)).item.item_id;
    CHECK(t.call(Actor{}, guide, GuideIn{id})->can_apply_here);
    REQUIRE(t.call(t.publisher(), suspend_item, ItemActIn{id, "系统升级"}).ok());
    CHECK(t.call(Actor{}, guide, GuideIn{id})->cannot_apply_reason == "该事项暂停办理");
    CHECK(t.call(Actor{}, browse_items, BrowseIn{})->items.empty());
    t.run([&](Ctx& ctx) -> Result<void> {
      CHECK(key_of(current_version(ctx, id.value)) == "catalog.item_suspended");
      return {};
    });
    CHECK(key_of(t.call(t.publisher(), suspend_item, ItemActIn{id, "再停"})) == "catalog.wrong_state");
    REQUIRE(t.call(t.publisher(), resume_item, ItemActIn{id, "升级完成"}).ok());
    CHECK(t.call(Actor{}, browse_items, BrowseIn{})->items.size() == 1);
  });
}

TEST_CASE("a version that comes into effect does not end a suspension") {
  for_each_catalog([](TestCatalog& t) {
    const auto id = t.published(t.item_in(t.county_department)).item.item_id;
    REQUIRE(t.call(t.publisher(), suspend_item, ItemActIn{id, "系统升级"}).ok());
    REQUIRE(t.call(t.editor(), new_version, ItemActIn{id, "修订"}).ok());
    REQUIRE(t.call(t.editor(), check_version, t.step(id, 2)).ok());
    REQUIRE(t.call(t.publisher(), publish_version, t.step(id, 2)).ok());
    CHECK(t.call(Actor{}, browse_items, BrowseIn{})->items.empty());
    REQUIRE(t.call(t.publisher(), resume_item, ItemActIn{id, "升级完成"}).ok());
    CHECK(t.call(Actor{}, guide, GuideIn{id})->header.version == 2);
  });
}

TEST_CASE("a retired item takes its pending versions along and cannot come back") {
  for_each_catalog([](TestCatalog& t) {
    const auto id = t.published(t.item_in(t.county_department)).item.item_id;
    REQUIRE(t.call(t.editor(), new_version, ItemActIn{id, "修订"}).ok());
    REQUIRE(t.call(t.publisher(), retire_item, ItemActIn{id, "国务院决定取消"}).ok());
    CHECK(key_of(t.call(Actor{}, guide, GuideIn{id})) == "catalog.no_such_item");
    CHECK(t.call(t.editor(), get_version, VersionIn{id, 2})->state == VersionState::retired);
    CHECK(key_of(t.call(t.editor(), new_version, ItemActIn{id, "恢复"})) == "catalog.item_retired");
    CHECK(key_of(t.call(t.publisher(), resume_item, ItemActIn{id, "恢复"})) == "catalog.wrong_state");
  });
}

TEST_CASE("an item ends by itself after its last day") {
  for_each_catalog([](TestCatalog& t) {
    auto content = complete_content();
    content.basic.effective_to = "2026-06-05";
    const auto id = t.published(t.item_in(t.county_department, content)).item.item_id;
    t.services.clock.set(at_local(*Date::make(2026, 6, 5), 1439));
    CHECK(take_effect_now(t) == 0);
    t.services.clock.set(start_of_day(*Date::make(2026, 6, 6)));
    CHECK(take_effect_now(t) == 1);
    CHECK(key_of(t.call(Actor{}, guide, GuideIn{id})) == "catalog.no_such_item");
    CHECK(t.call(Actor{}, browse_items, BrowseIn{})->items.empty());
  });
}

TEST_CASE("a discarded draft leaves the version in effect as the newest") {
  for_each_catalog([](TestCatalog& t) {
    const auto id = t.published(t.item_in(t.county_department)).item.item_id;
    REQUIRE(t.call(t.editor(), new_version, ItemActIn{id, "修订"}).ok());
    REQUIRE(t.call(t.editor(), discard_version, t.step(id, 2)).ok());
    CHECK(t.call(t.editor(), get_version, VersionIn{id, 0})->version == 1);
    CHECK(t.call(t.editor(), new_version, ItemActIn{id, "再修订"})->version == 3);
  });
}

TEST_CASE("search is told of everything that changes what it may show, in order and without gaps") {
  for_each_catalog([](TestCatalog& t) {
    const auto id = t.published(t.item_in(t.county_department)).item.item_id;
    const auto changes = [&] {
      std::vector<std::int64_t> items;
      t.run([&](Ctx& ctx) -> Result<void> {
        std::int64_t up_to = 0;
        items = store::changed_items(ctx.tx, 0, 100, up_to);
        CHECK(up_to == store::last_change(ctx.tx));
        CHECK(up_to == static_cast<std::int64_t>(items.size()));
        return {};
      });
      return items;
    };
    CHECK(changes().size() == 1);
    REQUIRE(t.call(t.publisher(), suspend_item, ItemActIn{id, "系统升级"}).ok());
    CHECK(changes().size() == 2);
    REQUIRE(t.call(t.publisher(), resume_item, ItemActIn{id, "升级完成"}).ok());
    REQUIRE(t.call(t.editor(), new_version, ItemActIn{id, "修订"}).ok());
    CHECK(changes().size() == 3);  // a draft is nothing to search
    UpdateDepartmentIn rename;
    rename.department_id = {t.county_department};
    rename.name = "新化县市场局（演示）";
    rename.reason = "机构更名";
    REQUIRE(t.call(t.platform, update_department, rename).ok());
    CHECK(changes() == std::vector<std::int64_t>(4, id.value));
  });
}

TEST_CASE("codes are settled when an item is made") {
  for_each_catalog([](TestCatalog& t) {
    const auto basic_item = t.add_basic_item("食品经营许可");
    auto in = t.item_in(t.county_department);
    in.basic_item_id = id_text(basic_item);
    in.handle_serial = 1;
    const auto first = t.call(t.editor(), create_item, in);
    REQUIRE(first.ok());
    CHECK(first->item.handle_code == first->item.implementing_code + "01");
    CHECK(key_of(t.call(t.editor(), create_item, in)) == "catalog.code_taken");
    in.handle_serial = 2;
    const auto second = t.call(t.editor(), create_item, in);
    CHECK(second->item.implementing_code == first->item.implementing_code);
    in.handle_serial = 100;
    CHECK(key_of(t.call(t.editor(), create_item, in)) == "catalog.bad_handle_serial");
    in.handle_serial = 0;
    in.implementing_code = "11100000000013338W4000131024000";
    CHECK(key_of(t.call(t.editor(), create_item, in)) == "catalog.code_against_department");
    in.implementing_code = "123";
    CHECK(key_of(t.call(t.editor(), create_item, in)) == "catalog.bad_implementing_code");
    in.demonstration = false;
    CHECK(key_of(t.call(t.editor(), create_item, in)) == "catalog.demonstration_mismatch");
    auto elsewhere = t.item_in(t.province_department, provincial(complete_content()));
    elsewhere.basic_item_id = id_text(basic_item);
    const auto other = t.call(t.platform, create_item, elsewhere);
    CHECK(other->item.basic_code == first->item.basic_code);
    CHECK(other->item.implementing_code != first->item.implementing_code);
  });
}

}  // namespace
}  // namespace tongban::catalog
