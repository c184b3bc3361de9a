// A whole application with nothing but a keyboard: every stop of the Tab key shows where the focus is, and everything that
// has to be done can be done there.
import { accountOf, address, expect, kDesktop, kPassword, pdf, person, step } from './browser.mjs';

const kItem = '食品经营许可（新办）';
const kAnswers = {
  单位名称: '键盘小吃店', 统一社会信用代码: '91350100M000100Y43', '法定代表人（负责人）姓名': '王五', 联系人姓名: '王五', 联系人手机号码: '13800000000',
  '住所（经营场所）地址': '新化县演示路2号', 经营场所地址: '新化县演示路2号', 经营场所面积: '60', 从业人员数: '3', 食品安全管理人员姓名: '赵六', 食品安全管理人员手机号码: '13900000000',
};

// What has the focus, in the words of the page, and whether that can be seen.
const stop = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const around = element.parentElement ? getComputedStyle(element.parentElement) : style;
    const ring = (shape) => (shape.outlineStyle !== 'none' && parseFloat(shape.outlineWidth) >= 2) || shape.boxShadow !== 'none';
    const box = element.getBoundingClientRect();
    return {
      tag: element.tagName,
      type: element.type ?? '',
      text: (element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
      group: element.closest('fieldset')?.querySelector('legend')?.textContent.trim() ?? '',
      value: element.value ?? '',
      material: element.closest('[data-material]')?.dataset.material ?? '',
      chosen: Boolean(element.checked) || Boolean(element.closest('fieldset')?.querySelector('input:checked')),
      visible: ring(style) || ring(around),
      onScreen: box.bottom > 0 && box.top < innerHeight,
    };
  });

// Presses Tab until `wanted` says so. `meet` may do something at the stops on the way.
async function tabTo(page, what, wanted, meet = async () => {}) {
  for (let presses = 0; presses < 250; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await stop(page);
    if (here.tag === 'BODY') continue;
    expect(here.visible, `the focus to be seen on ${here.tag} “${here.text.slice(0, 40)}”`);
    expect(here.onScreen, `the focus to be on the screen at ${here.tag} “${here.text.slice(0, 40)}”`);
    if (wanted(here)) return;
    await meet(here);
  }
  throw new Error(`expected: to reach ${what} with the Tab key`);
}
const called = (text) => (here) => here.text.startsWith(text);

async function find(page) {
  await step('the first stop of the Tab key skips to the content', async () => {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect((await stop(page)).text === '跳到正文', `the skip link, got ${(await stop(page)).text}`);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement.id === 'main'), 'the focus in the content');
  });
  await step('a service is found and its guide opened without a pointer', async () => {
    await tabTo(page, 'the search box', ({ type }) => type === 'search');
    await page.keyboard.type('食品经营许可');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search/);
    await page.getByRole('link', { name: kItem }).first().waitFor();
    await tabTo(page, 'the service', called(kItem));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: kItem }).waitFor();
    await tabTo(page, 'the application', called('在线申请'));
    await page.keyboard.press('Enter');
  });
}

async function enter(page) {
  await step('signing in and answering the questions works with keys alone', async () => {
    await page.waitForURL(/\/sign-in/);
    await page.getByLabel('账号').waitFor();
    await tabTo(page, 'the account', called('账号'));
    await page.keyboard.type(accountOf('（法人）'));
    await tabTo(page, 'the password', called('密码'));
    await page.keyboard.type(kPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '开始填写' }).waitFor();
    await tabTo(page, 'the beginning', called('开始填写'), async (here) => {
      if (here.type === 'radio' && !here.chosen) await page.keyboard.press('Space');
    });
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/apply\/form$/);
    await page.getByLabel('单位名称').waitFor();
  });
}

// One stop inside the form: text by its label, the first of each choice, no to selling over the net, yes to the promise.
async function fillHere(page, here) {
  const key = Object.keys(kAnswers).find((label) => here.text.startsWith(label));
  if (here.tag === 'INPUT' && key && !here.value) await page.keyboard.type(kAnswers[key]);
  if (here.type === 'radio' && !here.chosen) {
    await page.keyboard.press('Space');
    if (here.group.includes('是否')) await page.keyboard.press('ArrowDown');
  }
  if (here.type === 'checkbox' && !here.chosen) await page.keyboard.press('Space');
}

async function apply(page) {
  await step('the form is filled in with keys alone', async () => {
    await tabTo(page, 'the next step', called('下一步'), (here) => fillHere(page, here));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/apply\/materials$/);
  });
  await step('materials are chosen and uploaded with keys alone', async () => {
    const needed = page.locator('section[data-material]', { has: page.getByText('待提供') });
    await needed.first().waitFor();
    for (let left = await needed.count(); left > 0; left = await needed.count()) {
      const key = await needed.first().getAttribute('data-material');
      await tabTo(page, `the upload of ${key}`, ({ type, material }) => type === 'file' && material === key);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
      await chooser.setFiles(pdf(`${key}.pdf`));
      await page.locator(`section[data-material="${key}"]`, { has: page.getByText('已提供') }).waitFor();
    }
    await tabTo(page, 'the next step', called('下一步'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/apply\/check$/);
  });
  await step('what was checked is handed in with keys alone', async () => {
    await page.getByText('以上内容和材料真实、完整').waitFor();
    await tabTo(page, 'the declaration', ({ type }) => type === 'checkbox');
    await page.keyboard.press('Space');
    await tabTo(page, 'the last button', called('提交申请'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/receipt$/);
    await page.locator('[data-test="case-number"]').waitFor();
  });
}

export async function keyboardJourney(browser) {
  const typist = await person(browser, 'typist', kDesktop);
  await find(typist.page);
  await enter(typist.page);
  await apply(typist.page);
  typist.check();
  await typist.context.close();
}
