// What anybody finds without an account: a notice from the editor's desk to the home page, a life event narrowed to the
// guides that are needed, a question answered with quotations or handed to a person, a department and its score.
import { accountOf, address, expect, kDesktop, kPhone, person, signIn, step } from './browser.mjs';

const kDepartment = '新化县市场监督管理局';

async function chooseCounty(reader) {
  await reader.page.goto(address);
  await reader.page.evaluate(() => localStorage.setItem('tongban.region', JSON.stringify({ code: '431322000000', name: '新化县' })));
  await reader.page.goto(address);
  await reader.page.getByRole('button', { name: /新化县/ }).first().waitFor();
}

async function noticeRoad(browser) {
  const title = '星期六加班办事';
  const editor = await person(browser, 'editor', kDesktop);
  await signIn(editor, accountOf(`事项编辑（${kDepartment}）`));
  await step('an editor writes a notice and sees it as everybody will', async () => {
    await editor.page.goto(`${address}/staff/notices`);
    await editor.page.getByRole('link', { name: '写公告' }).click();
    await editor.page.getByLabel('标题').fill(title);
    await editor.page.getByLabel('正文').fill('本周六照常受理。\n\n详见[部门页面](/departments)，<b>不是标记</b>。');
    await editor.page.getByRole('region', { name: '预览' }).getByRole('link', { name: '部门页面' }).waitFor();
    await editor.page.getByText('<b>不是标记</b>').last().waitFor();
    await editor.page.getByRole('button', { name: '保存草稿' }).click();
    await editor.page.waitForURL(/\/staff\/notices\/(?!new)/);
    await editor.screen('notice-edit-desktop');
    expect(await editor.page.getByRole('button', { name: '发布', exact: true }).count() === 0, 'no publishing for an editor');
    editor.check();
  });
  const publisher = await person(browser, 'publisher', kPhone);
  await signIn(publisher, accountOf(`事项发布（${kDepartment}）`));
  await step('a publisher publishes it', async () => {
    await publisher.page.goto(editor.page.url());
    await publisher.page.getByRole('button', { name: '发布', exact: true }).click();
    await publisher.page.getByText('已发布。').waitFor();
    publisher.check();
  });
  const reader = await person(browser, 'anybody', kPhone);
  await step('everybody in the county reads it on the home page', async () => {
    await chooseCounty(reader);
    await reader.page.getByRole('link', { name: title }).click();
    await reader.page.getByText('本周六照常受理').waitFor();
    await reader.screen('notice-phone');
    reader.check();
  });
  await step('after it is withdrawn it is gone', async () => {
    await publisher.page.getByRole('button', { name: '撤回' }).click();
    await publisher.page.getByText('已撤回，').waitFor();
    reader.expectStatus(404);
    await reader.page.reload();
    await reader.page.getByText('没有找到').first().waitFor();
    reader.check();
  });
  for (const someone of [editor, publisher, reader]) await someone.context.close();
}

async function finding(browser, width, name) {
  const reader = await person(browser, 'anybody', width);
  await chooseCounty(reader);
  await step(`a life event is narrowed to the guides that are needed (${name})`, async () => {
    await reader.page.getByRole('link', { name: '不知道叫什么' }).click();
    await reader.page.getByLabel('企业或其他组织').check();
    await reader.screen(`find-${name}`);
    await reader.page.getByRole('link', { name: /开办餐饮店/ }).click();
    await reader.page.getByText('需要办 4 项').waitFor();
    await reader.page.getByLabel('不设招牌').check();
    await reader.page.getByText('需要办 3 项').waitFor();
    await reader.page.getByText('按您的回答不用办').waitFor();
    expect(new URL(reader.page.url()).searchParams.get('answers') === 'q1:o2', 'the answer to stand in the address');
    await reader.screen(`life-event-${name}`);
    await reader.page.getByRole('link', { name: '食品经营许可（新办）' }).first().click();
    await reader.page.getByText('承诺时限').first().waitFor();
    reader.check();
  });
  await step(`a question is answered with a quotation, or handed to a person with its words (${name})`, async () => {
    await reader.page.goto(`${address}/find`);
    await reader.page.getByRole('textbox', { name: '用自己的话问' }).fill('食品经营许可证要多久');
    await reader.page.keyboard.press('Enter');
    await reader.page.locator('blockquote').filter({ hasText: '承诺时限' }).first().waitFor();
    await reader.screen(`answer-${name}`);
    await reader.page.getByRole('textbox', { name: '用自己的话问' }).fill('帮我写一首诗');
    await reader.page.keyboard.press('Enter');
    await reader.page.getByText('没有找到确定的答案').waitFor();
    await reader.page.getByRole('link', { name: '向部门提问' }).click();
    expect((await reader.page.getByRole('textbox', { name: '内容' }).inputValue()) === '帮我写一首诗', 'the question to be taken along');
    reader.check();
  });
  await step(`departments are compared, and what is missing is told (${name})`, async () => {
    await reader.page.goto(`${address}/scoreboard`);
    await reader.page.getByText('怎么算的').waitFor();
    await reader.screen(`scoreboard-${name}`);
    await reader.page.getByRole('link', { name: /新化县市场监督管理局/ }).click();
    await reader.page.getByText(/还缺：|要素齐全/).first().waitFor();
    await reader.page.getByRole('link', { name: '查看部门' }).click();
    await reader.page.getByRole('link', { name: '食品经营许可（新办）' }).waitFor();
    await reader.screen(`department-${name}`);
    reader.check();
  });
  await step(`a search without results shows ways on (${name})`, async () => {
    await reader.page.goto(`${address}/search?q=${encodeURIComponent('公积金提取')}&theme=legal:010`);
    await reader.page.getByText('没有找到符合条件的事项').waitFor();
    await reader.page.getByRole('link', { name: '向部门提问' }).waitFor();
    reader.check();
  });
  await reader.context.close();
}

export async function portalJourney(browser) {
  await noticeRoad(browser);
  await finding(browser, kDesktop, 'desktop');
  await finding(browser, kPhone, 'phone');
}
