import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { MessageOptions } from 'vscode';
import type { Diagnosis, FixAction } from '../../../src/shared/model/diagnosis';
import { answering, browsing, untilEditor, untilOutput } from './person';
import { fixture, readText, workspaceFile } from './portcullis';

const PORT = '${port}';
const OVER_HTTP = { url: `http://127.0.0.1:${PORT}/mcp`, env: { PORT } };
const fault = (name: string) => path.join(fixture('../faults'), name);
const run = (name: string, ...args: string[]) => ({
  command: 'node',
  args: [fault(name), ...args],
});
const HEALTHY = () => `await import(${JSON.stringify(fault('healthy.mjs'))});\n`;

/** The server of one test, what is around it, and what a person can do. */
export interface Scene {
  readonly folder: string;
  /** Carries the fix out by the command that every view runs. */
  apply(): Promise<void>;
  /** Changes what an editor shows, saves it, and starts the server again. */
  correct(file: string, text: string): Promise<void>;
  start(): Promise<void>;
}

export interface FixCase {
  /** Default: the workspace settings. */
  readonly file?: '.vscode/mcp.json';
  entry(folder: string): Promise<object> | object;
  /** The code of the diagnosis that offers the fix. */
  readonly code: Diagnosis['code'];
  /** Makes a server fail that was ready. */
  fail?(pid: number): void;
  /** Applies the fix and does what is left to the person. Default: applies it. */
  act?(scene: Scene): Promise<void>;
}

const children = new Set<ChildProcess>();

