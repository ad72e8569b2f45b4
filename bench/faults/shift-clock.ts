/**
 * Loaded before an SDK, so that the device's clock jumps: every few moments `Date` is somewhere else, up to ten years away in
 * either direction. FUPIN_CLOCK_SEED says where.
 */
import { randomFrom } from './random.ts';

const random = randomFrom(Number(process.env['FUPIN_CLOCK_SEED'] ?? 0));
const tenYearsMs = 10 * 365 * 24 * 3_600_000;
const RealDate = Date;
let shiftMs = 0;

setInterval(() => {
  // Near jumps are those that a synchronised clock makes, far ones those of an empty battery.
  const reach = random.pick([5_000, 3_600_000, tenYearsMs]);
  shiftMs = random.below(2 * reach) - reach;
}, 20).unref();

globalThis.Date = class extends RealDate {
  constructor(...parameters: []) {
    super(...((parameters.length === 0 ? [RealDate.now() + shiftMs] : parameters) as []));
  }

  static override now(): number {
    return RealDate.now() + shiftMs;
  }
} as DateConstructor;
