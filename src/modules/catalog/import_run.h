// One import while it runs inside its transaction: what it finds and what it changes. Private to the imports.
#pragma once

#include <string>
#include <vector>

#include "base/described.h"
#include "modules/catalog/diff.h"
#include "modules/catalog/import.h"
#include "modules/catalog/import_read.h"
#include "modules/catalog/import_rows.h"

namespace tongban::catalog {

struct ImportRun {
  Ctx& ctx;
  const ImportOptions& options;
  ImportReport& report;
  std::vector<ImportFinding> findings = {};

  void found(const std::string& place, std::string code, std::string sentence) {
    findings.push_back({place, std::move(code), std::move(sentence)});
  }
  // An error of a check, at the member it is about.
  void found(const std::string& place, const Error& error) { found(place, error.key, error.detail); }

  void added(const std::string& place, const std::string& name) {
    ++report.added;
    if (report.changes.size() < kMaxListed) report.changes.push_back({place, name, "added", {}});
  }
  void changed(const std::string& place, const std::string& name, std::vector<std::string> fields) {
    ++report.changed;
    if (report.changes.size() < kMaxListed) report.changes.push_back({place, name, "changed", std::move(fields)});
  }
  // Compares what is stored with the row, both in the shape of the row; true when they are the same.
  template <class Row>
  bool same(const std::string& place, const std::string& name, const Row& stored, const Row& row) {
    const auto before = to_json(stored), after = to_json(row);
    if (before == after) return ++report.unchanged, true;
    const auto old_document = parse_json(before, 64), new_document = parse_json(after, 64);
    changed(place, name,
            old_document && new_document ? changed_pointers(*old_document, *new_document) : std::vector<std::string>());
    return false;
  }
};

void put_regions(ImportRun& run, const std::vector<ReadRow<RegionImport>>& rows);
void put_departments(ImportRun& run, const std::vector<ReadRow<DepartmentImport>>& rows);
void put_dictionary(ImportRun& run, const std::vector<ReadRow<DictionaryImport>>& rows);
void put_basic_items(ImportRun& run, const std::vector<ReadRow<BasicItemImport>>& rows);
void put_items(ImportRun& run, const std::vector<ReadRow<ItemImport>>& rows);

// The dates of a row: "" is open. Says what is wrong and returns false.
bool check_dates(ImportRun& run, const std::string& place, const std::string& valid_from, const std::string& valid_to);

}  // namespace tongban::catalog
