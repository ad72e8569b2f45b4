import { element } from '../page.js';

const RENEW_BEFORE_MS = 5 * 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const provider = element('fupin-provider', HTMLElement);
const status = element('#session-status', HTMLElement);
const retry = element('#session-retry', HTMLButtonElement);

retry.addEventListener('click', startSession);
await startSession();

/**
 * Asks the shop's own server for a reporting session, hands it to the embedded elements, and asks
 * again before it ends. The secret key stays with the server.
 */
async function startSession() {
  retry.hidden = true;
  status.textContent = '正在连接认定登记处…';
  try {
    const { session, expiresAt } = await requestSession();
    Object.assign(provider, { session });
    const end = Date.parse(expiresAt);
    status.textContent = `已连接，会话有效至 ${timeOfDay(end)}`;
    status.dataset['state'] = 'connected';
    const pause = end - Date.now() - RENEW_BEFORE_MS;
    setTimeout(startSession, Math.min(Math.max(pause, 60_000), LONGEST_TIMER_MS));
  } catch (error) {
    status.textContent = error instanceof Error ? error.message : String(error);
    status.dataset['state'] = 'failed';
    retry.hidden = false;
  }
}

/** @returns {Promise<{session: string, expiresAt: string}>} */
async function requestSession() {
  let response;
  let answer;
  try {
    response = await fetch('/backoffice/session', { method: 'POST' });
    answer = await response.json();
  } catch {
    throw new Error('后台服务器没有应答。请检查网络，再点“重试”。');
  }
  if (!response.ok) throw new Error(`${answer.title}。${answer.detail}`);
  return answer;
}

/** @param {number} instant */
function timeOfDay(instant) {
  return new Intl.DateTimeFormat('zh-CN', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(instant);
}
