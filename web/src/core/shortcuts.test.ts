import { mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';

import { shortcutOf, switchShortcuts, takesKeys, useShortcuts, type Shortcut } from './shortcuts';

const next = vi.fn();
const list: Shortcut[] = [{ key: 'j', title: 'shortcut.next', run: next }];
const press = (key: string, more: KeyboardEventInit = {}, on: EventTarget = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  on.dispatchEvent(event);
  return event;
};
const Page = defineComponent({
  setup() {
    useShortcuts(() => list);
    return () => h('div', [h('input', { type: 'text', id: 'name' }), h('input', { type: 'checkbox', id: 'tick' })]);
  },
});

afterEach(() => {
  next.mockClear();
  switchShortcuts(true);
  document.body.replaceChildren();
});

describe('shortcuts', () => {
  it('do what their key says while their page is there', () => {
    const page = mount(Page, { attachTo: document.body });
    expect(press('j').defaultPrevented).toBe(true);
    expect(next).toHaveBeenCalledTimes(1);
    expect(press('x').defaultPrevented).toBe(false);
    page.unmount();
    press('j');
    expect(next).toHaveBeenCalledTimes(1);
  });
  it('stay silent while somebody types, but not on a box that is ticked', () => {
    mount(Page, { attachTo: document.body });
    press('j', {}, document.getElementById('name')!);
    expect(next).not.toHaveBeenCalled();
    press('j', {}, document.getElementById('tick')!);
    expect(next).toHaveBeenCalledTimes(1);
    expect(takesKeys(document.createElement('textarea'))).toBe(true);
    expect(takesKeys(document.createElement('a'))).toBe(false);
  });
  it('leave keys with modifiers to the browser', () => {
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) {
      expect(shortcutOf(new KeyboardEvent('keydown', { key: 'j', ...more }), list)).toBeUndefined();
    }
  });
  it('wait while a dialog is open', () => {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('open', '');
    document.body.append(dialog);
    expect(shortcutOf(new KeyboardEvent('keydown', { key: 'j' }), list)).toBeUndefined();
  });
  it('can be switched off, and stay off', () => {
    mount(Page, { attachTo: document.body });
    switchShortcuts(false);
    press('j');
    expect(next).not.toHaveBeenCalled();
    expect(localStorage.getItem('tongban.shortcuts')).toBe('off');
  });
});
