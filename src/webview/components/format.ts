import { t } from '@vscode/l10n';
/** `0.4 ms`, `38 ms`, `1.2 s`, `2 min 5 s`: three digits at most, so that columns stay narrow. */
export function duration(ms: number): string {
  if (ms < 999.5) return t('{0} ms', decimal(Math.max(0, ms), ms < 10 ? 1 : 0));
  if (ms < 59_950) return t('{0} s', decimal(ms / 1000, ms < 9_950 ? 2 : 1));
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) {
    const [min, s] = [Math.floor(seconds / 60), seconds % 60];
    return s === 0 ? t('{0} min', min) : t('{0} min {1} s', min, s);
  }
  const minutes = Math.round(seconds / 60);
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  return min === 0 ? t('{0} h', h) : t('{0} h {1} min', h, min);
}

/** Time that is still running, in steps that do not flicker: `0.4 s`, `12 s`, `2 min 5 s`. */
export function elapsed(ms: number): string {
  return ms < 10_000
    ? t('{0} s', decimal(Math.max(0, ms) / 1000, 1, 1))
    : duration(Math.floor(ms / 1000) * 1000);
}

/** `812 B`, `1.4 KB`, `38 MB`; 1 KB is 1024 bytes. */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < 3) {
    value /= 1024;
    unit++;
  }
  const amount = decimal(value, unit === 0 || value >= 99.95 ? 0 : 1);
  if (unit === 0) return t('{0} B', amount);
  if (unit === 1) return t('{0} KB', amount);
  return unit === 2 ? t('{0} MB', amount) : t('{0} GB', amount);
}

/** `14:03:07.412` in local time. */
export function clock(epochMs: number): string {
  const time = new Date(epochMs);
  const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
  const millis = pad(time.getMilliseconds(), 3);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}.${millis}`;
}

/** `1,234`: a number as the language of the page groups its digits. */
export function grouped(count: number): string {
  return count.toLocaleString(language());
}

function language(): string {
  return globalThis.document?.documentElement.lang || 'en';
}

/** `999`, `1.2k`, `38k`, `1.5M`: fits a badge. */
export function compactCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 999_500) return `${decimal(count / 1000, count < 9_950 ? 1 : 0)}k`;
  return `${decimal(count / 1_000_000, 1)}M`;
}

/** With so many digits behind the decimal separator of the page's language. */
function decimal(value: number, most: number, least = 0): string {
  const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
  // Rounded first: what is left to round differs in its last digit.
  return Number(value.toFixed(most)).toLocaleString(language(), { ...digits, useGrouping: false });
}
