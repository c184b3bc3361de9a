-- The code lists a new installation begins with, each with its source. They are data: editors end and add entries.
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('item_type', '01', '1949-10-01', '', '行政许可', 'GB/T 39046-2020 annex A A.1', 10),
  ('item_type', '02', '1949-10-01', '', '行政处罚', 'GB/T 39046-2020 annex A A.1', 20),
  ('item_type', '03', '1949-10-01', '', '行政强制', 'GB/T 39046-2020 annex A A.1', 30),
  ('item_type', '04', '1949-10-01', '', '行政征收', 'GB/T 39046-2020 annex A A.1', 40),
  ('item_type', '05', '1949-10-01', '', '行政给付', 'GB/T 39046-2020 annex A A.1', 50),
  ('item_type', '06', '1949-10-01', '', '行政检查', 'GB/T 39046-2020 annex A A.1', 60),
  ('item_type', '07', '1949-10-01', '', '行政确认', 'GB/T 39046-2020 annex A A.1', 70),
  ('item_type', '08', '1949-10-01', '', '行政奖励', 'GB/T 39046-2020 annex A A.1', 80),
  ('item_type', '09', '1949-10-01', '', '行政裁决', 'GB/T 39046-2020 annex A A.1', 90),
  ('item_type', '10', '1949-10-01', '', '其他行政权力', 'GB/T 39046-2020 annex A A.1', 100),
  ('item_type', '20', '1949-10-01', '', '公共服务', 'GB/T 39046-2020 annex A A.1', 110);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('use_level', '1', '1949-10-01', '', '国家级', 'GB/T 39046-2020 annex A A.2', 10),
  ('use_level', '2', '1949-10-01', '', '省级', 'GB/T 39046-2020 annex A A.2', 20),
  ('use_level', '3', '1949-10-01', '', '市级', 'GB/T 39046-2020 annex A A.2', 30),
  ('use_level', '4', '1949-10-01', '', '县级', 'GB/T 39046-2020 annex A A.2', 40),
  ('use_level', '5', '1949-10-01', '', '镇（乡、街道）级', 'GB/T 39046-2020 annex A A.2', 50),
  ('use_level', '6', '1949-10-01', '', '村（社区）级', 'GB/T 39046-2020 annex A A.2', 60),
  ('use_level', '7', '1949-10-01', '', '分级管理', 'GB/T 39046-2020 annex A A.2', 70);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('implementer_nature', '1', '1949-10-01', '', '法定机关', 'GB/T 39046-2020 annex A A.3', 10),
  ('implementer_nature', '2', '1949-10-01', '', '授权组织', 'GB/T 39046-2020 annex A A.3', 20),
  ('implementer_nature', '3', '1949-10-01', '', '受委托组织', 'GB/T 39046-2020 annex A A.3', 30),
  ('implementer_nature', '9', '1949-10-01', '', '其他', 'GB/T 39046-2020 annex A A.3', 40);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('power_source', '1', '1949-10-01', '', '法定本级行使', 'ZWFW C0109-2018 (national platform practice)', 10),
  ('power_source', '2', '1949-10-01', '', '上级下放', 'ZWFW C0109-2018 (national platform practice)', 20),
  ('power_source', '3', '1949-10-01', '', '上级授权', 'ZWFW C0109-2018 (national platform practice)', 30),
  ('power_source', '4', '1949-10-01', '', '同级授权', 'ZWFW C0109-2018 (national platform practice)', 40),
  ('power_source', '5', '1949-10-01', '', '上级委托', 'ZWFW C0109-2018 (national platform practice)', 50),
  ('power_source', '6', '1949-10-01', '', '同级委托', 'ZWFW C0109-2018 (national platform practice)', 60);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('service_object', '1', '1949-10-01', '', '自然人', 'ZWFW C0109-2018 (national platform practice)', 10),
  ('service_object', '2', '1949-10-01', '', '企业法人', 'ZWFW C0109-2018 (national platform practice)', 20),
  ('service_object', '3', '1949-10-01', '', '事业法人', 'ZWFW C0109-2018 (national platform practice)', 30),
  ('service_object', '4', '1949-10-01', '', '社会组织法人', 'ZWFW C0109-2018 (national platform practice)', 40),
  ('service_object', '5', '1949-10-01', '', '非法人企业', 'ZWFW C0109-2018 (national platform practice)', 50),
  ('service_object', '6', '1949-10-01', '', '行政机关', 'ZWFW C0109-2018 (national platform practice)', 60),
  ('service_object', '9', '1949-10-01', '', '其他组织', 'ZWFW C0109-2018 (national platform practice)', 70);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('handling_type', '1', '1949-10-01', '', '即办件', 'GB/T 39046-2020 annex A A.6', 10),
  ('handling_type', '2', '1949-10-01', '', '承诺件', 'GB/T 39046-2020 annex A A.6', 20),
  ('handling_type', '9', '1949-10-01', '', '其他', 'GB/T 39046-2020 annex A A.6', 30);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('handling_form', '1', '1949-10-01', '', '窗口办理', 'GB/T 39046-2020 annex A A.5', 10),
  ('handling_form', '2', '1949-10-01', '', '网上办理', 'GB/T 39046-2020 annex A A.5', 20),
  ('handling_form', '3', '1949-10-01', '', '移动端办理', 'GB/T 39046-2020 annex A A.5', 30),
  ('handling_form', '4', '1949-10-01', '', '快递申请', 'GB/T 39046-2020 annex A A.5', 40),
  ('handling_form', '9', '1949-10-01', '', '其他', 'GB/T 39046-2020 annex A A.5', 50);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('limit_unit', 'working_day', '1949-10-01', '', '工作日', 'platform', 10),
  ('limit_unit', 'natural_day', '1949-10-01', '', '自然日', 'platform', 20),
  ('limit_unit', 'working_hour', '1949-10-01', '', '工作小时', 'platform', 30);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('cross_region_scope', '0', '1949-10-01', '', '未实现通办', 'national platform practice', 10),
  ('cross_region_scope', '1', '1949-10-01', '', '全国通办', 'national platform practice', 20),
  ('cross_region_scope', '2', '1949-10-01', '', '跨省通办', 'national platform practice', 30),
  ('cross_region_scope', '3', '1949-10-01', '', '跨市通办', 'national platform practice', 40),
  ('cross_region_scope', '4', '1949-10-01', '', '跨县通办', 'national platform practice', 50),
  ('cross_region_scope', '5', '1949-10-01', '', '跨乡镇通办', 'national platform practice', 60);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('cross_region_mode', '全程网办', '1949-10-01', '', '全程网办', '国办发〔2020〕35号', 10),
  ('cross_region_mode', '异地代收代办', '1949-10-01', '', '异地代收代办', '国办发〔2020〕35号', 20),
  ('cross_region_mode', '多地联办', '1949-10-01', '', '多地联办', '国办发〔2020〕35号', 30);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('online_depth', '1', '1949-10-01', '', '互联网咨询', 'national platform practice', 10),
  ('online_depth', '2', '1949-10-01', '', '互联网收件', 'national platform practice', 20),
  ('online_depth', '3', '1949-10-01', '', '互联网预审', 'national platform practice', 30),
  ('online_depth', '4', '1949-10-01', '', '互联网受理', 'national platform practice', 40),
  ('online_depth', '5', '1949-10-01', '', '互联网办理', 'national platform practice', 50),
  ('online_depth', '6', '1949-10-01', '', '互联网办理结果信息反馈', 'national platform practice', 60),
  ('online_depth', '7', '1949-10-01', '', '互联网电子证照反馈', 'national platform practice', 70),
  ('online_depth', '8', '1949-10-01', '', '其他', 'national platform practice', 80);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('online_level', 'I', '1949-10-01', '', 'Ⅰ级 信息公开', 'provincial practice', 10),
  ('online_level', 'II', '1949-10-01', '', 'Ⅱ级 在线预审', 'provincial practice', 20),
  ('online_level', 'III', '1949-10-01', '', 'Ⅲ级 原件核验', 'provincial practice', 30),
  ('online_level', 'IV', '1949-10-01', '', 'Ⅳ级 全程网办', 'provincial practice', 40);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('material_type', '1', '1949-10-01', '', '证件证书证明', 'ZWFW C0109-2018 (national platform practice)', 10),
  ('material_type', '2', '1949-10-01', '', '申请表格文书', 'ZWFW C0109-2018 (national platform practice)', 20),
  ('material_type', '9', '1949-10-01', '', '其他', 'ZWFW C0109-2018 (national platform practice)', 30);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('material_format', '1', '1949-10-01', '', '纸质', 'ZWFW C0109-2018 (national platform practice)', 10),
  ('material_format', '2', '1949-10-01', '', '电子', 'ZWFW C0109-2018 (national platform practice)', 20),
  ('material_format', '3', '1949-10-01', '', '纸质/电子', 'ZWFW C0109-2018 (national platform practice)', 30);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('material_necessity', '1', '1949-10-01', '', '必要', 'national platform practice', 10),
  ('material_necessity', '2', '1949-10-01', '', '非必要', 'national platform practice', 20),
  ('material_necessity', '3', '1949-10-01', '', '容缺后补', 'national platform practice', 30);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('material_source', '10', '1949-10-01', '', '申请人自备', 'national platform practice', 10),
  ('material_source', '20', '1949-10-01', '', '政府部门核发', 'national platform practice', 20),
  ('material_source', '30', '1949-10-01', '', '中介机构出具', 'national platform practice', 30),
  ('material_source', '99', '1949-10-01', '', '其他', 'national platform practice', 40);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('result_type', '10', '1949-10-01', '', '证照', 'ZWFW C0109-2018 (national platform practice)', 10),
  ('result_type', '20', '1949-10-01', '', '批文', 'ZWFW C0109-2018 (national platform practice)', 20),
  ('result_type', '30', '1949-10-01', '', '其他', 'ZWFW C0109-2018 (national platform practice)', 30);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('review_type', 'instant', '1949-10-01', '', '即审即办', 'national platform practice', 10),
  ('review_type', 'staged', '1949-10-01', '', '前审后批', 'national platform practice', 20);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('delivery_form', 'window', '1949-10-01', '', '窗口领取', 'platform', 10),
  ('delivery_form', 'express', '1949-10-01', '', '邮寄送达', 'platform', 20),
  ('delivery_form', 'electronic', '1949-10-01', '', '电子送达', 'platform', 30);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('step_stage', 'accept', '1949-10-01', '', '受理', 'platform', 10),
  ('step_stage', 'review', '1949-10-01', '', '审查', 'platform', 20),
  ('step_stage', 'decide', '1949-10-01', '', '决定', 'platform', 30),
  ('step_stage', 'make', '1949-10-01', '', '制证', 'platform', 40),
  ('step_stage', 'deliver', '1949-10-01', '', '送达', 'platform', 50);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('special_procedure', 'hearing', '1949-10-01', '', '听证', '行政许可法第四十五条', 10),
  ('special_procedure', 'bidding', '1949-10-01', '', '招标', '行政许可法第四十五条', 20),
  ('special_procedure', 'auction', '1949-10-01', '', '拍卖', '行政许可法第四十五条', 30),
  ('special_procedure', 'inspection', '1949-10-01', '', '现场核查', '行政许可法第四十五条', 40),
  ('special_procedure', 'testing', '1949-10-01', '', '检验检测', '行政许可法第四十五条', 50),
  ('special_procedure', 'quarantine', '1949-10-01', '', '检疫', '行政许可法第四十五条', 60),
  ('special_procedure', 'appraisal', '1949-10-01', '', '鉴定', '行政许可法第四十五条', 70),
  ('special_procedure', 'expert_review', '1949-10-01', '', '专家评审', '行政许可法第四十五条', 80),
  ('special_procedure', 'publicity', '1949-10-01', '', '公示', '行政许可法第四十五条', 90),
  ('special_procedure', 'examination', '1949-10-01', '', '考试', '行政许可法第四十五条', 100),
  ('special_procedure', 'technical_review', '1949-10-01', '', '技术审查', '行政许可法第四十五条', 110);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('theme_person', '005', '1949-10-01', '', '生育收养', 'national platform theme table', 10),
  ('theme_person', '010', '1949-10-01', '', '户籍办理', 'national platform theme table', 20),
  ('theme_person', '015', '1949-10-01', '', '民族宗教', 'national platform theme table', 30),
  ('theme_person', '020', '1949-10-01', '', '教育科研', 'national platform theme table', 40),
  ('theme_person', '025', '1949-10-01', '', '入伍服役', 'national platform theme table', 50),
  ('theme_person', '030', '1949-10-01', '', '就业创业', 'national platform theme table', 60),
  ('theme_person', '035', '1949-10-01', '', '设立变更', 'national platform theme table', 70),
  ('theme_person', '040', '1949-10-01', '', '准营准办', 'national platform theme table', 80),
  ('theme_person', '045', '1949-10-01', '', '抵押质押', 'national platform theme table', 90),
  ('theme_person', '050', '1949-10-01', '', '职业资格', 'national platform theme table', 100),
  ('theme_person', '055', '1949-10-01', '', '行政缴费', 'national platform theme table', 110),
  ('theme_person', '060', '1949-10-01', '', '婚姻登记', 'national platform theme table', 120),
  ('theme_person', '065', '1949-10-01', '', '优待抚恤', 'national platform theme table', 130),
  ('theme_person', '070', '1949-10-01', '', '规划建设', 'national platform theme table', 140),
  ('theme_person', '075', '1949-10-01', '', '住房保障', 'national platform theme table', 150),
  ('theme_person', '085', '1949-10-01', '', '社会保障', 'national platform theme table', 160),
  ('theme_person', '090', '1949-10-01', '', '证件办理', 'national platform theme table', 170),
  ('theme_person', '095', '1949-10-01', '', '交通出行', 'national platform theme table', 180),
  ('theme_person', '100', '1949-10-01', '', '旅游观光', 'national platform theme table', 190),
  ('theme_person', '105', '1949-10-01', '', '出境入境', 'national platform theme table', 200),
  ('theme_person', '110', '1949-10-01', '', '消费维权', 'national platform theme table', 210),
  ('theme_person', '115', '1949-10-01', '', '公共安全', 'national platform theme table', 220),
  ('theme_person', '120', '1949-10-01', '', '司法公证', 'national platform theme table', 230),
  ('theme_person', '125', '1949-10-01', '', '知识产权', 'national platform theme table', 240),
  ('theme_person', '130', '1949-10-01', '', '环保绿化', 'national platform theme table', 250),
  ('theme_person', '135', '1949-10-01', '', '文化体育', 'national platform theme table', 260),
  ('theme_person', '140', '1949-10-01', '', '公用事业', 'national platform theme table', 270),
  ('theme_person', '145', '1949-10-01', '', '医疗卫生', 'national platform theme table', 280),
  ('theme_person', '150', '1949-10-01', '', '离职退休', 'national platform theme table', 290),
  ('theme_person', '155', '1949-10-01', '', '死亡殡葬', 'national platform theme table', 300),
  ('theme_person', '998', '1949-10-01', '', '地方特色', 'national platform theme table', 310),
  ('theme_person', '999', '1949-10-01', '', '其他', 'national platform theme table', 320);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('theme_legal', '005', '1949-10-01', '', '设立变更', 'national platform theme table', 10),
  ('theme_legal', '010', '1949-10-01', '', '准营准办', 'national platform theme table', 20),
  ('theme_legal', '015', '1949-10-01', '', '资质认证', 'national platform theme table', 30),
  ('theme_legal', '020', '1949-10-01', '', '年检年审', 'national platform theme table', 40),
  ('theme_legal', '025', '1949-10-01', '', '税收财务', 'national platform theme table', 50),
  ('theme_legal', '030', '1949-10-01', '', '人力资源', 'national platform theme table', 60),
  ('theme_legal', '035', '1949-10-01', '', '社会保障', 'national platform theme table', 70),
  ('theme_legal', '040', '1949-10-01', '', '投资审批', 'national platform theme table', 80),
  ('theme_legal', '045', '1949-10-01', '', '融资信贷', 'national platform theme table', 90),
  ('theme_legal', '050', '1949-10-01', '', '抵押质押', 'national platform theme table', 100),
  ('theme_legal', '055', '1949-10-01', '', '商务贸易', 'national platform theme table', 110),
  ('theme_legal', '060', '1949-10-01', '', '招标拍卖', 'national platform theme table', 120),
  ('theme_legal', '065', '1949-10-01', '', '海关口岸', 'national platform theme table', 130),
  ('theme_legal', '070', '1949-10-01', '', '涉外服务', 'national platform theme table', 140),
  ('theme_legal', '075', '1949-10-01', '', '农林牧渔', 'national platform theme table', 150),
  ('theme_legal', '085', '1949-10-01', '', '国土和规划建设', 'national platform theme table', 160),
  ('theme_legal', '090', '1949-10-01', '', '交通运输', 'national platform theme table', 170),
  ('theme_legal', '095', '1949-10-01', '', '环保绿化', 'national platform theme table', 180),
  ('theme_legal', '100', '1949-10-01', '', '应对气候变化', 'national platform theme table', 190),
  ('theme_legal', '105', '1949-10-01', '', '水务气象', 'national platform theme table', 200),
  ('theme_legal', '110', '1949-10-01', '', '医疗卫生', 'national platform theme table', 210),
  ('theme_legal', '115', '1949-10-01', '', '科技创新', 'national platform theme table', 220),
  ('theme_legal', '120', '1949-10-01', '', '文体教育', 'national platform theme table', 230),
  ('theme_legal', '125', '1949-10-01', '', '知识产权', 'national platform theme table', 240),
  ('theme_legal', '130', '1949-10-01', '', '民族宗教', 'national platform theme table', 250),
  ('theme_legal', '135', '1949-10-01', '', '质量技术', 'national platform theme table', 260),
  ('theme_legal', '140', '1949-10-01', '', '检验检疫', 'national platform theme table', 270),
  ('theme_legal', '145', '1949-10-01', '', '安全生产', 'national platform theme table', 280),
  ('theme_legal', '150', '1949-10-01', '', '公安消防', 'national platform theme table', 290),
  ('theme_legal', '155', '1949-10-01', '', '司法公证', 'national platform theme table', 300),
  ('theme_legal', '160', '1949-10-01', '', '公用事业', 'national platform theme table', 310),
  ('theme_legal', '165', '1949-10-01', '', '法人注销', 'national platform theme table', 320),
  ('theme_legal', '170', '1949-10-01', '', '档案文物', 'national platform theme table', 330),
  ('theme_legal', '998', '1949-10-01', '', '地方特色', 'national platform theme table', 340),
  ('theme_legal', '999', '1949-10-01', '', '其他', 'national platform theme table', 350);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('vague_material', '其他材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 10),
  ('vague_material', '其它材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 20),
  ('vague_material', '其他相关材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 30),
  ('vague_material', '其他有关材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 40),
  ('vague_material', '其他证明材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 50),
  ('vague_material', '其他需要', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 60),
  ('vague_material', '其他文件', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 70),
  ('vague_material', '其他资料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 80),
  ('vague_material', '其他规定', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 90),
  ('vague_material', '相关材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 100),
  ('vague_material', '有关材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 110),
  ('vague_material', '相关证明', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 120),
  ('vague_material', '有关证明', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 130),
  ('vague_material', '相关文件', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 140),
  ('vague_material', '有关文件', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 150),
  ('vague_material', '相关资料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 160),
  ('vague_material', '有关资料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 170),
  ('vague_material', '相关证件', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 180),
  ('vague_material', '有关证件', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 190),
  ('vague_material', '相关手续', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 200),
  ('vague_material', '等材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 210),
  ('vague_material', '等证明', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 220),
  ('vague_material', '等资料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 230),
  ('vague_material', '等文件', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 240),
  ('vague_material', '等证件', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 250),
  ('vague_material', '等相关', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 260),
  ('vague_material', '等有关', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 270),
  ('vague_material', '规定的其他', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 280),
  ('vague_material', '要求的其他', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 290),
  ('vague_material', '需要的其他', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 300),
  ('vague_material', '要求提供的其他', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 310),
  ('vague_material', '需要提供的其他', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 320),
  ('vague_material', '认为需要提供', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 330),
  ('vague_material', '根据需要提供', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 340),
  ('vague_material', '视情况提供', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 350),
  ('vague_material', '必要的材料', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 360),
  ('vague_material', '必要的证明', '1949-10-01', '', '含糊或兜底的材料表述', '国办发〔2018〕45号 (no catch-all materials); kept by the catalogue editors', 370);
INSERT INTO code_entries (code_set, code, valid_from, valid_to, name, source, sort) VALUES
  ('vague_condition', '法律法规规定的其他条件', '1949-10-01', '', '含糊或兜底的条件表述', 'kept by the catalogue editors', 10),
  ('vague_condition', '法律、法规规定的其他条件', '1949-10-01', '', '含糊或兜底的条件表述', 'kept by the catalogue editors', 20),
  ('vague_condition', '法律、行政法规规定的其他条件', '1949-10-01', '', '含糊或兜底的条件表述', 'kept by the catalogue editors', 30),
  ('vague_condition', '规定的其他条件', '1949-10-01', '', '含糊或兜底的条件表述', 'kept by the catalogue editors', 40),
  ('vague_condition', '其他有关条件', '1949-10-01', '', '含糊或兜底的条件表述', 'kept by the catalogue editors', 50),
  ('vague_condition', '其他相关条件', '1949-10-01', '', '含糊或兜底的条件表述', 'kept by the catalogue editors', 60),
  ('vague_condition', '符合有关规定', '1949-10-01', '', '含糊或兜底的条件表述', 'kept by the catalogue editors', 70),
  ('vague_condition', '符合相关规定', '1949-10-01', '', '含糊或兜底的条件表述', 'kept by the catalogue editors', 80);
