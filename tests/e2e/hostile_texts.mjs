// Texts that want to be markup (S9 of the reliability programme) stay texts. Once on the whole way: written by an applicant,
// a reviewer and an approver, stored, and shown to the others. And once on every page: each Chinese text that the server
// sends has payloads behind it, all in turn, each address of another site is a script. The payloads are in payloads.mjs.
import { accountOf, address, expect, kDesktop, person, signIn, step } from './browser.mjs';
import { applicantPages, casePages, catalogPages, publicPages } from './accessibility.mjs';
import { applyOverApi } from './over_api.mjs';
import { kPayloads } from './payloads.mjs';
import { act, can, openCase } from './staff.mjs';

const kDepartment = '新化县市场监督管理局';
// What fits into the shortest fields, and the rest in two halves for the longest.
const kSome = [
  '<script>window.hit=1</script>',
  '<img src=x onerror=window.hit=1>',
  '"><svg onload=window.hit=1>',
  "{{constructor.constructor('alert(1)')()}}",
  '</textarea></title><iframe srcdoc="<script>parent.hit=1</script>">',
].join(' ');
// Texts that are kept may not hold characters nobody sees; the server refuses those payloads by name.
const kKept = kPayloads.filter((payload) => !/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(payload));
const kHalf = Math.ceil(kKept.length / 2);
const kFirstHalf = kKept.slice(0, kHalf).join(' ');
const kSecondHalf = kKept.slice(kHalf).join(' ');
const kAtOnce = 6; // behind one text; the next text has the next ones

// Dialogs are complaints as well; those of the content policy and of the console are watched for everybody.
async function wary(browser, name, login, serviceWorkers = 'allow') {
  const someone = await person(browser, name, kDesktop, { serviceWorkers });
  const dialogs = [];
  someone.page.on('dialog', (dialog) => {
    // A page may ask whether to leave what is not saved yet; nothing else may ask anything.
    if (dialog.type() === 'beforeunload') return dialog.accept();
    dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  if (login) await signIn(someone, accountOf(login));
  someone.unharmed = async () => {
    const made = await someone.page.evaluate(() => ({
      hit: 'hit' in window,
      markup: [...document.querySelectorAll('*')]
        .filter((element) => element.matches('body script, body style, body link, body base, body meta, iframe, embed, object, marquee, plaintext, math, foreignObject, img[src="x"], [formaction], form[action]') ||
          [...element.attributes].some(({ name, value }) => /^on/i.test(name) || (/href$|src$/i.test(name) && /^\s*(javascript|data:text|data:,|\/\/evil)/i.test(value))))
        .map((element) => element.outerHTML.slice(0, 100)),
    }));
    expect(!made.hit && made.markup.length === 0 && dialogs.length === 0, `texts to stay texts on ${someone.page.url()}, got ${JSON.stringify({ ...made, dialogs })}`);
    someone.check();
  };
  return someone;
}

async function onTheWholeWay(browser) {
  const firm = await wary(browser, 'firm', '（法人）');
  const { case_id, case_number } = await applyOverApi(firm, { text: kSome, file_name: '<img src=x onerror=window.hit=1>.pdf' });
  const shown = async (someone, path, text) => {
    await someone.page.goto(`${address}${path}`);
    await someone.page.getByText(text).first().waitFor();
    await someone.unharmed();
  };
  await step('what an applicant wrote, and called a file, is text to the staff', async () => {
    const clerk = await wary(browser, 'clerk', `综合窗口（${kDepartment}）`);
    await openCase(clerk, case_number);
    await clerk.page.getByText('onerror=window.hit=1').first().waitFor();
    await clerk.unharmed();
    if (await can(clerk, 'pre_review')) await act(clerk, 'pre_review', (dialog) => dialog.getByText('通过', { exact: true }).click());
    if (await can(clerk, 'receive')) await act(clerk, 'receive');
    await act(clerk, 'accept');
    await clerk.unharmed();
    await clerk.context.close();
  });
  await step('an opinion and the reasons of a decision are text to the others and to the applicant', async () => {
    const reviewer = await wary(browser, 'reviewer', `审核（${kDepartment}）`);
    await openCase(reviewer, case_number);
    if (await can(reviewer, 'claim')) await act(reviewer, 'claim');
    await act(reviewer, 'review', async (dialog) => {
      await dialog.getByText('不同意，报批准', { exact: true }).click();
      await dialog.getByLabel(/意见说明/).fill(kFirstHalf);
    });
    await reviewer.unharmed();
    await reviewer.context.close();
    const approver = await wary(browser, 'approver', `批准（${kDepartment}）`);
    await openCase(approver, case_number);
    await approver.page.getByText('onload=window.hit=1').first().waitFor();
    if (await can(approver, 'claim')) await act(approver, 'claim');
    await act(approver, 'deny', async (dialog) => {
      await dialog.getByLabel('决定理由').fill(kSecondHalf);
      await dialog.getByLabel('法律依据').fill(kSome);
    });
    await approver.unharmed();
    await approver.context.close();
    await shown(firm, `/cases/${case_id}`, 'window.hit=1');
  });
  await step('printed documents do not run them either', async () => {
    const papers = await firm.page.evaluate(async (id) => (await (await fetch(`/api/v1/cases/${id}`)).json()).instruments.map((paper) => paper.instrument_id), case_id);
    expect(papers.length > 0, 'documents of the case');
    for (const paper of papers) {
      await firm.page.goto(`${address}/api/v1/cases/${case_id}/instruments/${paper}/html`);
      await firm.unharmed();
    }
  });
  await firm.context.close();
}

const kOwnWords = new Set(['pattern', 'enum', 'const', 'scope', 'format']);
let turn = 0;
function poison() {
  const some = Array.from({ length: kAtOnce }, (_, at) => kPayloads[(turn + at) % kPayloads.length]);
  turn += kAtOnce;
  return some.join(' ');
}
function poisoned(value, key = '') {
  if (Array.isArray(value)) return kOwnWords.has(key) ? value : value.map((entry) => poisoned(entry, key));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, poisoned(part, name)]));
  if (typeof value !== 'string' || kOwnWords.has(key)) return value;
  if (/^https?:/.test(value) || /(^|_)url$/.test(key)) return 'javascript:window.hit=1';
  return /[\u4e00-\u9fff]/.test(value) ? `${value} ${poison()}` : value;
}
// As a reader sees them: line ends and several blanks are one blank.
const asShown = (text) => text.replace(/\s+/g, ' ').trim();

