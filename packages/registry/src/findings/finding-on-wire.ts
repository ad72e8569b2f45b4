import type { Finding, FindingEvidence } from '@fupin/schema';
import type { FindingRow } from './finding-tables.ts';

/** A finding as it is answered; `ownOutlets` names those of an operator, which is shown nothing of others. */
export function findingOnWire(row: FindingRow, ownOutlets?: ReadonlySet<string>): Finding {
  const { findingId, rule, ruleVersion, state, raisedAt, updatedAt, resolvedAt } = row;
  const isShown = (outletId: string) => ownOutlets?.has(outletId) ?? true;
  const evidence = JSON.parse(row.evidence) as FindingEvidence;
  return {
    findingId,
    rule,
    ruleVersion,
    state,
    subject: {
      outletIds: (JSON.parse(row.outletIds) as string[]).filter(isShown),
      productId: row.productId,
      certificateId: row.certificateId,
      terminalId: row.terminalId,
      countyCode: row.countyCode || null,
    },
    evidence: {
      ...evidence,
      lineIds: evidence.lineIds.filter((lineId) => isShown(outletOf(lineId))),
    },
    raisedAt,
    updatedAt,
    resolution:
      resolvedAt === null
        ? null
        : {
            reasonCode: row.reasonCode ?? '',
            reason: row.reason ?? '',
            at: resolvedAt,
            keyId: ownOutlets ? null : row.resolvedBy,
            statusChangedAt: row.statusChangedAt,
          },
  };
}

function outletOf(lineId: string): string {
  return lineId.slice(0, lineId.indexOf('/'));
}
