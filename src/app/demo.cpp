// Fills a database with the real catalogue and with demonstration accounts, all marked as such. What is there already
// stays.
#include <algorithm>
#include <cstdio>

#include "app/commands.h"
#include "app/modules.h"
#include "app/node.h"
#include "modules/catalog/actions.h"
#include "modules/catalog/kit_import.h"
#include "modules/identity/identity.h"

namespace tongban::app {
namespace {

// Where the demonstration has its offices: a county first, then a city, so that levels can be compared.
constexpr const char* kRegions[] = {"431322000000", "370200000000"};
// The departments people try first get the short login names.
constexpr const char* kFirst[] = {"市场监督管理局", "民政局", "公安局", "人力资源"};

Result<std::vector<identity::DemoDepartment>> demonstration_departments(const Node& node) {
  std::vector<identity::DemoDepartment> found;
  TRY(node.read([&](Ctx& ctx) -> Result<void> {
    found.clear();
    for (const char* region : kRegions) {
      catalog::ListDepartmentsIn in;
      in.region_code = region;
      const auto list = TRY(catalog::list_departments(ctx, in));
      for (const auto& department : list.departments)
        if (department.demonstration && department.region_code == region)
          found.push_back({department.department_id.value, department.name, department.region_code});
    }
    return {};
  }));
  const auto rank = [](const identity::DemoDepartment& department) {
    int rank = department.region_code == kRegions[0] ? 0 : 100;
    for (const char* word : kFirst) {
      if (department.name.find(word) != std::string::npos) break;
      ++rank;
    }
    return rank;
  };
  std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return found;
}

Result<void> run(const Config& config) {
  auto node = TRY(Node::open(config, true));
  TRY(db::migrate(node->database(), all_migrations()));
  TRY(node->ready());
  TRY(node->advance_ids());
  std::printf("loading regions, dictionaries, departments and items ...\n");
  std::fflush(stdout);
  const auto kit = TRY(catalog::import_kit(node->services(), config.node.catalog_dir));
  for (const auto& document : kit.documents)
    std::printf("  %-12s %6d rows: %d added, %d changed, %d unchanged\n", std::string(enum_text(document.kind)).c_str(),
                document.rows, document.added, document.changed, document.unchanged);
  const auto departments = TRY(demonstration_departments(*node));
  const Actor platform{ActorKind::platform};
  WorkCtx ctx{platform, node->services(), node->services().clock.now()};
  const auto accounts = TRY(identity::create_demo_accounts(ctx, departments));
  std::printf("\n演示账号（均为虚构）/ demonstration accounts (invented persons), password %s:\n",
              accounts.empty() ? "" : accounts.front().password.c_str());
  for (const auto& account : accounts) std::printf("  %-14s %s\n", account.login_name.c_str(), account.who.c_str());
  return {};
}

}  // namespace

int demo(const Config& config) {
  const auto result = run(config);
  return result ? 0 : report(result.error());
}

}  // namespace tongban::app
