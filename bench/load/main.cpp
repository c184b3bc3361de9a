// A load over HTTP/1.1 from one thread. Closed loop: each of the clients sends its next request when it has its answer.
// Open loop (--rate): requests are due by the clock, whoever is free sends them, and their latency counts from when
// they were due, so that a server that stops does not stop the measuring too. Prints one JSON line.
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <deque>
#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "load/connection.h"
#include "load/requests.h"
#include "load/times.h"

namespace tongban::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::microseconds kNap{200};

struct Options {
  int port = 0, clients = 1;
  std::string requests, responses;
  double seconds = 0, rate = 0;
  bool once = false;
};

struct Client {
  std::unique_ptr<Connection> connection;
  Clock::time_point since;
  std::size_t index = 0;
  bool busy = false;
};

class Load {
 public:
  explicit Load(const Options& options)
      : options_(options),
        requests_(options.requests, options.once),
        clients_(static_cast<std::size_t>(options.clients)) {
    epoll_ = epoll_create1(0);
    for (auto& client : clients_) {
      client.connection = std::make_unique<Connection>(options.port);
      epoll_event event{EPOLLIN, {.ptr = &client}};
      epoll_ctl(epoll_, EPOLL_CTL_ADD, client.connection->socket(), &event);
    }
    if (!options.responses.empty()) responses_.open(options.responses, std::ios::binary);
  }
  ~Load() { close(epoll_); }

  void run() {
    begin_ = Clock::now();
    until_ = options_.seconds > 0 ? begin_ + duration(options_.seconds) : Clock::time_point::max();
    for (auto& client : clients_) free_.push_back(&client);
    start_what_is_due();
    while (busy_ > 0 || (options_.rate > 0 && !ended_)) {
      wait();
      start_what_is_due();
    }
    took_ = std::chrono::duration<double>(Clock::now() - begin_).count();
  }

  void print() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
      return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    std::string statuses, latencies;
    for (auto& [status, of_status] : statuses_) {
      const auto name = (statuses.empty() ? "\"" : ",\"") + std::to_string(status) + "\":";
      statuses += name + std::to_string(of_status.times.count());
      char text[200];
      std::snprintf(text, sizeof text, "{\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f,\"with_retry_after\":%zu}",
                    of_status.times.percentile(0.5), of_status.times.percentile(0.99), of_status.times.percentile(1.0),
                    of_status.says_when);
      latencies += name + text;
    }
    std::printf(
        "{\"clients\":%d,\"requests\":%zu,\"seconds\":%.3f,\"per_second\":%.1f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,"
        "\"max_ms\":%.3f,\"bytes\":%zu,\"cpu_seconds\":%.3f,\"statuses\":{%s},"
        "\"latencies\":{%s}}\n",
        options_.clients, times_.count(), took_, static_cast<double>(times_.count()) / took_, times_.percentile(0.5),
        times_.percentile(0.99), times_.percentile(1.0), bytes_, seconds(usage.ru_utime) + seconds(usage.ru_stime),
        statuses.c_str(), latencies.c_str());
  }

 private:
  static Clock::duration duration(double seconds) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  }
  Clock::time_point due(std::size_t number) const {
    return begin_ + duration(static_cast<double>(number) / options_.rate);
  }

  void start_what_is_due() {
    while (!free_.empty() && !ended_) {
      const auto now = Clock::now();
      const auto since = options_.rate > 0 ? due(started_) : now;
      if (since >= until_) ended_ = true;
      if (since > now || ended_) return;
      const auto request = requests_.next();
      if (!request) {
        ended_ = true;
        return;
      }
      auto& client = *free_.front();
      free_.pop_front();
      client.since = since;
      client.index = request->index;
      client.connection->send(request->bytes);
      ++started_, ++busy_;
      if (client.connection->wants_to_write()) watch(client, EPOLLIN | EPOLLOUT);
    }
  }

  void watch(Client& client, std::uint32_t events) {
    epoll_event event{events, {.ptr = &client}};
    epoll_ctl(epoll_, EPOLL_CTL_MOD, client.connection->socket(), &event);
  }

  // Sleeps until an answer comes or, in an open loop, the next request is due. Requests that are due closer together
  // than a nap go out together: one who slept less would take the processor from the server that it measures.
  void wait() {
    timespec nap{};
    const bool waits_for_due = options_.rate > 0 && !ended_ && !free_.empty();
    if (waits_for_due) {
      const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(due(started_) - Clock::now());
      const auto whole = std::max<std::chrono::nanoseconds>(left, kNap);
      nap = {whole.count() / 1'000'000'000, whole.count() % 1'000'000'000};
    }
    epoll_event events[256];
    const int ready = epoll_pwait2(epoll_, events, 256, waits_for_due ? &nap : nullptr, nullptr);
    for (int i = 0; i < ready; ++i) advance(*static_cast<Client*>(events[i].data.ptr), events[i].events);
  }

  void advance(Client& client, std::uint32_t events) {
    if ((events & EPOLLOUT) != 0 && client.connection->wants_to_write()) {
      client.connection->go_on_writing();
      if (!client.connection->wants_to_write()) watch(client, EPOLLIN);
    }
    Answer answer;
    if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) == 0 || !client.connection->receive(answer)) return;
    times_.add(Clock::now() - client.since);
    auto& of_status = statuses_[answer.status];
    of_status.times.add(Clock::now() - client.since);
    of_status.says_when += answer.says_when ? 1 : 0;
    bytes_ += answer.body.size();
    if (responses_.is_open()) responses_ << client.index << ' ' << answer.status << ' ' << answer.body << '\n';
    free_.push_back(&client);
    --busy_;
  }

  const Options options_;
  Requests requests_;
  std::vector<Client> clients_;
  std::deque<Client*> free_;
  std::ofstream responses_;
  Times times_;
  struct OfStatus {
    Times times;
    std::size_t says_when = 0;
  };
  std::map<int, OfStatus> statuses_;
  Clock::time_point begin_, until_;
  std::size_t started_ = 0, busy_ = 0, bytes_ = 0;
  double took_ = 0;
  int epoll_ = -1;
  bool ended_ = false;
};

}  // namespace
}  // namespace tongban::bench

int main(int count, char** arguments) {
  tongban::bench::Options options;
  CLI::App app("A load over HTTP/1.1, see bench/README.md");
  app.add_option("--port", options.port)->required();
  app.add_option("--requests", options.requests, "file of records LENGTH, newline, bytes")->required();
  app.add_option("--clients", options.clients);
  app.add_option("--seconds", options.seconds, "0: until every request was sent, with --once");
  app.add_option("--rate", options.rate, "open loop: requests a second");
  app.add_option("--responses", options.responses, "file for lines of number, status, body");
  app.add_flag("--once", options.once, "no request twice");
  CLI11_PARSE(app, count, arguments);
  try {
    tongban::bench::Load load(options);
    load.run();
    load.print();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "load: %s\n", error.what());
    return 1;
  }
}
