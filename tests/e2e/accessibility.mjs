// Every page that a role can reach, on a desk and on a phone, has to stand before axe-core: WCAG 2.2 AA and its best
// practices, with nothing found. Pages with faults in them are looked at where the journeys pass them.
import { accountOf, address, expect, kDesktop, kPhone, person, signIn, step } from './browser.mjs';
import { applyOverApi } from './over_api.mjs';

const kDepartment = '新化县市场监督管理局';

// Each entry: what people call the page, its path, and what has to be seen before looking.
async function stand(someone, width, pages) {
  for (const [name, path, sees] of pages) {
    await step(`axe finds nothing on ${name} (${someone.name}, ${width.width} wide)`, async () => {
      if (path.endsWith('/0000000000000')) someone.expectStatus(400);
      await someone.page.goto(`${address}${path}`);
      await someone.page.getByText(sees).first().waitFor();
      await someone.fits();
      await someone.accessible();
    });
  }
}

export const publicPages = ({ item_id, basic_item_id, department_id, case_number }) => [
  ['the home page', '/', '想办什么事？'],
  ['all services', '/search', '筛选'],
  ['search results', `/search?q=${encodeURIComponent('身份证')}`, '身份证'],
  ['a search without results', '/search?q=qqqqzzzz', '没有找到'],
  ['a guide', `/items/${item_id}`, '承诺时限'],
  ['the comparison of regions', `/compare/${basic_item_id}?from=${item_id}`, '法定'],
  ['the progress query', `/progress?number=${case_number}`, '查询码'],
  ['asking', '/ask', '提出咨询、投诉或表扬'],
  ['finding an answer', '/inquiries/lookup', '查询码'],
  ['the finder', '/find?who=firm&q=食品经营许可证要多久', '承诺时限'],
  ['a life event', '/find/newborn?answers=q1:o2', '按您的回答不用办'],
  ['the departments', '/departments', '部门'],
  ['a department', `/departments/${department_id}`, '办理的事项'],
  ['the scores of regions', '/scoreboard', '怎么算的'],
  ['the scores of a department', `/scoreboard/${department_id}`, '完整度'],
  ['the notices', '/notices', '公告'],
  ['a notice that does not exist', '/notices/0000000000000', '没有找到'],
  ['the sign-in page', '/sign-in', '密码'],
  ['the registration', '/register', '公民身份号码'],
  ['the lack of permission', '/no-permission', '没有权限'],
  ['a page that does not exist', '/nowhere', '没有这个页面'],
  ['a guide that does not exist', '/items/0000000000000', '没有找到'],
];
export const applicantPages = ({ item_id, draft, filled, submitted }) => [
  ['the first own page', '/my', '待办'],
  ['the agents', '/my/agents', '我可以代办'],
  ['running cases', '/cases', '我的办件'],
  ['drafts', '/cases?tab=drafts', '我的办件'],
  ['finished cases', '/cases?tab=finished', '我的办件'],
  ['own questions and complaints', '/inquiries', '我的咨询投诉'],
  ['own messages', '/messages', '消息'],
  ['the settings of messages', '/messages/settings', '免打扰开始'],
  ['the own profile', '/profile', '我的信息'],
  ['the questions before the form', `/apply/${item_id}`, '开始填写'],
  ['the form', `/cases/${draft}/apply/form`, '下一步：提交材料'],
  ['the materials', `/cases/${draft}/apply/materials`, '待提供'],
  ['the check before submitting', `/cases/${filled}/apply/check`, '提交申请'],
  ['the receipt', `/cases/${submitted}/receipt`, '办件编码'],
  ['the own case', `/cases/${submitted}`, '办理过程'],
  ['a page of the staff', '/staff', '没有权限'],
];
export const casePages = ({ submitted }) => [
  ['the worklist', '/staff', '工作台'],
  ['the running cases', '/staff?scope=running', '工作台'],
  ['a case', `/staff/cases/${submitted}`, '可以进行的操作'],
  ['tasks of processes', '/staff/tasks', '目前没有等您办理的流程任务'],
  ['absences and deputies', '/staff/absence', '登记不在岗'],
];
const clerkPages = (of) => [
  ...answererPages(of),
  ['messages of the staff', '/staff/messages', '消息设置'],
  ['the window', '/staff/window', '谁在窗口？'],
  ['the desk where acceptance is decided', `/staff/window/cases/${of.submitted}/decide`, '是否受理'],
  ['handing out a result', `/staff/window/cases/${of.submitted}/hand-out`, '目前没有可以发放的结果'],
];
const answererPages = (of) => [...casePages(of), ['questions and complaints to answer', '/staff/inquiries', '咨询投诉']];
const headPages = (of) => [...answererPages(of), ['the figures of the department', '/staff/department', '人员工作量']];
export const catalogPages = ({ item_id }) => [
  ['the items of the department', '/staff/items', '食品经营许可'],
  ['a new item', '/staff/items/new', '建立草稿'],
  ['the notices of the department', '/staff/notices', '写公告'],
  ['a new notice', '/staff/notices/new', '预览'],
  ['an item with its findings', `/staff/items/${item_id}`, '发现的问题'],
  ['the versions of an item', `/staff/items/${item_id}?tab=compare`, '版本比较'],
  ['the history of an item', `/staff/items/${item_id}?tab=history`, '变更记录'],
  ['the processes', '/staff/processes', '随平台提供'],
  // The sheet of decision tables is left out: dmn-js gives its column of numbers no heading, and nothing of ours can.
  ['a process on the drawing board', '/staff/processes/standard', '检查并试算'],
];
const securityPages = () => [['the accounts', '/staff/accounts', '最近登录']];
const sharedPages = [
  ['the regions and departments', '/staff/places?region=431322000000', '新化县市场监督管理局'],
  ['the dictionary', '/staff/dictionary?set=use_level', '国家级'],
  ['imports and exports', '/staff/transfer', '试运行'],
  ['the work calendar', '/staff/calendar?year=2025', '调休上班'],
];
const systemPages = () => [
  ...securityPages(),
  ...sharedPages,
  ['what failed too often', '/staff/queues', '没有失败的定时任务'],
  ['the texts of messages', '/staff/admin/templates', '补正告知'],
  ['the outbox', '/staff/admin/outbox?state=sent', '已放弃'],
];
const auditorPages = () => [['the audit trail', '/staff/audit', '导出为表格'], ['a new password', '/password', '再次输入新密码']];

