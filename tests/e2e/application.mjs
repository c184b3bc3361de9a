// The main road: search, guide, form, materials, receipt, acceptance, review, decision, result.
import { accountOf, address, expect, kDesktop, kPhone, pdf, person, png, signIn, step } from './browser.mjs';
import { act, atDesk, can, openCase } from './staff.mjs';

const kItem = '食品经营许可（新办）';
const kDepartment = '新化县市场监督管理局';

async function chooseRegion(page) {
  await page.getByRole('button', { name: /当前地区/ }).click();
  const dialog = page.getByRole('dialog');
  for (const name of ['湖南省', '娄底市', '新化县']) await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.getByRole('button', { name: '就选新化县' }).click();
}

export async function fillForm(page) {
  const fill = (label, text) => page.getByLabel(label).fill(text);
  await fill('单位名称', '新化县老街小吃店');
  await fill('统一社会信用代码', '91350100M000100Y43');
  await fill('法定代表人（负责人）姓名', '王五');
  await fill('联系人姓名', '王五');
  await fill('联系人手机号码', '13800000000');
  await fill('住所（经营场所）地址', '新化县演示路1号');
  await page.getByText('餐饮服务经营者').click();
  await page.getByText('热食类食品制售').click();
  await fill('经营场所地址', '新化县演示路1号');
  await fill('经营场所面积', '86');
  await fill('从业人员数', '5');
  await page.getByRole('group', { name: /是否通过网络经营/ }).getByText('否', { exact: true }).click();
  await fill('食品安全管理人员姓名', '赵六');
  await fill('食品安全管理人员手机号码', '13900000000');
  await page.getByText('窗口领取').first().click();
  await page.getByText('我同意并承诺').click();
}

export async function uploadAll(page, file) {
  const needed = page.locator('section[data-material]', { has: page.getByText('待提供') });
  for (let left = await needed.count(); left > 0; left = await needed.count()) {
    const section = needed.first();
    const key = await section.getAttribute('data-material');
    await section.locator('input[type="file"]').setInputFiles(file(key));
    await page.locator(`section[data-material="${key}"]`, { has: page.getByText('已提供') }).waitFor();
  }
}

async function findAndRead(citizen) {
  const { page } = citizen;
  await step('the home page asks what somebody needs, and remembers the region', async () => {
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: '想办什么事？' }).waitFor();
    await chooseRegion(page);
    await page.getByRole('button', { name: /新化县/ }).waitFor();
    await page.locator('.theme').first().waitFor();
    await citizen.screen('home-desktop');
  });
  await step('the search box suggests while typing and finds the service', async () => {
    await page.getByRole('combobox').fill('食品经营');
    await page.getByRole('option').first().waitFor();
    await page.getByRole('combobox').press('Enter');
    await page.getByRole('link', { name: kItem }).first().waitFor();
    await citizen.screen('search-desktop');
  });
  await step('the guide answers first how long, how much, how often and where', async () => {
    await page.getByRole('link', { name: kItem }).first().click();
    await page.getByRole('heading', { level: 1, name: kItem }).waitFor();
    expect((await page.title()).startsWith(kItem), 'the title names the service');
    for (const fact of ['承诺时限', '到场次数', '费用', '谁可以办']) await page.getByText(fact, { exact: true }).first().waitFor();
    await page.getByText('虚构，不作为办事依据').waitFor();
  });
  await step('the answers to its questions narrow the materials', async () => {
    await page.locator('#materials').getByText('委托代理书及代理人身份证').waitFor();
    await page.getByText('由法定代表人（经营者）本人办理').click();
    await page.locator('#materials').getByText('委托代理书及代理人身份证').waitFor({ state: 'detached' });
    await page.getByText('经营者自行管理，不另设').click();
    await page.waitForURL(/scenario=.*q2/);
    await citizen.screen('guide-desktop');
  });
}

async function apply(citizen) {
  const { page } = citizen;
  await step('applying asks for the account and comes back', async () => {
    await page.getByRole('link', { name: '在线申请' }).click();
    await signIn(citizen, accountOf('（法人）'));
    await page.getByRole('button', { name: '开始填写' }).click();
    await page.waitForURL(/\/apply\/form$/);
  });
  await step('the form says beside each field what is missing', async () => {
    await page.getByRole('button', { name: '下一步：提交材料' }).click();
    await page.getByText(/有 \d+ 处需要修改/).waitFor();
    expect((await page.getByText('请填写此项').count()) > 3, 'faults stand at their fields');
  });
  await step('what is filled in saves itself and is there after a reload', async () => {
    await fillForm(page);
    await page.getByText(/已保存 /).first().waitFor();
    await page.waitForFunction(() => !document.body.textContent.includes('正在保存'));
    await page.reload();
    await page.getByLabel('单位名称').waitFor();
    expect((await page.getByLabel('单位名称').inputValue()) === '新化县老街小吃店', 'the draft is kept');
    await citizen.screen('form-desktop');
    await page.getByRole('button', { name: '下一步：提交材料' }).click();
    await page.waitForURL(/\/apply\/materials$/);
  });
  await step('materials are uploaded with their state in view', async () => {
    await uploadAll(page, (key) => (key === 'm2' ? png('营业执照.png') : pdf(`${key}.pdf`)));
    await page.getByText('必要材料已经齐全').waitFor();
    await citizen.screen('materials-desktop');
    await page.getByRole('button', { name: '下一步：核对提交' }).click();
  });
  await step('everything is checked once more, then submitted', async () => {
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('请先勾选下面的声明').waitFor();
    await page.getByText('以上内容和材料真实、完整').click();
    await citizen.screen('check-desktop');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForURL(/\/receipt$/);
  });
  return receipt(citizen);
}

