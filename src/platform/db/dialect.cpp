#include "platform/db/dialect.h"

namespace tongban::db {
namespace {

constexpr std::string_view kAppendOnly = "append_only ";

std::string append_only(const std::string& table, bool postgres) {
  std::string out;
  if (postgres) {
    out =
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$ BEGIN "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $refuse$;\n";
    out += "CREATE TRIGGER " + table + "_append_only BEFORE UPDATE OR DELETE ON " + table +
           " FOR EACH ROW EXECUTE FUNCTION refuse_change();\n";
    out += "CREATE TRIGGER " + table + "_no_truncate BEFORE TRUNCATE ON " + table +
           " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();\n";
    return out;
  }
  for (const char* what : {"UPDATE", "DELETE"}) {
    const std::string name = table + (*what == 'U' ? "_no_update" : "_no_delete");
    out += "CREATE TRIGGER " + name + " BEFORE " + what + " ON " + table + " BEGIN SELECT RAISE(ABORT, '" + table +
           " is append-only'); END;\n";
  }
  return out;
}

std::string expansion(std::string_view macro, bool postgres) {
  if (macro == "pk") return postgres ? "BIGINT PRIMARY KEY" : "INTEGER PRIMARY KEY";
  if (macro.starts_with(kAppendOnly)) return append_only(std::string(macro.substr(kAppendOnly.size())), postgres);
  throw DatabaseError(DatabaseError::Kind::other, "unknown macro {{" + std::string(macro) + "}}");
}

}  // namespace

std::string expand_macros(std::string_view script, bool postgres) {
  std::string out;
  for (;;) {
    const auto open = script.find("{{");
    const auto close = open == std::string_view::npos ? open : script.find("}}", open);
    out.append(script.substr(0, open));
    if (open == std::string_view::npos) return out;
    if (close == std::string_view::npos) throw DatabaseError(DatabaseError::Kind::other, "a macro without its }}");
    out += expansion(script.substr(open + 2, close - open - 2), postgres);
    script.remove_prefix(close + 2);
  }
}

}  // namespace tongban::db
