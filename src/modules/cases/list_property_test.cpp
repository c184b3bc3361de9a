// Lists against the plain rule: for random cases, posts and questions, a walk over the pages of a worklist gives
// exactly what asking every case one by one gives.
#include <algorithm>
#include <random>

#include "modules/cases/list_spans.h"
#include "modules/cases/people.h"
#include "modules/cases/test_town.h"

namespace tongban::cases {
namespace {

using store::CaseRow;

constexpr const char* kRegions[] = {"430000000000", "431300000000", "431322000000", "431322001000",
                                    "431302000000", "430100000000", "430102000000", "370200000000"};
constexpr Status kOpenStatuses[] = {Status::submitted, Status::correcting, Status::under_review, Status::granted};
constexpr Status kEndStatuses[] = {Status::delivered, Status::withdrawn, Status::closed};
constexpr Role kRoles[] = {Role::window_clerk,    Role::reviewer,   Role::approver,
                           Role::department_head, Role::supervisor, Role::auditor};

// What one was asked about (`asked`) follows from questions, not from the case; asking_test.cpp has it.
constexpr WorklistScope kScopes[] = {WorklistScope::waiting, WorklistScope::mine, WorklistScope::running,
                                     WorklistScope::finished};

class Draw {
 public:
  explicit Draw(unsigned seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  template <class T, std::size_t N>
  const T& of(const T (&list)[N]) {
    return list[below(N)];
  }

 private:
  std::mt19937 engine_;
};

CaseRow random_row(Draw& draw, const Town& town, std::int64_t case_id) {
  CaseRow row;
  row.case_id = case_id;
  row.case_number = "N" + std::to_string(case_id);
  row.query_code = "q", row.channel = "online", row.applicant_kind = "natural";
  row.department_id = 1 + draw.below(8);  // each department lies in one region
  row.region_code = kRegions[row.department_id - 1];
  row.county_code = row.region_code.substr(0, 6);
  row.item_id = row.department_id * 10 + draw.below(2);
  row.is_open = !draw.one_in(3);
  if (row.is_open) {
    row.status = draw.of(kOpenStatuses);
    row.waiting_for =
        row.status == Status::correcting ? WaitingFor::applicant : static_cast<WaitingFor>(2 + draw.below(3));
    row.urgency_at = Instant::from_micros(1'000 + draw.below(20));  // many are equally urgent
    if (draw.one_in(3)) row.assignee_account_id = draw.one_in(2) ? town.clerk.account_id : 77;
  } else {
    row.status = draw.one_in(5) ? Status::draft : draw.of(kEndStatuses);
    row.urgency_at = kNoUrgency;
  }
  row.started_at = town.services.clock.now();
  return row;
}

bool sees(const Post& post, const CaseRow& row, WorklistScope scope) {
  static const std::pair<Role, WaitingFor> kStages[] = {{Role::window_clerk, WaitingFor::window_clerk},
                                                        {Role::reviewer, WaitingFor::reviewer},
                                                        {Role::approver, WaitingFor::approver}};
  if (post.role == Role::auditor) return false;
  if (scope == WorklistScope::waiting && std::none_of(std::begin(kStages), std::end(kStages), [&](const auto& pair) {
        return pair.first == post.role && pair.second == row.waiting_for;
      }))
    return false;
  if (post.department_id != 0) return post.department_id == row.department_id;
  return RegionCode::parse(post.region_code)->contains(*RegionCode::parse(row.region_code));
}

bool belongs(const Actor& actor, const WorklistIn& in, const CaseRow& row) {
  const bool own = row.assignee_account_id == actor.account_id;
  if (in.scope == WorklistScope::mine) {
    if (!row.is_open || !own) return false;
    return (!in.status || *in.status == row.status) && (!in.item_id || in.item_id->value == row.item_id);
  }
  if (row.is_open == (in.scope == WorklistScope::finished) || row.status == Status::draft) return false;
  if (in.scope == WorklistScope::waiting && row.assignee_account_id != 0 && !own) return false;
  if (in.status && *in.status != row.status) return false;
  if (in.item_id && in.item_id->value != row.item_id) return false;
  if (in.department_id && in.department_id->value != row.department_id) return false;
  if (in.role && row.is_open && *in.role != row.waiting_for) return false;
  if (in.region_code && !RegionCode::parse(*in.region_code)->contains(*RegionCode::parse(row.region_code)))
    return false;
  return std::any_of(actor.posts.begin(), actor.posts.end(),
                     [&](const Post& post) { return sees(post, row, in.scope); });
}

std::vector<Id> expected(const Actor& actor, const WorklistIn& in, std::vector<CaseRow> rows) {
  std::erase_if(rows, [&](const CaseRow& row) { return !belongs(actor, in, row); });
  std::sort(rows.begin(), rows.end(), [&](const CaseRow& a, const CaseRow& b) {
    if (in.scope == WorklistScope::finished) return a.case_id > b.case_id;
    return a.urgency_at != b.urgency_at ? a.urgency_at < b.urgency_at : a.case_id < b.case_id;
  });
  std::vector<Id> ids;
  for (const auto& row : rows) ids.push_back(Id{row.case_id});
  return ids;
}

Actor random_reader(Draw& draw, const Town& town) {
  auto actor = town.clerk;
  actor.posts.clear();
  for (int i = 1 + draw.below(draw.one_in(4) ? 16 : 3); i > 0; --i) {
    const int department = draw.one_in(2) ? 0 : 1 + draw.below(8);
    actor.posts.push_back(
        {draw.of(kRoles), department, department == 0 ? draw.of(kRegions) : kRegions[department - 1]});
  }
  return actor;
}

WorklistIn random_question(Draw& draw) {
  WorklistIn in;
  in.scope = draw.of(kScopes);
  if (draw.one_in(4)) in.status = in.scope == WorklistScope::finished ? draw.of(kEndStatuses) : draw.of(kOpenStatuses);
  if (in.scope == WorklistScope::mine) return in;
  if (draw.one_in(4)) in.department_id = Id{1 + draw.below(8)};
  if (draw.one_in(4)) in.region_code = draw.of(kRegions);
  if (draw.one_in(4)) in.item_id = Id{(1 + draw.below(8)) * 10 + draw.below(2)};
  if (in.scope != WorklistScope::finished && draw.one_in(5)) in.role = static_cast<WaitingFor>(1 + draw.below(4));
  return in;
}

void walk(Town& town, const Actor& actor, WorklistIn in, const std::vector<Id>& wanted, int limit) {
  in.limit = limit;
  std::vector<Id> seen;
  for (bool more = true; more;) {
    const auto page = town.must(actor, worklist, in);
    CHECK(page.count == static_cast<int>(wanted.size()));
    for (const auto& entry : page.cases) seen.push_back(entry.case_id);
    more = page.next.has_value();
    if (more) in.after = *page.next;
    REQUIRE(seen.size() <= wanted.size());
  }
  CHECK(seen == wanted);
}

}  // namespace

TEST_CASE("pages of a worklist give what asking every case one by one gives") {
  db::for_each_database([](db::Database& database) {
    Town town(database);
    Draw draw(20261122);
    std::vector<CaseRow> rows;
    REQUIRE(town.services
                .act([&](Ctx& ctx) -> Result<void> {
                  for (int i = 0; i < 300; ++i) {
                    rows.push_back(random_row(draw, town, 1000 + i));
                    seal_applicant(ctx, rows.back(), {.name = "张三"});
                    store::insert_case(ctx.tx, rows.back());
                  }
                  return {};
                })
                .ok());
    for (int round = 0; round < 60; ++round) {
      const auto actor = random_reader(draw, town);
      const auto in = random_question(draw);
      CAPTURE(round);
      const auto wanted = expected(actor, in, rows);
      walk(town, actor, in, wanted, 1 + draw.below(40));
      // One case by its number is in the list exactly when the list has it.
      auto one = in;
      const auto& row = rows[static_cast<std::size_t>(draw.below(300))];
      one.case_number = *row.case_number;
      const auto found = town.must(actor, worklist, one);
      CHECK(found.cases.size() == (belongs(actor, in, row) ? 1u : 0u));
    }
  });
}

}  // namespace tongban::cases