async function receipt(citizen) {
  const { page } = citizen;
  const known = { number: '', code: '' };
  await step('the receipt gives the case number and the query code', async () => {
    known.number = (await page.locator('[data-test="case-number"]').textContent()).trim();
    known.code = (await page.locator('[data-test="query-code"]').textContent()).trim();
    expect(known.number.length === 43, `a number of 43 characters, got ${known.number}`);
    expect(known.code.length >= 6, 'a query code');
    await citizen.screen('receipt-desktop');
  });
  return known;
}

async function accept(browser, known) {
  const clerk = await atDesk(browser, 'clerk', accountOf(`综合窗口（${kDepartment}）`));
  await step('the clerk finds the case among what waits', async () => {
    await clerk.page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
    await clerk.page.getByText(known.number).first().waitFor();
    await clerk.screen('worklist-desktop');
  });
  await step('the clerk receives and accepts it', async () => {
    await openCase(clerk, known.number);
    if (await can(clerk, 'pre_review')) await act(clerk, 'pre_review', (dialog) => dialog.getByText('通过', { exact: true }).click());
    if (await can(clerk, 'receive')) await act(clerk, 'receive');
    await act(clerk, 'accept');
    await clerk.page.getByText('法定时限').first().waitFor();
    await clerk.screen('staff-case-desktop');
  });
  return clerk;
}

async function decide(browser, known) {
  await step('the reviewer gives an opinion, within the limits shown', async () => {
    const reviewer = await atDesk(browser, 'reviewer', accountOf(`审核（${kDepartment}）`));
    await openCase(reviewer, known.number);
    if (await can(reviewer, 'claim')) await act(reviewer, 'claim');
    await act(reviewer, 'review', async (dialog) => {
      await dialog.getByText('同意，报批准', { exact: true }).click();
      await dialog.getByLabel(/意见说明/).fill('材料齐全，符合法定条件。');
    });
    reviewer.check();
    await reviewer.context.close();
  });
  await step('the approver cannot deny without reasons, and grants', async () => {
    const approver = await atDesk(browser, 'approver', accountOf(`批准（${kDepartment}）`));
    await openCase(approver, known.number);
    if (await can(approver, 'claim')) await act(approver, 'claim');
    await approver.page.locator('[data-action="deny"]').click();
    await approver.page.getByRole('dialog').locator('button[type="submit"]').click();
    await approver.page.getByRole('dialog').getByText('请填写此项').first().waitFor();
    await approver.screen('decide-desktop');
    await approver.page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await act(approver, 'grant', async (dialog) => {
      await dialog.getByLabel('决定理由').fill('经审查，申请符合法定条件、标准。');
      await dialog.getByLabel('法律依据').fill('《食品安全法》第三十五条');
    });
    approver.check();
    await approver.context.close();
  });
}

async function handOut(clerk, known) {
  await step('the clerk records the licence and hands it out', async () => {
    await openCase(clerk, known.number);
    await act(clerk, 'issue', (dialog) => dialog.getByLabel('编号（文号）').fill('演示证字〔2026〕第0001号'));
    await act(clerk, 'deliver', (dialog) => dialog.getByLabel('接收人').fill('王五'));
    clerk.check();
  });
}

async function onPhone(browser, known) {
  const phone = await person(browser, 'citizen on a phone', kPhone);
  const { page } = phone;
  await step('on a phone anybody with number and code sees the progress, and nothing personal', async () => {
    await page.goto(`${address}/progress`);
    await page.getByLabel('办件编码').fill(known.number);
    await page.getByLabel('查询码').fill(known.code);
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('已送达').first().waitFor();
    expect(!(await page.locator('main').textContent()).includes('王五'), 'no name is shown');
    await phone.screen('progress-phone');
  });
  await step('the citizen sees the result and every step', async () => {
    await page.goto(`${address}/cases?tab=finished`);
    await signIn(phone, accountOf('（法人）'));
    await page.getByRole('link', { name: kItem }).first().click();
    await page.getByText('演示证字〔2026〕第0001号').waitFor();
    for (const event of ['提交申请', '收件', '受理', '作出决定', '制证（文）', '送达']) await page.locator('.line').getByText(event, { exact: true }).first().waitFor();
    await phone.screen('case-phone');
  });
  await step('the pages fit a phone', async () => {
    for (const [path, file] of [['/', 'home-phone'], ['/search?q=身份证', 'search-phone'], ['/cases', 'my-cases-phone'], ['/profile', 'profile-phone']]) {
      await page.goto(`${address}${path}`);
      await page.waitForLoadState('networkidle');
      await phone.screen(file);
    }
    phone.check();
  });
  await phone.context.close();
}

export async function applicationJourney(browser) {
  const citizen = await person(browser, 'citizen', kDesktop);
  await findAndRead(citizen);
  const known = await apply(citizen);
  const clerk = await accept(browser, known);
  await decide(browser, known);
  await handOut(clerk, known);
  await onPhone(browser, known);
  await step('the citizen follows the case at the desk, and the browser has nothing to complain of', async () => {
    await citizen.page.goto(`${address}/cases?tab=finished`);
    await citizen.page.getByRole('link', { name: kItem }).first().click();
    await citizen.page.getByText('已送达').first().waitFor();
    await citizen.screen('case-desktop');
    citizen.check();
  });
}
