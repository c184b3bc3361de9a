// What else happens to cases: procedures that stop the clock, one extension, a refusal with its reasons, data revealed for
// a reason; and the pages off the main road: registering, comparing, keeping the catalogue, English.
import { accountOf, address, expect, kPhone, person, signIn, step } from './browser.mjs';
import { applyOverApi } from './over_api.mjs';
import { act, atDesk, can, openCase } from './staff.mjs';

const kItem = '食品经营许可（新办）';
const kDepartment = '新化县市场监督管理局';

async function procedures(browser) {
  const citizen = await person(browser, 'firm');
  await signIn(citizen, accountOf('（法人）'));
  const { case_number: number } = await applyOverApi(citizen);
  await citizen.context.close();
  const clerk = await atDesk(browser, 'clerk', accountOf(`综合窗口（${kDepartment}）`));
  await step('personal data is masked until somebody says why they need it', async () => {
    await openCase(clerk, number);
    await clerk.page.getByRole('button', { name: '查看完整个人信息' }).click();
    await clerk.page.getByRole('dialog').getByLabel('原因').fill('核对申请人信息');
    await clerk.page.getByRole('dialog').getByRole('button', { name: '查看', exact: true }).click();
    await clerk.page.getByText('91350100M000100Y43').first().waitFor();
    if (await can(clerk, 'pre_review')) await act(clerk, 'pre_review', (dialog) => dialog.getByText('通过', { exact: true }).click());
    if (await can(clerk, 'receive')) await act(clerk, 'receive');
    await act(clerk, 'accept');
    clerk.check();
  });
  const reviewer = await atDesk(browser, 'reviewer', accountOf(`审核（${kDepartment}）`));
  await step('a special procedure stops the clock, and its end starts it again', async () => {
    await openCase(reviewer, number);
    if (await can(reviewer, 'claim')) await act(reviewer, 'claim');
    await act(reviewer, 'suspend', async (dialog) => {
      await dialog.locator('input[name="procedure_kind"]').first().check();
      await dialog.getByLabel('理由').fill('需要现场核查');
      await dialog.getByLabel('法律依据').fill('《行政许可法》第四十五条');
      await dialog.getByLabel('预计结束日期').fill('2026-12-31');
    });
    await reviewer.page.getByText('暂停计时').first().waitFor();
    await reviewer.screen('suspended-desktop');
    await act(reviewer, 'resume', (dialog) => dialog.getByLabel('特别程序的结果').fill('现场核查合格'));
    await act(reviewer, 'review', async (dialog) => {
      await dialog.getByText('不同意，报批准', { exact: true }).click();
      await dialog.getByLabel(/意见说明/).fill('布局不符合要求');
    });
    reviewer.check();
  });
  const approver = await atDesk(browser, 'approver', accountOf(`批准（${kDepartment}）`));
  await step('the limit is extended once, and a refusal names reasons, basis and remedies', async () => {
    await openCase(approver, number);
    if (await can(approver, 'claim')) await act(approver, 'claim');
    await act(approver, 'extend', async (dialog) => {
      await dialog.getByLabel('延长天数').fill('2');
      await dialog.getByLabel('理由').fill('案情复杂');
    });
    expect(!(await can(approver, 'extend')), 'no second extension is offered');
    await act(approver, 'deny', async (dialog) => {
      await dialog.getByLabel('决定理由').fill('经营场所布局不符合要求。');
      await dialog.getByLabel('法律依据').fill('《食品安全法》第三十三条');
    });
    approver.check();
  });
}

async function offTheRoad(browser) {
  const reader = await person(browser, 'reader', kPhone);
  const { page } = reader;
  await step('somebody new makes an account, and faults stand at their fields', async () => {
    await page.goto(`${address}/register`);
    reader.expectStatus(400);
    await page.getByLabel('姓名').fill('演示用户');
    await page.getByLabel('公民身份号码').fill('110101190001030001');
    await page.getByLabel('手机号码').fill('13800000002');
    await page.getByLabel('账号').fill('yanshi-yonghu');
    await page.getByLabel('密码').fill('a long enough password 2026');
    await page.locator('form').getByRole('button', { name: '注册账号' }).click();
    await page.locator('.field__error').first().waitFor();
    await reader.screen('register-phone');
  });
  await step('regions are compared as cards on a phone', async () => {
    await page.goto(`${address}/search?q=${encodeURIComponent('食品经营许可（新办）')}`);
    await page.getByRole('link', { name: '食品经营许可（新办）' }).first().click();
    await page.getByRole('link', { name: '与其他地区对比' }).click();
    await page.locator('.table td').first().waitFor();
    await reader.screen('compare-phone');
  });
  await step('the pages speak English when asked to', async () => {
    await page.goto(address);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'What do you need to get done?' }).waitFor();
    expect((await page.getAttribute('html', 'lang')) === 'en', 'the language of the page is told');
    await reader.screen('home-english-phone');
  });
  await step('what does not exist says so, and what may not be seen too', async () => {
    reader.expectStatus(400);
    await page.goto(`${address}/nowhere`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await page.goto(`${address}/items/0000000000000`);
    await page.getByText('Not found').first().waitFor();
    reader.check();
  });
  const editor = await atDesk(browser, 'editor', accountOf(`事项编辑（${kDepartment}）`));
  await step('an editor sees versions, findings and sources of a service', async () => {
    await editor.page.goto(`${address}/staff/items`);
    await editor.page.getByRole('link', { name: kItem }).first().click();
    await editor.page.getByRole('heading', { name: '发现的问题' }).waitFor();
    await editor.page.getByRole('button', { name: '变更记录' }).click();
    await editor.page.getByRole('heading', { name: '变更记录' }).waitFor();
    await editor.screen('editor-desktop');
    await editor.page.goto(`${address}/cases`);
    await editor.page.getByRole('heading', { name: '没有权限' }).waitFor();
    editor.check();
  });
}

export async function detours(browser) {
  await procedures(browser);
  await offTheRoad(browser);
}
