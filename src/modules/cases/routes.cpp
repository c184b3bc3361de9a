// The endpoints of the module. Applicants and the clerks of a window share the rows of a draft: whose it is, the act
// asks.
#include "modules/cases/actions.h"
#include "modules/cases/cases.h"
#include "modules/cases/workbench.h"
#include "platform/http/route.h"

namespace tongban::cases {

std::vector<http::Route> file_routes();    // routes_files.cpp
std::vector<http::Route> task_routes();    // routes_tasks.cpp
std::vector<http::Route> window_routes();  // routes_window.cpp

namespace {

using http::Access;
using http::Idempotency;
using http::Rate;
using http::RouteInfo;

RouteInfo row(const char* method, std::string path, const char* name, const char* summary, Access access) {
  RouteInfo info;
  info.method = method;
  info.path = "/api/v1" + std::move(path);
  info.name = std::string("cases.") + name;
  info.summary = summary;
  info.access = std::move(access);
  return info;
}
RouteInfo get(std::string path, const char* name, const char* summary, Access access) {
  return row("GET", std::move(path), name, summary, std::move(access));
}
RouteInfo put(std::string path, const char* name, const char* summary, Access access) {
  return row("PUT", std::move(path), name, summary, std::move(access));
}
RouteInfo post(std::string path, const char* name, const char* summary, Access access) {
  auto info = row("POST", std::move(path), name, summary, std::move(access));
  info.idempotency = Idempotency::required;
  return info;
}
// An act on one case: POST /api/v1/cases/{case_id}/<path>.
RouteInfo act(const char* path, const char* name, const char* summary, Access access) {
  return post(std::string("/cases/{case_id}/") + path, name, summary, std::move(access));
}

Access clerks() { return Access::staff({Role::window_clerk}); }
Access handlers() { return Access::staff({Role::window_clerk, Role::reviewer, Role::approver}); }
Access deciders() { return Access::staff({Role::approver, Role::department_head}); }
Access examiners() { return Access::staff({Role::reviewer, Role::approver}); }
Access all_case_staff() {
  return Access::staff({Role::window_clerk, Role::reviewer, Role::approver, Role::department_head, Role::supervisor});
}

Result<http::Response> html(WorkCtx& ctx, const http::Request&, const InstrumentIn& in) {
  http::Response response;
  TRY(ctx.read([&](Ctx& act) -> Result<void> {
    response.body = TRY(instrument_html(act, in));
    return {};
  }));
  response.content_type = "text/html; charset=utf-8";
  // The page holds its own styles and nothing else may run or load in it.
  response.headers = {{"Content-Security-Policy",
                       "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox; base-uri 'none'; "
                       "frame-ancestors 'none'"},
                      {"Cache-Control", "no-store"}};
  return response;
}

void add_application_routes(std::vector<http::Route>& r) {
  using http::write_route;
  const auto signed_in = Access::signed_in();
  auto start = post("/cases", "start", "Begin an application as a draft.", Access::applicant());
  start.success = 201;
  r.push_back(write_route(start, start_case));
  auto whole = post("/applications", "apply", "Hand in a whole application in one call.", Access::applicant());
  whole.success = 201;
  r.push_back(write_route(whole, apply));
  r.push_back(write_route(put("/cases/{case_id}/answers/{group_key}", "save_answers",
                              "Save one group of the form; 412 when it was changed elsewhere.", signed_in),
                          save_answers));
  r.push_back(write_route(put("/cases/{case_id}/contact", "save_contact", "Save contact and delivery.", signed_in),
                          save_contact));
  r.push_back(
      write_route(put("/cases/{case_id}/scenario", "save_scenario", "Save the answers to the scenario.", signed_in),
                  save_scenario));
  r.push_back(write_route(act("upgrade", "upgrade", "Take the newer version of the item into a draft.", signed_in),
                          upgrade_draft));
  r.push_back(write_route(row("DELETE", "/cases/{case_id}", "delete_draft", "Delete a draft for good.", signed_in),
                          delete_draft));
  r.push_back(write_route(act("materials", "attach_material", "Satisfy a material that is asked for.", signed_in),
                          attach_material));
  r.push_back(write_route(row("DELETE", "/cases/{case_id}/materials/{material_id}", "remove_material",
                              "Take a material back before handing in.", signed_in),
                          remove_material));
  r.push_back(http::read_route(get("/cases/{case_id}/earlier-materials/{material_key}", "earlier_materials",
                                   "Files of earlier cases that can be used again.", signed_in),
                               earlier_materials));
  r.push_back(write_route(act("submit", "submit", "Hand in: number, query code and receipt.", signed_in), submit));
  r.push_back(write_route(act("revise", "revise", "Hand in again after a pre-review.", signed_in), revise));
  r.push_back(
      write_route(act("resubmit", "resubmit", "Hand in again after a correction notice.", signed_in), resubmit));
  r.push_back(write_route(act("withdraw", "withdraw", "Withdraw the application.", signed_in), withdraw));
  r.push_back(write_route(act("supplement", "supplement", "Hand in a promised material.", signed_in), supplement));
}

void add_staff_routes(std::vector<http::Route>& r) {
  using http::write_route;
  r.push_back(write_route(act("pre-review", "pre_review", "Pass, or return once for revision.", clerks()), pre_review));
  r.push_back(write_route(act("receive", "receive", "Receive the application.", clerks()), receive));
  r.push_back(write_route(act("correct", "correct", "Send the one correction notice.", clerks()), correct));
  r.push_back(write_route(act("accept", "accept", "Accept: the legal clock starts.", clerks()), accept));
  r.push_back(write_route(act("refuse", "refuse", "Refuse acceptance in writing.", clerks()), refuse));
  r.push_back(write_route(act("claim", "claim", "Take the task.", handlers()), claim));
  r.push_back(write_route(act("assign", "assign", "Give the task to a person.", Access::staff({Role::department_head})),
                          assign));
  r.push_back(
      write_route(act("hand-over", "hand_over", "Give one's task to a colleague.",
                      Access::staff({Role::window_clerk, Role::reviewer, Role::approver, Role::department_head})),
                  hand_over));
  r.push_back(write_route(act("review", "review", "Give an opinion, or return.", handlers()), review));
  r.push_back(write_route(act("suspend", "suspend", "Begin a special procedure.", examiners()), suspend));
  r.push_back(write_route(act("resume", "resume", "End the special procedure.", examiners()), resume));
  r.push_back(write_route(act("extend", "extend", "Extend the limit, once.", deciders()), extend));
  r.push_back(write_route(act("decide", "decide", "Decide.", Access::staff({Role::approver})), decide));
  r.push_back(write_route(act("terminate", "terminate", "Terminate with reason and basis.", deciders()), terminate));
  r.push_back(write_route(act("transfer", "transfer", "Pass on to another organ.", deciders()), transfer));
  r.push_back(write_route(act("issue", "issue", "Record the result that was made.", handlers()), issue));
  r.push_back(write_route(act("deliver", "deliver", "Record the delivery.", clerks()), deliver));
  r.push_back(write_route(
      act("archive", "archive", "Archive.", Access::staff({Role::window_clerk, Role::reviewer, Role::department_head})),
      archive));
  r.push_back(
      write_route(act("reveal", "reveal", "See personal fields unmasked, for a recorded reason.",
                      Access::staff({Role::window_clerk, Role::reviewer, Role::approver, Role::department_head})),
                  reveal));
}

void add_question_routes(std::vector<http::Route>& r) {
  using http::read_route;
  r.push_back(
      read_route(get("/cases", "mine", "One's own cases or drafts, newest first.", Access::signed_in()), my_cases));
  r.push_back(read_route(get("/cases/{case_id}", "view", "Everything of a case, in one answer.", Access::signed_in()),
                         view_case));
  r.push_back(read_route(get("/worklist", "worklist", "Cases for one's posts, most urgent first.", all_case_staff()),
                         worklist));
  r.push_back(
      read_route(get("/worklist/counts", "worklist_counts", "How much waits.", all_case_staff()), worklist_counts));
  auto progress_row = get("/progress", "progress", "Public progress by case number and query code.", Access::anyone());
  progress_row.rate = Rate::login;  // few guesses a minute
  r.push_back(read_route(progress_row, progress));
  r.back().immediate = true;  // two rows by their keys
  r.push_back(http::raw_route(get("/cases/{case_id}/instruments/{instrument_id}/html", "instrument",
                                  "An instrument as a printable page.", Access::signed_in()),
                              "text/html; charset=utf-8", html));
}

}  // namespace

std::vector<http::Route> routes() {
  std::vector<http::Route> routes;
  add_application_routes(routes);
  add_staff_routes(routes);
  add_question_routes(routes);
  for (auto& route : file_routes()) routes.push_back(std::move(route));
  for (auto& route : task_routes()) routes.push_back(std::move(route));
  for (auto& route : workbench_routes()) routes.push_back(std::move(route));
  for (auto& route : window_routes()) routes.push_back(std::move(route));
  return routes;
}

}  // namespace tongban::cases
