import type { Words } from './presentState';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `12:03`, as it is written where the person is. @param time epoch ms */
export function timeOfDay(time: number): string {
  return new Date(time).toLocaleTimeString(undefined, { timeStyle: 'short' });
}

/** `3 min 12 s`, in the two largest units. @param ms no less than 0 */
export function durationWords(ms: number, l10n: Words): string {
  const part = (unit: number, within: number) => Math.floor((ms % within) / unit);
  if (ms < MINUTE) return l10n.t('{0} s', part(SECOND, MINUTE));
  if (ms < HOUR) return l10n.t('{0} min {1} s', part(MINUTE, HOUR), part(SECOND, MINUTE));
  if (ms < DAY) return l10n.t('{0} h {1} min', part(HOUR, DAY), part(MINUTE, HOUR));
  return l10n.t('{0} d {1} h', Math.floor(ms / DAY), part(HOUR, DAY));
}

/** `45.2 MB` */
export function memoryWords(bytes: number, l10n: Words): string {
  const mib = bytes / 1024 / 1024;
  return mib < 1024 ? l10n.t('{0} MB', mib.toFixed(1)) : l10n.t('{0} GB', (mib / 1024).toFixed(2));
}
