import { LogEntry } from '@fupin/schema';
import { AuditFault } from './audit-fault.ts';

type EntryOf<Type extends LogEntry['type']> = Extract<LogEntry, { type: Type }>;

/** A record as the log has it last, and where. */
export interface Logged<Entry> {
  readonly entry: Entry;
  readonly index: number;
}

/** What a log says of each record, gathered entry by entry. */
export class LoggedRecords {
  readonly certificates = new Map<string, Logged<EntryOf<'certificate'>>>();
  readonly statusChanges = new Map<string, EntryOf<'statusChange'>[]>();
  readonly licences = new Map<string, Logged<EntryOf<'markLicence'>>>();
  keySet: Logged<EntryOf<'keySet'>> | undefined;
  /** How many entries there are of each type. */
  readonly counts = new Map<string, number>();
  readonly #linesOfOutlets = new Map<string, number>();

  /** Takes the next entry in; throws an AuditFault where it is none, or an outlet's lines are not numbered through. */
  take(bytes: Uint8Array, index: number): void {
    const json = jsonOf(bytes, index);
    const type = (json as { type?: unknown } | null)?.type;
    const name = typeof type === 'string' ? type : 'unknown';
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    const parsed = LogEntry.safeParse(json);
    if (!parsed.success) {
      // A newer registry may log what this one does not know.
      if (typeof type === 'string' && !knownTypes.includes(type)) return;
      const [issue] = parsed.error.issues;
      throw new AuditFault(
        `entry ${index}`,
        `is not as a ${name} entry has to be: ${issue?.path.join('/') ?? ''} ${issue?.message ?? ''}`,
      );
    }
    const entry = parsed.data;
    switch (entry.type) {
      case 'certificate':
        this.certificates.set(entry.certificateId, { entry, index });
        break;
      case 'statusChange': {
        const changes = this.statusChanges.get(entry.certificateId) ?? [];
        this.statusChanges.set(entry.certificateId, [...changes, entry]);
        break;
      }
      case 'keySet':
        this.keySet = { entry, index };
        break;
      case 'markLicence':
        this.licences.set(entry.licenceId, { entry, index });
        break;
      case 'sale':
        this.#countLine(entry, index);
    }
  }

  #countLine({ outletId, sequence }: EntryOf<'sale'>, index: number): void {
    const expected = (this.#linesOfOutlets.get(outletId) ?? 0) + 1;
    if (sequence !== expected) {
      throw new AuditFault(
        `entry ${index}`,
        `expected line ${expected} of ${outletId}, found ${sequence}`,
      );
    }
    this.#linesOfOutlets.set(outletId, sequence);
  }

  /** Whether the log has a certificate revoked, and suspended, at an instant. */
  statusOf(certificateId: string, at: Date): { revocation: boolean; suspension: boolean } {
    const inForce = (this.statusChanges.get(certificateId) ?? [])
      .filter((change) => Date.parse(change.at) <= at.getTime())
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const last = inForce.findLast(({ status }) => status !== 'withdrawn');
    return {
      revocation: inForce.some(({ status }) => status === 'withdrawn'),
      suspension: last !== undefined && last.status !== 'active',
    };
  }
}

const knownTypes: readonly string[] = LogEntry.def.innerType.def.options.flatMap(
  (option) => option.def.shape.type.def.values,
);

function jsonOf(bytes: Uint8Array, index: number): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AuditFault(`entry ${index}`, 'is not JSON in UTF-8');
  }
}
