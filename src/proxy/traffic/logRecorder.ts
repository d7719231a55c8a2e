import type { ServerLog } from './serverLog';
import type { TrafficRecorder } from './trafficRecorder';
import { tryParse } from './tryParse';

/** Writes into a log. @param changed called after each entry */
export function logRecorder(log: ServerLog, changed: () => void): TrafficRecorder {
  return {
    message: (direction, raw, origin = {}) => {
      log.message(direction, raw, { ...origin, parsed: origin.parsed ?? tryParse(raw) });
      changed();
    },
    noise: (line, origin) => {
      log.line('noise', line, origin);
      changed();
    },
    stderr: (line, origin) => {
      log.line('stderr', line, origin);
      changed();
    },
    http: (fact, origin) => {
      log.http(fact, origin);
      changed();
    },
  };
}
