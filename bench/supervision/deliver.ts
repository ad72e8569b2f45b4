import { saleChainInput, saleLineContent, type CarriedRun, type SaleLine } from '@fupin/schema';
import { hash } from 'node:crypto';
import type { Chance } from './chance.ts';
import type { Plan } from './plant.ts';
import type { SoldLine } from './sales.ts';
import { isIn, type Outlet, type World } from './world.ts';

/** A sale line as a seller writes it down, with the number that its device gives it. */
export interface Delivery {
  readonly outlet: number;
  /** Hours since the year began. */
  readonly hour: number;
  readonly lines: readonly SaleLine[];
  readonly carried?: readonly CarriedRun[];
}

/** A sign of life. */
export interface SentHeartbeat {
  readonly outlet: number;
  readonly hour: number;
  readonly terminals: readonly { terminalId: string; epoch: string; last: number }[];
}

interface Device {
  epoch: string;
  next: number;
  head: string;
}

const digest = (text: string) => hash('sha256', text, 'base64url');

/**
 * What one outlet sends in a year: each day at closing time, or on Mondays for the week before; some late, some twice, some
 * from a device that has lost its memory.
 */
export function deliveriesOf(
  outlet: Outlet,
  lines: readonly SoldLine[],
  { world: { scale }, plan, chance, write }: DeliveryParts,
): { deliveries: Delivery[]; heartbeats: SentHeartbeat[] } {
  const { number } = outlet;
  const deliveries: Delivery[] = [];
  const heartbeats: SentHeartbeat[] = [];
  const devices = new Map<string, Device>();
  const lost = plan.lost.find((each) => each.outlet === number);
  const deviceOf = (terminalId: string) => {
    const known = devices.get(terminalId);
    if (known) return known;
    const epoch = digest(`${number} ${terminalId} ${chance.fraction()}`);
    const device = { epoch, next: 1, head: epoch };
    devices.set(terminalId, device);
    return device;
  };
  const carry = (batch: readonly SaleLine[]): CarriedRun[] =>
    [...new Set(batch.map(({ terminalId }) => terminalId))].map((terminalId) => {
      const own = batch.filter((line) => line.terminalId === terminalId);
      const device = deviceOf(terminalId);
      const { epoch, next: first, head: previous } = device;
      for (const line of own) {
        device.head = digest(saleChainInput(device.head, saleLineContent(line)));
      }
      device.next += own.length;
      return { terminalId, epoch, first, count: own.length, previous, head: device.head };
    });
  const send = (batch: readonly SaleLine[], hour: number) => {
    for (let start = 0; start < batch.length; start += 1000) {
      const part = batch.slice(start, start + 1000);
      const carried = outlet.isNumbered ? { carried: carry(part) } : {};
      deliveries.push({ outlet: number, hour, lines: part, ...carried });
    }
  };
  const forgetsOn =
    outlet.isNumbered && chance.happens(0.3) && !lost ? chance.whole(5, scale.days - 5) : -1;
  let waiting: SaleLine[] = [];
  let place = 0;
  let hasLost = false;
  for (let day = 0; day < scale.days; day += 1) {
    const ofDay: SaleLine[] = [];
    for (; lines[place]?.day === day; place += 1) ofDay.push(write(lines[place] as SoldLine));
    const closing = day * 24 + 22;
    const shut = outlet.shut.find((span) => isIn(span, day));
    if (outlet.hasHeartbeat && !shut?.isSilent) {
      const terminals = outlet.isNumbered
        ? [...devices].map(([terminalId, { epoch, next }]) => ({
            terminalId,
            epoch,
            last: next - 1,
          }))
        : [];
      const isToTell = terminals.filter(({ last }) => last > 0);
      heartbeats.push({ outlet: number, hour: day * 24 + 9, terminals: isToTell });
    }
    if (outlet.isWeekly) {
      waiting.push(...ofDay);
      if (day % 7 === 0 || day === scale.days - 1) {
        send(waiting, closing + 1);
        waiting = [];
      }
      continue;
    }
    if (ofDay.length === 0) continue;
    if (lost?.day !== undefined && !hasLost && day >= lost.day) {
      const device = deviceOf('T1');
      device.next += lost.count;
      device.head = digest(`lost ${number}`);
      hasLost = true;
    }
    if (day === forgetsOn) {
      devices.clear();
      send(deliveries.at(-1)?.lines ?? [], closing);
    }
    const luck = chance.fraction();
    if (luck < 0.02 && ofDay.length > 3) {
      // The first half comes hours after the second: a gap that closes.
      const half = Math.floor(ofDay.length / 2);
      send(ofDay.slice(0, half), closing + 11);
      send(ofDay.slice(half), closing);
    } else {
      send(ofDay, luck < 0.03 ? closing + 30 : closing);
      const last = deliveries.at(-1);
      // An answer was lost, so the device sends the same again.
      if (luck > 0.97 && last) deliveries.push({ ...last, hour: last.hour + 1 });
    }
  }
  if (lost && lost.day === undefined) {
    const { epoch, next } = deviceOf('T1');
    const terminals = [{ terminalId: 'T1', epoch, last: next - 1 + lost.count }];
    heartbeats.push({ outlet: number, hour: scale.days * 24, terminals });
  }
  return { deliveries, heartbeats };
}

/** What deliveries are made of. */
export interface DeliveryParts {
  readonly world: World;
  readonly plan: Plan;
  readonly chance: Chance;
  /** Writes a line down as the registry takes it. */
  readonly write: (line: SoldLine) => SaleLine;
}
