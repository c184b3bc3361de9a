// `tongban check` for cases: everything that can be computed twice is, and any difference is told. Reads only.
#include <algorithm>

#include "base/identifiers.h"
#include "modules/cases/answer_files.h"
#include "modules/cases/cases.h"
#include "modules/cases/delivery.h"
#include "modules/cases/instruments.h"
#include "modules/cases/process_check.h"
#include "modules/cases/requirements.h"
#include "modules/cases/store_process.h"
#include "modules/cases/store_window.h"
#include "modules/cases/store_workbench.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/keyring.h"
#include "platform/files/file_store.h"

namespace tongban::cases {
namespace {

constexpr int kBatch = 500;

class Checker {
 public:
  Checker(Ctx& ctx, CheckReport& report) : ctx_(ctx), report_(report) {}

  void check(std::int64_t case_id) {
    case_id_ = case_id;
    ++report_.cases;
    auto row = store::find_case(ctx_.tx, case_id);
    if (!row) return;
    auto work = unfold(ctx_, *row);
    if (!work) return tell(work.error().key, work.error().detail);
    report_.events += static_cast<std::int64_t>(work->events.size());
    check_row(*row, *work);
    check_sealed(*work);
    check_submissions(*work);
    check_instruments(*work);
    check_files(case_id);
    const auto told = [this](std::string key, std::string detail) { tell(std::move(key), std::move(detail)); };
    if (const auto checked = check_process(ctx_, *work, told); !checked)
      tell(checked.error().key, checked.error().detail);
    check_copies(*work);
    check_answer_files(*work);
    check_delivery(*work);
  }

  void tell(std::string key, std::string detail) {
    ++report_.finding_count;
    if (report_.findings.size() < CheckReport::kMaxFindings)
      report_.findings.push_back({case_id_, std::move(key), std::move(detail)});
  }

  void of_tables() { case_id_ = 0; }

 private:
  void expect(bool holds, const char* key, const std::string& detail) {
    if (!holds) tell(key, detail);
  }

  // What the row caches against what the events say.
  void check_row(const store::CaseRow& row, Work& work) {
    const bool draft = work.events.empty();
    if (draft) {
      expect(row.status == Status::draft && row.events == 0 && !row.case_number, "cases.status_differs", "draft");
      return;
    }
    if (const auto projected = project(work, work.events.back().at, ctx_.services.calendar); !projected)
      return tell(projected.error().key, projected.error().detail);
    const auto& now = work.row;
    expect(row.status == now.status && row.waiting_for == now.waiting_for && row.is_open == now.is_open,
           "cases.status_differs",
           std::string(enum_text(row.status)) + " stored, " + std::string(enum_text(now.status)) + " by events");
    expect(row.events == now.events, "cases.event_count_differs", std::to_string(row.events));
    expect(
        row.assignee_account_id == now.assignee_account_id && row.responsible_account_id == now.responsible_account_id,
        "cases.assignee_differs", "assignee or responsible person");
    expect(row.submitted_at == now.submitted_at && row.accepted_at == now.accepted_at &&
               row.decided_at == now.decided_at && row.ended_at == now.ended_at,
           "cases.times_differ", "submitted, accepted, decided or ended");
    expect(row.legal_due_at == now.legal_due_at && row.promised_due_at == now.promised_due_at &&
               row.step_due_at == now.step_due_at && row.urgency_at == now.urgency_at,
           "cases.clocks_differ", "a due date is not what events and calendar give");
    expect(row.case_number && parse_case_number(*row.case_number).ok(), "cases.bad_number", "case number");
    expect(work.state.decisions <= 1, "cases.several_decisions", std::to_string(work.state.decisions));
    const bool decided = work.state.decision.has_value();
    const bool shows = row.status == Status::granted || row.status == Status::denied || row.status == Status::issued ||
                       row.status == Status::delivered || row.status == Status::archived;
    expect(decided == shows, "cases.decision_differs", std::string(enum_text(row.status)));
  }

  // What lists and figures keep of the events.
  void check_copies(const Work& work) {
    const auto& state = work.state;
    auto asked = store::questions_of(ctx_.tx, work.row.case_id);
    bool same = asked.size() == state.questions.size();
    for (const auto& question : state.questions)
      same =
          same && std::find(asked.begin(), asked.end(), std::pair(question.account_id, question.signer)) != asked.end();
    expect(same, "cases.questions_differ", std::to_string(asked.size()) + " kept");
    const auto outcome = store::outcome_of(ctx_.tx, work.row.case_id);
    const bool agrees = outcome && state.decision && outcome->outcome == *state.decision &&
                        outcome->decided_at == *state.decided_at && outcome->department_id == work.row.department_id;
    expect(outcome.has_value() == state.decision.has_value() && (!outcome || agrees), "cases.outcome_differs",
           "how it was decided");
  }

  void check_sealed(const Work& work) {
    expect(open_applicant(ctx_, work.row).ok() && open_scenario(ctx_, work.row).ok(), "cases.cannot_open", "applicant");
    expect(open_groups(ctx_, work.row).ok(), "cases.cannot_open", "answers");
  }

