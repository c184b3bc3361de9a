#include "platform/log/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

#include "platform/log/line.h"

namespace tongban::log {

namespace {

// When more waits, lines below warn are dropped, and at twice as much all of them: requests never wait for the log, and
// a disk that does not answer must not fill the memory.
constexpr std::size_t kMostWaiting = 4 * 1024 * 1024;
constexpr std::size_t kBatch = 64 * 1024;
// Waking a thread costs more than a line: it is done a few times a second, and at once for what is urgent.
constexpr auto kPause = std::chrono::milliseconds(100);

// The background thread and the lines that wait for it. Writes many lines by one call.
class Writer {
 public:
  explicit Writer(spdlog::sink_ptr target) : target_(std::move(target)), thread_([this] { run(); }) {}
  ~Writer() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    arrived_.notify_one();
    thread_.join();  // after it has written what waits
  }

  void add(Level level, std::string_view line) {
    const bool urgent = level >= Level::warn;
    bool wake = false;
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() > (urgent ? 2 * kMostWaiting : kMostWaiting)) {
        ++dropped_;
        return;
      }
      wake = waiting_.empty() || (urgent && !urgent_);
      if (!waiting_.empty()) waiting_ += '\n';
      waiting_ += line;
      wake = wake || (waiting_.size() >= kBatch && waiting_.size() - line.size() <= kBatch);
      urgent_ = urgent_ || urgent;
    }
    if (wake) arrived_.notify_one();
  }

 private:
  void run() {
    std::string batch;
    std::unique_lock lock(mutex_);
    for (;;) {
      arrived_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
      arrived_.wait_for(lock, kPause, [this] { return ended_ || urgent_ || waiting_.size() >= kBatch; });
      if (waiting_.empty()) return;
      batch.clear();
      batch.swap(waiting_);
      urgent_ = false;
      const auto dropped = std::exchange(dropped_, 0);
      lock.unlock();
      if (dropped > 0)
        batch += '\n' + render_line(SystemClock().now(), Level::warn, "log.dropped", {number("lines", dropped)});
      put(batch);
      lock.lock();
    }
  }

  // A full disk must not end the process: what cannot be written is lost, as a line too many is.
  void put(const std::string& batch) {
    try {
      target_->log({"", spdlog::level::info, {batch.data(), batch.size()}});
      target_->flush();
    } catch (const spdlog::spdlog_ex& e) {
      std::fprintf(stderr, "the log cannot be written: %s\n", e.what());
    }
  }

  const spdlog::sink_ptr target_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::string waiting_;
  std::int64_t dropped_ = 0;
  bool urgent_ = false, ended_ = false;
  std::thread thread_;
};

// The process-wide sink: the one exception to "no global state" (log.h says why).
struct Sink {
  std::mutex mutex;
  std::atomic<Level> level{Level::warn};
  std::shared_ptr<Writer> writer;  // empty before start()
  std::function<void(std::string_view)> capture;
};

Sink& sink() {
  static Sink instance;
  return instance;
}

}  // namespace

void write(Level level, Literal event, std::initializer_list<Field> fields) {
  auto& to = sink();
  if (level < to.level.load(std::memory_order_relaxed)) return;
  const auto line = render_line(SystemClock().now(), level, event.text(), fields);
  std::shared_ptr<Writer> writer;
  {
    const std::lock_guard lock(to.mutex);
    if (to.capture) return to.capture(line);
    writer = to.writer;
  }
  if (writer) {
    writer->add(level, line);
  } else {
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

Result<void> start(const Options& options) {
  spdlog::sink_ptr target;
  try {
    if (options.file.empty()) {
      target = std::make_shared<spdlog::sinks::stderr_sink_st>();
    } else {
      target = std::make_shared<spdlog::sinks::basic_file_sink_st>(options.file);
    }
  } catch (const spdlog::spdlog_ex&) {
    return Error{Code::internal, "log.cannot_open", "无法打开日志文件 " + options.file};
  }
  target->set_pattern("%v");
  auto writer = std::make_shared<Writer>(std::move(target));
  auto& to = sink();
  const std::lock_guard lock(to.mutex);
  to.writer = std::move(writer);
  to.level = options.level;
  return {};
}

void stop() {
  auto& to = sink();
  std::shared_ptr<Writer> last;
  {
    const std::lock_guard lock(to.mutex);
    last = std::exchange(to.writer, nullptr);
    to.level = Level::warn;
  }
}

Capture::Capture(std::function<void(std::string_view)> into) {
  auto& to = sink();
  const std::lock_guard lock(to.mutex);
  sink_before_ = std::exchange(to.capture, std::move(into));
  level_before_ = to.level.exchange(Level::debug);
}

Capture::~Capture() {
  auto& to = sink();
  const std::lock_guard lock(to.mutex);
  to.capture = std::move(sink_before_);
  to.level = level_before_;
}

Result<Level> parse_level(std::string_view name) {
  for (const auto level : {Level::debug, Level::info, Level::warn, Level::error}) {
    if (level_name(level) == name) return level;
  }
  return invalid("log.unknown_level", "日志级别应为 debug、info、warn 或 error");
}

}  // namespace tongban::log
