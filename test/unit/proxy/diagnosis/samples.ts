import type { LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import type { DiagnosisCode } from '../../../../src/shared/model/diagnosis';
import type { ConfigProblem, LaunchDefinition } from '../../../../src/shared/model/server';
import { answer, answered, exited, factsOf, launched, remote, stdio } from './facts';

const HTTPS = 'https://127.0.0.1:3000/mcp';
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const OWNER = { pid: 4711, program: 'node', commandLine: 'node server.js' };
const STARTED = { process: { pid: 4711, alive: true } };

function wrong(code: ConfigProblem['code'], value: string, property: string): LaunchFacts {
  const problems = [{ code, message: '⟦The launch says why.⟧', value, property }];
  return factsOf({ definition: { ...stdio(), problems }, step: 'config' });
}

function taken(more: Partial<LaunchFacts>, owner?: Partial<typeof OWNER>): LaunchFacts {
  return factsOf({
    definition: launched(),
    step: 'port',
    port: {
      number: 3000,
      chosenBy: 'user',
      bindError: 'EADDRINUSE',
      freePort: 3001,
      ...(owner && { owner: { pid: 4711, relation: 'stranger', ...owner } }),
    },
    ...more,
  });
}

function connecting(error: string, definition: LaunchDefinition = remote()): LaunchFacts {
  const attempt = { address: '127.0.0.1', family: 4, port: 3000, error, ms: 2 } as const;
  return factsOf({ definition, step: 'tcp', attempts: [attempt] });
}

function certificate(error: string): LaunchFacts {
  const tls = { error, altNames: 'DNS:weather.example', fingerprint256: 'AB:CD' };
  return factsOf({ definition: remote(HTTPS), step: 'tls', tls });
}

function handshake(failure: LaunchFacts['handshake'], more: Partial<LaunchFacts> = {}) {
  return factsOf({ definition: stdio(), step: 'mcp', ...STARTED, handshake: failure!, ...more });
}

const NO_COMMAND = {
  asWritten: 'weather',
  searchedPath: ['/usr/bin'],
  foundElsewhere: ['/opt/weather'],
  nearNames: ['weathr'],
};
const FOUND = { ...NO_COMMAND, asWritten: './weather', resolved: '/home/ada/weather' };

/** Facts of launches, each with the verdict on them; together they call for every rule. */
export const SAMPLES: readonly (readonly [DiagnosisCode, LaunchFacts])[] = [
  ['config.file-invalid', wrong('config.file-invalid', '12', 'command')],
  ['config.variable-unresolved', wrong('config.variable-unresolved', '12', 'command')],
  ['config.env-file-missing', wrong('config.env-file-missing', '/home/.env', 'envFile')],
  ['config.cwd-missing', wrong('config.cwd-missing', '/home/weather', 'cwd')],
  ['config.url-invalid', wrong('config.url-invalid', 'localhost:3000/mcp', 'url')],
  ['process.command-not-found', factsOf({ definition: stdio('weather'), command: NO_COMMAND })],
  [
    'process.not-executable',
    factsOf({
      definition: stdio('./weather'),
      command: { ...FOUND, mode: 0o644 },
      spawnError: { code: 'EACCES', message: '13' },
    }),
  ],
  [
    'process.interpreter-missing',
    factsOf({
      definition: stdio('./weather'),
      command: { ...FOUND, interpreter: { path: '/usr/bin/nope', exists: false } },
      spawnError: { code: 'ENOENT', message: '2' },
    }),
  ],
  [
    'process.package-not-found',
    exited(stdio('uvx', 'wether'), 1, 'Because wether was not found in the package registry'),
  ],
  ['process.download-failed', exited(stdio('npx', 'weather'), 1, 'npm error code ENOTFOUND')],
  [
    'process.daemon-missing',
    exited(stdio('docker', 'run', 'weather'), 1, 'Cannot connect to the Docker daemon'),
  ],
  [
    'process.module-missing',
    exited(
      stdio('node', 'dist/index.js'),
      1,
      "Error: Cannot find module '/home/ada/dist/index.js'",
    ),
  ],
  ['process.env-missing', exited(stdio(), 1, 'Missing required environment variable: API_KEY')],
  ['process.usage', exited(stdio('node', '--nope'), 9, 'error: unknown option --nope')],
  ['process.exited', exited(stdio(), 3, '')],
  [
    'process.exited',
    factsOf({ definition: stdio(), spawnError: { code: 'EMFILE', message: '24' } }),
  ],
  ['process.killed', exited(stdio(), 137, '')],
  ['port.in-use-own', taken({}, { relation: 'own' } as object)],
  ['port.in-use', taken({}, OWNER)],
  ['port.in-use', taken({}, { relation: 'portcullis' } as object)],
  ['port.in-use', taken({})],
  [
    'port.lost-race',
    exited(launched(), 1, 'Error: listen EADDRINUSE: address already in use 127.0.0.1:3000'),
  ],
  ['port.privileged', exited(launched(), 1, 'Error: listen EACCES: permission denied 0.0.0.0:80')],
  [
    'port.ignored',
    factsOf({
      definition: launched(),
      step: 'tcp',
      ...STARTED,
      listening: [{ address: '127.0.0.1', port: 8080, pid: 4711 }],
    }),
  ],
  ['net.refused', connecting('ECONNREFUSED')],
  [
    'net.refused',
    {
      ...connecting('ECONNREFUSED'),
      nearby: [{ url: 'http://127.0.0.1:3001/mcp', transport: 'http' }],
    },
  ],
  [
    'net.refused-family',
    factsOf({
      definition: remote('http://localhost:3000/mcp'),
      step: 'tcp',
      attempts: [
        { address: '127.0.0.1', family: 4, port: 3000, error: 'ECONNREFUSED', ms: 1 },
        { address: '::1', family: 6, port: 3000, ms: 1 },
      ],
    }),
  ],
  [
    'net.not-listening',
    factsOf({ definition: launched(), step: 'tcp', ...STARTED, timedOut: true }),
  ],
  ['net.timeout', connecting('ETIMEDOUT')],
  ['net.unreachable', connecting('EHOSTUNREACH')],
  ['net.reset', connecting('ECONNRESET')],
  [
    'net.dns-not-found',
    factsOf({ definition: remote(), dnsError: { code: 'ENOTFOUND', host: 'weathr' } }),
  ],
  [
    'net.dns-temporary',
    factsOf({ definition: remote(), dnsError: { code: 'EAI_AGAIN', host: 'weather' } }),
  ],
  [
    'tls.on-plain-port',
    factsOf({ definition: remote(HTTPS), tls: { error: 'EPROTO', plainHttpAnswers: true } }),
  ],
  ['http.on-tls-port', factsOf({ definition: remote(), tlsAnswers: true })],
  ['tls.untrusted', certificate('DEPTH_ZERO_SELF_SIGNED_CERT')],
  ['tls.expired', certificate('CERT_HAS_EXPIRED')],
  ['tls.hostname', certificate('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['tls.handshake', certificate('ERR_SSL_NO_PROTOCOLS')],
  [
    'http.wrong-path',
    answered(remote('http://127.0.0.1:3000/mpc'), answer(404), {
      alternatives: [{ url: 'http://127.0.0.1:3000/mcp', transport: 'http' }],
    }),
  ],
  ['http.not-found', answered(remote(), answer(404))],
  [
    'http.sse-endpoint',
    answered(remote(), answer(405), {
      alternatives: [{ url: 'http://127.0.0.1:3000/mcp', transport: 'sse' }],
    }),
  ],
  [
    'http.streamable-endpoint',
    answered(remote(undefined, 'sse'), answer(400), {
      alternatives: [{ url: 'http://127.0.0.1:3000/mcp', transport: 'http' }],
    }),
  ],
  [
    'http.not-mcp',
    answered(remote(), answer(200, { headers: HTML, bodyHead: '<title>1</title>' })),
  ],
  ['http.not-mcp', answered(remote(), answer(200, { bodyHead: '1' }))],
  ['http.not-http', factsOf({ definition: remote(), notHttpHead: 'SSH-2.0-1' })],
  ['http.no-response', factsOf({ definition: remote(), httpSilent: true })],
  ['http.unauthorized', answered(remote(), answer(401))],
  ['http.forbidden', answered(remote(), answer(403))],
  ['http.host-rejected', answered(remote(), answer(421))],
  ['http.redirect', answered(remote(), answer(302, { headers: { location: '/login' } }))],
  ['http.server-error', answered(remote(), answer(500))],
  ['mcp.stdout-noise', handshake({ kind: 'timeout', afterMs: 30_000 }, { noise: ['1'] })],
  [
    'mcp.framing',
    handshake({ kind: 'timeout', afterMs: 30_000 }, { noise: ['Content-Length: 123'] }),
  ],
  [
    'mcp.encoding',
    handshake(
      { kind: 'timeout', afterMs: 30_000 },
      { stdoutHead: new Uint8Array([0xef, 0xbb, 0xbf, 0x7b]) },
    ),
  ],
  ['mcp.no-answer', handshake({ kind: 'timeout', afterMs: 30_000 })],
  [
    'mcp.closed-during-handshake',
    handshake({ kind: 'closed' }, { process: { pid: 4711, alive: true } }),
  ],
  [
    'mcp.version-unsupported',
    handshake({ kind: 'version', server: ['2020-01-01'], client: ['2025-11-25'] }),
  ],
  ['mcp.invalid-message', handshake({ kind: 'invalidMessage', problem: '1', raw: '{}' })],
  [
    'mcp.error-response',
    handshake({ kind: 'errorResponse', method: 'initialize', code: -1, message: '1' }),
  ],
  ['unknown', factsOf({ definition: stdio(), step: 'mcp', ...STARTED })],
];
