// Import and export over HTTP. An import that finds anything wrong changes nothing and answers 422 with every finding;
// with dry_run=1 the answer is the report of what would change.
#include "modules/catalog/export.h"
#include "modules/catalog/import.h"
#include "modules/catalog/search_routes.h"
#include "platform/http/route.h"

namespace tongban::catalog {
namespace {

constexpr std::size_t kImportBody = 32u << 20;

struct ImportIn {
  static constexpr bool kDefaults = true;
  std::string kind;  // regions, departments, dictionary, basic-items, items
  bool dry_run = false;
  Str<500> reason;
};
BOOST_DESCRIBE_STRUCT(ImportIn, (), (kind, dry_run, reason))

struct ExportIn {
  static constexpr bool kDefaults = true;
  std::string file;  // items.json, departments.csv, dictionary.xlsx, …
  std::string region_code;
};
BOOST_DESCRIBE_STRUCT(ExportIn, (), (file, region_code))

Result<ImportFormat> format_of(std::string_view media_type) {
  media_type = http::trim_blanks(media_type.substr(0, media_type.find(';')));
  if (http::equals_lower(media_type, "application/json")) return ImportFormat::json;
  if (http::equals_lower(media_type, "text/csv")) return ImportFormat::csv;
  if (http::equals_lower(media_type, "text/tab-separated-values")) return ImportFormat::tsv;
  return Error{Code::unsupported_media, "http.unsupported_media_type",
               "请提交 JSON（application/json）或 CSV（text/csv）文件"};
}

Result<http::Response> import_file(WorkCtx& work, const http::Request& request, const ImportIn& in) {
  const auto kind = import_kind(in.kind);
  if (!kind) return not_found("import.no_such_list", "没有这种导入");
  const auto format = TRY(format_of(request.header("content-type")));
  const auto report = TRY(import_document(work, *kind, format, request.body, {in.dry_run, in.reason, false}));
  if (!report.dry_run && report.finding_count > 0) {
    auto error = unprocessable("import.findings",
                               "有 " + std::to_string(report.finding_count) + " 处不符合要求，没有导入任何内容");
    for (const auto& finding : report.findings) error.fields.push_back({finding.place, finding.code, finding.sentence});
    return error;
  }
  http::Response response;
  response.content_type = "application/json; charset=utf-8";
  response.body = to_json(report);
  return response;
}

Result<http::Response> export_file(WorkCtx& work, const http::Request&, const ExportIn& in) {
  auto asked = TRY(parse_export(in.file));
  asked.region_code = in.region_code;
  auto exported = TRY(export_list(work, asked));
  http::Response response;
  response.content_type = exported.media_type;
  response.body = std::move(exported.bytes);
  response.stream = std::move(exported.next);
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + exported.file_name + "\"");
  return response;
}

}  // namespace

std::vector<http::Route> import_routes() {
  using http::Access;
  using http::RouteInfo;
  const auto keepers = Access::staff({Role::catalog_editor, Role::catalog_publisher, Role::system_admin});
  std::vector<http::Route> routes;
  routes.push_back(http::raw_route(
      RouteInfo{.method = "POST",
                .path = "/api/v1/import/{kind}",
                .name = "catalog.import",
                .summary = "Imports a list (JSON or CSV) as a whole or not at all; dry_run=1 tells what would change.",
                .access = keepers,
                .rate = http::Rate::upload,
                .max_body = kImportBody},
      "application/json; charset=utf-8", import_file));
  routes.push_back(http::raw_route(RouteInfo{.method = "GET",
                                             .path = "/api/v1/export/{file}",
                                             .name = "catalog.export",
                                             .summary = "A list as JSON, CSV or Excel, e.g. items.json.",
                                             .access = keepers},
                                   "application/octet-stream", export_file));
  return routes;
}

}  // namespace tongban::catalog
