#include "platform/act/test_services.h"

#include <stdlib.h>

namespace tongban {

namespace {

std::string temporary_folder() {
  auto pattern = (std::filesystem::temp_directory_path() / "tongban-test-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  return pattern;
}

}  // namespace

WorkCalendar plain_calendar() {
  std::vector<CalendarYear> years;
  for (const int year : {2025, 2026, 2027}) years.push_back({year, true, "test", {}, {}});
  return WorkCalendar::make(std::move(years)).value();
}

TestServices::TestServices(db::Database& database, int node)
    : clock(at_local(*Date::make(2026, 6, 1), 9 * 60)),
      ids(node),
      keyring(Keyring::ephemeral()),
      folder(temporary_folder()),
      files(folder + "/files", keyring),
      calendar(plain_calendar()),
      services{database, keyring, files, calendar, clock, ids, config} {}

TestServices::~TestServices() {
  std::error_code failed;
  std::filesystem::remove_all(folder, failed);
}

Result<void> TestServices::act(const Actor& actor, const std::function<Result<void>(Ctx&)>& body) {
  WorkCtx work{actor, services, clock.now()};
  return work.write(body);
}

}  // namespace tongban
