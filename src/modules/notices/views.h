// What the acts of a notice are asked with and answer: one described struct each, the contract of the API. Texts are
// plain: pages make paragraphs of lines and links of [words](address) and https addresses, and nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/notices/model.h"

namespace tongban::notices {

inline constexpr int kDefaultPage = 20;

// ---- in -----------------------------------------------------------------------------------------------------------

struct NoticeText {
  static constexpr bool kDefaults = true;
  Str<80> title;
  Str<8000> body;
  std::string region_code;          // 12 digits; "": everywhere. With a department: that of the department
  std::optional<Id> department_id;  // nothing: the platform itself
  std::optional<Date> valid_until;  // the last day on which it is shown
};
BOOST_DESCRIBE_STRUCT(NoticeText, (), (title, body, region_code, department_id, valid_until))

struct CreateNoticeIn {
  NoticeText notice;
};
BOOST_DESCRIBE_STRUCT(CreateNoticeIn, (), (notice))

struct SaveNoticeIn {
  Id notice_id;
  std::int64_t expected_version = 0;
  NoticeText notice;
};
BOOST_DESCRIBE_STRUCT(SaveNoticeIn, (), (notice_id, expected_version, notice))

struct NoticeActIn {
  Id notice_id;
  std::int64_t expected_version = 0;
};
BOOST_DESCRIBE_STRUCT(NoticeActIn, (), (notice_id, expected_version))

struct NoticeIn {
  Id notice_id;
};
BOOST_DESCRIBE_STRUCT(NoticeIn, (), (notice_id))

struct PublicNoticesIn {
  static constexpr bool kDefaults = true;
  std::string region_code;          // its own notices, those of the levels above and those for everywhere
  std::optional<Id> department_id;  // only those of a department
  std::string after;
  int limit = kDefaultPage;
};
BOOST_DESCRIBE_STRUCT(PublicNoticesIn, (), (region_code, department_id, after, limit))

struct StaffNoticesIn {
  static constexpr bool kDefaults = true;
  std::optional<State> state;
  std::optional<Id> after;
  int limit = kDefaultPage;
};
BOOST_DESCRIBE_STRUCT(StaffNoticesIn, (), (state, after, limit))

// ---- out ----------------------------------------------------------------------------------------------------------

struct NoticeView {
  Id notice_id;
  State state = State::draft;
  std::int64_t version = 0;
  std::string title, body;
  std::string region_code, region_name;  // "" both: everywhere
  std::optional<Id> department_id;
  std::string department_name;  // "": the platform itself
  std::optional<Date> valid_until;
  std::optional<Instant> published_at;
  Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (),
                      (notice_id, state, version, title, body, region_code, region_name, department_id, department_name,
                       valid_until, published_at, changed_at))

// With what the reader may do to it now.
struct StaffNoticeView {
  NoticeView notice;
  std::vector<Action> allowed;
};
BOOST_DESCRIBE_STRUCT(StaffNoticeView, (), (notice, allowed))

struct NoticePage {
  std::vector<NoticeView> notices;
  std::string next;  // `after` of the next page; "" at the end
};
BOOST_DESCRIBE_STRUCT(NoticePage, (), (notices, next))

struct StaffNoticePage {
  std::vector<StaffNoticeView> notices;
  std::optional<Id> next;
};
BOOST_DESCRIBE_STRUCT(StaffNoticePage, (), (notices, next))

}  // namespace tongban::notices
