// The road with a detour, on a phone: the same draft on two devices, one correction notice with everything in it, the
// answer to it, and a change of mind.
import { accountOf, address, expect, kPassword, kPhone, pdf, person, signIn, step } from './browser.mjs';
import { uploadAll } from './application.mjs';
import { act, atDesk, can, openCase } from './staff.mjs';

const kItem = '个体工商户设立登记';
const kClerk = '综合窗口（新化县市场监督管理局）';

async function begin(citizen) {
  const { page } = citizen;
  await step('on a phone a person finds the service by what people call it', async () => {
    await page.goto(`${address}/search?q=${encodeURIComponent(kItem)}`);
    await page.locator('article.item', { hasText: '新化县市场监督管理局' }).getByRole('link', { name: kItem }).first().click();
    await page.getByRole('heading', { level: 1, name: kItem }).waitFor();
    await citizen.screen('guide-phone');
    await page.getByRole('link', { name: '在线申请' }).click();
    await signIn(citizen, accountOf('张三（自然人）'));
  });
  await step('the questions must be answered before anything is asked', async () => {
    await page.getByRole('button', { name: '开始填写' }).click();
    await page.getByText('请先回答上面的问题').waitFor();
    for (const group of await page.locator('main fieldset').all()) await group.locator('label').first().click();
    await citizen.screen('scenario-phone');
    await page.getByRole('button', { name: '开始填写' }).click();
    await page.waitForURL(/\/apply\/form$/);
  });
}

async function fillFirst(page, only) {
  // Whatever the form asks for: text by its format, the first of every choice.
  const kValues = { 身份证: '110101190001010009', 手机: '13800000000', 邮编: '417600', 邮箱: 'demo@example.com', 数: '3', 资金: '20000', 日期: '2026-12-01' };
  for (const field of await page.locator('form .el-input__inner, form .el-textarea__inner, form input.input').all()) {
    if (await field.inputValue()) continue;
    const label = (await page.locator(`label[for="${await field.getAttribute('id')}"]`).textContent()) ?? '';
    if (label.includes('选填')) continue;
    const key = Object.keys(kValues).find((word) => label.includes(word));
    await field.fill(key ? kValues[key] : '演示内容');
    if (only) return;
  }
  for (const group of await page.locator('form fieldset').all()) {
    if ((await group.locator('input:checked').count()) === 0) await group.locator('label.choice').first().click();
  }
  for (const box of await page.locator('form input[type="checkbox"]:not(:checked)').all())
    if (await box.evaluate((element) => !element.closest('fieldset'))) await box.check();
}

async function twoDevices(browser, citizen) {
  await step('the same draft on two devices: nothing is overwritten, the person chooses', async () => {
    const { page } = citizen;
    const other = await citizen.context.newPage();
    await page.getByLabel('字号名称').or(page.locator('form .el-input__inner').nth(3)).first().waitFor();
    await other.goto(page.url());
    const field = (where) => where.locator('form section').nth(1).locator('.el-input__inner').first();
    await field(page).waitFor();
    await field(other).waitFor();
    await field(page).fill('第一处');
    await page.getByText(/已保存 /).first().waitFor();
    citizen.expectStatus(412);
    await field(other).fill('第二处');
    await other.getByText('这部分内容在别处被修改过').waitFor();
    await other.getByRole('button', { name: '用另一处的内容' }).click();
    await other.waitForFunction(() => !document.body.textContent.includes('这部分内容在别处被修改过'));
    expect((await field(other).inputValue()) === '第一处', 'the other content is shown');
    await other.close();
  });
}

