// What a journey needs to be there before it begins, made over the API as other programs would make it; the way through
// the pages is walked elsewhere. Runs in the page of somebody who is signed in.
import { pdf } from './browser.mjs';

const kItem = '食品经营许可（新办）';
const kDepartment = '新化县市场监督管理局';

// An application with every required answer and material. `text` answers every free question, `file_name` names every
// file, `until` stops early: 'draft' before anything is filled in, 'filled' before submitting. Returns case_id, item_id,
// case_number (null before submitting) and the query code.
export async function applyOverApi(citizen, { text = '演示内容', file_name = 'a.pdf', until = 'submitted' } = {}) {
  return citizen.page.evaluate(async ({ item, department, file, text, file_name, until }) => {
    const session = await (await fetch('/api/v1/session')).json();
    const send = async (method, path, body, type = 'application/json') => {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'Content-Type': type, 'X-CSRF-Token': session.csrf_token, 'Idempotency-Key': crypto.randomUUID() },
        body,
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    };
    const json = (value) => JSON.stringify(value);
    let found;
    for (let after = ''; !found; ) {
      const page = await (await fetch(`/api/v1/items?region_code=431322000000&limit=100&after=${after}`)).json();
      found = page.items.find((card) => card.item_name === item && card.department_name === department);
      after = page.next;
      if (!found && !after) throw new Error(`no item ${item}`);
    }
    const item_id = found.item_id;
    const { scenarios } = await (await fetch(`/api/v1/items/${item_id}/guide`)).json();
    const scenario = scenarios.map((question) => ({ question_key: question.question_key, option_keys: [question.options[0].option_key] }));
    const { case_id } = await send('POST', '/cases', json({ item_id, scenario, acting_for: null }));
    if (until === 'draft') return { case_id, item_id, case_number: null };
    const view = await (await fetch(`/api/v1/cases/${case_id}`)).json();
    const texts = { citizen_id: '110101190001010006', credit_code: '91350100M000100Y43', mobile: '13800000000', date: '2026-12-01', money: '100' };
    const answers = {};
    for (const name of view.form.form_schema.required) {
      const part = view.form.form_schema.properties[name];
      answers[name] = part.enum ? part.enum[0] : part.type === 'boolean' ? true : part.type === 'string' ? (texts[part.format] ?? text.slice(0, part.maxLength ?? 200)) : part.type === 'array' ? [part.items.enum[0]] : 1;
    }
    await send('PUT', `/cases/${case_id}/answers/all`, json({ group_version: 0, answers }));
    const stored = await send('POST', `/files?name=${encodeURIComponent(file_name)}`, new Blob([file]), 'application/pdf');
    for (const material of view.materials)
      await send('POST', `/cases/${case_id}/materials`, json({ material_key: material.material_key, source: 'uploaded', file_id: stored.file_id }));
    if (until === 'filled') return { case_id, item_id, case_number: null };
    const { case_number, query_code } = await send('POST', `/cases/${case_id}/submit`, json({}));
    return { case_id, item_id, case_number, query_code };
  }, { item: kItem, department: kDepartment, file: pdf('a.pdf').buffer.toString('latin1'), text, file_name, until });
}
