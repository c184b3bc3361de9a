#include "platform/http/observer.h"

#include "platform/log/log.h"

namespace tongban::http {
namespace {

Counter answers(Metrics& metrics, const std::string& route, const char* status) {
  return metrics.counter("tongban_http_answers_total", "Answers by endpoint and class of status.",
                         {{"route", route}, {"status", status}});
}

std::string route_name(const Route* route) { return route ? route->info.name : "none"; }

}  // namespace

Observer::Series::Series(Metrics& metrics, const std::string& name)
    : informational(answers(metrics, name, "1xx")),
      good(answers(metrics, name, "2xx")),
      moved(answers(metrics, name, "3xx")),
      refused(answers(metrics, name, "4xx")),
      broken(answers(metrics, name, "5xx")),
      seconds(
          metrics.histogram("tongban_http_seconds", "Time from the whole request to its answer.", {{"route", name}})) {}

Observer::Observer(const Api& api, Metrics& metrics) {
  series_.try_emplace(nullptr, metrics, "none");
  for (const auto& route : api.routes()) series_.try_emplace(&route, metrics, route.info.name);
}

void Observer::answered(const Route* route, const std::string& request_id, int status, std::chrono::nanoseconds took) {
  auto& series = series_.at(route);
  auto& counter = status < 200   ? series.informational
                  : status < 300 ? series.good
                  : status < 400 ? series.moved
                  : status < 500 ? series.refused
                                 : series.broken;
  counter.add();
  const double seconds = std::chrono::duration<double>(took).count();
  series.seconds.observe(seconds);
  const auto level = route == nullptr ? log::Level::debug : log::Level::info;
  log::write(level, "http.answered",
             {log::key("route", route_name(route)), log::number("status", status), log::decimal("ms", seconds * 1000),
              log::key("request_id", request_id)});
}

void Observer::overloaded() {
  ++overloads_;
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  auto before = told_at_.load();
  if (now - std::chrono::steady_clock::duration(before) < std::chrono::seconds(1)) return;
  if (told_at_.compare_exchange_strong(before, now.count()))
    log::warn("http.overloaded", {log::number("refused", overloads_.exchange(0))});
}

void Observer::failed(const Route* route, const std::string& request_id, const Error& error) {
  if (error.key == "http.overloaded" || error.key == "db.overloaded") return overloaded();
  log::error("http.failed", {log::key("route", route_name(route)), log::key("request_id", request_id),
                             log::error_key(error), log::error_detail(error)});
}

}  // namespace tongban::http
