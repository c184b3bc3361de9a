// Opening a libpq connection within a time limit in milliseconds, over several hosts. libpq's own connect_timeout
// counts whole seconds with a minimum of two for each host, too long for a request that has to be answered within
// three.
#pragma once

#include <postgresql/libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>

namespace tongban::db {

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using PgHandle = std::unique_ptr<PGconn, CloseConnection>;

// Tries the hosts of `dsn` in their order, sharing `limit` among them; target_session_attrs is honoured for each.
// Throws DatabaseError{connection}.
PgHandle connect_postgres(const std::string& dsn, std::chrono::milliseconds limit);

// Waits until the socket is readable, or also writable when `writing`; false when `until` has passed.
bool wait_for_socket(PGconn* connection, bool writing, std::chrono::steady_clock::time_point until);

}  // namespace tongban::db
