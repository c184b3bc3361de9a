// What is measured and logged of each request: never a path, query, address or anything else a person wrote.
#pragma once

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
  void failed(const Route* route, const std::string& request_id, const Error& error);

 private:
  struct Series {
    explicit Series(Metrics& metrics, const std::string& name);
    Counter informational, good, moved, refused, broken;
    Histogram seconds;
  };
  std::map<const Route*, Series> series_;
};

}  // namespace tongban::http
