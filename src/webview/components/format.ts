/** `0.4 ms`, `38 ms`, `1.2 s`, `2 min 5 s`: three digits at most, so that columns stay narrow. */
export function duration(ms: number): string {
  if (ms < 0) return '0 ms';
  if (ms < 10) return `${trimmed(ms, 1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${trimmed(ms / 1000, ms < 9_950 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return joined(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** Time that is still running, in steps that do not flicker: `0.4 s`, `12 s`, `2 min 5 s`. */
export function elapsed(ms: number): string {
  return ms < 10_000
    ? `${(Math.max(0, ms) / 1000).toFixed(1)} s`
    : duration(Math.floor(ms / 1000) * 1000);
}

/** `812 B`, `1.4 KB`, `38 MB`; 1 KB is 1024 bytes. */
export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${trimmed(value, unit === 0 || value >= 99.95 ? 0 : 1)} ${units[unit]}`;
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
  return count.toLocaleString(globalThis.document?.documentElement.lang || 'en');
}

/** `1`, `2 tools`, with the plural given or made with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `999`, `1.2k`, `38k`, `1.5M`: fits a badge. */
export function compactCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 999_500) return `${trimmed(count / 1000, count < 9_950 ? 1 : 0)}k`;
  return `${trimmed(count / 1_000_000, 1)}M`;
}

function trimmed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.0+$|(\.\d*[1-9])0+$/, '$1');
}

function joined(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}
