/** What is named at a path such as `servers`, `one`, `dev`, `portcullis`, `build`. */
export function wantedAt(path: readonly (string | number)[]): 'task' | 'configuration' | undefined {
  const below = path.slice(path.lastIndexOf('dev')).filter((key) => key !== 'portcullis');
  if (below.join('.') === 'dev.build') return 'task';
  return below.join('.') === 'dev.debug.configuration' ? 'configuration' : undefined;
}
