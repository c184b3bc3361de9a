// The endpoints of the module: everybody's own messages and settings, and the texts and the outbox for administrators.
#include "modules/messages/actions.h"
#include "modules/messages/messages.h"
#include "platform/http/route.h"

namespace tongban::messages {
namespace {

using http::Access;
using http::RouteInfo;

RouteInfo row(const char* method, const char* path, const char* name, const char* summary, Access access) {
  RouteInfo info;
  info.method = method;
  info.path = std::string("/api/v1") + path;
  info.name = std::string("messages.") + name;
  info.summary = summary;
  info.access = std::move(access);
  info.max_body = 64 * 1024;
  return info;
}
RouteInfo own(const char* method, const char* path, const char* name, const char* summary) {
  return row(method, path, name, summary, Access::signed_in());
}
// What sends a mail, or could be used to guess a code.
RouteInfo few(RouteInfo info) {
  info.rate = http::Rate::login;
  return info;
}
RouteInfo admin(const char* method, const char* path, const char* name, const char* summary) {
  return row(method, path, name, summary, Access::staff({Role::system_admin}));
}

}  // namespace

std::vector<http::Route> routes() {
  using http::read_route;
  using http::write_route;
  return {
      read_route(own("GET", "/messages", "mine", "One's own messages, newest first."), my_messages),
      read_route(own("GET", "/unread-messages", "unread", "How many of one's own messages are unread."),
                 unread_messages),
      write_route(own("POST", "/messages/{message_id}/read", "read", "Mark a message as read."), read_message),
      write_route(own("POST", "/messages/read-all", "read_all", "Mark all messages up to one as read."),
                  read_all_messages),
      read_route(own("GET", "/message-settings", "settings", "One's own channels, addresses and quiet hours."),
                 own_settings),
      write_route(few(own("PUT", "/message-settings", "change_settings",
                          "Change channels and quiet hours; a new mail address is sent a code.")),
                  change_settings),
      write_route(few(own("POST", "/message-settings/confirm-mail", "confirm_mail",
                          "Confirm the mail address with the code that was sent to it.")),
                  confirm_mail),
      read_route(admin("GET", "/admin/message-templates", "templates", "The texts in force, by kind and channel."),
                 list_templates),
      read_route(admin("GET", "/admin/message-templates/versions", "template_versions",
                       "All versions of one text, newest first."),
                 template_versions),
      write_route(admin("PUT", "/admin/message-templates", "save_template", "Save a text as a new version."),
                  save_template),
      read_route(admin("POST", "/admin/message-templates/preview", "preview_template",
                       "A text with sample values filled in, checked as for saving."),
                 preview_template),
      read_route(admin("GET", "/admin/outbox", "outbox",
                       "Mails, text messages and pushes: waiting, sent, dead letters, dropped."),
                 outbox),
      write_route(admin("POST", "/admin/outbox/{delivery_id}/retry", "retry_delivery", "Send now, with no failures."),
                  retry_delivery),
      write_route(admin("POST", "/admin/outbox/{delivery_id}/drop", "drop_delivery", "Give a delivery up."),
                  drop_delivery),
  };
}

}  // namespace tongban::messages
