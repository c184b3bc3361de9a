// Table<T>: rows with an int member `id`, in rising order of ids. A row stays where it is until it is erased, so that a
// reference to it lives through the adding of others; copies are deep.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

namespace tongban::bpmn {

template <class T>
class Table {
 public:
  Table() = default;
  Table(Table&&) noexcept = default;
  Table& operator=(Table&&) noexcept = default;
  Table(const Table& other) {
    rows_.reserve(other.rows_.size());
    for (const auto& row : other.rows_) rows_.push_back(std::make_unique<T>(*row));
  }
  Table& operator=(const Table& other) {
    if (this != &other) *this = Table(other);
    return *this;
  }

  // The id must be higher than every other.
  T& add(T row) {
    rows_.push_back(std::make_unique<T>(std::move(row)));
    return *rows_.back();
  }
  T* find(int id) {
    const auto at = place(id);
    return at != rows_.end() && (*at)->id == id ? at->get() : nullptr;
  }
  const T* find(int id) const { return const_cast<Table*>(this)->find(id); }
  void erase(int id) {
    const auto at = place(id);
    if (at != rows_.end() && (*at)->id == id) rows_.erase(at);
  }
  template <class Condition>
  std::vector<int> ids_where(Condition condition) const {
    std::vector<int> ids;
    for (const auto& row : rows_)
      if (condition(*row)) ids.push_back(row->id);
    return ids;
  }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  auto begin() const { return rows_.begin(); }  // of std::unique_ptr<T>
  auto end() const { return rows_.end(); }

 private:
  auto place(int id) {
    return std::lower_bound(rows_.begin(), rows_.end(), id, [](const auto& row, int value) { return row->id < value; });
  }
  std::vector<std::unique_ptr<T>> rows_;
};

}  // namespace tongban::bpmn