  std::int64_t count_events(const Work& work, std::initializer_list<EventKind> kinds) {
    return std::count_if(work.events.begin(), work.events.end(), [&](const Event& event) {
      return std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end();
    });
  }

  void check_submissions(const Work& work) {
    const auto submissions = store::submissions_of(ctx_.tx, work.row.case_id);
    report_.submissions += static_cast<std::int64_t>(submissions.size());
    const auto said =
        count_events(work, {EventKind::submitted, EventKind::revised, EventKind::resubmitted, EventKind::supplemented});
    expect(static_cast<std::int64_t>(submissions.size()) == said, "cases.submissions_differ",
           std::to_string(submissions.size()) + " kept, " + std::to_string(said) + " by events");
    int round = 0;
    for (const auto& submission : submissions) {
      ++round;
      expect(submission.round == round, "cases.submission_missing", "round " + std::to_string(round));
      const auto text =
          ctx_.services.keyring.open(submission_context(submission.submission_id), submission.content_sealed);
      expect(text && sha256_hex(text.value()) == submission.digest, "cases.submission_changed",
             "round " + std::to_string(round));
    }
  }

  void check_instruments(const Work& work) {
    std::map<std::string, std::int64_t> made;
    for (const auto& row : store::instruments_of(ctx_.tx, work.row.case_id)) {
      ++report_.instruments;
      ++made[row.kind];
      expect(open_instrument(ctx_, row).ok(), "cases.instrument_changed", row.number);
    }
    const std::pair<InstrumentKind, EventKind> kPairs[] = {
        {InstrumentKind::receipt, EventKind::submitted},
        {InstrumentKind::acceptance_notice, EventKind::accepted},
        {InstrumentKind::correction_notice, EventKind::correction_sent},
        {InstrumentKind::non_acceptance, EventKind::refused},
        {InstrumentKind::special_procedure, EventKind::suspended},
        {InstrumentKind::extension_notice, EventKind::extended},
        {InstrumentKind::decision, EventKind::decided},
        {InstrumentKind::delivery_record, EventKind::delivered},
        {InstrumentKind::termination_notice, EventKind::terminated},
        {InstrumentKind::transfer_notice, EventKind::transferred},
        {InstrumentKind::closing_notice, EventKind::closed},
    };
    for (const auto& [instrument, event] : kPairs) {
      const std::string kind(enum_text(instrument));
      expect(made[kind] == count_events(work, {event}), "cases.instruments_differ", kind);
    }
  }

  void check_files(std::int64_t case_id) {
    for (const auto& material : store::materials_of(ctx_.tx, case_id))
      if (material.file_id != 0)
        expect(ctx_.services.files.find(ctx_.tx, material.file_id).ok(), "cases.file_missing",
               id_text(material.file_id));
  }

  void check_answer_files(const Work& work) {
    const auto groups = open_groups(ctx_, work.row);
    if (!groups) return;  // told by check_sealed
    for (const auto file_id : files_in_answers(work.item->content.form_schema, merge(*groups)))
      expect(ctx_.services.files.find(ctx_.tx, file_id).ok(), "cases.file_missing", id_text(file_id));
  }

  // Cases delivered before there were such records have none.
  void check_delivery(const Work& work) {
    const auto row = store::delivery_of(ctx_.tx, work.row.case_id);
    if (!row) return;
    expect(work.row.status == Status::delivered || work.row.status == Status::archived, "cases.delivery_differs",
           std::string(enum_text(work.row.status)));
    StaffNames names(ctx_);
    expect(delivery_view(ctx_, work, names).ok(), "cases.cannot_open", "recipient");
    for (const auto file_id : {row->signature_file_id, row->authority_file_id})
      if (file_id != 0) expect(ctx_.services.files.find(ctx_.tx, file_id).ok(), "cases.file_missing", id_text(file_id));
  }

  Ctx& ctx_;
  CheckReport& report_;
  std::int64_t case_id_ = 0;
};

}  // namespace

Result<void> check_cases(Ctx& ctx, CheckReport& report) {
  Checker checker(ctx, report);
  std::int64_t after = 0;
  for (auto ids = store::case_ids_after(ctx.tx, after, kBatch); !ids.empty();
       ids = store::case_ids_after(ctx.tx, after, kBatch)) {
    for (const auto id : ids) checker.check(id);
    after = ids.back();
  }
  checker.of_tables();
  const auto faults = store::table_faults(ctx.tx);
  if (faults.gapped_instrument_series != 0)
    checker.tell("cases.instrument_gap", std::to_string(faults.gapped_instrument_series) + " series");
  if (faults.orphans != 0) checker.tell("cases.orphans", std::to_string(faults.orphans) + " rows");
  if (const auto orphans = store::count_process_orphans(ctx.tx); orphans != 0)
    checker.tell("cases.process_orphans", std::to_string(orphans) + " rows");
  return {};
}

}  // namespace tongban::cases
