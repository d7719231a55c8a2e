import { useEffect, useState } from 'react';

/** The time now, kept up to date every `interval` ms while `running`. */
export function useNow(running: boolean, interval = 250): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [running, interval]);
  return now;
}
