import { t } from '@vscode/l10n';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { type ConfigText, type FileProblem, parseConfigText } from './configText';
import type { ConfigDialect } from './dialects/configDialect';
import { readDisabled } from './readDisabled';
import { readEntry } from './readEntry';
import { readInputs } from './readInputs';
import type { InputDefinition, ServerEntry } from './serverEntry';
import { parseTomlText } from './tomlText';

/** What a configuration file holds. */
export interface ServerConfig {
  /** In the file's order. None when the file has a syntax error: half a file is not used. */
  readonly entries: readonly ServerEntry[];
  readonly inputs: readonly InputDefinition[];
  /** What concerns the file as a whole; an entry has problems of its own. */
  readonly problems: readonly FileProblem[];
}

/** Reads the servers of a configuration file. Never throws: what is wrong is in `problems`. */
export function readConfig(source: string, dialect: ConfigDialect): ServerConfig {
  const text = dialect.syntax === 'toml' ? parseTomlText(source) : parseConfigText(source);
  if (text.syntaxProblems.length > 0 || text.root === undefined) {
    return { entries: [], inputs: [], problems: text.syntaxProblems };
  }
  const problems: FileProblem[] = [];
  if (text.root.type !== 'object') {
    problems.push(fault(text, text.root, t('The file must hold an object.')));
    return { entries: [], inputs: [], problems };
  }
  const entries = new Map<string, ServerEntry>();
  for (const rootKey of dialect.rootKeys) {
    const node = findNodeAtLocation(text.root, [...rootKey]);
    if (node === undefined) continue;
    if (node.type !== 'object') {
      problems.push(
        fault(
          text,
          node,
          t('`{0}` must be an object with a server under each name.', rootKey.join('.')),
        ),
      );
      continue;
    }
    for (const property of node.children ?? []) {
      const entry = readProperty(text, property, rootKey, dialect);
      if (entry === undefined) continue;
      const earlier = entries.get(entry.name);
      if (earlier !== undefined) problems.push(duplicate(earlier, entry));
      entries.set(entry.name, entry);
    }
  }
  const inputs = dialect.inputs ? readInputs(text, text.root, dialect.inputs, problems) : [];
  const isDisabled = readDisabled(text.root, dialect);
  const all = [...entries.values()].map((entry) =>
    isDisabled(entry.name) ? { ...entry, disabled: true as const } : entry,
  );
  return { entries: all, inputs, problems };
}

function readProperty(
  text: ConfigText,
  property: Node,
  rootKey: readonly string[],
  dialect: ConfigDialect,
): ServerEntry | undefined {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return undefined;
  return readEntry(text, property, [...rootKey, key.value as string], dialect);
}

function duplicate(earlier: ServerEntry, later: ServerEntry): FileProblem {
  return {
    severity: 'warning',
    message: t(
      'Another server named "{0}" stands at line {1}; only that one is used.',
      later.name,
      later.range.line,
    ),
    range: earlier.range,
    value: later.name,
  };
}

function fault(text: ConfigText, node: Node, message: string): FileProblem {
  return { severity: 'error', message, range: text.rangeOf(node) };
}
