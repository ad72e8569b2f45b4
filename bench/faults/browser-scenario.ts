import { setTimeout as sleep } from 'node:timers/promises';
import { tillBrowser } from '../../packages/client/test/till-browser.ts';

/** What is asked of the scenario. */
export interface RendererKills {
  /** How often the process that runs the till's page is killed. */
  readonly kills: number;
  /** Address of the registry, or of a sink that answers as one. */
  readonly registry: string;
  /** The key to report with; `rs_1` where absent. */
  readonly key?: string;
  /** The outlet that sells; that of the client's tests where absent. */
  readonly outletId?: string;
  /** From 0 to 1, as Math.random gives it: says when the next kill comes. */
  readonly random?: () => number;
  /** Told after each kill how many there were, and how many lines the page has called durable. */
  readonly progress?: (kills: number, durable: number) => void;
}

/** What the till called durable, which is what the registry has to have in the end. */
export interface RendererKillsOutcome {
  /** The identities of the lines whose `report()` resolved before a kill, in the order in which the browser said so. */
  readonly durable: readonly string[];
  readonly kills: number;
}

const longestLifeMs = 500;

/**
 * Reports sales on two terminals from a page in Chromium without end, kills the process that runs it (SIGKILL) at a random
 * instant, and opens the page again with the same profile; so often as asked. Resolves when the last page has delivered all.
 */
export async function killRenderer(options: RendererKills): Promise<RendererKillsOutcome> {
  const { kills, registry, key, outletId, random = Math.random, progress } = options;
  await using browser = await tillBrowser(registry);
  const durable: string[] = [];
  await browser.context.exposeFunction('durable', (lineIds: readonly string[]) => {
    durable.push(...lineIds);
  });
  const parameters = { ...(key && { key }), ...(outletId && { outletId }) };
  for (let kill = 0; kill < kills; kill += 1) {
    const page = await browser.open(parameters);
    // It never ends but with its page.
    page.evaluate((start) => window.reportFrom(start), kill * 1_000_000).catch(() => undefined);
    await sleep(random() * longestLifeMs);
    await browser.killRenderers();
    await page.close();
    progress?.(kill + 1, durable.length);
  }
  const page = await browser.open(parameters);
  await page.evaluate(async () => (await window.till).flush());
  return { durable, kills };
}
