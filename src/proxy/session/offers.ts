import type { ClientCapabilities } from '@modelcontextprotocol/client';
import type { Offers } from '../../shared/model/server';
import { MODERN_VERSIONS } from './protocol';

export type { Offers };

/** Where nobody is there to answer. */
export const UNATTENDED_OFFERS: Offers = { roots: true };
/** Where a person can answer. */
export const ATTENDED_OFFERS: Offers = {
  roots: true,
  sampling: true,
  formElicitation: true,
  urlElicitation: true,
  tasks: true,
};

export const TASKS_EXTENSION = 'io.modelcontextprotocol/tasks';
const TASKS_VERSION = '2025-11-25';
const ELICITATION_VERSION = '2025-06-18';

/** The client capabilities that say so, in the words of that revision; it knows no others. */
export function capabilitiesFor(offers: Offers, version: string): ClientCapabilities {
  const isModern = MODERN_VERSIONS.includes(version);
  const { roots, sampling, tasks } = offers;
  return {
    // A request of the modern era asks for the roots of its own time: there is no change to tell of.
    ...(roots && { roots: isModern ? {} : { listChanged: true } }),
    ...(sampling && { sampling: version >= TASKS_VERSION ? { tools: {} } : {} }),
    ...elicitationOf(offers, version),
    ...(tasks && isModern && { extensions: { [TASKS_EXTENSION]: {} } }),
    ...(tasks && version === TASKS_VERSION && legacyTasks(offers)),
  };
}

function elicitationOf(
  { formElicitation, urlElicitation }: Offers,
  version: string,
): Pick<ClientCapabilities, 'elicitation'> {
  if (version < ELICITATION_VERSION) return {};
  // The first revision that had it knew the form only, and no names of modes.
  if (version < TASKS_VERSION) return formElicitation ? { elicitation: {} } : {};
  if (!formElicitation && !urlElicitation) return {};
  return {
    elicitation: { ...(formElicitation && { form: {} }), ...(urlElicitation && { url: {} }) },
  };
}

/** Which of the server's requests may be made a task of ours (MCP 2025-11-25, Tasks). */
function legacyTasks({
  sampling,
  formElicitation,
  urlElicitation,
}: Offers): Pick<ClientCapabilities, 'tasks'> {
  const elicitation = formElicitation || urlElicitation;
  if (!sampling && !elicitation) return {};
  return {
    tasks: {
      list: {},
      cancel: {},
      requests: {
        ...(sampling && { sampling: { createMessage: {} } }),
        ...(elicitation && { elicitation: { create: {} } }),
      },
    },
  };
}
