#include "platform/http/access.h"
#include "platform/http/api.h"

namespace tongban::http {
namespace {

struct Column {
  std::string title;
  Actor actor;
};

std::vector<Column> columns() {
  std::vector<Column> list;
  list.push_back({"anonymous", Actor{}});
  list.push_back({"applicant", Actor{.kind = ActorKind::applicant, .account_id = 1}});
  list.push_back({"staff", Actor{.kind = ActorKind::staff, .account_id = 1}});
  for (const Role role : all_of<Role>()) {
    Actor actor{.kind = ActorKind::staff, .account_id = 1};
    actor.posts.push_back({role, 0, ""});
    list.push_back({std::string(enum_text(role)), actor});
  }
  return list;
}

}  // namespace

std::string access_matrix_text(const Api& api) {
  const auto who = columns();
  std::string out =
      "# Who may call what\n\nGenerated from the endpoint rows (./tb gen); do not edit. A mark means that the endpoint "
      "answers such a caller;\nwhich objects they may see or change is decided by the act.\n\n| endpoint | name |";
  std::string rule = "|---|---|";
  for (const auto& column : who) {
    out += " " + column.title + " |";
    rule += ":-:|";
  }
  out += "\n" + rule + "\n";
  std::map<std::string, const Route*> by_name;
  for (const auto& route : api.routes()) by_name[route.info.name] = &route;
  for (const auto& [name, route] : by_name) {
    out += "| " + route->info.method + " " + route->info.path + " | " + name + " |";
    for (const auto& column : who) out += check_access(route->info.access, column.actor).ok() ? " x |" : "  |";
    out += "\n";
  }
  return out;
}

}  // namespace tongban::http
