// The endpoint rows of the portal: open to everybody, and the same for everybody who asks.
#include "modules/catalog/portal.h"
#include "platform/http/route.h"

namespace tongban::catalog {
namespace {

http::RouteInfo open(const char* path, const char* name, const char* summary) {
  http::RouteInfo info;
  info.method = "GET";
  info.path = path;
  info.name = name;
  info.summary = summary;
  info.access = http::Access::anyone();
  info.shared = true;
  return info;
}

}  // namespace

std::vector<http::Route> portal_routes() {
  using http::read_route;
  auto answering = open("/api/v1/answers", "catalog.answers",
                        "What guides in effect say to a question in people's own words, quoted, or nothing.");
  answering.rate = http::Rate::search;
  answering.shared = false;
  std::vector<http::Route> r;
  r.push_back(read_route(answering, answers));
  r.push_back(read_route(
      open("/api/v1/life-events", "catalog.life_events", "Life events, those that the region has guides for first."),
      life_events));
  r.push_back(read_route(open("/api/v1/life-events/{event_key}", "catalog.life_event",
                              "A life event in a region, narrowed by answers to the guides that are needed."),
                         life_event));
  r.push_back(read_route(open("/api/v1/scoreboard", "catalog.scoreboard",
                              "How complete the guides of a region and its departments are, and how that is counted."),
                         scoreboard));
  r.push_back(read_route(open("/api/v1/departments/{department_id}/scores", "catalog.scored_items",
                              "The items of a department with their scores and what is missing."),
                         scored_items));
  r.push_back(read_route(open("/api/v1/departments/{department_id}/contact", "catalog.department_contact",
                              "Where a department is and when, from its own guides."),
                         department_contact));
  return r;
}

}  // namespace tongban::catalog
