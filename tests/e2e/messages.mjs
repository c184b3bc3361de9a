// A citizen is told on the page of what happened to a case, chooses where else to be told, and the administrator sees
// what would have been sent and changes a text.
import { accountOf, address, expect, kPhone, person, signIn, step } from './browser.mjs';
import { applyOverApi } from './over_api.mjs';

// Messages are written in the background: the page is opened again until it is there.
async function eventually(someone, path, sees) {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await someone.page.goto(`${address}${path}`);
    await someone.page.getByRole('heading', { level: 1 }).waitFor();
    await someone.page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    if (await sees.count()) return;
    await someone.page.waitForTimeout(500);
  }
  throw new Error(`expected: ${path} to show what is waited for`);
}

export async function messagesJourney(browser) {
  const citizen = await person(browser, 'citizen', kPhone);
  const { page } = citizen;
  const receipt = page.getByRole('link', { name: '申请已提交' });
  await page.goto(`${address}/messages`);
  await signIn(citizen, 'lisi');
  const { case_id } = await applyOverApi(citizen);
  await step('a message stands on the page, and the header says that it is unread', async () => {
    await eventually(citizen, '/messages?filter=unread', receipt);
    await page.locator('[data-test="unread"] .count').waitFor();
    await citizen.screen('messages-phone');
    await receipt.first().click();
    await page.waitForURL(new RegExp(`/cases/${case_id}$`));
    await page.goto(`${address}/messages`);
    await receipt.first().waitFor();
    const readAll = page.getByRole('button', { name: '全部标为已读' });
    if (await readAll.count()) await readAll.click();
    await page.locator('[data-test="unread"] .count').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '未读', exact: true }).click();
    await page.getByText('没有未读消息。').waitFor();
    await citizen.accessible();
  });
  await step('where else to be told is chosen, and a new address waits for its code', async () => {
    await page.getByRole('link', { name: '消息设置' }).click();
    await page.getByLabel('邮箱').fill('lisi@example.com');
    await page.getByLabel('免打扰开始').fill('21:30');
    await page.getByLabel('手机应用推送').check();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('heading', { name: '确认邮箱' }).waitFor();
    await page.getByLabel('验证码').fill('xxxxxx');
    citizen.expectStatus(400);
    await page.getByRole('button', { name: '确认邮箱' }).click();
    await page.getByText('验证码不正确').waitFor();
    await citizen.screen('message-settings-phone');
    await page.reload();
    expect((await page.getByLabel('免打扰开始').inputValue()) === '21:30', 'quiet hours to be kept');
    citizen.check();
  });
  const admin = await person(browser, 'administrator');
  await admin.page.goto(`${address}/staff/admin/outbox?state=sent`);
  await signIn(admin, accountOf('系统管理'));
  await step('the administrator sees what would have been sent, without the address', async () => {
    await eventually(admin, '/staff/admin/outbox?state=sent', admin.page.getByRole('heading', { name: '邮箱验证码 · 邮件' }));
    expect(!(await admin.page.content()).includes('lisi@example.com'), 'the address to be masked');
    await admin.screen('outbox-desktop');
  });
  await step('a text is previewed, refused without its date, and saved as a new version', async () => {
    await admin.page.goto(`${address}/staff/admin/templates`);
    await admin.page.getByRole('button', { name: '编辑：补正告知，短信' }).click();
    const dialog = admin.page.getByRole('dialog');
    const text = dialog.getByLabel('正文').first();
    await text.fill('请补正。');
    admin.expectStatus(400);
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await dialog.getByText('缺少必须写明的 {due_date}').first().waitFor();
    await text.fill('请在{due_date}前补正。');
    await dialog.getByRole('button', { name: '预览', exact: true }).click();
    await dialog.locator('[data-test="preview"]').first().getByText('请在2026年1月15日前补正。').waitFor();
    await admin.accessible();
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await admin.page.getByText('请在{due_date}前补正。').first().waitFor();
    admin.check();
  });
  for (const someone of [citizen, admin]) await someone.context.close();
}
