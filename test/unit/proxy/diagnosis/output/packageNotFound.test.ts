import { describe, expect, it } from 'vitest';
import { packageNotFound } from '../../../../../src/proxy/diagnosis/output/packageNotFound';

describe('packageNotFound', () => {
  it.each([
    ['docker: docker.io/mcp/weather:nope: not found.', 'docker.io/mcp/weather:nope'],
    [
      'docker: Error response from daemon: failed to resolve reference "docker.io/mcp/weather:nope": docker.io/mcp/weather:nope: not found',
      'docker.io/mcp/weather:nope',
    ],
    ['podman: localhost:5000/weather:nope: manifest unknown', 'localhost:5000/weather:nope'],
    ['error: @mcp/weather@^9.0.0 failed to resolve', '@mcp/weather'],
    ['error: weather@9 failed to resolve', 'weather'],
  ])('reads the name in %j', (line, name) => {
    expect(packageNotFound([line])?.name).toBe(name);
  });

  it.each(['docker: a', 'docker: a:', 'docker: /.', 'docker: docker: ', 'error: @', 'error: a@'])(
    'takes no longer than the line is long: %j',
    (start) => {
      // With the square of the length this would take minutes.
      const unit = start.replace(/^\w+: (?=.)/, '');
      const line = start + unit.repeat(400_000 / unit.length);
      const begun = performance.now();
      expect(packageNotFound([line])).toBeUndefined();
      expect(performance.now() - begun).toBeLessThan(5_000);
    },
  );
});
