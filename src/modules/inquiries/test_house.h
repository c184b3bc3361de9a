// Two departments of a county with their people, citizens and an item, for this module's tests. Not used by the program
// itself.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "modules/inquiries/actions.h"
#include "modules/inquiries/inquiries.h"
#include "platform/act/test_services.h"
#include "platform/db/test_database.h"

namespace tongban::inquiries {

class House {
 public:
  explicit House(db::Database& database);

  // Runs one act as `actor` in a write transaction, as a request would.
  template <class In, class Out>
  Result<Out> run(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    std::optional<Out> out;
    const auto done = services.act(actor, [&](Ctx& ctx) -> Result<void> {
      out = TRY(act(ctx, in));
      return {};
    });
    if (!done) return done.error();
    return *std::move(out);
  }
  template <class In, class Out>
  Out must(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    auto out = run(actor, act, in);
    REQUIRE_MESSAGE(out.ok(), out.error().key, " ", out.error().detail, " ",
                    out.error().fields.empty() ? "" : out.error().fields.front().pointer);
    return std::move(out).value();
  }
  // The stable key of the refusal, or "done".
  template <class In, class Out>
  std::string refusal(const Actor& actor, Result<Out> (*act)(Ctx&, const In&), const In& in) {
    const auto out = run(actor, act, in);
    return out ? "done" : out.error().key;
  }

  AskIn question() const;  // on the item
  Id asked();              // by the citizen
  Id answered();           // by the clerk
  InquiryView view(const Actor& actor, Id id) { return must(actor, view_inquiry, InquiryIn{id}); }
  CheckReport check();
  void let_time_act();
  void go_to(const char* iso) { services.clock.set(*parse_instant(iso)); }
  // How often an event of that kind was queued for others.
  int told(const std::string& kind);

  db::Database& database;
  TestServices services;
  Actor citizen, neighbour, clerk, second_clerk, reviewer, head, supervisor, foreign_clerk;
  Actor nobody{ActorKind::anonymous};
  std::int64_t department_id = 0, foreign_department_id = 0, item_id = 0;

 private:
  std::int64_t add_department(const std::string& name, const std::string& credit_code);
  std::int64_t add_item();
  Actor add_applicant(const std::string& name, const std::string& id_number);
  Actor add_staff(const std::string& name, Role role, std::int64_t department);
};

inline constexpr const char* kCountyOfHouse = "431322000000";  // 新化县
inline constexpr const char* kPhone = "13912345678";

}  // namespace tongban::inquiries
