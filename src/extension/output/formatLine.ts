import type { OutputLine } from '../../shared/model/traffic';

/** `09:41:07.123 [stderr] Listening on 3001` */
export function formatLine({ time, stream, text }: OutputLine): string {
  const clock = new Date(time);
  const part = (value: number, digits = 2) => String(value).padStart(digits, '0');
  const stamp = `${part(clock.getHours())}:${part(clock.getMinutes())}:${part(clock.getSeconds())}.${part(clock.getMilliseconds(), 3)}`;
  return `${stamp} [${stream}] ${text}\n`;
}
