// The gallery of the parts that all pages are made of: only for administrators, every state in view, nothing for axe to find.
import { accountOf, address, expect, kDesktop, kPhone, person, signIn, step } from './browser.mjs';

const kStates = { loading: '正在加载', empty: '这里还没有内容', filled: '示例文字 1', failed: '网络连接失败', forbidden: '没有权限', sign_in: '请先登录', missing: '没有找到' };

export async function designJourney(browser) {
  for (const width of [kDesktop, kPhone]) {
    const admin = await person(browser, 'administrator', width);
    await step(`an administrator finds every part of the pages in every state (${width.width} wide)`, async () => {
      await signIn(admin, accountOf('系统管理员'));
      await admin.page.goto(`${address}/profile`);
      await admin.page.getByRole('link', { name: '组件陈列' }).click();
      for (const [state, text] of Object.entries(kStates)) await admin.page.locator(`[data-state="${state}"]`).getByText(text).first().waitFor({ state: 'attached' });
      await admin.page.getByRole('button', { name: '移除' }).first().click();
      expect(await admin.page.evaluate(() => document.activeElement.getAttribute('role') === 'alert'), 'a refusal to take the focus');
      await admin.screen(width === kPhone ? 'design-phone' : 'design-desktop');
      await admin.page.getByRole('button', { name: '确认' }).click();
      await admin.page.getByRole('dialog').waitFor();
      await admin.accessible();
      await admin.page.keyboard.press('Escape');
      admin.check();
    });
    await step(`every field of forms says its fault, and regions open one below the other (${width.width} wide)`, async () => {
      const fields = admin.page.locator('[data-test="form-gallery"]');
      await fields.getByText('大写：壹万零伍元陆角整').waitFor();
      await fields.getByRole('button', { name: '显示错误' }).click();
      await fields.getByText('请填写此项').first().waitFor();
      expect((await fields.getByText('请填写此项').count()) >= 10, 'a fault at each empty field');
      const region = fields.getByRole('group', { name: '地区', exact: true });
      for (const [level, name] of [['省级', '湖南省'], ['市级', '娄底市'], ['县级', '新化县']]) await region.getByLabel(level).selectOption({ label: name });
      await fields.getByLabel('公民身份号码').fill(' 11010519491231002x');
      await fields.getByLabel('公民身份号码').blur();
      expect((await fields.getByLabel('公民身份号码').inputValue()) === '11010519491231002X', 'the number in its normal form');
      await admin.accessible();
      await admin.fits();
      admin.check();
    });
    await admin.context.close();
  }
  const applicant = await person(browser, 'applicant', kPhone);
  await step('nobody else is shown it', async () => {
    await signIn(applicant, accountOf('（法人）'));
    await applicant.page.goto(`${address}/staff/design`);
    await applicant.page.getByRole('heading', { name: '没有权限' }).waitFor();
    applicant.check();
  });
  await applicant.context.close();
}
