import os from 'node:os';
import path from 'node:path';
import { type WorkspaceFolder, window, workspace } from 'vscode';
import type { Variable, VariableResolver } from '../../shared/config/expandVariables';
import type { InputDefinition } from '../../shared/config/serverEntry';
import { type InputStore, isSecretInput, runCommand } from '../inputs/inputStore';

export interface VariableScope {
  /** What `${workspaceFolder}` means. */
  readonly folder: WorkspaceFolder | undefined;
  /** Absolute; what `${cwd}` means. */
  readonly cwd: string;
  readonly inputs: readonly InputDefinition[];
  /** Keeps the answers of one source apart from those of another. */
  readonly inputScope: string;
  /** Takes note of an answer that is to be masked wherever it stands. */
  onSecret?(value: string): void;
}

/** Gives VS Code's variables their values. Each is resolved once, so that no question is asked twice. */
export function createVariableResolver(
  scope: VariableScope,
  inputs: Pick<InputStore, 'resolve'>,
): VariableResolver {
  const known = new Map<string, string | undefined>();
  return async (variable) => {
    const key = `${variable.name}:${variable.argument ?? ''}`;
    if (!known.has(key)) known.set(key, await resolve(variable, scope, inputs));
    return known.get(key);
  };
}

async function resolve(
  { name, argument }: Variable,
  scope: VariableScope,
  inputs: Pick<InputStore, 'resolve'>,
): Promise<string | undefined> {
  switch (argument === undefined ? 'plain' : name) {
    case 'env':
      return process.env[argument!];
    case 'command':
      return runCommand(argument!);
    case 'input': {
      const input = scope.inputs.find(({ id }) => id === argument);
      const answer = input && (await inputs.resolve(scope.inputScope, input));
      if (answer !== undefined && isSecretInput(input!)) scope.onSecret?.(answer);
      return answer;
    }
    case 'plain':
      return resolvePlaces({ name }, scope) ?? resolveFile(name, scope.folder);
    default:
      return resolvePlaces({ name, argument: argument! }, scope);
  }
}

/** The values of variables for which nobody is asked and nothing is run: settings, and places of the workspace. */
export function resolvePlaces(
  { name, argument }: Variable,
  scope: Pick<VariableScope, 'folder' | 'cwd'>,
): string | undefined {
  if (argument === undefined) return resolvePlain(name, scope);
  switch (name) {
    case 'config':
      return settingText(argument, scope.folder);
    case 'workspaceFolder':
      return folderNamed(argument)?.uri.fsPath;
    case 'workspaceFolderBasename':
      return baseName(folderNamed(argument));
    default:
      return undefined;
  }
}

function resolvePlain(
  name: string,
  { folder, cwd }: Pick<VariableScope, 'folder' | 'cwd'>,
): string | undefined {
  switch (name) {
    case 'workspaceFolder':
      return folder?.uri.fsPath;
    case 'workspaceFolderBasename':
      return baseName(folder);
    case 'userHome':
      return os.homedir();
    case 'cwd':
      return cwd;
    case 'pathSeparator':
    case '/':
      return path.sep;
    default:
      return undefined;
  }
}

/** Variables about the file that is edited. */
function resolveFile(name: string, folder: WorkspaceFolder | undefined): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined || editor.document.uri.scheme !== 'file') return undefined;
  const file = editor.document.uri.fsPath;
  const fileFolder = workspace.getWorkspaceFolder(editor.document.uri);
  const root = (folder ?? fileFolder)?.uri.fsPath;
  switch (name) {
    case 'file':
      return file;
    case 'fileBasename':
      return path.basename(file);
    case 'fileBasenameNoExtension':
      return path.parse(file).name;
    case 'fileExtname':
      return path.extname(file);
    case 'fileDirname':
      return path.dirname(file);
    case 'fileDirnameBasename':
      return path.basename(path.dirname(file));
    case 'fileWorkspaceFolder':
      return fileFolder?.uri.fsPath;
    case 'relativeFile':
      return root && path.relative(root, file);
    case 'relativeFileDirname':
      return root && path.relative(root, path.dirname(file));
    case 'lineNumber':
      return String(editor.selection.active.line + 1);
    case 'selectedText':
      return editor.document.getText(editor.selection);
    default:
      return undefined;
  }
}

function settingText(key: string, folder: WorkspaceFolder | undefined): string | undefined {
  const value: unknown = workspace.getConfiguration(undefined, folder).get(key);
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

function folderNamed(name: string): WorkspaceFolder | undefined {
  return workspace.workspaceFolders?.find((folder) => folder.name === name);
}

function baseName(folder: WorkspaceFolder | undefined): string | undefined {
  return folder && path.basename(folder.uri.fsPath);
}
