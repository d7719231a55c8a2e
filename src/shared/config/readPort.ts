import { t } from '@vscode/l10n';
import type { ObjectReader } from './objectReader';
import type { RunEntry } from './serverEntry';

/** The port is ours to choose where `${port}` stands for it; a number in the URL was fixed by the user. */
export function readPort(reader: ObjectReader, url: string, run: RunEntry): 'auto' | number {
  if (reader.value('port') === 'auto') return 'auto';
  if (reader.has('port')) {
    const node = reader.raw('port')!;
    const value: unknown = node.value;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535) {
      return value;
    }
    reader.fault(node, t('`port` must be "auto" or a whole number from 1 to 65535.'), {
      property: 'port',
    });
    return 'auto';
  }
  const texts = [url, ...run.args, ...Object.values(run.env)];
  if (texts.some((text) => text?.includes('${port}'))) return 'auto';
  const written = /^https?:\/\/(?:\[[^\]]*\]|[^/:?#]*)(?::(\d{1,5}))?/i.exec(url);
  return Number(written?.[1] ?? (/^https:/i.test(url) ? 443 : 80));
}
