import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { type HostContract, hostContract } from '../../shared/contracts/hostContract';
import { type ProxyContract, proxyContract } from '../../shared/contracts/proxyContract';
import {
  type ContractClient,
  connectContract,
  type NotificationHandlers,
  type RequestHandlers,
  serveContract,
} from '../../shared/rpc/peer';
import { WORDS_ARGUMENT } from '../../shared/wordsArgument';
import { NODE_FLAGS } from './nodeFlags';

const KEPT_LINES = 50;

/** How a process ended; `error` when it could not be started. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: string;
  readonly lastLines: readonly string[];
  readonly uptimeMs: number;
}

/** One life of the proxy. */
export interface ProxyProcess {
  readonly pid: number | undefined;
  readonly client: ContractClient<ProxyContract>;
  /** Settles when the process is gone. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  kill(signal: NodeJS.Signals): void;
}

export interface ProxyOptions {
  /** Absolute path of the words in VS Code's language; absent where it is English. */
  readonly words?: string;
  /** Absolute path of its script. */
  readonly script: string;
  readonly notifications: NotificationHandlers<ProxyContract>;
  /** Answers what the proxy asks of the window. */
  readonly host: RequestHandlers<HostContract>;
  /** A line that it wrote to stdout or stderr. */
  readonly onLine: (line: string) => void;
}

/** Starts the proxy on VS Code's own Node and connects to it over IPC. */
export function startProxyProcess(options: ProxyOptions): ProxyProcess {
  const { script, words, notifications, host, onLine } = options;
  const startedAt = performance.now();
  // The argument is how its port is known among those that VS Code offers to forward.
  const child = fork(script, ['portcullis-proxy', ...(words ? [WORDS_ARGUMENT, words] : [])], {
    execArgv: [...NODE_FLAGS],
    silent: true,
    // Electron's binary behaves as Node only with this.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > KEPT_LINES) lastLines.shift();
      onLine(line);
    });
  }
  const connection = createMessageConnection(
    new IPCMessageReader(child),
    new IPCMessageWriter(child),
  );
  const client = connectContract(connection, proxyContract, notifications);
  serveContract(connection, hostContract, host);
  const ended = endOf(child).then((end) => {
    connection.dispose();
    return { ...end, lastLines, uptimeMs: performance.now() - startedAt };
  });
  return { pid: child.pid, client, ended, kill: (signal) => void child.kill(signal) };
}

function endOf(child: ChildProcess): Promise<Pick<ProcessEnd, 'code' | 'signal' | 'error'>> {
  return new Promise((resolve) => {
    // 'close' comes after its last output; a program that cannot be started has an 'error' only.
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, error: error.message });
    });
  });
}
