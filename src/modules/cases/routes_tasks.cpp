// The endpoints of the tasks of processes.
#include "modules/cases/tasks.h"
#include "platform/http/route.h"

namespace tongban::cases {

std::vector<http::Route> task_routes() {
  using http::Access;
  using http::write_route;
  const auto handlers = Access::staff({Role::reviewer, Role::window_clerk, Role::approver, Role::department_head});
  const auto row = [](const char* method, const char* path, const char* name, const char* summary, Access access) {
    http::RouteInfo info;
    info.method = method;
    info.path = std::string("/api/v1") + path;
    info.name = std::string("cases.") + name;
    info.summary = summary;
    info.access = std::move(access);
    if (info.method == "POST") info.idempotency = http::Idempotency::required;
    return info;
  };
  std::vector<http::Route> r;
  r.push_back(write_route(
      row("POST", "/cases/{case_id}/tasks/{task}/complete", "complete_task", "Do a task of the process.", handlers),
      complete_task));
  r.push_back(write_route(row("POST", "/cases/{case_id}/tasks/{task}/change", "change_task",
                              "Claim, transfer, delegate, add or remove a signer, copy, urge.", handlers),
                          change_task));
  r.push_back(write_route(row("POST", "/cases/{case_id}/tasks/{task}/return", "return_task",
                              "Return to an earlier step of the process.", handlers),
                          return_task));
  r.push_back(write_route(row("POST", "/cases/{case_id}/withdraw-task", "withdraw_task",
                              "Take back what one has done while nobody has worked on it since.", handlers),
                          withdraw_task));
  r.push_back(write_route(
      row("POST", "/cases/{case_id}/migrate-process", "migrate_process",
          "Take the running process to the item's current version.", Access::staff({Role::department_head})),
      migrate_process));
  r.push_back(http::read_route(
      row("GET", "/tasks", "tasks", "Tasks of processes for one's posts, most urgent first.", handlers), my_tasks));
  return r;
}

}  // namespace tongban::cases
