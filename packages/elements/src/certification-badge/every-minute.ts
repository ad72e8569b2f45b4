const minute = 60_000;
const tasks = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Runs a task every minute while the page is seen; all such tasks run in one turn of the event loop. */
export function everyMinute(task: () => void): void {
  tasks.add(task);
  timer ??= setInterval(() => {
    if (!document.hidden) for (const each of tasks) each();
  }, minute);
}

/** Ends a task that {@link everyMinute} runs. */
export function noLongerEveryMinute(task: () => void): void {
  tasks.delete(task);
  if (tasks.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}
