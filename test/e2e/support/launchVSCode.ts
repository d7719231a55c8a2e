import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { root } from '../../../scripts/support/paths.mjs';
import { installVSCode } from '../../vscode/install.mjs';
import { linkExtensions } from '../../vscode/linkExtensions.mjs';
import { isExtensionHost, type Process } from '../../vscode/processes.mjs';
import { type Server, startServer } from '../../vscode/server.mjs';
import {
  CALM_SETTINGS,
  UNASKED_SETTINGS,
  writeMachineSettings,
  writeUserSettings,
} from '../../vscode/settings.mjs';
import { closeBrowser, openBrowser, windowAddress } from '../../vscode/workbench.mjs';
import { THEMES, type Theme, Workbench } from './workbench';

export interface LaunchOptions {
  /** A folder, which is copied, or the files of a new one by their relative paths. Default: empty. */
  readonly workspace?: string | Readonly<Record<string, string | object>>;
  /** Opens the folder itself instead of a copy: for files that depend on where they are. */
  readonly inPlace?: boolean;
  /** The extension's folder, or a packaged `.vsix` to install. Default: this project, as built. */
  readonly extension?: string;
  /** Folders of other extensions that are installed, unless that is a packaged one. */
  readonly beside?: readonly string[];
  /** User settings, on top of those of a calm window. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  /** Added to the environment of VS Code and so of the servers it starts. */
  readonly env?: Readonly<Record<string, string>>;
  /** VS Code asks whether to trust the folder, as a desktop does. Default: it trusts. */
  readonly workspaceTrust?: boolean;
  /** What came with the workspace is asked about before it starts, as by default. Default: it is not. */
  readonly asksBeforeStart?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Physical pixels a CSS pixel, for sharp screenshots. Default: 1 */
  readonly scale?: number;
}

/** Every VS Code that a test file has not closed yet. */
const open = new Set<VSCode>();
export const openVSCodes = (): readonly VSCode[] => [...open];

/** Opens VS Code on a workspace, and waits until its window stands and its extensions run. */
export async function launchVSCode(options: LaunchOptions = {}): Promise<VSCode> {
  await installVSCode();
  const tempDir = await realpath(await mkdtemp(path.join(tmpdir(), 'portcullis-')));
  const folders: Folders = {
    tempDir,
    userDataDir: path.join(tempDir, 'user'),
    extensionsDir: path.join(tempDir, 'extensions'),
    workspaceDir: options.inPlace
      ? path.resolve(`${options.workspace}`)
      : path.join(tempDir, 'workspace'),
  };
  let server: Server | undefined;
  try {
    await prepare(folders, options);
    server = await startServer({
      ...folders,
      workspaceTrust: options.workspaceTrust ?? false,
      // No gallery: a test neither waits for the network nor depends on it.
      env: {
        EXTENSIONS_GALLERY: '{}',
        PORTCULLIS_HOME: portcullisHome(folders),
        ...options.env,
      },
      remove: [tempDir],
    });
    return await openWindow(server, folders, options);
  } catch (error) {
    await server?.stop();
    await rm(tempDir, { recursive: true, force: true });
    throw error;
  }
}

interface Folders {
  readonly tempDir: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly workspaceDir: string;
}

function portcullisHome({ tempDir }: Folders): string {
  return path.join(tempDir, 'portcullis-home');
}

async function prepare(folders: Folders, options: LaunchOptions): Promise<void> {
  if (!options.inPlace) await writeWorkspace(options.workspace ?? {}, folders.workspaceDir);
  const theme = themeSettings(options.theme ?? 'light');
  const asking = options.asksBeforeStart ? {} : UNASKED_SETTINGS;
  await writeUserSettings(folders.userDataDir, {
    ...CALM_SETTINGS,
    ...asking,
    ...theme,
    ...options.settings,
  });
  const extension = path.resolve(options.extension ?? root);
  if (extension.endsWith('.vsix')) await installExtension(extension, folders);
  else await linkExtensions(folders.extensionsDir, [extension, ...(options.beside ?? [])]);
}

