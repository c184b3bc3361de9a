#include "platform/db/integrity.h"

namespace tongban::db {

std::vector<std::string> integrity_problems(Tx& tx) {
  std::vector<std::string> problems;
  if (tx.is_postgres()) return problems;
  const Rows pages = tx.query("PRAGMA integrity_check(20)");
  for (std::size_t i = 0; i < pages.size(); ++i)
    if (pages.text(i, 0) != "ok") problems.emplace_back(pages.text(i, 0));
  const Rows broken = tx.query("PRAGMA foreign_key_check");
  for (std::size_t i = 0; i < broken.size() && i < 20; ++i)
    problems.push_back("a row of " + std::string(broken.text(i, 0)) + " refers to nothing in " +
                       std::string(broken.text(i, 2)));
  return problems;
}

}  // namespace tongban::db
