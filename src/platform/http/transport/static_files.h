// The built web pages, read into memory at start and served from there: no file is opened for a request, so no path can
// lead out of the folder. Strong ETags, precompressed forms, and index.html for the pages the browser's router makes
// up.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "platform/http/transport/message.h"

namespace tongban::http {

class StaticFiles {
 public:
  StaticFiles() = default;  // serves nothing

  // Reads `folder` and what is below it; links and names that begin with a dot (but .well-known) are left out. A
  // sibling `x.js.br` or `x.js.gz` is taken as the compressed form of `x.js`; where a text type has none, it is made
  // here. `unavailable` with `http.no_static_folder` where the folder or a file cannot be read.
  static Result<StaticFiles> load(const std::string& folder);

  // Answers GET and HEAD of a known file, and with index.html a GET that accepts HTML of a path whose last segment has
  // no dot. Returns false and leaves `response` alone for the rest. Keep API paths away from here: a browser that opens
  // an unknown one would get the page.
  bool serve(const Request& request, Response& response) const;

  size_t count() const { return files_.size(); }

 private:
  struct Form {
    std::shared_ptr<const std::string> bytes;  // null where there is no such form
    std::string etag;
  };
  struct File {
    Form plain, gzip, brotli;
    std::string content_type;
    bool immutable = false;
  };

  Result<void> add(const std::string& path, const std::string& url_path);
  static void compress(File& file);
  const File* find(const Request& request) const;

  std::map<std::string, File, std::less<>> files_;  // by decoded path: "/assets/index-B1x9.js"
};

// By the name's ending: "text/html; charset=utf-8", and "application/octet-stream" for the unknown.
std::string mime_type(std::string_view file_name);

}  // namespace tongban::http
