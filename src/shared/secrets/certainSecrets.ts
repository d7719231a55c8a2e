import type { LaunchDefinition } from '../model/server';
import { isSecretName } from './maskMessage';

/**
 * The values of a launch that nobody would call anything but secret: passwords and other answers from outside its
 * entry, and what stands under the name of a secret. A text that people read while they look for a fault must not
 * lose more than these.
 */
export function certainSecrets(definition: LaunchDefinition | undefined): readonly string[] {
  if (definition === undefined) return [];
  const env = definition.kind === 'remote' ? {} : definition.run.env;
  const headers = definition.kind === 'stdio' ? {} : definition.headers;
  const named = [...Object.entries(env), ...Object.entries(headers)].flatMap(([name, value]) =>
    value === null || value.includes('${') || !isSecretName(name) ? [] : [value],
  );
  return [...named, ...(definition.secrets ?? [])];
}
