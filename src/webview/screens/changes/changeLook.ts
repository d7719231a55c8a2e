import type {
  CatalogList,
  CatalogSnapshot,
  ItemChange,
} from '../../../shared/model/catalogChanges';
import { clock, counted } from '../../components/format';
import type { Screen } from '../../state/viewState';

export const CHANGE_ICONS = {
  added: 'diff-added',
  removed: 'diff-removed',
  changed: 'diff-modified',
} as const;

const NOUNS: Readonly<Record<CatalogList, string>> = {
  tools: 'tool',
  resources: 'resource',
  resourceTemplates: 'resource template',
  prompts: 'prompt',
};

/** The screen on which an item of a list is shown. */
export const SCREEN_OF_LIST: Readonly<
  Record<CatalogList, Extract<Screen, 'tools' | 'resources' | 'prompts'>>
> = {
  tools: 'tools',
  resources: 'resources',
  resourceTemplates: 'resources',
  prompts: 'prompts',
};

/** `New tool`, `Prompt is gone`, `3 differences in the tool`. */
export function changeWords({ kind, list, differences }: ItemChange): string {
  const noun = NOUNS[list];
  switch (kind) {
    case 'added':
      return `New ${noun}`;
    case 'removed':
      return `${noun[0]!.toUpperCase()}${noun.slice(1)} is gone`;
    case 'changed':
      return `${counted(differences.length, 'difference')} in the ${noun}`;
  }
}

/** `inputSchema.properties.city.type`, `required[0]`. */
export function pathWords(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w$-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

export function snapshotWords({ kind, label, takenAt }: CatalogSnapshot, now: number): string {
  const time = timeWords(takenAt, now);
  return kind === 'start' ? `The run before (${time})` : `${label ?? 'Snapshot'} (${time})`;
}

/** The time of today, or with it the day. */
function timeWords(epochMs: number, now: number): string {
  const time = clock(epochMs).slice(0, 8);
  const [then, today] = [new Date(epochMs), new Date(now)];
  if (then.toDateString() === today.toDateString()) return time;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${then.getFullYear()}-${pad(then.getMonth() + 1)}-${pad(then.getDate())} ${time}`;
}
