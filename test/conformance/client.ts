// Portcullis' session as the conformance suite's client: opens it, lists, and uses whatever is offered.
// The suite gives the URL as the last argument, the rest in the environment.

import { Authorizer } from '../../src/proxy/auth/authorizer';
import { MemoryAuthStore } from '../../src/proxy/auth/authStore';
import { openSession } from '../../src/proxy/session/openSession';
import { headlessApprover } from './headlessApprover';
import { useEverything } from './useEverything';

/** Before the suite kills the shell that we run in, and not us. */
const DEADLINE_MS = 25_000;
/** The document that the suite takes for ours where clients are known by a URL. */
const METADATA_URL = 'https://conformance-test.local/client-metadata.json';

/** What a scenario tells its client. */
export interface ScenarioContext {
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly issuer?: string;
  readonly toolCalls?: readonly {
    readonly name: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  }[];
}

async function main(url: string): Promise<void> {
  const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}') as ScenarioContext;
  const revision = process.env.MCP_CONFORMANCE_PROTOCOL_VERSION ?? '2025-11-25';
  const auth = authorizerFor(url, context);
  const session = await openSession({
    serverId: 'conformance/server',
    target: { kind: 'http', url, headers: {} },
    era: revision >= '2026-07-28' ? 'modern' : 'legacy',
    roots: [{ uri: 'file:///project', name: 'project' }],
    recorder: { message: () => {}, noise: () => {}, stderr: () => {}, http: () => {} },
    auth,
    signal: AbortSignal.timeout(DEADLINE_MS),
    onNoise: (line) => console.error(`noise: ${line}`),
  });
  try {
    await session.start();
    await useEverything(session, context);
  } finally {
    await session.close();
    auth.dispose();
  }
}

function authorizerFor(url: string, context: ScenarioContext): Authorizer {
  const { client_id: clientId, client_secret: clientSecret, issuer } = context;
  return new Authorizer({
    serverUrl: url,
    store: new MemoryAuthStore(),
    approver: headlessApprover,
    client: {
      name: 'Portcullis',
      metadataUrl: METADATA_URL,
      ...(clientId !== undefined && {
        registered: {
          clientId,
          ...(clientSecret !== undefined && { clientSecret }),
          ...(issuer !== undefined && { issuer }),
        },
      }),
    },
  });
}

const deadline = setTimeout(() => {
  console.error(`Not done within ${DEADLINE_MS} ms.`);
  process.exit(1);
}, DEADLINE_MS);
try {
  await main(process.argv.at(-1)!);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  clearTimeout(deadline);
}
