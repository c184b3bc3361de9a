// What the journeys share: a browser, people with their own windows, steps that are counted, and a watch over everything a
// page must not do (errors in the console, breaches of the content policy, failed requests, sideways scrolling).
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = createRequire(`${root}web/package.json`);
const { chromium } = packages('playwright-core');
const kAxe = readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const address = process.env.TONGBAN_ADDRESS ?? 'http://localhost:8080';
export const kPassword = 'tongban-demo-2026';
export const kDesktop = { width: 1280, height: 900 };
export const kPhone = { width: 375, height: 812 };
const keepScreens = process.argv.includes('--screens');
const kScreens = `${root}docs/screens`;

const kLogs = `${root}build/test-logs`;
const people = [];

let passed = 0;
let failed = 0;
const told = new WeakSet();

export async function step(name, act) {
  try {
    await act();
    passed += 1;
    console.log(`  ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`  FAIL  ${name}\n        ${String(error?.stack ?? error).split('\n').slice(0, 12).join('\n        ')}`);
    await keepPictures();
    if (error instanceof Error) told.add(error);
    throw error;
  }
}
// What every open window showed when a step failed.
async function keepPictures() {
  mkdirSync(kLogs, { recursive: true });
  for (const someone of people) {
    const file = `${kLogs}/e2e-${someone.name.replace(/\W+/g, '-')}.png`;
    await someone.page.screenshot({ path: file, fullPage: true }).then(() => console.log(`        ${someone.page.url()} is in ${file}`), () => {});
  }
}
// What broke a journey off: a step has told its own reason, anything else is told (and counted) here.
export function brokenOff(error) {
  if (error instanceof Error && told.has(error)) return;
  failed += 1;
  console.log(`  FAIL  between two steps\n        ${String(error?.stack ?? error).split('\n').slice(0, 12).join('\n        ')}`);
}
export function expect(condition, what) {
  if (!condition) throw new Error(`expected: ${what}`);
}
export function summary() {
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.TONGBAN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--lang=zh-CN'],
  });
}

// The login name of a demonstration account, by what its line says.
export function accountOf(what) {
  const lines = readFileSync(process.env.TONGBAN_ACCOUNTS, 'utf8').split('\n');
  const line = lines.find((text) => text.includes(what));
  expect(line, `a demonstration account for ${what}`);
  return line.trim().split(/\s+/)[0];
}

// The page has its data and stands still: nothing says that it is busy, and no animation of a placeholder is left.
async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
}

// A person at a device of their own. Answers that are part of the story (401 before signing in, 412 in a conflict) are
// named beforehand with `expectStatus`.
export async function person(browser, name, viewport = kDesktop, { at = address, serviceWorkers = 'allow' } = {}) {
  const context = await browser.newContext({ serviceWorkers, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', isMobile: viewport.width < 500, hasTouch: viewport.width < 500 });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const complaints = [];
  const expected = new Set();
  let withoutNetwork = false;
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  page.on('console', (message) => {
    const told = /status of (\d+)/.exec(message.text());
    if (withoutNetwork && /ERR_|Failed to fetch|dynamically imported/.test(message.text())) return;
    if (message.type() === 'error' && !(told && expected.has(Number(told[1])))) complaints.push(`${name}: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(at) && !/^(data|blob):/.test(request.url())) complaints.push(`${name}: asked another site: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const someone = {
    name,
    page,
    context,
    expectStatus: (status) => expected.add(status),
    // While the network is cut, the browser complains of each request that it could not make.
    expectNoNetwork: () => (withoutNetwork = true),
    check() {
      expect(complaints.length === 0, `no complaints of the browser, got ${JSON.stringify(complaints)}`);
    },
    async fits() {
      const { wide, inner, who } = await page.evaluate(() => {
        const inner = document.documentElement.clientWidth;
        const sticking = [...document.querySelectorAll('main *')].find((element) => element.getBoundingClientRect().right > inner + 1 && getComputedStyle(element).position !== 'absolute');
        return { wide: document.documentElement.scrollWidth, inner, who: sticking ? `${sticking.tagName}.${sticking.className}` : '' };
      });
      expect(wide <= inner, `no sideways scrolling on ${page.url()}: ${wide} > ${inner} ${who}`);
    },
    // axe-core finds nothing on the page as it stands: WCAG 2.0 to 2.2, levels A and AA, and its best practices.
    async accessible() {
      await settled(page);
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(kAxe);
      const faults = await page.evaluate(async (rules) => {
        const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] });
        return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`));
      }, kRules);
      expect(faults.length === 0, `axe to find nothing on ${page.url()} at ${viewport.width}, got\n${faults.join('\n')}`);
    },
    async screen(file) {
      await this.fits();
      await this.accessible();
      if (!keepScreens) return;
      mkdirSync(kScreens, { recursive: true });
      // Long pages are cut: a picture is to show what a page is like, and stays small.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.screenshot({ path: `${kScreens}/${file}.png`, fullPage: true, clip: { x: 0, y: 0, width: viewport.width, height: Math.min(height, 2400) } });
    },
  };
  people.push(someone);
  return someone;
}

export async function signIn(someone, login) {
  const { page } = someone;
  // A page that needs an account leads here by itself; a person may also come directly.
  await page.waitForURL(/\/sign-in/, { timeout: 3000 }).catch(() => page.goto(`${address}/sign-in`));
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(kPassword);
  await page.locator('main').getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

// A PDF and a picture small enough to write down here; real enough for the check of contents.
export const pdf = (name) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/MediaBox[0 0 200 200]/Parent 2 0 R>>endobj\nxref\n0 4\n0000000000 65535 f \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n190\n%%EOF\n'),
});
export const png = (name) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
});
