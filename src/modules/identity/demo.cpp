#include <set>

#include "base/citizen_id.h"
#include "modules/identity/actions.h"
#include "modules/identity/new_account.h"
#include "modules/identity/state.h"

namespace tongban::identity {
namespace {

constexpr const char* kPassword = "tongban-demo-2026";
constexpr int kDemoAssurance = 4;

struct Planned {
  store::Account account;
  std::optional<Post> post;
  std::string who;
};

// Birth in 1900 and sequence 000 never belonged to anybody: plainly not a real person's number.
std::string made_up_citizen_id(const std::string& first17) { return first17 + citizen_id_check_character(first17); }

Planned applicant(std::string login_name, std::string name, std::string id_number, std::string representative) {
  Planned planned;
  auto& account = planned.account;
  account.kind = AccountKind::applicant;
  account.applicant_kind = representative.empty() ? ApplicantKind::natural : ApplicantKind::legal;
  account.login_name = std::move(login_name);
  account.name = std::move(name);
  account.id_number = std::move(id_number);
  account.phone = "13800000000";
  account.address = "演示市演示区演示路1号";
  account.representative = std::move(representative);
  planned.who = account.name + (account.representative.empty() ? "（自然人）" : "（法人）");
  return planned;
}

Planned staff(std::string login_name, std::string name, std::string who, Post post) {
  Planned planned;
  planned.account.kind = AccountKind::staff;
  planned.account.login_name = std::move(login_name);
  planned.account.name = std::move(name);
  planned.account.phone = "13800000001";
  planned.post = std::move(post);
  planned.who = std::move(who);
  return planned;
}

std::vector<Planned> plan(const std::vector<DemoDepartment>& departments) {
  std::vector<Planned> all;
  all.push_back(applicant("zhangsan", "张三", made_up_citizen_id("11010119000101000"), ""));
  all.push_back(applicant("lisi", "李四", made_up_citizen_id("11010119000102000"), ""));
  // The sample code printed in GB 32100-2015.
  all.push_back(applicant("gongsi", "演示商贸有限公司", "91350100M000100Y43", "王五"));
  for (std::size_t i = 0; i < departments.size(); ++i) {
    const auto& d = departments[i];
    const auto number = i == 0 ? std::string() : std::to_string(i + 1);
    const auto post = [&](Role role) { return Post{role, d.department_id, d.region_code}; };
    all.push_back(staff("chuangkou" + number, "陈窗口", "综合窗口（" + d.name + "）", post(Role::window_clerk)));
    all.push_back(staff("shenhe" + number, "沈审核", "审核（" + d.name + "）", post(Role::reviewer)));
    all.push_back(staff("pizhun" + number, "皮批准", "批准（" + d.name + "）", post(Role::approver)));
    all.push_back(staff("lingdao" + number, "凌领导", "部门负责人（" + d.name + "）", post(Role::department_head)));
    all.push_back(staff("bianji" + number, "边编辑", "事项编辑（" + d.name + "）", post(Role::catalog_editor)));
    all.push_back(staff("fabu" + number, "方发布", "事项发布（" + d.name + "）", post(Role::catalog_publisher)));
  }
  // One supervisor for each province that has departments.
  std::set<std::string> provinces;
  for (const auto& d : departments) provinces.insert(d.region_code.substr(0, 2) + "0000000000");
  int number = 0;
  for (const auto& province : provinces)
    all.push_back(staff("jiandu" + (++number == 1 ? std::string() : std::to_string(number)), "简监督", "效能监察",
                        Post{Role::supervisor, 0, province}));
  const auto whole = [](Role role) { return Post{role, 0, ""}; };
  all.push_back(staff("xitong", "席系统", "系统管理员", whole(Role::system_admin)));
  all.push_back(staff("anquan", "安安全", "安全管理员", whole(Role::security_admin)));
  all.push_back(staff("shenji", "沈审计", "审计员", whole(Role::auditor)));
  return all;
}

Result<std::int64_t> ensure(Ctx& ctx, const Planned& planned) {
  const auto existing = store::find_account_by_login_name(ctx, planned.account.login_name);
  const auto account_id = existing ? existing->account_id : TRY(add_account(ctx, planned.account)).account_id.value;
  if (existing && !existing->demo)
    return conflict("identity.login_name_taken", "登录名 " + planned.account.login_name + " 已属于真实账户");
  if (planned.post) store::insert_post(ctx, ctx.new_id(), account_id, *planned.post);
  return account_id;
}

}  // namespace

Result<std::vector<DemoAccount>> create_demo_accounts(WorkCtx& ctx, const std::vector<DemoDepartment>& departments) {
  const auto hash = TRY(ctx.services.state<State>().hasher.hash(kPassword));
  auto all = plan(departments);
  std::vector<DemoAccount> accounts;
  TRY(ctx.write([&](Ctx& tx) -> Result<void> {
    accounts.clear();
    for (auto& planned : all) {
      planned.account.password_hash = hash;
      planned.account.assurance_level = kDemoAssurance;
      planned.account.demo = true;
      const auto account_id = TRY(ensure(tx, planned));
      const auto role = planned.post ? std::string(enum_text(planned.post->role)) : "applicant";
      accounts.push_back({planned.account.login_name, kPassword, planned.who, role, account_id});
    }
    return {};
  }));
  return accounts;
}

}  // namespace tongban::identity
