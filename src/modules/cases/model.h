// A case is its list of events: what may happen next, and what state the case is in, follow from them alone. This
// header owns the words (status, action, event kinds), the table of who may do what when, and the fold from events to
// state. Pure: no input or output, no clock; times come with the events. Source: 行政许可法第29–50条.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"

namespace tongban::cases {

enum class Status {
  draft,         // 草稿
  submitted,     // 已提交，待预审收件
  received,      // 已收件
  correcting,    // 补正中
  accepted,      // 已受理，待承办
  under_review,  // 审查中
  suspended,     // 特别程序中，不计时
  granted,       // 准予
  denied,        // 不予
  issued,        // 已制证（文）
  delivered,     // 已送达
  archived,      // 已归档
  not_accepted,  // 不予受理
  closed,        // 补正逾期未答复，退件办结
  withdrawn,     // 申请人撤回
  terminated,    // 终止
  transferred,   // 转报其他机关
};
BOOST_DESCRIBE_ENUM(Status, draft, submitted, received, correcting, accepted, under_review, suspended, granted, denied,
                    issued, delivered, archived, not_accepted, closed, withdrawn, terminated, transferred)

enum class Action {
  edit,  // answers, scenario, contact and materials, while the case is in the applicant's hands
  delete_draft,
  upgrade,  // take the newer version of the item into a draft
  submit,
  pre_review,  // pass, or return once for revision
  revise,      // answer to a pre-review that asked for it
  receive,     // 收件
  claim,       // take a task of one's post
  assign,      // give the task to a person
  hand_over,   // give one's own task to a colleague
  correct,     // 补正告知, once
  resubmit,    // answer to a correction notice
  accept,      // 受理
  deem_accepted,  // by the platform, five working days after receipt without a notice (行政许可法第32条第1款第4项)
  refuse,         // 不予受理
  review,         // opinion: agree, disagree, return, forward
  suspend,        // begin a special procedure (行政许可法第45条)
  resume,
  extend,  // once (行政许可法第42条)
  grant,
  deny,
  issue,  // the result is made
  deliver,
  archive,
  withdraw,
  terminate,
  transfer,    // to another organ (转报)
  close,       // no answer to a correction notice or a request for revision
  supplement,  // hand in a material that was promised
  delegate,    // 委派: a colleague gives an opinion first, then it is one's own turn again
  take_back,   // 收回委派
  add_signer,  // 加签: no decision without this colleague's opinion
  remove_signer,
  advise,  // the opinion that was asked for
  urge,    // 催办: once a day each
};
BOOST_DESCRIBE_ENUM(Action, edit, delete_draft, upgrade, submit, pre_review, revise, receive, claim, assign, hand_over,
                    correct, resubmit, accept, deem_accepted, refuse, review, suspend, resume, extend, grant, deny,
                    issue, deliver, archive, withdraw, terminate, transfer, close, supplement, delegate, take_back,
                    add_signer, remove_signer, advise, urge)

// In what capacity somebody acts. Staff act by a post (platform/auth/actor.h) that covers the department of the case.
// A supervisor watches and has no part in a case: urging is all they may do to it.
enum class Party { applicant, window_clerk, reviewer, approver, department_head, platform, supervisor };
BOOST_DESCRIBE_ENUM(Party, applicant, window_clerk, reviewer, approver, department_head, platform, supervisor)

// Whose turn it is.
enum class WaitingFor { none, applicant, window_clerk, reviewer, approver };
BOOST_DESCRIBE_ENUM(WaitingFor, none, applicant, window_clerk, reviewer, approver)

enum class EventKind {
  started,
  submitted,
  pre_reviewed,  // data: outcome
  revised,
  received,
  claimed,          // data: assignee
  assigned,         // data: assignee
  handed_over,      // data: assignee, responsible
  correction_sent,  // data: reply_due_at
  resubmitted,
  accepted,  // data: mode, waiting_for, supplements[{material_key, due_at}]
  refused,
  reviewed,   // data: opinion
  suspended,  // data: procedure_kind, planned_end
  resumed,
  extended,  // data: amount
  decided,   // data: outcome
  issued,
  delivered,
  archived,
  withdrawn,
  terminated,
  transferred,
  closed,
  supplemented,    // data: material_key
  warned,          // data: clock
  fell_overdue,    // data: clock
  process_moved,   // data: what, waiting_for, in_process, tasks; by itself or by what happened to the case
  task_done,       // data: what, task, element, name, department_id, …; by a person
  delegated,       // data: colleague
  taken_back,      // data: colleague
  signer_added,    // data: colleague
  signer_removed,  // data: colleague
  advised,         // data: colleague (whose opinion was asked for), advice
  urged,           // data: by, assignee
};
BOOST_DESCRIBE_ENUM(EventKind, started, submitted, pre_reviewed, revised, received, claimed, assigned, handed_over,
                    correction_sent, resubmitted, accepted, refused, reviewed, suspended, resumed, extended, decided,
                    issued, delivered, archived, withdrawn, terminated, transferred, closed, supplemented, warned,
                    fell_overdue, process_moved, task_done, delegated, taken_back, signer_added, signer_removed,
                    advised, urged)

enum class Opinion {
  agree,               // reviewer: to the approver, in favour
  disagree,            // reviewer: to the approver, against
  return_to_reviewer,  // approver: back to the person who reviewed
  return_to_clerk,     // reviewer or approver: back to the window
  forward,             // window clerk: what was asked is done, on to the reviewer
};
BOOST_DESCRIBE_ENUM(Opinion, agree, disagree, return_to_reviewer, return_to_clerk, forward)

// What a colleague thinks who was asked; whoever asked decides what follows from it.
enum class Advice { agree, disagree };
BOOST_DESCRIBE_ENUM(Advice, agree, disagree)

enum class PreReviewOutcome { passed, revise };
BOOST_DESCRIBE_ENUM(PreReviewOutcome, passed, revise)
enum class AcceptMode { normal, tolerant, deemed };
BOOST_DESCRIBE_ENUM(AcceptMode, normal, tolerant, deemed)
enum class DecisionOutcome { granted, denied };
BOOST_DESCRIBE_ENUM(DecisionOutcome, granted, denied)

// The status after the action, or nothing if the table does not have it.
std::optional<Status> next(Status status, Action action);
// Whether that party ever may do it in that status. The table also knows nothing of posts: that is asked of the actor.
bool may(Status status, Action action, Party party);
// True when nothing more can happen, except archiving.
bool is_final(Status status);
// The case left the applicant's hands and no decision is made yet.
bool is_running(Status status);

// One thing that happened. `data` holds plain facts without personal data; free text is sealed elsewhere (note_sealed).
struct Event {
  std::int64_t event_id = 0;
  int sequence = 0;  // 1, 2, … without gaps within a case
  EventKind kind = EventKind::started;
  Instant at;
  std::string actor_kind;  // applicant, staff, platform
  std::int64_t actor_id = 0;
  json::object data;
};

struct SuspendedSpan {
  std::string procedure_kind;
  Instant from;
  std::optional<Instant> until;
  std::string planned_end;  // YYYY-MM-DD
  bool excluded = true;     // not counted in the limits
};
struct PendingSupplement {
  std::string material_key;
  std::string due_at;  // YYYY-MM-DD
  bool handed_in = false;
};
// An opinion that was asked for and is awaited. A delegation stops opinions and decision, a signature the decision.
struct Question {
  std::int64_t account_id = 0;  // who is asked
  std::int64_t asked_by = 0;
  bool signer = false;
  Instant at;
};
struct Urging {
  std::int64_t account_id = 0;
  Instant at;
};
// A stay with one party, for the step clock.
struct Stage {
  WaitingFor waiting_for = WaitingFor::none;
  Instant since;
};

// Everything the events say. Fields are empty until their event has happened.
struct State {
  Status status = Status::draft;
  WaitingFor waiting_for = WaitingFor::applicant;
  int events = 0;
  bool instant = false;  // decided on the spot: no reviewer's stage
  bool revision_requested = false;
  bool revision_used = false;    // a pre-review may return an application once
  bool correction_used = false;  // and a correction notice may be sent once
  bool window = false;           // began at a window
  bool in_process = false;       // a process says whose turn it is
  std::string reply_due_at;      // YYYY-MM-DD, while an answer of the applicant is awaited
  std::optional<Instant> started_at, submitted_at, arrived_at, received_at, accepted_at, decided_at, ended_at;
  std::optional<Instant>
      answered_at;  // whether the materials that arrived will do: by notice, acceptance, refusal, end
  AcceptMode accept_mode = AcceptMode::normal;
  std::optional<DecisionOutcome> decision;
  int decisions = 0;
  std::int64_t assignee_id = 0, responsible_id = 0, clerk_id = 0, reviewer_id = 0;
  std::optional<Opinion> last_opinion;
  std::vector<SuspendedSpan> suspensions;
  std::optional<int> extension;
  std::vector<PendingSupplement> supplements;
  Stage stage;
  std::vector<Question> questions;  // those still open
  std::vector<Urging> urgings;
  std::vector<std::string> told;  // "warned:legal", "fell_overdue:promised": each is said once
};

// Folds the events in the order of their sequence. Keys (Code::internal): cases.broken_history when a number is missing
// or an event could not have happened then.
Result<State> state_of(std::span<const Event> events);
Status status_of(std::span<const Event> events);  // draft for a broken history: check_cases reports that

// Who is next after an opinion given in a stage, or nothing if that stage may not give it.
std::optional<WaitingFor> after_opinion(WaitingFor stage, Opinion opinion);
// The staff party that a stage waits for; nothing for none and applicant.
std::optional<Party> party_of(WaitingFor stage);

}  // namespace tongban::cases
