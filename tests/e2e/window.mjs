// At the comprehensive window: somebody comes with a card, is found by its number, applies with one material to follow,
// and later takes the result along with a signature.
import { fillForm } from './application.mjs';
import { accountOf, address, expect, kDesktop, kPhone, pdf, step } from './browser.mjs';
import { act, atDesk, can, openCase } from './staff.mjs';

const kItem = '食品经营许可（新办）';
const kDepartment = '新化县市场监督管理局';
const kNumber = '110101190001010006'; // of 张三, a demonstration account

async function lookUp(clerk, reason = '办理新申请') {
  const { page } = clerk;
  await page.goto(`${address}/staff`);
  await page.getByRole('link', { name: '综合窗口', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '综合窗口' }).waitFor();
  if (await page.getByRole('button', { name: '结束服务' }).count()) await page.getByRole('button', { name: '结束服务' }).click();
  await page.getByLabel('证件号码').fill(kNumber);
  await page.getByText(reason, { exact: true }).click();
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('heading', { name: /张\*/ }).waitFor();
}

async function begin(clerk) {
  const { page } = clerk;
  await step('a wrong number is told at once, a true one finds the person, masked', async () => {
    await page.goto(`${address}/staff/window`);
    await page.getByLabel('证件号码').fill('110101190001010007');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('公民身份号码应为 18 位，请核对').waitFor();
    await clerk.screen('window-find-desktop');
    await lookUp(clerk);
    expect(!(await page.locator('main').textContent()).includes(kNumber), 'the number to be masked');
    await clerk.screen('window-person-desktop');
  });
  await step('an application for any item of this window begins with a checked identity', async () => {
    await page.getByRole('search').getByRole('searchbox').fill('食品经营许可');
    await page.getByRole('search').getByRole('button').click();
    await page.getByRole('button', { name: /^办理.*食品经营许可（新办）/ }).click();
    await page.getByText('由法定代表人（经营者）本人办理').click();
    await page.getByText('经营者自行管理，不另设').click();
    await page.getByRole('button', { name: '开始填写' }).click();
    await page.getByText('请核对身份证件并勾选').waitFor();
    await page.getByText('已核对到场人员与证件一致').click();
    await page.getByRole('button', { name: '开始填写' }).click();
    await page.waitForURL(/\/staff\/window\/cases\/\w+\/form$/);
  });
}

async function handIn(clerk) {
  const { page } = clerk;
  await step('the form is the one that people fill in online', async () => {
    await fillForm(page);
    await page.getByRole('button', { name: '下一步：提交材料' }).click();
    await page.waitForURL(/\/materials$/);
  });
  await step('materials are taken on paper or scanned, one is to follow, an original is seen', async () => {
    const material = (key) => page.locator(`section[data-material="${key}"]`);
    await material('m1').getByText('原件 1 份').waitFor();
    await material('m1').getByRole('button', { name: /收取纸质/ }).click();
    await material('m1').getByText('窗口收取纸质 1 份').waitFor();
    await material('m2').locator('input[type="file"]').setInputFiles(pdf('营业执照.pdf'));
    await material('m2').getByText('已提供').waitFor();
    await material('m2').locator('[data-test="original"]').click();
    await material('m2').getByText(/原件已核验/).waitFor();
    await material('m3').getByRole('button', { name: '先受理后补交' }).click();
    await material('m3').getByRole('button', { name: '承诺按期补交' }).click();
    await material('m3').getByText(/承诺 .* 前补交/).waitFor();
    for (const key of ['m4', 'm5'])
      if ((await material(key).count()) && (await material(key).getByText('待提供').count())) {
        await material(key).getByRole('button', { name: /收取纸质/ }).click();
        await material(key).getByText('已提供').waitFor();
      }
    await page.getByText('必要材料已经齐全').waitFor();
    await clerk.screen('window-materials-desktop');
    await page.getByRole('button', { name: '下一步：核对提交' }).click();
  });
  await step('it is handed in, received and accepted with the material to follow', async () => {
    await page.getByText('申请人已当面核对以上内容和材料').click();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForURL(/\/decide$/);
    await page.locator('[data-test="query-code"]').waitFor();
    await clerk.screen('window-decide-desktop');
    await act(clerk, 'accept');
    await page.getByText('已经受理，办理时限开始计算。').waitFor();
    await page.getByRole('link', { name: '受理通知书' }).waitFor();
  });
  return (await page.locator('[data-test="case-number"]').textContent()).trim();
}

