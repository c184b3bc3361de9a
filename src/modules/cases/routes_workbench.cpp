// The endpoint rows of the workbench: opinions of colleagues, urging, kept filters, and what is asked beside one case.
#include "modules/cases/asking.h"
#include "modules/cases/workbench.h"
#include "platform/http/route.h"

namespace tongban::cases {
namespace {

using http::Access;
using http::read_route;
using http::RouteInfo;
using http::write_route;

RouteInfo row(const char* method, const char* path, const char* name, const char* summary, Access access) {
  RouteInfo info;
  info.method = method;
  info.path = std::string("/api/v1") + path;
  info.name = std::string("cases.") + name;
  info.summary = summary;
  info.access = std::move(access);
  if (info.method == "POST") info.idempotency = http::Idempotency::required;
  return info;
}

Access examiners() { return Access::staff({Role::reviewer, Role::approver}); }
Access askers() { return Access::staff({Role::reviewer, Role::approver, Role::department_head}); }
Access handlers() { return Access::staff({Role::window_clerk, Role::reviewer, Role::approver, Role::department_head}); }
Access all_case_staff() {
  return Access::staff({Role::window_clerk, Role::reviewer, Role::approver, Role::department_head, Role::supervisor});
}

void add_asking_routes(std::vector<http::Route>& r) {
  r.push_back(write_route(row("POST", "/cases/{case_id}/delegate", "delegate",
                              "Ask a colleague for an opinion; the case waits for it.", examiners()),
                          delegate));
  r.push_back(write_route(
      row("POST", "/cases/{case_id}/take-back", "take_back", "Take a delegation back before it is answered.", askers()),
      take_back));
  r.push_back(write_route(row("POST", "/cases/{case_id}/add-signer", "add_signer",
                              "No decision without this colleague's opinion.", askers()),
                          add_signer));
  r.push_back(write_route(row("POST", "/cases/{case_id}/remove-signer", "remove_signer",
                              "Do without a signer who has not answered.", askers()),
                          remove_signer));
  r.push_back(write_route(
      row("POST", "/cases/{case_id}/advise", "advise", "Give the opinion one was asked for.", handlers()), advise));
  r.push_back(write_route(row("POST", "/cases/{case_id}/urge", "urge",
                              "Ask whoever has the case to go on; once a day each.", Access::signed_in()),
                          urge));
}

}  // namespace

std::vector<http::Route> workbench_routes() {
  std::vector<http::Route> r;
  add_asking_routes(r);
  r.push_back(
      read_route(row("GET", "/worklist/filters", "filters", "The filters one keeps, by name.", all_case_staff()),
                 worklist_filters));
  auto save = row("POST", "/worklist/filters", "save_filter", "Keep a filter under a name.", all_case_staff());
  save.success = 201;
  save.max_body = 16 * 1024;
  r.push_back(write_route(save, save_worklist_filter));
  r.push_back(write_route(
      row("DELETE", "/worklist/filters/{filter_id}", "delete_filter", "Forget one of one's filters.", all_case_staff()),
      delete_worklist_filter));
  r.push_back(read_route(row("GET", "/worklist/colleagues", "colleagues",
                             "Who works on cases in a department, and who is absent.", all_case_staff()),
                         colleagues));
  r.push_back(read_route(row("GET", "/cases/{case_id}/similar", "similar",
                             "How the last cases of the same item were decided.", handlers()),
                         similar_cases));
  r.push_back(read_route(row("GET", "/department-figures", "figures", "The figures of a department.",
                             Access::staff({Role::department_head, Role::supervisor})),
                         department_figures));
  return r;
}

}  // namespace tongban::cases
