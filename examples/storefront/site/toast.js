import { element } from './page.js';

const SHOWN_MS = 5000;
let timer = 0;

/**
 * Says for five seconds, at the foot of the page and to screen readers, what has just happened.
 * @param {string} message
 */
export function showToast(message) {
  const toast = element('#toast', HTMLElement);
  element('#toast-text', HTMLElement).textContent = message;
  toast.toggleAttribute('data-shown', true);
  clearTimeout(timer);
  timer = window.setTimeout(() => toast.removeAttribute('data-shown'), SHOWN_MS);
}
