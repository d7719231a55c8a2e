/**
 * Calls `act` at once, and then at most once in `ms`: what comes meanwhile is done together at the end of
 * that time. `stop` forgets what is due.
 */
export function throttle(act: () => void, ms: number): { (): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let due = false;
  const rest = () => {
    timer = undefined;
    if (due) run();
  };
  const run = () => {
    due = false;
    timer = setTimeout(rest, ms);
    act();
  };
  const throttled = () => {
    due = true;
    if (timer === undefined) run();
  };
  return Object.assign(throttled, {
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      due = false;
    },
  });
}
