// Those who look after the platform: an editor changes the form of a service, sees what the gate finds and mends it, a
// publisher publishes it; administrators make a clerk, who chooses a password; an auditor finds all of it in the trail.
import { readFileSync } from 'node:fs';

import { accountOf, address, expect, kDesktop, kPassword, kPhone, person, signIn, step } from './browser.mjs';

const kDepartment = '新化县市场监督管理局';
const kHelp = '请与营业执照一致（演示说明）';

async function saved(page) {
  await page.locator('[data-state="saved"]').waitFor();
}
async function confirm(page, reason) {
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  if (reason) await dialog.getByLabel('原因').fill(reason);
  await dialog.getByRole('button', { name: '确认' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function edits(browser) {
  const editor = await person(browser, 'editor', kDesktop);
  const { page } = editor;
  await signIn(editor, accountOf(`事项编辑（${kDepartment}）`));
  let item_id = '';
  await step('an editor begins a new version of a service in effect', async () => {
    await page.goto(`${address}/staff/items`);
    // One that has a form and passes the gate as it is: what is found below is what this journey breaks.
    item_id = await page.evaluate(async () => {
      const ask = async (path) => (await fetch(path)).json();
      const { items } = await ask('/api/v1/editor/items?state=published&limit=100');
      for (const item of items.filter((one) => one.error_count === 0)) {
        const { content } = await ask(`/api/v1/editor/items/${item.item_id}/versions/0`);
        if (content.form_schema) return item.item_id;
      }
      return '';
    });
    expect(item_id, 'a published service with a form and without errors');
    await page.goto(`${address}/staff/items/${item_id}`);
    await page.getByText('已生效的版本不能修改').waitFor();
    await page.locator('[data-action="new_version"]').click();
    await confirm(page, '按年度要求修订');
    await page.locator('[data-action="check"]').waitFor();
  });
  await step('changes a field of its form and sees it as applicants do', async () => {
    await page.locator('#group-form > summary').click();
    const entry = page.locator('[data-entry="0-0"]');
    await entry.locator('summary').click();
    await entry.getByLabel('填写说明').fill(kHelp);
    await entry.getByLabel('填写说明').press('Tab');
    await saved(page);
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByText(kHelp).first().waitFor();
    await editor.screen('editor-form');
    await page.getByRole('button', { name: '设计', exact: true }).click();
  });
  await step('moves a field by keys, and takes the step back', async () => {
    const names = () => page.locator('[data-entry] summary strong').allTextContents();
    const before = await names();
    await page.locator('[data-entry="0-0"] [data-move="1"]').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((first) => document.querySelector('[data-entry="0-0"] summary strong')?.textContent !== first, before[0]);
    await page.getByRole('button', { name: '撤销一步' }).click();
    await page.waitForFunction((first) => document.querySelector('[data-entry="0-0"] summary strong')?.textContent === first, before[0]);
    expect(JSON.stringify(await names()) === JSON.stringify(before), 'the order to be what it was');
  });
  await step('leaves out a telephone, and the gate says so beside it', async () => {
    await page.locator('#group-where > summary').click();
    const phone = page.getByLabel('咨询方式');
    const number = await phone.inputValue();
    await phone.fill('');
    await phone.press('Tab');
    const note = page.locator('#el-basic-consult_phone-notes');
    await note.waitFor();
    await editor.accessible();
    await page.locator('[data-action="check"]').click();
    await page.getByRole('dialog').getByLabel('原因').fill('送检');
    editor.expectStatus(422);
    await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await page.getByRole('dialog').getByText('未填写咨询方式').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: '发现的问题' }).getByRole('button', { name: /未填写咨询方式/ }).click();
    expect((await page.evaluate(() => document.activeElement?.id)) === 'el-basic-consult_phone', 'the focus to be on the field');
    await page.keyboard.type(number);
    await page.keyboard.press('Tab');
    await note.waitFor({ state: 'detached' });
  });
  await step('compares the versions and hands the new one over', async () => {
    await page.getByRole('button', { name: '版本比较' }).click();
    await page.getByText(kHelp).first().waitFor();
    await editor.screen('editor-compare');
    await page.getByRole('button', { name: '内容与检查' }).click();
    await page.locator('[data-action="check"]').click();
    await confirm(page, '修订完成');
    await page.getByText('待发布').first().waitFor();
  });
  editor.check();
  await editor.context.close();
  return item_id;
}

async function publishes(browser, item_id) {
  const publisher = await person(browser, 'publisher', kPhone);
  const { page } = publisher;
  await signIn(publisher, accountOf(`事项发布（${kDepartment}）`));
  await step('a publisher publishes it, on a phone', async () => {
    await page.goto(`${address}/staff/items/${item_id}`);
    await page.locator('[data-action="publish"]').click();
    await confirm(page, '审定发布');
    await page.getByText('已生效的版本不能修改').waitFor();
    await publisher.screen('editor-phone');
  });
  publisher.check();
  await publisher.context.close();
}

async function makesClerk(browser) {
  const system = await person(browser, 'system administrator', kDesktop);
  await signIn(system, accountOf('系统管理员'));
  let password = '';
  await step('a system administrator makes an account and hands over its first password', async () => {
    const { page } = system;
    await page.getByRole('button', { name: '新建工作人员账户' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('姓名').fill('甄新人');
    await dialog.getByLabel('账号').fill('xinren01');
    await dialog.getByLabel('联系电话').fill('0738-87654321');
    await dialog.getByRole('button', { name: '确认' }).click();
    await page.getByText('账户已建好').first().waitFor();
    password = (await page.getByRole('dialog').locator('dd').nth(1).textContent()).trim();
    await page.getByRole('button', { name: '已告知，继续' }).click();
    await page.getByRole('heading', { name: '甄新人' }).waitFor();
    await system.screen('account');
    system.check();
  });
  const account = system.page.url().replace(/\?.*/, '');
  await step('takes the dictionary out as a file, changes an entry, and tries it before it is applied', async () => {
    const { page } = system;
    await page.goto(`${address}/staff/transfer`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /JSON\s*字典/ }).click();
    const list = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    list.rows[0].sort += 1;
    const buffer = Buffer.from(JSON.stringify(list));
    await page.getByLabel('内容').selectOption({ label: '字典' });
    await page.getByLabel('文件').setInputFiles({ name: 'dictionary.json', mimeType: 'application/json', buffer });
    await page.getByLabel('原因').fill('次序有误');
    await page.getByRole('button', { name: '试运行' }).click();
    await page.getByText('新增 0，修改 1').waitFor();
    await system.accessible();
    await page.getByRole('button', { name: '正式导入' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await page.getByText('已导入。').waitFor();
    system.check();
  });
  await system.context.close();

  const security = await person(browser, 'security administrator', kPhone);
  await signIn(security, accountOf('安全管理员'));
  await step('a security administrator gives the post, on a phone', async () => {
    const { page } = security;
    await page.goto(account);
    await page.getByRole('button', { name: '授予岗位' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('岗位').selectOption({ label: '审计' });
    await dialog.getByText('三者不能由同一人担任').waitFor();
    await security.accessible();
    await dialog.getByRole('button', { name: '确认' }).click();
    await page.getByText('岗位已授予').waitFor();
    security.check();
  });
  await security.context.close();
  return password;
}

async function audits(browser, password) {
  const newcomer = await person(browser, 'newcomer', kDesktop);
  const { page } = newcomer;
  await step('the newcomer chooses a password before anything else', async () => {
    await page.goto(`${address}/sign-in`);
    await page.getByLabel('账号').fill('xinren01');
    await page.getByLabel('密码').fill(password);
    await page.locator('main').getByRole('button', { name: '登录' }).click();
    await page.getByText('您的密码由管理员设置').waitFor();
    await newcomer.accessible();
    await page.getByLabel('原密码').fill(password);
    await page.getByLabel('新密码', { exact: true }).fill(kPassword);
    await page.getByLabel('再次输入新密码').fill(kPassword);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { name: '审计查询' }).waitFor();
  });
  await step('and finds in the trail what the others did', async () => {
    for (const [act, name] of [['catalog.publish', '发布事项'], ['identity.create_staff', '新建工作人员账户'], ['identity.grant_post', '授予岗位']]) {
      await page.getByLabel('操作', { exact: true }).fill(act);
      await page.getByRole('button', { name: '查找' }).click();
      await page.locator('.rule-list strong').filter({ hasText: name }).first().waitFor();
    }
    await newcomer.screen('audit');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出为表格' }).click();
    expect((await (await download).suggestedFilename()) === 'audit.csv', 'a file of what was found');
    newcomer.check();
  });
  await newcomer.context.close();
}

export async function administrationJourney(browser) {
  const item_id = await edits(browser);
  await publishes(browser, item_id);
  const password = await makesClerk(browser);
  await audits(browser, password);
}
