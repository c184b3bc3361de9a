#include "platform/metrics/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace tongban {

void Counter::add(double by) { counter_->Increment(by); }
void Gauge::set(double value) { gauge_->Set(value); }
void Gauge::add(double by) { gauge_->Increment(by); }
void Histogram::observe(double value) { histogram_->Observe(value); }

struct Metrics::Families {
  prometheus::Registry registry;  // merges families of the same name; its calls are thread-safe
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

Counter Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) {
  return Counter(&prometheus::BuildCounter().Name(name).Help(help).Register(families_->registry).Add(labels));
}

Gauge Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels) {
  return Gauge(&prometheus::BuildGauge().Name(name).Help(help).Register(families_->registry).Add(labels));
}

Histogram Metrics::histogram(const std::string& name, const std::string& help, const Labels& labels,
                             const std::vector<double>& upper_bounds) {
  return Histogram(
      &prometheus::BuildHistogram().Name(name).Help(help).Register(families_->registry).Add(labels, upper_bounds));
}

const std::vector<double>& Metrics::default_seconds() {
  static const std::vector<double> bounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                             0.1,    0.25,  0.5,    1,     2.5,  5,     10};
  return bounds;
}

std::string Metrics::render() const { return prometheus::TextSerializer().Serialize(families_->registry.Collect()); }

}  // namespace tongban
