// A firm's own pages on a phone: what waits, and somebody who may act for it.
import { accountOf, address, kPhone, person, signIn, step } from './browser.mjs';

export async function ownPages(browser, { item_id }) {
  const firm = await person(browser, 'a firm on the phone', kPhone);
  const { page } = firm;
  await step('signing in leads to what waits, the soonest first', async () => {
    await page.goto(`${address}/sign-in`);
    await signIn(firm, accountOf('（法人）'));
    await page.waitForURL(/\/my$/);
    await page.locator('[data-todo="draft"]').first().waitFor();
    await firm.screen('my-phone');
  });
  await step('a firm lets somebody act for one item, and takes it back', async () => {
    await page.goto(`${address}/my/agents`);
    await page.getByLabel('代办人的账号').fill('lisi');
    await page.getByLabel('代办人姓名').fill('李四');
    await page.getByRole('button', { name: '授权代办人' }).click();
    await page.getByRole('button', { name: /^撤销/ }).waitFor();
    await firm.screen('my-agents-phone');
    const agent = await person(browser, 'the agent', kPhone);
    await agent.page.goto(`${address}/sign-in`);
    await signIn(agent, 'lisi');
    await agent.page.goto(`${address}/apply/${item_id}`);
    await agent.page.getByRole('group', { name: '为谁办理' }).waitFor();
    await agent.accessible();
    agent.check();
    await agent.context.close();
    await page.getByRole('button', { name: /^撤销/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销').waitFor();
  });
  firm.check();
  await firm.context.close();
}
