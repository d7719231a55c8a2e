import type { ClientCapabilities } from '@modelcontextprotocol/client';
import { MODERN_VERSIONS } from './protocol';

/** What a server may ask of us. What is left out is not offered, and refused if it is asked for. */
export interface Offers {
  readonly roots?: boolean;
  readonly sampling?: boolean;
  /** Elicitation by a form. */
  readonly form?: boolean;
  /** Elicitation by an address that a person visits. */
  readonly url?: boolean;
  /** Tasks: the server may make one of a call (modern era), and of what it asks of us (2025-11-25). */
  readonly tasks?: boolean;
}

/** Where nobody is there to answer. */
export const UNATTENDED_OFFERS: Offers = { roots: true };
/** Where a person can answer. */
export const ATTENDED_OFFERS: Offers = {
  roots: true,
  sampling: true,
  form: true,
  url: true,
  tasks: true,
};

export const TASKS_EXTENSION = 'io.modelcontextprotocol/tasks';
const TASKS_VERSION = '2025-11-25';
const ELICITATION_VERSION = '2025-06-18';

/** The client capabilities that say so, in the words of that revision; it knows no others. */
export function capabilitiesFor(offers: Offers, version: string): ClientCapabilities {
  const isModern = MODERN_VERSIONS.includes(version);
  const { roots, sampling, tasks } = offers;
  const hasElicitation = version >= ELICITATION_VERSION && (offers.form || offers.url);
  return {
    // A request of the modern era asks for the roots of its own time: there is no change to tell of.
    ...(roots && { roots: isModern ? {} : { listChanged: true } }),
    ...(sampling && { sampling: version >= TASKS_VERSION ? { tools: {} } : {} }),
    ...(hasElicitation && { elicitation: elicitationOf(offers, version) }),
    ...(tasks && isModern && { extensions: { [TASKS_EXTENSION]: {} } }),
  };
}

function elicitationOf(
  { form, url }: Offers,
  version: string,
): NonNullable<ClientCapabilities['elicitation']> {
  // The first revision that had it knew the form only, and no names of modes.
  if (version < TASKS_VERSION) return {};
  return { ...(form && { form: {} }), ...(url && { url: {} }) };
}
