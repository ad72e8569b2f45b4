const dayMs = 86_400_000;

/**
 * The last of a number of days after a day (`YYYY-MM-DD`), which itself is not counted. Working days are Monday to Friday:
 * public holidays and the working weekends around them are set anew each year and not known here.
 */
export function lastDayAfter(
  day: string,
  { count, counted }: { readonly count: number; readonly counted: 'working' | 'calendar' },
): string {
  let time = Date.parse(`${day}T00:00:00Z`);
  for (let left = count; left > 0;) {
    time += dayMs;
    if (counted === 'calendar' || isWorkingDay(time)) left -= 1;
  }
  return new Date(time).toISOString().slice(0, 10);
}

function isWorkingDay(time: number): boolean {
  const weekday = new Date(time).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
