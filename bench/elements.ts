/** The special area in a visitor's browser beside the same cards in hand-written DOM, and what axe says of all elements. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { launchBrowser, serveFiles } from './support/browser.ts';
import { violations } from './elements/accessibility.ts';
import { mountAllCards, showsHandWrittenCards, showsVerifiedCards } from './elements/cards.ts';
import { visitArea, visitHandWritten } from './elements/first-card.ts';
import type { RegistryAddress } from './elements/registry.ts';
import { pagesFor } from './elements/site.ts';
import { costOf, type Cost } from './elements/visit.ts';
import { median, printFigure } from './support/measure.ts';

const rounds = 5;
const registry = fork(fileURLToPath(new URL('elements/registry.ts', import.meta.url)));
const [address] = (await once(registry, 'message')) as [RegistryAddress];
const site = await serveFiles(pagesFor(address));
registry.send(site.origin);
await once(registry, 'message');
const browser = await launchBrowser();

await benchCost();
await benchMobile();
const found = await violations(browser, site.origin, address);
for (const violation of found) console.log(violation);
printFigure('axe', found.length);

await browser.close();
await site.close();
registry.disconnect();

/** CPU, heap and long tasks, with the first 24 of 1,000 listings and with all of them. */
async function benchCost(): Promise<void> {
  const { origin } = site;
  const pages = {
    empty: () => costOf(browser, `${origin}/empty`, async () => {}),
    area: () => costOf(browser, `${origin}/area`, (page) => showsVerifiedCards(page, 24)),
    handWritten: () =>
      costOf(browser, `${origin}/hand-written-24`, (page) => showsHandWrittenCards(page, 24)),
    areaOfAll: () =>
      costOf(browser, `${origin}/area`, async (page) => {
        await mountAllCards(page);
        await showsVerifiedCards(page, 1000);
      }),
    handWrittenOfAll: () =>
      costOf(browser, `${origin}/hand-written-1000`, (page) => showsHandWrittenCards(page, 1000)),
  };
  type Round = Record<keyof typeof pages, Cost>;
  const results: Round[] = [];
  await pages.area();
  for (let round = 0; round < rounds; round += 1) {
    results.push({
      area: await pages.area(),
      handWritten: await pages.handWritten(),
      areaOfAll: await pages.areaOfAll(),
      handWrittenOfAll: await pages.handWrittenOfAll(),
      empty: await pages.empty(),
    });
  }
  for (const name of Object.keys(pages) as (keyof Round)[]) {
    const of = (part: keyof Cost) => median(results.map((round) => round[name][part]));
    console.log(
      `${name}: ${of('cpu').toFixed()} ms of CPU, ${of('styleAndLayout').toFixed()} of them in style and layout; ` +
        `heap ${of('heapMebibytes').toFixed(2)} MiB; ${of('longTasks')} long tasks`,
    );
  }
  const ratio = (ours: keyof Round, peer: keyof Round) =>
    median(
      results.map((round) => {
        const empty = round.empty.cpu;
        return (round[ours].cpu - empty) / (round[peer].cpu - empty);
      }),
    );
  printFigure('cpu-24', ratio('area', 'handWritten'));
  printFigure('cpu-1000', ratio('area', 'handWrittenOfAll'));
  printFigure('cpu-1000-all', ratio('areaOfAll', 'handWrittenOfAll'));
  console.log('cpu-24-ssr is not measured: the elements have no server rendering yet.');
  printFigure(
    'heap-1000-mib',
    median(results.map(({ areaOfAll, empty }) => areaOfAll.heapMebibytes - empty.heapMebibytes)),
  );
  printFigure('long-tasks-1000', median(results.map(({ areaOfAll }) => areaOfAll.longTasks)));
}

/** Time to the first card and layout shift, on a slow phone and a slow line. */
async function benchMobile(): Promise<void> {
  const results: { ours: number; peer: number; layoutShift: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { firstCard, layoutShift } = await visitArea(browser, `${site.origin}/area`);
    const peer = await visitHandWritten(browser, `${site.origin}/hand-written-24`);
    results.push({ ours: firstCard, peer, layoutShift });
  }
  const of = (part: 'ours' | 'peer') => median(results.map((result) => result[part])).toFixed();
  console.log(`first card: area ${of('ours')} ms, hand-written ${of('peer')} ms`);
  printFigure('first-card-mobile', median(results.map(({ ours, peer }) => ours / peer)));
  printFigure('layout-shift', Math.max(...results.map(({ layoutShift }) => layoutShift)));
}
