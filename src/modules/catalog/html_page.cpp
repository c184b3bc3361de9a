#include "modules/catalog/html_page.h"

namespace tongban::catalog {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char ch : text) {
    switch (ch) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += ch;
    }
  }
  return out;
}

constexpr const char* kStyle =
    "body{font-family:serif;margin:2em auto;max-width:52em;color:#111;line-height:1.6}"
    "h1{font-size:1.6em;text-align:center}h2{font-size:1.15em;border-bottom:1px solid #888;margin-top:1.4em}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3em .5em;text-align:left;"
    "vertical-align:top}th{background:#f2f2f2;font-weight:600}tr{break-inside:avoid}.blank "
    "td{height:2.4em;width:65%}.demo{border:2px solid #b00;"
    "color:#b00;padding:.4em;text-align:center}.qr svg{width:8em;height:8em}"
    "@page{margin:18mm}@media print{body{margin:0;max-width:none}}";

}  // namespace

void Page::begin(std::string_view title) {
  html_ += "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" + escaped(title) +
           "</title><style>" + kStyle + "</style></head><body>\n<h1>" + escaped(title) + "</h1>\n";
}
void Page::notice(std::string_view text) { html_ += "<p class=\"demo\">" + escaped(text) + "</p>\n"; }
void Page::heading(std::string_view text) { html_ += "<h2>" + escaped(text) + "</h2>\n"; }
void Page::fact(std::string_view label, std::string_view value) {
  if (!value.empty()) html_ += "<tr><th>" + escaped(label) + "</th><td>" + escaped(value) + "</td></tr>\n";
}
void Page::blank(std::string_view label, std::string_view value) {
  html_ += "<tr class=\"blank\"><th>" + escaped(label) + "</th><td>" + escaped(value) + "</td></tr>\n";
}
void Page::row(const std::vector<std::string>& cells, const char* cell) {
  html_ += "<tr>";
  for (const auto& text : cells) html_ += std::string("<") + cell + ">" + escaped(text) + "</" + cell + ">";
  html_ += "</tr>\n";
}
void Page::paragraph(std::string_view text) { html_ += "<p>" + escaped(text) + "</p>\n"; }
std::string Page::end() {
  html_ += "</body></html>\n";
  return std::move(html_);
}

}  // namespace tongban::catalog
