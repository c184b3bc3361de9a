// A page to print: plain HTML without scripts, its one style inline, every text escaped. Private to the module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tongban::catalog {

class Page {
 public:
  void begin(std::string_view title);  // also the heading
  void notice(std::string_view text);
  void heading(std::string_view text);
  void fact(std::string_view label, std::string_view value);   // a row of a table; none where there is no value
  void blank(std::string_view label, std::string_view value);  // a row to write into
  void open_table() { html_ += "<table>\n"; }
  void close_table() { html_ += "</table>\n"; }
  void row(const std::vector<std::string>& cells, const char* cell = "td");
  void paragraph(std::string_view text);
  void markup(std::string_view ours) { html_ += ours; }  // not escaped: never what somebody wrote
  std::string end();

 private:
  std::string html_;
};

}  // namespace tongban::catalog
