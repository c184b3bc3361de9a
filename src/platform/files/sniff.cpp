#include "platform/files/sniff.h"

#include <magic.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "base/text.h"
#include "platform/files/zip_listing.h"

namespace tongban {

namespace {

constexpr std::string_view kPdf = "application/pdf";
constexpr std::string_view kText = "text/plain";
constexpr std::string_view kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view kOfd = "application/ofd";
constexpr std::size_t kMostNameCodePoints = 150;
constexpr std::size_t kMagicBytes = 1 << 20;  // what libmagic looks at; it needs far less

// libmagic's handle keeps state between calls, so one at a time may use it. It opens its database of this machine once.
class Magic {
 public:
  Magic() : handle_(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_ERROR), &magic_close) {
    if (!handle_ || magic_load(handle_.get(), nullptr) != 0) throw std::runtime_error("libmagic has no database");
  }
  std::string media_type(std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    const char* found = magic_buffer(handle_.get(), bytes.data(), std::min(bytes.size(), kMagicBytes));
    return found ? found : "application/octet-stream";
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<magic_set, decltype(&magic_close)> handle_;
};

std::string magic_type(std::string_view bytes) {
  static Magic magic;
  return magic.media_type(bytes);
}

const FileType* find_type(std::string_view media_type) {
  for (const auto& type : allowed_file_types()) {
    if (type.media_type == media_type) return &type;
  }
  return nullptr;
}

Error mismatch() { return unprocessable("file.type_mismatch", "文件的实际内容与其扩展名或声明的类型不一致"); }

Error not_allowed() {
  return {Code::unsupported_media, "file.type_not_allowed",
          "不支持这种文件，请上传 PDF、图片、OFD、Word、Excel 或文本文件"};
}

bool has_entry(const std::vector<ZipEntry>& entries, std::string_view name) {
  return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.name == name; });
}

// Documents with programs or further archives inside are not taken, whatever their name: nobody sees what those hold
// before unpacking them. (Documents within documents are .docx and .xlsx, and stay allowed.)
bool has_programs(const std::vector<ZipEntry>& entries) {
  static constexpr std::string_view kEndings[] = {"vbaproject.bin", ".exe", ".com", ".bat", ".cmd", ".scr", ".js",
                                                  ".vbs",           ".jar", ".zip", ".rar", ".7z",  ".gz",  ".tar"};
  return std::any_of(entries.begin(), entries.end(), [](const auto& entry) {
    const auto name = ascii_lower(entry.name);
    return std::any_of(std::begin(kEndings), std::end(kEndings), [&](auto ending) { return name.ends_with(ending); });
  });
}

Result<const FileType*> zip_type(std::string_view bytes) {
  const auto entries = TRY(list_zip(bytes));
  if (has_programs(entries))
    return unprocessable("file.archive_unsafe", "文件中含有宏、程序或压缩包，请去掉后重新保存");
  if (has_entry(entries, "OFD.xml")) return find_type(kOfd);
  if (!has_entry(entries, "[Content_Types].xml")) return not_allowed();
  if (has_entry(entries, "word/document.xml")) return find_type(kDocx);
  if (has_entry(entries, "xl/workbook.xml")) return find_type(kXlsx);
  return not_allowed();
}

// Text is what reads as UTF-8 without controls; libmagic calls CSV, source code and other harmless texts by many names,
// and a text of one or two letters by none.
bool is_plain_text(std::string_view bytes, const std::string& magic) {
  return (magic.starts_with("text/") || magic == "application/csv" || magic == "application/json" ||
          magic == "application/octet-stream") &&
         is_valid_utf8(bytes) && !has_control_characters(bytes, Lines::several);
}

bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"); }
bool is_png(std::string_view bytes) { return bytes.starts_with("\x89PNG\r\n\x1a\n"); }

// The signature must stand at the very beginning: files that are two things at once begin with the other.
Result<const FileType*> type_of_content(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) return zip_type(bytes);
  const auto magic = magic_type(bytes);
  const auto* type = find_type(magic);
  if (magic == kPdf && bytes.starts_with("%PDF-")) return type;
  if (magic == "image/png" && is_png(bytes)) return type;
  if (magic == "image/jpeg" && is_jpeg(bytes)) return type;
  if (is_plain_text(bytes, magic)) return find_type(kText);
  return not_allowed();
}

// The declared type without parameters; "" when it says nothing. The empty Word of some browsers is application/zip.
bool declared_agrees(const FileType& type, std::string_view declared) {
  const auto bare = ascii_lower(trim(declared.substr(0, declared.find(';'))));
  if (bare.empty() || bare == "application/octet-stream" || bare == type.media_type) return true;
  if (type.media_type == kOfd) return bare == "application/zip" || bare == "application/x-ofd";
  if (type.media_type == "image/jpeg") return bare == "image/jpg";
  if (type.media_type == kText) return bare == "text/csv";
  return false;
}

bool extension_agrees(const FileType& type, std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == name.npos) return false;
  const auto extension = ascii_lower(name.substr(dot + 1));
  return std::find(type.extensions.begin(), type.extensions.end(), extension) != type.extensions.end();
}

}  // namespace

const std::vector<FileType>& allowed_file_types() {
  static const std::vector<FileType> types = {
      {kPdf, {"pdf"}, true},         {"image/png", {"png"}, true}, {"image/jpeg", {"jpg", "jpeg"}, true},
      {kOfd, {"ofd"}, false},        {kDocx, {"docx"}, false},     {kXlsx, {"xlsx"}, false},
      {kText, {"txt", "csv"}, false}};
  return types;
}

Result<std::string> clean_file_name(std::string_view declared) {
  const auto nothing = invalid("file.name_invalid", "文件名无效");
  if (!is_valid_utf8(declared)) return nothing;
  declared = declared.substr(declared.find_last_of("/\\") + 1);  // npos + 1 is 0
  if (has_control_characters(declared)) return nothing;
  std::string name;
  for (const char ch : declared) name += std::string_view("<>:\"|?*").find(ch) == std::string_view::npos ? ch : '_';
  std::string_view kept = trim(name);
  // A long name keeps its extension.
  if (count_code_points(kept) > kMostNameCodePoints) {
    const auto dot = kept.rfind('.');
    const std::string extension(dot != kept.npos && kept.size() - dot <= 10 ? kept.substr(dot) : "");
    name = std::string(truncate_code_points(kept, kMostNameCodePoints - extension.size())) + extension;
    kept = name;
  }
  if (kept.empty() || kept.find_first_not_of('.') == kept.npos) return nothing;
  return std::string(kept);
}

Result<const FileType*> check_file_type(std::string_view bytes, std::string_view name, std::string_view declared_type) {
  if (bytes.empty()) return invalid("file.empty", "文件是空的");
  TRY(clean_file_name(name));
  const auto* type = TRY(type_of_content(bytes));
  if (!extension_agrees(*type, name) || !declared_agrees(*type, declared_type)) return mismatch();
  return type;
}

}  // namespace tongban
