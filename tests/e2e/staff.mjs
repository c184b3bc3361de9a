// What members of staff do at their desks.
import { address, expect, person, signIn } from './browser.mjs';

export async function atDesk(browser, name, login, viewport) {
  const someone = await person(browser, name, viewport);
  await signIn(someone, login);
  return someone;
}

export async function openCase(someone, caseNumber) {
  const { page } = someone;
  await page.goto(`${address}/staff?scope=running&number=${encodeURIComponent(caseNumber)}`);
  await page.locator('article.case a').first().click();
  await page.getByRole('heading', { name: '可以进行的操作' }).waitFor();
}

// Presses the button of an act, fills its form, confirms, and waits for the page to say that it is done.
export async function act(someone, action, fill = async () => {}) {
  const { page } = someone;
  await page.locator(`[data-action="${action}"]`).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fill(dialog);
  const sure = dialog.locator('[data-test="sure"]');
  if (await sure.count()) await sure.check();
  await dialog.locator('button[type="submit"]').click();
  await page.getByText('已完成：').waitFor();
  expect((await page.getByRole('dialog').count()) === 0, `the dialog of ${action} is closed`);
}

export async function can(someone, action) {
  return (await someone.page.locator(`[data-action="${action}"]`).count()) > 0;
}
