// The workbench: a list that is narrowed, kept under a name and walked with the keyboard, the same act for several cases, a
// colleague asked for an opinion, the materials beside the answers, and the figures of the head.
import { accountOf, address, expect, kDesktop, kPhone, person, signIn, step } from './browser.mjs';
import { applyOverApi } from './over_api.mjs';
import { act, atDesk, openCase } from './staff.mjs';

const kDepartment = '新化县市场监督管理局';

export async function workbenchJourney(browser) {
  const firm = await person(browser, 'a firm', kDesktop);
  await signIn(firm, accountOf('（法人）'));
  const cases = [await applyOverApi(firm), await applyOverApi(firm)];
  const numbers = cases.map((one) => one.case_number);

  const clerk = await atDesk(browser, 'clerk', accountOf(`综合窗口（${kDepartment}）`));
  await step('the clerk narrows the list, keeps the filter, and finds it again', async () => {
    const { page } = clerk;
    await page.goto(`${address}/staff`);
    await page.getByText('筛选', { exact: true }).click();
    await page.getByRole('checkbox', { name: '已提交' }).check();
    await page.waitForURL(/status=submitted/);
    await page.getByRole('button', { name: '保存当前筛选' }).click();
    await page.getByRole('dialog').getByLabel('名称').fill('待收件');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '待收件', pressed: true }).waitFor();
    await page.goto(`${address}/staff`);
    await page.getByRole('button', { name: '待收件' }).click();
    await page.waitForURL(/status=submitted/);
    await clerk.screen('worklist-filter-desktop');
  });
  await step('with the keyboard alone two cases are chosen and received, each by an act of its own', async () => {
    const { page } = clerk;
    await page.locator('article.case').first().waitFor();
    for (const number of numbers) {
      for (let row = 0; row < 60; row += 1) {
        await page.keyboard.press('j');
        if (await page.evaluate((wanted) => document.activeElement.closest('li')?.innerText.includes(wanted), number)) break;
      }
      await page.keyboard.press('x');
      for (let row = 0; row < 60; row += 1) await page.keyboard.press('k');
    }
    await page.getByText('已选 2 件').waitFor();
    await page.locator('[data-bulk="receive"]').click();
    const dialog = page.getByRole('dialog');
    await clerk.accessible();
    await dialog.locator('button[type="submit"]').click();
    await dialog.getByText('已完成 2 件').waitFor();
    await clerk.accessible();
    await dialog.locator('form').getByRole('button', { name: '关闭' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });
  await step('the shortcuts are listed, and can be switched off', async () => {
    const { page } = clerk;
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('下一件').waitFor();
    await clerk.accessible();
    await page.getByRole('checkbox', { name: '启用快捷键' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect((await page.getByRole('dialog').count()) === 0, 'no dialog by a shortcut that is off');
    for (const number of numbers) {
      await openCase(clerk, number);
      await act(clerk, 'accept');
    }
    clerk.check();
  });

  const reviewer = await atDesk(browser, 'reviewer', accountOf(`审核（${kDepartment}）`));
  await step('the reviewer sees the materials beside the answers, and asks the head for an opinion', async () => {
    const { page } = reviewer;
    await openCase(reviewer, numbers[0]);
    await act(reviewer, 'claim');
    await page.getByRole('heading', { name: '查看材料' }).waitFor();
    await page.getByText('同类办件').click();
    await act(reviewer, 'add_signer', async (dialog) => {
      const people = dialog.getByLabel('同事');
      await people.waitFor();
      const head = (await people.locator('option').allInnerTexts()).find((text) => text.includes('部门负责人'));
      await people.selectOption({ label: head });
      await dialog.getByLabel('需要出具意见的内容').fill('请会签');
    });
    await page.getByText('等待会签意见').waitFor();
    await reviewer.screen('staff-case-workbench-desktop');
    reviewer.check();
  });

  const head = await atDesk(browser, 'head', accountOf(`部门负责人（${kDepartment}）`));
  await step('the head is asked, answers, and looks at the figures of the department', async () => {
    const { page } = head;
    await page.goto(`${address}/staff?scope=asked`);
    await page.locator('article.case a').first().click();
    await act(head, 'advise', async (dialog) => {
      await dialog.getByText('同意', { exact: true }).click();
      await dialog.getByLabel('意见说明').fill('同意');
    });
    await page.goto(`${address}/staff/department`);
    await page.getByRole('heading', { name: '人员工作量' }).waitFor();
    await head.screen('department-desktop');
    await page.getByRole('link', { name: '查看并改派' }).first().click();
    await page.waitForURL(/assignee=/);
    await page.locator('article.case').first().waitFor();
    head.check();
  });
  await step('the applicant urges, once', async () => {
    const { page } = firm;
    await page.goto(`${address}/cases/${cases[0].case_id}`);
    await page.getByRole('button', { name: '催办' }).click();
    await page.getByText('已催办').waitFor();
    await firm.accessible();
    firm.check();
  });
  for (const someone of [firm, clerk, reviewer, head]) await someone.context.close();

  const phone = await person(browser, 'head on a phone', kPhone);
  await signIn(phone, accountOf(`部门负责人（${kDepartment}）`));
  await step('figures and absences fit a phone', async () => {
    await phone.page.goto(`${address}/staff/department`);
    await phone.page.getByRole('heading', { name: '人员工作量' }).waitFor();
    await phone.screen('department-phone');
    await phone.page.goto(`${address}/staff/absence`);
    await phone.page.getByRole('heading', { name: '登记不在岗' }).waitFor();
    await phone.screen('absence-phone');
    phone.check();
  });
  await phone.context.close();
}
