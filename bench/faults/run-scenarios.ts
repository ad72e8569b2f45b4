import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Evidence } from './evidence.ts';
import { recountLedger, type Recount } from '../../packages/registry/src/ledger/recount-ledger.ts';
import { judge, type Judgement } from './judge.ts';
import { Marks } from './marks.ts';
import { randomFrom } from './random.ts';
import { ledgerOf, RegistryProcess, type RegistryPlace } from './registry-process.ts';
import { Stage, type Ordeal, type Scenario } from './scenario.ts';
import type { SenderOptions } from './sender-process.ts';

/** What scenarios are run with. */
export interface RunOptions {
  readonly sender: SenderOptions;
  readonly seed: number;
  /** URL of an empty PostgreSQL database for the registry; absent for SQLite. */
  readonly postgres?: string;
  readonly progress?: (text: string) => void;
}

/** What became of the sales of a scenario. */
export interface ScenarioReport extends Ordeal, Judgement {
  readonly name: string;
  /** Lines that the SDK promised to keep. */
  readonly promised: number;
  /** Lines that the SDK gave back as not taken by the registry. */
  readonly refused: number;
}

/** What became of all sales that one registry got. */
export interface RunReport {
  readonly scenarios: readonly ScenarioReport[];
  /** The sums that the registry keeps of the ledger, beside what its lines come to. */
  readonly recount: Recount;
}

/** Runs scenarios one after the other against one registry, each at an outlet of its own, and judges by the registry's database. */
export async function runScenarios(
  scenarios: readonly Scenario[],
  { sender, seed, postgres, progress = () => {} }: RunOptions,
): Promise<RunReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fupin-faults-'));
  const place: RegistryPlace = {
    folder: path.join(folder, 'registry'),
    ...(postgres !== undefined && { postgres }),
  };
  const registry = await RegistryProcess.start(
    place,
    scenarios.map(({ name }) => name),
  );
  try {
    const endured: { name: string; evidence: Evidence; ordeal: Ordeal }[] = [];
    for (const { name, run, books = 'unique' } of scenarios) {
      const evidence: Evidence = {
        outletId: RegistryProcess.outletIdOf(name),
        books,
        promised: new Marks(),
        refused: new Marks(),
      };
      const ordeal = await run(
        new Stage({
          registry,
          evidence,
          sender,
          random: randomFrom(seed),
          folder: path.join(folder, name),
          progress: (text) => progress(`${name}: ${text}`),
        }),
      );
      endured.push({ name, evidence, ordeal });
    }
    return await registry.read(async (database) => {
      const reports: ScenarioReport[] = [];
      for (const { name, evidence, ordeal } of endured) {
        const judgement = await judge(evidence, () => ledgerOf(database, evidence.outletId));
        const { promised, refused } = evidence;
        reports.push({
          name,
          ...ordeal,
          ...judgement,
          promised: promised.size,
          refused: refused.size,
        });
      }
      return { scenarios: reports, recount: await recountLedger(database) };
    });
  } finally {
    await registry.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
