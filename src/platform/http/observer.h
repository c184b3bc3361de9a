// What is measured and logged of each request: never a path, query, address or anything else a person wrote.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <string>

#include "platform/http/api.h"
#include "platform/metrics/metrics.h"

namespace tongban::http {

class Observer {
 public:
  Observer(const Api& api, Metrics& metrics);

  // `route` is null for pages and unknown paths. Thread-safe.
  void answered(const Route* route, const std::string& request_id, int status, std::chrono::nanoseconds took);
  // Refusals for overload are counted and told once a second: a line each would be one more load.
  void failed(const Route* route, const std::string& request_id, const Error& error);

 private:
  void overloaded();

  struct Series {
    explicit Series(Metrics& metrics, const std::string& name);
    Counter informational, good, moved, refused, broken;
    Histogram seconds;
  };
  std::map<const Route*, Series> series_;
  std::atomic<int> overloads_{0};  // since they were told
  std::atomic<std::chrono::steady_clock::rep> told_at_{0};
};

}  // namespace tongban::http
