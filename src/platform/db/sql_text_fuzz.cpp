// Scripts and statements: cutting and rewriting lose nothing; and what may be stored is what PostgreSQL takes too.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/db/placeholders.h"
#include "platform/db/sql_text.h"

namespace tongban::db {

FUZZ_TARGET(sql_text) {
  PROMISE(storable(input) == (is_valid_utf8(input) && input.find('\0') == std::string_view::npos));

  for (std::size_t i = 0; i < input.size(); ++i) {
    const auto end = skip_quoted(input, i);
    PROMISE(end >= i && end <= input.size());
  }
  const auto rewritten = question_mark_placeholders(input);
  PROMISE(rewritten.size() == input.size());
  for (std::size_t i = 0; i < input.size(); ++i)
    PROMISE(rewritten[i] == input[i] || (input[i] == '$' && rewritten[i] == '?'));
  PROMISE(question_mark_placeholders(rewritten).size() == rewritten.size());

  std::size_t total = 0;
  for (const auto& statement : split_statements(input)) {
    total += statement.size();
    PROMISE(!statement.empty() && input.find(statement) != std::string_view::npos);
    const auto again = split_statements(statement);
    PROMISE(again.size() == 1 && again[0] == statement);
  }
  PROMISE(total <= input.size());
}

}  // namespace tongban::db
