// A question from the guide, asked on a phone without an account, answered by the window, published beside the guide and
// asked again by code and phone; a complaint that only the head sees and passes on.
import { accountOf, address, expect, kPhone, person, signIn, step } from './browser.mjs';
import { atDesk } from './staff.mjs';

const kDepartment = '新化县市场监督管理局';
const kMobile = '13912345678';

async function guideOf(someone) {
  return someone.page.evaluate(async (department) => {
    const { items } = await (await fetch(`/api/v1/items?region_code=431322000000&limit=100`)).json();
    const card = items.find((item) => item.item_name.startsWith('食品经营许可') && item.department_name.startsWith(department));
    return { item_id: card.item_id, department_id: card.department_id };
  }, kDepartment);
}

async function openOnDesk(someone, title) {
  await someone.page.goto(`${address}/staff/inquiries`);
  await someone.page.getByRole('link', { name: title }).first().click();
  await someone.page.getByRole('heading', { name: title }).waitFor();
}
async function actOn(someone, name, fill) {
  await someone.page.getByRole('button', { name, exact: true }).click();
  const dialog = someone.page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: '确认' }).click();
}

export async function inquiryJourney(browser) {
  const asker = await person(browser, 'asker', kPhone);
  await asker.page.goto(address);
  const { item_id, department_id } = await guideOf(asker);
  let code = '';
  await step('somebody without an account asks on the guide, on a phone', async () => {
    await asker.page.goto(`${address}/items/${item_id}`);
    await asker.page.getByRole('button', { name: '问一问' }).click();
    await asker.page.getByLabel('标题').fill('租的房子可以办吗');
    await asker.page.getByLabel('内容', { exact: true }).fill('房东没有房产证，可以用租赁合同吗？\n<b>谢谢</b>');
    await asker.page.getByLabel('手机号').fill(kMobile);
    await asker.screen('ask-phone');
    await asker.page.getByRole('button', { name: '提交', exact: true }).click();
    code = (await asker.page.locator('[data-test="query-code"]').innerText()).trim();
    expect(/^[0-9A-Z]{10}$/.test(code), `a query code, got ${code}`);
    asker.check();
  });
  const clerk = await atDesk(browser, 'clerk', accountOf(`综合窗口（${kDepartment}）`));
  await step('the window answers, and publishes only what names nobody', async () => {
    await openOnDesk(clerk, '租的房子可以办吗');
    await clerk.page.getByText('<b>谢谢</b>').waitFor();
    expect(!(await clerk.page.content()).includes(kMobile), 'the phone number to be masked');
    await clerk.screen('inquiry-desktop');
    await actOn(clerk, '答复', (dialog) => dialog.getByLabel('答复').fill('可以，提交租赁合同。'));
    await clerk.page.getByText('可以，提交租赁合同。').first().waitFor();
    clerk.expectStatus(422);
    await actOn(clerk, '公开问答', async (dialog) => {
      await dialog.getByLabel('公开的问题').fill('租的房子可以办吗？');
      await dialog.getByLabel('公开的答复').fill(`可以，打 ${kMobile} 问。`);
    });
    const dialog = clerk.page.getByRole('dialog');
    await dialog.getByText('含有手机号码，请删去').first().waitFor();
    await clerk.accessible();
    await dialog.getByLabel('公开的答复').fill('可以，提交租赁合同。');
    await dialog.getByRole('button', { name: '确认' }).click();
    await clerk.page.getByRole('heading', { name: '已公开' }).waitFor();
    await clerk.accessible();
    clerk.check();
  });
  await step('code and phone open the answer, and it is asked once more', async () => {
    await asker.page.goto(`${address}/inquiries/lookup`);
    await asker.page.getByLabel('查询码').fill(code.toLowerCase());
    await asker.page.getByLabel('手机号').fill(kMobile);
    await asker.page.getByRole('button', { name: '查询', exact: true }).click();
    await asker.page.getByText('可以，提交租赁合同。').first().waitFor();
    await asker.screen('inquiry-lookup-phone');
    await actOn(asker, '不满意，再次提出', (dialog) => dialog.getByLabel('原因').fill('合同要公证吗？'));
    await asker.page.getByText('合同要公证吗？').waitFor();
    asker.check();
  });
  const citizen = await person(browser, 'citizen', kPhone);
  await step('the guide shows what was published; a complaint stands on the own list', async () => {
    await citizen.page.goto(`${address}/items/${item_id}`);
    await citizen.page.getByText('租的房子可以办吗？').click();
    await citizen.page.getByText('可以，提交租赁合同。').waitFor();
    await citizen.page.goto(`${address}/sign-in`);
    await signIn(citizen, 'zhangsan');
    await citizen.page.goto(`${address}/ask?department_id=${department_id}&kind=complaint`);
    await citizen.page.getByLabel('标题').fill('窗口没有人');
    await citizen.page.getByLabel('内容', { exact: true }).fill('上午十点窗口没有人。');
    await citizen.page.getByRole('button', { name: '提交', exact: true }).click();
    await citizen.page.getByRole('link', { name: '查看', exact: true }).click();
    await citizen.page.getByRole('heading', { name: '窗口没有人' }).waitFor();
    await citizen.screen('inquiry-phone');
    await citizen.page.goto(`${address}/inquiries`);
    await citizen.page.getByRole('link', { name: '窗口没有人' }).waitFor();
    await citizen.screen('my-inquiries-phone');
    citizen.check();
  });
  const head = await atDesk(browser, 'head', accountOf(`部门负责人（${kDepartment}）`));
  await step('a complaint is not shown to the window; the head passes it on', async () => {
    await clerk.page.goto(`${address}/staff/inquiries`);
    await clerk.page.getByRole('link', { name: '租的房子可以办吗' }).waitFor();
    expect((await clerk.page.getByRole('link', { name: '窗口没有人' }).count()) === 0, 'no complaint on the list of the window');
    await openOnDesk(head, '窗口没有人');
    await actOn(head, '转办', async (dialog) => {
      await dialog.getByLabel('答复部门').selectOption({ index: 1 });
      await dialog.getByLabel('原因').fill('属该部门职责');
      await head.accessible();
    });
    await head.page.waitForURL(/\/staff\/inquiries$/);
    await head.page.getByRole('link', { name: '租的房子可以办吗' }).waitFor();
    expect((await head.page.getByRole('link', { name: '窗口没有人' }).count()) === 0, 'what was passed on to be gone');
    await head.screen('inquiries-desktop');
    clerk.check();
    head.check();
  });
  for (const someone of [asker, clerk, citizen, head]) await someone.context.close();
}
