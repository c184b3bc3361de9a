// A process is drawn, tried out and kept by an editor; everybody sees that of a service on its guide.
import { accountOf, address, expect, kDesktop, kPhone, person, signIn, step } from './browser.mjs';

const kDepartment = '新化县市场监督管理局';

async function draws(browser) {
  const editor = await person(browser, 'process editor', kDesktop);
  const { page } = editor;
  await signIn(editor, accountOf(`事项编辑（${kDepartment}）`));
  await step('an editor takes a process of the library for the department', async () => {
    await page.goto(`${address}/staff/processes/standard`);
    await page.locator('[data-element-id="review"]').first().waitFor();
    await page.locator('[data-action="copy"]').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('原因').fill('按本局职责调整');
    await dialog.getByRole('button', { name: '确认' }).click();
    await page.locator('[data-action="save"]').waitFor();
  });
  await step('renames a task, tries it out and saves the next version', async () => {
    await page.locator('[data-element-id="review"] .djs-hit').first().click();
    await page.locator('.panel').getByLabel('名称').fill('实质审查');
    await page.locator('[data-action="try"]').click();
    await page.getByText('没有发现问题').waitFor();
    await page.getByText('通常 4').waitFor();
    await page.locator('[data-action="save"]').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('原因').fill('改名');
    await dialog.getByRole('button', { name: '确认' }).click();
    await page.getByText('v2 ·').first().waitFor();
  });
  await editor.context.close();
}

async function looks(browser) {
  const citizen = await person(browser, 'reader of a process', kPhone);
  const { page } = citizen;
  await step('the guide shows the process of a service, also in words', async () => {
    await page.goto(address);
    const item_id = await page.evaluate(async () => {
      const found = await (await fetch('/api/v1/search?q=' + encodeURIComponent('建设工程规划许可证核发') + '&region_code=431322000000')).json();
      return found.hits[0].item.item_id;
    });
    await page.goto(`${address}/items/${item_id}`);
    await page.getByText('查看流程图').click();
    await page.locator('svg[aria-label*="并联审批"]').waitFor();
    await page.getByText('流程的文字说明').click();
    await page.getByText('后置部门技术审查（早期介入）', { exact: true }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'the picture scrolls by itself');
  });
  await citizen.context.close();
}

export async function processesJourney(browser) {
  await draws(browser);
  await looks(browser);
}
