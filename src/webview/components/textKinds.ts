import { csvRows } from './csv';

/** The ways in which a text can be looked at. */
export type TextMode = 'plain' | 'markdown' | 'json' | 'table';

export interface TextKinds {
  /** Those that suit the text, the one to begin with first. */
  readonly modes: readonly TextMode[];
  /** What it says as JSON, if it can be read so. */
  readonly json: { readonly value: unknown } | undefined;
}

/** What a text can be shown as, by its type if it has one, and by how it looks. */
export function textKinds(text: string, mimeType: string | undefined): TextKinds {
  const json = parsedJson(text, mimeType);
  const type = mimeType?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isTable = type === 'text/csv' || type === 'text/tab-separated-values';
  const canBeTable = isTable || (type === '' && looksLikeTable(text));
  const isMarkdown = type === 'text/markdown';
  if (text === '') return { modes: ['plain'], json };
  const first: TextMode = json ? 'json' : isTable ? 'table' : isMarkdown ? 'markdown' : 'plain';
  const others: TextMode[] = [
    ...(json ? ['json' as const] : []),
    ...(canBeTable && !json ? ['table' as const] : []),
    ...(isTable ? [] : ['markdown' as const]),
    'plain',
  ];
  return { modes: [first, ...others.filter((mode) => mode !== first)], json };
}

/** Only objects and lists count: a bare number or word reads better as text. */
function parsedJson(text: string, mimeType: string | undefined): TextKinds['json'] {
  const start = text.trimStart()[0];
  const declared = mimeType?.includes('json') ?? false;
  if (!declared && start !== '{' && start !== '[') return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Several lines with the same number of fields, and more than one, all of them named. */
function looksLikeTable(text: string): boolean {
  const rows = csvRows(text.slice(0, 4000), 5);
  const width = rows[0]?.length ?? 0;
  if (rows[0]?.includes('')) return false;
  return rows.length > 2 && width > 1 && rows.slice(0, -1).every((row) => row.length === width);
}

const LANGUAGES: Readonly<Record<string, string>> = {
  'text/markdown': 'markdown',
  'text/html': 'html',
  'text/css': 'css',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'text/javascript': 'javascript',
  'application/javascript': 'javascript',
  'text/x-python': 'python',
  'application/yaml': 'yaml',
};

/** VS Code's name for the language of a text. */
export function languageOf(mimeType: string | undefined, mode: TextMode): string {
  if (mode === 'json' || mode === 'markdown') return mode;
  return LANGUAGES[mimeType?.split(';')[0] ?? ''] ?? 'plaintext';
}
