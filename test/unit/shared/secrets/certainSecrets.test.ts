import { expect, it } from 'vitest';
import type { LaunchDefinition } from '../../../../src/shared/model/server';
import { certainSecrets } from '../../../../src/shared/secrets/certainSecrets';

it('takes answers and what has the name of a secret, and no other value of the entry', () => {
  const definition = {
    kind: 'launchedHttp',
    run: { env: { API_KEY: 'the key', REGION: 'europe', TOKEN: null, OTHER_TOKEN: 'a ${port}' } },
    headers: { Authorization: 'Bearer it', 'X-Mode': 'quiet' },
    secrets: ['an answer'],
  } as unknown as LaunchDefinition;
  expect(certainSecrets(definition)).toEqual(['the key', 'Bearer it', 'an answer']);
  expect(certainSecrets(undefined)).toEqual([]);
});
