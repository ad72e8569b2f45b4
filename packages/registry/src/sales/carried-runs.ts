import { CarriedRun, faultsOf, type CarriedFault } from '@fupin/schema';
import type { LineContents } from './line-contents.ts';
import type { ArrivingRange } from './number-range.ts';

const runsAtOnce = 1000;

/** The lines of a batch as far as runs need them. */
export interface CarriedLines {
  /** The terminal of each as it was sent; undefined where it names none. */
  readonly terminalIds: readonly (string | undefined)[];
  readonly contents: LineContents;
}

/** A run that covers lines of the batch. */
export interface PlacedRun extends ArrivingRange {
  /** Its place among the runs. */
  readonly index: number;
  readonly terminalId: string;
  readonly epoch: string;
  readonly clockSkewMs: number | null;
  /** Whether its lines do not add up to its head. */
  readonly isBroken: boolean;
  /** The places of its lines in the batch, in order. */
  readonly places: readonly number[];
}

/** What a batch says of the numbers of its lines. */
export interface Runs {
  readonly placed: readonly PlacedRun[];
  readonly faults: readonly CarriedFault[];
}

/**
 * Reads what a batch says of the numbers of its lines. What is wrong with it costs no line: a run that can't be told to cover
 * lines of the batch is left out, and one whose chain does not add up is taken at its word and noted.
 */
export function readRuns(carried: unknown, { terminalIds, contents }: CarriedLines): Runs {
  if (carried === undefined) return { placed: [], faults: [] };
  if (!Array.isArray(carried) || carried.length > runsAtOnce) {
    const detail = `carried must be an array of at most ${runsAtOnce} runs`;
    return { placed: [], faults: [{ index: null, code: 'invalidRun', detail }] };
  }
  const faults: CarriedFault[] = [];
  const valid: (readonly [index: number, run: CarriedRun])[] = [];
  for (const [index, value] of carried.entries()) {
    const result = CarriedRun.safeParse(value);
    if (result.success) valid.push([index, result.data]);
    else faults.push({ index, code: 'invalidRun', detail: inWords(faultsOf(result.error, value)) });
  }
  const covered = new Map<string, number>();
  for (const [, { terminalId, count }] of valid) {
    covered.set(terminalId, (covered.get(terminalId) ?? 0) + count);
  }
  const placesOf = placesByTerminal(terminalIds);
  const passed = new Map<string, number>();
  const placed: PlacedRun[] = [];
  for (const [index, run] of valid) {
    const { terminalId, count } = run;
    const places = placesOf.get(terminalId) ?? [];
    if (covered.get(terminalId) !== places.length) {
      const detail =
        'the runs of a terminal must cover its lines in the batch, no more and no less';
      faults.push({ index, code: 'otherLines', detail });
      continue;
    }
    const start = passed.get(terminalId) ?? 0;
    passed.set(terminalId, start + count);
    const own = placeRun(index, run, places.slice(start, start + count), contents);
    if (own.isBroken) {
      const detail = 'the lines must add up from previous to head, and line 1 follows the epoch';
      faults.push({ index, code: 'chainBroken', detail });
    }
    placed.push(own);
  }
  return { placed, faults };
}

function placeRun(
  index: number,
  { terminalId, epoch, first, count, previous, head, clockSkewMs }: CarriedRun,
  places: readonly number[],
  contents: LineContents,
): PlacedRun {
  const links = [previous];
  let link = previous;
  for (const place of places) {
    link = contents.nextLink(link, place);
    links.push(link);
  }
  // The next run follows the head that the device gave, whatever the lines add up to.
  links[count] = head;
  return {
    index,
    terminalId,
    epoch,
    first,
    last: first + count - 1,
    previous,
    head,
    links,
    isBroken: link !== head || (first === 1 && previous !== epoch),
    clockSkewMs: clockSkewMs ?? null,
    places,
  };
}

function placesByTerminal(
  terminalIds: CarriedLines['terminalIds'],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, terminalId] of terminalIds.entries()) {
    if (terminalId === undefined) continue;
    const known = places.get(terminalId);
    if (known) known.push(place);
    else places.set(terminalId, [place]);
  }
  return places;
}

function inWords([first]: ReturnType<typeof faultsOf>): string {
  return first ? `${first.pointer} ${first.detail}`.trim() : 'must be a run';
}
