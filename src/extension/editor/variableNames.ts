import { VARIABLE_RULES, type VariableDialect } from '../../shared/config/variableRules';
import type { Words } from '../views/presentState';

/** A variable that may stand in an entry. */
export interface VariableName {
  /** As it is written, with its braces. */
  readonly text: string;
  readonly detail: string;
}

export interface VariableContext {
  readonly variables: VariableDialect;
  /** Ids of the inputs that the file declares. */
  readonly inputs: readonly { readonly id: string; readonly description?: string }[];
  /** Names of the folders of a workspace that has several. */
  readonly folders: readonly string[];
  /** Names in the environment of VS Code. */
  readonly environment: readonly string[];
  /** A port may be chosen for the server. */
  readonly hasPort: boolean;
}

/** What VS Code puts into the environment of its own processes is of no use to a server. */
const VSCODE_ONLY = /^(?:VSCODE_|ELECTRON_)/;

/** The variables that the client of a file knows, those first that the file declares itself. */
export function variableNames(context: VariableContext, l10n: Words): VariableName[] {
  const { names: known, shell } = VARIABLE_RULES[context.variables];
  const named = (name: string) => known === 'all' || known.has(name);
  const environment = context.environment.filter((name) => !VSCODE_ONLY.test(name)).toSorted();
  const detail = l10n.t('Environment variable');
  return [
    ...inputNames(context, l10n),
    ...fixedNames(context, l10n).filter(({ name }) => named(name)),
    ...(shell ? environment.map((name) => ({ text: `\${${name}}`, detail })) : []),
    ...(named('env') ? environment.map((name) => ({ text: `\${env:${name}}`, detail })) : []),
  ];
}

function inputNames({ inputs }: VariableContext, l10n: Words): VariableName[] {
  return inputs.map(({ id, description }) => ({
    text: `\${input:${id}}`,
    detail: description ?? l10n.t('Asked for, and remembered in secret storage'),
  }));
}

function fixedNames({ folders, hasPort }: VariableContext, l10n: Words) {
  const plain = (name: string, detail: string) => ({ name, text: `\${${name}}`, detail });
  return [
    ...(hasPort ? [plain('port', l10n.t('The port that was found free for the server'))] : []),
    plain('workspaceFolder', l10n.t('Path of the workspace folder')),
    ...folders.map((folder) => ({
      name: 'workspaceFolder',
      text: `\${workspaceFolder:${folder}}`,
      detail: l10n.t('Path of the folder {0}', folder),
    })),
    plain('workspaceFolderBasename', l10n.t('Name of the workspace folder')),
    plain('userHome', l10n.t('Path of your home folder')),
    plain('/', l10n.t('What separates the parts of a path here')),
  ];
}

/** The beginning of a variable before the cursor, and where the rest of it ends. */
export function variableAt(
  line: string,
  character: number,
): { readonly start: number; readonly end: number } | undefined {
  const begun = /\$(?:\{[^{}"'$]*)?$/.exec(line.slice(0, character));
  if (begun === null) return undefined;
  const rest = /^[\w:./-]*\}?/.exec(line.slice(character))?.[0] ?? '';
  // What follows is part of the variable only if it is closed there.
  const end = rest.endsWith('}') ? character + rest.length : character;
  return { start: begun.index, end };
}
