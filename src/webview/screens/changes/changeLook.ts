import { t } from '@vscode/l10n';
import type {
  CatalogList,
  CatalogSnapshot,
  ItemChange,
} from '../../../shared/model/catalogChanges';
import { clock, grouped } from '../../components/format';
import type { Screen } from '../../state/viewState';

export const CHANGE_ICONS = {
  added: 'diff-added',
  removed: 'diff-removed',
  changed: 'diff-modified',
} as const;

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
  switch (kind) {
    case 'added':
      return addedWords(list);
    case 'removed':
      return removedWords(list);
    case 'changed':
      return differences.length === 1
        ? oneDifference(list)
        : manyDifferences(list, grouped(differences.length));
  }
}

function addedWords(list: CatalogList): string {
  switch (list) {
    case 'tools':
      return t('New tool');
    case 'resources':
      return t('New resource');
    case 'resourceTemplates':
      return t('New resource template');
    case 'prompts':
      return t('New prompt');
  }
}

function removedWords(list: CatalogList): string {
  switch (list) {
    case 'tools':
      return t('Tool is gone');
    case 'resources':
      return t('Resource is gone');
    case 'resourceTemplates':
      return t('Resource template is gone');
    case 'prompts':
      return t('Prompt is gone');
  }
}

function oneDifference(list: CatalogList): string {
  switch (list) {
    case 'tools':
      return t('1 difference in the tool');
    case 'resources':
      return t('1 difference in the resource');
    case 'resourceTemplates':
      return t('1 difference in the resource template');
    case 'prompts':
      return t('1 difference in the prompt');
  }
}

function manyDifferences(list: CatalogList, count: string): string {
  switch (list) {
    case 'tools':
      return t('{0} differences in the tool', count);
    case 'resources':
      return t('{0} differences in the resource', count);
    case 'resourceTemplates':
      return t('{0} differences in the resource template', count);
    case 'prompts':
      return t('{0} differences in the prompt', count);
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
  if (kind === 'start') return t('The run before ({0})', time);
  return label === undefined ? t('Snapshot ({0})', time) : t('{0} ({1})', label, time);
}

/** The time of today, or with it the day. */
function timeWords(epochMs: number, now: number): string {
  const time = clock(epochMs).slice(0, 8);
  const [then, today] = [new Date(epochMs), new Date(now)];
  if (then.toDateString() === today.toDateString()) return time;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${then.getFullYear()}-${pad(then.getMonth() + 1)}-${pad(then.getDate())} ${time}`;
}