/** One for each kind of fix: a kind without one does not compile. */
export const FIX_CASES: Record<FixAction['kind'], FixCase> = {
  editEntry: {
    code: 'process.command-not-found',
    entry: () => ({ command: `node ${fault('healthy.mjs')}` }),
  },
  openEntry: {
    file: '.vscode/mcp.json',
    code: 'process.usage',
    entry: () => run('process.usage.mjs', '--ctiy', 'Bern'),
    act: async ({ apply, correct }) => {
      await apply();
      const { fsPath } = workspaceFile('.vscode/mcp.json');
      const { document, selection } = await untilEditor(fsPath);
      assert.match(document.lineAt(selection.active.line).text, /"openEntry": \{/);
      await correct(fsPath, document.getText().replace('--ctiy', '--city'));
    },
  },
  openFile: {
    code: 'process.crashed',
    entry: async (folder) => {
      const file = path.join(folder, 'server.mjs');
      await copyFile(fault('process.crashed.mjs'), file);
      return { command: 'node', args: [file] };
    },
    act: async ({ folder, apply, correct }) => {
      await apply();
      const file = path.join(folder, 'server.mjs');
      const { selection } = await untilEditor(file);
      assert.deepEqual([selection.active.line, selection.active.character], [1, 21]);
      await correct(file, HEALTHY());
    },
  },
  setEnvironmentVariable: {
    file: '.vscode/mcp.json',
    code: 'process.env-missing',
    entry: () => run('process.env-missing.mjs'),
    act: async ({ apply }) => {
      const [options] = await answering('showInputBox', 'right-of-all', apply);
      assert.equal((options as { password: boolean }).password, true);
      const text = await readText('.vscode/mcp.json');
      assert.match(text, /"FIXTURE_API_KEY": "\$\{input:/);
      assert.doesNotMatch(text, /right-of-all/);
    },
  },
  setHeader: {
    code: 'http.unauthorized',
    entry: () => ({ ...run('http.unauthorized.mjs'), ...OVER_HTTP }),
    act: async ({ apply }) => {
      await answering('showInputBox', 'Bearer right', apply);
    },
  },
  signIn: {
    code: 'http.unauthorized',
    entry: async () => ({
      url: `http://127.0.0.1:${await listen(fixture('oauthServer.mjs'))}/mcp`,
    }),
    act: async ({ apply }) => {
      const openTheirs = () => answering('showInformationMessage', 'Open Browser', apply);
      const [[message, options], opened] = await browsing(openTheirs);
      assert.equal(message, 'Sign in to signIn?');
      const [page] = opened;
      assert.equal(page!.pathname, '/authorize');
      assert.match((options as MessageOptions).detail!, new RegExp(`sign in at ${page!.origin},`));
    },
  },
  createFile: {
    code: 'config.env-file-missing',
    entry: (folder) => ({
      ...run('process.env-missing.mjs'),
      envFile: path.join(folder, 'config/.env'),
    }),
    act: async ({ folder, apply, correct }) => {
      await apply();
      const file = path.join(folder, 'config/.env');
      const { document } = await untilEditor(file);
      assert.equal(document.getText(), '');
      await correct(file, 'FIXTURE_API_KEY=right\n');
    },
  },
  createFolder: {
    code: 'config.cwd-missing',
    entry: (folder) => ({ ...run('healthy.mjs'), cwd: path.join(folder, 'data/cities') }),
  },
  makeExecutable: {
    code: 'process.not-executable',
    entry: async (folder) => {
      const file = path.join(folder, 'server.mjs');
      await writeFile(file, `#!/usr/bin/env node\n${HEALTHY()}`, { mode: 0o644 });
      return { command: file };
    },
  },
  stopProcess: {
    code: 'port.in-use',
    entry: async () => ({
      ...run('healthyHttp.mjs'),
      ...OVER_HTTP,
      port: await listen(fault('holdPort.mjs')),
    }),
    act: async ({ apply }) => {
      const [child] = [...children] as [ChildProcess];
      const { pid } = child;
      // It is this process's child: until its end has been taken note of here, its pid counts as alive.
      const gone = once(child, 'exit');
      const [message, options] = await answering('showWarningMessage', 'Stop Process', apply);
      assert.match(String(message), new RegExp(`\\b${pid}\\b`));
      assert.equal((options as { modal: boolean }).modal, true);
      await gone;
    },
  },
  runInTerminal: {
    code: 'process.module-missing',
    entry: async (folder) => {
      await writeProject(folder);
      return { command: 'node', args: [path.join(folder, 'server.mjs')] };
    },
  },
  showOutput: {
    code: 'process.exited',
    entry: (folder) => ({
      command: 'sh',
      args: [
        fault('process.exited.sh'),
        path.join(folder, 'license'),
        'node',
        fault('healthy.mjs'),
      ],
    }),
    act: async ({ folder, apply, start }) => {
      await apply();
      await untilOutput('license expired');
      await writeFile(path.join(folder, 'license'), 'renewed');
      await start();
    },
  },
  restart: {
    code: 'run.crashed',
    entry: () => run('run.crashed.mjs'),
    fail: (pid) => process.kill(pid, 'SIGUSR2'),
  },
};

/** Starts a program that holds a port. Returns the port. */
/** Starts a program that is not under inspection, and says on which port it listens. */
async function listen(program: string): Promise<number> {
  const child = spawn('node', [program], {
    env: { ...process.env, PORT: '0', TENANT: 'a&b=c' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.add(child);
  const [line] = await once(createInterface({ input: child.stderr }), 'line');
  return Number(/:(\d+)$/.exec(line)![1]);
}

/** Ends the programs that a case has started. */
export async function endChildren(): Promise<void> {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  children.clear();
}

/** A project whose one dependency, which lies beside it, is not installed. */
async function writeProject(folder: string): Promise<void> {
  const dependency = path.join(folder, 'dependency');
  await mkdir(dependency);
  await copyFile(fault('process.module-missing.mjs'), path.join(folder, 'server.mjs'));
  const files = {
    'package.json': JSON.stringify({ dependencies: { 'fixture-dependency': 'file:./dependency' } }),
    'dependency/package.json': JSON.stringify({
      name: 'fixture-dependency',
      version: '1.0.0',
      exports: './index.mjs',
    }),
    'dependency/index.mjs': `export { serveStdio as serve } from ${JSON.stringify(fault('lib/serveStdio.mjs'))};\n`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
}
