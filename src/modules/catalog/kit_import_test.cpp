#include "modules/catalog/kit_import.h"

#include <doctest/doctest.h>

#include <chrono>

#include "modules/catalog/test_kit.h"

namespace tongban::catalog {

TEST_CASE(
    "the catalogue that comes with the platform is loaded, every guide passes the gate, and again it is nothing") {
  db::for_each_database([](db::Database& database) {
    KitCatalog catalog(database);
    const auto folder = catalog.services.config.node.catalog_dir;
    const auto begin = std::chrono::steady_clock::now();
    const auto kit = import_kit(catalog.services.services, folder);
    REQUIRE_MESSAGE(kit.ok(), explained(kit.error()));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    MESSAGE("loaded " << kit->added << " rows in " << seconds.count() << " s");
    CHECK(kit->documents.at(4).added == 157);
    CHECK(kit->documents.at(5).added == 1135);
    const auto again = import_kit(catalog.services.services, folder);
    REQUIRE_MESSAGE(again.ok(), explained(again.error()));
    CHECK(again->added == 0);
    CHECK(again->changed == 0);
    CHECK(again->unchanged == kit->added + kit->changed + kit->unchanged);
  });
}

}  // namespace tongban::catalog
