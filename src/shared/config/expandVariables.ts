/** A variable of a configuration file: `${name}` or `${name:argument}`. */
export interface Variable {
  readonly name: string;
  readonly argument?: string;
}

/** Answers with the value; undefined when the variable is unknown or unset. A throw ends the expansion. */
export type VariableResolver = (
  variable: Variable,
) => string | undefined | Promise<string | undefined>;

export interface Expansion {
  /** What could not be resolved stands in it as written. */
  readonly text: string;
  /** As written, for example `${env:API_KEY}`. */
  readonly unresolved: readonly string[];
}

export type VariableDialect = 'vscode' | 'claude';

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

/**
 * Replaces the variables of `text`. A value that was put in is never expanded again; an argument may
 * hold variables itself. In the `claude` dialect `${VAR}` and `${VAR:-default}` are environment
 * variables (https://code.claude.com/docs/en/mcp, "Environment variable expansion").
 */
export async function expandVariables(
  text: string,
  resolve: VariableResolver,
  dialect: VariableDialect = 'vscode',
): Promise<Expansion> {
  const unresolved: string[] = [];
  let result = '';
  let rest = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', rest)) {
    const end = closingBrace(text, start + 2);
    if (end < 0) break;
    const written = text.slice(start, end + 1);
    const body = await resolveBody(text.slice(start + 2, end), resolve, dialect);
    if (body === undefined) unresolved.push(written);
    result += text.slice(rest, start) + (body ?? written);
    rest = end + 1;
  }
  return { text: result + text.slice(rest), unresolved };
}

async function resolveBody(
  body: string,
  resolve: VariableResolver,
  dialect: VariableDialect,
): Promise<string | undefined> {
  const shell = dialect === 'claude' && !isVsCode(body) ? SHELL_VARIABLE.exec(body) : null;
  if (shell !== null) {
    const value = await resolve({ name: 'env', argument: shell[1]! });
    if (shell[2] === undefined) return value;
    // As in a shell, `:-` stands in for an empty value too.
    return value || resolved(await expandVariables(shell[2], resolve, dialect));
  }
  const colon = body.indexOf(':');
  if (colon < 0) return resolve({ name: body });
  const argument = resolved(await expandVariables(body.slice(colon + 1), resolve, dialect));
  return argument === undefined ? undefined : resolve({ name: body.slice(0, colon), argument });
}

function isVsCode(body: string): boolean {
  return PLAIN_NAMES.has(body) || PREFIXED.test(body);
}

function resolved(expansion: Expansion): string | undefined {
  return expansion.unresolved.length === 0 ? expansion.text : undefined;
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
