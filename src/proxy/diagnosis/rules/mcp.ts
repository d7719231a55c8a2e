import { t } from '@vscode/l10n';
import type { Evidence, Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import type { Rule } from '../rule';
import { commandLineOf, hasExited, outputOf, runOf, runsPython } from '../runOf';
import {
  duration,
  edit,
  fact,
  lastLines,
  openEntry,
  shorten,
  showOutput,
  tryAgain,
  verdict,
} from '../verdict';
import { moreTime } from './network';

/** UTF-16, or a byte-order mark: what PowerShell and some editors write. */
export const encoding: Rule = (facts) => {
  const name = facts.stdoutHead ? encodingOf(facts.stdoutHead) : undefined;
  if (facts.definition.kind !== 'stdio' || !name) return undefined;
  return verdict('mcp.encoding', {
    title: t('Writes {0} to stdout', name),
    explanation: t(
      'MCP messages are UTF-8 without a byte-order mark. Make the server, or the shell that starts it, write UTF-8.',
    ),
    evidence: [fact(t('Encoding'), name), fact(t('First bytes'), hex(facts.stdoutHead!))],
    fixes: [showOutput(), openEntry()],
  });
};

function encodingOf(head: Uint8Array): string | undefined {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return t('a byte-order mark');
  if (first === 0xff && second === 0xfe) return 'UTF-16';
  if (first === 0xfe && second === 0xff) return 'UTF-16';
  // ASCII in UTF-16 without a mark: every other byte is zero.
  if (head.length >= 4 && first !== 0 && second === 0 && third !== 0 && head[3] === 0)
    return 'UTF-16';
  if (head.length >= 4 && first === 0 && second !== 0 && third === 0 && head[3] !== 0)
    return 'UTF-16';
  return undefined;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Messages framed as the Language Server Protocol does it. */
export const framing: Rule = (facts) => {
  if (facts.definition.kind !== 'stdio') return undefined;
  const head = facts.stdoutHead ? new TextDecoder('latin1').decode(facts.stdoutHead) : '';
  const line = [...head.split(/\r?\n/), ...facts.noise].find((text) =>
    /^Content-Length: *\d+/i.test(text),
  );
  if (line === undefined) return undefined;
  return verdict('mcp.framing', {
    title: t('Frames its messages with Content-Length'),
    explanation: t(
      'This is the framing of language servers. MCP messages over stdio are one line each. Update the library of the server, or make it write one message a line.',
    ),
    evidence: [fact(t('On stdout'), line)],
    fixes: [showOutput(), openEntry()],
  });
};

export const versionUnsupported: Rule = ({ handshake, definition: { protocolVersion } }) => {
  if (handshake?.kind !== 'version') return undefined;
  return verdict('mcp.version-unsupported', {
    title:
      protocolVersion === undefined
        ? t('No protocol version in common')
        : t('The server does not speak {0}', protocolVersion),
    explanation:
      protocolVersion === undefined
        ? t('Server and client speak different versions of MCP. Update the older of the two.')
        : t(
            'The property `era` of its entry allows this version only. Write one there that the server speaks, or `auto`.',
          ),
    evidence: [
      fact(t('Server'), handshake.server.join(', ') || t('none')),
      fact(t('Client'), handshake.client.join(', ')),
    ],
    fixes: [openEntry()],
  });
};

export const errorResponse: Rule = ({ handshake }) => {
  if (handshake?.kind !== 'errorResponse') return undefined;
  const { method, code, message, data } = handshake;
  return verdict('mcp.error-response', {
    title: t('{0} was refused: {1}', method, message),
    explanation: t(
      'The server answered the handshake with an error. What it says should tell why; its output may tell more.',
    ),
    evidence: [
      fact(t('Request'), method),
      fact(t('Code'), code),
      fact(t('Message'), message),
      fact(t('Data'), data === undefined ? undefined : shorten(JSON.stringify(data), 300)),
    ],
    fixes: [showOutput(), tryAgain(), openEntry()],
  });
};

export const invalidMessage: Rule = ({ handshake }) => {
  if (handshake?.kind !== 'invalidMessage') return undefined;
  return verdict('mcp.invalid-message', {
    title: t('The answer is not a valid MCP message'),
    explanation: t(
      'The server answered the handshake, but not as MCP wants it: {0}. The server must be corrected.',
      handshake.problem,
    ),
    evidence: [
      fact(t('Problem'), handshake.problem),
      fact(t('Answer'), shorten(handshake.raw, 400)),
    ],
    fixes: [showOutput(), openEntry()],
  });
};

/** Something other than messages on stdout, and never a message. */
export const stdoutNoise: Rule = (facts) => {
  if (facts.definition.kind !== 'stdio' || facts.step !== 'mcp') return undefined;
  if (facts.noise.length === 0) return undefined;
  return verdict('mcp.stdout-noise', {
    title: t('Writes other text to stdout'),
    explanation: t(
      'The standard output of a stdio server carries MCP messages and nothing else, and no message came. Write logs to stderr, and make sure that this program is the server.',
    ),
    evidence: noiseFacts(facts.noise),
    fixes: [showOutput(), openEntry()],
  });
};

/** The first lines, as sent. */
export function noiseFacts(noise: readonly string[]): (Evidence | undefined)[] {
  return noise.slice(0, 3).map((line) => fact(t('On stdout'), shorten(line, 200)));
}

/** Closes its output or exits upon the handshake. */
export const closedDuringHandshake: Rule = (facts) => {
  const { handshake } = facts;
  const gone = hasExited(facts);
  // A broken connection is the same when the process went with it.
  if (handshake?.kind !== 'closed' && !(gone && handshake?.kind === 'network')) return undefined;
  // Whoever exits without having shown that it was up has not got as far as the handshake.
  if (gone && !wasUp(facts)) return undefined;
  const code = facts.exit?.code ?? undefined;
  return verdict('mcp.closed-during-handshake', {
    title: gone ? exitedUpon(code) : t('Closed its output upon the handshake'),
    explanation: t(
      'The server was up, and ended the connection when the first message came. Its output may tell why.',
    ),
    evidence: [
      fact(t('Exit code'), code),
      fact(t('After'), duration(facts.waitedMs)),
      fact(t('Last output'), lastLines(outputOf(facts))),
      fact(t('Command'), commandLineOf(facts.definition)),
    ],
    fixes: [showOutput(), tryAgain(), openEntry()],
  });
};

function exitedUpon(code: number | undefined): string {
  return code === undefined
    ? t('Exited upon the handshake')
    : t('Exited upon the handshake (code {0})', code);
}

const READY_WORDS = /\b(?:running|started|listening|ready|serving|waiting for|connected|stdio)\b/i;

/**
 * An HTTP server has answered before; a stdio server has answered `server/discover` before it was sent
 * `initialize`, or says on stderr that it runs, as most do.
 */
function wasUp({ definition, handshake, stderr }: LaunchFacts): boolean {
  if (definition.kind !== 'stdio') return true;
  const second = handshake?.kind === 'closed' && handshake.method === 'initialize';
  return (second && definition.era === 'auto') || stderr.some((line) => READY_WORDS.test(line));
}

/** Alive, reads its input, never answers the handshake. */
export const noAnswer: Rule = (facts) => {
  const silent =
    facts.handshake === undefined ? facts.timedOut : facts.handshake.kind === 'timeout';
  if (facts.step !== 'mcp' || !silent || hasExited(facts)) return undefined;
  const waited = facts.handshake?.kind === 'timeout' ? facts.handshake.afterMs : facts.waitedMs;
  const python = facts.definition.kind === 'stdio' && runsPython(facts.definition);
  return verdict('mcp.no-answer', {
    title: t('No answer to the handshake after {0}', duration(waited)),
    explanation: explainSilence(facts, python),
    evidence: [
      fact(t('Waited'), duration(waited)),
      fact(t('URL'), facts.url),
      fact(t('Command'), commandLineOf(facts.definition)),
      fact(t('Last output'), lastLines(facts.stderr)),
    ],
    fixes: [
      python && !isUnbuffered(facts) ? unbuffered() : undefined,
      moreTime(facts),
      tryAgain(),
      showOutput(),
    ],
  });
};

function explainSilence(facts: LaunchFacts, python: boolean): string {
  if (facts.definition.kind !== 'stdio') {
    return t(
      'The server accepts the request and never answers it. Look at its log for what it waits for.',
    );
  }
  if (python && !isUnbuffered(facts)) {
    return t(
      'The server runs and does not answer. Python keeps back what is printed unless it is told not to: run it unbuffered, or look at its output for what it waits for.',
    );
  }
  return t(
    'The server runs and does not answer. It may be starting still, wait for something else, or be no MCP server over stdio. Look at its output.',
  );
}

function isUnbuffered({ definition }: LaunchFacts): boolean {
  const run = runOf(definition);
  return run?.args.includes('-u') === true || Boolean(run?.env.PYTHONUNBUFFERED);
}

function unbuffered(): Fix {
  return edit('unbuffered', t('Run Python unbuffered'), [[['env', 'PYTHONUNBUFFERED'], '1']]);
}