// What opens over a page: the choice of a region, suggestions, and the dialog of every act that is offered.
async function openings(browser, width, { submitted }) {
  const reader = await person(browser, 'anybody', width);
  await step(`axe finds nothing on the choice of a region and on suggestions (${width.width} wide)`, async () => {
    await reader.page.goto(address);
    await reader.page.getByRole('combobox').fill('食品');
    await reader.page.getByRole('option').first().waitFor();
    await reader.accessible();
    await reader.page.getByRole('button', { name: /当前地区/ }).click();
    await reader.page.getByRole('dialog').getByRole('button', { name: '湖南省', exact: true }).waitFor();
    await reader.accessible();
    reader.check();
  });
  await step('axe does find what is wrong', async () => {
    await reader.page.goto(`${address}/progress`);
    await reader.page.getByLabel('查询码').evaluate((field) => document.querySelector(`label[for="${field.id}"]`).remove());
    const found = await reader.accessible().then(() => '', String);
    expect(found.includes('label'), 'a field without a label to be found');
  });
  await reader.context.close();
  const clerk = await person(browser, 'clerk', width);
  await signIn(clerk, accountOf(`综合窗口（${kDepartment}）`));
  await step(`axe finds nothing on the dialog of any act (clerk, ${width.width} wide)`, async () => {
    await clerk.page.goto(`${address}/staff/cases/${submitted}`);
    await clerk.page.locator('[data-action]').first().waitFor();
    const acts = await clerk.page.locator('[data-action]').evaluateAll((buttons) => buttons.map((button) => button.dataset.action));
    expect(acts.length > 1, 'more than one act to be offered');
    for (const act of acts) {
      await clerk.page.locator(`[data-action="${act}"]`).click();
      await clerk.page.getByRole('dialog').waitFor();
      await clerk.accessible();
      await clerk.page.keyboard.press('Escape');
      await clerk.page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    clerk.check();
  });
  await clerk.context.close();
}

export async function knownCases(browser) {
  const firm = await person(browser, 'a firm', kDesktop);
  await signIn(firm, accountOf('（法人）'));
  const submitted = await applyOverApi(firm);
  const filled = await applyOverApi(firm, { until: 'filled' });
  const draft = await applyOverApi(firm, { until: 'draft' });
  const { basic_item_id, department_id } = await firm.page.evaluate(async (id) => (await (await fetch(`/api/v1/items/${id}/guide`)).json()).header, submitted.item_id);
  await firm.context.close();
  return { item_id: submitted.item_id, basic_item_id, department_id, case_number: submitted.case_number, submitted: submitted.case_id, filled: filled.case_id, draft: draft.case_id };
}

export async function accessibilityJourney(browser, ids) {
  const roles = [
    { name: 'anybody', pages: publicPages },
    { name: 'applicant', account: '（法人）', pages: applicantPages },
    { name: 'clerk', account: `综合窗口（${kDepartment}）`, pages: clerkPages },
    { name: 'reviewer', account: `审核（${kDepartment}）`, pages: answererPages },
    { name: 'approver', account: `批准（${kDepartment}）`, pages: casePages },
    { name: 'head of department', account: `部门负责人（${kDepartment}）`, pages: headPages },
    { name: 'editor', account: `事项编辑（${kDepartment}）`, pages: catalogPages },
    { name: 'publisher', account: `事项发布（${kDepartment}）`, pages: catalogPages },
    { name: 'system administrator', account: '系统管理员', pages: systemPages },
    { name: 'security administrator', account: '安全管理员', pages: securityPages },
    { name: 'auditor', account: '审计员', pages: auditorPages },
  ];
  for (const width of [kDesktop, kPhone]) {
    for (const role of roles) {
      const someone = await person(browser, role.name, width);
      if (role.account) await signIn(someone, accountOf(role.account));
      await stand(someone, width, role.pages(ids));
      someone.check();
      await someone.context.close();
    }
    await openings(browser, width, ids);
  }
}