async function sessionEnds(citizen) {
  await step('when the session ends while somebody writes, they sign in over the page and lose nothing', async () => {
    const { page } = citizen;
    citizen.expectStatus(401);
    await citizen.context.clearCookies();
    const field = page.locator('form section').nth(1).locator('.el-input__inner').first();
    await field.fill('写到一半');
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.getByLabel('账号').fill(accountOf('张三（自然人）'));
    await dialog.getByLabel('密码').fill(kPassword);
    await dialog.getByRole('button', { name: '登录', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.waitForFunction(() => !/没有保存成功|正在保存/.test(document.body.textContent));
    expect((await field.inputValue()) === '写到一半', 'the text is still there');
    await page.reload();
    await field.waitFor();
    expect((await field.inputValue()) === '写到一半', 'the text is saved');
  });
}

async function handIn(citizen) {
  const { page } = citizen;
  let number = '';
  await step('form, materials and check fit a phone, and the application is handed in', async () => {
    await fillFirst(page);
    await page.getByText(/已保存 /).first().waitFor();
    await citizen.screen('form-phone');
    await page.getByRole('button', { name: '下一步：提交材料' }).click();
    await page.waitForURL(/\/apply\/materials$/);
    await uploadAll(page, (key) => pdf(`${key}.pdf`));
    await citizen.screen('materials-phone');
    await page.getByRole('button', { name: '下一步：核对提交' }).click();
    await page.getByText('以上内容和材料真实、完整').click();
    await citizen.screen('check-phone');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForURL(/\/receipt$/);
    number = (await page.locator('[data-test="case-number"]').textContent()).trim();
    await citizen.screen('receipt-phone');
  });
  return number;
}

async function correct(clerk, number) {
  await step('the clerk lists at once everything that is wrong', async () => {
    await openCase(clerk, number);
    if (await can(clerk, 'pre_review')) await act(clerk, 'pre_review', (dialog) => dialog.getByText('通过', { exact: true }).click());
    if (await can(clerk, 'receive')) await act(clerk, 'receive');
    await act(clerk, 'correct', async (dialog) => {
      await dialog.locator('[data-point="m1"]').check();
      await dialog.getByLabel('存在的问题').fill('申请书没有签名');
      await dialog.getByLabel('补正要求').fill('请签名后重新上传');
      await clerk.screen('correction-desktop');
    });
    await clerk.page.getByText('补正中').first().waitFor();
  });
}

async function answer(citizen, clerk, number) {
  const { page } = citizen;
  await step('the person sees what to do and by when, and answers', async () => {
    await page.goto(`${address}/cases`);
    await page.getByText('等您处理').waitFor();
    await page.getByRole('link', { name: kItem }).first().click();
    await page.getByText('申请书没有签名').waitFor();
    await citizen.screen('correction-phone');
    await page.getByRole('link', { name: '去补正' }).click();
    await page.getByRole('button', { name: '下一步：提交材料' }).click();
    const first = page.locator('section[data-material="m1"]');
    await first.locator('input[type="file"]').setInputFiles(pdf('signed.pdf'));
    await first.getByRole('link', { name: 'signed.pdf' }).waitFor();
    await page.getByRole('button', { name: '下一步：核对提交' }).click();
    await page.getByText('以上内容和材料真实、完整').click();
    await page.getByRole('button', { name: '提交补正' }).click();
    await page.getByText('提交补正').first().waitFor();
  });
  await step('the clerk accepts what was corrected', async () => {
    await openCase(clerk, number);
    await act(clerk, 'accept');
    await clerk.page.getByText('已受理').or(clerk.page.getByText('审查中')).first().waitFor();
    clerk.check();
  });
  await step('the person withdraws, with a confirmation', async () => {
    await page.goto(`${address}/cases`);
    await page.getByRole('link', { name: kItem }).first().click();
    await page.getByRole('button', { name: '撤回申请' }).click();
    await page.getByLabel('撤回原因').fill('暂时不办了');
    await page.getByRole('button', { name: '确认撤回' }).click();
    await page.getByText('已撤回').first().waitFor();
    citizen.check();
  });
}

export async function correctionJourney(browser) {
  const citizen = await person(browser, 'person on a phone', kPhone);
  await begin(citizen);
  await twoDevices(browser, citizen);
  await sessionEnds(citizen);
  const number = await handIn(citizen);
  const clerk = await atDesk(browser, 'clerk', accountOf(kClerk));
  await correct(clerk, number);
  await answer(citizen, clerk, number);
}