async function decided(browser, clerk, number) {
  await step('the material that was promised is handed over at the next visit', async () => {
    await lookUp(clerk, '补正、补交材料');
    const owed = clerk.page.locator('[data-group="to_supplement"]');
    await owed.getByRole('button', { name: /收取纸质/ }).first().click();
    await owed.waitFor({ state: 'detached' });
  });
  await step('reviewer and approver do their part, and the clerk makes the licence', async () => {
    for (const [who, first] of [['审核', 'review'], ['批准', 'grant']]) {
      const someone = await atDesk(browser, who, accountOf(`${who}（${kDepartment}）`));
      await openCase(someone, number);
      if (await can(someone, 'claim')) await act(someone, 'claim');
      await act(someone, first, async (dialog) => {
        if (first === 'review') return dialog.getByText('同意，报批准', { exact: true }).click();
        await dialog.getByLabel('决定理由').fill('经审查，申请符合法定条件、标准。');
        await dialog.getByLabel('法律依据').fill('《食品安全法》第三十五条');
      });
      someone.check();
      await someone.context.close();
    }
    await openCase(clerk, number);
    await act(clerk, 'issue', (dialog) => dialog.getByLabel('编号（文号）').fill('演示证字〔2026〕第0002号'));
  });
}

async function handOut(clerk) {
  const { page } = clerk;
  await step('the result waits for the person and is handed out with a signature', async () => {
    await lookUp(clerk, '领取办理结果');
    await page.locator('[data-group="to_fetch"]').getByRole('link', { name: kItem }).first().click();
    await page.getByRole('button', { name: '确认发放' }).click();
    await page.getByText('请领取人签名').waitFor();
    await page.getByLabel('领取人', { exact: true }).fill('张三');
    const pad = page.locator('canvas');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    for (const [x, y] of [[120, 80], [60, 120], [200, 60], [260, 110]]) await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('img', { name: '已签名' }).waitFor();
    await page.getByText('已核对领取人与证件一致').click();
    await clerk.screen('window-hand-out-desktop');
    await page.getByRole('button', { name: '确认发放' }).click();
    await page.getByText('结果已经发放，送达回证在下面的文书中。').waitFor();
    const drawn = page.locator('[data-test="delivery"] img');
    await drawn.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector('[data-test="delivery"] img')?.naturalWidth > 0);
    await page.getByRole('link', { name: '送达回证' }).waitFor();
    clerk.check();
  });
}

async function onPhone(browser) {
  const clerk = await atDesk(browser, 'clerk on a tablet', accountOf(`综合窗口（${kDepartment}）`), kPhone);
  await step('the window fits a narrow screen', async () => {
    await clerk.page.goto(`${address}/staff/window`);
    await clerk.page.getByLabel('证件号码').fill(kNumber);
    await clerk.page.getByRole('button', { name: '查找' }).click();
    await clerk.page.getByRole('heading', { name: /张\*/ }).waitFor();
    await clerk.screen('window-person-phone');
    clerk.check();
  });
  await clerk.context.close();
}

export async function windowJourney(browser) {
  const clerk = await atDesk(browser, 'clerk at the window', accountOf(`综合窗口（${kDepartment}）`), kDesktop);
  await begin(clerk);
  const number = await handIn(clerk);
  await decided(browser, clerk, number);
  await handOut(clerk);
  await clerk.context.close();
  await onPhone(browser);
}
