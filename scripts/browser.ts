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

/** The path of Chromium or Chrome; on Debian as root it is installed where there is none. */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium with apt-get (about a minute) …');
    await runCommand('apt-get', ['update', '-qq']);
    const { status, output } = await runCommand(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
      { env: { DEBIAN_FRONTEND: 'noninteractive' } },
    );
    const installed = findBrowser();
    if (status === 0 && installed) return installed;
    console.error(output);
  }
  return fail(
    'There is no Chromium or Chrome to run the browser tests in.',
    `Expected one of ${places.filter(Boolean).join(', ')}. Install one, or set CHROME_PATH to where it is.`,
  );
}
