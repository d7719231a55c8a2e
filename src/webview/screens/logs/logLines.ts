import { LOG_LEVELS, type LogEntry, type LogLevel } from '../../../shared/model/sessionState';
import type { OutputLine } from '../../../shared/model/traffic';

/** A line of the Logs screen, of whatever source. */
export interface LogLine {
  /** Stays the same as long as the line is known. */
  readonly key: string;
  /** Epoch ms. */
  readonly time: number;
  readonly source: 'server' | 'session' | 'stderr';
  readonly level: string;
  readonly logger?: string | undefined;
  readonly data: unknown;
  /** On one line. */
  readonly text: string;
}

export interface LogFilter {
  readonly query: string;
  readonly minimum?: LogLevel | undefined;
  readonly source?: LogLine['source'] | undefined;
}

/** What was logged and what the process wrote to stderr, by time. */
export function logLines(log: readonly LogEntry[], output: readonly OutputLine[]): LogLine[] {
  const logged = log.map(
    ({ seq, time, source, level, logger, data }): LogLine => ({
      key: `log ${seq}`,
      time,
      source,
      level,
      logger,
      data,
      text: oneLine(data),
    }),
  );
  const seen = new Map<string, number>();
  const written = output
    .filter(({ stream }) => stream === 'stderr')
    .map(({ time, text }): LogLine => {
      // Lines have no number; several may come in the same millisecond.
      const count = seen.get(`${time}`) ?? 0;
      seen.set(`${time}`, count + 1);
      const key = `stderr ${time} ${count}`;
      return { key, time, source: 'stderr', level: '', data: text, text };
    });
  return [...logged, ...written].sort((a, b) => a.time - b.time);
}

/** Those that are to be shown. What has no level, or one of the server's own, is never hidden for its level. */
export function filterLines(
  lines: readonly LogLine[],
  { query, minimum, source }: LogFilter,
): readonly LogLine[] {
  const least = minimum === undefined ? 0 : LOG_LEVELS.indexOf(minimum);
  const wanted = query.trim().toLowerCase();
  return lines.filter((line) => {
    if (source !== undefined && line.source !== source) return false;
    const severity = LOG_LEVELS.indexOf(line.level as LogLevel);
    if (severity >= 0 && severity < least) return false;
    return (
      wanted === '' ||
      `${line.logger ?? ''} ${line.level} ${line.text}`.toLowerCase().includes(wanted)
    );
  });
}

/** How a level looks: an icon and a tone. */
export function levelLook(level: string): { readonly icon: string; readonly tone: string } {
  const severity = LOG_LEVELS.indexOf(level as LogLevel);
  if (severity >= LOG_LEVELS.indexOf('error')) return { icon: 'error', tone: 'error' };
  if (severity === LOG_LEVELS.indexOf('warning')) return { icon: 'warning', tone: 'warning' };
  if (severity === LOG_LEVELS.indexOf('debug')) return { icon: 'debug-alt', tone: 'calm' };
  return { icon: severity < 0 ? 'terminal' : 'info', tone: 'calm' };
}

function oneLine(data: unknown): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return (text ?? '').replace(/\s+/g, ' ').slice(0, 500);
}
