#include "app/serving_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

namespace tongban::app {

Result<ServingLock> ServingLock::take(const Config& config) {
  constexpr std::string_view kSqlite = "sqlite:";
  const auto dsn = config.database_dsn();
  if (!dsn.starts_with(kSqlite)) return ServingLock(-1);
  const auto database = dsn.substr(kSqlite.size());
  const int descriptor = ::open((database + ".serving").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return Error{Code::unavailable, "app.unwritable", "无法写入 " + database + ".serving"};
  ServingLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  return conflict("app.already_served", "另一个 tongban serve 正在使用 " + database +
                                            "，多节点请用 PostgreSQL / another node serves this database");
}

ServingLock::ServingLock(ServingLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

ServingLock::~ServingLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tongban::app
