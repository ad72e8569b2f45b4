/** How tests and benches launch Chromium: the one that `CHROME_PATH` names, with nothing of its own to do in the background. */
export const chromiumLaunch = {
  executablePath: process.env['CHROME_PATH'] || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
