import { endOfDay, isInForce, startOfDay, type CertificateValidity } from '@fupin/schema';

/**
 * Says, like `isInForce`, whether a certificate is in force at an instant, in milliseconds since 1970: for many instants, as
 * the answer changes at a few of them alone and is asked for once between two.
 */
export function inForceJudge(certificate: CertificateValidity): (atMs: number) => boolean {
  const { validFrom, validUntil, statusChanges } = certificate;
  const turns = [
    startOfDay(validFrom).getTime(),
    endOfDay(validUntil).getTime(),
    ...statusChanges.map(({ at }) => Date.parse(at)),
  ].sort((a, b) => a - b);
  const answers: (boolean | undefined)[] = [];
  return (atMs) => {
    let turn = 0;
    while (turn < turns.length && (turns[turn] ?? Infinity) <= atMs) turn += 1;
    return (answers[turn] ??= isInForce(certificate, new Date(atMs)));
  };
}
