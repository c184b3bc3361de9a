// What the acts of an inquiry are asked with and answer: one described struct each, the contract of the API.
// `expected_version` names the version the caller saw; another one is answered 412 (`inquiries.stale`).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/inquiries/model.h"

namespace tongban::inquiries {

// ---- in -----------------------------------------------------------------------------------------------------------

// Exactly one of the three subjects. Who is not signed in gives a phone number and no case.
struct AskIn {
  Kind kind = Kind::question;
  std::optional<Id> item_id, department_id, case_id;
  Str<60> title;
  Str<2000> text;
  std::optional<Str<60>> name;
  std::optional<Str<20>> phone;
};
BOOST_DESCRIBE_STRUCT(AskIn, (), (kind, item_id, department_id, case_id, title, text, name, phone))

struct LookupIn {
  Str<20> query_code;
  Str<20> phone;
};
BOOST_DESCRIBE_STRUCT(LookupIn, (), (query_code, phone))

// The asker is known by the session, or by query code and phone.
struct ReopenIn {
  Id inquiry_id;
  std::optional<std::int64_t> expected_version;
  Str<2000> reason;
  std::optional<Str<20>> query_code, phone;
};
BOOST_DESCRIBE_STRUCT(ReopenIn, (), (inquiry_id, expected_version, reason, query_code, phone))

struct CloseIn {
  Id inquiry_id;
  std::optional<std::int64_t> expected_version;
  std::optional<Str<20>> query_code, phone;
};
BOOST_DESCRIBE_STRUCT(CloseIn, (), (inquiry_id, expected_version, query_code, phone))

struct InquiryIn {
  Id inquiry_id;
};
BOOST_DESCRIBE_STRUCT(InquiryIn, (), (inquiry_id))

struct MyInquiriesIn {
  static constexpr bool kDefaults = true;
  std::optional<Kind> kind;
  std::optional<Str<200>> after;
  int limit = 20;  // 1..100
};
BOOST_DESCRIBE_STRUCT(MyInquiriesIn, (), (kind, after, limit))

enum class Scope { open, done };
BOOST_DESCRIBE_ENUM(Scope, open, done)

struct InquiryWorklistIn {
  static constexpr bool kDefaults = true;
  Scope scope = Scope::open;
  std::optional<Kind> kind;
  std::optional<Str<200>> after;
  int limit = 20;  // 1..100
};
BOOST_DESCRIBE_STRUCT(InquiryWorklistIn, (), (scope, kind, after, limit))

struct TransferIn {
  Id inquiry_id;
  std::optional<std::int64_t> expected_version;
  Id department_id;
  Str<500> reason;
};
BOOST_DESCRIBE_STRUCT(TransferIn, (), (inquiry_id, expected_version, department_id, reason))

struct AnswerIn {
  Id inquiry_id;
  std::optional<std::int64_t> expected_version;
  Str<4000> answer;
};
BOOST_DESCRIBE_STRUCT(AnswerIn, (), (inquiry_id, expected_version, answer))

struct PublishIn {
  Id inquiry_id;
  std::optional<std::int64_t> expected_version;
  Str<1000> question;
  Str<4000> answer;
};
BOOST_DESCRIBE_STRUCT(PublishIn, (), (inquiry_id, expected_version, question, answer))

struct UnpublishIn {
  Id inquiry_id;
  std::optional<std::int64_t> expected_version;
  Str<500> reason;
};
BOOST_DESCRIBE_STRUCT(UnpublishIn, (), (inquiry_id, expected_version, reason))

struct RevealAskerIn {
  Id inquiry_id;
  Str<300> reason;
};
BOOST_DESCRIBE_STRUCT(RevealAskerIn, (), (inquiry_id, reason))

struct PublishedIn {
  static constexpr bool kDefaults = true;
  Id item_id;
  std::optional<Str<200>> after;
  int limit = 10;  // 1..50
};
BOOST_DESCRIBE_STRUCT(PublishedIn, (), (item_id, after, limit))

// ---- out ----------------------------------------------------------------------------------------------------------

struct AskedOut {
  Id inquiry_id;
  std::string query_code;  // with the phone number it opens the answer without an account
  std::string department_name;
  int limit_days = 0;
  Instant due_at;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AskedOut, (), (inquiry_id, query_code, department_name, limit_days, due_at, version))

struct InquiryActOut {
  Id inquiry_id;
  Status status = Status::open;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(InquiryActOut, (), (inquiry_id, status, version))

// How the clock of the answer stands.
enum class ClockState { normal, warning, overdue };
BOOST_DESCRIBE_ENUM(ClockState, normal, warning, overdue)

struct InquirySummary {
  Id inquiry_id;
  Kind kind = Kind::question;
  About about = About::item;
  Status status = Status::open;
  std::string title;
  std::string subject_name;  // of the item or department
  std::optional<Id> item_id, case_id;
  std::string case_number;  // "" when it is about no case
  Id department_id;
  std::string department_name, region_code;
  Instant asked_at;
  std::optional<Instant> answered_at, closed_at;
  int limit_days = 0;
  Instant due_at;
  int remaining_days = 0;  // working days; negative: so many late
  ClockState clock_state = ClockState::normal;
  bool clock_stopped = false;
  bool estimated = false;  // a year whose holidays are not announced yet has a part in due_at
  bool reopened = false, published = false;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(InquirySummary, (),
                      (inquiry_id, kind, about, status, title, subject_name, item_id, case_id, case_number,
                       department_id, department_name, region_code, asked_at, answered_at, closed_at, limit_days,
                       due_at, remaining_days, clock_state, clock_stopped, estimated, reopened, published, version))

struct InquiryPage {
  std::vector<InquirySummary> inquiries;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(InquiryPage, (), (inquiries, next))

struct AskerView {
  std::string name, phone;
  bool registered = false;  // asked from an account
  bool masked = true;
};
BOOST_DESCRIBE_STRUCT(AskerView, (), (name, phone, registered, masked))

struct InquiryStep {
  EventKind kind = EventKind::asked;
  Instant at;
  std::string by;               // asker: the department or "", staff: the name of the person
  std::string note;             // reason, answer, or what was asked again
  std::string department_name;  // where it went
};
BOOST_DESCRIBE_STRUCT(InquiryStep, (), (kind, at, by, note, department_name))

struct PublishedQuestion {
  Id published_id;
  std::string question, answer, department_name;
  Instant asked_at, answered_at, published_at;
};
BOOST_DESCRIBE_STRUCT(PublishedQuestion, (),
                      (published_id, question, answer, department_name, asked_at, answered_at, published_at))

struct PublishedPage {
  std::vector<PublishedQuestion> questions;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(PublishedPage, (), (questions, next))

struct InquiryView {
  InquirySummary summary;
  std::string text;
  AskerView asker;
  std::string query_code;             // for the asker only
  std::optional<std::string> answer;  // the last one
  std::vector<InquiryStep> steps;
  std::optional<PublishedQuestion> published;
  std::vector<Action> allowed;  // what this reader may do now
};
BOOST_DESCRIBE_STRUCT(InquiryView, (), (summary, text, asker, query_code, answer, steps, published, allowed))

}  // namespace tongban::inquiries
