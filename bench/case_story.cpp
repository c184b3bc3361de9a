#include "case_story.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "base/item_codes.h"
#include "modules/cases/instruments.h"
#include "modules/cases/people.h"
#include "modules/cases/requirements.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/keyring.h"

namespace tongban::bench {

using cases::EventKind;

namespace {

constexpr std::int64_t kPersons = 400'000;
constexpr const char* kSurnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周"};
constexpr const char* kGiven[] = {"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "艳", "勇"};

Instant later(Instant at, double days) {
  return at + std::chrono::microseconds(static_cast<std::int64_t>(days * 86'400e6));
}

const std::pair<EventKind, cases::InstrumentKind> kPapers[] = {
    {EventKind::submitted, cases::InstrumentKind::receipt},
    {EventKind::accepted, cases::InstrumentKind::acceptance_notice},
    {EventKind::correction_sent, cases::InstrumentKind::correction_notice},
    {EventKind::refused, cases::InstrumentKind::non_acceptance},
    {EventKind::suspended, cases::InstrumentKind::special_procedure},
    {EventKind::decided, cases::InstrumentKind::decision},
    {EventKind::delivered, cases::InstrumentKind::delivery_record},
    {EventKind::closed, cases::InstrumentKind::closing_notice},
};

}  // namespace

struct Storyteller::Telling {
  const Place& place;
  MadeCase made;
  cases::Work work;
  cases::ApplicantRecord applicant;
  Instant at;         // of the next event
  bool over = false;  // the next event lies after the end of the telling

  // Adds what happened `days` after the event before, unless the telling ends before that.
  bool then(double days, EventKind kind, std::int64_t actor, json::object data = {}) {
    if (over) return false;
    const auto when = later(at, days);
    if (when > until) return over = true, false;
    at = when;
    cases::Event event;
    event.event_id = ids.next(at);
    event.sequence = static_cast<int>(work.events.size()) + 1;
    event.kind = kind;
    event.at = at;
    event.actor_kind = actor == 0 ? "platform" : actor == made.row.created_by_account_id ? by : "staff";
    event.actor_id = actor;
    event.data = std::move(data);
    work.events.push_back(std::move(event));
    return true;
  }
  Instant until;
  IdSource& ids;
  const char* by = "applicant";
};

Result<MadeCase> Storyteller::tell(const Place& place, Instant at) {
  Telling t{place, {}, {}, {}, at, false, until_, ids_};
  const auto& [item_id, item] = place.items[static_cast<std::size_t>(random_.below(std::ssize(place.items)))];
  t.work.item = item;
  t.work.limits = cases::limits_of(*item, services_.config);
  auto& row = t.made.row;
  const bool window = random_.chance(0.3);
  const auto person = random_.below(kPersons);
  row.case_id = ids_.next(at);
  row.channel = window ? "window" : "online";
  row.item_id = item_id;
  row.item_version_id = item->item_version_id;
  row.basic_item_id = item->basic_item_id;
  row.item_name = item->content.basic.item_name;
  row.implementing_code = item->implementing_code;
  row.demonstration = true;
  row.department_id = place.department_id;
  row.department_name = place.department_name;
  row.region_code = place.region_code;
  row.region_name = place.region_name;
  row.county_code = row.region_code.substr(0, 6);
  row.applicant_kind = person % 5 == 0 ? "legal" : "natural";
  row.applicant_account_id = 9'000'000'000 + person;
  if (!window && random_.chance(0.05)) row.agent_account_id = 9'100'000'000 + random_.below(200);
  row.created_by_account_id = window                      ? place.clerks.front()
                              : row.agent_account_id != 0 ? row.agent_account_id
                                                          : row.applicant_account_id;
  t.by = window ? "staff" : "applicant";
  row.started_at = at;
  row.urgency_at = cases::kNoUrgency;
  row.waiting_for = window ? cases::WaitingFor::window_clerk : cases::WaitingFor::applicant;
  row.version = 1;
  t.applicant.name = fmt::format("{}{}{}", kSurnames[person % 10], kGiven[person / 10 % 12], kGiven[person / 120 % 12]);
  t.applicant.document_type = "111";
  // Birth in 1900: plainly no real person's number.
  t.applicant.document_number = fmt::format("110101190001{:06}", person);
  t.applicant.phone = "13800000000";
  t.applicant.address = "演示市演示区演示路1号";
  t.applicant.delivery_form = "window";
  t.applicant.assurance_level = 4;
  if (!random_.chance(0.04)) plan(t);
  TRY(write(t));
  return std::move(t.made);
}

void Storyteller::plan(Telling& t) {
  const auto& row = t.made.row;
  const auto clerk = t.place.clerks[static_cast<std::size_t>(random_.below(std::ssize(t.place.clerks)))];
  const bool window = row.channel == "window";
  t.then(0, EventKind::started, row.created_by_account_id,
         {{"channel", row.channel},
          {"instant", cases::decided_on_the_spot(*t.work.item)},
          {"item_version_id", id_text(row.item_version_id)}});
  t.then(0, EventKind::submitted, row.created_by_account_id);
  if (!window && random_.chance(0.02)) {
    t.then(0.1, EventKind::withdrawn, row.created_by_account_id);
    return;
  }
  if (!t.then(window ? 0 : 2 * random_.unit(), EventKind::received, clerk)) return;
  if (random_.chance(0.02)) {
    t.then(0.5, EventKind::refused, clerk);
    return;
  }
  if (random_.chance(0.12)) {
    const auto reply_due = local_date(later(t.at, 25)).text();
    if (!t.then(0.5 * random_.unit(), EventKind::correction_sent, clerk, {{"reply_due_at", reply_due}})) return;
    if (random_.chance(0.1)) {
      t.then(27, EventKind::closed, 0, {{"reason", "no_reply"}});
      return;
    }
    if (!t.then(1 + 5 * random_.unit(), EventKind::resubmitted, row.created_by_account_id)) return;
  }
  if (t.then(2 * random_.unit(), EventKind::accepted, clerk, {{"mode", "normal"}, {"supplements", json::array()}}))
    accepted_on(t);
}

void Storyteller::accepted_on(Telling& t) {
  const auto pick = [&](const std::vector<std::int64_t>& of) {
    return of[static_cast<std::size_t>(random_.below(std::ssize(of)))];
  };
  const auto reviewer = pick(t.place.reviewers), approver = pick(t.place.approvers), clerk = t.place.clerks.front();
  if (!cases::decided_on_the_spot(*t.work.item)) {
    if (!t.then(2 * random_.unit(), EventKind::claimed, reviewer, {{"assignee", reviewer}})) return;
    if (random_.chance(0.03)) {
      const auto end = local_date(later(t.at, 20)).text();
      if (!t.then(0.5, EventKind::suspended, reviewer,
                  {{"procedure_kind", "hearing"}, {"planned_end", end}, {"excluded", true}}))
        return;
      if (!t.then(15, EventKind::resumed, reviewer)) return;
    }
    if (!t.then(5 * random_.unit(), EventKind::reviewed, reviewer, {{"opinion", "agree"}})) return;
  }
  const bool granted = random_.chance(0.96);
  if (!t.then(3 * random_.unit(), EventKind::decided, approver, {{"outcome", granted ? "granted" : "denied"}})) return;
  if (granted && !t.then(random_.unit(), EventKind::issued, clerk, {{"result_name", "演示结果"}})) return;
  if (!t.then(4 * random_.unit(), EventKind::delivered, clerk, {{"form", "window"}})) return;
  if (random_.chance(0.6)) t.then(10, EventKind::archived, clerk);
}

Result<void> Storyteller::write(Telling& t) {
  auto& made = t.made;
  auto& row = made.row;
  const auto& keyring = services_.keyring;
  row.applicant_index =
      keyring.blind_index("cases.applicant_index", t.applicant.document_type + ":" + t.applicant.document_number);
  row.applicant_sealed = keyring.seal("cases.applicant_sealed/" + id_text(row.case_id), to_json(t.applicant));
  row.scenario_sealed = keyring.seal("cases.scenario_sealed/" + id_text(row.case_id), "[]");
  if (t.work.events.empty()) return {};
  const auto day = local_date(row.started_at);
  const std::pair series{row.implementing_code, day.text()};
  row.case_number = TRY(compose_case_number(row.implementing_code, day, ++serials_.cases[series])).number;
  serials_.cases_used[series] = true;
  row.query_code = "DEMO" + std::to_string(1000 + random_.below(9000));
  t.work.state = TRY(cases::state_of(t.work.events));
  t.work.row = std::move(row);
  TRY(cases::project(t.work, t.work.events.back().at, services_.calendar));
  row = std::move(t.work.row);
  row.version = static_cast<std::int64_t>(t.work.events.size());
  // A timer of the past would fire, and add to the history, as soon as a node is started.
  if (row.watch_at && *row.watch_at > until_) made.timer = row.watch_at;
  if (!rows_only_) papers(t);
  if (!rows_only_) made.events = std::move(t.work.events);
  return {};
}

void Storyteller::papers(Telling& t) {
  auto& made = t.made;
  const auto& row = made.row;
  const auto& keyring = services_.keyring;
  for (const auto& event : t.work.events) {
    audit::Entry entry;
    entry.audit_id = Id{ids_.next(event.at)};
    entry.at = event.at;
    entry.actor_kind = event.actor_kind == "staff" ? ActorKind::staff : ActorKind::applicant;
    if (event.actor_kind == "platform") entry.actor_kind = ActorKind::platform;
    entry.actor_id = Id{event.actor_id};
    entry.action = "cases." + std::string(enum_text(event.kind));
    entry.object_kind = "case";
    entry.object_id = Id{row.case_id};
    entry.request_id = "make_cases";
    entry.remote_address = "192.0.2.1";
    made.audit.push_back(std::move(entry));
    if (event.kind == EventKind::submitted || event.kind == EventKind::resubmitted) {
      cases::store::SubmissionRow submission;
      submission.submission_id = ids_.next(event.at);
      submission.case_id = row.case_id;
      submission.round = static_cast<int>(made.submissions.size()) + 1;
      submission.kind = event.kind == EventKind::submitted ? "submit" : "resubmit";
      submission.submitted_at = event.at;
      const auto text = canonical_json(json::object{{"item_version_id", id_text(row.item_version_id)},
                                                    {"item_content_digest", t.work.item->content_digest},
                                                    {"applicant", parse_json(to_json(t.applicant)).value()},
                                                    {"scenario", json::array()},
                                                    {"answers", json::object{{"note", "演示"}}},
                                                    {"materials", json::array()}});
      submission.content_sealed = keyring.seal(cases::submission_context(submission.submission_id), text);
      submission.digest = sha256_hex(text);
      made.submissions.push_back(std::move(submission));
    }
    for (const auto& [kind, paper] : kPapers) {
      if (kind != event.kind) continue;
      cases::store::InstrumentRow instrument;
      instrument.instrument_id = ids_.next(event.at);
      instrument.case_id = row.case_id;
      instrument.kind = enum_text(paper);
      instrument.department_id = row.department_id;
      instrument.year = local_date(event.at).year();
      instrument.serial = ++serials_.instruments[{row.department_id, instrument.kind, instrument.year}];
      instrument.number =
          fmt::format("{}{}字〔{}〕第{}号", t.place.short_name, instrument.kind, instrument.year, instrument.serial);
      instrument.made_at = event.at;
      cases::InstrumentContent content;
      content.title = instrument.kind;
      content.number = instrument.number;
      content.organ = row.department_name;
      content.made_on = cases::chinese_date(local_date(event.at));
      content.applicant = t.applicant.name;
      content.item_name = row.item_name;
      content.case_number = row.case_number.value_or("");
      content.demonstration = true;
      const auto text = to_json(content);
      instrument.content_sealed = keyring.seal("instruments.content_sealed/" + id_text(instrument.instrument_id), text);
      instrument.digest = sha256_hex(text);
      made.instruments.push_back(std::move(instrument));
    }
    if (event.kind == EventKind::issued)
      made.result = cases::store::ResultRow{row.case_id, "演示结果", *row.case_number, "", "", 0};
  }
  const auto count = std::min<std::size_t>(4, t.work.item->content.materials.size());
  for (std::size_t i = 0; i < count; ++i) {
    cases::store::MaterialRow material;
    material.material_id = ids_.next(row.started_at);
    material.case_id = row.case_id;
    material.material_key = t.work.item->content.materials[i].material_key;
    material.source = cases::MaterialSource::paper;
    material.copies = 1;
    material.added_at = row.started_at;
    material.added_by_account_id = row.created_by_account_id;
    made.materials.push_back(std::move(material));
  }
}

}  // namespace tongban::bench
