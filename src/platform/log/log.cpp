#include "platform/log/log.h"

#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <cstdio>
#include <mutex>

#include "platform/log/line.h"

namespace tongban::log {

namespace {

constexpr std::size_t kWaitingLines = 16384;  // when more wait, the oldest are dropped: requests never wait for the log

spdlog::level::level_enum spdlog_level(Level level) {
  constexpr spdlog::level::level_enum kLevels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                                   spdlog::level::err};
  return kLevels[static_cast<int>(level)];
}

// The background thread and its logger, together, so that they end in the right order.
struct Writer {
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<spdlog::async_logger> logger;
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
    writer->logger->log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
  } else {
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

Result<void> start(const Options& options) {
  auto writer = std::make_shared<Writer>();
  try {
    spdlog::sink_ptr target;
    if (options.file.empty()) {
      target = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
      target = std::make_shared<spdlog::sinks::basic_file_sink_mt>(options.file);
    }
    writer->pool = std::make_shared<spdlog::details::thread_pool>(kWaitingLines, 1);
    writer->logger = std::make_shared<spdlog::async_logger>("tongban", std::move(target), writer->pool,
                                                            spdlog::async_overflow_policy::overrun_oldest);
  } catch (const spdlog::spdlog_ex&) {
    return Error{Code::internal, "log.cannot_open", "无法打开日志文件 " + options.file};
  }
  writer->logger->set_pattern("%v");
  writer->logger->set_level(spdlog::level::trace);
  writer->logger->flush_on(spdlog::level::warn);
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
  if (!last) return;
  last->logger->flush();
  last->logger.reset();
  last->pool.reset();  // joins the thread after the queue is empty
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