async function openWindow(
  server: Server,
  folders: Folders,
  options: LaunchOptions,
): Promise<VSCode> {
  const browser = await openBrowser(server, folders.tempDir, {
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
  });
  const vscode = new VSCode({ ...folders, server, browser });
  try {
    await vscode.reload();
    open.add(vscode);
    return vscode;
  } catch (error) {
    const picture = await vscode.screenshot('failed/launch').catch(() => 'nothing');
    await closeBrowser(browser);
    throw new Error(`The window did not get ready; it showed ${picture}.`, { cause: error });
  }
}

interface Parts extends Folders {
  readonly server: Server;
  readonly browser: BrowserContext;
}

/** A running VS Code with one window; what a person does in the window is on `Workbench`. */
export class VSCode extends Workbench {
  /** Absolute path of the folder that is open. */
  readonly workspaceDir: string;
  readonly userDataDir: string;
  /** Where `portcullis tap` leaves for this window what it has seen, if it is told so by its environment. */
  readonly portcullisHome: string;
  readonly #parts: Parts;
  #settings: Readonly<Record<string, unknown>> = {};

  constructor(parts: Parts) {
    const page = parts.browser.pages()[0];
    if (!page) throw new Error('Chromium opened without a page.');
    super(page);
    this.#parts = parts;
    this.workspaceDir = parts.workspaceDir;
    this.userDataDir = parts.userDataDir;
    this.portcullisHome = portcullisHome(parts);
  }

  /** Of VS Code's server: the parent of the extension hosts. */
  get serverPid(): number {
    return this.#parts.server.pid;
  }

  /** All processes of this VS Code: its own, its extensions', the MCP servers they started. */
  processes(): Process[] {
    return this.#parts.server.processes();
  }

  extensionHostPids(): number[] {
    return this.processes()
      .filter(isExtensionHost)
      .map(({ pid }) => pid);
  }

  /** What VS Code and its extensions logged is in files below this folder. */
  get logsDir(): string {
    return path.join(this.userDataDir, 'logs');
  }

  /** Opens the window anew, as "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    const { server, workspaceDir } = this.#parts;
    await this.page.goto(windowAddress(server, { folder: workspaceDir }));
    await this.whenReady();
  }

  /** Closes the window as a person does; VS Code's server stays, as over a remote connection. */
  async closeWindow(): Promise<void> {
    await this.page.goto('about:blank');
  }

  /** Changes settings for every workspace, as one who edits them does; VS Code sees it at once. */
  async updateSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    this.#settings = { ...this.#settings, ...settings };
    await writeMachineSettings(this.userDataDir, this.#settings);
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.updateSettings(themeSettings(theme));
    await this.page.locator(`.monaco-workbench.${THEMES[theme].className}`).waitFor();
  }

  /**
   * Closes the window, ends every process and removes every temporary file.
   * @returns the processes that did not end by themselves within ten seconds and were killed
   */
  async close(): Promise<Process[]> {
    open.delete(this);
    await closeBrowser(this.#parts.browser);
    return this.#parts.server.stop();
  }
}

function themeSettings(theme: Theme): Record<string, unknown> {
  return {
    'workbench.colorTheme': THEMES[theme].name,
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
}

async function writeWorkspace(
  workspace: NonNullable<LaunchOptions['workspace']>,
  folder: string,
): Promise<void> {
  if (typeof workspace === 'string') return cp(workspace, folder, { recursive: true });
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(workspace)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
}

/** Installs as `code --install-extension` does. */
async function installExtension(
  vsix: string,
  { userDataDir, extensionsDir }: Folders,
): Promise<void> {
  const code = path.join(root, 'test/vscode/code.mjs');
  await promisify(execFile)(process.execPath, [
    code,
    ...['--install-extension', path.resolve(vsix)],
    ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
  ]);
}
