import { VARIABLE_RULES, type VariableDialect, type VariableRules } from './variableRules';

/** A variable in a text. */
export interface VariableReference {
  /** As it stands, for example `${env:API_KEY}`. */
  readonly written: string;
  readonly name: string;
  /** May hold variables itself. */
  readonly argument?: string;
  /** What stands in for a variable without a value (`${VAR:-default}`); may hold variables itself. */
  readonly fallback?: string;
  /** Whether it is a mistake when it has no value; else it is taken as text then. */
  readonly mustResolve: boolean;
}

/** Names that VS Code gives a meaning to when they stand alone. */
const PLAIN_NAMES = new Set([
  'workspaceFolder',
  'workspaceFolderBasename',
  'userHome',
  'pathSeparator',
  '/',
  'cwd',
  'port',
]);
const PREFIXED = /^(env|config|command|input|workspaceFolder|workspaceFolderBasename):(?!-)/;
const SHELL_VARIABLE = /^([A-Za-z_]\w*)(?::-([\s\S]*))?$/;
const BARE_VARIABLE = /\$([A-Za-z_]\w*)/y;

/** Cuts `text` into the variables that it holds and the texts between them. */
export function variableReferences(
  text: string,
  dialect: VariableDialect,
): (string | VariableReference)[] {
  const rules = VARIABLE_RULES[dialect];
  const parts: (string | VariableReference)[] = [];
  let rest = 0;
  let bracesClose = true;
  for (let start = text.indexOf('$'); start >= 0; start = text.indexOf('$', start + 1)) {
    if (start < rest) continue;
    let reference: VariableReference | undefined;
    if (text[start + 1] !== '{') reference = rules.bare ? bareAt(text, start) : undefined;
    else if (bracesClose) {
      const end = closingBrace(text, start + 2);
      // Behind a brace that is never closed, nothing is closed for certain.
      if (end < 0) bracesClose = false;
      else reference = bracedAt(text.slice(start, end + 1), rules);
    }
    if (reference === undefined) continue;
    if (start > rest) parts.push(text.slice(rest, start));
    parts.push(reference);
    rest = start + reference.written.length;
  }
  if (rest < text.length) parts.push(text.slice(rest));
  return parts;
}

function bracedAt(written: string, rules: VariableRules): VariableReference | undefined {
  const body = written.slice(2, -1);
  const shell = rules.shell && !isVsCode(body, rules) ? SHELL_VARIABLE.exec(body) : null;
  if (shell !== null) {
    const [, argument, fallback] = shell;
    const reference = { written, name: 'env', argument: argument!, mustResolve: true };
    return fallback === undefined ? reference : { ...reference, fallback };
  }
  const colon = body.indexOf(':');
  const name = colon < 0 ? body : body.slice(0, colon);
  if (rules.names !== 'all' && !rules.names.has(name)) return undefined;
  const reference = { written, name, mustResolve: true };
  return colon < 0 ? reference : { ...reference, argument: body.slice(colon + 1) };
}

/** A `$` in a text is often just that: only what looks like a variable's name must have a value. */
function bareAt(text: string, start: number): VariableReference | undefined {
  BARE_VARIABLE.lastIndex = start;
  const [written, argument] = BARE_VARIABLE.exec(text) ?? [];
  if (written === undefined || argument === undefined) return undefined;
  const standsAlone = start === 0 || !/[\w$]/.test(text[start - 1]!);
  const mustResolve = standsAlone && /^[A-Z_][A-Z0-9_]+$/.test(argument);
  return { written, name: 'env', argument, mustResolve };
}

function isVsCode(body: string, { names }: VariableRules): boolean {
  return names === 'all' && (PLAIN_NAMES.has(body) || PREFIXED.test(body));
}

/** Index of the brace that closes the one before `from`; -1 if there is none. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && --depth === 0) return index;
  }
  return -1;
}
