// Events, answers and submissions: what was done and said.
#include "modules/cases/store.h"

namespace tongban::cases::store {

void insert_event(db::Tx& tx, std::int64_t case_id, const EventRow& row) {
  tx.exec(
      "INSERT INTO case_events (event_id, case_id, sequence, kind, at, actor_kind, actor_id, data, note_sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.event.event_id, case_id, row.event.sequence, enum_text(row.event.kind), row.event.at.micros(),
      row.event.actor_kind, row.event.actor_id, to_json_text(row.event.data), row.note_sealed);
}

std::vector<EventRow> events_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT event_id, sequence, kind, at, actor_kind, actor_id, data, note_sealed FROM case_events "
      "WHERE case_id = $1 ORDER BY sequence",
      case_id);
  std::vector<EventRow> events;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    EventRow row;
    row.event.event_id = rows.integer(r, 0);
    row.event.sequence = static_cast<int>(rows.integer(r, 1));
    row.event.kind = parse_enum<EventKind>(rows.text(r, 2)).value_or(EventKind::started);
    row.event.at = Instant::from_micros(rows.integer(r, 3));
    row.event.actor_kind = rows.text(r, 4);
    row.event.actor_id = rows.integer(r, 5);
    if (auto data = parse_json(rows.text(r, 6)); data && data->is_object()) row.event.data = data->get_object();
    row.note_sealed = rows.text(r, 7);
    events.push_back(std::move(row));
  }
  return events;
}

std::vector<AnswersRow> answers_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT group_key, group_version, answers_sealed, saved_at FROM case_answers WHERE case_id = $1 "
      "ORDER BY group_key",
      case_id);
  std::vector<AnswersRow> groups;
  for (std::size_t r = 0; r < rows.size(); ++r)
    groups.push_back({std::string(rows.text(r, 0)), rows.integer(r, 1), std::string(rows.text(r, 2)),
                      Instant::from_micros(rows.integer(r, 3))});
  return groups;
}

void save_answers(db::Tx& tx, std::int64_t case_id, const AnswersRow& row) {
  tx.exec(
      "INSERT INTO case_answers (case_id, group_key, group_version, answers_sealed, saved_at) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (case_id, group_key) DO UPDATE SET "
      "group_version = excluded.group_version, answers_sealed = excluded.answers_sealed, saved_at = excluded.saved_at",
      case_id, row.group_key, row.group_version, row.answers_sealed, row.saved_at.micros());
}

void insert_submission(db::Tx& tx, const SubmissionRow& row) {
  tx.exec(
      "INSERT INTO case_submissions (submission_id, case_id, round, kind, submitted_at, content_sealed, digest) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      row.submission_id, row.case_id, row.round, row.kind, row.submitted_at.micros(), row.content_sealed, row.digest);
}

std::vector<SubmissionRow> submissions_of(db::Tx& tx, std::int64_t case_id) {
  const auto rows = tx.query(
      "SELECT submission_id, round, kind, submitted_at, content_sealed, digest FROM case_submissions "
      "WHERE case_id = $1 ORDER BY round",
      case_id);
  std::vector<SubmissionRow> submissions;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    SubmissionRow row;
    row.submission_id = rows.integer(r, 0);
    row.case_id = case_id;
    row.round = static_cast<int>(rows.integer(r, 1));
    row.kind = rows.text(r, 2);
    row.submitted_at = Instant::from_micros(rows.integer(r, 3));
    row.content_sealed = rows.text(r, 4);
    row.digest = rows.text(r, 5);
    submissions.push_back(std::move(row));
  }
  return submissions;
}

int last_round(db::Tx& tx, std::int64_t case_id) {
  return static_cast<int>(
      tx.query("SELECT MAX(round) FROM case_submissions WHERE case_id = $1", case_id).integer(0, 0));
}

}  // namespace tongban::cases::store
