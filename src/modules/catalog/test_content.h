// A complete item content on which the gate finds nothing: the rules' tests change one thing of it.
#pragma once

#include "modules/catalog/item_content.h"

namespace tongban::catalog {

inline MaterialElement test_material(std::string key, std::string name) {
  MaterialElement material;
  material.material_key = std::move(key);
  material.material_name = std::move(name);
  material.material_type = "2";
  material.material_format = "3";
  material.necessity = "1";
  material.source_type = "10";
  material.originals = 1;
  material.accept_standard = "内容齐全，签字或盖章";
  return material;
}

inline FlowStep test_step(std::string name, std::string stage, int days) {
  FlowStep step;
  step.step_name = std::move(name);
  step.stage = std::move(stage);
  step.role = "承办人";
  step.limit = {true, days, "working_day", ""};
  return step;
}

inline void fill_basic(BasicElements& basic) {
  basic.item_name = "食品经营许可（新办）";
  basic.aliases = {"开餐馆办证"};
  basic.item_type = "01";
  basic.legal_basis = {{"食品安全法", "第三十五条", "", "2021-04-29", "", true}};
  basic.use_level = "4";
  basic.power_source = "1";
  basic.implementer_nature = "1";
  basic.legal_limit = {true, 20, "working_day", ""};
  basic.promised_limit = {true, 10, "working_day", ""};
  basic.handling_type = "2";
  basic.service_objects = {"1", "2"};
  basic.conditions = {"先行取得营业执照", "有与经营品种相适应的场所"};
  basic.handling_forms = {"1", "2"};
  basic.trips = 0;
  basic.is_fee = false;
  basic.address = "县政务服务中心二楼";
  basic.office_hours = "工作日 9:00-12:00，13:00-17:00";
  basic.consult_phone = "0571-87654320";
  basic.supervise_phone = "12345";
}

inline void fill_extension(ExtensionElements& extension) {
  extension.in_service_center = true;
  extension.review_type = "staged";
  extension.result_types = {"10"};
  extension.result_name = "食品经营许可证";
  extension.result_sample = "sample.pdf";
  extension.delivery_forms = {"window", "express"};
  extension.is_online = true;
  extension.online_depth = {"4", "5", "6"};
  extension.online_level = "IV";
  extension.person_themes = {"040"};
  extension.legal_themes = {"010"};
  extension.reconsideration = "可在六十日内申请行政复议";
  extension.litigation = "可在六个月内提起行政诉讼";
}

inline ItemContent complete_content() {
  ItemContent content;
  fill_basic(content.basic);
  fill_extension(content.extension);
  content.materials = {test_material("m1", "食品经营许可申请书"), test_material("m2", "营业执照"),
                       test_material("m3", "经营场所平面布局图"), test_material("m4", "授权委托书")};
  content.materials[1].source_type = "20";
  content.materials[1].licence_type = "营业执照";
  content.materials[1].exempt_by_licence = true;
  content.questions = {{"在哪里领取证件？", "可在窗口领取，也可邮寄。"}};
  content.flow = {test_step("受理", "accept", 1), test_step("审核", "review", 4), test_step("审批", "decide", 2),
                  test_step("办结", "make", 1), test_step("送达", "deliver", 1)};
  content.scenarios = {
      {"q1",
       "由谁来办理？",
       false,
       {{"o1", "本人办理", {}, {}, {}, ""}, {"o2", "委托他人办理", {"m4"}, {}, {"代理人年满十八周岁"}, ""}}}};
  content.special_procedures = {{"inspection", "现场核查", {true, 5, "working_day", ""}, false, "", ""}};
  content.form_schema = json::object{{"type", "object"}, {"properties", json::object{}}};
  content.sources = {{"县市场监管局办事指南", "high", ""}};
  return content;
}

}  // namespace tongban::catalog
