#include "platform/db/test_recording.h"

#include <algorithm>
#include <map>

namespace tongban::db {

class RecordingDatabase::RecordingTx : public Tx {
 public:
  RecordingTx(RecordingDatabase& database, Tx& tx) : database_(database), tx_(tx) {}
  bool is_postgres() const override { return tx_.is_postgres(); }
  void exec_values(const char* sql, const Value* values, std::size_t count) override {
    database_.note(sql, values, count);
    tx_.exec_values(sql, values, count);
  }
  Rows query_values(const char* sql, const Value* values, std::size_t count) override {
    database_.note(sql, values, count);
    return tx_.query_values(sql, values, count);
  }
  void exec_text(const std::string& sql) override { tx_.exec_text(sql); }
  Result<void> attempt(const std::function<Result<void>()>& body) override { return tx_.attempt(body); }

 private:
  RecordingDatabase& database_;
  Tx& tx_;
};

void RecordingDatabase::note(const char* sql, const Value* values, std::size_t count) {
  RecordedStatement statement{sql, {}, std::make_shared<std::deque<std::string>>()};
  for (std::size_t i = 0; i < count; ++i) {
    auto value = values[i];
    if (const auto* text = std::get_if<std::string_view>(&value))
      value = std::string_view(statement.texts->emplace_back(*text));
    statement.values.push_back(value);
  }
  const std::lock_guard lock(mutex_);
  statements_.push_back(std::move(statement));
}

std::vector<RecordedStatement> RecordingDatabase::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(statements_, {});
}

Result<void> RecordingDatabase::read(const std::function<Result<void>(Tx&)>& body) {
  return database_.read([&](Tx& tx) {
    RecordingTx recording(*this, tx);
    return body(recording);
  });
}

void RecordingDatabase::write_async(WriteBody body, Done done) {
  database_.write_async(
      [this, body = std::move(body)](Tx& tx) {
        RecordingTx recording(*this, tx);
        return body(recording);
      },
      std::move(done));
}

std::vector<PlanStep> plan_of(Tx& tx, const RecordedStatement& statement) {
  std::vector<PlanStep> plan;
  if (!tx.is_postgres()) {
    const auto sql = std::string("EXPLAIN QUERY PLAN ") + statement.sql;
    const auto rows = tx.query_values(sql.c_str(), statement.values.data(), statement.values.size());
    std::map<std::int64_t, int> depths{{0, -1}};
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const int depth = depths[rows.integer(r, 1)] + 1;
      depths[rows.integer(r, 0)] = depth;
      plan.push_back({depth, std::string(rows.text(r, 3))});
    }
    return plan;
  }
  for (const char* way : {"seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin", "material"})
    tx.exec_text(std::string("SET LOCAL enable_") + way + " = off");
  const auto sql = std::string("EXPLAIN ") + statement.sql;
  const auto rows = tx.query_values(sql.c_str(), statement.values.data(), statement.values.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const auto line = rows.text(r, 0);
    const auto text = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    plan.push_back({static_cast<int>(line.size() - text.size()), std::string(text)});
  }
  return plan;
}

namespace {

std::string word_after(const std::string& text, const std::string& before) {
  const auto at = text.find(before);
  if (at == std::string::npos) return {};
  const auto begin = at + before.size();
  return text.substr(begin, text.find(' ', begin) - begin);
}

bool listed(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string growing_in_sqlite(const std::vector<PlanStep>& plan, const std::vector<std::string>& small) {
  // Results of inner queries are read by the name they were made under.
  std::vector<std::string> made = small;
  for (const auto& step : plan)
    for (const char* way : {"CO-ROUTINE ", "MATERIALIZE "})
      if (step.text.starts_with(way)) made.push_back(word_after(step.text, way));
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto& step = plan[i];
    if (step.text.starts_with("SCAN ") && step.text.find("CONSTANT ROW") == std::string::npos &&
        !listed(made, word_after(step.text, "SCAN ")) && !step.text.starts_with("SCAN ("))
      return step.text;
    if (!step.text.starts_with("USE TEMP B-TREE FOR ORDER BY")) continue;
    // What is sorted stands beside it: inner queries and single rows are few, stretches of a table may be many.
    for (std::size_t j = i; j-- > 0 && plan[j].depth >= step.depth;)
      if (plan[j].depth == step.depth && plan[j].text.starts_with("SEARCH ") &&
          plan[j].text.find("(rowid=?)") == std::string::npos && !listed(made, word_after(plan[j].text, "SEARCH ")))
        return step.text + " of " + plan[j].text;
  }
  return {};
}

std::string growing_in_postgres(const std::vector<PlanStep>& plan, const std::vector<std::string>& small) {
  const auto is_scan = [](const std::string& text) {
    return text.find("Scan using ") != std::string::npos || text.find("Seq Scan on ") != std::string::npos ||
           text.find("Bitmap Heap Scan on ") != std::string::npos;
  };
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto& step = plan[i];
    if (is_scan(step.text) && !listed(small, word_after(step.text, " on "))) {
      bool narrowed = false;  // by a condition among the lines of its own
      for (std::size_t j = i + 1; j < plan.size() && plan[j].text.find("->") != 0 && plan[j].depth > step.depth; ++j)
        narrowed = narrowed || plan[j].text.starts_with("Index Cond") || plan[j].text.starts_with("Recheck Cond");
      if (!narrowed) return step.text;
    }
    if (step.text.find("Sort  (") == std::string::npos) continue;
    int limited = INT32_MAX;  // depth of the limit that holds what follows
    for (std::size_t j = i + 1; j < plan.size() && plan[j].depth > step.depth; ++j) {
      if (plan[j].depth <= limited) limited = INT32_MAX;
      if (plan[j].text.find("Limit  (") != std::string::npos) limited = std::min(limited, plan[j].depth);
      if (limited == INT32_MAX && is_scan(plan[j].text) && plan[j].text.find("_pkey") == std::string::npos &&
          !listed(small, word_after(plan[j].text, " on ")))
        return step.text + " of " + plan[j].text;
    }
  }
  return {};
}

}  // namespace

std::string growing_step(const std::vector<PlanStep>& plan, bool postgres, const std::vector<std::string>& small) {
  return postgres ? growing_in_postgres(plan, small) : growing_in_sqlite(plan, small);
}

}  // namespace tongban::db
