/** How runtimes say that a port cannot be bound: Node, Python, Go, Java, Rust, .NET, Windows. */
const TAKEN =
  /EADDRINUSE|address (?:is )?already in use|AddrInUse|Errno (?:98|48|10048)\b|os error (?:98|48|10048)\b|only one usage of each socket address|port \d+ is (?:already )?(?:in use|taken|occupied)|port (?:is )?already (?:in use|allocated)/i;

/**
 * Reads a line of a server's output. @returns undefined unless it says that a port is taken; then the port that
 * it names, or 0 if it names none.
 */
export function readPortTaken(line: string): number | undefined {
  if (!TAKEN.test(line)) return undefined;
  const named =
    /\bport[ :=]+(\d{2,5})\b/i.exec(line) ??
    /(?:[\d.]+|\]|::+|localhost|\*|^|\s|\()[:,] ?(\d{2,5})\b(?!:\d)/i.exec(line);
  return named ? Number(named[1]) : 0;
}
