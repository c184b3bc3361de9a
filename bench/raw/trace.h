// What one application writes, row by row, as triggers saw the real program write it (write_trace.py): the raw loops
// write the same rows again and again, with new ids, numbers and keys, and nothing else.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace tongban::bench {

using Cell = std::variant<std::nullptr_t, std::int64_t, std::string>;

struct RowWrite {
  std::string sql;  // with placeholders $1, $2, …
  std::vector<Cell> cells;
  // How the n-th repetition of a cell differs from the first.
  enum class Varies { no, id, serial, text, random_text };
  std::vector<Varies> varies;
};

class Trace {
 public:
  // Throws std::runtime_error for a file that is missing or malformed.
  explicit Trace(const std::string& path);
  const std::vector<RowWrite>& writes() const { return writes_; }
  // The cells of a write as the `n`-th application has them; n counts from 1.
  std::vector<Cell> cells(const RowWrite& write, std::int64_t n) const;

 private:
  std::vector<RowWrite> writes_;
  std::int64_t stride_ = 1;  // between the ids of two applications
};

}  // namespace tongban::bench
