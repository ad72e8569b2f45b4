import { encodeLogEntry, type LogProof } from './log-entry.ts';
import { certificate } from './fixtures.ts';

/** A log's verifier key, as C2SP signed-note writes it. */
export const logKey =
  'registry.example/log+f5a9ad7e+AQpQyFdnwsu9TxyOnTFHHjJzYjOEBnNuHpEm2SZ3GdI4\n';

/** A checkpoint of a log with one entry; its signature is made up. */
export const logCheckpoint =
  `registry.example/log\n1\n${'A'.repeat(42)}E=\n\n` +
  `— registry.example/log ${'A'.repeat(90)}E=\n`;

/** That the fixtures' certificate is in that log. */
export const logProof = {
  index: 0,
  entry: encodeLogEntry({
    type: 'certificate',
    certificateId: certificate.certificateId,
    digest: `ni:///sha-256;${'A'.repeat(43)}`,
    at: '2020-10-17T04:00:00.000Z',
  }),
  hashes: [],
  checkpoint: logCheckpoint,
} as const satisfies LogProof;
