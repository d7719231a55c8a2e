/**
 * The id of the input for a value of a server: `weather-api-key`. Inputs of all servers of a file share one list,
 * so the server is named, unless the value names it already.
 */
export function inputId(server: string, value: string): string {
  const [first, second] = [server, value].map((text) =>
    text
      .toLowerCase()
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  ) as [string, string];
  return first === '' || `${second}-`.startsWith(`${first}-`) ? second : `${first}-${second}`;
}
