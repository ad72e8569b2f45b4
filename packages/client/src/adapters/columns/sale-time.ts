/** How a date such as `12/1/2010` is meant; undefined while nobody knows. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** What a column of dates says about the order of day and month; `needless` where no date depends on it. */
export type DateOrderFinding = DateOrder | 'needless' | 'ambiguous' | 'contradictory';

/** A moment of local time in Asia/Shanghai, or an exact instant; `isDateOnly` where the text gave no time of day. */
export interface SaleTime {
  /** RFC 3339 with offset. */
  readonly instant: string;
  /** The calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly date: string;
  readonly isDateOnly: boolean;
}

/** Why a text is no sale time. */
export type SaleTimeFault = 'notADate' | 'dateOrderUnknown' | 'notATime';

const clock = String.raw`(上午|下午|凌晨|早上|中午|晚上)?\s*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,]\d+)?秒?|分)?\s*(am|pm)?`;
const yearFirst = new RegExp(
  String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sT]*${clock})?$`,
  'i',
);
const yearLast = new RegExp(
  String.raw`^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?:[\sT]+${clock})?$`,
  'i',
);
const monthNames =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const weekday = String.raw`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?`;
const monthDayYear = new RegExp(
  String.raw`^${weekday}([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+${clock})?$`,
  'i',
);
const dayMonthYear = new RegExp(
  String.raw`^${weekday}(\d{1,2})(?:st|nd|rd|th)?[-\s]([a-z]{3,9})\.?[-\s,]\s*(\d{4})(?:,?\s+${clock})?$`,
  'i',
);
const mayBeYearLast = /^\s*[\d０-９]{1,2}[-/. －／．]/;
const compact = /^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2})(\d{2})(\d{2})?)?$/;
const withOffset =
  /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})$/i;
const serial = /^\d{5}(?:\.\d+)?$/;
const timeOnly = new RegExp(`^${clock}$`, 'i');

/** Excel's day 0 in its 1900 system; serials up to 60 carry a leap day that never was, and are not read. */
const serialEpochMs = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/**
 * Reads a sale's date and time as local time in Asia/Shanghai: `2011-11-28 08:48:00`, `2020/10/17 8:05`, `2020年10月17日`,
 * `20201017080500`, `12/1/2010 8:26` (in the order given), `Saturday, October 17, 2020`, `17-Oct-2020 8:05`, Excel serials, and RFC 3339 with any offset. A day without a
 * time is taken at noon, which is the same day in whatever zone it is looked at. `timeText` is a time of day from a
 * column of its own.
 */
export function readSaleTime(
  text: string,
  order: DateOrder | undefined,
  timeText = '',
): SaleTime | SaleTimeFault {
  const moment = readMoment(text.normalize('NFKC').trim(), order);
  if (typeof moment === 'string' || timeText.trim() === '') return moment;
  const time = readTimeOfDay(timeText);
  return time === undefined ? 'notATime' : localTime(moment.date, time);
}

function readMoment(text: string, order: DateOrder | undefined): SaleTime | SaleTimeFault {
  if (withOffset.test(text)) return readInstant(text);
  if (serial.test(text)) return readSerial(text);
  let match = compact.exec(text);
  if (match) {
    const [, year, month, day, hour, minute, second = '0'] = match;
    const time = hour === undefined ? undefined : timeOfDay('', hour, minute, second, '');
    if (hour !== undefined && time === undefined) return 'notADate';
    return localMoment(year, month, day, time);
  }
  match = yearFirst.exec(text);
  if (match) {
    const [, year, month, day, ...time] = match;
    return localMoment(year, month, day, clockTime(time));
  }
  match = yearLast.exec(text);
  if (!match) return readNamedMonth(text);
  const [, first, , second, year, ...time] = match;
  const effective = order ?? orderOf(Number(first), Number(second));
  if (effective === undefined) return 'dateOrderUnknown';
  const [day, month] = effective === 'dayFirst' ? [first, second] : [second, first];
  return localMoment(year, month, day, clockTime(time));
}

function readNamedMonth(text: string): SaleTime | 'notADate' {
  let match = monthDayYear.exec(text);
  let [, name = '', day, year, ...time] = match ?? [];
  if (!match) {
    match = dayMonthYear.exec(text);
    [, day, name = '', year, ...time] = match ?? [];
  }
  const month = monthNames.findIndex((long) => long.startsWith(name.toLowerCase())) + 1;
  return match && month > 0 ? localMoment(year, String(month), day, clockTime(time)) : 'notADate';
}

function orderOf(first: number, second: number): DateOrder | undefined {
  if (first > 12) return 'dayFirst';
  if (second > 12) return 'monthFirst';
  // 5/5/2020 is the same day either way.
  return first === second ? 'dayFirst' : undefined;
}

function readInstant(text: string): SaleTime | 'notADate' {
  const iso = text
    .toUpperCase()
    .replace(' ', 'T')
    .replace(' ', '')
    .replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const ms = Date.parse(iso);
  if (!day || Number.isNaN(ms) || !isCalendarDay(day[1], day[2], day[3])) return 'notADate';
  return atShanghai(ms, false);
}

function readSerial(text: string): SaleTime | 'notADate' {
  const days = Number(text);
  if (days < 20_000 || days > 80_000) return 'notADate';
  const seconds = Math.round(days * 86_400);
  const wallMs = serialEpochMs + seconds * 1000;
  const isDateOnly = seconds % 86_400 === 0;
  const date = new Date(wallMs).toISOString();
  return localTime(date.slice(0, 10), isDateOnly ? undefined : date.slice(11, 19));
}

/** Reads a time of day such as `8:05`, `08:05:30`, `下午3:20` or `3:20 PM` as `HH:MM:SS`. */
export function readTimeOfDay(text: string): string | undefined {
  const normal = text.normalize('NFKC').trim();
  const compactTime = /^(\d{2})(\d{2})(\d{2})$/.exec(normal);
  if (compactTime) return timeOfDay('', compactTime[1], compactTime[2], compactTime[3], '');
  // Excel's time of day is a part of a day.
  if (/^0?\.\d+$/.test(normal)) {
    return new Date(Math.round(Number(normal) * 86_400) * 1000).toISOString().slice(11, 19);
  }
  const match = timeOnly.exec(normal);
  return match ? (clockTime(match.slice(1)) ?? undefined) : undefined;
}

/** Undefined where there is no time of day, null where there is one that can't be. */
function clockTime(parts: readonly (string | undefined)[]): string | undefined | null {
  const [before = '', hour, minute, second = '0', after = ''] = parts;
  if (hour === undefined) return undefined;
  return timeOfDay(before, hour, minute, second, after) ?? null;
}

function timeOfDay(
  before: string,
  hourText: string | undefined,
  minuteText: string | undefined,
  secondText: string | undefined,
  after: string,
): string | undefined {
  let hour = Number(hourText);
  const isAfternoon = /^(?:下午|晚上)$/.test(before) || /^pm$/i.test(after);
  const isForenoon = /^(?:上午|凌晨|早上)$/.test(before) || /^am$/i.test(after);
  if (isAfternoon && hour < 12) hour += 12;
  if (isForenoon && hour === 12) hour = 0;
  if (before === '中午' && hour < 3) hour += 12;
  if (hour > 23 || Number(minuteText) > 59 || Number(secondText) > 59) return undefined;
  return [hour, minuteText, secondText].map((part) => String(part).padStart(2, '0')).join(':');
}

function localMoment(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: string | undefined | null,
): SaleTime | 'notADate' {
  if (time === null || !isCalendarDay(year, month, day)) return 'notADate';
  const date = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
  return localTime(date, time);
}

function localTime(date: string, time: string | undefined): SaleTime {
  return { instant: `${date}T${time ?? '12:00:00'}+08:00`, date, isDateOnly: time === undefined };
}

function atShanghai(ms: number, isDateOnly: boolean): SaleTime {
  const wall = new Date(ms + dayMs / 3).toISOString();
  const fraction = wall.slice(19, 23) === '.000' ? '' : wall.slice(19, 23);
  return { instant: `${wall.slice(0, 19)}${fraction}+08:00`, date: wall.slice(0, 10), isDateOnly };
}

function isCalendarDay(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): boolean {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return (
    Number(year) >= 1990 &&
    Number(year) < 2100 &&
    at.getUTCMonth() === Number(month) - 1 &&
    at.getUTCDate() === Number(day)
  );
}

/**
 * Finds over a whole column whether day or month comes first: one date with a part above 12 decides for all; dates that
 * decide differently contradict each other; where none decides, a person has to be asked.
 */
export function findDateOrder(texts: Iterable<string>): DateOrderFinding {
  let isOpen = false;
  let found: DateOrder | undefined;
  for (const text of texts) {
    // Whole columns pass through here, most of them written with the year first.
    const match = mayBeYearLast.test(text) && yearLast.exec(text.normalize('NFKC').trim());
    if (!match) continue;
    const [first, second] = [Number(match[1]), Number(match[3])];
    const order = first === second ? undefined : orderOf(first, second);
    if (first !== second && order === undefined) isOpen = true;
    if (order && found && order !== found) return 'contradictory';
    found ??= order;
  }
  return found ?? (isOpen ? 'ambiguous' : 'needless');
}
