import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import Mocha from 'mocha';

/** One line of JSON to the script that started VS Code. */
type Report = { text: string } | { passed: number; failed: number; pending: number };

/** VS Code calls this in its extension host, and ends the host when it settles. */
export async function run(): Promise<void> {
  const socket = await connectToScript();
  const report = (message: Report) => socket.write(`${JSON.stringify(message)}\n`);
  // The extension host sends its console through the window's log; the reporters go the short way.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => report({ text: format(args) });
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: process.env.FORCE_COLOR === '1' });
  for (const file of await testFiles()) mocha.addFile(file);
  const { failures, stats } = await runMocha(mocha);
  report({ passed: stats?.passes ?? 0, failed: failures, pending: stats?.pending ?? 0 });
  await new Promise<void>((resolve) => socket.end(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

async function connectToScript(): Promise<Socket> {
  const socket = connect(Number(process.env.PORTCULLIS_REPORT_PORT), '127.0.0.1');
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return socket;
}

/** Each test is bundled to a file of its own, as it lies beside this one's folder. */
async function testFiles(): Promise<string[]> {
  const folder = path.resolve(__dirname, '..');
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith('.test.js'))
    .sort()
    .map((file) => path.join(folder, file));
}

function runMocha(mocha: Mocha): Promise<{ failures: number; stats: Mocha.Stats | undefined }> {
  return new Promise((resolve) => {
    const runner = mocha.run((failures) => resolve({ failures, stats: runner.stats }));
  });
}

function format([first = '', ...rest]: unknown[]): string {
  let index = 0;
  const text = String(first).replace(/%[sdo]/g, () => String(rest[index++]));
  return [text, ...rest.slice(index)].map(String).join(' ');
}
