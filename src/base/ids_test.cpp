#include "base/ids.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace tongban;
using namespace std::chrono_literals;

namespace {

const Instant kNow = Instant::from_seconds(1'790'000'000);

}  // namespace

TEST_CASE("ids grow, even if the clock stands still or goes back") {
  IdSource source(3);
  std::int64_t last = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto id = source.next(i < 5'000 ? kNow : kNow - 1h);
    REQUIRE(id > last);
    last = id;
  }
  // More than 4096 in a millisecond: the source ran ahead by two.
  CHECK(id_instant(last) - kNow == 2ms);
}

TEST_CASE("an id tells when it was made, and later ids are greater whatever the node") {
  IdSource first(1023);
  IdSource second(0);
  const auto early = first.next(kNow);
  const auto late = second.next(kNow + 1ms);
  CHECK(id_instant(early) == kNow);
  CHECK(early < late);
  CHECK(first.next(Instant::from_micros(0)) > early);  // a clock before 2020 does no harm
}

TEST_CASE("sources of different nodes, and threads of one, never make the same id") {
  IdSource source(1);
  IdSource other(2);
  std::vector<std::vector<std::int64_t>> made(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < made.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 5'000; ++i) made[t].push_back((t == 3 ? other : source).next(kNow));
    });
  }
  for (auto& thread : threads) thread.join();
  std::vector<std::int64_t> all;
  for (const auto& ids : made) all.insert(all.end(), ids.begin(), ids.end());
  std::sort(all.begin(), all.end());
  CHECK(all.size() == 20'000);
  CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  CHECK(all.front() > 0);
}

TEST_CASE("after a restart with a clock that was set back no id comes twice") {
  IdSource before(5);
  const auto stored = before.next(kNow);
  IdSource after(5);
  after.advance_past(stored);
  CHECK(after.next(kNow - 24h) > stored);
  after.advance_past(1);  // never moves back
  CHECK(after.next(kNow - 24h) > stored);
}

TEST_CASE("a node outside 0..1023 is a wrong configuration") {
  CHECK_THROWS_AS(IdSource(1024), std::out_of_range);
  CHECK_THROWS_AS(IdSource(-1), std::out_of_range);
}

TEST_CASE("the text of an id keeps its order and is read strictly") {
  constexpr auto kGreatest = std::numeric_limits<std::int64_t>::max();
  CHECK(id_text(1) == "0000000000001");
  CHECK(id_text(kGreatest) == "7zzzzzzzzzzzz");
  for (const std::int64_t id :
       {std::int64_t{1}, std::int64_t{31}, std::int64_t{32}, IdSource(7).next(kNow), kGreatest}) {
    CHECK(parse_id(id_text(id)) == id);
  }
  CHECK(id_text(1000) < id_text(1001));
  for (const char* text :
       {"", "1", "0000000000000", "000000000000A", "000000000000i", "000000000000l", "000000000000o", "000000000000u",
        "8000000000000", "00000000000001", " 000000000001", "zzzzzzzzzzzzz", "000000000000-"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_id(text).has_value());
  }
}
