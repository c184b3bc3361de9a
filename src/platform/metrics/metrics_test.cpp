#include "platform/metrics/metrics.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

using namespace tongban;

namespace {

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A counter's series is the same however often it is asked for") {
  Metrics metrics;
  metrics.counter("tongban_cases_total", "Cases", {{"kind", "a"}}).add();
  metrics.counter("tongban_cases_total", "Cases", {{"kind", "a"}}).add(2);
  metrics.counter("tongban_cases_total", "Cases", {{"kind", "b"}}).add();
  const auto text = metrics.render();
  CHECK(has(text, "# TYPE tongban_cases_total counter"));
  CHECK(has(text, "tongban_cases_total{kind=\"a\"} 3"));
  CHECK(has(text, "tongban_cases_total{kind=\"b\"} 1"));
}

TEST_CASE("Gauges are set, histograms count into buckets") {
  Metrics metrics;
  metrics.gauge("tongban_waiting", "Waiting").set(7);
  auto seconds = metrics.histogram("tongban_seconds", "Time");
  seconds.observe(0.0004);
  seconds.observe(3);
  const auto text = metrics.render();
  CHECK(has(text, "tongban_waiting 7"));
  CHECK(has(text, "tongban_seconds_bucket{le=\"0.0005\"} 1"));
  CHECK(has(text, "tongban_seconds_bucket{le=\"5\"} 2"));
  CHECK(has(text, "tongban_seconds_count 2"));
}

TEST_CASE("A name that is already another kind, or no name, is a mistake of ours") {
  Metrics metrics;
  metrics.counter("tongban_x_total", "X");
  CHECK_THROWS_AS(metrics.gauge("tongban_x_total", "X"), std::invalid_argument);
  CHECK_THROWS_AS(metrics.counter("no name", "X"), std::invalid_argument);
}

TEST_CASE("Counting from several threads loses nothing") {
  Metrics metrics;
  auto counter = metrics.counter("tongban_n_total", "N");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([counter]() mutable {
      for (int i = 0; i < 10'000; ++i) counter.add();
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(has(metrics.render(), "tongban_n_total 40000"));
}
