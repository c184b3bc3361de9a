// On bad lines: the pages can be installed, say so when there is no connection, keep nothing that belongs to a person, and
// whoever sends again what may have arrived does not send it twice.
import { connect, createServer } from 'node:net';

import { accountOf, address, expect, kPhone, person, signIn, step } from './browser.mjs';
import { applyOverApi } from './over_api.mjs';

const mine = (page, drafts) => page.evaluate(async (wanted) => (await (await fetch(`/api/v1/cases?drafts=${wanted}&limit=50`)).json()).cases.length, drafts);

// A line to the server that can be cut: what Chromium calls offline does not reach service workers.
async function line() {
  const { hostname, port } = new URL(address);
  const open = new Set();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [end, other] of [[near, far], [far, near]]) {
      open.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => (open.delete(end), other.destroy()));
      end.pipe(other);
    }
  });
  await new Promise((resolve) => server.listen(0, hostname, resolve));
  return {
    address: `http://${hostname}:${server.address().port}`,
    cut() {
      whole = false;
      for (const end of open) end.destroy();
    },
    mend: () => (whole = true),
    close() {
      this.cut();
      server.close();
    },
  };
}

async function install(browser) {
  const wire = await line();
  const someone = await person(browser, 'commuter', kPhone, { at: wire.address });
  const { page, context } = someone;
  await step('the browser offers to install the pages as an app, with pictures of the right size', async () => {
    await page.goto(wire.address);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    const manifest = await page.evaluate(async () => (await fetch(document.querySelector('link[rel="manifest"]').href)).json());
    expect(manifest.display === 'standalone' && manifest.name.startsWith('通办'), 'a manifest of an app');
    for (const { src, sizes } of manifest.icons.filter(({ type }) => type === 'image/png')) {
      const width = await page.evaluate(async (path) => {
        const picture = new Image();
        picture.src = path;
        await picture.decode();
        return picture.naturalWidth;
      }, src);
      expect(sizes === `${width}x${width}`, `${src} to be ${sizes}, got ${width}`);
    }
    const cdp = await context.newCDPSession(page);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    const faults = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito');
    expect(faults.length === 0, `nothing to keep it from being installed, got ${faults}`);
  });
  await step('without a connection there is a page that says so, and it leads back', async () => {
    await page.reload();
    await page.locator('.theme').first().waitFor();
    someone.expectNoNetwork();
    await context.setOffline(true);
    await page.getByText('网络已断开').first().waitFor();
    await context.setOffline(false);
    await page.getByText('网络已断开').waitFor({ state: 'detached' });
    wire.cut();
    await page.goto(`${wire.address}/progress`);
    await page.getByRole('heading', { name: '网络已断开' }).waitFor();
    await someone.screen('offline-phone');
    wire.mend();
    await page.getByRole('link', { name: '重试' }).click();
    await page.getByRole('heading', { level: 1, name: '查进度' }).or(page.getByLabel('查询码')).first().waitFor();
    expect(page.url() === `${wire.address}/progress`, 'the page that was wanted');
  });
  await step('a page whose script did not arrive can be asked for again', async () => {
    await page.goto(wire.address);
    await page.locator('.theme').first().waitFor();
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    wire.cut();
    await page.getByRole('link', { name: '登录' }).click();
    await page.getByText('页面没有加载出来').waitFor();
    wire.mend();
    await page.getByRole('link', { name: '重试' }).click();
    await page.waitForURL(/\/sign-in/);
    await page.getByLabel('密码').waitFor();
  });
  await step('what the interface answered to a person is not kept on the device', async () => {
    await page.goto(`${wire.address}/sign-in`);
    await signIn(someone, accountOf('张三（自然人）'));
    await page.goto(`${wire.address}/cases`);
    await page.getByRole('heading', { name: '我的办件' }).waitFor();
    await page.reload();
    await page.waitForLoadState('networkidle');
    const kept = await page.evaluate(async () => {
      const requests = [];
      for (const name of await caches.keys()) requests.push(...(await (await caches.open(name)).keys()));
      return requests.map(({ url }) => new URL(url).pathname);
    });
    expect(kept.some((path) => path.startsWith('/assets/')), 'the shell to be kept');
    const others = kept.filter((path) => !/^\/(assets\/|offline\.(html|css)$|favicon\.svg$)/.test(path));
    expect(others.length === 0, `nothing else to be kept, got ${others}`);
    someone.check();
  });
  await context.close();
  wire.close();
}

async function sendAgain(browser) {
  // Requests that a service worker could have seen cannot be held up by the test.
  const someone = await person(browser, 'applicant', kPhone, { serviceWorkers: 'block' });
  const { page, context } = someone;
  await page.goto(`${address}/sign-in`);
  await signIn(someone, accountOf('李四（自然人）'));
  const drafts = await mine(page, true);
  const { item_id, case_id } = await applyOverApi(someone, { until: 'filled' });
  someone.expectNoNetwork();
  await step('a draft whose answer was lost is begun once, even when the page is loaded again in between', async () => {
    let lost = 0;
    await page.route('**/api/v1/cases', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      lost += 1;
      return route.abort('connectionfailed');
    });
    const begin = async () => {
      await page.goto(`${address}/apply/${item_id}`);
      await page.getByRole('button', { name: '开始填写' }).waitFor();
      for (const group of await page.locator('main fieldset').all()) await group.locator('label').first().click();
      await page.getByRole('button', { name: '开始填写' }).click();
    };
    await begin();
    await page.getByText('网络连接失败').waitFor();
    expect(lost >= 1, 'answers to be lost');
    await page.unroute('**/api/v1/cases');
    await begin();
    await page.waitForURL(/\/apply\/form$/);
    expect((await mine(page, true)) === drafts + 2, `one draft more besides the prepared one, got ${(await mine(page, true)) - drafts}`);
  });
  await step('what was handed in while the network was cut is handed in once', async () => {
    const running = await mine(page, false);
    await page.goto(`${address}/cases/${case_id}/apply/check`);
    await page.getByText('以上内容和材料真实、完整').click();
    await context.setOffline(true);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('网络连接失败').waitFor();
    expect(page.url().endsWith('/apply/check'), 'to stay where one was');
    await context.setOffline(false);
    // This time it arrives, and the answer is lost; the third time is the first that anybody hears of.
    await page.route('**/submit', async (route) => {
      await route.fetch();
      await route.abort('connectionfailed');
    });
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForRequest(/\/submit$/);
    await page.getByRole('button', { name: '提交申请' }).and(page.locator(':enabled')).waitFor();
    await page.unroute('**/submit');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForURL(/\/receipt$/);
    await page.locator('[data-test="case-number"]').waitFor();
    expect((await mine(page, false)) === running + 1, 'one case more');
    someone.check();
  });
  await context.close();
}

export async function offlineJourney(browser) {
  await install(browser);
  await sendAgain(browser);
}
