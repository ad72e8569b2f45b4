import path from 'node:path';
import { noteEvent, type Evidence } from './evidence.ts';
import type { Random } from './random.ts';
import type { RegistryProcess } from './registry-process.ts';
import type { SenderEvent, SenderOptions } from './sender-process.ts';
import type { Books } from './sale.ts';
import { Till, type TillOptions } from './till.ts';

/** What befell an SDK in a scenario. */
export interface Ordeal {
  /** Processes killed: senders, registries, databases, pages. */
  readonly kills: number;
  /** Ends of files torn. */
  readonly torn: number;
  /** What else is worth saying, each in a few words. */
  readonly notes: readonly string[];
}

/** A fault, as it is done to an SDK that reports sales of one outlet. */
export interface Scenario {
  readonly name: string;
  /** How the tills number their receipts; each sale its own number where absent. */
  readonly books?: Books;
  run(stage: Stage): Promise<Ordeal>;
}

/** What a scenario has at hand. */
export class Stage {
  readonly registry: RegistryProcess;
  readonly evidence: Evidence;
  readonly random: Random;
  readonly sender: SenderOptions;
  /** Folder of its own. */
  readonly folder: string;
  /** Tells how far it has come. */
  readonly progress: (text: string) => void;

  constructor(stage: Omit<Stage, 'till' | 'noteEvent'>) {
    this.registry = stage.registry;
    this.evidence = stage.evidence;
    this.random = stage.random;
    this.sender = stage.sender;
    this.folder = stage.folder;
    this.progress = stage.progress;
  }

  /** Notes what a sender was promised and was told of refusals. */
  noteEvent(event: SenderEvent): void {
    noteEvent(this.evidence, event);
  }

  /** A till of the outlet; what it doesn't say is usual: a folder of the scenario, and the registry without a proxy. */
  till(options: Partial<TillOptions> = {}): Till {
    return new Till({
      evidence: this.evidence,
      random: this.random,
      sender: this.sender,
      folder: path.join(this.folder, 'till'),
      registry: this.registry.url,
      key: this.registry.key,
      ...options,
    });
  }
}
