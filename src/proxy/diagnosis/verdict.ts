import { t } from '@vscode/l10n';
import type {
  Diagnosis,
  DiagnosisCode,
  Evidence,
  Fix,
  FixAction,
} from '../../shared/model/diagnosis';
import { visible, visibleLines } from '../../shared/text/visible';
import type { FixId } from './fixIds';

/** A diagnosis in the making: absent evidence and fixes may stand in it as undefined. */
export interface Draft {
  readonly title: string;
  readonly explanation: string;
  readonly evidence?: readonly (Evidence | undefined)[];
  readonly fixes?: readonly (Fix | undefined)[];
}

const TITLE_LENGTH = 80;

export function verdict(code: DiagnosisCode, draft: Draft): Diagnosis {
  return {
    code,
    title: shorten(visible(draft.title), TITLE_LENGTH),
    explanation: visible(draft.explanation),
    evidence: (draft.evidence ?? []).filter((item) => item !== undefined),
    fixes: (draft.fixes ?? []).filter((item) => item !== undefined),
  };
}

/** Evidence, if there is a value. */
export function fact(label: string, value: string | number | undefined): Evidence | undefined {
  const text = value === undefined ? '' : String(value);
  return text === '' ? undefined : { label: visible(label), value: visibleLines(text) };
}

export function fix(id: FixId, title: string, action: FixAction): Fix {
  return { id, title: visible(title), action };
}

/** Sets or (with undefined) removes properties of the server's entry. Keys are paths joined by dots. */
export function edit(
  id: FixId,
  title: string,
  changes: readonly [path: readonly string[], value: unknown][],
): Fix {
  const edits = changes.map(([path, value]) => ({ path, value }));
  return fix(id, title, { kind: 'editEntry', edits });
}

export const openEntry = () => fix('openEntry', t('Open configuration'), { kind: 'openEntry' });
export const showOutput = () => fix('showOutput', t('Show output'), { kind: 'showOutput' });
export const tryAgain = () => fix('restart', t('Try again'), { kind: 'restart' });

/** Sentences one after the other: each is whole by itself, so that it can be said in any language. */
export function sentences(...said: readonly (string | undefined)[]): string {
  return said.filter((sentence) => sentence !== undefined).join(' ');
}

export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

/** `30 s`, `1.5 s`, `200 ms`. */
export function duration(ms: number): string {
  if (ms < 1000) return t('{0} ms', Math.round(ms));
  const seconds = ms / 1000;
  return t('{0} s', seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds));
}

/** The last lines that say something. */
export function lastLines(lines: readonly string[], count = 5): string | undefined {
  const said = lines.filter((line) => line.trim() !== '').slice(-count);
  return said.length === 0 ? undefined : said.join('\n');
}

/** The last component of a path of either system. */
export function baseName(file: string): string {
  return file.split(/[\\/]/).findLast((part) => part !== '') ?? file;
}
