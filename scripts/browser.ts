import { existsSync } from 'node:fs';
import { fail, runCommand } from './command.ts';

const places = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const findBrowser = () => places.find((place) => place && existsSync(place));

const findFirefox = () =>
  [
    process.env['FIREFOX_PATH'],
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ].find((place) => place && existsSync(place));

/** The path of Chromium or Chrome; on Debian as root it is installed where there is none. */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (found) return found;
  const installed = (await install('Chromium', 'chromium', 'fonts-noto-cjk')) && findBrowser();
  if (installed) return installed;
  return fail(
    'There is no Chromium or Chrome to run the browser tests in.',
    `Expected one of ${places.filter(Boolean).join(', ')}. Install one, or set CHROME_PATH to where it is.`,
  );
}

/** The path of Firefox; on Debian as root it is installed where there is none. Elsewhere there may be none. */
export async function ensureFirefox(): Promise<string | undefined> {
  const found = findFirefox();
  if (found) return found;
  return (await install('Firefox', 'firefox-esr')) ? findFirefox() : undefined;
}

/** Installs packages on Debian as root; tells whether it did. */
async function install(what: string, ...packages: readonly string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${what} with apt-get (about a minute) …`);
  await runCommand('apt-get', ['update', '-qq']);
  const { status, output } = await runCommand(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    { env: { DEBIAN_FRONTEND: 'noninteractive' } },
  );
  if (status !== 0) console.error(output);
  return status === 0;
}
