// Elder mode (长者模式): larger type, stronger contrast, fewer things at once, and pages that read themselves aloud. Kept on
// this device; the whole look hangs on one class of the root element.
import { ref } from 'vue';

const kStored = 'tongban.elder';

function stored(): boolean {
  try {
    return localStorage.getItem(kStored) === 'on';
  } catch {
    // Some embedded browsers have no storage: the mode then lasts until the page is left.
    return false;
  }
}

export const elder = ref(stored());

export function applyElder(): void {
  document.documentElement.classList.toggle('elder', elder.value);
}

export function setElder(on: boolean): void {
  elder.value = on;
  try {
    localStorage.setItem(kStored, on ? 'on' : 'off');
  } catch {
    // See above.
  }
  applyElder();
}
