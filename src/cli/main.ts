import { constants } from 'node:os';
import { GUARDIAN_ARGUMENT } from '../proxy/process/guardianClient';

const OLDEST_NODE = 22;
const [, script = '', ...argv] = process.argv;
const wantsHelp = argv.includes('--help') || argv.includes('-h');

// Imported when it is known what this process is to be: a guardian must stay small.
if (argv.includes(GUARDIAN_ARGUMENT)) {
  void import('../proxy/process/guardian').then(({ runGuardian }) =>
    runGuardian(process.stdin).finally(() => process.exit()),
  );
} else if (argv[0] === 'tap' && !wantsHelp) {
  // A client waits for its server: nothing is loaded that is not needed for that.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  void import('./tap/runTap')
    .then(({ runTap }) => runTap(argv.slice(1), script))
    .then((end) => ('signal' in end ? endBySignal(end.signal) : leave(end.code)), fail);
} else if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  // In an older one something would fail in the midst of a handshake, and look like a fault of the server.
  const need = `portcullis needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.\n`;
  process.stderr.write(need);
  leave(2);
} else {
  // Who reads us may go at any time; nothing is left to say to him then.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  void import('./run').then(({ run }) => run(argv, script)).then(leave, fail);
}

function fail(error: unknown): void {
  process.stderr.write(`portcullis: ${String((error as Error)?.stack ?? error)}\n`);
  leave(1);
}

/** As what we stand in for has ended. */
function endBySignal(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // Where it does not end us, such as on Windows.
  setTimeout(() => leave(128 + (constants.signals[signal] ?? 0)), 100);
}

/** When what was written has left: a pipe may be slow. */
function leave(code: number): void {
  process.exitCode = code;
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}
