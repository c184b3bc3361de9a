// For people who see little, hear the pages instead of reading them, enlarge them, or cannot bear things that move.
import { accountOf, address, expect, kDesktop, kPhone, person, signIn, step } from './browser.mjs';
import { applicantPages, publicPages } from './accessibility.mjs';

// A browser without voices: it writes down what it was asked to say, and "speaks" when it is told to.
const kVoice = () => {
  window.said = [];
  window.cancelled = 0;
  Object.defineProperty(window, 'speechSynthesis', {
    value: {
      speak: (utterance) => window.said.push({ text: utterance.text, lang: utterance.lang, utterance }),
      cancel: () => (window.cancelled += 1),
    },
  });
};

async function turnOn(someone) {
  await someone.page.goto(address);
  const before = await someone.page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  await someone.page.getByRole('button', { name: '长者模式', pressed: false }).click();
  await someone.page.getByRole('button', { name: '长者模式', pressed: true }).waitFor();
  const after = await someone.page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  expect(after >= before * 1.2 && after >= 20, `larger type, got ${before} and ${after} px`);
}

async function largerAndSimpler(browser, width, ids) {
  const elder = await person(browser, 'an elder', width);
  const { page } = elder;
  await step(`elder mode enlarges the type, and is remembered (${width.width} wide)`, async () => {
    await turnOn(elder);
    await page.reload();
    await page.getByRole('button', { name: '长者模式', pressed: true }).waitFor();
    await page.getByRole('heading', { name: '个人办事' }).waitFor();
    expect(!(await page.getByRole('heading', { name: '法人办事' }).isVisible()), 'fewer things at once');
    await elder.screen(width === kPhone ? 'elder-home-phone' : 'elder-home-desktop');
  });
  for (const [name, path, sees] of publicPages(ids)) {
    await step(`in elder mode ${name} fits, and axe finds nothing on it (${width.width} wide)`, async () => {
      if (path.endsWith('/0000000000000')) elder.expectStatus(400);
      await page.goto(`${address}${path}`);
      await page.getByText(sees).first().waitFor();
      await page.getByRole('button', { name: '长者模式', pressed: true }).waitFor();
      await elder.fits();
      await elder.accessible();
    });
  }
  elder.check();
  await elder.context.close();
}

async function readAloud(browser, { item_id }) {
  const elder = await person(browser, 'an elder', kPhone);
  const { page } = elder;
  await page.addInitScript(kVoice);
  const said = () => page.evaluate(() => window.said.map(({ text }) => text).join(''));
  await step('the part that was touched is read aloud, in Chinese, and can be stopped', async () => {
    await turnOn(elder);
    await page.goto(`${address}/items/${item_id}`);
    await page.locator('#materials h2').click();
    await page.getByRole('button', { name: '朗读', exact: true }).click();
    expect((await said()).startsWith('申请材料'), `the materials to be read, got ${(await said()).slice(0, 40)}`);
    expect(!(await said()).includes('承诺时限'), 'nothing else to be read');
    expect(await page.evaluate(() => window.said.every(({ lang, text }) => lang === 'zh-CN' && text.length <= 120)), 'short pieces in Chinese');
    await page.locator('#materials.being-read').waitFor();
    await elder.screen('elder-guide-phone');
    await page.getByRole('button', { name: '停止朗读' }).click();
    await page.locator('.being-read').waitFor({ state: 'detached' });
  });
  await step('selected words are read instead, and after the last of them it is quiet', async () => {
    await page.evaluate(() => {
      window.said = [];
      window.getSelection().selectAllChildren(document.querySelector('main h1'));
    });
    await page.getByRole('button', { name: '朗读', exact: true }).click();
    expect((await said()) === '食品经营许可（新办）', `the heading, got ${await said()}`);
    await page.evaluate(() => window.said.at(-1).utterance.onend());
    await page.getByRole('button', { name: '停止朗读' }).waitFor({ state: 'detached' });
  });
  await step('leaving the page ends the reading', async () => {
    await page.getByRole('button', { name: '朗读', exact: true }).click();
    const before = await page.evaluate(() => window.cancelled);
    await page.getByRole('link', { name: '查进度' }).first().click();
    await page.getByRole('button', { name: '停止朗读' }).waitFor({ state: 'detached' });
    expect((await page.evaluate(() => window.cancelled)) > before, 'the voice to be stopped');
    elder.check();
  });
  await elder.context.close();
}

// 200 % of 1280 leaves 640 pixels, 400 % leaves 320 (WCAG 1.4.4 and 1.4.10).
async function enlarged(browser, ids) {
  for (const [percent, width] of [[200, 640], [400, 320]]) {
    const reader = await person(browser, `reader at ${percent} %`, { width, height: 450 });
    await step(`at ${percent} % no page of the public or of an applicant has to be pushed sideways`, async () => {
      await signIn(reader, accountOf('（法人）'));
      reader.expectStatus(400);
      for (const [, path, sees] of [...publicPages(ids), ...applicantPages(ids)]) {
        await reader.page.goto(`${address}${path}`);
        await reader.page.getByText(sees).first().waitFor();
        await reader.fits();
      }
      reader.check();
    });
    await reader.context.close();
  }
}

async function withoutMotion(browser) {
  const reader = await person(browser, 'reader', kDesktop);
  const { page } = reader;
  await step('nothing moves for somebody who asked for less motion', async () => {
    const longest = () => page.evaluate(() => Math.max(...document.getAnimations().map((animation) => animation.effect.getComputedTiming().duration), 0));
    let answer;
    const held = new Promise((resolve) => (answer = resolve));
    await page.route('**/api/v1/catalog/facets*', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(address);
    await page.locator('.bone').first().waitFor();
    expect((await longest()) > 500, 'placeholders that breathe when nobody minds');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect((await longest()) < 1, `no animation, got ${await longest()} ms`);
    answer();
    await page.locator('.theme').first().waitFor();
    reader.check();
  });
  await reader.context.close();
}

export async function elderJourney(browser, ids) {
  for (const width of [kDesktop, kPhone]) await largerAndSimpler(browser, width, ids);
  await readAloud(browser, ids);
  await enlarged(browser, ids);
  await withoutMotion(browser);
}
