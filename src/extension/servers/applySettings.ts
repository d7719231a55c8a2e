import { readEra } from '../../shared/model/era';
import type { LaunchDefinition } from '../../shared/model/server';
import type { SessionSettings } from '../../shared/model/sessionSettings';

export type Headers = Readonly<Record<string, string>>;

/** A launch as a person has set it for this server. A header takes the place of one of its name, in any case. */
export function applySettings(
  definition: LaunchDefinition,
  { era, offers, answerTimeout }: SessionSettings,
  headers: Headers,
): LaunchDefinition {
  const { protocolVersion: configured, ...rest } = definition;
  const pinned =
    era === undefined
      ? { era: definition.era, ...(configured !== undefined && { protocolVersion: configured }) }
      : readEra(era);
  const applied = {
    ...rest,
    ...pinned,
    ...(offers !== undefined && { offers: { ...definition.offers, ...offers } }),
    ...(answerTimeout !== undefined && { answerTimeout }),
  } as LaunchDefinition;
  return applied.kind === 'stdio'
    ? applied
    : { ...applied, headers: withHeaders(applied.headers, headers) };
}

function withHeaders(configured: Headers, added: Headers): Record<string, string> {
  const taken = new Set(Object.keys(added).map((name) => name.toLowerCase()));
  const kept = Object.entries(configured).filter(([name]) => !taken.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...added };
}
