// Counters, gauges and histograms of a node, and their text for Prometheus (exposition format 0.0.4). A Metrics object
// is passed to whoever measures; there is no global. Labels must come from small fixed sets (route names, error keys),
// never from people.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace tongban {

using Labels = std::map<std::string, std::string>;

// Handles: cheap to copy, valid as long as their Metrics, safe from every thread.
class Counter {
 public:
  explicit Counter(prometheus::Counter* counter) : counter_(counter) {}
  void add(double by = 1);

 private:
  prometheus::Counter* counter_;
};
class Gauge {
 public:
  explicit Gauge(prometheus::Gauge* gauge) : gauge_(gauge) {}
  void set(double value);
  void add(double by = 1);

 private:
  prometheus::Gauge* gauge_;
};
class Histogram {
 public:
  explicit Histogram(prometheus::Histogram* histogram) : histogram_(histogram) {}
  void observe(double value);  // seconds, bytes: what the name says

 private:
  prometheus::Histogram* histogram_;
};

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // The series of this name and these labels, made at the first call; keep the handle on hot paths. Names follow
  // [a-z_][a-z0-9_]*, counters end in _total. A name used for two kinds throws std::invalid_argument.
  Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
  Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {});
  Histogram histogram(const std::string& name, const std::string& help, const Labels& labels = {},
                      const std::vector<double>& upper_bounds = default_seconds());

  static const std::vector<double>& default_seconds();  // 0.5 ms to 10 s

  std::string render() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace tongban
