// The way from a question to a licence, walked in a browser: a citizen finds the service, reads its guide, applies; the
// window, the reviewer and the approver do their part; the citizen sees the result. On a desk and on a phone.
import { brokenOff, openBrowser, summary } from './browser.mjs';
import { accessibilityJourney, knownCases } from './accessibility.mjs';
import { administrationJourney } from './administration.mjs';
import { applicationJourney } from './application.mjs';
import { budgetOfPages } from './budget.mjs';
import { correctionJourney } from './correction.mjs';
import { designJourney } from './design.mjs';
import { detours } from './detours.mjs';
import { inquiryJourney } from './inquiry.mjs';
import { hostileTexts } from './hostile_texts.mjs';
import { elderJourney } from './elder.mjs';
import { keyboardJourney } from './keyboard.mjs';
import { messagesJourney } from './messages.mjs';
import { ownPages } from './own_pages.mjs';
import { offlineJourney } from './offline.mjs';
import { portalJourney } from './portal.mjs';
import { processesJourney } from './processes.mjs';
import { windowJourney } from './window.mjs';
import { workbenchJourney } from './workbench.mjs';

const browser = await openBrowser();
try {
  await budgetOfPages();
  await applicationJourney(browser);
  await correctionJourney(browser);
  await detours(browser);
  await inquiryJourney(browser);
  await portalJourney(browser);
  await messagesJourney(browser);
  await windowJourney(browser);
  await workbenchJourney(browser);
  const ids = await knownCases(browser);
  await accessibilityJourney(browser, ids);
  await ownPages(browser, ids);
  await elderJourney(browser, ids);
  await keyboardJourney(browser);
  await designJourney(browser);
  await administrationJourney(browser);
  await processesJourney(browser);
  await offlineJourney(browser);
  await hostileTexts(browser, ids);
} catch (error) {
  brokenOff(error);
} finally {
  await browser.close();
}
process.exit(summary());
