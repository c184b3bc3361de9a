// What the acts share: who may do what to a notice, and how it is shown. Private to the module.
#pragma once

#include "modules/notices/store.h"
#include "modules/notices/views.h"
#include "platform/act/ctx.h"

namespace tongban::notices {

// A notice for everywhere belongs to the whole country.
inline constexpr const char* kEverywhere = "000000000000";

// A post for the whole installation stands in no region of the tree.
bool is_of_the_whole(const Post& post);

// Editors, publishers and administrators write; publishing and withdrawing is for the latter two. A post in a
// department covers the notices of that department, one in a region all of its subtree.
bool may_write(const Actor& actor, std::int64_t department_id, const std::string& region_code);
bool may_publish(const Actor& actor, std::int64_t department_id, const std::string& region_code);

std::vector<Action> allowed(const Actor& actor, const store::NoticeRow& row);
NoticeView view_of(Ctx& ctx, const store::NoticeRow& row);
StaffNoticeView staff_view_of(Ctx& ctx, const store::NoticeRow& row);
Error no_such_notice();

}  // namespace tongban::notices
