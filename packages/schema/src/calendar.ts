const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** The calendar day in Asia/Shanghai (UTC+8 all year) on which an instant falls, `YYYY-MM-DD`. */
export function dateInShanghai(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The first instant of a calendar day in Asia/Shanghai. */
export function startOfDay(date: string): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - shanghaiOffsetMs);
}

/** The first instant after a calendar day in Asia/Shanghai. */
export function endOfDay(date: string): Date {
  return new Date(startOfDay(date).getTime() + dayMs);
}
