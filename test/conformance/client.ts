// Portcullis' session as the conformance suite's client: opens it, lists, and uses whatever is offered.
// The suite gives the URL as the last argument, the rest in the environment.

import { Authorizer } from '../../src/proxy/auth/authorizer';
import { MemoryAuthStore } from '../../src/proxy/auth/authStore';
import type { InspectorSession } from '../../src/proxy/session/inspectorSession';
import { openSession } from '../../src/proxy/session/openSession';
import { headlessApprover } from './headlessApprover';
import { sampleArguments } from './sampleArguments';
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
  const era = revision >= '2026-07-28' ? 'modern' : 'legacy';
  const streams = new Set<string>();
  const listening = Promise.withResolvers<void>();
  const session = await openSession({
    serverId: 'conformance/server',
    target: { kind: 'http', url, headers: {} },
    era,
    protocolVersion: revision,
    offers: { roots: true, formElicitation: true },
    roots: [{ uri: 'file:///project', name: 'project' }],
    recorder: {
      message: () => {},
      noise: () => {},
      stderr: () => {},
      http: (fact, { http }) => {
        if (fact.type === 'request' && fact.method === 'GET') streams.add(http);
        else if (streams.has(http)) listening.resolve();
      },
    },
    auth,
    signal: AbortSignal.timeout(DEADLINE_MS),
    onNoise: (line) => console.error(`noise: ${line}`),
  });
  answerByDefaults(session);
  try {
    await session.start();
    // A call that overtakes the stream of the server's own messages might be answered on that.
    if (era === 'legacy') await listening.promise;
    await useEverything(session, context);
  } finally {
    await session.close();
    auth.dispose();
  }
}

/** Accepts what the server asks for, as it suggests it. */
function answerByDefaults(session: InspectorSession): void {
  session.onDidChangePendingRequest(({ id, method, params, status }) => {
    if (status !== 'pending' || method !== 'elicitation/create') return;
    const content = sampleArguments(params.requestedSchema as Record<string, unknown>);
    session.answer(id, { result: { action: 'accept', content } });
  });
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