async function onEveryPage(browser, ids) {
  const seen = new Set();
  const roles = [
    ['anybody', '', publicPages],
    ['applicant', '（法人）', applicantPages],
    ['clerk', `综合窗口（${kDepartment}）`, casePages],
    ['editor', `事项编辑（${kDepartment}）`, catalogPages],
  ];
  for (const [name, login, pages] of roles) {
    const someone = await wary(browser, name, login, 'block');
    someone.expectStatus(400);
    await someone.page.route('**/api/v1/**', async (route) => {
      const answer = await route.fetch();
      if (!(answer.headers()['content-type'] ?? '').includes('json')) return route.fulfill({ response: answer });
      return route.fulfill({ response: answer, json: poisoned(await answer.json()) });
    });
    await step(`no text that comes from the server becomes markup on any page (${name})`, async () => {
      let pagesWithSome = 0;
      for (const [, path, sees] of pages(ids)) {
        await someone.page.goto(`${address}${path}`);
        await someone.page.getByText(sees).first().waitFor();
        await someone.page.waitForLoadState('networkidle');
        await someone.unharmed();
        const shown = asShown(await someone.page.locator('body').innerText());
        const some = kPayloads.filter((payload) => shown.includes(asShown(payload)));
        some.forEach((payload) => seen.add(payload));
        pagesWithSome += some.length ? 1 : 0;
      }
      expect(pagesWithSome >= Math.ceil(pages(ids).length / 3), `payloads to be shown as text, seen on ${pagesWithSome} pages`);
      await someone.page.unrouteAll({ behavior: 'ignoreErrors' });
    });
    await someone.context.close();
  }
  await step(`at least 60 of ${kPayloads.length} payloads were shown, as text`, async () => {
    expect(seen.size >= 60, `60 payloads to be shown as text, never ${JSON.stringify(kPayloads.filter((payload) => !seen.has(payload)))}`);
  });
}

export async function hostileTexts(browser, ids) {
  await onTheWholeWay(browser);
  await onEveryPage(browser, ids);
}
