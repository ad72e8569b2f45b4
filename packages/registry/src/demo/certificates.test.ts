import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInForce, linkageKinds } from '@fupin/schema';
import { demoCertificate } from './certificates.ts';
import { specialities } from './specialities.ts';

const today = '2020-10-17';
const certificates = specialities.map((_, index) => demoCertificate(index, today));

test('most are in force, and each of the other standings has its small share', () => {
  const share = (standing: string | undefined) =>
    certificates.filter((certificate) => certificate?.standing === standing).length /
    specialities.length;
  const near = (actual: number, expected: number) =>
    assert.ok(Math.abs(actual - expected) < 0.012, `${actual}, expected about ${expected}`);
  near(share('inForce'), 0.89);
  near(share('expired'), 0.04);
  near(share('suspended'), 0.03);
  near(share('withdrawn'), 0.02);
  near(share(undefined), 0.02);
});

test('the standing is what isInForce says of the dates and changes', () => {
  const now = new Date(`${today}T12:00:00+08:00`);
  for (const certificate of certificates) {
    if (!certificate) continue;
    const { statusChange, validFrom, validUntil, standing, directoryNo } = certificate;
    const statusChanges = statusChange
      ? [{ status: statusChange.status, at: `${statusChange.on}T00:00:00+08:00` }]
      : [];
    const claimed = isInForce({ validFrom, validUntil, statusChanges }, now);
    assert.equal(claimed, standing === 'inForce', directoryNo);
  }
});

test('directory numbers are unique and name the county', () => {
  const numbers = certificates.flatMap((certificate) => certificate?.directoryNo ?? []);
  assert.equal(new Set(numbers).size, numbers.length);
  for (const number of numbers) assert.match(number, /^FP-\d{6}-\d{4}$/);
});

test('one in force began at least 120 days ago and has more than a year to run', () => {
  for (const certificate of certificates) {
    if (certificate?.standing !== 'inForce') continue;
    assert.ok(certificate.validFrom <= '2020-06-19', certificate.validFrom);
    assert.ok(certificate.validUntil > '2021-10-17', certificate.validUntil);
  }
});

test('the review chain runs in order and ends on the first day of validity', () => {
  for (const certificate of certificates) {
    if (!certificate) continue;
    const days = Object.values(certificate.reviewedOn);
    assert.deepEqual(days, days.toSorted());
    assert.equal(certificate.reviewedOn.listed, certificate.validFrom);
  }
});

test('a change of status falls after the listing and before today', () => {
  const changed = certificates.filter((certificate) => certificate?.statusChange);
  assert.ok(changed.length > 0);
  for (const certificate of changed) {
    assert.ok(certificate?.statusChange);
    assert.ok(certificate.statusChange.on > certificate.validFrom);
    assert.ok(certificate.statusChange.on < today);
  }
});

test('all seven kinds of linkage occur', () => {
  const kinds = new Set(certificates.flatMap((certificate) => certificate?.linkageKinds ?? []));
  assert.deepEqual([...kinds].sort(), [...linkageKinds].sort());
});

test('more people are helped than households', () => {
  for (const certificate of certificates) {
    if (certificate) assert.ok(certificate.peopleHelped > certificate.householdsHelped);
  }
});

test('the same place and day give the same certificate, and a later day moves it along', () => {
  assert.deepEqual(demoCertificate(8, today), demoCertificate(8, today));
  const [now, later] = [demoCertificate(8, today), demoCertificate(8, '2021-10-17')];
  assert.ok(now && later && later.validFrom > now.validFrom);
});

test('a place outside the list is refused', () => {
  assert.throws(() => demoCertificate(specialities.length, today), RangeError);
});
